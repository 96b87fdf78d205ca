//! The accounts money arrives at: a short list, read whole.

use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::row::{FromRow, Row};
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::domain::ids::AccountId;
use crate::domain::method::PaymentMethod;
use crate::domain::money::Currency;

statement! {
    ACCOUNTS = "SELECT id, alias, method, bank_code, number, holder_name, phone, email, currency, active FROM bank_accounts ORDER BY alias"
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

pub async fn all(db: &Db) -> DbResult<Vec<AccountRecord>> {
    db.all(ACCOUNTS.with(bind![])).await
}
