# The pane Payments: the queue of proofs, the comparison and the verdicts.
pagos-title = Payments

pagos-fit = confirm now
    .help = Confirms the payment with its line of the bank, which fits, and goes to the next; u takes it back in its first seconds.
pagos-take = take
    .help = Takes the payment for review: others see that you have it.
pagos-open = open
    .help = Shows all of the payment without taking it.
pagos-confirm = confirm
    .help = Asks what the bank shows and confirms the payment; with marked rows, all of them in one form.
pagos-reject = reject
    .help = Asks for the reason and shows the message the customer will read before rejecting.
pagos-part = part
    .help = Accepts a part of the money and quotes the rest to the customer.
pagos-return = give back
    .help = Verifies what the bank shows and requests its refund, without confirming the order: for money that came late or that nobody waits for.
pagos-release = release
    .help = Gives the payment back to the queue without a verdict; u takes it again.
pagos-take-over = take over
    .help = Takes a payment that somebody else reviews; asks for the reason.
pagos-twin = compare with the other
    .help = Puts the payment of the other order that an alert names beside it, with what differs.
pagos-mark = mark
    .help = Marks or unmarks the row and goes down to the next.
pagos-mark-fitting = mark what fits
    .help = Marks all payments of the list that fit their line of the bank; c confirms them together.
pagos-filter = filter
    .help = Filters by words and fields: bank:0102, account:, method:, holder:me.
pagos-bank = bank
    .help = Shows the money that came and belongs to no order, what was noted and not seen, and how each account stands.
pagos-receipt = receipt
    .help = Opens the receipt over the whole pane, to see it from near.
pagos-order = order
    .help = Opens the order with its whole history.
pagos-mine = mine
    .help = Only the payments that you have.
pagos-unclaimed = unclaimed
    .help = Only the payments nobody reviews.
pagos-signals = with alerts
    .help = Only the payments that have an alert.
pagos-late = late
    .help = Only the payments that wait longer than the target.
pagos-fitting = fitting
    .help = Only the payments that fit their line of the bank: ⏎ confirms the selected one.
pagos-unfitting = to look at
    .help = Only the payments that do not fit a line of the bank yet.
pagos-all = all
    .help = All payments to review.
pagos-sort = sort
    .help = The oldest or the newest first.
pagos-copy = copy number
    .help = Copies the number of the order.
pagos-undo = take again
    .help = Takes the payment you just released again.
pagos-undo-verdict = undo
    .help = Takes back the last verdict you gave here, in its first seconds and before its message leaves.
pagos-unmark = unmark all
    .help = Removes all marks.

pagos-summary = To review { $waiting } · in review { $reviewing }
pagos-oldest = the oldest { $wait }
pagos-split-both = { $fitting } fit, { $rest } to look at
pagos-split-fitting = { $fitting } fit
pagos-marked = { $count ->
    [one] 1 marked
   *[other] { $count } marked
 }
pagos-sorted = sort: { $sort }
pagos-sort-wait = wait
pagos-sort-newest = newest
pagos-preset = view: { $preset }
pagos-filter-hint = name, order, reference, bank:0102, account:, method:, holder:me · ⏎ done · Esc undo

pagos-column-wait = wait
pagos-column-order = order
pagos-column-customer = customer
pagos-column-amount = amount
pagos-column-signals = alerts
pagos-column-bank = bank
pagos-column-reviewer = reviewer

pagos-claim-mine = you { $since }
pagos-claim-lapsed = free · { $by }

pagos-loading = Reading the payments to review.
pagos-empty = No payments to review. New ones appear here by themselves.
pagos-empty-help = 2 searches all orders
pagos-empty-filter = No payment to review matches.
pagos-empty-filter-help = Esc removes the filter · / changes it
pagos-failed-help = Ctrl-r tries again

pagos-free = No reviewer · ⏎ to take it
pagos-free-lapsed = The earlier review lapsed · ⏎ to take it
pagos-yours = You review it, until { $until }
pagos-moment = a moment
pagos-held = { $by } has reviewed it for { $since }.
pagos-not-lapsed = { $by } reviews it; you can release it if it is not used before { $until }.
pagos-held-back = on hold
pagos-on-hold = The order is on hold: its payment was confirmed and questioned later.
pagos-gone = { $order } no longer waits for review: somebody else decided it.

pagos-head-order = order
pagos-head-declared = declared
pagos-head-bank = bank
pagos-line-amount = amount
pagos-line-sum = sum
pagos-line-date = date
pagos-line-account = acct.
pagos-line-reference = ref.
pagos-line-unnumbered = no reference
pagos-line-payer = payer
pagos-line-phone = phone

pagos-attempt = attempt { $attempt } · { $method } · reported on { $at }
pagos-from-bank = from { $bank }
pagos-reported-by = by { $by }
pagos-payer = paid by { $who }
pagos-no-signals = no alerts
pagos-owes = total { $total } · due { $due } · tolerance { $tolerance }
pagos-credited = already verified { $credited } · missing { $missing }
pagos-split = { $count ->
    [one] One open proof:
   *[other] Split payment, { $count } open proofs:
 }
pagos-earlier = earlier
pagos-proof-VERIFIED = verified
pagos-proof-REJECTED = rejected
pagos-proof-WITHDRAWN = withdrawn

pagos-receipt-none = No receipt attached.
pagos-receipt-file = receipt { $kind }, { $size } kB
pagos-receipt-large = { $what } · v enlarges it
pagos-receipt-loading = { $what } · opening…
pagos-receipt-elsewhere = { $what }: not drawn here. It is kept whole.
pagos-receipt-unreadable = { $what }: it cannot be read as a picture.

pagos-evidence-title = Confirm the payment of { $order }
pagos-evidence-yes = Confirm
pagos-evidence-intro = { $customer } owes { $missing }. Type or paste the line of the bank; = copies what was declared.
pagos-evidence-filled = { $customer } owes { $missing }. This is what the line of the bank shows; “line” chooses another, or none.
pagos-field-line = line
pagos-line-by-hand = none: typed by hand
pagos-line-rest = { $rest } of the line are left
pagos-level-here = { $level } ({ $right } of { $all } right here)
pagos-together = together
pagos-lines-more = and { $count } more
pagos-near = The nearest in the bank: { $line } ({ $why }).
pagos-near-none = No line of the bank is like it.
pagos-field-note = note
pagos-field-reason = reason
pagos-field-text = message
pagos-field-override = override
pagos-field-whole = whole bank credit
pagos-whole-hint = if it paid several orders
pagos-override-hint = The reference already paid { $order }. Say why this payment counts all the same.
pagos-sum = verified { $credited } of { $due } (tolerance { $tolerance })
pagos-sum-all = The proofs come to { $sum }: all that is owed.
pagos-sum-short = The proofs come to { $sum }: { $missing } is missing{ $near ->
    [true] , within the tolerance.
   *[other] .
 }
pagos-sum-over = The proofs come to { $sum }: { $surplus } is over{ $near ->
    [true] , within the tolerance.
   *[other] .
 }
pagos-doubts = Look at: { $what }.
pagos-reason-for = Write why it counts all the same: { $what }.
pagos-reason-needed = The reason is missing. { pagos-reason-for }
pagos-sum-impossible = The amounts cannot be added up at the order's rate.
pagos-will-nothing = The amount the bank shows is missing.
pagos-will-confirm = Confirms the payment.
pagos-will-surplus = Confirms the payment; { $surplus } is over and is noted.
pagos-will-tolerate = Confirms the payment; { $missing } is missing, within the tolerance.
pagos-will-part = Part payment: { $missing } is missing.
pagos-duplicate = The reference already paid { $order }.

pagos-part-title = Part payment of { $order }
pagos-part-yes = Accept the part
pagos-part-follows = What was verified is kept, the customer gets a quote for the rest, and the order waits for payment again.
pagos-part-covered = This covers all that is owed: confirm it with c.
pagos-return-title = Give back the money of { $order }
pagos-return-yes = Verify and give back
pagos-return-what = What the bank shows is verified and its refund requested; the order does not go on and is not confirmed.
pagos-will-return = { $amount } goes back; the order does not go on.
pagos-asked-who = { $customer }
pagos-override-needed = The reference already paid { $order }: write the reason of the override.
pagos-override-title = Confirm { $order } with a reference already used
pagos-override-yes = Confirm all the same
pagos-override-reason = Reason: { $reason }

pagos-reject-title = Reject the payment of { $order }
pagos-reject-yes = Reject
pagos-reject-intro = { $customer } · { $phone }
pagos-customer-reads = The customer will read:
pagos-customer-reads-nothing = Choose the reason: with the arrows or by its letters.
pagos-text-hint = Empty: the text of the reason is sent.
pagos-field-early = internal reason
pagos-early = It is early: the money shows in the account from { $at } on.
pagos-early-hint = To say already that it is not there. The customer does not read this.
pagos-text-required = With this reason the message must be written.
pagos-fraud-hint = The suspicion stays between us: the customer reads that the payment was not found.
pagos-reason-NOT_FOUND = not in the bank
pagos-reason-AMOUNT_MISMATCH = the amount does not match
pagos-reason-REF_MISMATCH = the reference does not match
pagos-reason-REF_REUSED = the reference was used before
pagos-reason-WRONG_ACCOUNT = it went to another account
pagos-reason-ILLEGIBLE = illegible receipt
pagos-reason-INCOMPLETE_DATA = data is missing
pagos-reason-REVERSED = the bank reversed it
pagos-reason-WRONG_CURRENCY = another currency
pagos-reason-SUSPECTED_FRAUD = suspected fraud
pagos-reason-OTHER = another reason

pagos-take-over-title = Take { $order }
pagos-take-over-yes = Take
pagos-take-over-intro = { $by } reviews it now and will see that you took it and why.

pagos-bulk-title = Confirm { $count ->
    [one] 1 marked payment
   *[other] { $count } marked payments
 }
pagos-bulk-yes = Confirm
pagos-bulk-intro = Each payment has its account and date. Type or paste the line of the bank; = copies what was declared.
pagos-bulk-filled = Each payment has its line of the bank already. What is changed by hand is that line no more.
pagos-bulk-empty = nothing typed: left as it is
pagos-bulk-short = { $missing } is missing: review it by itself
pagos-bulk-currency = declares { $input } and the account is in { $expected }: review it by itself
pagos-bulk-duplicate = the reference already paid { $order }: review it by itself
pagos-bulk-moved = it changed while you decided ({ $by }): nothing was saved
pagos-bulk-done = confirmed
pagos-bulk-results = Result
pagos-bulk-counted = Marked payments: { $done } confirmed, { $rest } not.

pagos-did-confirm = { $order } confirmed.
pagos-did-fit = { $order } confirmed: { $line }
pagos-did-surplus = { $order } confirmed with { $credited }; { $surplus } is over.
pagos-did-part = { $order }: { $credited } is kept, { $missing } is missing.
pagos-did-return = { $order }: refund of { $amount } requested.
pagos-did-reject = { $order } rejected; the customer gets the reason.
pagos-did-take-over = { $order }: you review it now.
pagos-did-undo = { $order }: verdict undone; it is yours again until { $until }.
pagos-released = { $order } is back in the queue. u takes it again.
pagos-in-hand = In the hands of { $name }
pagos-take-first = Take the payment with ⏎ first.
pagos-nobody-holds = You do not hold it: there is nothing to release.
pagos-yours-already = You hold it already.
pagos-free-to-take = Nobody holds it: take it with ⏎.
pagos-nothing-to-undo = There is nothing to undo in this session.
pagos-matches-reading = Still being compared with the bank: wait a moment.
pagos-nothing-fits = No payment fits a line of the bank.
pagos-fit-busy = The one before is being confirmed: wait a moment.
pagos-fit-decided = It waits for no verdict any more.
pagos-fit-no-longer = It no longer fits one line of the bank alone: look at it before you confirm.
pagos-fit-alerts = It has an alert: look at it before you confirm.
pagos-fit-differs = The line fits, but does not confirm the order by itself: look at it before you confirm.
pagos-nothing-marked = Nothing is marked.

pagos-no-twin = No alert names another order.
pagos-twin-title = { $order } and { $other }
pagos-twin-keys = o open { $other } · ↑↓ scroll · Esc close
pagos-twin-customer = customer
pagos-twin-payer = in the name of
pagos-twin-receipt = receipt
pagos-twin-reported = reported
pagos-twin-status = status
pagos-twin-bank = in the bank
pagos-twin-by = verified by
pagos-undoable = undoes { $order } · { $left }
pagos-still-yours = { $order } is still yours: l gives it back to the queue.
