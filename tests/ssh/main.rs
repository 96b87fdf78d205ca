//! `krafta serve` as people and strangers meet it: the real program, a real OpenSSH client, and raw connections of whoever means harm.
//! OpenSSH is installed by tests/ssh/install where it is missing.

#![expect(clippy::expect_used, clippy::panic, reason = "a test says what went wrong by panicking")]

mod attacks;
#[path = "../engines/fresh.rs"]
#[expect(dead_code, reason = "the program alone opens the database")]
mod fresh;
mod lines;
#[path = "../terminal/person.rs"]
#[expect(dead_code, reason = "what the tests of the terminal alone do at it")]
mod person;
mod served;
mod signing;
mod sshd;
mod terminals;
