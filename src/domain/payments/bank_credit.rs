//! One credit in a bank account. It may pay several orders, and never more than it is (domain.md §8, 16).

use crate::domain::money::Money;
use crate::domain::refusal::{Code, Refusal, Ruling};

/// What verified proofs took of one credit, in the currency of its account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    pub amount: Money,
    /// The whole credit, where whoever took this stated it.
    pub whole: Option<Money>,
    /// The number of the order it paid.
    pub order: String,
}

/// Whether the credit still pays `amount`, of the `whole` that is stated now. What nobody stated is as much as was taken of it.
///
/// # Errors
/// `credit-small` when the whole is less than what is taken; `credit-stated` when another whole was stated before;
/// `credit-exceeded` when less is left.
pub fn pays(taken: &[Taken], amount: Money, whole: Option<Money>) -> Ruling<()> {
    if let Some(whole) = whole.filter(|whole| whole.minor() < amount.minor() || whole.currency() != amount.currency()) {
        return Err(Refusal::new(Code::CreditSmall).with("credit", whole).with("amount", amount));
    }
    let Some(first) = taken.first() else { return Ok(()) };
    let stated = taken.iter().find_map(|taken| taken.whole);
    if let (Some(stated), Some(whole)) = (stated, whole)
        && stated != whole
    {
        return Err(Refusal::new(Code::CreditStated)
            .with("credit", stated)
            .with("order", first.order.as_str()));
    }
    let used = Money::sum(amount.currency(), taken.iter().map(|taken| taken.amount))?;
    let left = stated.or(whole).unwrap_or(used).less(used);
    if amount.minor() <= left.minor() {
        return Ok(());
    }
    Err(Refusal::new(Code::CreditExceeded)
        .with("used", used)
        .with("left", left.max_zero())
        .with("order", first.order.as_str()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::money::Currency;

    fn bs(cents: i64) -> Money {
        Money::of_minor(cents, Currency::Ves)
    }

    fn taken(amount: i64, whole: Option<i64>) -> Taken {
        Taken {
            amount: bs(amount),
            whole: whole.map(bs),
            order: "KRFT-AAAAAA".into(),
        }
    }

    fn code(taken: &[Taken], amount: i64, whole: Option<i64>) -> Option<Code> {
        pays(taken, bs(amount), whole.map(bs)).err().map(|refusal| refusal.code)
    }

    #[test]
    fn six_thousand_are_not_confirmed_from_four() {
        assert_eq!(code(&[taken(400_000, None)], 200_000, None), Some(Code::CreditExceeded));
        assert_eq!(
            code(&[taken(200_000, None)], 200_000, None),
            Some(Code::CreditExceeded),
            "nobody said it was more"
        );
        assert_eq!(code(&[taken(200_000, None)], 200_000, Some(400_000)), None);
        assert_eq!(code(&[taken(200_000, Some(400_000))], 200_000, None), None);
        assert_eq!(
            code(&[taken(200_000, Some(400_000))], 200_000, Some(500_000)),
            Some(Code::CreditStated)
        );
        assert_eq!(code(&[], 200_000, Some(100_000)), Some(Code::CreditSmall));
    }

    proptest! {
        #[test]
        fn never_more_than_the_credit_is_taken(whole in 1_i64..1_000_000, asked in prop::collection::vec(1_i64..400_000, 1..12)) {
            let mut all: Vec<Taken> = Vec::new();
            for amount in asked {
                if pays(&all, bs(amount), Some(bs(whole))).is_ok() {
                    all.push(taken(amount, Some(whole)));
                }
            }
            prop_assert!(all.iter().map(|one| one.amount.minor()).sum::<i64>() <= whole);
        }
    }
}
