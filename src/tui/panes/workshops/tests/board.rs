//! The board: days, pages, what changes under the cursor.

use super::shop::Shop;
use crate::tui::core::effect::Effect;
use crate::tui::core::msg::Msg;

#[test]
fn a_thousand_workshops_are_read_as_one_gets_there() {
    let mut shop = Shop::with(1_000).sized(120, 40);
    assert_eq!(shop.pages(), [None]);
    shop.press("G");
    assert_eq!(shop.pages(), [Some(59)]);
    assert!(shop.selected_row().contains("Taller número 0059"), "{}", shop.selected_row());
    shop.press("G");
    assert!(shop.selected_row().contains("Taller número 0119"), "{}", shop.selected_row());
    assert_eq!(shop.pages(), [Some(119)]);
    // What changes is read again only where one looks.
    shop.send(Msg::Changed);
    assert_eq!(shop.pages(), [Some(59), Some(119)]);
    shop.press("g");
    assert_eq!(shop.pages(), [None]);
}

#[test]
fn changes_while_a_page_is_read_are_read_once_more() {
    let mut shop = Shop::with(7);
    shop.silent = true;
    shop.desk.send(Msg::Changed);
    let first = std::mem::take(&mut shop.desk.effects);
    shop.desk.send(Msg::Changed);
    shop.desk.send(Msg::Changed);
    shop.asked.clear();
    shop.silent = false;
    shop.desk.effects = first;
    shop.settle();
    assert_eq!(shop.pages(), [None, None]);
}

#[test]
fn the_workshop_in_front_stays_and_the_changed_cell_is_marked() {
    let mut shop = Shop::with(7);
    shop.press("j");
    assert!(shop.selected_row().contains("Costura Bello"), "{}", shop.selected_row());
    shop.more = 1;
    shop.send(Msg::Changed);
    assert!(shop.selected_row().contains("Costura Bello"), "{}", shop.selected_row());
    assert!(shop.desk.styled().contains("bold underlined \"8/8\""), "{}", shop.desk.styled());
    shop.press("j");
    assert!(!shop.desk.styled().contains("bold underlined \"8/8\""));
}

#[test]
fn days_go_by_and_come_back() {
    let mut shop = Shop::with(7);
    shop.pages();
    shop.press("l l l l l l");
    assert!(!shop.text().contains("hoy 22"), "{}", shop.text());
    assert!(shop.pages().is_empty(), "what was read is enough");
    shop.press("L L L L");
    assert_eq!(shop.pages().len(), 1);
    shop.press("t");
    assert!(shop.text().contains("hoy 22"), "{}", shop.text());
    shop.press("H");
    assert!(!shop.text().contains("hoy 22"), "{}", shop.text());
}

#[test]
fn a_day_shows_what_fills_it_and_opens_the_order() {
    let mut shop = Shop::with(7);
    shop.press("l Enter");
    let text = shop.text();
    for said in [
        "Taller Orinoco · 23/11/2026",
        "1 unidad · Notificado",
        "responde hasta",
        "▲ sobre el cupo:",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    // The reason is no order.
    shop.press("Down Down Down Enter");
    assert!(shop.text().contains("1 unidad · Notificado"));
    shop.press("Up Enter");
    assert!(shop.desk.model.shell.overlays.is_empty(), "{}", shop.text());
}

#[test]
fn a_name_narrows_the_board() {
    let mut shop = Shop::with(7);
    shop.press("/ petare Enter");
    assert!(shop.selected_row().contains("Serigrafía Petare"), "{}", shop.text());
    assert!(!shop.text().contains("Costura Bello"), "{}", shop.text());
    shop.press("/ x Enter");
    assert!(shop.text().contains("Ningún taller coincide"), "{}", shop.text());
    shop.press("Esc");
    assert!(shop.text().contains("Orinoco"), "{}", shop.text());
}

#[test]
fn what_the_database_does_not_answer_is_said_with_the_key_that_helps() {
    let mut shop = Shop::with(0);
    shop.broken = true;
    shop.press("Ctrl-r");
    assert!(shop.text().contains("Ctrl-r lo intenta otra vez"), "{}", shop.text());
    shop.broken = false;
    shop.press("Ctrl-r");
    assert!(shop.text().contains("No hay talleres activos"), "{}", shop.text());
}

#[test]
fn a_clicked_cell_comes_to_the_front() {
    let mut shop = Shop::with(7);
    shop.send(Msg::Mouse {
        kind: crossterm::event::MouseEventKind::Down(crossterm::event::MouseButton::Left),
        spot: Some(crate::tui::core::canvas::Spot::Row { region: 102, index: 1 }),
    });
    assert!(shop.selected_row().contains("Costura Bello"), "{}", shop.text());
    shop.silent = true;
    shop.desk.press("Enter");
    let asked = shop.desk.wanted(|effect| matches!(effect, Effect::Read { .. }));
    assert!(format!("{asked:?}").contains("2026-11-24"), "{asked:?}");
}

#[test]
fn a_page_that_could_not_be_read_is_read_when_one_looks_again() {
    let mut shop = Shop::with(7);
    shop.broken = true;
    shop.send(Msg::Changed);
    shop.broken = false;
    shop.pages();
    shop.press("j");
    assert_eq!(shop.pages(), [None]);
}

/// T23: an empty day is a dot but where the cursor is, and the row at the foot adds up.
#[test]
fn empty_days_are_dots_and_the_foot_has_the_totals() {
    let mut shop = Shop::with(7).sized(120, 40);
    shop.press("l");
    let text = shop.text();
    let row = |name: &str| text.lines().find(|line| line.contains(name)).unwrap().to_owned();
    assert!(row("Hilados").contains('·') && !row("Hilados").contains("0/8"), "{text}");
    let total = row("todos los talleres");
    // Of seven, three hold something tomorrow: 7, 8 and 1 of 8 each.
    assert!(total.contains("16/56"), "{total}");
    shop.press("j j j j j j");
    let text = shop.text();
    assert!(text.lines().any(|line| line.contains("Hilados") && line.contains("0/8")), "{text}");
}

#[test]
fn the_board_is_sorted_by_load_and_by_free_over_the_days_shown() {
    let mut shop = Shop::with(7).sized(120, 40);
    shop.page = 3;
    shop.press("Ctrl-r");
    shop.press("g S Down Enter");
    assert!(shop.text().contains("por carga ▾"), "{}", shop.text());
    let names = |shop: &Shop| {
        let text = shop.text();
        let at = |name: &str| text.lines().position(|line| line.contains(name)).unwrap_or(usize::MAX);
        (at("Costura Bello"), at("Taller Orinoco"), at("日本"), at("Hilados"))
    };
    // 20 of what it works, 11, 1, nothing; a page that was not read yet is read for it.
    let (costura, orinoco, nihon, hilados) = names(&shop);
    assert!(costura < orinoco && orinoco < nihon && nihon < hilados, "{}", shop.text());
    shop.press("S Enter");
    let (costura, orinoco, nihon, hilados) = names(&shop);
    assert!(costura > orinoco && orinoco > nihon && nihon > hilados, "{}", shop.text());
    shop.press("S Up Enter");
    assert!(!shop.text().contains("por carga"), "{}", shop.text());
}
