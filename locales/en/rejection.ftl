# What the customer reads when their payment is rejected, by reason.
rejection-NOT_FOUND = We did not find your payment in our account. Check that the reference, the amount and the account are right and report it again, or write to us.
rejection-AMOUNT_MISMATCH = The amount we received is not the one you reported. Check your receipt and report it again with the exact amount.
rejection-REF_MISMATCH = The reference you reported does not match our bank's. Copy all of it from the receipt and report it again.
rejection-REF_REUSED = The reference you reported was already used for another payment. Check your receipt and report the reference of this payment.
rejection-WRONG_ACCOUNT = Your payment did not arrive at the account given for this order. Write to us so that we can help you find it.
rejection-ILLEGIBLE = We could not read your receipt. Report it again with a clearer picture.
rejection-INCOMPLETE_DATA = Data is missing to find your payment. Report it again with everything the receipt says.
rejection-REVERSED = The bank reversed your payment and the money did not stay in our account. Ask your bank and pay again.
rejection-WRONG_CURRENCY = Your payment arrived in a currency other than the account's. Write to us to settle it.
rejection-OTHER = Write to us with the receipt and we will help.
