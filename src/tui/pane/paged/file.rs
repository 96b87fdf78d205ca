//! A list as a file: all that it shows, as it is seen.

use super::{ListPane, PageQuestion, Shown};
use crate::locale::t;
use crate::service::core::sheet;
use crate::tui::core::theme::Tone;
use crate::tui::pane::PaneContext;
use crate::tui::widgets::list::Row;
use crate::tui::widgets::table::Column;

/// A file of what is seen has as many rows at most: the command line writes all there are.
const MOST_SAVED: usize = 20_000;

/// Goes on with a file of the list, if one is wanted: the next page, or when all is here the file itself.
pub(super) fn save_or_read_on<Q: PageQuestion, P: ListPane<Q>>(pane: &mut P, cx: &mut PaneContext<'_, P>) {
    let paged = pane.paged();
    if paged.saving.is_none() || paged.gathering.is_some() {
        return;
    }
    let whole = paged.is_whole();
    if !whole && paged.rows.len() < MOST_SAVED {
        return pane.more(cx);
    }
    let Some(name) = pane.paged().saving.take() else { return };
    if !whole {
        cx.toast(Tone::Waits, t!(cx.shell.catalogue, "shell-saved-some", rows = MOST_SAVED));
    }
    let heads = pane.heads(cx.shell);
    let rows = pane.cells(cx.shell, 0).into_iter().filter(|row| row.id.key().is_some());
    cx.save(name, as_file(&heads, rows));
}

/// Rows as they are seen, as the text of a file. A column without a head is for the screen alone.
pub fn as_file<K>(heads: &[Column], rows: impl IntoIterator<Item = Row<K>>) -> String {
    let named: Vec<usize> = (0..heads.len()).filter(|at| !heads[*at].title.trim().is_empty()).collect();
    let head = named.iter().map(|at| heads[*at].title.clone()).collect();
    let cell = |row: &Row<K>, at: usize| row.cells.get(at).map_or_else(String::new, |cell| cell.text.trim().to_owned());
    let rows = rows.into_iter().map(|row| named.iter().map(|at| cell(&row, *at)).collect());
    // Writing to memory cannot fail.
    sheet::seen(std::iter::once(head).chain(rows)).unwrap_or_default()
}
