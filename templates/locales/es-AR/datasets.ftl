## El catálogo: los conjuntos de datos publicados.

datasets-title = Datos publicados
datasets-lead = Lo que ya está en el portal: quién lo mantiene, cada cuánto dice actualizarse y cuándo se actualizó de verdad.
datasets-form-label = Buscar datos publicados
datasets-what = ¿Qué buscás?
datasets-area = Área
datasets-area-all = Todas
datasets-states = Por lo al día que están
datasets-found = { $count ->
    [0] Ninguno.
    [one] { $count } conjunto de datos.
   *[other] { $count } conjuntos de datos.
}
datasets-none = No encontramos ninguno
datasets-none-text = Probá con otras palabras o pedilo: alguien te va a decir si existe.
datasets-no-catalogue = Todavía no hay un catálogo conectado
datasets-no-catalogue-text = Cuando esta instalación lea el portal de datos, acá vas a ver lo que está publicado.
dataset-files = { $count ->
    [0] sin archivos
    [one] { $count } archivo
   *[other] { $count } archivos
}
dataset-changed = Actualizado
dataset-unchanged = No se sabe cuándo se actualizó.
dataset-late = { $count ->
    [one] Va { $count } día tarde.
   *[other] Va { $count } días tarde.
}
dataset-kept-by = Lo mantiene
dataset-open = Ver en el portal
dataset-files-title = Archivos
dataset-file = Archivo
dataset-format = Formato
dataset-file-changed = Cambió
dataset-file-nameless = Sin nombre
dataset-documentation = documentación
dataset-files-left-out = { $count ->
    [one] Hay { $count } archivo más en el portal.
   *[other] Hay { $count } archivos más en el portal.
}
dataset-requests = Pedidos sobre estos datos
dataset-requests-all = Ver todos los pedidos sobre estos datos
dataset-requests-none = Nadie pidió nada todavía.
dataset-reuses = Qué se hizo con estos datos
dataset-side = Sobre estos datos
dataset-fresh = ¿Está al día?
dataset-undeclared = No dice cada cuánto se actualiza.
dataset-declared = Dice actualizarse: { $frequency }.
dataset-stale-on = Si nada cambia, queda desactualizado el { $day }.
dataset-signals = Qué dice cuándo cambió
dataset-signal = Señal
dataset-signal-when = Cuándo
dataset-decided = la que cuenta
dataset-ask-update = Pedí que lo actualicen
dataset-ask-frequency = Pedí que se actualice más seguido
dataset-facts = Ficha
dataset-publisher = Publica
dataset-source = Fuente
dataset-temporal = Período
dataset-license = Licencia
dataset-themes = Temas
dataset-tell-reuse = Contá qué hiciste con estos datos
freshness-fresh = Al día
freshness-stale = Desactualizado
freshness-eventual = Sin fecha fija
freshness-unknown = No se sabe
signal-resources = según sus archivos
signal-modified = según quien lo publica
signal-file = según el servidor del archivo
signal-metadata = según su ficha
published-title = El conjunto de datos
area-datasets = { $stale } de { $count } conjuntos de datos desactualizados
nav-datasets = Datos
frequency-ten-years = Cada diez años
frequency-four-years = Cada cuatro años
frequency-three-years = Cada tres años
frequency-two-years = Cada dos años
frequency-four-months = Cada cuatro meses
frequency-two-months = Cada dos meses
frequency-half-month = Cada quince días
frequency-third-of-month = Tres veces por mes
frequency-half-week = Dos veces por semana
frequency-third-of-week = Tres veces por semana
frequency-hour = Cada hora
frequency-continuous = Todo el tiempo
frequency-eventual = Cuando cambia
