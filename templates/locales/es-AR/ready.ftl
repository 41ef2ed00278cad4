## Las respuestas preparadas, y quién más tiene abierto un pedido.

ready-title = Respuestas preparadas
ready-lead = Textos para lo que se repite. Al responder, elegís uno, y se completa con los datos del pedido.
ready-none = Todavía no hay ninguna.
ready-for-all = Para todas las áreas
ready-new = Sumar una respuesta
ready-area = ¿De qué área es?
ready-name = Nombre
ready-name-help = Por él la vas a elegir: solo lo ve el equipo.
ready-outcome = ¿Con qué resultado va?
ready-outcome-any = Con cualquiera
ready-body = El texto
ready-body-help = Las palabras entre llaves dobles se completan con cada pedido:
ready-save = Guardar
ready-remove = Quitar esta respuesta
ready-done-save = Listo: la respuesta está guardada.
ready-done-remove = Listo: la respuesta ya no está.
ready-variable-reference = La referencia del pedido
ready-variable-title = Su título
ready-variable-area = El área que responde
ready-variable-theme = Su tema
ready-variable-due_on = El plazo de referencia
ready-variable-requester = Quién pidió, por el nombre que es público
ready-nobody = vecina o vecino
ready-use = Usar una respuesta preparada
ready-use-help = Va debajo de lo que ya escribiste. No se envía nada todavía.
audited-ready-answer = Cambió una respuesta preparada
error-unknown-variable = Hay una palabra entre llaves dobles que no existe. Usá las que están en la lista.

presence = { $names } también { $count ->
    [one] tiene abierto este pedido. Si van a responder, pónganse de acuerdo.
   *[other] tienen abierto este pedido. Si van a responder, pónganse de acuerdo.
}

law-title = ¿No estás de acuerdo?
law-text = También podés pedirlo por la Ley 104, que te da derecho a la información pública y a reclamar. Ese pedido se presenta con otro trámite, y no hace falta decir para qué querés los datos. Este texto ya está listo para copiar:
law-summary = Ver el texto
law-ready = En los términos de la Ley 104 de Acceso a la Información Pública, solicito la información descripta a continuación, en formato abierto: { $title }. La pedí antes por la Ventanilla de datos, con la referencia { $reference } ({ $url }), y la respuesta fue: { $outcome }. Si hay una excepción que impida entregar una parte, solicito que se indique cuál es y que se entregue el resto.

desk-assign-suggested = De pedidos parecidos se ocupó { $area }.
