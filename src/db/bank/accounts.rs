//! The accounts money arrives at: a short list, read whole.

use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::domain::ids::AccountId;
use crate::domain::method::PaymentMethod;
use crate::domain::money::Currency;

statement! {
    ACCOUNTS = "SELECT id, alias, method, bank_code, number, holder_name, phone, email, currency, active FROM bank_accounts ORDER BY alias"
}

record! {
    /// One of our accounts.
    pub struct AccountRecord {
        pub id: AccountId,
        pub alias: String,
        pub method: PaymentMethod,
        pub bank: Option<String> = "bank_code",
        pub number: Option<String>,
        pub holder: String = "holder_name",
        pub phone: Option<String>,
        pub email: Option<String>,
        pub currency: Currency,
        pub active: bool,
    }
}

pub async fn all(db: &Db) -> DbResult<Vec<AccountRecord>> {
    db.all(ACCOUNTS.with(bind![])).await
}
