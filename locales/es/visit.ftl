# El servidor de SSH: lo que dice a quien entra, y por qué termina una sesión.

visit-no-files = por SSH no se guarda ni se abre nada en el servidor. Sácalo con un comando, como «ssh … krafta orders export > pedidos.csv».
visit-no-shell = Aquí no hay una consola. Para abrir la terminal de Krafta usa «ssh -t …», o escribe un comando: «ssh … orders list».
visit-too-many-of-one = Ya tienes el máximo de sesiones abiertas. Cierra una y vuelve a entrar.
visit-too-many = El servidor no puede abrir otra sesión ahora. Inténtalo otra vez en un momento.
visit-line-unreadable = No se entiende la línea: le falta cerrar una comilla, es demasiado larga o tiene caracteres que no son texto.
visit-terminal-without-line = Falta el comando. Escríbelo («ssh … orders list»), o abre la terminal con «ssh -t …» sin nada detrás.
visit-refused-command = «krafta { $given }» no se puede usar por SSH: trata de la máquina del servidor, y no de la tienda. Ejecútalo allí.
visit-refused-flag = { $given } no se puede usar por SSH: quién eres lo dice tu llave, y la tienda es la de este servidor. Quítalo.
visit-refused-file = «{ $given }» sería un archivo del servidor, y por SSH no se leen ni se escriben. Usa «-» y envía el contenido («ssh … < archivo»), o guarda lo que sale («ssh … > archivo»).
visit-broke-off = La sesión se interrumpió por un error del programa; lo que ya se había guardado sigue guardado. Vuelve a entrar, y avisa a quien mantiene el servidor.
visit-ended-revoked = Tu sesión terminó: tu llave ya no sirve o tu operador fue desactivado. Habla con un administrador.
visit-ended-locked = Un administrador terminó tu sesión.
visit-ended-idle = Tu sesión terminó porque pasó mucho tiempo sin actividad. Vuelve a entrar cuando quieras.
visit-ended-too-long = Tu sesión llegó a su duración máxima. Vuelve a entrar para seguir.
visit-ended-restart = El servidor se detiene o se reinicia; lo que ya se había guardado sigue guardado. Vuelve a entrar en un momento.
