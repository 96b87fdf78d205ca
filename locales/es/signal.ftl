# Las señales de un comprobante: pocas palabras para la cola, y una frase con lo que se vio.
signal-REF_REUSED = ref. ya usada
    .description = Esta referencia ya pagó el pedido { $order }. Para confirmar hace falta una excepción con su motivo.
signal-REF_SIMILAR = ref. parecida
    .description = La referencia coincide en { $digits } cifras con la de { $order }. Compara las dos en el banco.
signal-IMAGE_REUSED = imagen repetida
    .description = La misma imagen se adjuntó en { $order }.
signal-AMOUNT_SHORT = faltan { $missing }
    .description = El monto declarado no cubre el pedido: faltan { $missing }.
signal-AMOUNT_OVER = sobran { $surplus }
    .description = El monto declarado supera lo que se debe: sobran { $surplus }.
signal-LATE =
    { $cause ->
        [CANCELLED] pedido cancelado
       *[other] cotización vencida
    }
    .description =
        { $cause ->
            [CANCELLED] Se reportó cuando el pedido ya estaba cancelado, desde el { $cancelled }.
           *[other] Se reportó después de vencer la cotización, el { $expired }.
        }
signal-DATE_MISMATCH = fecha distinta
    .description = Se declara el { $declared } y se esperaba el { $expected }.
signal-WRONG_ACCOUNT = cuenta equivocada
    .description = La cuenta declarada no es una de las nuestras para este método, o ya no se usa.
signal-THIRD_PARTY_PAYER = cédula distinta
    .description = Pagó { $declared } y el pedido es de { $customer }.
signal-NO_SHIPPING = ya no se envía
    .description = Hoy no hay tarifa para llevar el pedido a su destino. Antes de confirmar, acuerda la entrega con el cliente o devuelve el pago.
signal-CURRENCY_MISMATCH = moneda distinta
    .description = Se declara en { $declared } y la cuenta es en { $account }.
