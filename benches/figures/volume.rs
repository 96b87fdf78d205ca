//! A whole file at once, by the program itself: workshops from a sheet, orders from a feed.

use std::fmt::Write as _;
use std::time::Duration;

use crate::program::run;
use crate::shop::{Shop, engines};
use crate::table::Table;

const ROWS: u32 = 20_000;
const LINES: u32 = 10_000;

pub async fn measure(table: &mut Table) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut sheet = String::from("name,state,city\n");
    let mut feed = String::new();
    for n in 1..=ROWS {
        // Writing to a String cannot fail.
        let _ = writeln!(sheet, "Taller {n},Carabobo,Valencia");
    }
    for n in 1..=LINES {
        let phone = 4_140_000_000_u64 + u64::from(n);
        let _ = writeln!(
            feed,
            r#"{{"customer":{{"name":"María Fernández","phone":"+58{phone}"}},"delivery":{{"method":"PICKUP"}},"items":[{{"sku":"FRANELA","quantity":1}}]}}"#
        );
    }
    std::fs::write(folder.path().join("talleres.csv"), sheet).expect("a sheet");
    std::fs::write(folder.path().join("pedidos.jsonl"), feed).expect("a feed");
    for (engine, url) in engines(folder.path(), "volume") {
        let (shop, url) = Shop::opened(&url, "volume").await;
        shop.krafta.close().await;
        let (rows, _) = run(folder.path(), &url, "workshops import talleres.csv");
        table.row(&format!("import of {ROWS} rows"), engine, "≥ 5,000/s", per_second(ROWS, rows));
        let (lines, _) = run(folder.path(), &url, "checkout --from pedidos.jsonl --feed tienda");
        table.row(&format!("feed of {LINES} orders"), engine, "≥ 2,000/s", per_second(LINES, lines));
    }
}

fn per_second(count: u32, time: Duration) -> String {
    format!("{:.0}/s", f64::from(count) / time.as_secs_f64())
}
