## Cómo están las áreas, para quienes coordinan.

overview-title = Cómo están las áreas
overview-lead = Lo que cada área tiene para hacer. Primero, las que más se atrasaron. Cada número lleva a esos pedidos.
overview-received = { $count ->
    [0] Ningún pedido espera que se le asigne un área.
    [one] Un pedido espera que se le asigne un área
   *[other] { $count } pedidos esperan que se les asigne un área
}
overview-nothing = No tiene nada abierto.
overview-liaisons = { $count ->
    [one] una persona responde por ella
   *[other] { $count } personas responden por ella
}
overview-nobody = nadie responde por ella
overview-none = Todavía no hay áreas.
