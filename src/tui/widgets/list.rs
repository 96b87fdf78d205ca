//! The state of a list: rows known by identity, the selected one, marks, and what changed while one looked.

use std::cell::Cell as Drawn;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use unicode_width::UnicodeWidthStr;

use crate::tui::core::global::Motion;
use crate::tui::core::theme::Tone;

/// One cell: what it says and what that means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    pub tone: Tone,
}

impl Cell {
    pub fn new(text: impl Into<String>) -> Self {
        Self::toned(Tone::Plain, text)
    }

    pub fn toned(tone: Tone, text: impl Into<String>) -> Self {
        Self { text: text.into(), tone }
    }
}

/// One row, written when its data came and not when it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<K> {
    pub id: K,
    pub cells: Vec<Cell>,
}

/// Rows by identity. The selected row is an id: rows may come, go and move under it.
#[derive(Debug)]
pub struct List<K> {
    rows: Vec<Row<K>>,
    selected: Option<K>,
    /// Where the selected row was, for when it is gone.
    at: usize,
    marks: BTreeSet<K>,
    changed: BTreeMap<K, BTreeSet<usize>>,
    /// First row and rows as last drawn.
    drawn: Drawn<(usize, usize)>,
    /// Of each column, in columns of the terminal.
    widths: Vec<u16>,
}

impl<K> Default for List<K> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            selected: None,
            at: 0,
            marks: BTreeSet::new(),
            changed: BTreeMap::new(),
            drawn: Drawn::default(),
            widths: Vec::new(),
        }
    }
}

impl<K: Copy + Ord + Debug> List<K> {
    pub fn rows(&self) -> &[Row<K>] {
        &self.rows
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The widest text of a column.
    pub fn widest(&self, column: usize) -> u16 {
        self.widths.get(column).copied().unwrap_or(0)
    }

    fn measure(&mut self, from: usize) {
        for row in self.rows.iter().skip(from) {
            self.widths.resize(self.widths.len().max(row.cells.len()), 0);
            for (widest, cell) in self.widths.iter_mut().zip(&row.cells) {
                *widest = u16::try_from(cell.text.width()).unwrap_or(u16::MAX).max(*widest);
            }
        }
    }

    /// The selected row.
    pub const fn selected(&self) -> Option<K> {
        self.selected
    }

    /// Its place among the rows.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// How many rows follow the selected one: a pane asks for the next page when few do.
    pub fn ahead(&self) -> usize {
        self.rows.len().saturating_sub(self.at + 1)
    }

    /// Other rows in place of these. The selected row stays selected; if it is gone, the one that took its place.
    /// Cells that differ from before are marked until the selected row moves.
    pub fn replace(&mut self, rows: Vec<Row<K>>) {
        let before: BTreeMap<K, &Row<K>> = self.rows.iter().map(|row| (row.id, row)).collect();
        let mut changed: BTreeMap<K, BTreeSet<usize>> = BTreeMap::new();
        for row in &rows {
            let Some(old) = before.get(&row.id) else { continue };
            let differ =
                (0..row.cells.len()).filter(|&column| old.cells.get(column).map(|cell| &cell.text) != Some(&row.cells[column].text));
            let mut columns: BTreeSet<usize> = differ.collect();
            columns.extend(self.changed.get(&row.id).into_iter().flatten());
            if !columns.is_empty() {
                changed.insert(row.id, columns);
            }
        }
        self.changed = changed;
        self.rewrite(rows);
    }

    /// What changed in this row is known to whoever looks: they did it.
    pub fn known(&mut self, id: K) {
        self.changed.remove(&id);
    }

    /// Like `replace`, for rows that say the same in other words (a wait that grew by a minute): nothing is marked.
    pub fn rewrite(&mut self, rows: Vec<Row<K>>) {
        self.rows = rows;
        self.widths.clear();
        self.measure(0);
        let ids: BTreeSet<K> = self.rows.iter().map(|row| row.id).collect();
        self.marks.retain(|id| ids.contains(id));
        let found = self.selected.and_then(|id| self.place(id));
        self.go(found.unwrap_or(self.at));
    }

    /// The next page of the same list.
    pub fn append(&mut self, rows: Vec<Row<K>>) {
        let from = self.rows.len();
        self.rows.extend(rows);
        self.measure(from);
        self.go(self.at);
    }

    /// Nothing, and nothing selected: another filter.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    fn place(&self, id: K) -> Option<usize> {
        self.rows.iter().position(|row| row.id == id)
    }

    fn go(&mut self, at: usize) {
        self.at = at.min(self.rows.len().saturating_sub(1));
        self.selected = self.rows.get(self.at).map(|row| row.id);
    }

    /// Selects a row by its id; false when there is no such row.
    pub fn select(&mut self, id: K) -> bool {
        let found = self.place(id);
        if let Some(at) = found {
            self.go(at);
        }
        found.is_some()
    }

    /// A row was clicked.
    pub fn click(&mut self, index: usize) {
        if index < self.rows.len() {
            self.changed.clear();
            self.go(index);
        }
    }

    /// True when another row is selected.
    pub fn motion(&mut self, motion: Motion) -> bool {
        let page = self.drawn.get().1.max(2);
        let at = match motion {
            Motion::Down => self.at + 1,
            Motion::Up => self.at.saturating_sub(1),
            Motion::HalfDown => self.at + page / 2,
            Motion::HalfUp => self.at.saturating_sub(page / 2),
            Motion::PageDown => self.at + page - 1,
            Motion::PageUp => self.at.saturating_sub(page - 1),
            Motion::First => 0,
            Motion::Last => usize::MAX,
        };
        let before = self.selected;
        self.go(at);
        if self.selected != before {
            self.changed.clear();
        }
        self.selected != before
    }

    /// Marks or unmarks the selected row and goes on to the next.
    pub fn toggle_mark(&mut self) {
        if let Some(id) = self.selected {
            if !self.marks.remove(&id) {
                self.marks.insert(id);
            }
            self.motion(Motion::Down);
        }
    }

    /// Marks one of the rows wherever it is.
    pub fn mark(&mut self, id: K) {
        self.marks.insert(id);
    }

    pub fn unmark(&mut self, id: K) {
        self.marks.remove(&id);
    }

    /// In the order of their ids.
    pub const fn marks(&self) -> &BTreeSet<K> {
        &self.marks
    }

    pub fn clear_marks(&mut self) {
        self.marks.clear();
    }

    pub fn is_marked(&self, id: K) -> bool {
        self.marks.contains(&id)
    }

    pub fn is_changed(&self, id: K, column: usize) -> bool {
        self.changed.get(&id).is_some_and(|columns| columns.contains(&column))
    }

    /// How many rows had room when it was last drawn.
    pub fn shown(&self) -> usize {
        self.drawn.get().1
    }

    /// The first row to draw in a room of `rows`; remembered for the next page motion.
    pub fn top(&self, rows: usize) -> usize {
        let most = self.rows.len().saturating_sub(rows);
        let top = scrolled(self.drawn.get().0, self.at, rows).min(most.max(self.at.min(most)));
        self.drawn.set((top, rows));
        top
    }
}

/// The first row to draw so that `at` is among the `rows` drawn, moving as little as possible.
pub fn scrolled(top: usize, at: usize, rows: usize) -> usize {
    if rows == 0 {
        return at;
    }
    top.clamp((at + 1).saturating_sub(rows), at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(texts: &[(u32, &str)]) -> Vec<Row<u32>> {
        texts
            .iter()
            .map(|(id, text)| Row {
                id: *id,
                cells: vec![Cell::new(*text)],
            })
            .collect()
    }

    #[test]
    fn the_row_in_front_stays_when_others_come_before_it() {
        let mut list = List::default();
        list.replace(rows(&[(1, "a"), (2, "b"), (3, "c")]));
        list.motion(Motion::Down);
        list.replace(rows(&[(9, "z"), (1, "a"), (2, "b"), (3, "c")]));
        assert_eq!((list.selected(), list.at()), (Some(2), 2));
    }

    #[test]
    fn a_row_that_is_gone_leaves_its_place_to_the_next() {
        let mut list = List::default();
        list.replace(rows(&[(1, "a"), (2, "b"), (3, "c")]));
        list.motion(Motion::Down);
        list.replace(rows(&[(1, "a"), (3, "c")]));
        assert_eq!(list.selected(), Some(3));
        list.replace(rows(&[]));
        assert_eq!(list.selected(), None);
    }

    #[test]
    fn changed_cells_are_marked_until_one_moves() {
        let mut list = List::default();
        list.replace(rows(&[(1, "a"), (2, "b")]));
        assert!(!list.is_changed(1, 0));
        list.replace(rows(&[(1, "x"), (2, "b")]));
        assert!(list.is_changed(1, 0) && !list.is_changed(2, 0));
        list.motion(Motion::Down);
        assert!(!list.is_changed(1, 0));
    }

    #[test]
    fn marks_go_with_their_rows() {
        let mut list = List::default();
        list.replace(rows(&[(1, "a"), (2, "b"), (3, "c")]));
        list.toggle_mark();
        list.toggle_mark();
        list.replace(rows(&[(3, "c"), (2, "b")]));
        assert_eq!(list.marks().iter().copied().collect::<Vec<_>>(), [2]);
    }
}
