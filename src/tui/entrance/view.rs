//! How the entrance looks: the name, the open card, or what is being done.

use ratatui::layout::Rect;

use super::{At, Entrance};
use crate::locale::clock;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::layout::{Breadth, HEADER_ROWS, above, below};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::too_small::too_small;
use crate::tui::widgets::notice::{self, Notice};

impl Entrance {
    pub fn view(&self, area: Rect, canvas: &mut Canvas<'_>) {
        let (shell, theme) = (&self.shell, self.shell.theme);
        if Breadth::of(area.as_size()) == Breadth::Card {
            return too_small(shell, area, canvas);
        }
        canvas.text_at(area, 0, 1, "krafta", theme.style(Tone::Accent));
        let clock = clock(shell.now);
        canvas.text_at(area, 0, area.width.saturating_sub(6), &clock, theme.style(Tone::Plain));
        canvas.rule(area, 1, theme.style(Tone::Rule));
        let room = below(area, HEADER_ROWS);
        match (shell.overlays.last(), &self.at) {
            (Some(opened), _) => opened.overlay.view(shell, above(room, 1), canvas),
            (None, At::Busy(what)) if !self.at_once => notice::view(theme, room, &Notice::Loading(what.clone()), "", canvas),
            (None, _) => {}
        }
    }
}
