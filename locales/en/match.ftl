# A proof compared with the bank's lines: the level, what fits, what differs, and why a line is not proposed.
match-level-EXACT = fits
    .description = Reference, amount and date fit.
match-level-STRONG = nearly fits
    .description = The reference fits; what differs is marked.
match-level-IDENTITY = same payer
    .description = The payer and the amount fit, but not the reference.
match-level-WEAK = possible
    .description = The amount and a few digits of the reference fit.
match-level-AMOUNT = same amount
    .description = Only the amount fits, and no other line is like it.
match-level-CONFLICT = conflicts
    .description = The reference fits, but the amount or the payer does not.
match-reason-reference = { $digits } digits of the reference fit
match-reason-other-reference = another reference
match-reason-order = names the order
match-reason-amount = same amount
match-reason-amount-over = { $amount } too much
match-reason-amount-short = { $amount } too little
match-reason-left = only { $amount } of this credit is left
match-reason-same-day = the same day
match-reason-days-after =
    { $days ->
        [one] a day later
       *[other] { $days } days later
    }
match-reason-days-before =
    { $days ->
        [one] a day earlier
       *[other] { $days } days earlier
    }
match-reason-phone = same phone
match-reason-phone-ending = the phone ends alike
match-reason-document = same document
match-reason-other-document = another document
match-reason-no-account = does not say which account was paid
match-reason-only = the only line with this amount
match-reason-together = one credit pays { $count } proofs
match-reason-parts = paid in { $count } parts
match-refused-not-proposable = no customer's payment, or set aside
match-refused-account = of another account
match-refused-currency = in another currency
match-refused-nothing-left = used up already
match-refused-nothing-in-common = neither reference nor payer fit
match-refused-short-reference = only { $digits } digits of the reference fit, so amount and date must fit too
match-refused-amount-alone = only the amount fits, and another line or proof has it too
