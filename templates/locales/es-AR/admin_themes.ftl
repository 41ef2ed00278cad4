## Los temas, para quien administra.

admin-themes-title = Temas
admin-themes-lead = Con ellos se ordenan los pedidos. Los prioritarios suman puntos y van primero en la portada.
admin-themes-first = prioritario
admin-themes-new = Sumar un tema
admin-themes-name = Nombre del tema
admin-themes-key = Su clave
admin-themes-key-help = Letras minúsculas, números y guiones bajos: por ejemplo, social_development. Está en su dirección y en los datos abiertos; no se cambia después.
admin-themes-position = Lugar en la lista
admin-themes-priority = Es prioritario
admin-themes-add = Sumar el tema
admin-themes-done-add = Listo: el tema ya se puede elegir.
admin-themes-done-save = Listo: los cambios ya se ven.
audited-theme-changed = Cambió un tema
error-not-a-key = Usá solo letras minúsculas sin tilde, números y guiones bajos: de 3 a 40.
