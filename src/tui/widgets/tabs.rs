//! The lists of a pane by name, the one that is shown among them.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::tui::core::canvas::{Canvas, Spot};
use crate::tui::core::theme::{Theme, Tone};

/// Where not all have room, from the first one with which the one at `at` has.
pub fn view(theme: Theme, area: Rect, (titles, at): (&[String], usize), region: u8, canvas: &mut Canvas<'_>) {
    let room = usize::from(area.width);
    let tight = titles.iter().map(|title| title.width() + 2).sum::<usize>() > room;
    let tabs = titles.iter().enumerate().map(|(index, title)| match (index == at, tight) {
        (true, _) => format!("[{title}]"),
        (false, true) => format!(" {title}"),
        (false, false) => format!(" {title} "),
    });
    let tabs: Vec<String> = tabs.collect();
    // A mark on either side says that there are more.
    let used = |from: usize| tabs[from..=at].iter().map(|tab| tab.width()).sum::<usize>() + 2;
    let first = (0..at).find(|from| used(*from) <= room).unwrap_or(at);
    let past = theme.style(Tone::Past);
    let mut column = match first {
        0 => 0,
        _ => canvas.text_at(area, 0, 0, "‹", past),
    };
    for (index, tab) in tabs.iter().enumerate().skip(first) {
        let width = u16::try_from(tab.width()).unwrap_or(u16::MAX);
        let mark = u16::from(index + 1 < tabs.len());
        if column.saturating_add(width).saturating_add(mark) > area.width && index > at {
            canvas.text_at(area, 0, column, " ›", past);
            break;
        }
        let tone = if index == at { Tone::Selected } else { Tone::Past };
        canvas.text_at(area, 0, column, tab, theme.style(tone));
        let place = Rect {
            x: area.x.saturating_add(column),
            width: width.min(area.width.saturating_sub(column)),
            height: 1.min(area.height),
            ..area
        };
        canvas.spot(place, Spot::Row { region, index });
        column = column.saturating_add(width);
    }
}
