//! What stands where data is not: nothing found, on its way, failed. A sentence, and the key that helps.

use ratatui::layout::Rect;

use super::wrap::wrap;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::layout::centred;
use crate::tui::core::theme::{Theme, Tone};

/// A designed state: its glyph says it without colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Nothing is here, and that is fine or can be helped.
    Empty(String),
    Loading(String),
    Failed(String),
}

/// Draws it in the middle of `area`; `help` names the key ("Ctrl-r reintenta").
pub fn view(theme: Theme, area: Rect, notice: &Notice, help: &str, canvas: &mut Canvas<'_>) {
    let (glyph, tone, text) = match notice {
        Notice::Empty(text) => ("○", Tone::Plain, text),
        Notice::Loading(text) => ("…", Tone::Past, text),
        Notice::Failed(text) => ("✖", Tone::Wrong, text),
    };
    let width = 60.min(area.width);
    let lines = wrap(&format!("{glyph} {text}"), width);
    let help = wrap(help, width);
    let height = u16::try_from(lines.len() + 1 + help.len()).unwrap_or(u16::MAX);
    let room = centred(area, width, height);
    let mut row = 0;
    for line in &lines {
        canvas.text(room, row, line, theme.style(tone));
        row += 1;
    }
    for line in &help {
        row += 1;
        canvas.text(room, row, line, theme.style(Tone::Past));
    }
}
