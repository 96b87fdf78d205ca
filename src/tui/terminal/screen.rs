//! What the terminal shows: draws a frame into memory, sends only the cells that differ, in one synchronized write.

use std::io::{self, Write};
use std::mem;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use super::Signs;
use super::ansi::{Pen, alike};
use super::clipboard::Through;
use super::images::Images;
use super::plain::ascii;
use crate::tui::core::canvas::{Canvas, Spot, here, spot_at};
use crate::tui::core::graphics::Image;

#[derive(Debug)]
pub struct Screen<W> {
    out: W,
    shown: Buffer,
    next: Buffer,
    spots: Vec<(Rect, Spot)>,
    pictures: Vec<(Rect, Arc<Image>)>,
    images: Images,
    bytes: Vec<u8>,
    signs: Signs,
    /// Where the terminal's own cursor stands, while it is shown.
    cursor: Option<Position>,
    /// Nothing is known of what the terminal shows.
    unknown: bool,
}

impl<W: Write> Screen<W> {
    pub fn new(out: W, signs: Signs) -> Self {
        let empty = || Buffer::empty(Rect::ZERO);
        Self {
            out,
            shown: empty(),
            next: empty(),
            spots: Vec::new(),
            pictures: Vec::new(),
            images: Images::default(),
            bytes: Vec::new(),
            signs,
            cursor: None,
            unknown: true,
        }
    }

    /// Pictures are sent in this way, the first with the number after this one.
    #[must_use]
    pub fn sending(mut self, through: Through, number: u8) -> Self {
        self.images = Images::new(through, number);
        self
    }

    /// Takes the pictures from the terminal, which would keep them.
    pub fn leave(&mut self) -> io::Result<()> {
        match self.images.leave() {
            bytes if bytes.is_empty() => Ok(()),
            bytes => self.raw(&bytes),
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
        self.pictures.clear();
        draw(
            area,
            &mut Canvas {
                buf: &mut self.next,
                spots: &mut self.spots,
                pictures: &mut self.pictures,
            },
        );
        match self.signs {
            Signs::Lines => self.tell(),
            _ => self.encode(),
        }
        mem::swap(&mut self.shown, &mut self.next);
        self.send()
    }

    fn encode(&mut self) {
        self.bytes.clear();
        self.bytes.extend_from_slice(b"\x1b[?2026h");
        let start = self.bytes.len();
        let anew = mem::take(&mut self.unknown);
        if anew {
            self.bytes.extend_from_slice(b"\x1b[0m\x1b[2J");
            self.shown.reset();
            // A terminal that was taken shows no cursor.
            self.cursor = None;
        }
        if self.signs == Signs::Ascii {
            for cell in &mut self.next.content {
                if !cell.symbol().is_ascii() {
                    let plain = ascii(cell.symbol());
                    cell.set_symbol(&plain);
                }
            }
        }
        let pictures = mem::take(&mut self.pictures);
        self.images.place(pictures, &mut self.bytes, &mut self.shown, &mut self.next, anew);
        let mut pen = Pen::default();
        for (x, y, cell) in self.shown.diff_iter(&self.next) {
            if !alike(&self.shown[(x, y)], cell) {
                pen.put(&mut self.bytes, &self.next, x, y);
            }
        }
        let mut drawn = self.bytes.len() > start;
        if drawn {
            self.bytes.extend_from_slice(b"\x1b[0m");
        }
        if self.images.is_due() {
            self.images.finish(&mut self.bytes);
            drawn = true;
        }
        let before = mem::replace(&mut self.cursor, here(&self.spots));
        match self.cursor {
            Some(at) if drawn || before != Some(at) => {
                // Writing to memory cannot fail.
                let _ = write!(self.bytes, "\x1b[{};{}H", at.y + 1, at.x + 1);
                if before.is_none() {
                    self.bytes.extend_from_slice(b"\x1b[?25h");
                }
            }
            None if before.is_some() => self.bytes.extend_from_slice(b"\x1b[?25l"),
            _ => {}
        }
        if self.bytes.len() == start {
            self.bytes.clear();
        } else {
            self.bytes.extend_from_slice(b"\x1b[?2026l");
        }
    }

    /// For a reader: the lines that say something new, one after the other, without a place on the screen. The time in the first
    /// line is no news, nor that a row is not selected any more.
    fn tell(&mut self) {
        self.bytes.clear();
        let anew = mem::take(&mut self.unknown);
        let here = here(&self.spots).map(|at| at.y);
        for y in self.next.area.rows().map(|row| row.y) {
            let (now, before) = (line(&self.next, y), line(&self.shown, y));
            let moved = here == Some(y) && self.cursor.map(|at| at.y) != here;
            let news = anew || moved || (y > 0 && bare(&now) != bare(&before));
            if news && now.chars().any(char::is_alphanumeric) {
                self.bytes.extend_from_slice(now.as_bytes());
                self.bytes.extend_from_slice(b"\r\n");
            }
        }
        self.cursor = crate::tui::core::canvas::here(&self.spots);
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

/// A line of the screen, without what only draws.
fn line(buffer: &Buffer, y: u16) -> String {
    let cells = buffer.area.columns().map(|column| buffer[(column.x, y)].symbol());
    let text: String = cells
        .flat_map(str::chars)
        .filter(|c| !c.is_control() && !"─━│╭╮╰╯█▉▊▋▒".contains(*c))
        .collect();
    let words: Vec<&str> = text.split("  ").map(str::trim).filter(|word| !word.is_empty()).collect();
    words.join("  ")
}

/// What a line says, selected or not.
fn bare(line: &str) -> &str {
    line.trim_start_matches(['▌', '▸', ' '])
}

#[cfg(test)]
impl Screen<Vec<u8>> {
    /// What is sent meanwhile.
    pub fn take(&mut self, meanwhile: impl FnOnce(&mut Self)) -> Vec<u8> {
        self.out.clear();
        meanwhile(self);
        mem::take(&mut self.out)
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
        let mut screen = Screen::new(Vec::new(), Signs::Unicode);
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
        let mut screen = Screen::new(Vec::new(), Signs::Unicode);
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
        let mut screen = Screen::new(Vec::new(), Signs::Unicode);
        assert!(paint(&mut screen, (20, 3), "a日b").contains("a日\x1b[2;4Hb"));
    }

    #[test]
    fn control_characters_never_get_out() {
        let mut screen = Screen::new(Vec::new(), Signs::Unicode);
        let draw = |_: Rect, canvas: &mut Canvas<'_>| {
            canvas.buf[(0, 0)].set_symbol("\x1b]52;c;eA==\x07");
        };
        screen.paint(Size::new(4, 2), draw).unwrap();
        assert!(!String::from_utf8_lossy(&screen.out).contains("52;c"));
    }

    #[test]
    fn any_size_is_survived() {
        let mut screen = Screen::new(Vec::new(), Signs::Unicode);
        for size in [(0, 0), (1, 1), (200, 60), (0, 5), (5, 0), (20, 5), (0, 0)] {
            paint(&mut screen, size, "abcdef");
        }
    }

    fn frame(screen: &mut Screen<Vec<u8>>, lines: &[&str], at: Option<u16>) -> String {
        screen.out.clear();
        let draw = |area: Rect, canvas: &mut Canvas<'_>| {
            for (row, text) in (0..).zip(lines) {
                canvas.text(area, row, text, Style::new());
            }
            if let Some(row) = at {
                canvas.here(area, row, 0);
            }
        };
        screen.paint(Size::new(30, 4), draw).unwrap();
        String::from_utf8(screen.out.clone()).unwrap()
    }

    #[test]
    fn the_cursor_of_the_terminal_stands_where_the_person_is() {
        let mut screen = Screen::new(Vec::new(), Signs::Unicode);
        assert!(frame(&mut screen, &["a", "b"], Some(0)).ends_with("\x1b[0m\x1b[1;1H\x1b[?25h\x1b[?2026l"));
        assert_eq!(frame(&mut screen, &["a", "b"], Some(1)), "\x1b[?2026h\x1b[2;1H\x1b[?2026l");
        assert_eq!(frame(&mut screen, &["a", "b"], Some(1)), "");
        assert_eq!(frame(&mut screen, &["a", "b"], None), "\x1b[?2026h\x1b[?25l\x1b[?2026l");
    }

    #[test]
    fn without_utf_8_every_byte_is_ascii() {
        let mut screen = Screen::new(Vec::new(), Signs::Ascii);
        let drawn = frame(&mut screen, &["▌ María ✓ ≠ …", "╭─ 日本 ─╮"], Some(0));
        assert!(drawn.is_ascii() && drawn.contains("> Maria v # ~"), "{drawn}");
    }

    #[test]
    fn a_reader_hears_what_is_new() {
        let mut screen = Screen::new(Vec::new(), Signs::Lines);
        let all = ["krafta        14:32", "────────", "▌ KRFT-1    Ana", "  KRFT-2    Luis"];
        assert_eq!(
            frame(&mut screen, &all, Some(2)),
            "krafta  14:32\r\n▌ KRFT-1  Ana\r\nKRFT-2  Luis\r\n"
        );
        let moved = ["krafta        14:33", "────────", "  KRFT-1    Ana", "▌ KRFT-2    Luis"];
        assert_eq!(frame(&mut screen, &moved, Some(3)), "▌ KRFT-2  Luis\r\n");
        let changed = ["krafta        14:33", "────────", "  KRFT-1    Ana María", "▌ KRFT-2    Luis"];
        assert_eq!(frame(&mut screen, &changed, Some(3)), "KRFT-1  Ana María\r\n");
    }
}
