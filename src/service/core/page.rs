//! From rows to the pages that faces turn.

use serde::Serialize;

use crate::db::engine::page::Key;

/// Rows of a page at most, whatever is asked for.
const MOST: u32 = 1_000;

impl From<Key> for Cursor {
    fn from(Key { key, id }: Key) -> Self {
        Self { key, id }
    }
}

impl From<Cursor> for Key {
    fn from(Cursor { key, id }: Cursor) -> Self {
        Self { key, id }
    }
}

/// How many rows to read for a page of `limit`: one more, which tells whether there is another page.
pub(crate) fn reading(limit: u32) -> i64 {
    i64::from(limit.clamp(1, MOST)) + 1
}

/// Makes a page of the rows after a place, of which there may be one more than `limit`.
pub(crate) fn page<R, V>(mut rows: Vec<R>, after: Option<Key>, limit: u32, key: impl Fn(&R) -> Key, view: impl Fn(R) -> V) -> Page<V> {
    let limit = limit.clamp(1, MOST) as usize;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let place = |row: Option<&R>, has: bool| row.filter(|_| has).map(|row| key(row).into());
    Page {
        // Where one came from there is something, if only the row one left.
        previous: place(rows.first(), after.is_some()),
        next: place(rows.last(), more),
        rows: rows.into_iter().map(view).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn of(rows: &[i64], after: Option<Key>) -> Page<i64> {
        page(
            rows.to_vec(),
            after,
            3,
            |row| Key {
                key: *row,
                id: Uuid::nil(),
            },
            |row| row,
        )
    }

    fn ends(page: &Page<i64>) -> (Option<i64>, Option<i64>) {
        (page.previous.map(|c| c.key), page.next.map(|c| c.key))
    }

    #[test]
    fn a_page_knows_its_neighbours() {
        let from = Some(Key { key: 9, id: Uuid::nil() });
        let first = of(&[1, 2, 3, 4], None);
        assert_eq!((first.rows.as_slice(), ends(&first)), (&[1, 2, 3][..], (None, Some(3))));
        let last = of(&[1, 2], from);
        assert_eq!(ends(&last), (Some(1), None));
        assert_eq!(ends(&of(&[], None)), (None, None));
    }
}

/// A page of a list, by key: hand `next` back for the following page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub next: Option<Cursor>,
    /// The first row's place, where something comes before it.
    pub previous: Option<Cursor>,
}

/// Where a page ended: the value it is sorted by, and the row's id. Opaque to faces; it belongs to the filter it came with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Cursor {
    pub key: i64,
    pub id: uuid::Uuid,
}
