## Las páginas que cualquiera puede leer. Las claves que terminan en -html llevan marcas.
# Layout
site-name = Ventanilla
brand-html = <strong>Ventanilla</strong> de datos
skip-to-content = Saltar al contenido principal
menu = Menú
nav-label = Principal
nav-requests = Pedidos
nav-areas = Áreas
nav-about = Cómo funciona
crumbs-label = Ruta de navegación
crumbs-home = Inicio
footer-about = Sobre la Ventanilla
footer-data = Datos sobre los pedidos
footer-api = API (JSON)
footer-api-description = Descripción de la API
footer-language = Idioma
language-es = Español
language-en = English
footer-legal = Lo que se pide y lo que se responde es público y se puede reutilizar.
search = Buscar
search-label = Buscar en los pedidos y sus respuestas

# The five stages
stage-of-five = etapa { $stage } de 5
stages-title = En qué etapa está
stage-done = Hecho:
stage-now = Etapa actual:
stages-ended = Terminó acá: { $outcome }.

# The date that matters
due-by = Respuesta hasta el { $day }
due-over = Venció el { $day }
due-paused = Plazo en pausa
due-promised = Prometido para el { $day }
due-late = Lo prometieron para el { $day }
due-answered = Respondido el { $day }
due-closed = Cerrado el { $day }

# Cards
card-no-area = Sin área asignada todavía
card-moved = se movió
card-comments = { $count ->
    [0] sin comentarios
    [one] { $count } comentario
   *[other] { $count } comentarios
}
card-wanted-html = { $count ->
    [0] Nadie más lo pidió todavía
    [one] <strong>{ $count }</strong> persona más lo necesita
   *[other] <strong>{ $count }</strong> personas más lo necesitan
}
card-people = { $count ->
    [0] nadie más lo pidió
    [one] { $count } persona más lo necesita
   *[other] { $count } personas más lo necesitan
}

# Home
home-title = Los datos que la gente pide, y qué pasó con cada pedido
home-lead = Acá se ve qué datos pidió la gente, quién tiene que responder, para cuándo lo promete y qué se publicó.
home-ask = ¿Qué dato necesitás?
home-ask-example = Por ejemplo: sueldos por repartición
ticket-label = Así se ve un pedido
ticket-asked = Lo pidió
ticket-more = { $count ->
    [one] y { $count } persona más
   *[other] y { $count } personas más
}
ticket-area = Responde
ticket-answered = Respondido
ticket-promised = Prometió
ticket-closed = Cerrado
ticket-due = Plazo
home-themes = Los temas que van primero
home-themes-all = Ver todos los pedidos
theme-open-html = <strong>{ $count }</strong> en curso
theme-published-html = { $count ->
    [one] <strong>{ $count }</strong> publicado
   *[other] <strong>{ $count }</strong> publicados
}
home-published = Recién publicado
home-published-none = Todavía no se publicó nada. Cuando se publique el primer dato, va a aparecer acá.
home-wanted = Lo que más se espera
home-wanted-all = Ver los más pedidos
home-wanted-none = No hay pedidos en curso.
how-title = Cómo funciona
how-1 = Alguien pide
how-1-text = Cuenta qué dato necesita, con sus palabras. No hace falta decir para qué.
how-2 = Un área se hace cargo
how-2-text = Responde en 15 días hábiles como referencia, o dice qué falta.
how-3 = Se publica
how-3-text = El dato queda a la vista de todas las personas. Si no se puede, se explica por qué.
how-4 = Quien pidió dice si le sirvió
how-4-text = Si no resuelve lo que necesitaba, el pedido vuelve al área.
figures-title = Los pedidos en cifras
figures-all = pedidos recibidos

# List
requests-title = Pedidos de datos
requests-searched = { $words }: pedidos de datos
requests-lead = Qué se pidió, quién responde y qué se publicó.
requests-form-label = Buscar y filtrar pedidos
requests-search-example = Buscar por palabra
filters = Filtros
filters-close = Cerrar
filters-apply = Aplicar filtros
filters-remove = quitar este filtro
filters-clear = Quitar filtros
facet-status = Estado
facet-theme = Tema
facet-area = Área
facet-kind = Qué se pide
requests-count = { $count ->
    [0] Ningún pedido
    [one] { $count } pedido
   *[other] { $count } pedidos
}
requests-count-capped = Más de { $count } pedidos
sort-by = Ordenar por
sort-newest = Más nuevos
sort-wanted = Más esperados
sort-moved = Con novedades
sort-due = Próximos a vencer
sort-apply = Ordenar
requests-none = No encontramos pedidos así
requests-none-text = Probá con otras palabras o con menos filtros.
requests-empty = Todavía no hay pedidos
requests-empty-text = Cuando llegue el primero, va a aparecer acá con su estado y su plazo.
requests-same-list = Esta misma lista:
pager-label = Páginas de resultados
pager-first = Volver al principio
pager-next = Página siguiente

# One request
asked-by-html = Lo pidió <strong>{ $name }</strong>
asked-nameless = Lo pidió alguien que prefirió no dar su nombre
answers-label = Responde:
answers-nobody = Todavía no tiene un área que responda.
part-of = Es parte del pedido
follows-on = Sigue al pedido
question-title = El área hizo una pregunta y espera la respuesta
unanswered-title = Todavía no hay respuesta oficial
unanswered-no-area = El equipo de datos abiertos está viendo qué área tiene este dato.
unanswered-text = El área está viendo si tiene el dato y si la ley permite publicarlo.
ended-title = { $outcome }
ended-text = El pedido terminó sin una respuesta del área. Abajo está todo lo que pasó.
answer-title = Respuesta oficial
evidence-title = En qué se apoya
evidence-how = Cómo conseguirlo
evidence-missing = Qué falta
evidence-ground = Por qué no se puede publicar
evidence-responsible = Quién tiene el dato
verdict-silent = Nadie dijo si la respuesta servía
verdict-understood = Para quien pidió, la respuesta se entiende
verdict-understood-partly = Para quien pidió, la respuesta se entiende en parte
verdict-solved = A quien pidió le sirvió
verdict-solved-partly = A quien pidió le sirvió en parte
verdict-rating = { $rating } de 5
side-label = Apoyos, plazos y pedidos relacionados
supporters-title = Apoyos
supporters-count-html = { $count ->
    [0] <strong>0</strong> personas más lo necesitan, por ahora
    [one] <strong>{ $count }</strong> persona más lo necesita
   *[other] <strong>{ $count }</strong> personas más lo necesitan
}
sectors-title = Quiénes lo necesitan
sectors-sector = Sector
sectors-share = Proporción
sectors-people = Personas
sectors-other = Otros
terms-title = Plazos
related-title = Relacionado
related-merged = { $count ->
    [one] { $count } pedido igual se unió a este.
   *[other] { $count } pedidos iguales se unieron a este.
}
related-parts = { $count ->
    [one] Se dividió en { $count } parte.
   *[other] Se dividió en { $count } partes, una por área.
}
parts-answered = { $count ->
    [one] { $answered } de { $count } área respondió.
   *[other] { $answered ->
        [one] { $answered } de { $count } áreas respondió.
       *[other] { $answered } de { $count } áreas respondieron.
    }
}
request-api = Este pedido en la API (JSON)
asked-title = Lo que se pidió
asked-kind = Qué se pide
asked-purpose = Para qué
asked-dataset = Conjunto de datos
asked-format = Formato que sirve
asked-frequency = Cada cuánto
asked-period = Período
asked-coverage = Cobertura
timeline-title = Todo lo que pasó
comments-title = Comentarios
comments-none = Nadie comentó todavía.
comments-left-out = { $count ->
    [one] Hay { $count } comentario anterior, en la API
   *[other] Hay { $count } comentarios anteriores, en la API
}
comment-nameless = Sin nombre
comment-edited = (editado)

# The clock and the promise
clock-due-title = Plazo de referencia: { $day }
clock-overdue-title = El plazo de referencia venció el { $day }
clock-paused-title = El plazo está en pausa
clock-met-title = Respondieron en plazo
clock-missed-title = Respondieron fuera de plazo
clock-stopped-title = El plazo ya no corre
clock-left = { $count ->
    [0] Vence hoy
    [one] Queda { $count } día hábil
   *[other] Quedan { $count } días hábiles
}
clock-left-of = de { $term }
clock-paused-text = El área espera un dato de quien hizo el pedido. Hasta entonces el plazo no corre; antes de la pausa vencía el { $day }.
clock-overdue-text = El área todavía no respondió ni prometió una fecha.
clock-settled-text = El plazo de referencia era el { $day }.
clock-how = ¿Cómo se calcula?
clock-how-term = Son { $term } días hábiles desde el día siguiente al { $day }.
clock-how-extended = Incluye una extensión de 10 días hábiles.
clock-how-round = El plazo volvió a empezar ese día porque el pedido se reabrió.
clock-how-weekends = No cuentan sábados, domingos ni feriados.
clock-how-days-off = En este caso tampoco contaron:
clock-how-question = En pausa por una pregunta, desde el { $after } hasta el { $until }.
clock-how-question-open = En pausa por una pregunta desde el { $after }.
clock-how-hidden = No estuvo público desde el { $after } hasta el { $until }: esos días no cuentan.
clock-how-hidden-open = No está público desde el { $after }: esos días no cuentan.
clock-how-merged = Estuvo unido a otro pedido desde el { $after } hasta el { $until }: esos días no cuentan.
clock-how-merged-open = Está unido a otro pedido desde el { $after }.
promise-open-text = El área prometió publicarlo el { $day }.
promise-passed-text = El área había prometido publicarlo el { $day } y todavía no lo hizo.
promise-kept-text = Cumplieron lo prometido: era para el { $day }.
promise-late-text = Llegó después de lo prometido, que era el { $day }.
promise-dropped-text = La promesa de publicarlo el { $day } quedó sin efecto.
promise-slips = { $count ->
    [one] La fecha se corrió { $count } vez.
   *[other] La fecha se corrió { $count } veces.
}

# The timeline. Sentences follow the name of who did it.
event-nameless = Una persona que no dio su nombre
event-staff = Equipo de gobierno
event-file = Hizo el pedido
event-imported = El pedido se cargó de otro sistema
event-assign = Asignó el pedido
event-assign-to = Asignó el pedido: { $area }
event-area-moved = Siguió en otra área, porque la que lo tenía dejó de existir: de { $before } a { $area }
event-transfer = Pasó el pedido a otra área: de { $before } a { $area }
event-ask = Hizo una pregunta a quien pidió
event-reply = Contestó la pregunta
event-reply-behalf = Contestó la pregunta en nombre de quien pidió
event-lapse = El pedido se cerró porque la pregunta quedó sin respuesta
event-plan = Prometió publicarlo el { $day }
event-replan = Cambió la fecha prometida: del { $before } al { $day }
event-start = Empezó a preparar los datos
event-inform = Contó cómo viene
event-answer = Respondió: { $outcome }
event-correct = Corrigió la respuesta: { $outcome }
event-part-answered = Se respondió una de las partes
event-confirm = Dijo que la respuesta le sirve
event-confirm-partly = Dijo que la respuesta le sirve en parte
event-dispute = Dijo que la respuesta no le sirve: el pedido volvió al área
event-expire = El pedido se cerró sin la opinión de quien pidió
event-reopen = Reabrió el pedido
event-extend = Extendió el plazo
event-extend-to = Extendió el plazo hasta el { $day }
event-due-moved = Cambiaron los días que no cuentan, y con ellos el plazo
event-due-moved-to = Cambiaron los días que no cuentan: el plazo es ahora el { $day }
event-merge = Unió el pedido a otro:
event-unmerge = Deshizo la unión con
event-merged-in = Unió a este pedido el
event-split = { $count ->
    [one] Dividió el pedido en { $count } parte
   *[other] Dividió el pedido en { $count } partes
}
event-withdraw = Retiró el pedido
event-edit = Editó el pedido
event-hide = Ocultó el pedido
event-unhide = Volvió a mostrar el pedido
event-redact = Quitó texto
event-redact-of = Quitó palabras de { $what }

# Themes and areas
theme-title = Pedidos sobre { $name }
theme-first = Tema prioritario
moved-lately = Con novedades
theme-all = Ver todos los de este tema
theme-search = Buscar y filtrar en este tema
theme-none = Todavía nadie pidió datos sobre este tema
theme-none-text = Cuando llegue el primer pedido, va a aparecer acá.
areas-title = Áreas de gobierno
areas-lead = Quién responde los pedidos, y cuántos tiene en curso.
areas-caption = Áreas y sus pedidos en curso
areas-area = Área
areas-open = En curso
areas-none = Todavía no hay áreas
areas-none-text = El equipo que administra el sitio las carga.
area-merged = Esta área tiene también lo que tenían otras que se le unieron. Lo que hicieron ellas:
area-merged-figures = las cifras de { $area }
area-merged-into = Se unió a { $area }
area-closed = Cerró el { $day }
area-open = en curso
area-done = respondidos o cerrados
area-by-status = Pedidos por estado
area-all = Ver todos los de esta área
area-search = Buscar y filtrar en esta área
area-none = Esta área todavía no tiene pedidos
area-none-text = Cuando le asignen el primero, va a aparecer acá.

# Errors
error-page-home = Ir al inicio
error-page-requests = Ver todos los pedidos
error-page-number = Error { $status }
error-page-search = Buscá lo que necesitás

# About
about-title = Cómo funciona
about-lead = Ventanilla es donde la Ciudad recibe pedidos de datos y los responde a la vista de todas las personas.
about-steps = Qué pasa con un pedido
about-steps-html = <p>Cada pedido pasa por cinco etapas: se identifica qué dato es y quién lo tiene; se acuerda con el área; se analiza y se ordena; se publica y se avisa; y se controla que siga al día.</p><p>Todo lo que pasa queda en la página del pedido: quién lo hizo, cuándo y por qué.</p>
about-term = Cuánto tarda
about-term-html = <p>El área tiene 15 días hábiles como referencia para responder o prometer una fecha. Puede sumar 10 más una vez, y tiene que decir por qué. Cuando hace falta un dato de quien pidió, el plazo se detiene hasta que contesta.</p><p>En cada pedido se explica cómo se calculó su plazo.</p>
about-answers = Qué puede responder un área
about-answers-html = <p>Que publicó el dato, que ya estaba publicado, que publicó una parte, o dónde conseguirlo. También puede decir que no lo tiene, que depende de otro organismo o que una ley no permite publicarlo: en ese caso dice cuál.</p><p>Quien pidió dice si la respuesta le sirve. Si no le sirve, el pedido vuelve al área.</p>
about-law = Qué no es
about-law-html = <p>Un pedido de datos no es por sí mismo un pedido de acceso a la información de la Ley 104. El plazo de referencia es el mismo, pero los derechos de esa ley se ejercen por su propio trámite. Nadie tiene que decir para qué quiere un dato.</p>
about-data = Los datos de este sitio
about-data-html = <p>Todo lo público de este sitio se puede leer también con programas, por la API que está al pie de cada página.</p>

# Privacy
privacy-title = Privacidad
privacy-lead = Qué es público, qué se guarda y para qué.
privacy-public = Qué es público
privacy-public-html = <p>El texto de cada pedido, las respuestas, los comentarios y la historia completa. El nombre de quien pide se muestra si lo dio y no eligió quedar sin nombre.</p><p>Los nombres de quienes apoyan un pedido nunca son públicos: se muestra cuántas personas son, por sector y solo a partir de tres.</p>
privacy-kept = Qué se guarda
privacy-kept-html = <p>La dirección de correo de quien pide, apoya o sigue un pedido. Nunca es pública. La ven solo quienes coordinan y administran el sitio, y cada vez que alguien la mira queda registrado. Las áreas escriben a través del pedido, sin verla.</p><p>Si ingresás con una cuenta que tenés en otro lado, guardamos cómo te conocen ahí y tu correo, nada más. De una contraseña guardamos solo una huella; de los intentos de ingresar, una huella de la dirección y de la red, por un día.</p><p>Si buscás algo y no está, contamos las palabras, nunca a quién las buscó: cuántas veces y el último día. No contamos nada que parezca un dato de una persona (un correo, un teléfono, un documento). Se muestran desde que se buscaron tres veces; las que se buscaron menos se olvidan a los 90 días.</p>
privacy-mail = Los correos
privacy-mail-html = <p>Solo escribimos por los pedidos que hiciste o elegiste seguir, y una vez si en una reunión alguien dio tu correo: podés decir que no fuiste vos, y no te escribimos más por eso. Cada correo tiene un enlace para dejar de recibirlos. No llevan imágenes que nos avisen si los abriste.</p>
privacy-rights = Tus derechos
privacy-rights-html = <p>En <em>tu página</em> podés bajar todo lo que guardamos de vos, corregirlo, o borrar tu cuenta: tu nombre y tu correo desaparecen enseguida y lo que pediste queda sin nombre. Así lo dice la Ley 25.326 de protección de los datos personales.</p>
privacy-cookies = Galletitas y terceros
privacy-cookies-html = <p>Usamos una sola galletita al leer, y solo si elegís un idioma: lo recuerda por un año. No cargamos nada de otros sitios: ni letras, ni medidores de visitas, ni publicidad.</p>

# Accessibility
accessibility-title = Accesibilidad
accessibility-lead = Este sitio es para todas las personas.
accessibility-done = Qué hicimos
accessibility-done-html = <p>Seguimos las pautas WCAG 2.2, nivel AA. Todo se puede usar con el teclado, con lector de pantalla, sin JavaScript, con letra grande, en un teléfono angosto y en modo claro u oscuro. El estado de un pedido se dice con palabras, nunca solo con un color.</p>
accessibility-known = Lo que sabemos que falta
accessibility-known-html = <p>Los textos que escriben las personas y las áreas se muestran en el idioma en que los escribieron: no se traducen. Los archivos de datos que se publican en otros sitios pueden no ser accesibles.</p>
accessibility-tell = Si algo no te funciona
accessibility-tell-html = <p>Contale al equipo que administra este sitio qué página era y qué pasó. Si necesitás un dato de acá en otro formato, también podés pedirlo.</p>

checks-title = Qué revisó el área
checks-readiness = Preparación: { $step } de 5
checks-personal_data = Datos personales
checks-secrecy = Secretos
checks-legal_duty = Una ley obliga a publicar estos datos.
