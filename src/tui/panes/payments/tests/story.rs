//! The queue: rows, claims, filters, changes by others.

use super::shop::{LUIS, Shop, claim, number, order, row};
use crate::domain::actor::Role;
use crate::domain::ids::OperatorId;
use crate::domain::views::ViewedList;
use crate::service::Command;
use crate::service::core::filter_text::HolderFilter;
use crate::service::payments::view::QueueSort;
use crate::tui::core::client::{Error, Query, SavedView};
use crate::tui::core::effect::Effect;
use crate::tui::core::msg::Msg;

fn last_queue(shop: &Shop) -> &crate::service::payments::view::QueueFilter {
    let mut filters = shop.asked.iter().rev().filter_map(|query| match query {
        Query::Queue { filter, .. } => Some(filter),
        _ => None,
    });
    filters.next().unwrap()
}

#[test]
fn taking_a_row_claims_it_and_shows_it() {
    let mut shop = Shop::with(4);
    shop.press("j Enter");
    assert_eq!(shop.commands(), ["claim"]);
    let text = shop.text();
    assert!(text.contains("KRFT-P8H3TD   Pago en revisión"), "{text}");
    assert!(text.contains("Lo revisas tú"), "{text}");
}

#[test]
fn a_row_of_somebody_else_is_opened_and_not_taken() {
    let mut shop = Shop::with(3);
    shop.set_claim(order(0), Some(claim(LUIS, "luis", 4)));
    shop.press("Ctrl-r Enter");
    assert!(shop.commands().is_empty());
    assert!(shop.text().contains("Lo revisa luis desde hace 4 min."));
    shop.press("c");
    assert!(shop.commands().is_empty());
    assert!(shop.text().contains("▲ Lo revisa luis desde hace 4 min."));
}

#[test]
fn the_row_in_front_stays_when_another_comes_before_it() {
    let mut shop = Shop::with(4);
    shop.press("j");
    shop.rows.insert(0, row(5));
    shop.send(Msg::Changed);
    assert!(shop.selected_row().contains("KRFT-P8H3TD"), "{}", shop.text());
}

#[test]
fn frozen_rows_stay_as_they_are() {
    let mut shop = Shop::with(2);
    shop.press("f");
    shop.rows.clear();
    shop.send(Msg::Changed);
    assert!(shop.text().contains("KRFT-7Q2M4X"));
    assert!(shop.text().contains("congelado"));
    shop.press("f");
    assert!(shop.text().contains("No hay pagos por revisar"), "{}", shop.text());
}

#[test]
fn whoever_reads_a_row_that_goes_is_told() {
    let mut shop = Shop::with(3);
    shop.press("Enter");
    shop.rows.remove(0);
    shop.send(Msg::Changed);
    let text = shop.text();
    assert!(text.contains("KRFT-7Q2M4X ya no espera revisión"), "{text}");
    assert!(shop.selected_row().contains("KRFT-P8H3TD"), "{text}");
}

#[test]
fn changes_while_reading_are_read_once_more_afterwards() {
    let mut shop = Shop::with(3);
    shop.silent = true;
    shop.desk.send(Msg::Changed);
    let reads = |effects: &[Effect]| {
        effects
            .iter()
            .filter(|effect| {
                matches!(
                    effect,
                    Effect::Read {
                        query: Query::Queue { .. },
                        ..
                    }
                )
            })
            .count()
    };
    assert_eq!(reads(&shop.desk.effects), 1);
    let first = std::mem::take(&mut shop.desk.effects);
    shop.desk.send(Msg::Changed);
    shop.desk.send(Msg::Changed);
    assert_eq!(reads(&shop.desk.effects), 0);
    shop.silent = false;
    shop.asked.clear();
    shop.desk.effects = first;
    shop.settle();
    let queues = shop.asked.iter().filter(|query| matches!(query, Query::Queue { .. }));
    assert_eq!(queues.count(), 2);
}

#[test]
fn pages_come_as_the_selection_nears_the_end_and_stay_when_read_again() {
    let mut shop = Shop::with(3);
    shop.page = 50;
    shop.rows = (0..400).map(row).collect();
    shop.press("Ctrl-r G");
    assert!(shop.selected_row().contains(&number(49)), "{}", shop.selected_row());
    shop.press("G");
    assert!(shop.selected_row().contains(&number(99)), "{}", shop.selected_row());
    shop.rows.insert(0, row(700));
    shop.send(Msg::Changed);
    assert!(shop.selected_row().contains(&number(99)), "{}", shop.selected_row());
}

#[test]
fn the_lease_is_renewed_by_use_and_only_by_use() {
    let mut shop = Shop::with(2);
    shop.press("Enter");
    shop.commands();
    shop.press("j").wait(1);
    assert_eq!(shop.commands(), ["renew"]);
    shop.wait(5);
    assert!(shop.commands().is_empty());
    shop.press("k").wait(1);
    assert_eq!(shop.commands(), ["renew"]);
}

#[test]
fn a_released_row_can_be_taken_back() {
    let mut shop = Shop::with(2);
    shop.press("Enter l");
    assert_eq!(shop.commands(), ["claim", "release"]);
    assert!(shop.text().contains("vuelve a la cola"));
    shop.press("u");
    assert_eq!(shop.commands(), ["claim"]);
}

#[test]
fn taking_over_asks_for_the_reason() {
    let mut shop = Shop::with(2);
    shop.set_claim(order(0), Some(claim(LUIS, "luis", 4)));
    shop.press("Ctrl-r T");
    assert!(shop.text().contains("Ahora lo revisa luis"));
    shop.press("Ctrl-s");
    assert!(shop.commands().is_empty());
    shop.type_text("se fue a almorzar").press("Ctrl-s");
    assert_eq!(shop.commands(), ["take-over"]);
    assert!(shop.text().contains("Lo revisas tú"));
}

#[test]
fn taking_over_comes_back_as_typed_after_a_conflict() {
    let mut shop = Shop::with(2);
    shop.set_claim(order(0), Some(claim(LUIS, "luis", 4)));
    shop.press("Ctrl-r T").type_text("se fue a almorzar");
    shop.refuse.push(super::verdicts::overtaken());
    shop.press("Ctrl-s");
    assert!(shop.text().contains("No se guardó nada"), "{}", shop.text());
    shop.press("Enter");
    assert!(shop.text().contains("se fue a almorzar"), "{}", shop.text());
    shop.press("Ctrl-s");
    let Some(Command::TakeOver(with)) = shop.done.last() else {
        panic!("{:?}", shop.done)
    };
    assert_eq!(with.seen.as_ref().map(|seen| seen.version), Some(5));
}

#[test]
fn support_looks_and_frees_only_what_lapsed() {
    let mut shop = Shop::with(3).role(Role::Support);
    shop.set_claim(order(1), Some(claim(LUIS, "luis", 20)));
    shop.press("Ctrl-r c r l Space");
    assert!(shop.commands().is_empty());
    shop.press("j l");
    assert_eq!(shop.commands(), ["release"]);
}

#[test]
fn presets_and_words_narrow_the_queue() {
    let mut shop = Shop::with(6);
    shop.press("s");
    assert!(last_queue(&shop).with_signals);
    shop.press("n");
    assert_eq!(last_queue(&shop).holder, HolderFilter::Nobody);
    shop.press("t");
    assert!(last_queue(&shop).older_than.is_some());
    shop.press("t");
    assert!(last_queue(&shop).older_than.is_none());
    shop.press("S");
    assert_eq!(last_queue(&shop).sort, QueueSort::Newest);
    shop.press("/").type_text("banco:0102 rondon").press("Enter");
    assert_eq!(last_queue(&shop).bank.as_deref(), Some("0102"));
    assert_eq!(last_queue(&shop).text.as_deref(), Some("rondon"));
    assert!(shop.text().contains("/ banco:0102 rondon"), "{}", shop.text());
    shop.press("Esc");
    assert_eq!(last_queue(&shop).bank, None);
}

#[test]
fn a_filter_that_says_nothing_says_so() {
    let mut shop = Shop::with(2);
    shop.press("/").type_text("banko:0102");
    assert!(shop.text().contains('✖'), "{}", shop.text());
    shop.press("Esc");
    assert!(!shop.text().contains('✖'), "{}", shop.text());
    assert!(shop.selected_row().contains("KRFT-7Q2M4X"));
}

#[test]
fn a_megabyte_pasted_anywhere_is_survived() {
    let huge = "9\u{1b}[31m\u{202e}x\n".repeat(110_000);
    let mut shop = Shop::with(2);
    shop.desk.paste(&huge);
    shop.settle();
    assert!(shop.text().contains("Aquí no se puede pegar"));
    shop.press("/");
    shop.desk.paste(&huge);
    shop.settle();
    assert!(last_queue(&shop).text.as_ref().is_none_or(|text| text.len() < 2_000));
    shop.press("Esc c");
    shop.desk.paste(&huge);
    shop.settle();
    shop.press("Tab Tab");
    shop.desk.paste(&huge);
    shop.settle();
    assert!(!shop.text().contains('\u{1b}') && !shop.text().contains('\u{202e}'));
}

#[test]
fn the_number_is_copied_and_the_order_opened_elsewhere() {
    let mut shop = Shop::with(2);
    shop.press("y");
    assert!(shop.desk.effects.contains(&Effect::Copy("KRFT-7Q2M4X".into())));
}

#[test]
fn what_the_database_does_not_answer_is_said_with_the_key_that_helps() {
    let mut shop = Shop::with(0);
    shop.silent = true;
    shop.desk.press("Ctrl-r");
    let Some(Effect::Read { ticket, .. }) = shop
        .desk
        .effects
        .iter()
        .find(|effect| {
            matches!(
                effect,
                Effect::Read {
                    query: Query::Queue { .. },
                    ..
                }
            )
        })
        .cloned()
    else {
        panic!("no read")
    };
    shop.desk.send(Msg::Answer {
        ticket,
        result: Err(crate::service::core::error::Error::Internal("boom".into())),
    });
    assert!(shop.text().contains("Ctrl-r lo intenta otra vez"), "{}", shop.text());
}

#[test]
fn a_row_taken_from_the_unclaimed_ones_stays_until_it_is_let_go() {
    let mut shop = Shop::with(4);
    shop.press("n j c");
    assert!(shop.text().contains("Confirmar el pago de KRFT-P8H3TD"), "{}", shop.text());
    shop.press("Esc");
    shop.send(Msg::Changed);
    assert!(shop.selected_row().contains("KRFT-P8H3TD"), "{}", shop.text());
    shop.press("l");
    shop.press("j Enter Esc j Enter Esc");
    assert!(shop.selected_row().contains("KRFT-2MHD7R"), "{}", shop.text());
    shop.set_claim(order(3), Some(claim(LUIS, "luis", 0)));
    shop.send(Msg::Changed);
    assert!(!shop.text().contains("KRFT-2MHD7R"), "{}", shop.text());
}

#[test]
fn while_the_next_order_is_read_the_one_before_stays_and_not_for_long() {
    let mut shop = Shop::with(3).sized(120, 40);
    shop.silent = true;
    shop.desk.press("j");
    assert!(shop.text().contains("KRFT-7Q2M4X   Pago en revisión"), "{}", shop.text());
    let Some(Effect::Wake { wake, .. }) = shop
        .desk
        .effects
        .iter()
        .find(|effect| matches!(effect, Effect::Wake { .. }))
        .cloned()
    else {
        panic!("no timer")
    };
    shop.desk.send(Msg::Wake(wake));
    assert!(shop.text().contains("KRFT-P8H3TD   Pago en revisión"), "{}", shop.text());
}

/// Presses keys and keeps what they wanted from being answered.
fn held_back(shop: &mut Shop, keys: &str) -> Vec<Effect> {
    shop.silent = true;
    let mut wanted = Vec::new();
    for key in keys.split(' ') {
        shop.desk.press(key);
        wanted.append(&mut shop.desk.effects);
    }
    shop.silent = false;
    wanted
}

#[test]
fn the_picture_of_one_order_is_not_shown_with_another() {
    let mut shop = Shop::with(3).sized(120, 40);
    shop.scan = super::screens::scan();
    shop.press("Enter Tab");
    shop.press("j Tab Tab k");
    let picture = held_back(&mut shop, "v");
    shop.press("Tab j");
    let before = shop.desk.styled();
    shop.desk.effects = picture;
    shop.settle();
    assert_eq!(shop.desk.styled(), before);
}

#[test]
fn a_row_taken_and_decided_elsewhere_does_not_stay() {
    let mut shop = Shop::with(3);
    shop.press("Enter Esc j");
    shop.rows.remove(0);
    shop.send(Msg::Changed);
    assert!(!shop.text().contains("KRFT-7Q2M4X"), "{}", shop.text());
}

#[test]
fn a_row_that_was_not_taken_over_after_all_does_not_stay() {
    let mut shop = Shop::with(3);
    shop.set_claim(order(0), Some(claim(LUIS, "luis", 4)));
    shop.press("Ctrl-r T Esc j");
    shop.rows.remove(0);
    shop.send(Msg::Changed);
    assert!(!shop.text().contains("KRFT-7Q2M4X"), "{}", shop.text());
}

#[test]
fn what_was_wanted_of_a_row_is_forgotten_when_one_moves_on() {
    let mut shop = Shop::with(3);
    let claiming = held_back(&mut shop, "c");
    shop.desk.effects = claiming;
    shop.broken = true;
    shop.settle();
    shop.broken = false;
    shop.press("Esc j k");
    shop.send(Msg::Changed);
    assert!(!shop.text().contains("Confirmar el pago"), "{}", shop.text());
}

#[test]
fn what_is_selected_and_marked_far_down_stays_when_all_is_read_again() {
    let mut shop = Shop::with(3);
    shop.rows = (0..1_600).map(row).collect();
    shop.press("Ctrl-r G G G G G G G Space");
    assert!(shop.text().contains("◉ 1 marcada"), "{}", shop.text());
    let selected = shop.selected_row();
    shop.rows.insert(0, row(7_000));
    shop.send(Msg::Changed);
    assert!(shop.text().contains("◉ 1 marcada"), "{}", shop.text());
    assert_eq!(shop.selected_row(), selected);
}

#[test]
fn the_last_row_stays_when_one_came_before_a_full_page() {
    let mut shop = Shop::with(3);
    shop.page = 3;
    shop.rows.push(row(3));
    shop.press("Ctrl-r G");
    shop.rows.remove(3);
    shop.send(Msg::Changed);
    shop.press("G");
    shop.rows.insert(0, row(9));
    shop.send(Msg::Changed);
    assert!(shop.selected_row().contains(&number(2)), "{}", shop.text());
}

#[test]
fn a_refused_claim_reads_nothing_again() {
    use crate::domain::refusal::{Code, Refusal};
    let mut shop = Shop::with(2);
    shop.refuse
        .push(crate::service::core::error::Error::Refused(Refusal::new(Code::ClaimHeld)));
    shop.asked.clear();
    shop.press("Enter");
    assert_eq!(shop.asked, []);
}

#[test]
fn rows_that_could_not_be_read_again_stay_and_are_said_to_be_old() {
    let mut shop = Shop::with(3);
    shop.silent = true;
    shop.press("Ctrl-r");
    let ticket = shop.desk.effects.iter().find_map(|effect| match effect {
        Effect::Read {
            ticket,
            query: Query::Queue { .. },
            ..
        } => Some(*ticket),
        _ => None,
    });
    let result = Err(Error::Internal("broken".into()));
    shop.desk.send(Msg::Answer {
        ticket: ticket.unwrap(),
        result,
    });
    assert!(shop.selected_row().contains("KRFT-7Q2M4X"), "{}", shop.text());
    assert!(shop.text().contains("Las filas son las de antes"), "{}", shop.text());
}

#[test]
fn a_saved_view_brings_its_filter_and_what_is_seen_is_saved() {
    let mut shop = Shop::with(3);
    shop.views = vec![SavedView {
        owner: OperatorId::from_uuid(uuid::Uuid::from_u128(LUIS)),
        by: "Luis".into(),
        list: ViewedList::Review,
        name: "de Banesco".into(),
        words: "banco:0134".into(),
        preset: "pagos-late".into(),
        hidden_columns: 0,
        sort_column: Some(0),
        descends: true,
        shared: true,
        starts: false,
    }];
    shop.press("V");
    assert!(
        shop.text().contains("de Banesco") && shop.text().contains("de Luis"),
        "{}",
        shop.text()
    );
    shop.press("Enter");
    let text = shop.text();
    assert!(
        text.contains("/ banco:0134") && text.contains("vista: tarde") && text.contains("orden: recientes"),
        "{text}"
    );
    shop.press("V").type_text("guardar").press("Enter").type_text("mía").press("Ctrl-s");
    let Some(Command::SaveView(save)) = shop.done.last() else {
        panic!("{:?} {}", shop.done, shop.text())
    };
    assert_eq!(
        (save.name.as_str(), save.words.as_str(), save.preset.as_str()),
        ("mía", "banco:0134", "pagos-late")
    );
    assert!(save.descends && !save.shared && !save.starts);
    assert!(shop.text().contains("Vista guardada."), "{}", shop.text());
}
