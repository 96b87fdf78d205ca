//! How the list looks: which orders these are, the rows, and the selected order beside them.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::search::Preset;
use super::{ORDERS, OrdersPane, head, list};
use crate::locale::{money, t};
use crate::service::orders::view::{OrderRow, Timeline};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::LinkState;
use crate::tui::core::layout::{below, beside};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::detail::{Focus, divide};
use crate::tui::pane::dialogue::Said;
use crate::tui::pane::paged::State;
use crate::tui::widgets::notice::{self, Notice};
use crate::tui::widgets::scroll::Scroll;
use crate::tui::widgets::table::Table;

/// Products named before "and so many more".
const MOST_ITEMS: usize = 3;

/// The list, and beside it the selected order where there is room.
pub fn view(pane: &OrdersPane, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
    summary(pane, shell, area, canvas);
    let area = pane.orders.foot(shell, below(area, 1), canvas);
    if pane.orders.state != State::Ready || pane.orders.list.is_empty() {
        return without_rows(pane, shell, area, canvas);
    }
    let (rows, beside) = divide(shell, area, Focus::List, beside(area), canvas);
    let Some(rows) = rows else { return };
    let table = Table {
        list: &pane.orders.list,
        columns: &pane.orders.left_out.of(&list::columns(shell.catalogue, pane.sort())),
        region: ORDERS,
        focused: !pane.search.line.is_open(),
    };
    table.view(shell.theme, rows, canvas);
    if let (Some(beside), Some(row)) = (beside, pane.orders.selected()) {
        let known = pane.preview.as_deref().filter(|timeline| timeline.order.id == row.id);
        Scroll::default().view(shell.theme, beside, &glance(shell, row, known), canvas);
    }
}

fn without_rows(pane: &OrdersPane, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
    let catalogue = shell.catalogue;
    let (found, help) = match &pane.orders.state {
        State::Loading if shell.link != LinkState::Up => (Notice::Loading(t!(catalogue, "shell-link-loading")), String::new()),
        State::Loading => (Notice::Loading(t!(catalogue, "pedidos-loading")), String::new()),
        State::Failed(why) => (Notice::Failed(why.clone()), t!(catalogue, "pedidos-failed-help")),
        State::Ready => empty(pane, shell),
    };
    notice::view(shell.theme, area, &found, &help, canvas);
}

/// The list's own row, there at once, and of the rest little enough to be repainted with every row one passes (a row move
/// is to cost 700 bytes at most).
fn glance(shell: &Shell, row: &OrderRow, known: Option<&Timeline>) -> Said {
    let catalogue = shell.catalogue;
    let placed = list::when(row.placed_at, shell.now);
    let mut said = vec![
        (Tone::Strong, row.customer.as_str().to_owned()),
        (Tone::Plain, format!("{} = {}", money(row.total), money(row.due))),
        (Tone::Past, t!(catalogue, "pedidos-placed", at = placed)),
    ];
    let Some(timeline) = known else { return said };
    let order = &timeline.order;
    said.push((Tone::Plain, order.phone.clone()));
    said.extend(head::warnings(catalogue, timeline));
    let items = order.items.iter().take(MOST_ITEMS);
    said.extend(items.map(|item| (Tone::Plain, format!("{} × {}", item.quantity, item.name))));
    let more = order.items.len().saturating_sub(MOST_ITEMS);
    if more > 0 {
        said.push((Tone::Past, t!(catalogue, "pedidos-more-items", count = more)));
    }
    said.push((Tone::Plain, head::delivery(catalogue, order)));
    let last = timeline.events.last();
    said.extend(last.map(|event| (Tone::Past, catalogue.event(&event.event))));
    said
}

/// Which orders these are: preset, filter, how many so far.
fn summary(pane: &OrdersPane, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
    let (theme, catalogue, line) = (shell.theme, shell.catalogue, &pane.search.line);
    let preset = t!(catalogue, "pedidos-showing", preset = catalogue.text(pane.search.preset.key(), &[]));
    let preset = format!("{}{preset}", shell.path());
    let mut column = 1 + canvas.text_at(area, 0, 1, &preset, theme.style(Tone::Plain)) + 3;
    let filter = t!(catalogue, "pedidos-filter-label");
    if line.is_open() || !line.text().is_empty() {
        column += canvas.text_at(area, 0, column, &filter, theme.style(Tone::Accent)) + 1;
        let count_room = 16;
        let room = Rect {
            x: area.x + column.min(area.width),
            width: area.width.saturating_sub(column + count_room),
            height: 1.min(area.height),
            ..area
        };
        if line.text().is_empty() {
            canvas.text_at(room, 0, 1, &t!(catalogue, "pedidos-filter-hint"), theme.style(Tone::Past));
        }
        line.typed(theme, room, canvas);
    }
    let (tone, note) = match &line.fault {
        Some(fault) => Tone::Wrong.marked(fault),
        None if pane.orders.state == State::Ready => (Tone::Past, count(pane, shell)),
        None => return,
    };
    let width = u16::try_from(note.width()).unwrap_or(u16::MAX);
    if line.fault.is_some() && width + column + 10 > area.width {
        // A long fault takes the line: what is typed still stands before it.
        let typed = u16::try_from(line.text().width()).unwrap_or(u16::MAX);
        canvas.text_at(area, 0, (column + typed).saturating_add(3), &note, theme.style(tone));
    } else {
        canvas.text_at(area, 0, area.width.saturating_sub(width + 1), &note, theme.style(tone));
    }
}

/// `3 de 25 pedidos`, `más de 10.000 pedidos`.
fn count(pane: &OrdersPane, shell: &Shell) -> String {
    let narrowed = !pane.search.line.text().is_empty() || pane.search.preset != Preset::All;
    let all = pane.listing.map(|listing| listing.all).filter(|_| narrowed);
    let count = pane.orders.how_many(shell, pane.listing.map(|listing| listing.count), all);
    t!(shell.catalogue, "pedidos-count", count = count)
}

fn empty(pane: &OrdersPane, shell: &Shell) -> (Notice, String) {
    let catalogue = shell.catalogue;
    let text = pane.search.line.text();
    if !text.is_empty() {
        let mut said = t!(catalogue, "pedidos-nothing-fits", filter = text);
        if !pane.nearest.is_empty() {
            said = format!("{said} {}", t!(catalogue, "pedidos-nearest", numbers = pane.nearest.join(", ")));
        }
        return (Notice::Empty(said), t!(catalogue, "pedidos-nothing-fits-help"));
    }
    if pane.search.preset != Preset::All {
        return (
            Notice::Empty(t!(catalogue, "pedidos-nothing-here")),
            t!(catalogue, "pedidos-nothing-here-help"),
        );
    }
    (
        Notice::Empty(t!(catalogue, "pedidos-no-orders")),
        t!(catalogue, "pedidos-no-orders-help"),
    )
}
