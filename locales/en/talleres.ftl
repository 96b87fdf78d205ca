# The pane Talleres: the board of capacity by day and what fills each day.
talleres-title = Workshops

talleres-look = open day
    .help = Shows the orders that fill the workshop's day; ⏎ on one opens its history.
talleres-later = next day
    .help = Goes to the next day.
talleres-sooner = day before
    .help = Goes to the day before.
talleres-page-later = next days
    .help = Goes to the days after those shown.
talleres-page-sooner = days before
    .help = Goes to the days before those shown.
talleres-today = today
    .help = Goes back to today.
talleres-filter = filter
    .help = Shows only workshops whose name contains what is typed.
talleres-copy = copy
    .help = Copies the workshop's name.

talleres-weekday-1 = Mon
talleres-weekday-2 = Tue
talleres-weekday-3 = Wed
talleres-weekday-4 = Thu
talleres-weekday-5 = Fri
talleres-weekday-6 = Sat
talleres-weekday-7 = Sun
talleres-today-word = today

talleres-unassigned = unassigned { $count }
talleres-to-answer = to answer { $count }
talleres-answers-late = { $count ->
    [one] 1 late
   *[other] { $count } late
 }
talleres-in-production = in production { $count }
talleres-shown = workshops: { $count }
talleres-legend-taken = accepted
talleres-legend-held = to answer
talleres-legend-over = over the limit
talleres-closed = closed
talleres-paused = paused
talleres-paused-until = back on { $day }
talleres-filter-hint = workshop's name · ⏎ done · Esc undo

talleres-loading = Reading what the workshops can take.
talleres-empty = There are no active workshops.
talleres-empty-help = In 5 Shop, list Workshops: “n” adds the first one.
talleres-empty-filter = No workshop matches.
talleres-empty-filter-help = Esc removes the filter · / changes it
talleres-failed-help = Ctrl-r tries again

talleres-cell-title = { $workshop } · { $day }
talleres-cell-empty = nothing is booked.
talleres-fills = { $units ->
    [one] 1 unit
   *[other] { $units } units
 } · { $status }
talleres-for = for { $day }
talleres-answers-by = to answer by { $at }
talleres-went-over = ▲ over the limit: { $reason }

talleres-candidates = candidates
    .help = Shows who can make the order and why the others cannot.
talleres-notify = notify
    .help = Tells the chosen workshop (◉) and books its days; shows cost, days, date and time to answer first, and asks why if it is not the first today.
talleres-pick = choose
    .help = Chooses the selected candidate; asks for the reason unless it is the first.
talleres-choose = choose
    .help = Chooses the order's workshop among the candidates; asks for the reason unless it is the first.
talleres-again = search again
    .help = Looks for candidates again and keeps the result.
talleres-over = over the limit
    .help = Tells a workshop without room; asks for the reason and the order's number, and is marked for ever.
talleres-accept = accept
    .help = Accepts the order: freezes cost and terms and promises the day. Staff write how they know.
talleres-refuse = refuse
    .help = The workshop refuses the order and says why; it goes to the next candidate or to staff. Staff write how they know.
talleres-start = start
    .help = Starts production.
talleres-finish = ready
    .help = Marks the product ready; who picks it up gets a code.
talleres-hand = hand over
    .help = Hands it to delivery: courier and tracking number of a national shipment, or who carries a local one.
talleres-complete = complete
    .help = Marks it delivered; a pickup asks for the customer's code.
talleres-back = back a step
    .help = Takes production a step back, with the reason.
talleres-withdraw = take off
    .help = Takes the order off the workshop, with the reason; shows days and money first. From production on it asks for the share owed and the number. The workshop itself gives it back so until it begins.
talleres-works = work
    .help = Shows what the workshop has on its hands, with its steps; without a workshop, everybody's.
talleres-status = status
    .help = Shows only work in one status.
talleres-late = late
    .help = Only what is late, in any status: its promised day or the time to answer is over. Again, all of it.
talleres-due-later = later
    .help = Shows what is due later: late, today, tomorrow, the week that follows, after that, and all of it again.
talleres-due-sooner = sooner
    .help = The same, the other way round.
talleres-works-filter = filter
    .help = Searches the work: an order, a customer, a workshop, field:value.
talleres-mark = mark
    .help = Marks or unmarks the order and goes down to the next; the key of a step then takes it on all that are marked.
talleres-unmark = unmark all
    .help = Removes all marks.
talleres-sort = sort
    .help = Sorts by any of the columns, the board by load or by free capacity; the same again, the other way round.
talleres-sort-usual = what can be assigned first
talleres-sort-name = by name
talleres-sort-load = load of the days shown
talleres-sort-free = free capacity in the days shown
talleres-sorted-load = by load
talleres-sorted-free = by free capacity
talleres-total = all workshops
talleres-legend-free = free
talleres-order = order
    .help = Opens the order with its whole history.

talleres-column-unassigned = unassigned
talleres-column-order = order
talleres-column-what = what
talleres-column-city = city
talleres-column-waits = waits
talleres-column-why = chosen, or why not
talleres-column-status = status
talleres-column-due = promised
talleres-column-in-status = for
talleres-column-answer = answer by
talleres-column-delivery = delivery
talleres-column-workshop = workshop
talleres-column-customer = customer
talleres-column-cost = cost
talleres-pieces = { $pieces } pieces: { $item } and { $more } more
talleres-on-hold = on hold
talleres-held-back = The order is on hold: its payment is doubted. Decide that in Pagos first.
talleres-due-all = all
talleres-due-LATE = late
talleres-due-TODAY = today
talleres-due-TOMORROW = tomorrow
talleres-due-WEEK = week
talleres-due-LATER = later
talleres-due-past = { $count } d ago
talleres-delivery-PICKUP = pickup
talleres-delivery-LOCAL_DELIVERY = delivery
talleres-delivery-NATIONAL_SHIPPING = shipping

talleres-choosable = → can be assigned { $count }
talleres-stuck = ▲ stuck { $count }
talleres-choose-by-hand = { $cause }: c chooses a workshop
talleres-choose-now = somebody can: r finds who
talleres-stuck-ceiling = { $workshop } is over the ceiling
talleres-stuck-paused = { $workshop } is paused: p in its row resumes it
talleres-stuck-zone = out of zone: extend that of { $workshop }
talleres-stuck-full = no capacity until { $day }: O goes over
talleres-stuck-offer = no offer: that of { $workshop } is missing
talleres-stuck-nobody = there are no workshops
talleres-waiting-loading = Reading orders without workshop.
talleres-waiting-empty = No order waits for a workshop.
talleres-choice-loading = Looking for candidates…
talleres-choice-title = candidates for { $order } ({ $fitting } of { $total })
talleres-ready = ready { $day }
talleres-margin = leaves { $amount }
talleres-accepts = { $percent } % accepts
talleres-accepts-unknown = no history
talleres-misfit-paused-until = back on { $day }
talleres-misfit-full-until = full until { $day }
talleres-nobody-at-all = There are no workshops to look at: none has been registered yet.
talleres-nobody = ▲ 0 of { $total }: { $reasons }
talleres-tally-INACTIVE = { $count } inactive
talleres-tally-PAUSED = { $count } paused
talleres-tally-PAUSED-until = { $count } paused until { $day }
talleres-tally-OUT_OF_ZONE = { $count } out of zone
talleres-tally-NO_OFFER = { $count } without an offer of all of it
talleres-tally-QUANTITY = { $count } not for that quantity
talleres-tally-NO_CAPACITY = { $count } full
talleres-tally-NO_CAPACITY-until = { $count } full until { $day }
talleres-tally-EXCLUDED = { $count } refused it already
talleres-tally-OVER_CEILING = { $count } over the greatest cost
talleres-nearest = The nearest day: { $day }.
talleres-helps-ceiling = What helps most: taking { $workshop } at { $cost } (krafta config: ceiling_basis_points), or a lower offer of it.
talleres-helps-unpause = What helps most: resuming { $workshop } (p in its row of the board).
talleres-helps-zone = What helps most: { $workshop } serving this destination (5 Shop › Workshops, ⏎).
talleres-helps-wait = What helps most: waiting for room at { $workshop }, on { $day }; or O goes over its limit today.
talleres-helps-offer = What helps most: { $workshop } offering what it lacks (5 Shop › Offers, n).

talleres-nobody-fits = No workshop can today: see among the candidates (⏎) what would help.
talleres-nobody-fits-today = No workshop can today: see among the candidates (⏎) what would help, or O goes over a limit.
talleres-over-nobody = The limit of no workshop can be passed (0 of { $total }): { $reasons }.
talleres-nobody-chosen = Nobody is chosen: c chooses a workshop, r looks again.
talleres-chosen-unfit = { $workshop } { $why }: c chooses another.
talleres-field-reason = reason

talleres-notify-title = Notify for { $order }
talleres-notify-yes = Notify
talleres-notify-who = { $workshop } for { $cost }.
talleres-notify-days = Ready on { $day }.
talleres-notify-answer = It may answer until { $at }; until then the days are booked for it.
talleres-choose-who = Workshop for { $order }
talleres-choose-title = { $order }: { $workshop }
talleres-choose-yes = Choose
talleres-choose-intro = It is not the first of the list: why is written down.
talleres-over-title = Over the limit: { $order }
talleres-over-yes = Notify over the limit
talleres-over-intro = If that day’s capacity is not enough, the workshop receives more than it can take.
talleres-over-who = { $workshop }, because: { $reason }
talleres-over-for-ever = If it goes over, who went over and why is kept.

talleres-accept-cost = For { $cost }.
talleres-accept-frozen = Cost and day are fixed from now on.

talleres-works-title = Work › { $whose }
talleres-works-everyones = all workshops
talleres-works-all = all
talleres-works-marked = { $count ->
    [one] 1 marked
   *[other] { $count } marked
 }
talleres-nothing-marked = Nothing is marked.
talleres-batch-title = { $count ->
    [one] { $step } · 1 order
   *[other] { $step } · { $count } orders
 }
talleres-batch-yes = Do it for all
talleres-batch-would = will be done
talleres-batch-missing = something is missing
talleres-batch-done = done
talleres-batch-results = Result
talleres-batch-counted = Marked orders: { $done } done, { $rest } not.
talleres-batch-one-by-one = Not with several marked: this step is decided one by one.
talleres-works-hint = order, customer, workshop, field:value · ⏎ done · Esc undo
talleres-works-sort-usual = by promised day
talleres-works-status = Work in status
talleres-works-loading = Reading the work.
talleres-works-empty = Nothing on its hands for now.
talleres-works-empty-filter = Nothing like that on its hands.
talleres-works-empty-filter-help = Esc removes the filter · ←→ another day · s another status

talleres-did-notify = { $order }: workshop notified, days booked.
talleres-did-choose = { $order }: workshop chosen; n notifies it.
talleres-did-rank = { $order }: { $count ->
    [one] 1 candidate
   *[other] { $count } candidates
 }, the first is chosen.
talleres-did-rank-nobody = { $order }: still no workshop can.

talleres-limit = day's limit
    .help = Sets the limit of that day, or of several, with the reason; shows first which orders no longer fit. Empty goes back to the week's.
talleres-close = close day
    .help = Closes that day, or several, with the reason; shows first which orders no longer fit.
talleres-pause = pause or resume
    .help = Pauses the workshop, with the reason and the day of its return, or ends its pause; shows first which orders no longer fit.
talleres-zone = zone
    .help = Shows only the workshops and orders of one zone.

talleres-zone-all = all zones
talleres-zone-any = all
talleres-zone-title = Zone
talleres-zone-load = { $load } taken · { $free } left
talleres-zone-workshops = { $count ->
    [one] 1 workshop
   *[other] { $count } workshops
 }
talleres-special-holiday = holiday, { $name }
talleres-special-dated = limit of { $limit } on that day only
talleres-field-units = limit
talleres-field-until = until
talleres-units-hint = Units of that day; empty goes back to the week's limit.
talleres-until-hint = The last day; empty, only that one.
talleres-return-hint = The day it works again; empty, until somebody resumes it.
talleres-limit-title = { $workshop }: limit of { $day }
talleres-limit-yes = Set the limit
talleres-close-title = { $workshop }: close { $day }
talleres-close-yes = Close
talleres-pause-title = Pause { $workshop }
talleres-pause-yes = Pause
talleres-resume-title = Resume { $workshop }
talleres-resume-yes = Resume
talleres-resume-intro = It takes orders again from today on.
talleres-crowded = { $count ->
    [one] 1 order no longer fits.
   *[other] { $count } orders no longer fit.
 }
talleres-crowded-line = { $order } · { $units } u. from { $day } · { $status }
talleres-crowded-more = and { $count } more
talleres-crowded-stay = They stay booked if you change it: move them or tell them yourself.
talleres-kept = { $workshop }: change kept.
talleres-unfit = { $workshop } cannot make it: { $why }.
