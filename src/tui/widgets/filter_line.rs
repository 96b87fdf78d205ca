//! The line in which a filter is typed: what it says, what stood there before, and what is wrong with it.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

use super::text_input::Typing;
use super::wrap::wrap;
use crate::domain::refusal::Ruling;
use crate::locale::Catalogue;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::global::Motion;
use crate::tui::core::theme::{Theme, Tone};

#[derive(Debug)]
pub struct FilterLine {
    typing: Typing,
    open: bool,
    /// What stood there when the line was opened.
    before: String,
    /// What is wrong with what is typed; the filter before it still holds.
    pub fault: Option<String>,
}

/// What a key did to the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    Nothing,
    /// The filter is another one.
    Changed,
    /// Closed with ⏎: the filter stays.
    Kept,
    /// For the list below.
    Motion(Motion),
}

impl Default for FilterLine {
    fn default() -> Self {
        Self {
            typing: Typing::identifier(),
            open: false,
            before: String::new(),
            fault: None,
        }
    }
}

impl FilterLine {
    pub const fn is_open(&self) -> bool {
        self.open
    }

    pub fn text(&self) -> &str {
        self.typing.text().trim()
    }

    /// What is typed, as a filter; none while it cannot be read, and the line says why.
    pub fn understood<F>(&mut self, catalogue: &Catalogue, read: Ruling<F>) -> Option<F> {
        self.fault = read.as_ref().err().map(|refusal| catalogue.refusal(refusal));
        read.ok()
    }

    pub fn open(&mut self) {
        self.open = true;
        self.typing.text().clone_into(&mut self.before);
    }

    pub const fn close(&mut self) {
        self.open = false;
    }

    pub fn set(&mut self, text: &str) {
        self.typing.set(text);
    }

    /// Takes the words away; false when there were none.
    pub fn clear(&mut self) -> bool {
        let had = !self.text().is_empty();
        self.typing.set("");
        had
    }

    /// Enter keeps the filter, Esc goes back to the one before.
    pub fn key(&mut self, key: KeyEvent) -> Typed {
        match key.code {
            KeyCode::Enter => {
                self.open = false;
                Typed::Kept
            }
            KeyCode::Esc => {
                self.open = false;
                let changed = self.before.trim() != self.text();
                self.typing.set(&std::mem::take(&mut self.before));
                if changed { Typed::Changed } else { Typed::Nothing }
            }
            KeyCode::Down => Typed::Motion(Motion::Down),
            KeyCode::Up => Typed::Motion(Motion::Up),
            KeyCode::PageDown => Typed::Motion(Motion::PageDown),
            KeyCode::PageUp => Typed::Motion(Motion::PageUp),
            _ if self.typing.key(key) => Typed::Changed,
            _ => Typed::Nothing,
        }
    }

    pub fn paste(&mut self, text: &str) -> bool {
        self.typing.paste(text)
    }

    /// What is typed, with the cursor while the line is open.
    pub fn typed(&self, theme: Theme, area: Rect, canvas: &mut Canvas<'_>) {
        self.typing.view(theme, area, self.open, theme.style(Tone::Strong), canvas);
    }

    /// The line while it is open or narrows the list, with how many rows it leaves, and below it why it says nothing; the rows
    /// used.
    pub fn view(&self, theme: Theme, area: Rect, (hint, count): (&str, &str), canvas: &mut Canvas<'_>) -> u16 {
        let mut rows = 0;
        let narrows = !self.text().is_empty();
        if self.open || narrows {
            canvas.text(area, 0, "/ ", theme.style(Tone::Accent));
            let place = Rect {
                x: area.x + 2.min(area.width),
                width: area.width.saturating_sub(2),
                height: 1.min(area.height),
                ..area
            };
            self.typed(theme, place, canvas);
            match narrows {
                true => canvas.text_right(place, 0, count, theme.style(Tone::Accent)),
                false => _ = canvas.text_at(place, 0, 2, hint, theme.style(Tone::Past)),
            }
            rows = 1;
        }
        for line in self.fault.iter().flat_map(|why| wrap(&format!("✖ {why}"), area.width)) {
            canvas.text(area, rows, &line, theme.style(Tone::Wrong));
            rows += 1;
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dates::Zone;
    use crate::locale::Locale;
    use crate::service::core::filter_text::Typing;
    use crate::service::orders::view::OrderFilter;
    use crate::service::payables::view::PayableFilter;
    use crate::service::payments::view::QueueFilter;

    #[test]
    fn what_can_be_filtered_by_is_said_in_the_language_and_can_be_typed() {
        let typing = Typing {
            now: chrono::DateTime::UNIX_EPOCH,
            zone: Zone::default(),
            me: None,
        };
        let refused = |list: usize, text: &str| match list {
            0 => OrderFilter::parse(text, &typing).err(),
            1 => QueueFilter::parse(text, &typing).err(),
            _ => PayableFilter::parse(text, &typing).err(),
        };
        for (locale, said) in [
            (Locale::Es, "teléfono, cédula, referencia, banco"),
            (Locale::En, "phone, id, reference, bank"),
        ] {
            let sentence = |list| Catalogue::of(locale).refusal(&refused(list, "color:rojo").unwrap());
            assert!(sentence(0).contains(said), "{}", sentence(0));
            for list in 0..3 {
                let sentence = sentence(list);
                let (_, names) = sentence.rsplit_once(": ").unwrap();
                for name in names.trim_end_matches('.').split(", ") {
                    assert_eq!(refused(list, &format!("{name}:")), None, "{name}");
                }
            }
        }
    }
}
