## Los días que no cuentan para los plazos.

days-title = Días no laborables
days-lead = No cuentan para los plazos. Los sábados y domingos tampoco, sin que haga falta cargarlos.
days-year = Año { $year }
days-none = No hay ninguno cargado.
days-new = Sumar un día
days-date = Fecha
days-name = Qué día es
days-name-en = En inglés
days-look = Ver qué cambia
days-remove = Que vuelva a contar
days-asked-add = El { $day } no va a contar
days-asked-remove = El { $day } va a volver a contar
days-effect = { $count ->
    [0] No se mueve el plazo de ningún pedido.
    [one] Se mueve el plazo de un pedido.
   *[other] Se mueve el plazo de { $count } pedidos.
}
days-effect-more = { $count ->
    [0] Entre los primeros mil pedidos que miramos, no se mueve ningún plazo.
    [one] Se mueve el plazo de un pedido, o de más: miramos los primeros mil.
   *[other] Se mueve el plazo de { $count } pedidos, o de más: miramos los primeros mil.
}
days-move = del { $from } al { $to }
days-sure-add = Sumar el día
days-sure-remove = Sacar el día
days-not = Dejarlo como está
days-done-added = Listo: el día no cuenta. Los plazos se están moviendo.
days-done-renamed = Listo: el día ya no contaba, y ahora se llama así.
days-done-removed = Listo: el día vuelve a contar. Los plazos se están moviendo.
days-done-same = Ya estaba así.
audited-day-off = Cambió los días no laborables
