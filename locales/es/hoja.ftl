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

# La hoja en pantalla.
hoja-pane = Hoja de trabajo
hoja-loading = Leyendo la hoja de trabajo…
hoja-more = ▾ { $count ->
    [one] 1 línea más
   *[other] { $count } líneas más
 }
hoja-failed-help = Ctrl-r lo intenta otra vez · Esc vuelve
hoja-not-read = La hoja aún no se ha leído.
hoja-open = hoja
    .help = Muestra la hoja de trabajo del pedido: qué se hace, para cuándo, por cuánto y cómo se entrega.
hoja-copy = copiar
    .help = Copia la hoja como texto, para enviarla por mensaje.
hoja-save = guardar
    .help = Guarda la hoja como texto, en un archivo que solo tú puedes leer, en la carpeta de las exportaciones.
hoja-print = para imprimir
    .help = Guarda la hoja como página para imprimir, en un archivo que solo tú puedes leer.
