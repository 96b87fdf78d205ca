//! What a workshop can take: its week, days with a limit of their own, closures. Whoever lowers it sees first who no longer
//! fits; what was booked stays booked.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::Workshops;
use super::board::BoardRow;
use super::commands::{CapacityChange, ChangeCapacity};
use super::locked_workshop::LockedWorkshop;
use super::register::{pause, set_week};
use super::{reads, required, unknown};
use crate::db::workshops::capacity::DatedUnits;
use crate::domain::actor::Actor;
use crate::domain::fulfilment::capacity_conflicts::Room;
use crate::domain::fulfilment::workshop::Count;
use crate::domain::ids::WorkshopId;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::service::core::error::Error;
use crate::service::core::receipt::{Kept, Outcome};
use crate::service::core::unit_of_work::UnitOfWork;

/// Days that one change covers at most.
const MOST_DAYS: i64 = 366;

impl Workshops<'_> {
    /// A workshop's days: what each can take, holds and has free.
    ///
    /// # Errors
    /// `workshop-unknown`, also when a workshop asks about another.
    pub async fn capacity(&self, actor: &Actor, workshop: &str, from: Option<NaiveDate>, days: u32) -> Result<BoardRow, Error> {
        let own = reads(actor)?;
        let id = self.id_of(workshop).await?;
        if own.is_some_and(|own| own != id) {
            return Err(unknown(workshop).into());
        }
        let all = crate::db::workshops::capacity::workshops(self.shop.db(), None).await?;
        let shown = all.into_iter().filter(|one| one.id == id).collect();
        let rows = self.rows_of(shown, from.unwrap_or_else(|| self.shop.today()), days).await?;
        Ok(rows.into_iter().next().ok_or_else(|| unknown(workshop))?)
    }
}

/// Makes the change. A dated limit and a pause need a reason.
///
/// # Errors
/// `units-out-of-range`, `period-backwards`, `reason-required`, `workshop-unknown`, `workshop-moved`;
/// `no-longer-fits` with the list, unless confirmed with a reason.
pub(in crate::service) async fn change_capacity(work: &mut UnitOfWork<'_>, data: &ChangeCapacity) -> Result<Outcome, Error> {
    let ChangeCapacity { workshop, change, consent } = data;
    check(*change)?;
    if let CapacityChange::Pause { until } = change {
        return pause(work, workshop, *until, consent).await;
    }
    let mut locked = LockedWorkshop::open(work, workshop, consent).await?;
    let before = locked.room(work).await?;
    let after = changed(&before, *change);
    let misfits = locked.weigh(work, &before, &after, consent).await?;
    if before == after {
        return Ok(locked.kept(Kept::Unchanged, misfits));
    }
    let (what, history) = write(work, locked.id(), &before, data).await?;
    locked.touch(work).await?;
    locked.record(work, what, history, &misfits, consent).await?;
    Ok(locked.kept(Kept::Changed, misfits))
}

fn check(change: CapacityChange) -> Ruling<()> {
    match change {
        CapacityChange::Week(week) => week.into_iter().try_for_each(|units| Count::Units.check(units).map(drop)),
        CapacityChange::Days { from, until, units } => Count::Units.check(units).and_then(|_| period(from, until)),
        CapacityChange::Usual { from, until } => period(from, until),
        CapacityChange::Pause { .. } => Ok(()),
    }
}

/// A period is not backwards and no longer than a year.
pub(super) fn period(from: NaiveDate, until: NaiveDate) -> Ruling<()> {
    if until < from {
        return Err(Refusal::new(Code::PeriodBackwards).with("from", from).with("until", until));
    }
    if (until - from).num_days() >= MOST_DAYS {
        return Err(Refusal::new(Code::PeriodLong)
            .with("from", from)
            .with("until", until)
            .with("most", MOST_DAYS));
    }
    Ok(())
}

fn days(from: NaiveDate, until: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    from.iter_days().take_while(move |day| *day <= until)
}

fn changed(before: &Room, change: CapacityChange) -> Room {
    let mut room = before.clone();
    match change {
        CapacityChange::Week(week) => room.limits.weekly = week,
        CapacityChange::Days { from, until, units } => room.limits.overrides.extend(days(from, until).map(|day| (day, units))),
        CapacityChange::Usual { from, until } => room.limits.overrides.retain(|day, _| *day < from || *day > until),
        CapacityChange::Pause { until } => (room.paused, room.paused_until) = (true, until),
    }
    room
}

async fn write(
    work: &mut UnitOfWork<'_>,
    workshop: WorkshopId,
    before: &Room,
    data: &ChangeCapacity,
) -> Result<(&'static str, Value), Error> {
    match data.change {
        CapacityChange::Week(week) => {
            set_week(work, workshop, week).await?;
            Ok(("weekly", json!({ "weekly": [before.limits.weekly, week] })))
        }
        CapacityChange::Days { from, until, units } => {
            let reason = required(&data.consent)?;
            for day in days(from, until) {
                let dated = DatedUnits {
                    workshop,
                    day,
                    units,
                    reason: Some(reason.clone()),
                };
                work.tx.set_dated(&dated, work.actor.id).await?;
            }
            let what = if units == 0 { "closed" } else { "dated" };
            Ok((what, json!({ "from": from, "until": until, "units": units })))
        }
        CapacityChange::Usual { from, until } => {
            for day in days(from, until) {
                work.tx.drop_dated(workshop, day).await?;
            }
            Ok(("usual", json!({ "from": from, "until": until })))
        }
        CapacityChange::Pause { until } => Ok(("paused", json!({ "until": until }))),
    }
}

impl CapacityChange {
    /// The days that show what was done: the first, and how many.
    pub fn shown(self, today: NaiveDate) -> (NaiveDate, u32) {
        match self {
            Self::Days { from, until, .. } | Self::Usual { from, until } => {
                (from, u32::try_from((until - from).num_days() + 1).unwrap_or(1))
            }
            Self::Week(_) => (today, 7),
            Self::Pause { .. } => (today, 0),
        }
    }
}
