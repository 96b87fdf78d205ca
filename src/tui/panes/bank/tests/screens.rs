//! How it looks, text and styles.

use insta::assert_snapshot;

use super::shop::{Bank, at, opened, used, ves};
use crate::domain::bank::credit::CreditAct;
use crate::domain::text::Safe;
use crate::service::bank::credits::CreditNote;
use crate::tui::core::theme::{Depth, Scheme, Theme};
use crate::tui::panes::bank::Section;

fn bank() -> Bank {
    let mut bank = Bank::filled();
    bank.uses = vec![used(0, ves(100_000), true), used(1, ves(50_000), false)];
    bank.notes = vec![CreditNote {
        act: CreditAct::Note,
        note: Some(Safe::new("dice que pagó dos veces")),
        created_at: at(30),
        who: Safe::new("luis añez"),
    }];
    bank
}

#[test]
fn free_at_80() {
    assert_snapshot!(opened(Section::Free, bank()).sized(80, 24).desk.styled());
}

#[test]
fn free_at_120() {
    let mut shop = opened(Section::Free, bank()).sized(120, 40);
    shop.press("j j");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn unseen_at_80() {
    assert_snapshot!(opened(Section::Unseen, bank()).sized(80, 24).text());
}

#[test]
fn accounts_at_120() {
    assert_snapshot!(opened(Section::Accounts, bank()).sized(120, 40).desk.styled());
}

#[test]
fn lines_without_colour() {
    let mut shop = opened(Section::Accounts, bank()).sized(120, 30);
    shop.desk.model.shell.theme = Theme::new(Scheme::Dark, Depth::None);
    shop.press("Enter j");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn detail_over_the_list() {
    let mut shop = opened(Section::Free, bank()).sized(80, 24);
    shop.press("j j j Enter");
    assert_snapshot!(shop.text());
}

#[test]
fn empty() {
    assert_snapshot!(opened(Section::Free, Bank::default()).text());
}

#[test]
fn any_size_is_survived() {
    for (width, height) in [(0, 0), (1, 1), (20, 5), (60, 16), (79, 16), (119, 16), (120, 16), (300, 90)] {
        for section in Section::ALL {
            let mut shop = opened(section, bank()).sized(width, height);
            for keys in ["j", "Enter", "Esc x"] {
                shop.press(keys).text();
            }
        }
    }
}
