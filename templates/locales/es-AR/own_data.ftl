## Los datos propios: llevárselos, borrarlos.

me-data = Lo que guardamos de vos
me-data-text = Podés llevarte todo lo que guardamos de vos, o irte y que lo borremos.
me-export = Bajar mis datos (JSON)
erase-title = Borrar mi cuenta
erase-what-html = <p>Se borran enseguida tu nombre, tu dirección de correo, tus sesiones, lo que seguís, lo que contaste al apoyar un pedido, tus borradores y los correos que esperan salir.</p><p>Tus pedidos, tus comentarios y la cuenta de tus apoyos quedan sin nombre: son parte de un registro público y otras personas los necesitan. Nadie va a poder contestar por vos. Si en un texto escribiste datos personales, pedí antes que los quiten con «Denunciar este pedido».</p><p>No se puede deshacer.</p>
erase-export-first = Antes, bajar mis datos (JSON)
erase-email = Tu dirección de correo
erase-email-help = Escribí { $address } para confirmar.
erase-do = Borrar mi cuenta para siempre
erase-not = Mejor no
erase-done = Tu cuenta está borrada
erase-done-text = No guardamos más tu nombre ni tu correo. Lo que pediste y comentaste queda sin nombre. Gracias por haber participado.
error-not-yours = No es la dirección de tu cuenta.
error-last-admin = Tiene que quedar al menos una persona que administre la instalación.
error-not-while-staff = Tu cuenta responde por el gobierno. La cierra quien administra el sitio, y tus pedidos pasan a tu área.
