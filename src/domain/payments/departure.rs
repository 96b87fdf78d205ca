//! What the bank shows otherwise than a proof declares: accepted with a reason, whoever confirms it and how (domain.md §2, P6).

use crate::domain::ids::AccountId;
use crate::domain::money::Money;
use crate::domain::payments::reference::{Reference, Relation};
use crate::domain::refusal::{Arg, Code, Refusal, Ruling};

/// One payment, as it was declared or as the bank shows it. What was not declared is held against nothing.
#[derive(Clone, Copy, Debug)]
pub struct Payment<'a> {
    pub account: Option<AccountId>,
    pub amount: Money,
    pub reference: Option<&'a str>,
}

/// Refuses a departure that nobody explains.
///
/// # Errors
/// `evidence-departs`, with the first thing that is another.
pub fn require_explained(declared: Payment<'_>, shown: Payment<'_>, reason: Option<&str>) -> Ruling<()> {
    match departure(declared, shown) {
        Some(what) if reason.is_none_or(|reason| reason.trim().is_empty()) => {
            Err(Refusal::new(Code::EvidenceDeparts).with("what", Arg::Message(what.to_owned())))
        }
        _ => Ok(()),
    }
}

/// The first thing that is another, by the key of what it is called.
fn departure(declared: Payment<'_>, shown: Payment<'_>) -> Option<&'static str> {
    let other_reference = declared
        .reference
        .zip(shown.reference)
        .is_some_and(|(declared, shown)| Reference::stored(declared).relation(&Reference::stored(shown)) == Relation::Different);
    let other_account = declared
        .account
        .zip(shown.account)
        .is_some_and(|(declared, shown)| declared != shown);
    // A cent is rounding.
    let apart = declared.amount.minor().abs_diff(shown.amount.minor()) > 1 || declared.amount.currency() != shown.amount.currency();
    if apart {
        Some("field-amount")
    } else if other_account {
        Some("field-account")
    } else {
        other_reference.then_some("field-reference")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;

    #[test]
    fn what_the_bank_shows_otherwise_takes_a_reason() {
        let account = |n| Some(AccountId::from_uuid(uuid::Uuid::from_u128(n)));
        let declared = Payment {
            account: account(1),
            amount: Money::of_minor(451_230, Currency::Ves),
            reference: Some("482913"),
        };
        let asks = |shown: Payment<'_>, reason| require_explained(declared, shown, reason).err().map(|refusal| refusal.code);
        let same = Payment {
            reference: Some("0000123400482913"),
            ..declared
        };
        assert_eq!(asks(same, None), None);
        for other in [
            Payment {
                reference: Some("99999999"),
                ..declared
            },
            Payment {
                account: account(2),
                ..declared
            },
            Payment {
                amount: Money::of_minor(45_123_000, Currency::Ves),
                ..declared
            },
        ] {
            assert_eq!(asks(other, None), Some(Code::EvidenceDeparts), "{other:?}");
            assert_eq!(asks(other, Some("  ")), Some(Code::EvidenceDeparts));
            assert_eq!(asks(other, Some("el banco la acorta")), None);
        }
        let silent = Payment {
            account: None,
            reference: None,
            ..declared
        };
        assert_eq!(require_explained(silent, declared, None), Ok(()));
    }
}
