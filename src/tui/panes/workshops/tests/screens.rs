//! How it looks, text and styles.

use insta::assert_snapshot;

use super::shop::Shop;
use crate::tui::core::theme::{Depth, Scheme, Theme};

fn shop(width: u16, height: u16) -> Shop {
    let mut shop = Shop::with(7).sized(width, height);
    shop.press("l");
    shop
}

#[test]
fn board_at_80() {
    assert_snapshot!(shop(80, 24).desk.styled());
}

#[test]
fn board_at_120() {
    assert_snapshot!(shop(120, 40).desk.styled());
}

#[test]
fn board_at_200() {
    assert_snapshot!(shop(200, 50).text());
}

#[test]
fn board_at_60() {
    assert_snapshot!(shop(60, 16).text());
}

#[test]
fn board_without_colour() {
    let mut shop = shop(80, 24);
    shop.desk.model.shell.theme = Theme::new(Scheme::Dark, Depth::None);
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn what_fills_a_day() {
    let mut shop = shop(80, 24);
    shop.press("Enter");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn candidates_over_the_queue() {
    let mut shop = shop(80, 24);
    shop.press("Tab Enter j");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn nobody_fits() {
    let mut shop = shop(120, 40);
    shop.press("Tab G");
    assert_snapshot!(shop.text());
}

#[test]
fn notifying_is_asked() {
    let mut shop = shop(80, 24);
    shop.press("Tab n");
    assert_snapshot!(shop.text());
}

#[test]
fn work_of_all() {
    let mut shop = shop(120, 40);
    shop.press("Tab w");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn work_of_one_at_80() {
    let mut shop = shop(80, 24);
    shop.press("w");
    assert_snapshot!(shop.text());
}

#[test]
fn taking_off_in_production() {
    let mut shop = shop(80, 24);
    shop.press("Tab w j j d");
    assert_snapshot!(shop.text());
}

#[test]
fn closing_a_day_shows_who_no_longer_fits() {
    let mut shop = shop(80, 24);
    shop.crowded = (0..3).map(super::given::crowded).collect();
    shop.press("x").type_text("inventario").press("Ctrl-s");
    assert_snapshot!(shop.text());
}

#[test]
fn any_size_is_survived() {
    for (width, height) in [
        (0, 0),
        (1, 1),
        (20, 5),
        (60, 16),
        (61, 17),
        (79, 16),
        (119, 16),
        (120, 16),
        (300, 90),
    ] {
        let mut shop = Shop::with(7).sized(width, height);
        for keys in [
            "l", "L", "G", "Enter", "Esc", "Tab", "Enter", "G", "Tab", "c", "Esc", "w", "d", "Esc", "Esc", "Esc", "Esc", "/",
        ] {
            shop.press(keys);
            shop.text();
        }
    }
}
