# Lo que el cliente lee cuando su pago se rechaza, según el motivo.
rejected-NOT_FOUND = No encontramos tu pago en nuestra cuenta. Revisa que la referencia, el monto y la cuenta sean los correctos y repórtalo de nuevo, o escríbenos.
rejected-AMOUNT_MISMATCH = El monto que recibimos no es el que reportaste. Revisa tu comprobante y repórtalo de nuevo con el monto exacto.
rejected-REF_MISMATCH = La referencia que reportaste no coincide con la de nuestro banco. Cópiala completa del comprobante y repórtalo de nuevo.
rejected-REF_REUSED = La referencia que reportaste ya se usó para otro pago. Revisa tu comprobante y reporta la referencia de este pago.
rejected-WRONG_ACCOUNT = Tu pago no llegó a la cuenta indicada para este pedido. Escríbenos para ayudarte a ubicarlo.
rejected-ILLEGIBLE = No pudimos leer tu comprobante. Repórtalo de nuevo con una imagen más clara.
rejected-INCOMPLETE_DATA = Faltan datos para ubicar tu pago. Repórtalo de nuevo con todos los datos del comprobante.
rejected-REVERSED = El banco reversó tu pago y el dinero no quedó en nuestra cuenta. Consulta con tu banco y paga de nuevo.
rejected-WRONG_CURRENCY = Tu pago llegó en una moneda distinta a la de la cuenta indicada. Escríbenos para resolverlo.
