# The payment methods.
method-PAGO_MOVIL = pago móvil
method-BANK_TRANSFER = bank transfer
method-ZELLE = Zelle
method-BINANCE_PAY = Binance Pay
method-CASH = cash
