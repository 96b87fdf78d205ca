//! The board of capacity: workshops by day, what each day can take and holds, and what fills one of its cells. Read by the
//! terminal's board and by `krafta capacity show`.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::Workshops;
use super::reads;
use super::zones::ServiceZoneView;
use crate::db::fulfilment::supply;
use crate::db::workshops::capacity::{self, BoardWorkshop, DatedUnits, Held};
use crate::domain::actor::Actor;
use crate::domain::calendar::Holidays;
use crate::domain::fulfilment::capacity::Limits;
use crate::domain::fulfilment::work_sheet::knows_recipient;
use crate::domain::ids::{WorkshopId, ZoneId};
use crate::domain::text::{Safe, fold};
use crate::service::core::error::Error;
use crate::service::core::page::{Cursor, Page};

/// Days of a board unless more or fewer are asked for, and the most of them.
pub const DAYS: u32 = 14;
const MOST_DAYS: u32 = 366;
/// Workshops of one page at most.
const MOST_ROWS: u32 = 1_000;

/// Which part of the board.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoardFilter {
    /// The name of a service zone, whatever its case and accents.
    pub zone: Option<String>,
    /// The first day; today without one.
    pub from: Option<NaiveDate>,
    /// How many days; [`DAYS`] when 0.
    pub days: u32,
    /// A part of the workshop's name.
    pub text: Option<String>,
}

/// A workshop and its days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BoardRow {
    pub workshop: WorkshopId,
    pub name: Safe,
    /// A pause in force or to come.
    pub paused: Option<PauseView>,
    pub days: Vec<BoardDay>,
}

/// Until which day, on which it takes work again; without one until somebody ends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PauseView {
    pub until: Option<NaiveDate>,
    pub reason: Option<Safe>,
}

/// A day of a workshop. Held and taken are all it holds; what passes the limit is `over`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BoardDay {
    pub day: NaiveDate,
    pub limit: u32,
    /// Units of assignments whose workshop was notified and has not answered.
    pub held: u32,
    /// Units of assignments accepted, in production and later.
    pub taken: u32,
    /// Units above the limit: booked with an override, or booked before the limit was lowered.
    pub over: u32,
    /// Units booked with an override, marked for ever.
    pub overridden: u32,
    /// Units somebody can still book.
    pub free: u32,
    /// Why the limit is not the week's own.
    pub special: Option<Special>,
}

/// How full some days are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Load {
    pub used: u64,
    pub limit: u64,
    /// What can still be booked.
    pub free: u64,
}

impl Load {
    /// Of these days, as far as they are among the rows.
    pub fn of(rows: &[BoardDay], days: &[NaiveDate]) -> Self {
        let mut load = Self::default();
        for day in rows.iter().filter(|row| days.contains(&row.day)) {
            load.used += u64::from(day.held) + u64::from(day.taken);
            load.limit += u64::from(day.capacity());
            load.free += u64::from(day.free);
        }
        load
    }

    /// Per thousand of what it can take; of nothing, what is held there is all too much.
    pub const fn permille(self) -> u64 {
        match (self.used, self.limit) {
            (0, _) => 0,
            (_, 0) => u64::MAX,
            (used, limit) => used.saturating_mul(1_000) / limit,
        }
    }

    /// `62 %`, and `0 %` where nothing is held.
    pub fn share(self) -> String {
        format!("{} %", self.permille().div_ceil(10))
    }

    /// `62 %`; nothing where nothing is held or worked.
    pub fn percent(self) -> String {
        match (self.used, self.limit) {
            (0, _) | (_, 0) => String::new(),
            _ => self.share(),
        }
    }
}

/// A service zone, and how full its workshops are together.
#[derive(Debug, Clone, PartialEq)]
pub struct ZoneLoad {
    pub zone: ServiceZoneView,
    pub load: Load,
}

/// What makes a day unlike its weekday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Special {
    /// Nobody works.
    Holiday { name: Safe },
    /// A limit of 0 of its own.
    Closed { reason: Option<Safe> },
    /// Another limit than the week's.
    Dated { reason: Option<Safe> },
    /// The workshop takes no work; its limit stands.
    Paused,
}

pub use crate::db::workshops::capacity::CellRow;

impl BoardDay {
    const fn nothing(day: NaiveDate) -> Self {
        Self {
            day,
            limit: 0,
            held: 0,
            taken: 0,
            over: 0,
            overridden: 0,
            free: 0,
            special: None,
        }
    }

    /// What is worked that day: while the workshop is away, what it holds all the same.
    const fn capacity(&self) -> u32 {
        match self.special {
            Some(Special::Paused) => self.held.saturating_add(self.taken),
            _ => self.limit,
        }
    }

    fn add(&mut self, other: &Self) {
        for (sum, units) in [
            (&mut self.limit, other.capacity()),
            (&mut self.held, other.held),
            (&mut self.taken, other.taken),
            (&mut self.over, other.over),
            (&mut self.overridden, other.overridden),
            (&mut self.free, other.free),
        ] {
            *sum = sum.saturating_add(units);
        }
    }
}

impl Workshops<'_> {
    /// A page of the active workshops by name, each with its days; a workshop sees itself.
    ///
    /// # Errors
    /// `service-zone-unknown`.
    pub async fn board(&self, actor: &Actor, filter: &BoardFilter, after: Option<Cursor>, limit: u32) -> Result<Page<BoardRow>, Error> {
        let own = reads(actor)?;
        let zone = match &filter.zone {
            Some(name) => Some(self.zone_id(name).await?),
            None => None,
        };
        let all = self.named(zone).await?;
        let named = all.matching(own, filter.text.as_deref());
        let (range, next) = window(&named, after, limit.clamp(1, MOST_ROWS) as usize);
        let shown = named
            .get(range)
            .unwrap_or_default()
            .iter()
            .map(|workshop| (*workshop).clone())
            .collect();
        let from = filter.from.unwrap_or_else(|| self.shop.today());
        Ok(Page {
            rows: self.rows_of(shown, from, filter.days).await?,
            next,
            unread: 0,
        })
    }

    /// What all workshops of the filter can take and hold, day by day.
    ///
    /// # Errors
    /// `service-zone-unknown`.
    pub async fn totals(&self, actor: &Actor, filter: &BoardFilter) -> Result<Vec<BoardDay>, Error> {
        let own = reads(actor)?;
        let zone = match &filter.zone {
            Some(name) => Some(self.zone_id(name).await?),
            None => None,
        };
        let all = self.named(zone).await?;
        let shown = all.matching(own, filter.text.as_deref()).into_iter().cloned().collect();
        let from = filter.from.unwrap_or_else(|| self.shop.today());
        let mut totals: Vec<BoardDay> = Vec::new();
        for row in self.rows_of(shown, from, filter.days).await? {
            if totals.is_empty() {
                totals = row.days.iter().map(|day| BoardDay::nothing(day.day)).collect();
            }
            totals.iter_mut().zip(&row.days).for_each(|(total, day)| total.add(day));
        }
        Ok(totals)
    }

    /// Each service zone with how full its workshops are in these days.
    pub async fn loads_by_zone(&self, actor: &Actor, from: NaiveDate, days: u32) -> Result<Vec<ZoneLoad>, Error> {
        let mut loads = Vec::new();
        for zone in self.zones(actor).await? {
            let filter = BoardFilter {
                zone: Some(zone.name.to_string()),
                from: Some(from),
                days,
                text: None,
            };
            let totals = self.totals(actor, &filter).await?;
            let days: Vec<NaiveDate> = totals.iter().map(|day| day.day).collect();
            let load = Load::of(&totals, &days);
            loads.push(ZoneLoad { zone, load });
        }
        Ok(loads)
    }

    /// The workshops that the board shows of this zone and these words, and how many there are in all.
    pub(in crate::service) async fn shown(
        &self,
        actor: &Actor,
        zone: Option<ZoneId>,
        text: Option<&str>,
    ) -> Result<(Vec<WorkshopId>, usize), Error> {
        let own = reads(actor)?;
        let (here, all) = (self.named(zone).await?, self.named(None).await?);
        let shown = here.matching(own, text).iter().map(|workshop| workshop.id).collect();
        Ok((shown, all.matching(own, None).len()))
    }

    /// The active workshops by name; those of no zone in particular are kept until one of them changes.
    async fn named(&self, zone: Option<ZoneId>) -> Result<Arc<ByName>, Error> {
        let version = supply::version(&mut self.shop.db()).await?;
        let kept = self.shop.memo().get::<ByName>().filter(|kept| zone.is_none() && kept.1 == version);
        if let Some(kept) = kept {
            return Ok(kept);
        }
        let workshops = capacity::workshops(self.shop.db(), zone).await?.into_iter();
        let mut named: Vec<_> = workshops
            .filter(|workshop| workshop.active)
            .map(|workshop| (fold(&workshop.name), workshop))
            .collect();
        named.sort_unstable_by(|(a, one), (b, other)| a.cmp(b).then(one.id.cmp(&other.id)));
        let named = Arc::new(ByName(named, version));
        if zone.is_none() {
            self.shop.memo().put(&named);
        }
        Ok(named)
    }

    /// The days of these workshops, in their order.
    pub(super) async fn rows_of(&self, shown: Vec<BoardWorkshop>, from: NaiveDate, days: u32) -> Result<Vec<BoardRow>, Error> {
        let count = if days == 0 { DAYS } else { days.min(MOST_DAYS) };
        let days: Vec<NaiveDate> = from.iter_days().take(count as usize).collect();
        let until = days.last().copied().unwrap_or(from);
        let ids: Vec<WorkshopId> = shown.iter().map(|workshop| workshop.id).collect();
        let facts = self.facts_of(&ids, from, until).await?;
        let row = |workshop: BoardWorkshop| BoardRow {
            workshop: workshop.id,
            days: days.iter().map(|&day| facts.day(&workshop, day)).collect(),
            paused: pause(&workshop, self.shop.today()),
            name: workshop.name,
        };
        Ok(shown.into_iter().map(row).collect())
    }

    async fn facts_of(&self, ids: &[WorkshopId], from: NaiveDate, until: NaiveDate) -> Result<Facts, Error> {
        let mut facts = Facts::default();
        for holiday in capacity::holidays(&mut self.shop.db(), from, until).await? {
            facts.holiday_names.insert(holiday.day, holiday.name);
        }
        facts.holidays = facts.holiday_names.keys().copied().collect();
        for row in capacity::weekly(self.shop.db(), ids).await? {
            let limits = facts.limits.entry(row.workshop).or_default();
            if let Some(units) = limits.weekly.get_mut(row.weekday.wrapping_sub(1) as usize) {
                *units = row.units;
            }
        }
        for row in capacity::dated(self.shop.db(), ids, from, until).await? {
            facts.limits.entry(row.workshop).or_default().overrides.insert(row.day, row.units);
            facts.dated.insert((row.workshop, row.day), row);
        }
        for row in capacity::held(self.shop.db(), ids, from, until).await? {
            let units = facts.units.entry((row.workshop, row.day)).or_default();
            match row.what {
                Held::All => units.all = row.units,
                Held::Notified => units.notified = row.units,
                Held::Overridden => units.overridden = row.units,
            }
        }
        Ok(facts)
    }

    /// What fills a day of a workshop, in the order it was booked. A workshop's operator reads no customer before it accepted.
    ///
    /// # Errors
    /// `workshop-unknown` when a workshop asks about another.
    pub async fn cell(&self, actor: &Actor, workshop: WorkshopId, day: NaiveDate) -> Result<Vec<CellRow>, Error> {
        let own = reads(actor)?;
        if own.is_some_and(|own| own != workshop) {
            return Err(super::unknown("").into());
        }
        let mut rows = capacity::fills(self.shop.db(), workshop, day).await?;
        // For whom it works a workshop knows once it accepted.
        for row in rows.iter_mut().filter(|row| own.is_some() && !knows_recipient(row.status)) {
            row.customer = Safe::default();
        }
        Ok(rows)
    }
}

/// Workshops with their names folded, in that order, as of a version of the supply.
struct ByName(Vec<(String, BoardWorkshop)>, i64);

impl ByName {
    /// One's own, or all; with these words in the name.
    fn matching(&self, own: Option<WorkshopId>, text: Option<&str>) -> Vec<&BoardWorkshop> {
        let text = text.map(|text| fold(text.trim()));
        let wanted = |(name, workshop): &&(String, BoardWorkshop)| {
            own.is_none_or(|own| own == workshop.id) && text.as_ref().is_none_or(|text| name.contains(text.as_str()))
        };
        self.0.iter().filter(wanted).map(|(_, workshop)| workshop).collect()
    }
}

/// Which of the rows a page shows, and the place of its end. A place is a row's number and its workshop, so that
/// a workshop that was renamed or left meanwhile still marks about the same place.
fn window(named: &[&BoardWorkshop], after: Option<Cursor>, limit: usize) -> (std::ops::Range<usize>, Option<Cursor>) {
    let start = after.map_or(0, |after| {
        let known = named.iter().position(|workshop| workshop.id.uuid() == after.id);
        known.unwrap_or_else(|| usize::try_from(after.key).unwrap_or_default()) + 1
    });
    let start = start.min(named.len());
    let range = start..(start + limit).min(named.len());
    let place = |index: usize| {
        named.get(index).map(|workshop| Cursor {
            key: i64::try_from(index).unwrap_or_default(),
            id: workshop.id.uuid(),
        })
    };
    let next = if range.end < named.len() && !range.is_empty() {
        place(range.end - 1)
    } else {
        None
    };
    (range, next)
}

/// All that a page's cells are made of.
#[derive(Default)]
struct Facts {
    limits: HashMap<WorkshopId, Limits>,
    dated: HashMap<(WorkshopId, NaiveDate), DatedUnits>,
    units: HashMap<(WorkshopId, NaiveDate), Units>,
    holidays: Holidays,
    holiday_names: BTreeMap<NaiveDate, Safe>,
}

#[derive(Default, Clone, Copy)]
struct Units {
    all: u32,
    notified: u32,
    overridden: u32,
}

impl Facts {
    fn day(&self, workshop: &BoardWorkshop, day: NaiveDate) -> BoardDay {
        let limit = self.limits.get(&workshop.id).map_or(0, |limits| limits.limit(day, &self.holidays));
        let units = self.units.get(&(workshop.id, day)).copied().unwrap_or_default();
        let paused = is_paused(workshop, day);
        BoardDay {
            day,
            limit,
            held: units.notified,
            taken: units.all.saturating_sub(units.notified),
            over: units.all.saturating_sub(limit),
            overridden: units.overridden,
            free: if paused { 0 } else { limit.saturating_sub(units.all) },
            special: self.special(workshop.id, day, paused),
        }
    }

    fn special(&self, workshop: WorkshopId, day: NaiveDate, paused: bool) -> Option<Special> {
        let reason = |dated: &DatedUnits| dated.reason.clone();
        match (self.holiday_names.get(&day), self.dated.get(&(workshop, day))) {
            (Some(name), _) => Some(Special::Holiday { name: name.clone() }),
            _ if paused => Some(Special::Paused),
            (None, Some(dated)) if dated.units == 0 => Some(Special::Closed { reason: reason(dated) }),
            (None, Some(dated)) => Some(Special::Dated { reason: reason(dated) }),
            (None, None) => None,
        }
    }
}

/// A pause ends on the day it names.
fn is_paused(workshop: &BoardWorkshop, day: NaiveDate) -> bool {
    workshop.paused && workshop.paused_until.is_none_or(|until| day < until)
}

/// The pause, unless it is over.
pub(super) fn pause(workshop: &BoardWorkshop, today: NaiveDate) -> Option<PauseView> {
    is_paused(workshop, today).then(|| PauseView {
        until: workshop.paused_until,
        reason: workshop.pause_reason.clone(),
    })
}
