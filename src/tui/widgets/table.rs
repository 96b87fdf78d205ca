//! A list drawn as a table: columns give way by priority, the selected row and marks have glyphs, changed cells stand out.

use std::cmp::Ordering;
use std::fmt::Debug;

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::list::{Cell, List, Row};
use crate::tui::core::canvas::{Canvas, Spot};
use crate::tui::core::theme::{Theme, Tone};

/// By which column a list is sorted, and which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    pub column: usize,
    pub descends: bool,
}

impl Sort {
    /// Another column; the same one again, the other way round.
    pub fn by(before: Option<Self>, column: usize) -> Self {
        let descends = before.is_some_and(|sort| sort.column == column && !sort.descends);
        Self { column, descends }
    }

    /// `▴` upwards, `▾` downwards.
    pub const fn glyph(self) -> &'static str {
        if self.descends { "▾" } else { "▴" }
    }

    /// An order of rows as this way has it.
    pub const fn way(self, order: Ordering) -> Ordering {
        if self.descends { order.reverse() } else { order }
    }
}

/// How a column is measured and when it gives way.
#[derive(Clone, Debug)]
pub struct Column {
    pub title: String,
    /// Narrower than this it says nothing: it is left out.
    least: u16,
    /// 0 never gives way; the highest number goes first.
    priority: u8,
    /// Its share of the width. 0 is never cut: a part of an amount is another amount.
    weight: u16,
    right: bool,
    runs: bool,
    hidden: bool,
    descends: Option<bool>,
}

impl Column {
    /// Never cut: as wide as its widest text, or its title.
    pub fn new(title: impl Into<String>, least: u16, priority: u8) -> Self {
        Self {
            title: title.into(),
            least,
            priority,
            weight: 0,
            right: false,
            runs: false,
            hidden: false,
            descends: None,
        }
    }

    /// A text that may be cut, down to its least: what there is, is shared by weight.
    #[must_use]
    pub const fn shares(mut self, weight: u16) -> Self {
        self.weight = weight;
        self
    }

    /// Numbers.
    #[must_use]
    pub const fn right(mut self) -> Self {
        self.right = true;
        self
    }

    /// A long text runs on over the empty cells after it: the name of a group.
    #[must_use]
    pub const fn runs(mut self) -> Self {
        self.runs = true;
        self
    }

    /// The rows are sorted by it.
    #[must_use]
    pub const fn sorted(mut self, descends: bool) -> Self {
        self.descends = Some(descends);
        self
    }

    /// Only there when it has something to say.
    #[must_use]
    pub const fn when(mut self, shown: bool) -> Self {
        self.hidden = !shown;
        self
    }

    /// Whether a row is still known without it.
    pub const fn is_optional(&self) -> bool {
        self.priority > 0
    }

    pub const fn is_shown(&self) -> bool {
        !self.hidden
    }

    /// The title; `▴` upwards, `▾` downwards.
    pub fn head(&self) -> String {
        match self.descends {
            None => self.title.clone(),
            Some(true) => format!("{} ▾", self.title),
            Some(false) => format!("{} ▴", self.title),
        }
    }
}

/// Columns that somebody does not want to see: a bit for each, from the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut(pub u32);

impl LeftOut {
    const fn bit(column: usize) -> u32 {
        if column < 32 { 1 << column } else { 0 }
    }

    pub const fn has(self, column: usize) -> bool {
        self.0 & Self::bit(column) != 0
    }

    pub const fn toggle(&mut self, column: usize) {
        self.0 ^= Self::bit(column);
    }

    /// The columns without those; what a row is known by stays.
    pub fn of(self, columns: &[Column]) -> Vec<Column> {
        let one = |(index, column): (usize, &Column)| Column {
            hidden: column.hidden || (column.is_optional() && self.has(index)),
            ..column.clone()
        };
        columns.iter().enumerate().map(one).collect()
    }
}

/// These columns with another sort than their own.
pub fn sorted(columns: &[Column], sort: Sort) -> Vec<Column> {
    let head = |(index, column): (usize, &Column)| Column {
        descends: (index == sort.column).then_some(sort.descends),
        ..column.clone()
    };
    columns.iter().enumerate().map(head).collect()
}

/// The columns of a list that says itself by which it is sorted.
pub fn columns_sorted<const N: usize>(columns: [Column; N], sort: Option<Sort>) -> [Column; N] {
    let mut at = 0..;
    columns.map(|column| match (at.next(), sort) {
        (Some(at), Some(sort)) if at == sort.column => column.sorted(sort.descends),
        _ => column,
    })
}

/// Before the first column: `▌` selected, `◉` marked.
const GUTTER: u16 = 3;
/// Between two columns, and where a text is cut.
const GAP: u16 = 2;
const TIGHT: u16 = 1;

/// A column while the width is shared.
#[derive(Clone, Copy, Debug)]
struct Share {
    column: usize,
    width: u16,
    wants: u16,
    weight: u16,
    priority: u8,
    empty: bool,
}

impl Share {
    fn of(column: usize, it: &Column, text: u16) -> Self {
        let title = u16::try_from(it.head().width()).unwrap_or(u16::MAX);
        let widest = text.max(title);
        let (width, wants) = match it.weight {
            0 => (widest.max(it.least), widest.max(it.least)),
            _ => (it.least.min(widest), widest),
        };
        Self {
            column,
            width,
            wants,
            weight: it.weight,
            priority: it.priority,
            empty: text == 0,
        }
    }
}

/// The columns that fit, by the widest text of each: (index, offset, width).
pub fn fit(columns: &[Column], texts: &[u16], width: u16) -> Vec<(usize, u16, u16)> {
    let text = |index: usize| texts.get(index).copied().unwrap_or(0);
    let there = columns.iter().enumerate().filter(|(_, column)| !column.hidden);
    let mut shown: Vec<Share> = there.map(|(index, column)| Share::of(index, column, text(index))).collect();
    let room = width.saturating_sub(GUTTER);
    let gap = give_way(&mut shown, room);
    let mut spare = room.saturating_sub(taken(&shown, gap, |share| share.width));
    deal(&mut shown, &mut spare, |_| 0, |share| share.wants);
    deal(&mut shown, &mut spare, |share| share.wants, |_| u16::MAX);
    let mut offset = GUTTER;
    let place = |share: Share| {
        let at = offset;
        offset += share.width + gap;
        (share.column, at, share.width)
    };
    shown.into_iter().map(place).collect()
}

fn taken(shown: &[Share], gap: u16, of: impl Fn(&Share) -> u16) -> u16 {
    let widths = shown.iter().map(|share| of(share).saturating_add(gap));
    widths.fold(0, u16::saturating_add).saturating_sub(gap)
}

/// Leaves out what has no room; answers the gap between the others. No text is cut beside a column without any.
fn give_way(shown: &mut Vec<Share>, room: u16) -> u16 {
    if taken(shown, GAP, |share| share.wants) > room {
        shown.retain(|share| share.priority == 0 || !share.empty);
    }
    loop {
        let cut = taken(shown, GAP, |share| share.wants) > room;
        let gap = if cut { TIGHT } else { GAP };
        if taken(shown, gap, |share| share.width) <= room {
            return gap;
        }
        let leaves = shown.iter().enumerate().filter(|(_, share)| share.priority > 0);
        let Some((out, _)) = leaves.max_by_key(|(_, share)| share.priority) else {
            return TIGHT;
        };
        shown.remove(out);
    }
}

/// Gives what is left, column by column, to whoever has least above `from` for its weight and may have more.
fn deal(shown: &mut [Share], spare: &mut u16, from: impl Fn(&Share) -> u16, most: impl Fn(&Share) -> u16) {
    let wealth = |share: &Share| u32::from(share.width.saturating_sub(from(share))) * 1_000 / u32::from(share.weight);
    while *spare > 0 {
        let able = shown.iter_mut().filter(|share| share.weight > 0 && share.width < most(share));
        let Some(poorest) = able.min_by_key(|share| wealth(share)) else {
            return;
        };
        poorest.width += 1;
        *spare -= 1;
    }
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
        let texts: Vec<u16> = (0..self.columns.len()).map(|column| self.widest(column)).collect();
        let places = fit(self.columns, &texts, area.width);
        let headed = self.columns.iter().any(|column| !column.title.is_empty());
        let head = u16::from(headed);
        for &(index, offset, width) in places.iter().filter(|_| headed) {
            let column = &self.columns[index];
            put(
                area,
                (0, offset, width),
                &column.head(),
                column.right,
                theme.style(Tone::Past),
                canvas,
            );
        }
        let rows = usize::from(area.height.saturating_sub(head));
        let top = self.list.top(rows);
        for (row, index) in (head..area.height).zip(top..self.list.rows().len()) {
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

    /// The widest text of a column; one that runs on widens nothing, unless all do.
    fn widest(&self, column: usize) -> u16 {
        if !self.columns[column].runs {
            return self.list.widest(column);
        }
        let text = |row: &Row<K>, column: usize| row.cells.get(column).map_or(0, |cell| cell.text.width());
        let rows = self.list.rows().iter().filter(|row| text(row, column + 1) > 0);
        let widest = rows.map(|row| text(row, column)).max();
        let widest = widest.and_then(|width| u16::try_from(width).ok());
        widest.unwrap_or_else(|| self.list.widest(column))
    }

    fn row(&self, theme: Theme, area: Rect, (row, index): (u16, usize), places: &[(usize, u16, u16)], canvas: &mut Canvas<'_>) {
        let it = &self.list.rows()[index];
        let selected = self.list.selected() == Some(it.id);
        let theme = if selected { theme.on_selected(self.focused) } else { theme };
        if selected {
            canvas.band(area, row, theme);
        }
        if selected && self.focused {
            canvas.here(area, row, 0);
        }
        if self.list.is_marked(it.id) {
            canvas.text_at(area, row, 1, "◉", theme.style(Tone::Accent));
        }
        for (place, &(column, offset, width)) in places.iter().enumerate() {
            let Some(cell) = it.cells.get(column) else { continue };
            let changed = self.list.is_changed(it.id, column);
            let style = theme.style(if changed { Tone::Changed } else { cell.tone });
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

    fn shown(columns: &[Column], texts: &[u16], width: u16) -> Vec<(usize, u16)> {
        fit(columns, texts, width).iter().map(|place| (place.0, place.2)).collect()
    }

    #[test]
    fn columns_give_way_by_priority() {
        let columns = [
            Column::new("a", 10, 0),
            Column::new("b", 10, 2),
            Column::new("c", 10, 1),
            Column::new("d", 10, 3),
        ];
        let left = |width| shown(&columns, &[1; 4], width).iter().map(|place| place.0).collect::<Vec<_>>();
        assert_eq!(left(46), [0, 1, 2, 3]);
        assert_eq!(left(45), [0, 1, 2]);
        assert_eq!(left(30), [0, 2]);
        assert_eq!(left(5), [0]);
    }

    #[test]
    fn what_a_row_is_known_by_is_never_left_out() {
        let columns = [Column::new("a", 10, 0), Column::new("b", 10, 2), Column::new("c", 10, 1)];
        let mut left_out = LeftOut::default();
        left_out.toggle(0);
        left_out.toggle(1);
        let shown: Vec<bool> = left_out.of(&columns).iter().map(Column::is_shown).collect();
        assert_eq!(shown, [true, false, true]);
        left_out.toggle(1);
        assert!(left_out.of(&columns).iter().all(Column::is_shown));
    }

    #[test]
    fn texts_share_what_numbers_leave_by_weight() {
        let columns = [
            Column::new("monto", 8, 0).right(),
            Column::new("cliente", 10, 2).shares(1),
            Column::new("alertas", 10, 1).shares(2),
        ];
        let texts = [20, 30, 30];
        // All of it has room, and what is left over is shared.
        assert_eq!(shown(&columns, &texts, 87), [(0, 20), (1, 30), (2, 30)]);
        assert_eq!(shown(&columns, &texts, 117), [(0, 20), (1, 40), (2, 50)]);
        // Gaps are space too; then texts are cut by weight, the number never; then the one that matters least goes.
        assert_eq!(shown(&columns, &texts, 72), [(0, 20), (1, 17), (2, 30)]);
        assert_eq!(shown(&columns, &texts, 57), [(0, 20), (1, 11), (2, 21)]);
        assert_eq!(shown(&columns, &texts, 45), [(0, 20), (1, 10), (2, 10)]);
        assert_eq!(shown(&columns, &texts, 44), [(0, 20), (2, 20)]);
    }

    #[test]
    fn nothing_is_cut_while_another_column_is_empty_or_has_more_than_it_says() {
        let columns = [
            Column::new("cliente", 8, 1).shares(1),
            Column::new("alertas", 8, 2).shares(5),
            Column::new("revisa", 6, 3).shares(5),
        ];
        assert_eq!(shown(&columns, &[30, 12, 0], 50), [(0, 31), (1, 14)]);
        assert_eq!(shown(&columns, &[30, 12, 4], 55), [(0, 30), (1, 12), (2, 6)]);
    }
}
