## El resumen de novedades, el correo semanal del equipo y la página donde se elige qué recibir.

mail-digest-subject = { $count ->
    [one] Novedades de “{ $title }”
   *[other] Novedades de { $count } pedidos
}
mail-digest-title = { $count ->
    [one] Hay novedades de un pedido
   *[other] Hay novedades de { $count } pedidos
}
mail-digest-lead = Lo más nuevo es de “{ $title }”. Todo lo que pasó desde el último resumen está acá.
mail-digest-news = { $kind ->
    [planned] { $area } prometió publicar los datos a más tardar el { $date }.
    [redated] { $area } cambió la fecha prometida: ahora es el { $date }.
    [promise_passed] Pasó la fecha prometida, el { $date }, y los datos todavía no están.
    [started] { $area } está preparando los datos.
    [informed] { $area } contó cómo viene el tema.
    [answered] { $area } respondió. Resultado: { $outcome }.
    [corrected] { $area } corrigió su respuesta. Resultado: { $outcome }.
    [dataset_updated] El conjunto de datos se actualizó el { $date }.
    [disputed] Quien hizo el pedido dijo que la respuesta no le sirve. El pedido vuelve a revisión.
    [reopened] El pedido se reabrió y vuelve a revisión.
    [closed] { $verdict ->
        [yes] El pedido se cerró: la respuesta le sirvió a quien lo hizo.
        [partly] El pedido se cerró: la respuesta le sirvió en parte a quien lo hizo.
       *[none] El pedido se cerró. Quien lo hizo no opinó sobre la respuesta.
    }
    [merged] El pedido se unió a otro igual: { $into }.
    [commented] { $count ->
        [one] { $count } comentario nuevo.
       *[other] { $count } comentarios nuevos.
    }
   *[edited] Cambiaron algunos datos del pedido.
}
mail-digest-next = No tenés que hacer nada. Podés elegir si preferís un correo por cada novedad, un resumen por día o por semana, o ninguno.
mail-digest-button = Ver mis pedidos
mail-digest-why = Te escribimos porque hiciste estos pedidos, los apoyás, los seguís o los tenés a cargo, y las novedades te llegan en un resumen.

week-subject = Esta semana: { $overdue } con el plazo vencido, { $late } con la promesa vencida
week-title = Qué se debe esta semana
week-lead = Hay { $overdue ->
    [one] { $overdue } pedido con el plazo vencido
   *[other] { $overdue } pedidos con el plazo vencido
} y { $late ->
    [one] { $late } con la fecha prometida vencida.
   *[other] { $late } con la fecha prometida vencida.
}
week-overdue = { $count ->
    [one] { $count } pedido con el plazo vencido
   *[other] { $count } pedidos con el plazo vencido
}
week-late = { $count ->
    [one] { $count } promesa vencida
   *[other] { $count } promesas vencidas
}
week-unanswered = { $count ->
    [one] { $count } pedido más sin respuesta, en término
   *[other] { $count } pedidos más sin respuesta, en término
}
week-next = De cada grupo van los primeros. Los demás están en la bandeja.

preferences-title = Tus avisos por correo
preferences-lead = Elegí cada cuánto querés enterarte de los pedidos que apoyás o seguís.
preferences-as = Los avisos van a { $address }.
preferences-own = De tus propios pedidos te avisamos siempre cada decisión, apenas se toma.
preferences-saved = Guardamos lo que elegiste.
preferences-stopped = Listo: no te mandamos más novedades ni resúmenes. De tus propios pedidos te seguimos avisando cada decisión.
preferences-cadence = Las novedades
preferences-cadence-at-once = Un correo por cada novedad
preferences-cadence-daily = Un resumen por día
preferences-cadence-weekly = Un resumen por semana, los lunes
preferences-cadence-none = Ninguna
preferences-language = Idioma de los correos
preferences-quiet = Horario sin correos
preferences-quiet-help = Lo que pase en ese horario te llega cuando termina. Los códigos para ingresar llegan siempre.
preferences-quiet-from = Desde
preferences-quiet-until = Hasta
preferences-quiet-off = Sin límite
preferences-hour = { $hour }:00
preferences-each = Pedido por pedido
preferences-each-help = Si no elegís nada, vale lo que elegiste arriba.
preferences-each-none = Todavía no seguís ningún pedido.
preferences-each-more = Acá están los { $count } más nuevos. En la página de cada pedido podés dejar de seguirlo.
preferences-as-general = Como elegí arriba
preferences-save = Guardar
preferences-stop-title = ¿Preferís no recibir nada?
preferences-stop-lead = Dejamos de mandarte novedades y resúmenes. Podés volver atrás cuando quieras.
preferences-stop = No recibir más novedades
preferences-link = Elegir qué avisos recibir
