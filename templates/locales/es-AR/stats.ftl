## Las cifras: qué tan rápido y cómo se responde.
nav-stats = Cifras
stats-title = Cifras
stats-lead = Cuánto se pide, cuánto se tarda, qué se cumple y qué dicen quienes pidieron.
stats-again = Cualquier persona puede volver a calcular todas las cifras con
stats-events = los eventos en CSV
stats-columns = qué es cada columna
stats-same = Estas mismas cifras:
stats-how = Cómo se calcula cada cifra
stats-narrow = Elegir área, tema y año
stats-year = Año
stats-every-area = Todas las áreas
stats-every-theme = Todos los temas
stats-every-year = Todos los años
stats-show = Ver cifras
stats-everything = Ver todo
stats-summary = Resumen
stats-empty = Todavía no hay nada que contar
stats-empty-text = Cuando llegue un pedido así, sus cifras van a aparecer acá.
stats-table = Ver la tabla
stats-nothing = Todavía no hay nada que contar.
stats-none-yet = todavía ninguno
stats-too-few = menos de { $count } respuestas

# Resumen
stats-open = esperan una respuesta
stats-published = publicados, todo o una parte
stats-on-time = { $count ->
    [one] respondido o con fecha dentro del plazo, de { $count } plazo
   *[other] respondidos o con fecha dentro del plazo, de { $count } plazos
}
stats-median-answer = hasta la primera respuesta, la mitad de las veces
stats-promises-kept = { $count ->
    [one] fecha prometida que se cumplió, de { $count }
   *[other] fechas prometidas que se cumplieron, de { $count }
}

# Mes por mes
stats-months = Mes por mes
stats-months-caption = Pedidos recibidos, respondidos y publicados, de { $first } a { $last }
stats-months-sums = En total, { $filed } recibidos, { $answered } respondidos y { $published } publicados.
stats-month = { $month } de { $year }
stats-filed = Recibidos
stats-answered = Respondidos
stats-published-short = Publicados
stats-open-short = Esperan respuesta

# Días
stats-spreads = Cuánto se tarda
stats-spreads-about = En días corridos desde que se recibió el pedido.
stats-to-determination = Hasta la primera respuesta o la primera fecha prometida
stats-to-answer = Hasta la primera respuesta
stats-to-publication = Hasta publicar
stats-spread = { $count ->
    [one] { $count } pedido: { $median }.
   *[other] { $count } pedidos: la mitad tardó { $median } o menos; nueve de cada diez, { $most } o menos.
}
stats-days = { $count ->
    [one] { $text } día
   *[other] { $text } días
}
stats-band = de { $first } a { $last } días
stats-band-last = { $first } días o más
stats-percent = { $percent } %
stats-share = { $percent } de { $count }

# Plazo y promesas
stats-terms = Lo que se cumple
stats-clock = El plazo de referencia
stats-clock-about = Cada pedido tiene un plazo, y otro cada vez que vuelve al área.
stats-met = Respuesta o fecha prometida en plazo
stats-missed = Fuera de plazo
stats-stopped = Terminó antes, sin respuesta del área
stats-promises = Las fechas prometidas
stats-promises-about = Solo las que ya terminaron. Una fecha que se corre sigue siendo la misma promesa.
stats-kept = Se cumplió
stats-late = Llegó tarde
stats-dropped = Quedó sin efecto

# Cómo terminan
stats-ends = Cómo terminan
stats-outcomes = Resultados
stats-outcomes-about = El resultado que tiene hoy cada pedido.
stats-grounds = Por qué no se puede publicar

# Opiniones
stats-said = Qué dicen quienes pidieron
stats-satisfaction = ¿Resuelve lo que necesitaban?
stats-satisfaction-about = De cada respuesta que da un dato o dice dónde está.
stats-understood = ¿Se entiende la respuesta?
stats-understood-about = De cada respuesta que dice que no se puede, que el dato no existe o que depende de otro organismo.
stats-said-yes = Sí
stats-said-partly = En parte
stats-said-none = No contestaron a tiempo
stats-said-disputed = No: el pedido volvió al área
stats-content = { $yes } sí, { $partly } en parte, de { $count } respuestas

# Áreas y temas
stats-areas = Área por área
stats-areas-caption = Cómo responde cada área
stats-medians = Hasta la primera respuesta, por área
stats-medians-about = La mediana de cada área.
stats-themes = Tema por tema
stats-themes-caption = Cómo se responde sobre cada tema
stats-head-area = Área
stats-head-answer = Hasta responder (mediana)
stats-head-publication = Hasta publicar (mediana)
stats-head-median = Mediana
stats-head-on-time = En plazo
stats-head-kept = Promesas cumplidas
stats-head-content = Conformidad
stats-head-month = Mes
stats-head-days = Tardó
stats-head-count = Cantidad
stats-head-share = Parte
stats-head-outcome = Resultado
stats-head-ground = Motivo
stats-head-end = Cómo terminó
stats-head-said = Dijeron
stats-place-title = Cómo responde
stats-theme-title = Cómo se responde
stats-place-refusals = No se pudo publicar por
stats-place-all = Ver todas las cifras
stats-how-html = <ul>
    <li>Se cuentan los pedidos públicos. Las partes de un pedido dividido son pedidos, y cuentan desde el día en que se hicieron.</li>
    <li>Cada cosa se cuenta en el mes en que pasó, y a cuenta del área que era responsable ese día: la que prometió tiene la promesa, la que respondió tiene la respuesta. Los pedidos recibidos, en curso y por resultado son del área que los tiene hoy.</li>
    <li>Respondido: tuvo su primera respuesta. Publicado: tuvo la primera respuesta con datos, todos o una parte, nuevos o que ya estaban publicados.</li>
    <li>La mitad de las veces: la mediana de los días corridos. Nueve de cada diez: el número de días que nueve de cada diez no pasaron.</li>
    <li>En plazo: los plazos que terminaron con una respuesta o una fecha prometida hasta el día del vencimiento, entre todos los que terminaron con una o vencieron.</li>
    <li>Promesas cumplidas: las que terminaron con datos hasta el día prometido, entre todas las que terminaron con datos. Quedan sin efecto las que terminan sin datos o pasan a otra área.</li>
    <li>Conformidad: de cada respuesta, lo que dijo quien pidió. No se muestra con menos de cinco respuestas. Lo que dice personal de la misma área no cuenta.</li>
    </ul>

# Qué se hizo con los datos
stats-made = Para qué sirvió
stats-reuses = { $count ->
    [0] Todavía nadie contó qué hizo con los datos.
    [one] Una nota, un mapa u otro trabajo que se hizo con los datos.
   *[other] { $count } notas, mapas u otros trabajos que se hicieron con los datos.
}
stats-reuses-other = Otros, o no lo dijeron
stats-reuses-all = Ver qué se hizo con los datos
stats-reuses-csv = qué se hizo con los datos, en CSV
stats-head-reuses = Trabajos con sus datos
stats-head-sector = Quién lo hizo
