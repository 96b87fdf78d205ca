//! A crowd of orders written past the triggers, in one statement for each table: for questions of which rows a list shows,
//! in what order, and by which index. Statuses, names, places and references follow from the order's number.

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use uuid::Uuid;

use crate::fresh::Fresh;
use krafta::db::Dialect;
use krafta::domain::actor::{Actor, Role};
use krafta::domain::ids::OperatorId;

const FIRST: &[&str] = &[
    "María", "José", "Ana", "Luis", "Carmen", "Pedro", "Rosa", "Ángel", "Lucía", "Jesús", "Elena", "Raúl", "Inés", "Óscar", "Belén",
    "Iván", "Nuria", "Simón", "Yolanda", "Félix",
];
const LAST: &[&str] = &[
    "Fernández",
    "Rondón",
    "Guédez",
    "Peña",
    "Núñez",
    "Salas",
    "Urdaneta",
    "Bolívar",
    "Arocha",
    "Mijares",
    "Tovar",
    "Lander",
    "Páez",
    "Zerpa",
    "Chacón",
    "Quijada",
    "Ojeda",
    "Villalba",
    "Carrizo",
    "Escalona",
    "Briceño",
    "Marcano",
    "Yépez",
];

/// One of three operators, and the orders they could look at.
pub struct Crowd {
    pub admin: Actor,
}

pub fn operator(number: u128) -> OperatorId {
    OperatorId::from_uuid(Uuid::from_u128(0xa000 + number))
}

/// The identity of the order with this place.
pub fn order_id(place: u32) -> Uuid {
    Uuid::from_u128(u128::from(place))
}

/// Its number.
pub fn number(place: u32) -> String {
    format!("KRFT-{place:06}")
}

impl Crowd {
    /// `orders` of them, at most 999999, placed a minute apart from 1 January 2026 on.
    pub async fn gather(fresh: &Fresh, orders: u32) -> Self {
        match fresh.db.dialect() {
            Dialect::Sqlite => sqlite(&fresh.url, orders),
            Dialect::Postgres => postgres(&fresh.url, orders).await,
        }
        Self {
            admin: Actor::staff(Role::Admin, operator(1), "ana"),
        }
    }
}

/// What each engine spells its own way.
struct Words {
    numbers: String,
    uuid: fn(&str) -> String,
    text6: &'static str,
    text8: fn(&str) -> String,
    reversed: fn(&str) -> String,
    pick: fn(&[&str], &str) -> String,
    time: fn(&str) -> String,
    cents: fn(&str) -> String,
    rate: &'static str,
    no: &'static str,
    payment: fn(&str) -> String,
    production: fn(&str) -> String,
    delivery: &'static str,
    method: &'static str,
    day: &'static str,
    days_later: fn(&str) -> String,
    json: fn(&str) -> String,
}

fn sqlite(url: &str, orders: u32) {
    let words = Words {
        numbers: format!("(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {orders}) SELECT i FROM n) n"),
        uuid: |number| format!("unhex(printf('%032x', {number}))"),
        text6: "printf('%06d', i)",
        text8: |number| format!("printf('%08d', {number})"),
        reversed: |text| {
            let digits: Vec<_> = (1..=8).rev().map(|at| format!("substr({text}, {at}, 1)")).collect();
            digits.join(" || ")
        },
        pick: |values, at| {
            let json = serde_json::to_string(values).expect("JSON");
            format!("json_extract('{json}', '$[' || ({at} % {}) || ']')", values.len())
        },
        time: |seconds| format!("(1767225600 + {seconds}) * 1000000"),
        cents: |cents| cents.to_owned(),
        rate: "'93.0371'",
        no: "0",
        payment: |status| status.to_owned(),
        production: |status| status.to_owned(),
        delivery: "'NATIONAL_SHIPPING'",
        method: "'PAGO_MOVIL'",
        day: "date(1767225600 + i * 60, 'unixepoch')",
        days_later: |days| format!("date('2026-01-01', '+' || ({days}) || ' days')"),
        json: |text| text.to_owned(),
    };
    let connection = file(url);
    let mut triggers = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .expect("a statement");
    let triggers: Vec<String> = triggers
        .query_map([], |row| row.get(0))
        .and_then(Iterator::collect)
        .expect("triggers");
    for trigger in triggers {
        run(&connection, &format!("DROP TRIGGER {trigger}"));
    }
    for statement in statements(&words) {
        run(&connection, &statement);
    }
    run(&connection, "INSERT INTO orders_search (orders_search) VALUES ('rebuild')");
}

async fn postgres(url: &str, orders: u32) {
    let words = Words {
        numbers: format!("generate_series(1, {orders}) n (i)"),
        uuid: |number| format!("lpad(to_hex(({number})::bigint), 32, '0')::uuid"),
        text6: "lpad(i::text, 6, '0')",
        text8: |number| format!("lpad(({number})::text, 8, '0')"),
        reversed: |text| format!("reverse({text})"),
        pick: |values, at| {
            let list: Vec<_> = values.iter().map(|value| format!("'{value}'")).collect();
            format!("(ARRAY[{}])[{at} % {} + 1]", list.join(", "), values.len())
        },
        time: |seconds| format!("to_timestamp(1767225600 + {seconds})"),
        cents: |cents| format!("({cents})::numeric / 100"),
        rate: "93.0371",
        no: "false",
        payment: |status| format!("({status})::payment_status"),
        production: |status| format!("({status})::assignment_status"),
        delivery: "'NATIONAL_SHIPPING'::delivery_method",
        method: "'PAGO_MOVIL'::payment_method",
        day: "(to_timestamp(1767225600 + i * 60))::date",
        days_later: |days| format!("DATE '2026-01-01' + ({days})::int"),
        json: |text| format!("({text})::jsonb"),
    };
    let mut connection = PgConnection::connect(url).await.expect("a connection");
    run_pg(&mut connection, "SET session_replication_role = replica".into()).await;
    for statement in statements(&words) {
        run_pg(&mut connection, statement).await;
    }
    run_pg(&mut connection, "ANALYZE".into()).await;
    connection.close().await.expect("closed");
}

/// The file itself, past the program.
pub fn file(url: &str) -> rusqlite::Connection {
    let connection = rusqlite::Connection::open(url.trim_start_matches("sqlite:")).expect("a file");
    connection.busy_timeout(std::time::Duration::from_secs(5)).expect("patience");
    connection.pragma_update(None, "foreign_keys", true).expect("foreign keys");
    connection
}

fn run(connection: &rusqlite::Connection, statement: &str) {
    connection
        .execute_batch(statement)
        .unwrap_or_else(|error| panic!("{statement}: {error}"));
}

async fn run_pg(connection: &mut PgConnection, statement: String) {
    let ran = connection.execute(AssertSqlSafe(statement.clone())).await;
    ran.unwrap_or_else(|error| panic!("{statement}: {error}"));
}

fn statements(w: &Words) -> Vec<String> {
    let uuid = w.uuid;
    let (cents, time) = (w.cents, w.time);
    let payment = (w.payment)(
        "CASE WHEN i % 100 < 80 THEN 'CONFIRMED' WHEN i % 100 < 90 THEN 'CANCELLED' WHEN i % 100 < 94 THEN 'PENDING' \
         WHEN i % 100 < 95 THEN 'REFUNDED' WHEN i % 100 < 96 THEN 'REFUND_PENDING' WHEN i % 100 < 97 THEN 'REJECTED' \
         WHEN i % 100 < 99 THEN 'REPORTED' ELSE 'UNDER_REVIEW' END",
    );
    let production = (w.production)(
        "CASE WHEN i % 100 < 60 THEN 'COMPLETED' WHEN i % 100 < 70 THEN 'IN_PRODUCTION' WHEN i % 100 < 75 THEN 'READY' \
         WHEN i % 100 < 80 THEN 'PENDING_ASSIGNMENT' END",
    );
    let reference = (w.text8)("(i * 7919) % 100000000");
    let held = "i % 100 = 99 AND i % 200 = 199";
    let mut all: Vec<String> = (1..=3)
        .map(|n| {
            format!(
                "INSERT INTO operators (id, login, display_name, role) VALUES ({}, 'op{n}', 'Operador {n}', 'ADMIN')",
                uuid(&(0xa000 + n).to_string())
            )
        })
        .collect();
    all.extend((1..=2).map(|n| {
        format!(
            "INSERT INTO bank_accounts (id, alias, method, holder_name, currency) VALUES ({}, 'cuenta-{n}', {}, 'Krafta', 'VES')",
            uuid(&(0xb000 + n).to_string()),
            w.method
        )
    }));
    for (n, name) in ["Taller Orinoco", "Costura Bello Monte", "Serigrafía Petare"].iter().enumerate() {
        let id = uuid(&(0xc001 + n).to_string());
        all.push(format!(
            "INSERT INTO workshops (id, name, state_code) VALUES ({id}, '{name}', 'VE-A')"
        ));
    }
    all.push(format!(
        "INSERT INTO orders (id, number, customer_name, customer_phone, customer_id_doc, delivery_method, city_id, state_code, address, \
         subtotal_amount, shipping_amount, total_amount, currency, due_amount, due_currency, rate, quoted_at, quote_expires_at, \
         payment_status, on_hold, production_status, workshop_id, claim_operator_id, claimed_at, claim_expires_at, attempt, \
         version, event_seq, placed_at, last_event_at) \
         SELECT {id}, 'KRFT-' || {text6}, {first} || ' ' || {last}, '+58412' || substr({phone}, 2), 'V' || (10000000 + i), {delivery}, \
         (SELECT c.id FROM cities c WHERE c.state_code = 'VE-G' AND c.name = 'Valencia'), \
         CASE WHEN i % 20 = 0 THEN 'VE-S' ELSE 'VE-G' END, 'Av. Bolívar', {subtotal}, {zero}, {subtotal}, 'USD', {due}, 'VES', {rate}, \
         {placed}, {expires}, {payment}, {no}, {production}, \
         CASE WHEN i % 100 < 75 THEN CASE i % 3 WHEN 0 THEN {w1} WHEN 1 THEN {w2} ELSE {w3} END END, \
         CASE WHEN {held} THEN {op1} END, CASE WHEN {held} THEN {changed} END, CASE WHEN {held} THEN {lapses} END, \
         1, 1, 1, {placed}, {changed} FROM {numbers}",
        id = uuid("i"),
        text6 = w.text6,
        first = (w.pick)(FIRST, "(i / 7)"),
        last = (w.pick)(LAST, "i"),
        phone = (w.text8)("(i / 2)"),
        delivery = w.delivery,
        subtotal = cents("1000 + i % 5000"),
        zero = cents("0"),
        due = cents("93037 + i % 5000"),
        rate = w.rate,
        placed = time("i * 60"),
        expires = time("i * 60 + 36000"),
        changed = time("i * 60 + (i * 7919) % 500000"),
        lapses = time("i * 60 + 900000"),
        no = w.no,
        w1 = uuid("49153"),
        w2 = uuid("49154"),
        w3 = uuid("49155"),
        op1 = uuid("40961"),
        numbers = w.numbers,
    ));
    all.push(
        "INSERT INTO order_quotes (order_id, seq, total_amount, currency, due_amount, due_currency, rate, quoted_at, expires_at) \
         SELECT id, 1, total_amount, currency, due_amount, due_currency, rate, quoted_at, quote_expires_at FROM orders"
            .to_owned(),
    );
    all.push(format!(
        "INSERT INTO payment_submissions (id, order_id, seq, attempt, quote_seq, reported_by, method, amount, currency, paid_on, \
         account_id, origin_bank, reference, reference_key, reference_reversed, digest, signals, reported_at, state, verified_amount, \
         verified_currency, credited_amount) \
         SELECT {sid}, {id}, 1, 1, 1, 'CUSTOMER', {method}, {amount}, 'VES', {day}, {account}, CASE i % 3 WHEN 0 THEN '0102' ELSE '0105' END, \
         {reference}, ltrim({reference}, '0'), rtrim({reversed}, '0'), '{digest}', {signals}, {reported}, \
         CASE WHEN i % 100 >= 97 THEN 'OPEN' WHEN i % 100 = 96 THEN 'REJECTED' ELSE 'VERIFIED' END, \
         CASE WHEN i % 100 < 96 THEN {amount} END, CASE WHEN i % 100 < 96 THEN 'VES' END, CASE WHEN i % 100 < 96 THEN {amount} END \
         FROM {numbers} WHERE i % 100 < 80 OR i % 100 >= 94",
        sid = uuid("i + 1000000000"),
        id = uuid("i"),
        method = w.method,
        amount = cents("93037 + i % 5000"),
        day = w.day,
        account = uuid("45057"),
        reversed = (w.reversed)(&reference),
        digest = "0".repeat(64),
        signals = (w.json)("CASE WHEN i % 200 = 197 THEN '[{\"signal\":\"AMOUNT_SHORT\",\"args\":{\"missing\":\"Bs 5,40\"}}]' ELSE '[]' END"),
        reported = time("i * 60 + 3600"),
        numbers = w.numbers,
    ));
    all.push(format!(
        "INSERT INTO order_events (order_id, seq, at, lane, edge, to_status, actor_role, actor_name) \
         SELECT {id}, 1, {placed}, 'PAYMENT', 'P1', 'PENDING', 'CUSTOMER', 'cliente' FROM {numbers}",
        id = uuid("i"),
        placed = time("i * 60"),
        numbers = w.numbers,
    ));
    // Of a large crowd most refunds were paid long ago.
    all.push(format!(
        "INSERT INTO refunds (id, order_id, amount, currency, status, reason, requested_role, created_at) \
         SELECT {rid}, {id}, {amount}, 'VES', CASE WHEN i % 100 = 95 THEN 'DUE' ELSE 'PAID' END, 'no hay tela', 'ADMIN', {asked} \
         FROM {numbers} WHERE i % 100 IN (94, 95) OR (i > 2000 AND i % 2 = 0)",
        rid = uuid("i + 2000000000"),
        id = uuid("i"),
        amount = cents("93037"),
        asked = time("i * 60 + 90000"),
        numbers = w.numbers,
    ));
    all.push(format!(
        "INSERT INTO requests (id, order_id, kind, reason, created_at, answered_at, outcome, refusal) \
         SELECT {qid}, {id}, 'REFUND', 'ya no', {asked}, CASE WHEN {open} THEN NULL ELSE {asked} END, \
         CASE WHEN {open} THEN NULL ELSE 'REFUSED' END, CASE WHEN {open} THEN NULL ELSE 'payment-edge' END \
         FROM {numbers} WHERE i % 10 = 5",
        qid = uuid("i + 4000000000"),
        id = uuid("i"),
        asked = time("i * 60 + 90000"),
        open = "i % 1000 = 95",
        numbers = w.numbers,
    ));
    all.push(format!(
        "INSERT INTO production_assignments (id, order_id, attempt, status, cause) \
         SELECT {aid}, {id}, 1, {status}, CASE WHEN i % 100 = 79 THEN 'WITHDRAWN' ELSE 'NO_CANDIDATE' END \
         FROM {numbers} WHERE i % 100 BETWEEN 75 AND 79",
        aid = uuid("i + 3000000000"),
        id = uuid("i"),
        status = (w.production)("'PENDING_ASSIGNMENT'"),
        numbers = w.numbers,
    ));
    // What workshops have on their hands, promised for sixty days.
    all.push(format!(
        "INSERT INTO production_assignments (id, order_id, attempt, status, workshop_id, promised_ready_on) \
         SELECT {aid}, {id}, 1, {status}, {workshop}, {promised} FROM {numbers} WHERE i % 100 BETWEEN 70 AND 74",
        aid = uuid("i + 5000000000"),
        id = uuid("i"),
        status = (w.production)("'IN_PRODUCTION'"),
        workshop = uuid("49153"),
        promised = (w.days_later)("i / 7 % 60"),
        numbers = w.numbers,
    ));
    all
}
