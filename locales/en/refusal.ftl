# Why something was refused: refusal-<code>, one sentence that says what to do next.

## Amounts and rates

refusal-amount-missing = The amount is missing. Type it with cents, for example 1.234,56.
refusal-amount-malformed = “{ $input }” is not an amount. Type digits only, for example 1.234,56.
refusal-amount-ambiguous = The amount “{ $input }” can be read as { $whole } or as { $fraction }. Type it with two decimals.
refusal-amount-negative = The amount “{ $input }” is negative. Type an amount above zero.
refusal-amount-zero = The amount is zero. Type an amount above zero.
refusal-amount-decimals = The amount “{ $input }” has more than two decimals. Type it with two.
refusal-amount-too-large = The amount “{ $input }” is too large. Check that it is not a reference or an account number.
refusal-amount-scientific = The amount “{ $input }” is in scientific notation, as a spreadsheet writes it. Type all its digits.
refusal-amount-currency = The amount “{ $input }” is in { $found } and { $expected } is expected here. Type the amount in { $expected }.
refusal-currency-mixed = { $left } and { $right } cannot be combined. Convert one of them at the order's rate.
refusal-rate-invalid = “{ $input }” is not a rate. Type bolívares per dollar, above zero and with at most eight decimals, for example 93,0371.

## What people type

refusal-order-number-malformed = “{ $input }” is not an order number. It has six letters or digits, for example KRFT-7Q2M4X.
refusal-bank-unknown = “{ $input }” is not the code of a bank. Type its four digits, for example 0102.
refusal-state-unknown = “{ $input }” is not a state we ship to. Type its name or its code, for example Carabobo or VE-G.
refusal-phone-malformed = “{ $input }” is not a Venezuelan mobile phone. Type it like 0412-555.12.34.
refusal-national-id-malformed = “{ $input }” is not a cédula. Type it like V-12.345.678.
refusal-rif-malformed = “{ $input }” is not a RIF. It has a letter, eight digits and a check digit, for example J-07013380-5.
refusal-rif-check-digit = The last digit of the RIF “{ $input }” does not fit the others. Check all nine digits.
refusal-payer-malformed = “{ $input }” is neither a cédula nor a RIF. Type, for example, V-12.345.678 or J-07013380-5.
refusal-email-malformed = “{ $input }” is not a mail address. Type it like name@domain.com.
refusal-reference-missing = The reference is missing. Copy it from the receipt; its last four digits are enough.
refusal-reference-letters = The reference “{ $input }” may only have digits. Copy it from the receipt without letters or signs.
refusal-reference-signs = The reference “{ $input }” may only have letters and digits. Copy it from the receipt without signs.
refusal-reference-short = The reference “{ $input }” has { $digits } characters and at least { $limit } are needed. Copy all of it from the receipt.
refusal-reference-long = The reference “{ $input }” has { $digits } characters and { $limit } fit. Check that it is not an account number.
refusal-reference-scientific = The reference “{ $input }” lost digits in a spreadsheet. Format its column as text and copy it again from the receipt.
refusal-date-malformed = “{ $input }” is not a date. Type it like 22/11/2026.
refusal-date-impossible = There is no day { $day } in { $month } { $year }: the month ends on day { $last }. Check the day and the month.
refusal-date-future = The date { $date } is still to come: today is { $today }. Type the day it was paid.
refusal-date-before-order = The date { $date } is before the order, which is of { $ordered }. Type the day it was paid.
refusal-zone-unknown = “{ $input }” is not a time zone. Type its name, for example America/Caracas.

## Proofs and deliveries

refusal-proof-field-missing = { $field } is missing and { $method } asks for it. Fill it in and send the report again.
refusal-proof-currency = { $method } does not pay in { $found }. Type the amount in { $expected } or choose another method.
refusal-shipping-rate-missing = There is no rate for { $method } to { $state }. Choose another delivery, or ask an admin to create the rate.
refusal-receipt-empty = The receipt file is empty. Save it again and attach it once more.
refusal-receipt-kind = The receipt file is not JPEG, PNG or PDF, whatever its name says. Attach a photo or the bank's PDF.
refusal-receipt-too-large = The receipt file has { $megabytes } MB and 5 fit. Attach a smaller photo.
refusal-digest-malformed = “{ $input }” is not a SHA-256. It has 64 lower-case hexadecimal digits.

## Operators

refusal-operator-unknown = There is no operator “{ $login }”. Use --as with yours, or ask an administrator to add you with “krafta operators add”.
refusal-operator-inactive = Operator “{ $login }” is switched off. Ask an administrator to switch it on.
refusal-operator-role = An operator is ADMIN, COORDINATOR or SUPPORT. Choose one of the three.
refusal-login-taken = There is an operator “{ $login }” already. Choose another name or change it with “krafta operators edit”.
refusal-last-admin = This is the only active administrator. Name another first with “krafta operators edit --role ADMIN”.
refusal-order-moved = { $order } changed after you saw it and nothing was saved. Look again and decide anew.

## Filters

refusal-filter-field-unknown = There is no filter “{ $field }”. You can filter by: { $known }.
refusal-filter-value-unknown = “{ $input }” is not a value of “{ $field }”.
refusal-refund-unknown = There is no such refund.

## What orders refer to

refusal-sku-taken = There is a product “{ $sku }” already. Change it with “krafta products edit”.
refusal-rate-exists = { $day } has the rate { $rate } already and orders were quoted with it. Add the rate with another value date.
refusal-shipping-exists = There is a rate of { $method } for { $place } already. Use --replace to close that one and put this.
refusal-shipping-unknown = There is no active rate { $id }. See “krafta shipping list”.
refusal-area-unknown = There is no zone “{ $input }”. See “krafta shipping zones”.
refusal-alias-taken = There is an account “{ $alias }” already. Choose another alias or change it with “krafta accounts edit”.
refusal-account-incomplete = To receive { $method }, { $flag } is missing. Add it and repeat.
