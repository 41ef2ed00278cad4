## Las páginas.

site-name = Ventanilla

home-title = Pedidos de datos públicos
home-what = Ventanilla es donde la ciudad recibe pedidos de datos y los responde a la vista de todos: quién lo tiene a cargo, para cuándo lo promete, qué publicó y si le sirvió a quien lo pidió.
home-api = Por ahora los pedidos se leen y se hacen por la API.
home-api-list = Pedidos, en JSON
home-api-description = Descripción de la API (OpenAPI 3.1)

error-page-home = Ir al inicio
