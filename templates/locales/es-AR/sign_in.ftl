## Otras formas de ingresar: la contraseña de quienes responden por el gobierno.

sign-in-with-password = Con contraseña
sign-in-with-password-who = Solo para quienes responden por el gobierno.
password-sign-in-title = Ingresar con contraseña
password-sign-in-lead = Para quienes responden por el gobierno. Después te pedimos el código de tu aplicación.
password-label = Contraseña
password-wrong = Esa dirección y esa contraseña no van juntas. Si no la recordás, ingresá con un enlace por correo.
password-forgotten = ¿No tenés contraseña, o no la recordás?
password-by-mail = Ingresá con un enlace por correo
password-title = Mi contraseña
password-lead = Podés ingresar con una contraseña en lugar del enlace por correo. El código de tu aplicación se pide igual.
password-since = Tenés una contraseña desde el
password-new = Contraseña nueva
password-new-help = Entre { $shortest } y { $longest } caracteres, los que quieras. Varias palabras sueltas son más fáciles de recordar y más difíciles de adivinar.
password-again = La misma, otra vez
password-save = Guardar la contraseña
password-others-end = Se cierran tus otras sesiones. Esta sigue abierta.
password-remove = Quitar la contraseña
password-set-done = Tu contraseña está guardada.
password-removed-done = Ya no tenés contraseña. Ingresás con un enlace por correo.
password-late = Se cambia solo en los 10 minutos después de mostrar tu segundo paso. Para cambiarla, salí y volvé a ingresar.
password-not-twice = Las dos no son iguales. Escribilas de nuevo.
error-guessable = Es de las que se adivinan enseguida. Elegí otra.
audited-password-set = Eligió una contraseña
audited-password-removed = Quitó su contraseña
audited-identity-linked = Vinculó una cuenta para ingresar
audited-identity-unlinked = Desvinculó una cuenta para ingresar
