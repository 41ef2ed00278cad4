## Lo que cada instalación dice de sí misma.
footer-about-site = Sobre { $name }
footer-contact = Contacto:
about-lead-of = { $government } recibe acá pedidos de datos y los responde a la vista de todas las personas.
