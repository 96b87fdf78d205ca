# What a role may ask for; completes "may not …".
permission-review-payments = review payments
permission-direct-refunds = correct where a refund goes
permission-add-note = add notes
permission-read-orders = read orders
permission-read-own-order = read their own order
permission-read-receipts = see receipts
permission-keep-reference = keep rates, accounts and shipping
permission-keep-operators = keep operators
permission-export = export
permission-run-jobs = run timed jobs
permission-keep-workshops = keep workshops
permission-keep-capacity = change what workshops can take
permission-read-workshops = see workshops
permission-read-assignments = see the assignments
permission-assign = assign orders to workshops
permission-read-payables = see what is owed to workshops
permission-settle-payables = pay workshops
