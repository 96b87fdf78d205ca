//! The lists of the pane.

use crate::locale::Key;
use crate::tui::core::client::WhichCredits;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Section {
    /// Money that came and pays no order.
    #[default]
    Free,
    /// Noted by somebody, and on no statement that holds its day.
    Unseen,
    Accounts,
    Aside,
}

impl Section {
    pub const ALL: [Self; 4] = [Self::Free, Self::Unseen, Self::Accounts, Self::Aside];

    pub const fn title(self) -> Key {
        match self {
            Self::Free => "banco-free",
            Self::Unseen => "banco-unseen",
            Self::Accounts => "banco-accounts",
            Self::Aside => "banco-aside",
        }
    }

    /// Of the accounts there are none until one is chosen.
    pub const fn which(self) -> Option<WhichCredits> {
        match self {
            Self::Free => Some(WhichCredits::Free),
            Self::Unseen => Some(WhichCredits::Unseen),
            Self::Aside => Some(WhichCredits::SetAside),
            Self::Accounts => None,
        }
    }

    /// The next one, or the one before.
    pub fn beside(self, back: bool) -> Self {
        let at = Self::ALL.iter().position(|section| *section == self).unwrap_or(0);
        let step = if back { Self::ALL.len() - 1 } else { 1 };
        Self::ALL[(at + step) % Self::ALL.len()]
    }

    /// Nothing there, and what can be done about it.
    pub const fn empty(self) -> (Key, Key) {
        match self {
            Self::Free => ("banco-empty-free", "banco-empty-free-help"),
            Self::Unseen => ("banco-empty-unseen", "banco-empty-unseen-help"),
            Self::Accounts => ("banco-empty-accounts", "banco-empty-accounts-help"),
            Self::Aside => ("banco-empty-aside", "banco-empty-aside-help"),
        }
    }
}
