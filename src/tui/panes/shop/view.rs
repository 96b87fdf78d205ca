//! The pane: its lists as tabs, and the one that is shown.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::ShopPane;
use super::sections::Section;
use crate::tui::core::canvas::{Canvas, Spot};
use crate::tui::core::layout::{below, inset};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::Words;
use crate::tui::widgets::table::Table;

/// The region of the tabs, for a click.
pub const TABS: u8 = 1;

impl ShopPane {
    pub(crate) fn draw(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let tabs = inset(area);
        let mut column = 0;
        let titles = Section::of(&shell.operator).map(|section| shell.catalogue.text(section.title(), &[]).width() + 2);
        let tight = titles.sum::<usize>() > usize::from(tabs.width);
        for (index, section) in Section::of(&shell.operator).enumerate() {
            let title = shell.catalogue.text(section.title(), &[]);
            let shown = section == self.section;
            let title = match (shown, tight) {
                (true, _) => format!("[{title}]"),
                (false, true) => format!(" {title}"),
                (false, false) => format!(" {title} "),
            };
            let tone = if shown { Tone::Selected } else { Tone::Past };
            canvas.text_at(tabs, 0, column, &title, shell.theme.style(tone));
            let width = u16::try_from(title.width()).unwrap_or(u16::MAX);
            let place = Rect {
                x: tabs.x.saturating_add(column),
                width: width.min(tabs.width.saturating_sub(column)),
                height: 1.min(tabs.height),
                ..tabs
            };
            canvas.spot(place, Spot::Row { region: TABS, index });
            column = column.saturating_add(width);
        }
        let area = below(area, 2);
        let words = Words {
            loading: "tienda-loading",
            failed: "tienda-failed-help",
            empty: match self.section {
                Section::Changes => ("tienda-empty", "tienda-empty-changes"),
                _ => ("tienda-empty", "tienda-empty-help"),
            },
        };
        let columns = self.section.columns(shell.catalogue);
        if self.section == Section::Changes {
            return self.changes.view(shell, area, &words, &columns, (0, true), canvas);
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
}
