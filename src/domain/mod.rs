//! The rules of the shop, pure: no IO, no clock, no randomness. Times, ids and random bytes come in as
//! arguments, decisions go out as values. Everything else in the program asks here what is allowed.

pub mod actor;
pub mod amount;
pub mod amount_range;
pub mod audit;
pub mod bank;
pub mod calendar;
pub mod dates;
pub mod fulfilment;
pub mod identity;
pub mod ids;
pub mod limits;
pub mod messages;
pub mod method;
pub mod money;
pub(crate) mod names;
pub mod order_number;
pub mod orders;
pub mod payables;
pub mod payments;
pub mod reference;
pub mod refusal;
pub mod runs;
pub mod ssh_key;
pub mod text;
pub mod views;

pub use crate::domain::dates::Time;
