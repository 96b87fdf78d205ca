# What the banks show, in the terminal: money that waits for an order, what was noted and not seen, the accounts, and what was set aside.
banco-title = Bank
banco-free = Money without an order
banco-unseen = Noted and not seen
banco-accounts = By account
banco-aside = Set aside
banco-count-free = { $lines } without an order
banco-count-unseen = { $lines } not seen
banco-accounts-what = ⏎ opens all of an account, the newest first
banco-aside-what = What somebody said belongs to no order, or came before this program was used
banco-column-date = date
banco-column-age = age
banco-column-account = account
banco-column-reference = ref.
banco-column-text = text
banco-column-amount = amount
banco-column-left = left
banco-column-guess = may pay
banco-column-noted = noted by
banco-column-state = state
banco-column-until = until
banco-column-balance = balance
banco-column-in = no order
banco-column-out = left unexplained
banco-column-unseen = not seen
banco-column-gaps = look at
banco-days =
    { $days ->
        [0] today
       *[other] { $days } d
    }
banco-noted-by = { $who } · { $at }
banco-state-reconciled = noted and seen
banco-state-attested = noted by hand
banco-state-aside = set aside
banco-state-used = used
banco-state-out = left
banco-state-free = no order
banco-state-part = { $left } left
banco-kind-FEE = fee
banco-kind-OWN = between our accounts
banco-kind-REVERSAL = reversal
banco-faults =
    { $count ->
        [one] 1 warning
       *[other] { $count } warnings
    }
banco-sum-in =
    { $lines ->
        [one] 1 payment without an order: { $sum }
       *[other] { $lines } payments without an order: { $sum }
    }
banco-sum-out =
    { $lines ->
        [one] 1 line that left and is no refund and no workshop's: { $sum }
       *[other] { $lines } lines that left and are no refund and no workshop's: { $sum }
    }
banco-sum-unseen =
    { $lines ->
        [one] 1 noted payment that the bank does not show: { $sum }
       *[other] { $lines } noted payments that the bank does not show: { $sum }
    }
banco-no-imports = Nothing of this account has been imported yet.
banco-imports = Imports, the newest first
banco-import-days = from { $first } to { $last }
banco-import-counts = new { $added }, known already { $known }, refused { $refused } · { $profile } · { $who }, { $at }
banco-chain-holds = { $opening } + lines = { $closing }
banco-chain-breaks = { $opening } + lines is not { $closing }
banco-chain-unknown = opens at { $opening } and closes at { $closing }
banco-no-reference = The bank gives no reference.
banco-reference = ref. { $reference }
banco-payer = paid by { $payer }
banco-balance = balance after it: { $balance }
banco-from-line = { $origin }, line { $number } · { $who }, { $at }
banco-from = { $origin } · { $who }, { $at }
banco-pays = What it pays
banco-pays-workshop = { $amount } to a workshop
banco-pays-refund = { $amount } of a refund
banco-left = { $left } of it pay nothing yet.
banco-may-pay = May be the payment of
banco-notes = What was said
banco-reason = Reason
banco-note-field = Note
banco-note-title = Note something of { $amount }
banco-note-yes = Note
banco-note-done = Noted.
banco-aside-title = Set { $amount } aside
banco-aside-yes = Set aside
banco-aside-done = { $amount } is set aside: it belongs to no order.
banco-restore-title = Put { $amount } back to what waits
banco-restore-yes = Put back
banco-restore-done = { $amount } waits for its order again.
banco-reconcile-title = Reconcile { $amount }
banco-reconcile-yes = Reconcile
banco-reconcile-done = { $amount }: what was noted and the line are the same money.
banco-is-line = is this line of the bank
banco-may-be-title = Which line of the bank is it?
banco-may-be-nothing = No imported line of that account has that amount or that reference and is free.
banco-other-amount = another amount
banco-other-reference = another reference
banco-days-apart =
    { $days ->
        [one] a day apart
       *[other] { $days } days apart
    }
banco-all-same = same amount, reference and day
banco-assign-which = Which order is it for?
banco-other-order = Another order…
banco-assign-number = Number of the order
banco-assign-title = Assign { $amount } to an order
banco-assign-yes = Open its case
banco-assign-what = Its case opens in Payments with this line chosen; nothing is confirmed yet.
banco-assign-nothing-open = { $order } has no payment to be reviewed: { $status }. With a reported payment it can be assigned.
banco-assign-currency = { $order } does not wait for { $currency }: its payment was declared in another currency.
banco-restore-first = It is set aside. Put it back first with r.
banco-aside-used = It pays something already: it cannot be set aside.
banco-unlink-which = Which payment is taken back?
banco-unlink-title = Take back the payment of { $order }
banco-unlink-yes = Take back
banco-unlink-what = The verdict is undone as if it had not been given: { $order } is under review and yours again, and this money waits again.
banco-order-which = Which order is opened?
banco-loading = Reading what the banks show…
banco-failed-help = Ctrl-r reads again.
banco-empty-free = All money that came has its order.
banco-empty-free-help = What is imported and pays nothing appears here.
banco-empty-unseen = All that was noted is on the statements.
banco-empty-unseen-help = What is noted by hand and missing at the bank, once its day was imported, appears here.
banco-empty-accounts = No account is open.
banco-empty-accounts-help = Accounts are added in Shop.
banco-empty-aside = Nothing was set aside.
banco-empty-aside-help = x sets money aside that belongs to no order, with the reason.
banco-empty-filter = Nothing fits.
banco-empty-filter-help = Esc takes the filter away.
banco-empty-lines = There are no lines yet.
banco-empty-lines-help = Esc goes back to the accounts.
banco-filter-hint = amount, date or reference in all accounts; words, in this list
banco-assign = assign
    .help = Chooses which order the money is for: its case opens in Payments with this line chosen.
banco-reconcile = reconcile
    .help = Joins what was noted by hand with the line of the bank that is the same money.
banco-lines = open
    .help = Shows all lines of the account, the newest first.
banco-open = look
    .help = Shows all of the line: what the bank wrote, what it pays and what was said.
banco-set-aside = set aside
    .help = Says, with the reason, that this money belongs to no order. Nothing is deleted.
banco-restore = put back
    .help = What was set aside waits for its order again.
banco-note = note
    .help = Notes something of the line, for the team.
banco-unlink = take back
    .help = Takes back one payment of those that this line makes, with what followed from it. In its first seconds the verdict is undone; later the order opens and says what happens.
banco-order = order
    .help = Opens the order that it pays.
banco-import = import
    .help = Imports a statement or messages of the bank: shows what it would do before it is kept.
banco-filter = filter
    .help = Searches by amount, date, reference or words of the bank.
banco-copy = copy ref.
    .help = Copies the reference.
