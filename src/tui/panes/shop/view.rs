//! The pane: its lists as tabs, and the one that is shown.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::sections::Section;
use super::{ShopPane, jobs, messages};
use crate::locale::t;
use crate::tui::core::canvas::{Canvas, Spot};
use crate::tui::core::client::Which;
use crate::tui::core::layout::{below, inset};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::Words;
use crate::tui::widgets::table::Table;

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

    /// The lists by name; where not all have room, from the first one with which the one shown has.
    fn tabs(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let sections: Vec<Section> = Section::of(&shell.operator).collect();
        let titles: Vec<String> = sections.iter().map(|section| shell.catalogue.text(section.title(), &[])).collect();
        let room = usize::from(area.width);
        let tight = titles.iter().map(|title| title.width() + 2).sum::<usize>() > room;
        let at = sections.iter().position(|section| *section == self.section).unwrap_or_default();
        let tabs = titles.iter().enumerate().map(|(index, title)| match (index == at, tight) {
            (true, _) => format!("[{title}]"),
            (false, true) => format!(" {title}"),
            (false, false) => format!(" {title} "),
        });
        let tabs: Vec<String> = tabs.collect();
        // A mark on either side says that there are more.
        let used = |from: usize| tabs[from..=at].iter().map(|tab| tab.width()).sum::<usize>() + 2;
        let first = (0..at).find(|from| used(*from) <= room).unwrap_or(at);
        let past = shell.theme.style(Tone::Past);
        let mut column = match first {
            0 => 0,
            _ => canvas.text_at(area, 0, 0, "‹", past),
        };
        for (index, tab) in tabs.iter().enumerate().skip(first) {
            let width = u16::try_from(tab.width()).unwrap_or(u16::MAX);
            let mark = u16::from(index + 1 < tabs.len());
            if column.saturating_add(width).saturating_add(mark) > area.width && index > at {
                canvas.text_at(area, 0, column, " ›", past);
                break;
            }
            let tone = if index == at { Tone::Selected } else { Tone::Past };
            canvas.text_at(area, 0, column, tab, shell.theme.style(tone));
            let place = Rect {
                x: area.x.saturating_add(column),
                width: width.min(area.width.saturating_sub(column)),
                height: 1.min(area.height),
                ..area
            };
            canvas.spot(place, Spot::Row { region: TABS, index });
            column = column.saturating_add(width);
        }
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
