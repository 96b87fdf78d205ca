//! A shop that writes to its customers by a mail server, with a sender that works when told to and a clock moved by hand.

use std::time::Duration;

use uuid::Uuid;

use crate::counter::{Counter, Placed, checkout};
use crate::fresh::Fresh;
use crate::server::{Caught, Server};
use krafta::config::{Security, Settings};
use krafta::db::{Db, DbResult, FromRow, Query, Row};
use krafta::delivery::{Delivered, Delivery, Words};
use krafta::domain::messages::channel::Channel;
use krafta::domain::payments::rejection::RejectionReason;
use krafta::service::Command;
use krafta::service::orders::commands::{Checkout, Customer};

pub struct Desk {
    pub counter: Counter,
    pub server: Server,
    pub sender: Delivery,
}

/// A message to a customer, as the database has it.
#[derive(Debug, Clone)]
pub struct Standing {
    pub id: Uuid,
    pub kind: String,
    pub state: String,
    pub attempts: i64,
    pub maybe_twice: bool,
}

impl FromRow for Standing {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            id: row.get("id")?,
            kind: row.get("kind")?,
            state: row.get("state")?,
            attempts: row.get("attempts")?,
            maybe_twice: row.get("maybe_twice")?,
        })
    }
}

/// One text.
pub struct Said(pub String);

impl FromRow for Said {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self(row.get("said")?))
    }
}

/// Settings by which customers alone are written to, through that server, on one connection that waits for a second.
pub fn settings_at(port: u16) -> Settings {
    let mut settings = Settings::default();
    settings.messages.customers = vec![Channel::Email];
    settings.messages.admins = Vec::new();
    settings.messages.workshops = Vec::new();
    settings.messages.from = Some("Krafta <pedidos@krafta.example>".into());
    settings.smtp.host = Some("127.0.0.1".into());
    settings.smtp.port = port.into();
    settings.smtp.security = Security::None;
    settings.smtp.timeout_seconds = 1;
    settings.smtp.connections = 1;
    settings.review.undo_seconds = 0;
    settings
}

/// Rows are dated by the machine, the tests' own clock stands elsewhere: all that is written from now on may leave.
pub async fn since_ever(db: &Db) {
    let mut tx = db.begin().await.expect("a transaction");
    let ever = krafta::domain::Time::from_timestamp(1_000_000_000, 0).expect("an instant");
    let rows = Query::new("UPDATE message_channels SET on_since = ")
        .bind(ever)
        .push(" WHERE on_since IS NOT NULL");
    tx.exec(rows).await.expect("the channels");
    tx.commit().await.expect("a commit");
}

pub fn sender(counter: &Counter) -> Delivery {
    let words = Words::of(counter.shop.settings()).expect("the program's own words");
    Delivery::new(counter.shop.clone(), words)
}

impl Desk {
    pub async fn open(fresh: &Fresh) -> Self {
        Self::open_with(fresh, Server::start(), |_| ()).await
    }

    pub async fn open_with(fresh: &Fresh, server: Server, change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = settings_at(server.port());
        change(&mut settings);
        let counter = Counter::open_with(fresh, settings).await;
        let mut sender = sender(&counter);
        sender.once().await.expect("the first look");
        since_ever(&fresh.db).await;
        Self { counter, server, sender }
    }

    pub async fn order(&self, email: &str) -> Placed {
        self.order_of("María Fernández", email).await
    }

    pub async fn order_of(&self, name: &str, email: &str) -> Placed {
        let customer = Customer {
            name: name.into(),
            email: Some(email.into()),
            ..checkout().customer
        };
        self.counter.place_as(Checkout { customer, ..checkout() }).await
    }

    /// Orders that have written to their customer four times: placed, reported, rejected, reported again.
    pub async fn rejected(&self, count: usize) -> Vec<Placed> {
        let mut orders = Vec::new();
        for at in 0..count {
            let order = self.order("ana@correo.example").await;
            self.counter.report(&order, &format!("{}", 1_300_000 + at)).await;
            self.counter.claim(&order).await;
            let reject = self.counter.reject(&order, RejectionReason::RefMismatch).await;
            self.counter.done(&self.counter.ana, Command::Reject(reject)).await;
            self.counter.report(&order, &format!("{}", 5_300_000 + at)).await;
            orders.push(order);
        }
        orders
    }

    /// All that may leave now does, or fails.
    pub async fn sends(&mut self) -> Delivered {
        self.sender.once().await.expect("a round of the sender")
    }

    /// A while later it sends again.
    pub async fn later(&mut self, seconds: u64) -> Delivered {
        self.counter.clock.advance(Duration::from_secs(seconds));
        self.sends().await
    }

    /// The messages of an order to its customer, oldest first.
    pub async fn messages(&self, order: &Placed) -> Vec<Standing> {
        let query = Query::new(
            "SELECT id, kind, state, attempts, maybe_twice FROM notifications WHERE recipient_kind = 'CUSTOMER' AND order_id = ",
        )
        .bind(order.id)
        .push(" ORDER BY event_seq, id");
        self.counter.shop.db().all(query).await.expect("messages")
    }

    /// The one message of an order.
    pub async fn message(&self, order: &Placed) -> Standing {
        let messages = self.messages(order).await;
        let [message] = <[Standing; 1]>::try_from(messages).expect("one message");
        message
    }

    /// How each try of an order's messages ended, and why.
    pub async fn tries(&self, order: &Placed) -> Vec<String> {
        let query = Query::new(
            "SELECT a.outcome || ' ' || coalesce(a.error_class, '') AS said FROM message_attempts a \
             JOIN notifications n ON n.id = a.notification_id WHERE n.order_id = ",
        )
        .bind(order.id)
        .push(" ORDER BY n.event_seq, n.id, a.seq");
        let tries: Vec<Said> = self.counter.shop.db().all(query).await.expect("tries");
        tries.into_iter().map(|one| one.0.trim().to_owned()).collect()
    }

    /// State and tries used up of an order's one message.
    pub async fn stands(&self, order: &Placed) -> (String, i64) {
        let message = self.message(order).await;
        (message.state, message.attempts)
    }

    /// What the server took of one message.
    pub fn caught(&self, message: &Standing) -> Vec<Caught> {
        let id = message.id.to_string();
        self.server.caught().into_iter().filter(|caught| caught.message == id).collect()
    }
}

/// As `stands` says it.
pub fn is(state: &str, attempts: i64) -> (String, i64) {
    (state.to_owned(), attempts)
}
