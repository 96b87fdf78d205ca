//! Who works here, and the accounts money arrives at: short lists, read whole.

use crate::db::engine::Db;
use crate::db::error::DbResult;
use crate::db::row::{FromRow, Row};
use crate::db::statement::statement;
use crate::db::value::bind;
use crate::domain::Time;
use crate::domain::actor::Role;
use crate::domain::ids::{AccountId, OperatorId, WorkshopId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::Currency;

statement! {
    ACCOUNTS = "SELECT id, alias, method, bank_code, number, holder_name, phone, email, currency, active FROM bank_accounts ORDER BY alias"
}

statement! {
    OPERATORS = "SELECT id, login, display_name, role, workshop_id, active, created_at FROM operators ORDER BY login"
}

/// One of our accounts.
pub struct AccountRecord {
    pub id: AccountId,
    pub alias: String,
    pub method: PaymentMethod,
    pub bank: Option<String>,
    pub number: Option<String>,
    pub holder: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub currency: Currency,
    pub active: bool,
}

impl FromRow for AccountRecord {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            id: row.get("id")?,
            alias: row.get("alias")?,
            method: row.get("method")?,
            bank: row.get("bank_code")?,
            number: row.get("number")?,
            holder: row.get("holder_name")?,
            phone: row.get("phone")?,
            email: row.get("email")?,
            currency: row.get("currency")?,
            active: row.get("active")?,
        })
    }
}

/// Somebody of the staff or of a workshop.
pub struct OperatorRecord {
    pub id: OperatorId,
    pub login: String,
    pub name: String,
    pub role: Role,
    pub workshop: Option<WorkshopId>,
    pub active: bool,
    pub created_at: Time,
}

impl FromRow for OperatorRecord {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            id: row.get("id")?,
            login: row.get("login")?,
            name: row.get("display_name")?,
            role: row.get("role")?,
            workshop: row.get("workshop_id")?,
            active: row.get("active")?,
            created_at: row.get("created_at")?,
        })
    }
}

pub async fn accounts(db: &Db) -> DbResult<Vec<AccountRecord>> {
    db.all(ACCOUNTS.with(bind![])).await
}

pub async fn operators(db: &Db) -> DbResult<Vec<OperatorRecord>> {
    db.all(OPERATORS.with(bind![])).await
}
