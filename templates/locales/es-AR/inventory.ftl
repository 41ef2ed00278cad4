## El inventario: los datos que las áreas tienen y no publican.

inventory-title = Datos que existen y no se publican
inventory-lead = Lo que las áreas dicen que tienen y todavía no está en el portal, y por qué. Si algo te hace falta, se pide con un clic.
inventory-form-label = Buscar en el inventario
inventory-found = { $count ->
    [0] Ninguno.
    [one] { $count } dato que no se publica.
   *[other] { $count } datos que no se publican.
}
inventory-none = No encontramos ninguno
inventory-none-text = Que no esté en esta lista no quiere decir que no exista: pedilo y alguien te va a decir si lo tienen.
inventory-why-not = Por qué no se publica
inventory-why-title = ¿Por qué no se publica?
inventory-wait = { $count ->
    [0] lo espera quien lo pidió
    [one] lo espera quien lo pidió y { $count } persona más
   *[other] lo espera quien lo pidió y { $count } personas más
}
inventory-held-by = Lo tiene
inventory-changed = Última revisión:
inventory-side = Pedir estos datos
inventory-theme = Tema
inventory-period = Período
inventory-format = Formato
inventory-all = Ver todo el inventario
inventory-closed = El área lo sacó de esta lista
inventory-published-title = Ya está publicado
inventory-published-by = Se pidió en
inventory-asked-title = Ya lo pidieron
inventory-asked-by = Lo pidió { $name }, en el pedido
inventory-asked-by-somebody = Está en el pedido
inventory-join = A mí también me hace falta
inventory-ended-title = Ya se pidió, y terminó así
inventory-ended-text = Si te sigue haciendo falta, podés pedirlo de nuevo.
inventory-ask-title = ¿Te hace falta?
inventory-ask-text = Nadie lo pidió todavía. El pedido ya está escrito: se hace público, con tu nombre si lo diste, y el área tiene que responder.
inventory-ask = Pedir estos datos
inventory-ask-again = Pedirlo de nuevo
inventory-ask-body = Pido que se publiquen estos datos, que { $area } tiene y todavía no publica: { $title }. { $description } Está en el inventario: { $url }
inventory-change = Cambiar esta ficha
inventory-not-in-catalogue = ¿No está? Mirá
inventory-area-title = Lo que tiene y no publica
inventory-area-count = { $count ->
    [one] { $count } dato que no publica
   *[other] { $count } datos que no publica
}
inventory-area-all = { $count ->
    [one] Ver el dato que no publica
   *[other] Ver los { $count } datos que no publica
}
inventory-new-lead = Vas a pedir estos datos, que un área tiene y no publica:
inventory-new-lead-mail = El pedido ya está escrito: alcanza con tu correo.
similar-inventory = Existe y no se publica
inventory-not_asked = Nadie lo pidió
inventory-asked = Pedido
inventory-ended = Ya se pidió
inventory-published = Publicado
inventory-taken_down = Fuera de la lista
why-not-not_yet_prepared = Todavía no está preparado
why-not-personal_data = Tiene datos personales
why-not-quality = Le falta calidad
why-not-system_lacks_export = El sistema donde está no permite bajarlo
why-not-legal_review = Se está revisando si la ley lo permite
why-not-other = Por otro motivo

## La mesa de trabajo del inventario.

inventory-desk-title = Inventario
inventory-desk-lead = Lo que tus áreas tienen y no publican. Lo ve todo el mundo, y cualquiera puede pedirlo con un clic.
inventory-desk-none = Todavía no hay nada en la lista.
inventory-new = Sumar un dato
inventory-field-area = ¿Qué área lo tiene?
inventory-field-title = Nombre
inventory-field-title-help = Con palabras que busque quien lo necesita. Si alguien lo pide, es el título del pedido.
inventory-field-description = ¿Qué contiene?
inventory-field-description-help = Qué es cada fila, qué columnas tiene, desde cuándo. Nunca datos de personas.
inventory-field-why-text = El motivo, en tus palabras
inventory-field-why-text-help = Hace falta si elegís otro motivo. Es público.
inventory-choose = Elegí un motivo
inventory-no-theme = Ninguno
inventory-add = Sumarlo a la lista
inventory-save = Guardar los cambios
inventory-public-page = Ver la ficha pública
inventory-publish-title = Si ya está publicado
inventory-field-dataset = ¿Qué conjunto de datos es?
inventory-field-dataset-help = Su nombre en el catálogo o su dirección.
inventory-publish = Marcarlo como publicado
inventory-take-down-title = Si no va más en la lista
inventory-field-reason = ¿Por qué?
inventory-field-reason-help = Es público: queda en la ficha, que se puede seguir viendo.
inventory-take-down = Sacarlo de la lista
inventory-done-add = Listo: está en la lista.
inventory-done-say = Listo: guardamos los cambios.
inventory-done-publish = Listo: figura como publicado.
inventory-done-take_down = Listo: ya no está en la lista.
inventory-conflict = Otra persona lo cambió mientras escribías. Lo tuyo no se guardó y está acá abajo: fijate qué dice ahora y guardá de nuevo lo que corresponda.
audited-inventory = Cambió el inventario de datos que no se publican

## La tabla.

data-json-inventory = Datos que las áreas tienen y no publican
data-json-inventory-text = Un dato por fila: qué es, qué área lo tiene, por qué no se publica, si alguien lo pidió y en qué conjunto de datos se publicó.
data-json-inventory-keywords = inventario de datos, datos abiertos
