# La línea de comandos.

## Cómo se usa
cli-usage-heading = Uso:
cli-usage-command = ORDEN
cli-usage-commands = Órdenes
cli-usage-arguments = Argumentos
cli-usage-options = Opciones
cli-usage-examples = Ejemplos:
cli-usage-some-options = [OPCIONES]
cli-usage-unknown = No existe «{ $given }». Mira «krafta --help».
cli-usage-unknown-nearest = No existe «{ $given }». ¿Querías decir «{ $nearest }»?
cli-usage-no-command = No existe la orden «{ $given }». Mira «krafta --help».
cli-usage-no-command-nearest = No existe la orden «{ $given }». ¿Querías decir «{ $nearest }»?
cli-usage-which = Falta decir qué hacer: { $names }.
cli-usage-missing = Falta { $names }.
cli-usage-conflict = No se puede usar { $given } junto con { $other }.
cli-usage-no-value = Falta el valor de { $argument }.
cli-usage-choice = { $argument } espera uno de estos valores: { $names }.
cli-usage-value = El valor «{ $given }» de { $argument } no se entiende.
cli-usage-other = No se entienden los argumentos { $argument } { $given }. Mira «krafta --help».
cli-no-terminal = La entrada y la salida no son una terminal. Usa una orden, por ejemplo «krafta orders list»; mira «krafta --help».
cli-first-admin = No había operadores: { $login } es ahora el administrador. Agrega a los demás con «krafta operators add».

## Opciones de todas las órdenes
cli-arg-database = Base de datos: sqlite:RUTA o postgres://USUARIO@SERVIDOR/BASE, sin contraseña
cli-arg-as = Trabaja como este operador
    .value = OPERADOR
cli-arg-json = Responde en JSON
cli-arg-lang = Idioma: es o en
    .value = IDIOMA
cli-arg-color = Colores de la terminal
    .value = COLORES
cli-arg-operation = Identificador de la operación: repetida con el mismo, no se hace dos veces
cli-arg-config = Archivo de configuración
    .value = ARCHIVO
cli-arg-help = Muestra esta ayuda
cli-arg-version = Muestra la versión

## Órdenes
cli-help-krafta = Revisa pagos y sigue pedidos. Sin orden, abre la terminal.
cli-help-db = Cuida la base de datos
cli-help-db-migrate = Crea la base de datos o la pone al día
cli-help-db-status = Muestra el motor, el esquema y las migraciones pendientes
cli-help-db-backup = Copia la base SQLite en un archivo nuevo mientras se sigue trabajando
cli-arg-db-backup-file = El archivo nuevo
    .value = ARCHIVO
cli-help-db-roles = Muestra el SQL que crea los roles de PostgreSQL
cli-help-config = Muestra la configuración
cli-help-config-show = Los ajustes en vigor y de dónde vienen
cli-help-config-template = El archivo de configuración con todos los ajustes comentados
cli-help-config-path = Dónde está el archivo de configuración
cli-help-doctor = Revisa que todo esté en orden y dice qué hacer
cli-help-completions = Completa las órdenes en tu intérprete
cli-arg-completions-shell = El intérprete
    .value = INTÉRPRETE
cli-help-man = Páginas de manual
cli-arg-man-dir = Escribe una página por orden en esta carpeta
    .value = CARPETA

## Respuestas
cli-head-number = pedido
cli-head-amount = monto
cli-config-file = archivo
cli-config-no-file = ninguno: valen los ajustes de fábrica
cli-config-database = base de datos
cli-config-operator = operador
cli-config-receipts = comprobantes
cli-config-log = registro
cli-db-migrated =
    { $count ->
        [0] La base de datos está al día.
        [one] Se aplicó 1 migración. La base de datos está al día.
       *[other] Se aplicaron { $count } migraciones. La base de datos está al día.
    }
cli-db-engine = motor
cli-db-where = base de datos
cli-db-size = tamaño
cli-db-schema-name = esquema
cli-db-schema =
    { $pending ->
        [0] { $found } de { $known }
       *[other] { $found } de { $known }, faltan { $pending }: ejecuta «krafta db migrate»
    }
cli-db-pending = pendiente
cli-db-backed-up = Respaldo completo en { $file } ({ $size }).
cli-db-backup-by-server = PostgreSQL se respalda con su propio programa. Ejecuta: { $command }
cli-head-version = n.º
cli-head-migration = migración
cli-head-applied = aplicada

## Revisión
cli-doctor-ok = bien
cli-doctor-warn = aviso
cli-doctor-fail = falla
cli-doctor-subject-terminal = terminal
cli-doctor-subject-locale = idioma
cli-doctor-subject-config = configuración
cli-doctor-subject-clock = reloj
cli-doctor-subject-log = registro
cli-doctor-subject-receipts = comprobantes
cli-doctor-subject-database-file = archivo
cli-doctor-subject-database = base de datos
cli-doctor-subject-operator = operador
cli-doctor-terminal = { $term }, { $columns }×{ $rows }, colores: { $color }
cli-doctor-small-terminal = { $term } tiene { $columns }×{ $rows }; hacen falta al menos 60×16.
cli-doctor-no-terminal = no es una terminal: solo funcionan las órdenes
cli-doctor-dumb-terminal = TERM es «{ $term }»: la pantalla no se puede dibujar. Define TERM, por ejemplo xterm-256color.
cli-doctor-locale = { $language }, { $locale }
cli-doctor-not-utf8 = La terminal usa «{ $locale }», que no es UTF-8: los acentos pueden verse mal. Define LANG, por ejemplo es_VE.UTF-8.
cli-doctor-config = { $path }
cli-doctor-no-config = ninguna; se leería de { $path }
cli-doctor-clock = { $time } en { $zone }
cli-doctor-clock-wrong = El reloj del equipo marca { $time }. Corrígelo antes de registrar nada.
cli-doctor-not-yet = { $path }, se creará al usarlo
cli-doctor-private = { $path }, solo para ti
cli-doctor-readable = Otros usuarios pueden leer { $path } (permisos { $mode }). Ejecuta: chmod { $wanted } { $path }
cli-doctor-not-writable = No tienes permiso para escribir en { $path }.
cli-doctor-database = { $database }, { $engine }, { $size }, al día
cli-doctor-operator = { $login }, { $role }
cli-doctor-no-operators = No hay operadores: { $login } será el administrador al empezar.

## Operadores
cli-help-operators = Quién trabaja aquí
cli-help-operators-list = Muestra los operadores
cli-help-operators-add = Agrega un operador
cli-help-operators-edit = Cambia un operador
cli-arg-login = Nombre de usuario del operador
    .value = OPERADOR
cli-arg-operators-add-name = Nombre que ven los demás; sin él, el de usuario
    .value = NOMBRE
cli-arg-operators-edit-name = Nombre que ven los demás
    .value = NOMBRE
cli-arg-role = Lo que puede hacer
    .value = ROL
cli-arg-enable = Lo activa
cli-arg-disable = Lo desactiva: ya no puede entrar
cli-operator-added = { $login } es ahora operador: { $role }.
cli-operator-changed = Se guardó el operador { $login }: { $role }.
cli-head-login = operador
cli-head-name = nombre
cli-head-role = rol
cli-head-active = activo
cli-yes = sí
cli-no = no

## Tasas, envíos, cuentas y productos
cli-help-rates = Tasas de cambio, bolívares por dólar
cli-help-rates-list = Muestra las tasas, la más nueva primero
cli-help-rates-add = Agrega la tasa de una fecha valor
    .examples = krafta rates add 23/11/2026 93,0371
cli-arg-limit = Cuántas filas
    .value = N
cli-arg-rates-add-date = Fecha valor, por ejemplo 23/11/2026
    .value = FECHA
cli-arg-rate = Bolívares por dólar, por ejemplo 93,0371
    .value = TASA
cli-arg-source = Quién la publica; sin ella, BCV
    .value = FUENTE
cli-rate-added = Desde ahora la tasa del { $day } es { $rate }.
cli-empty-rates = No hay tasas. Agrega la de hoy con «krafta rates add».
cli-head-value-date = fecha valor
cli-head-rate = Bs por USD
cli-head-source = fuente

cli-help-shipping = Tarifas de entrega
cli-help-shipping-list = Muestra las tarifas
cli-help-shipping-zones = Muestra las zonas y sus ciudades
cli-help-shipping-add = Agrega una tarifa por ciudad, por estado o por zona
    .examples =
        krafta shipping add --method NATIONAL_SHIPPING --state Carabobo --price 4,00
        krafta shipping add --method LOCAL_DELIVERY --zone "Gran Caracas" --price 2,50 --replace
cli-help-shipping-close = Cierra una tarifa
cli-arg-all = También lo que ya no está activo
cli-arg-shipping-add-method = Modalidad de entrega
    .value = MODALIDAD
cli-arg-city = Ciudad
    .value = CIUDAD
cli-arg-state = Estado: nombre o código
    .value = ESTADO
cli-arg-zone = Zona
    .value = ZONA
cli-arg-price = Precio en USD
    .value = MONTO
cli-arg-replace = Cierra la tarifa que vale hoy en ese lugar
cli-arg-shipping-close-id = La tarifa, como la muestra la lista
    .value = ID
cli-shipping-added = Tarifa agregada: { $price }. Vale para los pedidos nuevos.
cli-shipping-closed = Tarifa cerrada. Los pedidos hechos con ella no cambian.
cli-shipping-zone = zona { $zone }
cli-empty-shipping = No hay tarifas: los pedidos solo pueden retirarse. Agrega una con «krafta shipping add».
cli-head-delivery = entrega
cli-head-place = lugar
cli-head-price = precio
cli-head-id = id
cli-head-zone = zona
cli-head-cities = ciudades

cli-help-accounts = Nuestras cuentas, donde pagan los clientes
cli-help-accounts-list = Muestra las cuentas
cli-help-accounts-add = Agrega una cuenta
    .examples = krafta accounts add BDV-PM --method PAGO_MOVIL --currency VES --holder "Krafta C.A." --bank 0102 --phone 0412-555.12.34 --holder-id J-07013380-5
cli-help-accounts-edit = Cambia los datos de una cuenta
cli-help-accounts-close = Cierra una cuenta: ya no recibe pagos nuevos
cli-arg-alias = Nombre corto de la cuenta
    .value = CUENTA
cli-arg-method = Método de pago
    .value = MÉTODO
cli-arg-currency = Moneda
    .value = MONEDA
cli-arg-holder = Titular
    .value = TITULAR
cli-arg-bank = Código del banco, cuatro cifras
    .value = BANCO
cli-arg-accounts-add-number = Número de la cuenta
    .value = NÚMERO
cli-arg-accounts-edit-number = Número de la cuenta
    .value = NÚMERO
cli-arg-holder_id = Cédula o RIF del titular
    .value = DOCUMENTO
cli-arg-phone = Teléfono
    .value = TELÉFONO
cli-arg-email = Correo
    .value = CORREO
cli-account-saved = Se guardó la cuenta { $alias }.
cli-account-closed = La cuenta { $alias } está cerrada. Sus pagos de antes quedan como están.
cli-empty-accounts = No hay cuentas. Agrega una con «krafta accounts add».
cli-head-alias = cuenta
cli-head-method = método
cli-head-currency = moneda
cli-head-where = datos
cli-head-holder = titular

cli-help-products = Lo que se puede pedir
cli-help-products-list = Muestra los productos
cli-help-products-add = Agrega un producto
    .examples = krafta products add FRANELA-M --name "Franela talla M" --price 12,50
cli-help-products-edit = Cambia un producto; los pedidos hechos no cambian
cli-arg-sku = Código del producto
    .value = CÓDIGO
cli-arg-name = Nombre
    .value = NOMBRE
cli-product-saved = Se guardó { $sku } a { $price }.
cli-empty-products = No hay productos. Agrega uno con «krafta products add».
cli-head-sku = código
