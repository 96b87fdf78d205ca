//! The candidates of an order: who could make it, the first to ask first, then why the others could not.

use ratatui::layout::Rect;

use super::choice::{Choice, nobody};
use super::view::CHOICE;
use crate::domain::ids::WorkshopId;
use crate::locale::t;
use crate::service::fulfilment::work_list::WorkRow;
use crate::tui::core::canvas::{Canvas, Spot};
use crate::tui::core::layout::below;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::widgets::list::Row;
use crate::tui::widgets::notice::{self, Notice};
use crate::tui::widgets::wrap::wrap;

/// Columns of the mark, and between columns.
const MARK: u16 = 6;
const GAP: u16 = 2;

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
    let places = Places::of(choice, area.width);
    let top = choice.list.top(usize::from(area.height));
    for (line, (index, row)) in (0..area.height).zip(choice.list.rows().iter().enumerate().skip(top)) {
        let place = Rect {
            y: area.y + line,
            height: 1,
            ..area
        };
        let selected = choice.list.selected() == Some(row.id) && focused;
        self::row(shell, place, &places, (row, selected, choice), canvas);
        canvas.spot(place, Spot::Row { region: CHOICE, index });
    }
}

/// Where the columns begin and how wide they are: name, then day, cost and acceptance or the reason.
struct Places {
    name: u16,
    columns: [(u16, u16); 3],
}

impl Places {
    fn of(choice: &Choice, width: u16) -> Self {
        let widest = |column: usize| {
            let cells = choice.list.rows().iter().filter(|row| row.cells.len() > 3);
            let widths = cells.filter_map(|row| row.cells.get(column)).map(|cell| cell.text.chars().count());
            u16::try_from(widths.max().unwrap_or(8)).unwrap_or(8)
        };
        let widths = [widest(2), widest(3), widest(4)];
        let taken: u16 = widths.iter().map(|width| width + GAP).sum();
        // Where nobody fits, the reasons have the room.
        let taken = if taken < 3 * (8 + GAP) { width / 2 } else { taken };
        let name = width.saturating_sub(MARK + taken).clamp(12, 34);
        let day = MARK + name + GAP;
        let cost = day + widths[0] + GAP;
        Self {
            name,
            columns: [(day, widths[0]), (cost, widths[1]), (cost + widths[1] + GAP, widths[2])],
        }
    }
}

fn row(shell: &Shell, area: Rect, places: &Places, (row, selected, choice): (&Row<WorkshopId>, bool, &Choice), canvas: &mut Canvas<'_>) {
    let theme = shell.theme;
    if selected {
        canvas.text(area, 0, "▌", theme.style(Tone::Accent));
    }
    let Some([mark, name, rest @ ..]) = row.cells.get(..) else { return };
    canvas.text_at(area, 0, 3, &mark.text, theme.style(mark.tone));
    let room = Rect {
        width: (MARK + places.name).min(area.width),
        ..area
    };
    let tone = if selected { Tone::Selected } else { name.tone };
    canvas.cut_at(room, 0, MARK, &name.text, theme.style(tone));
    for (index, (cell, (start, width))) in rest.iter().zip(places.columns).enumerate() {
        let changed = choice.list.is_changed(row.id, index + 2);
        let style = theme.style(if changed { Tone::Changed } else { cell.tone });
        // A reason has what is left of the line; an amount ends where the others do.
        let spare = width.saturating_sub(u16::try_from(cell.text.chars().count()).unwrap_or(u16::MAX));
        let indent = if index == 1 { spare } else { 0 };
        canvas.cut_at(area, 0, start + indent, &cell.text, style);
    }
}
