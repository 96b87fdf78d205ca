//! The demonstration shop: two invented years of a Venezuelan shop, the same for the same seed, written in bulk; and the
//! hands that keep it alive while somebody looks. Used by `krafta demo` and the benchmarks.

mod accounts;
pub mod answers;
pub mod assignments;
#[cfg(feature = "terminal")]
mod bank;
mod calendar;
pub mod checkouts;
mod diary;
mod fill;
mod glyphs;
mod goods;
mod limits;
mod live;
pub mod live_production;
mod mail_server;
mod money_cases;
pub mod newest;
mod notices;
mod offers;
mod payables;
#[cfg(feature = "terminal")]
mod payment_runs;
pub mod payments;
mod people;
mod picture;
mod places;
mod plots;
pub mod production;
mod proofs;
mod random;
mod refunds;
mod rows;
mod settlements;
mod shop;
pub mod statements;
mod story;
#[cfg(test)]
mod testing;
mod throwaway;
mod verdicts;
mod workshop_names;
mod workshops;

#[cfg(feature = "terminal")]
pub use crate::demo::bank::bank_statements;
pub use crate::demo::fill::{Fault, Filled, Options, Phase, WORKSHOPS, fill};
pub use crate::demo::live::{Alive, has_seen, live};
pub use crate::demo::mail_server::MailServer;
pub use crate::demo::money_cases::money_cases;
#[cfg(feature = "terminal")]
pub use crate::demo::payment_runs::payment_runs;
pub use crate::demo::throwaway::Throwaway;
