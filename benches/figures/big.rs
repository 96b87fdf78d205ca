//! The shop of a million orders: filled by the demo's loader, timed, and kept for the measurements that follow.

use std::path::Path;
use std::time::Instant;

use crate::shop::{engines, new_database};
use crate::table::Table;
use krafta::config::Settings;
use krafta::db::Db;
use krafta::demo;
use krafta::domain::actor::{Actor, Role};
use krafta::service::Krafta;

/// A filled database and how to open it.
pub struct Big {
    pub engine: &'static str,
    pub url: String,
    pub orders: u64,
    pub workshops: usize,
    pub krafta: Krafta,
    pub ana: Actor,
}

/// How many orders the big shop has; `KRAFTA_BENCH_ORDERS` says otherwise.
pub fn orders() -> u64 {
    std::env::var("KRAFTA_BENCH_ORDERS")
        .ok()
        .and_then(|orders| orders.parse().ok())
        .unwrap_or(1_000_000)
}

/// Fills one database on each engine.
pub async fn fill(folder: &Path, table: &mut Table, orders: u64, workshops: usize) -> Vec<Big> {
    let mut filled = Vec::new();
    for (engine, url) in engines(folder, &format!("big{orders}")) {
        let url = if engine == "SQLite" {
            url
        } else {
            new_database(&url, &format!("big{orders}")).await
        };
        let options = demo::Options {
            seed: 7,
            orders,
            workshops,
            until: chrono::Utc::now(),
        };
        if !Path::new(url.trim_start_matches("sqlite:")).exists() {
            let start = Instant::now();
            demo::fill(&url, &folder.join("receipts"), options, |_| {})
                .await
                .expect("a filled database");
            let rate = orders as f64 / start.elapsed().as_secs_f64();
            let figure = if engine == "SQLite" { "≥ 20,000/s" } else { "≥ 15,000/s" };
            table.row(
                &format!("demo fill, {orders} orders, {workshops} workshops, per second"),
                engine,
                figure,
                format!("{rate:.0}/s"),
            );
        }
        let krafta = Krafta::new(Db::open(&url).await.expect("the filled database"), Settings::default());
        let ana = krafta
            .people()
            .who_is("ana")
            .await
            .expect("an answer")
            .expect("ana works in the demo's shop");
        assert_eq!(ana.role, Role::Admin);
        filled.push(Big {
            engine,
            url,
            orders,
            workshops,
            krafta,
            ana,
        });
    }
    filled
}
