//! The whole screen from the whole state: header, banner, the pane on screen, footer, then the overlays.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::model::Model;
use super::{footer, header};
use crate::locale::{span, t};
use crate::tui::core::canvas::{Canvas, Spot};
use crate::tui::core::client::LinkState;
use crate::tui::core::layout::{Breadth, HEADER_ROWS, above, below};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::dialogue::too_small::too_small;
use crate::tui::widgets::wrap::wrap;

pub fn view(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let shell = &model.shell;
    if Breadth::of(area.as_size()) == Breadth::Card {
        return too_small(shell, area, canvas);
    }
    header::view(model, area, canvas);
    let foot = Rect {
        y: area.bottom() - 1,
        height: 1,
        ..area
    };
    footer::view(model, foot, canvas);
    let mut room = above(below(area, HEADER_ROWS), 2);
    if shell.link != LinkState::Up {
        banner(shell, room, canvas);
        room = below(room, 1);
    }
    if let Some(pane) = model.shown() {
        pane.view(shell, room, canvas);
    }
    if shell.link != LinkState::Up {
        canvas.style(room, shell.theme.stale());
    }
    if let Some(opened) = shell.overlays.last() {
        // What lies below can be seen but not clicked.
        canvas.spots.retain(|(_, spot)| matches!(spot, Spot::Overlay(_)));
        opened.overlay.view(shell, above(area, 1), canvas);
    }
    toasts(shell, above(area, 1), canvas);
}

/// The link is lost: which attempt, when the next, how old what is shown is.
fn banner(shell: &Shell, room: Rect, canvas: &mut Canvas<'_>) {
    let LinkState::Retrying { attempt, next, since } = shell.link else {
        return;
    };
    let age = span(shell.now - shell.fresh_at.unwrap_or(since));
    // Rounded up: it is never sooner than said.
    let wait = span(next - shell.now + chrono::TimeDelta::milliseconds(999));
    let text = t!(shell.catalogue, "shell-link-lost", attempt = attempt, wait = wait, age = age);
    canvas.text_at(room, 0, 1, &format!("✖ {text}"), shell.theme.style(Tone::Wrong));
}

/// In the lower right corner, over everything.
fn toasts(shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
    let most = 64.min(area.width.saturating_sub(2));
    let mut bottom = area.bottom();
    for toast in shell.toasts.shown().iter().rev() {
        let (_, said) = toast.tone.marked(&toast.text);
        let lines = wrap(&said, most.saturating_sub(2));
        let (height, width) = (lines.len(), lines.iter().map(|line| line.width()).max().unwrap_or(0));
        let (height, width) = (
            u16::try_from(height).unwrap_or(u16::MAX),
            u16::try_from(width).unwrap_or(u16::MAX).saturating_add(2),
        );
        let Some(top) = bottom.checked_sub(height).filter(|&top| top >= area.y) else {
            return;
        };
        let place = Rect {
            x: area.right().saturating_sub(width + 1),
            y: top,
            width: width.min(area.width),
            height,
        };
        canvas.fill(place, " ", ratatui::style::Style::reset());
        for (row, line) in (0..height).zip(&lines) {
            canvas.text_at(place, row, 1, line, shell.theme.style(toast.tone));
        }
        bottom = top;
    }
}
