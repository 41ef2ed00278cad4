# Qué le pasa al conjunto de datos de una respuesta, y qué se encontró al revisarlo.
fault-gone = El portal no tiene un conjunto con ese nombre
fault-private = No lo puede ver cualquiera
fault-empty = No tiene ningún archivo
fault-silent = Ninguno de sus archivos se puede bajar
fault-other_format = Ningún archivo está en el formato que se pidió
fault-not_newer = Sus datos son anteriores al pedido de actualizarlos
evidence-badge-ok = Revisado
evidence-ok = Está publicado y se puede bajar.
evidence-badge-broken = Con un problema
evidence-broken = Al revisarlo encontramos un problema. { $fault }.
event-evidence-ok = Revisamos los datos de la respuesta: el conjunto “{ $dataset }” está publicado y se puede bajar
event-evidence-broken = Revisamos los datos de la respuesta: hay un problema con “{ $dataset }”. { $fault }
event-dataset-updated = El conjunto “{ $dataset }” se actualizó el { $day } ({ $signal })
event-dataset-stale = El conjunto “{ $dataset }” volvió a quedar viejo: cambió por última vez el { $day } ({ $signal })
checked-title = Lo que dice el catálogo de “{ $dataset }”
checked-fine = Está publicado y no vemos ningún problema.
checked-wrong = Si respondés así, la página del pedido va a decir que hay un problema. { $fault }.
checked-files = { $count ->
    [one] { $count } archivo
   *[other] { $count } archivos
}
checked-changed = Cambió el { $day } ({ $signal })
checked-again = Mirá lo que dice el catálogo de este conjunto antes de responder. Si igual es lo correcto, respondé de nuevo.
desk-view-evidence = Datos por revisar
desk-group-evidence = Respuestas cuyo conjunto de datos no está como se prometió: hay que arreglarlo en el portal o corregir la respuesta.
desk-why-evidence = El conjunto de datos de la respuesta no está como se prometió.
