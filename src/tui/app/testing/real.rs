//! The real service behind a desk: a small demonstration shop in a database file of its own, gone when the test ends.

use tokio::runtime::{Builder, Runtime};

use super::shop::{Service, Shop};
use crate::config::Settings;
use crate::db::Db;
use crate::demo::{Options, Throwaway, fill};
use crate::domain::actor::Actor;
use crate::domain::ids::OperationId;
use crate::service::Krafta;
use crate::service::commands::session::Session;
use crate::service::orders::view::{OrderFilter, OrderRow};
use crate::tui::app::service_client::ServiceClient;
use crate::tui::core::client::{Answer, Command, Error, Query, Receipt, Source};
use crate::tui::pane::mounted::AnyPane;

/// Enough orders for some of every kind.
const ORDERS: u64 = 300;

pub struct Served {
    pub krafta: Krafta,
    pub actor: Actor,
    source: ServiceClient,
    runtime: Runtime,
    _folder: Throwaway,
}

pub type Real = Shop<Served>;

impl Real {
    /// ana, an admin, with this pane.
    pub fn real(pane: Box<dyn AnyPane>) -> Self {
        let served = Served::filled();
        let operator = served.actor.clone();
        let mut real = Self::closed(pane, served).acting(operator);
        real.desk.now = chrono::Utc::now();
        real.settle();
        real
    }
}

impl Served {
    fn filled() -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let folder = Throwaway::new().unwrap();
        let url = format!("sqlite://{}", folder.database().display());
        let (krafta, actor) = runtime.block_on(async {
            let until = chrono::Utc::now() - chrono::TimeDelta::minutes(1);
            let options = Options {
                seed: 1,
                orders: ORDERS,
                workshops: 8,
                until: chrono::SubsecRound::trunc_subsecs(until, 6),
            };
            fill(&url, &folder.receipts(), options, |_| {}).await.unwrap();
            let krafta = Krafta::new(Db::open(&url).await.unwrap(), Settings::default());
            let actor = krafta.people().sign_in("ana").await.unwrap().actor;
            (krafta, actor)
        });
        Self {
            source: ServiceClient::new(Session::open(krafta.clone(), actor.clone(), "test")),
            krafta,
            actor,
            runtime,
            _folder: folder,
        }
    }

    /// Waits for something of the service.
    pub fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    /// The first order that fits.
    pub fn order(&self, filter: &OrderFilter) -> OrderRow {
        let page = self.wait(self.krafta.orders().list(&self.actor, filter, None, 1)).unwrap();
        page.rows.into_iter().next().expect("some order of the demonstration")
    }
}

impl Service for Served {
    fn read(&mut self, query: Query) -> Result<Answer, Error> {
        self.wait(self.source.read(query))
    }

    fn write(&mut self, operation: OperationId, command: Command) -> Result<Receipt, Error> {
        self.wait(self.source.write(operation, command))
    }
}
