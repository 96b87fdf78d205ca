//! Workshops told per second, with their days booked: lock, ranking, room, booking, event, outbox, receipt. Not one day may
//! be over its limit afterwards.

use std::sync::Arc;
use std::time::Instant;

use crate::shop::{Shop, engines};
use crate::table::Table;
use crate::yard;
use krafta::domain::ids::OrderId;
use krafta::service::fulfilment::commands::Notify;
use krafta::service::{Command, Krafta};

const EACH: u64 = 1_000;
const WORKSHOPS: usize = 60;

pub async fn measure(table: &mut Table) {
    let folder = tempfile::tempdir().expect("a folder");
    for (engine, url) in engines(folder.path(), "notify") {
        let shop = Arc::new(Shop::with_workshops(&url, "notify", WORKSHOPS).await);
        let clients: &[(usize, &str)] = if engine == "SQLite" {
            &[(1, "≥ 1,200/s")]
        } else {
            &[(1, "≥ 480/s"), (8, "≥ 1,300/s")]
        };
        let mut number = 0;
        for &(clients, figure) in clients {
            let mut rates = Vec::new();
            for _ in 0..3 {
                let mut orders = Vec::new();
                for _ in 0..EACH {
                    number += 1;
                    orders.push(shop.confirmed(number).await);
                }
                rates.push(notify_all(&shop, orders, clients).await);
            }
            rates.sort_by(f64::total_cmp);
            let over = yard::days_over(shop.krafta.db()).await;
            table.row(
                "workshops told per second, days booked",
                &format!("{engine}, {clients} client(s)"),
                figure,
                format!("{:.0}/s · {over} days over the limit", rates[1]),
            );
        }
    }
}

async fn notify_all(shop: &Arc<Shop>, orders: Vec<OrderId>, clients: usize) -> f64 {
    let (count, start) = (orders.len(), Instant::now());
    let mut shares: Vec<Vec<OrderId>> = vec![Vec::new(); clients];
    for (at, order) in orders.into_iter().enumerate() {
        shares[at % clients].push(order);
    }
    let tasks = shares.into_iter().map(|share| {
        let shop = Arc::clone(shop);
        tokio::spawn(async move {
            for order in share {
                let notify = Notify {
                    order,
                    seen: None,
                    workshop: None,
                    reason: Some("Ya estaba hablado.".into()),
                    over_limit: None,
                };
                shop.krafta
                    .execute(&shop.ana, Krafta::new_operation(), Command::Notify(notify))
                    .await
                    .expect("a workshop that was told");
            }
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.expect("a client");
    }
    count as f64 / start.elapsed().as_secs_f64()
}
