## Las áreas del gobierno, para quien administra.

admin-areas-title = Áreas del gobierno
admin-areas-lead = Las que responden pedidos: su nombre, su autoridad, su cierre y su unión con otra.
admin-areas-open = { $count ->
    [one] { $count } pedido abierto
   *[other] { $count } pedidos abiertos
}
admin-areas-no-head = sin autoridad a quien avisar
admin-areas-closed = cerrada el { $day }
admin-areas-new = Sumar un área
admin-areas-name = Nombre del área
admin-areas-name-en = Nombre en inglés
admin-areas-slug = Su parte de la dirección
admin-areas-slug-help = Letras minúsculas, números y guiones: por ejemplo, ministerio-de-salud. No se cambia después.
admin-areas-head = Correo de su autoridad
admin-areas-head-help = Le avisamos solo cuando un pedido se demora demasiado. No necesita una cuenta.
admin-areas-add = Sumar el área
admin-areas-save = Guardar
admin-areas-close = Cerrar el área
admin-areas-close-help = { $count ->
    [0] No tiene pedidos abiertos. Sus responsables pasan al área que la sucede.
    [one] Su pedido abierto y sus responsables pasan al área que la sucede.
   *[other] Sus { $count } pedidos abiertos y sus responsables pasan al área que la sucede.
}
admin-areas-successor = ¿Qué área la sucede?
admin-areas-successor-choose = Elegí un área
admin-areas-close-do = Cerrar el área ahora
admin-areas-done-add = Listo: el área está. Sumá a sus responsables en Personas.
admin-areas-done-save = Listo: los cambios ya se ven.
admin-areas-done-close = Listo: el área está cerrada y sus pedidos pasaron a la que la sucede.
admin-areas-merge = Unirla a otra área
admin-areas-merge-help = Para cuando dos ministerios pasan a ser uno. Todo lo que tiene pasa a la otra, y su dirección lleva a la de la otra. Antes de hacerlo te mostramos qué pasa.
admin-areas-into = ¿A qué área se une?
admin-areas-merge-look = Ver qué pasa
admin-areas-merge-asked = Unir { $area } a { $into }
admin-areas-merge-what = Esto pasa a { $area }, y no se puede deshacer:
admin-areas-merge-open = { $count ->
    [0] Ningún pedido abierto.
    [one] { $count } pedido abierto. Si había una promesa de fecha, se cae; se le avisa a quien lo hizo.
   *[other] { $count } pedidos abiertos. Las promesas de fecha se caen; se les avisa a quienes los hicieron.
}
admin-areas-merge-ended = { $count ->
    [0] Ningún pedido respondido o cerrado.
    [one] { $count } pedido respondido o cerrado, con su historia.
   *[other] { $count } pedidos respondidos o cerrados, con su historia.
}
admin-areas-merge-hidden = { $count ->
    [one] De todos ellos, { $count } está oculto y lo sigue estando.
   *[other] De todos ellos, { $count } están ocultos y lo siguen estando.
}
admin-areas-merge-liaisons = { $count ->
    [0] Ninguna persona responsable.
    [one] { $count } persona responsable.
   *[other] { $count } personas responsables.
}
admin-areas-merge-ready = { $count ->
    [0] Ninguna respuesta lista.
    [one] { $count } respuesta lista.
   *[other] { $count } respuestas listas.
}
admin-areas-merge-searches = { $count ->
    [one] { $count } búsqueda guardada por alguien.
   *[other] { $count } búsquedas guardadas por distintas personas.
}
admin-areas-merge-head = Su autoridad: la otra área todavía no tiene.
admin-areas-merge-address = { $address } va a llevar a { $to }. Lo que ya pasó queda a nombre del área que lo hizo.
admin-areas-merge-sure = Unirlas ahora
admin-areas-merge-not = No unirlas
admin-areas-merged = unida a { $area }
admin-areas-done-merge = Listo: las áreas están unidas. Los pedidos ya respondidos o cerrados terminan de pasar en un minuto.
audited-area-merged = Unió un área a otra
audited-area-changed = Cambió un área
audited-area-closed = Cerró un área
error-not-a-slug = Usá solo letras minúsculas sin tilde, números y guiones: de 3 a 80.
error-not-a-dataset = El catálogo no conoce ningún conjunto de datos con ese nombre.
error-private-dataset = Ese conjunto de datos no es público en el portal.
error-taken = Ya hay una con esa dirección. Elegí otra.
