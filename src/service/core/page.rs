//! From rows to the pages that faces turn.

use serde::Serialize;

use crate::db::engine::page::{Key, Seek};

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

/// Makes a page of rows in the list's order, of which there may be one more than `limit` at the far end.
pub(crate) fn page<R, V>(mut rows: Vec<R>, seek: Seek, limit: u32, key: impl Fn(&R) -> Key, view: impl Fn(R) -> V) -> Page<V> {
    let limit = limit.clamp(1, MOST) as usize;
    let more = rows.len() > limit;
    let back = seek.is_backwards();
    if more && back {
        rows.drain(..rows.len() - limit);
    } else {
        rows.truncate(limit);
    }
    // Where one came from there is something, if only the row one left.
    let came = seek.key().is_some();
    let (has_previous, has_next) = if back { (more, came) } else { (came, more) };
    let place = |row: Option<&R>, has: bool| row.filter(|_| has).map(|row| key(row).into());
    Page {
        previous: place(rows.first(), has_previous),
        next: place(rows.last(), has_next),
        rows: rows.into_iter().map(view).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn of(rows: &[i64], seek: Seek) -> Page<i64> {
        page(
            rows.to_vec(),
            seek,
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
        let first = of(&[1, 2, 3, 4], Seek::FIRST);
        assert_eq!((first.rows.as_slice(), ends(&first)), (&[1, 2, 3][..], (None, Some(3))));
        let last = of(&[1, 2], Seek::After(from));
        assert_eq!(ends(&last), (Some(1), None));
        let back = of(&[1, 2, 3, 4], Seek::Before(from));
        assert_eq!((back.rows.as_slice(), ends(&back)), (&[2, 3, 4][..], (Some(2), Some(4))));
        let top = of(&[1, 2], Seek::Before(from));
        assert_eq!(ends(&top), (None, Some(2)));
        assert_eq!(ends(&of(&[], Seek::FIRST)), (None, None));
    }
}

/// A page of a list, by key: hand `next` back for the following page, or `previous` for the one before.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub next: Option<Cursor>,
    pub previous: Option<Cursor>,
}

/// Where a page ended: the value it is sorted by, and the row's id. Opaque to faces; it belongs to the filter it came with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Cursor {
    pub key: i64,
    pub id: uuid::Uuid,
}
