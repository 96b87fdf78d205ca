# La vista Liquidaciones: lo que se debe a los talleres, los pagos hechos y los estados de cuenta.
liquidaciones-title = Liquidaciones

liquidaciones-settle = pagar
    .help = Paga lo marcado, o la línea de adelante, con una sola transferencia; pide escribir el total.
liquidaciones-mark = marcar
    .help = Marca o desmarca la línea; sobre un taller, las suyas que se pagan ya.
liquidaciones-mark-all = marcar taller
    .help = Marca las líneas del taller que se pagan ya: las que vencieron o vencen hoy.
liquidaciones-mark-early = marcar también lo que no vence
    .help = Marca todas las líneas del taller que se pueden pagar, también las que no vencen o esperan su corte.
liquidaciones-open = ver
    .help = Muestra la historia de la línea, o lo que pagó la transferencia.
liquidaciones-hold = retener
    .help = Retiene el pago de la línea; pide el motivo.
liquidaciones-release = liberar
    .help = Libera una línea retenida; pide el motivo.
liquidaciones-reverse = reversar
    .help = Deshace un pago de la línea, o la transferencia entera; pide el motivo y el monto.
liquidaciones-filter = filtrar
    .help = Filtra con palabras y campos: taller:, estado:, política:, vencido.
liquidaciones-preset = vista
    .help = Elige entre lo que se debe, lo vencido, lo retenido, lo pagado y todo.
liquidaciones-transfers = transferencias
    .help = La historia de las transferencias a los talleres.
liquidaciones-statement = estado de cuenta
    .help = El estado de cuenta del taller entre dos fechas.
liquidaciones-aging = atrasos
    .help = Cuánto se debe a cada taller y qué tan tarde va.
liquidaciones-order = pedido
    .help = Abre el pedido con toda su historia.
liquidaciones-export = exportar
    .help = Guarda todo lo que muestra la lista como CSV.
liquidaciones-only = solo este taller
    .help = Muestra solo el taller de adelante, y de vuelta todos.
liquidaciones-copy = copiar
    .help = Copia el número del pedido o la referencia.
liquidaciones-copy-payee = copiar datos de cobro
    .help = Copia entera la cuenta, la cédula o el RIF, el banco o el nombre al que se paga al taller.
liquidaciones-unmark = desmarcar todo
    .help = Quita todas las marcas.

liquidaciones-summary = Por pagar { $owed }
liquidaciones-summary-none = No se debe nada
liquidaciones-summary-overdue = vencido { $overdue } en { $count ->
    [one] 1 taller
   *[other] { $count } talleres
 }
liquidaciones-ready-now = por pagar ya { $sum }
liquidaciones-ready-later = por vencer { $sum }
liquidaciones-ready-not-cut = esperan el corte { $sum }
liquidaciones-ready-held = retenido { $sum }
liquidaciones-ready-owes = nos deben { $sum }
liquidaciones-marked = marcado: { $count ->
    [one] 1 línea
   *[other] { $count } líneas
 }, { $sum }
liquidaciones-marked-several = marcado: { $count } líneas de { $workshops } talleres, { $sum }
liquidaciones-showing = vista: { $preset }
liquidaciones-sort-usual = por nombre y día en que vence
liquidaciones-found = líneas: { $count }
liquidaciones-filter-hint = taller:orinoco estado:parcial política:semanal vencido · pedido · ⏎ listo · Esc deshacer
liquidaciones-preset-title = Qué se muestra
liquidaciones-preset-open = lo que se debe
liquidaciones-preset-to-pay = por pagar ya
liquidaciones-preset-overdue = vencidas
liquidaciones-preset-held = retenidas
liquidaciones-preset-paid = pagadas
liquidaciones-preset-all = todas
liquidaciones-view-transfers = transferencias, la más nueva primero
liquidaciones-view-statement = { $workshop } · { $from } – { $until }
liquidaciones-view-aging = atrasos por taller

liquidaciones-column-line = taller / línea
liquidaciones-column-policy = política
liquidaciones-column-kind = tipo
liquidaciones-column-due = vence
liquidaciones-column-amount = monto
liquidaciones-column-paid = pagado
liquidaciones-column-left = resta
liquidaciones-column-status = estado
liquidaciones-column-when = cuándo
liquidaciones-column-workshop = taller
liquidaciones-column-transfer = monto
liquidaciones-column-reference = referencia
liquidaciones-column-method = método
liquidaciones-column-by = quién
liquidaciones-column-paid-lines = líneas
liquidaciones-column-entry = qué
liquidaciones-column-order = pedido
liquidaciones-column-facts = datos
liquidaciones-column-change = cambio
liquidaciones-column-balance = saldo
liquidaciones-column-owed = se debe
liquidaciones-column-overdue = vencido
liquidaciones-column-not-due = por vencer
liquidaciones-column-week = 1–7 días
liquidaciones-column-month = 8–30 días
liquidaciones-column-older = más de 30
liquidaciones-column-held = retenido
liquidaciones-column-to-net = a favor de Krafta

liquidaciones-lines = { $count ->
    [one] 1 línea
   *[other] { $count } líneas
 }
liquidaciones-overdue = Vencida
liquidaciones-to-net = A favor de Krafta
liquidaciones-reversed = reversada
liquidaciones-reversed-some = { $count } de { $of }
liquidaciones-ref = ref. { $reference }

liquidaciones-mark-clawback = { $number } está a favor de Krafta: se descuenta sola del próximo pago al taller.
liquidaciones-mark-not-open = { $number } no se puede pagar ahora: { $status }.
liquidaciones-nothing-due = A { $workshop } no hay nada que pagarle ya: lo próximo vence el { $day }. A marca también lo que no vence.
liquidaciones-nets-next = { $workshop } debe { $owed } ({ $numbers }): se descuenta solo de su próximo pago, { $number } por { $left }, que vence el { $day }.
liquidaciones-nets-later = { $workshop } debe { $owed } ({ $numbers }): se descuenta solo de su próximo pago; ahora no se le debe nada.
liquidaciones-mark-most = Una transferencia lleva { $count } líneas como máximo: paga las marcadas primero.
liquidaciones-open-first = Abre primero la fila con ⏎ para ver qué se reversaría.
liquidaciones-all-reversed = Esa transferencia ya está reversada entera.

liquidaciones-settle-title = Pagar a { $workshop }
liquidaciones-turn = { $at } de { $of }
liquidaciones-run-results = Lo que pasó con cada taller
liquidaciones-settle-yes = Pagar
liquidaciones-settle-nothing = Lo que debe el taller cubre estas líneas: no se transfiere nada.
liquidaciones-payee = Se paga a { $payee }
liquidaciones-payee-unknown = El taller no tiene cuenta registrada: confírmala con él antes de transferir.
liquidaciones-payee-then = Se pagó a { $payee }
liquidaciones-payee-then-unknown = No quedó copiada ninguna cuenta.
liquidaciones-field-amount = Monto
liquidaciones-amount-hint = Con menos se paga primero lo más antiguo.
liquidaciones-field-method = Método
liquidaciones-field-reference = Referencia
liquidaciones-field-currency = Sale en
liquidaciones-field-sent-on = Salió el
liquidaciones-sent-on-hint = Sin fecha, hoy.
liquidaciones-sum-sent = Salen { $sent } a la tasa { $rate }
liquidaciones-sent-on = salió del banco el { $day }
liquidaciones-payee-none = No hay datos de cobro que copiar.
liquidaciones-copy-title = Qué se copia
liquidaciones-copy-account = Cuenta o teléfono
liquidaciones-copy-document = Cédula o RIF
liquidaciones-copy-bank = Código del banco
liquidaciones-copy-name = Nombre
liquidaciones-field-url = Comprobante
liquidaciones-field-note = Nota
liquidaciones-field-repeats = Por qué se repite
liquidaciones-field-reason = Motivo
liquidaciones-field-from = Desde
liquidaciones-field-until = Hasta
liquidaciones-url-hint = Enlace, si lo hay.
liquidaciones-not-now = no entra en este pago
liquidaciones-of = { $amount } de { $left }
liquidaciones-more-lines = { $count ->
    [one] y 1 línea más
   *[other] y { $count } líneas más
 }
liquidaciones-sum = { $count ->
    [one] 1 línea
   *[other] { $count } líneas
 }: se transfieren { $transfer }
liquidaciones-sum-netted = Se pagan { $paid } y se descuentan { $netted } a favor de Krafta
liquidaciones-sum-early = { $count ->
    [one] 1 línea todavía no llega a su corte
   *[other] { $count } líneas todavía no llegan a su corte
 }
liquidaciones-sum-not-due = { $count ->
    [one] 1 línea todavía no vence
   *[other] { $count } líneas todavía no vencen
}
liquidaciones-sum-rest = quedan por pagar { $rest }
liquidaciones-sure-by = { $method } · ref. { $reference }
liquidaciones-sure-repeats = Referencia repetida: «{ $reason }»
liquidaciones-sure-reason = Motivo: «{ $reason }»
liquidaciones-did-settle = Pagados { $amount } a { $workshop } · { $count ->
    [one] 1 línea
   *[other] { $count } líneas
 }

liquidaciones-hold-title = Retener { $number }
liquidaciones-hold-yes = Retener
liquidaciones-release-title = Liberar { $number }
liquidaciones-release-yes = Liberar
liquidaciones-hold-what = { $workshop } · restan { $left }
liquidaciones-held = Pago de { $number } retenido
liquidaciones-released = Pago de { $number } liberado

liquidaciones-reverse-title = Reversar un pago
liquidaciones-reverse-all-title = Reversar la transferencia
liquidaciones-reverse-yes = Reversar
liquidaciones-reverse-payment = { $amount } a { $workshop } por { $number }, que pagó { $by } el { $at }
liquidaciones-reverse-transfer = { $amount } a { $workshop } en { $count ->
    [one] 1 línea
   *[other] { $count } líneas
 }, que pagó { $by } el { $at }
liquidaciones-reverse-follows = Lo reversado queda otra vez por pagar; nada se borra.
liquidaciones-which-payment = Cuál pago se reversa
liquidaciones-would-reverse = Se reversan { $amount } · { $count ->
    [one] { $count } pago
   *[other] { $count } pagos
}
liquidaciones-did-reverse = Reversados { $amount } · { $count ->
    [one] 1 pago
   *[other] { $count } pagos
 }

liquidaciones-detail-sums = monto { $amount } · pagado { $paid } · resta { $left }
liquidaciones-detail-due = vence el { $day }
liquidaciones-detail-was-due = vencía el { $day }
liquidaciones-detail-late = { $days ->
    [one] vencida hace 1 día
   *[other] vencida hace { $days } días
 }
liquidaciones-detail-cut = corte del { $day }
liquidaciones-detail-held = retenida: «{ $why }»
liquidaciones-detail-history = Qué pasó
liquidaciones-transfer-lines = { $count ->
    [one] Pagó 1 línea
   *[other] Pagó { $count } líneas
 }
liquidaciones-owed = Se le deben { $owed }
liquidaciones-bucket-held = Retenido
liquidaciones-bucket-to-net = A favor de Krafta
liquidaciones-reading = leyendo

liquidaciones-statement-title = Estado de cuenta · { $workshop }
liquidaciones-statement-yes = Ver
liquidaciones-opening = Inicial
liquidaciones-closing = Final
liquidaciones-adds-up = { $opening } inicial { $lines } cargos { $voided } anulado { $paid } pagado { $reversed } reversado = { $closing } final
liquidaciones-today = Hoy: { $buckets }

liquidaciones-loading = Leyendo lo que se debe a los talleres
liquidaciones-loading-transfers = Leyendo las transferencias
liquidaciones-loading-statement = Leyendo el estado de cuenta
liquidaciones-failed-help = Ctrl-r intenta otra vez
liquidaciones-empty = No se debe nada a ningún taller.
liquidaciones-empty-help = t muestra las transferencias hechas
liquidaciones-empty-filter = Ninguna línea coincide con la vista y el filtro.
liquidaciones-empty-filter-help = Esc los quita · v elige otra vista
liquidaciones-no-transfers = Todavía no se ha pagado a ningún taller.
liquidaciones-no-transfers-help = Esc vuelve a lo que se debe

liquidaciones-runs = lotes
    .help = Los pagos por lote: uno nuevo, sus líneas, sus referencias y su cierre.
liquidaciones-run-new = lote nuevo
    .help = Junta lo que vence hasta un día, de todos los talleres y reembolsos.
liquidaciones-run-freeze = congelar
    .help = Escribe lo que sale tal como se ve; pide escribir el total.
liquidaciones-run-agree = visto bueno
    .help = Una segunda persona está de acuerdo; pide escribir el total.
liquidaciones-run-exclude = sacar o incluir
    .help = Deja la línea fuera de este lote, o la vuelve a incluir.
liquidaciones-run-amount = monto
    .help = Paga de la línea solo una parte.
liquidaciones-run-file = archivo del banco
    .help = Guarda el archivo que recibe la página del banco.
liquidaciones-run-reference = referencia
    .help = Anota la referencia con la que salió la línea.
liquidaciones-run-paste = pegar referencias
    .help = Anota varias referencias de una vez, una por renglón.
liquidaciones-run-find = buscar en el banco
    .help = Busca las líneas en los estados de cuenta importados.
liquidaciones-run-fail = falló
    .help = Dice que la línea no se pagó: vuelve a estar por pagar.
liquidaciones-run-explain = explicar
    .help = Explica por qué la línea no va a aparecer en el banco.
liquidaciones-run-close = cerrar
    .help = Cierra el lote: nada espera en él.
liquidaciones-run-void = anular
    .help = Anula el lote: no se pagó nada de él.
liquidaciones-view-runs = lotes de pago
liquidaciones-column-run = nro
liquidaciones-column-until = hasta
liquidaciones-column-from = desde
liquidaciones-column-run-lines = líneas
liquidaciones-column-total = total
liquidaciones-column-waits = espera
liquidaciones-column-whom = a quién
liquidaciones-column-to = a dónde
liquidaciones-column-leaves = sale en { $currency }
liquidaciones-no-runs = Todavía no hay lotes de pago.
liquidaciones-no-runs-help = n hace uno con lo que vence hasta hoy.
liquidaciones-run-second = espera el visto bueno de otra persona
liquidaciones-run-ready = todo encontrado: se puede cerrar
liquidaciones-run-waits = por enviar { $pending } · por encontrar { $unseen }
liquidaciones-run-empty = Nada vence hasta ese día.
liquidaciones-run-empty-help = Esc vuelve; n hace otro lote con otro día.
liquidaciones-run-title = Lote { $number } · { $state } · desde { $account }, hasta el { $day }
liquidaciones-run-sums = 
    { $count ->
        [one] Sale una línea
       *[other] Salen { $count } líneas
    }: { $total } = { $dollars } a { $rate }
liquidaciones-run-out = 
    { $count ->
        [one] Una línea queda fuera
       *[other] { $count } líneas quedan fuera
    }: mira por qué en su renglón
liquidaciones-run-netted = Se descuentan { $amount } que debe
liquidaciones-run-sent = Ref. { $reference } · salió el { $sent } · { $by }
liquidaciones-run-seen = Ref. { $reference } · salió el { $sent }, el banco la muestra el { $seen } · { $by }
liquidaciones-run-new-title = Lote de pagos nuevo
liquidaciones-run-new-yes = Hacer el lote
liquidaciones-field-account = Cuenta que paga
liquidaciones-field-cut-off = Lo que vence hasta
liquidaciones-run-drafted = Lote hecho: saca lo que no va y congélalo.
liquidaciones-run-agree-title = Visto bueno del lote { $number }
liquidaciones-run-freeze-title = Congelar el lote { $number }
liquidaciones-run-agree-yes = Dar el visto bueno
liquidaciones-run-freeze-yes = Congelar
liquidaciones-run-leaves = 
    { $count ->
        [one] Sale una línea
       *[other] Salen { $count } líneas
    }: { $total } = { $dollars }
liquidaciones-run-more = … y { $count } más con avisos
liquidaciones-run-freeze-follows = Lo que sale queda escrito tal como se ve, y se paga solo por este lote.
liquidaciones-run-agreed = Visto bueno dado al lote { $number }.
liquidaciones-run-frozen = Lote { $number } congelado: falta enviarlo y anotar sus referencias.
liquidaciones-run-reference-title = Referencia del pago a { $who }
liquidaciones-run-reference-yes = Anotar
liquidaciones-run-reference-what = Línea { $line }: { $amount }
liquidaciones-run-noted = Línea { $line } anotada.
liquidaciones-run-fail-title = La línea { $line } no se pagó
liquidaciones-run-explain-title = La línea { $line } no aparecerá en el banco
liquidaciones-run-void-title = Anular el lote { $number }
liquidaciones-run-close-title = Cerrar el lote { $number }
liquidaciones-run-fail-yes = Marcar como fallida
liquidaciones-run-explain-yes = Explicar
liquidaciones-run-void-yes = Anular
liquidaciones-run-close-yes = Cerrar
liquidaciones-run-failed = La línea { $line } falló: vuelve a estar por pagar.
liquidaciones-run-explained = Línea { $line } explicada.
liquidaciones-run-voided = Lote { $number } anulado.
liquidaciones-run-closed = Lote { $number } cerrado.
liquidaciones-run-amount-title = Cuánto se paga a { $who }
liquidaciones-run-amount-yes = Cambiar
liquidaciones-run-amount-done = Monto cambiado: { $who }
liquidaciones-run-format = Formato del archivo
liquidaciones-run-file-out = 
    { $count ->
        [one] Una línea no cabe en este formato: va en otro archivo.
       *[other] { $count } líneas no caben en este formato: van en otro archivo.
    }
liquidaciones-run-paste-field = Referencias
liquidaciones-run-paste-title = Referencias de { $count } líneas
liquidaciones-run-paste-yes = Anotar todas
liquidaciones-run-paste-help = Una por renglón, en el orden de las líneas que esperan, o LÍNEA=REFERENCIA.
liquidaciones-run-paste-wrong = «{ $text }» no es de ninguna línea.
liquidaciones-run-nothing-found = Nada del lote aparece en los estados de cuenta importados.
liquidaciones-run-unsure = solo el monto
liquidaciones-run-note-all = 
    { $count ->
        [one] Anotar la encontrada
       *[other] Anotar las { $count } encontradas
    }
liquidaciones-run-found-title = En el banco: encontradas { $found } · dudosas { $unsure } · sin aparecer { $missing }
liquidaciones-run-noted-all = 
    { $count ->
        [one] Una línea anotada.
       *[other] { $count } líneas anotadas.
    }
liquidaciones-run-counted = Anotadas { $done } · con problema { $rest }
liquidaciones-run-lines-results = Lo que pasó con cada línea
