## La bandeja con varios pedidos a la vez, y con el teclado.

bulk-title = { $count ->
    [0] Ningún pedido elegido
    [one] Un pedido elegido
   *[other] { $count } pedidos elegidos
}
bulk-chosen = Los que elegiste
bulk-actions = ¿Qué querés hacer con todos?
bulk-nothing = No hay nada que se pueda hacer con todos ellos. Elegí pedidos que estén en la misma situación.
bulk-theme = Cambiar el tema
bulk-theme-choose = Elegí un tema
bulk-do = { $count ->
    [one] Hacerlo
   *[other] Hacerlo en los { $count }
}
bulk-do-unseen = { $count ->
    [one] Hacerlo sin ver el correo
   *[other] Hacerlo en los { $count } sin ver el correo
}
bulk-done = { $count ->
    [one] Listo en un pedido:
   *[other] Listo en { $count } pedidos:
}
bulk-gone = { $count ->
    [one] Este pedido ya no está en tu bandeja, y no se le hizo nada más:
   *[other] Estos pedidos ya no están en tu bandeja, y no se les hizo nada más:
}
bulk-left = Los de abajo quedaron como estaban.
bulk-left-out = { $count ->
    [one] Queda afuera un pedido: se toman hasta 50 por vez.
   *[other] Quedan afuera { $count } pedidos: se toman hasta 50 por vez.
}
bulk-none = No elegiste ningún pedido
bulk-none-text = Marcá en la bandeja los que quieras tratar juntos.
bulk-pick = Elegir
bulk-choose = Hacer algo con los elegidos
bulk-choose-text = Marcá pedidos para tratarlos juntos.
desk-done-many = { $action }: listo en { $count } pedidos.

keys-title = Atajos del teclado
keys-lead = Valen mientras no estés escribiendo.
keys-col-key = Tecla
keys-col-what = Qué hace
keys-move = Ir al pedido siguiente o anterior
keys-open = Abrir el pedido
keys-pick = Marcar o desmarcar el pedido
keys-bulk = Hacer algo con los marcados
keys-search = Buscar
keys-help = Ver esta lista
keys-action = Elegir la acción número 1 a 9
keys-message = Ir al primer campo de la acción
keys-send = Enviar lo que estás escribiendo
keys-note = Escribir una nota interna
keys-back = Volver a la bandeja

views-saved = Tus vistas
views-keep = Guardar esta vista
views-keep-do = Guardar la vista
views-name = Nombre de la vista
views-name-help = Queda en la lista de vistas, solo para vos. Hasta 12.
views-forget = Dejar de guardar “{ $name }”
