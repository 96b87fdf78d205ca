//! What staff do with an order: forms that say what sending them would do, the last question, one write, and what comes back.

use super::given::{self, bs, in_production, pending, to_refund, usd};
use super::shop::{Shop, opened};
use crate::domain::actor::Role;
use crate::domain::ids::RefundId;
use crate::domain::method::PaymentMethod;
use crate::domain::money::Currency;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::payments::refund::RefundKind;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::core::command::Seen;
use crate::service::core::error::{Conflict, ConflictChange, Moved};
use crate::service::orders::view::RefundView;
use crate::service::payments::commands::PayRefund;
use crate::tui::core::client::{Command, Error, Query};
use crate::tui::core::effect::Effect;

/// Somebody else was quicker, by this edge.
fn conflict(edge: &str) -> Error {
    Error::Conflict(Box::new(Conflict {
        what: Moved::Order,
        order: "KRFT-7Q2M4X".into(),
        seen: 7,
        now: 8,
        changes: vec![ConflictChange {
            at: given::time("2026-11-22T18:31:00Z"),
            who: Safe::new("luis"),
            edge: edge.into(),
            text: None,
        }],
    }))
}

fn overlays(shop: &Shop) -> usize {
    shop.desk.model.shell.overlays.len()
}

#[test]
fn a_note_is_internal_and_written_at_once() {
    let mut shop = opened(in_production("María"));
    shop.press("n").type_text("llamar mañana").press("Ctrl-s");
    let [Command::Note(note)] = &shop.done[..] else {
        panic!("{:?}", shop.done)
    };
    assert_eq!((note.text.as_str(), note.internal), ("llamar mañana", true));
    assert!(shop.text().contains("Nota agregada a KRFT-7Q2M4X"));
    assert!(shop.asked.contains(&Query::Timeline(given::order(1))));
}

#[test]
fn a_refund_shows_what_it_would_do_and_asks_for_the_number() {
    let mut shop = opened(in_production("María"));
    shop.press("d");
    let screen = shop.text();
    assert!(screen.contains("Se devuelven Bs 4.512,30 al cliente."), "{screen}");
    assert!(
        screen.contains("Se avisa al taller") && screen.contains("«Detén el pedido"),
        "{screen}"
    );
    // The work would be lost: what the override leads to is seen before it is given.
    assert!(
        screen.contains("Se le debe el 50 % del costo") && screen.contains("USD 15,50"),
        "{screen}"
    );
    // Override yes, share 75 %, reason.
    shop.press("Right Tab Right Tab").type_text("no hay tela").press("Ctrl-s");
    assert!(shop.done.is_empty());
    let screen = shop.text();
    assert!(
        screen.contains("Se le debe el 75 % del costo") && screen.contains("USD 23,25"),
        "{screen}"
    );
    let Some(Query::Rehearse(rehearsed)) = shop.asked.last().cloned() else {
        panic!("{:?}", shop.asked.last())
    };
    shop.press("krft-7q2m4x Enter Enter");
    assert_eq!(shop.done, [*rehearsed], "what was shown is what is booked");
    let [Command::RequestRefund(request)] = &shop.done[..] else {
        panic!("{}", shop.text())
    };
    assert_eq!(
        (request.overridden, request.share, request.reason.as_str()),
        (true, Some(7_500), "no hay tela")
    );
    assert_eq!(request.seen.as_ref().unwrap().version, 7);
}

/// The figures are those that the shop answers, not those of the order that was read before.
#[test]
fn what_a_form_shows_is_what_was_rehearsed() {
    let mut shop = opened(in_production("María"));
    shop.cost = usd(10_000);
    shop.timeline.order.credited = bs(100);
    shop.press("d");
    let screen = shop.text();
    assert!(
        screen.contains("Se devuelven Bs 1,00 al cliente.") && screen.contains("USD 50,00"),
        "{screen}"
    );
    let mut shop = opened(to_refund());
    shop.timeline.refunds[0].left = bs(200_000);
    shop.press("p 1000,00");
    assert!(shop.text().contains("Quedarán Bs 1.000,00 por pagar."), "{}", shop.text());
}

#[test]
fn an_override_that_is_not_given_is_asked_for() {
    let mut shop = opened(in_production("María"));
    shop.press("d Tab Tab").type_text("no hay tela");
    shop.press("Ctrl-s");
    assert!(shop.done.is_empty());
    assert!(shop.text().contains('✖') && shop.text().contains("no hay tela"), "{}", shop.text());
}

#[test]
fn a_refund_that_lost_to_somebody_comes_back_as_typed() {
    let mut shop = opened(in_production("María"));
    shop.press("d Right Tab Tab").type_text("no hay tela").press("Ctrl-s");
    shop.refuse.push(conflict("NOTE"));
    shop.press("krft-7q2m4x Enter Enter");
    assert!(shop.text().contains("luis"), "{}", shop.text());
    shop.press("Enter");
    assert!(shop.text().contains("no hay tela"), "{}", shop.text());
    shop.press("Ctrl-s krft-7q2m4x Enter Enter");
    let Some(Command::RequestRefund(request)) = shop.done.last() else {
        panic!("{}", shop.text())
    };
    assert_eq!((shop.done.len(), request.seen.as_ref().unwrap().version), (2, 8));
}

#[test]
fn what_was_not_touched_is_that_of_the_new_reading() {
    let mut shop = opened(in_production("María"));
    shop.press("d Right Tab Tab").type_text("no hay tela").press("Ctrl-s");
    shop.refuse.push(conflict("A7"));
    shop.timeline.order.production = Some(AssignmentStatus::Ready);
    shop.press("krft-7q2m4x Enter Enter");
    assert!(shop.text().contains("luis"), "{}", shop.text());
    shop.press("Enter d");
    let screen = shop.text();
    assert!(
        screen.contains("no hay tela") && screen.contains("100 % de lo acordado"),
        "{screen}"
    );
}

#[test]
fn leaving_the_question_returns_to_what_was_typed() {
    let mut shop = opened(pending());
    shop.press("x").type_text("se arrepintió").press("Ctrl-s");
    let screen = shop.text();
    assert!(screen.contains("Motivo: se arrepintió"), "{screen}");
    assert!(
        screen.contains("No hay dinero que devolver.") && screen.contains("Ningún taller tiene este pedido."),
        "{screen}"
    );
    shop.press("Esc");
    assert!(shop.text().contains("se arrepintió") && shop.done.is_empty());
    shop.press("Ctrl-s Tab Enter");
    assert!(matches!(&shop.done[..], [Command::Cancel(_)]));
}

#[test]
fn a_refused_consequence_is_said_and_nothing_opens() {
    let mut shop = opened(pending());
    let refusal = Refusal::new(Code::VerifiedMoney).with("verified", bs(100));
    shop.hinder.push(Error::Refused(refusal));
    shop.press("x");
    assert_eq!(overlays(&shop), 0);
    assert_eq!(shop.desk.model.shell.toasts.shown().len(), 1);
}

#[test]
fn a_refund_is_paid_in_parts_by_typing_the_amount() {
    let mut shop = opened(to_refund());
    shop.press("p 1000,00");
    assert!(shop.text().contains("Quedarán Bs 3.512,30 por pagar."), "{}", shop.text());
    shop.press("Tab Tab 00482913 Ctrl-s");
    assert!(shop.text().contains("escribe 1.000,00"), "{}", shop.text());
    // Refused: the form comes back with the field that is wrong.
    let refusal = Refusal::new(Code::ReferenceShort)
        .with("input", "1")
        .with("digits", 1u32)
        .with("limit", 4u32);
    shop.refuse.push(Error::Refused(refusal));
    shop.press("1000,00 Enter Enter");
    let [Command::PayRefund(pay)] = &shop.done[..] else {
        panic!("{}", shop.text())
    };
    assert_eq!(
        *pay,
        PayRefund {
            order: given::order(1),
            seen: Seen { version: 7, proofs: None },
            refund: Some(crate::domain::ids::RefundId::from_uuid(uuid::Uuid::from_u128(41))),
            rate: None,
            rate_confirmed: false,
            sent_on: None,
            repeats_reason: None,
            amount: bs(100_000),
            method: PaymentMethod::PagoMovil,
            reference: "00482913".into(),
            receipt_url: None,
        }
    );
    assert!(
        shop.text().contains("✖ La referencia") && shop.text().contains("1000,00"),
        "{}",
        shop.text()
    );
}

#[test]
fn the_last_question_of_a_payment_says_all_that_was_typed() {
    let mut shop = opened(to_refund()).sized(120, 50);
    shop.press("p 1000,00 Tab Tab 00482913 Ctrl-s");
    assert!(shop.text().contains("Sale con fecha de hoy."), "{}", shop.text());
    shop.press("Esc Tab 20/11/2026 Tab Tab")
        .type_text("el banco repite números")
        .press("Ctrl-s");
    let screen = shop.text();
    assert!(
        screen.contains("Salió el 20/11/2026.") && screen.contains("La referencia se repite: el banco repite números"),
        "{screen}"
    );
}

#[test]
fn of_several_refunds_that_are_due_one_is_chosen() {
    let mut timeline = to_refund();
    timeline.order.payment = PaymentStatus::Confirmed;
    timeline.next.clear();
    let part = |kind, n, left| RefundView {
        kind,
        id: RefundId::from_uuid(uuid::Uuid::from_u128(n)),
        left,
        ..timeline.refunds[0].clone()
    };
    timeline.refunds = vec![part(RefundKind::Surplus, 51, bs(5_000)), part(RefundKind::Goodwill, 52, bs(7_000))];
    let mut shop = opened(timeline);
    shop.press("p");
    assert!(shop.text().contains("Qué reembolso se paga"), "{}", shop.text());
    shop.press("Down Enter = Tab Tab 00482913 Ctrl-s 70,00 Enter Enter");
    let [Command::PayRefund(pay)] = &shop.done[..] else {
        panic!("{}", shop.text())
    };
    assert_eq!(pay.refund, Some(RefundId::from_uuid(uuid::Uuid::from_u128(52))));
}

#[test]
fn where_something_is_missing_to_pay_a_refund_its_command_is_named() {
    let mut timeline = to_refund();
    let to = &mut timeline.refunds[0].to;
    (to.bank, to.missing) = (None, vec!["bank"]);
    let mut shop = opened(timeline).sized(120, 50);
    shop.press("p");
    assert!(shop.text().contains("se corrige con D en el pedido"), "{}", shop.text());
}

#[test]
fn more_than_is_left_to_refund_says_so_while_typing() {
    let mut shop = opened(to_refund());
    shop.press("p 9000,0");
    let refusal = Refusal::new(Code::RefundExceeds)
        .with("amount", bs(900_000))
        .with("left", bs(451_230));
    shop.hinder.push(Error::Refused(refusal));
    shop.press("0");
    assert!(shop.text().contains("✖ Bs 9.000,00 es más de lo que queda"), "{}", shop.text());
}

/// A part was paid meanwhile: the form is read again before it is sent, with what was typed in it.
#[test]
fn a_refund_that_was_paid_in_part_meanwhile_is_looked_at_again() {
    let mut shop = opened(to_refund());
    shop.press("p 1000,00 Tab Tab 00482913 Ctrl-s");
    shop.refuse.push(conflict("REFUND_PAID"));
    shop.press("1000,00 Enter Enter");
    shop.timeline.refunds[0].left = bs(100_000);
    shop.press("Enter");
    assert_eq!(overlays(&shop), 0);
    shop.press("p");
    let screen = shop.text();
    assert!(screen.contains("= 1.000,00") && screen.contains("00482913"), "{screen}");
}

#[test]
fn somebody_quicker_is_named_and_nothing_is_written() {
    let mut shop = opened(to_refund());
    shop.press("i").type_text("llegó la tela").press("Ctrl-s");
    shop.refuse.push(conflict("P15"));
    shop.press("Tab Enter");
    let screen = shop.text();
    assert!(screen.contains("luis · reembolso completo"), "{screen}");
    assert!(screen.contains("ahora Reembolsado"), "{screen}");
    // What was typed is there when one decides again.
    shop.press("Esc");
    assert!(shop.text().contains("llegó la tela"), "{}", shop.text());
    shop.press("Ctrl-s Tab Enter");
    let Some(Command::Reinstate(with)) = shop.done.last() else {
        panic!("{}", shop.text())
    };
    assert_eq!(with.seen.as_ref().unwrap().version, 8);
}

#[test]
fn a_payment_is_recorded_with_what_its_method_asks() {
    let mut shop = opened(pending());
    // The accounts cannot be read: their names are typed.
    shop.broken = true;
    shop.press("r");
    assert_eq!(shop.asked.last(), Some(&Query::Review(given::order(1))));
    shop.broken = false;
    shop.press("Enter 4512,30 Tab = Tab venezuela Tab Right Tab 482913 Tab = Tab = Tab")
        .type_text("lo dictó")
        .press("Ctrl-s");
    let [Command::Report(report)] = &shop.done[..] else {
        panic!("{}", shop.text())
    };
    assert_eq!((report.method, report.currency), (PaymentMethod::PagoMovil, Currency::Ves));
    assert_eq!((report.amount.as_str(), report.paid_on.as_str()), ("4512,30", "2026-11-22"));
    assert_eq!(report.origin_bank.as_deref(), Some("0102"));
    assert_eq!(report.payer_phone.as_deref(), Some("0414-555.12.34"));
    assert_eq!(report.note.as_deref(), Some("lo dictó"));
}

/// An order that needs no more money: the same key, and what is found is its surplus.
#[test]
fn a_payment_of_a_paid_order_is_recorded_as_surplus() {
    let mut shop = opened(in_production("María"));
    shop.broken = true;
    shop.press("r");
    shop.broken = false;
    shop.press("Enter");
    assert!(shop.text().contains("no espera más dinero"), "{}", shop.text());
    shop.press("4512,30 Tab = Tab venezuela Tab Right Tab 482913 Tab = Tab = Tab Tab Tab")
        .type_text("pagó dos veces")
        .press("Ctrl-s");
    assert!(shop.done.is_empty(), "asked once more: {}", shop.text());
    shop.press("KRFT-7Q2M4X Enter Enter");
    let [Command::RecordSurplus(record)] = &shop.done[..] else {
        panic!("{}", shop.text())
    };
    assert_eq!((record.report.amount.as_str(), record.overridden), ("4512,30", false));
    assert_eq!(record.report.reference.as_deref(), Some("482913"));
    assert_eq!(record.report.note.as_deref(), Some("pagó dos veces"));
    assert_eq!(record.seen.as_ref().map(|seen| seen.version), Some(7));
}

#[test]
fn support_reads_and_notes_but_moves_nothing() {
    let mut shop = opened(in_production("María")).role(Role::Support);
    let asked = shop.asked.len();
    shop.press("d");
    assert!(shop.asked.len() == asked && !shop.desk.model.shell.toasts.shown().is_empty());
    shop.press("n");
    assert_eq!(overlays(&shop), 1);
}

#[test]
fn the_work_sheet_opens_over_the_order_once_there_is_an_assignment() {
    let mut shop = opened(in_production("María"));
    shop.press("h");
    assert!(shop.asked.contains(&Query::WorkSheet(given::order(1))), "{:?}", shop.asked);
    assert!(shop.text().contains("KRFT-7Q2M4X › Hoja de trabajo KRFT-7Q2M4X"), "{}", shop.text());
    shop.press("Esc");
    assert!(!shop.text().contains("Hoja de trabajo"), "{}", shop.text());
    let mut shop = opened(pending());
    shop.press("h");
    assert!(shop.text().contains("no tiene una asignación activa"), "{}", shop.text());
}

#[test]
fn work_is_taken_off_its_workshop_with_what_that_costs() {
    let mut shop = opened(in_production("María"));
    shop.press("a quitar Enter");
    let screen = shop.text();
    assert!(
        screen.contains("Se le debe el 50 % del costo") && screen.contains("USD 15,50"),
        "{screen}"
    );
    shop.press("Right Tab Tab").type_text("se quemó el taller").press("Ctrl-s");
    assert!(shop.text().contains("Motivo: se quemó el taller"), "{}", shop.text());
    shop.refuse.push(conflict("NOTE"));
    shop.press("krft-7q2m4x Enter Enter Enter");
    assert!(shop.text().contains("se quemó el taller"), "{}", shop.text());
    shop.press("Ctrl-s krft-7q2m4x Enter Enter");
    let Some(Command::Withdraw(withdraw)) = shop.done.last() else {
        panic!("{}", shop.text())
    };
    assert_eq!((withdraw.overridden, withdraw.share), (true, Some(5_000)));
    assert_eq!(withdraw.seen.as_ref().unwrap().version, 8);
}

/// The keys come before any of their questions is answered.
fn press_ahead(shop: &mut Shop, keys: &str) -> Vec<Effect> {
    shop.silent = true;
    let mut held = Vec::new();
    for key in keys.split(' ') {
        shop.press(key);
        held.append(&mut shop.desk.effects);
    }
    shop.silent = false;
    held
}

#[test]
fn a_step_begun_twice_opens_once() {
    let mut shop = opened(in_production("María"));
    shop.desk.effects = press_ahead(&mut shop, "d d");
    shop.settle();
    assert_eq!(overlays(&shop), 1, "{}", shop.text());
}

#[test]
fn a_form_that_comes_late_opens_over_nothing_else() {
    let mut shop = opened(in_production("María"));
    shop.desk.effects = press_ahead(&mut shop, "d ?");
    shop.settle();
    assert_eq!(overlays(&shop), 1, "{}", shop.text());
    assert!(shop.text().contains("Ayuda"), "{}", shop.text());
    // Nor over another pane.
    let mut shop = opened(in_production("María"));
    let held = press_ahead(&mut shop, "d");
    shop.desk.model.shell.active = 1;
    shop.desk.effects = held;
    shop.settle();
    assert_eq!(overlays(&shop), 0);
}

#[test]
fn what_nobody_waits_for_any_more_is_not_read_to_its_end() {
    let mut shop = opened(in_production("María"));
    let effects = press_ahead(&mut shop, "d Esc");
    let rehearsal = effects.iter().find_map(|effect| match effect {
        Effect::Read {
            ticket,
            query: Query::Rehearse(_),
            ..
        } => Some(*ticket),
        _ => None,
    });
    assert!(effects.contains(&Effect::Abandon(rehearsal.unwrap())), "{effects:?}");
    // Of a form that is left, too.
    let mut shop = opened(pending());
    shop.press("x").type_text("se arrepintió");
    let effects = press_ahead(&mut shop, "Ctrl-s Esc Esc");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Abandon(_))), "{effects:?}");
}

/// A refusal changed nothing; what somebody else did is to be seen.
#[test]
fn a_refused_command_reads_nothing_again_and_one_overtaken_does() {
    let refused = Error::Refused(Refusal::new(Code::NoteEmpty));
    for (error, again) in [(refused, false), (conflict("NOTE"), true)] {
        let mut shop = opened(in_production("María"));
        shop.press("n").type_text("llamar mañana");
        shop.refuse.push(error);
        shop.asked.clear();
        shop.press("Ctrl-s");
        assert!(shop.refuse.is_empty(), "{}", shop.text());
        assert_eq!(shop.asked.contains(&Query::Timeline(given::order(1))), again, "{:?}", shop.asked);
    }
}
