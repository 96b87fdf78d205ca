//! The order that is open: its history as a list of events, the newest selected.

use crate::domain::Time;
use crate::domain::ids::OrderId;
use crate::domain::orders::event::{Change, Lane};
use crate::locale::{Catalogue, moment, zone};
use crate::service::orders::view::{EventView, Timeline};
use crate::tui::core::global::Motion;
use crate::tui::core::theme::Tone;
use crate::tui::pane::status;
use crate::tui::widgets::list::{Cell, List, Row};

#[derive(Debug)]
pub struct OpenOrder {
    pub id: OrderId,
    pub number: String,
    pub timeline: Option<Box<Timeline>>,
    pub failed: Option<String>,
    /// By their number.
    pub events: List<i64>,
    /// Events up to this one have been seen.
    known: i64,
    /// What comes next is one's own doing: one goes on to it.
    pub follow: bool,
}

impl OpenOrder {
    pub fn new(id: OrderId, number: impl Into<String>) -> Self {
        Self {
            id,
            number: number.into(),
            timeline: None,
            failed: None,
            events: List::default(),
            known: i64::MAX,
            follow: false,
        }
    }

    pub fn put(&mut self, catalogue: &Catalogue, now: Time, timeline: Box<Timeline>) {
        let follow = std::mem::take(&mut self.follow) || self.timeline.is_none();
        let known = if follow { i64::MAX } else { self.known };
        let rows = rows(catalogue, now, &timeline, known);
        self.number.clone_from(&timeline.order.number);
        self.events.replace(rows);
        if follow {
            self.events.motion(Motion::Last);
            self.known = last(&timeline);
        }
        self.failed = None;
        self.timeline = Some(timeline);
    }

    /// What had come while one looked is no longer new.
    pub fn motion(&mut self, catalogue: &Catalogue, now: Time, motion: Motion) {
        if self.events.motion(motion)
            && let Some(timeline) = &self.timeline
        {
            let newest = last(timeline);
            if self.known < newest {
                self.known = newest;
                self.events.rewrite(rows(catalogue, now, timeline, newest));
            }
        }
    }

    pub fn event(&self) -> Option<&EventView> {
        let seq = self.events.selected()?;
        self.timeline.as_ref()?.events.iter().find(|event| event.event.seq == seq)
    }
}

fn last(timeline: &Timeline) -> i64 {
    timeline.events.last().map_or(0, |event| event.event.seq)
}

fn rows(catalogue: &Catalogue, now: Time, timeline: &Timeline, known: i64) -> Vec<Row<i64>> {
    let standing = |lane| {
        timeline
            .events
            .iter()
            .rev()
            .find(|event| event.lane() == lane)
            .map(|event| event.event.seq)
    };
    let standing = [standing(Lane::Payment), standing(Lane::Production)];
    let is_standing = |event: &EventView| standing.contains(&Some(event.event.seq));
    let each = timeline.events.iter();
    each.map(|event| row(catalogue, now, event, (is_standing(event), known))).collect()
}

/// When, the lanes by their full names, by their short ones, both in one, who, what. The table chooses by its width.
fn row(catalogue: &Catalogue, now: Time, event: &EventView, (standing, known): (bool, i64)) -> Row<i64> {
    // Only where a lane stands now speaks in colour; what it passed is past.
    let dot = |tone, name: String| Cell::toned(if standing { tone } else { Tone::Plain }, format!("● {name}"));
    let lane = || Cell::toned(Tone::Rule, "│");
    let [payment, production, short_payment, short_production, both] = match event.event.change {
        Change::Payment { to, .. } => {
            let tone = status::payment_tone(to);
            let full = dot(tone, status::payment(catalogue, to));
            [full.clone(), lane(), dot(tone, status::short_payment(catalogue, to)), lane(), full]
        }
        Change::Production { to, .. } => {
            let tone = status::production_tone(to);
            let full = dot(tone, status::production(catalogue, to));
            [
                lane(),
                full.clone(),
                lane(),
                dot(tone, status::short_production(catalogue, to)),
                full,
            ]
        }
        Change::Note => [lane(), lane(), lane(), lane(), lane()],
    };
    let said = catalogue.event_beside_status(&event.event);
    let said = if event.event.seq > known {
        Cell::toned(Tone::Changed, format!("+ {said}"))
    } else {
        Cell::new(said)
    };
    Row {
        id: event.event.seq,
        cells: vec![
            Cell::toned(Tone::Past, at(event.event.at, now)),
            payment,
            production,
            short_payment,
            short_production,
            both,
            Cell::toned(Tone::Past, who(catalogue, event)),
            said,
        ],
    }
}

/// `22/11 14:32:05`; without the seconds and with the year when it was another one.
fn at(at: Time, now: Time) -> String {
    use chrono::Datelike;
    let year = |time| zone().day(time).year();
    if year(at) == year(now) {
        moment(at)
    } else {
        zone().local(at).format("%d/%m/%y %H:%M").to_string()
    }
}

/// The name, or the role where there is none.
pub fn who(catalogue: &Catalogue, event: &EventView) -> String {
    use crate::domain::actor::Role;
    match event.event.actor_role {
        role @ (Role::Customer | Role::System) => catalogue.text(&format!("role-{role}"), &[]),
        role if event.who.is_empty() => catalogue.text(&format!("role-{role}"), &[]),
        _ => event.who.as_str().to_owned(),
    }
}
