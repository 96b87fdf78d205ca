//! A site in another language: the statements of docs/site.md, run as they stand, make an order that the back office reviews.

use crate::counter::{Counter, Placed, on};
use crate::fresh::{Fresh, on_both_engines};
use krafta::db::Dialect;
use krafta::domain::money::{Currency, Money};
use krafta::domain::orders::status::PaymentStatus;
use krafta::service::Command;

const PAGE: &str = include_str!("../../docs/site.md");

on_both_engines!(what_a_site_writes_is_reviewed_like_any_order);

/// The statements of the page for one engine, block by block, without their BEGIN and COMMIT.
pub fn blocks(dialect: Dialect) -> Vec<&'static str> {
    let fence = match dialect {
        Dialect::Sqlite => "```sql sqlite\n",
        Dialect::Postgres => "```sql postgres\n",
    };
    PAGE.split(fence)
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .filter_map(|block| block.split_once(";\n")?.1.rsplit_once("COMMIT;").map(|(statements, _)| statements))
        .collect()
}

async fn what_a_site_writes_is_reviewed_like_any_order(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let blocks = blocks(fresh.db.dialect());
    assert_eq!(blocks.len(), 2, "an order is placed, and a payment reported");
    for block in blocks {
        let mut tx = fresh.db.begin().await.expect("a transaction");
        tx.script(block).await.expect("the database takes it");
        tx.commit().await.expect("a commit");
    }
    let id = counter
        .shop
        .orders()
        .order_by_number(&counter.ana, "7q2m4x")
        .await
        .expect("the order");
    let order = Placed {
        id,
        number: "KRFT-7Q2M4X".into(),
        due: Money::of_minor(269_808, Currency::Ves),
    };
    counter.claim(&order).await;
    let review = counter.shop.payments().review(&counter.ana, id).await.expect("a review");
    let proof = review.proofs.first().expect("a proof");
    assert!(proof.signals.is_empty(), "{:?}", proof.signals);
    let verify = counter.verify(&order, &[(proof.id, order.due, "00482913")]).await;
    let receipt = counter.done(&counter.ana, Command::Confirm(verify)).await;
    assert_eq!(on(&receipt).payment, PaymentStatus::Confirmed);
    // What the site may not do, the database refuses in the domain's own words.
    let mut tx = fresh.db.begin().await.expect("a transaction");
    let refused = tx
        .script("UPDATE orders SET payment_status = 'CANCELLED'")
        .await
        .expect_err("a refusal");
    assert_eq!(refused.code(), "status-without-event");
    tx.rollback().await.expect("a rollback");
}
