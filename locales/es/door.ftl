# La entrada: abrir la base de datos, o crearla la primera vez.
door-opening = Abriendo { $name }…
door-filling = Preparando una tienda inventada…
door-trying = Probando { $name }…
door-making = Preparando { $name }…

door-welcome = Bienvenido a Krafta
door-welcome-body = Todavía no hay base de datos. ¿Cómo quieres empezar?
door-demo = Mirar con datos inventados
    .note = Una tienda de dos años, que se borra al salir. Nada de lo que hagas ahí cuenta.
door-new = Crear una base de datos aquí
    .note = Vacía, en { $path }; solo tú podrás leerla.
door-postgres = Usar PostgreSQL
    .note = Una base de datos para todo el equipo: pide el servidor, el usuario y la contraseña.
door-leave = Salir

door-missing = No existe la base de datos
door-missing-body = No hay ningún archivo en { $path }.

door-address = PostgreSQL
door-address-intro = La contraseña se guarda en un archivo que solo tú puedes leer, nunca en los argumentos ni en el registro.
door-address-yes = Probar y usar
door-host = servidor
    .note = Un nombre, una dirección o la carpeta de un socket.
door-port = puerto
door-database = base de datos
door-user = usuario
door-password = contraseña
door-url = o una URL
    .note = postgres://usuario:contraseña@servidor:5432/base; si lo escribes, cuenta en lugar de lo de arriba.
door-url-wrong = No es una URL de PostgreSQL. Si la contraseña tiene / ? # @, escríbelos como %2F %3F %23 %40.
door-port-wrong = El puerto es un número entre 1 y 65535.

door-empty = La base de datos está vacía
door-empty-body = { $name } ({ $server }) responde y no tiene tablas.
door-older = La base de datos es de una versión anterior
door-older-body = { $name } está en el esquema { $found } y este programa usa el { $known }.
door-steps =
    { $count ->
        [one] Falta 1 migración: { $steps }
       *[other] Faltan { $count } migraciones: { $steps }
    }
door-make-tables = Crear las tablas
door-migrate = Migrar ahora
door-migrate-backup = Antes se guarda una copia en { $path }.
door-migrate-server = Haz antes un respaldo del servidor; nadie debe estar trabajando.

door-backed-up = Copia de antes en { $path }.
door-created = Base de datos creada en { $path }; solo tú puedes leerla.
door-migrated =
    { $count ->
        [0] Las tablas ya estaban al día.
        [one] 1 migración aplicada.
       *[other] { $count } migraciones aplicadas.
    }
door-kept = Dirección guardada en { $file }, solo para ti; la nombra { $config }.
door-ready = Todo listo
door-enter = Abrir Krafta
    .note = Para recibir pedidos hacen falta la tasa de hoy, dónde pagan los clientes y qué se vende: todo se agrega en Tienda, la pantalla 5. «krafta doctor» revisa que todo esté en orden.

door-fault = No se pudo abrir
door-again = Intentar otra vez
