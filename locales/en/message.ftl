# What Krafta writes to its customers, its admins and the workshops: message-<whom>-<step>.

message-customer-P1 = Hello, { $customer }: your order { $order } is placed for { $total }. It is { $due } if you pay before { $expires_at }. When you have paid, report your payment with its reference.{ $accounts }
message-customer-P2 = We got the proof of your order { $order } for { $amount }. We will tell you when we confirm the money in the account.
message-customer-P3 = We got another proof of your order { $order }, for { $amount }. We will tell you when we confirm the money in the account.
message-customer-P6 = We confirmed the payment of your order { $order }. Now we arrange its production with an allied workshop.
message-customer-P7 = We rejected the payment you reported for your order { $order }. { $why }
    .subject = We rejected the payment of your order { $order }
message-customer-P8 = We got { $credited } of your order { $order } and { $missing } are missing. You can pay the rest before { $expires_at }; later it is worked out with the rate of the day.
    .subject = A part of the payment of your order { $order } is missing
message-customer-P9 = We got the new proof of your order { $order } for { $amount }. We will tell you when we confirm the money in the account.
message-customer-P11 =
    { $by ->
        [SYSTEM] We cancelled your order { $order } because the payment did not arrive in time. If you have paid, write to us with the receipt.
        [CUSTOMER] We cancelled your order { $order }, as you asked.
       *[other] We cancelled your order { $order }. If you have paid, write to us with the receipt.
    }
message-customer-P12 = We cancelled your order { $order } and will not go on reviewing the payment you reported. If you have questions or have paid, write to us with the receipt.
message-customer-P13 = Your order { $order } will not go on and we will pay you back { $amount }. We will tell you when it is done.
message-customer-P13-RETURN = We will pay you back { $amount } of your order { $order }, which was already delivered. We will tell you when it is done.
message-customer-P14 = Your order { $order } will not go on and we will pay you back { $amount }. We will tell you when it is done.
message-customer-P15 = We paid you back { $paid } of your order { $order }. The reference of the last payment is { $reference }.
message-customer-P19 = The payment of { $amount } that we made for your order { $order } did not arrive. We will make it again and tell you.
    .subject = We will repeat the refund of your order { $order }
message-customer-REFUND_PART =
    { $kind ->
        [SURPLUS] We will pay you back { $amount } that you paid too much for your order { $order }. We will tell you when it is done.
       *[other] We will pay you back { $amount } of your order { $order }. We will tell you when it is done.
    }
    .subject =
        { $kind ->
            [SURPLUS] We will pay back what you paid too much for your order { $order }
           *[other] We will pay back a part of your order { $order }
        }
message-customer-SURPLUS_RECORDED = We received another payment of { $amount } for your order { $order }, which did not need it. We will write to you to pay it back or to use it for another order of yours.
    .subject = We received a payment too many for your order { $order }
message-customer-SURPLUS_CREDITED = We will use { $amount } that was over from your order { $from } to pay your order { $order }. We will tell you when it is confirmed.
message-customer-REFUND_PART_PAID =
    { $kind ->
        [SURPLUS] We paid you back { $paid } that you paid too much for your order { $order }. The reference of the last payment is { $reference }.
       *[other] We paid you back { $paid } of your order { $order }. The reference of the last payment is { $reference }.
    }
    .subject =
        { $kind ->
            [SURPLUS] We paid back what you paid too much for your order { $order }
           *[other] We paid back a part of your order { $order }
        }
message-customer-P16 = Your order { $order } goes on and its refund has no effect. Now we arrange its production with an allied workshop.
message-customer-P16-RETURN = The refund of your order { $order } is off: the order stays delivered.
message-customer-P18 = We received a payment of { $amount } for your order { $order }, which was cancelled. We are reviewing it and will tell you whether the order goes on or the money goes back to you.
    .subject = We received a payment of your cancelled order { $order }

message-customer-A4 = The workshop accepted your order { $order } and prepares it for production. It expects to have it ready on { $ready_on }.
message-customer-A6 = Your order { $order } is in production.
message-customer-A7 =
    { $delivery ->
        [PICKUP] Your order { $order } is ready: you can pick it up. Say this code when you do: { $pickup_code }.
        [LOCAL_DELIVERY] Your order { $order } is ready and we arrange its delivery.
       *[other] Your order { $order } is ready and we prepare its shipment.
    }
message-customer-A8 =
    { $delivery ->
        [LOCAL_DELIVERY] Your order { $order } is on its way. { $carrier } brings it.{ $follow }
       *[other] Your order { $order } was handed to the courier { $carrier }, tracking number { $tracking_number }.{ $follow }
    }
message-customer-A9 = You picked up your order { $order }. Thank you for trusting Krafta.
message-customer-A10 = Your order { $order } was delivered. Thank you for trusting Krafta.

message-admins-P2 = Payment to review: { $order }, { $customer }, { $amount } by { $method }.
message-admins-P3 = Another proof to review: { $order }, { $customer }, { $amount } by { $method }.
message-admins-P9 = Corrected payment to review: { $order }, { $customer }, { $amount } by { $method }.
message-admins-SURPLUS_CREDITED = A surplus to review: { $order }, { $customer }, { $amount } that was over from order { $from }.
message-admins-A11 = { $workshop } gave back order { $order }, which it had accepted. Reason: { $why }
message-admins-P18 = Payment of a cancelled order to review: { $order }, { $customer }, { $amount } by { $method }.

message-workshop-P13 = Stop order { $order }: it was cancelled. We will settle with you what was already done.
    .subject = Stop order { $order }
message-workshop-P13-RETURN = We pay back the money of order { $order }, which was already delivered. There is nothing to do: what changes in your account will be in your next settlement.
    .subject = We pay back the money of order { $order }
message-workshop-A3 = You have a new order, { $order }, for { $cost } and due on { $ready_on }. Accept or refuse it before { $respond_by }.
    .subject = New order { $order }: answer before { $respond_by }
message-workshop-A5 =
    { $by ->
        [SYSTEM] Your answer did not come in time: order { $order } is no longer yours, do not start it.
       *[other] We noted that you will not make order { $order }: it is no longer yours, do not start it. If that is not so, tell us.
    }
    .subject = Do not start order { $order }: it is no longer yours
message-workshop-A11 = Order { $order } is no longer yours: do not start it.
    .subject = Do not start order { $order }: it is no longer yours
message-workshop-A12 = Stop producing order { $order }: it was cancelled. We will settle with you the payment of what was already done.
    .subject = Stop producing order { $order }
message-workshop-A3-REMINDER = Order { $order } waits for your answer. Accept or refuse it before { $respond_by }.
    .subject = Order { $order } waits for your answer
