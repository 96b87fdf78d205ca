//! Random sequences of commands: after every step the invariants of domain.md §8 hold, and what was refused wrote
//! nothing. `KRAFTA_CASES` asks for more sequences, drawn anew; without it the same forty are told each time.

use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{Days, NaiveDate};
use krafta::config::Settings;
use krafta::db::{Db, Param, Query};
use krafta::domain::actor::Actor;
use krafta::domain::assignment::AssignmentStatus;
use krafta::domain::ids::{OperationId, OrderId};
use krafta::domain::payment::PAYMENT_EDGES;
use krafta::domain::rate::Rate;
use krafta::service::command::{Command, Note};
use krafta::service::{Error, Receipt};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rust_decimal::Decimal;

use crate::books::Books;
use crate::counter::{Counter, on, opening, operation};
use crate::desk::Desk;
use crate::fresh::{Fresh, on_both_engines};
use crate::shop::{Number, write};
use crate::steps::{Step, step};

on_both_engines!(whatever_people_do_the_books_are_right);

const SEQUENCES: u32 = 40;
const STEPS: usize = 40;

async fn whatever_people_do_the_books_are_right(fresh: Fresh) {
    let mut settings = Settings::default();
    settings.expiry.unpaid_after_hours = Some(48);
    settings.refunds.second_admin_above = Some(Decimal::new(60, 0));
    let counter = Counter::open_with(&fresh, settings).await;
    rates_that_move(&fresh).await;
    let asked = std::env::var("KRAFTA_CASES").ok().and_then(|cases| cases.parse().ok());
    let config = Config {
        cases: asked.unwrap_or(SEQUENCES),
        failure_persistence: None,
        max_shrink_iters: 400,
        ..Config::default()
    };
    let mut runner = match asked {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    };
    let number = AtomicU32::new(1);
    let sequences = proptest::collection::vec(step(), STEPS / 2..STEPS * 3 / 2);
    let runtime = tokio::runtime::Handle::current();
    let outcome = tokio::task::block_in_place(|| {
        runner.run(&sequences, |steps| {
            let run = number.fetch_add(1, Ordering::Relaxed);
            runtime.block_on(tell(&counter, run, steps)).map_err(TestCaseError::fail)
        })
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
    // The tales are not vacuous: every edge of the payment half was walked.
    for row in PAYMENT_EDGES {
        let walked = Query::new("SELECT count(*) AS n FROM order_events WHERE edge = ").bind(row.code.as_str());
        let walked = fresh.db.one::<Number>(walked).await.expect("a count").0;
        assert!(walked > 0, "nobody walked {}", row.code);
    }
}

/// A rate a day, up and down.
async fn rates_that_move(fresh: &Fresh) {
    let first: NaiveDate = "2026-11-24".parse().expect("a date");
    for day in (0..90).filter(|day| *day != 6) {
        let rate = Rate::new(Decimal::new(900_000 + (day * 7919 % 31) * 11_003, 4)).expect("a rate");
        let day = first.checked_add_days(Days::new(day.unsigned_abs())).expect("a date");
        write(
            &fresh.db,
            Query::new("INSERT INTO exchange_rates (source, value_date, rate) VALUES ('BCV', ")
                .bind_list([Param::from(day), rate.into()])
                .push(")"),
        )
        .await
        .expect("a rate");
    }
}

/// One sequence being told.
struct Tale<'a> {
    desk: Desk<'a>,
    books: Vec<Books>,
    last: Option<(Actor, OperationId, Command, Receipt)>,
}

async fn tell(counter: &Counter, run: u32, steps: Vec<Step>) -> Result<(), String> {
    counter.clock.set(opening());
    let mut tale = Tale {
        desk: Desk { counter, run },
        books: Vec::new(),
        last: None,
    };
    for pickup in [false, true] {
        tale.step(Step::Place { pieces: 2, pickup }).await?;
    }
    for step in steps {
        tale.step(step).await?;
    }
    for before in &tale.books {
        let after = Books::read(counter.shop.db(), before.order).await;
        expect(after == *before, || format!("an order moved by itself: {before:#?} {after:#?}"))?;
    }
    Ok(())
}

fn expect(holds: bool, what: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what()) }
}

impl Tale<'_> {
    async fn step(&mut self, step: Step) -> Result<(), String> {
        let counter = self.desk.counter;
        match step {
            Step::Minutes(minutes) => counter.minutes_pass(minutes),
            Step::Place { .. } if self.books.len() == 3 => {}
            Step::Place { pieces, pickup } => {
                let (actor, command) = (counter.customer.clone(), self.desk.placing(pieces, pickup));
                let receipt = counter
                    .shop
                    .execute(&actor, operation(), command)
                    .await
                    .map_err(|error| format!("{error:?}"))?;
                let books = Books::read(counter.shop.db(), on(&receipt).order_id).await;
                whole(&books)?;
                self.books.push(books);
            }
            Step::Do {
                who,
                order,
                act,
                reason,
                overridden,
                stale,
            } => {
                let at = order % self.books.len();
                let command = self.desk.command(&act, &self.books[at], reason, overridden, stale);
                self.run(self.desk.actor(who), at, command, stale).await?;
            }
            Step::Onward { order, pick } => {
                let at = order % self.books.len();
                let (who, act) = self.desk.onward(&self.books[at], pick);
                let command = self.desk.command(&act, &self.books[at], true, true, false);
                self.run(self.desk.actor(who), at, command, false).await?;
            }
            Step::Again => self.again().await?,
            Step::Reuse => self.reuse().await?,
            Step::Make { order } => {
                let at = order % self.books.len();
                self.make(at).await?;
            }
        }
        Ok(())
    }

    async fn run(&mut self, actor: Actor, at: usize, command: Command, stale: bool) -> Result<(), String> {
        let counter = self.desk.counter;
        let operation = operation();
        let outcome = counter.shop.execute(&actor, operation, command.clone()).await;
        let after = Books::read(counter.shop.db(), self.books[at].order).await;
        let told = |what: &str| format!("{what}\n{command:#?}\nbefore {:#?}\nafter {after:#?}\n{outcome:#?}", self.books[at]);
        match &outcome {
            Ok(receipt) => {
                whole(&after)?;
                let head = &after.head;
                let agrees = on(&receipt).version == head.version && on(&receipt).payment == head.payment_status && !receipt.repeated;
                expect(agrees && on(&receipt).production == head.production_status, || {
                    told("the receipt says otherwise")
                })?;
                let only_more = after.events.starts_with(&self.books[at].events);
                expect(only_more, || told("history was rewritten"))?;
                self.last = Some((actor, operation, command, receipt.clone()));
                self.books[at] = after;
            }
            Err(error) => {
                expect(after == self.books[at], || told("refused, and yet something was written"))?;
                let by_the_domain = match error {
                    Error::Refused(refusal) => refusal.args.iter().all(|(name, _)| *name != "detail"),
                    Error::Conflict(_) => stale,
                    _ => false,
                };
                expect(by_the_domain, || told("not refused by the rules"))?;
            }
        }
        Ok(())
    }

    /// The same operation answers its first receipt, whatever happened since.
    async fn again(&self) -> Result<(), String> {
        let Some((actor, operation, command, receipt)) = &self.last else {
            return Ok(());
        };
        let answer = self.desk.counter.shop.execute(actor, *operation, command.clone()).await;
        let answer = answer.map_err(|error| format!("repeated {command:?}: {error:?}"))?;
        let first = Receipt {
            repeated: true,
            ..receipt.clone()
        };
        expect(answer == first, || format!("{answer:?} is not {first:?}"))?;
        self.unmoved(receipt).await
    }

    async fn reuse(&self) -> Result<(), String> {
        let Some((actor, operation, _, receipt)) = &self.last else {
            return Ok(());
        };
        let other = Command::Note(Note {
            order: on(&receipt).order_id,
            text: "otra cosa".into(),
            internal: true,
        });
        match self.desk.counter.shop.execute(actor, *operation, other).await {
            Err(Error::Refused(refusal)) if ["operation-reused", "forbidden"].contains(&refusal.code.as_str()) => {}
            other => return Err(format!("an operation used twice: {other:?}")),
        }
        self.unmoved(receipt).await
    }

    async fn unmoved(&self, receipt: &Receipt) -> Result<(), String> {
        let before = self
            .books
            .iter()
            .find(|books| books.order == on(&receipt).order_id)
            .ok_or("an order")?;
        let after = Books::read(self.desk.counter.shop.db(), before.order).await;
        expect(after == *before, || format!("repeating wrote something: {before:#?} {after:#?}"))
    }

    /// The active assignment takes its next step, unless the database says no.
    async fn make(&mut self, at: usize) -> Result<(), String> {
        let db = self.desk.counter.shop.db();
        let written = produce(db, self.books[at].order, 1).await;
        let after = Books::read(db, self.books[at].order).await;
        expect(!written || !after.head.on_hold, || "production went on while on hold".into())?;
        whole(&after)?;
        self.books[at] = after;
        let twice = "SELECT count(*) AS n FROM (SELECT unique_key FROM notifications GROUP BY unique_key HAVING count(*) > 1) t";
        let twice = db.one::<Number>(Query::new(twice)).await.map_err(|error| error.to_string())?.0;
        expect(twice == 0, || "a message twice".into())
    }
}

/// The fulfilment half, by plain SQL: an order's active assignment takes its next steps. False when one was refused.
pub async fn produce(db: &Db, order: OrderId, steps: usize) -> bool {
    use AssignmentStatus::{Accepted, InProduction, Notified, PendingAssignment, Ready};
    for _ in 0..steps {
        let books = Books::read(db, order).await;
        let Some(active) = books.active().next() else { return false };
        let (edge, to) = match active.status {
            PendingAssignment => ("A3", "NOTIFIED"),
            Notified => ("A4", "ACCEPTED"),
            Accepted => ("A6", "IN_PRODUCTION"),
            InProduction => ("A7", "READY"),
            Ready => ("A8", "HANDED_TO_DELIVERY"),
            _ => return false,
        };
        if active.status == PendingAssignment {
            let chosen = Query::new("UPDATE production_assignments SET workshop_id = (SELECT id FROM workshops LIMIT 1) WHERE id = ");
            write(db, chosen.bind(active.id)).await.expect("a workshop is chosen");
        }
        let event = Query::new(
            "INSERT INTO order_events (lane, actor_role, actor_name, edge, from_status, to_status, order_id, assignment_id, seq, at) \
             VALUES ('PRODUCTION', 'ADMIN', 'ana', ",
        )
        .bind_list([
            edge.into(),
            active.status.as_str().into(),
            to.into(),
            order.into(),
            active.id.into(),
            (books.head.event_seq + 1).into(),
            books.head.last_event_at.into(),
        ])
        .push(")");
        if write(db, event).await.is_err() {
            return false;
        }
    }
    true
}

fn whole(books: &Books) -> Result<(), String> {
    let faults = books.faults();
    expect(faults.is_empty(), || format!("{faults:#?}\n{books:#?}"))
}
