//! The real service behind a desk: a small demonstration shop in a database file of its own, gone when the test ends.

use tokio::runtime::{Builder, Runtime};

use super::shop::{Service, Shop};
use crate::config::Settings;
use crate::db::Db;
use crate::demo::{Options, Throwaway, fill};
use crate::domain::actor::Actor;
use crate::domain::bank::statement::{Balances, Statement, StatementLine};
use crate::domain::ids::OperationId;
use crate::domain::orders::status::AssignmentStatus;
use crate::service::Krafta;
use crate::service::commands::session::Session;
use crate::service::fulfilment::commands::Forward;
use crate::service::fulfilment::work_list::WorksFilter;
use crate::service::orders::view::{OrderFilter, OrderRow};
use crate::service::payments::view::{QueueFilter, QueueRow};
use crate::tui::app::service_client::ServiceClient;
use crate::tui::core::client::{Answer, Command, Error, Query, Receipt, Source};
use crate::tui::pane::mounted::{AnyPane, Mounted};
use crate::tui::panes;
use crate::tui::panes::work_sheet::WorkSheetPane;

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
        Self::of(vec![pane])
    }

    /// ana with all panes.
    pub fn whole() -> Self {
        Self::of(panes::of(crate::domain::actor::Role::Admin, &Settings::default()))
    }

    /// Somebody with the program of their role.
    pub fn whole_of(who: impl FnOnce(&Self) -> Actor) -> Self {
        let real = Self::real(Mounted::boxed(WorkSheetPane::default()));
        let actor = who(&real);
        let mut served = real.stock;
        served.source = ServiceClient::new(Session::open(served.krafta.clone(), actor.clone(), "test"));
        let panes = panes::of(actor.role, &Settings::default());
        let mut real = Self::of_panes(panes, served).acting(actor);
        real.desk.now = chrono::Utc::now();
        real.settle();
        real
    }

    fn of(panes: Vec<Box<dyn AnyPane>>) -> Self {
        let served = Served::filled();
        let operator = served.actor.clone();
        let mut real = Self::of_panes(panes, served).acting(operator);
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
            let krafta = Krafta::new(Db::open(&url).await.unwrap(), Settings::default()).with_receipts(folder.receipts());
            let actor = krafta.people().sign_in("ana").await.unwrap().actor;
            begin_work(&krafta, &actor).await;
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

    /// A payment that waits, with nothing odd, that nobody looks at: the only one of its order.
    pub fn calm_row(&self) -> QueueRow {
        let filter = QueueFilter::default();
        let page = self.wait(self.krafta.payments().queue(&self.actor, &filter, None, 200)).unwrap();
        let alone = |row: &&QueueRow| page.rows.iter().filter(|other| other.order == row.order).count() == 1;
        let calm = |row: &&QueueRow| row.claim.is_none() && row.signals.is_empty() && row.reference.is_some() && row.account.is_some();
        page.rows.iter().filter(calm).find(alone).expect("a row with nothing odd").clone()
    }

    /// The bank shows a line like what a row declares, as changed.
    pub fn bank_shows(&self, row: &QueueRow, change: impl FnOnce(&mut StatementLine)) {
        let review = self.wait(self.krafta.payments().review(&self.actor, row.order)).unwrap();
        let proof = review.proofs.iter().find(|proof| proof.id == row.submission).unwrap();
        let mut line = StatementLine::came(proof.paid_on, row.reference.as_ref().unwrap(), row.amount, "PAGO RECIBIDO");
        change(&mut line);
        let statement = Statement::new("test_csv", vec![line], Vec::new(), 0, Balances::default());
        let file = ("movimientos.csv", b"one line".to_vec());
        let read = self
            .krafta
            .bank()
            .read_file(&self.actor, row.account.as_ref().unwrap(), file, statement);
        let command = Command::ImportStatement(read.unwrap().command(false));
        self.wait(self.krafta.execute(&self.actor, Krafta::new_operation(), command))
            .unwrap();
    }

    /// The first order that fits.
    pub fn order(&self, filter: &OrderFilter) -> OrderRow {
        let page = self.wait(self.krafta.orders().list(&self.actor, filter, None, 1)).unwrap();
        page.rows.into_iter().next().expect("some order of the demonstration")
    }
}

/// Something is in production at every hour of the day: at night workshops have begun little.
async fn begin_work(krafta: &Krafta, actor: &Actor) {
    type Taken = fn(Forward) -> Command;
    let steps: [(AssignmentStatus, Taken); 2] = [
        (AssignmentStatus::Notified, Command::Accept),
        (AssignmentStatus::Accepted, Command::Start),
    ];
    for (status, command) in steps {
        let filter = WorksFilter {
            status: Some(status),
            ..WorksFilter::default()
        };
        let page = krafta.fulfilment().works(actor, &filter, None, 4).await.unwrap();
        for row in page.rows.iter().take(2) {
            let forward = Forward {
                order: row.order,
                seen: None,
                note: Some("Lo dijo por teléfono.".to_owned()),
            };
            // One that waits for its deposit is left.
            let _ = krafta.execute(actor, Krafta::new_operation(), command(forward)).await;
        }
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
