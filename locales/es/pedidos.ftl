# La vista Pedidos: buscar un pedido, su historia, y lo que el personal hace con él.
pedidos-title = Pedidos

pedidos-open = abrir
    .help = Abre el pedido: su historia, los dos estados y lo que puede seguir.
pedidos-look = ver
    .help = Muestra todo lo que dice el evento: comprobante, evidencia, reembolso, nota, mensajes.
pedidos-filter = filtrar
    .help = Busca por número, teléfono, cédula, referencia o nombre; también campo:valor, como banco:0102 o estado:confirmado.
pedidos-preset = vistas
    .help = Elige una vista preparada: abiertos, confirmados, por reembolsar, de hoy.
pedidos-note = nota
    .help = Agrega una nota al pedido; es interna salvo que elijas otra cosa.
pedidos-produce = producción
    .help = Los pasos de la producción: notificar, aceptar, iniciar, listo, entregar, completar, o quitarle el pedido al taller.
pedidos-cancel = cancelar
    .help = Cancela un pedido sin dinero verificado; antes muestra qué pasaría.
pedidos-refund = reembolsar
    .help = Pide el reembolso del dinero verificado; antes muestra qué pasaría.
pedidos-pay-refund = pagar reembolso
    .help = Registra un pago del reembolso, completo o en partes.
pedidos-reinstate = restituir
    .help = Anula un reembolso del que no se ha pagado nada: el pedido sigue.
pedidos-reopen = reabrir
    .help = Vuelve a revisar un pago rechazado, con un motivo.
pedidos-report = registrar pago
    .help = Registra un pago en nombre del cliente, con una nota que diga por qué.
pedidos-steps = pasos
    .help = Muestra todos los pasos que podrían seguir y por qué se niegan los demás.
pedidos-tracking = como el cliente
    .help = Muestra el pedido tal como lo ve el cliente.
pedidos-export = exportar
    .help = Guarda el pedido como texto, Markdown o JSON en la carpeta de exportaciones.
pedidos-copy = copiar
    .help = Copia el número del pedido.
pedidos-copy-other = copiar otro dato
    .help = Copia el teléfono, la referencia, el monto u otro dato del pedido.
pedidos-reverse = revertir
    .help = Revierte una confirmación: el banco devolvió el dinero o fue un error. Pide una excepción con su motivo.

pedidos-not-loaded = El pedido todavía se está leyendo.
pedidos-not-from = Con el pago en «{ $status }» este paso no existe.

pedidos-no-refund-due = No hay ningún reembolso por pagar.
pedidos-which-refund-title = Qué reembolso se paga
pedidos-preset-title = Qué pedidos
pedidos-preset-all = todos
pedidos-preset-open = abiertos
pedidos-preset-confirmed = confirmados
pedidos-preset-to-refund = por reembolsar
pedidos-preset-today = de hoy

pedidos-showing = { $preset } ▾
pedidos-filter-label = filtro:
pedidos-filter-hint = número, teléfono, cédula, referencia o nombre; campo:valor
pedidos-nearest = ¿Querías decir { $numbers }?
pedidos-count = { $count ->
    [one] 1 pedido
   *[other] { $count } pedidos
 }
pedidos-count-more = { $count }+ pedidos
pedidos-loading = Leyendo los pedidos
pedidos-failed-help = Ctrl-r lo intenta otra vez.
pedidos-nothing-fits = Ningún pedido coincide con «{ $filter }».
pedidos-nothing-fits-help = Esc quita el filtro; / lo corrige.
pedidos-nothing-here = No hay pedidos en esta vista.
pedidos-nothing-here-help = v elige otra vista; Esc muestra todos.
pedidos-no-orders = Todavía no hay pedidos.
pedidos-no-orders-help = Llegan solos cuando un cliente compra; «krafta checkout» crea uno.

pedidos-column-number = pedido
pedidos-column-customer = cliente
pedidos-column-total = total
pedidos-column-payment = pago
pedidos-column-production = producción
pedidos-column-workshop = taller
pedidos-column-changed = cambio
pedidos-column-when = cuándo
pedidos-column-status = estado
pedidos-column-who = quién
pedidos-column-what = qué pasó

pedidos-lane-payment = pago
pedidos-lane-production = producción
pedidos-customer-sees = el cliente ve: { $label }
pedidos-total = total { $total } = { $due } a { $rate }
pedidos-placed = creado { $at }
pedidos-address = a { $address }
pedidos-item = { $quantity } × { $name } a { $price } = { $line }
pedidos-more-items = y { $count } más
pedidos-on-hold = en espera: el pago se revisa otra vez y la producción no avanza
pedidos-part-paid = acreditado { $credited }, faltan { $missing }
pedidos-claimed = lo revisa { $name } desde { $since }
pedidos-next = siguiente: { $steps }
pedidos-no-steps = No sigue ningún paso.
pedidos-refused-steps = { $count ->
    [one] 1 paso no se puede dar: s dice por qué
   *[other] { $count } pasos no se pueden dar: s dice por qué
 }
pedidos-steps-title = Lo que puede seguir

pedidos-stood = estuvo así { $span }
pedidos-internal = interno: el cliente no lo ve
pedidos-nothing-moved = los estados no cambian
pedidos-messages = Mensajes
pedidos-message-cancelled = cancelado antes de salir
pedidos-message-sent = enviado { $at }
pedidos-message-waits = por enviar
pedidos-proof = Comprobante { $seq }, intento { $attempt }: { $state }
pedidos-proof-OPEN = por revisar
pedidos-proof-VERIFIED = verificado
pedidos-proof-REJECTED = rechazado
pedidos-proof-WITHDRAWN = retirado
pedidos-receipt = { $kind }, { $kib } KiB
pedidos-evidence = En el banco, según { $by }
pedidos-refund-of = Reembolso de { $amount }: { $state }
pedidos-refund-DUE = por pagar
pedidos-refund-PAID = pagado
pedidos-refund-VOIDED = anulado
pedidos-refund-part = { $amount } por { $method }, ref. { $reference }, { $by }, { $at }
pedidos-refund-left = resta { $left }

pedidos-assignment = Asignación { $attempt }: { $status }
pedidos-field-workshop = taller
pedidos-field-cost = costo
pedidos-field-policy = cobra
pedidos-field-respond = responde antes de
pedidos-field-promised = listo el
pedidos-field-carrier = lo lleva
pedidos-field-tracking = guía
pedidos-field-tracking-url = seguimiento
pedidos-field-days = cupo
pedidos-over-limit = pasa del cupo: «{ $reason }»
pedidos-line = { $kind } { $amount }: { $status }, pagado { $paid }, vence { $due }

pedidos-tracking-title = { $number }, como lo ve el cliente
pedidos-tracking-total = Total { $total }, { $due }
pedidos-tracking-missing = Falta { $missing }, hasta { $until }

pedidos-copy-title = Copiar
pedidos-copy-number = número
pedidos-copy-phone = teléfono
pedidos-copy-reference = referencia
pedidos-copy-due = monto en bolívares
pedidos-copy-total = total
pedidos-copy-customer = cliente
pedidos-copy-id-doc = cédula
pedidos-copy-address = dirección

pedidos-export-title = Exportar el pedido
pedidos-export-text = Texto
pedidos-export-markdown = Markdown
pedidos-export-json = JSON, para programas
pedidos-export-items = Productos
pedidos-export-history = Historia
pedidos-exported = Exportado { $at }

pedidos-field-note = nota
pedidos-field-readers = la lee
pedidos-field-reason = motivo
pedidos-field-amount = monto
pedidos-field-method = método
pedidos-field-reference = referencia
pedidos-field-url = recibo (URL)
pedidos-field-optional = Opcional.
pedidos-field-date = fecha del pago
pedidos-field-account = cuenta nuestra
pedidos-field-bank = banco de origen
pedidos-field-payer-name = nombre de quien pagó
pedidos-field-payer-id = cédula o RIF
pedidos-field-payer-phone = teléfono de origen
pedidos-field-email = correo de origen
pedidos-field-receipt = archivo
pedidos-field-why = por qué lo registras tú

pedidos-note-title = Nota en { $number }
pedidos-note-yes = Agregar nota
pedidos-note-done = Nota agregada a { $number }
pedidos-note-internal = solo el personal
pedidos-note-internal-note = El cliente no la ve.
pedidos-note-public = también el cliente
pedidos-note-public-note = No es interna: el sitio puede mostrarla al cliente.

pedidos-cancel-title = Cancelar { $number }
pedidos-cancel-yes = Cancelar el pedido
pedidos-cancel-done = { $number } cancelado
pedidos-refund-title = Reembolsar { $number }
pedidos-refund-yes = Pedir el reembolso
pedidos-refund-done = Reembolso de { $number } pedido
pedidos-pay-to = Va a: { $to }
pedidos-pay-to-missing = falta { $field }: krafta refund destination
pedidos-field-bearer = quién lo asume
pedidos-field-given-back = el taller devuelve
pedidos-field-sent-on = fecha de salida
pedidos-field-today = Vacía: hoy.
pedidos-field-repeats = por qué se repite
pedidos-field-repeats-hint = Solo si esa referencia ya pagó otro reembolso.
pedidos-override-return = El pedido ya se entregó: se devuelve el dinero igual
pedidos-pay-title = Pagar el reembolso de { $number }
pedidos-pay-yes = Registrar el pago
pedidos-pay-done = Pago del reembolso de { $number } registrado
pedidos-pay-what = El reembolso es de { $amount }; se han pagado { $paid } y quedan { $left }.
pedidos-pay-closes = Con esto el reembolso queda completo.
pedidos-pay-left = Quedarán { $left } por pagar.
pedidos-pay-sure = { $amount } por { $method }, ref. { $reference }
pedidos-pay-today = Sale con fecha de hoy.
pedidos-pay-sent-on = Salió el { $day }.
pedidos-pay-repeats = La referencia se repite: { $reason }
pedidos-reinstate-title = Restituir { $number }
pedidos-reinstate-yes = Restituir el pedido
pedidos-reinstate-done = { $number } sigue adelante
pedidos-reopen-title = Reabrir { $number }
pedidos-reopen-yes = Reabrir la revisión
pedidos-reopen-done = { $number } está otra vez en revisión, a tu nombre
pedidos-reverse-title = Revertir la confirmación de { $number }
pedidos-reverse-yes = Revertir la confirmación
pedidos-reverse-done = Confirmación de { $number } revertida; el pedido queda en espera
pedidos-reverse-what = El pedido vuelve a revisión y queda en espera: la producción no avanza hasta que se confirme otra vez.
pedidos-report-title = Registrar un pago de { $number }
pedidos-report-yes = Registrar el pago
pedidos-report-done = Pago de { $number } registrado
pedidos-report-what = Por { $method }, en { $currency }. Al pedido le faltan { $missing }.
pedidos-method-title = Cómo pagó el cliente

pedidos-override-reverse = El pago estaba confirmado y aun así se revierte; queda a tu nombre.
pedidos-override-production = El producto ya está en producción y aun así se cancela; queda a tu nombre.

pedidos-sure-who = { $number } de { $customer }
pedidos-sure-reason = Motivo: { $reason }
pedidos-would-pay-back = Se devuelven { $amount } al cliente.
pedidos-would-pay-nothing = No hay dinero que devolver.
pedidos-would-free = Se cancela la asignación ({ $status }) y se libera el cupo del taller.
pedidos-would-not-assign = Ya no se busca taller ({ $status }).
pedidos-would-give-back = El taller devuelve { $amount } de lo acordado.
pedidos-would-free-nothing = Ningún taller tiene este pedido.
pedidos-would-tell = Se avisa { $whom }: «{ $text }»
pedidos-would-tell-nobody = No se avisa a nadie.
pedidos-to-CUSTOMER = al cliente
pedidos-to-ADMINS = a los administradores
pedidos-to-WORKSHOP = al taller
