# Lo que puede estar mal en la configuración: dónde, y qué hacer.
config-no-home = No hay carpeta personal donde guardar los datos. Define HOME, o indica --config y --database.
config-unreadable =
    { $kind ->
        [not-found] No existe { $path }. Revisa la ruta.
        [denied] No tienes permiso para leer { $path }.
        [folder] { $path } es una carpeta; se esperaba un archivo.
        [not-regular] { $path } no es un archivo común.
        [too-large] { $path } es demasiado grande.
        [not-text] { $path } no es un archivo de texto.
       *[other] No se puede leer { $path }: { $detail }
    }
config-unwritable =
    { $kind ->
        [denied] No tienes permiso para escribir en { $path }.
        [exists] Ya existe { $path } y no se reemplaza.
        [full] El disco está lleno: no se pudo escribir { $path }.
        [read-only] { $path } está en un disco de solo lectura.
       *[other] No se puede escribir { $path }: { $detail }
    }
config-syntax = Línea { $line } de { $path }: no es TOML válido ({ $detail }).
config-unknown-key = Línea { $line } de { $path }: no existe «{ $key }». ¿Querías decir «{ $nearest }»?
config-value = Línea { $line } de { $path }: «{ $key }» espera { $wanted }.
config-choice = { $place } espera { $wanted }.
config-url-scheme = { $place }: la base de datos se escribe sqlite:RUTA o postgres://USUARIO@SERVIDOR/BASE.
config-url-no-file = { $place }: falta el archivo después de «sqlite:».
config-url-in-memory = { $place }: una base en memoria se pierde al salir. Para probar usa «krafta demo».
config-url-postgres = { $place }: se espera postgres://USUARIO@SERVIDOR:PUERTO/BASE. En una contraseña, los signos / ? # @ y los espacios se escriben %2F %3F %23 %40 %20.
config-url-sslmode = { $place }: sslmode es uno de disable, allow, prefer, require, verify-ca o verify-full.
config-password-in-argument = No escribas la contraseña en la línea de comandos: los demás usuarios del equipo pueden verla. Usa DATABASE_URL, un archivo privado en database.url_file, o ~/.pgpass.
config-readable-by-others = { $path } contiene una contraseña y otros pueden leerlo (permisos { $mode }). Ejecuta: chmod 600 { $path }
config-wanted-section = una sección con ajustes
config-wanted-whole = un número entero de { $min } a { $max }
config-wanted-one-of = uno de estos valores: { $names }
config-wanted-amount = un monto entre comillas con hasta dos decimales, como "1.00"
config-wanted-text = un texto entre comillas
config-wanted-time-zone = una zona horaria, como "America/Caracas"
config-wanted-database-url = "sqlite:RUTA" o "postgres://USUARIO@SERVIDOR/BASE"
config-wanted-no-alert = "email", "command" o "file": un aviso («alert») se ve solo en la terminal de la tienda, y ningún cliente la tiene
