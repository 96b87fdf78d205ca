# The one label the customer reads (domain.md §6, verbatim), and the names only staff sees.

label-PENDING = Esperando pago
    .description = Tu pedido está creado y espera el registro del pago manual.
label-REPORTED = Pago en revisión
    .description = Recibimos tu comprobante. El pedido quedará en revisión hasta confirmar el ingreso real en la cuenta indicada.
label-UNDER_REVIEW = Pago en revisión
    .description = Estamos verificando el pago reportado antes de iniciar producción.
label-CONFIRMED = Pago confirmado
    .description = Pago verificado. El equipo coordinará la asignación con un taller aliado apto.
label-NOTIFIED = Taller notificado
    .description = El taller aliado fue notificado y debe aceptar o rechazar la asignación.
label-ACCEPTED = En preparación
    .description = El taller aceptó el pedido y lo preparará para producción.
label-IN_PRODUCTION = En producción
    .description = Tu producto está actualmente en producción con el taller asignado.
label-READY = Listo para entrega
    .description = Tu pedido está listo para retiro, delivery local o envío según la modalidad seleccionada.
label-HANDED_TO_DELIVERY = Enviado
    .description = Tu pedido fue entregado al operador de despacho.
label-COMPLETED = Entregado
    .description = Tu pedido fue completado. Gracias por confiar en Krafta.
label-REJECTED = Pago rechazado
    .description = El pago fue rechazado. Revisa la referencia o contacta soporte para corregirlo.
label-CANCELLED = Cancelado
    .description = El pedido fue cancelado.
label-REFUND_PENDING = Reembolso pendiente
    .description = Hay un reembolso pendiente asociado a este pedido.
label-REFUNDED = Reembolsado
    .description = El reembolso fue registrado.

# Staff only.
label-PENDING_ASSIGNMENT = Por asignar
label-assignment-REJECTED = Rechazado por el taller
label-assignment-CANCELLED = Asignación cancelada
