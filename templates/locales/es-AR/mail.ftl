## Los correos. Cada mensaje tiene un título, una oración que dice qué pasó y qué se puede hacer ahora.
## `reader` dice para quién es: requester, supporter, follower, assignee, area_liaison, coordinator.

mail-subject-request = [{ $reference }] { $title }
mail-team = El equipo de datos abiertos
mail-stage = Etapa { $stage } de 5: { $name }
mail-reference = { $reference } · { $title }

# Los datos de cada mensaje.
mail-label = { $label }:
mail-fact-area = Área
mail-fact-due = Plazo de referencia
mail-fact-outcome = Resultado
mail-fact-data = Los datos
mail-fact-url = Dónde están
mail-fact-how = Cómo se consiguen
mail-fact-missing = Qué falta
mail-fact-ground = Motivo legal
mail-fact-responsible = Quién los tiene
mail-fact-promised = Fecha prometida
mail-fact-slips = Veces que se postergó
mail-fact-rating = Puntaje
mail-rating = { $rating } de 5
mail-fact-waiting = Personas que lo esperan
mail-fact-reason = Motivo
mail-fact-where = Dónde
mail-fact-shown = En su lugar dice
mail-shown = [quitado: { $reason }]
mail-fact-changed = Qué cambió
mail-quote-request = El pedido
mail-quote-own = Tu pedido
mail-quote-question = La pregunta

# El botón y los otros enlaces.
mail-button-confirm = Confirmar
mail-button-sign_in = Ingresar
mail-button-queue = Ver los pedidos en la bandeja
mail-button-request = Ver el pedido
mail-button-answer = Ver la respuesta
mail-button-verdict = Ver la respuesta y opinar
mail-button-reply = Contestar la pregunta
mail-button-desk = Abrir el pedido en la bandeja
mail-button-target = Ver el pedido al que se unió
mail-button-about = Qué es este sitio y cómo contactarnos
mail-link-page = Ver el pedido
mail-link-unfollow = Dejar de recibir avisos de este pedido
mail-link-preferences = Elegir qué avisos recibir

# Por qué llega.
mail-answers = Podés contestar este correo: lo que escribas se publica en el pedido.
mail-why-confirm = Te escribimos porque alguien escribió esta dirección de correo en el sitio.
mail-why-sign_in = Te escribimos porque alguien pidió ingresar con esta dirección de correo.
mail-why-requester = Te escribimos porque hiciste este pedido. Mientras esté abierto te avisamos cada decisión.
mail-why-on_behalf = Te escribimos porque hicieron este pedido en tu nombre. Mientras esté abierto te avisamos cada decisión.
mail-why-supporter = Te escribimos porque apoyás este pedido.
mail-why-follower = Te escribimos porque seguís este pedido.
mail-why-assignee = Te escribimos porque tenés este pedido a tu cargo.
mail-why-area_liaison = Te escribimos porque sos responsable de datos del área.
mail-why-coordinator = Te escribimos porque sos parte del equipo de datos abiertos.

# Dos finales que se repiten.
mail-question = { $outcome ->
    [not_suitable] ¿Se entiende la respuesta?
    [not_held] ¿Se entiende la respuesta?
    [out_of_scope] ¿Se entiende la respuesta?
   *[other] ¿Resuelve lo que necesitabas?
}
mail-verdict-next = Podés decir que sí, en parte o que no. Si decís que no, contanos por qué y el pedido vuelve a revisión. Tenés tiempo hasta el { $date }; si no contestás, el pedido se cierra solo.
mail-follower-next = Ahora quien hizo el pedido tiene que decir si la respuesta le sirve.

mail-confirm_email-subject = { $purpose ->
    [file] { $code } es tu código para confirmar tu pedido
    [support] { $code } es tu código para confirmar tu apoyo
    [follow] { $code } es tu código para seguir un pedido
   *[comment] { $code } es tu código para confirmar tu comentario
}
mail-confirm_email-title = { $purpose ->
    [file] Confirmá tu pedido
    [support] Confirmá tu apoyo
    [follow] Confirmá que querés seguir este pedido
   *[comment] Confirmá tu comentario
}
mail-confirm_email-lead = { $purpose ->
    [file] Ya casi está. Confirmá que este correo es tuyo y presentamos tu pedido: “{ $title }”.
    [support] Confirmá que este correo es tuyo y sumamos tu apoyo al pedido “{ $title }”.
    [follow] Confirmá que este correo es tuyo y te avisamos las novedades del pedido “{ $title }”.
   *[comment] Confirmá que este correo es tuyo y publicamos tu comentario en el pedido “{ $title }”.
}
mail-confirm_email-code = Tu código
mail-confirm_email-how = Escribí el código en la página que dejaste abierta o abrí el enlace. Sirven hasta el { $until }.
mail-confirm_email-next = { $purpose ->
    [file] Tu correo nunca se publica. Si no fuiste vos, no hagas nada: sin esta confirmación no se presenta ningún pedido.
    [support] Tu nombre y tu correo nunca se publican. Si no fuiste vos, no hagas nada: sin esta confirmación no se suma ningún apoyo.
    [follow] Tu nombre y tu correo nunca se publican. Si no fuiste vos, no hagas nada: sin esta confirmación no te mandamos avisos.
   *[comment] Tu correo nunca se publica. Si no fuiste vos, no hagas nada: sin esta confirmación no se publica ningún comentario.
}

mail-sign_in-subject = { $code } es tu código para ingresar a { $site }
mail-sign_in-title = Ingresá a { $site }
mail-sign_in-lead = Escribí el código en la página donde lo pediste o abrí el enlace. No hace falta contraseña.
mail-sign_in-code = Tu código para ingresar
mail-sign_in-how = El código y el enlace sirven una sola vez, hasta el { $until }.
mail-sign_in-next = No se los pases a nadie: nunca te los vamos a pedir por otro medio. Si no los pediste vos, no hagas nada: sin ellos nadie ingresa.

mail-receipt-title = { $filed ->
    [own] Recibimos tu pedido
   *[on_behalf] Hicieron un pedido en tu nombre
}
mail-receipt-lead = { $filed ->
    [own] Tu pedido ya es público y tiene el número { $reference }.
   *[on_behalf] { $by } presentó un pedido en tu nombre. Ya es público y tiene el número { $reference }.
}
mail-receipt-next = { $filed ->
    [own] El equipo de datos abiertos lo va a leer y se lo va a asignar al área que tiene la información. El área responde en público y te avisamos cada paso por correo. Mientras nadie lo haya tomado, podés editarlo.
   *[on_behalf] El equipo de datos abiertos lo va a leer y se lo va a asignar al área que tiene la información. El área responde en público y te avisamos cada paso por correo. Si no estás de acuerdo, podés ingresar con este correo y retirarlo.
}

mail-assigned-title = { $transfer ->
    [yes] Tu pedido pasó a otra área
   *[no] Un área ya tiene tu pedido
}
mail-assigned-lead = { $transfer ->
    [yes] { $area } lo tiene a cargo desde ahora.
   *[no] { $area } lo tiene a cargo y va a evaluar si puede publicar los datos.
}
mail-assigned-next = { $transfer ->
    [yes] No tenés que hacer nada. El plazo no cambia por el pase. Te avisamos cuando haya una respuesta, una fecha o una pregunta.
   *[no] No tenés que hacer nada. Te avisamos cuando haya una respuesta, una fecha o una pregunta.
}

mail-desk_assigned-title = { $reader ->
    [assignee] Tenés un pedido a tu cargo
   *[other] Tu área tiene un pedido a cargo
}
mail-desk_assigned-lead = { $transfer ->
    [yes] { $area } recibió de otra área el pedido “{ $title }”.
   *[no] { $area } tiene a cargo el pedido “{ $title }”.
}
mail-desk_assigned-next = Podés responder, prometer una fecha, preguntarle algo a quien lo hizo o, si corresponde a otra área, pasarlo con una razón.

mail-question-title = Necesitamos que nos aclares algo
mail-question-lead = { $area } tiene una pregunta para poder seguir con tu pedido.
mail-question-next = { $pauses ->
    [yes] Tenés tiempo hasta el { $date }. Hasta que contestes, el plazo de la respuesta queda en pausa. Si no contestás, el pedido se cierra solo, y después lo podés reabrir.
   *[no] Tenés tiempo hasta el { $date }. Si no contestás, el pedido se cierra solo, y después lo podés reabrir.
}

mail-replied-title = Contestaron la pregunta
mail-replied-lead = { $role ->
    [requester] Quien hizo el pedido contestó la pregunta. El pedido vuelve a “{ $status }”.
    [supporter] Alguien que apoya el pedido contestó la pregunta. El pedido vuelve a “{ $status }”.
   *[other] Cargaron una respuesta en nombre de quien hizo el pedido. El pedido vuelve a “{ $status }”.
}
mail-replied-next = Ya podés seguir: responder, prometer una fecha o volver a preguntar.

mail-planned-title = { $reader ->
    [requester] Ya hay fecha para los datos que pediste
    [supporter] Ya hay fecha para los datos que necesitás
   *[other] Ya hay fecha para los datos de este pedido
}
mail-planned-lead = { $area } se comprometió a publicarlos a más tardar el { $date }.
mail-planned-next = La fecha es pública. Si cambia te avisamos, y queda escrito por qué.

mail-redated-title = Cambió la fecha prometida
mail-redated-lead = { $area } pasó la fecha de publicación del { $before } al { $date }.
mail-redated-next = La fecha anterior sigue a la vista en la historia del pedido.

mail-started-title = { $reader ->
    [requester] Están preparando los datos que pediste
    [supporter] Están preparando los datos que necesitás
   *[other] Están preparando los datos de este pedido
}
mail-started-lead = { $area } ya tiene los datos y los está revisando y ordenando para publicarlos.
mail-started-next = No tenés que hacer nada. Te avisamos cuando estén.

mail-informed-title = { $reader ->
    [requester] Hay novedades de tu pedido
   *[other] Hay novedades de este pedido
}
mail-informed-lead = { $area } contó cómo viene el tema.
mail-informed-next = Si querés decir algo, podés dejar un comentario en la página del pedido.

mail-answered-title = { $reader ->
    [requester] { $outcome ->
        [published] Publicaron los datos que pediste
        [already_exists] Los datos que pediste ya estaban publicados
        [partial] Publicaron una parte de los datos que pediste
        [available_elsewhere] Los datos que pediste están en otro lugar
        [not_suitable] Los datos que pediste no se pueden publicar
        [not_held] Los datos que pediste no existen
        [out_of_scope] Los datos que pediste dependen de otro organismo
       *[other] Respondieron tu pedido
    }
   *[other] { $outcome ->
        [published] Publicaron los datos de este pedido
        [already_exists] Los datos de este pedido ya estaban publicados
        [partial] Publicaron una parte de los datos de este pedido
        [available_elsewhere] Los datos de este pedido están en otro lugar
        [not_suitable] Los datos de este pedido no se pueden publicar
        [not_held] Los datos de este pedido no existen
        [out_of_scope] Los datos de este pedido dependen de otro organismo
       *[other] Respondieron este pedido
    }
}
mail-answered-lead = { $reader ->
    [requester] { $area } respondió tu pedido.
   *[other] { $area } respondió el pedido.
}

mail-corrected-title = { $reader ->
    [requester] Corrigieron la respuesta a tu pedido
   *[other] Corrigieron la respuesta a este pedido
}
mail-corrected-lead = { $area } corrigió su respuesta. Ahora el resultado es “{ $outcome }”. La respuesta anterior queda en la historia del pedido.

mail-verdict_asked-title = Contanos qué te pareció la respuesta
mail-verdict_asked-lead = { $area } respondió el { $date } y todavía falta tu opinión.

mail-confirmed-title = { $refusal ->
    [yes] { $verdict ->
        [partly] La respuesta se entendió en parte
       *[yes] La respuesta se entendió
    }
   *[no] { $verdict ->
        [partly] La respuesta sirvió en parte
       *[yes] La respuesta sirvió
    }
}
mail-confirmed-lead = { $refusal ->
    [yes] { $verdict ->
        [partly] Quien hizo el pedido dice que entiende la respuesta en parte. El pedido queda cerrado.
       *[yes] Quien hizo el pedido dice que entiende la respuesta. El pedido queda cerrado.
    }
   *[no] { $verdict ->
        [partly] Quien hizo el pedido dice que la respuesta resuelve una parte de lo que necesitaba. El pedido queda cerrado.
       *[yes] Quien hizo el pedido dice que la respuesta resuelve lo que necesitaba. El pedido queda cerrado.
    }
}
mail-confirmed-next = { $verdict ->
    [partly] Lo que falta puede venir en un pedido nuevo, enlazado con este.
   *[yes] No tenés que hacer nada más. ¡Gracias!
}

mail-disputed-title = La respuesta no sirvió
mail-disputed-lead = Quien hizo el pedido dice que la respuesta no le sirve y cuenta por qué. El pedido vuelve a revisión, con un plazo nuevo.
mail-disputed-next = { $reader ->
    [follower] Te avisamos cuando haya otra respuesta.
    [supporter] Te avisamos cuando haya otra respuesta.
   *[other] Leé lo que falta y respondé de nuevo, prometé una fecha o hacé una pregunta.
}

mail-disputed_again-title = { $times ->
    [one] Una respuesta no sirvió
   *[other] Ya son { $times } respuestas que no sirvieron
}
mail-disputed_again-lead = Quien hizo el pedido dice otra vez que la respuesta no le sirve. Ahora le toca al equipo de datos abiertos.
mail-disputed_again-next = Hablá con el área y con quien hizo el pedido. Podés reasignarlo, responder o proponer tratarlo en una mesa de trabajo.

mail-extended-title = Extendieron el plazo de tu pedido
mail-extended-lead = { $area } necesita más tiempo: el plazo pasa del { $before } al { $date }.
mail-extended-next = Se puede extender una sola vez. No tenés que hacer nada: te avisamos cuando haya una respuesta.

mail-closed-title = { $reader ->
    [requester] Tu pedido se cerró
   *[other] Se cerró este pedido
}
mail-closed-lead = { $verdict ->
    [yes] { $refusal ->
        [yes] Quien hizo el pedido dijo que la respuesta se entiende.
       *[no] Quien hizo el pedido dijo que la respuesta le sirve.
    }
    [partly] { $refusal ->
        [yes] Quien hizo el pedido dijo que la respuesta se entiende en parte.
       *[no] Quien hizo el pedido dijo que la respuesta le sirve en parte.
    }
   *[none] { $reader ->
        [requester] Pasó el tiempo para opinar sobre la respuesta, y el pedido se cerró.
       *[other] Quien hizo el pedido no opinó sobre la respuesta a tiempo, y el pedido se cerró.
    }
}
mail-closed-next = Si la respuesta no te sirve, podés reabrirlo hasta el { $date }.
mail-closed-next-other = Si necesitás algo más, podés hacer un pedido nuevo.

mail-lapse_warning-title = Tu pedido se va a cerrar si no contestás
mail-lapse_warning-lead = Todavía falta tu respuesta a una pregunta. Si no contestás hasta el { $date }, el pedido se cierra solo.
mail-lapse_warning-next = Con unas líneas alcanza. Si no tenés el dato que te piden, decilo y el pedido sigue.

mail-lapsed-title = { $reader ->
    [requester] Tu pedido se cerró por falta de respuesta
    [supporter] Se cerró un pedido que apoyás
   *[other] Se cerró un pedido que seguís
}
mail-lapsed-lead = { $reader ->
    [requester] Pasaron 20 días hábiles desde que te hicieron una pregunta y no hubo respuesta.
   *[other] Pasaron 20 días hábiles desde que le hicieron una pregunta a quien hizo el pedido y no hubo respuesta.
}
mail-lapsed-next = { $reader ->
    [requester] Si todavía necesitás los datos, podés reabrirlo hasta el { $date }: contá lo que te preguntaron.
   *[other] Si todavía necesitás los datos, podés reabrirlo hasta el { $date }. El pedido pasa a ser tuyo.
}
mail-lapsed-next-other = Si todavía necesitás los datos, podés hacer un pedido nuevo.

mail-reopened-title = { $reader ->
    [requester] Reabrieron tu pedido
   *[other] Se reabrió este pedido
}
mail-reopened-lead = { $role ->
    [requester] Quien hizo el pedido lo reabrió y cuenta por qué. Vuelve a revisión, con un plazo nuevo.
    [supporter] Alguien que apoyaba el pedido lo reabrió y ahora es quien lo hace. Vuelve a revisión, con un plazo nuevo.
   *[other] El equipo de datos abiertos lo reabrió. Vuelve a revisión, con un plazo nuevo.
}
mail-reopened-next = { $reader ->
    [requester] No tenés que hacer nada. Te avisamos cuando haya una respuesta, una fecha o una pregunta.
    [follower] Te avisamos cuando haya otra respuesta.
    [supporter] Te avisamos cuando haya otra respuesta.
   *[other] Leé lo que falta y respondé de nuevo, prometé una fecha o hacé una pregunta.
}

mail-merged-title = { $reader ->
    [requester] Unimos tu pedido a otro igual
   *[other] Unimos este pedido a otro igual
}
mail-merged-lead = Lo mismo ya estaba pedido en { $reference }, “{ $title }”. La respuesta va a salir ahí.
mail-merged-next = { $reader ->
    [requester] Tu pedido cuenta como un apoyo más y te vamos a avisar lo que pase con el otro. Si no es lo mismo que necesitás, dejá un comentario ahí y lo revisamos.
   *[other] Desde ahora te avisamos lo que pase con el otro pedido.
}
mail-merged-waiting = { $waiting ->
    [one] { $waiting } persona espera estos datos.
   *[other] { $waiting } personas esperan estos datos.
}

mail-merged_in-title = Unieron otro pedido a este
mail-merged_in-lead = El pedido { $reference }, “{ $title }”, pide lo mismo y se unió a este.
mail-merged_in-see = Ver el pedido que se unió
mail-merged_in-next = Fijate si agrega algo que convenga responder. El plazo de este pedido no cambia.

mail-unmerged-title = Tu pedido vuelve a estar separado
mail-unmerged-lead = Deshicimos la unión con { $reference }, “{ $title }”. Tu pedido vuelve a donde estaba: “{ $status }”.
mail-unmerged-next = No tenés que hacer nada. Los apoyos y comentarios que eran de tu pedido volvieron con él.

mail-split-title = Dividimos tu pedido en partes
mail-split-lead = { $count ->
    [one] Lo que pediste depende de { $count } área, que lo responde en un pedido aparte.
   *[other] Lo que pediste depende de { $count } áreas. Cada una va a responder su parte.
}
mail-split-parts = Las partes
mail-split-next = No tenés que hacer nada. Cada parte tiene su página, su respuesta y tu opinión, y te avisamos de todas.

mail-withdrawn-title = { $reader ->
    [supporter] Retiraron un pedido que apoyás
    [follower] Retiraron un pedido que seguís
   *[other] Retiraron un pedido a tu cargo
}
mail-withdrawn-lead = Quien hizo el pedido lo retiró y quedó cerrado.
mail-withdrawn-next = Si todavía necesitás los datos, podés reabrirlo hasta el { $date }. El pedido pasa a ser tuyo.
mail-withdrawn-next-other = Si todavía necesitás los datos, podés hacer un pedido nuevo.
mail-withdrawn-next-staff = { $waiting ->
    [0] No tenés que hacer nada más.
    [one] { $waiting } persona más lo espera y puede reabrirlo.
   *[other] { $waiting } personas más lo esperan y pueden reabrirlo.
}

mail-hidden-title = Ocultamos tu pedido
mail-hidden-lead = Tu pedido { $reference } dejó de estar a la vista.
mail-hidden-next = Mientras esté oculto nadie lo puede leer ni apoyar, y los plazos quedan en pausa. Si creés que es un error, escribinos: en la página vas a encontrar cómo.

mail-unhidden-title = Tu pedido vuelve a estar a la vista
mail-unhidden-lead = Tu pedido es público de nuevo. Sigue donde estaba: “{ $status }”.
mail-unhidden-next = No tenés que hacer nada. El tiempo que estuvo oculto no cuenta para los plazos.

mail-redacted-title = Quitamos una parte de tu pedido
mail-redacted-lead = El equipo de datos abiertos quitó algo de tu pedido para siempre.
mail-redacted-next = Lo que se quitó no se puede recuperar. El resto del pedido sigue igual.

mail-edited-title = { $reader ->
    [requester] Editaron tu pedido
   *[other] Editaron este pedido
}
mail-edited-lead = { $role ->
    [liaison] El área responsable cambió algunos datos del pedido.
   *[other] El equipo de datos abiertos cambió algunos datos del pedido.
}
mail-edited-next = El texto anterior queda guardado y cualquiera puede ver qué cambió.

mail-commented-title = { $reader ->
    [requester] Comentaron tu pedido
   *[other] Comentaron un pedido a tu cargo
}
mail-commented-lead = { $role ->
    [liaison] El área responsable dejó un comentario en el pedido.
    [requester] Quien hizo el pedido dejó un comentario.
    [supporter] Alguien dejó un comentario en el pedido.
   *[other] El equipo de datos abiertos dejó un comentario en el pedido.
}
mail-commented-next = Podés contestar con otro comentario en la página del pedido.

mail-mentioned-title = Te nombraron en una nota interna
mail-mentioned-lead = { $named ->
    [yes] { $name } te nombró en una nota interna de este pedido.
   *[no] Alguien del equipo te nombró en una nota interna de este pedido.
}
mail-mentioned-text = Lo que dice la nota no sale por correo: está en la mesa de trabajo.
mail-mentioned-next = Leé la nota y contestá con otra. Solo la ve el equipo que responde.

mail-fact-last_change = Último cambio
mail-fact-fault = Qué pasa
mail-changed = { $date }, { $signal }

mail-dataset_updated-title = Los datos se actualizaron
mail-dataset_updated-lead = { $reader ->
    [requester] El conjunto de tu pedido, “{ $dataset }”, tiene datos nuevos desde el { $date }.
   *[other] El conjunto “{ $dataset }” tiene datos nuevos desde el { $date }.
}
mail-dataset_updated-next = { $reader ->
    [requester] Fijate si está lo que necesitabas. Si no está, contalo en la página del pedido.
   *[other] Fijate si está lo que necesitabas.
}

mail-dataset_stale-title = Los datos volvieron a quedar viejos
mail-dataset_stale-lead = El conjunto “{ $dataset }” cambió por última vez el { $date }. Según la frecuencia que declara, ya tendría que haberse actualizado.
mail-dataset_stale-next = Actualizalo, o corregí en el portal la frecuencia que declara. Cuando cambie, les avisamos a quienes lo pidieron.

mail-evidence_broken-title = Revisá los datos de esta respuesta
mail-evidence_broken-lead = La respuesta a este pedido nombra el conjunto “{ $dataset }”, y algo no está bien.
mail-evidence_broken-next = Arreglalo en el portal o corregí la respuesta. Lo volvemos a mirar todos los días y la página del pedido lo dice hasta entonces.

mail-promise_passed-title = Pasó la fecha prometida
mail-promise_passed-lead = { $area } había prometido publicar los datos a más tardar el { $date } y todavía no los publicó.
mail-promise_passed-next = { $reader ->
    [requester] No tenés que hacer nada. El atraso está a la vista de todos y ya le avisamos a quien tiene que publicarlos.
    [supporter] El atraso está a la vista de todos y ya le avisamos a quien tiene que publicarlos.
    [follower] El atraso está a la vista de todos y ya le avisamos a quien tiene que publicarlos.
    [head] Pedile a quien lleva el pedido en tu área que publique los datos o ponga una fecha nueva. El atraso está a la vista de todos.
   *[other] Publicá los datos o poné una fecha nueva y contá por qué. El atraso está a la vista de todos.
}

mail-new_request-subject = { $count ->
    [one] { $count } pedido nuevo para asignar
   *[other] { $count } pedidos nuevos para asignar
}
mail-new_request-title = { $count ->
    [one] Hay un pedido nuevo
   *[other] Hay { $count } pedidos nuevos
}
mail-new_request-lead = { $count ->
    [one] Espera que lo lean y le asignen un área.
   *[other] Esperan que los lean y les asignen un área.
}
mail-new_request-next = El plazo de referencia ya está corriendo.
