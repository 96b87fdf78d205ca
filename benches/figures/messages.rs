//! Messages that leave by a mail server on the loopback: taken, written in words, handed over, noted.

use std::time::Instant;

use crate::shop::{Shop, engines};
use crate::table::Table;
use krafta::config::Settings;
use krafta::delivery::{Delivery, Words};
use krafta::demo::{MailServer, Throwaway};
use krafta::domain::actor::Actor;
use krafta::service::orders::commands::{Checkout, Customer, Line};
use krafta::service::{Command, Krafta};

const EACH: u64 = 2_000;
const CONNECTIONS: u32 = 2;

pub async fn measure(table: &mut Table) {
    let folder = tempfile::tempdir().expect("a folder");
    for (engine, url) in engines(folder.path(), "messages") {
        let shop = Shop::open(&url, "messages").await;
        let throwaway = Throwaway::new().expect("a folder");
        let mut settings = Settings::default();
        let _server = MailServer::start(&mut settings, &throwaway).await.expect("a mail server");
        settings.smtp.connections = CONNECTIONS;
        let words = Words::of(&settings).expect("words");
        let mut sender = Delivery::new(Krafta::new(shop.krafta.db().clone(), settings), words);
        sender.once().await.expect("the first look");
        let mut rates = Vec::new();
        for _ in 0..3 {
            for _ in 0..EACH {
                shop.run(&Actor::customer("+584145551234"), Command::Checkout(checkout(&shop)))
                    .await;
            }
            let start = Instant::now();
            let delivered = sender.once().await.expect("messages leave");
            assert!(delivered.sent >= EACH && delivered.failed + delivered.dead == 0, "{delivered:?}");
            rates.push(delivered.sent as f64 / start.elapsed().as_secs_f64());
        }
        rates.sort_by(f64::total_cmp);
        table.row(
            "messages to customers per second, by e-mail on the loopback",
            &format!("{engine}, {CONNECTIONS} connections"),
            "≥ 200/s",
            format!("{:.0}/s", rates[1]),
        );
    }
}

fn checkout(shop: &Shop) -> Checkout {
    Checkout {
        customer: Customer {
            name: "María Fernández".into(),
            phone: "0414-5551234".into(),
            id_doc: None,
            email: Some("maria@correo.example".into()),
        },
        delivery: shop.delivery(0),
        items: vec![Line {
            sku: "FRANELA".into(),
            quantity: 3,
        }],
    }
}
