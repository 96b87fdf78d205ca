# Lo que puede pasar con la base de datos: qué ocurrió y qué hacer. La clave es el código del error.
db-missing = No hay base de datos en { $path }. Créala con «krafta db migrate», o mira el programa con datos inventados: «krafta demo».
    .pane = El archivo de la base de datos no está en { $path }. No crees otro: devuélvelo a su sitio, y aquí se vuelve a leer solo.
db-folder = { $path } es una carpeta; se esperaba el archivo de la base de datos. Escribe también su nombre.
db-denied = Tu usuario no tiene permiso para abrir { $path }. Revisa los permisos del archivo y de su carpeta.
db-io = El disco falló al leer o escribir la base de datos, y no se guardó nada. Copia el archivo a otro disco y revisa este; el detalle está en el registro.
db-exists = Ya existe { $path } y no se reemplaza. Elige otro nombre.
db-not-ours = Ese archivo o esa base de datos no es de Krafta. Revisa --database, DATABASE_URL o la configuración; no se tocó nada.
db-damaged = La base de datos está dañada. Deja de usarla, guarda una copia del archivo y restaura el último respaldo.
db-read-only = La base de datos es de solo lectura. Revisa los permisos del archivo y de su carpeta, o el estado del servidor.
db-full = El disco está lleno o no deja escribir, y no se guardó nada. Libera espacio e intenta de nuevo.
db-unavailable = La base de datos no responde. Revisa que el servidor esté encendido y que la dirección sea la correcta, e intenta de nuevo.
db-address = La dirección del servidor no se entiende. Escríbela como postgres://USUARIO@SERVIDOR:PUERTO/BASE, con una dirección IPv6 entre corchetes.
db-too-many = El servidor no acepta más conexiones por ahora. Cierra los programas que no se usen, o pide a su administrador que suba max_connections o el CONNECTION LIMIT de la base o del usuario.
db-no-tls = El servidor no cifra las conexiones y sslmode lo exige. Activa «ssl» en el servidor o, solo en una red de confianza, usa sslmode=prefer.
db-certificate =
    { $why ->
        [name] El certificado del servidor es de otro nombre. Conéctate por el nombre para el que se hizo, o usa sslmode=verify-ca.
        [time] El certificado del servidor no es válido en esta fecha. Revisa el reloj del equipo, o renueva el certificado.
       *[issuer] El certificado del servidor no es de una autoridad conocida aquí. Indica el archivo de su autoridad: sslrootcert=RUTA.
    }
db-tls-file = No se puede leer { $path }, que la dirección nombra como certificado o clave. Revisa la ruta y sus permisos.
db-tls = No se logró la conexión cifrada con el servidor. Revisa sslcert, sslkey y lo que el servidor exige a sus clientes; el detalle está en el registro.
db-login = El servidor no acepta ese usuario o esa contraseña. Revísalos e intenta de nuevo.
db-not-admitted = El servidor no deja entrar a ese usuario: no existe, no puede iniciar sesión o el servidor no admite a nadie desde aquí de esa forma. Revisa el usuario, su LOGIN y el pg_hba.conf del servidor.
db-no-database = El servidor responde, pero no tiene esa base de datos. Créala con «createdb», o revisa el nombre.
db-busy = Otra persona tenía ocupada la base de datos y no se guardó nada. Repite.
db-not-unique = Ya hay un registro con esos datos y no se guardó nada.
db-not-permitted = Tu usuario de la base de datos no tiene permiso para esto. Pide al administrador del servidor que ejecute «krafta db roles» y te dé el rol krafta_staff.
db-newer-schema = La base de datos está en el esquema { $found } y este programa llega al { $known }. Instala una versión más nueva de Krafta; no se tocó nada.
db-older-schema = La base de datos está en el esquema { $found } y este programa usa el { $known }. Haz un respaldo con «krafta db backup» y luego ejecuta «krafta db migrate».
db-migration = La migración { $version } de la base de datos no es la que conoce este programa, o quedó a medias. Usa la versión de Krafta que la hizo o restaura un respaldo; no se tocó nada.
db-encoding = La base de datos guarda los textos en { $found } y debe guardarlos en UTF8; no se escribió nada. Crea otra: createdb --encoding=UTF8 --template=template0 NOMBRE
db-setting = El ajuste { $name } de la base de datos es { $found } y debe ser { $wanted }.
db-unfit-rows = La base de datos tiene filas con valores que el nuevo esquema no admite: { $rows }. Corrígelas como dueño de la base y vuelve a migrar; no se cambió nada.
db-value = La base de datos tiene un valor que este programa no sabe leer. Ejecuta «krafta db check» para encontrarlo.
db-failed = La base de datos rechazó la operación y no se guardó nada. El detalle está en el registro.
db-internal = Krafta encontró una falla propia y no se guardó nada. El detalle está en el registro.
db-file =
    { $kind ->
        [not-found] No existe { $path }. Revisa la ruta.
        [denied] No tienes permiso para usar { $path }.
        [folder] { $path } es una carpeta; se esperaba un archivo.
        [exists] Ya existe { $path } y no se reemplaza.
        [full] El disco está lleno: no se pudo escribir { $path }.
        [read-only] { $path } está en un disco de solo lectura.
        [not-regular] { $path } no es un archivo común.
        [too-large] { $path } es demasiado grande.
        [not-text] { $path } no es un archivo de texto.
       *[other] No se puede usar { $path }.
    }

## Lo que hay que saber antes de fiarse de lo que se ve
db-caution-skew = El reloj de este equipo marca { $found } y el del servidor { $wanted }: sus tareas no corren. Pon en hora este equipo.
db-caution-ahead = Hay eventos del { $found } y el reloj de este equipo marca { $wanted }: sus tareas no corren. Pon el equipo en hora, o, si la tiene bien, da por bueno su reloj con «krafta db accept-clock».
db-caution-behind = La base de datos llega solo hasta el { $found } y aquí se vieron eventos hasta el { $wanted }: se perdió algo, o es una copia más vieja. Busca la más nueva antes de seguir.
db-caution-replaced = El archivo de la base de datos es otro: lo reemplazaron mientras estaba abierto. Lo que se ve es lo que tiene el nuevo.
db-caution-unread = Hay filas que no se pudieron leer y no aparecen en las listas. Ejecuta «krafta db check» para saber cuáles son.
db-caution-dead =
    { $count ->
        [one] Un mensaje no salió y ya no se intenta. Míralo en Tienda, Mensajes: reinténtalo, o anúlalo.
       *[other] { $count } mensajes no salieron y ya no se intentan. Míralos en Tienda, Mensajes: reinténtalos, o anúlalos.
    }
db-caution-late =
    { $count ->
        [one] Un mensaje espera desde el { $found }: algo impide que salga. Mira en Tienda, Mensajes.
       *[other] { $count } mensajes esperan, el primero desde el { $found }: algo impide que salgan. Mira en Tienda, Mensajes.
    }
db-caution-words = Las palabras propias de la tienda tienen un error y desde aquí no sale ningún mensaje. «krafta doctor» dice cuál: corrígelo y abre de nuevo.

## Lo que encuentra «krafta db check»
db-check-setting = El ajuste { $name } es «{ $found }» y debe ser «{ $wanted }».
db-check-advice = El ajuste { $name } es «{ $found }» y conviene «{ $wanted }».
db-check-missing-edge = A la base de datos le falta el paso { $edge }, de { $from } a { $to }.
db-check-extra-edge = La base de datos permite un paso que no existe: { $edge }, de { $from } a { $to }.
db-check-rule-missing = Falta la regla { $name } en la base de datos.
db-check-rule-altered = La regla { $name } no es la de este programa: alguien la cambió o la apagó.
db-check-rule-unknown = La base de datos tiene una regla que no es de este programa: { $name }.
db-check-clock-rule = La base de datos admite hechos de cualquier fecha (clock_rule): así se prueba, y así no se trabaja.
db-check-unfit-row = Una fila tiene un valor que ninguna lista puede mostrar: { $row }.
db-check-quote-figures = { $found }: lo que se pidió pagar no es el total a su tasa.
db-check-uncovered = { $found }: está confirmado y lo verificado no cubre lo que se debía.
db-check-credited-sum = { $found }: lo acreditado no es la suma de sus comprobantes verificados.
db-check-refunds-over = { $found }: se devolvió más de lo que se verificó.
db-check-refunded = { $found }: su reembolso y su estado no dicen lo mismo.
db-check-refund-sum = { $found }: un reembolso figura pagado y sus pagos no lo suman.
db-check-credit-sum = Lo asignado del crédito del banco { $found } no es la suma de lo que paga.
db-check-credit-equal = El crédito del banco { $found } se anotó más de una vez: mira si es uno solo.
db-check-evidence-without-credit = La evidencia { $found } no está asignada a ningún crédito del banco.
db-check-credit-over = El crédito del banco { $found } pagó más de lo que es.
db-check-surplus-over = { $found }: se usó más excedente del que tenía.
db-check-evidence-over = { $found }: un comprobante cuenta más que lo hallado en el banco.
db-check-proof-without-event = { $found }: tiene un comprobante sin su evento: nadie puede revisarlo.
db-check-reported-without-proof = { $found }: dice que se reportó un pago y no hay comprobante.
db-check-verdict-without-log = { $found }: tiene un veredicto sin su registro.
db-check-wrong-actor = { $found }: lo hizo alguien que no puede.
db-check-reasonless = { $found }: falta el motivo.
db-check-settlement-sum = La liquidación { $found } no es la suma de sus líneas.
db-check-ledger-differs = El libro del taller { $found } no es lo que dicen sus líneas y pagos.
db-check-ledger-months = Los meses del taller { $found } no suman lo que dice su libro.
db-check-line-sum = { $found }: una línea del taller figura pagada y sus pagos no la suman.
db-check-over-without-person = { $found }: pasó el cupo del taller sin que conste quién lo autorizó.
db-check-foreign-key = Hay filas de { $table } sin su { $parent }.
db-check-integrity = El archivo está dañado: { $detail }
db-check-history =
    { $fault ->
        [gap] { $order }: falta un evento antes del { $seq }.
        [wrong-from] { $order }: el evento { $seq } no sale del estado en que estaba el pedido.
       *[other] { $order }: el evento { $seq } da un paso que no existe.
    }
db-check-state = { $order }: guarda «{ $stored }» y sus eventos llevan a «{ $replayed }».
db-check-made-unpaid = { $order }: se produce sin un pago confirmado.
db-check-over-limit = { $workshop } tiene { $units } unidades el { $day } y su cupo es { $allowed }, sin que nadie lo autorizara.
db-check-over-limit-since = { $workshop } tiene { $units } unidades el { $day } y su cupo es ahora { $allowed }: el excedente está a la vista en Talleres.
db-check-lines-sum = { $order }: lo que se le debe al taller suma { $owed } y debe sumar { $agreed }.
db-check-paid-bounds = { $order }: de { $kind } por { $amount } figura pagado { $paid }.
db-check-told-again = { $order }: se le volvió a ofrecer a { $workshop }, que lo había rechazado.
db-check-receipt-missing = Falta el comprobante { $digest }.
db-check-receipt-altered = El comprobante { $digest } fue alterado.
db-check-file-mode = Otros usuarios pueden leer { $path } (permisos { $mode }). Ejecuta: chmod 600 { $path }
