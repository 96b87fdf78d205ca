//! Who works here: signing in, and keeping the list of operators. The first person ever becomes the administrator.

use std::borrow::Cow;

use super::People;
use super::commands::{AddOperator, ChangeOperator};
use crate::config::Configuration;
use crate::db::people::operators::{self, OperatorRecord};
use crate::db::{Dialect, Reader};
use crate::domain::actor::{Actor, Permission, Role};
use crate::domain::ids::{OperatorId, WorkshopId};
use crate::domain::refusal::{Arg, Code, Refusal, Ruling};
use crate::domain::text::{Safe, excerpt};
use crate::service::core::error::Error;
use crate::service::core::krafta::new_id;
use crate::service::core::names::Names;
use crate::service::core::receipt::{Kept, Outcome};
use crate::service::core::unit_of_work::UnitOfWork;
use crate::service::workshops::find_workshop;

/// Longest login and name.
const LONGEST: usize = 80;

/// Whoever is at the keyboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    pub actor: Actor,
    /// There was nobody before: this person was made administrator just now, and should be told.
    pub first: bool,
}

pub use crate::db::people::operators::OperatorView;

impl People<'_> {
    /// Finds the operator of a login. Where there is none at all yet, makes this login the administrator: for who begins with a
    /// shop, or writes to it; never for a question.
    ///
    /// # Errors
    /// `operator-unknown` and `operator-inactive`, by name; `login-malformed` for a first one that is none.
    pub async fn sign_in(&self, login: &str) -> Result<SignedIn, Error> {
        if let Some(actor) = self.who_is(login).await? {
            return Ok(SignedIn { actor, first: false });
        }
        self.shop.require_writing()?;
        let first = new_login(login)?;
        let mut tx = self.shop.db().begin().await?;
        tx.lock_operators().await?;
        if tx.count_operators().await? > 0 {
            // Somebody was quicker: it may have been the same person.
            let operator = tx.operator_by_login(&first).await?;
            tx.rollback().await?;
            let operator = operator.ok_or_else(|| unknown(login))?;
            return Ok(SignedIn {
                actor: actor(&operator)?,
                first: false,
            });
        }
        let operator = OperatorRecord {
            id: OperatorId::from_uuid(new_id()),
            display_name: first.clone(),
            login: first,
            role: Role::Admin,
            workshop: None,
            active: true,
            db_role: None,
        };
        let actor = actor(&operator)?;
        tx.act_as(&actor, None).await?;
        tx.insert_operator(&operator).await?;
        tx.act_no_more().await?;
        tx.commit().await?;
        tracing::info!(operator = %operator.id, "first administrator");
        Ok(SignedIn { actor, first: true })
    }

    /// The operator of a login, who asks for something.
    ///
    /// # Errors
    /// `nobody-yet` while there are no operators at all; `operator-unknown` and `operator-inactive`.
    pub async fn known(&self, login: &str) -> Result<Actor, Error> {
        Ok(self.who_is(login).await?.ok_or_else(|| Refusal::new(Code::NobodyYet))?)
    }

    /// The login to sign in with: what somebody named, or else the operator whose own the database login is, or else the account.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn login_of<'a>(&self, configuration: &'a Configuration) -> Result<Cow<'a, str>, Error> {
        let Some(own) = self.shop.own_operator().filter(|_| !configuration.operator_named) else {
            return Ok(Cow::Borrowed(&configuration.operator));
        };
        let operator = operators::by_id(&mut self.shop.db(), own).await?;
        Ok(operator.map_or(Cow::Borrowed(configuration.operator.as_str()), |own| Cow::Owned(own.login)))
    }

    /// The operator of a login, without making anybody one; `None` while there are no operators at all.
    ///
    /// # Errors
    /// `operator-unknown` and `operator-inactive`; `not-your-login` where the database login is another's own.
    pub async fn who_is(&self, login: &str) -> Result<Option<Actor>, Error> {
        let (db, trimmed) = (self.shop.db(), login.trim());
        let mut found = db.operator_by_login(trimmed).await?;
        if found.is_none() {
            if db.operators().await?.is_empty() {
                return Ok(None);
            }
            // The first one may have come in between.
            found = db.operator_by_login(trimmed).await?;
        }
        let operator = found.ok_or_else(|| unknown(login))?;
        if self.shop.own_operator().is_some_and(|own| own != operator.id) {
            return Err(Refusal::new(Code::NotYourLogin).with("login", excerpt(&operator.login)).into());
        }
        Ok(Some(actor(&operator)?))
    }

    /// Everybody, by login. For whoever may read orders: names stand in their histories.
    pub async fn operators(&self, actor: &Actor) -> Result<Vec<OperatorView>, Error> {
        actor.may(Permission::ReadOrders)?;
        Ok(self.shop.db().operators().await?)
    }

    /// # Errors
    /// `operator-unknown`.
    pub async fn operator(&self, actor: &Actor, id: OperatorId) -> Result<OperatorView, Error> {
        let found = self.operators(actor).await?.into_iter().find(|one| one.id == id);
        Ok(found.ok_or_else(|| Refusal::new(Code::OperatorUnknown).with("login", id.to_string()))?)
    }
}

/// # Errors
/// `login-taken`; `operator-role` for a role that is no operator's, for a workshop's login without its workshop, and for
/// another with one; `workshop-unknown`.
pub(in crate::service) async fn add_operator(work: &mut UnitOfWork<'_>, data: &AddOperator) -> Result<Outcome, Error> {
    let login = new_login(&data.login)?;
    let name = data.name.as_deref().map(|name| bounded("name", name)).transpose()?;
    work.tx.lock_operators().await?;
    let workshop = works_for(data.role, data.workshop.as_deref(), None, work.workshop_names().await?)?;
    let operator = OperatorRecord {
        id: OperatorId::from_uuid(new_id()),
        display_name: name.unwrap_or_else(|| login.clone()),
        role: data.role,
        workshop,
        db_role: database_login(work, data.role, data.db_role.as_deref(), None, None).await?,
        login,
        active: true,
    };
    if work.tx.operator_by_login(&operator.login).await?.is_some() {
        return Err(Refusal::new(Code::LoginTaken)
            .with("login", Safe::new(&operator.login).into_string())
            .into());
    }
    work.tx.insert_operator(&operator).await?;
    Ok(Outcome::kept(Kept::Added, operator.id.uuid(), &operator.login))
}

/// # Errors
/// `operator-unknown`; `last-admin` when nobody could keep operators any more.
pub(in crate::service) async fn change_operator(work: &mut UnitOfWork<'_>, data: &ChangeOperator) -> Result<Outcome, Error> {
    work.tx.lock_operators().await?;
    let found = work.tx.operator_by_login(data.login.trim()).await?;
    let before = found.ok_or_else(|| Refusal::new(Code::OperatorUnknown).with("login", excerpt(&data.login)))?;
    let mut operator = before.clone();
    if let Some(name) = &data.name {
        operator.display_name = bounded("name", name)?;
    }
    operator.role = data.role.unwrap_or(operator.role);
    operator.workshop = works_for(
        operator.role,
        data.workshop.as_deref(),
        operator.workshop,
        work.workshop_names().await?,
    )?;
    operator.active = data.active.unwrap_or(operator.active);
    operator.db_role = database_login(work, operator.role, data.db_role.as_deref(), operator.db_role, Some(operator.id)).await?;
    let keeps = operator.active && operator.role == Role::Admin;
    if !keeps && work.tx.other_active_admins(operator.id).await? == 0 {
        return Err(Refusal::new(Code::LastAdmin).into());
    }
    let kept = if operator == before { Kept::Unchanged } else { Kept::Changed };
    if kept == Kept::Changed {
        work.tx.update_operator(&operator).await?;
    }
    Ok(Outcome::kept(kept, operator.id.uuid(), &operator.login))
}

/// The actor as the database has them in this transaction: a role that was changed while a program is open holds at once.
///
/// # Errors
/// `operator-inactive` for whoever was set inactive meanwhile.
pub(in crate::service) async fn current(reader: &mut impl Reader, session: &Actor) -> Result<Actor, Error> {
    let Some(id) = session.id else { return Ok(session.clone()) };
    match operators::by_id(reader, id).await? {
        Some(operator) => Ok(actor(&operator)?),
        None => Err(Refusal::new(Code::OperatorUnknown).with("login", excerpt(&session.name)).into()),
    }
}

fn actor(operator: &OperatorRecord) -> Ruling<Actor> {
    if !operator.active {
        return Err(Refusal::new(Code::OperatorInactive).with("login", excerpt(&operator.login)));
    }
    let mut actor = Actor::staff(operator.role, operator.id, Safe::new(&operator.display_name));
    actor.workshop = operator.workshop;
    Ok(actor)
}

/// The workshop of a login: a workshop's own has one, staff have none; customers and the system have no login.
fn works_for(role: Role, named: Option<&str>, now: Option<WorkshopId>, workshops: &Names) -> Ruling<Option<WorkshopId>> {
    let refused = || Refusal::new(Code::OperatorRole);
    match (role, named) {
        (Role::Workshop, Some(name)) => find_workshop(workshops, name).map(Some),
        (Role::Workshop, None) => now.map(Some).ok_or_else(refused),
        (Role::Admin | Role::Coordinator | Role::Support | Role::Auditor, None) => Ok(None),
        (Role::Admin | Role::Coordinator | Role::Support | Role::Auditor, Some(_)) | (Role::Customer | Role::System, _) => Err(refused()),
    }
}

/// The database login of an operator: what is asked for, or what is there.
///
/// # Errors
/// `db-role-workshop` for a workshop's, `db-role-file` on a file, `db-role-taken`.
async fn database_login(
    work: &mut UnitOfWork<'_>,
    role: Role,
    asked: Option<&str>,
    now: Option<String>,
    of: Option<OperatorId>,
) -> Result<Option<String>, Error> {
    let login = match asked.map(str::trim) {
        None => now,
        Some("" | "-") => None,
        Some(login) => Some(bounded("login", login)?),
    };
    let Some(login) = login else { return Ok(None) };
    if role == Role::Workshop {
        return Err(Refusal::new(Code::DbRoleWorkshop).into());
    }
    if work.tx.dialect() == Dialect::Sqlite {
        return Err(Refusal::new(Code::DbRoleFile).into());
    }
    match work.tx.operator_by_db_role(&login).await? {
        Some(other) if Some(other.id) != of => Err(Refusal::new(Code::DbRoleTaken)
            .with("role", excerpt(&login))
            .with("login", excerpt(&other.login))
            .into()),
        _ => Ok(Some(login)),
    }
}

fn unknown(login: &str) -> Refusal {
    Refusal::new(Code::OperatorUnknown).with("login", excerpt(login))
}

/// A login that somebody can type again: what a slip of the fingers adds is refused, and not left out.
fn new_login(text: &str) -> Ruling<String> {
    let login = bounded("login", text)?;
    let plain = |c: char| c.is_alphanumeric() || c.is_ascii_punctuation();
    if login != text || !login.chars().all(plain) {
        return Err(Refusal::new(Code::LoginMalformed).with("input", excerpt(text)));
    }
    Ok(login)
}

/// A login or a name: something, and not a novel.
pub(crate) fn bounded(field: &str, text: &str) -> Ruling<String> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(Refusal::new(Code::NameRequired)),
        1..=LONGEST => Ok(text.to_owned()),
        _ => Err(Refusal::new(Code::TextTooLong)
            .with("field", Arg::Message(format!("field-{field}")))
            .with("input", excerpt(text))
            .with("limit", i64::try_from(LONGEST).unwrap_or_default())),
    }
}
