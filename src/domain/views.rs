//! Lists that can be looked at in saved ways.

use super::names::named;

named! {
    /// A list that has saved views.
    pub enum ViewedList {
        Review = "REVIEW",
        Orders = "ORDERS",
        Payables = "PAYABLES",
        /// What workshops have on their hands.
        Work = "WORK",
    }
}

/// Characters of a view's name.
pub const LONGEST_VIEW_NAME: usize = 60;
/// Characters of its filter.
pub const LONGEST_VIEW_WORDS: usize = 400;
/// Characters of the pane's own word for it.
pub const LONGEST_VIEW_PRESET: usize = 40;
/// Views of one person in one list.
pub const MOST_VIEWS: usize = 50;
