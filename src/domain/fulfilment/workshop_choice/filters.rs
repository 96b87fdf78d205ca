//! The hard filters of the choice, in the order of [`Misfit`]; all but the room are looked at before any booking is read.

use chrono::NaiveDate;

use super::{Lack, Misfit, Misfitted, Pause, Plan, Wanted, WorkshopFacts};
use crate::domain::orders::shipping::DeliveryMethod;

/// Workshops after the filters that need no bookings.
#[derive(Debug)]
pub struct Screened<'a> {
    pub(crate) passing: Vec<Passing<'a>>,
    pub(crate) failed: Vec<Miss<'a>>,
}

impl<'a> Screened<'a> {
    /// Those whose bookings [`super::order`] asks for.
    pub fn passing(&self) -> impl ExactSizeIterator<Item = &'a WorkshopFacts> {
        self.passing.iter().map(|passing| passing.workshop)
    }
}

#[derive(Debug)]
pub(crate) struct Passing<'a> {
    pub workshop: &'a WorkshopFacts,
    pub plan: Plan<'a>,
    /// What it fails of the filters that come after the room.
    pub later: Vec<Misfit>,
}

/// A workshop that failed, with what the shortfall asks about it.
#[derive(Debug)]
pub(crate) struct Miss<'a> {
    pub workshop: &'a WorkshopFacts,
    pub plan: Result<Plan<'a>, Lack>,
    pub reason: Misfit,
    pub until: Option<NaiveDate>,
    /// It fails nothing else that was looked at.
    pub alone: bool,
}

impl Miss<'_> {
    pub(crate) fn misfitted(&self) -> Misfitted {
        Misfitted {
            reason: self.reason,
            until: self.until,
            workshop: self.workshop.id,
        }
    }
}

/// The first step: every filter before the room. A workshop and its offers count as they are on `today`.
pub fn screen<'a>(wanted: &Wanted, workshops: impl IntoIterator<Item = &'a WorkshopFacts>, today: NaiveDate) -> Screened<'a> {
    let (mut passing, mut failed) = (Vec::new(), Vec::new());
    for workshop in workshops {
        let (plan, misfits) = judge(wanted, workshop, today);
        let early = misfits.first().copied().filter(|misfit| *misfit < Misfit::NoCapacity);
        match plan {
            Ok(plan) if early.is_none() => passing.push(Passing {
                workshop,
                plan,
                later: misfits,
            }),
            plan => {
                let reason = early.unwrap_or(Misfit::NoOffer);
                let pause = workshop.paused.as_ref().filter(|_| reason == Misfit::Paused);
                failed.push(Miss {
                    workshop,
                    plan,
                    reason,
                    until: pause.and_then(|pause| pause.until),
                    alone: misfits.len() == 1,
                });
            }
        }
    }
    Screened { passing, failed }
}

/// The first hard filter `workshop` fails on `today`, its room aside: for who is chosen by hand.
pub fn misfit(wanted: &Wanted, workshop: &WorkshopFacts, today: NaiveDate) -> Option<Misfit> {
    judge(wanted, workshop, today).1.first().copied()
}

/// Every filter it fails, in order, its room aside.
fn judge<'a>(wanted: &Wanted, workshop: &'a WorkshopFacts, today: NaiveDate) -> (Result<Plan<'a>, Lack>, Vec<Misfit>) {
    let plan = Plan::of(wanted, workshop, today);
    let fails = |misfit: &Misfit| fails(*misfit, wanted, workshop, &plan, today);
    let misfits = Misfit::ALL.iter().copied().filter(fails).collect();
    (plan, misfits)
}

fn fails(misfit: Misfit, wanted: &Wanted, workshop: &WorkshopFacts, plan: &Result<Plan<'_>, Lack>, today: NaiveDate) -> bool {
    match misfit {
        Misfit::Inactive => !workshop.active,
        Misfit::Paused => workshop.paused.as_ref().is_some_and(|pause| pause.holds_on(today)),
        Misfit::OutOfZone => !wanted.is_reached_by(workshop),
        Misfit::NoOffer | Misfit::Quantity => plan.as_ref().is_err_and(|lack| lack.reason == misfit),
        Misfit::NoCapacity => false,
        Misfit::Excluded => wanted.excluded.contains(&workshop.id),
        Misfit::OverCeiling => plan.as_ref().is_ok_and(|plan| wanted.is_over_ceiling(plan.cost)),
    }
}

impl Pause {
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.until.is_none_or(|back| day < back)
    }
}

impl Wanted {
    /// Local delivery needs a zone in common, national shipping who ships, pickup who hosts it (and in the city, if one is named).
    fn is_reached_by(&self, workshop: &WorkshopFacts) -> bool {
        let in_zone = |zones: &Vec<_>| zones.iter().any(|zone| workshop.zones.contains(zone));
        match self.delivery {
            DeliveryMethod::LocalDelivery => self.zones.as_ref().is_some_and(in_zone),
            DeliveryMethod::NationalShipping => workshop.ships_nationally,
            DeliveryMethod::Pickup => workshop.hosts_pickup && self.zones.as_ref().is_none_or(in_zone),
        }
    }
}
