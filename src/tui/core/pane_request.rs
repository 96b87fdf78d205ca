//! What one pane asks of another.

use std::fmt::Debug;

/// A request to whichever pane takes it, from the palette or from another pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaneRequest {
    /// Open the order with this number.
    Order(String),
}

/// Names an open overlay or a write in flight of a pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TopicId(pub u64);
