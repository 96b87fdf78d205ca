//! The demonstration shop: two invented years of a Venezuelan shop, the same for the same seed, written in bulk; and the
//! hands that keep it alive while somebody looks. Used by `krafta demo` and the benchmarks.

mod accounts;
mod answering;
mod beginning;
mod calendar;
mod diary;
mod fill;
mod finding;
mod glyphs;
mod goods;
mod limits;
mod live;
mod live_making;
mod making;
mod notices;
mod offers;
mod payables;
mod paying;
mod people;
mod picture;
mod places;
mod plots;
mod proofs;
mod random;
mod refunds;
mod rows;
mod settlements;
mod shop;
mod story;
mod throwaway;
mod verdicts;
mod waiting;
mod workshop_names;
mod workshops;

pub use crate::demo::fill::{Fault, Filled, Options, Phase, WORKSHOPS, fill};
pub use crate::demo::live::{Alive, live};
pub use crate::demo::throwaway::Throwaway;
