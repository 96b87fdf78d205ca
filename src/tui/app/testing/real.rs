//! The real service behind a desk: a small demonstration shop in a database file of its own, gone when the test ends.

use tokio::runtime::{Builder, Runtime};

use super::Desk;
use crate::config::Settings;
use crate::db::Db;
use crate::demo::{Options, Throwaway, fill};
use crate::domain::actor::Actor;
use crate::service::Krafta;
use crate::service::commands::session::Session;
use crate::service::orders::view::{OrderFilter, OrderRow};
use crate::tui::app::service_client::Shop;
use crate::tui::core::client::Source;
use crate::tui::core::effect::Effect;
use crate::tui::core::msg::{Msg, Wake};
use crate::tui::pane::mounted::AnyPane;

/// Enough orders for some of every kind.
const ORDERS: u64 = 300;

pub struct Real {
    pub desk: Desk,
    pub krafta: Krafta,
    pub actor: Actor,
    source: Shop,
    runtime: Runtime,
    _folder: Throwaway,
}

impl Real {
    /// ana, an admin, with this pane in front.
    pub fn opened(pane: Box<dyn AnyPane>) -> Self {
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
        let mut desk = Desk::with(vec![pane]);
        desk.now = chrono::Utc::now();
        desk.model.shell.operator = actor.clone();
        let source = Shop::new(Session::open(krafta.clone(), actor.clone(), "test"));
        let mut real = Self {
            desk,
            krafta,
            actor,
            source,
            runtime,
            _folder: folder,
        };
        real.settle();
        real
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

    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split(' ') {
            self.desk.press(key);
            self.settle();
        }
        self
    }

    pub fn type_text(&mut self, text: &str) -> &mut Self {
        self.desk.type_text(text);
        self.settle();
        self
    }

    pub fn text(&self) -> String {
        self.desk.text()
    }

    fn settle(&mut self) {
        let mut open = std::mem::take(&mut self.desk.effects);
        while !open.is_empty() {
            for effect in std::mem::take(&mut open) {
                let Some(msg) = self.perform(effect) else { continue };
                self.desk.send(msg);
                open.append(&mut self.desk.effects);
            }
        }
    }

    fn perform(&self, effect: Effect) -> Option<Msg> {
        Some(match effect {
            Effect::Read { ticket, query, .. } => Msg::Answer {
                ticket,
                result: self.wait(self.source.read(query)),
            },
            Effect::Write { operation, command } => Msg::Written {
                operation,
                result: self.wait(self.source.write(operation, command)),
            },
            Effect::Wake {
                wake: wake @ Wake::Rested { .. },
                ..
            } => Msg::Wake(wake),
            _ => return None,
        })
    }
}
