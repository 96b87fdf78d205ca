//! The people who work here, as rows: found by login, counted, added, changed.

use serde::Serialize;

use crate::db::engine::error::DbResult;
use crate::db::engine::reader::Reader;
use crate::db::engine::record::record;
use crate::db::engine::row::Found;
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::db::engine::{Db, Dialect, Tx};
use crate::domain::actor::Role;
use crate::domain::ids::{OperatorId, WorkshopId};
use crate::domain::text::Safe;

record! {
    /// A row of `operators`.
    #[derive(Eq)]
    pub struct OperatorRecord {
        pub id: OperatorId,
        pub login: String,
        pub display_name: String,
        pub role: Role,
        pub workshop: Option<WorkshopId> = "workshop_id",
        pub active: bool,
    }

    /// An operator, to show.
    #[derive(Eq, Serialize)]
    pub struct OperatorView {
        pub id: OperatorId,
        pub login: Safe,
        pub name: Safe = "display_name",
        pub role: Role,
        /// Whose workshop's login it is.
        pub workshop: Option<Safe>,
        pub active: bool,
    }
}

statement!(BY_LOGIN = "SELECT id, login, display_name, role, workshop_id, active FROM operators WHERE login = $1");
statement!(BY_ID = "SELECT id, login, display_name, role, workshop_id, active FROM operators WHERE id = $1");
statement!(
    ALL = "SELECT o.id, o.login, o.display_name, o.role, w.name AS workshop, o.active FROM operators o \
    LEFT JOIN workshops w ON w.id = o.workshop_id ORDER BY o.login"
);
statement!(COUNT = "SELECT count(*) AS found FROM operators");
statement!(OTHER_ADMINS = "SELECT count(*) AS found FROM operators WHERE role = 'ADMIN' AND active AND id <> $1");
statement!(INSERT = "INSERT INTO operators (id, login, display_name, role, workshop_id) VALUES ($1, $2, $3, $4, $5)");
statement!(UPDATE = "UPDATE operators SET display_name = $2, role = $3, workshop_id = $4, active = $5 WHERE id = $1");

pub async fn by_id(reader: &mut impl Reader, id: OperatorId) -> DbResult<Option<OperatorRecord>> {
    reader.opt(BY_ID.with(bind![id])).await
}

impl Db {
    pub async fn operator_by_login(&self, login: &str) -> DbResult<Option<OperatorRecord>> {
        self.opt(BY_LOGIN.with(bind![login])).await
    }

    pub async fn operators(&self) -> DbResult<Vec<OperatorView>> {
        self.all(ALL.with([])).await
    }
}

impl Tx {
    /// Nobody else adds or changes operators until this transaction ends.
    pub async fn lock_operators(&mut self) -> DbResult<()> {
        match self.dialect() {
            Dialect::Sqlite => Ok(()),
            Dialect::Postgres => self.script("SELECT pg_advisory_xact_lock(4720946314)").await,
        }
    }

    pub async fn operator_by_login(&mut self, login: &str) -> DbResult<Option<OperatorRecord>> {
        self.opt(BY_LOGIN.with(bind![login])).await
    }

    pub async fn count_operators(&mut self) -> DbResult<i64> {
        Ok(self.one::<Found<i64>>(COUNT.with([])).await?.0)
    }

    pub async fn other_active_admins(&mut self, id: OperatorId) -> DbResult<i64> {
        Ok(self.one::<Found<i64>>(OTHER_ADMINS.with(bind![id])).await?.0)
    }

    pub async fn insert_operator(&mut self, operator: &OperatorRecord) -> DbResult<()> {
        let OperatorRecord {
            id,
            login,
            display_name,
            role,
            workshop,
            ..
        } = operator;
        self.exec(INSERT.with(bind![id, login, display_name, role, workshop]))
            .await
            .map(drop)
    }

    pub async fn update_operator(&mut self, operator: &OperatorRecord) -> DbResult<()> {
        let OperatorRecord {
            id,
            display_name,
            role,
            workshop,
            active,
            ..
        } = operator;
        let values = bind![id, display_name, role, workshop, active];
        self.exec(UPDATE.with(values)).await.map(drop)
    }
}
