# Los mensajes: cómo salen, en qué estado están y qué se hace con ellos. Sus textos están en message.ftl.

mensajes-subject-status = Tu pedido { $order }: { $label }
mensajes-subject-order = Pedido { $order }
mensajes-status = Estado de tu pedido { $order }: { $label }
mensajes-digest-subject = { $count } avisos de Krafta
mensajes-signed = Krafta
mensajes-follow = Síguelo aquí: { $link }

mensajes-state-PENDING = por salir
mensajes-state-SENDING = saliendo
mensajes-state-SENT = enviado
mensajes-state-FAILED = se reintentará
mensajes-state-DEAD = no salió
mensajes-state-CANCELLED = anulado
mensajes-state-SUPERSEDED = sin efecto
mensajes-state-OFF = no se envía
mensajes-untrue-since = Dejó de ser cierto el { $at }: { $step }.
mensajes-said-again = No salió, y se envió de nuevo con otro mensaje.
mensajes-written-before = Se escribió antes de que se enviaran mensajes a { $whom }.

mensajes-channel-EMAIL = correo
mensajes-channel-COMMAND = mensajería
mensajes-channel-FILE = archivo
mensajes-channel-ALERT = aviso en la terminal

mensajes-outcome-SENT = salió
mensajes-outcome-TEMPORARY = no por ahora
mensajes-outcome-PERMANENT = rechazado
mensajes-outcome-OUTAGE = sin servicio
mensajes-outcome-UNKNOWN = no se sabe si salió

mensajes-act-RETRIED = reintentar
mensajes-act-DROPPED = anular
mensajes-act-RESENT = enviar de nuevo

mensajes-to-CUSTOMER = cliente
mensajes-to-ADMINS = administradores
mensajes-to-WORKSHOP = taller

mensajes-all-CUSTOMER = clientes
mensajes-all-ADMINS = administradores
mensajes-all-WORKSHOP = talleres

mensajes-reached = por { $channel } a { $to }
mensajes-reached-alert = con un aviso en su terminal
mensajes-unreached = nadie será avisado: sin { $lacks }
mensajes-lack-LOGIN = usuario en la terminal
mensajes-lack-PHONE = teléfono
mensajes-lack-EMAIL = correo
mensajes-lacks = { $some } ni { $last }
mensajes-switched-off = no se envía: no hay mensajes para { $whom }

mensajes-words-unreadable = no se puede leer: { $name }
mensajes-words-syntax = no se entiende: { $name }
mensajes-words-unknown = no hay un mensaje «{ $name }»
mensajes-words-placeable = pide un dato que no lleva, { $name }
mensajes-words-missing = le falta un dato, { $name }

mensajes-words-fault = { $path }, línea { $line }: { $fault }.

mensajes-left = el { $at }, por { $channel }
mensajes-tries = { $count ->
    [0] ({ $why })
    [one] después de un intento ({ $why })
   *[other] después de { $count } intentos ({ $why })
  }
mensajes-not-before = desde el { $at }

mensajes-error-unreachable = no hay a dónde enviarlo
mensajes-error-address = la dirección no sirve
mensajes-error-sender = falta decir quién escribe (messages.from)
mensajes-error-content = el texto no se puede enviar
mensajes-error-refused = el servidor lo rechazó
mensajes-error-later = el servidor pide intentarlo más tarde
mensajes-error-recipient = el servidor no respondió por ese destinatario
mensajes-error-no-answer = se entregó y no hubo respuesta
mensajes-error-timeout = no respondió a tiempo
mensajes-error-connection = se cortó la conexión
mensajes-error-connect = no se pudo conectar
mensajes-error-starttls = el servidor no cifra la conexión
mensajes-error-tls = la conexión cifrada no es de fiar
mensajes-error-sign-in = el servidor no aceptó el usuario y la clave
mensajes-error-password-file = no se puede usar el archivo de la clave
mensajes-error-ca-file = no se puede usar el archivo del certificado
mensajes-error-host = falta el servidor (smtp.host)
mensajes-error-program = no se pudo ejecutar el programa de mensajería
mensajes-error-exit-code = el programa de mensajería falló
mensajes-error-killed = el programa de mensajería se interrumpió
mensajes-error-path = falta la ruta (spool.path)
mensajes-error-file = no se pudo escribir el archivo
mensajes-error-thread = el programa no pudo enviarlo
mensajes-error-connections = no hay conexiones (smtp.connections)
mensajes-error-resting = el servicio descansa tras varias fallas
mensajes-error-interrupted = el programa se cerró mientras lo enviaba

mensajes-answered = «{ $answer }»
mensajes-cause-unknown-issuer = nadie conocido firma su certificado
mensajes-cause-other-name = su certificado es de otro nombre
mensajes-cause-expired = su certificado venció
mensajes-cause-unknown-host = no existe ese servidor
mensajes-cause-nobody-there = nadie atiende en ese puerto
mensajes-cause-closed = se cortó la conexión
mensajes-cause-no-network = no hay red hasta él
mensajes-cause-too-late = no respondió a tiempo
mensajes-cause-no-tls = lo que responde no es una conexión cifrada
mensajes-cause-ascii-only = el servidor no admite letras con acento en una dirección

mensajes-title = Mensajes
mensajes-alerts = Avisos
mensajes-head-order = pedido
mensajes-head-whom = para
mensajes-head-what = qué dice
mensajes-head-state = estado
mensajes-head-tries = intentos
mensajes-head-error = último error
mensajes-filter-hint = pedido, cliente, taller…
mensajes-empty = No hay mensajes así.
mensajes-empty-help = «v» elige en qué estado; Esc borra lo que buscas.
mensajes-no-alerts = No hay avisos de las últimas dos semanas.
mensajes-no-alerts-help = Aquí llega lo que tienes que saber de los pedidos.
mensajes-which = estado
    .help = Elige qué mensajes se ven: los que esperan, los que fallaron, los que no salieron, los enviados
mensajes-which-title = Mensajes en qué estado
mensajes-which-all = todos
mensajes-which-waiting = los que esperan
mensajes-which-failed = los que se reintentarán
mensajes-which-dead = los que no salieron
mensajes-which-sent = enviados
mensajes-which-cancelled = anulados
mensajes-which-superseded = sin efecto
mensajes-read = leer
    .help = Muestra el mensaje entero, cada intento de enviarlo y lo que se hizo con él
mensajes-alert-order = ver pedido del aviso
    .help = Abre el pedido del que habla el aviso
mensajes-order = ver pedido
    .help = Abre el pedido del mensaje
mensajes-retry = reintentar
    .help = Vuelve a intentar enseguida un mensaje que no salió
mensajes-retry-title = Reintentar · { $order } · { $whom }
mensajes-retry-yes = Reintentar
mensajes-retry-done = El mensaje a { $whom } saldrá enseguida.
mensajes-drop = anular
    .help = Deja de enviar un mensaje que espera o que falló, con su motivo
mensajes-drop-title = Anular mensaje · { $order } · { $whom }
mensajes-drop-yes = Anular
mensajes-drop-done = El mensaje a { $whom } no se enviará.
mensajes-resend = enviar de nuevo
    .help = Dice otra vez lo que decía un mensaje, a otro correo si hace falta
mensajes-resend-title = Enviar de nuevo · { $order } · { $whom }
mensajes-resend-yes = Enviar
mensajes-resend-done = El mensaje a { $whom } saldrá de nuevo.
mensajes-resend-hint = Solo si el que hay está mal: vale para este y para los que vengan.
mensajes-contact = contacto
    .help = Anota el correo, el teléfono o el idioma en que se escribe a esa persona
mensajes-contact-title = Contacto de { $whom }
mensajes-contact-yes = Guardar
mensajes-contact-done = Contacto de { $whom }: guardado.
mensajes-contact-hint = Vacío, queda el que hay.
mensajes-language = idioma
mensajes-language-es = español
mensajes-language-en = inglés
mensajes-language-shop = en el idioma de la tienda
mensajes-written-to = Ahora: { $email } · { $phone } · { $language }
mensajes-no-email = sin correo
mensajes-no-phone = sin teléfono
mensajes-goes-on = … El mensaje sigue: ⏎ en la lista lo muestra entero.
mensajes-sent-to = enviado a { $to }
mensajes-maybe-twice = Puede haber llegado dos veces.
mensajes-is-again = Repite un mensaje anterior.
mensajes-erased = El texto y la dirección ya se borraron.
mensajes-would-say = Lo que dirá:
mensajes-would-have-said = Lo que habría dicho:
mensajes-words-faulty = Las palabras propias de la tienda tienen un error: nada se envía hasta corregirlo.
mensajes-reader-keys = o ver pedido · Esc cerrar
