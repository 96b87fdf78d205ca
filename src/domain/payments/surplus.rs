//! Money of an order beyond what it needs: above its due while it is confirmed, beyond its refunds once all of it goes back
//! (domain.md §2).

use crate::domain::money::{Currency, Money};
use crate::domain::orders::quote::Quote;
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payments::refund::RefundKind;
use crate::domain::refusal::Ruling;

/// A payment that comes while an order is in this status is surplus: it needs no more.
pub const fn is_decided(payment: PaymentStatus) -> bool {
    matches!(
        payment,
        PaymentStatus::Confirmed | PaymentStatus::RefundPending | PaymentStatus::Refunded
    )
}

/// Whether a refund of this kind that stands lowers the surplus.
pub const fn lowers(payment: PaymentStatus, kind: RefundKind) -> bool {
    matches!(kind, RefundKind::Surplus) || !matches!(payment, PaymentStatus::Confirmed)
}

/// What is left of an order's surplus; in bolívares, like `credited` and `away` (what other orders were credited of it). `back`
/// are the refunds that lower it, each in its currency. What dollars round to is no surplus once all of it goes back.
///
/// # Errors
/// `amount-too-large`.
pub fn left(payment: PaymentStatus, quote: &Quote, credited: Money, away: Money, back: &[Money]) -> Ruling<Money> {
    if !is_decided(payment) {
        return Ok(Money::zero(Currency::Ves));
    }
    let confirmed = payment == PaymentStatus::Confirmed;
    let needed = if confirmed { quote.due } else { Money::zero(Currency::Ves) };
    let mut left = credited.less(needed).less(away);
    let mut dollars = false;
    for refund in back {
        left = left.less(match refund.currency() {
            Currency::Ves => *refund,
            Currency::Usd | Currency::Usdt => {
                dollars |= refund.is_positive();
                quote.rate.to_ves(*refund)?
            }
        });
    }
    let cent = quote.rate.to_ves(Money::of_minor(1, Currency::Usd))?;
    if !confirmed && dollars && left.minor() <= cent.minor() {
        return Ok(Money::zero(Currency::Ves));
    }
    Ok(left.max_zero())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::orders::rate::Rate;

    fn quote() -> Quote {
        let at = chrono::DateTime::UNIX_EPOCH;
        Quote {
            total: usd(1_000),
            due: ves(232_592),
            rate: Rate::typed("232,5925").unwrap(),
            quoted_at: at,
            expires_at: at,
        }
    }

    fn ves(minor: i64) -> Money {
        Money::of_minor(minor, Currency::Ves)
    }

    fn usd(minor: i64) -> Money {
        Money::of_minor(minor, Currency::Usd)
    }

    #[test]
    fn of_a_confirmed_order_it_is_what_came_above_its_due() {
        let left = |away, back: &[Money]| left(PaymentStatus::Confirmed, &quote(), ves(300_000), away, back).unwrap();
        assert_eq!(left(ves(0), &[]), ves(67_408));
        assert_eq!(left(ves(7_408), &[ves(10_000)]), ves(50_000));
        assert_eq!(left(ves(0), &[usd(100)]), ves(67_408 - 23_259));
        assert_eq!(left(ves(67_408), &[ves(1)]), ves(0));
    }

    #[test]
    fn once_all_of_it_goes_back_it_is_what_no_refund_gives_back() {
        for status in [PaymentStatus::RefundPending, PaymentStatus::Refunded] {
            let left = |credited, back: &[Money]| left(status, &quote(), credited, ves(0), back).unwrap();
            assert_eq!(left(ves(232_592), &[ves(232_592)]), ves(0));
            assert_eq!(left(ves(300_000), &[ves(232_592)]), ves(67_408));
            assert_eq!(left(ves(232_595), &[usd(1_000)]), ves(0), "three cents of bolívares are rounding");
            assert_eq!(left(ves(332_593), &[usd(1_000)]), ves(100_000));
        }
        let waits = left(PaymentStatus::UnderReview, &quote(), ves(300_000), ves(0), &[]).unwrap();
        assert_eq!(waits, ves(0));
    }

    #[test]
    fn a_refund_of_the_whole_lowers_it_only_once_the_order_ended() {
        assert!(!lowers(PaymentStatus::Confirmed, RefundKind::Goodwill));
        assert!(lowers(PaymentStatus::Confirmed, RefundKind::Surplus));
        assert!(lowers(PaymentStatus::Refunded, RefundKind::Cancellation));
    }
}
