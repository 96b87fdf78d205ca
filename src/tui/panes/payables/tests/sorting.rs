//! In which order what is owed is, and how many lines of how many.

use super::shop::{Shop, open};
use crate::service::payables::view::PayableSort;
use crate::tui::core::client::Query;

fn asked(shop: &Shop) -> PayableSort {
    let asked = shop.asked.iter().rev().find_map(|query| match query {
        Query::Payables { filter, .. } => Some(filter.sort),
        _ => None,
    });
    asked.expect("a list")
}

#[test]
fn lines_are_sorted_by_workshop_and_by_day() {
    let mut shop = open().sized(120, 40);
    shop.press("S Down Enter S Enter");
    assert_eq!(asked(&shop), PayableSort::NamesBack);
    assert!(shop.text().contains("taller / línea ▾"), "{}", shop.text());
    shop.press("S Down Enter S Enter");
    assert_eq!(asked(&shop), PayableSort::NewestFirst);
    assert!(shop.text().contains("vence ▾"), "{}", shop.text());
    shop.press("S Up Up Enter");
    assert_eq!(asked(&shop), PayableSort::Usual);
    assert!(!shop.text().contains('▾'), "{}", shop.text());
}

#[test]
fn how_late_workshops_are_paid_is_sorted_by_any_column() {
    let mut shop = open().sized(120, 40);
    shop.press("d");
    let names = |shop: &Shop| {
        let text = shop.text();
        let place = |name: &str| text.find(name).expect("a workshop");
        let mut names = ["Taller Orinoco", "Costura Bello", "Cooperativa"];
        names.sort_by_key(|name| place(name));
        names
    };
    let usual = names(&shop);
    shop.press("S Down Enter S Enter");
    assert!(shop.text().contains("taller ▾"), "{}", shop.text());
    let mut back = usual;
    back.reverse();
    assert_eq!(names(&shop), back, "{}", shop.text());
    shop.press("S Up Enter");
    assert_eq!(names(&shop), usual);
}

#[test]
fn the_count_follows_the_filter() {
    let mut shop = open().sized(120, 40);
    let open = shop.rows.iter().filter(|row| !row.status.is_over()).count();
    shop.press("/ o r i n o c o");
    let fits = shop
        .rows
        .iter()
        .filter(|row| !row.status.is_over() && row.workshop_name.to_lowercase().contains("orinoco"));
    let fits = fits.count();
    assert!(fits > 0 && fits < open);
    assert!(shop.text().contains(&format!("líneas: {fits} de {open}")), "{}", shop.text());
}
