//! What a workshop can take: its week, days with a limit of their own, closures. Whoever lowers it sees first who no longer
//! fits; what was booked stays booked.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::board::BoardRow;
use super::locked_workshop::Opened;
use super::register::set_week;
use super::{Consent, Done, Kept, find_workshop, reads, required, unknown};
use crate::db::workshops::capacity::DatedUnits;
use crate::domain::actor::{Actor, Permission};
use crate::domain::fulfilment::capacity_conflicts::Room;
use crate::domain::fulfilment::workshop::Count;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::service::core::error::{Error, NoLongerFit};
use crate::service::core::krafta::Krafta;

/// Days that one change covers at most.
const MOST_DAYS: i64 = 366;

/// A change of what a workshop can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CapacityChange {
    /// Units a day, Monday first.
    Week([u32; 7]),
    /// Days, both included, with a limit of their own; 0 closes them.
    Days { from: NaiveDate, until: NaiveDate, units: u32 },
    /// Days that follow the week again.
    Usual { from: NaiveDate, until: NaiveDate },
    /// Takes no work until the day it takes work again.
    Pause { until: Option<NaiveDate> },
}

impl Krafta {
    /// A workshop's days: what each can take, holds and has free.
    ///
    /// # Errors
    /// `workshop-unknown`, also when a workshop asks about another.
    pub async fn capacity(&self, actor: &Actor, workshop: &str, from: Option<NaiveDate>, days: u32) -> Result<BoardRow, Error> {
        let own = reads(actor)?;
        let id = find_workshop(&self.db().workshop_names().await?, workshop)?;
        if own.is_some_and(|own| own != id) {
            return Err(unknown(workshop).into());
        }
        let all = crate::db::workshops::capacity::workshops(self.db(), None).await?;
        let shown = all.into_iter().filter(|one| one.id == id).collect();
        let rows = self.rows_of(shown, from.unwrap_or_else(|| self.today()), days).await?;
        Ok(rows.into_iter().next().ok_or_else(|| unknown(workshop))?)
    }

    /// Who would no longer fit after a change; nothing is written.
    pub async fn no_longer_fits(&self, actor: &Actor, workshop: &str, change: CapacityChange) -> Result<Vec<NoLongerFit>, Error> {
        actor.may(Permission::KeepCapacity)?;
        check(change)?;
        let mut opened = Opened::open(self, actor, workshop, &Consent::default()).await?;
        let before = opened.room().await?;
        let after = changed(&before, change);
        opened.misfits(&before, &after).await
    }

    /// Makes the change. A dated limit and a pause need a reason.
    ///
    /// # Errors
    /// `units-out-of-range`, `period-backwards`, `reason-required`, `workshop-unknown`, `workshop-moved`;
    /// `no-longer-fits` with the list, unless confirmed with a reason.
    pub async fn change_capacity(
        &self,
        actor: &Actor,
        workshop: &str,
        change: CapacityChange,
        consent: &Consent,
    ) -> Result<Done<BoardRow>, Error> {
        actor.may(Permission::KeepCapacity)?;
        check(change)?;
        if let CapacityChange::Pause { until } = change {
            let paused = self.pause_workshop(actor, workshop, until, consent).await?;
            let view = self.capacity(actor, workshop, None, 0).await?;
            return Ok(Done {
                kept: paused.kept,
                view,
                no_longer_fits: paused.no_longer_fits,
            });
        }
        let mut opened = Opened::open(self, actor, workshop, consent).await?;
        let before = opened.room().await?;
        let after = changed(&before, change);
        let misfits = opened.weigh(&before, &after, consent).await?;
        let kept = if before == after { Kept::Unchanged } else { Kept::Changed };
        if kept == Kept::Changed {
            let (what, data) = write(&mut opened, actor, &before, change, consent).await?;
            opened.touch().await?;
            opened.record(what, data, &misfits, consent).await?;
            opened.commit(what).await?;
        }
        let (from, days) = shown(change, self.today());
        Ok(Done {
            kept,
            view: self.capacity(actor, workshop, Some(from), days).await?,
            no_longer_fits: misfits,
        })
    }
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
fn period(from: NaiveDate, until: NaiveDate) -> Ruling<()> {
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
    opened: &mut Opened<'_>,
    actor: &Actor,
    before: &Room,
    change: CapacityChange,
    consent: &Consent,
) -> Result<(&'static str, Value), Error> {
    let workshop = opened.id();
    match change {
        CapacityChange::Week(week) => {
            set_week(opened, week).await?;
            Ok(("weekly", json!({ "weekly": [before.limits.weekly, week] })))
        }
        CapacityChange::Days { from, until, units } => {
            let reason = required(consent)?;
            for day in days(from, until) {
                let dated = DatedUnits {
                    workshop,
                    day,
                    units,
                    reason: Some(reason.clone()),
                };
                opened.tx.set_dated(&dated, actor.id).await?;
            }
            let what = if units == 0 { "closed" } else { "dated" };
            Ok((what, json!({ "from": from, "until": until, "units": units })))
        }
        CapacityChange::Usual { from, until } => {
            for day in days(from, until) {
                opened.tx.drop_dated(workshop, day).await?;
            }
            Ok(("usual", json!({ "from": from, "until": until })))
        }
        CapacityChange::Pause { until } => Ok(("paused", json!({ "until": until }))),
    }
}

/// The days that show what was done.
fn shown(change: CapacityChange, today: NaiveDate) -> (NaiveDate, u32) {
    match change {
        CapacityChange::Days { from, until, .. } | CapacityChange::Usual { from, until } => {
            (from, u32::try_from((until - from).num_days() + 1).unwrap_or(1))
        }
        CapacityChange::Week(_) => (today, 7),
        CapacityChange::Pause { .. } => (today, 0),
    }
}
