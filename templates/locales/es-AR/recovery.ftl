## Los códigos de recuperación: para ingresar sin la aplicación.

recovery-title = Códigos de recuperación
recovery-lead = Con ellos ingresás si perdés tu teléfono. Cada uno vale una sola vez.
recovery-left = { $count ->
    [0] Ya usaste todos. Pedile a quien administra que olvide tu aplicación, y sumá otra.
    [one] Te queda uno.
   *[other] Te quedan { $count }.
}
recovery-keep = Guardalos donde no esté tu teléfono: impresos, o en un gestor de contraseñas.
recovery-used = ya se usó
recovery-print = Imprimirlos
recovery-late = Se muestran solo en los 10 minutos después de mostrar tu segundo paso. Para verlos, salí y volvé a ingresar.
recovery-go-on = Continuar
recovery-way = No tengo mi aplicación: usar un código de recuperación
recovery-not = Usar el código de mi aplicación
recovery-ask = Escribí uno de los códigos que guardaste cuando sumaste tu aplicación.
recovery-code = Código de recuperación
recovery-code-help = Por ejemplo, 4tk9m-2xq7b. Vale una sola vez.
recovery-me = Ver mis códigos de recuperación
audited-recovery-code-used = Ingresó con un código de recuperación
audited-second-factor-stopped = Probó demasiados códigos equivocados de su aplicación
