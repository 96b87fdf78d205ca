//! What every use case stands on: the shop, a unit of work, walking an edge, messages, receipts, errors, pages.

pub mod caution;
pub mod change_feed;
pub(crate) mod cities;
pub mod clock;
pub mod command;
#[cfg(feature = "terminal")]
pub mod csv_file;
pub mod error;
pub mod filter_text;
pub mod filter_words;
pub mod krafta;
pub(in crate::service) mod lease;
mod memo;
pub(crate) mod names;
pub mod outbox;
pub mod page;
pub mod receipt;
pub(in crate::service) mod seen;
pub mod sheet;
pub mod transitions;
pub mod unit_of_work;
