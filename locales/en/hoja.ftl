# The work sheet: what a workshop needs to make an order and hand it over. It is printed, copied and goes in the workshop's message.
hoja-title = Work sheet { $order }
hoja-no-workshop = no workshop
hoja-held = On hold: do not go on until you hear from us.
hoja-terms = Terms
hoja-answer-by = Answer by
hoja-ready-on = Ready on
hoja-cost-offered = Cost offered
hoja-cost-agreed = Cost agreed
hoja-policy = Payment
hoja-policy-deposit = { $policy } ({ $percent } % in advance)
hoja-items = Products · { $pieces ->
    [one] 1 piece
   *[other] { $pieces } pieces
 }
hoja-item = { $name } ({ $sku })
hoja-notes = Notes
hoja-note = { $day }: { $text }
hoja-delivery = Delivery
hoja-method = How
hoja-city = City
hoja-recipient = Recipient
hoja-phone = Phone
hoja-address = Address
hoja-recipient-later = Name, phone and address appear when the workshop accepts.

# The sheet on the screen.
hoja-pane = Work sheet
hoja-loading = Reading the work sheet…
hoja-more = ▾ { $count ->
    [one] 1 more line
   *[other] { $count } more lines
 }
hoja-failed-help = Ctrl-r tries again · Esc goes back
hoja-not-read = The sheet has not been read yet.
hoja-open = sheet
    .help = Shows the order's work sheet: what is made, for when, for how much, and how it is delivered.
hoja-copy = copy
    .help = Copies the sheet as text, to send it in a message.
hoja-save = save
    .help = Saves the sheet as text, in a file that only you can read, in the folder for exports.
hoja-print = to print
    .help = Saves the sheet as a page to print, in a file that only you can read.
