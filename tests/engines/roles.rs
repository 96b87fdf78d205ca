//! What the PostgreSQL roles may and may not do (src/db/roles.sql). One test, since roles belong to the whole server.

use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Executor, PgConnection, Row as _};

use crate::check::lived;
use crate::counter::Counter;
use crate::fresh::{Fresh, run};
use crate::master_data::{change_capacity, keep, resume};
use crate::shop::{Shop, Text, token};
use crate::yard::Yard;
use krafta::db::{Bound, Db, DbResult, Dialect, Query};
use krafta::service::Command;
use krafta::service::commands::{AddHolidays, CapacityChange, Consent, NewHoliday};
use krafta::service::jobs::{Fate, Job, JobItem, JobRun};
use krafta::service::orders::commands::Note;

const ROLES: &str = include_str!("../../src/db/roles.sql");

#[test]
fn each_role_does_its_part_and_no_more() {
    run(Dialect::Postgres, each_role);
}

#[test]
fn staff_lead_an_order_to_its_end() {
    run(Dialect::Postgres, staff_do_all_of_it);
}

/// Makes the roles, twice; only one of two tests at a time.
pub async fn made(fresh: &Fresh) {
    static ONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let _one = ONE.lock().await;
    fresh.db.script(ROLES).await.expect("the roles are made");
    fresh.db.script(ROLES).await.expect("and made again");
}

/// B8: a site that locks every order and then does nothing keeps nobody waiting for long.
#[test]
fn a_transaction_that_idles_is_ended() {
    run(Dialect::Postgres, async |fresh: Fresh| {
        made(&fresh).await;
        let counter = Counter::open(&fresh).await;
        let order = counter.place().await;
        let mut site = a_site(&fresh).await;
        let shown = sqlx::raw_sql("SHOW idle_in_transaction_session_timeout").fetch_one(&mut site).await;
        assert_eq!(shown.expect("a setting").get::<String, _>(0), "15s");
        // No test waits so long: what the database sets is what counts.
        let sooner = "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET idle_in_transaction_session_timeout TO %L', \
          current_database(), '500ms'); END $$";
        fresh.db.script(sooner).await.expect("sooner");
        let mut site = a_site(&fresh).await;
        site.execute("SET ROLE krafta_site; BEGIN; SELECT 1 FROM orders FOR UPDATE")
            .await
            .expect("locks");
        let note = Note {
            order: order.id,
            text: "nota".into(),
            internal: true,
        };
        counter.done(&counter.ana, Command::Note(note)).await;
        assert!(site.execute("SELECT 1").await.is_err(), "it was ended");
    });
}

/// A connection as a site's program makes one.
async fn a_site(fresh: &Fresh) -> PgConnection {
    let options = PgConnectOptions::from_str(&fresh.url).expect("a URL");
    options.connect().await.expect("connected")
}

/// The whole of production and of what is owed for it, by a program that is only krafta_staff; and what of it no site sees.
async fn staff_do_all_of_it(fresh: Fresh) {
    made(&fresh).await;
    let always = "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET role TO krafta_staff', current_database()); END $$";
    fresh.db.script(always).await.expect("whoever comes is staff");
    let staff = Fresh {
        db: Db::open(&fresh.url).await.expect("it opens"),
        url: fresh.url.clone(),
        folder: fresh.folder.clone(),
    };
    let who: Text = staff.db.one(Query::new("SELECT current_user::text AS t")).await.expect("a user");
    assert_eq!(who.0, "krafta_staff");
    let yard = Yard::open(&staff).await;
    lived(&yard).await;
    let (shop, ana, today) = (&yard.counter.shop, &yard.counter.ana, yard.counter.shop.today());
    let consent = Consent {
        seen: None,
        reason: Some("se fue la luz".into()),
        confirmed: true,
    };
    for change in [
        CapacityChange::Week([5; 7]),
        CapacityChange::Days {
            from: today,
            until: today,
            units: 0,
        },
        CapacityChange::Usual { from: today, until: today },
        CapacityChange::Pause { until: None },
    ] {
        change_capacity(shop, &yard.coordinator, "Taller Orinoco", change, &consent)
            .await
            .expect("capacity");
    }
    resume(shop, ana, "Taller Orinoco", &consent).await.expect("back again");
    let holiday = AddHolidays {
        days: vec![NewHoliday {
            day: today + chrono::Days::new(3),
            name: "Feriado".into(),
        }],
        consent,
        ..AddHolidays::default()
    };
    keep(shop, ana, Command::AddHolidays(holiday)).await.expect("a holiday");
    let cuts = JobRun {
        dry_run: false,
        only: Some(Job::PayableCuts),
        limit: 10,
    };
    shop.jobs().run_jobs(ana, cuts).await.expect("cuts");
    // What a site asks, the program of the staff answers.
    let order = yard.counter.confirmed("990011").await;
    let mut tx = fresh.db.begin().await.expect("a transaction");
    tx.script("SET LOCAL ROLE krafta_site").await.expect("the role");
    let asked = crate::requests::row(uuid::Uuid::now_v7(), &order, "REFUND", Some("ya no"));
    tx.exec(asked).await.expect("the site may ask");
    tx.commit().await.expect("a commit");
    let requests = JobRun {
        only: Some(Job::Requests),
        ..cuts
    };
    let report = shop.jobs().run_jobs(ana, requests).await.expect("answers");
    assert!(matches!(report.items[..], [JobItem { fate: Fate::Done, .. }]), "{report:?}");
    staff.db.close().await;
    // What workshops cost, who they are and what they hold is no business of a site.
    for forbidden in [
        "SELECT agreed_cost FROM production_assignments",
        "SELECT workshop_id FROM production_assignments",
        "SELECT policy FROM production_assignments",
        "SELECT name FROM workshops",
        "SELECT unit_cost_amount FROM workshop_offers",
        "SELECT units FROM capacity_bookings",
        "SELECT ranking FROM assignment_rankings",
        "SELECT amount FROM workshop_payables",
        "SELECT amount FROM settlements",
        "SELECT amount FROM payable_payments",
        "SELECT reason FROM payable_events",
        "SELECT reason FROM workshop_changes",
        "UPDATE production_assignments SET promised_ready_on = NULL",
        "UPDATE capacity_bookings SET state = 'FREED'",
    ] {
        assert_eq!(forbidden_to(&fresh, "site", forbidden).await, "db-not-permitted", "{forbidden}");
    }
    let seen = "SELECT status, promised_ready_on, carrier, tracking_number FROM production_assignments";
    assert_eq!(forbidden_to(&fresh, "site", seen).await, "accepted");
    for forbidden in [
        "DELETE FROM capacity_bookings",
        "DELETE FROM workshop_payables",
        "UPDATE settlements SET amount = 1",
        "UPDATE payable_payments SET amount = 1",
        "UPDATE workshop_exclusions SET reason_code = 'x'",
        "TRUNCATE capacity_bookings",
    ] {
        assert_eq!(forbidden_to(&fresh, "staff", forbidden).await, "db-not-permitted", "{forbidden}");
    }
}

async fn each_role(fresh: Fresh) {
    made(&fresh).await;
    let shop = Shop::open(fresh.db.clone()).await;
    let (reported, _) = shop.reported("KRFT-ROLE01", "PICKUP").await;
    let (confirmed, _) = shop.confirmed("KRFT-ROLE02", "PICKUP").await;
    shop.must(shop.proof_row(reported.id, uuid::Uuid::now_v7(), 2)).await;

    let event = |role: &'static str, edge: &'static str, move_: &'static str| {
        Query::new(
            "INSERT INTO order_events (actor_id, text, submission_id, order_id, seq, at, actor_name, actor_role, lane, edge, from_status, to_status) \
             SELECT ",
        )
        .push(match role {
            "CUSTOMER" => "NULL",
            _ => "(SELECT p.id FROM operators p WHERE p.active LIMIT 1)",
        })
        .push(
            ", 'porque sí', (SELECT s.id FROM payment_submissions s WHERE s.order_id = orders.id AND s.seq = 2), id, event_seq + 1, now(), 'x', '",
        )
        .push(role)
        .push("', 'PAYMENT', '")
        .push(edge)
        .push("', ")
        .push(move_)
        .push(" FROM orders WHERE payment_status = 'REPORTED'")
    };
    // The site: the customer's edges, in the customer's name.
    assert!(
        as_role(&fresh, "site", event("CUSTOMER", "P3", "'REPORTED', 'REPORTED'"))
            .await
            .is_ok()
    );
    assert!(
        as_role(&fresh, "site", event("CUSTOMER", "P4", "'REPORTED', 'UNDER_REVIEW'"))
            .await
            .is_err()
    );
    assert!(
        as_role(&fresh, "site", event("ADMIN", "P3", "'REPORTED', 'REPORTED'"))
            .await
            .is_err()
    );
    let lock = Query::new("SELECT id FROM orders WHERE id = ")
        .bind(reported.id)
        .push(" FOR UPDATE");
    assert!(as_role(&fresh, "site", lock).await.is_ok());
    let moved = as_role(&fresh, "site", Query::new("UPDATE orders SET version = version + 1")).await;
    assert_eq!(token(moved), "status-without-event");
    let answered = "INSERT INTO requests (order_id, kind, outcome, answered_at) SELECT id, 'RECEIVED', 'DONE', now() FROM orders";
    assert_eq!(token(as_role(&fresh, "site", Query::new(answered)).await), "request-answer");
    for forbidden in [
        "UPDATE orders SET customer_name = 'x'",
        "DELETE FROM orders",
        "TRUNCATE order_events",
        "SELECT login FROM operators",
        "SELECT id FROM payment_verification_logs",
        "UPDATE payment_edges SET code = 'P1'",
        "CREATE TABLE mine ()",
        "UPDATE requests SET outcome = 'DONE'",
        "SELECT id FROM requests FOR UPDATE",
        "DELETE FROM requests",
    ] {
        assert_eq!(forbidden_to(&fresh, "site", forbidden).await, "db-not-permitted", "{forbidden}");
    }
    as_documented(&fresh).await;
    // The program: everything it does, and nothing of the schema.
    assert!(
        as_role(&fresh, "staff", event("ADMIN", "P4", "'REPORTED', 'UNDER_REVIEW'"))
            .await
            .is_ok()
    );
    let assigned = Shop::assignment_row(confirmed.id, uuid::Uuid::now_v7(), 1);
    assert!(as_role(&fresh, "staff", assigned).await.is_ok());
    for forbidden in [
        "DELETE FROM orders",
        "TRUNCATE order_events",
        "UPDATE order_events SET text = 'x'",
        "UPDATE payment_edges SET code = 'P1'",
        "ALTER TABLE orders DISABLE TRIGGER USER",
        "DELETE FROM schema_migrations",
        "CREATE TABLE mine ()",
        "INSERT INTO requests (order_id, kind) SELECT id, 'RECEIVED' FROM orders",
        "UPDATE requests SET reason = 'x'",
    ] {
        let refused = forbidden_to(&fresh, "staff", forbidden).await;
        assert_eq!(refused, "db-not-permitted", "{forbidden}");
    }
}

/// What docs/site.md tells a site to write needs no right that a site has not.
async fn as_documented(fresh: &Fresh) {
    for setup in [
        "INSERT INTO products (sku, name, unit_price_amount, unit_price_currency) VALUES ('FRANELA', 'Franela', 12.50, 'USD')",
        "INSERT INTO bank_accounts (alias, method, holder_name, currency) VALUES ('pm-venezuela', 'PAGO_MOVIL', 'Krafta', 'VES')",
        "INSERT INTO exchange_rates (value_date, rate, source) VALUES ('2026-11-23', 93.0371, 'BCV')",
    ] {
        fresh.db.script(setup).await.expect("what the site finds");
    }
    let mut tx = fresh.db.begin().await.expect("a transaction");
    tx.script("SET LOCAL ROLE krafta_site").await.expect("the role");
    for block in crate::site::blocks(Dialect::Postgres) {
        tx.script(block).await.expect("the site may");
    }
    tx.rollback().await.expect("a rollback");
}

async fn forbidden_to(fresh: &Fresh, role: &str, statement: &'static str) -> &'static str {
    match as_role(fresh, role, Query::new(statement)).await {
        Ok(()) => "accepted",
        Err(error) => error.code(),
    }
}

/// Runs a statement as the role, and takes it back.
async fn as_role(fresh: &Fresh, role: &str, statement: impl Into<Bound>) -> DbResult<()> {
    let mut tx = fresh.db.begin().await?;
    tx.script(match role {
        "site" => "SET LOCAL ROLE krafta_site",
        _ => "SET LOCAL ROLE krafta_staff",
    })
    .await?;
    let outcome = tx.exec(statement).await.map(drop);
    tx.rollback().await?;
    outcome
}
