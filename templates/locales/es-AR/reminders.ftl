# Recordatorios: lo que avisa el calendario, sin que nadie haya hecho nada.

mail-why-head = Te escribimos porque figurás como autoridad del área responsable. Solo te avisamos de los atrasos largos.

mail-name-due_soon = Vence el plazo
mail-name-overdue = Plazo vencido

mail-fact-days_left = Días hábiles que quedan
mail-fact-days_late = Días hábiles de atraso
mail-fact-supporters = Personas que también lo necesitan

mail-due_soon-title = { $left ->
    [0] El plazo vence hoy
    [one] Queda un día hábil para responder
   *[other] Quedan { $left } días hábiles para responder
}
mail-due_soon-lead = El plazo de referencia vence el { $date } y el pedido todavía no tiene respuesta ni fecha prometida.
mail-due_soon-next = { $step ->
    [take] El pedido nombra a tu área y todavía nadie lo tomó. Tomalo y respondé o prometé una fecha. Si no es de tu área, avisale al equipo de datos abiertos.
    [extend] Respondé o prometé una fecha de publicación. Si necesitás más tiempo, extendé el plazo antes de que venza.
   *[other] Respondé o prometé una fecha de publicación. El plazo ya no se puede extender.
}

mail-overdue-title = { $late ->
    [one] El plazo venció
   *[other] El plazo venció hace { $late } días hábiles
}
mail-overdue-lead = { $area } tenía que responder a más tardar el { $date }. El pedido todavía no tiene respuesta ni fecha prometida.
mail-overdue-next = { $reader ->
    [head] Pedile a quien lleva el pedido en tu área que responda o prometa una fecha. El atraso está a la vista de todos.
    [coordinator] Te proponemos llevarlo a una mesa de trabajo: ponelo en el temario de la próxima, para acordar quién responde y para cuándo. Si no hace falta esperar, reasignalo o respondelo.
   *[other] Respondé o prometé una fecha de publicación. El atraso está a la vista de todos.
}
