## Lo que se leyó del portal de datos abiertos, para quien administra.

catalogue-title = Catálogo
catalogue-lead = Lo que se leyó del portal de datos abiertos, y qué áreas y temas nuestros son sus organizaciones y grupos.
catalogue-read = La lectura
catalogue-not-set-up = Todavía no se leyó ningún catálogo. Hasta entonces nadie comprueba si existe el conjunto de datos que nombra una respuesta.
catalogue-set-up = Quien cuida el servidor pone la dirección del portal en la configuración, y el proceso de fondo lo lee; o lo lee en el momento con un comando:
catalogue-source = Se lee en
catalogue-never = Nunca se leyó hasta el final.
catalogue-read-at = Última lectura completa: { $when }.
catalogue-job = El proceso de fondo lo leyó por última vez
catalogue-active = { $count ->
    [one] { $count } conjunto de datos que cualquiera puede ver.
   *[other] { $count } conjuntos de datos que cualquiera puede ver.
}
catalogue-private = { $count ->
    [one] { $count } conjunto de datos privado: una respuesta no lo puede nombrar.
   *[other] { $count } conjuntos de datos privados: una respuesta no los puede nombrar.
}
catalogue-deleted = { $count ->
    [one] { $count } conjunto de datos que ya no está en el portal.
   *[other] { $count } conjuntos de datos que ya no están en el portal.
}
catalogue-every = El proceso de fondo lee lo nuevo cada seis horas.
catalogue-organisations = Organizaciones del portal y nuestras áreas
catalogue-groups = Grupos del portal y nuestros temas
catalogue-unreviewed = { $count ->
    [one] Falta revisar { $count }; va primero.
   *[other] Falta revisar { $count }; van primero.
}
catalogue-all-reviewed = Están todos revisados.
catalogue-at-portal = En el portal
catalogue-datasets = Conjuntos de datos
catalogue-area = Área nuestra
catalogue-theme = Tema nuestro
catalogue-area-of = Qué área es { $title }
catalogue-theme-of = Qué tema es { $title }
catalogue-guess = Suposición, por el nombre
catalogue-unknown = Sin revisar
catalogue-no-area = Ninguna de las nuestras
catalogue-no-theme = Ninguno de los nuestros
catalogue-closed = (cerrada)
catalogue-confirm = Sí, confirmalo
catalogue-save = Guardar
catalogue-problems = { $count ->
    [one] No se pudo entender { $count } conjunto de datos
   *[other] No se pudieron entender { $count } conjuntos de datos
}
catalogue-problems-lead = De cada uno vale lo que se sabía antes. Avisale a quien lo publica.
catalogue-problems-more = Estos son los últimos { $count }.
catalogue-nameless = sin nombre
catalogue-only-admin = Solo quien administra dice cuál es cuál.
catalogue-done-area = Listo: la organización quedó revisada.
catalogue-done-theme = Listo: el grupo quedó revisado.
