# The Orders pane: finding an order, its history, and what staff does with it.
pedidos-title = Orders

pedidos-open = open
    .help = Opens the order: its history, both statuses and what may follow.
pedidos-look = look
    .help = Shows all an event says: proof, evidence, refund, note, messages.
pedidos-filter = filter
    .help = Finds by number, phone, ID, reference or name; also field:value, like bank:0102 or status:confirmed.
pedidos-preset = views
    .help = Chooses a ready-made view: open, confirmed, to refund, today’s.
pedidos-note = note
    .help = Adds a note to the order; it is internal unless you choose otherwise.
pedidos-produce = production
    .help = The steps of production: notify, accept, start, ready, hand over, complete, or take the order off its workshop.
pedidos-cancel = cancel
    .help = Cancels an order without verified money; shows first what it would do.
pedidos-refund = refund
    .help = Requests the refund of verified money; shows first what it would do.
pedidos-pay-refund = pay refund
    .help = Records a payment of the refund, whole or in parts.
pedidos-reinstate = reinstate
    .help = Voids a refund of which nothing was paid: the order goes on.
pedidos-reopen = reopen
    .help = Reviews a rejected payment again, with a reason.
pedidos-report = record payment
    .help = Records a payment on behalf of the customer, with a note that says why.
pedidos-steps = steps
    .help = Shows every step that could follow and why the others are refused.
pedidos-tracking = as the customer
    .help = Shows the order as its customer sees it.
pedidos-export = export
    .help = Saves the order as text, Markdown or JSON in the folder for exports.
pedidos-copy = copy
    .help = Copies the order’s number.
pedidos-copy-other = copy something else
    .help = Copies the phone, the reference, the amount or another fact of the order.
pedidos-reverse = reverse
    .help = Reverses a confirmation: the bank took the money back, or it was a mistake. Needs an override with a reason.

pedidos-not-loaded = The order is still being read.
pedidos-not-from = With the payment at “{ $status }” there is no such step.

pedidos-no-refund-due = No refund is to be paid.
pedidos-which-refund-title = Which refund is paid
pedidos-preset-title = Which orders
pedidos-preset-all = all
pedidos-preset-open = open
pedidos-preset-confirmed = confirmed
pedidos-preset-to-refund = to refund
pedidos-preset-today = today’s

pedidos-showing = { $preset } ▾
pedidos-filter-label = filter:
pedidos-filter-hint = number, phone, ID, reference or name; field:value
pedidos-nearest = Did you mean { $numbers }?
pedidos-count = { $count ->
    [one] 1 order
   *[other] { $count } orders
 }
pedidos-count-more = { $count }+ orders
pedidos-loading = Reading the orders
pedidos-failed-help = Ctrl-r tries again.
pedidos-nothing-fits = No order fits “{ $filter }”.
pedidos-nothing-fits-help = Esc removes the filter; / corrects it.
pedidos-nothing-here = There are no orders in this view.
pedidos-nothing-here-help = v chooses another view; Esc shows all.
pedidos-no-orders = There are no orders yet.
pedidos-no-orders-help = They come by themselves when a customer buys; “krafta checkout” makes one.

pedidos-column-number = order
pedidos-column-customer = customer
pedidos-column-total = total
pedidos-column-payment = payment
pedidos-column-production = production
pedidos-column-workshop = workshop
pedidos-column-changed = changed
pedidos-column-when = when
pedidos-column-status = status
pedidos-column-who = who
pedidos-column-what = what happened

pedidos-lane-payment = payment
pedidos-lane-production = production
pedidos-customer-sees = the customer sees: { $label }
pedidos-total = total { $total } = { $due } at { $rate }
pedidos-placed = placed { $at }
pedidos-address = to { $address }
pedidos-item = { $quantity } × { $name } at { $price } = { $line }
pedidos-more-items = and { $count } more
pedidos-on-hold = on hold: the payment is reviewed again and production stands still
pedidos-part-paid = credited { $credited }, { $missing } missing
pedidos-claimed = { $name } reviews it since { $since }
pedidos-next = next: { $steps }
pedidos-no-steps = No step follows.
pedidos-refused-steps = { $count ->
    [one] 1 step is refused: s says why
   *[other] { $count } steps are refused: s says why
 }
pedidos-steps-title = What may follow

pedidos-stood = stood like that for { $span }
pedidos-internal = internal: the customer does not see it
pedidos-nothing-moved = the statuses stay
pedidos-messages = Messages
pedidos-message-cancelled = cancelled before it left
pedidos-message-sent = sent { $at }
pedidos-message-waits = to be sent
pedidos-proof = Proof { $seq }, attempt { $attempt }: { $state }
pedidos-proof-OPEN = to review
pedidos-proof-VERIFIED = verified
pedidos-proof-REJECTED = rejected
pedidos-proof-WITHDRAWN = withdrawn
pedidos-receipt = { $kind }, { $kib } KiB
pedidos-evidence = In the bank, as { $by } saw it
pedidos-refund-of = Refund of { $amount }: { $state }
pedidos-refund-DUE = to be paid
pedidos-refund-PAID = paid
pedidos-refund-VOIDED = voided
pedidos-refund-part = { $amount } by { $method }, ref. { $reference }, { $by }, { $at }
pedidos-refund-left = { $left } left

pedidos-assignment = Assignment { $attempt }: { $status }
pedidos-field-workshop = workshop
pedidos-field-cost = cost
pedidos-field-policy = is paid
pedidos-field-respond = answers before
pedidos-field-promised = ready on
pedidos-field-carrier = carried by
pedidos-field-tracking = tracking
pedidos-field-tracking-url = follow it
pedidos-field-days = capacity
pedidos-over-limit = over the limit: "{ $reason }"
pedidos-line = { $kind } { $amount }: { $status }, paid { $paid }, due { $due }

pedidos-tracking-title = { $number }, as the customer sees it
pedidos-tracking-total = Total { $total }, { $due }
pedidos-tracking-missing = { $missing } missing, until { $until }

pedidos-copy-title = Copy
pedidos-copy-number = number
pedidos-copy-phone = phone
pedidos-copy-reference = reference
pedidos-copy-due = amount in bolívares
pedidos-copy-total = total
pedidos-copy-customer = customer
pedidos-copy-id-doc = ID
pedidos-copy-address = address

pedidos-export-title = Export the order
pedidos-export-text = Text
pedidos-export-markdown = Markdown
pedidos-export-json = JSON, for programs
pedidos-export-items = Products
pedidos-export-history = History
pedidos-exported = Exported { $at }

pedidos-field-note = note
pedidos-field-readers = read by
pedidos-field-reason = reason
pedidos-field-amount = amount
pedidos-field-method = method
pedidos-field-reference = reference
pedidos-field-url = receipt (URL)
pedidos-field-optional = Optional.
pedidos-field-date = date of payment
pedidos-field-account = our account
pedidos-field-bank = payer’s bank
pedidos-field-payer-name = payer’s name
pedidos-field-payer-id = cédula or RIF
pedidos-field-payer-phone = payer’s phone
pedidos-field-email = payer’s e-mail
pedidos-field-receipt = file
pedidos-field-why = why you record it

pedidos-note-title = Note on { $number }
pedidos-note-yes = Add note
pedidos-note-done = Note added to { $number }
pedidos-note-internal = staff only
pedidos-note-internal-note = The customer does not see it.
pedidos-note-public = the customer too
pedidos-note-public-note = Not internal: the site may show it to the customer.

pedidos-cancel-title = Cancel { $number }
pedidos-cancel-yes = Cancel the order
pedidos-cancel-done = { $number } cancelled
pedidos-refund-title = Refund { $number }
pedidos-refund-yes = Request the refund
pedidos-refund-done = Refund of { $number } requested
pedidos-pay-to = Goes to: { $to }
pedidos-pay-to-missing = missing: { $field }: krafta refund destination
pedidos-field-bearer = who bears it
pedidos-field-given-back = the workshop gives back
pedidos-field-sent-on = day it left
pedidos-field-today = Empty: today.
pedidos-field-repeats = why it repeats
pedidos-field-repeats-hint = Only if that reference already paid another refund.
pedidos-override-return = The order was delivered: the money goes back all the same
pedidos-pay-title = Pay the refund of { $number }
pedidos-pay-yes = Record the payment
pedidos-pay-done = Payment of the refund of { $number } recorded
pedidos-pay-what = The refund is { $amount }; { $paid } was paid and { $left } is left.
pedidos-pay-closes = This completes the refund.
pedidos-pay-left = { $left } will be left to pay.
pedidos-pay-sure = { $amount } by { $method }, ref. { $reference }
pedidos-pay-today = It leaves with today’s date.
pedidos-pay-sent-on = It left on { $day }.
pedidos-pay-repeats = The reference repeats: { $reason }
pedidos-reinstate-title = Reinstate { $number }
pedidos-reinstate-yes = Reinstate the order
pedidos-reinstate-done = { $number } goes on
pedidos-reopen-title = Reopen { $number }
pedidos-reopen-yes = Reopen the review
pedidos-reopen-done = { $number } is under review again, held by you
pedidos-reverse-title = Reverse the confirmation of { $number }
pedidos-reverse-yes = Reverse the confirmation
pedidos-reverse-done = Confirmation of { $number } reversed; the order is on hold
pedidos-reverse-what = The order goes back to review and is held: production stands still until it is confirmed again.
pedidos-report-title = Record a payment of { $number }
pedidos-report-yes = Record the payment
pedidos-report-done = Payment of { $number } recorded
pedidos-report-what = By { $method }, in { $currency }. The order still lacks { $missing }.
pedidos-method-title = How the customer paid

pedidos-override-reverse = The payment was confirmed and is reversed all the same; it is on your name.
pedidos-override-production = The product is in production already and is cancelled all the same; it is on your name.

pedidos-sure-who = { $number } of { $customer }
pedidos-sure-reason = Reason: { $reason }
pedidos-would-pay-back = { $amount } goes back to the customer.
pedidos-would-pay-nothing = There is no money to give back.
pedidos-would-free = The assignment ({ $status }) is cancelled and the workshop’s capacity freed.
pedidos-would-not-assign = No workshop is looked for any more ({ $status }).
pedidos-would-give-back = The workshop gives back { $amount } of what was agreed.
pedidos-would-free-nothing = No workshop has this order.
pedidos-would-tell = { $whom } will be told: “{ $text }”
pedidos-would-tell-nobody = Nobody is told.
pedidos-to-CUSTOMER = The customer
pedidos-to-ADMINS = The admins
pedidos-to-WORKSHOP = The workshop
