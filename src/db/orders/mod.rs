//! Orders, their events and what is read of them.

pub mod claim;
pub mod counts;
pub mod events;
pub mod export;
pub mod filter;
pub mod finding;
pub mod head;
pub mod history;
pub mod how_many;
pub mod list;
pub mod numbers;
pub mod order;
pub mod requests;
