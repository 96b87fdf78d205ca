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

## Lo que la gente escribe

refusal-order-number-malformed = «{ $input }» no es un número de pedido. Tiene seis letras o cifras, por ejemplo KRFT-7Q2M4X.
refusal-bank-unknown = «{ $input }» no es el código de un banco. Escribe sus cuatro cifras, por ejemplo 0102.
refusal-state-unknown = «{ $input }» no es un estado al que se envíe. Escribe su nombre o su código, por ejemplo Carabobo o VE-G.
refusal-phone-malformed = «{ $input }» no es un teléfono móvil de Venezuela. Escríbelo así: 0412-555.12.34.
refusal-national-id-malformed = «{ $input }» no es una cédula. Escríbela así: V-12.345.678.
refusal-rif-malformed = «{ $input }» no es un RIF. Lleva una letra, ocho cifras y una de control, por ejemplo J-07013380-5.
refusal-rif-check-digit = La última cifra del RIF «{ $input }» no corresponde a las demás. Revisa las nueve cifras.
refusal-payer-malformed = «{ $input }» no es una cédula ni un RIF. Escribe, por ejemplo, V-12.345.678 o J-07013380-5.
refusal-email-malformed = «{ $input }» no es un correo. Escríbelo así: nombre@dominio.com.
refusal-reference-missing = Falta la referencia. Cópiala del comprobante; bastan sus últimas cuatro cifras.
refusal-reference-letters = La referencia «{ $input }» solo puede tener cifras. Cópiala del comprobante sin letras ni signos.
refusal-reference-signs = La referencia «{ $input }» solo puede tener letras y cifras. Cópiala del comprobante sin signos.
refusal-reference-short = La referencia «{ $input }» tiene { $digits } caracteres y hacen falta al menos { $limit }. Cópiala completa del comprobante.
refusal-reference-long = La referencia «{ $input }» tiene { $digits } caracteres y caben { $limit }. Revisa que no sea un número de cuenta.
refusal-reference-scientific = La referencia «{ $input }» perdió cifras en una hoja de cálculo. Da formato de texto a la columna y cópiala de nuevo del comprobante.
refusal-date-malformed = «{ $input }» no es una fecha. Escríbela así: 22/11/2026.
refusal-date-impossible = No existe el día { $day } de { $month } de { $year }: el mes termina el { $last }. Revisa el día y el mes.
refusal-date-future = La fecha { $date } todavía no llega: hoy es { $today }. Escribe el día en que se pagó.
refusal-date-before-order = La fecha { $date } es anterior al pedido, que es del { $ordered }. Escribe el día en que se pagó.
refusal-zone-unknown = «{ $input }» no es una zona horaria. Escribe su nombre, por ejemplo America/Caracas.

## Comprobantes y envíos

refusal-proof-field-missing = Falta { $field }: { $method } lo pide. Complétalo y vuelve a enviar el reporte.
refusal-proof-currency = Con { $method } no se paga en { $found }. Escribe el monto en { $expected } o elige otro método.
refusal-shipping-rate-missing = No hay tarifa de { $method } para { $state }. Elige otra modalidad o pide a un administrador que cree la tarifa.
refusal-receipt-empty = El archivo del comprobante está vacío. Guárdalo otra vez y adjúntalo de nuevo.
refusal-receipt-kind = El archivo del comprobante no es JPEG, PNG ni PDF, aunque su nombre lo diga. Adjunta una foto o el PDF del banco.
refusal-receipt-too-large = El archivo del comprobante ocupa { $megabytes } MB y caben 5. Adjunta una foto más pequeña.
refusal-digest-malformed = «{ $input }» no es una huella SHA-256. Tiene 64 cifras hexadecimales en minúscula.

## Operadores

refusal-operator-unknown = No hay un operador «{ $login }». Usa --as con tu operador, o pide a un administrador que te agregue con «krafta operators add».
refusal-operator-inactive = El operador «{ $login }» está desactivado. Pide a un administrador que lo active.
refusal-operator-role = Un operador es ADMIN, COORDINATOR o SUPPORT. Elige uno de los tres.
refusal-login-taken = Ya hay un operador «{ $login }». Elige otro nombre o cámbialo con «krafta operators edit».
refusal-last-admin = Es el único administrador activo. Nombra antes a otro con «krafta operators edit --role ADMIN».
refusal-order-moved = { $order } cambió después de que lo viste y no se guardó nada. Míralo otra vez y decide de nuevo.

## Filtros

refusal-filter-field-unknown = No hay ningún filtro «{ $field }». Se puede filtrar por: { $known }.
refusal-filter-value-unknown = «{ $input }» no es un valor de «{ $field }».
refusal-refund-unknown = Ese reembolso no existe.

## Lo que usan los pedidos

refusal-sku-taken = Ya hay un producto «{ $sku }». Cámbialo con «krafta products edit».
refusal-rate-exists = El { $day } ya tiene la tasa { $rate } y hay pedidos cotizados con ella. Agrega la tasa con otra fecha valor.
refusal-shipping-exists = Ya hay una tarifa de { $method } para { $place }. Usa --replace para cerrar esa y poner esta.
refusal-shipping-unknown = No hay una tarifa activa { $id }. Mira «krafta shipping list».
refusal-area-unknown = No hay una zona «{ $input }». Mira «krafta shipping zones».
refusal-alias-taken = Ya hay una cuenta «{ $alias }». Elige otro alias o cámbiala con «krafta accounts edit».
refusal-account-incomplete = Para recibir { $method } falta { $flag }. Agrégalo y repite.
