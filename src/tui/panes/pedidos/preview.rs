//! The order in front of the list, in short, where there is room beside it.

use ratatui::layout::Rect;

use super::Pedidos;
use super::{head, steps};
use crate::locale::{money, t};
use crate::service::view::{OrderRow, Timeline};
use crate::tui::canvas::Canvas;
use crate::tui::layout::below;
use crate::tui::model::Shell;
use crate::tui::overlay::frame::wrap;
use crate::tui::theme::Tone;

use super::orders::when;

pub fn view(pane: &Pedidos, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
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
        (Tone::Strong, row.number.clone()),
        (Tone::Plain, row.customer.as_str().to_owned()),
        (Tone::Plain, format!("{} = {}", money(row.total), money(row.due))),
        (
            Tone::Past,
            t!(shell.catalogue, "pedidos-placed", at = when(row.placed_at, shell.now)),
        ),
    ]
}

fn rest(shell: &Shell, timeline: &Timeline) -> Vec<(Tone, String)> {
    let (catalogue, order) = (shell.catalogue, &timeline.order);
    let mut lines = vec![
        (Tone::Plain, order.phone.clone()),
        (Tone::Plain, String::new()),
        (Tone::Accent, head::seen_by_customer(catalogue, order)),
    ];
    lines.extend(head::warnings(catalogue, order));
    lines.push((Tone::Plain, String::new()));
    lines.extend(head::items(catalogue, order).into_iter().map(|line| (Tone::Plain, line)));
    let delivery = catalogue.text(&format!("delivery-{}", order.delivery), &[]);
    lines.push((Tone::Plain, delivery));
    lines.extend(head::delivered_to(catalogue, order).map(|line| (Tone::Plain, line)));
    lines.push((Tone::Plain, String::new()));
    for event in timeline.events.iter().rev().take(5) {
        let said = catalogue.event(&event.event);
        lines.push((Tone::Past, format!("{}  {said}", when(event.event.at, shell.now))));
    }
    lines.push((Tone::Plain, String::new()));
    lines.push((Tone::Plain, steps::next(catalogue, timeline)));
    lines
}
