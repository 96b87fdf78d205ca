//! Work that no longer has room after a change: said before it is agreed to.

use crate::locale::{Catalogue, day_month, t};
use crate::tui::core::client::NoLongerFit;
use crate::tui::core::theme::Tone;
use crate::tui::pane::dialogue::Said;

/// Orders that are named; of the others how many there are.
const NAMED: usize = 8;

/// They stay booked, and the person knows.
pub fn crowded(catalogue: &Catalogue, left: &[NoLongerFit]) -> Said {
    let mut said = vec![
        Tone::Waits.marked(t!(catalogue, "talleres-crowded", count = left.len())),
        (Tone::Plain, t!(catalogue, "talleres-crowded-stay")),
    ];
    said.extend(left.iter().take(NAMED).map(|one| {
        let status = catalogue.text(&format!("production-{}.short", one.status), &[]);
        let line = t!(
            catalogue,
            "talleres-crowded-line",
            order = &one.number,
            units = i64::try_from(one.units).unwrap_or(i64::MAX),
            day = day_month(one.day),
            status = status
        );
        (Tone::Plain, line)
    }));
    if left.len() > NAMED {
        said.push((Tone::Plain, t!(catalogue, "talleres-crowded-more", count = left.len() - NAMED)));
    }
    said
}
