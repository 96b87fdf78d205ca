# Los pasos de la producción, iguales en todas las vistas.
making-notify = notificar al taller
    .title = Notificar al taller de { $number }
    .yes = Notificar
    .done = Taller de { $number } notificado
making-accept = registrar que aceptó
    .title = { $number }: el taller acepta
    .yes = Aceptar
    .done = { $number } aceptado
making-refuse = registrar que rechazó
    .title = { $number }: el taller rechaza
    .yes = Rechazar
    .done = Rechazo de { $number } anotado; ese taller no lo recibe más
making-start = iniciar la producción
    .title = Iniciar la producción de { $number }
    .yes = Iniciar
    .done = { $number } en producción
making-ready = marcar como listo
    .title = { $number } está listo
    .yes = Marcar como listo
    .done = { $number } listo
making-hand-over = entregar al despacho
    .title = Entregar { $number } al despacho
    .yes = Entregar
    .done = { $number } entregado al despacho
making-complete = completar
    .title = Completar { $number }
    .yes = Completar
    .done = { $number } entregado al cliente
making-rework = devolver a producción
    .title = Devolver { $number } a producción
    .yes = A producción
    .done = { $number } otra vez en producción
making-return = volvió del despacho
    .title = { $number } volvió del despacho
    .yes = Registrar
    .done = { $number } otra vez listo
making-undo-start = marcado por error
    .title = { $number } no estaba en producción
    .yes = Corregir
    .done = { $number } otra vez en preparación
making-withdraw = quitar el taller
    .title = { $role ->
        [WORKSHOP] { $number }: ya no puedes hacerlo
       *[other] Quitarle { $number } al taller
     }
    .yes = { $role ->
        [WORKSHOP] Devolver
       *[other] Quitar
     }
    .done = { $role ->
        [WORKSHOP] { $number } devuelto
       *[other] { $number } sin ese taller; espera otro
     }

making-field-note = cómo lo sabes
making-field-reason = motivo
making-field-text = detalle
making-field-courier = empresa
making-field-tracking = guía
making-field-url = seguimiento (URL)
making-field-carrier = quién lo lleva
making-field-code = código de retiro
making-field-without-code = por qué sin código
making-field-why = motivo
making-field-override = excepción
making-field-share = al taller
making-optional = Opcional.
making-refusal-stops = No se busca otro taller: el personal responde primero.
making-yes = sí
making-no = no
making-override-no = Si no la autorizas, el taller sigue con el pedido.
making-override-yes = Es una excepción: la autorizo. El producto ya está en producción y aun así se le quita al taller; queda a tu nombre.
making-share = { $percent } % de lo acordado
making-reason-was = Motivo: { $reason }
making-nothing = En este estado no hay pasos de producción.
making-menu = Producción de { $number }
making-field-next = después
making-gives-back = No se te ofrecerá este pedido otra vez.
making-next-first = el primero de la lista
