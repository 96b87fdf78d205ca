//! The rules of the shop, pure: no IO, no clock, no randomness. Times, ids and random bytes come in as
//! arguments, decisions go out as values. Everything else in the program asks here what is allowed.

pub mod actor;
mod amount;
pub mod assignment;
pub mod bank;
pub mod calendar;
pub mod capacity;
pub mod choosing;
pub mod dates;
pub mod ending;
pub mod event;
pub mod fitting;
pub mod geography;
pub mod identity;
pub mod ids;
pub mod label;
pub mod method;
pub mod money;
pub(crate) mod names;
pub mod notice;
pub mod number;
pub mod payable;
pub mod payment;
pub mod payment_facts;
pub mod policy;
pub mod proof;
pub mod quote;
pub mod rate;
pub mod receipt_file;
pub mod reference;
pub mod refusal;
pub mod shipping;
pub mod signal;
pub mod signals;
pub mod text;
pub mod workshop;

/// An instant, always UTC, to the microsecond (what both databases keep).
pub type Time = chrono::DateTime<chrono::Utc>;
