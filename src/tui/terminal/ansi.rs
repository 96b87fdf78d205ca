//! Cells to bytes, as few as will do: a short move, only what changed in the style, the symbol.

use std::io::Write;

use super::images::PLACEHOLDER;
use crate::domain::text;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

const SGR: [(Modifier, u8); 6] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::REVERSED, 7),
    (Modifier::CROSSED_OUT, 9),
];

const SEEN_ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && !cell.modifier.intersects(SEEN_ON_BLANKS)
}

/// Whether two cells look alike on any terminal, although they may say it in other words.
pub fn alike(one: &Cell, other: &Cell) -> bool {
    one == other || (is_blank(one) && is_blank(other) && one.bg == other.bg)
}

/// Where the terminal's cursor is and how it would write, as far as is known.
#[derive(Debug)]
pub struct Pen {
    at: Option<(u16, u16)>,
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Default for Pen {
    /// After a reset of the style, at an unknown place.
    fn default() -> Self {
        Self {
            at: None,
            fg: Color::Reset,
            bg: Color::Reset,
            modifier: Modifier::empty(),
        }
    }
}

impl Pen {
    /// Appends what draws the cell of `next` at a place.
    pub fn put(&mut self, out: &mut Vec<u8>, next: &Buffer, x: u16, y: u16) {
        let cell = &next[(x, y)];
        self.go(out, next, x, y);
        self.style(out, cell);
        let symbol = cell.symbol();
        let width = symbol.width();
        // A picture's own places are of this program; a text has none of them left.
        if symbol.chars().any(|sign| sign != PLACEHOLDER && text::is_hostile(sign)) {
            out.extend_from_slice("\u{fffd}".as_bytes());
        } else {
            out.extend_from_slice(symbol.as_bytes());
        }
        // Terminals differ about the width of anything but the plainest cells.
        self.at = (width == 1).then_some((x + 1, y));
    }

    fn go(&self, out: &mut Vec<u8>, next: &Buffer, x: u16, y: u16) {
        match self.at {
            Some(at) if at == (x, y) => {}
            // A few blanks are shorter than the move over them.
            Some((from, row)) if row == y && from < x && x - from < 4 && (from..x).all(|x| self.writes_blank(&next[(x, y)])) => {
                out.resize(out.len() + usize::from(x - from), b' ');
            }
            Some((from, row)) if row == y && from < x => write(out, format_args!("\x1b[{}C", x - from)),
            _ => write(out, format_args!("\x1b[{};{}H", u32::from(y) + 1, u32::from(x) + 1)),
        }
    }

    /// Nothing of the ink is seen on a blank, only the ground.
    fn writes_blank(&self, cell: &Cell) -> bool {
        is_blank(cell) && self.bg == cell.bg && !self.modifier.intersects(SEEN_ON_BLANKS)
    }

    fn style(&mut self, out: &mut Vec<u8>, cell: &Cell) {
        if (self.fg, self.bg, self.modifier) == (cell.fg, cell.bg, cell.modifier) {
            return;
        }
        if self.writes_blank(cell) {
            return;
        }
        let mut codes = Codes { out, first: true };
        let plain = (cell.fg, cell.bg, cell.modifier) == (Color::Reset, Color::Reset, Modifier::empty());
        if plain || !cell.modifier.contains(self.modifier) {
            codes.code(0);
            (self.fg, self.bg, self.modifier) = (Color::Reset, Color::Reset, Modifier::empty());
        }
        for (modifier, code) in SGR {
            if cell.modifier.contains(modifier) && !self.modifier.contains(modifier) {
                codes.code(code);
            }
        }
        if self.fg != cell.fg {
            codes.color(cell.fg, 30);
        }
        if self.bg != cell.bg {
            codes.color(cell.bg, 40);
        }
        codes.end();
        (self.fg, self.bg, self.modifier) = (cell.fg, cell.bg, cell.modifier);
    }
}

/// The numbers of one SGR sequence.
struct Codes<'a> {
    out: &'a mut Vec<u8>,
    first: bool,
}

impl Codes<'_> {
    fn code(&mut self, code: u8) {
        self.out.extend_from_slice(if self.first { b"\x1b[" } else { b";" });
        self.first = false;
        write(self.out, format_args!("{code}"));
    }

    /// `base` is 30 for the foreground, 40 for the background.
    fn color(&mut self, color: Color, base: u8) {
        let ansi = match color {
            Color::Reset => return self.code(base + 9),
            Color::Rgb(red, green, blue) => {
                return [base + 8, 2, red, green, blue].into_iter().for_each(|code| self.code(code));
            }
            Color::Indexed(index) => return [base + 8, 5, index].into_iter().for_each(|code| self.code(code)),
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 60,
            Color::LightRed => 61,
            Color::LightGreen => 62,
            Color::LightYellow => 63,
            Color::LightBlue => 64,
            Color::LightMagenta => 65,
            Color::LightCyan => 66,
            Color::White => 67,
        };
        self.code(base + ansi);
    }

    fn end(self) {
        if !self.first {
            self.out.push(b'm');
        }
    }
}

fn write(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    // Writing to memory cannot fail.
    let _ = out.write_fmt(text);
}
