//! Who could make the selected order, and why the others could not: rows to choose from, and sentences for when no workshop can.

use crate::domain::fulfilment::workshop_choice::{Change, Misfit, Shortfall};
use crate::domain::ids::{OrderId, WorkshopId};
use crate::domain::money::Money;
use crate::locale::{Catalogue, date, day_month, t};
use crate::service::fulfilment::candidates::{CandidateView, Candidates, MisfitView, ShortfallView};
use crate::tui::core::theme::Tone;
use crate::tui::widgets::list::{Cell, List, Row};

/// The candidates of an order.
#[derive(Debug, Default)]
pub struct Choice {
    found: Option<Box<Candidates>>,
    pub list: List<WorkshopId>,
    /// Why they could not be read.
    pub fault: Option<String>,
}

impl Choice {
    pub fn put(&mut self, catalogue: &Catalogue, found: Box<Candidates>) {
        if self.found.as_ref().is_some_and(|before| before.order != found.order) {
            self.list.clear();
        }
        let fitting = found
            .fitting
            .iter()
            .zip(1..)
            .map(|(one, place)| candidate(catalogue, &found, one, place));
        let failed = found.failed.iter().map(|one| misfit(catalogue, one));
        self.list.replace(fitting.chain(failed).collect());
        self.found = Some(found);
        self.fault = None;
    }

    pub fn shown(&self) -> Option<&Candidates> {
        self.found.as_deref()
    }

    /// Those of this order, once they are here.
    pub fn of(&self, order: OrderId) -> Option<&Candidates> {
        self.shown().filter(|found| found.order == order)
    }
}

/// What the order's price leaves after the cost, beside which it stands.
pub fn margin(catalogue: &Catalogue, one: &CandidateView) -> Option<String> {
    let left = one.margin?;
    let amount = match left.currency() == one.cost.currency() {
        true => left.digits(),
        false => left.to_string(),
    };
    Some(t!(catalogue, "talleres-margin", amount = amount))
}

/// How much of the price that is, where it is some and in its currency.
fn share(found: &Candidates, one: &CandidateView) -> Option<String> {
    let same = |left: &Money| left.currency() == found.price.currency() && found.price.is_positive() && !left.is_negative();
    let left = one.margin.filter(same)?;
    Some(format!("{} %", i128::from(left.minor()) * 100 / i128::from(found.price.minor())))
}

/// Mark, name, day, cost, what is left, how much that is, acceptance.
fn candidate(catalogue: &Catalogue, found: &Candidates, one: &CandidateView, place: u32) -> Row<WorkshopId> {
    let chosen = found.workshop == Some(one.workshop);
    let mark = if chosen { "◉".to_owned() } else { place.to_string() };
    let accepts = match one.acceptance {
        Some(permille) => t!(catalogue, "talleres-accepts", percent = (permille + 5) / 10),
        None => t!(catalogue, "talleres-accepts-unknown"),
    };
    Row {
        id: one.workshop,
        cells: vec![
            Cell::toned(if chosen { Tone::Accent } else { Tone::Plain }, mark),
            Cell::new(one.name.as_str()),
            Cell::new(t!(catalogue, "talleres-ready", day = day_month(one.ready_on))),
            Cell::new(one.cost.to_string()),
            Cell::toned(
                if one.margin.is_some_and(|left| !left.is_positive()) {
                    Tone::Wrong
                } else {
                    Tone::Plain
                },
                margin(catalogue, one).unwrap_or_default(),
            ),
            Cell::toned(Tone::Past, share(found, one).unwrap_or_default()),
            Cell::toned(Tone::Past, accepts),
        ],
    }
}

/// Nothing, name, why.
fn misfit(catalogue: &Catalogue, one: &MisfitView) -> Row<WorkshopId> {
    Row {
        id: one.workshop,
        cells: vec![
            Cell::default(),
            Cell::toned(Tone::Past, one.name.as_str()),
            Cell::toned(Tone::Past, unfit(catalogue, one)),
        ],
    }
}

/// Why a workshop cannot, and until when.
pub fn unfit(catalogue: &Catalogue, one: &MisfitView) -> String {
    match (one.reason, one.until) {
        (Misfit::Paused, Some(day)) => t!(catalogue, "talleres-misfit-paused-until", day = day_month(day)),
        (Misfit::NoCapacity, Some(day)) => t!(catalogue, "talleres-misfit-full-until", day = day_month(day)),
        (reason, _) => catalogue.text(&format!("misfit-{reason}"), &[]),
    }
}

/// How many failed what.
pub fn reasons(catalogue: &Catalogue, shortfall: &Shortfall) -> String {
    let reasons = shortfall.tallies.iter().map(|tally| {
        let key = match (tally.reason, tally.until) {
            (Misfit::NoCapacity | Misfit::Paused, Some(_)) => format!("talleres-tally-{}-until", tally.reason),
            (reason, _) => format!("talleres-tally-{reason}"),
        };
        let until = tally.until.map_or_else(String::new, day_month);
        catalogue.text(&key, &[("count", tally.workshops.into()), ("day", until.into())])
    });
    reasons.collect::<Vec<_>>().join(", ")
}

/// Nobody can: how many failed what, the nearest day, and what would help at the least cost.
pub fn nobody(catalogue: &Catalogue, view: &ShortfallView) -> Vec<(Tone, String)> {
    let Shortfall {
        total, nearest, change, ..
    } = &view.shortfall;
    if *total == 0 {
        return vec![(Tone::Waits, t!(catalogue, "talleres-nobody-at-all"))];
    }
    let reasons = reasons(catalogue, &view.shortfall);
    let mut lines = vec![(Tone::Waits, t!(catalogue, "talleres-nobody", total = *total, reasons = reasons))];
    if let Some(day) = nearest {
        lines.push((Tone::Plain, t!(catalogue, "talleres-nearest", day = date(*day))));
    }
    if let Some(change) = change {
        let name = view.workshop.as_ref().map_or("–", |name| name.as_str());
        lines.push((Tone::Plain, helps(catalogue, *change, name)));
    }
    lines
}

/// The same in a few words, for a row of the queue: the one thing that would help, or what most failed.
pub fn stuck(catalogue: &Catalogue, view: &ShortfallView) -> String {
    let workshop = view.workshop.as_ref().map_or("–", |name| name.as_str());
    match view.shortfall.change {
        Some(Change::RaiseCeiling { .. }) => t!(catalogue, "talleres-stuck-ceiling", workshop = workshop),
        Some(Change::Unpause { .. }) => t!(catalogue, "talleres-stuck-paused", workshop = workshop),
        Some(Change::ExtendZone { .. }) => t!(catalogue, "talleres-stuck-zone", workshop = workshop),
        Some(Change::Wait { until, .. }) => t!(catalogue, "talleres-stuck-full", day = day_month(until)),
        Some(Change::AddOffer { .. }) => t!(catalogue, "talleres-stuck-offer", workshop = workshop),
        None if view.shortfall.total == 0 => t!(catalogue, "talleres-stuck-nobody"),
        None => reasons(catalogue, &view.shortfall),
    }
}

fn helps(catalogue: &Catalogue, change: Change, workshop: &str) -> String {
    match change {
        Change::RaiseCeiling { to, .. } => t!(catalogue, "talleres-helps-ceiling", workshop = workshop, cost = to),
        Change::Unpause { .. } => t!(catalogue, "talleres-helps-unpause", workshop = workshop),
        Change::ExtendZone { .. } => t!(catalogue, "talleres-helps-zone", workshop = workshop),
        Change::Wait { until, .. } => t!(catalogue, "talleres-helps-wait", workshop = workshop, day = date(until)),
        Change::AddOffer { .. } => t!(catalogue, "talleres-helps-offer", workshop = workshop),
    }
}
