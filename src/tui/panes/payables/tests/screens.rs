//! How it looks, text and styles.

use insta::assert_snapshot;

use super::given::line;
use super::shop::{Shop, open, with};
use crate::tui::core::msg::Msg;
use crate::tui::core::theme::{Depth, Scheme, Theme};

fn shop(width: u16, height: u16) -> Shop {
    let mut shop = open().sized(width, height);
    shop.press("Ctrl-r");
    shop
}

#[test]
fn list_at_80() {
    let mut shop = shop(80, 24);
    shop.press("j j Space");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn list_at_120() {
    let mut shop = shop(120, 30);
    shop.press("j j j j j");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn list_at_200() {
    let mut shop = shop(200, 30);
    shop.press("j");
    assert_snapshot!(shop.text());
}

#[test]
fn list_at_60() {
    assert_snapshot!(shop(60, 16).text());
}

#[test]
fn list_without_colour() {
    let mut shop = shop(80, 24);
    shop.desk.model.shell.theme = Theme::new(Scheme::Dark, Depth::None);
    shop.press("j j Space");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn a_line_over_the_list() {
    let mut shop = shop(80, 24);
    shop.press("G k k Enter");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn a_changed_line() {
    let mut shop = shop(120, 24);
    shop.pay_line(line(1), 850);
    shop.send(Msg::Changed);
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn settle_form() {
    let mut shop = shop(80, 24);
    shop.press("j a p Ctrl-u").type_text("120").press("Tab Right");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn transfers_at_120() {
    let mut shop = shop(120, 24);
    shop.press("t j");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn statement_at_80() {
    let mut shop = shop(80, 24);
    shop.press("G c Ctrl-s");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn aging_at_120() {
    let mut shop = shop(120, 24);
    shop.press("d");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn empty() {
    assert_snapshot!(with(Vec::new()).text());
}

#[test]
fn nothing_fits() {
    let mut shop = shop(80, 24);
    shop.press("/").type_text("taller:inexistente").press("Enter");
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
        let mut shop = shop(width, height);
        for keys in ["Enter", "Esc p", "Esc Esc t", "Enter", "Esc Esc c", "Ctrl-s", "Esc d", "Esc /"] {
            shop.press(keys);
            shop.text();
        }
    }
}
