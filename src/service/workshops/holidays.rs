//! Holidays: days on which no workshop makes anything and nothing is due. Venezuela's own are known; more are added by hand.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use serde_json::json;

use super::locked_workshop::{Change, listed, weighed, write};
use super::{Consent, LONGEST_NAME, bounded, reason};
use crate::db::workshops::capacity::{self, HolidayRecord};
use crate::db::workshops::workshop::Named;
use crate::db::{Db, Tx};
use crate::domain::actor::{Actor, Permission};
use crate::domain::calendar::{Holidays, venezuelan};
use crate::domain::fulfilment::capacity::Limits;
use crate::domain::fulfilment::capacity_conflicts::{Room, StandingBooking, no_longer_fit};
use crate::domain::ids::WorkshopId;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::core::error::{Error, NoLongerFit};
use crate::service::core::krafta::Krafta;

/// A holiday, to show.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct HolidayView {
    pub day: NaiveDate,
    pub name: Safe,
}

/// What came of adding holidays.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Added {
    pub added: Vec<HolidayView>,
    /// There already, whatever their name.
    pub known: Vec<HolidayView>,
    pub no_longer_fits: Vec<NoLongerFit>,
}

impl Krafta {
    /// The holidays of a year, or of the years around today, in order.
    pub async fn holidays(&self, actor: &Actor, year: Option<i32>) -> Result<Vec<HolidayView>, Error> {
        actor.may(Permission::ReadWorkshops)?;
        let this = self.today().year();
        let (first, last) = year.map_or((this - 1, this + 5), |year| (year, year));
        let (Some(from), Some(until)) = (NaiveDate::from_ymd_opt(first, 1, 1), NaiveDate::from_ymd_opt(last, 12, 31)) else {
            return Ok(Vec::new());
        };
        let holidays = capacity::holidays(self.db(), from, until).await?;
        Ok(holidays.into_iter().map(view).collect())
    }

    /// # Errors
    /// `holiday-taken`; `no-longer-fits` with who is to be made that day, unless confirmed with a reason.
    pub async fn add_holiday(&self, actor: &Actor, day: NaiveDate, name: &str, consent: &Consent) -> Result<Added, Error> {
        let added = self.add_holidays(actor, &[(day, name.to_owned())], consent).await?;
        match added.known.first() {
            None => Ok(added),
            Some(known) => Err(Refusal::new(Code::HolidayTaken)
                .with("day", day)
                .with("name", known.name.as_str())
                .into()),
        }
    }

    /// Venezuela's holidays of a year, or of the years around today; those there are stay as they are.
    pub async fn seed_holidays(&self, actor: &Actor, year: Option<i32>, consent: &Consent) -> Result<Added, Error> {
        let this = self.today().year();
        let years = year.map_or(around(this), |year| year..=year);
        let days: Vec<(NaiveDate, String)> = seeds(years);
        self.add_holidays(actor, &days, consent).await
    }

    /// Adds those there are not, all or none.
    pub async fn add_holidays(&self, actor: &Actor, days: &[(NaiveDate, String)], consent: &Consent) -> Result<Added, Error> {
        actor.may(Permission::KeepWorkshops)?;
        let mut wanted: BTreeMap<NaiveDate, String> = BTreeMap::new();
        for (day, name) in days {
            wanted.entry(*day).or_insert(bounded("name", name, LONGEST_NAME)?);
        }
        let mut tx = self.db().begin().await?;
        let workshops = tx.lock_workshops().await?;
        let (Some(first), Some(last)) = (wanted.keys().next().copied(), wanted.keys().next_back().copied()) else {
            return Ok(Added {
                added: Vec::new(),
                known: Vec::new(),
                no_longer_fits: Vec::new(),
            });
        };
        let there = tx.holidays_between(first, last).await?;
        let known: Vec<HolidayView> = there.into_iter().filter(|one| wanted.contains_key(&one.day)).map(view).collect();
        wanted.retain(|day, _| known.iter().all(|one| one.day != *day));
        let closed: Vec<NaiveDate> = wanted.keys().copied().filter(|day| *day >= self.today()).collect();
        let misfits = closing(&mut tx, &workshops, &closed).await?;
        let all = weighed(misfits.iter().flat_map(|(_, lines)| lines.clone()).collect(), consent, "")?;
        let mut added = Vec::new();
        for (day, name) in wanted {
            tx.add_holiday(day, &name).await?;
            added.push(HolidayView {
                day,
                name: Safe::from(name),
            });
        }
        let why = reason(consent)?;
        for (workshop, lines) in &misfits {
            let days: Vec<NaiveDate> = lines.iter().map(|line| line.day).collect();
            let change = Change {
                workshop: *workshop,
                what: "holiday",
                data: json!({ "days": days }),
                misfits: lines,
                why: why.as_deref(),
            };
            write(&mut tx, self, actor, change).await?;
            tx.touch_workshop(*workshop).await?;
        }
        tx.commit().await?;
        tracing::info!(by = ?actor.id, added = added.len(), "holidays added");
        Ok(Added {
            added,
            known,
            no_longer_fits: all,
        })
    }

    /// Another name for the same day.
    ///
    /// # Errors
    /// `holiday-unknown`.
    pub async fn rename_holiday(&self, actor: &Actor, day: NaiveDate, name: &str) -> Result<HolidayView, Error> {
        actor.may(Permission::KeepWorkshops)?;
        let name = bounded("name", name, LONGEST_NAME)?;
        let mut tx = self.db().begin().await?;
        if !tx.name_holiday(day, &name).await? {
            return Err(Refusal::new(Code::HolidayUnknown).with("day", day).into());
        }
        tx.commit().await?;
        tracing::info!(by = ?actor.id, %day, "holiday renamed");
        Ok(HolidayView {
            day,
            name: Safe::new(&name),
        })
    }

    /// # Errors
    /// `holiday-unknown`.
    pub async fn remove_holiday(&self, actor: &Actor, day: NaiveDate) -> Result<(), Error> {
        actor.may(Permission::KeepWorkshops)?;
        let mut tx = self.db().begin().await?;
        if !tx.drop_holiday(day).await? {
            return Err(Refusal::new(Code::HolidayUnknown).with("day", day).into());
        }
        tx.commit().await?;
        tracing::info!(by = ?actor.id, %day, "holiday removed");
        Ok(())
    }
}

/// Last year, this one and the two after it: what is due and what is promised lies within.
fn around(year: i32) -> std::ops::RangeInclusive<i32> {
    year.saturating_sub(1)..=year.saturating_add(2)
}

fn seeds(years: std::ops::RangeInclusive<i32>) -> Vec<(NaiveDate, String)> {
    let days = years.flat_map(venezuelan);
    days.map(|(day, name)| (day, name.to_owned())).collect()
}

/// The holidays a new database begins with.
pub(crate) async fn seed(db: &Db, today: NaiveDate) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let mut last = None;
    for (day, name) in seeds(around(today.year())) {
        // Two may fall on one day.
        if last.replace(day) != Some(day) && tx.holidays_between(day, day).await?.is_empty() {
            tx.add_holiday(day, &name).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// What each workshop was to make on days that close.
async fn closing(tx: &mut Tx, workshops: &[Named<WorkshopId>], days: &[NaiveDate]) -> Result<Vec<(WorkshopId, Vec<NoLongerFit>)>, Error> {
    let (none, closed) = (Holidays::default(), days.iter().copied().collect::<Holidays>());
    let unbounded = Room {
        limits: Limits {
            weekly: [u32::MAX; 7],
            ..Limits::default()
        },
        active: true,
        ..Room::default()
    };
    let mut booked = Vec::new();
    for &day in days {
        booked.extend(tx.standing_on(day).await?);
    }
    let mut found = Vec::new();
    for workshop in workshops {
        let own = booked.iter().filter(|record| record.workshop == workshop.id);
        let standing: Vec<StandingBooking> = own.map(|record| record.standing.clone()).collect();
        let gone = no_longer_fit(&standing, (&none, &closed), &unbounded, &unbounded);
        if !gone.is_empty() {
            found.push((workshop.id, listed(&gone, &booked, &workshop.name)));
        }
    }
    Ok(found)
}

fn view(holiday: HolidayRecord) -> HolidayView {
    HolidayView {
        day: holiday.day,
        name: Safe::from(holiday.name),
    }
}
