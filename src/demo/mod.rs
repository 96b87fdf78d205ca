//! The demonstration shop: two invented years of a Venezuelan shop, the same for the same seed, written in bulk; and the
//! hands that keep it alive while somebody looks. Used by `krafta demo` and the benchmarks.

mod accounts;
mod beginning;
mod calendar;
mod fill;
mod glyphs;
mod goods;
mod live;
mod making;
mod notices;
mod payables;
mod people;
mod picture;
mod places;
mod plots;
mod proofs;
mod random;
mod refunds;
mod rows;
mod shop;
mod story;
mod throwaway;
mod verdicts;
mod waiting;
mod workshops;

pub use fill::{Fault, Filled, Options, Phase, fill};
pub use live::{Alive, live};
pub use throwaway::Throwaway;
