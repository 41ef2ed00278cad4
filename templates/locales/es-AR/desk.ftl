## La bandeja: lo que el equipo tiene para hacer, y un pedido con todo lo que se puede hacer con él.
desk-tag = Para el equipo
desk-title = Bandeja
desk-views = Vistas
desk-views-label = Vistas de la bandeja
desk-my-areas = Tus áreas:
desk-search-label = Buscar en la bandeja
desk-search-example = Buscar por palabra
desk-filters = Filtrar por tema o área
desk-filter-theme = Tema
desk-filter-theme-all = Todos los temas
desk-filter-area = Área
desk-filter-area-all = Todas
desk-filter = Aplicar
desk-clear = Quitar filtros
desk-count-capped = { $count } o más
desk-view-todo = Para hacer ahora
desk-view-late = Atrasados
desk-view-soon = Vencen pronto
desk-view-news = Novedades de quienes pidieron
desk-view-arrivals = Nuevos
desk-view-received = Nuevos, sin asignar
desk-view-under_review = En revisión
desk-view-waiting = Esperan a quien pidió
desk-view-planned = Con fecha prometida
desk-view-in_preparation = En preparación
desk-view-answered = Respondidos
desk-view-all = Todos
desk-view-all-mine = Todos los de mis áreas
desk-view-hidden = Ocultos
desk-lead-todo = { $count ->
    [0] No hay nada que espere algo tuyo.
    [one] { $count } pedido espera algo tuyo.
   *[other] { $count } pedidos esperan algo tuyo. El primero de la lista es el más urgente.
}
desk-lead-todo-capped = Más de { $count } pedidos esperan algo tuyo. El primero de la lista es el más urgente.
desk-lead-found = { $count ->
    [0] Ningún pedido
    [one] { $count } pedido
   *[other] { $count } pedidos
}
desk-lead-found-capped = Más de { $count } pedidos
desk-group-late = Ya pasó el plazo de referencia o la fecha prometida. Respondé, o prometé una fecha.
desk-group-soon = Quedan cinco días hábiles o menos. Todavía estás a tiempo.
desk-group-news = Contestaron, reabrieron o no quedaron conformes.
desk-group-arrivals = Nombran a tu área o te los asignaron, y nadie hizo nada todavía.
desk-group-received = Falta decir qué área los tiene que responder.
desk-group-all = { $count ->
    [one] Ver el único
   *[other] Ver los { $count }
}
desk-group-all-capped = Ver todos
desk-col-request = Pedido
desk-col-state = Estado
desk-col-why = Por qué ahora
desk-col-people = Apoyos
desk-people-label = Apoyos:
desk-why-late = El plazo terminó el { $day }.
desk-why-promise_late = Prometieron publicarlo el { $day }.
desk-why-soon = Vence el { $day }. { $left ->
    [0] Es hoy.
    [one] Queda { $left } día hábil.
   *[other] Quedan { $left } días hábiles.
}
desk-why-promise_soon = Prometido para el { $day }. { $left ->
    [0] Es hoy.
    [one] Queda { $left } día hábil.
   *[other] Quedan { $left } días hábiles.
}
desk-why-replied = Contestaron la pregunta { $when }.
desk-why-disputed = Dijeron { $when } que la respuesta no les sirve.
desk-why-reopened = Se reabrió { $when }.
desk-why-filed = Llegó { $when }.
desk-why-assigned = Se asignó { $when } y nadie hizo nada todavía.
desk-why-promised = Prometido para el { $day }.
desk-why-due = Responder hasta el { $day }.
desk-why-asked = Se preguntó el { $day } y no contestaron.
desk-why-answered = Se respondió el { $day }. Falta la opinión de quien pidió.
desk-why-closed = Se cerró el { $day }.
desk-why-open = Está abierto.
desk-why-hidden = Oculto { $when }: { $reason }.
desk-hidden = Oculto
desk-none = No hay nada para hacer ahora
desk-none-text = Cuando llegue algo nuevo o se acerque un plazo, va a aparecer acá.
desk-none-view = No hay pedidos en esta vista
desk-none-view-text = Mirá lo que hay para hacer, o quitá los filtros.
desk-public-page = Ver la página pública
desk-urgent = Urgencia:
desk-facts = Datos del pedido
desk-fact-requester = Pidió
desk-fact-nameless = Prefirió no dar su nombre
desk-fact-email = Correo
desk-fact-email-none = No hay un correo.
desk-fact-email-seen = Queda registrado que lo miraste.
desk-fact-email-show = Mostrar el correo
desk-fact-email-why = Cada consulta queda registrada.
desk-fact-created = Llegó
desk-fact-origin = Por dónde llegó
desk-fact-due = Plazo de referencia
desk-fact-promise = Fecha prometida
desk-fact-area = Área
desk-fact-area-none = Todavía ninguna
desk-fact-area-named = (la nombra quien pidió)
desk-fact-assignee = Persona a cargo
desk-fact-assignee-none = Toda el área
desk-fact-theme = Tema
desk-fact-theme-pending = (falta confirmarlo)
desk-fact-kind = Qué se pide
desk-fact-supporters = Apoyos
desk-fact-followers = Siguen
desk-people = { $count ->
    [one] { $count } persona
   *[other] { $count } personas
}
desk-fact-part-of = Es parte de
desk-fact-follows = Sigue a
desk-fact-merged-into = Unido a
desk-fact-merged = Unidos a este
desk-merged-count = { $count ->
    [one] { $count } pedido
   *[other] { $count } pedidos
}
desk-fact-parts = Partes
desk-hidden-title = Este pedido está oculto
desk-hidden-text = Motivo: { $reason }. Desde el { $when } solo lo ve el equipo de datos abiertos. Mientras tanto, solo se puede volver a mostrar, editar o quitarle texto.
desk-score = Prioridad: { $score } de 100
desk-score-support = Apoyos
desk-score-theme = Tema prioritario
desk-score-table_rank = Mesa de trabajo
desk-score-legal_duty = Hay que publicarlo por ley
desk-score-readiness = Los datos están listos
desk-score-age = Tiempo de espera
desk-asked = Lo que se pidió
desk-thread = Conversación
desk-thread-left-out = { $count ->
    [one] Hay { $count } mensaje anterior en la página pública.
   *[other] Hay { $count } mensajes anteriores en la página pública.
}
desk-moved = La lista cambió mientras la mirabas.
desk-moved-see = Ver la lista al día
desk-note = Nota interna
desk-note-add = Sumar una nota interna
desk-note-help = Solo la ve el equipo que responde. Nunca sale por correo ni se publica.
desk-note-call = Para avisarle a alguien, escribí @ y su nombre: { $names }.
desk-note-save = Guardar la nota
desk-actions = ¿Qué querés hacer?
desk-actions-label = Acciones
desk-actions-more = Más
desk-actions-none = Con este pedido no hay nada más que hacer acá.
desk-public-message = Es público: lo leen quien pidió y cualquier persona.
desk-message = Mensaje
desk-message-optional = Si lo dejás vacío, sale una oración ya escrita.
desk-assign-why = ¿Por qué cambia?
desk-assign-area = ¿Qué área responde?
desk-assign-area-choose = Elegí un área
desk-assign-person = ¿Quién, en esa área?
desk-assign-person-all = Toda el área
desk-assign-person-help = Es opcional. Tiene que ser de esa área.
desk-assign-intro = El plazo de referencia no se mueve.
desk-ask-message = ¿Qué necesitás saber?
desk-ask-intro = La pregunta es pública. El plazo se detiene hasta que contesten, y si en 20 días hábiles nadie contesta, el pedido se cierra.
desk-reply-message = ¿Qué contestó quien pidió?
desk-reply-intro = Si te contestaron por otro medio. Va a decir que lo escribiste en su nombre.
desk-plan-date = ¿Cuándo se publica?
desk-plan-date-help = Es pública. Si después la corrés, la anterior queda a la vista.
desk-plan-message = Mensaje para quien pidió
desk-start-intro = Los datos ya están, y falta revisarlos y ordenarlos.
desk-inform-message = ¿Qué avanzó?
desk-inform-intro = Cuenta cómo viene, sin cambiar nada. El plazo sigue corriendo.
desk-answer-outcome = ¿Cómo termina?
desk-answer-again = Reemplaza a la respuesta anterior, que queda en la historia. A quien pidió se le vuelve a preguntar si le sirve.
desk-answer-message = La respuesta
desk-answer-message-help = Con palabras claras. Es lo primero que se lee en el pedido.
desk-outcome-published = Los datos se publicaron por este pedido.
desk-outcome-already_exists = Ya estaban publicados cuando se pidieron.
desk-outcome-partial = Se publicó una parte, y se dice qué falta.
desk-outcome-available_elsewhere = Los publica otro organismo: se dice dónde y cómo conseguirlos.
desk-outcome-not_suitable = Una ley no lo permite.
desk-outcome-not_held = Ningún área los tiene.
desk-outcome-out_of_scope = Los tiene otro organismo o poder.
desk-answer-dataset = Conjunto de datos
desk-answer-dataset-help = Su nombre en el catálogo. Alcanza con el nombre o la dirección.
desk-answer-url = Dirección
desk-answer-url-help = Empieza con https://
desk-answer-missing = ¿Qué falta?
desk-answer-how = ¿Cómo se consigue?
desk-answer-ground = ¿Qué ley no lo permite?
desk-answer-ground-choose = Elegí un motivo
desk-answer-responsible = ¿Quién los tiene?
desk-extend-intro = Suma 10 días hábiles, una sola vez.
desk-reason = ¿Por qué?
desk-reopen-intro = El pedido vuelve a quedar abierto, con un plazo nuevo.
desk-merge-into = ¿A qué pedido se une?
desk-merge-into-help = Su referencia: por ejemplo, PD-2026-000123.
desk-merge-intro = Este pedido se cierra. Sus apoyos, seguidores y comentarios pasan al otro. Se puede deshacer.
desk-unmerge-intro = El pedido vuelve a estar como estaba antes de la unión, con sus apoyos y comentarios.
desk-split-areas = ¿Qué áreas responden?
desk-split-areas-help = Elegí de 2 a 10. A cada una le llega una parte, con su respuesta. Se hace una sola vez.
desk-edit-intro = Cambiá solo lo que haga falta. El texto anterior queda a la vista en la historia.
desk-edit-title = Título
desk-edit-body = Lo que se pide
desk-edit-purpose = Para qué
desk-edit-kind = Qué se pide
desk-edit-theme = Tema
desk-edit-theme-pending = Sin definir
desk-edit-dataset = Conjunto de datos
desk-edit-wanted_frequency = Cada cuánto
desk-edit-wanted_frequency-help = Por ejemplo, R/P1M es todos los meses.
desk-edit-format = Formato
desk-edit-period = Período
desk-edit-coverage = Cobertura
desk-edit-readiness = ¿Qué tan listos están los datos?
desk-edit-readiness-help = De 0 (nada) a 5 (listos para publicar). Suma a la prioridad.
desk-edit-legal_duty = ¿Una ley obliga a publicarlos?
desk-edit-personal_data = ¿Tiene datos personales?
desk-edit-personal_data-help = Ley 25.326 y Ley 1845. El resultado es público; el porqué va en una nota interna.
desk-edit-secrecy = ¿Lo protege algún secreto?
desk-edit-secrecy-help = Fiscal, estadístico, comercial, de seguridad u otro que fije una ley.
desk-yes = Sí
desk-no = No
desk-hide-reason = Motivo
desk-hide-reason-choose = Elegí un motivo
desk-hide-intro = Sale de todas las páginas, listas y búsquedas. A quien pidió se le avisa una vez.
desk-unhide-intro = Vuelve a ser público, con todo lo que tenía.
desk-redact-target = ¿De dónde?
desk-redact-target-choose = Elegí un texto
desk-redact-text = Palabras exactas
desk-redact-text-help = Si lo dejás vacío, se quita todo ese texto.
desk-redact-reason = En su lugar se lee
desk-redact-reason-help = Por ejemplo: datos personales. Queda así: [quitado: datos personales].
desk-redact-intro = Se quita para siempre, también de la historia. No se puede deshacer.
desk-preview = Ver el correo antes de enviar
desk-preview-again = Volver a ver el correo
desk-send-unseen = { $action } sin ver el correo
desk-mail = Qué correo va a salir
desk-mail-none = Con esta acción no sale ningún correo.
desk-mail-now = Ahora
desk-mail-digest = En su resumen
desk-mail-people = { $count ->
    [one] { $count } persona
   *[other] { $count } personas
}
desk-mail-people-capped = { $count } personas o más
desk-mail-reader-requester = quien pidió
desk-mail-reader-supporter = apoyan el pedido
desk-mail-reader-follower = siguen el pedido
desk-mail-reader-assignee = a cargo del pedido
desk-mail-reader-area_liaison = responsables del área
desk-mail-reader-coordinator = equipo de datos abiertos
desk-mail-reader-head = autoridad del área
desk-mail-reader-nobody = otras personas
desk-mail-not-yet = Todavía no se envió nada. Si está bien, confirmá abajo.
desk-conflict = Alguien llegó antes
desk-conflict-text = Mientras escribías, el pedido cambió. Lo tuyo no se envió y no se perdió: está en el formulario, sobre el pedido como está ahora. Enviálo de nuevo, o dejalo.
desk-conflict-not = Ya no se puede
desk-conflict-since = Qué pasó mientras tanto
desk-conflict-nothing = No cambió nada que se vea.
desk-conflict-typed = Lo que escribiste vos
desk-conflict-field = Campo
desk-conflict-now = Como está ahora
desk-conflict-yours = Lo que escribiste
desk-conflict-empty = (vacío)
desk-conflict-drop = Dejar lo mío y ver el pedido
desk-field-message = Mensaje
desk-field-area = Área
desk-field-person = Persona
desk-field-promised_on = Fecha prometida
desk-field-outcome = Cómo termina
desk-field-dataset = Conjunto de datos
desk-field-url = Dirección
desk-field-how = Cómo se consigue
desk-field-missing = Qué falta
desk-field-ground = Motivo
desk-field-responsible = Quién los tiene
desk-field-into = Se une a
desk-field-areas = Áreas
desk-field-reason = Motivo
desk-field-target = De dónde
desk-field-text = Palabras exactas
desk-field-other = Otro dato
desk-done-assign = Listo: el pedido quedó asignado.
desk-done-ask = Listo: la pregunta está hecha y el plazo se detuvo.
desk-done-reply = Listo: la contestación quedó escrita.
desk-done-plan = Listo: la fecha está prometida.
desk-done-start = Listo: el pedido está en preparación.
desk-done-inform = Listo: se contó el avance.
desk-done-answer = Listo: el pedido está respondido.
desk-done-reopen = Listo: el pedido se reabrió.
desk-done-extend = Listo: el plazo se extendió.
desk-done-merge = Listo: el pedido se unió al otro.
desk-done-unmerge = Listo: la unión se deshizo.
desk-done-split = Listo: el pedido se dividió en partes.
desk-done-edit = Listo: el pedido se editó.
desk-done-hide = Listo: el pedido está oculto.
desk-done-unhide = Listo: el pedido se ve de nuevo.
desk-done-redact = Listo: el texto se quitó.
desk-done-note = La nota quedó guardada.
desk-done-other = Listo.
desk-done-gone = Ahora es de otra área:
desk-mails = { $count ->
    [one] Sale { $count } correo.
   *[other] Salen { $count } correos.
}
desk-mails-followers = Quienes lo siguen se enteran como eligieron.
