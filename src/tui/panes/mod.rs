//! The panes, in the order of their keys. A new one is its folder, its `pub mod`, and one line in `all`.

use super::mounted::AnyPane;
use crate::config::Settings;

/// Every pane of the product, as the program starts.
pub fn all(_settings: &Settings) -> Vec<Box<dyn AnyPane>> {
    vec![]
}
