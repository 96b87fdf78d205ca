# Lo que el cliente lee cuando su pago se rechaza, según el motivo.
rejection-NOT_FOUND = No encontramos tu pago en nuestra cuenta. Revisa que la referencia, el monto y la cuenta sean los correctos y repórtalo de nuevo, o escríbenos.
rejection-AMOUNT_MISMATCH = El monto que recibimos no es el que reportaste. Revisa tu comprobante y repórtalo de nuevo con el monto exacto.
rejection-REF_MISMATCH = La referencia que reportaste no coincide con la de nuestro banco. Cópiala completa del comprobante y repórtalo de nuevo.
rejection-REF_REUSED = La referencia que reportaste ya se usó para otro pago. Revisa tu comprobante y reporta la referencia de este pago.
rejection-WRONG_ACCOUNT = Tu pago no llegó a la cuenta indicada para este pedido. Escríbenos para ayudarte a ubicarlo.
rejection-ILLEGIBLE = No pudimos leer tu comprobante. Repórtalo de nuevo con una imagen más clara.
rejection-INCOMPLETE_DATA = Faltan datos para ubicar tu pago. Repórtalo de nuevo con todos los datos del comprobante.
rejection-REVERSED = El banco reversó tu pago y el dinero no quedó en nuestra cuenta. Consulta con tu banco y paga de nuevo.
rejection-WRONG_CURRENCY = Tu pago llegó en una moneda distinta a la de la cuenta indicada. Escríbenos para resolverlo.
rejection-OTHER = Escríbenos con el comprobante para ayudarte.
