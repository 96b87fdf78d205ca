//! A list drawn as a table: columns give way by priority, the selected row and marks have glyphs, changed cells stand out.

use std::fmt::Debug;

use ratatui::layout::Rect;
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

use super::list::{Cell, List};
use crate::tui::core::canvas::{Canvas, Spot};
use crate::tui::core::theme::{Theme, Tone};

/// How a column is measured and when it gives way.
#[derive(Clone, Debug)]
pub struct Column {
    pub title: String,
    /// Columns of the terminal it wants; none hides it.
    pub width: u16,
    /// 0 never gives way; the highest number goes first.
    pub priority: u8,
    pub right: bool,
    /// Takes what is left over.
    pub grows: bool,
    /// A long text runs on over the empty cells after it: the name of a group.
    pub runs: bool,
}

impl Column {
    pub fn new(title: impl Into<String>, width: u16, priority: u8) -> Self {
        Self {
            title: title.into(),
            width,
            priority,
            right: false,
            grows: false,
            runs: false,
        }
    }

    /// Numbers.
    #[must_use]
    pub const fn right(mut self) -> Self {
        self.right = true;
        self
    }

    #[must_use]
    pub const fn grows(mut self) -> Self {
        self.grows = true;
        self
    }

    #[must_use]
    pub const fn runs(mut self) -> Self {
        self.runs = true;
        self
    }
}

/// Before the first column: `▌` selected, `◉` marked.
const GUTTER: u16 = 3;
const GAP: u16 = 2;

/// The columns that fit: (index, offset, width).
pub fn fit(columns: &[Column], width: u16) -> Vec<(usize, u16, u16)> {
    let mut shown: Vec<usize> = (0..columns.len()).filter(|&index| columns[index].width > 0).collect();
    let wanted = |shown: &[usize]| {
        GUTTER
            + shown
                .iter()
                .map(|&index| columns[index].width + GAP)
                .sum::<u16>()
                .saturating_sub(GAP)
    };
    while wanted(&shown) > width {
        let Some(out) = shown
            .iter()
            .copied()
            .filter(|&index| columns[index].priority > 0)
            .max_by_key(|&index| (columns[index].priority, index))
        else {
            break;
        };
        shown.retain(|&index| index != out);
    }
    let spare = width.saturating_sub(wanted(&shown));
    let growing = shown.iter().copied().find(|&index| columns[index].grows);
    let mut offset = GUTTER;
    let mut places = Vec::with_capacity(shown.len());
    for index in shown {
        let width = columns[index].width + if growing == Some(index) { spare } else { 0 };
        places.push((index, offset, width));
        offset += width + GAP;
    }
    places
}

/// A list as a table. `region` is the pane's number for it, which comes back with a click; `focused` says that keys go to it.
#[derive(Debug)]
pub struct Table<'a, K> {
    pub list: &'a List<K>,
    pub columns: &'a [Column],
    pub region: u8,
    pub focused: bool,
}

impl<K: Copy + Ord + Debug> Table<'_, K> {
    pub fn view(&self, theme: Theme, area: Rect, canvas: &mut Canvas<'_>) {
        let places = fit(self.columns, area.width);
        for &(index, offset, width) in &places {
            let column = &self.columns[index];
            put(
                area,
                (0, offset, width),
                &column.title,
                column.right,
                theme.style(Tone::Past),
                canvas,
            );
        }
        let rows = usize::from(area.height.saturating_sub(1));
        let top = self.list.top(rows);
        for (row, index) in (1..area.height).zip(top..self.list.rows().len()) {
            self.row(theme, area, (row, index), &places, canvas);
            canvas.spot(
                Rect {
                    y: area.y + row,
                    height: 1,
                    ..area
                },
                Spot::Row {
                    region: self.region,
                    index,
                },
            );
        }
    }

    fn row(&self, theme: Theme, area: Rect, (row, index): (u16, usize), places: &[(usize, u16, u16)], canvas: &mut Canvas<'_>) {
        let it = &self.list.rows()[index];
        let selected = self.list.selected() == Some(it.id);
        if selected {
            let tone = if self.focused { Tone::Accent } else { Tone::Past };
            canvas.text(area, row, "▌", theme.style(tone));
        }
        if self.list.is_marked(it.id) {
            canvas.text_at(area, row, 1, "◉", theme.style(Tone::Accent));
        }
        for (place, &(column, offset, width)) in places.iter().enumerate() {
            let Some(cell) = it.cells.get(column) else { continue };
            let changed = self.list.is_changed(it.id, column);
            // Only the first column follows the selected row: a move repaints two short runs, not two rows.
            let style = match (changed, selected && place == 0) {
                (true, _) => theme.style(Tone::Changed),
                (false, true) if cell.tone == Tone::Plain => theme.style(Tone::Selected),
                (false, true) => theme.style(cell.tone).add_modifier(Modifier::BOLD),
                (false, false) => theme.style(cell.tone),
            };
            let width = if self.columns[column].runs {
                run(&it.cells, &places[place..])
            } else {
                width
            };
            put(area, (row, offset, width), &cell.text, self.columns[column].right, style, canvas);
        }
    }
}

/// The width of the first place and of the empty ones after it.
fn run(cells: &[Cell], places: &[(usize, u16, u16)]) -> u16 {
    let empty = |column: usize| cells.get(column).is_none_or(|cell| cell.text.is_empty());
    let mut rest = places.iter();
    let Some(&(_, start, width)) = rest.next() else { return 0 };
    let last = rest.take_while(|(column, _, _)| empty(*column)).last();
    last.map_or(width, |&(_, offset, width)| offset + width - start)
}

fn put(area: Rect, (row, offset, width): (u16, u16, u16), text: &str, right: bool, style: ratatui::style::Style, canvas: &mut Canvas<'_>) {
    let room = Rect {
        width: (offset + width).min(area.width),
        ..area
    };
    let spare = u16::try_from(usize::from(width).saturating_sub(text.width())).unwrap_or(0);
    let indent = if right { spare } else { 0 };
    canvas.cut_at(room, row, offset + indent, text, style);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_give_way_by_priority() {
        let columns = [
            Column::new("a", 10, 0),
            Column::new("b", 10, 2),
            Column::new("c", 10, 1).grows(),
            Column::new("d", 10, 3),
        ];
        let shown = |width| fit(&columns, width).iter().map(|place| place.0).collect::<Vec<_>>();
        assert_eq!(shown(60), [0, 1, 2, 3]);
        assert_eq!(shown(40), [0, 1, 2]);
        assert_eq!(shown(30), [0, 2]);
        assert_eq!(shown(5), [0]);
        assert_eq!(fit(&columns, 60)[2], (2, 27, 21));
    }
}
