# The pane Liquidaciones: what is owed to workshops, the transfers made and the statements.
liquidaciones-title = Settlements

liquidaciones-settle = pay
    .help = Pays what is marked, or the line in front, with one transfer; asks to type the total.
liquidaciones-mark = mark
    .help = Marks or unmarks the line; on a workshop, those of its lines that are due.
liquidaciones-mark-all = mark workshop
    .help = Marks the lines of the workshop that are due.
liquidaciones-mark-early = mark what is not due too
    .help = Marks every line of the workshop that can be paid, also what is not due or waits for its cut.
liquidaciones-open = look
    .help = Shows the history of the line, or what the transfer paid.
liquidaciones-hold = hold
    .help = Holds the line back from payment; asks for the reason.
liquidaciones-release = release
    .help = Releases a line on hold; asks for the reason.
liquidaciones-reverse = reverse
    .help = Undoes a payment of the line, or the whole transfer; asks for the reason and the amount.
liquidaciones-filter = filter
    .help = Filters by words and fields: workshop:, status:, policy:, overdue.
liquidaciones-preset = view
    .help = What is owed, overdue, held, paid, or all of it.
liquidaciones-transfers = transfers
    .help = The history of transfers to workshops.
liquidaciones-statement = statement
    .help = The workshop's statement between two dates.
liquidaciones-aging = aging
    .help = How much is owed to each workshop and how late it is.
liquidaciones-order = order
    .help = Opens the order with its whole history.
liquidaciones-export = export
    .help = Saves all that the list shows as CSV.
liquidaciones-only = this workshop only
    .help = Shows only the workshop in front, and all of them again.
liquidaciones-copy = copy
    .help = Copies the order number or the reference.
liquidaciones-copy-payee = copy payout details
    .help = Copies account, document, bank or name that the workshop is paid by, whole.
liquidaciones-unmark = unmark all
    .help = Takes all marks away.

liquidaciones-summary = To pay { $owed }
liquidaciones-summary-none = Nothing is owed
liquidaciones-summary-overdue = overdue { $overdue } at { $count ->
    [one] 1 workshop
   *[other] { $count } workshops
 }
liquidaciones-ready-now = payable now { $sum }
liquidaciones-ready-later = not due yet { $sum }
liquidaciones-ready-not-cut = not cut yet { $sum }
liquidaciones-ready-held = held { $sum }
liquidaciones-ready-owes = they owe us { $sum }
liquidaciones-marked = marked: { $count ->
    [one] 1 line
   *[other] { $count } lines
 }, { $sum }
liquidaciones-marked-several = marked: { $count } lines of { $workshops } workshops, { $sum }
liquidaciones-showing = view: { $preset }
liquidaciones-sort-usual = by name and due day
liquidaciones-found = lines: { $count }
liquidaciones-filter-hint = workshop:orinoco status:partial policy:weekly overdue · order · ⏎ done · Esc undo
liquidaciones-preset-title = What is shown
liquidaciones-preset-open = what is owed
liquidaciones-preset-to-pay = to pay now
liquidaciones-preset-overdue = overdue
liquidaciones-preset-held = on hold
liquidaciones-preset-paid = paid
liquidaciones-preset-all = all
liquidaciones-view-transfers = transfers, newest first
liquidaciones-view-statement = { $workshop } · { $from } – { $until }
liquidaciones-view-aging = aging by workshop

liquidaciones-column-line = workshop / line
liquidaciones-column-policy = policy
liquidaciones-column-kind = kind
liquidaciones-column-due = due
liquidaciones-column-amount = amount
liquidaciones-column-paid = paid
liquidaciones-column-left = left
liquidaciones-column-status = status
liquidaciones-column-when = when
liquidaciones-column-workshop = workshop
liquidaciones-column-transfer = amount
liquidaciones-column-reference = reference
liquidaciones-column-method = method
liquidaciones-column-by = who
liquidaciones-column-paid-lines = lines
liquidaciones-column-entry = what
liquidaciones-column-order = order
liquidaciones-column-facts = facts
liquidaciones-column-change = change
liquidaciones-column-balance = balance
liquidaciones-column-owed = owed
liquidaciones-column-overdue = overdue
liquidaciones-column-not-due = not due
liquidaciones-column-week = 1–7 days
liquidaciones-column-month = 8–30 days
liquidaciones-column-older = over 30
liquidaciones-column-held = held
liquidaciones-column-to-net = owed to Krafta

liquidaciones-lines = { $count ->
    [one] 1 line
   *[other] { $count } lines
 }
liquidaciones-overdue = Overdue
liquidaciones-to-net = Owed to Krafta
liquidaciones-reversed = reversed
liquidaciones-reversed-some = { $count } of { $of }
liquidaciones-ref = ref. { $reference }

liquidaciones-mark-clawback = { $number } is owed to Krafta: it is taken off the next payment to the workshop by itself.
liquidaciones-mark-not-open = { $number } cannot be paid now: { $status }.
liquidaciones-nothing-due = Nothing is due to { $workshop } now: what is next is due on { $day }. A marks what is not due yet too.
liquidaciones-nets-next = { $workshop } owes { $owed } ({ $numbers }): it is netted by itself from its next payment, { $number } of { $left }, due on { $day }.
liquidaciones-nets-later = { $workshop } owes { $owed } ({ $numbers }): it is netted by itself from its next payment; nothing is owed to it now.
liquidaciones-mark-most = One transfer takes { $count } lines at most: pay the marked ones first.
liquidaciones-open-first = Open the row with ⏎ first, to see what would be reversed.
liquidaciones-all-reversed = That transfer has been reversed as a whole.

liquidaciones-settle-title = Pay { $workshop }
liquidaciones-turn = { $at } of { $of }
liquidaciones-run-results = What became of each workshop
liquidaciones-settle-yes = Pay
liquidaciones-settle-nothing = What the workshop owes covers these lines: nothing is transferred.
liquidaciones-payee = Paid to { $payee }
liquidaciones-payee-unknown = The workshop has no account on record: ask for it before you transfer.
liquidaciones-payee-then = Paid to { $payee }
liquidaciones-payee-then-unknown = No account was copied.
liquidaciones-field-amount = Amount
liquidaciones-amount-hint = With less, the oldest is paid first.
liquidaciones-field-method = Method
liquidaciones-field-reference = Reference
liquidaciones-field-currency = Leaves in
liquidaciones-field-sent-on = Left on
liquidaciones-sent-on-hint = Without a date, today.
liquidaciones-sum-sent = { $sent } leave at the rate { $rate }
liquidaciones-sent-on = left the bank on { $day }
liquidaciones-payee-none = There are no payout details to copy.
liquidaciones-copy-title = What is copied
liquidaciones-copy-account = Account or phone
liquidaciones-copy-document = ID document
liquidaciones-copy-bank = Code of the bank
liquidaciones-copy-name = Name
liquidaciones-field-url = Receipt
liquidaciones-field-note = Note
liquidaciones-field-repeats = Why it repeats
liquidaciones-field-reason = Reason
liquidaciones-field-from = From
liquidaciones-field-until = To
liquidaciones-url-hint = A link, if there is one.
liquidaciones-not-now = not in this payment
liquidaciones-of = { $amount } of { $left }
liquidaciones-more-lines = { $count ->
    [one] and 1 more line
   *[other] and { $count } more lines
 }
liquidaciones-sum = { $count ->
    [one] 1 line
   *[other] { $count } lines
 }: { $transfer } to transfer
liquidaciones-sum-netted = { $paid } is paid, { $netted } that the workshop owes is taken off
liquidaciones-sum-early = { $count ->
    [one] 1 line has not reached its cut yet
   *[other] { $count } lines have not reached their cut yet
 }
liquidaciones-sum-not-due = { $count ->
    [one] 1 line is not due yet
   *[other] { $count } lines are not due yet
}
liquidaciones-sum-rest = { $rest } is left to pay
liquidaciones-sure-by = { $method } · ref. { $reference }
liquidaciones-sure-repeats = Reference used before: “{ $reason }”
liquidaciones-sure-reason = Reason: “{ $reason }”
liquidaciones-did-settle = Paid { $amount } to { $workshop } · { $count ->
    [one] 1 line
   *[other] { $count } lines
 }

liquidaciones-hold-title = Hold { $number }
liquidaciones-hold-yes = Hold
liquidaciones-release-title = Release { $number }
liquidaciones-release-yes = Release
liquidaciones-hold-what = { $workshop } · { $left } left
liquidaciones-held = Payment of { $number } on hold
liquidaciones-released = Payment of { $number } released

liquidaciones-reverse-title = Reverse a payment
liquidaciones-reverse-all-title = Reverse the transfer
liquidaciones-reverse-yes = Reverse
liquidaciones-reverse-payment = { $amount } to { $workshop } for { $number }, paid by { $by } on { $at }
liquidaciones-reverse-transfer = { $amount } to { $workshop } in { $count ->
    [one] 1 line
   *[other] { $count } lines
 }, paid by { $by } on { $at }
liquidaciones-reverse-follows = What is reversed is to be paid again; nothing is deleted.
liquidaciones-which-payment = Which payment is reversed
liquidaciones-would-reverse = { $amount } would be reversed · { $count ->
    [one] { $count } payment
   *[other] { $count } payments
}
liquidaciones-did-reverse = Reversed { $amount } · { $count ->
    [one] 1 payment
   *[other] { $count } payments
 }

liquidaciones-detail-sums = amount { $amount } · paid { $paid } · left { $left }
liquidaciones-detail-due = due { $day }
liquidaciones-detail-was-due = was due { $day }
liquidaciones-detail-late = { $days ->
    [one] 1 day overdue
   *[other] { $days } days overdue
 }
liquidaciones-detail-cut = cut of { $day }
liquidaciones-detail-held = on hold: “{ $why }”
liquidaciones-detail-history = What happened
liquidaciones-transfer-lines = { $count ->
    [one] It paid 1 line
   *[other] It paid { $count } lines
 }
liquidaciones-owed = { $owed } is owed
liquidaciones-bucket-held = On hold
liquidaciones-bucket-to-net = Owed to Krafta
liquidaciones-reading = reading

liquidaciones-statement-title = Statement · { $workshop }
liquidaciones-statement-yes = Show
liquidaciones-opening = Opening
liquidaciones-closing = Closing
liquidaciones-adds-up = { $opening } opening { $lines } charged { $voided } voided { $paid } paid { $reversed } reversed = { $closing } closing
liquidaciones-today = Today: { $buckets }

liquidaciones-loading = Reading what is owed to workshops
liquidaciones-loading-transfers = Reading the transfers
liquidaciones-loading-statement = Reading the statement
liquidaciones-failed-help = Ctrl-r tries again
liquidaciones-empty = Nothing is owed to any workshop.
liquidaciones-empty-help = t shows the transfers made
liquidaciones-empty-filter = No line fits the view and the filter.
liquidaciones-empty-filter-help = Esc takes them away · v picks another view
liquidaciones-no-transfers = No workshop has been paid yet.
liquidaciones-no-transfers-help = Esc goes back to what is owed

liquidaciones-runs = runs
    .help = Payment runs: a new one, its lines, its references and its close.
liquidaciones-run-new = new run
    .help = Gathers what is due until a day, of all workshops and refunds.
liquidaciones-run-freeze = freeze
    .help = Writes down what leaves as it is shown; asks to type the total.
liquidaciones-run-agree = agree
    .help = A second person agrees; asks to type the total.
liquidaciones-run-exclude = leave out or in
    .help = Leaves the line out of this run, or takes it in again.
liquidaciones-run-amount = amount
    .help = Pays only a part of the line.
liquidaciones-run-file = bank file
    .help = Saves the file that the bank's page takes.
liquidaciones-run-reference = reference
    .help = Notes the reference with which the line was sent.
liquidaciones-run-paste = paste references
    .help = Notes several references at once, one a line.
liquidaciones-run-find = find in the bank
    .help = Looks for the lines in the imported statements.
liquidaciones-run-fail = failed
    .help = Says that the line was not paid: it is due again.
liquidaciones-run-explain = explain
    .help = Explains why the bank will not show the line.
liquidaciones-run-close = close
    .help = Closes the run: nothing waits in it.
liquidaciones-run-void = give up
    .help = Gives the run up: nothing of it was paid.
liquidaciones-view-runs = payment runs
liquidaciones-column-run = no
liquidaciones-column-until = until
liquidaciones-column-from = from
liquidaciones-column-run-lines = lines
liquidaciones-column-total = total
liquidaciones-column-waits = waits
liquidaciones-column-whom = whom
liquidaciones-column-to = to
liquidaciones-column-leaves = leaves in { $currency }
liquidaciones-no-runs = There are no payment runs yet.
liquidaciones-no-runs-help = n makes one of what is due until today.
liquidaciones-run-second = waits for another person to agree
liquidaciones-run-ready = all found: it can be closed
liquidaciones-run-waits = to be sent { $pending } · to be found { $unseen }
liquidaciones-run-empty = Nothing is due until that day.
liquidaciones-run-empty-help = Esc goes back; n makes another run with another day.
liquidaciones-run-title = Run { $number } · { $state } · from { $account }, until { $day }
liquidaciones-run-sums = 
    { $count ->
        [one] One line leaves
       *[other] { $count } lines leave
    }: { $total } = { $dollars } at { $rate }
liquidaciones-run-out = 
    { $count ->
        [one] One line is left out
       *[other] { $count } lines are left out
    }: its row says why
liquidaciones-run-netted = { $amount } that it owes are taken off
liquidaciones-run-sent = Ref. { $reference } · left on { $sent } · { $by }
liquidaciones-run-seen = Ref. { $reference } · left on { $sent }, the bank shows it on { $seen } · { $by }
liquidaciones-run-new-title = New payment run
liquidaciones-run-new-yes = Make the run
liquidaciones-field-account = Account that pays
liquidaciones-field-cut-off = What is due until
liquidaciones-run-drafted = The run is made: leave out what does not go, and freeze it.
liquidaciones-run-agree-title = Agree to run { $number }
liquidaciones-run-freeze-title = Freeze run { $number }
liquidaciones-run-agree-yes = Agree
liquidaciones-run-freeze-yes = Freeze
liquidaciones-run-leaves = 
    { $count ->
        [one] One line leaves
       *[other] { $count } lines leave
    }: { $total } = { $dollars }
liquidaciones-run-more = … and { $count } more with marks
liquidaciones-run-freeze-follows = What leaves is written down as it is shown, and is paid by this run alone.
liquidaciones-run-agreed = Run { $number } has its second agreement.
liquidaciones-run-frozen = Run { $number } is frozen: send it and note its references.
liquidaciones-run-reference-title = Reference of the payment to { $who }
liquidaciones-run-reference-yes = Note
liquidaciones-run-reference-what = Line { $line }: { $amount }
liquidaciones-run-noted = Line { $line } noted.
liquidaciones-run-fail-title = Line { $line } was not paid
liquidaciones-run-explain-title = The bank will not show line { $line }
liquidaciones-run-void-title = Give up run { $number }
liquidaciones-run-close-title = Close run { $number }
liquidaciones-run-fail-yes = Mark as failed
liquidaciones-run-explain-yes = Explain
liquidaciones-run-void-yes = Give up
liquidaciones-run-close-yes = Close
liquidaciones-run-failed = Line { $line } failed: it is due again.
liquidaciones-run-explained = Line { $line } explained.
liquidaciones-run-voided = Run { $number } given up.
liquidaciones-run-closed = Run { $number } closed.
liquidaciones-run-amount-title = How much is paid to { $who }
liquidaciones-run-amount-yes = Change
liquidaciones-run-amount-done = Amount changed: { $who }
liquidaciones-run-format = Format of the file
liquidaciones-run-file-out = 
    { $count ->
        [one] One line is not for this format: it goes in another file.
       *[other] { $count } lines are not for this format: they go in another file.
    }
liquidaciones-run-paste-field = References
liquidaciones-run-paste-title = References of { $count } lines
liquidaciones-run-paste-yes = Note all
liquidaciones-run-paste-help = One a line, in the order of the lines that wait, or LINE=REFERENCE.
liquidaciones-run-paste-wrong = “{ $text }” is of no line.
liquidaciones-run-nothing-found = Nothing of the run is in the imported statements.
liquidaciones-run-unsure = the amount only
liquidaciones-run-note-all = 
    { $count ->
        [one] Note the one that was found
       *[other] Note the { $count } that were found
    }
liquidaciones-run-found-title = In the bank: found { $found } · unsure { $unsure } · missing { $missing }
liquidaciones-run-noted-all = 
    { $count ->
        [one] One line noted.
       *[other] { $count } lines noted.
    }
liquidaciones-run-counted = Noted { $done } · with a problem { $rest }
liquidaciones-run-lines-results = What became of each line
