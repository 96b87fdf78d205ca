# The signals on a proof: a few words for the queue, and a sentence with what was seen.
signal-REF_REUSED = ref. already used
    .description = This reference already paid order { $order }. Confirming takes an override with its reason.
signal-REF_SIMILAR = similar ref.
    .description = The reference shares { $digits } digits with the one of { $order }. Compare both in the bank.
signal-IMAGE_REUSED = repeated image
    .description = The same image was attached to { $order }.
signal-AMOUNT_SHORT = short by { $missing }
    .description = The declared amount does not cover the order: { $missing } is missing.
signal-AMOUNT_OVER = over by { $surplus }
    .description = The declared amount is more than what is owed: { $surplus } too much.
signal-LATE =
    { $cause ->
        [CANCELLED] order cancelled
       *[other] quote lapsed
    }
    .description =
        { $cause ->
            [CANCELLED] It was reported when the order was already cancelled, on { $cancelled }.
           *[other] It was reported after the quote expired, on { $expired }.
        }
signal-DATE_MISMATCH = other date
    .description = { $declared } is declared and { $expected } was expected.
signal-WRONG_ACCOUNT = wrong account
    .description = The declared account is not one of ours for this method, or is no longer used.
signal-THIRD_PARTY_PAYER = other payer
    .description = { $declared } paid and the order is of { $customer }.
signal-NO_SHIPPING = no longer shipped
    .description = There is no rate today to bring the order where it goes. Before you confirm, agree on the delivery with the customer or give the money back.
signal-CURRENCY_MISMATCH = other currency
    .description = { $declared } is declared and the account is in { $account }.
