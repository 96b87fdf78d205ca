//! One cell of the board: a bar of what is taken, held and free, and used/limit. Shades and marks say what colours say.

use crate::locale::{Catalogue, t};
use crate::service::workshops::board::{BoardDay, Special};
use crate::tui::core::theme::Tone;

/// A full column of a bar: accepted or later; waiting for its workshop's answer; above the limit.
pub const TAKEN: &str = "█";
pub const HELD: &str = "▒";
pub const OVER: &str = "▲";
/// A day of which nothing is taken: its limit is said where the cursor is.
pub const FREE: &str = "·";
/// An eighth to seven eighths of a column.
const EIGHTHS: [&str; 7] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Pieces of the bar, then the figures and the mark.
    Bar {
        bar: Vec<(Tone, String)>,
        figures: (Tone, String),
        mark: &'static str,
    },
    /// All of it is free.
    Free,
    /// A day without work: closed, or the holiday's name.
    Word(String),
    /// Nothing was booked and the workshop is away; drawn once over a run of such days.
    Away,
}

/// A cell whose bar has `room` columns.
pub fn said(catalogue: &Catalogue, day: &BoardDay, room: u16) -> Said {
    let used = day.held.saturating_add(day.taken);
    match &day.special {
        Some(Special::Paused) if used == 0 => return Said::Away,
        Some(Special::Holiday { name }) if used == 0 && day.limit == 0 => return Said::Word(name.to_string()),
        _ if used == 0 && day.limit == 0 => return Said::Word(t!(catalogue, "talleres-closed")),
        None if used == 0 => return Said::Free,
        _ => {}
    }
    let tone = match () {
        () if day.over > 0 => Tone::Wrong,
        () if used == 0 => Tone::Past,
        () if used >= day.limit => Tone::Strong,
        () => Tone::Plain,
    };
    Said::Bar {
        bar: bar(day, usize::from(room)),
        figures: (tone, figures(day)),
        mark: match day {
            day if day.over > 0 => OVER,
            day if day.overridden > 0 => "△",
            _ => " ",
        },
    }
}

/// `7/8`.
pub fn figures(day: &BoardDay) -> String {
    format!("{}/{}", short(day.held.saturating_add(day.taken)), short(day.limit))
}

/// Thousands and millions in few columns.
fn short(units: u32) -> String {
    match units {
        ..10_000 => units.to_string(),
        10_000..10_000_000 => format!("{}k", units / 1_000),
        _ => format!("{}M", units / 1_000_000),
    }
}

fn bar(day: &BoardDay, room: usize) -> Vec<(Tone, String)> {
    let used = u64::from(day.held) + u64::from(day.taken);
    let whole = used.max(u64::from(day.limit)).max(1);
    let tone = if day.over > 0 { Tone::Wrong } else { Tone::Accent };
    let eighths = |units: u64| (units * 8 * room as u64).div_ceil(whole) as usize;
    if day.held == 0 {
        let filled = eighths(used);
        let mut text = TAKEN.repeat(filled / 8);
        if filled % 8 > 0 {
            text.push_str(EIGHTHS[filled % 8 - 1]);
        }
        return vec![(tone, text)];
    }
    // Two shades meet at a whole column, and neither is lost.
    let filled = eighths(used).div_ceil(8).max(1 + usize::from(day.taken > 0)).min(room);
    let held = (filled as u64 * u64::from(day.held)).div_ceil(used) as usize;
    let most = filled.saturating_sub(usize::from(day.taken > 0)).max(usize::from(room == 1));
    let held = held.clamp(1.min(most), most);
    vec![
        (tone, TAKEN.repeat(filled.saturating_sub(held))),
        (if day.over > 0 { Tone::Wrong } else { Tone::Waits }, HELD.repeat(held)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;

    fn day(limit: u32, taken: u32, held: u32) -> BoardDay {
        BoardDay {
            day: "2026-11-23".parse().unwrap(),
            limit,
            held,
            taken,
            over: (held + taken).saturating_sub(limit),
            overridden: 0,
            free: limit.saturating_sub(held + taken),
            special: None,
        }
    }

    fn text(day: &BoardDay) -> String {
        match said(Catalogue::of(Locale::Es), day, 4) {
            Said::Bar { bar, figures, mark } => {
                let bar: String = bar.into_iter().map(|(_, text)| text).collect();
                format!("{bar} {}{}", figures.1, mark.trim())
            }
            Said::Word(word) => word,
            Said::Free => FREE.into(),
            Said::Away => "~".into(),
        }
    }

    #[test]
    fn shades_and_marks_tell_everything_without_colour() {
        let cases = [
            (day(8, 0, 0), "·"),
            (day(8, 8, 0), "████ 8/8"),
            (day(8, 7, 0), "███▌ 7/8"),
            (day(8, 1, 0), "▌ 1/8"),
            (day(8, 4, 4), "██▒▒ 8/8"),
            (day(8, 0, 1), "▒ 1/8"),
            (day(100, 1, 1), "█▒ 2/100"),
            (day(8, 10, 0), "████ 10/8▲"),
            (day(0, 3, 0), "████ 3/0▲"),
            (day(0, 0, 0), "cerrado"),
            (day(1_000_000_000, 12_345, 0), "▏ 12k/1000M"),
        ];
        for (day, expected) in cases {
            assert_eq!(text(&day), expected, "{day:?}");
        }
    }

    #[test]
    fn a_free_day_unlike_the_others_says_its_limit() {
        let special = Some(Special::Dated { reason: None });
        assert_eq!(text(&BoardDay { special, ..day(4, 0, 0) }), " 0/4");
    }

    #[test]
    fn a_bar_never_leaves_its_room() {
        for room in 0..8 {
            for (limit, taken, held) in [(0, 1, 1), (8, 9, 9), (1, 0, 1), (u32::MAX, u32::MAX, 0), (3, 2, 1)] {
                let mut it = day(8, 0, 0);
                (it.limit, it.taken, it.held) = (limit, taken, held);
                let width: usize = bar(&it, room).iter().map(|(_, text)| text.chars().count()).sum();
                assert!(width <= room, "{room}: {it:?}");
            }
        }
    }
}
