//! Where a view draws, and what it says is where, so that the mouse can be understood without drawing again.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::action::ActionRef;
use super::graphics::Image;
use super::theme::{Theme, Tone};

/// Something on the screen that can be clicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    Action(ActionRef),
    /// A row of one of the pane's lists; `region` is the pane's own number for the list.
    Row {
        region: u8,
        index: usize,
    },
    /// A line, field or button of the overlay on top.
    Overlay(usize),
    /// Where the person is: the terminal's own cursor stands there, for whoever has the screen read aloud. Not to be clicked.
    Here,
}

/// The buffer of one frame and its spots. Later spots lie above earlier ones.
#[derive(Debug)]
pub struct Canvas<'a> {
    pub buf: &'a mut Buffer,
    pub spots: &'a mut Vec<(Rect, Spot)>,
    /// What the terminal draws itself, over cells that are left blank.
    pub pictures: &'a mut Vec<(Rect, Arc<Image>)>,
}

impl Canvas<'_> {
    pub fn spot(&mut self, area: Rect, spot: Spot) {
        self.spots.push((area, spot));
    }

    /// The person is at this place; the last one said counts.
    pub fn here(&mut self, area: Rect, row: u16, column: u16) {
        let area = area.intersection(self.buf.area);
        if row < area.height && column < area.width {
            let place = Rect::new(area.x + column, area.y + row, 1, 1);
            self.spots.push((place, Spot::Here));
        }
    }

    /// Puts a picture at the top left of `area`, if there is room for all of it.
    pub fn picture(&mut self, area: Rect, image: &Arc<Image>) {
        let (width, height) = (image.columns, image.rows);
        let area = area.intersection(self.buf.area);
        if width <= area.width && height <= area.height {
            self.pictures.push((Rect { width, height, ..area }, Arc::clone(image)));
        }
    }

    /// Writes `text` in one row of `area`, cut to its width; returns the columns used.
    pub fn text(&mut self, area: Rect, row: u16, text: &str, style: Style) -> u16 {
        self.text_at(area, row, 0, text, style)
    }

    /// Like `text`, starting `column` columns into the area.
    pub fn text_at(&mut self, area: Rect, row: u16, column: u16, text: &str, style: Style) -> u16 {
        let area = area.intersection(self.buf.area);
        if row >= area.height || column >= area.width {
            return 0;
        }
        let (x, y) = (area.x + column, area.y + row);
        let (end, _) = self.buf.set_stringn(x, y, text, usize::from(area.width - column), style);
        end.saturating_sub(x)
    }

    /// Writes `text` at the right end of a row, if there is room.
    pub fn text_right(&mut self, area: Rect, row: u16, text: &str, style: Style) {
        let width = u16::try_from(text.width()).unwrap_or(u16::MAX);
        if let Some(column) = area.width.checked_sub(width) {
            self.text_at(area, row, column, text, style);
        }
    }

    /// Like `text_at`, with `…` at the end when it does not fit.
    pub fn cut_at(&mut self, area: Rect, row: u16, column: u16, text: &str, style: Style) -> u16 {
        let room = area.intersection(self.buf.area).width.saturating_sub(column);
        if text.width() <= usize::from(room) {
            return self.text_at(area, row, column, text, style);
        }
        let less = Rect {
            width: area.width.saturating_sub(1),
            ..area
        };
        let used = self.text_at(less, row, column, text, style);
        used + self.text_at(area, row, column + used, "…", style)
    }

    /// The rule between a list and the detail to its right, as `layout::split` leaves room for it.
    pub fn divider(&mut self, detail: Rect, style: Style) {
        if let Some(x) = detail.x.checked_sub(2) {
            self.fill(Rect { x, width: 1, ..detail }, "│", style);
        }
    }

    /// Pieces of text one after the other, in one row.
    pub fn pieces(&mut self, area: Rect, row: u16, pieces: &[(Tone, String)], theme: Theme) {
        let mut column = 0;
        for (tone, text) in pieces {
            column += self.text_at(area, row, column, text, theme.style(*tone));
        }
    }

    pub fn fill(&mut self, area: Rect, symbol: &str, style: Style) {
        let area = area.intersection(self.buf.area);
        for position in area.positions() {
            if let Some(cell) = self.buf.cell_mut(position) {
                cell.set_symbol(symbol).set_style(style);
            }
        }
    }

    /// The whole of a selected row, in the theme of its selection, and the bar before it.
    pub fn band(&mut self, area: Rect, row: u16, selected: Theme) {
        let place = Rect {
            y: area.y + row,
            height: 1,
            ..area
        };
        self.fill(place, " ", selected.style(Tone::Plain));
        self.text(area, row, "▌", selected.style(Tone::Accent));
    }

    /// Adds a style to what is already drawn.
    pub fn style(&mut self, area: Rect, style: Style) {
        self.buf.set_style(area, style);
    }

    /// A thin horizontal rule over the whole width of `area`, in `row`.
    pub fn rule(&mut self, area: Rect, row: u16, style: Style) {
        if row < area.height {
            self.fill(
                Rect {
                    y: area.y + row,
                    height: 1,
                    ..area
                },
                "─",
                style,
            );
        }
    }
}

/// What lies at a position, the topmost first.
pub fn spot_at(spots: &[(Rect, Spot)], position: Position) -> Option<Spot> {
    let clicked = |(area, spot): &&(Rect, Spot)| *spot != Spot::Here && area.contains(position);
    spots.iter().rev().find(clicked).map(|(_, spot)| *spot)
}

/// Where the person is.
pub fn here(spots: &[(Rect, Spot)]) -> Option<Position> {
    spots
        .iter()
        .rev()
        .find(|(_, spot)| *spot == Spot::Here)
        .map(|(area, _)| area.as_position())
}
