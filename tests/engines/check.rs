//! `krafta db check` finds what workshops hold and are owed against the rules, however it came to be written; and finds
//! nothing in a shop that only ever followed them.

use crate::books::Books;
use crate::counter::{Placed, bolivares};
use crate::fresh::{Fresh, on_both_engines};
use crate::shop::{Text, write};
use crate::yard::{Yard, complete, dollars, forward, hand_over, notify, notify_other, refuse, withdraw};
use krafta::config::{Configuration, Environment, Flags, Places};
use krafta::db::{Dialect, Query};
use krafta::domain::fulfilment::workshop_refusal::WorkshopRefusal;
use krafta::domain::payments::refund::{Bearer, RefundKind};
use krafta::service::Command;
use krafta::service::audit::check::{Report, check};
use krafta::service::commands::{CapacityChange, Consent};
use krafta::service::fulfilment::commands::Withdraw;
use krafta::service::payables::commands::{Sent, Settle, SettleLine};
use krafta::service::payments::commands::{PartialRefund, RequestRefund};

on_both_engines!(
    a_lowered_limit_is_advice,
    what_came_back_after_its_delivery_is_in_order,
    what_was_written_behind_the_rules_is_found,
);

/// A configuration that says nothing, of no person's.
pub fn nothing(folder: &std::path::Path) -> std::path::PathBuf {
    let file = folder.join("nothing.toml");
    std::fs::write(&file, "").expect("a file");
    file
}

async fn checked(fresh: &Fresh) -> Report {
    let flags = Flags {
        config: Some(nothing(&fresh.folder)),
        database: Some(fresh.url.clone()),
        ..Flags::default()
    };
    let places = Places {
        config: fresh.folder.join("krafta.toml"),
        data: fresh.folder.clone(),
        state: fresh.folder.clone(),
    };
    let configuration = Configuration::load(&flags, &Environment::default(), places).expect("a configuration");
    check(&configuration, |_, _| {}).await.expect("a report")
}

/// One order completed with half of it paid, one taken from its workshop in production, one told again after a refusal.
pub async fn lived(yard: &Yard) -> [Placed; 3] {
    let (hands, ana) = (yard.makers[0].hands.clone(), yard.counter.ana.clone());
    let done = yard.accepted("482911").await;
    for step in [
        Command::Start(forward(&done)),
        Command::Ready(forward(&done)),
        hand_over(&done, Some("MRW"), Some("77")),
    ] {
        yard.done(&hands, step).await;
    }
    yard.done(&ana, Command::Complete(complete(&done))).await;
    let books = Books::read(yard.counter.shop.db(), done.id).await;
    let line = &books.making.lines[0];
    let settle = Settle {
        workshop: line.workshop_id,
        lines: vec![SettleLine {
            payable: line.id,
            version: line.version,
            amount: None,
        }],
        total: dollars(750),
        method: krafta::domain::method::PaymentMethod::BankTransfer,
        reference: "9001".into(),
        receipt_url: None,
        note: None,
        repeats_reason: None,
        early: true,
        sent: Sent::default(),
    };
    yard.done(&ana, Command::Settle(settle)).await;
    let taken = yard.accepted("482912").await;
    yard.done(&hands, Command::Start(forward(&taken))).await;
    let late = Withdraw {
        overridden: true,
        share: Some(3_333),
        ..withdraw(&taken)
    };
    yard.done(&ana, Command::Withdraw(late)).await;
    let again = yard.counter.confirmed("482913").await;
    let first = notify_other(&again, &yard.makers[0], Some("es el de siempre"), None);
    yard.done(&yard.coordinator, first).await;
    yard.done(&hands, refuse(&again, WorkshopRefusal::NoMaterial)).await;
    yard.done(&yard.coordinator, notify(&again)).await;
    [done, taken, again]
}

async fn a_lowered_limit_is_advice(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    lived(&yard).await;
    let report = checked(&fresh).await;
    assert!(report.is_sound(), "{:#?}", report.findings);
    let today = yard.counter.shop.today();
    let closed = CapacityChange::Days {
        from: today,
        until: today,
        units: 1,
    };
    let consent = Consent {
        seen: None,
        reason: Some("se fue la luz".into()),
        confirmed: true,
    };
    let name = "Costura Bello Monte";
    crate::master_data::change_capacity(&yard.counter.shop, &yard.coordinator, name, closed, &consent)
        .await
        .expect("lowered knowingly");
    let report = checked(&fresh).await;
    assert!(report.is_sound(), "{:#?}", report.findings);
    assert_eq!(report.counts.get("over-limit-since"), Some(&1), "{:#?}", report.findings);
}

/// Switches the rules of these tables off, as their owner could.
pub async fn without_rules(fresh: &Fresh, tables: &[&'static str]) {
    for table in tables {
        let statements: Vec<String> = match fresh.db.dialect() {
            Dialect::Postgres => vec![format!("ALTER TABLE {table} DISABLE TRIGGER USER")],
            Dialect::Sqlite => {
                let triggers = Query::new("SELECT name AS t FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ").bind(*table);
                let found: Vec<Text> = fresh.db.all(triggers).await.expect("triggers");
                found.into_iter().map(|name| format!("DROP TRIGGER {}", name.0)).collect()
            }
        };
        for statement in statements {
            fresh.db.script(statement.leak()).await.expect("a script");
        }
    }
}

async fn what_was_written_behind_the_rules_is_found(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let [done, taken, again] = lived(&yard).await;
    without_rules(
        &fresh,
        &[
            "capacity_bookings",
            "workshop_payables",
            "payable_payments",
            "production_assignments",
            "orders",
        ],
    )
    .await;
    let on = |text: &'static str, order: &Placed| Query::new(text).bind(order.id);
    for change in [
        on(
            "UPDATE workshop_payables SET amount = amount + 1 WHERE kind = 'BALANCE' AND order_id = ",
            &done,
        ),
        on(
            "UPDATE workshop_payables SET amount = amount + 1 WHERE kind = 'CANCELLATION_FEE' AND order_id = ",
            &taken,
        ),
        on(
            "UPDATE payable_payments SET amount = amount + 1 WHERE payable_id IN (SELECT y.id FROM workshop_payables y WHERE y.order_id = ",
            &done,
        )
        .push(")"),
        on(
            "UPDATE capacity_bookings SET units = 99 WHERE state = 'HELD' AND assignment_id IN \
             (SELECT a.id FROM production_assignments a WHERE a.order_id = ",
            &again,
        )
        .push(")"),
        Query::new("UPDATE production_assignments SET workshop_id = ")
            .bind(yard.makers[0].id)
            .push(" WHERE attempt = 2 AND order_id = ")
            .bind(again.id),
        on("UPDATE orders SET payment_status = 'REPORTED' WHERE id = ", &done),
    ] {
        write(&fresh.db, change).await.expect("no rule is there");
    }
    let report = checked(&fresh).await;
    assert!(!report.is_sound());
    for (code, count) in [
        ("lines-sum", 2),
        ("paid-bounds", 1),
        ("over-limit", 1),
        ("told-again", 1),
        ("made-unpaid", 1),
    ] {
        assert_eq!(report.counts.get(code), Some(&count), "{code}: {:#?}", report.findings);
    }
}

/// A return and a goodwill of delivered orders, with what their workshops give back.
async fn what_came_back_after_its_delivery_is_in_order(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let (hands, ana) = (yard.makers[0].hands.clone(), yard.counter.ana.clone());
    let mut delivered = Vec::new();
    for reference in ["482911", "482912"] {
        let order = yard.accepted(reference).await;
        for step in [
            Command::Start(forward(&order)),
            Command::Ready(forward(&order)),
            hand_over(&order, Some("MRW"), Some("77")),
        ] {
            yard.done(&hands, step).await;
        }
        yard.done(&ana, Command::Complete(complete(&order))).await;
        delivered.push(order);
    }
    let returned = RequestRefund {
        evidence: Vec::new(),
        order: delivered[0].id,
        seen: None,
        reason: "llegó manchado".into(),
        overridden: true,
        share: Some(2_000),
        borne_by: Some(Bearer::Workshop),
    };
    yard.done(&ana, Command::RequestRefund(returned)).await;
    let goodwill = PartialRefund {
        order: delivered[1].id,
        seen: None,
        kind: RefundKind::Goodwill,
        amount: Some(bolivares(10_000)),
        reason: "una costura abierta".into(),
        borne_by: Some(Bearer::Workshop),
        share: Some(1_000),
    };
    yard.done(&ana, Command::PartialRefund(goodwill)).await;
    let report = checked(&fresh).await;
    assert!(report.is_sound(), "{:?}", report.findings);
}
