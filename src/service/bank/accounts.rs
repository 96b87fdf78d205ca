//! Our accounts, where customers send money. Closing one keeps its history; what it is (method, currency) never changes.

use serde::Serialize;

use crate::db::catalogue::master_data::AccountRecord;
use crate::domain::actor::{Actor, Permission};
use crate::domain::bank::codes::BankCode;
use crate::domain::identity::{Payer, Phone, email};
use crate::domain::ids::AccountId;
use crate::domain::method::PaymentMethod;
use crate::domain::money::Currency;
use crate::domain::refusal::{Arg, Code, Refusal, Ruling};
use crate::domain::text::{Safe, excerpt};
use crate::service::catalogue::bounded;
use crate::service::core::error::Error;
use crate::service::core::krafta::{Krafta, new_id};

/// An account of ours, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OurAccountView {
    pub alias: Safe,
    pub method: PaymentMethod,
    pub bank: Option<Safe>,
    pub number: Option<Safe>,
    pub holder: Safe,
    pub holder_id: Option<Safe>,
    pub phone: Option<Safe>,
    pub email: Option<Safe>,
    pub currency: Currency,
    pub active: bool,
}

/// A new account, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    pub alias: String,
    pub method: PaymentMethod,
    pub currency: Currency,
    pub holder: String,
    pub details: AccountDetails,
}

/// Where exactly the money goes, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountDetails {
    pub bank: Option<String>,
    pub number: Option<String>,
    pub holder_id: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
}

/// What changes of an account; the rest stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountChange {
    pub holder: Option<String>,
    pub details: AccountDetails,
    pub active: Option<bool>,
}

impl Krafta {
    /// Every account with all its details, active ones first.
    pub async fn our_accounts(&self, actor: &Actor) -> Result<Vec<OurAccountView>, Error> {
        actor.may(Permission::ReadOrders)?;
        Ok(self.db().account_records().await?.iter().map(view).collect())
    }

    /// # Errors
    /// `alias-taken`; `account-incomplete` when its method cannot be paid without what is missing.
    pub async fn add_account(&self, actor: &Actor, new: NewAccount) -> Result<OurAccountView, Error> {
        actor.may(Permission::KeepReference)?;
        let mut account = AccountRecord {
            id: AccountId::from_uuid(new_id()),
            alias: bounded(&new.alias)?,
            method: new.method,
            bank: None,
            number: None,
            holder_name: bounded(&new.holder)?,
            holder_id: None,
            phone: None,
            email: None,
            currency: new.currency,
            active: true,
        };
        fill(&mut account, &new.details)?;
        complete(&account)?;
        let mut tx = self.db().begin().await?;
        if !tx.add_account(&account).await? {
            return Err(Refusal::new(Code::AliasTaken).with("alias", excerpt(&account.alias)).into());
        }
        tx.commit().await?;
        tracing::info!(by = ?actor.id, account = %account.id, "account added");
        Ok(view(&account))
    }

    /// # Errors
    /// `account-unknown`, `account-incomplete`.
    pub async fn change_account(&self, actor: &Actor, alias: &str, change: AccountChange) -> Result<OurAccountView, Error> {
        actor.may(Permission::KeepReference)?;
        let mut tx = self.db().begin().await?;
        let found = tx.account_record(alias.trim()).await?;
        let mut account = found.ok_or_else(|| Refusal::new(Code::AccountUnknown).with("input", excerpt(alias)))?;
        if let Some(holder) = &change.holder {
            account.holder_name = bounded(holder)?;
        }
        fill(&mut account, &change.details)?;
        account.active = change.active.unwrap_or(account.active);
        complete(&account)?;
        tx.set_account(&account).await?;
        tx.commit().await?;
        tracing::info!(by = ?actor.id, account = %account.id, active = account.active, "account changed");
        Ok(view(&account))
    }
}

/// Reads what was typed into its one form; what was not given stays.
fn fill(account: &mut AccountRecord, details: &AccountDetails) -> Ruling<()> {
    if let Some(bank) = &details.bank {
        account.bank = Some(BankCode::parse(bank)?.as_str().to_owned());
    }
    if let Some(number) = &details.number {
        account.number = Some(bounded(number)?);
    }
    if let Some(holder) = &details.holder_id {
        account.holder_id = Some(Payer::parse(holder)?.stored());
    }
    if let Some(phone) = &details.phone {
        account.phone = Some(Phone::parse(phone)?.e164());
    }
    if let Some(address) = &details.email {
        account.email = Some(email(address.trim())?);
    }
    Ok(())
}

/// What a customer has to know to pay into it.
fn complete(account: &AccountRecord) -> Ruling<()> {
    let needs: &[(&str, bool)] = &match account.method {
        PaymentMethod::PagoMovil => vec![
            ("bank", account.bank.is_some()),
            ("phone", account.phone.is_some()),
            ("holder-id", account.holder_id.is_some()),
        ],
        PaymentMethod::BankTransfer => vec![("bank", account.bank.is_some()), ("number", account.number.is_some())],
        PaymentMethod::Zelle | PaymentMethod::BinancePay => {
            vec![(
                "email",
                account.email.is_some() || account.phone.is_some() || account.number.is_some(),
            )]
        }
        PaymentMethod::Cash => Vec::new(),
    };
    match needs.iter().find(|(_, given)| !given) {
        None => Ok(()),
        Some((name, _)) => Err(Refusal::new(Code::AccountIncomplete)
            .with("method", Arg::Message(format!("method-{}", account.method)))
            .with("flag", format!("--{name}"))),
    }
}

fn view(account: &AccountRecord) -> OurAccountView {
    let safe = |text: &Option<String>| text.as_deref().map(Safe::new);
    OurAccountView {
        alias: Safe::new(&account.alias),
        method: account.method,
        bank: safe(&account.bank),
        number: safe(&account.number),
        holder: Safe::new(&account.holder_name),
        holder_id: safe(&account.holder_id),
        phone: safe(&account.phone),
        email: safe(&account.email),
        currency: account.currency,
        active: account.active,
    }
}
