## Las claves con que los programas usan la API.

tokens-title = Claves para programas
tokens-lead = Con una clave, un programa usa la API en nombre de una persona, sin segundo paso. Las que siguen funcionan ahora.
tokens-none = No hay ninguna que funcione.
tokens-nameless = Sin nombre
tokens-reads = solo lee
tokens-writes = lee y escribe
tokens-since = desde el { $when }
tokens-until = hasta el { $when }
tokens-revoke = Anular
tokens-more = Ver las anteriores
tokens-new = Hacer una clave
tokens-email = ¿En nombre de quién?
tokens-email-help = El correo de alguien que ya ingresó o que está en Personas. La clave puede lo mismo que esa persona.
tokens-name = Para qué es
tokens-name-help = Por ejemplo: tablero de gestión.
tokens-scope = Qué puede hacer
tokens-days = Cuántos días funciona
tokens-days-help = Hasta 365. Vacío: 365.
tokens-make = Hacer la clave
tokens-made = Esta es la clave
tokens-made-help = Copiala ahora: no se vuelve a mostrar, y de ella guardamos solo una huella.
tokens-done-revoked = Listo: esa clave ya no abre nada.
audited-token-revoke = Anuló una clave para programas
