//! What is owed to workshops, and the transfers that paid it, as rows.

pub mod history;
pub mod list;
pub mod owed;
pub mod payable;
pub mod settlement_list;
pub mod settlements;
pub mod statement;
