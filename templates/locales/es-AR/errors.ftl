## Qué salió mal y qué se puede hacer. La API los da en `detail`; las páginas, junto al campo o arriba del formulario.

# Campos (FieldCode). `bound` es el límite que no se respetó.
error-required = Falta completar este dato.
error-too-short = Es muy corto: tiene que tener al menos { $bound } caracteres.
error-too-long = Es muy largo: puede tener hasta { $bound } caracteres.
error-unknown-value = No es uno de los valores posibles.
error-wrong-type = No tiene el formato esperado.
error-not-a-date = No es una fecha. Escribila así: 2026-12-16.
error-date-past = Tiene que ser una fecha posterior a hoy.
error-date-too-far = La fecha está demasiado lejos: puede ser hasta dentro de dos años.
error-not-an-email = No parece una dirección de correo. Revisala: por ejemplo, ana@example.org.
error-not-a-url = No parece una dirección web. Tiene que empezar con https:// o http://.
error-not-an-area = No hay un área con ese nombre.
error-not-a-liaison = Esa persona no es responsable de datos del área.
error-not-a-theme = No hay un tema con ese nombre.
error-not-a-request = No hay un pedido con esa referencia.
error-not-mergeable = No se puede unir a ese pedido: tiene que ser otro, público y que no esté unido a su vez.
error-out-of-range = Está fuera de los valores permitidos.
error-use-dispute = Si la respuesta no te sirve, usá la acción “dispute” (decir que no sirve) y contá por qué.
error-nothing-to-change = No indicaste ningún cambio.
error-not-found = No encontramos lo que indicás: puede que no exista o que no sea público.
error-staff-only = Solo el equipo de gobierno puede completar este dato.
error-area-closed = Esa área ya no está activa.
error-no-terms = Escribí al menos una palabra para buscar.
error-bad-cursor = La marca de página no es válida: volvé a empezar desde el principio de la lista.

# Permisos (Denied). `area` es el área responsable.
error-unauthenticated = Para hacer esto tenés que entrar.
error-bad-token = El token no es válido, venció o fue revocado.
error-read-only-token = Este token solo permite leer.
error-not-requester = Solo puede hacerlo quien hizo el pedido.
error-not-involved = Solo pueden hacerlo quien hizo el pedido, quienes lo apoyan o el área responsable.
error-not-your-area = { $area } tiene a cargo este pedido: solo esa área o el equipo de datos abiertos pueden hacerlo.
error-no-area-yet = Este pedido todavía no tiene área: por ahora solo puede hacerlo el equipo de datos abiertos.
error-not-coordinator = Solo puede hacerlo el equipo de datos abiertos.
error-not-admin = Solo puede hacerlo quien administra el sitio.
error-not-staff = Solo puede hacerlo el equipo de gobierno.
error-not-system = Esto pasa solo, cuando se cumple el plazo: nadie puede hacerlo a mano.
error-too-many-transfers = El pedido ya pasó de área dos veces: ahora solo el equipo de datos abiertos lo puede asignar.
error-only-own-area = Podés tomar este pedido solo para un área a tu cargo.
error-field-not-yours = No podés cambiar este dato: { $field }.
error-split-parent = El pedido está dividido en partes: sobre el conjunto solo actúa el equipo de datos abiertos.

# Acciones que no son posibles ahora (Refusal). `status` es el estado; `allowed`, la lista de acciones posibles.
error-status = El pedido está en el estado “{ $status }” y desde ahí no se puede hacer esto. Ahora se puede: { $allowed }.
error-status-none = El pedido está en el estado “{ $status }” y desde ahí no se puede hacer esto.
error-while-hidden = El pedido está oculto: por ahora solo se puede volver a mostrar, editar o quitarle texto.
error-not-hidden = El pedido ya está a la vista.
error-duplicate = El pedido está unido a otro: lo que quieras hacer va en ese.
error-not-merged = El pedido no está unido a otro.
error-too-late = Ya pasó el tiempo para hacerlo.
error-already-extended = El plazo ya se extendió una vez.
error-nothing-to-extend = El plazo ya no se puede extender: venció o ya hay una respuesta o una fecha prometida.
error-already-split = El pedido ya está dividido o es parte de otro.
error-edit-too-late = Ya no podés editar el pedido porque un área lo está tratando. Podés agregar un comentario.
error-own-request = Es tu propio pedido.
error-comments-closed = Los comentarios de este pedido están cerrados.
error-no-change = El pedido ya está así: no hay nada que cambiar.

# Direcciones, versiones, repeticiones.
error-hidden = El pedido { $reference } no es público. Motivo: { $reason }.
error-unparsable = No pudimos leer lo que mandaste: tiene que ser un objeto JSON.
error-unknown-action = No hay una acción con ese nombre.
error-invalid = Hay datos que faltan o que hay que corregir.
error-stale = Alguien cambió el pedido antes que vos: ahora está en la versión { $version }. Leelo de nuevo y repetí tu acción.
error-if-match-required = Falta la cabecera If-Match con la versión del pedido que leíste.
error-key-reused = Esa clave de idempotencia ya se usó con otros datos.
error-too-many = Fueron demasiados intentos seguidos. Probá de nuevo en { $seconds ->
    [one] { $seconds } segundo
   *[other] { $seconds } segundos
}.
error-too-large = Lo que mandaste es demasiado grande.
error-method = Esta dirección no admite ese método.
error-internal = Algo falló de nuestro lado. Ya quedó registrado; probá de nuevo en unos minutos.
error-unavailable = El servicio está ocupado. Probá de nuevo en unos segundos.

# Lo que pasa antes de cualquier regla.
error-media-type = El cuerpo tiene que ser JSON: mandalo con Content-Type: application/json.
error-slow-body = Lo que mandabas tardó demasiado en llegar. Probá de nuevo.
error-wrong-host = Este servicio no responde con ese nombre de servidor.

# Títulos de los errores de la API y de las páginas de error, por clase.
problem-title-unauthorized = Falta identificarse
problem-title-forbidden = No podés hacer esto
problem-title-not-found = No está
problem-title-method = Método no admitido
problem-title-slow = Tardó demasiado
problem-title-conflict = No es posible ahora
problem-title-stale = Alguien llegó antes
problem-title-too-large = Demasiado grande
problem-title-media-type = Formato no admitido
problem-title-wrong-host = Otro servidor
problem-title-invalid = Datos para corregir
problem-title-if-match = Falta la versión
problem-title-too-many = Demasiados pedidos seguidos
problem-title-internal = Falla nuestra
problem-title-unavailable = Servicio ocupado
