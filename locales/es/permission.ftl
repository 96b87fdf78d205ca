# What a role may ask for; completes "may not …".
permission-place-order = crear pedidos
permission-report-payment = reportar pagos
permission-review-payments = revisar pagos
permission-free-lapsed-claim = liberar revisiones vencidas
permission-cancel-order = cancelar pedidos
permission-request-refund = pedir reembolsos
permission-pay-refund = pagar reembolsos
permission-add-note = agregar notas
permission-read-orders = ver pedidos
permission-read-own-order = ver su propio pedido
permission-read-receipts = ver comprobantes
permission-keep-reference = mantener tasas, cuentas y envíos
permission-keep-operators = mantener operadores
permission-export = exportar
permission-run-jobs = ejecutar tareas programadas
