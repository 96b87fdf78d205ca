# What a role may ask for; completes "may not …".
permission-review-payments = revisar pagos
permission-direct-refunds = corregir a dónde va un reembolso
permission-add-note = agregar notas
permission-read-orders = ver pedidos
permission-read-own-order = ver su propio pedido
permission-read-receipts = ver comprobantes
permission-keep-reference = mantener tasas, cuentas y envíos
permission-keep-operators = mantener operadores
permission-export = exportar
permission-run-jobs = ejecutar tareas programadas
permission-keep-workshops = mantener talleres
permission-keep-capacity = cambiar el cupo de los talleres
permission-read-workshops = ver talleres
permission-read-assignments = ver las asignaciones
permission-assign = asignar pedidos a talleres
permission-read-payables = ver lo que se debe a los talleres
permission-settle-payables = pagar a los talleres
