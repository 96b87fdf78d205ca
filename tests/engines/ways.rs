//! Each command from each status: it walks its own edges of domain.md §2 or is refused, and then writes nothing. No
//! command slips through the edge of another that leads to the same status.

use crate::books::Books;
use crate::counter::{Counter, Placed, bolivares, report};
use crate::fresh::{Fresh, on_both_engines};
use krafta::domain::ids::RefundPaymentId;
use krafta::domain::method::PaymentMethod;
use krafta::domain::money::Money;
use krafta::domain::orders::status::PaymentStatus;
use krafta::domain::payments::payment_edges::PAYMENT_EDGES;
use krafta::domain::payments::rejection::RejectionReason;
use krafta::service::core::command::{OnOrder, Seen};
use krafta::service::orders::commands::Note;
use krafta::service::payments::commands::{PayRefund, Reject, RequestRefund, ReverseRefund};
use krafta::service::{Command, Error};

on_both_engines!(a_command_walks_its_own_edges);

/// Every command that moves an order, the edges that are its own, and what may follow them in the same transaction.
pub const WAYS: &[(&str, &[&str], &[&str])] = &[
    ("report", &["P2", "P3", "P9", "P18"], &[]),
    ("claim", &["P4"], &[]),
    ("release", &["P5"], &[]),
    ("take-over", &["P5"], &["P4"]),
    ("confirm", &["P6"], &["A1"]),
    ("part", &["P8"], &[]),
    ("reject", &["P7"], &[]),
    ("reopen", &["P10"], &[]),
    ("cancel", &["P11", "P12"], &["A11"]),
    ("request-refund", &["P13", "P14"], &["A11", "REFUND_VOIDED"]),
    ("pay-refund", &["P15"], &["REFUND_PAID"]),
    ("reverse-refund", &["P19"], &["REFUND_REVERSED"]),
    ("reinstate", &["P16"], &["A1"]),
    ("reverse", &["P17"], &["REFUND_VOIDED"]),
    ("undo-verdict", &["P20"], &["A11"]),
    ("note", &[], &["NOTE"]),
];

pub async fn in_status(counter: &Counter, status: PaymentStatus, reference: &str) -> Placed {
    use PaymentStatus::{Cancelled, Confirmed, Pending, RefundPending, Refunded, Rejected, Reported, UnderReview};
    match status {
        Pending => counter.place().await,
        Reported => {
            let order = counter.place().await;
            counter.report(&order, reference).await;
            order
        }
        UnderReview => counter.reported_and_claimed(reference).await.0,
        Confirmed => counter.confirmed(reference).await,
        Rejected => {
            let order = counter.reported_and_claimed(reference).await.0;
            let reject = counter.reject(&order, RejectionReason::NotFound).await;
            counter.done(&counter.ana, Command::Reject(reject)).await;
            order
        }
        Cancelled => {
            let order = counter.place().await;
            let because = counter.because(&order, "no va").await;
            counter.done(&counter.ana, Command::Cancel(because)).await;
            order
        }
        RefundPending | Refunded => {
            let order = counter.confirmed(reference).await;
            let request = command(counter, &order, "request-refund").await;
            counter.done(&counter.ana, request).await;
            if status == Refunded {
                let pay = command(counter, &order, "pay-refund").await;
                counter.done(&counter.ana, pay).await;
            }
            order
        }
    }
}

/// The command with all it could ask for: a reason, an override, the whole amount, what is really there.
pub async fn command(counter: &Counter, order: &Placed, name: &str) -> Command {
    let books = Books::read(counter.shop.db(), order.id).await;
    let seen = counter.seen(order).await;
    let mut because = counter.because(order, "con motivo").await;
    because.overridden = true;
    let on = OnOrder { order: order.id };
    let money = |amount: Money| {
        // Each order's money has a reference of its own.
        let reference = format!("{:012}", order.id.uuid().as_u128() % 1_000_000_000_000);
        let open: Vec<_> = books.open().map(|proof| (proof.id, amount)).collect();
        async move {
            let open: Vec<_> = open.iter().map(|(id, amount)| (*id, *amount, reference.as_str())).collect();
            let mut verify = counter.verify(order, &open).await;
            verify.override_reason = Some("lo vi".into());
            verify
        }
    };
    match name {
        "report" => {
            let mut report = report(order, order.due, "12341234");
            report.note = Some("por teléfono".into());
            Command::Report(report)
        }
        "claim" => Command::Claim(on),
        "release" => Command::Release(because),
        "take-over" => Command::TakeOver(because),
        "confirm" => Command::Confirm(money(order.due).await),
        "part" => Command::Part(money(bolivares(100)).await),
        "reject" => Command::Reject(Reject {
            order: order.id,
            seen,
            reason: RejectionReason::NotFound,
            text: None,
            early: Some("el banco ya cerró el día".into()),
        }),
        "reopen" => Command::Reopen(because),
        "cancel" => Command::Cancel(because),
        "request-refund" => Command::RequestRefund(RequestRefund {
            evidence: Vec::new(),
            order: order.id,
            seen: Some(seen),
            reason: "no va".into(),
            overridden: true,
            share: None,
            borne_by: None,
        }),
        "pay-refund" => Command::PayRefund(PayRefund {
            order: order.id,
            refund: None,
            rate: None,
            rate_confirmed: false,
            sent_on: None,
            repeats_reason: None,
            seen: Seen { proofs: None, ..seen },
            amount: order.due,
            method: PaymentMethod::PagoMovil,
            reference: format!("99{:012}", order.id.uuid().as_u128() % 1_000_000_000_000),
            receipt_url: None,
        }),
        "reverse-refund" => Command::ReverseRefund(ReverseRefund {
            order: order.id,
            seen: Some(Seen { proofs: None, ..seen }),
            payment: books
                .refunds
                .iter()
                .rev()
                .find_map(|refund| refund.payment)
                .unwrap_or_else(|| RefundPaymentId::from_uuid(order.id.uuid())),
            reason: "rebotó".into(),
            overridden: true,
        }),
        "reinstate" => Command::Reinstate(because),
        "reverse" => Command::Reverse(because),
        "undo-verdict" => Command::UndoVerdict(on),
        _ => Command::Note(Note {
            order: order.id,
            text: "nota".into(),
            internal: true,
        }),
    }
}

async fn a_command_walks_its_own_edges(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let mut reference = 500_000;
    for status in PaymentStatus::ALL {
        for (name, ways, after_them) in WAYS {
            reference += 1;
            let order = in_status(&counter, *status, &reference.to_string()).await;
            let before = Books::read(&fresh.db, order.id).await;
            let command = command(&counter, &order, name).await;
            let outcome = counter.run(&counter.ana, command).await;
            let after = Books::read(&fresh.db, order.id).await;
            after.check();
            let made: Vec<&str> = after.events[before.events.len()..]
                .iter()
                .map(|event| event.edge.as_str())
                .collect();
            let leaves = PAYMENT_EDGES
                .iter()
                .any(|edge| ways.contains(&edge.code.as_str()) && edge.from.contains(&Some(*status)));
            match outcome {
                Ok(_) => assert!(
                    made.iter().all(|edge| ways.contains(edge) || after_them.contains(edge))
                        && (leaves || made.is_empty() || *name == "note"),
                    "{name} from {status} made {made:?}"
                ),
                Err(Error::Refused(refusal)) => {
                    assert_eq!(before, after, "{name} from {status}");
                    let code = refusal.code.as_str();
                    let lacking = ["nothing-verified", "undo-nothing"].contains(&code);
                    let told = lacking
                        || [
                            "payment-edge",
                            "payment-already",
                            "no-open-proof",
                            "no-refund-due",
                            "refund-payment-unknown",
                        ]
                        .contains(&code);
                    assert!(told, "{name} from {status}: {code}");
                    assert!(!leaves || lacking, "{name} from {status}: {code}");
                }
                Err(other) => panic!("{name} from {status}: {other:?}"),
            }
        }
    }
}
