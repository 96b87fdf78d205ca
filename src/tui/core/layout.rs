//! What fits: how a pane divides the room it has (ui.md, Sizes).

use ratatui::layout::{Rect, Size};

/// Rows the header takes.
pub const HEADER_ROWS: u16 = 2;

/// The smallest size in which the program is usable.
pub const LEAST: Size = Size { width: 60, height: 16 };

/// From this width on there are three regions (ui.md, Wide and narrow).
pub const WIDE: u16 = 160;

/// How wide the terminal is, in the steps that change the layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Breadth {
    /// Nothing fits but a card with the size needed.
    Card,
    /// 60–79: one region, fewer columns.
    Narrow,
    /// 80–119: the detail lies over the list.
    Over,
    /// From 120: list and detail side by side.
    Side,
}

impl Breadth {
    pub const fn of(size: Size) -> Self {
        match size {
            Size { width, height } if width < LEAST.width || height < LEAST.height => Self::Card,
            Size { width: ..80, .. } => Self::Narrow,
            Size { width: ..120, .. } => Self::Over,
            _ => Self::Side,
        }
    }
}

/// The columns of a detail beside its list, which has more than half.
pub fn beside(area: Rect) -> u16 {
    (area.width / 3).clamp(38, 64)
}

/// The room of a list and of its detail. Side by side both are there, the detail with `columns` and a rule between them; else
/// the selected one has all of it.
pub fn split(area: Rect, breadth: Breadth, detail_in_front: bool, columns: u16) -> (Option<Rect>, Option<Rect>) {
    match breadth {
        Breadth::Card => (None, None),
        Breadth::Narrow | Breadth::Over if detail_in_front => (None, Some(area)),
        Breadth::Narrow | Breadth::Over => (Some(area), None),
        Breadth::Side => {
            let columns = columns.min(area.width);
            let list = Rect {
                width: area.width.saturating_sub(columns + 3),
                ..area
            };
            let detail = Rect {
                x: area.right() - columns,
                width: columns,
                ..area
            };
            (Some(list), Some(detail))
        }
    }
}

/// A rectangle of at most `width` × `height` in the middle of `area`.
pub fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    }
}

/// `area` with one column of air on both sides.
pub fn inset(area: Rect) -> Rect {
    Rect {
        x: area.x + 1.min(area.width),
        width: area.width.saturating_sub(2),
        ..area
    }
}

/// `area` without its first `rows`.
pub fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

/// `area` without its last `rows`.
pub fn above(area: Rect, rows: u16) -> Rect {
    Rect {
        height: area.height.saturating_sub(rows),
        ..area
    }
}
