//! What an admin looks for money in the bank for.

use crate::locale::Key;

/// What the money is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// All of what is owed, or a part if that is all there is.
    Confirm,
    /// Only a part.
    Part,
    /// To give it back: the order will not go on.
    Return,
}

impl Purpose {
    pub const fn title(self) -> Key {
        match self {
            Self::Confirm => "pagos-evidence-title",
            Self::Part => "pagos-part-title",
            Self::Return => "pagos-return-title",
        }
    }

    pub const fn verb(self) -> Key {
        match self {
            Self::Confirm => "pagos-evidence-yes",
            Self::Part => "pagos-part-yes",
            Self::Return => "pagos-return-yes",
        }
    }
}
