//! The last row: the keys that work now, most useful first, cut to the width; the ways to all others always stand at its end.
//! Under a card its own keys stand there.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::model::Model;
use super::update::entries;
use crate::locale::t;
use crate::tui::core::action::{ActionRef, Availability, Entry};
use crate::tui::core::canvas::{Canvas, Spot};
use crate::tui::core::global::Global;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::frame;
use crate::tui::pane::mounted::AnyPane;

const GAP: u16 = 3;

pub fn view(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let shell = &model.shell;
    if !shell.overlays.is_empty() {
        return;
    }
    if model.shown().is_some_and(AnyPane::typing) {
        return frame::keys(shell, &t!(shell.catalogue, "shell-typing-keys"), canvas);
    }
    let entries = entries(model);
    let possible = entries.iter().filter(|entry| entry.availability == Availability::Enabled);
    let (always, others): (Vec<&Entry>, Vec<&Entry>) = possible.partition(|entry| is_always(entry));
    let named = |entry: &&Entry| Item {
        key: entry.keys.first().map(ToString::to_string).unwrap_or_default(),
        label: shell.catalogue.text(entry.label, &[]),
        action: entry.action,
    };
    let others: Vec<Item> = others.iter().filter(|entry| entry.footer).map(named).collect();
    let mut always: Vec<Item> = always.iter().map(named).collect();
    always.sort_by_key(|item| item.action != ActionRef::Global(Global::Region));
    if width(&always) > area.width / 2 {
        // The keys alone are known soon; what one can do here is not.
        always.iter_mut().for_each(|item| item.label.clear());
    }
    let room = area.width.saturating_sub(width(&always) + 1);
    let mut column: u16 = 1;
    for item in others {
        if column + item.width() + GAP > room {
            break;
        }
        column = item.draw(model, area, column, canvas);
    }
    for item in always {
        column = item.draw(model, area, column, canvas);
    }
}

/// The ways to everything else.
const fn is_always(entry: &Entry) -> bool {
    matches!(entry.action, ActionRef::Global(Global::Region | Global::Palette | Global::Help))
}

struct Item {
    key: String,
    label: String,
    action: ActionRef,
}

/// Of all of them with the gaps between.
fn width(items: &[Item]) -> u16 {
    items.iter().map(|item| item.width() + GAP).sum::<u16>().saturating_sub(GAP)
}

impl Item {
    fn width(&self) -> u16 {
        let label = if self.label.is_empty() { 0 } else { self.label.width() + 1 };
        u16::try_from(self.key.width() + label).unwrap_or(u16::MAX / 64)
    }

    /// Answers the column of the next one.
    fn draw(&self, model: &Model, area: Rect, column: u16, canvas: &mut Canvas<'_>) -> u16 {
        let theme = model.shell.theme;
        let used = canvas.text_at(area, 0, column, &self.key, theme.style(Tone::Accent));
        canvas.text_at(area, 0, column + used + 1, &self.label, theme.style(Tone::Past));
        let place = Rect {
            x: area.x + column,
            y: area.y,
            width: self.width(),
            height: 1,
        };
        canvas.spot(place, Spot::Action(self.action));
        column + self.width() + GAP
    }
}
