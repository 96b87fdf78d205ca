//! What is in sight as a file: the work, the orders without a workshop, or the board with a line a workshop and a column a day.

use super::{Context, Focus, WorkshopsPane};
use crate::locale::{t, zone};
use crate::service::core::sheet;
use crate::tui::core::client::ask;
use crate::tui::core::csv::file_name;
use crate::tui::pane::paged::ListPane;

impl WorkshopsPane {
    pub(crate) fn export(&mut self, cx: &mut Context<'_>) {
        let (catalogue, day) = (cx.shell.catalogue, zone().day(cx.shell.now));
        if self.open.is_some() {
            return ListPane::<ask::Works>::save(self, cx, file_name(catalogue, "shell-file-work", day));
        }
        if self.focus != Focus::Board {
            return ListPane::<ask::Waiting>::save(self, cx, file_name(catalogue, "shell-file-unassigned", day));
        }
        let days: Vec<String> = self
            .board
            .rows()
            .next()
            .into_iter()
            .flat_map(|row| row.days.iter().map(|it| it.day.to_string()))
            .collect();
        let head = std::iter::once(t!(catalogue, "talleres-column-workshop")).chain(days).collect();
        let lines = self.board.rows().map(|row| {
            let cells = row.days.iter().map(|it| format!("{}/{}", it.held + it.taken, it.limit));
            std::iter::once(row.name.to_string()).chain(cells).collect()
        });
        // Writing to memory cannot fail.
        let text = sheet::seen(std::iter::once(head).chain(lines)).unwrap_or_default();
        cx.save(file_name(catalogue, "shell-file-board", day), text);
    }
}
