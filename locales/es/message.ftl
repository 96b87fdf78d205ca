# Lo que Krafta escribe a sus clientes, a sus administradores y a los talleres: message-<a quién>-<paso>.

message-customer-P1 = Hola, { $customer }: creamos tu pedido { $order } por { $total }. Son { $due } si pagas antes del { $expires_at }. Cuando pagues, registra tu pago con su referencia.{ $accounts }
message-customer-P2 = Recibimos el comprobante de tu pedido { $order } por { $amount }. Te avisaremos cuando confirmemos el ingreso en la cuenta.
message-customer-P3 = Recibimos otro comprobante de tu pedido { $order }, por { $amount }. Te avisaremos cuando confirmemos el ingreso en la cuenta.
message-customer-P6 = Confirmamos el pago de tu pedido { $order }. Ahora coordinamos su producción con un taller aliado.
message-customer-P7 = Rechazamos el pago que reportaste de tu pedido { $order }. { $why }
    .subject = Rechazamos el pago de tu pedido { $order }
message-customer-P8 = Recibimos { $credited } de tu pedido { $order } y faltan { $missing }. Puedes pagar el resto antes del { $expires_at }; después se calcula con la tasa del día.
    .subject = Falta una parte del pago de tu pedido { $order }
message-customer-P9 = Recibimos el nuevo comprobante de tu pedido { $order } por { $amount }. Te avisaremos cuando confirmemos el ingreso en la cuenta.
message-customer-P11 =
    { $by ->
        [SYSTEM] Cancelamos tu pedido { $order } porque no recibimos el pago a tiempo. Si ya pagaste, escríbenos con el comprobante.
        [CUSTOMER] Cancelamos tu pedido { $order }, como pediste.
       *[other] Cancelamos tu pedido { $order }. Si ya pagaste, escríbenos con el comprobante.
    }
message-customer-P12 = Cancelamos tu pedido { $order } y no seguiremos revisando el pago que reportaste. Si tienes dudas o ya pagaste, escríbenos con el comprobante.
message-customer-P13 = Tu pedido { $order } no seguirá y vamos a devolverte { $amount }. Te avisaremos cuando esté hecho.
message-customer-P13-RETURN = Vamos a devolverte { $amount } de tu pedido { $order }, que ya se había entregado. Te avisaremos cuando esté hecho.
message-customer-P14 = Tu pedido { $order } no seguirá y vamos a devolverte { $amount }. Te avisaremos cuando esté hecho.
message-customer-P15 = Te devolvimos { $paid } de tu pedido { $order }. La referencia del último pago es { $reference }.
message-customer-P19 = El pago de { $amount } que te hicimos por tu pedido { $order } no llegó. Lo haremos otra vez y te avisaremos.
    .subject = Repetiremos el reembolso de tu pedido { $order }
message-customer-REFUND_PART =
    { $kind ->
        [SURPLUS] Vamos a devolverte { $amount } que pagaste de más por tu pedido { $order }. Te avisaremos cuando esté hecho.
       *[other] Vamos a devolverte { $amount } de tu pedido { $order }. Te avisaremos cuando esté hecho.
    }
    .subject =
        { $kind ->
            [SURPLUS] Te devolveremos lo que pagaste de más por tu pedido { $order }
           *[other] Te devolveremos una parte de tu pedido { $order }
        }
message-customer-SURPLUS_RECORDED = Recibimos otro pago de { $amount } para tu pedido { $order }, que no lo necesitaba. Te escribiremos para devolvértelo o usarlo en otro pedido tuyo.
    .subject = Recibimos un pago de más por tu pedido { $order }
message-customer-SURPLUS_CREDITED = Vamos a usar { $amount } que sobraban de tu pedido { $from } para pagar tu pedido { $order }. Te avisaremos cuando quede confirmado.
message-customer-REFUND_PART_PAID =
    { $kind ->
        [SURPLUS] Te devolvimos { $paid } que pagaste de más por tu pedido { $order }. La referencia del último pago es { $reference }.
       *[other] Te devolvimos { $paid } de tu pedido { $order }. La referencia del último pago es { $reference }.
    }
    .subject =
        { $kind ->
            [SURPLUS] Te devolvimos lo que pagaste de más por tu pedido { $order }
           *[other] Te devolvimos una parte de tu pedido { $order }
        }
message-customer-P16 = Tu pedido { $order } sigue adelante y su reembolso quedó sin efecto. Ahora coordinamos su producción con un taller aliado.
message-customer-P16-RETURN = El reembolso de tu pedido { $order } quedó sin efecto: el pedido queda como entregado.
message-customer-P18 = Recibimos un pago de { $amount } por tu pedido { $order }, que estaba cancelado. Lo revisamos y te avisaremos si el pedido sigue o si te lo devolvemos.
    .subject = Recibimos un pago de tu pedido cancelado { $order }

message-customer-A4 = El taller aceptó tu pedido { $order } y lo prepara para producción. Calcula tenerlo listo el { $ready_on }.
message-customer-A6 = Tu pedido { $order } está en producción.
message-customer-A7 =
    { $delivery ->
        [PICKUP] Tu pedido { $order } está listo: ya puedes retirarlo. Di este código al recogerlo: { $pickup_code }.
        [LOCAL_DELIVERY] Tu pedido { $order } está listo y coordinamos su delivery.
       *[other] Tu pedido { $order } está listo y preparamos su envío.
    }
message-customer-A8 =
    { $delivery ->
        [LOCAL_DELIVERY] Tu pedido { $order } va en camino. Lo lleva { $carrier }.{ $follow }
       *[other] Tu pedido { $order } fue entregado a la empresa de envíos { $carrier }, con la guía { $tracking_number }.{ $follow }
    }
message-customer-A9 = Retiraste tu pedido { $order }. Gracias por confiar en Krafta.
message-customer-A10 = Tu pedido { $order } fue entregado. Gracias por confiar en Krafta.

message-admins-P2 = Pago por revisar: { $order }, { $customer }, { $amount } por { $method }.
message-admins-P3 = Otro comprobante por revisar: { $order }, { $customer }, { $amount } por { $method }.
message-admins-P9 = Pago corregido por revisar: { $order }, { $customer }, { $amount } por { $method }.
message-admins-SURPLUS_CREDITED = Excedente por revisar: { $order }, { $customer }, { $amount } que sobraban del pedido { $from }.
message-admins-A11 = { $workshop } devolvió el pedido { $order }, que había aceptado. Motivo: { $why }
message-admins-P18 = Pago de un pedido cancelado por revisar: { $order }, { $customer }, { $amount } por { $method }.

message-workshop-P13 = Detén el pedido { $order }: fue cancelado. Coordinaremos contigo lo que ya estaba hecho.
    .subject = Detén el pedido { $order }
message-workshop-P13-RETURN = Devolvemos el dinero del pedido { $order }, que ya estaba entregado. No tienes que hacer nada: lo que cambie en tus cuentas lo verás en tu próxima liquidación.
    .subject = Devolvemos el dinero del pedido { $order }
message-workshop-A3 = Tienes un pedido nuevo, { $order }, por { $cost } y para el { $ready_on }. Acéptalo o recházalo antes del { $respond_by }.
    .subject = Pedido nuevo { $order }: responde antes del { $respond_by }
message-workshop-A5 =
    { $by ->
        [SYSTEM] No recibimos tu respuesta a tiempo: el pedido { $order } ya no es para ti, no lo empieces.
       *[other] Anotamos que no harás el pedido { $order }: ya no es para ti, no lo empieces. Si no fue así, avísanos.
    }
    .subject = No empieces el pedido { $order }: ya no es para ti
message-workshop-A11 = El pedido { $order } ya no es para ti: no lo empieces.
    .subject = No empieces el pedido { $order }: ya no es para ti
message-workshop-A12 = Detén la producción del pedido { $order }: fue cancelado. Coordinaremos contigo el pago de lo que ya estaba hecho.
    .subject = Detén la producción del pedido { $order }
message-workshop-A3-REMINDER = El pedido { $order } espera tu respuesta. Acéptalo o recházalo antes del { $respond_by }.
    .subject = El pedido { $order } espera tu respuesta
