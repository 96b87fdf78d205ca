//! In which order the list is, and how many of how many it has.

use super::given::rows;
use super::shop::{Shop, listed};
use crate::service::orders::view::{OrderSort, SortBy};
use crate::tui::core::client::Query;

fn asked(shop: &Shop) -> Option<OrderSort> {
    let asked = shop.asked.iter().rev().find_map(|query| match query {
        Query::Orders { filter, .. } => Some(filter.sort),
        _ => None,
    });
    asked.expect("a list")
}

const fn sort(by: SortBy, ascends: bool) -> Option<OrderSort> {
    Some(OrderSort { by, ascends })
}

#[test]
fn orders_are_sorted_by_what_an_index_gives_and_the_head_says_which_way() {
    let mut shop = listed(rows()).sized(120, 40);
    assert!(shop.text().contains("cambio ▾"), "{}", shop.text());
    shop.press("S");
    assert!(shop.text().contains("lo usual: el último cambio primero"), "{}", shop.text());
    // The one it is sorted by is selected, and turns round.
    shop.press("Enter");
    assert_eq!(asked(&shop), sort(SortBy::Changed, true));
    assert!(shop.text().contains("cambio ▴"), "{}", shop.text());
    // When it was placed is seen where it gives the order.
    assert!(!shop.text().contains("creado ▴"), "{}", shop.text());
    shop.press("S Down Enter");
    assert_eq!(asked(&shop), sort(SortBy::Placed, true));
    assert!(shop.text().contains("creado ▴"), "{}", shop.text());
    shop.press("S Down Enter S Enter");
    assert_eq!(asked(&shop), sort(SortBy::Payment, false));
    assert!(shop.text().contains("pago ▾"), "{}", shop.text());
    shop.press("S Up Up Up Enter");
    assert_eq!(asked(&shop), None);
    assert!(shop.text().contains("cambio ▾"), "{}", shop.text());
}

#[test]
fn a_saved_view_keeps_the_order() {
    use crate::tui::pane::Pane;
    use crate::tui::panes::orders::OrdersPane;
    use crate::tui::widgets::table::Sort;

    let chosen = Sort {
        column: 7,
        descends: false,
    };
    let mut pane = OrdersPane::default();
    pane.search.sort = Some(chosen);
    assert_eq!(Pane::look(&pane).sort, Some(chosen));
}

#[test]
fn the_count_follows_the_filter() {
    let mut shop = listed(rows()).sized(120, 40);
    let all = rows().len();
    assert!(shop.text().contains(&format!("{all} pedidos")), "{}", shop.text());
    shop.press("/ a");
    let fits = rows().into_iter().filter(|row| {
        let (number, customer) = (row.number.to_lowercase(), row.customer.to_lowercase());
        number.contains('a') || customer.contains('a')
    });
    let fits = fits.count();
    assert!(shop.text().contains(&format!("{fits} de {all} pedidos")), "{}", shop.text());
}

#[test]
fn a_count_that_was_not_finished_says_so() {
    let mut shop = listed(rows()).sized(120, 40);
    shop.page = 2;
    shop.press("Ctrl-r");
    // What follows is not read yet, and counted all the same.
    let all = rows().len();
    assert!(shop.text().contains(&format!("{all} pedidos")), "{}", shop.text());
}
