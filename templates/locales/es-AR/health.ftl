## Cómo anda la instalación.

health-title = Cómo anda
health-lead = Lo que el sistema hace solo, y lo que le queda por hacer.
health-late = El trabajo programado no se hace desde hace más de diez minutos: no salen recordatorios ni vencen preguntas. Fijate si está corriendo `ventanilla worker`, o `ventanilla serve` sin `--no-worker`.
health-work = Trabajo programado
health-never = Todavía no se hizo nunca.
health-last = Se hizo por última vez { $when }.
health-due-dates = Los plazos se están moviendo por un cambio en los días no laborables.
health-due-dates-done = Todos los plazos siguen los días no laborables de hoy.
health-order = Los pedidos se están reordenando por un cambio en los pesos o los temas.
health-areas = Hay pedidos que están pasando al área a la que se unió la suya.
health-order-done = Todos los pedidos están en su lugar.
health-jobs = Trabajos programados
health-job = Trabajo
health-job-every = Cada cuánto
health-job-last = Última vez
health-job-ended = Cómo terminó
health-job-minutes = { $count ->
    [one] cada minuto
   *[other] cada { $count } minutos
}
health-job-well = Bien.
health-job-done = Hizo { $count }.
health-job-failed = Falló.
health-job-never = Nunca terminó bien. El porqué está en el registro del programa.
health-job-well-at = Terminó bien por última vez { $when }. El porqué está en el registro del programa.
job-due_dates = Mover los plazos con los días no laborables
job-order = Reordenar los pedidos cuando cambian los pesos
job-areas = Llevar los pedidos de un área unida a la que la sigue
job-requests = Recordatorios y vencimientos de los pedidos
job-digests = Juntar los resúmenes por correo
job-tidying = Olvidar lo que venció y sumar los contadores
job-catalogue = Leer el catálogo del portal
job-evidence = Revisar los datos de las respuestas
job-followed = Avisar de los conjuntos que se actualizaron
job-files = Borrar los archivos que ya no son de nadie
job-log = Vaciar el registro de la base de datos
health-mail = Correo
health-see = Verlos
health-to-spread = { $count ->
    [one] De un hecho falta avisar a quienes siguen el pedido.
   *[other] De { $count } hechos falta avisar a quienes siguen el pedido.
}
health-quarantine = Correo que llegó y no entró: { $size } kB guardados.
health-what = Qué corre
health-version = Ventanilla { $version }
health-database = Base de datos: { $engine }
health-machines = Para programas que vigilan: /readyz dice si lee y escribe, /metrics da estas cifras.
