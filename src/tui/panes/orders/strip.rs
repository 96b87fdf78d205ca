//! The two lanes as two lines: each status an order passed, how long it stood there, where it stands.

use chrono::TimeDelta;
use unicode_width::UnicodeWidthStr;

use crate::domain::Time;
use crate::domain::orders::event::Change;
use crate::locale::{Catalogue, span};
use crate::service::orders::view::Timeline;
use crate::tui::core::theme::Tone;
use crate::tui::pane::status;

/// A status in a lane, from when.
struct Stop {
    name: String,
    tone: Tone,
    waits: bool,
    at: Time,
}

/// Pieces of a line, and the columns where its stops begin, the last ones first to be kept.
pub struct Lane {
    pub pieces: Vec<(Tone, String)>,
    columns: Vec<usize>,
}

/// Payment and production within `width` columns. Production begins below the confirmation where there is room for it.
pub fn lanes(catalogue: &Catalogue, timeline: &Timeline, now: Time, width: usize) -> (Lane, Option<Lane>) {
    let (mut payment, mut production) = (Vec::new(), Vec::new());
    let mut confirmed = None;
    for event in &timeline.events {
        let at = event.event.at;
        match event.event.change {
            Change::Payment { from, to } if from != Some(to) => {
                if production.is_empty() && to == crate::domain::orders::status::PaymentStatus::Confirmed {
                    confirmed = Some(payment.len());
                }
                payment.push(Stop {
                    name: status::short_payment(catalogue, to),
                    tone: status::payment_tone(to),
                    waits: status::payment_waits(to),
                    at,
                });
            }
            Change::Production { from, to, .. } if from != Some(to) => production.push(Stop {
                name: status::short_production(catalogue, to),
                tone: status::production_tone(to),
                waits: status::production_waits(to),
                at,
            }),
            _ => {}
        }
    }
    // Counted from the end: the beginning may be cut.
    let confirmed = confirmed.map(|at| payment.len() - at);
    let payment = lane(&payment, now, width);
    if production.is_empty() {
        return (payment, None);
    }
    let shown = confirmed.and_then(|from_end| payment.columns.len().checked_sub(from_end));
    let wanted = shown.map_or(0, |at| payment.columns[at]);
    let whole = width_of(&lane(&production, now, usize::MAX).pieces);
    let indent = if wanted + whole <= width {
        wanted
    } else {
        width.saturating_sub(whole).min(wanted)
    };
    let mut production = lane(&production, now, width - indent.min(width));
    if indent > 0 {
        production.pieces.insert(0, (Tone::Plain, " ".repeat(indent)));
    }
    (payment, Some(production))
}

fn width_of(pieces: &[(Tone, String)]) -> usize {
    pieces.iter().map(|(_, text)| text.width()).sum()
}

/// The last stops that fit, `…` before them when there were more.
fn lane(stops: &[Stop], now: Time, width: usize) -> Lane {
    let mut skip = 0;
    loop {
        let lane = written(&stops[skip..], skip > 0, now);
        if width_of(&lane.pieces) <= width || skip + 1 >= stops.len() {
            return lane;
        }
        skip += 1;
    }
}

fn written(stops: &[Stop], cut: bool, now: Time) -> Lane {
    let mut pieces = Vec::new();
    if cut {
        pieces.push((Tone::Past, "… ".to_owned()));
    }
    let mut columns = Vec::with_capacity(stops.len());
    for (index, stop) in stops.iter().enumerate() {
        columns.push(width_of(&pieces));
        match stops.get(index + 1) {
            Some(next) => {
                pieces.push((Tone::Past, stop.name.clone()));
                let stood = (next.at - stop.at).max(TimeDelta::zero());
                let bar = bar(stood);
                pieces.push((Tone::Rule, format!(" {bar} ")));
                pieces.push((Tone::Past, span(stood)));
                pieces.push((Tone::Rule, format!(" {bar} ")));
            }
            None => {
                pieces.push((stop.tone, format!("{} ●", stop.name)));
                if stop.waits {
                    pieces.push((Tone::Past, format!(" {}", span(now - stop.at))));
                }
            }
        }
    }
    Lane { pieces, columns }
}

/// Longer where it took longer.
const fn bar(stood: TimeDelta) -> &'static str {
    match stood.num_minutes() {
        ..60 => "━",
        60..1440 => "━━",
        _ => "━━━",
    }
}
