# The steps of production, the same in every pane.
making-notify = notify the workshop
    .title = Notify the workshop of { $number }
    .yes = Notify
    .done = Workshop of { $number } notified
making-accept = record that it accepted
    .title = { $number }: the workshop accepts
    .yes = Accept
    .done = { $number } accepted
making-refuse = record that it refused
    .title = { $number }: the workshop refuses
    .yes = Refuse
    .done = Refusal of { $number } noted; that workshop gets it no more
making-start = start production
    .title = Start production of { $number }
    .yes = Start
    .done = { $number } in production
making-ready = mark as ready
    .title = { $number } is ready
    .yes = Mark as ready
    .done = { $number } ready
making-hand-over = hand over to delivery
    .title = Hand { $number } over to delivery
    .yes = Hand over
    .done = { $number } handed over to delivery
making-complete = complete
    .title = Complete { $number }
    .yes = Complete
    .done = { $number } delivered to its customer
making-rework = send back to production
    .title = Send { $number } back to production
    .yes = Send back
    .done = { $number } in production again
making-return = came back from delivery
    .title = { $number } came back from delivery
    .yes = Record
    .done = { $number } ready again
making-undo-start = marked by mistake
    .title = { $number } was not in production
    .yes = Correct
    .done = { $number } in preparation again
making-withdraw = take it off the workshop
    .title = { $role ->
        [WORKSHOP] { $number }: you cannot make it any more
       *[other] Take { $number } off its workshop
     }
    .yes = { $role ->
        [WORKSHOP] Give back
       *[other] Take off
     }
    .done = { $role ->
        [WORKSHOP] { $number } given back
       *[other] { $number } without that workshop; it waits for another
     }

making-field-note = how you know
making-field-reason = reason
making-field-text = detail
making-field-courier = courier
making-field-tracking = tracking number
making-field-url = follow it (URL)
making-field-carrier = who carries it
making-field-code = pickup code
making-field-without-code = why without a code
making-field-why = reason
making-field-override = override
making-field-share = to the workshop
making-optional = Optional.
making-refusal-stops = No other workshop is looked for: staff answer first.
making-yes = yes
making-no = no
making-override-no = Unless you authorise it, the workshop goes on with the order.
making-override-yes = It is an exception: I authorise it. The product is in production and is taken off the workshop all the same; in your name.
making-share = { $percent } % of what was agreed
making-reason-was = Reason: { $reason }
making-nothing = There are no steps of production in this status.
making-menu = Production of { $number }
making-field-next = then
making-gives-back = This order is not offered to you again.
making-next-first = the first of the list
