//! A rate: what asks to be confirmed, which one counts for a day, and what becomes of a wrong one, before and after somebody
//! was quoted with it (domain.md §2).

use chrono::NaiveDate;

use crate::counter::{Counter, Placed, checkout, on, operation};
use crate::fresh::{Fresh, on_both_engines};
use crate::races::other;
use crate::shop::{token, write};
use krafta::config::Settings;
use krafta::db::{Dialect, Query};
use krafta::domain::money::{Currency, Money};
use krafta::domain::orders::rate::Rate;
use krafta::domain::refusal::Arg;
use krafta::service::audit::changes::ChangeFilter;
use krafta::service::catalogue::rates::AffectedOrder;
use krafta::service::commands::{AddRate, CorrectRate, RemoveRate};
use krafta::service::core::receipt::{Kept, Outcome};
use krafta::service::{Command, Error, Receipt};

on_both_engines!(
    an_unusual_rate_asks_first,
    only_a_rate_of_the_next_five_days_counts,
    a_correction_is_for_new_quotes,
    a_rate_is_removed_while_nobody_was_quoted_with_it,
    a_rate_with_the_same_value_is_told_from_its_neighbour,
    the_database_rewrites_no_rate,
    a_correction_and_a_checkout_at_once,
    a_removal_and_a_checkout_at_once,
);

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn rate(text: &str) -> Rate {
    Rate::machine(text).expect("a rate")
}

fn add(on: &str, value: &str, confirmed: bool) -> Command {
    Command::AddRate(AddRate {
        value_date: day(on),
        rate: rate(value),
        source: "BCV".into(),
        confirmed,
    })
}

fn correct(on: &str, value: &str) -> Command {
    Command::CorrectRate(CorrectRate {
        value_date: day(on),
        rate: rate(value),
        source: None,
        reason: "mal copiada".into(),
        confirmed: false,
    })
}

fn remove(on: &str) -> Command {
    Command::RemoveRate(RemoveRate {
        value_date: day(on),
        reason: "no era esa".into(),
    })
}

fn quoted(receipt: &Receipt) -> (Rate, Money) {
    match &receipt.outcome {
        Outcome::Placed { rate, due, .. } => (Rate::new(*rate).expect("a rate"), *due),
        other => panic!("{other:?}"),
    }
}

async fn placed_at(counter: &Counter) -> (Placed, Rate) {
    let receipt = counter.done(&counter.customer, Command::Checkout(checkout())).await;
    let (rate, due) = quoted(&receipt);
    let state = on(&receipt);
    let order = Placed {
        id: state.order_id,
        number: state.number.clone(),
        due,
    };
    (order, rate)
}

async fn affected(counter: &Counter, on: &str) -> Vec<AffectedOrder> {
    counter.shop.catalogue().affected(&counter.ana, day(on), 100).await.expect("a list")
}

/// What a refusal says is unusual, and the change.
fn unusual(outcome: Result<Receipt, Error>) -> (String, String) {
    let Err(Error::Refused(refusal)) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(refusal.code.as_str(), "rate-unusual");
    let fact = |name| match refusal.args.iter().find(|(known, _)| *known == name) {
        Some((_, Arg::Text(text))) => text.clone(),
        other => panic!("{other:?}"),
    };
    (fact("about"), fact("change"))
}

async fn an_unusual_rate_asks_first(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let run = |command| counter.run(&counter.ana, command);
    let is = |about: &str, change: &str| (about.to_owned(), change.to_owned());
    assert_eq!(unusual(run(add("2026-11-24", "9303.71", false)).await), is("jump", "+9.900,0 %"));
    assert_eq!(unusual(run(add("2026-11-29", "100", false)).await), is("far", "+0,0 %"));
    assert_eq!(unusual(run(add("2027-11-28", "500", false)).await), is("far-jump", "+400,0 %"));
    assert_eq!(unusual(run(add("2026-11-21", "93", false)).await), is("past", "+0,0 %"));
    // Usual, or meant.
    run(add("2026-11-24", "111.6", false)).await.expect("just under a fifth more");
    run(add("2027-11-28", "500", true)).await.expect("confirmed");
    // The same again is no error, and needs no consent; another one is a correction.
    let again = run(add("2027-11-28", "500", false)).await.expect("there already");
    assert_eq!(again.row().expect("a row").kept, Kept::Unchanged);
    assert_eq!(counter.refused(&counter.ana, add("2026-11-24", "112", true)).await, "rate-exists");
    let jump = run(correct("2026-11-24", "9303.71")).await;
    assert_eq!(unusual(jump), is("jump", "+9.900,0 %"));
    assert_eq!(
        counter.refused(&counter.support, add("2026-11-26", "100", false)).await,
        "forbidden"
    );
}

async fn only_a_rate_of_the_next_five_days_counts(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    counter.clock.set("2026-12-01T14:00:00Z".parse().expect("an instant"));
    counter.done(&counter.ana, add("2027-11-28", "500", true)).await;
    counter.done(&counter.ana, add("2026-12-07", "101", true)).await;
    let place = || Command::Checkout(checkout());
    assert_eq!(counter.refused(&counter.customer, place()).await, "no-rate");
    counter.done(&counter.ana, add("2026-12-06", "102", false)).await;
    assert_eq!(placed_at(&counter).await.1, rate("102"));
    counter.minutes_pass(24 * 60);
    assert_eq!(placed_at(&counter).await.1, rate("102"));
}

async fn a_correction_is_for_new_quotes(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (first, at) = placed_at(&counter).await;
    assert_eq!((at, first.due), (rate("93.0371"), Money::of_minor(386_104, Currency::Ves)));
    let receipt = counter.done(&counter.ana, correct("2026-11-23", "94")).await;
    assert_eq!(receipt.row().expect("a row").kept, Kept::Changed);
    let order = counter
        .shop
        .orders()
        .order_by_number(&counter.ana, &first.number)
        .await
        .expect("the order");
    let timeline = counter.shop.orders().timeline(&counter.ana, order).await.expect("a timeline");
    assert_eq!(timeline.order.due, first.due, "what was quoted stays");
    let (second, at) = placed_at(&counter).await;
    assert_eq!(at, rate("94"));
    let told = affected(&counter, "2026-11-23").await;
    let [one] = &told[..] else { panic!("{told:?}") };
    assert_eq!(
        (&one.order, one.rate, one.corrected_rate),
        (&first.number, rate("93.0371"), rate("94"))
    );
    assert_eq!(
        (one.due, one.corrected_due),
        (first.due, Some(Money::of_minor(390_100, Currency::Ves)))
    );
    // And back: then it is the other one that was quoted wrongly.
    counter.done(&counter.ana, correct("2026-11-23", "93.0371")).await;
    let told = affected(&counter, "2026-11-23").await;
    assert_eq!(told.iter().map(|one| &one.order).collect::<Vec<_>>(), [&second.number]);
    // All of them stay, with their reason.
    let rates = counter.shop.catalogue().rates(&counter.ana, 100, true).await.expect("rates");
    let of_day: Vec<_> = rates.iter().filter(|kept| kept.value_date == day("2026-11-23")).collect();
    assert_eq!(of_day.len(), 3);
    let ended = of_day.iter().filter(|kept| kept.ended_reason.as_deref() == Some("mal copiada"));
    assert_eq!(ended.count(), 2);
    assert_eq!(
        counter.shop.catalogue().rates(&counter.ana, 100, false).await.expect("rates").len(),
        3
    );
    // What there is not, or why, is refused.
    assert_eq!(counter.refused(&counter.ana, correct("2026-11-25", "94")).await, "rate-unknown");
    let Command::CorrectRate(mut silent) = correct("2026-11-23", "95") else {
        unreachable!()
    };
    silent.reason = "  ".into();
    assert_eq!(counter.refused(&counter.ana, Command::CorrectRate(silent)).await, "reason-required");
    assert_eq!(counter.refused(&counter.support, correct("2026-11-23", "95")).await, "forbidden");
    let nothing = counter.shop.catalogue().affected(&counter.ana, day("2026-11-25"), 100).await;
    assert_eq!(nothing.expect_err("no rate").code(), "rate-unknown");
}

async fn a_rate_is_removed_while_nobody_was_quoted_with_it(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    counter.done(&counter.ana, add("2026-11-22", "95", false)).await;
    counter.done(&counter.ana, remove("2026-11-22")).await;
    assert_eq!(counter.refused(&counter.ana, remove("2026-11-22")).await, "rate-unknown");
    assert_eq!(placed_at(&counter).await.1, rate("93.0371"), "it counts no more");
    assert_eq!(counter.refused(&counter.ana, remove("2026-11-23")).await, "rate-used");
    counter.done(&counter.ana, add("2026-11-22", "96", false)).await;
    assert_eq!(placed_at(&counter).await.1, rate("96"));
    assert!(affected(&counter, "2026-11-22").await.is_empty());
    // It reads as it was typed, whatever digits the engine keeps.
    let audit = counter.shop.audit();
    let changes = audit
        .changes(&counter.ana, &ChangeFilter::default(), None, 1)
        .await
        .expect("changes");
    let written = changes.rows[0].fields.iter().find(|field| field.field == "rate");
    assert_eq!(written.and_then(|field| field.new.as_deref()), Some("96"));
}

async fn a_rate_with_the_same_value_is_told_from_its_neighbour(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    counter.clock.set("2026-11-26T14:00:00Z".parse().expect("an instant"));
    // Quoted with the rate of the 27th; that of the 30th is the same, and nobody's.
    let (order, at) = placed_at(&counter).await;
    assert_eq!(at, rate("100"));
    counter.done(&counter.ana, correct("2026-11-30", "101")).await;
    assert!(affected(&counter, "2026-11-30").await.is_empty());
    counter.done(&counter.ana, remove("2026-11-30")).await;
    counter.done(&counter.ana, correct("2026-11-27", "101")).await;
    let told = affected(&counter, "2026-11-27").await;
    assert_eq!(told.iter().map(|one| &one.order).collect::<Vec<_>>(), [&order.number]);
}

async fn the_database_rewrites_no_rate(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    placed_at(&counter).await;
    let refused = |text: &'static str| {
        let db = fresh.db.clone();
        async move { token(write(&db, Query::new(text)).await) }
    };
    assert_eq!(refused("UPDATE exchange_rates SET source = 'yo'").await, "rate-frozen");
    assert_eq!(refused("DELETE FROM exchange_rates").await, "append-only");
    let end = "UPDATE exchange_rates SET ended = 'REMOVED', ended_reason = 'x' WHERE value_date = '2026-11-23'";
    assert_eq!(refused(end).await, "rate-used");
    let end = "UPDATE exchange_rates SET ended = 'REMOVED', ended_reason = 'x' WHERE value_date = '2026-11-30'";
    assert_eq!(refused(end).await, "accepted", "nobody was quoted with it");
    assert_eq!(
        refused("UPDATE exchange_rates SET ended = NULL, ended_reason = NULL").await,
        "rate-frozen"
    );
    let silent = "UPDATE exchange_rates SET ended = 'CORRECTED' WHERE value_date = '2026-11-27'";
    assert_ne!(refused(silent).await, "accepted", "it says why");
    let second = match fresh.db.dialect() {
        Dialect::Sqlite => "INSERT OR REPLACE INTO exchange_rates (value_date, rate, source) VALUES ('2026-11-27', '99', 'yo')",
        Dialect::Postgres => "INSERT INTO exchange_rates (value_date, rate, source) VALUES ('2026-11-27', 99, 'yo')",
    };
    let told = refused(second).await;
    assert!(told == "rate-exists" || told.contains("exchange_rates_in_use"), "{told}");
}

const ROUNDS: u32 = 25;

async fn a_correction_and_a_checkout_at_once(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let there = other(&fresh, &counter, Settings::default()).await;
    let mut before = rate("93.0371");
    for round in 0..ROUNDS {
        let after = format!("93.{:02}", 10 + round);
        let (corrected, placed) = tokio::join!(
            counter.run(&counter.ana, correct("2026-11-23", &after)),
            there.execute(&counter.customer, operation(), Command::Checkout(checkout())),
        );
        corrected.expect("corrected");
        let placed = placed.expect("placed");
        let at = quoted(&placed).0;
        assert!(at == before || at == rate(&after), "{at}");
        let listed = affected(&counter, "2026-11-23").await;
        let listed = listed.iter().any(|one| one.order == on(&placed).number);
        assert_eq!(listed, at == before, "listed when it was quoted with the old one");
        before = rate(&after);
    }
    there.db().close().await;
}

async fn a_removal_and_a_checkout_at_once(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let there = other(&fresh, &counter, Settings::default()).await;
    let mut in_use = false;
    for round in 0..ROUNDS {
        let value = format!("92.{:02}", 10 + round);
        let begin = if in_use {
            correct("2026-11-22", &value)
        } else {
            add("2026-11-22", &value, false)
        };
        counter.done(&counter.ana, begin).await;
        let (removed, placed) = tokio::join!(
            counter.run(&counter.ana, remove("2026-11-22")),
            there.execute(&counter.customer, operation(), Command::Checkout(checkout())),
        );
        let at = quoted(&placed.expect("placed")).0;
        match removed {
            Ok(_) => assert_eq!(at, rate("93.0371"), "nobody is quoted with what was removed"),
            Err(error) => assert_eq!((error.code(), at), ("rate-used", rate(&value))),
        }
        in_use = at == rate(&value);
    }
    there.db().close().await;
}
