//! The last row: the keys that work now, most useful first, cut to the width.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::model::Model;
use super::update::entries;
use crate::locale::t;
use crate::tui::core::action::{Availability, Entry};
use crate::tui::core::canvas::{Canvas, Spot};
use crate::tui::core::theme::Tone;
use crate::tui::pane::mounted::AnyPane;

const GAP: u16 = 3;

pub fn view(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let shell = &model.shell;
    if !shell.overlays.is_empty() {
        // Its own keys are on its edge.
        return;
    }
    if model.shown().is_some_and(AnyPane::typing) {
        canvas.text_at(area, 0, 1, &t!(shell.catalogue, "shell-typing-keys"), shell.theme.style(Tone::Past));
        return;
    }
    let mut column: u16 = 1;
    let entries = entries(model);
    let offered = |entry: &&Entry| entry.footer && entry.availability == Availability::Enabled;
    for entry in entries.iter().filter(offered) {
        let Some(key) = entry.keys.first().map(ToString::to_string) else {
            continue;
        };
        let label = shell.catalogue.text(entry.label, &[]);
        let wanted = u16::try_from(key.width() + 1 + label.width()).unwrap_or(u16::MAX);
        if column.saturating_add(wanted) >= area.width {
            return;
        }
        let used = canvas.text_at(area, 0, column, &key, shell.theme.style(Tone::Accent));
        canvas.text_at(area, 0, column + used + 1, &label, shell.theme.style(Tone::Past));
        let place = Rect {
            x: area.x + column,
            y: area.y,
            width: wanted,
            height: 1,
        };
        canvas.spot(place, Spot::Action(entry.action));
        column += wanted + GAP;
    }
}
