# The payment's status, as staff reads it; “.short” under a heading that already says of what.
payment-PENDING = Awaiting payment
    .short = Awaiting
payment-REPORTED = Payment reported
    .short = Reported
payment-UNDER_REVIEW = Under review
    .short = Under review
payment-CONFIRMED = Payment confirmed
    .short = Confirmed
payment-REJECTED = Payment rejected
    .short = Rejected
payment-CANCELLED = Cancelled
    .short = Cancelled
payment-REFUND_PENDING = Refund pending
    .short = To refund
payment-REFUNDED = Refunded
    .short = Refunded
