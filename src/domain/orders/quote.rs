//! What an order owes, frozen at checkout, and how much of it may be missing (domain.md §1, §5).
//! Used by checkout, review and part payments. A later rate never rewrites a quote.

use serde::{Deserialize, Serialize};

use super::rate::{Rate, too_large};
use crate::domain::dates::Time;
use crate::domain::money::{Currency, Money};
use crate::domain::refusal::{Code, Refusal, Ruling};

/// What an order owes, frozen: `due` bolívares for `total` dollars at `rate`, good until `expires_at`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    pub total: Money,
    pub due: Money,
    pub rate: Rate,
    pub quoted_at: Time,
    pub expires_at: Time,
}

impl Quote {
    /// Quotes a positive USD total.
    pub fn new(total: Money, rate: Rate, quoted_at: Time, expires_at: Time) -> Ruling<Self> {
        let due = rate.to_ves(total.require_positive()?)?;
        Ok(Self {
            total,
            due,
            rate,
            quoted_at,
            expires_at,
        })
    }

    /// The quote after a part payment (P8), or of an order that is taken up again (P18): what is credited stays, and what is
    /// still owed is revalued at the new rate. With an unchanged rate `due` is unchanged; where nothing is credited it is the
    /// total at the new rate. Refused when nothing is owed any more.
    pub fn balance(&self, credited: Money, rate: Rate, quoted_at: Time, expires_at: Time) -> Ruling<Self> {
        let owed = self.due.checked_sub(credited)?;
        if !owed.is_positive() {
            return Err(Refusal::new(Code::FullyCovered).with("verified", credited));
        }
        let due = if rate == self.rate {
            self.due
        } else {
            credited.checked_add(self.revalued(owed, credited, rate)?)?
        };
        Ok(Self {
            total: self.total,
            due,
            rate,
            quoted_at,
            expires_at,
        })
    }

    /// What is owed at another rate. Until a part of it was revalued, that is the total less what was credited: the dollars
    /// are exact, and bolívares that were rounded are not rounded once more.
    fn revalued(&self, owed: Money, credited: Money, rate: Rate) -> Ruling<Money> {
        let whole = self.rate.to_ves(self.total)? == self.due;
        if whole && credited.is_zero() {
            return rate.to_ves(self.total);
        }
        let exact = self.total.amount().checked_mul(self.rate.value());
        let exact = exact.and_then(|due| due.checked_sub(credited.amount())).filter(|_| whole);
        let revalued = exact
            .unwrap_or(owed.amount())
            .checked_mul(rate.value())
            .and_then(|ves| ves.checked_div(self.rate.value()));
        Money::rounded(revalued.ok_or_else(|| too_large(owed))?, Currency::Ves)
    }

    pub fn expired(&self, now: Time) -> bool {
        now > self.expires_at
    }
}

/// How much may be missing (domain.md §5): min(max(`floor`; `basis_points` of due); `ceiling` at the rate).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToleranceRule {
    /// VES.
    pub floor: Money,
    /// Of the due amount; 50 is 0,5 %.
    pub basis_points: u32,
    /// USD.
    pub ceiling: Money,
}

impl Default for ToleranceRule {
    fn default() -> Self {
        Self {
            floor: Money::of_minor(100, Currency::Ves),
            basis_points: 50,
            ceiling: Money::of_minor(50, Currency::Usd),
        }
    }
}

impl ToleranceRule {
    /// Bolívares that may be missing from `due` (VES) quoted at `rate`.
    pub fn tolerance(&self, due: Money, rate: Rate) -> Ruling<Money> {
        due.basis_points(self.basis_points)?
            .max(self.floor)?
            .min(rate.to_ves(self.ceiling)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    fn rate(text: &str) -> Rate {
        Rate::machine(text).unwrap()
    }

    fn bs(minor: i64) -> Money {
        Money::of_minor(minor, Currency::Ves)
    }

    fn usd(minor: i64) -> Money {
        Money::of_minor(minor, Currency::Usd)
    }

    fn quote(total: i64, at: &str) -> Quote {
        let now = Time::UNIX_EPOCH;
        Quote::new(usd(total), rate(at), now, now + TimeDelta::hours(14)).unwrap()
    }

    #[test]
    fn the_drawing_of_the_order_pane() {
        let quote = quote(4850, "93.0371");
        assert_eq!(quote.due.to_string(), "Bs 4.512,30");
        assert_eq!(quote.rate.to_string(), "93,0371");
        assert_eq!(rate("93.0371").to_usd(quote.due).unwrap(), usd(4850));
    }

    #[test]
    fn tolerance_is_between_its_bounds() {
        let rule = ToleranceRule::default();
        for (due, tolerance) in [
            (bs(10_000), bs(100)),      // 0,5 % is 0,50: the floor
            (bs(451_230), bs(2_256)),   // 0,5 %
            (bs(9_000_000), bs(4_652)), // 450,00 is over 0,50 USD
        ] {
            assert_eq!(rule.tolerance(due, rate("93.0371")).unwrap(), tolerance, "{due}");
        }
        assert_eq!(rule.tolerance(bs(10_000), rate("1")).unwrap(), bs(50));
    }

    #[test]
    fn a_part_payment_keeps_what_was_credited() {
        let first = quote(10_000, "100");
        let at = Time::UNIX_EPOCH;
        let second = first.balance(bs(400_000), rate("150"), at, at).unwrap();
        assert_eq!(second.due, bs(400_000 + 900_000));
        let third = second.balance(bs(400_000 + 450_000), rate("300"), at, at).unwrap();
        assert_eq!(third.due, bs(850_000 + 900_000));
        assert_eq!(first.balance(first.due, rate("150"), at, at).unwrap_err().code, Code::FullyCovered);
    }

    #[test]
    fn an_order_taken_up_again_is_quoted_anew() {
        let at = Time::UNIX_EPOCH;
        let first = quote(1850, "36.7568");
        let again = first.balance(bs(0), rate("97.1327"), at, at).unwrap();
        assert_eq!(again.due, bs(179_695), "18,50 x 97,1327 = 1.796,95495");
    }

    proptest! {
        #[test]
        fn nothing_credited_is_the_total_at_the_rate(
            total in 1i64..10_000_000,
            values in proptest::collection::vec(100_000_000i64..100_000_000_000, 2..5),
        ) {
            let at = Time::UNIX_EPOCH;
            let rates: Vec<Rate> = values.into_iter().map(|value| Rate::new(Decimal::new(value, 8)).unwrap()).collect();
            let mut now = Quote::new(usd(total), rates[0], at, at).unwrap();
            for rate in rates {
                now = now.balance(bs(0), rate, at, at).unwrap();
                prop_assert_eq!(now.due, rate.to_ves(usd(total)).unwrap());
            }
        }

        #[test]
        fn a_balance_is_the_dollars_left_at_the_rate(total in 100i64..10_000_000, part in 1i64..99, old in 100_000_000i64..100_000_000_000, new in 100_000_000i64..100_000_000_000) {
            let at = Time::UNIX_EPOCH;
            let (old, new) = (Rate::new(Decimal::new(old, 8)).unwrap(), Rate::new(Decimal::new(new, 8)).unwrap());
            let first = Quote::new(usd(total), old, at, at).unwrap();
            let credited = bs(first.due.minor() * part / 100);
            let owed = first.balance(credited, new, at, at).unwrap().due.less(credited);
            let dollars = usd(total).amount() - credited.amount() / old.value();
            let exact = if new == old { first.due.less(credited).amount() } else { dollars * new.value() };
            prop_assert!((owed.amount() - exact).abs() <= Decimal::new(5_000_001, 9), "{} is not {}", owed, exact);
        }

        #[test]
        fn same_rate_same_due(total in 100i64..10_000_000, part in 1i64..99, value in 1_000_000i64..100_000_000_000) {
            let at = Time::UNIX_EPOCH;
            let rate = Rate::new(Decimal::new(value, 8)).unwrap();
            let first = Quote::new(usd(total), rate, at, at);
            prop_assume!(first.as_ref().is_ok_and(|quote| quote.due.minor() > 1000));
            let first = first.unwrap();
            let credited = bs(first.due.minor() * part / 100);
            prop_assert_eq!(first.balance(credited, rate, at, at).unwrap().due, first.due);
        }

        #[test]
        fn tolerance_never_exceeds_half_a_dollar(due in 1i64..1_000_000_000_000, value in 1_000_000i64..100_000_000_000) {
            let rate = Rate::new(Decimal::new(value, 8)).unwrap();
            let tolerance = ToleranceRule::default().tolerance(bs(due), rate).unwrap();
            prop_assert!(tolerance <= rate.to_ves(usd(50)).unwrap());
            prop_assert!(!tolerance.is_negative());
        }
    }
}
