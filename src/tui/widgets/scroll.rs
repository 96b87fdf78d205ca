//! Text longer than its room: scrolled by motions, hung where it wraps.

use std::cell::Cell;

use ratatui::layout::Rect;

use super::wrap::wrap;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::global::Motion;
use crate::tui::core::theme::{Theme, Tone};

/// The first line shown; how many there are and how many fit, as last drawn.
#[derive(Debug, Default)]
pub struct Scroll {
    top: usize,
    drawn: Cell<(usize, usize)>,
}

impl Scroll {
    pub const fn to_top(&mut self) {
        self.top = 0;
    }

    pub fn motion(&mut self, motion: Motion) {
        let (lines, rows) = self.drawn.get();
        let most = lines.saturating_sub(rows);
        self.top = match motion {
            Motion::Down => self.top + 1,
            Motion::Up => self.top.saturating_sub(1),
            Motion::HalfDown => self.top + rows / 2,
            Motion::HalfUp => self.top.saturating_sub(rows / 2),
            Motion::PageDown => self.top + rows,
            Motion::PageUp => self.top.saturating_sub(rows),
            Motion::First => 0,
            Motion::Last => most,
        }
        .min(most);
    }

    /// How many lines there are and how many rows, for text drawn elsewhere; answers the first to draw.
    pub fn over(&self, lines: usize, rows: u16) -> usize {
        self.drawn.set((lines, usize::from(rows)));
        self.top.min(lines.saturating_sub(1))
    }

    /// Draws sentences, each wrapped with its later lines a little in.
    pub fn view(&self, theme: Theme, area: Rect, said: &[(Tone, String)], canvas: &mut Canvas<'_>) {
        let lines: Vec<(Tone, String)> = said
            .iter()
            .flat_map(|(tone, text)| hang(text, area.width).into_iter().map(move |line| (*tone, line)))
            .collect();
        let top = self.over(lines.len(), area.height);
        for (row, (tone, line)) in (0..area.height).zip(lines.iter().skip(top)) {
            canvas.text(area, row, line, theme.style(*tone));
        }
    }
}

/// Later lines of one fact stand a little in.
fn hang(text: &str, width: u16) -> Vec<String> {
    let lines = wrap(text, width);
    match lines.as_slice() {
        [_] => lines,
        _ => {
            let mut wrapped = wrap(text, width.saturating_sub(2)).into_iter();
            let first = wrapped.next();
            first.into_iter().chain(wrapped.map(|line| format!("  {line}"))).collect()
        }
    }
}
