# Los mensajes: cómo salen, en qué estado están y qué se hace con ellos. Sus textos están en message.ftl.

mensajes-subject-status = Tu pedido { $order }: { $label }
mensajes-subject-order = Pedido { $order }
mensajes-status = Estado de tu pedido { $order }: { $label }
mensajes-digest-subject = { $count } avisos de Krafta
mensajes-signed = Krafta

mensajes-state-PENDING = por salir
mensajes-state-SENDING = saliendo
mensajes-state-SENT = enviado
mensajes-state-FAILED = se reintentará
mensajes-state-DEAD = no salió
mensajes-state-CANCELLED = anulado
mensajes-state-SUPERSEDED = sin efecto

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
mensajes-unreached = nadie será avisado: sin teléfono ni correo
mensajes-unreached-email = nadie será avisado: sin correo
mensajes-unreached-phone = nadie será avisado: sin teléfono
mensajes-switched-off = no se envía: no hay mensajes para { $whom }

mensajes-words-unreadable = no se puede leer: { $name }
mensajes-words-syntax = no se entiende: { $name }
mensajes-words-unknown = no hay un mensaje «{ $name }»
mensajes-words-placeable = pide un dato que no lleva, { $name }
mensajes-words-missing = le falta un dato, { $name }
mensajes-maybe-twice = puede haber salido dos veces

mensajes-words-fault = { $path }, línea { $line }: { $fault }.

mensajes-left = el { $at }, por { $channel }
mensajes-tries = { $count ->
    [0] ({ $why })
    [one] después de un intento ({ $why })
   *[other] después de { $count } intentos ({ $why })
  }
mensajes-not-before = desde las { $at }

mensajes-error-unreachable = sin teléfono ni correo
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
