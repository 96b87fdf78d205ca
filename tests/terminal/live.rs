//! What other processes do appears by itself, and moves nothing.

use std::time::Duration;

use crate::fresh::{Fresh, on_both_engines};
use crate::shop::{Shop, number};

on_both_engines!(a_payment_reported_elsewhere_appears_and_the_cursor_stays);

/// 250 ms on a machine with nothing else to do.
const SOON: Duration = Duration::from_millis(if cfg!(debug_assertions) { 750 } else { 250 });

async fn a_payment_reported_elsewhere_appears_and_the_cursor_stays(fresh: Fresh) {
    let shop = Shop::filled(&fresh).await;
    let order = shop.places_an_order();
    // The newest first: what comes is drawn above the cursor.
    let mut person = shop.opened();
    let oldest = number(&person.selected()).to_owned();
    person.presses("S");
    person.until("the newest first", |screen| {
        let first = screen.lines().nth(4).unwrap_or_default();
        first.contains("KRFT-") && !first.contains(&oldest)
    });
    person.presses("gjj");
    person.until("two rows down", |screen| {
        screen.lines().nth(6).is_some_and(|line| line.contains('▌'))
    });
    let before = number(&person.selected()).to_owned();
    shop.reports(&order, "K7P2Q9X1");
    let took = person.sees(&order);
    assert!(took < SOON, "{took:?}");
    assert_eq!(number(&person.selected()), before);
}
