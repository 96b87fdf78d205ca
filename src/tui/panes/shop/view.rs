//! The pane: its lists as tabs, today's rate beside them, and the list that is shown.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::ShopPane;
use super::sections::Section;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::layout::{below, inset};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::Words;
use crate::tui::widgets::table::Table;

impl ShopPane {
    pub(crate) fn draw(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let tabs = inset(area);
        let mut column = 0;
        for section in Section::ALL {
            let title = shell.catalogue.text(section.title(), &[]);
            let shown = section == self.section;
            let title = if shown { format!("[{title}]") } else { format!(" {title} ") };
            let tone = if shown { Tone::Selected } else { Tone::Past };
            canvas.text_at(tabs, 0, column, &title, shell.theme.style(tone));
            column += u16::try_from(title.width()).unwrap_or(u16::MAX);
        }
        let area = below(area, 2);
        let words = Words {
            loading: "tienda-loading",
            failed: "tienda-failed-help",
            empty: ("tienda-empty", "tienda-empty-help"),
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
