//! The first two rows: panes and what waits in them, who, which database and its link, the clock.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::locale::{clock, t};
use crate::tui::action::ActionRef;
use crate::tui::canvas::{Canvas, Spot};
use crate::tui::data::LinkState;
use crate::tui::global::Global;
use crate::tui::model::Model;
use crate::tui::theme::Tone;

/// Rows it takes.
pub const ROWS: u16 = 2;

pub fn view(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let theme = model.shell.theme;
    let mut column = 1 + canvas.text_at(area, 0, 1, "krafta", theme.style(Tone::Accent)) + 3;
    for (index, pane) in model.panes.iter().enumerate() {
        let title = model.shell.catalogue.text(pane.title(), &[]);
        let tone = if index == model.shell.active { Tone::Selected } else { Tone::Past };
        let mut used = canvas.text_at(area, 0, column, &format!("{} {title}", index + 1), theme.style(tone));
        if let Some(count) = pane.waiting().filter(|&count| count > 0) {
            used += canvas.text_at(area, 0, column + used, &format!(" {count}"), theme.style(Tone::Waits));
        }
        let place = Rect {
            x: area.x + column,
            y: area.y,
            width: used,
            height: 1,
        };
        canvas.spot(place, Spot::Action(ActionRef::Global(Global::Go(index))));
        column += used + 3;
    }
    right(
        model,
        Rect {
            x: area.x + column.min(area.width),
            width: area.width.saturating_sub(column),
            ..area
        },
        canvas,
    );
    canvas.rule(area, 1, theme.style(Tone::Rule));
}

/// From the right, as much as fits: clock, database and link, who.
fn right(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let shell = &model.shell;
    let role = shell.catalogue.text(&format!("role-{}", shell.operator.role), &[]);
    let (glyph, tone) = match shell.link {
        LinkState::Up => ("●", Tone::Done),
        LinkState::Retrying { .. } => ("○", Tone::Wrong),
    };
    let clock = clock(shell.now);
    let who = format!("{} · {role}", shell.operator.name);
    let mut parts = vec![
        (clock, Tone::Plain),
        (format!("{} {glyph}", shell.database), tone),
        (who, Tone::Past),
    ];
    if shell.frozen.is_some() {
        parts.insert(1, (t!(shell.catalogue, "shell-frozen"), Tone::Waits));
    }
    let mut end = area.width.saturating_sub(1);
    for (text, tone) in parts {
        let width = u16::try_from(text.width()).unwrap_or(u16::MAX);
        let Some(start) = end.checked_sub(width) else { return };
        canvas.text_at(area, 0, start, &text, shell.theme.style(tone));
        end = start.saturating_sub(3);
    }
}
