//! Lines of a bank are found by what was typed, and what was attested is offered the lines that it may be.

use crate::bank::{credits, day, import, line};
use crate::counter::{Counter, bolivares};
use crate::fresh::{Fresh, on_both_engines};
use krafta::service::Command;
use krafta::service::bank::commands::{OnCredit, ReconcileCredit};
use krafta::service::bank::credits::{CreditRow, Which};

on_both_engines!(
    what_was_typed_finds_its_lines,
    what_was_attested_is_offered_the_lines_that_it_may_be,
);

async fn what_was_typed_finds_its_lines(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let mut lines: Vec<_> = (0..120)
        .map(|n| line(n + 2, &format!("0033{n:06}"), bolivares(1_000 + i64::from(n))))
        .collect();
    lines[7].description = "Transferencia de MARÍA PÉREZ V12345678".into();
    lines[119].description = "Transferencia de maria pérez".into();
    lines[119].date = day("2026-11-23");
    import(&counter, lines).await;
    let bank = counter.shop.bank();
    let find = async |which: Which, text: &str| bank.search(&counter.ana, &which, text, None, 50).await.expect("a page");
    let numbers = |page: &krafta::service::core::page::Page<CreditRow>| page.rows.iter().filter_map(|row| row.line_no).collect::<Vec<_>>();
    let found = find(Which::Free, "perez maria").await;
    assert_eq!(
        (numbers(&found), found.next),
        (vec![9, 121], None),
        "case and accents do not matter"
    );
    assert_eq!(numbers(&find(Which::Free, "v12345678 maria").await), [9]);
    assert_eq!(numbers(&find(Which::Free, "23/11/2026").await), [121]);
    assert_eq!(numbers(&find(Which::Free, "10,07").await), [9]);
    assert_eq!(
        numbers(&find(Which::Unseen, "0033000007").await),
        [9],
        "a reference is looked for everywhere"
    );
    assert!(find(Which::Unseen, "perez").await.rows.is_empty(), "words are not");
    // Page by page, each line once.
    let first = bank
        .search(&counter.ana, &Which::Free, "pago movil", None, 100)
        .await
        .expect("a page");
    let rest = bank
        .search(&counter.ana, &Which::Free, "pago movil", first.next, 100)
        .await
        .expect("a page");
    assert_eq!((first.rows.len(), rest.rows.len(), rest.next), (100, 18, None));
    let refused = bank.search(&counter.support, &Which::Free, "pago", None, 50).await;
    assert!(matches!(refused, Err(krafta::service::Error::Refused(_))), "{refused:?}");
    let aside = OnCredit {
        credit: find(Which::Free, "10,07").await.rows[0].id,
        text: "es un préstamo".into(),
    };
    counter.done(&counter.ana, Command::SetAsideCredit(aside)).await;
    assert_eq!(numbers(&find(Which::SetAside, "").await), [9]);
}

async fn what_was_attested_is_offered_the_lines_that_it_may_be(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.confirmed("55482913").await;
    let mut far = line(2, "0099887766", order.due);
    far.date = day("2026-11-12");
    let less = line(4, "0055482913", bolivares(order.due.minor() - 100));
    let mut more = line(3, "0055482913", bolivares(order.due.minor() + 100));
    more.date = day("2026-11-23");
    import(&counter, vec![far, more, less]).await;
    let attested = credits(&counter, Which::Unseen).await[0].id;
    let offered = counter.shop.bank().may_be(&counter.ana, attested).await.expect("lines");
    let numbers: Vec<_> = offered.iter().filter_map(|row| row.line_no).collect();
    assert_eq!(numbers, [3, 2], "the nearest first, none that is less than what was taken");
    let join = ReconcileCredit {
        attested,
        line: offered[0].id,
        text: String::new(),
    };
    counter.done(&counter.ana, Command::ReconcileCredit(join)).await;
    assert!(credits(&counter, Which::Unseen).await.is_empty());
}
