//! Random sequences of commands: after every step the invariants of domain.md §8 hold, and what was refused wrote
//! nothing. `KRAFTA_SEQUENCES` asks for more sequences, drawn anew; without it the same forty are told each time, and one command in
//! three is rehearsed before it is done instead of every one.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rust_decimal::Decimal;

use crate::asked::Asked;
use crate::books::{Books, over_credits};
use crate::counter::{on, opening, operation};
use crate::desk::Desk;
use crate::effects;
use crate::fresh::{Fresh, on_both_engines};
use crate::making::{Days, left_out, overfull};
use crate::rehearsal;
use crate::shop::{Number, write};
use crate::steps::{Step, Who, step};
use crate::upkeep::{Keep, Pay, furnish};
use crate::yard::Yard;
use krafta::config::Settings;
use krafta::db::{Db, Param, Query};
use krafta::domain::actor::Actor;
use krafta::domain::fulfilment::assignment_edges::ASSIGNMENT_EDGES;
use krafta::domain::ids::{OperationId, OrderId};
use krafta::domain::orders::rate::Rate;
use krafta::domain::orders::status::AssignmentStatus;
use krafta::domain::payments::payment_edges::PAYMENT_EDGES;
use krafta::service::orders::commands::Note;
use krafta::service::{Command, Error, Receipt};

on_both_engines!(whatever_people_do_the_books_are_right);

const SEQUENCES: u32 = 40;
const STEPS: usize = 60;
const MORE: &str = "KRAFTA_SEQUENCES";

async fn whatever_people_do_the_books_are_right(fresh: Fresh) {
    let mut settings = Settings::default();
    settings.expiry.unpaid_after_hours = Some(48);
    settings.assignment.complete_after_days = Some(2);
    settings.refunds.second_admin_above = Some(Decimal::new(60, 0));
    let yard = Yard::open_with(&fresh, settings).await;
    let zones = "INSERT INTO workshop_zones (workshop_id, zone_id) SELECT w.id, z.id FROM workshops w CROSS JOIN service_zones z";
    write(&fresh.db, Query::new(zones)).await.expect("they reach everywhere");
    rates_that_move(&fresh).await;
    let asked = std::env::var(MORE).ok().and_then(|cases| cases.parse().ok());
    let config = Config {
        cases: asked.unwrap_or(SEQUENCES),
        failure_persistence: None,
        max_shrink_iters: 40,
        ..Config::default()
    };
    let mut runner = match asked {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    };
    let number = AtomicU32::new(1);
    let sequences = proptest::collection::vec(step(), STEPS);
    let runtime = tokio::runtime::Handle::current();
    let outcome = tokio::task::block_in_place(|| {
        runner.run(&sequences, |steps| {
            let run = number.fetch_add(1, Ordering::Relaxed);
            if run.is_multiple_of(100) {
                eprintln!("{run} sequences");
            }
            runtime.block_on(tell(&yard, run, steps)).map_err(TestCaseError::fail)
        })
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
    // The tales are not vacuous: every edge was walked.
    let codes = PAYMENT_EDGES.iter().map(|row| row.code.as_str());
    for code in codes.chain(ASSIGNMENT_EDGES.iter().map(|row| row.code.as_str())) {
        let walked = Query::new("SELECT count(*) AS n FROM order_events WHERE edge = ").bind(code);
        let walked = fresh.db.one::<Number>(walked).await.expect("a count").0;
        assert!(walked > 0, "nobody walked {code}");
    }
    for kind in ["FULL", "DEPOSIT", "BALANCE", "CANCELLATION_FEE", "CLAWBACK"] {
        let owed = Query::new("SELECT count(*) AS n FROM workshop_payables WHERE kind = ").bind(kind);
        assert!(fresh.db.one::<Number>(owed).await.expect("a count").0 > 0, "no {kind} was owed");
    }
    for command in [
        "settle",
        "hold-payable",
        "release-payable",
        "reverse-payment",
        "cut-payables",
        "rank",
        "remind",
        "record-surplus",
        "refund-part",
        "credit-surplus",
    ] {
        let done = Query::new("SELECT count(*) AS n FROM operations WHERE kind = ").bind(command);
        assert!(fresh.db.one::<Number>(done).await.expect("a count").0 > 0, "nobody could {command}");
    }
    assert_eq!(over_credits(&fresh.db).await, 0, "16: a bank credit paid more than it is");
    let over = Query::new("SELECT count(*) AS n FROM capacity_bookings WHERE override_reason IS NOT NULL");
    assert!(
        fresh.db.one::<Number>(over).await.expect("a count").0 > 0,
        "nobody went over a limit"
    );
}

/// A rate a day, up and down, but for those that are there.
async fn rates_that_move(fresh: &Fresh) {
    let first: NaiveDate = "2026-11-24".parse().expect("a date");
    for day in (0..90).filter(|day| ![3, 6].contains(day)) {
        let rate = Rate::new(Decimal::new(900_000 + (day * 7919 % 31) * 11_003, 4)).expect("a rate");
        let day = first.checked_add_days(chrono::Days::new(day.unsigned_abs())).expect("a date");
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
    last: Option<(Actor, OperationId, Asked, Receipt)>,
    /// Days that hold more than they take since their limit was lowered.
    overfull: Days,
    settled: usize,
    commands: u32,
}

impl Tale<'_> {
    /// Whether the next command is rehearsed first.
    fn is_rehearsed(&mut self) -> bool {
        self.commands += 1;
        self.commands.is_multiple_of(3) || std::env::var_os(MORE).is_some()
    }
}

async fn tell(yard: &Yard, run: u32, steps: Vec<Step>) -> Result<(), String> {
    let counter = &yard.counter;
    counter.clock.set(opening());
    furnish(yard, counter.shop.db(), run).await;
    let mut tale = Tale {
        desk: Desk { yard, counter, run },
        books: Vec::new(),
        last: None,
        overfull: BTreeMap::new(),
        settled: 0,
        commands: 0,
    };
    for delivery in [0, 2] {
        tale.step(Step::Place { pieces: 3, delivery }).await?;
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
            Step::Place { pieces, delivery } => {
                let (actor, command) = (counter.customer.clone(), self.desk.placing(pieces, delivery));
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
                self.run(self.desk.actor(who, &self.books[at]), at, command, stale).await?;
            }
            Step::Onward { order, pick } => {
                let at = order % self.books.len();
                let (who, act) = self.desk.onward(&self.books[at], pick);
                let command = self.desk.command(&act, &self.books[at], true, true, false);
                self.run(self.desk.actor(who, &self.books[at]), at, command, false).await?;
            }
            Step::Credit { who, from, to, portion } => {
                // Mostly one that has a surplus.
                let over = self.books.iter().position(|books| books.credited() > books.due());
                let from = over.filter(|_| portion.is_none()).unwrap_or(from % self.books.len());
                let to = to % self.books.len();
                let command = self.desk.crediting(&self.books[from], &self.books[to], portion);
                let actor = self.desk.actor(who, &self.books[from]);
                self.run(actor, to, command, false).await?;
                // Its event is on both.
                let after = Books::read(counter.shop.db(), self.books[from].order).await;
                whole(&after)?;
                self.books[from] = after;
            }
            Step::Again => self.again().await?,
            Step::Reuse => self.reuse().await?,
            Step::Keep {
                who,
                maker,
                keep,
                confirmed,
            } => self.keep(who, maker, &keep, confirmed).await?,
            Step::Pay { who, pay } => self.pay(who, &pay).await?,
        }
        Ok(())
    }

    async fn run(&mut self, actor: Actor, at: usize, command: Asked, stale: bool) -> Result<(), String> {
        let counter = self.desk.counter;
        let operation = operation();
        let mut rehearsed = None;
        if self.is_rehearsed() {
            rehearsed = Some(rehearsal::foresee(&counter.shop, &actor, command.clone()).await);
            let untouched = Books::read(counter.shop.db(), self.books[at].order).await == self.books[at];
            expect(untouched, || format!("a rehearsal wrote something\n{command:#?}"))?;
        }
        let outcome = command.clone().execute(&counter.shop, &actor, operation).await;
        if let Some(rehearsed) = &rehearsed {
            let agrees = rehearsed.agrees(&counter.shop, &outcome).await;
            agrees.map_err(|why| format!("{why}\n{command:#?}"))?;
        }
        let after = Books::read(counter.shop.db(), self.books[at].order).await;
        let told = |what: &str| format!("{what}\n{command:#?}\nbefore {:#?}\nafter {after:#?}\n{outcome:#?}", self.books[at]);
        match &outcome {
            Ok(receipt) => {
                whole(&after)?;
                effects::agree(counter.shop.db(), &self.books[at], &after).await?;
                let head = &after.head;
                let agrees = on(receipt).version == head.version && on(receipt).payment == head.payment_status && !receipt.repeated;
                expect(agrees && on(receipt).production == head.production_status, || {
                    told("the receipt says otherwise")
                })?;
                let frozen = after.making.frozen(&self.books[at].making);
                expect(frozen.is_empty(), || told(&format!("{frozen:#?}")))?;
                let only_more = after.events.starts_with(&self.books[at].events);
                expect(only_more, || told("history was rewritten"))?;
                let said = format!("{command:#?}");
                self.last = Some((actor, operation, command, receipt.clone()));
                self.books[at] = after;
                self.within_limits(|| said).await?;
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
        let answer = command.clone().execute(&self.desk.counter.shop, actor, *operation).await;
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
            order: on(receipt).order_id,
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
            .find(|books| books.order == on(receipt).order_id)
            .ok_or("an order")?;
        let after = Books::read(self.desk.counter.shop.db(), before.order).await;
        expect(after == *before, || format!("repeating wrote something: {before:#?} {after:#?}"))
    }

    /// A workshop changes: no order is touched, and what is booked stays booked.
    async fn keep(&mut self, who: Who, maker: usize, keep: &Keep, confirmed: bool) -> Result<(), String> {
        let rehearsed = self.is_rehearsed();
        let done = self.desk.keep(who, maker, keep, (confirmed, rehearsed), &self.books[0]).await?;
        let over = overfull(self.desk.counter.shop.db()).await;
        expect(done || over == self.overfull, || format!("{keep:?} was refused: {over:?}"))?;
        if !confirmed {
            let out = left_out(self.desk.counter.shop.db(), self.desk.counter.shop.today()).await;
            expect(out.keys().all(|day| self.overfull.contains_key(day)), || {
                format!("{keep:?} was not confirmed: {out:?}")
            })?;
        }
        self.overfull = over;
        Ok(())
    }

    /// Money goes to a workshop, for any of the orders.
    async fn pay(&mut self, who: Who, pay: &Pay) -> Result<(), String> {
        self.settled += 1;
        let Some(command) = self.desk.paying(pay, &self.books, self.settled) else {
            return Ok(());
        };
        let (shop, operation) = (&self.desk.counter.shop, operation());
        let db = shop.db();
        let actor = self.desk.actor(who, &self.books[0]);
        let mut rehearsed = None;
        if self.is_rehearsed() {
            rehearsed = Some(rehearsal::foresee(shop, &actor, command.clone()).await);
            for before in &self.books {
                let untouched = Books::read(db, before.order).await == *before;
                expect(untouched, || format!("a rehearsal wrote something\n{command:#?}"))?;
            }
        }
        let outcome = command.clone().execute(shop, &actor, operation).await;
        if let Some(rehearsed) = &rehearsed {
            let agrees = rehearsed.agrees(shop, &outcome).await;
            agrees.map_err(|why| format!("{why}\n{command:#?}"))?;
        }
        for before in &mut self.books {
            let after = Books::read(db, before.order).await;
            match &outcome {
                Ok(_) => {
                    whole(&after)?;
                    let frozen = after.making.frozen(&before.making);
                    expect(frozen.is_empty(), || format!("{frozen:#?} {command:#?}"))?;
                    *before = after;
                }
                Err(error) => {
                    expect(after == *before, || format!("refused, and yet written: {command:#?} {error:?}"))?;
                    let ruled = matches!(error, Error::Refused(refusal) if refusal.args.iter().all(|(name, _)| *name != "detail"));
                    expect(ruled, || format!("not refused by the rules: {command:#?} {error:?} {after:#?}"))?;
                }
            }
        }
        let unlike = "SELECT count(*) AS n FROM settlements s WHERE s.amount <> \
                      (SELECT coalesce(sum(p.amount), 0) FROM payable_payments p WHERE p.settlement_id = s.id AND p.reverses_id IS NULL)";
        let unlike = db.one::<Number>(Query::new(unlike)).await.map_err(|error| error.to_string())?.0;
        expect(unlike == 0, || format!("a transfer is not the sum of its payments: {command:#?}"))
    }

    /// 9: no day is fuller than before, but by an override.
    async fn within_limits(&mut self, told: impl FnOnce() -> String) -> Result<(), String> {
        let over = overfull(self.desk.counter.shop.db()).await;
        let fuller = over
            .iter()
            .find(|(day, (units, _))| self.overfull.get(day).is_none_or(|(before, _)| units > before));
        expect(fuller.is_none(), || format!("9: {fuller:?}\n{}", told()))?;
        self.overfull = over;
        Ok(())
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
            "INSERT INTO order_events (lane, actor_role, actor_name, actor_id, edge, from_status, to_status, order_id, assignment_id, seq, at) \
             VALUES ('PRODUCTION', 'ADMIN', 'ana', (SELECT id FROM operators WHERE login = 'ana'), ",
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
