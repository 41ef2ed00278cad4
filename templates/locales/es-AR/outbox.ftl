## El correo que sale: el aviso de que no sale, y la página que lo muestra.

# El aviso.
stuck-subject = Hay correo que no sale
stuck-title = Hay correo que no sale
stuck-lead = Desde el { $since } hay correo que espera para salir.
stuck-depth = Correos que esperan
stuck-dead = Correos que no se pudieron enviar
stuck-what = Lo que espera no se perdió: se vuelve a intentar solo, cada vez más espaciado y hasta cinco días. Lo más común es que el servidor de correo no responda o rechace la conexión.
stuck-next = En la página está el motivo de cada uno. Quien administra la instalación puede ver qué falta con «ventanilla check mail».
mail-why-keeper = Te escribimos porque coordinás los pedidos o administrás la instalación.
mail-button-outbox = Ver el correo que no sale

# La página.
outbox-title = Correo que sale
outbox-nav = Instalación
outbox-shelves = Qué correos ver
outbox-lead-stuck = Hay correo trabado desde el { $since }.
outbox-lead-waiting = { $count ->
    [one] Espera un correo.
   *[other] Esperan { $count } correos.
}
outbox-lead-empty = No hay correo esperando.
outbox-lead-dead = { $count ->
    [one] Uno no se pudo enviar.
   *[other] { $count } no se pudieron enviar.
}
outbox-to = para { $address }
outbox-said = Por qué no salió:
outbox-tries = { $count ->
    [one] Se intentó una vez.
   *[other] Se intentó { $count } veces.
}
outbox-next-try = Se vuelve a intentar el { $at }.
outbox-retry = Intentar ahora
outbox-skip = No enviarlo
outbox-mail-number = correo { $number }
outbox-none = No hay ninguno.
outbox-none-stuck = No hay correo trabado: todo lo que había que enviar salió o está por salir.
outbox-only-admin = Reintentar o descartar correos lo puede hacer quien administra la instalación.
outbox-done-retry = El correo se vuelve a intentar ahora.
outbox-done-skip = El correo no se va a enviar.
outbox-done-gone = Ese correo ya no se podía cambiar: se está enviando, ya salió o no existe.

shelf-all = Todos
shelf-open = Los que no salieron
shelf-stuck = Trabados
shelf-waiting = En espera
shelf-sent = Enviados
shelf-skipped = No hizo falta enviarlos

mail-state-pending = Espera
mail-state-sending = Saliendo
mail-state-sent = Enviado
mail-state-dead = No se pudo enviar
mail-state-skipped = No enviado

unwanted-by_hand = Alguien del equipo decidió no enviarlo.
unwanted-mailbox = La casilla está suspendida: el correo que se le manda vuelve.
unwanted-account = La cuenta está cerrada.
unwanted-may_not_see = Esa persona ya no puede ver el pedido.
unwanted-not_wanted = Esa persona ya no quiere recibirlo.
unwanted-over = Ya no hacía falta cuando le tocaba salir.

# Cada correo, en pocas palabras.
mail-name-confirm_email = Confirmar una dirección de correo
mail-name-sign_in = Ingresar
mail-name-receipt = Pedido recibido
mail-name-assigned = El pedido pasó a un área
mail-name-desk_assigned = Pedido a cargo del área
mail-name-question = Pregunta a quien pidió
mail-name-replied = Contestaron la pregunta
mail-name-planned = Prometieron una fecha
mail-name-redated = Cambió la fecha prometida
mail-name-started = Empezaron a preparar los datos
mail-name-informed = Novedad del área
mail-name-answered = Respuesta al pedido
mail-name-corrected = Corrigieron la respuesta
mail-name-verdict_asked = ¿Los datos sirven?
mail-name-confirmed = Los datos sirven
mail-name-disputed = Los datos no sirven
mail-name-disputed_again = No sirven por segunda vez
mail-name-extended = Extendieron el plazo
mail-name-closed = El pedido se cerró
mail-name-lapse_warning = Aviso: el pedido va a caducar
mail-name-lapsed = El pedido caducó
mail-name-reopened = El pedido se reabrió
mail-name-merged = El pedido se unió a otro
mail-name-merged_in = Otro pedido se unió a este
mail-name-unmerged = El pedido se separó
mail-name-split = El pedido se dividió
mail-name-withdrawn = El pedido fue retirado
mail-name-hidden = El pedido se ocultó
mail-name-unhidden = El pedido volvió a verse
mail-name-redacted = Se quitaron palabras
mail-name-edited = El pedido fue editado
mail-name-commented = Comentario nuevo
mail-name-mentioned = Te nombraron en una nota
mail-name-dataset_updated = El conjunto se actualizó
mail-name-dataset_stale = El conjunto volvió a quedar viejo
mail-name-evidence_broken = Los datos de una respuesta no están bien
mail-name-promise_passed = Pasó la fecha prometida
mail-name-new_request = Pedidos nuevos
mail-name-digest = Resumen de novedades
mail-name-desk_weekly = Resumen semanal del equipo
mail-name-mail_stuck = Hay correo que no sale

# Qué pasó con los avisos de cada paso, en la bandeja.
told-sent = { $count ->
    [one] avisado a una persona
   *[other] avisado a { $count } personas
}
told-waiting = { $count ->
    [one] un aviso por salir
   *[other] { $count } avisos por salir
}
told-failed = { $count ->
    [one] uno rebotó
   *[other] { $count } rebotaron
}
desk-mail-stuck = Hay correo trabado desde el { $since }.
