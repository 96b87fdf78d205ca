//! The keys that operators sign in with over SSH: added, given another end, revoked for good; and whose a key is that has signed.

use chrono::{Days, Months, NaiveDate};

use super::People;
use super::commands::{AddKey, ExpireKey, RevokeKey};
use super::operators;
use crate::db::people::keys::NewOperatorKey;
use crate::domain::Time;
use crate::domain::actor::{Actor, Permission};
use crate::domain::ids::OperatorKeyId;
use crate::domain::limits::bounded;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::ssh_key::{LONGEST_KEY_NAME, PublicKey};
use crate::domain::text::{Safe, excerpt};
use crate::service::core::error::Error;
use crate::service::core::krafta::new_id;
use crate::service::core::receipt::{Kept, Outcome};
use crate::service::core::transitions::required_reason;
use crate::service::core::unit_of_work::UnitOfWork;

pub use crate::db::people::keys::OperatorKeyView;

/// What a role must be allowed to, to see everybody's keys.
pub const NEEDS: Permission = Permission::ReadPeople;

/// A key signs in for so long, unless its end is said.
const MONTHS: Months = Months::new(12);
/// And for so many years at most.
const MOST_YEARS: Months = Months::new(12 * 5);
/// Characters of a fingerprint that somebody names a key by, besides `SHA256:`.
const LEAST_NAMED: usize = 6;
const PREFIX: &str = "SHA256:";

/// Whose key has signed.
#[derive(Debug, Clone)]
pub struct KeyHolder {
    pub actor: Actor,
    pub login: Safe,
    pub key: OperatorKeyId,
    pub name: Safe,
    pub fingerprint: String,
}

impl OperatorKeyView {
    /// It signs somebody in at this moment.
    pub fn is_valid(&self, now: Time) -> bool {
        self.active && self.revoked_at.is_none() && now < self.expires_at
    }
}

impl People<'_> {
    /// Everybody's keys, by login, for who may see them; their own for anybody else.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn keys(&self, actor: &Actor) -> Result<Vec<OperatorKeyView>, Error> {
        let all = actor.may(NEEDS).is_ok();
        let mut keys = self.shop.db().operator_keys().await?;
        keys.retain(|key| all || Some(key.operator) == actor.id);
        Ok(keys)
    }

    /// Everybody's keys that sign somebody in now, to be taken elsewhere.
    ///
    /// # Errors
    /// `forbidden` to whom may not see everybody's.
    pub async fn good_keys(&self, actor: &Actor) -> Result<Vec<OperatorKeyView>, Error> {
        actor.may(NEEDS)?;
        let mut keys = self.keys(actor).await?;
        keys.retain(|key| key.is_valid(self.shop.now()));
        Ok(keys)
    }

    /// # Errors
    /// `key-unknown`.
    pub async fn key(&self, actor: &Actor, id: OperatorKeyId) -> Result<OperatorKeyView, Error> {
        let found = self.keys(actor).await?.into_iter().find(|key| key.id == id);
        Ok(found.ok_or_else(|| Refusal::new(Code::KeyUnknown).with("input", id.to_string()))?)
    }

    /// Whose key this is, if it signs anybody in now: found by its whole fingerprint, and by nothing else.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn holder(&self, fingerprint: &str) -> Result<Option<KeyHolder>, Error> {
        let found = self.shop.db().operator_key(fingerprint).await?;
        let Some(key) = found.filter(|key| key.is_valid(self.shop.now())) else {
            return Ok(None);
        };
        let actor = operators::current(&mut self.shop.db(), &Actor::staff(key.role, key.operator, key.login.as_str())).await;
        // Switched off in between.
        let Ok(actor) = actor else { return Ok(None) };
        Ok(Some(KeyHolder {
            actor,
            login: key.login,
            key: key.id,
            name: key.name,
            fingerprint: fingerprint.to_owned(),
        }))
    }

    /// Those of these keys that sign nobody in any more.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn ended_keys(&self, keys: &[OperatorKeyId]) -> Result<Vec<OperatorKeyId>, Error> {
        let now = self.shop.now();
        let known = self.shop.db().operator_keys().await?;
        let valid = |id: &OperatorKeyId| known.iter().any(|key| key.id == *id && key.is_valid(now));
        Ok(keys.iter().filter(|id| !valid(id)).copied().collect())
    }
}

/// # Errors
/// `operator-unknown`; those of [`PublicKey::read`]; `key-known`, `key-expiry`, `text-too-long`.
pub(in crate::service) async fn add_key(work: &mut UnitOfWork<'_>, data: &AddKey) -> Result<Outcome, Error> {
    let added_by = work.operator()?;
    let key = PublicKey::read(&data.key)?;
    let expires_at = match data.expires_on {
        Some(day) => end_of(work, day)?,
        None => end_of(work, today(work).checked_add_months(MONTHS).unwrap_or_default())?,
    };
    work.tx.lock_operators().await?;
    let found = work.tx.operator_by_login(data.login.trim()).await?;
    let operator = found.ok_or_else(|| Refusal::new(Code::OperatorUnknown).with("login", excerpt(&data.login)))?;
    let name = data.name.as_deref().map(|name| Safe::new(name.trim()));
    let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| key.comment.clone());
    let name = if name.is_empty() {
        operator.login.clone()
    } else {
        name.into_string()
    };
    let name = bounded("name", &name, LONGEST_KEY_NAME)?;
    let known = work.tx.operator_keys().await?;
    if let Some(known) = known.iter().find(|known| known.fingerprint.as_str() == key.fingerprint) {
        return Err(Refusal::new(Code::KeyKnown).with("login", known.login.as_str()).into());
    }
    let id = OperatorKeyId::from_uuid(new_id());
    let new = NewOperatorKey {
        id,
        operator: operator.id,
        name: &name,
        algorithm: key.algorithm,
        public_key: &key.text,
        fingerprint: &key.fingerprint,
        added_by,
        expires_at,
    };
    work.tx.insert_key(&new).await?;
    Ok(Outcome::kept(Kept::Added, id.uuid(), &key.fingerprint))
}

/// # Errors
/// `key-unknown`, `key-revoked`, `key-expiry`.
pub(in crate::service) async fn expire_key(work: &mut UnitOfWork<'_>, data: &ExpireKey) -> Result<Outcome, Error> {
    let key = standing(work, &data.key).await?;
    let at = end_of(work, data.expires_on)?;
    if at == key.expires_at {
        return Ok(Outcome::kept(Kept::Unchanged, key.id.uuid(), &key.fingerprint));
    }
    work.tx.expire_key(key.id, at).await?;
    Ok(Outcome::kept(Kept::Changed, key.id.uuid(), &key.fingerprint))
}

/// # Errors
/// `key-unknown`, `key-revoked`, `reason-required`.
pub(in crate::service) async fn revoke_key(work: &mut UnitOfWork<'_>, data: &RevokeKey) -> Result<Outcome, Error> {
    let by = work.operator()?;
    let reason = required_reason(&data.reason)?;
    let key = standing(work, &data.key).await?;
    work.tx.revoke_key(key.id, (work.now, by), &reason).await?;
    Ok(Outcome::kept(Kept::Changed, key.id.uuid(), &key.fingerprint))
}

/// The one key that was named, not revoked yet.
async fn standing(work: &mut UnitOfWork<'_>, named: &str) -> Result<OperatorKeyView, Error> {
    work.tx.lock_operators().await?;
    let key = the_one(work.tx.operator_keys().await?, named)?;
    match key.revoked_at {
        Some(_) => Err(Refusal::new(Code::KeyRevoked).into()),
        None => Ok(key),
    }
}

/// By the beginning of its fingerprint, where that is one key's alone.
fn the_one(keys: Vec<OperatorKeyView>, named: &str) -> Ruling<OperatorKeyView> {
    let wanted = named.trim();
    let wanted = wanted.strip_prefix(PREFIX).unwrap_or(wanted);
    let is_it = |key: &OperatorKeyView| {
        let print = key.fingerprint.as_str().strip_prefix(PREFIX);
        wanted.len() >= LEAST_NAMED && print.is_some_and(|print| print.starts_with(wanted))
    };
    let mut found = keys.into_iter().filter(is_it);
    match (found.next(), found.next()) {
        (Some(key), None) => Ok(key),
        _ => Err(Refusal::new(Code::KeyUnknown).with("input", excerpt(named))),
    }
}

fn today(work: &UnitOfWork<'_>) -> NaiveDate {
    work.shop.zone().day(work.now)
}

/// The moment after a last day, which is neither over nor far away.
fn end_of(work: &UnitOfWork<'_>, day: NaiveDate) -> Ruling<Time> {
    let today = today(work);
    let most = today.checked_add_months(MOST_YEARS).unwrap_or(today);
    if !(today..=most).contains(&day) {
        return Err(Refusal::new(Code::KeyExpiry).with("day", day).with("most", most));
    }
    Ok(work.shop.zone().start_of(day.checked_add_days(Days::new(1)).unwrap_or(day)))
}
