//! The register of workshops: listed, shown, added, changed, paused and resumed.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::locked_workshop::{Opened, taken};
use super::profile::{Names, WorkshopDetails, WorkshopView, blank, fill, view};
use super::{Consent, Done, Kept, find, find_workshop, reads, required, unknown};
use crate::db::catalogue::checkout_lookup;
use crate::db::workshops::capacity;
use crate::db::workshops::workshop::WorkshopRecord;
use crate::domain::actor::{Actor, Permission};
use crate::domain::fulfilment::workshop::Count;
use crate::domain::ids::{WorkshopId, ZoneId};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::{Safe, excerpt, fold};
use crate::service::core::error::{Error, NoLongerFit};
use crate::service::core::krafta::{Krafta, new_id};

impl Krafta {
    /// Every workshop by name; a workshop sees itself.
    pub async fn workshops(&self, actor: &Actor) -> Result<Vec<WorkshopView>, Error> {
        let own = reads(actor)?;
        let mut records = self.db().workshop_records().await?;
        records.retain(|record| own.is_none_or(|own| own == record.id));
        records.sort_by_cached_key(|record| (fold(&record.name), record.id));
        self.views(records).await
    }

    /// # Errors
    /// `workshop-unknown`, also when a workshop asks about another.
    pub async fn workshop(&self, actor: &Actor, name: &str) -> Result<WorkshopView, Error> {
        let own = reads(actor)?;
        let id = find_workshop(&self.db().workshop_names().await?, name)?;
        if own.is_some_and(|own| own != id) {
            return Err(unknown(name).into());
        }
        self.workshop_view(id).await
    }

    pub(super) async fn workshop_view(&self, id: WorkshopId) -> Result<WorkshopView, Error> {
        let mut records = self.db().workshop_records().await?;
        records.retain(|record| record.id == id);
        let views = self.views(records).await?;
        Ok(views.into_iter().next().ok_or_else(|| unknown(""))?)
    }

    async fn views(&self, records: Vec<WorkshopRecord>) -> Result<Vec<WorkshopView>, Error> {
        let cities = self.db().city_names().await?;
        let mut names = Names {
            cities: cities.into_iter().map(|city| (city.id, city.name)).collect(),
            ..Names::default()
        };
        let only = if let [record] = records.as_slice() { Some(record.id) } else { None };
        for served in self.db().served_zones(only).await? {
            names.zones.entry(served.workshop).or_default().push(Safe::from(served.name));
        }
        let ids: Vec<WorkshopId> = records.iter().map(|record| record.id).collect();
        for ids in ids.chunks(1_000) {
            for row in capacity::weekly(self.db(), ids).await? {
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
        let today = self.today();
        Ok(records.into_iter().map(|record| view(record, &names, today)).collect())
    }

    /// # Errors
    /// `workshop-taken`, whatever case and accents the other one is written with.
    pub async fn add_workshop(&self, actor: &Actor, name: &str, details: &WorkshopDetails) -> Result<WorkshopView, Error> {
        actor.may(Permission::KeepWorkshops)?;
        let mut tx = self.db().begin().await?;
        if let Some(there) = find(&tx.workshop_names().await?, name) {
            return Err(taken(&there.name).into());
        }
        let mut workshop = blank(WorkshopId::from_uuid(new_id()), name)?;
        let cities = checkout_lookup::cities(&mut tx).await?;
        fill(&mut workshop, details, &cities)?;
        if !tx.add_workshop(&workshop).await? {
            return Err(taken(name).into());
        }
        let mut opened = Opened::over(self, actor, tx, workshop);
        zones(&mut opened, details).await?;
        let week = details.weekly.unwrap_or_default();
        set_week(&mut opened, week).await?;
        let data = json!({ "name": Safe::new(name), "weekly": week });
        opened.record("added", data, &[], &Consent::default()).await?;
        let id = opened.id();
        opened.commit("added").await?;
        self.workshop_view(id).await
    }

    /// Changes what is given. Asking for what is so already writes nothing.
    ///
    /// # Errors
    /// `workshop-unknown`, `workshop-taken`, `workshop-moved`; `no-longer-fits` with the list, unless confirmed with a reason.
    pub async fn change_workshop(
        &self,
        actor: &Actor,
        name: &str,
        details: &WorkshopDetails,
        consent: &Consent,
    ) -> Result<Done<WorkshopView>, Error> {
        actor.may(Permission::KeepWorkshops)?;
        let mut opened = Opened::open(self, actor, name, consent).await?;
        let before = opened.workshop.clone();
        let room = opened.room().await?;
        let cities = checkout_lookup::cities(&mut opened.tx).await?;
        fill(&mut opened.workshop, details, &cities)?;
        if fold(&opened.workshop.name) != fold(&before.name) {
            let others = opened.tx.workshop_names().await?;
            if let Some(there) = find(&others, &opened.workshop.name).filter(|there| there.id != before.id) {
                return Err(taken(&there.name).into());
            }
        }
        let mut after = room.clone();
        after.active = opened.workshop.active;
        after.limits.weekly = details.weekly.unwrap_or(room.limits.weekly);
        let misfits = opened.weigh(&room, &after, consent).await?;
        let moved = zones(&mut opened, details).await?;
        let mut data = differences(&before, &opened.workshop);
        if moved {
            data["zones"] = json!(details.zones);
        }
        if after.limits.weekly != room.limits.weekly {
            set_week(&mut opened, after.limits.weekly).await?;
            data["weekly"] = json!([room.limits.weekly, after.limits.weekly]);
        }
        if data.as_object().is_none_or(serde_json::Map::is_empty) {
            return self.done(Kept::Unchanged, before.id, misfits).await;
        }
        opened.save().await?;
        opened.record("edited", data, &misfits, consent).await?;
        opened.commit("edited").await?;
        self.done(Kept::Changed, before.id, misfits).await
    }

    /// Adds the workshop, or changes the one of this name: a line of a file.
    pub async fn put_workshop(
        &self,
        actor: &Actor,
        name: &str,
        details: &WorkshopDetails,
        consent: &Consent,
    ) -> Result<Done<WorkshopView>, Error> {
        actor.may(Permission::KeepWorkshops)?;
        if find(&self.db().workshop_names().await?, name).is_some() {
            return self.change_workshop(actor, name, details, consent).await;
        }
        let view = self.add_workshop(actor, name, details).await?;
        Ok(Done {
            kept: Kept::Added,
            view,
            no_longer_fits: Vec::new(),
        })
    }

    /// Takes no work until the day it takes work again, or until somebody says so.
    ///
    /// # Errors
    /// `reason-required`, `no-longer-fits`; `period-backwards` when the day is not after today.
    pub async fn pause_workshop(
        &self,
        actor: &Actor,
        name: &str,
        until: Option<NaiveDate>,
        consent: &Consent,
    ) -> Result<Done<WorkshopView>, Error> {
        actor.may(Permission::KeepCapacity)?;
        let reason = required(consent)?;
        let mut opened = Opened::open(self, actor, name, consent).await?;
        if let Some(until) = until.filter(|until| *until <= opened.today) {
            return Err(Refusal::new(Code::PeriodBackwards)
                .with("from", opened.today)
                .with("until", until)
                .into());
        }
        let room = opened.room().await?;
        let mut after = room.clone();
        (after.paused, after.paused_until) = (true, until);
        let misfits = opened.weigh(&room, &after, consent).await?;
        let id = opened.id();
        let workshop = &mut opened.workshop;
        let same = workshop.paused && workshop.paused_until == until && workshop.pause_reason.as_ref() == Some(&reason);
        if same {
            return self.done(Kept::Unchanged, id, misfits).await;
        }
        (workshop.paused, workshop.paused_until, workshop.pause_reason) = (true, until, Some(reason));
        opened.save().await?;
        opened.record("paused", json!({ "until": until }), &misfits, consent).await?;
        opened.commit("paused").await?;
        self.done(Kept::Changed, id, misfits).await
    }

    /// Ends a pause.
    pub async fn resume_workshop(&self, actor: &Actor, name: &str, consent: &Consent) -> Result<Done<WorkshopView>, Error> {
        actor.may(Permission::KeepCapacity)?;
        let mut opened = Opened::open(self, actor, name, consent).await?;
        let id = opened.id();
        if !opened.workshop.paused {
            return self.done(Kept::Unchanged, id, Vec::new()).await;
        }
        let workshop = &mut opened.workshop;
        (workshop.paused, workshop.paused_until, workshop.pause_reason) = (false, None, None);
        opened.save().await?;
        opened.record("resumed", json!({}), &[], consent).await?;
        opened.commit("resumed").await?;
        self.done(Kept::Changed, id, Vec::new()).await
    }

    pub(super) async fn done(&self, kept: Kept, id: WorkshopId, no_longer_fits: Vec<NoLongerFit>) -> Result<Done<WorkshopView>, Error> {
        Ok(Done {
            kept,
            view: self.workshop_view(id).await?,
            no_longer_fits,
        })
    }
}

pub(super) async fn set_week(opened: &mut Opened<'_>, week: [u32; 7]) -> Result<(), Error> {
    for units in week {
        Count::Units.check(units)?;
    }
    let id = opened.id();
    Ok(opened.tx.set_week(id, week).await?)
}

/// Moves the workshop in and out of zones; whether it did.
async fn zones(opened: &mut Opened<'_>, details: &WorkshopDetails) -> Result<bool, Error> {
    let Some(wanted) = &details.zones else { return Ok(false) };
    let known = opened.tx.service_zones().await?;
    let mut ids: Vec<ZoneId> = Vec::new();
    for name in wanted {
        let folded = fold(name.trim());
        let found = known.iter().find(|zone| fold(&zone.name) == folded);
        let found = found.ok_or_else(|| Refusal::new(Code::ServiceZoneUnknown).with("input", excerpt(name)))?;
        if !ids.contains(&found.id) {
            ids.push(found.id);
        }
    }
    let id = opened.id();
    let now: Vec<ZoneId> = opened.tx.served_zones(id).await?.into_iter().map(|served| served.zone).collect();
    let come: Vec<ZoneId> = ids.iter().copied().filter(|zone| !now.contains(zone)).collect();
    let go: Vec<ZoneId> = now.into_iter().filter(|zone| !ids.contains(zone)).collect();
    opened.tx.move_zones(id, &come, &go).await?;
    Ok(!(come.is_empty() && go.is_empty()))
}

/// What changed, by column, as `[before, after]`. Where it is paid is not repeated in the history, only that it changed.
fn differences(before: &WorkshopRecord, after: &WorkshopRecord) -> Value {
    let mut data = json!({});
    let mut put = |name: &str, old: Value, new: Value| {
        if old != new {
            data[name] = json!([old, new]);
        }
    };
    put("name", json!(before.name), json!(after.name));
    put("rif", json!(before.rif), json!(after.rif));
    put("contact", json!(before.contact), json!(after.contact));
    put("phone", json!(before.phone), json!(after.phone));
    put("email", json!(before.email), json!(after.email));
    put("state", json!(before.state), json!(after.state));
    put("city", json!(before.city), json!(after.city));
    put("address", json!(before.address), json!(after.address));
    put("policy", json!(before.policy), json!(after.policy));
    put("deposit", json!(before.deposit_basis_points), json!(after.deposit_basis_points));
    put("demands_deposit", json!(before.demands_deposit), json!(after.demands_deposit));
    put("hosts_pickup", json!(before.hosts_pickup), json!(after.hosts_pickup));
    put("ships_nationally", json!(before.ships_nationally), json!(after.ships_nationally));
    put("active", json!(before.active), json!(after.active));
    let payee = |it: &WorkshopRecord| {
        (
            it.payee_method,
            it.payee_bank.clone(),
            it.payee_account.clone(),
            it.payee_name.clone(),
            it.payee_document.clone(),
        )
    };
    if payee(before) != payee(after) {
        data["payee"] = json!([before.payee_method, after.payee_method]);
    }
    data
}
