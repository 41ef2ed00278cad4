## Los nombres de las claves del contrato. La clave después del prefijo es la de la base de datos y la API.

# Estados: adjetivos, para las etiquetas.
status-received = Recibido
status-under_review = En revisión
status-needs_info = Esperamos un dato
status-planned = Con fecha prometida
status-in_preparation = En preparación
status-answered = Respondido
status-closed = Cerrado

category-open = Abiertos
category-waiting = Esperan un dato
category-answered = Respondidos
category-closed = Cerrados

stage-1 = Identificación
stage-2 = Acuerdo con el área
stage-3 = Análisis y normalización
stage-4 = Publicación y notificación
stage-5 = Monitoreo

outcome-published = Publicado
outcome-already_exists = Ya estaba publicado
outcome-partial = Publicado en parte
outcome-available_elsewhere = Disponible en otro lugar
outcome-not_suitable = No se puede publicar
outcome-not_held = El dato no existe
outcome-out_of_scope = Depende de otro organismo
outcome-duplicate = Unido a otro pedido
outcome-withdrawn = Retirado
outcome-lapsed = Cerrado por falta de respuesta
outcome-not_answered = Sin respuesta

ground-personal_data = Datos personales
ground-tax_secrecy = Secreto fiscal
ground-statistical_secrecy = Secreto estadístico
ground-security = Seguridad
ground-commercial_secrecy = Secreto comercial
ground-under_investigation = Investigación en curso
ground-other_law = Otra ley

kind-new_dataset = Datos que no están publicados
kind-update = Que se actualicen los datos
kind-frequency = Que se actualicen más seguido
kind-improvement = Que se mejoren los datos
kind-locate = Saber dónde están los datos

origin-web = Sitio web
origin-api = API
origin-email = Correo electrónico
origin-work_table = Mesa de trabajo
origin-import = Importación
origin-ley104 = Ley 104
origin-staff = Cargado por el equipo

hide-reason-spam = Correo no deseado
hide-reason-personal_data = Contiene datos personales
hide-reason-abuse = Agravios o acoso
hide-reason-illegal = Contenido ilegal
hide-reason-mistake = Se cargó por error

verdict-yes = Sí
verdict-partly = En parte
verdict-none = No contestó

role-person = Persona
role-liaison = Responsable de datos
role-coordinator = Equipo de datos abiertos
role-admin = Administración

# Con qué papel actuó alguien, después de su nombre o en su lugar.
voice-requester = quien hizo el pedido
voice-supporter = persona que apoya el pedido
voice-liaison = responsable de datos
voice-coordinator = equipo de datos abiertos
voice-admin = administración
voice-system = aviso automático

sector-citizen = Ciudadanía
sector-civil_society = Sociedad civil
sector-academia = Academia
sector-journalism = Periodismo
sector-private_sector = Sector privado
sector-public_sector = Sector público
sector-unknown = Sin especificar

action-file = Presentar
action-assign = Asignar
action-ask = Preguntar
action-reply = Contestar
action-lapse = Cerrar por falta de respuesta
action-plan = Prometer una fecha
action-start = Empezar a preparar
action-inform = Informar un avance
action-answer = Responder
action-confirm = Confirmar que sirve
action-dispute = Decir que no sirve
action-expire = Cerrar sin opinión
action-reopen = Reabrir
action-extend = Extender el plazo
action-merge = Unir a otro pedido
action-unmerge = Deshacer la unión
action-split = Dividir en partes
action-withdraw = Retirar
action-edit = Editar
action-hide = Ocultar
action-unhide = Volver a mostrar
action-redact = Quitar texto

clock-stopped = Terminado
clock-met = Respondido en plazo
clock-missed = Respondido fuera de plazo
clock-paused = En pausa
clock-overdue = Vencido
clock-due_soon = Vence pronto
clock-on_time = En plazo

promise-none = Sin fecha prometida
promise-ahead = Falta para la fecha prometida
promise-due_soon = La fecha prometida está cerca
promise-late = Pasó la fecha prometida
promise-kept = Promesa cumplida
promise-dropped = Promesa sin efecto

redact-target-title = el título
redact-target-body = el texto del pedido
redact-target-purpose = el motivo del pedido
redact-target-event = un mensaje
redact-target-comment = un comentario
redact-target-file = un archivo

edit-field-title = título
edit-field-body = texto
edit-field-purpose = motivo
edit-field-kind = tipo de pedido
edit-field-theme = tema
edit-field-dataset = conjunto de datos
edit-field-wanted_frequency = frecuencia deseada
edit-field-format = formato
edit-field-period = período
edit-field-coverage = cobertura
edit-field-readiness = estado de preparación
edit-field-legal_duty = obligación legal de publicar
edit-field-personal_data = datos personales
edit-field-secrecy = secretos que protege la ley

legal-check-unchecked = Sin revisar
legal-check-clear = No impiden publicar
legal-check-partly = Hay que quitar o anonimizar una parte
legal-check-barred = Impiden publicar
readiness-0 = Nadie lo miró todavía
readiness-1 = Se sabe quién tiene los datos
readiness-2 = Se pueden exportar
readiness-3 = Los campos están descritos
readiness-4 = Se revisó la calidad
readiness-5 = Listos para publicar
