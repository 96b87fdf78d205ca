//! Statements that nobody ought to give, made from the tables and the edges, as each role: each is refused, changes nothing, or is
//! allowed on purpose. On SQLite there are no roles: whoever has the file meets the triggers.

use crate::check::lived;
use crate::fresh::{Fresh, on_both_engines};
use crate::shop::{Number, Shop, Text};
use crate::yard::Yard;
use krafta::db::{Db, DbError, Dialect, Query};
use krafta::domain::actor::Role;
use krafta::domain::fulfilment::assignment_edges::ASSIGNMENT_EDGES;
use krafta::domain::payments::payment_edges::PAYMENT_EDGES;

on_both_engines!(
    whole_tables_are_not_rewritten,
    nobody_walks_an_edge_that_is_not_theirs,
    forged_money_is_refused,
    an_order_costs_what_its_day_says,
);

/// What may be changed or deleted by plain statements, by whom, and why.
const ALLOWED: &[(&str, &str, &str)] = &[
    (
        "DELETE",
        "service_zone_cities workshop_zones capacity_weekly capacity_overrides holidays",
        "master data: each change is kept in master_changes",
    ),
    (
        "UPDATE",
        "products shipping_rates bank_accounts operators cities service_zones workshops workshop_offers capacity_weekly capacity_overrides holidays",
        "master data: each change is kept in master_changes",
    ),
    (
        "UPDATE",
        "orders payment_submissions production_assignments workshop_payables exchange_rates refunds capacity_bookings requests",
        "their own guards look at each column: amounts are asked below",
    ),
    ("UPDATE", "job_leases", "whose turn it is to run the jobs"),
    (
        "UPDATE",
        "operator_keys",
        "its own guard looks at each column: another end, or revoked once",
    ),
    ("UPDATE", "saved_views", "how somebody looks at a list"),
    ("DELETE", "saved_views", "how somebody looks at a list"),
    ("UPDATE", "notifications", "a message is sent, or cancelled"),
];
const MASTER: &str = "products shipping_rates workshop_offers";
/// On SQLite, besides: who has the file has its lists, and a check compares them with the program's.
const ALLOWED_IN_A_FILE: &[(&str, &str, &str)] = &[
    (
        "UPDATE",
        "payment_edges assignment_edges edge_roles table_roles clock_rule schema_migrations states",
        "db check finds what is not the program's",
    ),
    ("UPDATE", "bank_credits", "its own guard looks at each column"),
    (
        "DELETE",
        "payment_edges assignment_edges edge_roles table_roles clock_rule schema_migrations",
        "db check finds what is not the program's",
    ),
    (
        "DELETE",
        "operators products shipping_rates bank_accounts cities service_zones workshops workshop_offers states",
        "those that nothing refers to; the deletion is kept in master_changes",
    ),
    (
        "UPDATE",
        "service_zone_cities workshop_zones",
        "master data: each change is kept in master_changes",
    ),
    ("UPDATE", "supply_state acting_person", "counts changes; who acts"),
    (
        "DELETE",
        "supply_state acting_person job_leases notifications",
        "counts changes; who acts; whose turn it is; what was said",
    ),
];

async fn names(db: &Db) -> Vec<String> {
    let list = match db.dialect() {
        Dialect::Sqlite => "SELECT name AS t FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%' ORDER BY name",
        Dialect::Postgres => {
            "SELECT c.relname::text AS t FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace ORDER BY 1"
        }
    };
    db.all::<Text>(Query::new(list))
        .await
        .expect("the tables")
        .into_iter()
        .map(|row| row.0)
        .collect()
}

fn roles(db: &Db) -> &'static [&'static str] {
    match db.dialect() {
        Dialect::Sqlite => &[""],
        Dialect::Postgres => &["krafta_site", "krafta_staff"],
    }
}

/// How many rows it would change; or the refusal's code.
async fn tried(db: &Db, role: &str, statement: String) -> Result<u64, DbError> {
    let mut tx = db.begin().await.expect("a transaction");
    if !role.is_empty() {
        tx.script(format!("SET LOCAL ROLE {role}").leak()).await.expect("the role");
    }
    let outcome = tx.exec(Query::new(statement.leak())).await;
    tx.rollback().await.expect("a rollback");
    outcome
}

async fn column(db: &Db, table: &str) -> String {
    let text = match db.dialect() {
        Dialect::Sqlite => format!("SELECT name AS t FROM pragma_table_info('{table}') ORDER BY pk, cid DESC LIMIT 1"),
        Dialect::Postgres => format!(
            "SELECT attname::text AS t FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum DESC LIMIT 1"
        ),
    };
    db.one::<Text>(Query::new(text.leak())).await.expect("a column").0
}

/// The columns of money of a table.
async fn amounts(db: &Db, table: &str) -> Vec<String> {
    let text = match db.dialect() {
        Dialect::Sqlite => format!("SELECT name AS t FROM pragma_table_info('{table}') WHERE name LIKE '%amount' OR name LIKE '%cost'"),
        Dialect::Postgres => format!(
            "SELECT attname::text AS t FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped \
             AND (attname LIKE '%amount' OR attname LIKE '%cost')"
        ),
    };
    db.all::<Text>(Query::new(text.leak()))
        .await
        .expect("columns")
        .into_iter()
        .map(|row| row.0)
        .collect()
}

async fn whole_tables_are_not_rewritten(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    lived(&yard).await;
    let db = &fresh.db;
    if db.dialect() == Dialect::Postgres {
        crate::roles::made(&fresh).await;
    }
    let (mut tries, mut taken) = (0, Vec::new());
    for role in roles(db) {
        for table in names(db).await {
            let column = column(db, &table).await;
            let mut statements = vec![
                ("DELETE", format!("DELETE FROM {table}")),
                ("UPDATE", format!("UPDATE {table} SET {column} = {column}")),
            ];
            for amount in amounts(db, &table).await {
                statements.push(("AMOUNT", format!("UPDATE {table} SET {amount} = {amount} + 1")));
            }
            if db.dialect() == Dialect::Postgres {
                statements.push(("TRUNCATE", format!("TRUNCATE {table} CASCADE")));
            }
            for (verb, statement) in statements {
                tries += 1;
                let known_as = if verb == "AMOUNT" && MASTER.split(' ').any(|master| master == table) {
                    "UPDATE"
                } else {
                    verb
                };
                let in_file = if role.is_empty() { ALLOWED_IN_A_FILE } else { &[] };
                let allowed = *role != "krafta_site"
                    && ALLOWED
                        .iter()
                        .chain(in_file)
                        .any(|(known, tables, _)| *known == known_as && tables.split(' ').any(|known| known == table));
                if let Ok(rows @ 1..) = tried(db, role, statement.clone()).await
                    && !allowed
                {
                    taken.push(format!("{role}: {statement} ({rows})"));
                }
            }
        }
    }
    assert!(taken.is_empty(), "{taken:#?}");
    assert!(tries >= if db.dialect() == Dialect::Postgres { 240 } else { 80 }, "{tries}");
}

/// For each edge and each role that does not walk it, an order that stands where the edge begins.
async fn nobody_walks_an_edge_that_is_not_theirs(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    lived(&yard).await;
    let db = &fresh.db;
    let who = |role: Role| match role {
        Role::Customer | Role::System => "NULL".to_owned(),
        role => format!("(SELECT id FROM operators WHERE role = '{role}' LIMIT 1)"),
    };
    let (mut tries, mut stood) = (0, 0);
    for edge in PAYMENT_EDGES {
        for role in Role::ALL.iter().filter(|role| !edge.who.iter().any(|party| party.role == **role)) {
            let from = edge.from.iter().flatten().next().map_or("-", |status| status.as_str());
            let order = format!("SELECT count(*) AS n FROM orders WHERE payment_status = '{from}'").replace("= '-'", "IS NULL");
            stood += db.one::<Number>(Query::new(order.leak())).await.expect("a count").0.min(1);
            let event = format!(
                "INSERT INTO order_events (order_id, seq, at, lane, edge, from_status, to_status, actor_role, actor_id, actor_name, text, reason_code) \
                 SELECT o.id, o.event_seq + 1, o.last_event_at, 'PAYMENT', '{}', CAST(o.payment_status AS text), '{}', '{role}', {}, 'Jefa', 'x', 'OTHER' \
                 FROM orders o ORDER BY CASE WHEN CAST(o.payment_status AS text) = '{from}' THEN 0 ELSE 1 END LIMIT 1",
                edge.code,
                edge.to,
                who(*role)
            );
            tries += 1;
            let outcome = tried(db, "", event.clone()).await;
            assert!(outcome.is_err(), "{role} walks {}: {event}", edge.code);
        }
    }
    for edge in ASSIGNMENT_EDGES {
        for role in Role::ALL.iter().filter(|role| !edge.who.iter().any(|party| party.role == **role)) {
            let Some((from, to)) = edge.moves.first() else { continue };
            let from = from.map_or("-", |status| status.as_str());
            let event = format!(
                "INSERT INTO order_events (order_id, seq, at, lane, edge, from_status, to_status, assignment_id, actor_role, actor_id, actor_name, text) \
                 SELECT o.id, o.event_seq + 1, o.last_event_at, 'PRODUCTION', '{}', CAST(a.status AS text), '{to}', a.id, '{role}', {}, 'Jefa', 'x' \
                 FROM orders o JOIN production_assignments a ON a.order_id = o.id \
                 ORDER BY CASE WHEN CAST(a.status AS text) = '{from}' THEN 0 ELSE 1 END LIMIT 1",
                edge.code,
                who(*role)
            );
            tries += 1;
            assert!(tried(db, "", event.clone()).await.is_err(), "{role} walks {}: {event}", edge.code);
        }
    }
    assert!(tries > 100 && stood > 5, "{tries} {stood}");
}

/// The forgeries that were once taken (boundary.md B4, B5, B6, B9).
async fn forged_money_is_refused(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    lived(&yard).await;
    let (db, counter) = (&fresh.db, &yard.counter);
    let (order, _) = counter.reported_and_claimed("771122").await;
    let cents = |amount: i64| match db.dialect() {
        Dialect::Sqlite => format!("{amount}00"),
        Dialect::Postgres => format!("{amount}.00"),
    };
    let admin = "(SELECT id FROM operators WHERE role = 'ADMIN' LIMIT 1)";
    let support = "(SELECT id FROM operators WHERE role = 'SUPPORT' LIMIT 1)";
    let id = format!("(SELECT id FROM orders WHERE number = '{}')", order.number);
    let event = |edge: &str, to: &str, role: &str, who: &str, rest: &str| {
        format!(
            "INSERT INTO order_events (order_id, seq, at, lane, edge, from_status, to_status, actor_role, actor_id, actor_name{}) \
             SELECT o.id, o.event_seq + 1, o.last_event_at, 'PAYMENT', '{edge}', CAST(o.payment_status AS text), '{to}', '{role}', {who}, 'x'{} \
             FROM orders o WHERE o.id = {id}",
            if rest.is_empty() { "" } else { ", reason_code" },
            if rest.is_empty() { String::new() } else { format!(", {rest}") },
        )
    };
    let verified = format!(
        "UPDATE payment_submissions SET state = 'VERIFIED', verified_amount = {0}, verified_currency = 'VES', credited_amount = {0} WHERE order_id = {id}",
        cents(1)
    );
    let evidence = |amount: i64, who: &str| {
        format!(
            "INSERT INTO payment_evidence (submission_id, order_id, account_id, value_date, amount, currency, bank_reference, operator_id) \
             SELECT s.id, s.order_id, s.account_id, s.paid_on, {}, 'VES', '9911', {who} FROM payment_submissions s WHERE s.order_id = {id}",
            cents(amount)
        )
    };
    let inflated = verified.replace(
        &format!("credited_amount = {}", cents(1)),
        &format!("credited_amount = {}", cents(9_999_999)),
    );
    let confirm = event("P6", "CONFIRMED", "ADMIN", admin, "");
    // Where several rules refuse, each engine has its own order.
    for (statements, codes) in [
        (vec![verified.clone(), evidence(1, support)], "event-actor"),
        (vec![evidence(1, admin), verified.clone(), confirm.clone()], "not-covered"),
        (vec![evidence(1, admin), inflated, confirm.clone()], "evidence-exceeded"),
        (vec![event("P7", "REJECTED", "ADMIN", admin, "")], "reason-required"),
        (
            vec![event("P7", "REJECTED", "SUPPORT", support, "'NOT_FOUND'")],
            "forbidden not-holder",
        ),
        (
            vec![event("P6", "CONFIRMED", "ADMIN", "NULL", "")],
            "event-actor nothing-verified not-holder",
        ),
        (
            vec![format!("UPDATE orders SET claim_operator_id = {support} WHERE id = {id}")],
            "event-actor",
        ),
    ] {
        let mut tx = db.begin().await.expect("a transaction");
        let mut last = Ok(0);
        for statement in &statements {
            assert!(last.is_ok(), "{statements:?}: {last:?}");
            last = tx.exec(Query::new(statement.clone().leak())).await;
        }
        let code = crate::shop::token(last);
        assert!(codes.split(' ').any(|known| known == code), "{code}: {statements:?}");
        tx.rollback().await.expect("a rollback");
    }
}

/// An order of one cup of USD 10,00 at the rate of 365, one of its figures another (boundary.md B4).
async fn an_order_costs_what_its_day_says(fresh: Fresh) {
    let shop = Shop::open(fresh.db.clone()).await;
    let sqlite = fresh.db.dialect() == Dialect::Sqlite;
    let money = |cents: i64| {
        if sqlite {
            cents.to_string()
        } else {
            format!("{}.{:02}", cents / 100, cents % 100)
        }
    };
    let later = |days: i64| {
        let seconds = 1_795_356_720 + days * 86_400;
        if sqlite {
            format!("{}", seconds * 1_000_000)
        } else {
            format!("to_timestamp({seconds})")
        }
    };
    for (at, (price, due, rate, days, refused)) in [
        (1_000, 365_000, "365", 1, "accepted"),
        (1_000, 1, "365", 1, "quote-figures"),
        (1_000, 1_000, "1", 1, "quote-figures"),
        (1_000, 365_002, "365", 1, "quote-figures"),
        (1_000, 365_000, "365", 4_000, "quote-figures"),
        (100, 36_500, "365", 1, "item-price"),
    ]
    .into_iter()
    .enumerate()
    {
        let (number, price, due) = (format!("KRFT-COST0{at}"), money(price), money(due));
        let (rate, placed, ends) = (if sqlite { format!("'{rate}'") } else { rate.to_owned() }, later(0), later(days));
        let statements = [
            format!(
                "INSERT INTO orders (number, customer_name, customer_phone, delivery_method, subtotal_amount, shipping_amount, total_amount, currency, \
                 due_amount, due_currency, rate, quoted_at, quote_expires_at, placed_at, last_event_at) VALUES ('{number}', 'José', '+584125551212', \
                 'PICKUP', {price}, 0, {price}, 'USD', {due}, 'VES', {rate}, {placed}, {ends}, {placed}, {placed})"
            ),
            format!(
                "INSERT INTO order_items (order_id, product_id, name, quantity, unit_price_amount, currency, line_amount) \
                 SELECT o.id, p.id, p.name, 1, {price}, 'USD', {price} FROM orders o, products p WHERE o.number = '{number}'"
            ),
            format!(
                "INSERT INTO order_quotes (order_id, seq, total_amount, currency, due_amount, due_currency, rate, quoted_at, expires_at) \
                 SELECT id, 1, total_amount, currency, due_amount, due_currency, rate, quoted_at, quote_expires_at FROM orders WHERE number = '{number}'"
            ),
        ];
        for statement in statements {
            shop.must(Query::new(statement.leak())).await;
        }
        let event = format!(
            "INSERT INTO order_events (order_id, seq, at, lane, edge, to_status, actor_role, actor_name) \
             SELECT id, 1, placed_at, 'PAYMENT', 'P1', 'PENDING', 'CUSTOMER', 'cliente' FROM orders WHERE number = '{number}'"
        );
        assert_eq!(
            shop.refused(Query::new(event.leak())).await,
            refused,
            "{due} for {price} at {rate} until {days} days later"
        );
    }
}
