# La comparación de un comprobante con las líneas del banco: el nivel, lo que coincide, lo que difiere, y por qué no se propone.
match-level-EXACT = cuadra
    .description = Coinciden la referencia, el monto y la fecha.
match-level-STRONG = casi cuadra
    .description = Coincide la referencia; lo que difiere está marcado.
match-level-IDENTITY = mismo pagador
    .description = Coinciden quien pagó y el monto, pero no la referencia.
match-level-WEAK = posible
    .description = Coinciden el monto y pocas cifras de la referencia.
match-level-AMOUNT = mismo monto
    .description = Solo coincide el monto, y es la única línea así.
match-level-CONFLICT = no cuadra
    .description = La referencia coincide, pero el monto o quien pagó no.
match-reason-reference = la referencia coincide en { $digits } cifras
match-reason-other-reference = otra referencia
match-reason-order = nombra el pedido
match-reason-amount = mismo monto
match-reason-amount-over = difiere en { $amount } de más
match-reason-amount-short = difiere en { $amount } de menos
match-reason-left = solo quedan { $amount } de este ingreso
match-reason-same-day = el mismo día
match-reason-days-after =
    { $days ->
        [one] un día después
       *[other] { $days } días después
    }
match-reason-days-before =
    { $days ->
        [one] un día antes
       *[other] { $days } días antes
    }
match-reason-phone = mismo teléfono
match-reason-phone-ending = el teléfono termina igual
match-reason-document = mismo documento
match-reason-other-document = otro documento
match-reason-no-account = no dice a qué cuenta se pagó
match-reason-only = única línea con ese monto
match-reason-together = un ingreso paga { $count } comprobantes
match-reason-parts = se pagó en { $count } partes
match-refused-not-proposable = no es un pago de un cliente, o se apartó
match-refused-account = es de otra cuenta
match-refused-currency = es en otra moneda
match-refused-nothing-left = ya está usado por completo
match-refused-nothing-in-common = ni la referencia ni quien pagó coinciden
match-refused-short-reference = solo coinciden { $digits } cifras de la referencia, y así el monto y la fecha deben coincidir
match-refused-amount-alone = solo coincide el monto, y no es la única línea o el único comprobante así
