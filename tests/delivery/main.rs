//! Messages leave through a real mail server, which the tests start on the loopback (smtp_server.py) and tell to misbehave. What is
//! about states runs on both engines; the server's own faults on one. PostgreSQL is the server named by `KRAFTA_TEST_POSTGRES`: see
//! scripts/with-postgres.

#![expect(clippy::expect_used, clippy::panic, reason = "a test says what went wrong by panicking")]

#[path = "../engines/asked.rs"]
#[expect(dead_code, reason = "shared with tests/engines")]
mod asked;
mod away;
#[path = "../engines/counter.rs"]
#[expect(dead_code, reason = "shared with tests/engines")]
mod counter;
mod desk;
mod faults;
#[path = "../engines/fresh.rs"]
mod fresh;
mod kills;
mod secure;
mod server;
mod slow;
mod states;
mod story;
mod texts;
#[path = "../engines/yard.rs"]
#[expect(dead_code, reason = "shared with tests/engines")]
mod yard;
