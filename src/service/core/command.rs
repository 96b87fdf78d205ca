//! The data that commands of several rooms share: the order, what the person saw, a reason.

use serde::{Deserialize, Serialize};

use crate::domain::ids::OrderId;

/// What the person saw when they decided. If the order or its proofs moved since, nothing is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub version: i64,
    /// The digest of the open proofs, where the decision is about them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proofs: Option<String>,
}

/// Just the order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OnOrder {
    pub order: OrderId,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WithReason {
    pub order: OrderId,
    /// Absent where nothing was seen that could have moved: releasing one's own claim.
    #[serde(default)]
    pub seen: Option<Seen>,
    #[serde(default)]
    pub reason: Option<String>,
    /// An explicit override, where the edge asks for one.
    #[serde(default)]
    pub overridden: bool,
}
