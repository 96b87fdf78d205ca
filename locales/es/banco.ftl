# Lo que muestran los bancos, en la terminal: el dinero que espera un pedido, lo anotado que no se ha visto, las cuentas y lo que se apartó.
banco-title = Banco
banco-free = Dinero sin pedido
banco-unseen = Anotado y no visto
banco-accounts = Por cuenta
banco-aside = Apartado
banco-count-free = { $lines } sin pedido
banco-count-unseen = { $lines } sin ver
banco-accounts-what = ⏎ abre todo lo de una cuenta, lo más nuevo primero
banco-aside-what = Lo que alguien dijo que no es de ningún pedido, o es de antes de usar este programa
banco-column-date = fecha
banco-column-age = lleva
banco-column-account = cuenta
banco-column-reference = ref.
banco-column-text = concepto
banco-column-amount = monto
banco-column-left = queda
banco-column-guess = puede pagar
banco-column-noted = lo anotó
banco-column-state = estado
banco-column-until = hasta el
banco-column-balance = saldo
banco-column-in = sin pedido
banco-column-out = salió sin motivo
banco-column-unseen = no visto
banco-column-gaps = revisar
banco-days =
    { $days ->
        [0] hoy
       *[other] { $days } d
    }
banco-noted-by = { $who } · { $at }
banco-state-reconciled = anotado y visto
banco-state-attested = anotado a mano
banco-state-aside = apartado
banco-state-used = usado
banco-state-out = salió
banco-state-free = sin pedido
banco-state-part = quedan { $left }
banco-kind-FEE = comisión
banco-kind-OWN = entre cuentas nuestras
banco-kind-REVERSAL = reverso
banco-faults =
    { $count ->
        [one] 1 aviso
       *[other] { $count } avisos
    }
banco-sum-in =
    { $lines ->
        [one] 1 ingreso sin pedido: { $sum }
       *[other] { $lines } ingresos sin pedido: { $sum }
    }
banco-sum-out =
    { $lines ->
        [one] 1 salida que no es de un reembolso ni de un taller: { $sum }
       *[other] { $lines } salidas que no son de un reembolso ni de un taller: { $sum }
    }
banco-sum-unseen =
    { $lines ->
        [one] 1 pago anotado que el banco no muestra: { $sum }
       *[other] { $lines } pagos anotados que el banco no muestra: { $sum }
    }
banco-no-imports = Todavía no se importó nada de esta cuenta.
banco-imports = Importaciones, la más nueva primero
banco-import-days = del { $first } al { $last }
banco-import-counts = nuevas { $added }, ya conocidas { $known }, rechazadas { $refused } · { $profile } · { $who }, { $at }
banco-chain-holds = { $opening } + líneas = { $closing }
banco-chain-breaks = { $opening } + líneas no da { $closing }
banco-chain-unknown = abre en { $opening } y cierra en { $closing }
banco-no-reference = El banco no da referencia.
banco-reference = ref. { $reference }
banco-payer = pagó { $payer }
banco-balance = saldo después: { $balance }
banco-from-line = { $origin }, línea { $number } · { $who }, { $at }
banco-from = { $origin } · { $who }, { $at }
banco-pays = Lo que paga
banco-pays-workshop = { $amount } a un taller
banco-pays-refund = { $amount } de un reembolso
banco-left = Quedan { $left } sin pedido.
banco-may-pay = Puede ser el pago de
banco-notes = Lo que se dijo
banco-reason = Motivo
banco-note-field = Nota
banco-note-title = Anotar algo de { $amount }
banco-note-yes = Anotar
banco-note-done = Anotado.
banco-aside-title = Apartar { $amount }
banco-aside-yes = Apartar
banco-aside-done = { $amount } queda apartado: no es de ningún pedido.
banco-restore-title = Devolver { $amount } a lo que espera
banco-restore-yes = Devolver
banco-restore-done = { $amount } vuelve a esperar su pedido.
banco-reconcile-title = Conciliar { $amount }
banco-reconcile-yes = Conciliar
banco-reconcile-done = { $amount }: lo anotado y la línea son el mismo dinero.
banco-is-line = es esta línea del banco
banco-may-be-title = ¿Qué línea del banco es?
banco-may-be-nothing = Ninguna línea importada de esa cuenta tiene ese monto o esa referencia y está libre.
banco-other-amount = otro monto
banco-other-reference = otra referencia
banco-days-apart =
    { $days ->
        [one] a un día
       *[other] a { $days } días
    }
banco-all-same = mismo monto, referencia y día
banco-assign-which = ¿De qué pedido es?
banco-other-order = Otro pedido…
banco-assign-number = Número del pedido
banco-assign-title = Asignar { $amount } a un pedido
banco-assign-yes = Abrir su caso
banco-assign-what = Su caso se abre en Pagos con esta línea elegida; nada se confirma todavía.
banco-assign-nothing-open = { $order } no tiene ningún pago por revisar: { $status }. Con un pago reportado se puede asignar.
banco-assign-currency = { $order } no espera { $currency }: su pago se declaró en otra moneda.
banco-restore-first = Está apartado. Devuélvelo primero con r.
banco-aside-used = Ya paga algo: no se puede apartar.
banco-unlink-which = ¿Cuál pago se quita?
banco-unlink-title = Quitar el pago de { $order }
banco-unlink-yes = Quitar
banco-unlink-what = El veredicto se deshace como si no se hubiera dado: { $order } vuelve a revisión y a tus manos, y este dinero vuelve a esperar.
banco-order-which = ¿Qué pedido se abre?
banco-loading = Leyendo lo que muestran los bancos…
banco-failed-help = Ctrl-r vuelve a leer.
banco-empty-free = Todo el dinero que entró tiene su pedido.
banco-empty-free-help = Lo que se importe y no pague nada aparece aquí.
banco-empty-unseen = Todo lo anotado está en los estados de cuenta.
banco-empty-unseen-help = Lo que se anote a mano y falte en el banco, cuando su día ya se importó, aparece aquí.
banco-empty-accounts = No hay ninguna cuenta abierta.
banco-empty-accounts-help = Las cuentas se agregan en Tienda.
banco-empty-aside = No se apartó nada.
banco-empty-aside-help = x aparta, con su motivo, el dinero que no es de ningún pedido.
banco-empty-filter = Nada coincide.
banco-empty-filter-help = Esc quita el filtro.
banco-empty-lines = Todavía no hay líneas.
banco-empty-lines-help = Esc vuelve a las cuentas.
banco-filter-hint = monto, fecha o referencia en todas las cuentas; palabras, en esta lista
banco-assign = asignar
    .help = Elige de qué pedido es el dinero: su caso se abre en Pagos con esta línea elegida.
banco-reconcile = conciliar
    .help = Une lo que se anotó a mano con la línea del banco que es el mismo dinero.
banco-lines = abrir
    .help = Muestra todas las líneas de la cuenta, la más nueva primero.
banco-open = ver
    .help = Muestra todo de la línea: lo que escribió el banco, lo que paga y lo que se dijo.
banco-set-aside = apartar
    .help = Dice, con su motivo, que este dinero no es de ningún pedido. No se borra nada.
banco-restore = devolver
    .help = Lo apartado vuelve a esperar su pedido.
banco-note = anotar
    .help = Anota algo de la línea, para el equipo.
banco-unlink = quitar pago
    .help = Quita un solo pago de los que hace esta línea, con lo que siguió de él. En los primeros segundos deshace el veredicto; después abre el pedido y dice qué pasa.
banco-order = pedido
    .help = Abre el pedido que paga.
banco-import = importar
    .help = Importa un estado de cuenta o avisos del banco: muestra lo que haría antes de guardarlo.
banco-filter = filtrar
    .help = Busca por monto, fecha, referencia o palabras del banco.
banco-copy = copiar ref.
    .help = Copia la referencia.
