# The data a payment report asks for, inside a sentence.
field-account = the account of ours that got the payment
field-origin-bank = the bank it came from
field-reference = the reference
field-payer-name = the payer's name
field-payer-id = the payer's cédula or RIF
field-payer-phone = the payer's phone
field-email = the payer's mail address
field-name = the name
field-login = the login
field-address = the address
field-note = the note
field-receipt-url = the link to the receipt
field-filter = the filter
