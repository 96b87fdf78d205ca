//! Holidays: days on which no workshop makes anything and nothing is due. Venezuela's own are known; more are added by hand.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde_json::json;

use super::Workshops;
use super::commands::{AddHolidays, Consent, NewHoliday, RemoveHoliday, RenameHoliday, SeedHolidays, Wanted};
use super::locked_workshop::{Change, listed, weighed, write};
use super::{LONGEST_NAME, bounded, reason};
use crate::db::engine::row::Named;
use crate::db::workshops::capacity;
use crate::db::{Db, Tx};
use crate::domain::actor::{Actor, Permission};
use crate::domain::calendar::{Holidays, venezuelan};
use crate::domain::fulfilment::capacity::Limits;
use crate::domain::fulfilment::capacity_conflicts::{Room, StandingBooking, no_longer_fit};
use crate::domain::ids::WorkshopId;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::core::error::{Error, NoLongerFit};
use crate::service::core::receipt::Outcome;
use crate::service::core::unit_of_work::UnitOfWork;

pub use crate::service::core::receipt::HolidayView;

impl Workshops<'_> {
    /// The holidays of a year, or of the years around today, in order.
    pub async fn holidays(&self, actor: &Actor, year: Option<i32>) -> Result<Vec<HolidayView>, Error> {
        actor.may(Permission::ReadWorkshops)?;
        let this = self.shop.today().year();
        let (first, last) = year.map_or((this - 1, this + 5), |year| (year, year));
        let (Some(from), Some(until)) = (NaiveDate::from_ymd_opt(first, 1, 1), NaiveDate::from_ymd_opt(last, 12, 31)) else {
            return Ok(Vec::new());
        };
        Ok(capacity::holidays(&mut self.shop.db(), from, until).await?)
    }
}

/// # Errors
/// `no-longer-fits` with who is to be made on those days, unless confirmed with a reason; `holiday-taken` where they are
/// all wanted new.
pub(in crate::service) async fn add_holidays(work: &mut UnitOfWork<'_>, data: &AddHolidays) -> Result<Outcome, Error> {
    let added = add(work, &data.days, &data.consent).await?;
    match &added {
        Outcome::Holidays { known, .. } if data.wanted == Wanted::New => match known.first() {
            Some(known) => Err(Refusal::new(Code::HolidayTaken)
                .with("day", known.day)
                .with("name", known.name.as_str())
                .into()),
            None => Ok(added),
        },
        _ => Ok(added),
    }
}

/// Venezuela's holidays of a year, or of the years around today; those there are stay as they are.
pub(in crate::service) async fn seed_holidays(work: &mut UnitOfWork<'_>, data: &SeedHolidays) -> Result<Outcome, Error> {
    let years = data.year.map_or(around(work.shop.today().year()), |year| year..=year);
    let days: Vec<NewHoliday> = seeds(years).map(|(day, name)| NewHoliday { day, name }).collect();
    add(work, &days, &data.consent).await
}

/// Adds those there are not, all or none.
async fn add(work: &mut UnitOfWork<'_>, days: &[NewHoliday], consent: &Consent) -> Result<Outcome, Error> {
    let mut wanted: BTreeMap<NaiveDate, String> = BTreeMap::new();
    for holiday in days {
        wanted.entry(holiday.day).or_insert(bounded("name", &holiday.name, LONGEST_NAME)?);
    }
    let workshops = work.tx.lock_workshops().await?;
    let there = match (wanted.keys().next().copied(), wanted.keys().next_back().copied()) {
        (Some(first), Some(last)) => capacity::holidays(&mut work.tx, first, last).await?,
        _ => Vec::new(),
    };
    let known: Vec<HolidayView> = there.into_iter().filter(|one| wanted.contains_key(&one.day)).collect();
    wanted.retain(|day, _| known.iter().all(|one| one.day != *day));
    let closed: Vec<NaiveDate> = wanted.keys().copied().filter(|day| *day >= work.shop.today()).collect();
    let misfits = closing(&mut work.tx, &workshops, &closed).await?;
    let no_longer_fits = weighed(misfits.iter().flat_map(|(_, lines)| lines.clone()).collect(), consent, "")?;
    let mut added = Vec::new();
    for (day, name) in wanted {
        work.tx.add_holiday(day, &name).await?;
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
        write(work, change).await?;
        work.tx.touch_workshop(*workshop).await?;
    }
    Ok(Outcome::Holidays {
        added,
        known,
        no_longer_fits,
    })
}

/// # Errors
/// `holiday-unknown`.
pub(in crate::service) async fn rename_holiday(work: &mut UnitOfWork<'_>, data: &RenameHoliday) -> Result<Outcome, Error> {
    let name = bounded("name", &data.name, LONGEST_NAME)?;
    if !work.tx.name_holiday(data.day, &name).await? {
        return Err(unknown(data.day).into());
    }
    Ok(Outcome::Done)
}

/// # Errors
/// `holiday-unknown`.
pub(in crate::service) async fn remove_holiday(work: &mut UnitOfWork<'_>, data: &RemoveHoliday) -> Result<Outcome, Error> {
    if !work.tx.drop_holiday(data.day).await? {
        return Err(unknown(data.day).into());
    }
    Ok(Outcome::Done)
}

fn unknown(day: NaiveDate) -> Refusal {
    Refusal::new(Code::HolidayUnknown).with("day", day)
}

/// Last year, this one and the two after it: what is due and what is promised lies within.
fn around(year: i32) -> std::ops::RangeInclusive<i32> {
    year.saturating_sub(1)..=year.saturating_add(2)
}

fn seeds(years: std::ops::RangeInclusive<i32>) -> impl Iterator<Item = (NaiveDate, String)> {
    years.flat_map(venezuelan).map(|(day, name)| (day, name.to_owned()))
}

/// The holidays a new database begins with.
pub(crate) async fn seed(db: &Db, today: NaiveDate) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    tx.act_as(&Actor::system(), None).await?;
    let mut last = None;
    for (day, name) in seeds(around(today.year())) {
        // Two may fall on one day.
        if last.replace(day) != Some(day) && capacity::holidays(&mut tx, day, day).await?.is_empty() {
            tx.add_holiday(day, &name).await?;
        }
    }
    tx.act_no_more().await?;
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
