//! The whole life of an order, from checkout to delivered and settled in two parts: fourteen commands.

use std::time::Instant;

use crate::shop::{Shop, engines};
use crate::table::Table;
use krafta::domain::ids::OrderId;
use krafta::domain::method::PaymentMethod;
use krafta::service::Command;
use krafta::service::fulfilment::commands::{Complete, Forward, HandOver, Notify};
use krafta::service::orders::commands::Note;
use krafta::service::payables::commands::{Sent, Settle, SettleLine};

const ORDERS: u64 = 250;
const WORKSHOPS: usize = 60;

pub async fn measure(table: &mut Table) {
    let folder = tempfile::tempdir().expect("a folder");
    for (engine, url) in engines(folder.path(), "life") {
        let shop = Shop::with_workshops(&url, "life", WORKSHOPS).await;
        let (mut number, mut rates) = (0, Vec::new());
        for _ in 0..3 {
            let start = Instant::now();
            for _ in 0..ORDERS {
                number += 1;
                live(&shop, number).await;
            }
            rates.push(ORDERS as f64 / start.elapsed().as_secs_f64());
        }
        rates.sort_by(f64::total_cmp);
        let figure = if engine == "SQLite" { "≥ 105/s" } else { "≥ 42/s" };
        table.row(
            "whole lives of orders per second, 14 commands each",
            &format!("{engine}, 1 client(s)"),
            figure,
            format!("{:.0}/s", rates[1]),
        );
    }
}

/// Checkout, report, claim, confirm; told, accepted, deposit settled, started, ready, handed over, completed, two notes,
/// balance settled.
async fn live(shop: &Shop, number: u64) {
    let order = shop.confirmed(number).await;
    let note = |text: &str| {
        Command::Note(Note {
            order,
            text: text.into(),
            internal: true,
        })
    };
    let forward = |note: &str| Forward {
        order,
        seen: None,
        note: Some(note.into()),
    };
    let notify = Notify {
        order,
        seen: None,
        workshop: None,
        reason: Some("Ya estaba hablado.".into()),
        over_limit: None,
    };
    shop.run(&shop.ana, Command::Notify(notify)).await;
    shop.run(&shop.ana, Command::Accept(forward("Por teléfono."))).await;
    settle(shop, order, number * 2).await;
    shop.run(&shop.ana, note("Con el logo a la izquierda.")).await;
    shop.run(&shop.ana, Command::Start(forward("Empezaron."))).await;
    shop.run(&shop.ana, Command::Ready(forward("Listo."))).await;
    let hand_over = HandOver {
        order,
        seen: None,
        carrier: Some("Motorizado Eleazar".into()),
        tracking_number: None,
        tracking_url: None,
    };
    shop.run(&shop.ana, Command::HandOver(hand_over)).await;
    shop.run(&shop.ana, note("Va en camino.")).await;
    let complete = Complete {
        order,
        seen: None,
        code: None,
        note: None,
    };
    shop.run(&shop.ana, Command::Complete(complete)).await;
    settle(shop, order, number * 2 + 1).await;
}

/// Pays what is open of the order.
async fn settle(shop: &Shop, order: OrderId, reference: u64) {
    let assignments = shop.krafta.orders().assignments(&shop.ana, order).await.expect("assignments");
    let assignment = assignments.last().expect("an assignment");
    let line = assignment.lines.last().expect("a line");
    let settle = Settle {
        workshop: assignment.workshop_id.expect("a workshop"),
        lines: vec![SettleLine {
            payable: line.id,
            version: 0,
            amount: None,
        }],
        total: line.amount,
        method: PaymentMethod::BankTransfer,
        reference: format!("{:09}", 100_000_000 + reference),
        receipt_url: None,
        note: None,
        repeats_reason: None,
        early: true,
        sent: Sent::default(),
    };
    shop.run(&shop.ana, Command::Settle(settle)).await;
}
