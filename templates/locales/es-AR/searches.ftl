## Las búsquedas que alguien guarda, y lo que llega de ellas por correo.

looks-for-words = “{ $words }”
looks-for-all = Todos los pedidos

search-keep = Guardar esta búsqueda
search-keep-title = Guardar esta búsqueda
search-keep-lead = Te avisamos por correo cuando aparezca un pedido que coincida con ella.
search-keep-when = { $cadence ->
    [weekly] Los avisos llegan en tu resumen de los lunes.
    [none] Elegiste no recibir novedades: la búsqueda queda guardada, pero no te va a llegar nada hasta que lo cambies.
   *[daily] Los avisos llegan en un resumen por día.
}
search-keep-send = Guardar la búsqueda
search-keep-full = Ya guardaste { $count } búsquedas, que es lo máximo. Para guardar esta, sacá alguna de las que están abajo.
search-words-too-long = Las palabras de esta búsqueda son demasiado largas para guardarla. Acortalas y probá de nuevo.
searches-title = Tus búsquedas guardadas
searches-kept = Guardamos la búsqueda.
searches-none = Todavía no guardaste ninguna búsqueda.
searches-none-way = En la lista de pedidos, buscá o filtrá y elegí “Guardar esta búsqueda”.
searches-remove = Dejar de guardar

mail-searches-title = { $count ->
    [one] Apareció un pedido en tus búsquedas
   *[other] Aparecieron { $count } pedidos en tus búsquedas
}
mail-searches-subject = { $count ->
    [one] En tus búsquedas: “{ $title }”
   *[other] En tus búsquedas: { $count } pedidos
}
mail-searches-lead = { $count ->
    [one] Desde el último resumen apareció un pedido en una búsqueda que guardaste.
   *[other] Desde el último resumen aparecieron { $count } pedidos en las búsquedas que guardaste.
}
mail-searches-heading = En tu búsqueda: { $search }
mail-searches-list = Ver esta lista
mail-searches-more = { $count ->
    [one] Y uno más en la lista.
   *[other] Y { $count } más en la lista.
}
mail-searches-next = No tenés que hacer nada. En tu página podés dejar de guardar una búsqueda cuando quieras.
mail-searches-why = Te escribimos porque guardaste estas búsquedas.
mail-button-list = Ver la lista
