# What a role may ask for; completes "may not …".
permission-place-order = place orders
permission-report-payment = report payments
permission-review-payments = review payments
permission-free-lapsed-claim = free lapsed claims
permission-cancel-order = cancel orders
permission-request-refund = request refunds
permission-pay-refund = pay refunds
permission-add-note = add notes
permission-read-orders = read orders
permission-read-own-order = read their own order
permission-read-receipts = see receipts
permission-keep-reference = keep rates, accounts and shipping
permission-keep-operators = keep operators
permission-export = export
permission-run-jobs = run timed jobs
