//! What must hold for a whole history.

pub mod replay;
