//! Fills an empty database: stories are told on one thread and written by another.

use std::collections::BTreeSet;
use std::path::Path;

use tokio::sync::mpsc;

use super::calendar::Arrivals;
use super::people::Customer;
use super::picture::Pictures;
use super::random::{Dice, mix};
use super::rows::{AccountRow, ExchangeRateRow, OrderRow, ProductRow, ShippingRateRow, TABLES, WorkshopRow};
use super::shop::{Ledger, Reference, Shop};
use super::story::Story;
use crate::config::Settings;
use crate::db::engine::load::record::{Encoder, Load, Record, Sheet};
use crate::db::messages::sending::ChannelRow;
use crate::db::{Db, DbError};
use crate::domain::Time;
use crate::domain::fulfilment::workshop::ZoneMode;
use crate::domain::ids::ZoneId;
use crate::domain::messages::channel::Recipient;
use crate::service::{self, Krafta};

/// What to fill a database with.
#[derive(Debug, Clone)]
pub struct Options {
    pub seed: u64,
    pub orders: u64,
    /// How many workshops make them.
    pub workshops: usize,
    /// The shop's present: nothing happened after it. The same seed and the same present give the same shop.
    pub until: Time,
}

/// How far the work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// So many orders are written.
    Orders(u64),
    /// The pictures are kept.
    Pictures,
    /// Indexes are built, keys checked.
    Indexes,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filled {
    pub orders: u64,
    pub pictures: usize,
}

#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error(transparent)]
    Database(#[from] DbError),
    #[error(transparent)]
    Service(#[from] service::Error),
    /// The database is in use: this table has rows.
    #[error("the table {0} has rows")]
    NotEmpty(&'static str),
    /// More orders than there are numbers for.
    #[error("at most {0} orders")]
    TooMany(u64),
    #[error("{0}")]
    Internal(String),
}

impl Fault {
    /// Stable, for logs, messages and `--json`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Database(error) => error.code(),
            Self::Service(error) => error.code(),
            Self::NotEmpty(_) => "demo-not-empty",
            Self::TooMany(_) => "demo-too-many",
            Self::Internal(_) => "internal",
        }
    }
}

/// The allied workshops of a shop to look at.
pub const WORKSHOPS: usize = 60;
/// As many orders as numbers stay easy to draw for.
const MOST: u64 = 100_000_000;
/// A batch of sheets goes to the database after so many orders.
const BATCH: u64 = 500;

/// Creates the database at `url` if there is none, migrates it and fills it; the pictures go to `receipts`.
///
/// # Errors
/// `demo-not-empty` when it has orders, products, workshops, accounts or rates already; then nothing was written. Operators stay.
pub async fn fill(url: &str, receipts: &Path, options: Options, mut progress: impl FnMut(Phase)) -> Result<Filled, Fault> {
    if options.orders > MOST {
        return Err(Fault::TooMany(MOST));
    }
    let db = Db::create(url).await?;
    db.migrate().await?;
    let (shop, reference) = Shop::found(&db, &options).await?;
    db.close().await;

    let unless = &[
        OrderRow::TABLE,
        ProductRow::TABLE,
        WorkshopRow::TABLE,
        AccountRow::TABLE,
        ShippingRateRow::TABLE,
        ExchangeRateRow::TABLE,
    ];
    let mut load = Load::begin(url, TABLES, unless).await?.map_err(Fault::NotEmpty)?;
    let encoder = load.encoder();
    let (sender, mut batches) = mpsc::channel(4);
    let orders = options.orders;
    let automatic = shop.automatic.clone();
    let teller = tokio::task::spawn_blocking(move || tell_all(&shop, &reference, orders, encoder, &sender));
    while let Some((told, sheets)) = batches.recv().await {
        for sheet in sheets {
            load.put(sheet).await?;
        }
        progress(Phase::Orders(told));
    }
    let drawn = teller.await.map_err(|error| Fault::Internal(error.to_string()))?;
    progress(Phase::Pictures);
    let pictures = drawn.len();
    let krafta = Krafta::new(Db::open(url).await?, Settings::default()).with_receipts(receipts);
    for picture in drawn {
        krafta.payments().keep_receipt(picture).await?;
    }
    progress(Phase::Indexes);
    load.finish().await?;
    begin_to_send(&krafta, options.until).await?;
    send_by_themselves(&krafta, &automatic).await?;
    Ok(Filled { orders, pictures })
}

/// Tells all stories in order and sends their rows; answers the pictures that were drawn. Ends early when nobody listens.
fn tell_all(shop: &Shop, reference: &Reference, orders: u64, mut encoder: Encoder, to: &mpsc::Sender<(u64, Vec<Sheet>)>) -> Vec<Vec<u8>> {
    reference.write(&mut encoder);
    let arrivals = Arrivals::new(shop.until, orders);
    let mut ledger = Ledger::new(shop, Pictures::default());
    for index in 0..orders {
        tell(shop, &arrivals, &mut ledger, index, orders, &mut encoder);
        if (index + 1) % BATCH == 0 && to.blocking_send((index + 1, encoder.filled())).is_err() {
            return Vec::new();
        }
    }
    let pictures = ledger.pictures.take();
    ledger.settlements.write(shop, &mut encoder);
    // Nobody listens any more only after a failure that is told elsewhere.
    let _ = to.blocking_send((orders, encoder.rest()));
    pictures
}

fn tell(shop: &Shop, arrivals: &Arrivals, ledger: &mut Ledger, index: u64, orders: u64, encoder: &mut Encoder) {
    let mut dice = Dice::new(shop.seed, index);
    let at = arrivals.of(index, &mut dice);
    let at = Time::from_timestamp_micros(at.timestamp_micros()).unwrap_or(at);
    let customer = customer(shop.seed, orders, &mut dice);
    let Some(mut story) = Story::begin(shop, index, at, dice, customer, arrivals.in_rush(index)) else {
        return;
    };
    // A story that meets the present just ends there.
    let _ = match arrivals.in_rush(index) {
        Some(nth) => story.wait(ledger, nth),
        None => story.live(ledger),
    };
    story.settle(ledger);
    story.write(encoder, ledger);
}

/// The shop has been sending messages: those of the last minutes wait for the next sender.
async fn begin_to_send(krafta: &Krafta, until: Time) -> Result<(), DbError> {
    let mut tx = krafta.db().begin().await?;
    for whom in Recipient::ALL {
        let row = ChannelRow::since(whom.as_str(), until - chrono::TimeDelta::hours(1));
        tx.put_channel(&row).await?;
    }
    tx.commit().await
}

/// Some zones do not wait for a coordinator.
async fn send_by_themselves(krafta: &Krafta, automatic: &BTreeSet<ZoneId>) -> Result<(), DbError> {
    let mut tx = krafta.db().begin().await?;
    for mut zone in tx.service_zones().await? {
        if automatic.contains(&zone.id) {
            zone.mode = ZoneMode::Automatic;
            tx.set_zone(&zone, &[], &[]).await?;
        }
    }
    tx.commit().await
}

/// Somebody among six customers for ten orders: some come often.
fn customer(seed: u64, orders: u64, dice: &mut Dice) -> Customer {
    let pool = (orders * 6 / 10).max(1);
    let often = dice.permille(300);
    let among = if often { (pool / 12).max(1) } else { pool };
    let which = dice.bits() % among;
    Customer::draw(&mut Dice::new(seed, mix(which ^ 0xc057)))
}
