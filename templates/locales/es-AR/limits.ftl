## Cuánto puede hacer cada quien antes de tener que esperar, para quien administra.

limits-title = Límites
limits-lead = Cuánto puede hacer una persona, una clave o un lugar antes de tener que esperar. Frenan a quien abusa sin molestar al resto; los cambios valen en un segundo. Ninguno se puede sacar, y los que cuidan la entrada casi no se pueden aflojar.
limits-off = La configuración del servidor tiene los límites apagados (limits = "off"), que es solo para probar en una máquina: nada de esto se cuenta ahora.
limits-bounds = Como viene: { $usual }. Entre { $least } y { $most }.
limits-save = Guardar los límites
limits-others = Los que no se cambian acá
limits-files = Archivos de una persona en un día: { $size }. Lo fija la configuración del servidor (files_a_day).
limits-second-factor = Códigos del segundo paso en un minuto: { $count }. No se cambia.
limits-done-saved = Listo: los límites ya valen.
limits-done-same = Ya estaban así: no cambió nada.
limit-writes_a_minute = Escrituras de una clave para programas, por minuto
limit-forms_a_minute = Formularios de una persona, por minuto
limit-nameless_a_minute = Formularios sin cuenta desde una dirección, por minuto
limit-forms_an_hour = Formularios sin cuenta desde un lugar, por hora
limit-replies_an_hour = Respuestas por correo de una persona a un pedido, por hora
limit-codes_an_hour = Códigos a una dirección de correo, por hora
limit-codes_a_day = Códigos a una dirección que nadie confirmó, por día
limit-passwords_an_hour = Contraseñas probadas para una dirección, por hora
limit-passwords_a_place = Contraseñas probadas desde un lugar, por hora
limit-wrong_codes_a_day = Códigos equivocados del segundo paso de una persona, por día
audited-limits-changed = Cambió los límites
