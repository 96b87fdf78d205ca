//! Confirming, a part, an override, rejecting, and being overtaken.

use super::shop::{LUIS, Shop, claim, order, proof, row, ves};
use crate::domain::payments::rejection::RejectionReason;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::Command;
use crate::service::core::command::OnOrder;
use crate::service::core::error::{Conflict, ConflictChange};
use crate::tui::core::client::{Error, LinkState, Query};
use crate::tui::core::msg::Msg;

/// Luis did something meanwhile.
pub fn overtaken() -> Error {
    let change = ConflictChange {
        at: super::shop::now(),
        who: Safe::new("luis"),
        edge: "P5".into(),
        text: None,
    };
    Error::Conflict(Box::new(Conflict {
        what: crate::service::core::error::Moved::Order,
        order: "KRFT-7Q2M4X".into(),
        seen: 4,
        now: 5,
        changes: vec![change],
    }))
}

/// Account is known: the cursor is on the date.
fn fill(shop: &mut Shop, amount: &str, reference: &str) {
    shop.press(". Tab").type_text(amount).press("Tab").type_text(reference);
}

#[test]
fn evidence_confirms_and_the_next_free_row_comes_to_the_front() {
    let mut shop = Shop::with(4);
    shop.set_claim(order(1), Some(claim(LUIS, "luis", 2)));
    shop.press("Ctrl-r c");
    fill(&mut shop, "4512,30", "0000482913");
    let text = shop.text();
    assert!(text.contains("✓ Confirma el pago."), "{text}");
    shop.press("Ctrl-s");
    let Some(Command::Confirm(verify)) = shop.done.last() else {
        panic!("{:?}", shop.done)
    };
    assert_eq!(verify.seen.version, 4);
    assert_eq!(verify.seen.proofs.as_deref(), Some("d1"));
    let [evidence] = &verify.evidence[..] else { panic!("one") };
    assert_eq!((evidence.submission, evidence.amount), (proof(0), ves(451_230)));
    assert_eq!(evidence.bank_reference, "0000482913");
    assert_eq!(evidence.account, "Venezuela 4821");
    assert!(shop.text().contains("KRFT-7Q2M4X confirmado"), "{}", shop.text());
    assert!(shop.selected_row().contains("KRFT-K4W9ZC"), "{}", shop.text());
}

#[test]
fn a_payment_that_fits_takes_three_keys() {
    let mut shop = Shop::with(2);
    // The claim, what was declared copied on purpose, and the verdict; the next one is in front.
    shop.press("c =");
    assert!(shop.text().contains("✓ Confirma el pago."), "{}", shop.text());
    shop.press("Enter");
    assert_eq!(shop.commands(), ["claim", "confirm"]);
    assert!(shop.selected_row().contains("KRFT-P8H3TD"), "{}", shop.text());
}

/// The key, a letter or two of a word of the reason, and the verdict.
#[test]
fn a_rejection_takes_four_keys_whatever_its_reason() {
    let catalogue = Shop::with(1).desk.model.shell.catalogue;
    for reason in RejectionReason::ALL.iter().filter(|reason| **reason != RejectionReason::Other) {
        let name = catalogue.text(&format!("pagos-reason-{reason}"), &[]).to_lowercase();
        let starts = [1, 2].map(|letters| name.split(' ').map(move |word| word.chars().take(letters).collect::<String>()));
        let rejects = |typed: String| {
            let mut shop = Shop::with(2);
            shop.press("r").type_text(&typed).press("Ctrl-s");
            let next = shop.selected_row().contains("KRFT-P8H3TD");
            next && matches!(shop.done.last(), Some(Command::Reject(reject)) if reject.reason == *reason)
        };
        assert!(starts.into_iter().flatten().any(rejects), "{name}");
    }
}

#[test]
fn the_comparison_is_the_form_and_takes_a_pasted_line() {
    let mut shop = Shop::with(1);
    shop.press("c")
        .paste("29/11/2026\tTRANSF V12345678\t0000482931\t4.521,30\t90.000,00");
    let text = shop.text();
    let line = |about: &str| {
        let line = text.lines().find(|line| line.contains(about) && line.matches("4.5").count() > 1);
        line.unwrap_or_else(|| panic!("{text}")).to_owned()
    };
    // What is needed, what was declared and what the bank shows are one line, and how they compare stands at its end.
    assert!(line("monto").contains("4.521,30") && line("monto").contains('≠'), "{text}");
    assert!(
        text.contains("0000482931") && text.contains("Escribe por qué vale: monto ≠, fecha ≠, ref. ≠."),
        "{text}"
    );
}

#[test]
fn nothing_is_filled_in_that_must_be_read_in_the_bank() {
    let mut shop = Shop::with(1);
    shop.press("c Ctrl-s");
    assert_eq!(shop.commands(), ["claim"]);
    assert!(shop.text().contains("Falta este dato."), "{}", shop.text());
}

#[test]
fn too_little_is_a_part_and_is_asked_about() {
    let mut shop = Shop::with(1);
    shop.press("c");
    fill(&mut shop, "4.000,00", "482913");
    let part = "✖ Pago parcial: faltan Bs 512,30. Revisa: monto ≠.";
    assert!(shop.text().contains(part), "{}", shop.text());
    shop.press("Ctrl-s").type_text("el banco muestra menos").press("Ctrl-s");
    assert!(shop.text().contains("Aceptar la parte"), "{}", shop.text());
    shop.press("Enter");
    assert_eq!(shop.commands(), ["claim"], "cancel is focused");
    assert!(shop.text().contains("4.000,00"), "what was typed is still there");
    shop.press("Ctrl-s Tab Enter");
    assert_eq!(shop.commands(), ["part"]);
}

#[test]
fn a_part_that_covers_all_is_no_part() {
    let mut shop = Shop::with(1);
    shop.press("Enter p");
    fill(&mut shop, "4512,30", "482913");
    shop.press("Ctrl-s");
    assert!(shop.text().contains("confírmalo con c"), "{}", shop.text());
    assert_eq!(shop.commands(), ["claim"]);
}

#[test]
fn a_used_reference_takes_a_reason_and_the_order_number() {
    let mut shop = Shop::with(3);
    shop.press("j j c");
    fill(&mut shop, "6512,30", "482913");
    shop.press("Ctrl-s");
    assert_eq!(shop.commands(), ["claim"]);
    shop.type_text("el banco lo confirma por teléfono").press("Ctrl-s");
    assert!(shop.text().contains("escribe KRFT-K4W9ZC"), "{}", shop.text());
    shop.type_text("krft-k4w9zc").press("Tab Enter");
    let Some(Command::Confirm(verify)) = shop.done.last() else {
        panic!("{:?}", shop.done)
    };
    assert_eq!(verify.override_reason.as_deref(), Some("el banco lo confirma por teléfono"));
}

#[test]
fn a_duplicate_only_the_service_knows_brings_the_form_back() {
    let mut shop = Shop::with(1);
    shop.press("c");
    fill(&mut shop, "4512,30", "482913");
    shop.refuse
        .push(Error::Refused(Refusal::new(Code::DuplicateReference).with("order", "KRFT-ZZ22ZZ")));
    shop.press("Ctrl-s");
    let text = shop.text();
    assert!(text.contains("excepción") && text.contains("KRFT-ZZ22ZZ"), "{text}");
    assert!(text.contains("4.512,30") && text.contains("482913"), "{text}");
}

#[test]
fn overtaken_nothing_is_lost_and_it_is_said_by_whom() {
    let mut shop = Shop::with(1);
    shop.press("c");
    fill(&mut shop, "4512,30", "482913");
    shop.refuse.push(overtaken());
    shop.press("Ctrl-s");
    assert!(shop.text().contains("luis"), "{}", shop.text());
    assert!(shop.text().contains("No se guardó nada"), "{}", shop.text());
    shop.press("Enter c");
    assert!(shop.text().contains("✓ Confirma el pago."), "{}", shop.text());
}

#[test]
fn a_rejection_shows_the_message_first() {
    let mut shop = Shop::with(2);
    shop.press("r Right");
    assert!(
        shop.text().contains("pago en nuestra cuenta. Revisa que la referencia"),
        "{}",
        shop.text()
    );
    shop.press("Tab").type_text("te escribimos por WhatsApp");
    assert!(!shop.text().contains("Revisa que la referencia"), "{}", shop.text());
    shop.press("Ctrl-s");
    let Some(Command::Reject(reject)) = shop.done.last() else {
        panic!("{:?}", shop.done)
    };
    assert_eq!(reject.reason, RejectionReason::NotFound);
    assert_eq!(reject.text.as_deref(), Some("te escribimos por WhatsApp"));
}

#[test]
fn a_suspicion_is_not_told_and_other_needs_a_text() {
    let mut shop = Shop::with(1);
    shop.press("r Left Left");
    let text = shop.text();
    assert!(
        text.contains("sospecha de fraude") && text.contains("pago en nuestra cuenta. Revisa que la referencia"),
        "{text}"
    );
    shop.press("Right Ctrl-s");
    assert!(shop.text().contains("hay que escribir el mensaje"), "{}", shop.text());
    assert_eq!(shop.commands(), ["claim"]);
}

#[test]
fn split_payments_are_verified_together() {
    let mut second = row(1);
    second.order = order(0);
    second.number = "KRFT-7Q2M4X".into();
    second.signals.clear();
    second.reference = Some(Safe::new("482914"));
    let mut shop = Shop::open(vec![row(0), second]);
    shop.press("c");
    assert!(
        shop.text().contains("1 monto") && shop.text().contains("2 cuenta"),
        "{}",
        shop.text()
    );
    fill(&mut shop, "4512,30", "482913");
    assert!(shop.text().contains("▲ Pago parcial"), "{}", shop.text());
    let compared = |shop: &Shop, line: &str, mark: char| shop.text().lines().any(|it| it.contains(line) && it.contains(mark));
    assert!(
        compared(&shop, "│ 1 monto", '✓') && compared(&shop, "│ suma", '≠'),
        "{}",
        shop.text()
    );
    shop.press("Tab Tab");
    fill(&mut shop, "5512,30", "482914");
    assert!(shop.text().contains("✓ Confirma el pago."), "{}", shop.text());
    shop.press("Ctrl-s");
    let Some(Command::Confirm(verify)) = shop.done.last() else {
        panic!("{:?}", shop.done)
    };
    assert_eq!(verify.evidence.len(), 2);
}

#[test]
fn the_verdict_shown_is_what_the_rehearsal_answers() {
    let mut shop = Shop::with(1);
    shop.press("c");
    fill(&mut shop, "4512,30", "482913");
    let rehearsed = |query: &Query| matches!(query, Query::Rehearse(command) if matches!(**command, Command::Confirm(_)));
    assert!(shop.asked.iter().any(rehearsed), "{:?}", shop.asked);
    assert!(shop.text().contains("✓ Confirma el pago."), "{}", shop.text());
    let refusal = Refusal::new(Code::DuplicateReference).with("order", "KRFT-ZZ22ZZ");
    shop.hinder.push(Error::Refused(refusal));
    shop.press("Tab").type_text("x");
    let text = shop.text();
    assert!(text.contains("✖ Esa referencia ya pagó el pedido KRFT-ZZ22ZZ"), "{text}");
    assert!(!text.contains("Confirma el pago."), "{text}");
}

#[test]
fn more_than_is_owed_is_foreseen_and_told() {
    let mut shop = Shop::with(1);
    shop.press("c");
    fill(&mut shop, "4520,00", "482913");
    assert!(shop.text().contains("sobran Bs 7,70 y queda anotado"), "{}", shop.text());
    shop.press("Ctrl-s").type_text("pagó de más").press("Ctrl-s");
    assert!(
        shop.text().contains("confirmado con Bs 4.520,00; sobran Bs 7,70"),
        "{}",
        shop.text()
    );
}

#[test]
fn a_rejection_shows_the_message_of_its_rehearsal_and_comes_back_after_a_conflict() {
    let mut shop = Shop::with(1);
    shop.press("r Right");
    let refusal = Refusal::new(Code::NoOpenProof);
    shop.hinder.push(Error::Refused(refusal));
    shop.press("Tab").type_text("x");
    assert!(!shop.text().contains("El cliente leerá"), "{}", shop.text());
    shop.type_text("yz");
    assert!(shop.text().contains("El cliente leerá"), "{}", shop.text());
    shop.refuse.push(overtaken());
    shop.press("Ctrl-s");
    assert!(shop.text().contains("No se guardó nada"), "{}", shop.text());
    shop.press("Enter r");
    assert!(
        shop.text().contains("xyz") && shop.text().contains("no aparece en el banco"),
        "{}",
        shop.text()
    );
}

/// A confirmation is sent, the link drops, the person goes on to something else, the link returns.
#[test]
fn what_is_refused_late_opens_over_nothing_and_is_as_typed_when_begun_again() {
    for (away, back) in [("?", "Esc"), ("/ r", "Esc")] {
        for late in [|| Error::Refused(Refusal::new(Code::NoOpenProof)), overtaken as fn() -> Error] {
            let mut shop = Shop::with(1);
            shop.press("c");
            fill(&mut shop, "4512,30", "482913");
            shop.refuse = vec![late(), Error::passing_in_test()];
            shop.press("Ctrl-s").press(away);
            let over = shop.desk.model.shell.overlays.len();
            shop.send(Msg::Link(LinkState::Up));
            assert_eq!(shop.desk.model.shell.overlays.len(), over, "{}", shop.text());
            let said = crate::tui::core::client::sentence(shop.desk.model.shell.catalogue, &late());
            assert!(shop.text().contains(&said[..20]), "{said}: {}", shop.text());
            shop.press(back).press("c");
            let text = shop.text();
            assert!(text.contains("Confirmar el pago") && text.contains("4.512,30"), "{text}");
        }
    }
}

#[test]
fn a_claim_that_fails_late_opens_over_nothing() {
    let mut shop = Shop::with(1);
    shop.refuse = vec![overtaken(), Error::passing_in_test()];
    shop.press("c ?").send(Msg::Link(LinkState::Up));
    assert_eq!(shop.desk.model.shell.overlays.len(), 1, "{}", shop.text());
    assert!(shop.text().contains("▲") || shop.text().contains("✖"), "{}", shop.text());
}

#[test]
fn whoever_went_on_to_another_row_while_it_was_written_stays_there() {
    let mut shop = Shop::with(6);
    shop.press("c");
    fill(&mut shop, "4512,30", "482913");
    shop.refuse = vec![Error::passing_in_test()];
    shop.press("Ctrl-s j j j Tab").send(Msg::Link(LinkState::Up));
    assert!(shop.text().contains("KRFT-7Q2M4X confirmado"), "{}", shop.text());
    assert!(!shop.selected_row().contains("KRFT-7Q2M4X"), "{}", shop.text());
    assert!(shop.text().contains("KRFT-2MHD7R   "), "the detail is still read: {}", shop.text());
    shop.press("Tab");
    assert!(shop.selected_row().contains("KRFT-2MHD7R"), "{}", shop.text());
}

#[test]
fn a_verdict_is_taken_back_and_the_row_is_ours_again() {
    let mut shop = Shop::with(4);
    let text = shop.press("u").text();
    assert!(text.contains("No hay nada que deshacer") && shop.commands().is_empty(), "{text}");
    shop.press("c");
    fill(&mut shop, "4512,30", "482913");
    shop.press("Ctrl-s c");
    assert_eq!(shop.commands(), ["claim", "confirm", "claim"]);
    shop.press("Esc u");
    assert_eq!(shop.done, [Command::UndoVerdict(OnOrder { order: order(0) })]);
    let text = shop.text();
    assert!(
        text.contains("KRFT-7Q2M4X: veredicto deshecho; es tuyo otra vez hasta las"),
        "{text}"
    );
    shop.press("u");
    assert_eq!(shop.commands(), ["undo-verdict"], "there is no other");
}

#[test]
fn of_several_verdicts_the_last_is_taken_back_first() {
    let mut shop = Shop::with(4);
    shop.press("r Right Ctrl-s r Right Ctrl-s u u");
    let undone = shop.done.iter().filter_map(|command| match command {
        Command::UndoVerdict(on) => Some(on.order),
        _ => None,
    });
    let decided = shop.done.iter().filter_map(|command| match command {
        Command::Reject(reject) => Some(reject.order),
        _ => None,
    });
    let (undone, mut decided): (Vec<_>, Vec<_>) = (undone.collect(), decided.collect());
    decided.reverse();
    assert_eq!((undone.len(), undone), (2, decided));
}

#[test]
fn a_verdict_that_cannot_be_taken_back_says_why() {
    let late = Refusal::new(Code::UndoTooLate).with("seconds", 30_i64).with("edge", "P6");
    for (error, words) in [
        (late, "Un veredicto se deshace en los"),
        (Refusal::new(Code::UndoNotYours).with("by", "luis"), "Este veredicto lo dio luis"),
        (
            Refusal::new(Code::UndoSuperseded).with("step", "A1"),
            "Después del veredicto ya pasó",
        ),
    ] {
        let mut shop = Shop::with(2).sized(160, 30);
        shop.press("r Right Ctrl-s");
        shop.refuse.push(Error::Refused(error));
        shop.press("u");
        let text = shop.text();
        assert!(text.contains(&format!("KRFT-7Q2M4X · {words}")), "{text}");
        shop.done.clear();
        shop.press("u");
        assert!(shop.done.is_empty(), "that was the last word: {words}");
    }
}

#[test]
fn not_found_before_its_hour_asks_for_an_internal_reason() {
    let mut shop = Shop::with(1);
    shop.press("r");
    assert!(!shop.text().contains("motivo interno"), "{}", shop.text());
    let mut shop = Shop::with(1);
    shop.early_until = Some(super::shop::now() + chrono::TimeDelta::minutes(20));
    shop.press("r");
    assert!(
        shop.text().contains("motivo interno") && shop.text().contains("Todavía es temprano"),
        "{}",
        shop.text()
    );
    shop.press("Right Tab Tab").type_text("el banco ya cerró el día").press("Ctrl-s");
    let Some(Command::Reject(reject)) = shop.done.last() else {
        panic!("{:?}", shop.done)
    };
    assert_eq!(
        (reject.text.as_deref(), reject.early.as_deref()),
        (None, Some("el banco ya cerró el día"))
    );
}
