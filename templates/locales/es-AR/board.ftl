## El tablero: los pedidos en columnas, por estado.
board-title = Tablero de pedidos
board-lead = Los mismos pedidos de la lista, en una columna por estado.
board-columns = Pedidos por estado
board-way = Ver como tablero
board-list-way = Ver como lista
board-none = Ninguno.
board-all = Ver todos
board-all-count = Ver los { $count }
