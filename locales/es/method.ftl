# Los métodos de pago.
method-PAGO_MOVIL = pago móvil
method-BANK_TRANSFER = transferencia
method-ZELLE = Zelle
method-BINANCE_PAY = Binance Pay
method-CASH = efectivo
method-surplus = excedente de { $order }
method-offered = Puedes pagar por: { $accounts }.
method-where = Dónde pagar:
