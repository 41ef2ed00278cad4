## La demostración: su aviso y sus correos, que no salen de la máquina.
demo-label = Aviso de la demostración
demo-note = Demostración: nada de esto es real.
demo-doors-title = ¿Quién querés ser?
demo-doors-text = En la demostración se puede entrar sin correo, las veces que quieras, como alguna de estas personas.
mailbox-title = Correos enviados
mailbox-lead = Son los correos que habrían salido. Acá no le llegan a nadie: quedan en una carpeta de esta máquina.
mailbox-to = Correos para
mailbox-everybody = Todas las personas
mailbox-show = Ver
mailbox-for = Para
mailbox-count = { $count ->
    [one] { $count } correo
   *[other] { $count } correos
}
mailbox-count-to = { $count ->
    [one] { $count } correo para { $name }
   *[other] { $count } correos para { $name }
}
mailbox-older = { $count ->
    [one] Hay { $count } correo más viejo. Para encontrarlo, elegí para quién es.
   *[other] Hay { $count } correos más viejos. Para encontrarlos, elegí para quién son.
}
mailbox-none = Todavía no se envió ningún correo
mailbox-none-text = Cuando alguien haga algo en un pedido, los correos que correspondan van a aparecer acá.
mailbox-one = Un correo
mailbox-html = Como se ve
mailbox-frame = El correo, como se ve
mailbox-alone = Abrir el correo solo
mailbox-text = Como texto
mailbox-headers = Encabezados
