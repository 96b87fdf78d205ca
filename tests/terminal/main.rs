//! The program as its user has it: the real binary in a real pseudo-terminal, on both engines. PostgreSQL is the server
//! named by `KRAFTA_TEST_POSTGRES`: see scripts/with-postgres.

#![expect(clippy::expect_used, clippy::panic, reason = "a test says what went wrong by panicking")]

mod ending;
mod entrance;
#[path = "../engines/fresh.rs"]
mod fresh;
mod jobs;
mod live;
mod pasting;
mod person;
mod server;
mod shop;
mod sinks;
mod trouble;
mod week;
