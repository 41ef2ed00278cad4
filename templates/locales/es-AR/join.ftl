## Lo que se hace con un pedido: apoyar, seguir, comentar, contestar, opinar; y la página propia.
to-request = Ver el pedido
share-mail = Compartir por correo
share-link = Enlace permanente
print = Imprimir
message-public = Es público: no escribas datos personales.
ask-way = Pedilo
ask-way-home = ¿Ya sabés que no está?
ask-way-list = ¿No es ninguno de estos?
ask-way-areas = No hace falta saber qué área tiene un dato para pedirlo.
ask-about-theme = Pedí un dato sobre este tema
ask-area = Pedile un dato a esta área

# Apoyar, seguir, comentar
join-email-help = Te mandamos un código de 6 números para confirmar. Nunca se publica.
join-account = ¿Ya tenés cuenta?
join-merged = Este pedido se unió a otro que pide lo mismo. Ahora se sigue ahí:
support-title = Yo también lo necesito
support-lead = { $count ->
    [0] Todavía nadie más lo dijo. Cada apoyo ayuda a que se responda antes, y te avisamos cuando haya novedades.
    [one] Ya lo necesita { $count } persona más. Cada apoyo ayuda a que se responda antes, y te avisamos cuando haya novedades.
   *[other] Ya lo necesitan { $count } personas más. Cada apoyo ayuda a que se responda antes, y te avisamos cuando haya novedades.
}
support-own = { $count ->
    [0] Este pedido es tuyo, así que tu apoyo ya cuenta.
    [one] Este pedido es tuyo, así que tu apoyo ya cuenta. Además lo necesita { $count } persona más.
   *[other] Este pedido es tuyo, así que tu apoyo ya cuenta. Además lo necesitan { $count } personas más.
}
support-yours = Ya contamos tu apoyo. Podés cambiar lo que dijiste o quitarlo.
support-more = Contanos para qué
support-text = ¿Para qué lo necesitás?
support-text-help = No tenés que decirlo. Lo lee quien responde.
support-public = Que se pueda leer en la página del pedido, sin mi nombre
support-name-help = Queda en tu cuenta. Tu apoyo se cuenta sin nombre.
support-nameless = Los nombres de quienes apoyan nunca se publican: se muestra cuántas personas son.
support-send = Sumar mi apoyo
support-change = Guardar los cambios
support-remove = Quitar mi apoyo
support-there = Apoyar el otro pedido
follow-title = Seguir este pedido
follow-way = Seguir por correo
follow-lead = Te mandamos un correo cuando haya novedades: una fecha prometida, una respuesta, un cambio. Podés dejar de seguirlo cuando quieras.
follow-yours = Ya lo seguís: te mandamos un correo cuando hay novedades.
follow-own = Este pedido es tuyo: te avisamos cada paso por correo, sin que hagas nada.
follow-nobody = Nadie ve quién sigue un pedido.
follow-send = Seguir por correo
follow-there = Seguir el otro pedido
unfollow-title = Dejar de recibir correos de este pedido
unfollow-lead = Apretá el botón y no te escribimos más sobre este pedido. Tus otros pedidos siguen igual.
unfollow-over = Ya no lo seguís: no te mandamos novedades de este pedido.
unfollow-send = Dejar de seguir
comment-title = Comentar
comment-last = Lo último que se dijo
comment-earlier = { $count ->
    [one] Hay { $count } comentario anterior
   *[other] Hay { $count } comentarios anteriores
}
comment-text = Tu comentario
comment-name-help = Si lo dejás vacío, el comentario sale sin nombre.
comment-send = Publicar el comentario
comment-closed = Los comentarios de este pedido se cerraron: se puede comentar hasta { $days } días después de que un pedido termina.
comment-is-reply = El área te hizo una pregunta: lo que escribas acá es la respuesta
comment-there = Comentar en el otro pedido

# Quién puede
door-over = Este enlace ya cumplió su función: lo que había que decir ya se dijo, o el pedido siguió su camino. No hace falta que hagas nada.
door-desk = Esto le toca a quien hizo el pedido. Lo que puede hacer el equipo está en su bandeja.
door-desk-open = Abrir en la bandeja
moved-title = Mientras escribías, este pedido cambió
moved-text = Esto es lo último que pasó. Lo que escribiste está acá: si todavía va, envialo de nuevo.

# La opinión sobre la respuesta
judge-title = ¿Resuelve lo que necesitabas?
judge-understood-title = ¿Se entiende la respuesta?
judge-crumb = Tu opinión
judge-yes = Sí, resuelve
judge-partly = En parte
judge-no = No, falta algo
judge-understood-yes = Sí, se entiende
judge-understood-part = En parte
judge-understood-no = No, o no estoy de acuerdo
judge-message = Contanos más
judge-message-help = Si es en parte, qué falta. Si es no, por qué: el pedido vuelve al área con lo que escribas. Si es sí, podés dejarlo vacío. Es público.
judge-rating-label = ¿Cómo fue la atención?
judge-rating-help = Sirve para mejorar cómo se responde.
rating-none = Sin puntaje
rating-5 = 5: muy buena
rating-4 = 4: buena
rating-3 = 3: regular
rating-2 = 2: mala
rating-1 = 1: muy mala
judge-send = Enviar mi opinión
judge-then = Si decís que no, el pedido se vuelve a abrir y lo que escribas le llega al área.
judge-whose = ¿Hiciste vos este pedido?
own-verdict = Decí si te sirve

# Contestar, retirar, reabrir, editar
reply-title = Contestar la pregunta
reply-question = Lo que pregunta el área
reply-message = Tu respuesta
reply-send = Enviar la respuesta
reply-clock = Cuando contestes, el plazo vuelve a correr.
reply-whose = ¿Hiciste vos este pedido, o lo apoyás?
withdraw-title = Retirar el pedido
withdraw-waiting = { $count ->
    [0] Nadie más espera este pedido.
    [one] { $count } persona más espera este pedido.
   *[other] { $count } personas más esperan este pedido.
}
withdraw-then = Si lo retirás, el pedido se cierra. Sigue a la vista, y quien lo apoya recibe un aviso y puede reabrirlo. Vos también, hasta 60 días después.
withdraw-parts = Las partes que siguen abiertas se retiran con él.
withdraw-message = ¿Por qué lo retirás?
withdraw-send = Retirar el pedido
withdraw-not = No, dejarlo como está
reopen-title = Reabrir el pedido
reopen-lead = El pedido vuelve a quien tiene que responder, con un plazo nuevo.
reopen-takes-over = El pedido vuelve a quien tiene que responder, con un plazo nuevo, y pasa a ser tuyo: te avisamos cada paso y tenés la última palabra.
reopen-message = ¿Por qué hay que retomarlo?
reopen-send = Reabrir el pedido
reopen-who = Puede reabrirlo quien lo hizo, hasta { $days } días después de que terminó.
reopen-who-too = Puede reabrirlo quien lo hizo o quien lo apoya, hasta { $days } días después de que terminó.
edit-title = Editar el pedido
edit-lead = Podés cambiarlo mientras ningún área lo tenga a cargo. El texto anterior se guarda y los cambios quedan a la vista.
edit-coverage = ¿De qué lugar o de quiénes?
edit-coverage-help = Por ejemplo: toda la Ciudad, o la Comuna 4.
edit-frequency = ¿Cada cuánto debería actualizarse?
edit-frequency-none = No lo pide
edit-send = Guardar los cambios
edit-not = Dejarlo como está
frequency-day = Cada día
frequency-week = Cada semana
frequency-month = Cada mes
frequency-quarter = Cada tres meses
frequency-half = Cada seis meses
frequency-year = Cada año

# Listo
done-crumb = Listo
done-support = Sumamos tu apoyo
done-support-text = { $count ->
    [0] Gracias. Te avisamos por correo cuando haya novedades.
    [one] Gracias: ya es { $count } persona más la que lo necesita. Te avisamos por correo cuando haya novedades.
   *[other] Gracias: ya son { $count } personas más las que lo necesitan. Te avisamos por correo cuando haya novedades.
}
done-unsupport = Quitamos tu apoyo
done-unsupport-text = Ya no cuenta. Si seguías el pedido, lo seguís igual: eso se cambia aparte.
done-follow = Ya seguís este pedido
done-follow-text = Te mandamos un correo cuando haya novedades.
done-unfollow = Ya no lo seguís
done-unfollow-text = No te mandamos más novedades de este pedido.
done-comment = Tu comentario está publicado
done-comment-text = Está al pie del pedido, con los demás.
done-yes = Gracias por decirlo
done-yes-text = El pedido queda cerrado con tu opinión a la vista. Si el dato se desactualiza, podés pedir que lo actualicen.
done-partly = Gracias por decirlo
done-partly-text = El pedido queda cerrado, y lo que falta queda a la vista. Lo que falta se puede pedir: el pedido nuevo queda unido a este.
done-ask-rest = Pedir lo que falta
done-dispute = El pedido vuelve al área
done-dispute-text = Lo que escribiste le llega a quien tiene que responder, y el plazo empieza de nuevo. Te avisamos cada paso.
done-reply = Recibimos tu respuesta
done-reply-text = Le llega al área, y el plazo vuelve a correr.
done-reopen = El pedido está abierto de nuevo
done-reopen-text = Vuelve a quien tiene que responder, con un plazo nuevo. Te avisamos cada paso.
done-withdraw = El pedido queda retirado
done-withdraw-text = Le avisamos a quienes lo apoyaban. Si cambiás de idea, podés reabrirlo hasta 60 días después.
done-edit = Los cambios están guardados
done-edit-text = El texto anterior queda en la historia del pedido.
done-say-more = Agregar un comentario
done-follow-again = Me equivoqué: volver a seguirlo

# El pedido, para quien ingresó
own-request = Este pedido es tuyo.
own-ways = Lo que podés hacer con este pedido
own-supports = Vos también lo necesitás.
own-supports-change = Cambiar o quitar
own-follows = Lo seguís por correo.
told-title = Para qué lo necesitan otras personas

# La página propia
me-title = Mis pedidos
me-hello = Hola, { $name }
me-as = Ingresaste con { $address }. Tu correo no se publica.
me-suspended = Lo que mandamos a { $address } volvió sin llegar, así que dejamos de escribirte. Cuando la casilla vuelva a recibir correo, pedí uno de prueba: al usar su enlace o su código te volvemos a escribir.
me-suspended-way = Mandar un correo de prueba
me-all = Todos
me-waits = { $count ->
    [one] Hay { $count } cosa que te espera
   *[other] Hay { $count } cosas que te esperan
}
me-waits-reply = Hay una pregunta para vos:
me-waits-verdict = Hay una respuesta y falta tu opinión:
me-filed = Lo que pediste
me-filed-none = Todavía no pediste nada.
me-supported = Lo que apoyás
me-supported-none = Todavía no apoyás ningún pedido.
me-followed = Lo que seguís
me-followed-none = No seguís ningún pedido.
me-see-all = Ver todos
me-choices = Tus datos
me-name-help = Es el que se ve en tus próximos pedidos y en tus comentarios. Vacío, salen sin nombre.
me-language = Idioma
me-language-help = De estas páginas y de los correos que te mandamos.
me-save = Guardar
me-saved = Guardamos los cambios.
me-sign-out = Salir de este navegador
