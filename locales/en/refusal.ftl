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
