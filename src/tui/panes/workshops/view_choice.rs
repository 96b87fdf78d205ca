//! The candidates of an order: who could make it, the first to ask first, then why the others could not.

use ratatui::layout::Rect;

use super::choice::{Choice, nobody};
use super::view::CHOICE;
use crate::locale::t;
use crate::service::fulfilment::work_list::WorkRow;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::layout::below;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::widgets::notice::{self, Notice};
use crate::tui::widgets::table::{Column, Table};
use crate::tui::widgets::wrap::wrap;

pub fn draw(shell: &Shell, area: Rect, choice: &Choice, row: Option<&WorkRow>, focused: bool, canvas: &mut Canvas<'_>) {
    let catalogue = shell.catalogue;
    let Some(row) = row else { return };
    let Some(found) = choice.shown() else {
        let found = match &choice.fault {
            Some(why) => Notice::Failed(why.clone()),
            None => Notice::Loading(t!(catalogue, "talleres-choice-loading")),
        };
        return notice::view(shell.theme, area, &found, "", canvas);
    };
    let (fitting, total) = (found.fitting.len(), found.fitting.len() + found.failed.len());
    let title = t!(
        catalogue,
        "talleres-choice-title",
        order = &found.number,
        fitting = fitting,
        total = total
    );
    // The answer for the selected order is on its way while the one before still stands here.
    let tone = if found.order == row.order { Tone::Past } else { Tone::Rule };
    canvas.cut_at(area, 0, 3, &title, shell.theme.style(tone));
    let mut area = below(area, 1);
    for (tone, line) in found.shortfall.iter().flat_map(|shortfall| nobody(catalogue, shortfall)) {
        for line in wrap(&line, area.width.saturating_sub(4)) {
            canvas.text_at(area, 0, 3, &line, shell.theme.style(tone));
            area = below(area, 1);
        }
    }
    let table = Table {
        list: &choice.list,
        columns: &columns(),
        region: CHOICE,
        focused,
    };
    table.view(shell.theme, area, canvas);
}

/// Mark, name, then day, cost, margin and acceptance or the reason, which has what is left of the line.
fn columns() -> [Column; 7] {
    [
        Column::new("", 1, 0),
        Column::new("", 12, 0).shares(1),
        Column::new("", 11, 0).shares(2).runs(),
        Column::new("", 0, 1).right(),
        Column::new("", 0, 2).right(),
        Column::new("", 0, 4).right(),
        Column::new("", 0, 3),
    ]
}
