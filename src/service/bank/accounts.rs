//! Our accounts, where customers send money. Closing one keeps its history; what it is (method, currency) never changes. One
//! account at the bank is one account here (domain.md §2).

use super::Bank;
use super::commands::{AccountDetails, AddAccount, ChangeAccount, Offering};
use crate::domain::actor::{Actor, Permission};
use crate::domain::bank::codes::BankCode;
use crate::domain::bank::our_account::Details;
use crate::domain::identity::{Payer, Phone, email};
use crate::domain::ids::AccountId;
use crate::domain::method::PaymentMethod;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::refusal::{Arg, Code, Refusal, Ruling};
use crate::domain::text::{excerpt, identifier};
use crate::service::catalogue::bounded;
use crate::service::core::error::Error;
use crate::service::core::krafta::new_id;
use crate::service::core::receipt::{Kept, Outcome};
use crate::service::core::unit_of_work::UnitOfWork;

pub use crate::db::catalogue::master_data::AccountRecord;

impl Bank<'_> {
    /// Every account with all its details, active ones first.
    pub async fn accounts(&self, actor: &Actor) -> Result<Vec<AccountRecord>, Error> {
        actor.may(Permission::ReadOrders)?;
        Ok(self.shop.db().account_records().await?)
    }

    /// # Errors
    /// `account-unknown`.
    pub async fn account(&self, actor: &Actor, id: AccountId) -> Result<AccountRecord, Error> {
        actor.may(Permission::ReadOrders)?;
        Ok(self.shop.db().account(id).await?.ok_or_else(|| unknown(&id.to_string()))?)
    }
}

/// # Errors
/// `alias-taken`; `account-incomplete` when its method cannot be paid without what is missing; `account-known` when it is there
/// by another name.
pub(in crate::service) async fn add_account(work: &mut UnitOfWork<'_>, data: &AddAccount) -> Result<Outcome, Error> {
    let mut account = AccountRecord {
        id: AccountId::from_uuid(new_id()),
        alias: bounded(&data.alias)?,
        method: data.method,
        bank: None,
        number: None,
        holder: bounded(&data.holder)?,
        holder_id: None,
        phone: None,
        email: None,
        currency: data.currency,
        active: true,
        offered_for: DeliveryMethod::ALL.to_vec(),
        position: 0,
    };
    fill(&mut account, &data.details)?;
    offer(&mut account, &data.offering);
    complete(&account)?;
    require_own_identity(work, &account).await?;
    if !work.tx.add_account(&account).await? {
        return Err(Refusal::new(Code::AliasTaken).with("alias", excerpt(&account.alias)).into());
    }
    Ok(Outcome::kept(Kept::Added, account.id.uuid(), &account.alias))
}

/// # Errors
/// `account-unknown`, `account-incomplete`; `account-known` when it becomes one that is there by another name.
pub(in crate::service) async fn change_account(work: &mut UnitOfWork<'_>, data: &ChangeAccount) -> Result<Outcome, Error> {
    let found = work.tx.account_record(data.alias.trim()).await?;
    let before = found.ok_or_else(|| unknown(&data.alias))?;
    let mut account = before.clone();
    if let Some(holder) = &data.holder {
        account.holder = bounded(holder)?;
    }
    fill(&mut account, &data.details)?;
    offer(&mut account, &data.offering);
    account.active = data.active.unwrap_or(account.active);
    let other_details = identity(&account) != identity(&before);
    if other_details || (account.active && !before.active) {
        complete(&account)?;
        require_own_identity(work, &account).await?;
    }
    let kept = if account == before { Kept::Unchanged } else { Kept::Changed };
    if kept == Kept::Changed {
        work.tx.set_account(&account).await?;
    }
    Ok(Outcome::kept(kept, account.id.uuid(), &account.alias))
}

fn offer(account: &mut AccountRecord<String>, offering: &Offering) {
    if let Some(deliveries) = &offering.deliveries {
        account.offered_for = DeliveryMethod::ALL
            .iter()
            .copied()
            .filter(|method| deliveries.contains(method))
            .collect();
    }
    account.position = offering.position.map_or(account.position, u32::from);
}

fn identity(account: &AccountRecord<String>) -> Details<'_> {
    Details {
        method: account.method,
        bank: account.bank.as_deref(),
        number: account.number.as_deref(),
        phone: account.phone.as_deref(),
        holder_id: account.holder_id.as_deref(),
        email: account.email.as_deref(),
    }
}

/// Refuses an account that is there by another name, open or closed; another alias that is taken is another refusal.
async fn require_own_identity(work: &mut UnitOfWork<'_>, account: &AccountRecord<String>) -> Result<(), Error> {
    let known = work.tx.account_records().await?;
    let same = known
        .iter()
        .find(|other| other.id != account.id && other.alias != account.alias && identity(other).same_account(&identity(account)));
    match same {
        None => Ok(()),
        Some(same) => Err(Refusal::new(Code::AccountKnown).with("alias", excerpt(&same.alias)).into()),
    }
}

fn unknown(alias: &str) -> Refusal {
    Refusal::new(Code::AccountUnknown).with("input", excerpt(alias))
}

/// Reads what was typed into its one form; what was not given stays.
fn fill(account: &mut AccountRecord<String>, details: &AccountDetails) -> Ruling<()> {
    if let Some(bank) = &details.bank {
        account.bank = Some(BankCode::parse(bank)?.as_str().to_owned());
    }
    if let Some(number) = &details.number {
        account.number = Some(bounded(&identifier(number))?);
    }
    if let Some(holder) = &details.holder_id {
        account.holder_id = Some(Payer::parse(holder)?.stored());
    }
    if let Some(phone) = &details.phone {
        account.phone = Some(Phone::parse(phone)?.e164());
    }
    if let Some(address) = &details.email {
        account.email = Some(email(address)?);
    }
    Ok(())
}

/// What a customer has to know to pay into it.
fn complete(account: &AccountRecord<String>) -> Ruling<()> {
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
