//! What a workshop is told: every question that it may ask, answered as programs read it, names no other workshop, no payment of a customer
//! and no price that a customer pays.

use krafta::domain::actor::Actor;
use krafta::domain::fulfilment::work_section::WorkSection;
use krafta::domain::fulfilment::workshop_refusal::WorkshopRefusal;
use krafta::service::commands::ProposeClosedDays;
use krafta::service::core::command::Seen;
use krafta::service::fulfilment::commands::{Forward, HandOver};
use krafta::service::fulfilment::work_list::WorksFilter;
use krafta::service::payables::statement::StatementPeriod;
use krafta::service::payables::view::PayableFilter;
use krafta::service::workshops::board::BoardFilter;
use krafta::service::{Command, Error, Krafta};
use serde::Serialize;

use crate::fresh::{Fresh, on_both_engines};
use crate::yard::{Yard, forward, refuse};

on_both_engines!(
    nothing_that_a_workshop_reads_is_anothers_or_its_customers_money,
    what_is_not_its_own_is_refused,
    its_work_is_in_four_lists,
    a_deposit_that_is_awaited_is_known,
);

/// A yard in which the first workshop has work, lines, alerts and a proposal, the second one too.
async fn busy(fresh: &Fresh) -> Yard {
    let yard = Yard::open(fresh).await;
    yard.notified("482911").await;
    yard.accepted("482912").await;
    let refused = yard.notified("482914").await;
    yard.done(&yard.makers[0].hands, refuse(&refused, WorkshopRefusal::NoMaterial))
        .await;
    let other = crate::yard::notify(&refused);
    yard.done(&yard.coordinator, other).await;
    yard.done(&yard.makers[1].hands, Command::Accept(forward(&refused))).await;
    for maker in &yard.makers[..2] {
        let day = yard.counter.shop.today() + chrono::TimeDelta::days(40);
        let propose = ProposeClosedDays {
            from: day,
            until: day,
            reason: "inventario".into(),
        };
        yard.done(&maker.hands, Command::ProposeClosedDays(propose)).await;
    }
    yard
}

struct Said(Vec<(&'static str, String)>);

impl Said {
    fn add(&mut self, question: &'static str, answer: Result<impl Serialize, Error>) {
        let answer = answer.unwrap_or_else(|error| panic!("{question}: {error:?}"));
        self.0.push((question, serde_json::to_string(&answer).expect("JSON")));
    }
}

/// Everything that the first workshop may ask.
async fn asked(yard: &Yard) -> Said {
    let (shop, actor) = (&yard.counter.shop, &yard.makers[0].hands);
    let (own, today) = (yard.makers[0].id, yard.counter.shop.today());
    let mut said = Said(Vec::new());
    let works = shop.fulfilment().works(actor, &WorksFilter::default(), None, 50).await;
    let rows = works.as_ref().expect("work").rows.clone();
    assert_eq!(rows.len(), 2);
    said.add("works", works.map(|page| page.rows));
    for row in &rows {
        said.add("sheet", shop.fulfilment().work_sheet(actor, row.order).await);
        said.add("assignments", shop.orders().assignments(actor, row.order).await);
    }
    let workshops = shop.workshops();
    said.add(
        "board",
        workshops
            .board(actor, &BoardFilter::default(), None, 50)
            .await
            .map(|page| page.rows),
    );
    said.add("totals", workshops.totals(actor, &BoardFilter::default()).await);
    said.add("capacity", workshops.capacity(actor, &own.to_string(), None, 30).await);
    for (day, _) in yard.held(&yard.makers[0]).await {
        said.add("cell", workshops.cell(actor, own, day).await);
    }
    said.add(
        "closed days",
        workshops.closed_days(actor, false, None, 50).await.map(|page| page.rows),
    );
    said.add("workshops", workshops.list(actor).await);
    said.add("workshop", workshops.workshop(actor, &own.to_string()).await);
    said.add("history", workshops.history(actor, &own.to_string(), 50).await);
    said.add("offers", workshops.offers(actor, None).await);
    said.add("zones", workshops.zones(actor).await);
    said.add("holidays", workshops.holidays(actor, None).await);
    let payables = shop.payables();
    let lines = payables
        .list(actor, &PayableFilter::default(), None, 50)
        .await
        .map(|page| page.rows);
    for line in lines.as_ref().expect("lines") {
        said.add("line", payables.line(actor, line.id).await);
    }
    said.add("lines", lines);
    said.add("aging", payables.aging(actor).await);
    said.add("transfers", payables.settlements(actor, None, None, 50).await.map(|page| page.rows));
    let period = StatementPeriod {
        workshop: own,
        from: today - chrono::TimeDelta::days(30),
        until: today,
    };
    said.add("statement", payables.statement(actor, period).await);
    said.add("alerts", shop.messages().alerts(actor, None, 50).await);
    said
}

async fn nothing_that_a_workshop_reads_is_anothers_or_its_customers_money(fresh: Fresh) {
    let yard = busy(&fresh).await;
    let said = asked(&yard).await;
    let orders = yard.counter.shop.orders();
    let page = orders.list(&yard.counter.ana, &Default::default(), None, 50).await.expect("orders");
    let mut secret: Vec<String> = [
        "Costura Bello Monte",
        "Serigrafía Petare",
        "482911",
        "482912",
        "482914",
        "V-12345678",
        "12345678",
    ]
    .map(str::to_owned)
    .to_vec();
    secret.extend(yard.makers[1..].iter().map(|maker| maker.id.to_string()));
    for row in &page.rows {
        // 37,50 dollars, and the bolívares of it.
        let order = serde_json::to_value(row).expect("JSON");
        for field in ["total", "due"] {
            let amount = order[field]["amount"].as_str().unwrap_or_else(|| panic!("{field}: {order}"));
            secret.push(format!("\"{amount}\""));
        }
    }
    assert!(secret.len() > 12, "{secret:?}");
    for (question, answer) in &said.0 {
        for secret in &secret {
            assert!(!answer.contains(secret.as_str()), "{question} says {secret}: {answer}");
        }
        for field in [
            "\"total\":",
            "\"due\":{",
            "\"credited\":",
            "\"missing\":",
            "\"margin\":",
            "\"payment\":",
            "\"unit_price\":",
        ] {
            let statement = *question == "statement" || *question == "aging";
            assert!(statement || !answer.contains(field), "{question} has {field} {answer}");
        }
    }
    let of = |question| said.0.iter().filter(move |(asked, _)| *asked == question).map(|(_, answer)| answer);
    let alerts = of("alerts").next().expect("alerts");
    assert!(alerts.contains("message-workshop-A3") && !alerts.contains("María"), "{alerts}");
    let sheets: Vec<_> = of("sheet").filter(|sheet| sheet.contains("María")).collect();
    assert_eq!(sheets.len(), 1, "the one that it accepted: {sheets:?}");
}

async fn what_is_not_its_own_is_refused(fresh: Fresh) {
    let yard = busy(&fresh).await;
    let (shop, actor) = (&yard.counter.shop, &yard.makers[0].hands);
    let page = shop
        .orders()
        .list(&yard.counter.ana, &Default::default(), None, 50)
        .await
        .expect("orders");
    let (order, number) = (page.rows[0].id, page.rows[0].number.clone());
    let code = |answer: Result<(), Error>| answer.expect_err("refused").code();
    assert_eq!(code(shop.orders().track(actor, &number, None).await.map(drop)), "forbidden");
    assert_eq!(code(shop.orders().timeline(actor, order).await.map(drop)), "forbidden");
    assert_eq!(
        code(shop.orders().list(actor, &Default::default(), None, 5).await.map(drop)),
        "forbidden"
    );
    assert_eq!(code(shop.orders().counts(actor).await.map(drop)), "forbidden");
    assert_eq!(code(shop.payments().review(actor, order).await.map(drop)), "forbidden");
    assert_eq!(code(shop.catalogue().products(actor).await.map(drop)), "forbidden");
    assert_eq!(code(shop.people().operators(actor).await.map(drop)), "forbidden");
    let other = yard.makers[1].id.to_string();
    assert_eq!(
        code(shop.workshops().capacity(actor, &other, None, 1).await.map(drop)),
        "workshop-unknown"
    );
    assert_eq!(code(shop.workshops().workshop(actor, &other).await.map(drop)), "workshop-unknown");
    // What was seen of it may be old, or another's: its history is told neither way.
    let stale = |order| {
        Command::Accept(Forward {
            order,
            seen: Some(Seen { version: 0, proofs: None }),
            note: None,
        })
    };
    for row in &page.rows {
        let refused = shop.execute(actor, Krafta::new_operation(), stale(row.id)).await;
        match refused.expect_err("it moved") {
            Error::Conflict(moved) => assert!(moved.changes.is_empty(), "{moved:?}"),
            other => assert_eq!(other.code(), "not-your-assignment"),
        }
    }
    let theirs = PayableFilter {
        workshop: Some(yard.makers[1].id),
        ..PayableFilter::default()
    };
    let lines = shop.payables().list(actor, &theirs, None, 50).await;
    assert!(lines.is_ok_and(|page| page.rows.iter().all(|row| row.workshop == yard.makers[0].id)));
}

async fn its_work_is_in_four_lists(fresh: Fresh) {
    let yard = busy(&fresh).await;
    let fulfilment = yard.counter.shop.fulfilment();
    let hands = &yard.makers[0].hands;
    let count = async |actor: &Actor| -> Vec<i64> {
        let counts = fulfilment.section_counts(actor).await.expect("counts");
        counts.iter().map(|one| one.count).collect()
    };
    assert_eq!(count(hands).await, [1, 1, 0, 0]);
    assert_eq!(count(&yard.makers[1].hands).await, [0, 1, 0, 0]);
    let of = async |section| {
        let filter = WorksFilter {
            section: Some(section),
            ..WorksFilter::default()
        };
        fulfilment.works(hands, &filter, None, 50).await.expect("work").rows
    };
    for section in WorkSection::ALL.iter().copied() {
        let rows = of(section).await;
        assert!(rows.iter().all(|row| WorkSection::of(row.status) == Some(section)));
    }
    let made = of(WorkSection::Making).await;
    let forward = || Forward {
        order: made[0].order,
        seen: None,
        note: None,
    };
    for command in [Command::Start(forward()), Command::Ready(forward())] {
        yard.done(hands, command).await;
    }
    assert_eq!(count(hands).await, [1, 0, 1, 0]);
    let sent = HandOver {
        order: made[0].order,
        seen: None,
        carrier: Some("MRW".into()),
        tracking_number: Some("0012345".into()),
        tracking_url: None,
    };
    yard.done(hands, Command::HandOver(sent)).await;
    assert_eq!(count(hands).await, [1, 0, 0, 1]);
    assert_eq!(of(WorkSection::Done).await.len(), 1);
}

/// What the row says of the deposit is what beginning says.
async fn a_deposit_that_is_awaited_is_known(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    yard.set(&yard.makers[0], "UPDATE workshops SET demands_deposit = ", true).await;
    let order = yard.accepted("482913").await;
    let hands = &yard.makers[0].hands;
    let works = yard.counter.shop.fulfilment().works(hands, &WorksFilter::default(), None, 5).await;
    assert!(works.expect("work").rows[0].deposit_awaited);
    assert_eq!(yard.refused(hands, Command::Start(forward(&order))).await, "deposit-unpaid");
}
