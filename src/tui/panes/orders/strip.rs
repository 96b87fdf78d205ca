//! The two lanes as two lines on one axis: each status an order passed, how long it stood there, where it stands. What came later
//! stands further to the right, in whichever lane.

use chrono::TimeDelta;
use unicode_width::UnicodeWidthStr;

use crate::domain::Time;
use crate::domain::orders::event::{Change, Lane};
use crate::locale::{Catalogue, span};
use crate::service::orders::view::Timeline;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::comparison::Pieces;
use crate::tui::pane::status;

const LANES: [Lane; 2] = [Lane::Payment, Lane::Production];

/// A status in a lane, from when.
struct Stop {
    lane: Lane,
    name: String,
    tone: Tone,
    waits: bool,
    at: Time,
}

/// Payment and production within `width` columns, the latest stops first to be kept; no line for production before it begins.
pub fn lanes(catalogue: &Catalogue, timeline: &Timeline, now: Time, width: usize) -> (Pieces, Option<Pieces>) {
    let stops: Vec<Stop> = timeline
        .events
        .iter()
        .filter_map(|event| stop(catalogue, event.event.at, &event.event.change))
        .collect();
    let is_last = |at: usize| stops[at + 1..].iter().all(|later| later.lane != stops[at].lane);
    // First how long each took gives way, then the first stops.
    let ways = [(0, Took::Said)]
        .into_iter()
        .chain((0..=stops.len()).map(|from| (from, Took::Unsaid)));
    let mut lanes = [Pieces::new(), Pieces::new()];
    for (from, took) in ways {
        let kept: Vec<usize> = (0..stops.len()).filter(|at| *at >= from || is_last(*at)).collect();
        lanes = drawn(&stops, &kept, took, now);
        if lanes.iter().all(|lane| width_of(lane) <= width) {
            break;
        }
    }
    let [payment, production] = lanes;
    (payment, (!production.is_empty()).then_some(production))
}

/// Whether it is said how long an order stood somewhere.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Took {
    Said,
    Unsaid,
}

fn stop(catalogue: &Catalogue, at: Time, change: &Change) -> Option<Stop> {
    match *change {
        Change::Payment { from, to } if from != Some(to) => Some(Stop {
            lane: Lane::Payment,
            name: status::short_payment(catalogue, to),
            tone: status::payment_tone(to),
            waits: status::payment_waits(to),
            at,
        }),
        Change::Production { from, to, .. } if from != Some(to) => Some(Stop {
            lane: Lane::Production,
            name: status::short_production(catalogue, to),
            tone: status::production_tone(to),
            waits: status::production_waits(to),
            at,
        }),
        _ => None,
    }
}

/// The stops that are kept, one after the other whatever their lane.
fn drawn(stops: &[Stop], kept: &[usize], took: Took, now: Time) -> [Pieces; 2] {
    LANES.map(|lane| {
        let mut pieces = Pieces::new();
        let mut before: Option<&Stop> = None;
        let skips = (0..stops.len()).any(|at| stops[at].lane == lane && !kept.contains(&at));
        if skips {
            pieces.push((Tone::Past, "… ".to_owned()));
        }
        for (column, at) in columns(stops, kept, took, now) {
            let stop = &stops[at];
            if stop.lane != lane {
                continue;
            }
            let room = column.saturating_sub(width_of(&pieces));
            match before {
                Some(earlier) => pieces.extend(way(stop.at - earlier.at, took, room)),
                None => pieces.push((Tone::Plain, " ".repeat(room))),
            }
            match is_followed(stops, at) {
                true => pieces.push((Tone::Past, stop.name.clone())),
                false => pieces.extend(standing(stop, now)),
            }
            before = Some(stop);
        }
        pieces.retain(|(_, text)| !text.is_empty());
        pieces
    })
}

fn is_followed(stops: &[Stop], at: usize) -> bool {
    stops[at + 1..].iter().any(|later| later.lane == stops[at].lane)
}

/// Where each of the kept stops begins: not before the one that came before it.
fn columns(stops: &[Stop], kept: &[usize], took: Took, now: Time) -> Vec<(usize, usize)> {
    let cut = |lane: Lane| {
        if (0..stops.len()).any(|at| stops[at].lane == lane && !kept.contains(&at)) {
            2
        } else {
            0
        }
    };
    let mut ends = LANES.map(cut);
    let mut before: [Option<&Stop>; 2] = [None, None];
    let mut least = 0;
    let mut columns = Vec::with_capacity(kept.len());
    for at in kept {
        let stop = &stops[*at];
        let lane = usize::from(stop.lane == Lane::Production);
        let gap = before[lane].map_or(0, |earlier| width_of(&way(stop.at - earlier.at, took, 0)));
        let column = least.max(ends[lane] + gap);
        let text = if is_followed(stops, *at) {
            stop.name.width()
        } else {
            width_of(&standing(stop, now))
        };
        (ends[lane], before[lane], least) = (column + text, Some(stop), column);
        columns.push((column, *at));
    }
    columns
}

/// Where the order stands in a lane, and for how long where that is waited for.
fn standing(stop: &Stop, now: Time) -> Pieces {
    let mut pieces = vec![(stop.tone, format!("{} ●", stop.name))];
    if stop.waits {
        pieces.push((Tone::Past, format!(" {}", span(now - stop.at))));
    }
    pieces
}

/// From one stop to the next, in `room` columns or as many as it takes: how long that took, between bars.
fn way(stood: TimeDelta, took: Took, room: usize) -> Pieces {
    let stood = stood.max(TimeDelta::zero());
    if took == Took::Unsaid {
        return vec![(Tone::Rule, format!(" {} ", "━".repeat(room.saturating_sub(2).max(1))))];
    }
    let (bar, took) = (bar(stood), span(stood));
    let spare = room.saturating_sub(2 * (bar.width() + 2) + took.width());
    let (left, right) = ("━".repeat(spare / 2), "━".repeat(spare - spare / 2));
    vec![
        (Tone::Rule, format!(" {bar}{left} ")),
        (Tone::Past, took),
        (Tone::Rule, format!(" {right}{bar} ")),
    ]
}

fn width_of(pieces: &[(Tone, String)]) -> usize {
    pieces.iter().map(|(_, text)| text.width()).sum()
}

/// Longer where it took longer.
const fn bar(stood: TimeDelta) -> &'static str {
    match stood.num_minutes() {
        ..60 => "━",
        60..1440 => "━━",
        _ => "━━━",
    }
}
