//! A site in another language: the statements of docs/site.md, run as they stand, make an order that the back office reviews.

use crate::counter::{Counter, Placed, on};
use crate::fresh::{Fresh, on_both_engines};
use crate::shop::{Text, token, write};
use krafta::db::{DbResult, Dialect, FromRow, Param, Query, Row};
use krafta::domain::money::{Currency, Money};
use krafta::domain::orders::status::PaymentStatus;
use krafta::service::Command;
use krafta::service::jobs::JobRun;
use serde_json::json;

const PAGE: &str = include_str!("../../docs/site.md");

on_both_engines!(
    what_a_site_writes_is_reviewed_like_any_order,
    ten_lines_place_an_order_and_report_its_payment
);

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

/// The statements of the page's ten lines for one engine: placing, and reporting.
fn ten_lines(dialect: Dialect) -> (&'static str, &'static str) {
    let begins = match dialect {
        Dialect::Sqlite => "INSERT INTO site_orders",
        Dialect::Postgres => "SELECT krafta_place",
    };
    let block = PAGE.split("```sql\n").find(|block| block.starts_with(begins)).expect("the block");
    let block = block.split("```").next().unwrap_or(block);
    let reports = block
        .find("krafta_report(")
        .or_else(|| block.find("INSERT INTO site_reports"))
        .expect("a report");
    let (placing, reporting) = block.split_at(block[..reports].rfind(['\n']).map_or(0, |at| at + 1));
    (placing, reporting)
}

/// The database's own clock says which day it is: a rate for it, and a way to Valencia.
const TODAY: &str = "INSERT INTO exchange_rates (value_date, rate, source) SELECT d.day, '93.0371', 'BCV' FROM (SELECT ";
const NATIONAL: &str = "INSERT INTO shipping_rates (method, state_code, amount, currency) SELECT 'NATIONAL_SHIPPING', s.code, ";

async fn rate_of_today(fresh: &Fresh) {
    let day = ("date('now', '-4 hours')", "(now() AT TIME ZONE 'America/Caracas')::date");
    // The counter's own rates are for days of its clock, which today may be one of.
    let other = Query::new("UPDATE exchange_rates SET ended = 'CORRECTED', ended_reason = 'another' WHERE ended IS NULL AND value_date = ")
        .push_for(day.0, day.1);
    write(&fresh.db, other).await.expect("no other rate");
    let today = Query::new(TODAY).push_for(day.0, day.1).push(" AS day) d");
    write(&fresh.db, today).await.expect("a rate");
}

async fn ten_lines_place_an_order_and_report_its_payment(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    rate_of_today(&fresh).await;
    let national = Query::new(NATIONAL).push_for("400", "4.00").push(
        ", 'USD' FROM states s WHERE s.code = 'VE-G' AND NOT EXISTS (SELECT 1 FROM shipping_rates r WHERE r.method = 'NATIONAL_SHIPPING' AND r.state_code = s.code)",
    );
    write(&fresh.db, national).await.expect("a way there");
    let (placing, reporting) = ten_lines(fresh.db.dialect());
    let run = |text: String| {
        let db = fresh.db.clone();
        async move {
            let mut tx = db.begin().await.expect("a transaction");
            tx.script(text.leak()).await.expect("the database takes it");
            tx.commit().await.expect("a commit");
        }
    };
    run(placing.to_owned()).await;
    let number = fresh
        .db
        .one::<Text>(Query::new(
            "SELECT number AS t FROM orders ORDER BY created_at DESC, id DESC LIMIT 1",
        ))
        .await
        .expect("an order")
        .0;
    run(reporting.replace("KRFT-7Q2M4X", &number)).await;
    let id = counter
        .shop
        .orders()
        .order_by_number(&counter.ana, &number)
        .await
        .expect("the order");
    let timeline = counter.shop.orders().timeline(&counter.ana, id).await.expect("a timeline");
    assert_eq!(timeline.order.payment, PaymentStatus::Reported);
    assert_eq!(timeline.order.due, Money::of_minor(269_808, Currency::Ves));
    let proof = timeline.proofs.first().expect("a proof");
    assert_eq!(
        (proof.reference.as_ref().map(|text| text.as_str()), proof.amount),
        (Some("00482913"), timeline.order.due)
    );
    // The customer and the admins are told, as of any order, each once.
    let told = Query::new("SELECT template || ' ' || unique_key AS t FROM notifications ORDER BY event_seq, template");
    let told: Vec<String> = fresh
        .db
        .all::<Text>(told)
        .await
        .expect("messages")
        .into_iter()
        .map(|row| row.0)
        .collect();
    let key = |template: &str, seq: u8, whom: &str| format!("{template} {number}:{seq}:{whom}");
    assert_eq!(
        told,
        [
            key("message-customer-P1", 1, "CUSTOMER"),
            key("message-admins-P2", 2, "ADMINS"),
            key("message-customer-P2", 2, "CUSTOMER")
        ]
    );
    // Found by the end of its reference, like one that the program wrote.
    let keys = Query::new("SELECT reference_key || ' ' || reference_reversed AS t FROM payment_submissions");
    assert_eq!(fresh.db.one::<Text>(keys).await.expect("keys").0, "482913 319284");
}

#[test]
fn a_call_is_refused_by_name_and_answers_again() {
    crate::fresh::run(Dialect::Postgres, calls);
}

/// One value as text, or the token of the refusal.
async fn call(fresh: &Fresh, function: &'static str, said: &serde_json::Value) -> Result<serde_json::Value, String> {
    let call = Query::new("SELECT ")
        .push(function)
        .push("(")
        .bind(Param::Json(said.to_string()))
        .push(")::text AS t");
    let mut tx = fresh.db.begin().await.expect("a transaction");
    let answer = tx.one::<Text>(call).await;
    tx.commit().await.expect("an end");
    match answer {
        Ok(text) => Ok(serde_json::from_str(&text.0).expect("an answer")),
        Err(error) => Err(token(Err::<(), _>(error))),
    }
}

fn with(said: &serde_json::Value, name: &str, value: serde_json::Value) -> serde_json::Value {
    let mut said = said.clone();
    said[name] = value;
    said
}

/// What is right but for one value.
async fn are_refused(fresh: &Fresh, function: &'static str, right: &serde_json::Value, odd: &[(&str, serde_json::Value, &str)]) {
    for (name, value, refused) in odd {
        let answer = call(fresh, function, &with(right, name, value.clone())).await;
        assert_eq!(answer, Err((*refused).to_owned()), "{value}");
    }
}

async fn calls(fresh: Fresh) {
    let _counter = Counter::open(&fresh).await;
    rate_of_today(&fresh).await;
    let today = Query::new("SELECT (now() AT TIME ZONE 'America/Caracas')::date::text AS t");
    let today = fresh.db.one::<Text>(today).await.expect("a day").0;
    let order = json!({
        "customer": { "name": "María", "phone": "0414-555.12.34" }, "items": [{ "sku": "FRANELA", "quantity": 2 }],
        "delivery": { "method": "NATIONAL_SHIPPING", "state": "carabobo", "address": "Av. Bolívar" },
    });
    let odd = [
        ("items", json!(["FRANELA"]), "empty-order"),
        ("items", json!([{ "sku": "FRANELA", "quantity": 1.5 }]), "quantity-out-of-range"),
        ("items", json!([{ "sku": "FRANELA", "quantity": "dos" }]), "quantity-out-of-range"),
        ("items", json!([{ "sku": "FRANELA", "quantity": 0 }]), "quantity-out-of-range"),
        ("items", json!([{ "sku": "FRANELA", "quantity": 100_001 }]), "quantity-out-of-range"),
        ("items", json!([{ "sku": "NADA", "quantity": 1 }]), "product-unknown"),
        ("delivery", json!({ "method": "DRONE" }), "out-of-bounds"),
        (
            "delivery",
            json!({ "method": "NATIONAL_SHIPPING", "city": "Nunca Jamás", "address": "x" }),
            "city-unknown",
        ),
        ("customer", json!({ "name": "\u{202e}", "phone": "04145551234" }), "name-required"),
        ("operation", json!("hoy"), "out-of-bounds"),
    ];
    are_refused(&fresh, "krafta_place", &order, &odd).await;
    // A connection that was lost: the same call answers the first receipt.
    let order = with(&order, "operation", json!("019b0c1e-6f0a-7c3d-8a4b-1f2e3d4c5b6a"));
    let placed = call(&fresh, "krafta_place", &order).await.expect("an order");
    assert_eq!(call(&fresh, "krafta_place", &order).await.as_ref(), Ok(&placed));
    let other = with(&order, "items", json!([{ "sku": "FRANELA", "quantity": 3 }]));
    assert_eq!(call(&fresh, "krafta_place", &other).await, Err("operation-reused".into()));
    let proof = json!({
        "order": placed["number"], "method": "PAGO_MOVIL", "amount": "1.000,00", "paid_on": today, "reference": "00482913",
        "payer_email": "Maria@Example.com", "account": "pm-venezuela", "origin_bank": "0105", "payer_phone": "04145551234",
    });
    let odd = [
        ("method", json!("PAYPAL"), "out-of-bounds"),
        ("method", json!(null), "out-of-bounds"),
        ("currency", json!("EUR"), "out-of-bounds"),
        ("amount", json!("0,00"), "amount-zero"),
        ("amount", json!("mucho"), "amount-malformed"),
        ("paid_on", json!("2026-13-41"), "date-malformed"),
        ("paid_on", json!("31/02/2026"), "date-malformed"),
        ("order", json!("KRFT-000000"), "order-unknown"),
    ];
    are_refused(&fresh, "krafta_report", &proof, &odd).await;
    let proof = with(&proof, "operation", json!("019b0c1e-6f0a-7c3d-8a4b-1f2e3d4c5b6b"));
    let reported = call(&fresh, "krafta_report", &proof).await.expect("a proof");
    assert_eq!(call(&fresh, "krafta_report", &proof).await.as_ref(), Ok(&reported));
    let kept = Query::new("SELECT count(*)::text || ' ' || min(payer_email) AS t FROM payment_submissions");
    assert_eq!(fresh.db.one::<Text>(kept).await.expect("a proof").0, "1 maria@example.com");
}
