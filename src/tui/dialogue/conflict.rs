//! Somebody else was quicker: what changed, by whom, and that nothing was written.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

use super::frame::card;
use super::shell::Shell;
use super::{Outcome, Step};
use crate::locale::{Catalogue, t};
use crate::service::core::error::Conflict as Overtaken;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::theme::Tone;
use crate::tui::widgets::wrap::wrap;

/// One thing that is no longer as the person saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    pub what: String,
    pub seen: String,
    pub now: String,
}

#[derive(Debug)]
pub struct Conflict {
    /// Who did what and when, in sentences.
    by: String,
    moved: Vec<Moved>,
}

impl Conflict {
    pub fn new(by: impl Into<String>, moved: Vec<Moved>) -> Self {
        Self { by: by.into(), moved }
    }

    /// What the service says happened to the order meanwhile; `moved` adds what the pane showed of it.
    pub fn of(catalogue: &Catalogue, overtaken: &Overtaken, moved: Vec<Moved>) -> Self {
        let mut lines = vec![t!(catalogue, "shell-conflict-order", order = &overtaken.order)];
        lines.extend(
            overtaken
                .changes
                .iter()
                .map(|change| catalogue.meanwhile(change.at, &change.who, &change.edge, change.text.as_deref())),
        );
        Self::new(lines.join("\n"), moved)
    }

    pub fn key(&mut self, key: KeyEvent, _catalogue: &Catalogue) -> Step {
        match key.code {
            KeyCode::Esc | KeyCode::Enter | KeyCode::Char('q') => Step::Done(Outcome::Left),
            _ => Step::Stay,
        }
    }

    pub fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let (theme, catalogue) = (shell.theme, shell.catalogue);
        let width = 64.min(area.width.saturating_sub(4));
        let mut lines: Vec<(Tone, String)> = wrap(&self.by, width).into_iter().map(|line| (Tone::Strong, line)).collect();
        lines.push((Tone::Plain, String::new()));
        for moved in &self.moved {
            let text = t!(
                catalogue,
                "shell-conflict-moved",
                what = &moved.what,
                seen = &moved.seen,
                now = &moved.now
            );
            lines.extend(wrap(&text, width).into_iter().map(|line| (Tone::Waits, line)));
        }
        lines.push((Tone::Plain, String::new()));
        lines.extend(
            wrap(&t!(catalogue, "shell-conflict-nothing"), width)
                .into_iter()
                .map(|line| (Tone::Plain, line)),
        );
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let title = t!(catalogue, "shell-conflict");
        let room = card(shell, area, (width, height), &title, &t!(catalogue, "shell-close-keys"), canvas);
        for (row, (tone, line)) in (0..room.height).zip(&lines) {
            canvas.text(room, row, line, theme.style(*tone));
        }
    }
}
