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
