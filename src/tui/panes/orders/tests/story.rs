//! What happens: a search opens its only hit, steps ask and write once, changes leave the cursor where it is.

use super::given::{self, bs, in_production, pending, rows, to_refund, usd};
use super::*;
use crate::domain::actor::{Actor, Role};
use crate::domain::fulfilment::cancellation_preview::AssignmentEnd;
use crate::domain::ids::OperatorId;
use crate::domain::method::PaymentMethod;
use crate::domain::money::Currency;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::commands::rehearse::RehearsedMessage;
use crate::service::core::command::Seen;
use crate::service::core::error::{Conflict, ConflictChange};
use crate::service::core::receipt::Outcome;
use crate::service::orders::view::Consequences;
use crate::service::payments::commands::PayRefund;

fn filter_of(query: &Query) -> &crate::service::orders::view::OrderFilter {
    match query {
        Query::Orders { filter, .. } => filter,
        other => panic!("{other:?}"),
    }
}

fn receipt(operation: OperationId) -> Receipt {
    Receipt {
        operation,
        command: "note".into(),
        on: Some(crate::service::core::receipt::OrderState {
            order_id: given::order(1),
            number: "KRFT-7Q2M4X".into(),
            version: 8,
            payment: PaymentStatus::Confirmed,
            production: None,
        }),
        events: vec![10],
        at: given::time("2026-11-22T18:40:00Z"),
        outcome: Outcome::Done,
        repeated: false,
    }
}

#[test]
fn a_single_hit_opens_on_enter() {
    let mut desk = listed(rows());
    desk.press("/ 7q2m4x");
    let (ticket, query) = asked(&desk).unwrap();
    assert_eq!(filter_of(&query).text.as_deref(), Some("7q2m4x"));
    // Enter before the answer: it opens when the answer has one row.
    desk.press("Enter");
    answer_ticket(&mut desk, ticket, page(rows().into_iter().take(1).collect()));
    assert_eq!(asked(&desk).unwrap().1, Query::Timeline(given::order(1)));
    assert!(desk.text().contains("Pedidos › KRFT-7Q2M4X"));
}

#[test]
fn many_hits_stay_a_list() {
    let mut desk = listed(rows());
    desk.press("/ ana Enter");
    assert!(asked(&desk).is_none());
    desk.press("/ x");
    let (ticket, _) = asked(&desk).unwrap();
    desk.press("Enter");
    answer_ticket(&mut desk, ticket, page(rows()));
    assert!(!desk.text().contains("Pedidos ›"));
}

#[test]
fn a_filter_that_cannot_be_read_says_so_and_keeps_the_last_one() {
    let mut desk = listed(rows());
    desk.press("/ estado:confirmado");
    assert_eq!(filter_of(&asked(&desk).unwrap().1).payment, [PaymentStatus::Confirmed]);
    desk.press("Space color:rojo");
    assert_eq!(filter_of(&asked(&desk).unwrap().1).payment, [PaymentStatus::Confirmed]);
    assert!(desk.text().contains('✖'), "{}", desk.text());
    // Esc: as if the line had not been opened.
    desk.press("Esc");
    assert_eq!(filter_of(&asked(&desk).unwrap().1).payment, []);
}

#[test]
fn presets_narrow_and_escape_widens() {
    let mut desk = listed(rows());
    desk.press("v Down Down Down Enter");
    assert!(filter_of(&asked(&desk).unwrap().1).refund_due);
    desk.press("Esc");
    assert!(!filter_of(&asked(&desk).unwrap().1).refund_due);
    desk.press("Esc");
    assert!(desk.effects.is_empty());
}

#[test]
fn a_change_keeps_the_cursor_and_marks_what_changed() {
    let mut desk = listed(rows());
    desk.press("j j");
    desk.send(Msg::Changed);
    let mut moved = rows();
    moved[2].payment = PaymentStatus::Refunded;
    moved.swap(0, 2);
    answer(&mut desk, Ok(page(moved)));
    let screen = desk.text();
    let front = screen.lines().find(|line| line.starts_with('▌')).unwrap();
    assert!(front.contains("KRFT-K4W9ZC") && front.contains("Reembolsado"), "{screen}");
    assert!(desk.styled().contains("bold underlined \"Reembolsado"), "{}", desk.styled());
}

#[test]
fn a_refresh_reads_as_many_rows_again() {
    let mut desk = desk();
    let cursor = crate::service::core::page::Cursor {
        key: 1,
        id: uuid::Uuid::nil(),
    };
    let half = |rows: Vec<OrderRow>, more: bool| {
        Answer::Orders(Page {
            rows,
            next: more.then_some(cursor),
            previous: None,
        })
    };
    let (first, second) = (rows()[..3].to_vec(), rows()[3..].to_vec());
    answer(&mut desk, Ok(half(first.clone(), true)));
    answer(&mut desk, Ok(half(second.clone(), false)));
    assert!(desk.text().contains("5 pedidos"));
    desk.press("G");
    desk.send(Msg::Changed);
    answer(&mut desk, Ok(half(first, true)));
    // Not shown before it is whole.
    assert!(desk.text().contains("KRFT-XW23TA"));
    answer(&mut desk, Ok(half(second, false)));
    let screen = desk.text();
    assert!(screen.lines().any(|line| line.starts_with("▌  KRFT-XW23TA")), "{screen}");
}

#[test]
fn a_note_is_internal_and_written_at_once() {
    let mut desk = opened(in_production("María"));
    desk.press("n").type_text("llamar mañana");
    desk.press("Ctrl-s");
    let (operation, command) = written(&desk).unwrap();
    let Command::Note(note) = command else { panic!("{command:?}") };
    assert_eq!((note.text.as_str(), note.internal), ("llamar mañana", true));
    end(&mut desk, operation, Ok(receipt(operation)));
    assert!(desk.text().contains("Nota agregada a KRFT-7Q2M4X"));
    assert!(desk.effects.iter().any(|effect| matches!(
        effect,
        Effect::Read { query: Query::Timeline(id), .. } if *id == given::order(1)
    )));
}

fn consequences(ruling: Result<&'static str, Refusal>) -> Answer {
    Answer::Refunding(Box::new(Consequences {
        ruling,
        version: 7,
        money_back: Some(bs(451_230)),
        assignment_cancelled: Some(AssignmentStatus::InProduction),
        ends: None,
        messages: vec![
            ("message-customer-P13".into(), "CUSTOMER".into()),
            ("message-workshop-P13".into(), "WORKSHOP".into()),
        ],
    }))
}

/// What a refund of the order in production comes to, at the share that its command carries.
fn would_refund(share: u32) -> Rehearsal {
    Rehearsal {
        receipt: Receipt {
            outcome: Outcome::RefundDue {
                refund: crate::domain::ids::RefundId::from_uuid(uuid::Uuid::from_u128(5)),
                amount: bs(451_230),
            },
            ..receipt(OperationId::from_uuid(uuid::Uuid::from_u128(6)))
        },
        events: Vec::new(),
        end: Some(AssignmentEnd {
            status: AssignmentStatus::InProduction,
            workshop: Some(Safe::new("Taller Orinoco")),
            days: Vec::new(),
            share: Some(share),
            cost: Some(usd(3_100)),
            paid: Some(usd(0)),
            voided: Some(usd(3_100)),
            fee: Some(usd(2_325)),
            clawback: None,
        }),
        settled: Vec::new(),
        messages: vec![RehearsedMessage {
            to: "WORKSHOP",
            template: "message-workshop-P13".into(),
            data: serde_json::json!({ "order": "KRFT-7Q2M4X" }),
        }],
    }
}

fn would_do() -> Rehearsal {
    Rehearsal {
        receipt: receipt(OperationId::from_uuid(uuid::Uuid::from_u128(6))),
        events: Vec::new(),
        end: None,
        settled: Vec::new(),
        messages: Vec::new(),
    }
}

#[test]
fn a_refund_shows_what_it_would_do_and_asks_for_the_number() {
    let mut desk = opened(in_production("María"));
    desk.press("d");
    assert_eq!(asked(&desk).unwrap().1, Query::Refunding(given::order(1)));
    answer(&mut desk, Ok(consequences(Err(Refusal::new(Code::OverrideRequired)))));
    let screen = desk.text();
    assert!(screen.contains("Se devuelven Bs 4.512,30 al cliente."), "{screen}");
    assert!(screen.contains("Se avisa al taller: «Detén el pedido"), "{screen}");
    // Override yes, share 75 %, reason.
    desk.press("Right Tab Right Tab").type_text("no hay tela");
    desk.press("Ctrl-s");
    assert!(written(&desk).is_none());
    let rehearsed = rehearse(&mut desk, would_refund(7_500));
    let screen = desk.text();
    assert!(
        screen.contains("Se le debe el 75 % del costo") && screen.contains("USD 23,25"),
        "{screen}"
    );
    desk.press("krft-7q2m4x Enter Enter");
    assert_eq!(
        written(&desk).map(|(_, command)| command),
        Some(rehearsed),
        "what was shown is what is booked"
    );
    let Some((_, Command::RequestRefund(request))) = written(&desk) else {
        panic!("{}", desk.text())
    };
    assert_eq!(
        (request.overridden, request.share, request.reason.as_str()),
        (true, Some(7_500), "no hay tela")
    );
    assert_eq!(request.seen.unwrap().version, 7);
}

#[test]
fn leaving_the_question_returns_to_what_was_typed() {
    let mut desk = opened(pending());
    desk.press("x");
    answer(&mut desk, Ok(consequences(Ok("P11"))));
    desk.type_text("se arrepintió");
    desk.press("Ctrl-s");
    rehearse(&mut desk, would_do());
    assert!(desk.text().contains("Motivo: se arrepintió"));
    desk.press("Esc");
    assert!(desk.text().contains("se arrepintió") && written(&desk).is_none());
    desk.press("Ctrl-s");
    rehearse(&mut desk, would_do());
    desk.press("Tab Enter");
    assert!(matches!(written(&desk), Some((_, Command::Cancel(_)))));
}

#[test]
fn a_refused_consequence_is_said_and_nothing_opens() {
    let mut desk = opened(pending());
    desk.press("x");
    let refusal = Refusal::new(Code::VerifiedMoney).with("verified", bs(100));
    answer(&mut desk, Ok(consequences(Err(refusal))));
    assert!(desk.model.shell.overlays.is_empty());
    assert_eq!(desk.model.shell.toasts.shown().len(), 1);
}

#[test]
fn a_refund_is_paid_in_parts_by_typing_the_amount() {
    let mut desk = opened(to_refund());
    desk.press("p 1000,00");
    assert!(desk.text().contains("Quedarán Bs 3.512,30 por pagar."), "{}", desk.text());
    desk.press("Tab Right Tab 00482913 Ctrl-s");
    rehearse(&mut desk, would_do());
    assert!(desk.text().contains("escribe 1.000,00"), "{}", desk.text());
    desk.press("1000,00 Enter Enter");
    let Some((operation, Command::PayRefund(pay))) = written(&desk) else {
        panic!("{}", desk.text())
    };
    assert_eq!(
        pay,
        PayRefund {
            order: given::order(1),
            seen: Seen { version: 7, proofs: None },
            amount: bs(100_000),
            method: PaymentMethod::PagoMovil,
            reference: "00482913".into(),
            receipt_url: None,
        }
    );
    // Refused: the form comes back with the field that is wrong.
    let refusal = Refusal::new(Code::ReferenceShort)
        .with("input", "1")
        .with("digits", 1u32)
        .with("limit", 4u32);
    end(&mut desk, operation, Err(Error::Refused(refusal)));
    assert!(
        desk.text().contains("✖ La referencia") && desk.text().contains("1000,00"),
        "{}",
        desk.text()
    );
}

#[test]
fn somebody_quicker_is_named_and_nothing_is_written() {
    let mut desk = opened(to_refund());
    desk.press("i").type_text("llegó la tela");
    desk.press("Ctrl-s");
    rehearse(&mut desk, would_do());
    desk.press("Tab Enter");
    let (operation, _) = written(&desk).unwrap();
    let conflict = Conflict {
        what: crate::service::core::error::Moved::Order,
        order: "KRFT-7Q2M4X".into(),
        seen: 7,
        now: 8,
        changes: vec![ConflictChange {
            at: given::time("2026-11-22T18:31:00Z"),
            who: Safe::new("luis"),
            edge: "P15".into(),
            text: None,
        }],
    };
    end(&mut desk, operation, Err(Error::Conflict(Box::new(conflict))));
    let screen = desk.text();
    assert!(screen.contains("luis · reembolso completo"), "{screen}");
    assert!(screen.contains("ahora Reembolsado"), "{screen}");
    // What was typed is there when one decides again.
    desk.press("Esc i");
    assert!(desk.text().contains("llegó la tela"), "{}", desk.text());
}

#[test]
fn a_payment_is_recorded_with_what_its_method_asks() {
    let mut desk = opened(pending());
    desk.press("r");
    assert_eq!(asked(&desk).unwrap().1, Query::Review(given::order(1)));
    // The accounts cannot be read: their names are typed.
    answer(&mut desk, Err(Error::Internal("x".into())));
    desk.press("Enter 4512,30 Tab = Tab venezuela Tab Right Tab 482913 Tab = Tab = Tab")
        .type_text("lo dictó");
    desk.press("Ctrl-s");
    let Some((_, Command::Report(report))) = written(&desk) else {
        panic!("{}", desk.text())
    };
    assert_eq!((report.method, report.currency), (PaymentMethod::PagoMovil, Currency::Ves));
    assert_eq!((report.amount.as_str(), report.paid_on.as_str()), ("4512,30", "2026-11-22"));
    assert_eq!(report.origin_bank.as_deref(), Some("0102"));
    assert_eq!(report.payer_phone.as_deref(), Some("0414-555.12.34"));
    assert_eq!(report.note.as_deref(), Some("lo dictó"));
}

#[test]
fn steps_that_do_not_exist_say_why() {
    let mut desk = opened(in_production("María"));
    desk.press("x");
    assert!(
        desk.text().contains("Con el pago en «Pago confirmado» este paso no existe."),
        "{}",
        desk.text()
    );
    assert!(asked(&desk).is_none());
}

#[test]
fn support_reads_and_notes_but_moves_nothing() {
    let mut desk = opened(in_production("María"));
    desk.model.shell.operator = Actor::staff(Role::Support, OperatorId::from_uuid(uuid::Uuid::from_u128(2)), "eva");
    desk.press("d");
    assert!(asked(&desk).is_none() && !desk.model.shell.toasts.shown().is_empty());
    desk.press("n");
    assert_eq!(desk.model.shell.overlays.len(), 1);
}

#[test]
fn new_events_are_marked_and_the_cursor_stays() {
    let mut desk = opened(in_production("María")).sized(120, 40);
    desk.press("k k");
    let before = front(&desk);
    desk.send(Msg::Changed);
    let mut more = in_production("María");
    let mut event = more.events[8].clone();
    event.event.seq = 10;
    more.events.push(event);
    answer(&mut desk, Ok(Answer::Timeline(Box::new(more))));
    assert_eq!(front(&desk), before);
    assert!(desk.text().contains("+ nota interna"), "{}", desk.text());
}

fn front(desk: &Desk) -> String {
    desk.text().lines().find(|line| line.starts_with('▌')).unwrap().to_owned()
}

#[test]
fn escape_goes_back_to_the_list_where_one_was() {
    let mut desk = listed(rows());
    desk.press("j j Enter Esc");
    assert!(front(&desk).contains("KRFT-K4W9ZC"));
}

#[test]
fn a_late_answer_for_another_order_is_dropped() {
    let mut desk = listed(rows());
    desk.press("Enter");
    let (ticket, _) = asked(&desk).unwrap();
    desk.press("Esc j Enter");
    answer_ticket(&mut desk, ticket, Answer::Timeline(Box::new(in_production("María"))));
    assert!(desk.text().contains("› KRFT-P8H3TD") && !desk.text().contains("María"));
}

#[test]
fn the_order_is_saved_as_three_kinds_of_file() {
    for (keys, name) in [
        ("e Enter", "KRFT-7Q2M4X.txt"),
        ("e Down Enter", "KRFT-7Q2M4X.md"),
        ("e Down Down Enter", "KRFT-7Q2M4X.json"),
    ] {
        let mut desk = opened(in_production(given::HOSTILE));
        desk.press(keys);
        let Some(Effect::Save { name: saved, text }) = desk.wanted(|effect| matches!(effect, Effect::Save { .. })) else {
            panic!("{}", desk.text())
        };
        assert_eq!(saved, name);
        assert!(text.contains("KRFT-7Q2M4X"));
        assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{text}");
        if name.ends_with("json") {
            let read: serde_json::Value = serde_json::from_str(text).unwrap();
            assert_eq!(read["order"]["total"]["amount"], "48.50");
            assert_eq!(read["events"].as_array().unwrap().len(), 9);
        }
    }
}

#[test]
fn the_number_is_copied_by_one_key_and_the_rest_is_offered() {
    let mut desk = opened(in_production("María"));
    desk.press("y");
    assert!(desk.effects.contains(&Effect::Copy("KRFT-7Q2M4X".into())));
    desk.press("Y Down Enter");
    assert!(desk.effects.contains(&Effect::Copy("0414-555.12.34".into())));
}

#[test]
fn the_palette_opens_an_order_by_its_number() {
    let mut desk = listed(rows());
    desk.press(": krft-p8h3td Enter");
    let (_, query) = asked(&desk).unwrap();
    assert_eq!(filter_of(&query).number.as_deref(), Some("KRFT-P8H3TD"));
    answer(&mut desk, Ok(page(rows())));
    assert!(desk.text().contains("› KRFT-P8H3TD"));
}

#[test]
fn numbers_nobody_has_bring_those_like_them() {
    let mut desk = listed(rows());
    desk.press("/ 7q2m4y");
    answer(&mut desk, Ok(page(Vec::new())));
    assert_eq!(asked(&desk).unwrap().1, Query::Nearest("7q2m4y".into()));
    answer(&mut desk, Ok(Answer::Nearest(vec!["KRFT-7Q2M4X".into()])));
    assert!(desk.text().contains("KRFT-7Q2M4X?"), "{}", desk.text());
    desk.press("Esc");
    answer(&mut desk, Ok(page(rows())));
    desk.press(": krft-7q2m4y Enter");
    answer(&mut desk, Ok(page(Vec::new())));
    answer(&mut desk, Ok(Answer::Nearest(vec!["KRFT-7Q2M4X".into()])));
    assert!(desk.text().contains("decir KRFT-7Q2M4X?"), "{}", desk.text());
}

#[test]
fn what_failed_says_so() {
    let mut desk = desk();
    answer(&mut desk, Err(Error::Internal("x".into())));
    assert!(desk.text().contains("Ctrl-r lo intenta otra vez."));
    desk.press("Ctrl-r");
    answer(&mut desk, Ok(page(rows())));
    assert!(desk.text().contains("KRFT-7Q2M4X"));
}
