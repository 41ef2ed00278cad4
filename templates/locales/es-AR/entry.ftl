## Los pedidos que se dijeron en una reunión, cargados juntos, y lo que dice cada persona a la que se nombró ahí.

entry-title = Cargar los pedidos de una reunión
entry-lead = Pasá a una tabla lo que se pidió, una fila por pedido, con quiénes lo dijeron y a quiénes más les sirve. Primero ves cómo queda cada fila; no se carga nada hasta que lo confirmes.
entry-template = Descargar la planilla modelo
entry-template-help = Se abre con cualquier planilla de cálculo. La fila de ejemplo se borra.
entry-meeting = ¿De qué reunión vienen?
entry-meeting-help = Como la conocen quienes fueron: van a leer este nombre en el correo. Por ejemplo: Mesa de datos de salud.
entry-held-on = ¿Cuándo fue?
entry-file = Archivo
entry-file-help = CSV, con coma o punto y coma, tal como lo guarda la planilla. Hasta 200 filas y 1 MB.
entry-text = O pegá la tabla acá
entry-text-help = Con los títulos de las columnas en la primera línea. Solo el pedido es obligatorio. Varias personas en una celda van separadas por punto y coma: Ana Díaz <ana@example.org>; beto@example.org.
entry-look = Ver cómo queda
entry-look-again = Ver de nuevo cómo queda
entry-look-help = Lo que mandás queda guardado hasta 30 días, solo para vos.
entry-mine = Lo último que cargaste
entry-mine-filed = { $count ->
    [0] ningún pedido cargado todavía
    [one] un pedido cargado
   *[other] { $count } pedidos cargados
}

entry-column-body = Pedido
entry-column-title = Título
entry-column-kind = Tipo
entry-column-theme = Tema
entry-column-area = Área
entry-column-dataset = Conjunto de datos
entry-column-name = Quién lo dijo
entry-column-email = Correo
entry-column-attendees = A quién más le sirve
entry-column-sector = Sector
entry-column-why = Qué corregir
entry-example-body = EJEMPLO, borrá esta fila: necesitamos las camas de terapia de cada hospital, por mes, desde 2019.
entry-example-title = Camas de terapia por hospital
entry-example-kind = Datos que no están publicados
entry-example-theme = Salud
entry-example-area = Ministerio de Salud
entry-example-dataset = Solo si ya existe
entry-example-name = Marta Gómez (se publica)
entry-example-email = marta@example.org
entry-example-attendees = Ana Díaz <ana@example.org>; beto@example.org
entry-example-sector = Academia

entry-cell-required = Falta completar esta celda.
entry-cell-dataset = Para este tipo de pedido hace falta decir de qué conjunto de datos se trata.
entry-cell-too-short = Es muy corto: contá un poco más, con { $bound } caracteres o más.
entry-cell-too-long = Es muy largo: puede tener hasta { $bound } caracteres.
entry-cell-unknown = No es uno de los valores posibles. Dejala vacía o elegí uno: { $values }.
entry-cell-email = No parece una dirección de correo. Va una sola, por ejemplo: ana@example.org.
entry-cell-attendees = No parece una dirección de correo. Poné el nombre delante y la dirección entre signos, Ana Díaz <ana@example.org>, y separá a las personas con punto y coma.
entry-cell-too-many = Nombra a { $value } personas: se toman hasta { $bound } por fila.
entry-cell-columns = Tiene { $value } celdas y los títulos son { $bound }. Lo más común es un separador adentro de una celda: poné esa celda entre comillas.
entry-cell-example = Es la fila de ejemplo de la planilla modelo: borrala.
entry-table-empty = No hay ninguna fila. Elegí un archivo o pegá la tabla, con los títulos en la primera línea.
entry-table-large = Es más grande que 1 MB. Cargala en partes.
entry-table-no-text = No es un archivo CSV. Guardalo desde la planilla con “Guardar como”, tipo CSV.
entry-table-no-table = No pudimos leerlo como una tabla. Guardalo de nuevo como CSV desde la planilla.
entry-table-rows = Tiene { $count } filas: se toman hasta { $most } por vez. Cargala en partes.
entry-table-no-body = Falta la columna “{ $column }”. Las que encontramos son: { $found }.
entry-table-double = Dos columnas dicen lo mismo: revisá “{ $column }”.

entry-summary = { $ready ->
    [0] nada para cargar
    [one] una fila para cargar
   *[other] { $ready } filas para cargar
}, { $bad ->
    [0] nada para corregir
    [one] una para corregir
   *[other] { $bad } para corregir
}, { $filed ->
    [0] nada cargado todavía
    [one] una ya cargada
   *[other] { $filed } ya cargadas
}
entry-forgotten = Pasaron 30 días y la tabla que mandaste ya no está guardada. Los pedidos cargados quedan.
entry-unread = { $count ->
    [one] Hay una columna que no leemos; revisá si su título está bien:
   *[other] Hay columnas que no leemos; revisá si sus títulos están bien:
}
entry-line = Línea { $line }
entry-filed = Ya cargados
entry-claimed = { $claimed } de { $invited ->
    [one] una persona dijo que le sirve
   *[other] { $invited } personas dijeron que les sirve
}
entry-claim-asked = Le preguntamos por correo a quien lo dijo, y todavía no contestó.
entry-claim = Quien lo dijo dejó su correo
entry-claim-email = Su correo
entry-claim-help = Le mandamos un enlace. Cuando confirme, el pedido pasa a ser suyo.
entry-claim-send = Preguntarle si es suyo
entry-asked = Listo: le preguntamos por correo.
entry-ready = { $count ->
    [one] Una fila para cargar
   *[other] { $count } filas para cargar
}
entry-who-told = Pide { $name }; le avisamos a { $address }.
entry-who-named = Pide { $name }, sin correo: se lo puede reclamar después.
entry-who-nobody = Sin nombre ni correo: queda a nombre de la reunión, y se puede reclamar después.
entry-attendees = { $count ->
    [one] Le preguntamos a una persona más si también lo necesita.
   *[other] Les preguntamos a { $count } personas más si también lo necesitan.
}
entry-repeats = Dice lo mismo que la línea { $line }.
entry-alike = Se parece a lo que ya se pidió. Si es lo mismo, dejala afuera:
entry-exact = dice exactamente lo mismo
entry-mails = { $count ->
    [0] Si cargás lo elegido no se manda ningún correo.
    [one] Si cargás lo elegido se manda un correo
   *[other] Si cargás lo elegido se mandan { $count } correos
}{ $count ->
    [0] {""}
   *[other] : { $receipts } por pedidos hechos en nombre de alguien y { $invitations } a quienes también los necesitan, uno por persona.
}
entry-mails-why = A quienes nombraste los contamos recién cuando confirman: el número de personas que ve el público es siempre de personas que lo dijeron por sí mismas.
entry-file-them = { $count ->
    [0] Cargar los elegidos
    [one] Cargar un pedido
   *[other] Cargar { $count } pedidos
}
entry-none-chosen = Elegí al menos una fila para cargar.
entry-done = { $count ->
    [0] Ya estaba todo cargado.
    [one] Listo: se cargó un pedido.
   *[other] Listo: se cargaron { $count } pedidos.
}
entry-bad = { $count ->
    [one] Una fila para corregir
   *[other] { $count } filas para corregir
}
entry-left = Descargar las filas para corregir
entry-left-help = Con una columna que dice qué corregir en cada una. Corregidas, se mandan tal cual.
entry-correct = Corregir acá mismo
entry-correct-left = Está lo que falta cargar. Lo que ya se cargó no cambia.

audited-catalogue-filed = Dijo qué área o tema es lo del catálogo
audited-bulk-entry = Cargó un pedido de una reunión
audited-entry-invited = Preguntó si un pedido de una reunión es suyo
event-claimed = confirmó que lo pidió en una reunión: el pedido es suyo
error-date-future = Tiene que ser hoy o una fecha anterior.

invitation-title = Te nombraron en una reunión
invitation-lead = En “{ $meeting }”, el { $day }, se anotó tu nombre en estos pedidos de datos. Decinos si es así.
invitation-as = Este enlace se mandó a { $address }.
invitation-choose = ¿Cuáles son tuyos o te sirven?
invitation-voiced = lo pediste vos
invitation-needed = también lo necesitás
invitation-name = Tu nombre
invitation-name-help = Si un pedido es tuyo, se publica; si también lo necesitás, no. Podés dejarlo vacío.
invitation-claim = Sí, son míos o los necesito
invitation-claim-help = Con esto confirmás tu dirección y te avisamos qué pasa con cada uno. No quedás ingresado en este navegador.
invitation-requests = Los pedidos
invitation-claimed = confirmaste que lo necesitás
invitation-yours = confirmaste que es tuyo
invitation-refused = sacaste tu nombre
invitation-out-title = ¿No fuiste vos?
invitation-out-lead = Sacamos tu nombre de todos, y no te escribimos más por esto. Un pedido que ya confirmaste como tuyo lo podés retirar ingresando con tu correo.
invitation-out = No fui yo, sacar mi nombre
invitation-done-claimed = Listo: quedó confirmado. Te avisamos lo que pase.
invitation-done-refused = Listo: sacamos tu nombre.

mail-name-invited = Pregunta a quien se nombró en una reunión
mail-invited-subject = ¿Son tuyos estos pedidos? { $meeting }
mail-invited-title = Te nombraron en una reunión
mail-invited-lead = En “{ $meeting }”, el { $day }, se pidieron datos y se anotó tu nombre. Solo contamos con vos si lo confirmás.
mail-invited-voiced = { $count ->
    [one] Lo pediste vos
   *[other] Los pediste vos
}
mail-invited-needed = { $count ->
    [one] También lo necesitás
   *[other] También los necesitás
}
mail-invited-how = Abrí la página y elegí cuáles son. Si un pedido es tuyo, lo seguís desde ahí; si también lo necesitás, sumás tu voz. En los dos casos te avisamos lo que pase.
mail-invited-out = No fui yo, sacar mi nombre
mail-invited-next = Si no hacés nada, tu nombre no cuenta en ningún lado y en 90 días lo borramos.
mail-button-invited = Decir cuáles son
mail-why-invited = Te escribimos porque alguien anotó tu dirección en esa reunión.
entry-cell-address = El nombre es público, y acá hay una dirección de correo: ponela en la columna Correo.
entry-changed = La tabla cambió después de que abriste esta página: esto es lo que se cargaría ahora. No se cargó nada.
