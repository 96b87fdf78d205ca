//! The command line as people and scripts use it: the real program in an empty home, on both engines.
//! PostgreSQL is the server named by `KRAFTA_TEST_POSTGRES`: see scripts/with-postgres.

#![expect(clippy::expect_used, clippy::panic, reason = "a test says what went wrong by panicking")]

mod bad_input;
mod closed_days;
mod crash;
mod database;
mod desk;
mod feeds;
#[path = "../engines/fresh.rs"]
mod fresh;
mod keeping;
mod production;
mod profiles;
mod reference;
mod refunds;
mod repeated;
mod requests;
mod runs;
mod settling;
mod shapes;
mod usage;
mod work;
