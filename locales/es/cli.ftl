# La línea de comandos.

## Cómo se usa
cli-usage-heading = Uso:
cli-usage-command = COMANDO
cli-usage-commands = Comandos
cli-usage-arguments = Argumentos
cli-usage-options = Opciones
cli-usage-who = Quién puede: { $roles }
cli-usage-examples = Ejemplos:
cli-usage-some-options = [OPCIONES]
cli-usage-unknown = No existe «{ $given }». Mira «krafta --help».
cli-usage-unknown-nearest = No existe «{ $given }». ¿Querías decir «{ $nearest }»?
cli-usage-no-command = No existe la orden «{ $given }». Mira «krafta --help».
cli-usage-no-command-nearest = No existe la orden «{ $given }». ¿Querías decir «{ $nearest }»?
cli-usage-which = Falta decir qué hacer: { $names }.
cli-usage-missing = Falta { $names }.
cli-usage-contact-of-whom = Falta decir de quién: --order y el número de su pedido, --workshop y el nombre del taller, o --login y el de alguien del equipo.
cli-usage-conflict = No se puede usar { $given } junto con { $other }.
cli-usage-no-value = Falta el valor de { $argument }.
cli-usage-choice = { $argument } espera uno de estos valores: { $names }.
cli-usage-value = El valor «{ $given }» de { $argument } no se entiende.
cli-usage-other = No se entienden los argumentos { $argument } { $given }. Mira «krafta --help».
cli-no-terminal = La entrada y la salida no son una terminal. Usa una orden, por ejemplo «krafta orders list»; mira «krafta --help».
cli-first-admin = No había operadores: { $login } es ahora el administrador. Agrega a los demás con «krafta operators add».

## Opciones de todos los comandos
cli-arg-database = Base de datos: sqlite:RUTA o postgres://USUARIO@SERVIDOR/BASE, sin contraseña
cli-arg-as = Trabaja como este operador
    .value = OPERADOR
cli-arg-read_only = Abre solo para mirar: no guarda nada
cli-arg-json = Responde en JSON
cli-arg-lang = Idioma: es o en
    .value = IDIOMA
cli-arg-color = Colores de la terminal
    .value = COLORES
cli-arg-display = Cómo se escribe en la terminal: screen, ascii, o lines para un lector de pantalla
    .value = MODO
cli-dumb-terminal = Esta terminal (TERM=dumb) no dibuja pantallas. Usa los comandos («krafta --help») o «krafta --display lines», que escribe líneas.
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
cli-help-db-accept-clock = Da por bueno el reloj de este equipo aunque haya eventos posteriores; las tareas vuelven a correr
cli-db-clock-accepted = Vale el reloj de este equipo. Las tareas vuelven a correr, mientras no haya eventos más nuevos todavía.
cli-help-db-roles = Muestra el SQL que crea los roles de PostgreSQL
cli-help-config = Muestra la configuración
cli-help-config-show = Los ajustes en vigor y de dónde vienen
cli-help-config-template = El archivo de configuración con todos los ajustes comentados
cli-help-config-path = Dónde está el archivo de configuración
cli-help-demo = Abre la terminal en una tienda inventada que se borra al salir; con --database, llena una base de datos vacía
    .examples =
        krafta demo
        krafta demo --seed 7 --orders 1000000 --database sqlite:prueba.db
cli-arg-demo-seed = La semilla: con la misma sale la misma tienda
    .value = N
cli-arg-demo-orders = Cuántos pedidos
    .value = N
cli-arg-demo-until = El presente de la tienda, por ejemplo 2026-11-22T14:30:00-04:00; ahora, si falta
    .value = INSTANTE
cli-arg-demo-yes = No pregunta antes de llenar la base de datos
cli-help-init = Crea la base de datos si no existe, y te hace su administrador
    .examples =
        krafta init --as ana
cli-init-done = { $database }: listo. { $login } es { $role }.
cli-help-doctor = Revisa que todo esté en orden y dice qué hacer
cli-help-completions = Completa los comandos en tu intérprete
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
cli-config-receipts-database = en la base de datos
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
cli-doctor-subject-data = carpeta de datos
cli-doctor-subject-database-folder = carpeta de la base
cli-doctor-subject-database-file = archivo
cli-doctor-subject-database = base de datos
cli-doctor-subject-operator = operador
cli-doctor-subject-trust = confianza
cli-doctor-subject-words = palabras
cli-doctor-subject-messages = mensajes
cli-doctor-subject-mail = correo
cli-doctor-subject-gateway = mensajería
cli-doctor-subject-spool = carpeta de mensajes
cli-doctor-terminal = { $term }, { $columns }×{ $rows }, colores: { $color }
cli-doctor-small-terminal = { $term } tiene { $columns }×{ $rows }; hacen falta al menos 60×16.
cli-doctor-no-terminal = no es una terminal: solo funcionan los comandos
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
cli-doctor-not-makeable = No se puede crear { $path }: la carpeta no deja escribir.
cli-doctor-writable-by-others = Otros usuarios pueden escribir en { $path } (permisos { $mode }). Ejecuta: chmod { $wanted } { $path }
cli-doctor-of-another = { $path } es de otro usuario ({ $owner }), que puede cambiarlo. Haz una copia tuya, o pide que te lo pasen con chown.
cli-doctor-read-only = { $path } es de solo lectura: se puede mirar, pero no guardar nada.
cli-doctor-not-writable = No tienes permiso para escribir en { $path }.
cli-doctor-database = { $database }, { $engine }, { $size }, al día
cli-doctor-operator = { $login }, { $role }
cli-doctor-trust-alone = Una sola persona: el archivo es de esta cuenta y hay un solo operador; lo que se hace es suyo. Quien use esta cuenta puede leer y cambiar el archivo.
cli-doctor-trust-shared = Terminal compartida: quien tiene esta cuenta puede entrar como cualquier operador (--as) y abrir la base de datos por su cuenta. Para que cada quien sea quien dice: un acceso de PostgreSQL por persona, o «krafta serve».
cli-doctor-trust-login = Acceso propio { $role }: la base de datos no acepta que escriba en nombre de nadie más que { $login }, ni lo que su rol no puede. Quien use esta cuenta puede actuar como esa persona.
cli-doctor-no-operators = No hay operadores: { $login } será el administrador con «krafta init», al abrir la terminal o con la primera orden que guarde algo.
cli-doctor-words = { $path }, sin faltas
cli-doctor-nobody-told = A los clientes no se les avisa nada: di en krafta.toml por qué medio, por ejemplo [messages] customers = ["email"].
cli-doctor-mail = { $host }:{ $port } responde
cli-doctor-mail-signed-in = { $host }:{ $port } acepta el usuario y la clave
cli-doctor-mail-refused = Ningún correo puede salir por { $host }:{ $port }: { $why }. Revisa [smtp] en krafta.toml.
cli-doctor-no-sender = Ningún correo puede salir: { $why }. Escribe en krafta.toml, por ejemplo, from = "Krafta <pedidos@krafta.example>".
cli-doctor-gateway = { $path }
cli-doctor-no-gateway = El programa de mensajería «{ $path }» no está o no se puede ejecutar. Revisa gateway.program en krafta.toml.
cli-doctor-unreachable =
    { $count ->
        [one] { $names } no se entera de sus pedidos: sin { $lacks }.
       *[other] { $names } no se enteran de sus pedidos: sin { $lacks }.
    } { $cure ->
        [login] Crea su usuario con «krafta operators add».
        [either] Anota su contacto con «krafta messages contact», o crea su usuario con «krafta operators add».
       *[contact] Anota su contacto en Tienda o con «krafta messages contact».
    }
cli-doctor-and-more = { $names } y { $count } más

## Operadores
cli-help-operators = Quién trabaja aquí
cli-help-operators-list = Muestra los operadores
cli-help-operators-add = Agrega un operador
cli-help-operators-edit = Cambia un operador
cli-arg-login = Nombre de usuario del operador
    .value = OPERADOR
cli-arg-operators-add-name = Nombre que ven los demás; sin él, el de usuario
    .value = NOMBRE
cli-arg-operators-add-db_role = Acceso de PostgreSQL que es solo suyo
    .value = ACCESO
cli-arg-operators-edit-name = Nombre que ven los demás
    .value = NOMBRE
cli-arg-operators-edit-db_role = Acceso de PostgreSQL que es solo suyo; «-» se lo quita
    .value = ACCESO
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
cli-head-db-role = acceso
cli-yes = sí
cli-no = no

## Tasas, envíos, cuentas y productos
cli-help-rates = Tasas de cambio, bolívares por dólar
cli-help-rates-list = Muestra las tasas, la más nueva primero
cli-help-rates-add = Agrega la tasa de una fecha valor
    .examples = krafta rates add 23/11/2026 93,0371
cli-help-rates-correct = Corrige la tasa de una fecha valor para las cotizaciones nuevas, y muestra los pedidos que ya se cotizaron con la de antes
    .examples = krafta rates correct 23/11/2026 93,0371 --reason "un cero de más"
cli-help-rates-remove = Quita una tasa con la que nadie fue cotizado
    .examples = krafta rates remove 23/11/2026 --reason "fecha equivocada"
cli-help-rates-affected = Muestra los pedidos cotizados con una tasa que después se corrigió
cli-arg-rates-list-all = También las corregidas y las quitadas, con su motivo
cli-arg-rates-add-confirm = La guarda aunque su fecha esté lejos o cambie más de 20 % frente a la anterior
cli-arg-rates-correct-confirm = La guarda aunque cambie más de 20 % frente a la anterior
cli-arg-rates-correct-date = Fecha valor de la tasa
    .value = FECHA
cli-arg-rates-remove-date = Fecha valor de la tasa
    .value = FECHA
cli-arg-rates-affected-date = Fecha valor de la tasa
    .value = FECHA
cli-arg-rates-correct-source = Quién la publica; sin ella, como antes
    .value = FUENTE
cli-arg-limit = Cuántas filas
    .value = N
cli-arg-rates-add-date = Fecha valor, por ejemplo 23/11/2026
    .value = FECHA
cli-arg-rate = Bolívares por dólar, por ejemplo 93,0371
    .value = TASA
cli-arg-source = Quién la publica; sin ella, BCV
    .value = FUENTE
cli-rate-added = Desde ahora la tasa del { $day } es { $rate }.
cli-rate-corrected = La tasa del { $day } es { $rate } para lo que se cotice desde ahora.
cli-rate-removed = La tasa { $rate } del { $day } ya no se usa.
cli-rate-affects-none = Ningún pedido se cotizó con una tasa que después se corrigió.
cli-rate-affects =
    { $count ->
        [one] Un pedido se cotizó con la tasa de antes y queda como está:
       *[other] { $count } pedidos se cotizaron con la tasa de antes y quedan como están:
    }
cli-rate-in-use = en uso
cli-rate-CORRECTED = corregida: { $reason }
cli-rate-REMOVED = quitada: { $reason }
cli-head-quoted = cotizado
cli-head-corrected-due = con la corregida
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
cli-arg-offer_for = Para qué modalidades de entrega se ofrece al cliente, separadas por comas; sin ella, para todas
    .value = MODALIDADES
cli-arg-offer_to_nobody = No se ofrece a ningún cliente; sigue recibiendo pagos
cli-arg-position = En qué lugar se ofrece: primero las de número menor
    .value = N
cli-head-offered = ofrecida para
cli-account-offered-for-all = todas
cli-account-offered-to-nobody = nadie
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

## Talleres
cli-help-workshops = Los talleres aliados: qué son y cómo se les paga
cli-help-workshops-list = Muestra los talleres
cli-help-workshops-show = Muestra un taller y sus últimos cambios
cli-help-workshops-add = Agrega un taller
    .examples =
        krafta workshops add "Taller Orinoco" --rif J-07013380-5 --city Caracas --zone "Gran Caracas" --weekly 8,8,8,8,8,4,0
        krafta workshops add "Costura Bello Monte" --state Miranda --policy WEEKLY_CUT --payee-method PAGO_MOVIL --payee-bank 0102 --payee-account 0412-555.12.34 --payee-name "Ana Díaz" --payee-document V-12.345.678
cli-help-workshops-edit = Cambia lo que se da de un taller; lo demás queda igual, y lo aceptado no cambia
cli-help-workshops-pause = Pone un taller en pausa: no recibe trabajo
    .examples = krafta workshops pause "Taller Orinoco" --until 01/12/2026 --reason "máquina dañada"
cli-help-workshops-resume = Termina la pausa de un taller
cli-help-workshops-import = Agrega y cambia talleres desde un archivo CSV, fila por fila; repetirlo no cambia nada
    .examples = krafta workshops import talleres.csv
cli-arg-workshop = Nombre del taller
    .value = TALLER
cli-arg-workshops-add-workshop = Nombre del taller nuevo
    .value = TALLER
cli-arg-workshops-edit-name = Otro nombre
    .value = NOMBRE
cli-arg-rif = RIF, con su dígito verificador
    .value = RIF
cli-arg-contact = Con quién se habla
    .value = NOMBRE
cli-arg-workshops-add-address = Dirección
    .value = DIRECCIÓN
cli-arg-workshops-edit-address = Dirección
    .value = DIRECCIÓN
cli-arg-zones = Zona de servicio; se puede repetir, y juntas son todas las que atiende
    .value = ZONA
cli-arg-policy = Cómo se le paga
    .value = POLÍTICA
cli-arg-deposit = Anticipo, en por ciento del costo
    .value = PORCIENTO
cli-arg-demands_deposit = No empieza sin el anticipo: sí o no
    .value = SÍ|NO
cli-arg-payee_method = Método con el que se le paga
    .value = MÉTODO
cli-arg-payee_bank = Código de su banco, cuatro cifras
    .value = BANCO
cli-arg-payee_account = Su cuenta: veinte cifras; un teléfono en pago móvil; un correo o una billetera en los demás
    .value = CUENTA
cli-arg-payee_name = Titular de la cuenta
    .value = TITULAR
cli-arg-payee_document = Cédula o RIF del titular
    .value = DOCUMENTO
cli-arg-weekly = Unidades por día de lunes a domingo, por ejemplo 8,8,8,8,8,4,0
    .value = SEMANA
cli-arg-pickup = Los clientes retiran allí: sí o no
    .value = SÍ|NO
cli-arg-national = Envía a todo el país: sí o no
    .value = SÍ|NO
cli-arg-active = Sigue trabajando con Krafta: sí o no
    .value = SÍ|NO
cli-arg-offers-edit-active = Se sigue ofreciendo: sí o no
    .value = SÍ|NO
cli-arg-workshops-pause-until = Día en que vuelve a trabajar; sin él, hasta que se reanude
    .value = FECHA
cli-arg-confirm = Hace el cambio aunque haya asignaciones que ya no quepan; pide un motivo
cli-arg-seen = La versión del taller que se vio; si ya es otra, no se cambia nada
cli-arg-workshops-import-file = Archivo CSV en UTF-8 con una fila de nombres de columnas; - es la entrada estándar
    .value = ARCHIVO
cli-arg-offers-import-file = Archivo CSV en UTF-8 con una fila de nombres de columnas; - es la entrada estándar
    .value = ARCHIVO
cli-arg-holidays-import-file = Archivo CSV en UTF-8 con las columnas date y name; - es la entrada estándar
    .value = ARCHIVO
cli-workshop-saved = Se guardó { $name }.
cli-workshop-paused = { $name } está en pausa.
cli-workshop-resumed = { $name } vuelve a recibir trabajo.
cli-unchanged = { $name } ya estaba así: no cambió nada.
cli-empty-workshops = No hay talleres. Agrega uno con «krafta workshops add».
cli-head-workshop = taller
cli-head-workshops = talleres
cli-head-zones = zonas
cli-head-weekly = lun a dom
cli-head-policy = se le paga
cli-head-standing = situación
cli-head-rif = RIF
cli-head-contact = contacto
cli-head-phone = teléfono
cli-head-email = correo
cli-head-address = dirección
cli-head-deposit = anticipo
cli-head-demands-deposit = exige anticipo
cli-head-payee = cuenta
cli-head-pickup = retiro allí
cli-head-national = envía al país
cli-standing-active = activo
cli-standing-inactive = inactivo
cli-standing-paused = en pausa
cli-standing-paused-until = en pausa hasta el { $until }
cli-change-added = agregado
cli-change-edited = datos cambiados
cli-change-paused = puesto en pausa
cli-change-resumed = reanudado
cli-change-weekly = semana cambiada
cli-change-dated = cupo de un día
cli-change-closed = días cerrados
cli-change-usual = días de vuelta a la semana
cli-change-holiday = feriado
cli-change-offer-added = oferta agregada
cli-change-offer-edited = oferta cambiada

cli-help-offers = Lo que hace cada taller, a qué costo y cuánto por día
cli-help-offers-list = Muestra las ofertas, todas o las de un taller
cli-help-offers-add = Agrega una oferta
    .examples = krafta offers add "Taller Orinoco" FRANELA-M --cost 6,50 --daily-limit 20 --lead-days 2 --min 1 --max 200
cli-help-offers-edit = Cambia una oferta; lo aceptado no cambia. Un guion quita un límite o una fecha
    .examples = krafta offers edit "Taller Orinoco" FRANELA-M --daily-limit - --valid-to 31/12/2026
cli-help-offers-import = Agrega y cambia ofertas desde un archivo CSV, fila por fila; repetirlo no cambia nada
cli-arg-cost = Costo de una pieza, por ejemplo 6,50
    .value = MONTO
cli-arg-offers-add-currency = Moneda del costo; sin ella, USD
    .value = MONEDA
cli-arg-offers-edit-currency = Moneda del costo; sin ella, USD
    .value = MONEDA
cli-arg-units = Unidades que ocupa una pieza
    .value = N
cli-arg-daily_limit = Límite propio por día
    .value = N
cli-arg-lead_days = Días de preparación antes de empezar
    .value = N
cli-arg-min = Cantidad mínima
    .value = N
cli-arg-max = Cantidad máxima
    .value = N
cli-arg-valid_from = Desde qué día vale
    .value = FECHA
cli-arg-valid_to = Hasta qué día vale
    .value = FECHA
cli-offer-saved = { $workshop } ofrece { $sku } a { $cost }.
cli-empty-offers = No hay ofertas. Agrega una con «krafta offers add».
cli-head-cost = costo
cli-head-units = unidades
cli-head-daily-limit = por día
cli-head-lead-days = preparación
cli-head-valid = vale

cli-help-zones = Zonas de servicio: las ciudades que atienden los talleres
cli-help-zones-list = Muestra las zonas, sus ciudades y cuántos talleres las atienden
cli-help-zones-add = Agrega una zona
    .examples = krafta zones add "Valles del Tuy" --city Charallave --city "Cúa, Miranda"
cli-help-zones-import = Agrega o cambia zonas desde un archivo CSV, fila por fila; repetirlo no cambia nada
cli-arg-zones-import-file = Archivo CSV en UTF-8 con las columnas name, cities (separadas por ;) y mode; - es la entrada estándar
    .value = ARCHIVO
cli-help-zones-edit = Cambia una zona
    .examples = krafta zones edit "Gran Caracas" --mode AUTOMATIC --without-city Guatire
cli-arg-zones-add-name = Nombre de la zona nueva
    .value = ZONA
cli-arg-zones-edit-name = Otro nombre
    .value = NOMBRE
cli-arg-cities = Ciudad que entra, con su estado si hace falta: «Valencia, Carabobo»; se puede repetir
    .value = CIUDAD
cli-arg-without = Ciudad que sale; se puede repetir
    .value = CIUDAD
cli-arg-mode = Si los pedidos van solos al taller (AUTOMATIC) o alguien lo confirma (SUGGEST)
    .value = MODO
cli-zone-saved = Se guardó la zona { $name }.
cli-empty-zones = No hay zonas. Agrega una con «krafta zones add».
cli-head-mode = modo
cli-mode-SUGGEST = sugiere
cli-mode-AUTOMATIC = automático

cli-help-changes = Quién cambió talleres, precios, cuentas, tasas o personas, cuándo y qué decía antes
    .examples = krafta changes bank_accounts
        krafta changes workshops --row 0190aaaa-0000-7000-8000-000000000001
cli-arg-changes-of = De qué tabla
    .value = TABLA
cli-arg-changes-row = Clave de una fila: su id, o su día
    .value = FILA
cli-head-difference = antes → ahora
cli-empty-changes = No hay cambios.
cli-help-holidays = Feriados: días en que ningún taller trabaja
cli-help-holidays-list = Muestra los feriados de un año, o los de ahora en adelante
cli-help-holidays-add = Agrega un feriado
    .examples = krafta holidays add 02/01/2027 "Inventario"
cli-help-holidays-edit = Cambia el nombre de un feriado
cli-help-holidays-remove = Quita un feriado
cli-help-holidays-seed = Agrega los feriados de Venezuela de un año, o de los años alrededor de hoy; los que ya están quedan igual
cli-help-holidays-import = Agrega feriados desde un archivo CSV, fila por fila; repetirlo no cambia nada
cli-arg-year = Año
    .value = AÑO
cli-holiday-added = El { $day } es feriado: { $name }.
cli-holiday-removed = El { $day } ya no es feriado.
cli-holidays-known = Ya estaban todos: no cambió nada.
cli-empty-holidays = No hay feriados. Agrega los de Venezuela con «krafta holidays seed».
cli-head-day = día

cli-help-capacity = Cupo: cuánto puede hacer un taller cada día
cli-help-capacity-show = Muestra día por día el cupo, lo ocupado y lo libre; con un día, qué lo ocupa
    .examples =
        krafta capacity show "Taller Orinoco" --from 01/12/2026 --days 7
        krafta capacity show "Taller Orinoco" 03/12/2026
cli-help-capacity-set = Cambia el cupo de la semana, o el de un día
    .examples =
        krafta capacity set "Taller Orinoco" --weekly 8,8,8,8,8,4,0
        krafta capacity set "Taller Orinoco" 05/12/2026 12 --reason "turno extra"
cli-help-capacity-close = Cierra un día o varios seguidos; lo reservado se queda
    .examples = krafta capacity close "Taller Orinoco" 24/12/2026 31/12/2026 --reason "vacaciones colectivas"
cli-help-capacity-reopen = Quita el cupo propio de esos días: vuelve a valer la semana
cli-help-capacity-proposals = Los días en que los talleres proponen cerrar y nadie ha respondido
cli-help-capacity-propose = Propone cerrar tu taller un día o varios seguidos; responde el coordinador
    .examples = krafta capacity propose 24/12/2026 31/12/2026 --reason "vacaciones colectivas"
cli-help-capacity-withdraw = Retira lo que propusiste, por cualquiera de sus días
cli-help-capacity-accept = Acepta lo que propuso un taller y cierra esos días; lo reservado se queda
    .examples = krafta capacity accept "Taller Orinoco" 24/12/2026
cli-help-capacity-decline = Rechaza lo que propuso un taller y le dice por qué
    .examples = krafta capacity decline "Taller Orinoco" 24/12/2026 --reason "esa semana hace falta tu cupo"
cli-arg-capacity-proposals-all = También las que ya tienen respuesta
cli-arg-capacity-propose-reason = Por qué cierra
    .value = MOTIVO
cli-arg-capacity-accept-note = Lo que el taller lee con la respuesta
    .value = NOTA
cli-arg-capacity-accept-confirm = Cierra aunque haya asignaciones que ya no quepan
cli-arg-capacity-decline-reason = Por qué no: el taller lo lee
    .value = MOTIVO
cli-closed-days-proposed = { $name } propone cerrar del { $from } al { $until }. Falta la respuesta.
cli-closed-days-withdrawn = { $name } retiró su propuesta de cerrar del { $from } al { $until }.
cli-closed-days-accepted = { $name } cierra del { $from } al { $until }.
cli-closed-days-declined = { $name } no cierra del { $from } al { $until }: quedó dicho por qué.
cli-empty-closed-days = Ningún taller espera respuesta sobre días de cierre. Con «--all» salen también las respondidas.
cli-workshop-may = Un taller puede: «krafta production», «krafta capacity show», «propose», «proposals» y «withdraw», «krafta payables» para ver su cuenta, y «krafta alerts».
cli-arg-capacity-show-day = Muestra qué ocupa este día
    .value = FECHA
cli-arg-capacity-show-from = Primer día; sin él, hoy
    .value = FECHA
cli-arg-days = Cuántos días
    .value = N
cli-arg-day = Día, por ejemplo 22/11/2026
    .value = FECHA
cli-arg-capacity-set-units = Unidades de ese día, de 0 a 1.000.000
    .value = UNIDADES
cli-arg-until = Último día, cuando son varios
    .value = FECHA
cli-capacity-saved = Cambió el cupo de { $name }:
cli-still-booked =
    { $count ->
        [one] 1 asignación ya no cabe y sigue reservada:
       *[other] { $count } asignaciones ya no caben y siguen reservadas:
    }
cli-no-longer-fits =
    { $units ->
        [one] { $number } · { $customer } · { $workshop } · { $status } · { $day }, 1 unidad
       *[other] { $number } · { $customer } · { $workshop } · { $status } · { $day }, { $units } unidades
    }
cli-empty-cell = Ese día no tiene nada reservado.
cli-head-limit = cupo
cli-head-held = por responder
cli-head-taken = aceptado
cli-head-free = libre
cli-head-over = de más
cli-head-special = nota
cli-head-promised = prometido
cli-special-holiday = feriado
cli-special-closed = cerrado
cli-special-dated = cupo propio
cli-weekday-1 = lun
cli-weekday-2 = mar
cli-weekday-3 = mié
cli-weekday-4 = jue
cli-weekday-5 = vie
cli-weekday-6 = sáb
cli-weekday-7 = dom

cli-sheet-added = { $name } agregado
cli-sheet-changed = { $name } cambiado
cli-sheet-unchanged = { $name } ya estaba así
cli-sheet-sum = { $added } agregados, { $changed } cambiados, { $unchanged } ya estaban así, { $failed } con error.

## Pedidos, pagos y reembolsos
cli-help-checkout = Registra un pedido, o muchos desde el archivo de un sitio
    .examples =
        krafta checkout --name "María Fernández" --phone 0414-555.12.34 --item FRANELA-M:2
        krafta checkout --from pedidos.jsonl --feed tienda
cli-arg-checkout-name = Nombre del cliente
    .value = NOMBRE
cli-arg-checkout-phone = Teléfono del cliente, en cualquier forma
    .value = TELÉFONO
cli-arg-id_doc = Cédula o RIF del cliente
    .value = DOCUMENTO
cli-arg-delivery = Modalidad de entrega; sin ella, retiro
    .value = MODALIDAD
cli-arg-address = Dirección de entrega
    .value = DIRECCIÓN
cli-arg-item = Producto y cantidad, por ejemplo FRANELA-M:2; se puede repetir
    .value = CÓDIGO:CANTIDAD
cli-arg-from = Archivo JSON Lines, una línea por registro; - es la entrada estándar
    .value = ARCHIVO
cli-arg-feed = Nombre del origen: el mismo archivo repetido con el mismo nombre no registra nada dos veces
    .value = NOMBRE
cli-arg-receipts = Carpeta de las imágenes que nombran las líneas (receipt_file); sin ella, la del archivo
    .value = CARPETA
cli-help-report = Registra un comprobante de pago, o muchos desde el archivo de un sitio
    .examples =
        krafta report KRFT-7Q2M4X --method PAGO_MOVIL --amount 4.512,30 --date 22/11/2026 --account BDV-PM --bank 0102 --reference 482913 --payer-id V-12.345.678 --payer-phone 0414-555.12.34 --note "lo mandó por WhatsApp"
        krafta report --from - --feed tienda
cli-arg-order = Número del pedido, en cualquier forma
    .value = PEDIDO
cli-arg-amount = Monto, por ejemplo 4.512,30
    .value = MONTO
cli-arg-date = Fecha, por ejemplo 22/11/2026
    .value = FECHA
cli-arg-report-currency = Moneda; sin ella, la del método
    .value = MONEDA
cli-arg-account = Nuestra cuenta, por su nombre corto
    .value = CUENTA
cli-arg-report-bank = Banco de origen, cuatro cifras
    .value = BANCO
cli-arg-reference = Referencia
    .value = REFERENCIA
cli-arg-payer_name = Quién pagó
    .value = NOMBRE
cli-arg-payer_id = Cédula o RIF de quien pagó
    .value = DOCUMENTO
cli-arg-payer_phone = Teléfono de quien pagó
    .value = TELÉFONO
cli-arg-payer_email = Correo de quien pagó
    .value = CORREO
cli-arg-receipt = Imagen o PDF del comprobante
    .value = ARCHIVO
cli-arg-report-note = Por qué lo registra el personal y no el cliente
    .value = NOTA
cli-arg-report-phone = Lo reporta el cliente que tiene este teléfono
    .value = TELÉFONO
cli-arg-report-surplus = El pedido no espera más dinero: el pago queda verificado como excedente
cli-arg-report-override = Registra una referencia que ya pagó otro pedido
cli-arg-report-whole = El total de la transferencia, si pagó varios pedidos
    .value = MONTO
cli-help-track = Muestra un pedido como lo ve su cliente
cli-arg-track-phone = Solo si el pedido es de este teléfono
    .value = TELÉFONO

cli-help-orders = Pedidos
cli-help-orders-list = Busca pedidos, el último cambio primero
    .examples =
        krafta orders list maría
        krafta orders list estado:confirmado desde:01/11
cli-arg-filter = Palabras y campo:valor, como en la terminal
    .value = FILTRO
cli-arg-payment = Solo este estado de pago; se puede repetir
    .value = ESTADO
cli-arg-after = Sigue desde donde terminó la página anterior
    .value = LUGAR
cli-help-orders-show = Muestra un pedido con toda su historia
cli-help-orders-note = Anota algo en un pedido
cli-arg-orders-note-text = La nota
    .value = TEXTO
cli-arg-public = La nota no es solo interna: la leen el cliente y el taller
cli-help-orders-cancel = Cancela un pedido que no se pagará
cli-arg-reason = El motivo
    .value = MOTIVO
cli-arg-dry_run = Muestra qué pasaría, sin hacerlo
cli-arg-seen_version = La versión del pedido que se vio al decidir
    .value = N
cli-arg-seen_proofs = La huella de los comprobantes que se vio al decidir
    .value = HUELLA
cli-help-orders-reinstate = Restituye un pedido cuyo reembolso aún no se paga
cli-help-orders-reverse = Devuelve a revisión un pago confirmado
cli-arg-override = Confirma que es una excepción
cli-help-orders-expire = Muestra los pedidos que nadie pagó a tiempo, y con --yes los cancela
cli-arg-expire_yes = Los cancela de verdad
cli-help-orders-export = Escribe los pedidos de un filtro en un archivo
    .examples = krafta orders export desde:01/11 --out noviembre.csv
cli-arg-format = Forma; sin ella, csv
    .value = FORMA
cli-arg-out = Archivo nuevo; sin él, la salida estándar
    .value = ARCHIVO
cli-arg-excel = Para una hoja de cálculo en español: se abre con doble clic
cli-arg-utc = Las horas en UTC; sin esto, en la hora de la tienda con su desfase

cli-help-review = Revisión de pagos
cli-help-review-list = Muestra la cola, el que más espera primero
cli-help-review-export = Escribe la cola en un archivo
    .examples = krafta review export --excel --out cola.csv
cli-arg-mine = Solo los que reviso yo
cli-arg-unclaimed = Solo los que nadie revisa
cli-arg-signals = Solo los que tienen alertas
cli-help-review-show = Muestra los comprobantes de un pedido para compararlos
cli-help-review-claim = Toma un pedido para revisarlo
cli-help-review-release = Devuelve un pedido a la cola
cli-help-review-take-over = Toma un pedido que revisa otra persona
cli-help-review-confirm = Confirma que el dinero entró
    .examples =
        krafta review confirm KRFT-7Q2M4X --account BDV-PM --date 22/11/2026 --amount 4.512,30 --reference 00482913
        krafta review confirm 7q2m4x --evidence 1:BDV-PM:22/11/2026:2.000,00:482913 --evidence 2:BDV-PM:22/11/2026:2.512,30:482920
cli-help-review-part = Acepta un pago parcial y cotiza el resto
cli-arg-submission = El comprobante, por su número
    .value = N
cli-arg-review-confirm-note = Nota sobre la evidencia
    .value = NOTA
cli-arg-review-part-note = Nota sobre la evidencia
    .value = NOTA
cli-arg-evidence = Una evidencia por comprobante: N:CUENTA:FECHA:MONTO:REFERENCIA; se puede repetir
    .value = EVIDENCIA
cli-arg-override_reason = Por qué se acepta una referencia que ya se usó
    .value = MOTIVO
cli-help-review-reject = Rechaza los comprobantes
cli-arg-review-reject-early = Motivo interno para decir que no aparece antes de tiempo
    .value = MOTIVO
cli-arg-review-reject-reason = Por qué
    .value = MOTIVO
cli-arg-text = Lo que leerá el cliente; obligatorio con OTHER
    .value = TEXTO
cli-help-review-undo = Deshace un veredicto tuyo de hace segundos, antes de que salga su mensaje
cli-help-review-reopen = Vuelve a revisar un pago rechazado

cli-help-requests = Lo que los clientes pidieron en la página
cli-help-requests-list = Muestra lo que pidieron los clientes y lo que se les respondió
cli-arg-requests-list-open = Solo lo que espera respuesta, lo más viejo primero

cli-help-refund = Reembolsos
cli-help-refund-list = Muestra los reembolsos pendientes
cli-help-refund-export = Escribe los reembolsos en un archivo
    .examples = krafta refund export --all desde:01/11 --excel --out reembolsos.csv
cli-arg-refund-export-all = Todos, también los pagados
cli-arg-refund-list-all = Todos, también los pagados
cli-help-refund-request = Pide el reembolso de un pedido
cli-arg-refund-request-note = Nota sobre la evidencia
    .value = NOTA
cli-help-refund-part = Devuelve lo que sobra, o una parte como atención; el pedido sigue igual
cli-help-refund-void = Anula el reembolso de una parte que no se ha pagado
cli-help-refund-reverse = Reversa un pago de un reembolso que rebotó o fue un error
cli-help-refund-destination = Corrige a dónde va un reembolso
cli-arg-refund-part-kind = Lo que sobra o una atención
    .value = CLASE
cli-arg-refund-part-amount = Cuánto; sin decirlo, todo lo que sobra
    .value = MONTO
cli-arg-refund-part-share = Parte del costo que el taller devuelve, por ejemplo 20%
    .value = PARTE
cli-arg-surplus = Solo los confirmados con excedente
cli-arg-refund_due = Solo los que tienen un reembolso por pagar
cli-arg-whole = El total de la transferencia, si pagó varios pedidos
    .value = MONTO
cli-help-refund-credit = Acredita el excedente de un pedido a otro del mismo cliente, que se revisa como cualquier pago
cli-arg-refund-credit-to = El otro pedido
    .value = PEDIDO
cli-arg-refund-credit-amount = Cuánto; sin decirlo, todo lo que sobra
    .value = MONTO
cli-arg-borne_by = Quién lo asume cuando el pedido ya se entregó
    .value = QUIÉN
cli-arg-refund = El reembolso, si hay varios pendientes
    .value = ID
cli-arg-refund-reverse-payment = El pago, por su identificador
    .value = PAGO
cli-arg-refund-pay-amount = Lo que salió, por ejemplo 1.500,00 o "USD 10,00"
    .value = MONTO
cli-arg-refund-pay-confirm = Confirma una tasa que se aparta más de 20 % de la del día
cli-arg-refund-pay-rate = Bolívares por dólar si salió otra moneda; sin decirla, la del día
    .value = TASA
cli-arg-refund-pay-date = El día que salió del banco; sin decirlo, hoy
    .value = DÍA
cli-arg-refund-destination-account = Número de cuenta, correo de Zelle o identificador de Binance
    .value = CUENTA
cli-arg-refund-destination-name = A nombre de quién
    .value = NOMBRE
cli-arg-refund-destination-phone = Teléfono del pago móvil
    .value = TELÉFONO
cli-arg-refund-destination-bank = Código del banco
    .value = CÓDIGO
cli-arg-refund-destination-id_doc = Cédula o RIF
    .value = DOCUMENTO
cli-arg-share = Desde que está en producción: parte que se debe al taller, por ejemplo 50%
    .value = PARTE
cli-help-refund-pay = Registra el pago de un reembolso, entero o en partes
cli-arg-receipt_url = Enlace al comprobante de la transferencia
    .value = ENLACE

## Talleres y trabajos
cli-help-assign = Busca taller para los pedidos pagados
cli-help-assign-queue = Muestra los pedidos que esperan taller, el que más espera primero
cli-help-assign-export = Escribe en un archivo los pedidos que esperan taller
cli-arg-assign-export-zone = Solo los de esta zona
    .value = ZONA
cli-arg-assign-queue-zone = Solo los de esta zona
    .value = ZONA
cli-help-assign-candidates = Muestra qué talleres pueden tomar un pedido, en orden, y por qué los demás no
cli-arg-stored = Como se veía cuando se eligió, no ahora
cli-help-assign-choose = Elige el taller a mano, sin notificarlo todavía
cli-arg-assign-choose-reason = Por qué, si no es el primero de la lista
    .value = MOTIVO
cli-help-assign-notify = Notifica al taller y le aparta los días
    .examples =
        krafta assign notify KRFT-7Q2M4X
        krafta assign notify 7q2m4x --workshop "Taller Orinoco" --reason "ya tiene los moldes"
cli-arg-assign-notify-workshop = El taller, por su nombre; sin él, el elegido
    .value = TALLER
cli-arg-assign-notify-reason = Por qué, si no es el primero de la lista
    .value = MOTIVO
cli-arg-over_limit = Pasa del cupo del taller, por este motivo, que queda anotado
    .value = MOTIVO
cli-help-assign-reassign = Quita el pedido a su taller y elige otro
    .examples = krafta assign reassign KRFT-7Q2M4X --reason "no contesta" --workshop "Costura Bello Monte"
cli-arg-assign-reassign-workshop = El taller nuevo, por su nombre; sin él, el siguiente de la lista
    .value = TALLER
cli-help-assign-withdraw = Quita el pedido a su taller, o lo devuelve el taller; se elige el siguiente
    .examples = krafta assign withdraw KRFT-7Q2M4X --reason "máquina dañada" --override --share 50%
cli-help-production = Lo que hacen los talleres, paso a paso
cli-help-production-list = Muestra lo que los talleres tienen entre manos
cli-help-production-export = Escribe en un archivo lo que tienen los talleres
cli-help-production-sheet = Muestra la hoja de trabajo de un pedido: qué se hace, para cuándo, por cuánto y a quién se entrega
    .examples =
        krafta production sheet KRFT-7Q2M4X
        krafta production sheet KRFT-7Q2M4X --html
cli-arg-production-sheet-html = La escribe como página para imprimir
cli-arg-status = Solo este estado
    .value = ESTADO
cli-arg-late = Solo lo atrasado
cli-help-production-accept = Acepta un pedido
cli-arg-production-accept-note = Cómo se supo, si acepta otra persona por el taller
    .value = NOTA
cli-help-production-reject = Rechaza un pedido, o anota que el taller lo rechazó
    .examples = krafta production reject KRFT-7Q2M4X --reason NO_MATERIAL
cli-arg-production-reject-reason = Por qué
    .value = MOTIVO
cli-arg-production-reject-text = Lo que hay que saber, obligatorio con OTHER; cómo se supo, si lo anota otra persona por el taller
    .value = TEXTO
cli-help-production-start = Inicia la producción
cli-arg-production-start-note = Una nota
    .value = NOTA
cli-help-production-ready = Marca el pedido listo
cli-arg-production-ready-note = Una nota
    .value = NOTA
cli-help-production-hand-over = Entrega el pedido a quien lo lleva
    .examples = krafta production hand-over KRFT-7Q2M4X --carrier MRW --tracking 0012345
cli-arg-carrier = La empresa de envíos, o quien lo lleva
    .value = QUIÉN
cli-arg-tracking = Número de guía; los envíos nacionales lo llevan
    .value = GUÍA
cli-arg-production-hand-over-url = Enlace para seguir el envío
    .value = ENLACE
cli-help-production-complete = Completa un pedido retirado o entregado
cli-arg-code = El código que dice quien retira
    .value = CÓDIGO
cli-arg-production-complete-note = Una nota; un administrador entrega con ella un retiro sin código
    .value = NOTA
cli-help-production-return = Un envío que volvió queda listo otra vez
cli-help-production-rework = Un pedido listo vuelve a producción
cli-help-production-undo-start = La producción se marcó iniciada por error
cli-help-jobs = Los trabajos de rutina: plazos, reservas vencidas, cortes, pedidos sin taller
cli-help-jobs-run = Hace lo que toca; repetido, no hace nada más
    .examples =
        krafta jobs run --dry-run
        krafta jobs run --only cuts
cli-arg-only = Solo este trabajo
    .value = TRABAJO
cli-arg-jobs-run-limit = Cuántos de cada trabajo
    .value = N
cli-help-jobs-status = Muestra lo que hay por hacer y si alguien lo está haciendo
cli-help-payables = Lo que se les debe a los talleres
cli-help-payables-list = Muestra las líneas por pagar
cli-help-payables-show = Muestra una línea con su historia
cli-help-payables-settle = Registra una transferencia a un taller, por una o muchas líneas
    .examples =
        krafta payables settle --workshop "Taller Orinoco" --dry-run
        krafta payables settle --workshop "Taller Orinoco" --amount 300 --total 300,00 --method BANK_TRANSFER --reference 00481516
cli-help-payables-hold = Retiene el pago de una línea
cli-help-payables-release = Libera una línea retenida
cli-help-payables-reverse = Reversa un pago o una liquidación entera
cli-help-payables-settlements = Muestra las liquidaciones, la más nueva primero
cli-help-payables-export-settlements = Escribe las liquidaciones en un archivo
    .examples = krafta payables export-settlements desde:01/11 --excel --out liquidaciones.csv
cli-help-payables-settlement = Muestra una liquidación con lo que pagó
cli-help-payables-statement = Estado de cuenta de un taller
    .examples = krafta payables statement "Taller Orinoco" --from 01/11/2026 --until 30/11/2026
cli-help-payables-aging = Lo que se debe, por taller y por atraso
cli-help-payables-export = Exporta las líneas, para una hoja de cálculo o un programa
cli-arg-line = La línea, por su identificador
    .value = LÍNEA
cli-arg-lines = Las líneas, por sus identificadores, todas del mismo taller
    .value = LÍNEA
cli-arg-payables-list-state = Solo en este estado; se puede repetir
    .value = ESTADO
cli-arg-payables-export-state = Solo en este estado; se puede repetir
    .value = ESTADO
cli-arg-payables-list-policy = Solo con esta forma de cobro; se puede repetir
    .value = POLÍTICA
cli-arg-payables-export-policy = Solo con esta forma de cobro; se puede repetir
    .value = POLÍTICA
cli-arg-payables-list-all = También lo pagado y lo anulado
cli-arg-payables-export-all = También lo pagado y lo anulado
cli-arg-overdue = Solo lo vencido
cli-arg-payables-list-search = Número de pedido, o parte del nombre de un taller
    .value = TEXTO
cli-arg-payables-export-search = Número de pedido, o parte del nombre de un taller
    .value = TEXTO
cli-arg-payables-settle-early = Paga también lo que todavía no vence
cli-arg-payables-settle-in = La moneda que salió, si no es la de las líneas
    .value = MONEDA
cli-arg-payables-settle-sent = Lo que salió en esa moneda; sin él, lo que dé la tasa
    .value = MONTO
cli-arg-payables-settle-confirm = Confirma una tasa que se aparta más de 20 % de la del día
cli-arg-payables-settle-rate = Bolívares por dólar; sin ella, la tasa del día
    .value = TASA
cli-arg-payables-settle-date = Día en que salió del banco; sin él, hoy
    .value = FECHA
cli-arg-payables-settle-amount = Lo que se transfiere; sin él, todo. Paga las líneas más viejas primero
    .value = MONTO
cli-arg-total = El total de la transferencia, como lo dice --dry-run; puede faltar si se dice --sent
    .value = TOTAL
cli-arg-payables-settle-note = Nota de la liquidación
    .value = NOTA
cli-arg-repeats = Por qué se repite una referencia con la que ya se le pagó
    .value = MOTIVO
cli-arg-payables-reverse-payment = El pago de una línea
    .value = PAGO
cli-arg-settlement = La liquidación, por su identificador
    .value = LIQUIDACIÓN
cli-arg-payables-statement-from = Desde este día
    .value = FECHA
cli-arg-payables-statement-until = Hasta este día; sin él, hoy
    .value = FECHA
cli-empty-payables = No hay nada por pagar.
cli-empty-payables-filter = Ninguna línea coincide con lo que se busca.
cli-empty-settlements = No hay liquidaciones.
cli-exported-lines =
    { $count ->
        [one] 1 línea exportada.
       *[other] { $count } líneas exportadas.
    }
cli-payable-totals =
    { $workshops ->
        [0] Por pagar { $owed }, nada vencido.
        [one] Por pagar { $owed }, vencido { $overdue } en 1 taller.
       *[other] Por pagar { $owed }, vencido { $overdue } en { $workshops } talleres.
    }
cli-payable-ready = Se transfieren ya { $transfer } (por pagar ya { $now }); por vencer { $later }, esperan el corte { $cut }, retenido { $held }; los talleres deben { $owes }.
cli-settlement-payee = Se paga a { $payee }
cli-settlement-sent = Salen { $sent } a la tasa { $rate }.
cli-settlement-preview =
    { $lines ->
        [one] { $workshop }: 1 línea por { $paid }, descontando { $netted }. Total a transferir: { $total }.
       *[other] { $workshop }: { $lines } líneas por { $paid }, descontando { $netted }. Total a transferir: { $total }.
    }
cli-statement-of = { $workshop }, del { $from } al { $until }
cli-opening = saldo inicial
cli-closing = saldo final
cli-head-line = línea
cli-head-lines = líneas
cli-head-change = cambio
cli-head-balance = saldo
cli-head-repeats = repite la referencia
cli-head-due-on = vence
cli-head-on-hold = retenido
cli-head-payee-name = beneficiario
cli-head-receipt = recibo
cli-head-reversed = reversado
cli-head-to-net = a favor
cli-head-now = por pagar ya
cli-head-netted = se descuenta
cli-head-transfer = se transfiere
cli-head-owes = debe el taller
cli-head-sent = salió
cli-head-sent-on = salió el
cli-head-owed = por pagar
cli-head-note = nota

cli-nearest = ¿Querías decir { $nearest }?
cli-done = { $order } quedó en: { $status }.
cli-done-before = (Ya estaba hecho.)
cli-done-note = Nota guardada en { $order }.
cli-done-placed = { $order } · { $total } = { $due } a { $rate }, hasta el { $until }.
cli-done-reported =
    { $signals ->
        [0] Comprobante recibido para { $order }, sin alertas.
        [one] Comprobante recibido para { $order }, con 1 alerta.
       *[other] Comprobante recibido para { $order }, con { $signals } alertas.
    }
cli-done-requoted =
    { $signals ->
        [0] Comprobante recibido para { $order }, sin alertas.
        [one] Comprobante recibido para { $order }, con 1 alerta.
       *[other] Comprobante recibido para { $order }, con { $signals } alertas.
    } El pedido quedó cotizado de nuevo en { $due }, con la tasa de hoy.
cli-done-undone = El veredicto de { $order } quedó deshecho. Es tuyo otra vez hasta el { $until }.
cli-done-claimed = { $order } es tuyo hasta el { $until }.
cli-done-confirmed = Pago de { $order } confirmado: { $credited }.
cli-done-confirmed-over = Pago de { $order } confirmado: { $credited }, sobran { $surplus }.
cli-done-surplus-recorded = Otro pago de { $order } registrado: { $credited }. Quedan { $surplus } de excedente.
cli-done-surplus-credited = Acreditados { $amount } del excedente de { $from } a { $order }: es un comprobante por verificar.
cli-done-part = Pago parcial de { $order } aceptado: { $credited }. Faltan { $missing }, hasta el { $until }.
cli-done-refund-due = Reembolso de { $order } pendiente: { $amount }.
cli-done-refund-part = Pago del reembolso de { $order } registrado: van { $paid }, faltan { $left }.
cli-done-refund-paid = Reembolso de { $order } completo: { $paid }.
cli-done-refund-reversed = Pago del reembolso de { $order } reversado: quedan pagados { $paid }, faltan { $left }.
cli-done-destination = Destino del reembolso de { $order } guardado.
cli-would-be = Simulado, no se guardó nada. Sería: { $done }
cli-no-assignment = sin asignación
cli-done-production = { $order }: { $production }.
cli-done-chosen = { $order }: taller elegido.
cli-done-nobody = { $order }: ningún taller puede tomarlo todavía.
cli-done-notified = { $order }: { $workshop } notificado por { $cost }, listo el { $ready }. Debe responder antes de { $until }.
cli-done-accepted = { $order }: aceptado por { $cost }, prometido para el { $ready }.
cli-done-held = Pago retenido.
cli-done-released = Pago liberado.
cli-done-settled =
    { $lines ->
        [one] Liquidación registrada: { $amount } por una línea.
       *[other] Liquidación registrada: { $amount } por { $lines } líneas.
    }
cli-done-settled-sent =
    { $lines ->
        [one] Liquidación registrada: { $amount } por una línea; salieron { $sent } a la tasa { $rate }.
       *[other] Liquidación registrada: { $amount } por { $lines } líneas; salieron { $sent } a la tasa { $rate }.
    }
cli-done-settled-netted =
    { $lines ->
        [one] Liquidación registrada: { $amount } por una línea, descontando { $netted } que debía el taller.
       *[other] Liquidación registrada: { $amount } por { $lines } líneas, descontando { $netted } que debía el taller.
    }
cli-done-reversed =
    { $payments ->
        [one] Pago reversado: { $amount }.
       *[other] { $payments } pagos reversados: { $amount }.
    }
cli-done-imported = Importado: { $added } líneas nuevas, { $known } ya conocidas, { $refused } rechazadas, { $reconciled } conciliadas con lo anotado.
cli-done-run = Lote { $number }: listo.
cli-done-run-lines =
    { $lines ->
        [one] Lote { $number }: una línea, { $total }.
       *[other] Lote { $number }: { $lines } líneas, { $total }.
    }
cli-done-cut =
    { $lines ->
        [0] Ninguna línea llegó a su corte.
        [one] Una línea llegó a su corte.
       *[other] { $lines } líneas llegaron a su corte.
    }
cli-feed-line = línea { $line }: { $told }
cli-feed-sum = { $done } hechas, { $repeated } ya estaban hechas, { $failed } con error.
cli-line-malformed = La línea no se entiende: { $detail }
cli-line-too-long = La línea pasa de 1 MB.
cli-line-not-text = La línea no es texto UTF-8.
cli-line-operation = «{ $detail }» no es un identificador de operación: es un UUID.
cli-line-without-operation = La línea no trae "operation". Agrégalo, o da al archivo un nombre con --feed.
cli-line-receipt-folder = La línea nombra «{ $detail }» y no se sabe de qué carpeta: con la entrada estándar, di cuál es con --receipts.
cli-line-receipt-outside = «{ $detail }» está fuera de la carpeta de las imágenes y no se tomó.
cli-more = Hay más: repite con --after { $after }
cli-exported = { $count } pedidos escritos.
cli-expiry-off = Los pedidos sin pagar no vencen: falta expiry.unpaid_after_hours en la configuración.
cli-expired = cancelado
cli-would-expire = se cancelaría
cli-empty-expired = No hay pedidos vencidos.
cli-empty-orders = No hay pedidos con ese filtro.
cli-empty-queue = No hay comprobantes por revisar.
cli-empty-refunds = No hay reembolsos pendientes.
cli-empty-requests = No hay peticiones de clientes.
cli-would = se haría
cli-money-back = se devuelve
cli-given-back = devuelve el taller
cli-none = nada
cli-assignment-cancelled = se detiene
cli-customer-reads = el cliente ve
cli-customer = cliente
cli-id-doc = documento
cli-email = correo
cli-delivery = entrega
cli-total = total
cli-due = en bolívares
cli-shipping = envío
cli-credited = verificado
cli-missing = falta
cli-surplus = sobra
cli-tolerance = tolerancia
cli-quote-until = cotizado hasta
cli-placed = pedido el
cli-reviews = revisa
cli-version = versión
cli-digest = huella
cli-on-hold = retenido
cli-claimed-by = { $name }, hasta el { $until }
cli-next = siguiente:
cli-refund-DUE = pendiente
cli-refund-PAID = pagado
cli-refund-VOIDED = anulado
cli-head-refund-kind = Clase
cli-head-destination = Va a
cli-destination-missing = falta { $field }
cli-proof-OPEN = por revisar
cli-proof-VERIFIED = verificado
cli-proof-REJECTED = rechazado
cli-proof-WITHDRAWN = retirado
cli-head-customer = cliente
cli-head-total = total
cli-head-due = en bolívares
cli-head-payment = pago
cli-head-production = producción
cli-head-changed = último cambio
cli-head-since = desde
cli-head-state = estado
cli-head-paid = pagado
cli-head-pays = se paga
cli-head-left = resta
cli-head-asked = pedido el
cli-head-request = petición
cli-head-answer = respuesta
cli-head-answered = respondida el
cli-head-reason = motivo
cli-head-quantity = cant.
cli-head-product = producto
cli-head-proof = n.º
cli-head-date = fecha
cli-head-reference = ref.
cli-head-payer = pagó
cli-head-signals = alertas
cli-head-when = cuándo
cli-head-who = quién
cli-head-what = qué pasó
cli-head-wait = espera
cli-head-reviewer = revisa
cli-help-db-check = Revisa ajustes, reglas, historias, enlaces y comprobantes; termina con 1 si algo está mal
cli-check-sound = Todo en orden: { $orders } pedidos, { $events } eventos, { $receipts } comprobantes.
cli-check-unsound = Hay fallas. Se revisaron { $orders } pedidos, { $events } eventos y { $receipts } comprobantes.
cli-check-more = … y { $count } más de «{ $code }».
cli-unread-rows =
    { $rows ->
        [one] Una fila no se pudo leer y no aparece en la lista. Ejecuta «krafta db check» para saber cuál es.
       *[other] { $rows } filas no se pudieron leer y no aparecen en la lista. Ejecuta «krafta db check» para saber cuáles son.
    }

cli-help-views = Vistas guardadas de las listas: las tuyas y las que otros comparten
cli-help-views-list = Muestra las vistas
cli-help-views-save = Guarda una vista; reemplaza la tuya del mismo nombre
    .examples = krafta views save REVIEW "solo Banesco" --words banco:0134 --starts
cli-help-views-remove = Quita una vista tuya
    .examples = krafta views remove REVIEW "solo Banesco"
cli-arg-list = De qué lista
    .value = LISTA
cli-arg-views-save-name = Nombre de la vista
    .value = NOMBRE
cli-arg-views-remove-name = Nombre de la vista
    .value = NOMBRE
cli-arg-words = Lo que se escribe en el filtro
    .value = FILTRO
cli-arg-shared = Para todo el equipo
cli-arg-starts = La terminal abre con ella
cli-empty-views = No hay vistas guardadas.
cli-view-removed = Vista quitada.
cli-head-list = lista
cli-head-filter = filtro
cli-head-for = para

cli-help-messages = Lo que se les dice a clientes, talleres y administradores, y cómo salió
cli-help-messages-list = Muestra los mensajes, los más nuevos primero
    .examples =
        krafta messages list --state dead
        krafta messages list --order KRFT-7Q2M4X
cli-arg-messages-list-state = Los que están así: por salir, no salieron, anulados o sin efecto
    .value = ESTADO
cli-arg-messages-list-order = Los de este pedido
    .value = PEDIDO
cli-help-messages-show = Muestra un mensaje con sus intentos y lo que se hizo con él
cli-arg-message = El mensaje, como lo escribe la lista
    .value = MENSAJE
cli-help-messages-preview = Muestra un mensaje como lo lee quien lo recibe
cli-arg-messages-preview-html = Como página, no como texto
cli-help-messages-retry = Intenta de nuevo y ya un mensaje que falló
cli-help-messages-drop = Anula un mensaje que no ha salido
cli-arg-messages-drop-reason = Por qué
    .value = MOTIVO
cli-help-messages-resend = Envía de nuevo lo que decía un mensaje
cli-arg-messages-resend-email = La dirección correcta, para este y los que vengan
    .value = CORREO
cli-help-messages-contact = Anota cómo avisarle a un cliente, un taller o alguien del equipo
    .examples =
        krafta messages contact --order KRFT-7Q2M4X --email maria@example.com
        krafta messages contact --workshop "Taller Orinoco" --email taller@example.com
        krafta messages contact --login ana --email ana@example.com
cli-arg-messages-contact-order = Al cliente de este pedido
    .value = PEDIDO
cli-arg-messages-contact-workshop = A este taller
    .value = TALLER
cli-arg-messages-contact-login = A esta persona del equipo
    .value = USUARIO
cli-arg-messages-contact-email = Su correo
    .value = CORREO
cli-arg-messages-contact-phone = Su teléfono
    .value = TELÉFONO
cli-arg-messages-contact-language = En qué idioma se le escribe
    .value = IDIOMA
cli-help-messages-send-test = Envía un correo de prueba con el servidor de la configuración
cli-arg-messages-send-test-address = A quién
    .value = CORREO
cli-help-alerts = Tus avisos de las últimas dos semanas
cli-arg-alerts-read = Anota que ya los viste
cli-help-deliver = Envía los mensajes por salir, mientras esté abierto
    .examples =
        krafta deliver --once
cli-arg-deliver-once = Solo lo que puede salir ahora
cli-empty-messages = No hay mensajes.
cli-empty-alerts = No hay avisos.
cli-head-alert = aviso
cli-head-server-answer = respuesta
cli-head-channel = por
cli-head-done = qué
cli-head-doubt = duda
cli-head-error = por qué
cli-head-how = saldría
cli-head-message = mensaje
cli-head-outcome = resultado
cli-head-seen = visto
cli-head-subject = asunto
cli-head-to = a
cli-message-retried = El mensaje saldrá ahora.
cli-message-dropped = El mensaje quedó anulado.
cli-message-resent = El mensaje saldrá de nuevo.
cli-contact-set = Quedó anotado.
cli-test-subject = Prueba de Krafta
cli-test-text = Este correo es una prueba: la configuración del correo sirve.
cli-test-sent = Se envió una prueba a { $to }.
cli-test-failed = La prueba a { $to } no salió: { $why }. Revisa la sección «smtp» de la configuración.
cli-deliver-runs = Los mensajes salen mientras esto esté abierto. Termina con Ctrl-C.
cli-deliver-busy = Otro programa está enviando.
cli-delivered = Enviados: { $sent }. Se reintentarán: { $failed }. No salieron: { $dead }.

cli-head-description = descripción
cli-head-account = cuenta
cli-head-by = por
cli-head-proposed = propuestos
cli-head-right = bien
cli-head-wrong = mal
cli-head-run = lote
cli-head-why = por qué
cli-head-order = pedido
cli-head-bank = banco
cli-head-until = hasta
cli-head-origin = de dónde
cli-head-credit = crédito
cli-head-level = nivel
cli-head-profile = perfil
cli-head-came = entró
cli-head-went = salió
cli-head-unmatched-in = entró sin pedido
cli-head-unmatched-out = salió sin saber a quién
cli-head-unseen = anotado y no visto
cli-bank-would-import = { $file } en { $account }, por { $profile }, del { $first } al { $last }. Si se importa:
cli-bank-imported = { $file } en { $account }, por { $profile }, del { $first } al { $last }:
cli-bank-counts = nuevas { $added } · ya conocidas { $known } · rechazadas { $refused } · conciliadas { $reconciled } · entró { $came } · salió { $left }
cli-bank-chain-breaks = ⚠ Los saldos no siguen en la línea { $line }: se esperaba { $expected } y dice { $found }. Mira si falta algo del archivo.
cli-bank-taken-back = El banco devolvió el dinero con que se pagó { $order }. Revísalo: krafta orders reverse { $order } --reason «…»
cli-bank-gap = ⚠ Lo anterior llega hasta el { $day }: los días entre medio no están.
cli-bank-corrected = ⚠ El banco cambió líneas que ya estaban ({ $lines }): se quedaron como estaban. Míralas en el banco.
cli-bank-refused-line = ✗ línea { $line }: { $why }
cli-bank-refused-more = … y { $more } más.
cli-empty-credits = No hay nada así en lo que muestran los bancos.
cli-levels-of = De { $confirmed } confirmados con línea conocida, { $right } se habrían propuesto bien.
cli-empty-proposals = Nada de lo que espera cuadra con una línea del banco.
cli-credit-noted = Anotado.
cli-credit-set-aside = Queda aparte: no es de ningún pedido.
cli-credit-restored = Vuelve a estar entre lo que espera.
cli-credit-reconciled = Es el mismo dinero: lo anotado y la línea quedan juntos.

cli-help-bank = Lo que muestran los bancos: estados de cuenta, dinero sin pedido, lo que cuadra
cli-help-bank-import = Importa estados de cuenta o avisos copiados del banco
    .examples = krafta bank import movimientos.xls --account BDV --dry-run
cli-arg-bank-import-files = Archivos del banco; - es lo que se pega en la entrada
    .value = ARCHIVO
cli-arg-bank-import-account = Nombre corto de la cuenta nuestra
    .value = CUENTA
cli-arg-bank-import-profile = Cómo está escrito el archivo; sin él se reconoce solo
    .value = PERFIL
cli-arg-bank-import-catch_up = Nadie tiene que mirar lo que trae: ya se atendió antes de usar este programa
cli-help-bank-list = Muestra el dinero que entró y no es de ningún pedido, el más viejo primero
cli-arg-bank-list-unseen = Lo que se anotó y no está en ningún estado de cuenta
cli-arg-bank-list-aside = Lo que se dejó aparte, lo más nuevo primero
cli-arg-bank-list-text = Un monto, una fecha, una referencia, o palabras de lo que escribió el banco
    .value = TEXTO
cli-arg-bank-list-account = Todo lo de una cuenta, lo más nuevo primero
    .value = CUENTA
cli-arg-bank-list-amount = De este monto
    .value = MONTO
cli-arg-bank-list-reference = De una referencia que termine así, con seis cifras o más
    .value = REFERENCIA
cli-help-bank-show = Muestra un crédito, lo que paga y lo que se dijo de él
cli-arg-credit = El crédito, como lo escribe la lista
    .value = CRÉDITO
cli-help-bank-levels = Muestra cuántas veces acertó aquí cada nivel de coincidencia
cli-arg-bank-levels-last = Entre las últimas N evidencias
    .value = N
cli-help-bank-match = Muestra qué líneas del banco pueden ser el dinero de lo que espera revisión
cli-arg-bank-match-order = Solo de este pedido
    .value = PEDIDO
cli-help-bank-status = Muestra cómo está cada cuenta: hasta cuándo se importó, qué falta y qué espera
cli-help-bank-profiles = Muestra los perfiles de archivos del banco
cli-arg-bank-profiles-new-file = Un archivo del banco que ningún perfil entiende
    .value = ARCHIVO
cli-arg-bank-profiles-new-account = Nombre corto de la cuenta de la que es; dice el banco y la moneda
    .value = CUENTA
cli-arg-bank-profiles-new-name = Nombre del perfil y de su archivo; sin él se propone uno
    .value = NOMBRE
cli-arg-bank-profiles-new-title = Lo que leen las personas
    .value = TÍTULO
cli-arg-bank-profiles-new-bank = Código del banco, cuatro cifras
    .value = CÓDIGO
cli-arg-bank-profiles-new-title_row = La fila que tiene los títulos; 0 si ninguna los tiene
    .value = FILA
cli-arg-bank-profiles-new-date = Columna de la fecha, por su título o su número
    .value = COLUMNA
cli-arg-bank-profiles-new-reference = Columna de la referencia
    .value = COLUMNA
cli-arg-bank-profiles-new-description = Columna del concepto
    .value = COLUMNA
cli-arg-bank-profiles-new-detail = Columna de más texto, que va detrás del concepto
    .value = COLUMNA
cli-arg-bank-profiles-new-amount = Columna del monto con su signo
    .value = COLUMNA
cli-arg-bank-profiles-new-credit = Columna de lo que entra
    .value = COLUMNA
cli-arg-bank-profiles-new-debit = Columna de lo que sale
    .value = COLUMNA
cli-arg-bank-profiles-new-balance = Columna del saldo
    .value = COLUMNA
cli-arg-bank-profiles-new-type = Columna de las letras que dicen si entró o salió
    .value = COLUMNA
cli-arg-bank-profiles-new-phone = Columna del teléfono de quien paga
    .value = COLUMNA
cli-arg-bank-profiles-new-document = Columna de la cédula o RIF de quien paga
    .value = COLUMNA
cli-arg-bank-profiles-new-date_format = Cómo está escrita la fecha: DD/MM/YYYY
    .value = FORMATO
cli-arg-bank-profiles-new-decimals = Cómo están escritos los montos: comma, point, either o implied
    .value = FORMA
cli-arg-bank-profiles-new-delimiter = Qué separa las celdas de un texto; tab es el tabulador
    .value = SIGNO
cli-arg-bank-profiles-new-encoding = Codificación del texto: utf-8 o windows-1252
    .value = CODIFICACIÓN
cli-arg-bank-profiles-new-incoming = Letras de lo que entra, separadas por comas
    .value = LETRAS
cli-arg-bank-profiles-new-outgoing = Letras de lo que sale, separadas por comas
    .value = LETRAS
cli-arg-bank-profiles-new-replace = Ocupa el lugar del perfil que ya tiene ese nombre
cli-help-bank-profiles-new = Hace un perfil propio con las primeras filas de un archivo
    .examples = krafta bank profiles new movimientos.csv --account BDV --dry-run
cli-bank-profile-kept = Perfil { $name } guardado en { $path }: lee { $read } filas del archivo y rechaza { $refused }.
cli-bank-profile-would = El perfil { $name } leería { $read } filas del archivo y rechazaría { $refused }. No se guardó nada.
cli-bank-profiles-own = Los propios están en { $path }
cli-profile-doubt-no-date = No se sabe qué columna tiene la fecha: --date
cli-profile-doubt-no-amount = No se sabe qué columna tiene el monto: --amount, o --credit y --debit
cli-profile-doubt-date-format = La fecha se puede leer de varias maneras: --date-format
cli-profile-doubt-date-unread = Ningún formato lee todas las fechas: --date-format
cli-profile-doubt-decimals = Ningún monto muestra sus céntimos, y 1.234 puede ser mil o uno y pico: --decimals
cli-profile-doubt-letters = Hay letras que no dicen si el dinero entró o salió: --incoming y --outgoing
cli-profile-doubt-one-way = Todo se leería como dinero que entra. Si algo sale: --type
cli-help-bank-note = Anota algo de un crédito
cli-help-bank-set-aside = Dice que un crédito no es de ningún pedido, con el motivo
cli-help-bank-restore = Devuelve un crédito a lo que espera
cli-help-bank-reconcile = Dice que lo anotado es una línea del banco
cli-arg-bank-reconcile-line = La línea del banco
    .value = CRÉDITO
cli-arg-bank-note-note = Lo que se anota
    .value = NOTA
cli-arg-bank-reconcile-note = Lo que se anota
    .value = NOTA
cli-arg-review-confirm-line = La línea del banco que lo pagó; sin decir cuál, la que cuadra del todo
    .value = CRÉDITO
cli-arg-review-part-line = La línea del banco que lo pagó; sin decir cuál, la que cuadra del todo
    .value = CRÉDITO
cli-arg-refund-request-line = La línea del banco que lo pagó; sin decir cuál, la que cuadra del todo
    .value = CRÉDITO

cli-head-waits = espera
cli-head-marks = avisos
cli-head-document = documento
cli-empty-runs = No hay lotes abiertos. Haz uno: krafta bank run draft --account CUENTA
cli-run-second = espera otro visto bueno
cli-run-waits = por enviar { $pending } · por encontrar { $unseen }
cli-run-title = Lote { $number }, { $state } · desde { $account }, hasta el { $day } · { $lines } líneas, { $out } fuera · { $total } = { $dollars } a { $rate }
cli-run-signatures = 
    {""}
    Preparó: ....................    Autorizó: ....................    Fecha: ..............
cli-run-file = { $file }: { $lines } líneas. Fuera de este formato: { $out }.
cli-run-missing = No aparecen en el banco: { $lines }.
cli-run-nothing-found = Nada del lote aparece en los estados de cuenta importados.
cli-run-unsure = solo el monto: elige tú
cli-help-bank-run = Pagos por lote: talleres y reembolsos, del borrador al cierre
cli-help-bank-run-draft = Hace un lote nuevo con lo que vence hasta un día
cli-help-bank-run-list = Muestra los lotes que no han terminado
cli-help-bank-run-show = Muestra un lote con sus líneas
cli-help-bank-run-exclude = Deja una línea fuera de un borrador
cli-help-bank-run-include = Vuelve a incluir una línea, entera o por un monto
cli-help-bank-run-freeze = Congela un borrador: lo que sale queda escrito
cli-help-bank-run-countersign = Da el visto bueno de una segunda persona
cli-help-bank-run-file = Escribe el archivo para la página del banco
cli-help-bank-run-formats = Muestra los formatos de esos archivos
cli-help-bank-run-print = Muestra la lista para imprimir y firmar
cli-help-bank-run-reference = Anota las referencias de lo que se envió
cli-help-bank-run-find = Busca las líneas en los estados de cuenta importados y anota las que encuentra
cli-help-bank-run-fail = Dice que una línea no se pagó: vuelve a estar por pagar
cli-help-bank-run-explain = Explica una línea pagada que no va a aparecer en el banco
cli-help-bank-run-close = Cierra un lote en el que nada espera
cli-help-bank-run-void = Anula un lote del que no se pagó nada
cli-arg-bank-run-draft-account = Nombre corto de la cuenta que paga
    .value = CUENTA
cli-arg-bank-run-draft-until = Último día de lo que se paga; hoy, si no se dice
    .value = DÍA
cli-arg-bank-run-draft-rate = Bolívares por dólar; la tasa del día, si no se dice
    .value = TASA
cli-arg-bank-run-draft-confirm = La tasa es esa aunque sea rara
cli-arg-run = Número del lote
    .value = LOTE
cli-arg-bank-run-list-all = También los cerrados y anulados
cli-arg-bank-run-exclude-line = Número de la línea
    .value = LÍNEA
cli-arg-bank-run-exclude-reason = Por qué queda fuera
    .value = MOTIVO
cli-arg-bank-run-include-line = Número de la línea
    .value = LÍNEA
cli-arg-bank-run-include-amount = Cuánto se paga, en la moneda de la deuda
    .value = MONTO
cli-arg-bank-run-freeze-total = Lo que suma el lote, como lo leíste
    .value = TOTAL
cli-arg-bank-run-freeze-seen = Lo que vio un programa (digest); sin él, lo de ahora
    .value = HUELLA
cli-arg-bank-run-countersign-total = Lo que suma el lote, como lo leíste
    .value = TOTAL
cli-arg-bank-run-file-profile = Formato del archivo; mira bank run formats
    .value = FORMATO
cli-arg-bank-run-file-out = Archivo que se escribe; no puede existir
    .value = ARCHIVO
cli-arg-references = LÍNEA=REFERENCIA, o solo referencias en el orden de las líneas que esperan; - las lee de la entrada
    .value = REFERENCIA
cli-arg-bank-run-reference-date = El día en que salió
    .value = DÍA
cli-arg-bank-run-reference-debit = La línea del banco que lo muestra
    .value = LÍNEA
cli-arg-bank-run-reference-repeats = Por qué se repite una referencia
    .value = MOTIVO
cli-arg-bank-run-find-date = El día en que se envió; el de congelarlo, si no se dice
    .value = DÍA
cli-arg-bank-run-fail-line = Número de la línea
    .value = LÍNEA
cli-arg-bank-run-fail-reason = Qué pasó
    .value = MOTIVO
cli-arg-bank-run-explain-line = Número de la línea
    .value = LÍNEA
cli-arg-bank-run-explain-reason = Por qué no aparecerá
    .value = MOTIVO
cli-arg-bank-run-void-reason = Por qué se anula
    .value = MOTIVO
cli-head-whom = a quién

## Llaves y servidor de SSH
cli-help-keys = Las llaves con las que los operadores entran por SSH
cli-help-keys-list = Muestra las llaves: un administrador las de todos, los demás las suyas
cli-help-keys-add = Agrega una llave a un operador
cli-help-keys-expire = Cambia el último día de una llave
cli-help-keys-revoke = Revoca una llave: no vuelve a servir, y se cortan las sesiones que entraron con ella
cli-help-keys-export-authorized-keys = Escribe las llaves vigentes como líneas de authorized_keys, para el sshd de un servidor
cli-arg-keys-add-key = La línea de un archivo .pub; o el archivo, o «-» para leerla de la entrada
    .value = LLAVE
cli-arg-keys-add-name = Nombre de la llave; sin él, el comentario de la línea
    .value = NOMBRE
cli-arg-expires = Último día en que sirve; sin él, dentro de un año
    .value = DÍA
cli-arg-key = Cómo empieza su huella, seis caracteres o más
    .value = HUELLA
cli-arg-keys-expire-day = Último día en que sirve
    .value = DÍA
cli-arg-keys-revoke-reason = Por qué
    .value = MOTIVO
cli-arg-program = Dónde está el programa en ese servidor
    .value = RUTA
cli-help-serve = Sirve la terminal y los comandos por SSH, cada quien con su llave
cli-help-serve-hostkey = La llave del servidor
cli-help-serve-hostkey-show = Muestra su huella y la línea de known_hosts
cli-arg-listen = Dónde recibe conexiones; sin él, lo que dice la configuración
    .value = DIRECCIÓN
cli-help-ssh-command = Ejecuta lo que alguien pide por SSH: para el «command=» de una llave en sshd
cli-head-fingerprint = huella
cli-head-key-state = estado
cli-head-key-until = hasta
cli-empty-keys = No hay llaves. Agrega una con «krafta keys add».
cli-key-added = { $login } ya puede entrar por SSH con la llave «{ $name }» ({ $fingerprint }), hasta el { $until }.
cli-key-expires = La llave «{ $name }» de { $login } sirve hasta el { $until }.
cli-key-revoked = Se revocó la llave «{ $name }» de { $login } ({ $fingerprint }). Las sesiones que entraron con ella se cortan.
cli-key-state-valid = vigente
cli-key-state-expired = vencida
cli-key-state-revoked = revocada
cli-key-state-inactive = operador desactivado
cli-serve-address = «{ $given }» no es una dirección donde recibir conexiones. Escribe una IP y un puerto, como 127.0.0.1:2222.
cli-serve-ready = Krafta recibe conexiones SSH en { $at }. Huella del servidor: { $fingerprint }
