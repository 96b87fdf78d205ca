//! A workshop under its lock while it is changed: what it is, the room it has, what stands booked. Every change of what
//! workshops can take goes through here: weighed against the bookings, written with its history, in one transaction.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::commands::Consent;
use super::{find_workshop, reason};
use crate::db::workshops::capacity;
use crate::db::workshops::capacity_changes::{NewChange, StandingRecord};
use crate::db::workshops::workshop::{OfferRecord, WorkshopRecord};
use crate::domain::calendar::Holidays;
use crate::domain::fulfilment::capacity_conflicts::{Room, StandingBooking, no_longer_fit};
use crate::domain::ids::WorkshopId;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::core::error::{Error, NoLongerFit, NoLongerFits};
use crate::service::core::krafta::new_id;
use crate::service::core::receipt::{Kept, Outcome};
use crate::service::core::unit_of_work::UnitOfWork;

pub(super) struct LockedWorkshop {
    pub workshop: WorkshopRecord<String>,
    pub today: NaiveDate,
}

impl LockedWorkshop {
    /// Locks the workshop of this name.
    ///
    /// # Errors
    /// `workshop-unknown`; `workshop-moved` when it is not as the person saw it.
    pub async fn open(work: &mut UnitOfWork<'_>, wanted: &str, consent: &Consent) -> Result<Self, Error> {
        let id = find_workshop(work.workshop_names().await?, wanted)?;
        let workshop = work.tx.lock_workshop(id).await?.ok_or_else(|| super::unknown(wanted))?;
        match consent.seen {
            Some(seen) if seen != workshop.version => Err(Refusal::new(Code::WorkshopMoved)
                .with("workshop", Safe::new(&workshop.name).into_string())
                .with("seen", seen)
                .with("now", workshop.version)
                .into()),
            _ => Ok(Self::over(work, workshop)),
        }
    }

    /// One that is being made.
    pub fn over(work: &UnitOfWork<'_>, workshop: WorkshopRecord<String>) -> Self {
        Self {
            workshop,
            today: work.shop.today(),
        }
    }

    pub const fn id(&self) -> WorkshopId {
        self.workshop.id
    }

    /// What it can take from today on.
    pub async fn room(&self, work: &mut UnitOfWork<'_>) -> Result<Room, Error> {
        let offers = work.tx.offer_records(self.id()).await?;
        let mut room = Room {
            active: self.workshop.active,
            paused: self.workshop.paused,
            paused_until: self.workshop.paused_until,
            offers: offers.iter().filter_map(own_limit).collect(),
            ..Room::default()
        };
        for row in work.tx.weekly_units(self.id()).await? {
            if let Some(units) = room.limits.weekly.get_mut(row.weekday.wrapping_sub(1) as usize) {
                *units = row.units;
            }
        }
        for row in work.tx.dated_units(self.id(), self.today).await? {
            room.limits.overrides.insert(row.day, row.units);
        }
        Ok(room)
    }

    /// Refuses a change that leaves out somebody, unless the person knows and says why.
    pub async fn weigh(
        &self,
        work: &mut UnitOfWork<'_>,
        before: &Room,
        after: &Room,
        consent: &Consent,
    ) -> Result<Vec<NoLongerFit>, Error> {
        if before == after {
            return Ok(Vec::new());
        }
        let booked = work.tx.standing(self.id(), self.today).await?;
        let last = booked.iter().map(|one| one.standing.day).max().unwrap_or(self.today);
        let holidays = capacity::holidays(&mut work.tx, self.today, last).await?;
        let holidays: Holidays = holidays.into_iter().map(|holiday| holiday.day).collect();
        let standing: Vec<StandingBooking> = booked.iter().map(|one| one.standing.clone()).collect();
        let gone = no_longer_fit(&standing, (&holidays, &holidays), before, after);
        weighed(listed(&gone, &booked, &self.workshop.name), consent, &self.workshop.name)
    }

    /// Writes the workshop's row as it is now, as its next version.
    pub async fn save(&mut self, work: &mut UnitOfWork<'_>) -> Result<(), Error> {
        self.workshop.version += 1;
        if work.tx.set_workshop(&self.workshop).await? {
            return Ok(());
        }
        Err(taken(&self.workshop.name).into())
    }

    /// Its row stays as it is, but what belongs to it changed.
    pub async fn touch(&mut self, work: &mut UnitOfWork<'_>) -> Result<(), Error> {
        self.workshop.version += 1;
        Ok(work.tx.touch_workshop(self.id()).await?)
    }

    /// Writes who changed what and why, with those who no longer fit.
    pub async fn record(
        &self,
        work: &mut UnitOfWork<'_>,
        what: &str,
        data: Value,
        misfits: &[NoLongerFit],
        consent: &Consent,
    ) -> Result<(), Error> {
        let why = reason(consent)?;
        let change = Change {
            workshop: self.workshop.id,
            what,
            data,
            misfits,
            why: why.as_deref(),
        };
        write(work, change).await
    }

    /// How its command left it.
    pub fn kept(&self, kept: Kept, no_longer_fits: Vec<NoLongerFit>) -> Outcome {
        Outcome::kept_with(kept, self.id().uuid(), &self.workshop.name, no_longer_fits)
    }
}

/// A line for a workshop's history.
pub(super) struct Change<'a> {
    pub workshop: WorkshopId,
    pub what: &'a str,
    pub data: Value,
    pub misfits: &'a [NoLongerFit],
    pub why: Option<&'a str>,
}

pub(super) async fn write(work: &mut UnitOfWork<'_>, change: Change<'_>) -> Result<(), Error> {
    let mut data = change.data;
    if !change.misfits.is_empty() {
        data["no_longer_fits"] = json!(change.misfits);
    }
    let change = NewChange {
        id: new_id(),
        workshop: change.workshop,
        what: change.what,
        reason: change.why,
        data,
        operator: work.actor.id,
        name: &work.actor.name,
        at: work.now,
    };
    Ok(work.tx.workshop_changed(change).await?)
}

/// What no longer fits is told first; with the person's consent and reason it stays booked.
pub(super) fn weighed(misfits: Vec<NoLongerFit>, consent: &Consent, workshop: &str) -> Result<Vec<NoLongerFit>, Error> {
    if misfits.is_empty() {
        return Ok(misfits);
    }
    if !consent.confirmed {
        return Err(Error::NoLongerFits(Box::new(NoLongerFits {
            workshop: Safe::new(workshop),
            assignments: misfits,
        })));
    }
    super::required(consent)?;
    Ok(misfits)
}

/// One line per assignment, by its first day.
pub(super) fn listed(gone: &[&StandingBooking], booked: &[StandingRecord], workshop: &str) -> Vec<NoLongerFit> {
    let mut lines: Vec<NoLongerFit> = Vec::new();
    for one in gone {
        if let Some(line) = lines.iter_mut().find(|line| line.assignment == one.assignment) {
            line.units += u64::from(one.units);
            continue;
        }
        let Some(record) = booked.iter().find(|record| record.standing.booking == one.booking) else {
            continue;
        };
        lines.push(NoLongerFit {
            assignment: one.assignment,
            number: record.number.clone(),
            customer: record.customer.clone(),
            workshop: Safe::new(workshop),
            status: one.status,
            day: one.day,
            units: u64::from(one.units),
        });
    }
    lines
}

fn own_limit(offer: &OfferRecord<String>) -> Option<(crate::domain::ids::OfferId, u32)> {
    offer.daily_limit.map(|limit| (offer.id, limit))
}

pub(super) fn taken(name: &str) -> Refusal {
    Refusal::new(Code::WorkshopTaken).with("input", crate::domain::text::excerpt(name))
}
