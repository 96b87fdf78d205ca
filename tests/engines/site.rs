//! A site in another language: the statements of docs/site.md, run as they stand, make an order that the back office reviews.

use crate::counter::{Counter, Placed, on};
use crate::fresh::{Fresh, on_both_engines};
use krafta::db::{DbResult, Dialect, FromRow, Query, Row};
use krafta::domain::money::{Currency, Money};
use krafta::domain::orders::status::PaymentStatus;
use krafta::service::Command;
use krafta::service::jobs::JobRun;

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

/// The statement of the page that reads an answer.
fn reading() -> &'static str {
    let block = PAGE.split("```sql\n").find(|block| block.starts_with("SELECT q.outcome"));
    let statement = block.and_then(|block| block.split(';').next());
    statement.expect("how an answer is read")
}

/// Runs a block of the page.
async fn taken(fresh: &Fresh, block: &'static str) {
    let mut tx = fresh.db.begin().await.expect("a transaction");
    tx.script(block).await.expect("the database takes it");
    tx.commit().await.expect("a commit");
}

/// What the site reads.
#[derive(Debug, PartialEq)]
struct Answer {
    outcome: Option<String>,
    payment: Option<serde_json::Value>,
}

impl FromRow for Answer {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        let receipt: Option<serde_json::Value> = row.get("receipt")?;
        Ok(Self {
            outcome: row.get("outcome")?,
            payment: receipt.map(|receipt| receipt["payment"].clone()),
        })
    }
}

async fn what_a_site_writes_is_reviewed_like_any_order(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let blocks = blocks(fresh.db.dialect());
    let [placed, reported, asked] = blocks[..] else {
        panic!("an order is placed, a payment reported, a refund asked for: {}", blocks.len())
    };
    for block in [placed, reported] {
        taken(&fresh, block).await;
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
    // Asked twice, done once, and read as the page says.
    for _ in 0..2 {
        taken(&fresh, asked).await;
    }
    let answer = || async { fresh.db.one::<Answer>(Query::new(reading())).await.expect("the request") };
    assert_eq!(
        answer().await,
        Answer {
            outcome: None,
            payment: None
        }
    );
    let run = JobRun {
        dry_run: false,
        only: None,
        limit: 10,
    };
    counter.shop.jobs().run_jobs(&counter.ana, run).await.expect("a report");
    let told = Answer {
        outcome: Some("DONE".into()),
        payment: Some("REFUND_PENDING".into()),
    };
    assert_eq!(answer().await, told);
    taken(&fresh, asked).await;
    // What the site may not do, the database refuses in the domain's own words.
    let mut tx = fresh.db.begin().await.expect("a transaction");
    let refused = tx
        .script("UPDATE orders SET payment_status = 'CANCELLED'")
        .await
        .expect_err("a refusal");
    assert_eq!(refused.code(), "status-without-event");
    tx.rollback().await.expect("a rollback");
}
