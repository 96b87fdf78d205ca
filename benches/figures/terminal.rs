//! The terminal as its user feels it, through a real pseudo-terminal: start, keys, panes, other people's changes, rest.

use std::time::{Duration, Instant};

use crate::big::Big;
use crate::screen::{Screen, cpu, resident};
use crate::table::{Table, milliseconds, percentiles};
use krafta::db::{DbResult, FromRow, Query, Row};
use krafta::domain::actor::Actor;
use krafta::domain::method::PaymentMethod;
use krafta::domain::money::Currency;
use krafta::domain::orders::shipping::DeliveryMethod;
use krafta::service::core::receipt::Outcome;
use krafta::service::orders::commands::{Checkout, Customer, Delivery, Line};
use krafta::service::payments::commands::Report;
use krafta::service::{Command, Krafta};

const STARTS: usize = 15;
const KEYS: usize = 150;
/// Payments reported while the terminal is open, and then confirmed in it.
const REPORTS: usize = 7;

pub async fn measure(table: &mut Table, big: &Big, home: &std::path::Path) {
    let lite = big.engine == "SQLite";
    let starts: Vec<Duration> = (0..STARTS).map(|_| Screen::start(&big.url, home).ready("KRFT-")).collect();
    let figure = if lite { "p50 ≤ 15 ms" } else { "p50 ≤ 30 ms" };
    table.row(
        "start to first full frame",
        big.engine,
        figure,
        format!("p50 {}", milliseconds(percentiles(starts).0)),
    );

    let mut screen = Screen::start(&big.url, home);
    screen.ready("KRFT-");
    screen.idle(Duration::from_millis(400));
    rows(
        table,
        big,
        &mut screen,
        "review queue, with the detail",
        "p50 ≤ 1.0, p99 ≤ 6 ms; ≤ 700 bytes",
    );
    panes(table, big, &mut screen);
    rows(
        table,
        big,
        &mut screen,
        "list of orders, with its preview",
        "p50 ≤ 1.0, p99 ≤ 6 ms; ≤ 700 bytes",
    );
    board(table, big, &mut screen);
    screen.press("1");
    filter(table, big, &mut screen);
    others(table, big, &mut screen).await;
    confirm(table, big, &mut screen);
    rest(table, big, &mut screen);
}

fn rows(table: &mut Table, big: &Big, screen: &mut Screen, list: &str, figure: &str) {
    let (mut times, mut bytes) = (Vec::new(), Vec::new());
    for at in 0..KEYS {
        let painted = screen.press(if at / 15 % 2 == 0 { "j" } else { "k" });
        times.push(painted.row);
        bytes.push(painted.bytes);
    }
    bytes.sort_unstable();
    let (median, most) = percentiles(times);
    let measured = format!(
        "p50 {} · p99 {} · {} bytes",
        milliseconds(median),
        milliseconds(most),
        bytes[bytes.len() / 2]
    );
    table.row(&format!("key to painted row, {list}"), big.engine, figure, measured);
}

fn panes(table: &mut Table, big: &Big, screen: &mut Screen) {
    let (mut times, mut bytes) = (Vec::new(), Vec::new());
    for key in ["2", "1"].into_iter().cycle().take(21) {
        let painted = screen.press(key);
        times.push(painted.all);
        bytes.push(painted.bytes);
    }
    bytes.sort_unstable();
    let measured = format!("p50 {} · {} bytes", milliseconds(percentiles(times).0), bytes[bytes.len() / 2]);
    table.row("pane switch to painted page", big.engine, "p50 ≤ 5 ms, ≤ 6 KB", measured);
}

/// The board of all workshops: from the key that shows it, and from each key that scrolls it.
fn board(table: &mut Table, big: &Big, screen: &mut Screen) {
    let mut times = Vec::new();
    for key in ["3", "1"].into_iter().cycle().take(22) {
        let painted = screen.press(key);
        if key == "3" {
            times.push(painted.all);
        }
    }
    let first = format!("p50 {}", milliseconds(percentiles(times).0));
    table.row(
        &format!("key to the painted board, {} workshops × 14 days", big.workshops),
        big.engine,
        "p50 ≤ 30 ms",
        first,
    );
    screen.press("3");
    screen.idle(Duration::from_millis(300));
    let times = (0..KEYS)
        .map(|at| screen.press(if at / 60 % 2 == 0 { "j" } else { "k" }).row)
        .collect();
    let (median, most) = percentiles(times);
    let measured = format!("p50 {} · p99 {}", milliseconds(median), milliseconds(most));
    table.row("key to the scrolled board", big.engine, "≤ 5 ms", measured);
}

/// Another process reports a payment: how long until the row of the new proof is on the screen. The queue is sorted
/// newest first for it, so that the row is in sight.
async fn others(table: &mut Table, big: &Big, screen: &mut Screen) {
    screen.press("S");
    let mut times = Vec::new();
    for nth in 0..REPORTS {
        screen.idle(Duration::from_millis(300));
        let (number, since) = report(&big.krafta, nth).await;
        times.push(screen.wait(&number, since));
    }
    let (median, most) = percentiles(times);
    let measured = format!("p50 {} · worst {}", milliseconds(median), milliseconds(most));
    table.row("another process's change on screen", big.engine, "≤ 250 ms", measured);
}

/// A stock number, or an account's alias.
struct Sku(String);

impl FromRow for Sku {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self(row.get("sku")?))
    }
}

/// Confirms what was just reported, newest first, with what was declared copied into the form: from the key that sends
/// the form to the queue without the order and the sentence that says so.
fn confirm(table: &mut Table, big: &Big, screen: &mut Screen) {
    let mut times = Vec::new();
    for _ in 0..REPORTS {
        screen.press("g");
        let taken = screen.send("\r");
        screen.wait("Lo revisas", taken);
        screen.idle(Duration::from_millis(150));
        let asked = screen.send("c");
        screen.wait("Confirmar el pago de", asked);
        screen.press("=");
        let number = screen.after("Confirmar el pago de ", "KRFT-XXXXXX".len());
        let sent = screen.send("\x13");
        times.push(screen.wait(&format!("{number} confirmado"), sent));
        screen.idle(Duration::from_millis(150));
    }
    screen.press("S");
    let (median, most) = percentiles(times);
    let figure = if big.engine == "SQLite" { "p50 ≤ 5 ms" } else { "p50 ≤ 8 ms" };
    let measured = format!("p50 {} · worst {}", milliseconds(median), milliseconds(most));
    table.row("confirm in the terminal to the repainted queue", big.engine, figure, measured);
}

/// From the key that ends a filter to its painted page, and back.
fn filter(table: &mut Table, big: &Big, screen: &mut Screen) {
    let (mut times, mut bytes) = (Vec::new(), Vec::new());
    for text in ["banco:0102", "banco:0134", "banco:0105"] {
        screen.press("/");
        screen.press(text);
        let painted = screen.press("\r");
        times.push(painted.all);
        bytes.push(painted.bytes);
        screen.press("\x1b");
        screen.idle(Duration::from_millis(150));
    }
    bytes.sort_unstable();
    let measured = format!("p50 {} · {} bytes", milliseconds(percentiles(times).0), bytes[bytes.len() / 2]);
    table.row("filter to painted page", big.engine, "p50 ≤ 5 ms, ≤ 6 KB", measured);
}

/// A payment by pago móvil of a new order, reported by its customer.
async fn report(krafta: &Krafta, nth: usize) -> (String, Instant) {
    let customer = Actor::customer("+584145550199");
    let Sku(sku) = krafta
        .db()
        .one(Query::new("SELECT sku FROM products WHERE active ORDER BY sku LIMIT 1"))
        .await
        .expect("a product");
    let account = Query::new("SELECT alias AS sku FROM bank_accounts WHERE active AND method = 'PAGO_MOVIL' ORDER BY alias LIMIT 1");
    let Sku(account) = krafta.db().one(account).await.expect("an account");
    let checkout = Checkout {
        customer: Customer {
            name: "Prueba de pantalla".into(),
            phone: "04145550199".into(),
            id_doc: None,
            email: None,
        },
        delivery: Delivery {
            method: DeliveryMethod::Pickup,
            city: None,
            state: None,
            address: None,
        },
        items: vec![Line { sku, quantity: 1 }],
    };
    let placed = krafta
        .execute(&customer, Krafta::new_operation(), Command::Checkout(checkout))
        .await
        .expect("a placed order");
    let Outcome::Placed { due, .. } = placed.outcome else {
        unreachable!("a placed order")
    };
    let report = Report {
        order: placed.number().to_owned(),
        method: PaymentMethod::PagoMovil,
        amount: due.plain(),
        currency: Currency::Ves,
        paid_on: krafta.today().to_string(),
        account: Some(account),
        origin_bank: Some("0105".into()),
        reference: Some(format!("9{:03}{:06}", nth, std::process::id() % 1_000_000)),
        payer_name: None,
        payer_id_doc: Some("V12345678".into()),
        payer_phone: Some("04145550199".into()),
        payer_email: None,
        receipt: None,
        note: None,
    };
    krafta
        .execute(&customer, Krafta::new_operation(), Command::Report(report))
        .await
        .expect("a reported payment");
    (placed.number().to_owned(), Instant::now())
}

fn rest(table: &mut Table, big: &Big, screen: &mut Screen) {
    screen.idle(Duration::from_secs(2));
    let (before, start) = (cpu(screen.pid()), Instant::now());
    let bytes = screen.idle(Duration::from_secs(20));
    let share = (cpu(screen.pid()) - before).as_secs_f64() / start.elapsed().as_secs_f64() * 100.0;
    let figure = if big.engine == "SQLite" {
        "0 bytes/s, ≤ 0.1 %, ≤ 15 MB"
    } else {
        "0 bytes/s, ≤ 0.1 %, ≤ 18 MB"
    };
    // The header's clock is painted once a minute.
    let measured = format!(
        "{:.0} bytes/s · {share:.2} % · {:.1} MB",
        bytes as f64 / 20.0,
        resident(screen.pid())
    );
    table.row("idle", big.engine, figure, measured);
}
