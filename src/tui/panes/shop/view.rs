//! The pane: its lists as tabs, and the one that is shown.

use ratatui::layout::Rect;

use super::sections::Section;
use super::{ShopPane, jobs, messages};
use crate::locale::t;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::Which;
use crate::tui::core::layout::{below, inset};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::Words;
use crate::tui::widgets::table::Table;
use crate::tui::widgets::tabs;

/// The region of the tabs, for a click.
pub const TABS: u8 = 1;

impl ShopPane {
    pub(crate) fn draw(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        self.tabs(shell, inset(area), canvas);
        let area = self.above_the_list(shell, below(area, 2), canvas);
        let words = Words {
            loading: "tienda-loading",
            failed: "tienda-failed-help",
            empty: match self.section {
                Section::Messages => ("mensajes-empty", "mensajes-empty-help"),
                Section::Alerts => ("mensajes-no-alerts", "mensajes-no-alerts-help"),
                _ if !self.line.text().is_empty() => ("tienda-empty-filter", "tienda-empty-filter-help"),
                Section::Changes => ("tienda-empty", "tienda-empty-changes"),
                _ => ("tienda-empty", "tienda-empty-help"),
            },
        };
        let columns = self.section.columns(shell.catalogue);
        match self.section {
            Section::Changes => return self.changes.view(shell, area, &words, &columns, (0, true), canvas),
            Section::Messages => return self.messages.view(shell, area, &words, &columns, (0, true), canvas),
            Section::Alerts => return self.alerts.view(shell, area, &words, &columns, (0, true), canvas),
            _ => {}
        }
        if self.state.view(shell, area, &words, self.list.is_empty(), canvas) {
            return;
        }
        let table = Table {
            list: &self.list,
            columns: &columns,
            region: 0,
            focused: true,
        };
        table.view(shell.theme, area, canvas);
    }

    fn tabs(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let sections: Vec<Section> = Section::of(&shell.operator).collect();
        let titles: Vec<String> = sections.iter().map(|section| shell.catalogue.text(section.title(), &[])).collect();
        let at = sections.iter().position(|section| *section == self.section).unwrap_or_default();
        tabs::view(shell.theme, area, (&titles, at), TABS, canvas);
    }

    /// What is typed to narrow the list, and how the jobs stand; answers the room below.
    fn above_the_list(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) -> Rect {
        let catalogue = shell.catalogue;
        let (hint, count) = match self.section {
            Section::Messages => (t!(catalogue, "mensajes-filter-hint"), self.messages.counted(shell, None)),
            _ => {
                let (some, all) = (self.list.rows().len(), self.things.len());
                (
                    t!(catalogue, "tienda-filter-hint"),
                    t!(catalogue, "shell-of", some = some, all = all),
                )
            }
        };
        let mut used = self.line.view(shell.theme, inset(area), (&hint, &count), canvas);
        if let Some(status) = self.standing.as_ref().filter(|_| self.section == Section::Jobs) {
            for (tone, said) in jobs::standing(catalogue, status) {
                canvas.cut_at(inset(area), used, 0, &said, shell.theme.style(tone));
                used += 1;
            }
            used += 1;
        }
        if self.section == Section::Messages && self.which != Which::default() {
            let which = catalogue.text(messages::which_key(self.which), &[]);
            canvas.cut_at(inset(area), used, 0, &which, shell.theme.style(Tone::Accent));
            used += 2;
        }
        if let Some(importing) = &self.importing {
            canvas.cut_at(
                inset(area),
                used,
                0,
                &importing.progress(catalogue),
                shell.theme.style(Tone::Accent),
            );
            used += 1;
        }
        below(area, used)
    }
}
