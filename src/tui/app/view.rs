//! The whole screen from the whole state: header, banner, the pane on screen, footer, then the overlays.

use ratatui::layout::Rect;

use super::model::Model;
use super::{footer, header};
use crate::locale::{span, t, time_of_day};
use crate::tui::core::canvas::{Canvas, Spot};
use crate::tui::core::client::LinkState;
use crate::tui::core::layout::{Breadth, HEADER_ROWS, above, below};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::{Owner, Shell};
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
    let said = message(shell, area.width);
    let low = 1 + u16::try_from(said.len()).unwrap_or(u16::MAX).max(1);
    let mut room = above(below(area, HEADER_ROWS), low);
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
        let room = match (opened.owner, model.shown()) {
            (Owner::Pane(pane, _), Some(shown)) if pane == shell.active => shown.dialog_room(shell, above(area, low)),
            _ => above(area, low),
        };
        // A terminal draws its pictures over what is written.
        canvas.pictures.retain(|(place, _)| !place.intersects(room));
        opened.overlay.view(shell, room, canvas);
    }
    let lines = below(above(area, 1), area.height.saturating_sub(low));
    for (row, (tone, line)) in (0..lines.height).zip(&said) {
        canvas.text_at(lines, row, 1, line, shell.theme.style(*tone));
    }
}

/// What just happened, whole: for the line that is kept above the footer, and as many more as it takes.
fn message(shell: &Shell, width: u16) -> Vec<(Tone, String)> {
    let toasts = shell.toasts.shown().iter();
    let lines = toasts.flat_map(|toast| {
        let (tone, said) = toast.tone.marked(&toast.text);
        wrap(&said, width.saturating_sub(2)).into_iter().map(move |line| (tone, line))
    });
    lines.collect()
}

/// The link is lost: which attempt, when the next, from when what is shown is.
fn banner(shell: &Shell, room: Rect, canvas: &mut Canvas<'_>) {
    let LinkState::Retrying { attempt, next, since } = shell.link else {
        return;
    };
    let fresh = shell.fresh_at.unwrap_or(since);
    let (at, age) = (time_of_day(fresh), span(shell.now - fresh));
    // Rounded up: it is never sooner than said.
    let wait = span((next - shell.now).max(chrono::TimeDelta::zero()) + chrono::TimeDelta::milliseconds(999));
    let text = t!(
        shell.catalogue,
        "shell-link-lost",
        attempt = attempt,
        wait = wait,
        at = at,
        age = age
    );
    canvas.cut_at(room, 0, 1, &format!("✖ {text}"), shell.theme.style(Tone::Wrong));
}
