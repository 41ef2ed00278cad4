## Cuánto vale cada cosa en la prioridad.

weights-title = Pesos de la prioridad
weights-lead = La prioridad de un pedido va de 0 a 100. Ordena las listas por prioridad. Acá se decide cuánto vale cada cosa. Cada cambio es público, con su motivo.
weights-points = Puntos
weights-up-to = Hasta { $most }.
weights-table-help = Para el primero de la última votación cerrada; cada puesto siguiente vale dos menos. Hasta { $most }.
weights-sectors = Cuánto vale cada apoyo, según el sector
weights-sectors-help = En centésimos: 100 es un punto por apoyo, 0 no suma. Hasta { $most }. Los apoyos suman 40 puntos como mucho.
weights-reason = Por qué
weights-reason-help = Se publica junto con los pesos nuevos.
weights-look = Ver el orden nuevo
weights-save = Guardar los pesos
weights-order = Así quedarían los primeros pedidos abiertos
weights-none = No hay pedidos abiertos.
weights-up = { $places ->
    [one] sube un puesto
   *[other] sube { $places } puestos
}
weights-down = { $places ->
    [one] baja un puesto
   *[other] baja { $places } puestos
}
weights-stays = queda donde está
weights-score = de { $before } a { $after } puntos
weights-done-saved = Listo: los pesos cambiaron y los pedidos se están reordenando.
weights-done-same = Ya eran esos.
weights-public = Así se ve el cambio.
audited-weights = Cambió los pesos de la prioridad
about-priority = Cómo se ordenan los pedidos
about-priority-lead = Cada pedido tiene una prioridad de 0 a 100: la suma de lo que sigue. Con ella se ordenan las listas por prioridad; no cambia ningún plazo.
about-priority-support = Apoyos: hasta 40 puntos. Cada persona que también lo necesita vale un punto, o lo que dice la lista de abajo.
about-priority-sector = { $sector }: { $hundredths } centésimos de punto por apoyo
about-priority-theme = Tema prioritario: { $points }
about-priority-table = Primer puesto en una mesa de trabajo: { $points }, y dos menos por cada puesto siguiente
about-priority-duty = Una ley obliga a publicarlo: { $points }
about-priority-rest = Qué tan listos están los datos: hasta 5. Tiempo de espera: un punto cada 60 días, hasta 5.
about-priority-changes = Cambios de estos valores
about-priority-never = Nunca cambiaron.
