# The payment methods.
method-PAGO_MOVIL = pago móvil
method-BANK_TRANSFER = bank transfer
method-ZELLE = Zelle
method-BINANCE_PAY = Binance Pay
method-offered = You can pay by: { $accounts }.
method-where = Where to pay:
method-CASH = cash
method-surplus = surplus of { $order }
