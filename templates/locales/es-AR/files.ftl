## Archivos de un pedido.
files-legend = Archivos
files-title = Adjuntar archivos
files-title-help = (opcional, hasta 5)
files-choose = Elegí los archivos
files-choose-more = Agregar otros archivos
files-help = Hasta 10 MB cada uno: PDF, planillas, documentos, CSV, texto o imágenes. Van a ser públicos.
files-full = Ya hay 5 archivos, que es el máximo.
files-found = Antes de publicarlo, mirá lo que tiene:
files-publish-anyway = Publicarlo igual: ya sé que tiene esto
files-leave-out = Sacar este archivo
files-undecided-title = Todavía no se envió: falta que decidas sobre un archivo
files-undecided = Encontramos cosas que quizás no querés publicar. Marcá si lo publicás igual o si lo sacás, y enviá de nuevo. También podés sacarlo, corregirlo en tu computadora y elegirlo otra vez.
files-heading = Archivos
files-not-public = Todavía no es público
event-redact-file = Quitó un archivo
files-add = Agregar un archivo
files-page-title = Archivos del pedido
files-page-lead = Acá podés sumar archivos al pedido. Son públicos, como el pedido.
files-page-none = Este pedido no tiene archivos.
files-page-closed = El pedido está cerrado: ya no se le pueden agregar archivos.
files-page-send = Agregar
files-decide-publish = Publicarlo igual
files-decide-discard = Sacarlo
files-decide-here = Decidir
files-decide-text = Este archivo todavía no es público. Decidí vos: sacalo, o publicalo sabiendo lo que tiene.
files-waits-for-sender = Quien lo mandó todavía no decidió si lo publica.
files-desk-title = Archivos
file-refused = { $name }: { $why }
file-kind-pdf = PDF
file-kind-png = imagen PNG
file-kind-jpeg = foto JPEG
file-kind-webp = imagen WebP
file-kind-gif = imagen GIF
file-kind-csv = tabla CSV
file-kind-txt = texto
file-kind-json = datos JSON
file-kind-xlsx = planilla de Excel
file-kind-ods = planilla OpenDocument
file-kind-docx = documento de Word
file-kind-odt = documento OpenDocument
file-kind-xls = planilla de Excel (formato viejo)
file-kind-doc = documento de Word (formato viejo)
file-refused-too_large = Pesa más de 10 MB. Achicalo o partilo en varios.
file-refused-too_many_files = Un pedido puede tener hasta 5 archivos.
file-refused-empty = Está vacío.
file-refused-type = No aceptamos ese tipo de archivo. Podés mandar PDF, planillas, documentos, CSV, texto o imágenes.
file-refused-archive = No aceptamos archivos comprimidos (ZIP y parecidos). Mandá los archivos de a uno.
file-refused-program = No aceptamos programas ni archivos con macros. Guardalo sin macros y probá de nuevo.
file-refused-disguised = Por dentro no es lo que dice ser, o es una página web. No aceptamos esos archivos.
file-refused-bomb = Al abrirlo ocuparía demasiado lugar. Mandá una versión más chica.
file-refused-locked = Tiene contraseña. Guardalo sin contraseña y probá de nuevo.
file-refused-broken = No se puede leer: parece dañado o incompleto. Guardalo de nuevo y probá otra vez.
file-refused-gone = Un archivo que habías mandado ya no está. Elegilo otra vez.
file-refused-quota_person = Llegaste al límite de archivos de hoy. Mañana podés mandar más.
file-refused-quota_house = No queda lugar para más archivos en este sitio. Avisale al equipo, o mandá el pedido sin el archivo.
finding-hidden_sheets = { $count ->
    [one] Tiene una hoja oculta.
   *[other] Tiene { $number } hojas ocultas.
}
finding-hidden_rows = { $count ->
    [one] Tiene una fila oculta.
   *[other] Tiene { $number } filas ocultas.
}
finding-hidden_columns = { $count ->
    [one] Tiene una columna oculta.
   *[other] Tiene { $number } columnas ocultas.
}
finding-hidden_names = { $count ->
    [one] Tiene un nombre oculto, que puede apuntar a datos que no se ven.
   *[other] Tiene { $number } nombres ocultos, que pueden apuntar a datos que no se ven.
}
finding-hidden_text = Tiene texto oculto.
finding-comments = { $count ->
    [one] Tiene un comentario.
   *[other] Tiene { $number } comentarios.
}
finding-tracked_changes = { $count ->
    [one] Tiene un cambio marcado: se puede leer lo que decía antes.
   *[other] Tiene { $number } cambios marcados: se puede leer lo que decía antes.
}
finding-pivot_caches = Tiene una tabla dinámica, que guarda una copia de todos sus datos.
finding-external_links = Tiene vínculos a otras planillas, con una copia de sus datos.
finding-embedded = { $count ->
    [one] Tiene otro archivo adentro.
   *[other] Tiene otros { $number } archivos adentro.
}
finding-active_content = Tiene instrucciones que se ejecutan al abrirlo.
finding-not_inspectable = Es un formato viejo: no podemos ver si tiene hojas o datos ocultos.
finding-dni = { $count ->
    [one] Tiene un número de documento.
   *[other] Tiene { $number } números de documento.
}
finding-cuit = { $count ->
    [one] Tiene un CUIT o CUIL.
   *[other] Tiene { $number } CUIT o CUIL.
}
finding-cbu = { $count ->
    [one] Tiene un CBU de una cuenta bancaria.
   *[other] Tiene { $number } CBU de cuentas bancarias.
}
finding-email = { $count ->
    [one] Tiene una dirección de correo.
   *[other] Tiene { $number } direcciones de correo.
}
finding-phone = { $count ->
    [one] Tiene un número de teléfono.
   *[other] Tiene { $number } números de teléfono.
}
size-kb = { $number } KB
size-mb = { $number } MB
problem-title-no-room = No queda lugar
