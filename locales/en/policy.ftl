# How a workshop is paid; ".short" under a heading.
policy-PREPAID = Paid in advance
    .short = In advance
policy-DEPOSIT_BALANCE = Deposit and balance
    .short = Deposit
policy-ON_READY = When ready
    .short = When ready
policy-ON_DELIVERY = When delivered
    .short = Delivered
policy-WEEKLY_CUT = Weekly cut
    .short = Weekly
policy-BIWEEKLY_CUT = Twice a month
    .short = Biweekly
policy-MONTHLY_CUT = Monthly cut
    .short = Monthly
