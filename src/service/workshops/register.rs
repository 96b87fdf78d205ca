//! The register of workshops: listed, shown, added, changed, paused and resumed.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::Workshops;
use super::commands::{Consent, PutWorkshop, ResumeWorkshop, Wanted, WorkshopDetails};
use super::locked_workshop::{LockedWorkshop, taken};
use super::profile::{Names, WorkshopView, fill, view};
use super::{LONGEST_NAME, bounded, reads, required, unknown};
use crate::db::engine::row::Named;
use crate::db::workshops::capacity;
use crate::db::workshops::workshop::WorkshopRecord;
use crate::domain::actor::Actor;
use crate::domain::fulfilment::workshop::Count;
use crate::domain::ids::{WorkshopId, ZoneId};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::{Safe, excerpt, fold};
use crate::service::core::error::Error;
use crate::service::core::krafta::new_id;
use crate::service::core::receipt::{Kept, Outcome};
use crate::service::core::unit_of_work::UnitOfWork;

/// Workshops that are looked up by one statement at most.
const TOGETHER: usize = 1_000;

impl Workshops<'_> {
    /// Every workshop by name; a workshop sees itself.
    pub async fn list(&self, actor: &Actor) -> Result<Vec<WorkshopView>, Error> {
        let own = reads(actor)?;
        let mut records = self.shop.db().workshop_records().await?;
        records.retain(|record| own.is_none_or(|own| own == record.id));
        records.sort_by_cached_key(|record| (fold(&record.name), record.id));
        self.views(records).await
    }

    /// # Errors
    /// `workshop-unknown`, also when a workshop asks about another.
    pub async fn workshop(&self, actor: &Actor, name: &str) -> Result<WorkshopView, Error> {
        let own = reads(actor)?;
        let id = self.id_of(name).await?;
        if own.is_some_and(|own| own != id) {
            return Err(unknown(name).into());
        }
        let views = self.views(self.shop.db().workshop_record(id).await?.into_iter().collect()).await?;
        Ok(views.into_iter().next().ok_or_else(|| unknown(name))?)
    }

    /// Those of these ids, in no order; who asks is told nothing of ids that are no workshop's.
    pub async fn workshops_of(&self, actor: &Actor, ids: &[WorkshopId]) -> Result<Vec<WorkshopView>, Error> {
        let own = reads(actor)?;
        let mut all = Vec::with_capacity(ids.len());
        for ids in ids.chunks(TOGETHER) {
            let mut records = self.shop.db().workshops_of(ids).await?;
            records.retain(|record| own.is_none_or(|own| own == record.id));
            all.append(&mut self.views(records).await?);
        }
        Ok(all)
    }

    async fn views(&self, records: Vec<WorkshopRecord>) -> Result<Vec<WorkshopView>, Error> {
        let cities = self.shop.db().city_names().await?;
        let mut names = Names {
            cities: cities.into_iter().map(|city| (city.id, city.name)).collect(),
            ..Names::default()
        };
        let ids: Vec<WorkshopId> = records.iter().map(|record| record.id).collect();
        let only = (ids.len() <= TOGETHER).then_some(ids.as_slice());
        for served in self.shop.db().served_zones(only).await? {
            names.zones.entry(served.workshop).or_default().push(Safe::from(served.name));
        }
        for ids in ids.chunks(TOGETHER) {
            for row in capacity::weekly(self.shop.db(), ids).await? {
                if let Some(units) = names
                    .weeks
                    .entry(row.workshop)
                    .or_default()
                    .get_mut(row.weekday.wrapping_sub(1) as usize)
                {
                    *units = row.units;
                }
            }
        }
        let today = self.shop.today();
        Ok(records.into_iter().map(|record| view(record, &names, today)).collect())
    }
}

/// Adds the workshop or changes what is given of it, as is wanted. Asking for what is so already writes nothing.
///
/// # Errors
/// `workshop-taken`, whatever case and accents the other one is written with; `workshop-unknown`, `workshop-moved`;
/// `no-longer-fits` with the list, unless confirmed with a reason.
pub(in crate::service) async fn put_workshop(work: &mut UnitOfWork<'_>, data: &PutWorkshop) -> Result<Outcome, Error> {
    match (work.workshop_names().await?.find(&data.workshop), data.wanted) {
        (Some(there), Wanted::New) => Err(taken(&there.name).into()),
        (Some(_), _) | (None, Wanted::There) => change(work, data).await,
        (None, _) => add(work, data).await,
    }
}

async fn add(work: &mut UnitOfWork<'_>, data: &PutWorkshop) -> Result<Outcome, Error> {
    let mut workshop = WorkshopRecord::new(WorkshopId::from_uuid(new_id()));
    workshop.name = bounded("name", &data.workshop, LONGEST_NAME)?;
    let cities = work.cities().await?;
    fill(&mut workshop, &data.details, &cities)?;
    if !work.tx.add_workshop(&workshop).await? {
        return Err(taken(&data.workshop).into());
    }
    let named = Named {
        id: workshop.id,
        name: workshop.name.clone(),
    };
    work.workshop_names().await?.add(named);
    let locked = LockedWorkshop::over(work, workshop);
    zones(work, locked.id(), &data.details).await?;
    let week = data.details.weekly.unwrap_or_default();
    set_week(work, locked.id(), week).await?;
    let history = json!({ "name": Safe::new(&data.workshop), "weekly": week });
    locked.record(work, "added", history, &[], &Consent::default()).await?;
    Ok(locked.kept(Kept::Added, Vec::new()))
}

async fn change(work: &mut UnitOfWork<'_>, data: &PutWorkshop) -> Result<Outcome, Error> {
    let PutWorkshop { details, consent, .. } = data;
    let mut locked = LockedWorkshop::open(work, &data.workshop, consent).await?;
    let before = locked.workshop.clone();
    let room = locked.room(work).await?;
    let cities = work.cities().await?;
    fill(&mut locked.workshop, details, &cities)?;
    if fold(&locked.workshop.name) != fold(&before.name) {
        let others = work.workshop_names().await?;
        if let Some(there) = others.find(&locked.workshop.name).filter(|there| there.id != before.id) {
            return Err(taken(&there.name).into());
        }
        // It has another from here on.
        work.known.names = None;
    }
    let mut after = room.clone();
    after.active = locked.workshop.active;
    after.limits.weekly = details.weekly.unwrap_or(room.limits.weekly);
    let misfits = locked.weigh(work, &room, &after, consent).await?;
    let moved = zones(work, before.id, details).await?;
    let mut history = differences(&before, &locked.workshop);
    if moved {
        history["zones"] = json!(details.zones);
    }
    if after.limits.weekly != room.limits.weekly {
        set_week(work, before.id, after.limits.weekly).await?;
        history["weekly"] = json!([room.limits.weekly, after.limits.weekly]);
    }
    if history.as_object().is_none_or(serde_json::Map::is_empty) {
        return Ok(locked.kept(Kept::Unchanged, misfits));
    }
    locked.save(work).await?;
    locked.record(work, "edited", history, &misfits, consent).await?;
    Ok(locked.kept(Kept::Changed, misfits))
}

/// Takes no work until the day it takes work again, or until somebody says so.
///
/// # Errors
/// `reason-required`, `no-longer-fits`; `period-backwards` when the day is not after today.
pub(super) async fn pause(work: &mut UnitOfWork<'_>, name: &str, until: Option<NaiveDate>, consent: &Consent) -> Result<Outcome, Error> {
    let reason = required(consent)?;
    let mut locked = LockedWorkshop::open(work, name, consent).await?;
    if let Some(until) = until.filter(|until| *until <= locked.today) {
        return Err(Refusal::new(Code::PeriodBackwards)
            .with("from", locked.today)
            .with("until", until)
            .into());
    }
    let room = locked.room(work).await?;
    let mut after = room.clone();
    (after.paused, after.paused_until) = (true, until);
    let misfits = locked.weigh(work, &room, &after, consent).await?;
    let workshop = &mut locked.workshop;
    let same = workshop.paused && workshop.paused_until == until && workshop.pause_reason.as_ref() == Some(&reason);
    if same {
        return Ok(locked.kept(Kept::Unchanged, misfits));
    }
    (workshop.paused, workshop.paused_until, workshop.pause_reason) = (true, until, Some(reason));
    locked.save(work).await?;
    locked.record(work, "paused", json!({ "until": until }), &misfits, consent).await?;
    Ok(locked.kept(Kept::Changed, misfits))
}

/// Ends a pause.
///
/// # Errors
/// `workshop-unknown`, `workshop-moved`.
pub(in crate::service) async fn resume_workshop(work: &mut UnitOfWork<'_>, data: &ResumeWorkshop) -> Result<Outcome, Error> {
    let mut locked = LockedWorkshop::open(work, &data.workshop, &data.consent).await?;
    if !locked.workshop.paused {
        return Ok(locked.kept(Kept::Unchanged, Vec::new()));
    }
    let workshop = &mut locked.workshop;
    (workshop.paused, workshop.paused_until, workshop.pause_reason) = (false, None, None);
    locked.save(work).await?;
    locked.record(work, "resumed", json!({}), &[], &data.consent).await?;
    Ok(locked.kept(Kept::Changed, Vec::new()))
}

pub(super) async fn set_week(work: &mut UnitOfWork<'_>, workshop: WorkshopId, week: [u32; 7]) -> Result<(), Error> {
    for units in week {
        Count::Units.check(units)?;
    }
    Ok(work.tx.set_week(workshop, week).await?)
}

/// Moves the workshop in and out of zones; whether it did.
async fn zones(work: &mut UnitOfWork<'_>, workshop: WorkshopId, details: &WorkshopDetails) -> Result<bool, Error> {
    let Some(wanted) = &details.zones else { return Ok(false) };
    let known = work.tx.service_zones().await?;
    let mut ids: Vec<ZoneId> = Vec::new();
    for name in wanted {
        let folded = fold(name.trim());
        let found = known.iter().find(|zone| fold(&zone.name) == folded);
        let found = found.ok_or_else(|| Refusal::new(Code::ServiceZoneUnknown).with("input", excerpt(name)))?;
        if !ids.contains(&found.id) {
            ids.push(found.id);
        }
    }
    let now: Vec<ZoneId> = work
        .tx
        .served_zones(workshop)
        .await?
        .into_iter()
        .map(|served| served.zone)
        .collect();
    let come: Vec<ZoneId> = ids.iter().copied().filter(|zone| !now.contains(zone)).collect();
    let go: Vec<ZoneId> = now.into_iter().filter(|zone| !ids.contains(zone)).collect();
    work.tx.move_zones(workshop, &come, &go).await?;
    Ok(!(come.is_empty() && go.is_empty()))
}

/// What changed, by field, as `[before, after]`. Where it is paid is not repeated in the history, only that it changed; a pause and
/// versions have lines of their own.
fn differences(before: &WorkshopRecord<String>, after: &WorkshopRecord<String>) -> Value {
    let mut data = json!({});
    for ((name, old), (_, new)) in before.facts().into_iter().zip(after.facts()) {
        if old == new || name.starts_with("pause") || name == "version" {
            continue;
        }
        if name.starts_with("payee_") {
            data["payee"] = json!([before.payee_method, after.payee_method]);
        } else {
            let name = if name == "deposit_basis_points" { "deposit" } else { name };
            data[name] = json!([old, new]);
        }
    }
    data
}
