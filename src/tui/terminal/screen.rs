//! What the terminal shows: draws a frame into memory, sends only the cells that differ, in one synchronized write.

use std::io::{self, Write};
use std::mem;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use super::ansi::{Pen, alike};
use crate::tui::core::canvas::{Canvas, Spot, spot_at};

#[derive(Debug)]
pub struct Screen<W> {
    out: W,
    shown: Buffer,
    next: Buffer,
    spots: Vec<(Rect, Spot)>,
    bytes: Vec<u8>,
    /// Nothing is known of what the terminal shows.
    unknown: bool,
}

impl<W: Write> Screen<W> {
    pub fn new(out: W) -> Self {
        let empty = || Buffer::empty(Rect::ZERO);
        Self {
            out,
            shown: empty(),
            next: empty(),
            spots: Vec::new(),
            bytes: Vec::new(),
            unknown: true,
        }
    }

    /// Draws everything anew next time.
    pub fn forget(&mut self) {
        self.unknown = true;
    }

    /// What was drawn at a place.
    pub fn spot(&self, column: u16, row: u16) -> Option<Spot> {
        spot_at(&self.spots, Position::new(column, row))
    }

    /// Draws one frame; nothing is sent when nothing differs.
    pub fn paint(&mut self, size: Size, draw: impl FnOnce(Rect, &mut Canvas<'_>)) -> io::Result<()> {
        let area = Rect::from((Position::ORIGIN, size));
        if self.shown.area != area {
            self.shown.resize(area);
            self.next.resize(area);
            self.unknown = true;
        }
        self.next.reset();
        self.spots.clear();
        draw(
            area,
            &mut Canvas {
                buf: &mut self.next,
                spots: &mut self.spots,
            },
        );
        self.encode();
        mem::swap(&mut self.shown, &mut self.next);
        self.send()
    }

    fn encode(&mut self) {
        self.bytes.clear();
        self.bytes.extend_from_slice(b"\x1b[?2026h");
        let start = self.bytes.len();
        if mem::take(&mut self.unknown) {
            self.bytes.extend_from_slice(b"\x1b[0m\x1b[2J");
            self.shown.reset();
        }
        let mut pen = Pen::default();
        for (x, y, cell) in self.shown.diff_iter(&self.next) {
            if !alike(&self.shown[(x, y)], cell) {
                pen.put(&mut self.bytes, &self.next, x, y);
            }
        }
        if self.bytes.len() == start {
            self.bytes.clear();
        } else {
            self.bytes.extend_from_slice(b"\x1b[0m\x1b[?2026l");
        }
    }

    fn send(&mut self) -> io::Result<()> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        self.out.write_all(&self.bytes)?;
        self.out.flush()
    }

    /// Bytes that draw nothing: to the clipboard.
    pub fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::{Color, Modifier, Style};

    fn paint(screen: &mut Screen<Vec<u8>>, size: (u16, u16), text: &str) -> String {
        screen.out.clear();
        let draw = |area: Rect, canvas: &mut Canvas<'_>| {
            canvas.text(area, 1, text, Style::new().fg(Color::Indexed(4)));
        };
        screen.paint(Size::new(size.0, size.1), draw).unwrap();
        String::from_utf8(screen.out.clone()).unwrap()
    }

    #[test]
    fn only_what_differs_is_sent() {
        let mut screen = Screen::new(Vec::new());
        let first = paint(&mut screen, (20, 3), "abcdef");
        assert_eq!(first, "\x1b[?2026h\x1b[0m\x1b[2J\x1b[2;1H\x1b[38;5;4mabcdef\x1b[0m\x1b[?2026l");
        assert_eq!(paint(&mut screen, (20, 3), "abcdef"), "");
        assert_eq!(
            paint(&mut screen, (20, 3), "abXdeY"),
            "\x1b[?2026h\x1b[2;3H\x1b[38;5;4mX\x1b[2CY\x1b[0m\x1b[?2026l"
        );
    }

    #[test]
    fn a_blank_takes_any_ink_and_the_ground_it_has() {
        let mut screen = Screen::new(Vec::new());
        let mut paint = |style: Style, ground: Style| {
            screen.out.clear();
            let draw = |area: Rect, canvas: &mut Canvas<'_>| {
                canvas.text(area, 0, "a b   c", style);
                canvas.style(area, ground);
            };
            screen.paint(Size::new(7, 1), draw).unwrap();
            String::from_utf8(screen.out.clone()).unwrap()
        };
        let (red, underlined) = (Style::new().fg(Color::Red), Style::new().add_modifier(Modifier::UNDERLINED));
        paint(Style::new(), Style::new());
        assert_eq!(paint(red, Style::new()), "\x1b[?2026h\x1b[1;1H\x1b[31ma b   c\x1b[0m\x1b[?2026l");
        let blue = Style::new().bg(Color::Blue);
        assert_eq!(paint(red, blue), "\x1b[?2026h\x1b[1;1H\x1b[31;44ma b   c\x1b[0m\x1b[?2026l");
        assert_eq!(
            paint(underlined, Style::new()),
            "\x1b[?2026h\x1b[1;1H\x1b[4ma b   c\x1b[0m\x1b[?2026l"
        );
        assert_eq!(paint(Style::new(), Style::new()), "\x1b[?2026h\x1b[1;1Ha b   c\x1b[0m\x1b[?2026l");
    }

    #[test]
    fn a_wide_cell_is_followed_by_a_move() {
        let mut screen = Screen::new(Vec::new());
        assert!(paint(&mut screen, (20, 3), "a日b").contains("a日\x1b[2;4Hb"));
    }

    #[test]
    fn control_characters_never_get_out() {
        let mut screen = Screen::new(Vec::new());
        let draw = |_: Rect, canvas: &mut Canvas<'_>| {
            canvas.buf[(0, 0)].set_symbol("\x1b]52;c;eA==\x07");
        };
        screen.paint(Size::new(4, 2), draw).unwrap();
        assert!(!String::from_utf8_lossy(&screen.out).contains("52;c"));
    }

    #[test]
    fn any_size_is_survived() {
        let mut screen = Screen::new(Vec::new());
        for size in [(0, 0), (1, 1), (200, 60), (0, 5), (5, 0), (20, 5), (0, 0)] {
            paint(&mut screen, size, "abcdef");
        }
    }
}
