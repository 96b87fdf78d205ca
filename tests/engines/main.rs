//! What must hold on both engines, told once and run on each. A test is an `async fn` that takes a
//! [`fresh::Fresh`] database and stands in its file's `on_both_engines!`; each engine counts as a test.
//! PostgreSQL is the server named by `KRAFTA_TEST_POSTGRES`: see scripts/with-postgres.

#![expect(clippy::expect_used, clippy::panic, reason = "a test says what went wrong by panicking")]

mod answer_races;
mod answers;
mod asked;
mod books;
mod cancel_table;
mod capacity_races;
mod check;
mod child;
mod counter;
mod craft;
mod crash;
mod credits;
mod crowd;
mod debts;
mod demo;
mod demo_content;
mod demo_rules;
mod demo_supply;
mod desk;
mod effects;
mod fresh;
mod given_back;
mod input;
mod invariants;
mod jobs;
mod keeping;
mod late;
mod lists;
mod looks;
mod making;
mod master_data;
mod our_accounts;
mod outbox;
mod owed;
mod owed_plans;
mod plans;
mod production;
mod queue;
mod races;
mod rates;
mod rebuild;
mod rehearsal;
mod requests;
mod roles;
mod rules_history;
mod rules_payment;
mod rules_production;
mod rules_supply;
mod schema;
mod session;
mod settle;
mod settle_sent;
mod shop;
mod site;
mod steps;
mod story;
mod trouble_postgres;
mod trouble_sqlite;
mod undo;
mod upkeep;
mod ways;
mod yard;
