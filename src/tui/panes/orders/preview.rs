//! The selected order, in short, where there is room beside it.

use ratatui::layout::Rect;

use super::order_list::when;
use super::{OrdersPane, head};
use crate::locale::{money, t};
use crate::service::orders::view::{OrderRow, Timeline};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::layout::below;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::widgets::wrap::wrap;

/// Products named before "and so many more".
const MOST_ITEMS: usize = 3;

pub fn view(pane: &OrdersPane, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
    let Some(row) = pane.orders.front() else { return };
    let known = pane.preview.as_deref().filter(|timeline| timeline.order.id == row.id);
    let mut lines = first(shell, row);
    if let Some(timeline) = known {
        lines.extend(rest(shell, timeline));
    }
    let mut at = 0;
    for (tone, text) in lines {
        for line in wrap(&text, area.width) {
            canvas.text(below(area, at), 0, &line, shell.theme.style(tone));
            at += 1;
        }
    }
}

/// What the list's own row knows: there at once.
fn first(shell: &Shell, row: &OrderRow) -> Vec<(Tone, String)> {
    vec![
        (Tone::Strong, row.customer.as_str().to_owned()),
        (Tone::Plain, format!("{} = {}", money(row.total), money(row.due))),
        (
            Tone::Past,
            t!(shell.catalogue, "pedidos-placed", at = when(row.placed_at, shell.now)),
        ),
    ]
}

/// Little enough to be repainted with every row one passes (a row move is to cost 700 bytes at most).
fn rest(shell: &Shell, timeline: &Timeline) -> Vec<(Tone, String)> {
    let (catalogue, order) = (shell.catalogue, &timeline.order);
    let mut lines = vec![(Tone::Plain, order.phone.clone())];
    lines.extend(head::warnings(catalogue, timeline));
    let items = order.items.iter().take(MOST_ITEMS);
    lines.extend(items.map(|item| (Tone::Plain, format!("{} × {}", item.quantity, item.name))));
    let more = order.items.len().saturating_sub(MOST_ITEMS);
    if more > 0 {
        lines.push((Tone::Past, t!(catalogue, "pedidos-more-items", count = more)));
    }
    lines.push((Tone::Plain, head::delivery(catalogue, order)));
    if let Some(event) = timeline.events.last() {
        lines.push((Tone::Past, catalogue.event(&event.event)));
    }
    lines
}
