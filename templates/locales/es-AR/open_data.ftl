## Los pedidos como datos: tablas para bajar y novedades para lectores.

open-data-csv = CSV
open-data-spreadsheet = CSV para planillas
open-data-atom = Novedades (Atom)
feed-requests = Pedidos de datos: { $site }
open-data-ley104 = CSV con las columnas de la Ley 104
open-data-area-atom = Novedades del área (Atom)
open-data-request-atom = Novedades (Atom)

## El catálogo de nuestras tablas, para los portales que lo cosechan.

data-json-text = Qué datos se piden al gobierno, quién responde, cuándo, y si lo publicado sirve a quien lo pidió.
data-json-requests = Pedidos de datos
data-json-requests-text = Un pedido por fila: qué se pidió, a qué área, en qué estado está, cómo terminó y cuánta gente lo necesita. Sin nombres ni direcciones.
data-json-requests-keywords = pedidos de datos, datos abiertos, participación
data-json-events = Qué pasó con cada pedido de datos
data-json-events-text = Un hecho por fila, desde que el pedido entró hasta el veredicto de quien lo hizo. Con esta tabla se pueden volver a calcular todas las estadísticas del sitio.
data-json-events-keywords = pedidos de datos, seguimiento, plazos
data-json-reuses = Qué se hizo con los datos
data-json-reuses-text = Un trabajo por fila: una nota, un mapa, una aplicación que usó datos que se publicaron, quién lo hizo y de qué pedido salió.
data-json-reuses-keywords = reutilización, datos abiertos
data-json-ley104 = Pedidos de datos con las columnas de los pedidos de acceso a la información
data-json-ley104-text = Los mismos pedidos con las 21 columnas del conjunto de datos de solicitudes de acceso a la información pública (Ley 104). No dice quién pidió: un número por persona uniría los pedidos sin nombre.
data-json-ley104-keywords = pedidos de datos, acceso a la información, ley 104

## Para otros sitios.

embed-card = Tarjeta para otros sitios
open-graph-locale = es_AR

## Las palabras del conjunto de datos de la Ciudad, las mismas en todo idioma.

ley104-done-in-time = Finalizado en término
ley104-done-late = Finalizado fuera de término
ley104-open-in-time = Pendiente en término
ley104-open-late = Pendiente fuera de término
