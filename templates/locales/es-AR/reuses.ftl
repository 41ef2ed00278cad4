## Qué hizo la gente con los datos.

reuses-title = Qué se hizo con los datos
reuses-lead = Notas, mapas, investigaciones y aplicaciones que salieron de datos publicados.
reuses-none = Todavía no contó nadie
reuses-none-text = Si usaste datos que se publicaron acá, contalo: ayuda a que se publiquen más.
reuse-tell = Contá qué hiciste con los datos
reuse-lead = Lo mira una persona del equipo y después queda publicado. No hace falta tener cuenta.
reuse-title = ¿Cómo se llama?
reuse-title-help = El título de la nota, el mapa, la aplicación o el trabajo.
reuse-url = ¿Dónde está?
reuse-url-help = La dirección completa, con https://
reuse-text = ¿De qué se trata?
reuse-used = ¿Qué conjuntos de datos usaste?
reuse-used-help = Uno por renglón: el nombre o la dirección.
reuse-request = ¿Salió de un pedido?
reuse-request-help = El número, por ejemplo PD-2026-000123.
reuse-send = Enviar
reuse-done = Gracias por contarlo
reuse-done-text = Alguien del equipo lo va a mirar. Cuando esté publicado lo vas a ver en la lista.
reuse-datasets = Usa:
reuse-of-request = Qué se hizo con estos datos
moderation-reuses = Usos contados
moderation-show = Publicar el uso
moderation-refuse = No publicarlo
moderation-done-shown = El uso está publicado.
moderation-done-refused = El uso no se publica.
