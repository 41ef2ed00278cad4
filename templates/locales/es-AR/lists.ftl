## A qué se reduce una lista de pedidos.
facet-outcome = Cómo terminó
filter-received = Recibidos en { $when }
filter-ended = Terminaron en { $when }
filter-determined-ever = Ya tuvieron respuesta o fecha prometida
filter-determined = Primera respuesta o fecha prometida en { $when }
filter-determined-by = Primera respuesta o fecha prometida de { $area }
filter-determined-days = Primera respuesta o fecha prometida: { $days }
filter-answered-ever = Ya tuvieron respuesta
filter-answered = Primera respuesta en { $when }
filter-answered-by = Primera respuesta de { $area }
filter-answered-days = Primera respuesta: { $days }
filter-published-ever = Ya tuvieron datos
filter-published = Primeros datos en { $when }
filter-published-by = Primeros datos de { $area }
filter-published-days = Primeros datos: { $days }
