//! A receipt as the terminal can show it: which part of it is seen, how large, and what came of it. Made where the read is done.

use std::sync::Arc;

use ratatui::layout::Size;

use super::blocks::{Blocks, clearer};
use super::encode::{self, Extent};
use super::graphics::{Graphics, Image};
use super::pixels::{Part, Pixels, fitting};
use crate::domain::payments::receipt_file::ReceiptKind;

/// What could be made of a receipt's bytes.
#[derive(Clone, Debug, PartialEq)]
pub enum Scan {
    Drawn(Picture),
    /// A document, or a photo without a decoder here: other programs show it.
    Elsewhere,
    /// It says that it is a picture and cannot be decoded as one.
    Unreadable,
}

impl Scan {
    pub fn of(pixels: &Pixels, frame: Frame) -> Self {
        Picture::of(pixels, frame).map_or(Self::Unreadable, Self::Drawn)
    }

    /// Of a file that has no points to show here.
    pub fn without(bytes: &[u8]) -> Self {
        match ReceiptKind::of(bytes) {
            Some(ReceiptKind::Pdf | ReceiptKind::Heic) => Self::Elsewhere,
            _ => Self::Unreadable,
        }
    }
}

/// What is wanted of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The cells there are.
    pub room: Size,
    /// How it is sent; by the points in a cell the picture keeps its shape.
    pub graphics: Graphics,
    pub lens: Lens,
    /// Faint print is made clearer.
    pub clear: bool,
}

/// How large a picture is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zoom {
    /// All of it.
    #[default]
    Whole,
    /// As wide as the room.
    Width,
    /// Half of its height.
    Half,
    /// So many hundredths of the size in which all of it is seen.
    Times(usize),
}

const STEPS: [usize; 12] = [100, 125, 150, 200, 250, 300, 400, 500, 600, 800, 1000, 1600];

/// Where one looks: how near, at which place, and how it is turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lens {
    pub zoom: Zoom,
    /// What lies in the middle, in parts of `ALL` of width and height.
    middle: (usize, usize),
    /// Quarters to the right.
    turns: u8,
}

const ALL: usize = 10_000;

impl Default for Lens {
    fn default() -> Self {
        Self {
            zoom: Zoom::Whole,
            middle: (ALL / 2, ALL / 2),
            turns: 0,
        }
    }
}

/// A part of a picture that one jumps to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    Top,
    Middle,
    Bottom,
}

/// A way over the picture, in eighths of what is seen of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pan {
    pub right: i32,
    pub down: i32,
}

/// Which part of a picture is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// The points of all of it, turned as it is.
    pub whole: (usize, usize),
    pub part: Part,
    /// In points of the terminal.
    size: (usize, usize),
    /// Of the size in which all of it is seen.
    pub percent: usize,
}

/// What is seen of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    pub view: View,
    pub drawing: Drawing,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Drawing {
    Blocks(Blocks),
    /// For a terminal that draws it itself.
    Image(Arc<Image>),
}

impl Picture {
    /// Takes long for large photos: not for the loop.
    pub fn of(pixels: &Pixels, frame: Frame) -> Option<Self> {
        let turns = frame.lens.turns;
        let view = frame.view(pixels.size(turns))?;
        let (wide, high) = frame.cell();
        let cells = |length: usize, cell: usize| u16::try_from(length.div_ceil(cell)).ok();
        let (columns, rows) = (cells(view.size.0, wide)?, cells(view.size.1, high)?);
        let draw = |size: (usize, usize)| {
            let mut points = pixels.scaled(turns, view.part, size);
            if frame.clear {
                clearer(&mut points);
            }
            points
        };
        let extent = Extent {
            cells: (columns, rows),
            points: view.size,
            own: (view.part.width, view.part.height),
        };
        let image = encode::image(frame.graphics.protocol, extent, frame.graphics.most, draw);
        let blocks = || {
            let points = draw((2 * usize::from(columns), 2 * usize::from(rows)));
            Drawing::Blocks(Blocks::of(&points, columns, rows))
        };
        let drawing = image.map_or_else(blocks, |image| Drawing::Image(Arc::new(image)));
        Some(Self { view, drawing })
    }

    /// The cells that it takes.
    pub fn size(&self) -> Size {
        match &self.drawing {
            Drawing::Blocks(blocks) => Size::new(blocks.columns, blocks.rows),
            Drawing::Image(image) => Size::new(image.columns, image.rows),
        }
    }
}

impl View {
    /// Whether there is more of it to the left, above, below, to the right.
    pub const fn beyond(&self) -> [bool; 4] {
        let Part { x, y, width, height } = self.part;
        [x > 0, y > 0, y + height < self.whole.1, x + width < self.whole.0]
    }
}

impl Frame {
    fn cell(self) -> (usize, usize) {
        let Size { width, height } = self.graphics.cell;
        (usize::from(width.max(1)), usize::from(height.max(1)))
    }

    /// What is seen of a picture of that many points; none where there is no room or nothing to see.
    pub fn view(self, whole: (usize, usize)) -> Option<View> {
        let (wide, high) = self.cell();
        let room = (usize::from(self.room.width) * wide, usize::from(self.room.height) * high);
        self.lens.view(whole, room)
    }
}

impl Lens {
    fn view(self, whole: (usize, usize), room: (usize, usize)) -> Option<View> {
        if room.0 == 0 || room.1 == 0 {
            return None;
        }
        let fitted = fitting(whole, room)?;
        let (scaled, percent) = match self.zoom {
            Zoom::Whole => (fitted, 100),
            Zoom::Width => ((room.0, (whole.1 * room.0 / whole.0).max(1)), room.0 * 100 / fitted.0),
            Zoom::Half => {
                let half = fitting((whole.0, whole.1.div_ceil(2)), room)?;
                ((half.0, half.1 * 2), half.0 * 100 / fitted.0)
            }
            Zoom::Times(percent) => ((fitted.0 * percent / 100, fitted.1 * percent / 100), percent),
        };
        let side = |whole: usize, scaled: usize, room: usize, middle: usize| {
            let shown = scaled.min(room);
            let length = ((whole * shown + scaled / 2) / scaled).clamp(1, whole);
            let from = (whole * middle / ALL).saturating_sub(length / 2).min(whole - length);
            (from, length, shown)
        };
        let (x, width, wide) = side(whole.0, scaled.0, room.0, self.middle.0);
        let (y, height, high) = side(whole.1, scaled.1, room.1, self.middle.1);
        Some(View {
            whole,
            part: Part { x, y, width, height },
            size: (wide, high),
            percent,
        })
    }

    /// A step nearer than it is seen now.
    #[must_use]
    pub fn nearer(self, seen: &View) -> Self {
        let next = STEPS.into_iter().find(|step| *step > seen.percent);
        self.zoomed(next.unwrap_or(seen.percent))
    }

    #[must_use]
    pub fn farther(self, seen: &View) -> Self {
        let next = STEPS.into_iter().rev().find(|step| *step < seen.percent);
        self.zoomed(next.unwrap_or(100))
    }

    fn zoomed(self, percent: usize) -> Self {
        let zoom = if percent <= 100 { Zoom::Whole } else { Zoom::Times(percent) };
        Self { zoom, ..self }
    }

    /// As wide as the room, from the top on.
    #[must_use]
    pub const fn wide(self) -> Self {
        Self {
            zoom: Zoom::Width,
            middle: (ALL / 2, 0),
            ..self
        }
    }

    #[must_use]
    pub const fn whole(self) -> Self {
        Self {
            zoom: Zoom::Whole,
            middle: (ALL / 2, ALL / 2),
            ..self
        }
    }

    /// One half of it, as large as there is room for.
    #[must_use]
    pub const fn half(self, half: Half) -> Self {
        let middle = match half {
            Half::Top => 0,
            Half::Middle => ALL / 2,
            Half::Bottom => ALL,
        };
        Self {
            zoom: Zoom::Half,
            middle: (ALL / 2, middle),
            ..self
        }
    }

    /// The same place of another picture, which is not turned.
    #[must_use]
    pub const fn upright(self) -> Self {
        Self { turns: 0, ..self }
    }

    /// As near and at the place of another, turned as it is.
    #[must_use]
    pub const fn at(self, other: Self) -> Self {
        Self {
            turns: self.turns,
            ..other
        }
    }

    pub const fn turns(self) -> u8 {
        self.turns
    }

    /// A quarter to the right; all of it is seen.
    #[must_use]
    pub const fn turned(self) -> Self {
        Self {
            turns: (self.turns + 1) % 4,
            ..self.whole()
        }
    }

    /// To another place, never past an edge.
    #[must_use]
    pub fn moved(self, seen: &View, pan: Pan) -> Self {
        let side = |from: usize, length: usize, whole: usize, eighths: i32| {
            let step = length.div_ceil(8) * usize::try_from(eighths.unsigned_abs()).unwrap_or(0);
            let first = if eighths < 0 { from.saturating_sub(step) } else { from + step };
            let first = first.min(whole.saturating_sub(length));
            // Rounded up: it lands where it was meant to, not a point before it.
            ((first + length / 2) * ALL).div_ceil(whole.max(1))
        };
        let part = seen.part;
        let middle = (
            side(part.x, part.width, seen.whole.0, pan.right),
            side(part.y, part.height, seen.whole.1, pan.down),
        );
        Self { middle, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 800 × 1600: dark above, light below.
    fn drawn(lens: Lens) -> Picture {
        let png = super::super::pixels::png_of(800, 1600, |_, y| if y < 800 { [0; 3] } else { [255; 3] });
        let frame = Frame {
            room: Size::new(40, 20),
            graphics: Graphics::default(),
            lens,
            clear: false,
        };
        Picture::of(&Pixels::read(&png).unwrap(), frame).unwrap()
    }

    fn blocks(picture: &Picture) -> &Blocks {
        match &picture.drawing {
            Drawing::Blocks(blocks) => blocks,
            Drawing::Image(image) => panic!("{image:?}"),
        }
    }

    fn seen(lens: Lens) -> View {
        drawn(lens).view
    }

    #[test]
    fn all_of_it_keeps_its_shape() {
        let picture = drawn(Lens::default());
        assert_eq!((picture.size(), picture.view.percent), (Size::new(20, 20), 100));
        assert_eq!(picture.view.beyond(), [false; 4]);
        assert_eq!(blocks(&picture).at(19, 9).map(|block| block.ground), Some((0, 0, 0)));
        assert_eq!(blocks(&picture).at(0, 10).map(|block| block.ground), Some((255, 255, 255)));
    }

    #[test]
    fn as_wide_as_the_room_begins_at_the_top() {
        let picture = drawn(Lens::default().wide());
        assert_eq!((picture.size(), picture.view.percent), (Size::new(40, 20), 200));
        assert_eq!(
            picture.view.part,
            Part {
                x: 0,
                y: 0,
                width: 800,
                height: 800
            }
        );
        assert_eq!(picture.view.beyond(), [false, false, true, false]);
    }

    #[test]
    fn a_half_is_seen_from_edge_to_edge() {
        for (half, from) in [(Half::Top, 0), (Half::Middle, 400), (Half::Bottom, 800)] {
            let picture = drawn(Lens::default().half(half));
            let Part { x, y, width, height } = picture.view.part;
            assert_eq!((x, y, width, height), (0, from, 800, 800), "{half:?}");
            assert_eq!((picture.size(), picture.view.percent), (Size::new(40, 20), 200));
        }
        let below = drawn(Lens::default().half(Half::Bottom));
        assert_eq!(below.view.beyond(), [false, true, false, false]);
        assert_eq!(blocks(&below).at(0, 0).map(|block| block.ground), Some((255, 255, 255)));
    }

    #[test]
    fn one_goes_nearer_by_steps_and_back_to_all_of_it() {
        let mut lens = Lens::default();
        let mut percents = Vec::new();
        for _ in 0..STEPS.len() {
            lens = lens.nearer(&seen(lens));
            percents.push(seen(lens).percent);
        }
        assert_eq!(percents, [&STEPS[1..], &[1600]].concat());
        for _ in 0..STEPS.len() {
            lens = lens.farther(&seen(lens));
        }
        assert_eq!((seen(lens).part, lens.zoom), (seen(Lens::default()).part, Zoom::Whole));
    }

    #[test]
    fn no_way_leads_past_an_edge() {
        let mut lens = Lens::default();
        for _ in 0..6 {
            lens = lens.nearer(&seen(lens));
        }
        let go = |lens: Lens, right, down| lens.moved(&seen(lens), Pan { right, down });
        let middle = seen(lens).part;
        assert_eq!(seen(go(lens, 2, 0)).part.x, middle.x + 2 * middle.width.div_ceil(8));
        let corner = seen(go(lens, i32::MIN, i32::MAX));
        assert_eq!(corner.beyond(), [false, true, false, true]);
        // Back from the edge at once: nothing was counted past it.
        assert!(seen(go(go(lens, 0, i32::MAX), 0, -1)).part.y < corner.part.y);
    }

    #[test]
    fn a_turned_picture_is_as_wide_as_it_was_high() {
        let once = drawn(Lens::default().turned());
        assert_eq!((once.view.whole, once.size()), ((1600, 800), Size::new(40, 10)));
        // What was below is on the left.
        assert_eq!(blocks(&once).at(0, 0).map(|block| block.ground), Some((255, 255, 255)));
        assert_eq!(blocks(&once).at(39, 9).map(|block| block.ground), Some((0, 0, 0)));
        let twice = drawn(Lens::default().turned().turned());
        assert_eq!(blocks(&twice).at(0, 0).map(|block| block.ground), Some((255, 255, 255)));
        assert_eq!(drawn(Lens::default().turned().turned().turned().turned()), drawn(Lens::default()));
    }

    #[test]
    fn any_room_is_survived() {
        let png = super::super::pixels::png_of(3, 5000, |_, _| [9; 3]);
        let pixels = Pixels::read(&png).unwrap();
        for (width, height) in [(0, 0), (1, 1), (300, 2), (1, 300)] {
            for lens in [Lens::default(), Lens::default().wide(), Lens::default().turned()] {
                let frame = Frame {
                    room: Size::new(width, height),
                    graphics: Graphics::default(),
                    lens,
                    clear: true,
                };
                let picture = Picture::of(&pixels, frame);
                assert_eq!(picture.is_some(), width > 0, "{frame:?}");
                assert!(picture.is_none_or(|it| it.size().width <= width && it.size().height <= height));
            }
        }
    }
}
