# De la solicitud al conjunto de datos: la ficha de lo que se va a publicar, en la bandeja.

audited-dataset-draft-pushed = Dejó en el portal la ficha de lo que se va a publicar

dataset-draft-title = Ficha para el portal
dataset-draft-text = Lo que este pedido va a ser en el portal, con lo que ya se dijo. Lo que nadie dijo no está.
dataset-draft-text-improves = La ficha mejorada de un conjunto de datos que ya está en el portal, con lo que se sabe de él:
dataset-draft-missing-count = { $count ->
    [one] falta { $count } dato
   *[other] faltan { $count } datos
}
dataset-draft-missing = Falta
dataset-draft-missing-none = nada de lo que el perfil pide
dataset-draft-missing-publisher = quién lo publica
dataset-draft-missing-organisation = la organización del área en el portal
dataset-draft-missing-theme = el tema
dataset-draft-missing-frequency = cada cuánto se actualiza
dataset-draft-missing-issued = la fecha de publicación
dataset-draft-missing-format = el formato
dataset-draft-missing-files = los archivos
dataset-draft-missing-contact = a quién preguntarle
dataset-draft-check = Revisá
dataset-draft-check-description = la descripción: son las palabras de quien pidió los datos
dataset-draft-check-long-title = el título: tiene más de 100 letras
dataset-draft-check-theme = el tema: sale del tema del pedido
dataset-draft-check-frequency = la frecuencia: es la que se pidió
dataset-draft-check-period = el período: es el que se pidió, y va aparte
dataset-draft-check-license = la licencia: es la de siempre
dataset-draft-check-contact = el contacto: es el del sitio
dataset-draft-check-organisation = la organización: el área tiene más de una en el portal
dataset-draft-take-profile = Descargar para data.json (perfil nacional de metadatos)
dataset-draft-take-ckan = Descargar para CKAN
dataset-draft-name = Nombre en la dirección
dataset-draft-name-help = Así termina la dirección de su página en el portal: de 2 a 100 letras minúsculas sin tilde, números, - y _.
dataset-draft-name-bad = Usá de 2 a 100 letras minúsculas sin tilde, números, - y _.
dataset-draft-push = Crear como borrador privado en el portal
dataset-draft-push-again = Actualizar el borrador en el portal
dataset-draft-push-again-help = Reemplaza título, descripción y lo demás de esta ficha. Los archivos y lo que hayan agregado en el portal quedan.
dataset-draft-left = Está en el portal como borrador privado. { $by } lo envió el { $when }:
desk-done-dataset-draft = Listo: el borrador está en el portal, y nadie de afuera lo ve.

dataset-draft-not-set-up = No está configurado ningún portal donde crear borradores. Podés descargar la ficha.
dataset-draft-not-now = El pedido ya no está en preparación: no se envió nada al portal.
dataset-draft-busy = Alguien lo está enviando al portal en este momento. Esperá un minuto y volvé a mirar.
dataset-draft-no-organisation = El portal necesita saber de qué organización es, y nadie dijo cuál es la de esta área. Lo dice quien administra, en Catálogo.
dataset-draft-not-allowed = El portal no acepta nuestra clave, o no la deja escribir en la organización del área. Avisale a quien administra el sitio; la ficha se puede descargar.
dataset-draft-name-taken = En el portal ya hay otro conjunto de datos con ese nombre. Elegí otro nombre y volvé a enviarlo.
dataset-draft-invalid = El portal no aceptó la ficha. Esto dijo:
dataset-draft-published = Lo que se creó para este pedido ya es público: se cambia en el portal. No se tocó nada.
dataset-draft-deleted = El borrador de este pedido fue borrado en el portal. No se tocó nada; quien administra el portal lo puede recuperar.
dataset-draft-visible = Ojo: el portal lo creó a la vista de todos. Entrá y ponelo privado:
dataset-draft-firewall = En lugar del portal contestó otra página (una barrera de seguridad o un aviso de mantenimiento). No sabemos que se haya creado nada: podés reintentar sin que se duplique.
dataset-draft-late = El portal no contestó a tiempo. Podés reintentar: si llegó a crearlo, se actualiza y no se duplica.
dataset-draft-unreachable = No se pudo hablar con el portal. Reintentá en un rato; no se pierde nada.
dataset-draft-failed = El portal falló o contestó algo que no se entiende. Reintentá en un rato; si sigue, avisale a quien administra el sitio.
