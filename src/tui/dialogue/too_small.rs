//! The card that says which size is needed.

use ratatui::layout::Rect;

use super::shell::Shell;
use crate::locale::t;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::layout::{LEAST, centred};
use crate::tui::core::theme::Tone;
use crate::tui::widgets::wrap::wrap;

/// The size there is and the size it takes, in whatever room there is.
pub(crate) fn too_small(shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
    let text = t!(
        shell.catalogue,
        "shell-too-small",
        width = LEAST.width,
        height = LEAST.height,
        now_width = area.width,
        now_height = area.height
    );
    let lines = wrap(&text, area.width.min(40));
    let room = centred(area, 40, u16::try_from(lines.len()).unwrap_or(u16::MAX));
    for (row, line) in (0..room.height).zip(&lines) {
        canvas.text(room, row, line, shell.theme.style(Tone::Plain));
    }
}
