//! How Pedidos looks: the list, beside it the selected order where there is room, or the order that is open.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::order_list::State;
use super::search::Preset;
use super::{ORDERS, OrdersPane, preview, view_detail};
use crate::locale::t;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::layout::{Breadth, below};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::widgets::notice::{self, Notice};
use crate::tui::widgets::table::{Column, Table};

pub fn view(pane: &OrdersPane, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
    match &pane.detail {
        Some(detail) => view_detail::view(detail, shell, area, canvas),
        None => list(pane, shell, area, canvas),
    }
}

fn list(pane: &OrdersPane, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
    summary(pane, shell, area, canvas);
    let area = below(area, 1);
    let notice = match &pane.orders.state {
        State::Loading => Some((Notice::Loading(t!(shell.catalogue, "pedidos-loading")), String::new())),
        State::Failed(why) => Some((Notice::Failed(why.clone()), t!(shell.catalogue, "pedidos-failed-help"))),
        State::Ready if pane.orders.list.is_empty() => Some(empty(pane, shell)),
        State::Ready => None,
    };
    if let Some((notice, help)) = notice {
        return notice::view(shell.theme, area, &notice, &help, canvas);
    }
    let (rows, beside) = divide(area, shell.breadth());
    let columns = columns(shell);
    let table = Table {
        list: &pane.orders.list,
        columns: &columns,
        region: ORDERS,
        front: !pane.search.is_open(),
    };
    table.view(shell.theme, rows, canvas);
    if let Some(beside) = beside {
        let rule = shell.theme.style(Tone::Rule);
        for row in 0..beside.height {
            canvas.text(Rect { x: beside.x - 2, ..beside }, row, "│", rule);
        }
        preview::view(pane, shell, beside, canvas);
    }
}

/// From 120 columns the order in front stands beside the list.
fn divide(area: Rect, breadth: Breadth) -> (Rect, Option<Rect>) {
    if breadth != Breadth::Side {
        return (area, None);
    }
    let width = (area.width / 3).clamp(38, 64);
    let list = area.width - width - 3;
    let beside = Rect {
        x: area.x + list + 3,
        width,
        ..area
    };
    (Rect { width: list, ..area }, Some(beside))
}

fn columns(shell: &Shell) -> [Column; 7] {
    let title = |key| shell.catalogue.text(key, &[]);
    [
        Column::new(title("pedidos-column-number"), 11, 0),
        Column::new(title("pedidos-column-customer"), 14, 0).grows(),
        Column::new(title("pedidos-column-total"), 13, 3).right(),
        Column::new(title("pedidos-column-payment"), 14, 1),
        Column::new(title("pedidos-column-production"), 14, 2),
        Column::new(title("pedidos-column-workshop"), 18, 5),
        Column::new(title("pedidos-column-changed"), 11, 4),
    ]
}

/// Which orders these are: preset, filter, how many so far.
fn summary(pane: &OrdersPane, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
    let (theme, catalogue) = (shell.theme, shell.catalogue);
    let preset = t!(catalogue, "pedidos-showing", preset = catalogue.text(pane.search.preset.key(), &[]));
    let mut column = 1 + canvas.text_at(area, 0, 1, &preset, theme.style(Tone::Plain)) + 3;
    let filter = t!(catalogue, "pedidos-filter-label");
    if pane.search.is_open() || !pane.search.text().is_empty() {
        column += canvas.text_at(area, 0, column, &filter, theme.style(Tone::Accent)) + 1;
        let count_room = 16;
        let line = Rect {
            x: area.x + column.min(area.width),
            width: area.width.saturating_sub(column + count_room),
            height: 1.min(area.height),
            ..area
        };
        if pane.search.text().is_empty() {
            canvas.text_at(line, 0, 1, &t!(catalogue, "pedidos-filter-hint"), theme.style(Tone::Past));
        }
        pane.search
            .typing()
            .view(theme, line, pane.search.is_open(), theme.style(Tone::Strong), canvas);
    }
    let (tone, note) = match &pane.search.fault {
        Some(fault) => (Tone::Wrong, format!("✖ {fault}")),
        None if pane.orders.state == State::Ready => (Tone::Past, count(pane, shell)),
        None => return,
    };
    let width = u16::try_from(note.width()).unwrap_or(u16::MAX);
    if pane.search.fault.is_some() && width + column + 10 > area.width {
        // A long fault takes the line: what is typed is still in front of it.
        let typed = u16::try_from(pane.search.text().width()).unwrap_or(u16::MAX);
        canvas.text_at(area, 0, (column + typed).saturating_add(3), &note, theme.style(tone));
    } else {
        canvas.text_at(area, 0, area.width.saturating_sub(width + 1), &note, theme.style(tone));
    }
}

fn count(pane: &OrdersPane, shell: &Shell) -> String {
    let count = pane.orders.len();
    if pane.orders.has_more() {
        t!(shell.catalogue, "pedidos-count-more", count = count)
    } else {
        t!(shell.catalogue, "pedidos-count", count = count)
    }
}

fn empty(pane: &OrdersPane, shell: &Shell) -> (Notice, String) {
    let catalogue = shell.catalogue;
    let text = pane.search.text();
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
