# Los datos que un reporte de pago pide, dentro de una frase.
field-account = la cuenta nuestra que recibió el pago
field-origin-bank = el banco de origen
field-reference = la referencia
field-payer-name = el nombre de quien pagó
field-payer-id = la cédula o el RIF de quien pagó
field-payer-phone = el teléfono de quien pagó
field-email = el correo de quien pagó
field-name = el nombre
field-login = el nombre de usuario
field-address = la dirección
field-note = la nota
field-receipt-url = el enlace del comprobante
field-filter = el filtro
