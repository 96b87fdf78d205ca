//! Facts in two columns: what they are, what they say.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::wrap::wrap;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::theme::{Theme, Tone};

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub label: String,
    pub text: String,
    pub tone: Tone,
}

impl Fact {
    pub fn new(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            text: text.into(),
            tone: Tone::Plain,
        }
    }

    #[must_use]
    pub const fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

/// Draws the facts from the top of `area`, long ones wrapped; returns the rows used.
pub fn view(theme: Theme, area: Rect, facts: &[Fact], canvas: &mut Canvas<'_>) -> u16 {
    let labels = facts.iter().map(|fact| fact.label.width()).max().unwrap_or(0);
    let labels = u16::try_from(labels).unwrap_or(u16::MAX).min(area.width / 2);
    let rest = area.width.saturating_sub(labels + 2);
    let mut row = 0;
    for fact in facts {
        let room = Rect { width: labels, ..area };
        canvas.text(room, row, &fact.label, theme.style(Tone::Past));
        for line in wrap(&fact.text, rest) {
            if row >= area.height {
                return row;
            }
            canvas.text_at(area, row, labels + 2, &line, theme.style(fact.tone));
            row += 1;
        }
    }
    row
}
