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
health-order-done = Todos los pedidos están en su lugar.
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
