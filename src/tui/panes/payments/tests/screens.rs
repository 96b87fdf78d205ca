//! How it looks, text and styles.

use insta::assert_snapshot;
use ratatui::layout::Size;

use super::shop::{LUIS, Shop, claim, order, row};
use crate::tui::core::client::{Frame, Scan};
use crate::tui::core::graphics::Graphics;
use crate::tui::core::msg::Msg;
use crate::tui::core::picture::Lens;
use crate::tui::core::pixels::{Pixels, png_of};
use crate::tui::core::theme::{Depth, Scheme, Theme};

fn shop(width: u16, height: u16) -> Shop {
    let mut shop = Shop::with(6).sized(width, height);
    shop.set_claim(order(1), Some(claim(LUIS, "luis añez", 4)));
    shop.press("Ctrl-r");
    shop
}

pub fn scan() -> Scan {
    let bytes = png_of(
        40,
        20,
        |x, y| if (x / 5 + y / 5) % 2 == 0 { [250, 250, 250] } else { [120, 20, 60] },
    );
    let frame = Frame {
        room: Size::new(40, 10),
        graphics: Graphics::default(),
        lens: Lens::default(),
        clear: true,
    };
    Scan::of(&Pixels::read(&bytes).unwrap(), frame)
}

#[test]
fn list_at_80() {
    assert_snapshot!(shop(80, 24).desk.styled());
}

#[test]
fn list_at_120() {
    assert_snapshot!(shop(120, 40).desk.styled());
}

#[test]
fn list_at_200() {
    assert_snapshot!(shop(200, 50).text());
}

#[test]
fn list_at_60() {
    assert_snapshot!(shop(60, 16).text());
}

#[test]
fn detail_over_the_list() {
    let mut shop = shop(80, 24);
    shop.scan = scan();
    shop.press("j j Enter");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn detail_without_colour() {
    let mut shop = shop(120, 40);
    shop.desk.model.shell.theme = Theme::new(Scheme::Dark, Depth::None);
    shop.scan = scan();
    shop.press("j j j Enter");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn evidence() {
    let mut shop = shop(80, 24);
    shop.press("c . Tab").type_text("4521,30").press("Tab").type_text("0000482931");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn rejection() {
    let mut shop = shop(80, 24);
    shop.press("r Right Right");
    assert_snapshot!(shop.text());
}

#[test]
fn a_changed_row() {
    let mut shop = shop(80, 24);
    shop.set_claim(order(0), Some(claim(LUIS, "luis", 1)));
    shop.send(Msg::Changed);
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn empty() {
    assert_snapshot!(Shop::with(0).text());
}

#[test]
fn nothing_matches() {
    let mut shop = Shop::with(1);
    shop.press("m");
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
        shop.scan = scan();
        for keys in ["", "Enter", "v", "c", "Esc Esc r"] {
            if !keys.is_empty() {
                shop.press(keys);
            }
            shop.text();
        }
    }
}

#[test]
fn damaged_rows_are_told_at_the_foot_of_the_list() {
    let mut shop = Shop::open((0..3).map(row).collect());
    assert!(!shop.text().contains("dañada"));
    shop.unread = 1;
    shop.press("Ctrl-r");
    let text = shop.text();
    assert!(text.contains("Una fila dañada no aparece: la nombra «krafta db check»."), "{text}");
    // Two pages, each with one.
    shop.page = 2;
    shop.press("Ctrl-r End");
    let text = shop.text();
    assert!(text.contains("2 filas dañadas no aparecen"), "{text}");
}
