//! What must hold for a whole history.

pub mod change;
pub mod replay;
