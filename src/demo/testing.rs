//! A filled shop for the tests of what happens in one.

use tempfile::TempDir;

use super::{Options, WORKSHOPS, fill};
use crate::config::Settings;
use crate::db::Db;
use crate::domain::actor::Actor;
use crate::service::Krafta;

pub struct Filled {
    pub krafta: Krafta,
    _folder: TempDir,
}

impl Filled {
    pub async fn with(orders: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("demo.db").display());
        let options = Options {
            seed: 1,
            orders,
            workshops: WORKSHOPS,
            until: chrono::Utc::now(),
        };
        fill(&url, &folder.path().join("receipts"), options, |_| {}).await.unwrap();
        Self {
            krafta: Krafta::new(Db::open(&url).await.unwrap(), Settings::default()),
            _folder: folder,
        }
    }

    pub async fn person(&self, login: &str) -> Actor {
        self.krafta.people().who_is(login).await.unwrap().unwrap()
    }
}
