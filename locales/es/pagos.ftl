# La vista Pagos: la cola de comprobantes, la comparación y los veredictos.
pagos-title = Pagos

pagos-fit = confirmar ya
    .help = Confirma el pago con su línea del banco, que cuadra, y pasa al siguiente; u lo deshace en sus primeros segundos.
pagos-take = tomar
    .help = Toma el pago para revisarlo: los demás ven que lo tienes tú.
pagos-open = abrir
    .help = Muestra el pago completo, sin tomarlo.
pagos-confirm = confirmar
    .help = Pide lo que muestra el banco y confirma el pago; con filas marcadas, todas en un formulario.
pagos-reject = rechazar
    .help = Pide el motivo y muestra el mensaje que leerá el cliente antes de rechazar.
pagos-part = parcial
    .help = Acepta una parte del dinero y le cotiza al cliente lo que falta.
pagos-return = devolver
    .help = Verifica lo que muestra el banco y pide su reembolso, sin confirmar el pedido: para dinero que llegó tarde o que ya nadie espera.
pagos-release = liberar
    .help = Devuelve el pago a la cola sin decidir; u lo toma otra vez.
pagos-take-over = tomar de otro
    .help = Toma un pago que revisa otra persona; pide el motivo.
pagos-twin = comparar con el otro
    .help = Pone al lado el pago del otro pedido que nombra una alerta, con lo que difiere.
pagos-mark = marcar
    .help = Marca o desmarca la fila y baja a la siguiente.
pagos-mark-fitting = marcar lo que cuadra
    .help = Marca todos los pagos de la lista que cuadran con su línea del banco; c los confirma juntos.
pagos-filter = filtrar
    .help = Filtra con palabras y campos: banco:0102, cuenta:, método:, revisa:yo.
pagos-bank = banco
    .help = Muestra el dinero que entró y no es de ningún pedido, lo anotado que no se ha visto y cómo está cada cuenta.
pagos-receipt = comprobante
    .help = Abre el comprobante sobre todo el panel, para verlo de cerca.
pagos-order = pedido
    .help = Abre el pedido con toda su historia.
pagos-mine = mías
    .help = Solo los pagos que tienes tú.
pagos-unclaimed = sin tomar
    .help = Solo los pagos que nadie revisa.
pagos-signals = con alertas
    .help = Solo los pagos que tienen alguna alerta.
pagos-late = tarde
    .help = Solo los pagos que esperan más de la meta.
pagos-fitting = cuadran
    .help = Solo los pagos que cuadran con su línea del banco: ⏎ confirma el elegido.
pagos-unfitting = por mirar
    .help = Solo los pagos que no cuadran todavía con ninguna línea del banco.
pagos-all = todas
    .help = Todos los pagos por revisar.
pagos-sort = orden
    .help = Primero los más antiguos o los más nuevos.
pagos-copy = copiar número
    .help = Copia el número del pedido.
pagos-undo = retomar
    .help = Toma otra vez el pago que acabas de liberar.
pagos-undo-verdict = deshacer
    .help = Deshace el último veredicto que diste aquí, en sus primeros segundos y antes de que salga su mensaje.
pagos-unmark = desmarcar todo
    .help = Quita todas las marcas.

pagos-summary = Por revisar { $waiting } · en revisión { $reviewing }
pagos-oldest = el más antiguo { $wait }
pagos-split-both = cuadran { $fitting }, por mirar { $rest }
pagos-split-fitting = cuadran { $fitting }
pagos-marked = { $count ->
    [one] 1 marcada
   *[other] { $count } marcadas
 }
pagos-sorted = orden: { $sort }
pagos-sort-wait = espera
pagos-sort-newest = recientes
pagos-preset = vista: { $preset }
pagos-filter-hint = nombre, pedido, referencia, banco:0102, cuenta:, método:, revisa:yo · ⏎ listo · Esc deshacer

pagos-column-wait = espera
pagos-column-order = pedido
pagos-column-customer = cliente
pagos-column-amount = monto
pagos-column-signals = alertas
pagos-column-bank = banco
pagos-column-reviewer = revisa

pagos-claim-mine = tú { $since }
pagos-claim-lapsed = libre · { $by }

pagos-loading = Leyendo los pagos por revisar.
pagos-empty = No hay pagos por revisar. Los nuevos aparecen aquí solos.
pagos-empty-help = 2 busca en todos los pedidos
pagos-empty-filter = Ningún pago por revisar coincide.
pagos-empty-filter-help = Esc quita el filtro · / lo cambia
pagos-failed-help = Ctrl-r lo intenta otra vez

pagos-free = Sin revisor · ⏎ para tomarlo
pagos-free-lapsed = La revisión anterior venció · ⏎ para tomarlo
pagos-yours = Lo revisas tú, hasta las { $until }
pagos-moment = un momento
pagos-held = Lo revisa { $by } desde hace { $since }.
pagos-not-lapsed = Lo revisa { $by }; podrás liberarlo si no lo usa antes de las { $until }.
pagos-held-back = retenido
pagos-on-hold = El pedido está retenido: su pago se confirmó y se puso en duda después.
pagos-gone = { $order } ya no espera revisión: otra persona lo decidió.

pagos-head-order = pedido
pagos-head-declared = declara
pagos-head-bank = banco
pagos-line-amount = monto
pagos-line-sum = suma
pagos-line-date = fecha
pagos-line-account = cuenta
pagos-line-reference = ref.
pagos-line-unnumbered = sin referencia
pagos-line-payer = pagó
pagos-line-phone = tel.

pagos-attempt = intento { $attempt } · { $method } · reportado el { $at }
pagos-from-bank = desde { $bank }
pagos-reported-by = por { $by }
pagos-payer = pagó { $who }
pagos-no-signals = sin alertas
pagos-owes = total { $total } · debe { $due } · tolerancia { $tolerance }
pagos-credited = ya verificado { $credited } · faltan { $missing }
pagos-split = { $count ->
    [one] Un comprobante abierto:
   *[other] Pago dividido, { $count } comprobantes abiertos:
 }
pagos-earlier = antes
pagos-proof-VERIFIED = verificado
pagos-proof-REJECTED = rechazado
pagos-proof-WITHDRAWN = retirado

pagos-receipt-none = Sin comprobante adjunto.
pagos-receipt-file = comprobante { $kind }, { $size } kB
pagos-receipt-large = { $what } · v lo agranda
pagos-receipt-loading = { $what } · abriendo…
pagos-receipt-elsewhere = { $what }: no se dibuja aquí. Se guardó entero.
pagos-receipt-unreadable = { $what }: no se puede leer como imagen.

pagos-evidence-title = Confirmar el pago de { $order }
pagos-evidence-yes = Confirmar
pagos-evidence-intro = { $customer } debe { $missing }. Escribe o pega la línea del banco; = copia lo declarado.
pagos-evidence-filled = { $customer } debe { $missing }. Esto muestra la línea del banco; en «línea» se elige otra o ninguna.
pagos-field-line = línea
pagos-line-by-hand = ninguna: se escribe a mano
pagos-line-rest = quedan { $rest } de la línea
pagos-level-here = { $level } ({ $right } de { $all } bien aquí)
pagos-together = juntos
pagos-lines-more = y { $count } más
pagos-near = Lo más cercano en el banco: { $line } ({ $why }).
pagos-near-none = Ninguna línea del banco se le parece.
pagos-field-note = nota
pagos-field-reason = motivo
pagos-field-text = mensaje
pagos-field-override = excepción
pagos-field-whole = total de la transferencia
pagos-whole-hint = si pagó varios pedidos
pagos-override-hint = La referencia ya pagó { $order }. Escribe por qué este pago vale de todos modos.
pagos-sum = verificado { $credited } de { $due } (tolerancia { $tolerance })
pagos-sum-all = Los comprobantes suman { $sum }: es lo que se debe.
pagos-sum-short = Los comprobantes suman { $sum }: faltan { $missing }{ $near ->
    [true] , dentro de la tolerancia.
   *[other] .
 }
pagos-sum-over = Los comprobantes suman { $sum }: sobran { $surplus }{ $near ->
    [true] , dentro de la tolerancia.
   *[other] .
 }
pagos-doubts = Revisa: { $what }.
pagos-reason-for = Escribe por qué vale: { $what }.
pagos-reason-needed = Falta el motivo. { pagos-reason-for }
pagos-sum-impossible = Los montos no se pueden sumar a la tasa del pedido.
pagos-will-nothing = Falta el monto que muestra el banco.
pagos-will-confirm = Confirma el pago.
pagos-will-surplus = Confirma el pago; sobran { $surplus } y queda anotado.
pagos-will-tolerate = Confirma el pago; faltan { $missing }, dentro de la tolerancia.
pagos-will-part = Pago parcial: faltan { $missing }.
pagos-duplicate = La referencia ya pagó { $order }.

pagos-part-title = Pago parcial de { $order }
pagos-part-yes = Aceptar la parte
pagos-part-follows = Lo verificado se guarda, el cliente recibe una cotización por lo que falta y el pedido vuelve a esperar pago.
pagos-part-covered = Esto cubre todo lo que se debe: confírmalo con c.
pagos-return-title = Devolver el dinero de { $order }
pagos-return-yes = Verificar y devolver
pagos-return-what = Se verifica lo que muestra el banco y se pide su reembolso; el pedido no sigue ni se confirma.
pagos-will-return = Se devuelven { $amount }; el pedido no sigue.
pagos-asked-who = { $customer }
pagos-override-needed = La referencia ya pagó { $order }: escribe el motivo de la excepción.
pagos-override-title = Confirmar { $order } con una referencia ya usada
pagos-override-yes = Confirmar de todos modos
pagos-override-reason = Motivo: { $reason }

pagos-reject-title = Rechazar el pago de { $order }
pagos-reject-yes = Rechazar
pagos-reject-intro = { $customer } · { $phone }
pagos-customer-reads = El cliente leerá:
pagos-customer-reads-nothing = Elige el motivo: con las flechas o con sus letras.
pagos-text-hint = Vacío: se envía el texto del motivo.
pagos-field-early = motivo interno
pagos-early = Todavía es temprano: el dinero se ve en la cuenta desde el { $at }.
pagos-early-hint = Para decir ya que no aparece. El cliente no lo lee.
pagos-text-required = Con este motivo hay que escribir el mensaje.
pagos-fraud-hint = La sospecha queda solo entre nosotros: el cliente lee que no se encontró el pago.
pagos-reason-NOT_FOUND = no aparece en el banco
pagos-reason-AMOUNT_MISMATCH = el monto no coincide
pagos-reason-REF_MISMATCH = la referencia no coincide
pagos-reason-REF_REUSED = la referencia ya se usó
pagos-reason-WRONG_ACCOUNT = llegó a otra cuenta
pagos-reason-ILLEGIBLE = comprobante ilegible
pagos-reason-INCOMPLETE_DATA = faltan datos
pagos-reason-REVERSED = el banco lo reversó
pagos-reason-WRONG_CURRENCY = otra moneda
pagos-reason-SUSPECTED_FRAUD = sospecha de fraude
pagos-reason-OTHER = otro motivo

pagos-take-over-title = Tomar { $order }
pagos-take-over-yes = Tomar
pagos-take-over-intro = Ahora lo revisa { $by }, que verá que lo tomaste y por qué.

pagos-bulk-title = Confirmar { $count ->
    [one] 1 pago marcado
   *[other] { $count } pagos marcados
 }
pagos-bulk-yes = Confirmar
pagos-bulk-intro = Cada pago tiene su cuenta y su fecha. Escribe o pega la línea del banco; = copia lo declarado.
pagos-bulk-filled = Cada pago trae ya su línea del banco. Lo que se cambie a mano deja de ser esa línea.
pagos-bulk-empty = sin datos: se deja como está
pagos-bulk-short = faltan { $missing }: revísalo por separado
pagos-bulk-currency = declara { $input } y la cuenta es en { $expected }: revísalo por separado
pagos-bulk-duplicate = la referencia ya pagó { $order }: revísalo por separado
pagos-bulk-moved = cambió mientras decidías ({ $by }): no se guardó
pagos-bulk-done = confirmado
pagos-bulk-results = Resultado
pagos-bulk-counted = Pagos marcados: { $done ->
    [one] 1 confirmado
   *[other] { $done } confirmados
 }, { $rest } no.

pagos-did-confirm = { $order } confirmado.
pagos-did-fit = { $order } confirmado: { $line }
pagos-did-surplus = { $order } confirmado con { $credited }; sobran { $surplus }.
pagos-did-part = { $order }: se guardan { $credited }, faltan { $missing }.
pagos-did-return = { $order }: reembolso de { $amount } pedido.
pagos-did-reject = { $order } rechazado; el cliente recibe el motivo.
pagos-did-take-over = { $order }: ahora lo revisas tú.
pagos-did-undo = { $order }: veredicto deshecho; es tuyo otra vez hasta las { $until }.
pagos-released = { $order } vuelve a la cola. u lo toma otra vez.
pagos-in-hand = En manos de { $name }
pagos-take-first = Primero toma el pago con ⏎.
pagos-nobody-holds = No lo tienes tomado: no hay nada que soltar.
pagos-yours-already = Ya lo tienes tú.
pagos-free-to-take = Nadie lo tiene: tómalo con ⏎.
pagos-nothing-to-undo = No hay nada que deshacer en esta sesión.
pagos-matches-reading = Todavía se compara con el banco: espera un momento.
pagos-nothing-fits = Ningún pago cuadra con una línea del banco.
pagos-fit-busy = Se está confirmando el anterior: espera un momento.
pagos-fit-decided = Ya no espera un veredicto.
pagos-fit-no-longer = Ya no cuadra con una sola línea del banco: míralo antes de confirmar.
pagos-fit-alerts = Tiene una alerta: mírala antes de confirmar.
pagos-fit-differs = La línea cuadra, pero no confirma el pedido por sí sola: míralo antes de confirmar.
pagos-nothing-marked = No hay nada marcado.

pagos-no-twin = Ninguna alerta nombra otro pedido.
pagos-twin-title = { $order } y { $other }
pagos-twin-keys = o abrir { $other } · ↑↓ desplazar · Esc cerrar
pagos-twin-customer = cliente
pagos-twin-payer = a nombre de
pagos-twin-receipt = comprobante
pagos-twin-reported = reportado
pagos-twin-status = estado
pagos-twin-bank = en el banco
pagos-twin-by = lo verificó
pagos-undoable = deshace { $order } · { $left }
pagos-still-yours = { $order } sigue contigo: l lo devuelve a la cola.
