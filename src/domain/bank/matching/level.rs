//! The levels of a match, best first: the table of what each takes.

use super::evidence::{Evidence, Identity};
use crate::domain::names::named;
use crate::domain::reference::{FEWEST, STRONG};

/// Days within which a bank writes down what it received at once.
const NEAR: u64 = 1;
/// Days within which a payment with its reference is still that payment.
const FAR: u64 = 3;
/// What rounding may leave, in hundredths.
pub(super) const CENT: u64 = 1;

named! {
    /// How well a line fits a proof. A better one is smaller.
    pub enum Level {
        /// Six digits of the reference, the amount to the cent, the same day or the next.
        Exact = "EXACT",
        /// Six digits, an amount within the tolerance, three days.
        Strong = "STRONG",
        /// The payer's phone or document, within the tolerance, a day.
        Identity = "IDENTITY",
        /// Four or five digits, the very amount, a day.
        Weak = "WEAK",
        /// The very amount within a day, and no other line like it.
        Amount = "AMOUNT",
        /// The reference fits and the amount does not, or the line names another payer.
        Conflict = "CONFLICT",
    }
}

impl Level {
    /// What a line and a proof say of each other, without a look at other lines. Of a proof that names no account nothing is
    /// better than [`Level::Identity`]: the account is half of what a reference says.
    pub(super) fn of(evidence: &Evidence) -> Option<Self> {
        let level = Self::with_account(evidence)?;
        if evidence.identity == Identity::OtherDocument {
            return Some(Self::Conflict);
        }
        Some(if evidence.account_named { level } else { level.max(Self::Identity) })
    }

    fn with_account(evidence: &Evidence) -> Option<Self> {
        let strong = evidence.is_strong();
        let tolerated = evidence.is_tolerated();
        let near = is_near(evidence);
        if strong && evidence.off.unsigned_abs() <= CENT && near {
            Some(Self::Exact)
        } else if strong && evidence.days.unsigned_abs() <= FAR {
            Some(if tolerated { Self::Strong } else { Self::Conflict })
        } else if evidence.identity.is_payer() && tolerated && near {
            Some(Self::Identity)
        } else if evidence.digits >= FEWEST && evidence.off == 0 && near {
            Some(Self::Weak)
        } else {
            None
        }
    }

    /// Whether the line could be found again by its amount, were it the only one. Without an account an amount says nothing.
    pub(super) fn by_amount_alone(evidence: &Evidence) -> bool {
        let fits = evidence.off == 0 && is_near(evidence);
        fits && evidence.account_named && evidence.identity != Identity::OtherDocument && Self::of(evidence).is_none()
    }
}

impl Evidence {
    pub(super) fn is_strong(&self) -> bool {
        self.names_order || self.digits >= STRONG
    }

    pub(super) fn is_tolerated(&self) -> bool {
        self.off.unsigned_abs() <= self.tolerance.max(CENT)
    }
}

pub(super) fn is_near(evidence: &Evidence) -> bool {
    evidence.days.unsigned_abs() <= NEAR
}

pub(super) const fn days_looked_at() -> u64 {
    FAR
}
