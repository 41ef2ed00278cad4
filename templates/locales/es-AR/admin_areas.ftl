## Las áreas del gobierno, para quien administra.

admin-areas-title = Áreas del gobierno
admin-areas-lead = Las que responden pedidos: su nombre, su autoridad y su cierre.
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
audited-area-changed = Cambió un área
audited-area-closed = Cerró un área
error-not-a-slug = Usá solo letras minúsculas sin tilde, números y guiones: de 3 a 80.
error-not-a-dataset = El catálogo no conoce ningún conjunto de datos con ese nombre.
error-private-dataset = Ese conjunto de datos no es público en el portal.
error-taken = Ya hay una con esa dirección. Elegí otra.
