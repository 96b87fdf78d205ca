# What the banks show.
bank-origin-STATEMENT = statement
bank-origin-NOTICE = notice of the bank
bank-origin-ATTESTED = typed by hand
bank-act-NOTE = note
bank-act-SET_ASIDE = set aside
bank-act-RESTORED = waits again
bank-act-RECONCILED = reconciled
bank-set-aside = set aside: it belongs to no order
bank-pays = { $amount } of { $order }
bank-paid-once = { $amount } of { $order }, counts no more
bank-never = never
bank-gap = ⚠ { $account }: the days between { $until } and { $from } are missing.
bank-break = ⚠ { $account }: one file closes at { $closing } and the next opens at { $opening }.
bank-chain-broken = ⚠ { $account }: the balances of the file until { $day } do not follow.
