## Dónde conseguirlo: la base de respuestas.

answers-title = Dónde conseguirlo
answers-lead = Lo que otras personas buscaron y dónde está. Si lo que buscás aparece acá, no hace falta pedirlo.
answers-form-label = Buscar dónde conseguir un dato
answers-what = ¿Qué dato buscás?
answers-theme = Tema
answers-theme-all = Todos
answers-none = Nadie lo preguntó todavía
answers-none-text = Pedilo: si ya está en algún lado, te contestamos dónde y queda acá para quien venga después.
open-data-csv-all = Todos los pedidos (CSV)
open-data-events-all = Todo lo que pasó (CSV)
open-data-catalogue = Catálogo (data.json)
