# The one label the customer reads, and the names only staff sees.

label-PENDING = Awaiting payment
    .description = Your order has been created and waits for the manual payment to be registered.
label-REPORTED = Payment under review
    .description = We received your receipt. The order stays under review until the real income is confirmed in the account given.
label-UNDER_REVIEW = Payment under review
    .description = We are verifying the reported payment before production starts.
label-CONFIRMED = Payment confirmed
    .description = Payment verified. The team will coordinate the assignment with a suitable allied workshop.
label-NOTIFIED = Workshop notified
    .description = The allied workshop was notified and must accept or refuse the assignment.
label-ACCEPTED = In preparation
    .description = The workshop accepted the order and will prepare it for production.
label-IN_PRODUCTION = In production
    .description = Your product is being made by the assigned workshop.
label-READY = Ready for delivery
    .description = Your order is ready for pickup, local delivery or shipping, as you chose.
label-HANDED_TO_DELIVERY = Shipped
    .description = Your order was handed to the carrier.
label-COMPLETED = Delivered
    .description = Your order is complete. Thank you for trusting Krafta.
label-REJECTED = Payment rejected
    .description = The payment was rejected. Check the reference or contact support to correct it.
label-CANCELLED = Cancelled
    .description = The order was cancelled.
label-REFUND_PENDING = Refund pending
    .description = There is a pending refund for this order.
label-REFUNDED = Refunded
    .description = The refund was registered.

# Staff only.
label-PENDING_ASSIGNMENT = To be assigned
label-assignment-REJECTED = Refused by the workshop
label-assignment-CANCELLED = Assignment cancelled
