//! The accounts money arrives at: a short list, read whole.

use serde::Serialize;

use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::row::Row;
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::domain::identity::shown_phone;
use crate::domain::ids::AccountId;
use crate::domain::method::PaymentMethod;
use crate::domain::money::Currency;
use crate::domain::text::Safe;

statement! {
    ACCOUNTS = "SELECT id, alias, method, bank_code, number, phone, email, currency, active FROM bank_accounts ORDER BY alias"
}

record! {
    /// One of our accounts.
    #[derive(Serialize)]
    pub struct AccountView {
        pub id: AccountId,
        pub alias: Safe,
        pub method: PaymentMethod,
        pub bank: Option<String> = read(bank),
        /// The last four digits, or the phone or address money is sent to.
        pub tail: Safe = read(tail),
        pub currency: Currency,
        pub active: bool,
    }
}

fn bank(row: &Row<'_>) -> DbResult<Option<String>> {
    Ok(row.get::<Option<Safe>>("bank_code")?.map(Safe::into_string))
}

fn tail(row: &Row<'_>) -> DbResult<Safe> {
    if let Some(number) = row.get::<Option<String>>("number")? {
        let digits = number.chars().count();
        return Ok(Safe::from(number.chars().skip(digits.saturating_sub(4)).collect::<String>()));
    }
    match row.get::<Option<String>>("phone")? {
        Some(phone) => Ok(shown_phone(&phone)),
        None => row.or_default("email"),
    }
}

pub async fn all(db: &Db) -> DbResult<Vec<AccountView>> {
    db.all(ACCOUNTS.with(bind![])).await
}
