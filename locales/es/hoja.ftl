# La hoja de trabajo: lo que el taller necesita para hacer y entregar un pedido. Se imprime, se copia y va en el mensaje al taller.
hoja-title = Hoja de trabajo { $order }
hoja-no-workshop = sin taller
hoja-held = Retenido: no sigas hasta nuevo aviso.
hoja-terms = Condiciones
hoja-answer-by = Responder antes del
hoja-ready-on = Listo para el
hoja-cost-offered = Costo ofrecido
hoja-cost-agreed = Costo acordado
hoja-policy = Forma de cobro
hoja-policy-deposit = { $policy } ({ $percent } % por adelantado)
hoja-items = Productos · { $pieces ->
    [one] 1 pieza
   *[other] { $pieces } piezas
 }
hoja-item = { $name } ({ $sku })
hoja-notes = Notas
hoja-note = { $day }: { $text }
hoja-delivery = Entrega
hoja-method = Modalidad
hoja-city = Ciudad
hoja-recipient = Recibe
hoja-phone = Teléfono
hoja-address = Dirección
hoja-recipient-later = El nombre, el teléfono y la dirección aparecen cuando el taller acepta.
