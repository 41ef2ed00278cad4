## El correo que llegó y no se pudo tomar: la lista, y cada correo con lo que se puede hacer.

quarantine-title = Correo que no entró
quarantine-lead = Lo que llegó y no se pudo tomar como respuesta ni como comentario. Se guarda { $days } días y después se borra.
quarantine-none = No hay correo guardado
quarantine-none-text = Todo lo que llegó pudo entrar, o ya se decidió qué hacer.
quarantine-from = De { $address }
quarantine-from-nobody = De alguien que no se puede leer
quarantine-size = { $kb } KB
quarantine-only-admin = Entregar o descartar un correo lo puede hacer quien administra la instalación.
quarantine-done-answer = El correo entró: responde la pregunta que estaba esperando.
quarantine-done-comment = El correo entró como comentario.
quarantine-done-drop = El correo se descartó.
quarantine-done-gone = Ese correo ya no está: alguien lo entregó o lo descartó, o pasaron los { $days } días.

# Un correo.
quarantine-one = Correo { $number }
quarantine-no-subject = Sin asunto
quarantine-header-from = De
quarantine-header-to = Para
quarantine-header-date = Fecha
quarantine-nothing-said = No lo dice
quarantine-came = Llegó
quarantine-text = Qué dice
quarantine-text-cut = Es muy largo: este es el comienzo.
quarantine-text-none = No trae texto.
quarantine-unreadable = No se puede leer.
quarantine-claim = Todo esto es lo que dice el correo: cualquiera puede escribir en nombre de otra persona.
quarantine-files = Se sacan en el servidor con «ventanilla mail quarantine show { $number } --raw».

quarantine-deliver-title = Entregarlo
quarantine-deliver-what = Entra como si llegara ahora: responde la pregunta que esté esperando o queda como comentario, y se publica. Si lo entregás, respondés por quién lo escribió.
quarantine-email = De quién es
quarantine-email-help = La dirección de una cuenta de acá. Hace falta cuando el correo no dice de quién es ni sobre qué pedido.
quarantine-request = Sobre qué pedido
quarantine-request-help = La referencia, por ejemplo PD-2026-000123.
quarantine-deliver = Entregar
quarantine-say-whose = Este correo no dice de quién es ni sobre qué pedido: completá los dos datos.
quarantine-nobody = No hay una cuenta con esa dirección.
quarantine-refused = No se pudo entregar. { $why }

quarantine-drop-title = Descartarlo
quarantine-drop-what = Se borra para siempre.
quarantine-drop-sure = Sí, borrar este correo
quarantine-drop = Descartar
quarantine-drop-unsure = Para borrarlo, marcá la casilla: no se puede deshacer.

# Por qué no entró.
unfit-no_token = Llegó a una dirección que no dice quién escribe ni sobre qué pedido.
unfit-unknown_token = La dirección a la que llegó no es una de las que dimos, o es de algo que ya no existe.
unfit-other_sender = Viene de otra dirección que la de la persona a la que le escribimos.
unfit-staff = Es de alguien del equipo, que contesta en el sitio y no por correo.
unfit-account_closed = La cuenta de quien escribe está cerrada.
unfit-hidden = El pedido está oculto.
unfit-comments_closed = El pedido terminó hace tiempo y ya no recibe comentarios.
unfit-refused = Una regla del pedido no lo permite ahora.
unfit-too_many = En una hora llegaron demasiados correos de la misma persona sobre el mismo pedido.
unfit-empty = Sin lo que cita no queda nada escrito.
unfit-too_long = El texto es más largo de lo que entra en un comentario.
unfit-too_big = Es demasiado grande: se guardó solo el comienzo, y no se puede entregar.
unfit-too_deep = Tiene tantas partes, una dentro de otra, que no se puede leer.
unfit-unreadable = No se puede leer.
unfit-not_a_report = Llegó a donde vuelven los correos que no se pudieron entregar, y no es un aviso de eso.
unfit-attachments = Lo que dice ya entró. Los archivos que traía están solo acá.
