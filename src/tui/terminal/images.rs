//! Pictures on the screen of a terminal that draws them: sent once, taken away when they are no longer there, never over anything else.

use std::io::Write;
use std::mem;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use super::clipboard::Through;
use crate::tui::core::graphics::{Image, Protocol};

/// kitty takes no longer pieces.
const PIECE: usize = 4096;
/// In a cell of text, kitty draws its part of a picture in its place.
pub(super) const PLACEHOLDER: char = '\u{10eeee}';
/// The marks that number rows, as kitty counts them: of Unicode 6, what stands above a letter and is not a part of one.
const MARKS: &[(u32, u32)] = &[
    (0x305, 0x305),
    (0x30d, 0x30e),
    (0x310, 0x310),
    (0x312, 0x312),
    (0x33d, 0x33f),
    (0x346, 0x346),
    (0x34a, 0x34c),
    (0x350, 0x352),
    (0x357, 0x357),
    (0x35b, 0x35b),
    (0x363, 0x36f),
    (0x483, 0x487),
    (0x592, 0x595),
    (0x597, 0x599),
    (0x59c, 0x5a1),
    (0x5a8, 0x5a9),
    (0x5ab, 0x5ac),
    (0x5af, 0x5af),
    (0x5c4, 0x5c4),
    (0x610, 0x617),
    (0x657, 0x65b),
    (0x65d, 0x65e),
    (0x6d6, 0x6dc),
    (0x6df, 0x6e2),
    (0x6e4, 0x6e4),
    (0x6e7, 0x6e8),
    (0x6eb, 0x6ec),
    (0x730, 0x730),
    (0x732, 0x733),
    (0x735, 0x736),
    (0x73a, 0x73a),
    (0x73d, 0x73d),
    (0x73f, 0x741),
    (0x743, 0x743),
    (0x745, 0x745),
    (0x747, 0x747),
    (0x749, 0x74a),
    (0x7eb, 0x7f1),
    (0x7f3, 0x7f3),
    (0x816, 0x819),
    (0x81b, 0x823),
];

/// The mark of a row; none past the last one that has any.
fn mark(row: u16) -> Option<char> {
    let marks = MARKS.iter().flat_map(|(first, last)| *first..=*last);
    marks.into_iter().nth(usize::from(row)).and_then(char::from_u32)
}

/// A picture at its place, and the number by which kitty knows it.
#[derive(Debug)]
struct Shown {
    area: Rect,
    image: Arc<Image>,
    number: u8,
}

#[derive(Debug, Default)]
pub struct Images {
    through: Through,
    shown: Vec<Shown>,
    last: u8,
    /// To be sent after the cells.
    due: Vec<u8>,
}

impl Images {
    /// What stands between the program and the terminal, and the number that was given last.
    pub fn new(through: Through, last: u8) -> Self {
        Self {
            through,
            last,
            ..Self::default()
        }
    }

    pub const fn is_due(&self) -> bool {
        !self.due.is_empty()
    }

    /// Makes the pictures of the next frame those that are `wanted`: writes into `out` what comes before its cells. `on_screen` are the cells
    /// that the terminal shows, as far as they are known.
    pub fn place(&mut self, wanted: Vec<(Rect, Arc<Image>)>, out: &mut Vec<u8>, on_screen: &mut Buffer, next: &mut Buffer, anew: bool) {
        let before = mem::take(&mut self.shown);
        let stays = |one: &Shown| {
            let same = |(area, image): &(Rect, Arc<Image>)| *area == one.area && Arc::ptr_eq(image, &one.image);
            !anew && wanted.iter().any(same)
        };
        let (kept, gone): (Vec<_>, Vec<_>) = before.into_iter().partition(stays);
        for one in &gone {
            self.remove(one, out, on_screen);
        }
        self.shown = kept;
        for (area, image) in wanted {
            let known = self.shown.iter().find(|one| one.area == area && Arc::ptr_eq(&one.image, &image));
            let number = match known.map(|one| one.number) {
                Some(number) => number,
                None => self.send(area, image.clone(), out),
            };
            if image.protocol == Protocol::Kitty {
                placeholders(next, area, number);
            }
        }
    }

    /// What comes after the cells of the frame.
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        out.append(&mut self.due);
    }

    /// Nothing is shown any more: what takes that away.
    pub fn leave(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        for one in mem::take(&mut self.shown) {
            if one.image.protocol == Protocol::Kitty {
                self.wrapped(&mut out, &forget(one.number));
            }
        }
        out
    }

    fn remove(&self, one: &Shown, out: &mut Vec<u8>, on_screen: &mut Buffer) {
        if one.image.protocol == Protocol::Kitty {
            return self.wrapped(out, &forget(one.number));
        }
        // The picture lies where the terminal is thought to show blanks: all of them are written again.
        for position in one.area.intersection(on_screen.area).positions() {
            if let Some(cell) = on_screen.cell_mut(position) {
                cell.set_char('\u{fffd}');
            }
        }
    }

    fn send(&mut self, area: Rect, image: Arc<Image>, out: &mut Vec<u8>) -> u8 {
        self.last = self.last % u8::MAX + 1;
        let number = self.last;
        let mut due = mem::take(&mut self.due);
        match image.protocol {
            Protocol::Blocks => {}
            Protocol::Kitty => self.transmit(out, &image, number),
            Protocol::Iterm => {
                self.go(&mut due, area);
                let (bytes, data) = (image.bytes, &image.data);
                let head = format!(
                    "inline=1;size={bytes};width={};height={};preserveAspectRatio=0;doNotMoveCursor=1",
                    image.columns, image.rows
                );
                self.wrapped(&mut due, &format!("\x1b]1337;File={head}:{data}\x07"));
            }
            Protocol::Sixel => {
                self.go(&mut due, area);
                self.wrapped(&mut due, &format!("\x1bP0;1;0q{}\x1b\\", image.data));
            }
        }
        self.due = due;
        self.shown.push(Shown { area, image, number });
        number
    }

    fn transmit(&self, out: &mut Vec<u8>, image: &Image, number: u8) {
        let pieces = image.data.as_bytes().chunks(PIECE);
        let last = pieces.len().saturating_sub(1);
        for (at, piece) in pieces.enumerate() {
            let more = u8::from(at < last);
            let control = match at {
                0 => format!("a=T,q=2,f=100,U=1,i={number},c={},r={},m={more}", image.columns, image.rows),
                _ => format!("q=2,m={more}"),
            };
            self.wrapped(out, &format!("\x1b_G{control};{}\x1b\\", String::from_utf8_lossy(piece)));
        }
    }

    /// To the upper left corner. tmux moves the terminal's cursor only when it draws: it draws a blank there.
    fn go(&self, out: &mut Vec<u8>, area: Rect) {
        let blank = if self.through == Through::Tmux { "\x1b[1X" } else { "" };
        // Writing to memory cannot fail.
        let _ = write!(out, "\x1b[{};{}H{blank}", u32::from(area.y) + 1, u32::from(area.x) + 1);
    }

    fn wrapped(&self, out: &mut Vec<u8>, sequence: &str) {
        match self.through {
            Through::Tmux => {
                let inner = sequence.replace('\x1b', "\x1b\x1b");
                let _ = write!(out, "\x1bPtmux;{inner}\x1b\\");
            }
            _ => out.extend_from_slice(sequence.as_bytes()),
        }
    }
}

/// Away with the picture and its data.
fn forget(number: u8) -> String {
    format!("\x1b_Ga=d,d=I,i={number},q=2\x1b\\")
}

/// The colour of a cell says which picture is in its place, the first mark of a row which row; columns are counted from it.
fn placeholders(next: &mut Buffer, area: Rect, number: u8) {
    let style = Style::reset().fg(Color::Indexed(number));
    for (row, y) in (area.y..area.bottom()).enumerate() {
        let Some(row) = u16::try_from(row).ok().and_then(mark) else {
            return;
        };
        for x in area.x..area.right() {
            let Some(cell) = next.cell_mut((x, y)) else { continue };
            cell.reset();
            cell.set_style(style);
            match x == area.x {
                true => cell.set_symbol(&format!("{PLACEHOLDER}{row}\u{305}")),
                false => cell.set_char(PLACEHOLDER),
            };
        }
    }
}

#[cfg(test)]
mod tests;
