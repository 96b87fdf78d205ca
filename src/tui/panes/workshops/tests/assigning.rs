//! Finding a workshop for an order.

use super::given::{order, workshop};
use super::shop::Shop;
use crate::domain::actor::Role;
use crate::domain::refusal::{Code, Refusal};
use crate::service::Command;
use crate::service::core::command::Seen;
use crate::service::fulfilment::commands::{Choose, Notify};
use crate::tui::core::client::Query;
use crate::tui::core::msg::Msg;

fn seen() -> Option<Seen> {
    Some(Seen { version: 3, proofs: None })
}

#[test]
fn the_chosen_workshop_is_told_after_a_question() {
    let mut shop = Shop::with(7);
    shop.press("Tab n");
    for said in [
        "Taller Orinoco por USD 31,00",
        "12 × franela · Maracay",
        "Listo para el 25/11/2026",
        "Podrá responder hasta el 23/11 14:32",
        "Unidades reservadas: 3 el 23/11, 2 el 24/11",
    ] {
        assert!(shop.text().contains(said), "{said}: {}", shop.text());
    }
    // Cancel is selected.
    shop.press("Enter");
    assert!(shop.commands().is_empty());
    shop.press("n Tab Enter");
    let told = Notify {
        order: order(0),
        seen: seen(),
        workshop: Some(workshop(0)),
        reason: None,
        over_limit: None,
    };
    assert_eq!(shop.commands(), [Command::Notify(told)]);
    assert!(shop.text().contains("taller notificado"), "{}", shop.text());
    assert!(shop.text().contains("▌  KRFT-P8H3TD"), "{}", shop.text());
}

/// From the board: the queue, the key, and the answer.
#[test]
fn the_next_that_can_go_takes_three_keys() {
    let mut shop = Shop::with(7);
    shop.press("Tab n Ctrl-s");
    assert!(matches!(&shop.commands()[..], [Command::Notify(notify)] if notify.order == order(0)));
    // The one after it is selected: two keys more.
    shop.press("n Ctrl-s");
    assert!(matches!(&shop.commands()[..], [Command::Notify(notify)] if notify.order == order(1)));
}

#[test]
fn whoever_departs_from_the_ranking_says_why() {
    let mut shop = Shop::with(7);
    shop.press("Tab c Down Enter");
    assert!(shop.commands().is_empty());
    assert!(shop.text().contains("No es el primero de la lista"), "{}", shop.text());
    shop.type_text("el primero está de viaje").press("Ctrl-s");
    let chosen = Choose {
        order: order(0),
        seen: seen(),
        workshop: workshop(1),
        reason: Some("el primero está de viaje".into()),
    };
    assert_eq!(shop.commands(), [Command::Choose(chosen)]);
    // The first is chosen at once; one that does not fit cannot be.
    shop.press("c Enter");
    assert!(matches!(&shop.commands()[..], [Command::Choose(choose)] if choose.reason.is_none()));
    shop.press("c Down Down Enter");
    assert!(shop.commands().is_empty());
    assert!(shop.text().contains("vuelve el 01/12"), "{}", shop.text());
}

#[test]
fn the_candidates_lie_over_the_queue_and_beside_it() {
    let mut shop = Shop::with(7);
    shop.press("Tab");
    assert!(!shop.text().contains("candidatos para"), "{}", shop.text());
    shop.press("Enter");
    assert!(shop.text().contains("candidatos para KRFT-7Q2M4X (2 de 5)"), "{}", shop.text());
    assert!(shop.text().contains("96 % acepta"), "{}", shop.text());
    // The marked one is notified, wherever the cursor is.
    shop.press("j n");
    assert!(shop.text().contains("Taller Orinoco por USD 31,00"), "{}", shop.text());
    shop.press("Tab Enter");
    assert!(matches!(&shop.commands()[..], [Command::Notify(notify)] if notify.workshop == Some(workshop(0))));
    shop.press("Esc Esc");
    assert!(shop.text().contains("elegido o por qué no"), "{}", shop.text());
    let wide = Shop::with(7).sized(120, 40);
    assert!(wide.text().contains("candidatos para"), "{}", wide.text());
}

/// M21: chosen last night, the third today.
#[test]
fn a_choice_that_is_no_longer_the_first_says_so_and_asks_why() {
    let mut shop = Shop::with(7);
    shop.hinder.push(super::given::off_ranking());
    shop.place = Some((3, "Costura Bello Monte"));
    shop.press("Tab n");
    let text = shop.text();
    assert!(
        text.contains("motivo") && text.contains("el primero es Costura Bello Monte"),
        "{text}"
    );
    shop.press("Ctrl-s");
    assert!(shop.commands().is_empty());
    shop.type_text("ya tiene los moldes");
    let text = shop.text();
    assert!(text.contains("No es el primero hoy: es el 3.º"), "{text}");
    shop.press("Ctrl-s");
    let done = shop.commands();
    let [Command::Notify(notify)] = &done[..] else { panic!("{done:?}") };
    assert_eq!(
        (notify.workshop, notify.reason.as_deref()),
        (Some(workshop(0)), Some("ya tiene los moldes"))
    );
    // What was written when it was chosen by hand is reason enough, and stands in the question.
    let mut shop = Shop::with(7);
    shop.place = Some((3, "Costura Bello Monte"));
    shop.press("Tab n");
    assert!(shop.text().contains("No es el primero hoy: es el 3.º"), "{}", shop.text());
    shop.press("Tab Enter");
    assert!(matches!(&shop.commands()[..], [Command::Notify(notify)] if notify.reason.is_none()));
}

#[test]
fn that_nobody_fits_says_how_many_failed_what_and_what_would_help() {
    let mut shop = Shop::with(7).sized(120, 40);
    shop.press("Tab G");
    let text = shop.text();
    for said in [
        "0 de 3: 1 pausado hasta el 01/12, 1 fuera de",
        "El día más cercano: 01/12/2026",
        "reanudar Serigrafía Petare",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    shop.press("n");
    assert!(shop.text().contains("▲ Ningún taller puede hoy"), "{}", shop.text());
    shop.press("r");
    assert!(matches!(shop.commands()[..], [Command::Rank(_)]));
    assert!(shop.text().contains("2 candidatos, el primero queda elegido"), "{}", shop.text());
}

#[test]
fn over_the_limit_takes_a_reason_and_the_number() {
    let mut shop = Shop::with(7);
    shop.press("Tab O");
    // The ones without room come first.
    shop.press("Right Tab").type_text("urgente").press("Ctrl-s");
    assert!(shop.commands().is_empty());
    let text = shop.text();
    for said in [
        "queda registrado quién lo pasó y por qué",
        "12 × franela · Maracay",
        "Unidades reservadas: 3 el 23/11",
        "Pasa del cupo de ese día en 2 unidades",
        "por USD 31,00",
        "Listo para el 25/11/2026",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    shop.type_text("KRFT-7Q2M4X").press("Tab Enter");
    let done = shop.commands();
    let [Command::Notify(notify)] = &done[..] else { panic!("{done:?}") };
    assert_eq!(notify.workshop, Some(workshop(4)));
    assert_eq!(notify.over_limit.as_deref(), Some("urgente"));
}

/// M22.
#[test]
fn the_limit_of_nobody_is_passed_and_it_says_why() {
    let mut shop = Shop::with(7);
    shop.hopeless = true;
    shop.press("Ctrl-r Tab G O");
    let text = shop.text();
    assert!(shop.desk.model.shell.overlays.is_empty(), "{text}");
    assert!(text.contains("A ningún taller se le puede pasar el cupo (0 de 2)"), "{text}");
}

#[test]
fn somebody_quicker_is_shown_and_nothing_written() {
    let mut shop = Shop::with(7);
    shop.refuse.push(super::given::conflict());
    shop.press("Tab n Tab Enter");
    let text = shop.text();
    assert!(text.contains("Cambió mientras decidías") && text.contains("luis"), "{text}");
}

#[test]
fn a_reason_that_the_kept_ranking_wants_is_asked_for_after_all() {
    let mut shop = Shop::with(7);
    shop.refuse.push(Refusal::new(Code::ReasonRequired).into());
    shop.press("Tab n Tab Enter");
    shop.commands();
    shop.type_text("acordado por teléfono").press("Ctrl-s");
    assert!(matches!(&shop.commands()[..], [Command::Notify(notify)] if notify.reason.is_some()));
}

#[test]
fn the_order_in_front_stays_and_its_candidates_are_read_again() {
    let mut shop = Shop::with(7).sized(120, 40);
    shop.press("Tab j");
    shop.asked.clear();
    shop.waiting.insert(
        0,
        super::given::work(5, crate::domain::orders::status::AssignmentStatus::PendingAssignment),
    );
    shop.send(Msg::Changed);
    assert!(shop.text().contains("candidatos para KRFT-P8H3TD"), "{}", shop.text());
    assert!(shop.asked.contains(&Query::Candidates(order(1))));
    assert_eq!(shop.desk.model.panes[0].waiting(&shop.desk.model.shell), Some(5));
}

#[test]
fn a_workshop_sees_no_queue_and_support_only_sees_it() {
    let queue = |query: &Query| matches!(query, Query::Waiting { .. } | Query::Candidates(_));
    for (role, sees) in [(Role::Support, true), (Role::Workshop, false)] {
        let mut shop = Shop::with(7).by(role);
        shop.asked.clear();
        shop.press("Ctrl-r Tab n");
        assert_eq!(shop.text().contains("elegido o por qué no"), sees, "{}", shop.text());
        assert_eq!(shop.asked.iter().any(queue), sees);
        assert!(shop.commands().is_empty());
    }
}

#[test]
fn what_is_offered_is_what_rehearsing_answered() {
    let mut shop = Shop::with(7);
    shop.cost = super::given::usd(9_900);
    shop.press("Tab n");
    let text = shop.text();
    for said in [
        "Taller Orinoco por USD 99,00",
        "Listo para el 25/11/2026",
        "pedido nuevo, KRFT-7Q2M4X",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    shop.press("Esc O Right");
    assert!(shop.text().contains("日本 Estampados por USD 99,00"), "{}", shop.text());
    shop.press("Tab").type_text("urgente").press("Ctrl-s");
    assert!(shop.text().contains("日本 Estampados por USD 99,00"), "{}", shop.text());
}

#[test]
fn what_was_typed_comes_back_after_somebody_quicker() {
    let seen = Some(Seen { version: 4, proofs: None });
    // Notifying one that is no longer the first, and choosing another.
    for keys in ["Tab n", "Tab c Down Enter"] {
        let mut shop = Shop::with(7);
        shop.hinder.extend((keys == "Tab n").then(super::given::off_ranking));
        shop.press(keys).type_text("de viaje");
        shop.refuse.push(super::given::conflict());
        shop.press("Ctrl-s");
        assert!(shop.text().contains("Cambió mientras decidías"), "{}", shop.text());
        shop.commands();
        shop.press("Enter");
        assert!(shop.text().contains("de viaje"), "{}", shop.text());
        shop.press("Ctrl-s");
        let done = shop.commands();
        match &done[..] {
            [Command::Notify(notify)] => assert_eq!((&notify.seen, notify.reason.as_deref()), (&seen, Some("de viaje"))),
            [Command::Choose(choose)] => assert_eq!((&choose.seen, choose.reason.as_deref()), (&seen, Some("de viaje"))),
            other => panic!("{other:?}"),
        }
    }
    let mut shop = Shop::with(7);
    shop.press("Tab O Right Tab").type_text("urgente");
    shop.refuse.push(super::given::conflict());
    shop.press("Ctrl-s").type_text("KRFT-7Q2M4X").press("Tab Enter Enter");
    assert!(shop.text().contains("urgente"), "{}", shop.text());
    shop.commands();
    shop.press("Ctrl-s").type_text("KRFT-7Q2M4X").press("Tab Enter");
    assert!(matches!(&shop.commands()[..], [Command::Notify(notify)] if notify.seen == seen && notify.workshop == Some(workshop(4))));
}

/// T24: what is in the way of a stuck order stands in its row, with what would help; T23: what a candidate leaves is shown.
#[test]
fn a_stuck_order_says_why_and_what_would_help() {
    let mut shop = Shop::with(7).sized(200, 50);
    shop.press("Tab");
    let text = shop.text();
    assert!(text.contains("→ pueden asignarse 2  ·  ▲ atascados 1"), "{text}");
    assert!(text.contains("▲ Serigrafía Petare pausado: p en su"), "{text}");
    assert!(text.contains("queda 17,50"), "{text}");
    assert!(text.contains("queda -3.002,00"), "{text}");
}
