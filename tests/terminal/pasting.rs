//! A megabyte pasted where one did not mean to.

use crate::fresh::{Fresh, on_both_engines};
use crate::shop::Shop;

on_both_engines!(a_huge_paste_is_survived);

async fn a_huge_paste_is_survived(fresh: Fresh) {
    let shop = Shop::filled(&fresh).await;
    let mut person = shop.opened();
    let text = "q1: x\x07ñ".repeat(130_000);
    assert!(text.len() > 1_000_000);

    // Into a list: no letter of it is taken for a key.
    person.pastes(&text);
    person.sees("Aquí no se puede pegar");
    person.sees("KRFT-");

    // Into a field: what fits is there, the rest is told.
    person.presses("/");
    person.sees("aplicar");
    person.pastes(&text);
    person.sees("se cortó");
    person.presses("\x15");
    person.presses("\x1b");
    person.sees_no("aplicar");
    person.presses("2");
    person.sees("300 pedidos");
    person.presses("q");
    assert_eq!(person.ends().0, 0);
}
