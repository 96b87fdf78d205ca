# Why something was refused: refusal-<code>, one sentence that says what to do next.

## Montos y tasas

refusal-amount-missing = Falta el monto. Escríbelo con céntimos, por ejemplo 1.234,56.
refusal-amount-malformed = «{ $input }» no es un monto. Escribe solo cifras, por ejemplo 1.234,56.
refusal-amount-ambiguous = El monto «{ $input }» se puede leer como { $whole } o como { $fraction }. Escríbelo con dos decimales.
refusal-amount-negative = El monto «{ $input }» es negativo. Escribe un monto mayor que cero.
refusal-amount-zero = El monto es cero. Escribe un monto mayor que cero.
refusal-amount-decimals = El monto «{ $input }» tiene más de dos decimales. Escríbelo con dos.
refusal-amount-too-large = El monto «{ $input }» es demasiado grande. Revisa que no sea una referencia o un número de cuenta.
refusal-amount-scientific = El monto «{ $input }» viene en notación científica, como lo escribe una hoja de cálculo. Escribe todas sus cifras.
refusal-amount-currency = El monto «{ $input }» está en { $found } y aquí se espera { $expected }. Escribe el monto en { $expected }.
refusal-currency-mixed = No se puede operar { $left } con { $right }. Convierte uno de los dos a la tasa del pedido.
refusal-rate-invalid = «{ $input }» no es una tasa. Escribe bolívares por dólar, mayor que cero y con ocho decimales como máximo, por ejemplo 93,0371.
