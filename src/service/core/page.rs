//! From rows to the pages that faces turn.

use serde::Serialize;

use crate::db::engine::answer::Readable;
use crate::db::engine::page::Key;

pub use crate::db::engine::page::HowMany;

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

/// Makes a page of the rows after a place, of which there may be one more than `limit`. One that could not be read counts as there.
pub(crate) fn page<R, V>(read: Readable<R>, limit: u32, key: impl Fn(&R) -> Key, view: impl Fn(R) -> V) -> Page<V> {
    let limit = limit.clamp(1, MOST) as usize;
    let more = read.rows.len() + read.unread > limit;
    let mut rows = read.rows;
    rows.truncate(limit);
    Page {
        next: rows.last().filter(|_| more).map(|row| key(row).into()),
        rows: rows.into_iter().map(view).collect(),
        unread: read.unread,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_page_knows_whether_more_follows() {
        let of = |rows: &[i64], unread: usize| {
            let key = |row: &i64| Key {
                key: *row,
                id: Uuid::nil(),
            };
            let rows = rows.to_vec();
            let page = page(Readable { rows, unread }, 3, key, |row| row);
            (page.rows, page.next.map(|place| place.key))
        };
        assert_eq!(of(&[1, 2, 3, 4], 0), (vec![1, 2, 3], Some(3)));
        assert_eq!(of(&[1, 2, 3], 0), (vec![1, 2, 3], None));
        assert_eq!(of(&[], 0), (Vec::new(), None));
        // A row between them is damaged: what follows it is still to come.
        assert_eq!(of(&[1, 2, 4], 1), (vec![1, 2, 4], Some(4)));
        assert_eq!(of(&[1, 2], 2), (vec![1, 2], Some(2)));
    }
}

/// A page of a list, by key: hand `next` back for the following page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub next: Option<Cursor>,
    /// Rows between them that are damaged: `krafta db check` names each.
    #[serde(skip_serializing_if = "is_none")]
    pub unread: usize,
}

impl<T> Page<T> {
    /// All there is.
    pub const fn whole(rows: Vec<T>) -> Self {
        Self {
            rows,
            next: None,
            unread: 0,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_none(count: &usize) -> bool {
    *count == 0
}

/// Where a page ended: the value it is sorted by, and the row's id. Opaque to faces; it belongs to the filter it came with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Cursor {
    pub key: i64,
    pub id: uuid::Uuid,
}
