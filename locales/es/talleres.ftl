# La vista Talleres: el tablero de cupo por día y lo que llena cada día.
talleres-title = Talleres

talleres-look = ver el día
    .help = Muestra qué pedidos llenan el día del taller; ⏎ en uno abre su historia.
talleres-later = día siguiente
    .help = Pasa al día siguiente.
talleres-sooner = día anterior
    .help = Pasa al día anterior.
talleres-page-later = días siguientes
    .help = Pasa a los días que siguen a los mostrados.
talleres-page-sooner = días anteriores
    .help = Pasa a los días anteriores a los mostrados.
talleres-today = hoy
    .help = Vuelve al día de hoy.
talleres-filter = filtrar
    .help = Muestra solo los talleres cuyo nombre contiene lo escrito.
talleres-copy = copiar
    .help = Copia el nombre del taller.

talleres-weekday-1 = lun
talleres-weekday-2 = mar
talleres-weekday-3 = mié
talleres-weekday-4 = jue
talleres-weekday-5 = vie
talleres-weekday-6 = sáb
talleres-weekday-7 = dom
talleres-today-word = hoy

talleres-unassigned = sin asignar { $count }
talleres-to-answer = por responder { $count }
talleres-answers-late = { $count ->
    [one] 1 vencido
   *[other] { $count } vencidos
 }
talleres-in-production = en producción { $count }
talleres-shown = talleres: { $count }
talleres-legend-taken = aceptado
talleres-legend-held = por responder
talleres-legend-over = sobre el cupo
talleres-closed = cerrado
talleres-paused = pausado
talleres-paused-until = vuelve el { $day }
talleres-filter-hint = nombre del taller · ⏎ listo · Esc deshacer

talleres-loading = Leyendo el cupo de los talleres.
talleres-empty = No hay talleres activos.
talleres-empty-help = En 5 Tienda, lista Talleres: «n» agrega el primero.
talleres-empty-filter = Ningún taller coincide.
talleres-empty-filter-help = Esc quita el filtro · / lo cambia
talleres-failed-help = Ctrl-r lo intenta otra vez

talleres-cell-title = { $workshop } · { $day }
talleres-cell-empty = nada reservado.
talleres-fills = { $units ->
    [one] 1 unidad
   *[other] { $units } unidades
 } · { $status }
talleres-for = para el { $day }
talleres-answers-by = responde hasta el { $at }
talleres-went-over = ▲ sobre el cupo: { $reason }

talleres-candidates = candidatos
    .help = Muestra quién puede hacer el pedido y por qué los demás no.
talleres-notify = notificar
    .help = Avisa al taller elegido (◉) y le reserva los días; muestra antes costo, días, fecha y plazo, y pide el motivo si hoy no es el primero.
talleres-pick = elegir
    .help = Elige el candidato seleccionado; si no es el primero pide el motivo.
talleres-choose = elegir
    .help = Elige el taller del pedido entre los candidatos; si no es el primero pide el motivo.
talleres-again = buscar otra vez
    .help = Busca de nuevo los candidatos del pedido y guarda el resultado.
talleres-over = sobre el cupo
    .help = Notifica a un taller sin cupo; pide el motivo y escribir el número del pedido, y queda registrado quién lo hizo y por qué.
talleres-accept = aceptar
    .help = Acepta el pedido: congela costo y condiciones y promete la fecha. El personal escribe cómo lo sabe.
talleres-refuse = rechazar
    .help = El taller rechaza el pedido y dice por qué; pasa al siguiente candidato o al personal. El personal escribe cómo lo sabe.
talleres-start = iniciar
    .help = Inicia la producción.
talleres-finish = listo
    .help = Marca el producto listo; quien retira recibe su código.
talleres-hand = entregar
    .help = Lo entrega al despacho: empresa y guía del envío nacional, o quién lleva el delivery.
talleres-complete = completar
    .help = Lo da por entregado; un retiro pide el código del cliente.
talleres-back = devolver un paso
    .help = Devuelve la producción un paso, con el motivo.
talleres-withdraw = quitar
    .help = Quita el pedido al taller, con el motivo; muestra antes los días y el dinero. Desde producción pide la parte que se le debe y el número. El propio taller lo devuelve así mientras no empiece.
talleres-works = trabajo
    .help = Muestra lo que el taller tiene en las manos, con sus pasos; sin taller, lo de todos.
talleres-status = estado
    .help = Muestra solo el trabajo en un estado.
talleres-late = atrasado
    .help = Solo lo atrasado, en cualquier estado: su día prometido o el plazo para responder ya pasó. Otra vez, todo.
talleres-due-later = más tarde
    .help = Muestra lo que vence después: atrasado, hoy, mañana, la semana que sigue, después, y todo otra vez.
talleres-due-sooner = más pronto
    .help = Lo mismo, al revés.
talleres-works-filter = filtrar
    .help = Busca en el trabajo: un pedido, un cliente, un taller, campo:valor.
talleres-mark = marcar
    .help = Marca o desmarca el pedido y baja al siguiente; la tecla de un paso lo da entonces en todos los marcados.
talleres-unmark = desmarcar todo
    .help = Quita todas las marcas.
talleres-sort = orden
    .help = Ordena por cualquiera de las columnas, el tablero por carga o por cupo libre; otra vez lo mismo, al revés.
talleres-sort-usual = primero lo que puede asignarse
talleres-sort-name = por nombre
talleres-sort-load = carga de los días mostrados
talleres-sort-free = cupo libre en los días mostrados
talleres-sorted-load = por carga
talleres-sorted-free = por cupo libre
talleres-total = todos los talleres
talleres-legend-free = libre
talleres-order = pedido
    .help = Abre el pedido con toda su historia.

talleres-column-unassigned = sin asignar
talleres-column-order = pedido
talleres-column-what = qué
talleres-column-city = ciudad
talleres-column-waits = espera
talleres-column-why = elegido o por qué no
talleres-column-status = estado
talleres-column-due = prometido
talleres-column-in-status = lleva
talleres-column-answer = responder
talleres-column-delivery = entrega
talleres-column-workshop = taller
talleres-column-customer = cliente
talleres-column-cost = costo
talleres-pieces = { $pieces } piezas: { $item } y { $more } más
talleres-on-hold = retenido
talleres-held-back = El pedido está retenido: su pago se puso en duda. Decídelo en Pagos primero.
talleres-due-all = todo
talleres-due-LATE = atrasado
talleres-due-TODAY = hoy
talleres-due-TOMORROW = mañana
talleres-due-WEEK = semana
talleres-due-LATER = después
talleres-due-past = hace { $count } d
talleres-delivery-PICKUP = retiro
talleres-delivery-LOCAL_DELIVERY = delivery
talleres-delivery-NATIONAL_SHIPPING = envío

talleres-choosable = → pueden asignarse { $count }
talleres-stuck = ▲ atascados { $count }
talleres-choose-by-hand = { $cause }: c elige taller
talleres-choose-now = hay quien puede: r lo busca
talleres-stuck-ceiling = { $workshop } pasa del costo máximo
talleres-stuck-paused = { $workshop } pausado: p en su fila lo reanuda
talleres-stuck-zone = fuera de zona: amplía la de { $workshop }
talleres-stuck-full = sin cupo hasta el { $day }: O lo pasa
talleres-stuck-offer = sin oferta: falta la de { $workshop }
talleres-stuck-nobody = no hay talleres
talleres-waiting-loading = Leyendo los pedidos sin taller.
talleres-waiting-empty = Ningún pedido espera taller.
talleres-choice-loading = Buscando candidatos…
talleres-choice-title = candidatos para { $order } ({ $fitting } de { $total })
talleres-ready = listo { $day }
talleres-margin = queda { $amount }
talleres-accepts = { $percent } % acepta
talleres-accepts-unknown = sin historia
talleres-misfit-paused-until = vuelve el { $day }
talleres-misfit-full-until = sin cupo hasta el { $day }
talleres-nobody-at-all = No hay talleres que mirar: todavía no se ha registrado ninguno.
talleres-nobody = ▲ 0 de { $total }: { $reasons }
talleres-tally-INACTIVE = { $count ->
    [one] 1 inactivo
   *[other] { $count } inactivos
 }
talleres-tally-PAUSED = { $count ->
    [one] 1 pausado
   *[other] { $count } pausados
 }
talleres-tally-PAUSED-until = { $count ->
    [one] 1 pausado
   *[other] { $count } pausados
 } hasta el { $day }
talleres-tally-OUT_OF_ZONE = { $count } fuera de zona
talleres-tally-NO_OFFER = { $count } sin oferta de todo el pedido
talleres-tally-QUANTITY = { $count ->
    [one] 1 no hace esa cantidad
   *[other] { $count } no hacen esa cantidad
 }
talleres-tally-NO_CAPACITY = { $count } sin cupo
talleres-tally-NO_CAPACITY-until = { $count } sin cupo hasta el { $day }
talleres-tally-EXCLUDED = { $count ->
    [one] 1 ya lo rechazó
   *[other] { $count } ya lo rechazaron
 }
talleres-tally-OVER_CEILING = { $count ->
    [one] 1 pasa del costo máximo
   *[other] { $count } pasan del costo máximo
 }
talleres-nearest = El día más cercano: { $day }.
talleres-helps-ceiling = Lo que más ayuda: aceptar que { $workshop } cueste { $cost } (krafta config: ceiling_basis_points), o que baje su oferta.
talleres-helps-unpause = Lo que más ayuda: reanudar { $workshop } (p en su fila del tablero).
talleres-helps-zone = Lo que más ayuda: que { $workshop } sirva este destino (5 Tienda › Talleres, ⏎).
talleres-helps-wait = Lo que más ayuda: esperar el cupo de { $workshop }, el { $day }; u O pasa su cupo hoy.
talleres-helps-offer = Lo que más ayuda: que { $workshop } ofrezca lo que le falta (5 Tienda › Ofertas, n).

talleres-nobody-fits = Ningún taller puede hoy: mira entre los candidatos (⏎) qué ayudaría.
talleres-nobody-fits-today = Ningún taller puede hoy: mira entre los candidatos (⏎) qué ayudaría, u O pasa el cupo de uno.
talleres-over-nobody = A ningún taller se le puede pasar el cupo (0 de { $total }): { $reasons }.
talleres-nobody-chosen = Nadie está elegido: c elige un taller, r busca otra vez.
talleres-chosen-unfit = { $workshop } { $why }: c elige otro.
talleres-field-reason = motivo

talleres-notify-title = Notificar por { $order }
talleres-notify-yes = Notificar
talleres-notify-who = { $workshop } por { $cost }.
talleres-notify-days = Listo para el { $day }.
talleres-notify-answer = Podrá responder hasta el { $at }; mientras tanto tiene los días reservados.
talleres-choose-who = Taller para { $order }
talleres-choose-title = { $order }: { $workshop }
talleres-choose-yes = Elegir
talleres-choose-intro = No es el primero de la lista: queda anotado por qué.
talleres-over-title = Sobre el cupo: { $order }
talleres-over-yes = Notificar sobre el cupo
talleres-over-intro = Si el cupo de ese día no alcanza, el taller recibe más de lo que puede.
talleres-over-who = { $workshop }, porque: { $reason }
talleres-over-for-ever = Si pasa del cupo, queda registrado quién lo pasó y por qué.

talleres-accept-cost = Por { $cost }.
talleres-accept-frozen = Costo y fecha quedan fijos.

talleres-works-title = Trabajo › { $whose }
talleres-works-everyones = todos los talleres
talleres-works-all = todo
talleres-works-marked = { $count ->
    [one] 1 marcado
   *[other] { $count } marcados
 }
talleres-nothing-marked = No hay nada marcado.
talleres-batch-title = { $count ->
    [one] { $step } · 1 pedido
   *[other] { $step } · { $count } pedidos
 }
talleres-batch-yes = Hacerlo en todos
talleres-batch-would = se hará
talleres-batch-missing = falta un dato
talleres-batch-done = hecho
talleres-batch-results = Resultado
talleres-batch-counted = Pedidos marcados: { $done ->
    [one] 1 hecho
   *[other] { $done } hechos
 }, { $rest } no.
talleres-batch-one-by-one = Con varios marcados no: este paso se decide uno por uno.
talleres-works-hint = pedido, cliente, taller, campo:valor · ⏎ listo · Esc deshacer
talleres-works-sort-usual = por día prometido
talleres-works-status = Trabajo en estado
talleres-works-loading = Leyendo el trabajo.
talleres-works-empty = Nada en las manos por ahora.
talleres-works-empty-filter = Nada así en las manos.
talleres-works-empty-filter-help = Esc quita el filtro · ←→ otro plazo · s otro estado

talleres-did-notify = { $order }: taller notificado, días reservados.
talleres-did-choose = { $order }: taller elegido; n lo notifica.
talleres-did-rank = { $order }: { $count ->
    [one] 1 candidato
   *[other] { $count } candidatos
 }, el primero queda elegido.
talleres-did-rank-nobody = { $order }: todavía no puede ningún taller.

talleres-limit = cupo del día
    .help = Pone el cupo de ese día, o de varios, con el motivo; muestra antes qué pedidos ya no caben. Vacío vuelve al de la semana.
talleres-close = cerrar el día
    .help = Cierra ese día, o varios, con el motivo; muestra antes qué pedidos ya no caben.
talleres-pause = pausar o reanudar
    .help = Pausa el taller, con el motivo y el día en que vuelve, o termina su pausa; muestra antes qué pedidos ya no caben.
talleres-zone = zona
    .help = Muestra solo los talleres y los pedidos de una zona.

talleres-zone-all = todas las zonas
talleres-zone-any = todas
talleres-zone-title = Zona
talleres-zone-load = { $load } ocupado · quedan { $free }
talleres-zone-workshops = { $count ->
    [one] 1 taller
   *[other] { $count } talleres
 }
talleres-special-holiday = feriado, { $name }
talleres-special-dated = cupo de { $limit } solo ese día
talleres-field-units = cupo
talleres-field-until = hasta
talleres-units-hint = Unidades de ese día; vacío vuelve al cupo de la semana.
talleres-until-hint = El último día; vacío, solo ese.
talleres-return-hint = El día en que vuelve a trabajar; vacío, hasta que alguien lo reanude.
talleres-limit-title = { $workshop }: cupo del { $day }
talleres-limit-yes = Poner el cupo
talleres-close-title = { $workshop }: cerrar el { $day }
talleres-close-yes = Cerrar
talleres-pause-title = Pausar { $workshop }
talleres-pause-yes = Pausar
talleres-resume-title = Reanudar { $workshop }
talleres-resume-yes = Reanudar
talleres-resume-intro = Vuelve a recibir pedidos desde hoy.
talleres-crowded = { $count ->
    [one] 1 pedido ya no cabe.
   *[other] { $count } pedidos ya no caben.
 }
talleres-crowded-line = { $order } · { $units } u. desde el { $day } · { $status }
talleres-crowded-more = y { $count } más
talleres-crowded-stay = Siguen reservados si cambias el cupo: muévelos tú o avisa.
talleres-kept = { $workshop }: cambio guardado.
talleres-unfit = { $workshop } no puede hacerlo: { $why }.
