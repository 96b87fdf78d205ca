//! Ways of looking at a list that somebody keeps under a name, for themselves or for everybody.

use serde::{Deserialize, Serialize};

use super::People;
use crate::domain::actor::{Actor, Permission, Role};
use crate::domain::ids::OperatorId;
use crate::domain::limits::bounded;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::{Safe, excerpt};
use crate::domain::views::{LONGEST_VIEW_NAME, LONGEST_VIEW_PRESET, LONGEST_VIEW_WORDS, MOST_VIEWS, ViewedList};
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::unit_of_work::UnitOfWork;

pub use crate::db::people::views::SavedView;

/// What a role must be allowed to, to look at lists at all.
pub const NEEDS: Permission = Permission::ReadOrders;

/// A way of looking at a list; one of the same name and person is replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaveView {
    pub list: ViewedList,
    pub name: String,
    /// The filter as it is typed.
    #[serde(default)]
    pub words: String,
    #[serde(default)]
    pub preset: String,
    /// A bit for each column that is not shown, from the first.
    #[serde(default)]
    pub hidden_columns: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort_column: Option<u32>,
    #[serde(default)]
    pub descends: bool,
    /// For everybody.
    #[serde(default)]
    pub shared: bool,
    /// The terminal opens on it, and on none of this person's before.
    #[serde(default)]
    pub starts: bool,
}

/// One of one's own views.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoveView {
    pub list: ViewedList,
    pub name: String,
}

impl People<'_> {
    /// One's own views and those that others share, by list and name.
    ///
    /// # Errors
    /// `forbidden` to whom has no lists.
    pub async fn views(&self, actor: &Actor) -> Result<Vec<SavedView>, Error> {
        actor.may(NEEDS)?;
        Ok(self.shop.db().saved_views(owner(actor)?).await?)
    }
}

/// # Errors
/// `view-name` without a name; `text-too-long`; `too-many-views`.
pub(in crate::service) async fn save_view(work: &mut UnitOfWork<'_>, data: &SaveView) -> Result<Outcome, Error> {
    let owner = owner(work.actor)?;
    let name = Safe::new(data.name.trim());
    if name.is_empty() {
        return Err(Refusal::new(Code::ViewName).into());
    }
    let view = SavedView {
        owner,
        by: Safe::new(&work.actor.name),
        list: data.list,
        name: bounded("name", &name, LONGEST_VIEW_NAME)?.into(),
        words: bounded("words", &Safe::new(data.words.trim()), LONGEST_VIEW_WORDS)?.into(),
        preset: bounded("words", &Safe::new(data.preset.trim()), LONGEST_VIEW_PRESET)?.into(),
        hidden_columns: data.hidden_columns,
        sort_column: data.sort_column.map(|column| column.min(40)),
        descends: data.descends,
        shared: data.shared,
        starts: data.starts,
    };
    let kept = work.tx.saved_views(owner).await?;
    let own = kept
        .iter()
        .filter(|one| one.owner == owner && one.list == data.list && one.name != view.name);
    if own.count() >= MOST_VIEWS {
        return Err(Refusal::new(Code::TooManyViews)
            .with("most", u32::try_from(MOST_VIEWS).unwrap_or(u32::MAX))
            .into());
    }
    work.tx.put_view(&view).await?;
    Ok(Outcome::Done)
}

/// # Errors
/// `view-unknown`: also for one of somebody else.
pub(in crate::service) async fn remove_view(work: &mut UnitOfWork<'_>, data: &RemoveView) -> Result<Outcome, Error> {
    let owner = owner(work.actor)?;
    let name = Safe::new(data.name.trim()).into_string();
    if !work.tx.remove_view(owner, data.list, &name).await? {
        return Err(Refusal::new(Code::ViewUnknown).with("name", excerpt(&data.name)).into());
    }
    Ok(Outcome::Done)
}

fn owner(actor: &Actor) -> Ruling<OperatorId> {
    let may = Role::STAFF.iter().copied();
    actor.id.ok_or_else(|| actor.forbidden("permission-keep-views", may))
}
