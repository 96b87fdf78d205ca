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
        /// The database login that is theirs alone, on a server.
        pub db_role: Option<String>,
    }

    /// Who the database takes this connection for.
    #[derive(Eq)]
    pub struct OwnLogin {
        /// None where it may write for anybody.
        pub id: Option<OperatorId>,
        /// None on a file.
        pub login: Option<String>,
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
        /// Their own database login, on a server.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub db_role: Option<Safe>,
    }
}

statement!(BY_LOGIN = "SELECT id, login, display_name, role, workshop_id, active, db_role FROM operators WHERE login = $1");
statement!(BY_ID = "SELECT id, login, display_name, role, workshop_id, active, db_role FROM operators WHERE id = $1");
statement!(
    ALL = "SELECT o.id, o.login, o.display_name, o.role, w.name AS workshop, o.active, o.db_role FROM operators o \
    LEFT JOIN workshops w ON w.id = o.workshop_id ORDER BY o.login"
);
statement!(COUNT = "SELECT count(*) AS found FROM operators");
statement!(BY_DB_ROLE = "SELECT id, login, display_name, role, workshop_id, active, db_role FROM operators WHERE db_role = $1");
statement!(
    OWN_LOGIN = sqlite ["SELECT NULL AS id, NULL AS login"]
      postgres ["SELECT krafta_login_operator() AS id, session_user::text AS login"]
);
statement!(ACTIVE = "SELECT count(*) AS found FROM operators WHERE active");
statement!(OTHER_ADMINS = "SELECT count(*) AS found FROM operators WHERE role = 'ADMIN' AND active AND id <> $1");
statement!(INSERT = "INSERT INTO operators (id, login, display_name, role, workshop_id, db_role) VALUES ($1, $2, $3, $4, $5, $6)");
statement!(UPDATE = "UPDATE operators SET display_name = $2, role = $3, workshop_id = $4, active = $5, db_role = $6 WHERE id = $1");

pub async fn by_id(reader: &mut impl Reader, id: OperatorId) -> DbResult<Option<OperatorRecord>> {
    reader.opt(BY_ID.with(bind![id])).await
}

impl Db {
    /// The operator whose own the database login of this connection is.
    ///
    /// # Errors
    /// `login-no-operator` for the login of a person who is no active operator.
    pub async fn own_login(&self) -> DbResult<OwnLogin> {
        self.one(OWN_LOGIN.with([])).await
    }

    pub async fn active_operators(&self) -> DbResult<i64> {
        Ok(self.one::<Found<i64>>(ACTIVE.with([])).await?.0)
    }

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

    pub async fn operator_by_db_role(&mut self, role: &str) -> DbResult<Option<OperatorRecord>> {
        self.opt(BY_DB_ROLE.with(bind![role])).await
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
            db_role,
            ..
        } = operator;
        self.exec(INSERT.with(bind![id, login, display_name, role, workshop, db_role]))
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
            db_role,
            ..
        } = operator;
        let values = bind![id, display_name, role, workshop, active, db_role];
        self.exec(UPDATE.with(values)).await.map(drop)
    }
}
