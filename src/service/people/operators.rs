//! Who works here: signing in, and keeping the list of operators. The first person ever becomes the administrator.

use serde::Serialize;

use crate::db::Reader;
use crate::db::people::operators::{self, OperatorRecord};
use crate::db::workshops::workshop::Named;
use crate::domain::actor::{Actor, Permission, Role};
use crate::domain::ids::{OperatorId, WorkshopId};
use crate::domain::refusal::{Arg, Code, Refusal, Ruling};
use crate::domain::text::{Safe, excerpt};
use crate::service::core::error::Error;
use crate::service::core::krafta::Krafta;
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

/// An operator, to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OperatorView {
    pub id: OperatorId,
    pub login: Safe,
    pub name: Safe,
    pub role: Role,
    /// Whose workshop's login it is.
    pub workshop: Option<Safe>,
    pub active: bool,
}

/// A new operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOperator {
    pub login: String,
    pub name: Option<String>,
    pub role: Role,
    /// The workshop by name: for its own login, and for no other.
    pub workshop: Option<String>,
}

/// What changes of an operator; the rest stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OperatorChange {
    pub name: Option<String>,
    pub role: Option<Role>,
    pub workshop: Option<String>,
    pub active: Option<bool>,
}

impl Krafta {
    /// Finds the operator of a login. Where there is none at all yet, makes this login the administrator.
    ///
    /// # Errors
    /// `operator-unknown` and `operator-inactive`, by name.
    pub async fn sign_in(&self, login: &str) -> Result<SignedIn, Error> {
        let login = login.trim();
        if let Some(operator) = self.db().operator_by_login(login).await? {
            return Ok(SignedIn {
                actor: actor(&operator)?,
                first: false,
            });
        }
        let unknown = || Refusal::new(Code::OperatorUnknown).with("login", excerpt(login));
        let mut tx = self.db().begin().await?;
        tx.lock_operators().await?;
        if tx.count_operators().await? > 0 || login.is_empty() {
            tx.rollback().await?;
            return Err(unknown().into());
        }
        let operator = OperatorRecord {
            id: OperatorId::from_uuid(crate::service::core::krafta::new_id()),
            login: bounded("login", login)?,
            display_name: login.to_owned(),
            role: Role::Admin,
            workshop: None,
            active: true,
        };
        tx.insert_operator(&operator).await?;
        tx.commit().await?;
        tracing::info!(operator = %operator.id, "first administrator");
        Ok(SignedIn {
            actor: actor(&operator)?,
            first: true,
        })
    }

    /// The operator of a login, without making anybody one; `None` while there are no operators at all.
    pub async fn who_is(&self, login: &str) -> Result<Option<Actor>, Error> {
        match self.db().operator_by_login(login.trim()).await? {
            Some(operator) => Ok(Some(actor(&operator)?)),
            None if self.db().operators().await?.is_empty() => Ok(None),
            None => Err(Refusal::new(Code::OperatorUnknown).with("login", excerpt(login)).into()),
        }
    }

    /// Everybody, by login. For whoever may read orders: names stand in their histories.
    pub async fn operators(&self, actor: &Actor) -> Result<Vec<OperatorView>, Error> {
        actor.may(Permission::ReadOrders)?;
        let workshops = self.db().workshop_names().await?;
        Ok(self
            .db()
            .operators()
            .await?
            .iter()
            .map(|operator| view(operator, &workshops))
            .collect())
    }

    /// # Errors
    /// `login-taken`; `operator-role` for a role that is no operator's, for a workshop's login without its workshop, and for
    /// another with one; `workshop-unknown`.
    pub async fn add_operator(&self, actor: &Actor, new: NewOperator) -> Result<OperatorView, Error> {
        actor.may(Permission::KeepOperators)?;
        let login = bounded("login", &new.login)?;
        let operator = OperatorRecord {
            id: OperatorId::from_uuid(crate::service::core::krafta::new_id()),
            display_name: new
                .name
                .as_deref()
                .map_or_else(|| Ok(login.clone()), |name| bounded("name", name))?,
            role: new.role,
            login,
            workshop: None,
            active: true,
        };
        let workshops = self.db().workshop_names().await?;
        let operator = OperatorRecord {
            workshop: works_for(new.role, new.workshop.as_deref(), None, &workshops)?,
            ..operator
        };
        let mut tx = self.db().begin().await?;
        tx.lock_operators().await?;
        if tx.operator_by_login(&operator.login).await?.is_some() {
            tx.rollback().await?;
            return Err(Refusal::new(Code::LoginTaken)
                .with("login", Safe::new(&operator.login).into_string())
                .into());
        }
        tx.insert_operator(&operator).await?;
        tx.commit().await?;
        tracing::info!(by = ?actor.id, operator = %operator.id, role = operator.role.as_str(), "operator added");
        Ok(view(&operator, &workshops))
    }

    /// # Errors
    /// `operator-unknown`; `last-admin` when nobody could keep operators any more.
    pub async fn change_operator(&self, actor: &Actor, login: &str, change: OperatorChange) -> Result<OperatorView, Error> {
        actor.may(Permission::KeepOperators)?;
        let mut tx = self.db().begin().await?;
        tx.lock_operators().await?;
        let Some(mut operator) = tx.operator_by_login(login.trim()).await? else {
            tx.rollback().await?;
            return Err(Refusal::new(Code::OperatorUnknown).with("login", excerpt(login)).into());
        };
        if let Some(name) = &change.name {
            operator.display_name = bounded("name", name)?;
        }
        let workshops = tx.workshop_names().await?;
        operator.role = change.role.unwrap_or(operator.role);
        operator.workshop = works_for(operator.role, change.workshop.as_deref(), operator.workshop, &workshops)?;
        operator.active = change.active.unwrap_or(operator.active);
        let keeps = operator.active && operator.role == Role::Admin;
        if !keeps && tx.other_active_admins(operator.id).await? == 0 {
            tx.rollback().await?;
            return Err(Refusal::new(Code::LastAdmin).into());
        }
        tx.update_operator(&operator).await?;
        tx.commit().await?;
        tracing::info!(by = ?actor.id, operator = %operator.id, role = operator.role.as_str(), active = operator.active, "operator changed");
        Ok(view(&operator, &workshops))
    }
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

fn view(operator: &OperatorRecord, workshops: &[Named<WorkshopId>]) -> OperatorView {
    let workshop = operator.workshop.and_then(|id| workshops.iter().find(|one| one.id == id));
    OperatorView {
        id: operator.id,
        login: Safe::new(&operator.login),
        name: Safe::new(&operator.display_name),
        role: operator.role,
        workshop: workshop.map(|one| Safe::new(&one.name)),
        active: operator.active,
    }
}

/// The workshop of a login: a workshop's own has one, staff have none; customers and the system have no login.
fn works_for(role: Role, named: Option<&str>, now: Option<WorkshopId>, workshops: &[Named<WorkshopId>]) -> Ruling<Option<WorkshopId>> {
    let refused = || Refusal::new(Code::OperatorRole);
    match (role, named) {
        (Role::Workshop, Some(name)) => find_workshop(workshops, name).map(Some),
        (Role::Workshop, None) => now.map(Some).ok_or_else(refused),
        (Role::Admin | Role::Coordinator | Role::Support, None) => Ok(None),
        (Role::Admin | Role::Coordinator | Role::Support, Some(_)) | (Role::Customer | Role::System, _) => Err(refused()),
    }
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
