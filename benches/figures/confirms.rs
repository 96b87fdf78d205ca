//! Confirms per second, everything in: lock, edge, event, log, evidence, outbox, assignment with its ranking, receipt.

use std::sync::Arc;
use std::time::Instant;

use crate::floor;
use crate::shop::{Ready, Shop, engines};
use crate::table::Table;
use krafta::service::{Command, Krafta};

const EACH: u64 = 1_000;
const WORKSHOPS: usize = 60;

pub async fn measure(table: &mut Table) {
    let folder = tempfile::tempdir().expect("a folder");
    for (engine, url) in engines(folder.path(), "confirms") {
        let shop = Arc::new(Shop::with_workshops(&url, "confirms", WORKSHOPS).await);
        let floor = floor::commits(engine, folder.path(), &url).await;
        let clients: &[(usize, &str)] = if engine == "SQLite" {
            &[(1, "≥ 1,000/s, ≥ 40 %"), (8, "≥ 1,500/s")]
        } else {
            &[(1, "≥ 330/s"), (8, "≥ 900/s")]
        };
        let mut number = 0;
        for (clients, figure) in clients {
            let mut rates = Vec::new();
            for _ in 0..3 {
                let mut ready = Vec::new();
                for _ in 0..EACH {
                    number += 1;
                    ready.push(shop.ready(number).await);
                }
                rates.push(confirm_all(&shop, ready, *clients).await);
            }
            rates.sort_by(f64::total_cmp);
            table.row(
                "confirms per second",
                &format!("{engine}, {clients} client(s)"),
                figure,
                floor::told(rates[1], floor),
            );
        }
    }
}

async fn confirm_all(shop: &Arc<Shop>, ready: Vec<Ready>, clients: usize) -> f64 {
    let (count, start) = (ready.len(), Instant::now());
    let mut shares: Vec<Vec<Ready>> = (0..clients).map(|_| Vec::new()).collect();
    for (at, one) in ready.into_iter().enumerate() {
        shares[at % clients].push(one);
    }
    let tasks = shares.into_iter().map(|share| {
        let shop = Arc::clone(shop);
        tokio::spawn(async move {
            for one in share {
                shop.krafta
                    .execute(&shop.ana, Krafta::new_operation(), Command::Confirm(one.verify))
                    .await
                    .expect("a confirmed order");
            }
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.expect("a client");
    }
    count as f64 / start.elapsed().as_secs_f64()
}
