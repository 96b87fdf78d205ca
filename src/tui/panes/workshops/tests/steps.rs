//! The work of a workshop, step by step.

use super::given::order;
use super::shop::Shop;
use crate::domain::actor::Role;
use crate::domain::fulfilment::workshop_refusal::WorkshopRefusal;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::refusal::{Code, Refusal};
use crate::service::Command;
use crate::tui::core::client::Query;

/// All work, the row with this place selected: notified, accepted, in production, ready (national), handed over (pickup).
fn at(place: usize, role: Role) -> Shop {
    let mut shop = Shop::with(7).by(role);
    if role == Role::Workshop {
        // In its lists: to answer, two in production, ready, done.
        let (list, row) = [(0, 0), (1, 0), (1, 1), (2, 0), (3, 0)][place];
        (0..list).for_each(|_| {
            shop.press("Tab");
        });
        (0..row).for_each(|_| {
            shop.press("j");
        });
        return shop;
    }
    shop.press("w");
    (0..place).for_each(|_| {
        shop.press("j");
    });
    shop
}

#[test]
fn the_workshop_in_front_or_all_of_them() {
    let mut shop = Shop::with(7);
    shop.press("j w");
    assert!(shop.text().contains("Trabajo › Costura Bello Monte"), "{}", shop.text());
    let asked = shop
        .asked
        .iter()
        .any(|query| matches!(query, Query::Works { filter, .. } if filter.workshop.is_some()));
    assert!(asked);
    shop.press("Esc Tab w");
    assert!(shop.text().contains("Trabajo › todos los talleres"), "{}", shop.text());
}

#[test]
fn a_workshop_comes_to_what_it_is_to_answer_first() {
    let mut shop = Shop::with(7).by(Role::Workshop);
    assert!(shop.text().contains("[Por responder 1]"), "{}", shop.text());
    // There is nothing behind it.
    shop.press("Esc");
    assert!(shop.text().contains("[Por responder 1]"), "{}", shop.text());
}

#[test]
fn a_workshop_opens_the_sheet_by_enter_and_staff_the_order() {
    let mut shop = at(0, Role::Workshop);
    shop.press("Enter");
    assert!(shop.asked.contains(&Query::WorkSheet(order(0))), "{:?}", shop.asked);
    assert!(shop.text().contains("› Hoja de trabajo KRFT-7Q2M4X"), "{}", shop.text());
    shop.press("Esc");
    assert!(shop.text().contains("[Por responder 1]"), "{}", shop.text());
    // What a workshop may not open is not offered to it.
    shop.press("?");
    assert!(!shop.text().contains("Abre el pedido con toda su historia"), "{}", shop.text());
    let mut shop = at(0, Role::Support);
    shop.press("h");
    assert!(shop.text().contains("› Hoja de trabajo KRFT-7Q2M4X"), "{}", shop.text());
}

#[test]
fn the_sheet_opens_from_the_queue_and_from_a_day_of_ones_own() {
    let mut shop = Shop::with(7);
    shop.press("Tab h");
    assert!(shop.text().contains("› Hoja de trabajo KRFT-7Q2M4X"), "{}", shop.text());
    let mut shop = Shop::with(7).by(Role::Workshop);
    shop.press("2 l Enter Enter");
    assert!(shop.text().contains("› Hoja de trabajo KRFT-7Q2M4X"), "{}", shop.text());
    assert!(shop.asked.iter().any(|query| matches!(query, Query::WorkSheet(_))));
}

#[test]
fn status_and_lateness_narrow_it_and_escape_widens() {
    let mut shop = at(0, Role::Admin);
    shop.press("s Down Down Enter");
    assert!(
        shop.text().contains("En preparación") && !shop.text().contains("Notificado"),
        "{}",
        shop.text()
    );
    shop.press("t");
    assert!(shop.text().contains("Nada así en las manos"), "{}", shop.text());
    shop.press("Esc");
    assert!(shop.text().contains("Notificado"), "{}", shop.text());
    shop.press("Esc");
    assert!(!shop.text().contains("Trabajo ›"), "{}", shop.text());
}

#[test]
fn a_workshop_accepts_with_a_yes_and_staff_with_a_note() {
    let mut shop = at(0, Role::Workshop);
    shop.press("a");
    assert!(shop.text().contains("Costo y fecha quedan fijos"), "{}", shop.text());
    shop.press("Tab Enter");
    assert!(matches!(&shop.commands()[..], [Command::Accept(it)] if it.note.is_none() && it.seen.is_some()));
    let mut shop = at(0, Role::Coordinator);
    shop.press("a Ctrl-s");
    assert!(shop.commands().is_empty());
    shop.type_text("por teléfono").press("Ctrl-s");
    assert!(matches!(&shop.commands()[..], [Command::Accept(it)] if it.note.as_deref() == Some("por teléfono")));
}

#[test]
fn a_workshop_refuses_with_a_reason_and_staff_write_how_they_know() {
    let mut shop = at(0, Role::Workshop);
    shop.press("r Right Right");
    assert!(shop.text().contains("sin material"), "{}", shop.text());
    shop.press("Ctrl-s");
    assert!(matches!(&shop.commands()[..], [Command::Refuse(it)] if it.reason == WorkshopRefusal::NoMaterial));
    for role in [Role::Admin, Role::Coordinator] {
        let mut shop = at(0, role);
        shop.press("r Right Right Ctrl-s");
        assert!(shop.commands().is_empty(), "{}", shop.text());
        shop.type_text("lo dijo por teléfono").press("Ctrl-s");
        let done = shop.commands();
        let [Command::Refuse(it)] = &done[..] else { panic!("{done:?}") };
        assert_eq!(
            (it.reason, it.text.as_deref()),
            (WorkshopRefusal::NoMaterial, Some("lo dijo por teléfono"))
        );
    }
}

#[test]
fn production_goes_on_one_key_at_a_time() {
    let mut shop = at(1, Role::Workshop);
    shop.press("i Tab Enter");
    assert!(matches!(&shop.commands()[..], [Command::Start(it)] if it.order == order(1)));
    let mut shop = at(2, Role::Workshop);
    shop.press("l Tab Enter");
    assert!(matches!(&shop.commands()[..], [Command::Ready(_)]));
    // What is not its turn says why.
    shop.press("i");
    assert!(shop.desk.model.shell.overlays.is_empty());
    assert!(shop.commands().is_empty());
}

#[test]
fn a_national_shipment_is_not_handed_over_without_its_number() {
    let mut shop = at(3, Role::Workshop);
    shop.press("e");
    shop.type_text("MRW").press("Ctrl-s");
    assert!(shop.commands().is_empty());
    shop.type_text("VE-1234").press("Ctrl-s");
    let done = shop.commands();
    let [Command::HandOver(it)] = &done[..] else { panic!("{done:?}") };
    assert_eq!(
        (it.carrier.as_deref(), it.tracking_number.as_deref()),
        (Some("MRW"), Some("VE-1234"))
    );
}

#[test]
fn a_pickup_asks_for_the_code_and_says_when_it_is_wrong() {
    let mut shop = Shop::with(7).by(Role::Workshop);
    shop.works = vec![super::given::work(1, AssignmentStatus::Ready)];
    shop.press("Tab Tab e");
    assert!(shop.desk.model.shell.overlays.is_empty(), "{}", shop.text());
    shop.refuse.push(Refusal::new(Code::PickupCode).into());
    shop.press("c").type_text("111111").press("Ctrl-s");
    assert!(shop.text().contains("El código de retiro no es ese"), "{}", shop.text());
    shop.commands();
    shop.press("Ctrl-s");
    assert!(matches!(&shop.commands()[..], [Command::Complete(it)] if it.code.as_deref() == Some("111111")));
}

#[test]
fn only_an_admin_takes_a_step_back() {
    let mut shop = at(2, Role::Admin);
    shop.press("b").type_text("se marcó por error").press("Ctrl-s");
    assert!(matches!(&shop.commands()[..], [Command::StepBack(it)] if it.to == AssignmentStatus::Accepted));
    for (place, role) in [(2, Role::Coordinator), (0, Role::Admin), (1, Role::Admin)] {
        let mut shop = at(place, role);
        shop.press("b");
        assert!(shop.desk.model.shell.overlays.is_empty(), "{}", shop.text());
        assert!(shop.text().contains('▲'), "{}", shop.text());
    }
}

#[test]
fn taking_a_workshop_off_shows_what_it_does_first() {
    let mut shop = at(1, Role::Coordinator);
    shop.press("d");
    assert!(shop.text().contains("se liberan 5 unidades"), "{}", shop.text());
    shop.type_text("no responde").press("Tab Right Ctrl-s");
    let done = shop.commands();
    let [Command::Withdraw(it)] = &done[..] else { panic!("{done:?}") };
    assert!(it.workshop.is_some() && !it.overridden && it.share.is_none(), "{it:?}");
}

/// M28.
#[test]
fn a_workshop_gives_back_what_it_accepted_until_it_begins() {
    let mut shop = at(1, Role::Workshop);
    shop.press("d");
    for said in ["ya no puedes hacerlo", "No se te ofrecerá este pedido otra vez", "Devolver"] {
        assert!(shop.text().contains(said), "{said}: {}", shop.text());
    }
    shop.type_text("se dañó la plancha").press("Ctrl-s");
    let done = shop.commands();
    let [Command::Withdraw(it)] = &done[..] else { panic!("{done:?}") };
    assert_eq!((it.reason.as_str(), it.workshop), ("se dañó la plancha", None));
    for place in [0, 2, 3] {
        let mut shop = at(place, Role::Workshop);
        shop.press("d");
        assert!(shop.desk.model.shell.overlays.is_empty(), "{}", shop.text());
    }
}

#[test]
fn from_production_on_it_takes_the_share_and_the_number() {
    let mut shop = at(2, Role::Admin);
    shop.press("d Right Tab Left Tab").type_text("se quemó el taller").press("Ctrl-s");
    assert!(shop.text().contains("el 25 % del costo"), "{}", shop.text());
    shop.type_text("KRFT-K4W9ZC").press("Tab Enter");
    let done = shop.commands();
    let [Command::Withdraw(it)] = &done[..] else { panic!("{done:?}") };
    assert_eq!((it.overridden, it.share), (true, Some(2_500)));
    let mut shop = at(2, Role::Coordinator);
    shop.press("d");
    assert!(shop.desk.model.shell.overlays.is_empty(), "{}", shop.text());
}

#[test]
fn a_step_says_what_rehearsing_answered_and_comes_back_after_somebody_quicker() {
    let mut shop = at(0, Role::Coordinator);
    shop.cost = super::given::usd(9_900);
    shop.press("a").type_text("por teléfono");
    assert!(shop.text().contains("Por USD 99,00"), "{}", shop.text());
    shop.refuse.push(super::given::conflict());
    shop.press("Ctrl-s");
    assert!(shop.text().contains("Cambió mientras decidías"), "{}", shop.text());
    shop.commands();
    shop.press("Enter");
    assert!(shop.text().contains("por teléfono"), "{}", shop.text());
    shop.press("Ctrl-s");
    assert!(matches!(&shop.commands()[..], [Command::Accept(it)] if it.seen.as_ref().is_some_and(|seen| seen.version == 4)));
}

#[test]
fn work_is_sorted_by_any_column_and_its_head_says_which_way() {
    let mut shop = Shop::with(7).sized(120, 40);
    shop.press("w");
    let numbers = |shop: &Shop| {
        let text = shop.text();
        let found = text
            .lines()
            .filter_map(|line| line.get(line.find("KRFT-")?..))
            .map(|line| line[..11].to_owned());
        found.collect::<Vec<_>>()
    };
    let mut sorted = numbers(&shop);
    sorted.sort();
    shop.press("S Down Enter");
    assert!(shop.text().contains("pedido ▴"), "{}", shop.text());
    assert_eq!(numbers(&shop), sorted);
    shop.press("S Enter");
    assert!(shop.text().contains("pedido ▾"), "{}", shop.text());
    sorted.reverse();
    assert_eq!(numbers(&shop), sorted);
    // Other work keeps the order; without one, rows stand as they come.
    shop.press("t t");
    assert_eq!(numbers(&shop), sorted);
    shop.press("S Up Enter");
    assert!(!shop.text().contains('▾'), "{}", shop.text());
}

/// T22: every status is there, and what is late is so whatever its status.
#[test]
fn what_is_due_when_is_counted_and_narrows_the_list() {
    let mut shop = Shop::with(7).sized(120, 40);
    shop.press("w");
    assert!(
        shop.text()
            .contains("▸todo 5   atrasado 1   hoy 1   mañana 0   semana 2   después 1"),
        "{}",
        shop.text()
    );
    shop.press("t");
    assert!(
        shop.text().contains("▸atrasado 1") && shop.text().contains("▲ hace 2 d"),
        "{}",
        shop.text()
    );
    assert!(
        shop.text().contains("Listo") && shop.text().contains("todo · 1 de 5"),
        "{}",
        shop.text()
    );
    shop.press("Right");
    assert!(
        shop.text().contains("▸hoy 1") && shop.text().contains("En producción"),
        "{}",
        shop.text()
    );
    shop.press("Left Left");
    assert!(shop.text().contains("▸todo 5"), "{}", shop.text());
    shop.press("Left");
    assert!(shop.text().contains("▸después 1"), "{}", shop.text());
}

#[test]
fn words_narrow_the_work_and_say_how_much_of_it_is_left() {
    let mut shop = Shop::with(7).sized(120, 40);
    shop.press("w /").type_text("rondon").press("Enter");
    assert!(shop.text().contains("todo · 2 de 5"), "{}", shop.text());
    assert!(shop.text().contains("▸todo 2"), "{}", shop.text());
    shop.press("/").type_text(" color:rojo");
    assert!(shop.text().contains("✖"), "{}", shop.text());
    shop.press("Esc Esc");
    assert!(shop.text().contains("todo · 5"), "{}", shop.text());
}
