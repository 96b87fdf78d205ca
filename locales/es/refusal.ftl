# Why something was refused: refusal-<code>, one sentence that says what to do next.

## Quién

refusal-forbidden = Tu rol ({ $role }) no permite { $permission }. Puede hacerlo: { $who }.
    .database = Este paso no lo da el cliente desde el estado en que está el pedido. Mira en el pedido los pasos que siguen.
refusal-not-your-order = El pedido { $order } es de otro teléfono. Usa el teléfono con el que se hizo.

## Pasos del pago

refusal-payment-edge =
    { $already ->
        [yes] Ya estaba «{ $to }».
       *[no] De «{ $from }» no se pasa a «{ $to }». Mira en el pedido los pasos que siguen.
     }
    .database = El pago ya no está en el estado del que sale este paso, o el paso no existe. Mira el pedido otra vez e intenta de nuevo.
refusal-claim-held = { $by } lo está revisando desde el { $since }. Espera a que termine, o tómalo con un motivo.
refusal-not-holder = Este pedido no lo estás revisando tú. Tómalo primero e intenta de nuevo.
refusal-clock-agrees = Nada está por delante del reloj de este equipo, o ya se aceptó: no hay nada que aceptar.
refusal-clock-astray =
    { $kind ->
        [skew] Los relojes no coinciden: este equipo marca { $found } y el servidor { $wanted }. Pon en hora este equipo e intenta de nuevo; no se hizo nada.
       *[ahead] Hay eventos del { $found } y el reloj de este equipo marca { $wanted }. Uno de los dos está mal: pon el equipo en hora, o, si la tiene bien, da por bueno su reloj con «krafta db accept-clock»; no se hizo nada.
    }
refusal-claim-lapsed = Tu reserva de revisión de este pedido venció el { $since }. Tómalo otra vez e intenta de nuevo.
refusal-claim-not-lapsed = { $by } lo está revisando y su reserva dura hasta el { $until }. Espera hasta entonces.
refusal-reason-required = Falta el motivo: este paso no se hace sin uno. Escríbelo.
refusal-override-required = Este paso se salta una regla. Si estás seguro, pídelo como excepción y escribe el motivo.
refusal-too-many-open = Este pedido ya tiene { $max } comprobantes por revisar y no caben más. Espera a que se revisen.
    .database = Este pedido ya tiene todos los comprobantes por revisar que caben. Espera a que se revisen.
refusal-too-many-attempts = Este pago ya se intentó { $max } veces y no se acepta otro comprobante. Un administrador puede reabrir el último rechazo.
    .database = Este pago ya se intentó demasiadas veces y no se acepta otro comprobante. Un administrador puede reabrir el último rechazo.
refusal-no-open-proof = Este pedido no tiene comprobantes por revisar. Míralo otra vez.
refusal-evidence-missing = Falta lo que se vio en el banco. Escribe la cuenta, la fecha, el monto y la referencia de cada comprobante que verificas.
refusal-evidence-departs = El banco muestra otra cosa que lo declarado ({ $what }). Di con --reason por qué vale, o recházalo.
    .pane = El banco muestra otra cosa que lo declarado ({ $what }). Escribe por qué vale, o recházalo.
refusal-duplicate-reference = Esa referencia ya pagó el pedido { $order }. Rechaza el comprobante, o haz una excepción con su motivo si son dos pagos distintos.
refusal-not-covered = Se verificaron { $verified } de { $due }: faltan { $missing }. Acéptalo como pago parcial, o busca el resto en el banco.
    .database = Lo verificado no cubre lo que se debe. Acéptalo como pago parcial, o busca el resto en el banco.
refusal-nothing-verified = Este pedido no tiene dinero verificado. Verifica primero un comprobante; para cerrarlo sin dinero, cancélalo.
refusal-fully-covered = Con { $verified } el pedido queda pagado completo. Confirma el pago en lugar de aceptarlo como parte.
refusal-verified-money = Este pedido tiene { $verified } verificados y por eso no se cancela. Pide el reembolso.
refusal-already-in-production = El taller ya está produciendo este pedido. Solo un administrador puede pedir el reembolso, con una excepción.
refusal-refund-incomplete = El reembolso no está pagado completo. Registra lo que falta.
refusal-refund-started = Ya se devolvió una parte y el pedido no puede seguir. Termina de pagar el reembolso.
refusal-refund-exceeds = { $amount } es más de lo que queda por devolver: { $left }. Escribe { $left } o menos.
    .database = El monto es más de lo que queda por devolver. Mira el reembolso otra vez y escribe un monto menor.
refusal-second-admin-required = Un reembolso de más de { $above } lo paga un administrador distinto del que lo pidió. Pídele a otro que lo registre.
refusal-rejection-text-required = Con «otro motivo» falta el texto que leerá el cliente. Escríbelo.
refusal-too-early = Todavía es temprano para decir que el dinero de { $order } no está: se ve en la cuenta desde el { $at }. Espera, o escribe el motivo interno por el que ya es seguro.
refusal-on-hold = El pedido está retenido mientras se revisa su pago: su asignación solo se puede cancelar. Termina primero la revisión.
refusal-undo-nothing = Este pedido no tiene un veredicto que se pueda deshacer. Mira en el pedido los pasos que siguen.
refusal-undo-not-yours = Este veredicto lo dio { $by } el { $at }, y solo esa persona lo deshace. Pídeselo.
    .database = Un veredicto lo deshace solo la persona que lo dio. Pídeselo.
refusal-undo-too-late = Un veredicto se deshace en los primeros { $seconds } segundos, y este es del { $at }. { $instead }
refusal-undo-superseded = Después del veredicto ya pasó algo: { $step }, por { $by }, el { $at }. Mira en el pedido los pasos que siguen.
    .database = Después del veredicto ya pasó algo. Mira en el pedido los pasos que siguen.
refusal-undo-message-left = El mensaje de este veredicto salió el { $at }. { $instead }
    .database = El mensaje de este veredicto ya salió. Mira en el pedido los pasos que siguen.
refusal-instead-P6 = Si el dinero no está, revierte la confirmación con su motivo.
refusal-instead-P7 = Reabre el pago rechazado con su motivo.
refusal-instead-P8 = Espera el resto, o devuelve lo verificado con su motivo.

## Pasos de la producción

refusal-assignment-edge =
    { $already ->
        [yes] Ya estaba «{ $to }».
       *[no] De «{ $from }» no se pasa a «{ $to }». Mira en el pedido los pasos que siguen.
     }
    .database = La producción ya no está en el estado del que sale este paso, o el paso no existe. Mira el pedido otra vez e intenta de nuevo.
refusal-payment-not-confirmed = La producción solo avanza con el pago confirmado. Confirma primero el pago.
refusal-active-assignment = Este pedido ya tiene una asignación activa. Cancélala antes de abrir otra.
refusal-pickup-is-not-delivered = El cliente retira este pedido: no se entrega al despacho. Complétalo cuando lo retire.
refusal-pickup-only = Este pedido no es de retiro: se entrega al despacho antes de completarlo. Registra primero el despacho.
refusal-hand-over-incomplete = Falta quién lo lleva. Escribe la empresa y la guía del envío nacional, o la persona del delivery local.
refusal-deposit-unpaid = El taller pide un anticipo y no está pagado. Regístralo antes de iniciar la producción.
refusal-not-yet-due = El plazo todavía no vence. Espera a que venza.
refusal-share-required = Falta la parte del costo que se le debe al taller. Escríbela, entre 0 y 100 %.
refusal-not-your-assignment = Esa asignación es de otro taller. Solo puedes ver y mover las del tuyo.
refusal-no-assignment = El pedido no tiene una asignación activa. Confirma su pago primero.
refusal-no-workshop-chosen = El pedido no tiene taller. Elige uno antes de notificarlo.
refusal-workshop-unfit = { $workshop } no puede tomar el pedido: { $reason }. Mira los candidatos y elige otro.
refusal-capacity-full = El taller no tiene cupo suficiente ese día. Elige otro taller, o pasa del cupo con un motivo.
refusal-no-room = { $workshop } no tiene cupo suficiente; el próximo día libre: { $next }. Elige otro taller, o pasa del cupo con un motivo.
refusal-off-ranking = { $workshop } no es el primero hoy: es el { $place }.º de la lista, y el primero es { $first }. Escribe por qué va igual, o elige a { $first }.
refusal-answer-late = El plazo del taller para responder ya venció. Notifícalo de nuevo o elige otro taller.
refusal-workshop-paused = { $workshop } está en pausa. Reanúdalo antes de aceptar, o retírale el pedido.
refusal-pickup-code = El código de retiro no es ese. Pídele al cliente el que recibió; un administrador puede entregar sin código con una nota.
refusal-workshop-unknown = No hay un taller con ese nombre. Mira la lista con «krafta workshops list».
    .pane = No hay un taller con ese nombre. Los nombres están en Tienda, Talleres.
refusal-workshop-taken = Ya hay un taller llamado «{ $input }». Escribe otro nombre o edita el que existe.
refusal-workshop-moved = { $workshop } cambió mientras tanto (lo viste en la versión { $seen } y va por la { $now }) y no se guardó nada. Míralo de nuevo e intenta de nuevo el cambio.
refusal-offer-unknown = { $workshop } no ofrece el producto «{ $sku }». Agrégalo con «krafta offers add».
    .pane = { $workshop } no ofrece el producto «{ $sku }». Agrégalo en Tienda, Ofertas.
refusal-offer-taken = { $workshop } ya ofrece el producto «{ $sku }». Edita la oferta que existe.
refusal-service-zone-unknown = No hay una zona de servicio «{ $input }». Mira los nombres con «krafta zones list».
    .pane = No hay una zona de servicio «{ $input }». Los nombres están en Tienda, Zonas.
refusal-service-zone-taken = Ya hay una zona de servicio llamada «{ $input }». Escribe otro nombre.
refusal-holiday-taken = El { $day } ya es feriado: { $name }. Quítalo primero si quieres cambiarle el nombre.
refusal-holiday-unknown = El { $day } no está en la lista de feriados. Mira la lista con «krafta holidays list».
    .pane = El { $day } no está en la lista de feriados.
refusal-units-out-of-range = «{ $input }» no sirve como { $what }: escribe un número entero de { $least } a { $most }.
refusal-week-malformed = «{ $input }» no es una semana: escribe siete números de lunes a domingo, por ejemplo 8,8,8,8,8,4,0.
refusal-offer-quantities = La cantidad mínima ({ $least }) es mayor que la máxima ({ $most }). Corrige una de las dos.
refusal-payee-account = «{ $input }» no es una cuenta del banco { $bank }: son veinte cifras que empiezan por el código del banco. Corrígela.
refusal-no-longer-fits =
    { $count ->
        [one] Con ese cambio, 1 asignación ya no cabe. Mírala e intenta de nuevo con --confirm y un motivo: lo reservado se queda como está.
       *[other] Con ese cambio, { $count } asignaciones ya no caben. Míralas e intenta de nuevo con --confirm y un motivo: lo reservado se queda como está.
    }
    .pane = { $count ->
        [one] Con ese cambio, 1 asignación ya no cabe. Mírala y, si así debe ser, escribe un motivo: lo reservado se queda como está.
       *[other] Con ese cambio, { $count } asignaciones ya no caben. Míralas y, si así debe ser, escribe un motivo: lo reservado se queda como está.
    }
refusal-period-backwards = El período termina antes de empezar. Escribe primero la fecha más antigua.
refusal-period-long = El período del { $from } al { $until } es muy largo: caben { $most } días. Divídelo.
refusal-closed-days-unknown = No hay una propuesta de cierre que espere respuesta para ese día. Mira la lista de propuestas.
refusal-closed-days-state = Esa propuesta de cierre ya está { $status } y no cambia. Si hace falta, que el taller proponga otra.
    .database = Una propuesta de cierre se responde una sola vez.
refusal-closed-days-past = El { $day } ya pasó: propón días de hoy en adelante.
refusal-closed-days-proposed = Algunos de esos días ya están en una propuesta que espera respuesta. Retírala primero, o elige otros días.
refusal-closed-days-whose = Un taller propone y retira sus propios días, y le responden el coordinador o el admin.
refusal-payable-unknown = No hay una línea por pagar con ese identificador.
refusal-payable-moved = Una de las líneas cambió mientras tanto y no se pagó nada. Míralas de nuevo.
refusal-nothing-to-settle = No hay nada que pagar en esas líneas. Elige líneas con saldo.
refusal-settlement-mixed = Una liquidación es de un solo taller y una sola moneda. Separa las líneas.
refusal-settlement-total = El total escrito es { $typed } y las líneas suman { $computed }, menos lo que debe el taller. Revísalo antes de pagar.
refusal-settlement-repeated = Ese taller ya tiene un pago con esa referencia. Revísala, o escribe por qué se repite.
refusal-settlement-unknown = No hay una liquidación con ese identificador.
refusal-payment-unknown = No hay un pago con ese identificador.
refusal-already-reversed = Ese pago ya fue reversado.
refusal-booking-frozen = Una reserva de cupo no se cambia: se libera una vez y se hace otra.

## Órdenes

refusal-operation-reused = La operación { $operation } ya se usó con otros datos y no se hizo nada. Repite con un identificador nuevo.
    .database = Ese identificador ya se usó con otros datos y no se hizo nada. Repite con un identificador nuevo.
refusal-order-unknown = No hay un pedido { $order }. Revisa el número.
    .database = No hay un pedido con ese número. Revisa el número.
refusal-payment-already =
    { $status ->
        [CONFIRMED] El pago de { $order } ya está confirmado: lo confirmó { $by } el { $at }. No hay que repetirlo.
        [REJECTED] El pago de { $order } ya está rechazado: lo rechazó { $by } el { $at }. No hay que repetirlo.
       *[other] El pedido { $order } ya está cancelado: lo canceló { $by } el { $at }. No hay que repetirlo.
    }
refusal-submission-decided =
    { $state ->
        [VERIFIED] El comprobante { $submission } de este pedido ya está verificado. Mira el pedido otra vez.
        [REJECTED] El comprobante { $submission } de este pedido ya está rechazado. Mira el pedido otra vez.
       *[other] El comprobante { $submission } de este pedido ya no está por revisar. Mira el pedido otra vez.
    }
refusal-submission-unknown = Ese comprobante no es de este pedido. Mira el pedido otra vez.
refusal-empty-order = El pedido no tiene productos. Agrega al menos uno.
refusal-quantity-out-of-range = La cantidad de «{ $product }» es { $quantity } y debe estar entre 1 y { $max }. Corrígela.
    .database = La cantidad no está entre 1 y 100.000. Corrígela.
refusal-product-unknown = No se vende ningún producto con el código «{ $sku }». Revisa el código.
    .database = No se vende ningún producto con ese código. Revisa el código.
refusal-city-required = Falta la ciudad a la que va el pedido. Escríbela, o elige retiro.
refusal-city-unknown = «{ $city }» no es una de nuestras ciudades, o hay más de una con ese nombre. Revisa el nombre y agrega el estado.
    .database = Esa no es una de nuestras ciudades. Revisa el nombre y agrega el estado.
refusal-address-required = Falta la dirección de entrega. Escríbela, o elige retiro.
refusal-name-required = Falta el nombre. Escríbelo.
refusal-text-too-long = En { $field } caben { $limit } caracteres y «{ $input }» tiene más. Acórtalo.
refusal-no-rate = No hay tasa de cambio para el { $day }: falta una con fecha valor de ese día o de los cinco siguientes. Pide a un administrador que la cargue.
    .database = No hay tasa de cambio para hoy. Pide a un administrador que la registre.
refusal-account-unknown = No tenemos ninguna cuenta en uso llamada «{ $input }». Mira los nombres con «krafta accounts».
    .database = No tenemos ninguna cuenta en uso con ese nombre. Mira los nombres con «krafta accounts».
    .pane = No tenemos ninguna cuenta en uso llamada «{ $input }». Los nombres están en Tienda, Cuentas.
refusal-evidence-twice = Un comprobante aparece dos veces entre los verificados. Deja uno solo.
refusal-no-refund-due = Este pedido no tiene un reembolso por pagar. Pídelo primero.
refusal-note-empty = La nota está vacía. Escribe algo.
refusal-number-exhausted = No se encontró un número de pedido libre. Intenta de nuevo; si vuelve a pasar, avisa a quien cuida el sistema.
refusal-receipt-missing = El archivo { $digest } no está entre los comprobantes guardados. Búscalo en el último respaldo, o pide al cliente que lo envíe otra vez.
    .database = El archivo del comprobante no está guardado: se guarda antes de reportarlo.
refusal-receipt-altered = El archivo { $digest } cambió desde que se guardó: no te fíes de lo que muestra. Búscalo en el último respaldo.
    .database = El archivo del comprobante no es el que dice su suma SHA-256. Guárdalo con la suma de lo que contiene.

## Lo que dice la base de datos

refusal-event-order = Otra persona registró algo en este pedido al mismo tiempo y no se guardó nada. Míralo otra vez e intenta de nuevo.
refusal-status-without-event = Un estado no se edita: cambia al registrar su evento. Inserta el evento en order_events.
refusal-append-only = El historial no se edita ni se borra. Registra una corrección: un paso nuevo, una nota o un pago que reversa al otro.
refusal-created-at = La fecha de creación la pone la base de datos. Quita created_at de lo que insertas.
refusal-new-order = Un pedido nuevo espera el pago, sin dinero ni eventos, y sus productos y su cotización suman lo que cuesta. Corrige lo que insertas.
refusal-order-frozen = El número, los totales, los productos y la entrega de un pedido no cambian después de crearlo. Cancélalo y crea otro.
refusal-new-submission = Un comprobante nuevo está por revisar y solo reemplaza a uno rechazado del mismo pedido. Corrige lo que insertas.
refusal-order-takes-no-proof = Este pedido no recibe comprobantes en su estado de ahora. Míralo otra vez.
refusal-submission-declared = Lo declarado en un comprobante no se edita. Reporta otro.
refusal-submission-state = El resultado de un comprobante se registra mientras su pedido está en revisión, y solo cambia al reabrirlo. Toma o reabre el pedido.
refusal-late-without-proof = El dinero que llega para un pedido cancelado se registra con su comprobante. Registra el comprobante primero.
refusal-evidence-stands = Lo que se vio en el banco de un comprobante verificado no se anula. Deshaz o revierte primero el veredicto.
refusal-message-cancelled = Este mensaje se canceló antes de salir y no se envía. Envía solo los que esperan.
refusal-request-answer = Una petición se hace sin respuesta: la da Krafta. Quita la respuesta de lo que insertas.
refusal-credited-amount = Lo verificado de un pedido es la suma de sus comprobantes verificados y no se edita. Verifica o reabre un comprobante.
refusal-refund-closed = Este pedido ya tiene un reembolso por pagar, o el suyo ya se cerró. Mira el pedido otra vez.
refusal-refund-currency = El pago de un reembolso es de su mismo pedido y en su misma moneda. Corrige la moneda.
refusal-new-assignment = Una asignación nueva está por asignar. Corrige lo que insertas.
refusal-assignment-frozen = El taller se elige antes de notificarlo, y el costo y la política no cambian después de aceptar. Cancela la asignación y abre otra.
refusal-workshop-excluded = Ese taller ya rechazó este pedido. Elige otro.
refusal-payable-frozen = El monto y las partes de una cuenta por pagar no se editan. Registra una línea que la corrija.
refusal-payable-unpaid = La cuenta por pagar no está pagada completa. Registra lo que falta.
refusal-payable-started = Ya se pagó una parte al taller. Recupérala con una línea a favor.
refusal-payable-currency = El pago va en la moneda de su cuenta por pagar. Corrige la moneda.
refusal-payable-exceeds = El pago es más de lo que queda por pagar, o reversa algo que no es un pago de esa cuenta. Corrige el monto.
refusal-payable-closed = Esa cuenta por pagar está anulada o retenida y no recibe pagos. Mira su estado.
refusal-payable-twice = Una cuenta por pagar está dos veces en la liquidación. Quita una.
refusal-payable-held = Esa cuenta por pagar está retenida. Libérala antes de pagarla.
refusal-payable-not-open = Esa cuenta por pagar ya no recibe pagos: { $status }. Mira la lista otra vez.
refusal-payment-exceeds = { $amount } es más de lo que queda por pagar: { $left }. Escribe { $left } o menos.
refusal-payable-not-due = { $count ->
    [one] 1 línea todavía no vence: es del { $day }. Sácala, o di que se paga por adelantado.
   *[other] { $count } líneas todavía no vencen: la primera, el { $day }. Sácalas, o di que se pagan por adelantado.
}
refusal-nothing-due = Al taller no se le debe nada que ya haya vencido: lo próximo es del { $day }. Para pagarlo antes, dilo con --early.
    .pane = Al taller no se le debe nada que ya haya vencido: lo próximo es del { $day }. Para pagarlo antes, márcalo con A.
refusal-sent-before-line = La transferencia no puede haber salido el { $date }: lo que paga es del { $made }. Corrige la fecha.
refusal-only-to-net = Al taller no se le debe nada: es él quien debe { $owed } por { $order }. Se descuenta solo de su próximo pago.
refusal-payable-not-held = Esa cuenta por pagar no está retenida: { $status }. Mira la lista otra vez.
refusal-settlement-too-long = Una liquidación lleva { $limit } líneas como máximo. Haz dos.
refusal-needs-pg-trgm = A PostgreSQL le falta la extensión pg_trgm y no se pudo crear. Pide al administrador del servidor: CREATE EXTENSION pg_trgm.
refusal-database-rule = La base de datos aplicó una regla que este programa no conoce y no se guardó nada: { $detail } Usa una versión más nueva de Krafta.
refusal-event-actor = Eso se haría en nombre de alguien que no puede hacerlo, y no se guardó nada. Debe ser una persona activa con ese rol.
refusal-event-proof = Un pago reportado va con un comprobante suyo que esté por revisar. No se guardó nada.
refusal-not-now = Lo que se escribe debe haber pasado ahora, con un día de margen. Revisa el reloj de esta máquina y el de la base de datos.
refusal-quote-figures = El monto por pagar, la tasa o el plazo del pedido no son los de su día, y no se guardó nada. Toma la tasa de ese día.
refusal-item-price = Un artículo no tiene el precio de su producto, o el producto no está activo. Toma el precio del catálogo.
refusal-evidence-exceeded = Un comprobante no puede contar más que lo que se halló en el banco. No se guardó nada.
refusal-out-of-bounds = Un valor no cabe en su columna y no se guardó nada. Corrígelo: fechas de 2000 a 2100, montos de hasta un billón y textos de largo razonable.

## Montos y tasas

refusal-amount-missing = Falta el monto. Escríbelo con céntimos, por ejemplo 1.234,56.
refusal-amount-malformed = «{ $input }» no es un monto. Escribe solo cifras, por ejemplo 1.234,56.
    .database = Eso no es un monto. Escribe solo cifras, por ejemplo 1.234,56.
refusal-amount-ambiguous = El monto «{ $input }» se puede leer como { $whole } o como { $fraction }. Escríbelo con dos decimales.
refusal-amount-negative = El monto «{ $input }» es negativo. Escribe un monto mayor que cero.
refusal-amount-zero = El monto es cero. Escribe un monto mayor que cero.
refusal-amount-decimals = El monto «{ $input }» tiene más de dos decimales. Escríbelo con dos.
refusal-amount-too-large = El monto «{ $input }» es demasiado grande. Revisa que no sea una referencia o un número de cuenta.
refusal-amount-scientific = El monto «{ $input }» viene en notación científica, como lo escribe una hoja de cálculo. Escribe todas sus cifras.
refusal-amount-currency = El monto «{ $input }» está en { $found } y aquí se espera { $expected }. Escribe el monto en { $expected }.
refusal-currency-mixed = No se puede operar { $left } con { $right }. Convierte uno de los dos a la tasa del pedido.
refusal-rate-invalid = «{ $input }» no es una tasa. Escribe bolívares por dólar, mayor que cero y con ocho decimales como máximo, por ejemplo 93,0371.

## Lo que la gente escribe

refusal-order-number-malformed = «{ $input }» no es un número de pedido. Tiene seis letras o cifras, por ejemplo KRFT-7Q2M4X.
refusal-bank-unknown = «{ $input }» no es el código de un banco. Escribe sus cuatro cifras, por ejemplo 0102.
refusal-state-unknown = «{ $input }» no es un estado de Venezuela. Escribe su nombre o su código, por ejemplo Carabobo o VE-G.
refusal-phone-malformed = «{ $input }» no es un teléfono móvil de Venezuela. Escríbelo así: 0412-555.12.34.
    .database = Eso no es un teléfono. Escríbelo así: 0412-555.12.34.
refusal-national-id-malformed = «{ $input }» no es una cédula. Escríbela así: V-12.345.678.
refusal-rif-malformed = «{ $input }» no es un RIF. Lleva una letra, ocho cifras y una de control, por ejemplo J-07013380-5.
refusal-rif-check-digit = La última cifra del RIF «{ $input }» no corresponde a las demás. Revisa las nueve cifras.
refusal-payer-malformed = «{ $input }» no es una cédula ni un RIF. Escribe, por ejemplo, V-12.345.678 o J-07013380-5.
refusal-email-malformed = «{ $input }» no es un correo. Escríbelo así: nombre@dominio.com.
refusal-reference-missing = Falta la referencia. Cópiala del comprobante; bastan sus últimas cuatro cifras.
refusal-reference-letters = La referencia «{ $input }» solo puede tener cifras. Cópiala del comprobante sin letras ni signos.
refusal-reference-signs = La referencia «{ $input }» solo puede tener letras y cifras. Cópiala del comprobante sin signos.
refusal-reference-short = La referencia «{ $input }» tiene { $digits } caracteres y hacen falta al menos { $limit }. Cópiala completa del comprobante.
refusal-reference-long = La referencia «{ $input }» tiene { $digits } caracteres y caben { $limit }. Revisa que no sea un número de cuenta.
refusal-reference-scientific = La referencia «{ $input }» perdió cifras en una hoja de cálculo. Da formato de texto a la columna y cópiala de nuevo del comprobante.
refusal-date-malformed = «{ $input }» no es una fecha. Escríbela así: 22/11/2026.
    .database = Eso no es una fecha. Escríbela así: 22/11/2026.
refusal-date-impossible = No existe el día { $day } de { $month } de { $year }: el mes termina el { $last }. Revisa el día y el mes.
refusal-date-future = La fecha { $date } todavía no llega: hoy es { $today }. Escribe el día en que se pagó.
    .database = La fecha todavía no llega. Escribe el día en que se pagó.
refusal-date-before-order = La fecha { $date } es anterior al pedido, que es del { $ordered }. Escribe el día en que se pagó.
refusal-zone-unknown = «{ $input }» no es una zona horaria. Escribe su nombre, por ejemplo America/Caracas.

## Comprobantes y envíos

refusal-proof-field-missing = Falta { $field }: { $method } lo pide. Complétalo y vuelve a enviar el reporte.
refusal-proof-currency = Con { $method } no se paga en { $found }. Escribe el monto en { $expected } o elige otro método.
refusal-shipping-rate-missing = No hay tarifa de { $method } para { $state }. Elige otra modalidad o pide a un administrador que cree la tarifa.
    .database = No hay tarifa de esa modalidad para ese destino. Elige otra modalidad o pide a un administrador que cree la tarifa.
refusal-text-unstorable = El texto contiene un carácter nulo, que no se puede guardar. Escríbelo de nuevo.
refusal-too-many-lines = Un pedido tiene { $max } productos como máximo. Haz dos pedidos.
refusal-receipt-empty = El archivo del comprobante está vacío. Guárdalo otra vez y adjúntalo de nuevo.
refusal-receipt-kind = El archivo del comprobante no es JPEG, PNG, WebP, HEIC ni PDF, aunque su nombre lo diga. Adjunta una foto o el PDF del banco.
refusal-receipt-too-large = El archivo del comprobante ocupa { $megabytes } MB y caben { $limit }. Adjunta una foto más pequeña.
    .database = El archivo del comprobante está vacío o pasa de 5 MB. Adjunta una foto más pequeña.
refusal-digest-malformed = «{ $input }» no es una huella SHA-256. Tiene 64 cifras hexadecimales en minúscula.

## Operadores

refusal-operator-unknown = No hay un operador «{ $login }». Usa --as con tu operador, o pide a un administrador que te agregue con «krafta operators add».
refusal-operator-inactive = El operador «{ $login }» está desactivado. Pide a un administrador que lo active.
refusal-operator-role = Un operador es ADMIN, COORDINATOR, SUPPORT o AUDITOR, o WORKSHOP con su taller (--workshop), que los demás no llevan. Corrige el rol o el taller.
refusal-login-malformed = «{ $input }» no sirve como operador: escribe un nombre de usuario, sin espacios ni caracteres invisibles.
refusal-nobody-yet = Esta base de datos todavía no tiene operadores. Ejecuta «krafta init» con tu operador (--as) para ser su administrador.
refusal-login-taken = Ya hay un operador «{ $login }». Elige otro nombre o cámbialo con «krafta operators edit».
    .pane = Ya hay un operador «{ $login }». Elige otro nombre o cámbialo a él.
refusal-only-reading = El programa se abrió solo para mirar y no guarda nada. Ábrelo sin read-only (al llamarlo, o en krafta.toml) para hacer cambios.
refusal-not-your-login = Tu acceso a la base de datos es el de una sola persona y no escribe en nombre de otra. Entra con tu operador, o por el acceso del equipo.
refusal-login-no-operator = Tu acceso a la base de datos no es de ningún operador activo. Pide a un administrador que lo asigne con «krafta operators edit OPERADOR --db-role ACCESO».
refusal-login-runs-no-jobs = Las tareas programadas y el envío de mensajes no corren con el acceso de una persona. Córrelos con el acceso del equipo.
refusal-db-role-taken = El acceso «{ $role }» ya es de «{ $login }». Quítaselo antes con «krafta operators edit { $login } --db-role -».
refusal-db-role-file = Una base de datos en un archivo no tiene accesos propios: quien abre el archivo puede ser cualquiera. Usa PostgreSQL o «krafta serve».
refusal-db-role-workshop = Un taller no entra a la base de datos: entra por «krafta serve» con su llave. Quita --db-role.
refusal-last-admin = Es el único administrador activo. Nombra antes a otro con «krafta operators edit --role ADMIN».
    .pane = Es el único administrador activo. Nombra antes a otro.
refusal-key-malformed = «{ $input }» no es una llave pública de SSH. Pasa la línea entera de tu archivo .pub, como «ssh-ed25519 AAAA… ana@portátil».
refusal-key-algorithm = «{ $input }» no es una llave que este servidor acepte: sirven ed25519, ECDSA y las llaves de seguridad (sk-), no RSA ni DSA. Crea una con «ssh-keygen -t ed25519».
refusal-key-options = «{ $input }» trae opciones antes de la llave, y aquí no se aceptan. Pasa solo la línea de tu archivo .pub.
refusal-key-private = Eso es una llave privada, que nadie más debe ver. Pasa el archivo que termina en .pub, y crea otra llave si mostraste esta a alguien.
refusal-key-known = Esa llave ya está registrada, a nombre de «{ $login }». Una llave es de una sola persona y se registra una sola vez: crea otra con «ssh-keygen -t ed25519».
refusal-key-unknown = Ninguna llave, o más de una, empieza con «{ $input }». Escribe más de su huella, como la muestra «krafta keys list».
    .pane = Ninguna llave, o más de una, empieza con «{ $input }». Escribe más de su huella.
refusal-key-revoked = Esa llave ya fue revocada y no vuelve a servir. Agrega otra con «krafta keys add».
    .pane = Esa llave ya fue revocada y no vuelve a servir. Agrega otra.
refusal-key-expiry = Una llave no puede vencer el { $day }: elige un día desde hoy hasta el { $most }.
refusal-no-files-here = Por SSH no se leen archivos del servidor. Envía el contenido con «-» y «< archivo».
    .pane = Por SSH no se leen archivos del servidor. Pega el contenido aquí.
refusal-order-moved = { $order } cambió después de que lo viste y no se guardó nada. Míralo otra vez y decide de nuevo.

## Filtros

refusal-filter-field-unknown = No hay ningún filtro «{ $field }». Se puede filtrar por: { $known }.
refusal-filter-value-unknown = «{ $input }» no es un valor de «{ $field }».
refusal-filter-amount-malformed = En «{ $field }», «{ $input }» no es un monto. Escribe por ejemplo { $exact }, { $above } o { $between }.
refusal-filter-range-backwards = En «{ $field }», «{ $input }» va de más a menos y no encontraría nada. Escribe por ejemplo { $example }.
refusal-refund-unknown = Ese reembolso no existe.
refusal-which-refund = Este pedido tiene varios reembolsos pendientes. Di cuál con su identificador.
refusal-refund-part-paid = Una parte del dinero de este pedido ya se devolvió, o pagó otro pedido. Si fue un error, revierte primero ese pago.
refusal-refund-repeated = La referencia { $reference } ya pagó un reembolso, el de { $order }, el { $at }. Si es otro pago, escribe por qué se repite.
    .database = Esa referencia ya pagó un reembolso. Si es otro pago, escribe por qué se repite.
refusal-refund-payment-unknown = Ese pago no es de un reembolso de este pedido. Míralo en el pedido y copia su identificador.
refusal-refund-payment-reversed = El pago con referencia { $reference } ya fue reversado.
refusal-surplus-exceeds = { $amount } es más que lo que sobra: { $left }. Escribe { $left } o menos.
    .database = Es más que lo que sobra del pedido.
refusal-no-surplus = En este pedido no sobra dinero por devolver.
refusal-not-surplus = El pedido { $order } todavía espera dinero: registra el pago como un comprobante, sin excedente.
refusal-surplus-order = { $order } no es otro pedido del mismo cliente. El excedente se acredita a un pedido suyo que espera pago.
    .database = El excedente se acredita a otro pedido del mismo cliente.
refusal-surplus-whole = El excedente se verifica entero: { $whole }, no { $amount }.
refusal-credit-small = El total de la transferencia ({ $credit }) es menos que lo que paga aquí: { $amount }.
refusal-credit-stated = Esa transferencia quedó registrada por { $credit } en { $order }. Repite ese total o déjalo vacío.
    .database = Esa transferencia quedó registrada por otro total.
refusal-credit-exceeded = De esa transferencia ya se usaron { $used } en { $order } y quedan { $left }. Si el banco muestra más, escribe el total de la transferencia; si en { $order } sobra dinero, acredita su excedente.
    .database = Esa transferencia ya se usó y no queda tanto de ella.
refusal-credit-unknown = Esa línea del banco no está, o se dejó aparte: elige otra.
    .database = Esa línea del banco no está.
refusal-credit-other = La línea del banco dice otra cosa: no coincide { $what }. Elige la línea de nuevo.
    .database = La línea del banco dice otra cosa de lo que se anota.
refusal-credit-frozen = Lo que mostró el banco no se cambia: anota una corrección.
refusal-credit-sum = Lo asignado de un crédito lo lleva la base de datos: no se escribe a mano.
refusal-credit-used = Ese crédito ya paga { $used }, o ya está como se pide: míralo de nuevo.
refusal-credit-apart = No son el mismo dinero: lo anotado y la línea deben ser de una cuenta, y estar libres los dos.
refusal-run-unknown = No hay un lote { $input }. Mira la lista de lotes.
refusal-run-state = El lote { $number } está { $state }: ya no se puede hacer eso con él.
    .database = Un lote va de borrador a congelado y a cerrado, o se anula antes de pagar algo de él.
refusal-run-frozen = Lo que se congeló en un lote no cambia.
refusal-run-other = Un lote es de una cuenta abierta, en su moneda, y se paga tal como se congeló.
refusal-run-moved = El lote { $number } cambió desde que lo viste. Míralo otra vez antes de congelarlo.
refusal-run-total = Escribiste { $typed } y el lote suma { $computed }.
refusal-run-empty = En el lote { $number } no hay nada que pagar.
refusal-run-second = El lote { $number } pasa de { $above }: otra persona tiene que dar su visto bueno antes de pagarlo.
    .database = Otra persona tiene que dar su visto bueno al lote antes de pagarlo.
refusal-run-second-same = El visto bueno lo da otra persona, no la que congeló el lote.
refusal-run-waits = El lote { $number } se cierra cuando cada línea se encontró, falló o se explicó: faltan { $count }.
    .database = El lote se cierra cuando cada línea se encontró, falló o se explicó.
refusal-run-holds = Eso está en un lote congelado y se paga con él. Si no va a pagarse, di en el lote que falló.
refusal-run-line-unknown = El lote { $number } no tiene la línea { $input }.
refusal-run-line-state = La línea { $line } está { $state }: eso no se puede hacer con ella.
refusal-run-line-unlike = Esa línea del banco no es el pago de la línea { $line }: muestra { $shown } y se pagaron { $paid }.
refusal-bank-file-profile = El perfil { $file } no se puede leer: { $detail }
refusal-bank-file-unknown = No hay un perfil { $profile }. Hay: { $profiles }.
refusal-nothing-fits = Ninguna línea del banco cuadra del todo con { $order }. Mira qué se parece, o anota lo que ves en el banco.
refusal-bearer-required = Di quién lo asume: el taller, Krafta o el despacho.
refusal-goodwill-is-part = Una atención devuelve una parte. Para devolverlo todo, pide el reembolso del pedido.
refusal-share-unfit = El taller solo devuelve una parte del costo de un pedido ya entregado, y solo cuando lo asume el taller. Quita esa parte o di que lo asume el taller.
refusal-destination-incomplete = Falta { $field }. Escríbelo para saber a dónde va el reembolso.
refusal-destination-account = La cuenta tiene veinte dígitos y empieza por { $bank }, el código de su banco. Corrígela.
refusal-refund-rate = La tasa se escribe cuando salió otra moneda. Esto se cuenta en { $currency }: quita la tasa.
refusal-refund-kind = Solo se devuelve una parte de un pedido confirmado, y una atención dice quién la asume. Míralo otra vez.

## Lo que usan los pedidos

refusal-sku-taken = Ya hay un producto «{ $sku }». Cámbialo con «krafta products edit».
    .pane = Ya hay un producto «{ $sku }». Cámbialo a él, o usa otro código.
refusal-rate-exists = El { $day } ya tiene la tasa { $rate }. Si está mal, corrígela con «krafta rates correct» y di por qué.
    .database = Ese día ya tiene una tasa. Si está mal, corrígela con «krafta rates correct» y di por qué.
    .pane = El { $day } ya tiene la tasa { $rate }. Si está mal, corrígela y di por qué.
refusal-rate-unknown = El { $day } no tiene tasa. Mira las que hay con «krafta rates list».
    .pane = El { $day } no tiene tasa.
refusal-rate-unusual =
    { $about ->
        [past] La fecha valor { $day } ya pasó: ningún pedido se cotizará con ella.
        [past-jump] La fecha valor { $day } ya pasó y { $rate } cambia { $change } frente a la del { $before } ({ $previous }).
        [sent] La tasa { $rate } se aparta { $change } de la del { $before } ({ $previous }).
        [far] La fecha valor { $day } está a { $days } días: los pedidos usan una tasa solo hasta cinco días antes.
        [far-jump] La fecha valor { $day } está a { $days } días, y { $rate } cambia { $change } frente a la del { $before } ({ $previous }).
       *[jump] La tasa { $rate } cambia { $change } frente a la del { $before } ({ $previous }).
    } Revísala; si es correcta, repite con --confirm.
    .pane =
        { $about ->
            [past] La fecha valor { $day } ya pasó: ningún pedido se cotizará con ella.
            [past-jump] La fecha valor { $day } ya pasó y { $rate } cambia { $change } frente a la del { $before } ({ $previous }).
            [sent] La tasa { $rate } se aparta { $change } de la del { $before } ({ $previous }).
            [far] La fecha valor { $day } está a { $days } días: los pedidos usan una tasa solo hasta cinco días antes.
            [far-jump] La fecha valor { $day } está a { $days } días, y { $rate } cambia { $change } frente a la del { $before } ({ $previous }).
           *[jump] La tasa { $rate } cambia { $change } frente a la del { $before } ({ $previous }).
        } Revísala; si es correcta, confírmalo en el formulario.
refusal-rate-used =
    { $count ->
        [one] Un pedido se cotizó con la tasa { $rate } del { $day }: no se quita.
       *[other] { $count } pedidos se cotizaron con la tasa { $rate } del { $day }: no se quita.
    } Corrígela con «krafta rates correct»; lo ya cotizado queda como está.
    .pane =
        { $count ->
            [one] Un pedido se cotizó con la tasa { $rate } del { $day }: no se quita.
           *[other] { $count } pedidos se cotizaron con la tasa { $rate } del { $day }: no se quita.
        } Corrígela; lo ya cotizado queda como está.
    .database = Hay pedidos cotizados con esa tasa: no se quita. Corrígela con «krafta rates correct».
refusal-rate-frozen = Una tasa nunca se reescribe: se termina con un motivo y se agrega otra. Usa «krafta rates correct».
    .pane = Una tasa nunca se reescribe: se termina con un motivo y se agrega otra. Corrígela.
refusal-shipping-exists = Ya hay una tarifa de { $method } para { $place }. Usa --replace para cerrar esa y poner esta.
    .pane = Ya hay una tarifa de { $method } para { $place }. Cámbiala a ella.
refusal-shipping-unknown = No hay una tarifa activa { $id }. Mira «krafta shipping list».
    .pane = No hay una tarifa activa { $id }.
refusal-area-unknown = No hay una zona «{ $input }». Mira «krafta shipping zones».
    .pane = No hay una zona «{ $input }».
refusal-alias-taken = Ya hay una cuenta «{ $alias }». Elige otro alias o cámbiala con «krafta accounts edit».
    .pane = Ya hay una cuenta «{ $alias }». Elige otro alias o cámbiala a ella.
refusal-account-known = Es la misma cuenta que «{ $alias }», con otro nombre. Usa esa; si está cerrada, ábrela con «krafta accounts edit "{ $alias }" --enable».
    .database = Esa cuenta ya está, con otro nombre. Búscala con «krafta accounts list --all».
    .pane = Es la misma cuenta que «{ $alias }», con otro nombre. Usa esa; si está cerrada, ábrela.
refusal-account-incomplete = Para recibir { $method } falta { $flag }. Agrégalo e intenta de nuevo.

## Evidencia

refusal-which-submission = Hay varios comprobantes por revisar: { $numbers }. Di cuál con --submission, o da uno a uno con --evidence.
refusal-evidence-malformed = «{ $input }» no es una evidencia. Escríbela así: 1:CUENTA:22/11/2026:4.512,30:00482913 (comprobante, cuenta, fecha, monto, referencia).

refusal-view-name = Escribe un nombre para la vista.
refusal-view-unknown = No tienes una vista «{ $name }» en esta lista. Mira las que hay con «krafta views».
    .pane = No tienes una vista «{ $name }» en esta lista.
refusal-too-many-views = Ya tienes { $most } vistas de esta lista. Quita una antes de guardar otra.
refusal-message-unknown = No hay un mensaje «{ $message }». Mira los que hay con «krafta messages list».
    .pane = No hay un mensaje «{ $message }». Míralos en Tienda, Mensajes.
refusal-message-waits = Con un mensaje en este estado ({ $state }) no se puede. Mira cómo va con «krafta messages show».
    .pane = Con un mensaje en este estado ({ $state }) no se puede. ⏎ muestra cómo va.
refusal-message-erased = El texto y la dirección de este mensaje ya se borraron: no puede enviarse de nuevo.
refusal-message-cool-down = Este mensaje acaba de enviarse de nuevo. Puedes repetirlo después de { $at }.
refusal-contact-empty = Di qué cambia: correo, teléfono o idioma.
refusal-message-state = Un mensaje no puede pasar a ese estado.
refusal-message-frozen = Lo que dice un mensaje, y a quién, no cambia después de escrito. Escribe otro.
refusal-sheet-not-text = El archivo no está en UTF-8 (línea { $line }) y no se importó nada. Guárdalo como «CSV UTF-8» e intenta de nuevo.
refusal-sheet-header = La columna «{ $given }» falta, se repite o no se conoce, y no se importó nada. Las columnas son: { $known }.
refusal-sheet-too-large = El archivo pasa de 16 MB y no se importó nada. Divídelo.
refusal-line-columns = La fila no tiene tantas celdas como la primera: { $detail }. Revisa comas y comillas.
refusal-line-cell-missing = Falta la celda { $detail }.
refusal-line-cell = La celda no se entiende: { $detail }
refusal-statement-large = El archivo pasa de 5 MB y no se leyó. Descarga del banco un período más corto.
refusal-statement-many = El archivo tiene más de 50.000 líneas y no se leyó. Descarga del banco un período más corto.
refusal-statement-empty = El archivo está vacío. Descárgalo de nuevo del banco.
refusal-statement-nothing = Con el perfil { $profile } no hay en el archivo ningún movimiento que se pueda leer; filas rechazadas: { $refused }. Mira por qué, o elige otro perfil.
refusal-statement-encoding = El texto del archivo no está en ninguna de las codificaciones de este perfil. Elige otro perfil.
refusal-statement-kind = Este tipo de archivo no es el que espera el perfil. Elige otro perfil.
refusal-statement-damaged = El archivo está dañado o tiene clave y no se puede leer. Descárgalo de nuevo del banco.
refusal-statement-unpacked = El archivo ocupa demasiado al abrirlo y no se leyó. Descárgalo de nuevo del banco, sin agregarle nada.
refusal-statement-header = No aparece la fila con los títulos: { $tokens }. Elige otro perfil.
refusal-statement-unknown = Ningún perfil entiende este archivo. Elige uno, o haz uno nuevo con sus primeras filas.
refusal-statement-other-bank = Este archivo no es del banco de la cuenta: parece de { $found }. Elige otra cuenta u otro archivo.
refusal-statement-profiles = Varios perfiles leen este archivo: { $profiles }. Di cuál es, con su nombre.
refusal-statement-profile-unknown = No hay un perfil “{ $profile }”. Los que hay: { $profiles }.
refusal-statement-profile-name = «{ $input }» no sirve de nombre de perfil. Usa hasta 40 letras minúsculas sin acento, cifras y guiones bajos, y que no termine en «notice», que es de los avisos.
refusal-statement-profile-taken = Ya hay un perfil «{ $profile }» y queda como está. Ponle otro nombre al nuevo, o di que lo reemplaza.
refusal-statement-profile-columns = Al perfil le falta la columna de la fecha o la del monto. Di cuáles son: un monto con signo, o lo que entra y lo que sale.
refusal-statement-profile-few = Así el perfil lee { $read } filas y rechaza { $refused }, y no reconocería el archivo. Revisa las columnas, el formato de la fecha y los decimales.
refusal-statement-profile-unsure = Con este perfil no se sabría de quién es el archivo: también lo leería { $profiles }. Di de qué banco es, o dale el nombre del otro para que ocupe su lugar.
refusal-statement-profile-place = Los perfiles propios van en la carpeta banks junto a krafta.toml, y este programa se abrió sin saber dónde está. Ábrelo con un archivo de configuración.
refusal-statement-profile-column = No hay en el archivo una columna «{ $input }». Dila por su título o por su número; columnas: { $columns }.
refusal-statement-profile = El perfil «{ $file }» está mal en la línea { $line }: { $detail }
refusal-statement-amount = El monto «{ $input }» no se puede leer de una sola manera. Mira la línea en el banco.
refusal-statement-two-amounts = La línea tiene un monto que entra y otro que sale. Mírala en el banco.
refusal-statement-sign = No se sabe si el dinero entró o salió: «{ $input }» no se conoce o contradice el monto.
refusal-statement-date = La fecha «{ $input }» no se puede leer de una sola manera. Mira la línea en el banco.
refusal-statement-reference = La referencia «{ $input }» perdió cifras en una hoja de cálculo. Descarga de nuevo el archivo y no lo guardes con Excel.
refusal-statement-columns = La línea no tiene las columnas de las demás. Revisa comas, comillas y tabuladores.
refusal-statement-long = La línea tiene un texto demasiado largo para ser del banco.
refusal-statement-text = La línea tiene caracteres que no son texto.
refusal-statement-notice = Ningún perfil entiende este aviso: «{ $input }»
