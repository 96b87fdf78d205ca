//! What is marked in a list: also what another filter leaves out.

use std::mem;

use super::{Listed, PageQuestion, PagedList, RowKey, Shown};

impl<Q: PageQuestion, K: Shown<RowKey<Q>>> PagedList<Q, K> {
    /// In the order of the list, then those that its filter leaves out.
    pub fn marked(&self) -> impl Iterator<Item = &Q::Row> {
        let keys = self.list.marks().iter().copied().filter_map(Shown::key);
        let mut places: Vec<usize> = keys.filter_map(|key| self.rows.place(key)).collect();
        places.sort_unstable();
        let here = places.into_iter().filter_map(|place| self.rows.get(place));
        here.chain(self.elsewhere.iter().map(|(_, row)| row))
    }

    pub fn marks(&self) -> usize {
        self.list.marks().len() + self.elsewhere.len()
    }

    pub fn unmark(&mut self, key: K) {
        self.list.unmark(key);
        self.elsewhere.retain(|(marked, _)| *marked != key);
    }

    pub fn clear_marks(&mut self) {
        self.list.clear_marks();
        self.elsewhere.clear();
    }

    /// What is marked is kept while another filter is read.
    pub(super) fn put_marks_aside(&mut self) {
        let marks: Vec<K> = self.list.marks().iter().copied().collect();
        for mark in marks {
            if let Some(row) = mark.key().and_then(|key| self.find(key)).cloned() {
                self.elsewhere.push((mark, row));
            }
        }
    }

    /// Marks rows, also such as are not read here yet or are left out.
    pub fn mark_all(&mut self, rows: impl IntoIterator<Item = (K, Q::Row)>) {
        for (key, row) in rows {
            self.unmark(key);
            self.elsewhere.push((key, row));
        }
        self.take_marks_back();
    }

    /// Those that the list has are marked there.
    pub(super) fn take_marks_back(&mut self) {
        for (mark, row) in mem::take(&mut self.elsewhere) {
            match self.rows.place(row.key()) {
                Some(_) => self.list.mark(mark),
                None => self.elsewhere.push((mark, row)),
            }
        }
    }
}
