//! One line of typed text: the field of a form, a filter, a search. Takes keys and pastes, capped and without
//! characters that a terminal would obey.

use std::borrow::Cow;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;
use ratatui::style::Style;
use tui_input::{Input, InputRequest};
use unicode_width::UnicodeWidthStr;

use crate::domain::text::{Safe, plain};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::theme::{Theme, Tone};

/// Enough for any field but a note.
const MOST: usize = 200;

#[derive(Clone, Debug)]
pub struct Typing {
    input: Input,
    most: usize,
    /// Whether Enter may be part of the text.
    lines: bool,
    /// What of it is drawn as dots.
    hides: Hides,
    /// Whether format characters and unusual spaces are kept as marks; an identifier never has them.
    marks: bool,
}

/// What of a text nobody who looks on may read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Hides {
    #[default]
    Nothing,
    Everything,
    /// The password inside a URL.
    Password,
}

impl Default for Typing {
    fn default() -> Self {
        Self::new(MOST)
    }
}

impl Typing {
    /// One line of at most `most` characters.
    pub fn new(most: usize) -> Self {
        Self {
            input: Input::default(),
            most,
            lines: false,
            hides: Hides::Nothing,
            marks: true,
        }
    }

    /// Several lines, of at most `most` characters together.
    pub fn lines(most: usize) -> Self {
        Self {
            lines: true,
            ..Self::new(most)
        }
    }

    /// A phone, a document, a number, or words to search by: what is pasted along with them is left out.
    pub fn identifier() -> Self {
        Self {
            marks: false,
            ..Self::default()
        }
    }

    /// A password: drawn as dots.
    pub fn secret() -> Self {
        Self {
            hides: Hides::Everything,
            ..Self::new(MOST)
        }
    }

    /// A URL: the password in it is drawn as dots.
    pub fn url() -> Self {
        Self {
            hides: Hides::Password,
            ..Self::new(MOST * 2)
        }
    }

    pub fn set(&mut self, text: &str) {
        self.input = Input::new(self.clean(text, self.most));
    }

    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// In characters.
    pub fn cursor(&self) -> usize {
        self.input.cursor()
    }

    /// True when the key was one for typing and changed the text.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        let Some(request) = self.request(key) else {
            return false;
        };
        let inserts = matches!(request, InputRequest::InsertChar(_));
        if inserts && self.len() >= self.most {
            return false;
        }
        self.input.handle(request).is_some_and(|changed| changed.value)
    }

    /// Inserts what fits, cleaned.
    pub fn paste(&mut self, text: &str) -> bool {
        let room = self.most.saturating_sub(self.len());
        let clean = self.clean(text, room);
        for c in clean.chars() {
            self.input.handle(InputRequest::InsertChar(c));
        }
        !clean.is_empty()
    }

    /// As it may be seen: as many characters, some of them dots.
    fn shown(&self) -> std::borrow::Cow<'_, str> {
        match self.hides {
            Hides::Nothing => self.text().into(),
            Hides::Everything => dots(self.text()).into(),
            Hides::Password => without_password(self.text()).into(),
        }
    }

    fn len(&self) -> usize {
        self.input.value().chars().count()
    }

    fn clean(&self, text: &str, room: usize) -> String {
        let text: Cow<'_, str> = if self.marks {
            text.into()
        } else {
            text.chars().filter_map(plain).collect()
        };
        let text = if self.lines { &*text } else { text.trim() };
        let text: String = text.chars().take(room).collect();
        if !self.lines {
            let spaced: String = text.chars().map(|c| if c == '\n' || c == '\t' { ' ' } else { c }).collect();
            return Safe::new(&spaced).chars().take(room).collect();
        }
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let lines: Vec<_> = text.split('\n').map(|line| Safe::new(line).into_string()).collect();
        lines.join("\n").chars().take(room).collect()
    }

    fn request(&self, key: KeyEvent) -> Option<InputRequest> {
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        Some(match key.code {
            KeyCode::Char('w') if ctrl => InputRequest::DeletePrevWord,
            KeyCode::Char('u') if ctrl => InputRequest::DeleteLine,
            KeyCode::Char('k') if ctrl => InputRequest::DeleteTillEnd,
            KeyCode::Char('a') if ctrl => InputRequest::GoToStart,
            KeyCode::Char('e') if ctrl => InputRequest::GoToEnd,
            KeyCode::Char(_) if ctrl || alt => return None,
            KeyCode::Char(c) => {
                let c = if self.marks { c } else { plain(c)? };
                InputRequest::InsertChar(Safe::new(c.encode_utf8(&mut [0; 4])).chars().next()?)
            }
            KeyCode::Enter if self.lines => InputRequest::InsertChar('\n'),
            KeyCode::Backspace if ctrl || alt => InputRequest::DeletePrevWord,
            KeyCode::Backspace => InputRequest::DeletePrevChar,
            KeyCode::Delete => InputRequest::DeleteNextChar,
            KeyCode::Left if ctrl || alt => InputRequest::GoToPrevWord,
            KeyCode::Right if ctrl || alt => InputRequest::GoToNextWord,
            KeyCode::Left => InputRequest::GoToPrevChar,
            KeyCode::Right => InputRequest::GoToNextChar,
            KeyCode::Home => InputRequest::GoToStart,
            KeyCode::End => InputRequest::GoToEnd,
            _ => return None,
        })
    }

    /// Draws one row, scrolled so that the cursor is in it; the cursor only when focused.
    pub fn view(&self, theme: Theme, area: Rect, focused: bool, style: Style, canvas: &mut Canvas<'_>) {
        let width = usize::from(area.width);
        if width == 0 {
            return;
        }
        let skip = if focused {
            self.input.visual_scroll(width.saturating_sub(1))
        } else {
            0
        };
        let text = self.shown();
        canvas.text(area, 0, skip_columns(&text, skip), style);
        if focused {
            let before = text.chars().take(self.cursor()).collect::<String>().width();
            let column = u16::try_from(before.saturating_sub(skip))
                .unwrap_or(u16::MAX)
                .min(area.width.saturating_sub(1));
            canvas.style(
                Rect {
                    x: area.x + column,
                    width: 1,
                    height: 1,
                    ..area
                },
                theme.style(Tone::Cursor),
            );
            canvas.here(area, 0, column);
        }
    }
}

/// Dots in place of what stands between `user:` and the last `@` of a URL's address.
fn without_password(url: &str) -> String {
    let start = url.find("://").map_or(0, |at| at + 3);
    let hidden = url[start..].rfind('@').and_then(|end| {
        let colon = url[start..start + end].find(':')?;
        Some((start + colon + 1, start + end))
    });
    match hidden {
        Some((from, to)) => format!("{}{}{}", &url[..from], dots(&url[from..to]), &url[to..]),
        None => url.to_owned(),
    }
}

fn dots(text: &str) -> String {
    "•".repeat(text.chars().count())
}

/// The rest of a text after its first `columns` columns.
fn skip_columns(text: &str, columns: usize) -> &str {
    let mut seen = 0;
    for (at, c) in text.char_indices() {
        if seen >= columns {
            return &text[at..];
        }
        seen += unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
    }
    if seen >= columns && columns > 0 { "" } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pasted_along_with_a_number_is_left_out_of_it_and_marked_in_a_text() {
        let pasted = "\u{202a}0412\u{a0}555\u{200b}1234\u{202c}";
        let mut typing = Typing::identifier();
        typing.paste(pasted);
        assert!(!typing.key(KeyCode::Char('\u{200e}').into()));
        assert!(typing.key(KeyCode::Char('\u{a0}').into()) && typing.key(KeyCode::Char('\u{1}').into()));
        assert_eq!(typing.text(), "0412 5551234 ␁");
        let mut typing = Typing::default();
        typing.paste(pasted);
        assert_eq!(typing.text(), "\u{fffd}0412\u{a0}555·1234\u{fffd}");
    }
}
