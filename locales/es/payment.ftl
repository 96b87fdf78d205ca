# El estado del pago, como lo lee el personal; «.short» bajo un encabezado que ya dice de qué es.
payment-PENDING = Esperando pago
    .short = Esperando pago
payment-REPORTED = Pago reportado
    .short = Reportado
payment-UNDER_REVIEW = En revisión
    .short = En revisión
payment-CONFIRMED = Pago confirmado
    .short = Confirmado
payment-REJECTED = Pago rechazado
    .short = Rechazado
payment-CANCELLED = Cancelado
    .short = Cancelado
payment-REFUND_PENDING = Reembolso pendiente
    .short = Por reembolsar
payment-REFUNDED = Reembolsado
    .short = Reembolsado
