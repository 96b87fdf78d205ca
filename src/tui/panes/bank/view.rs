//! The pane: its lists as tabs, how much waits in each account, the list, and the detail beside it or over it.

use ratatui::layout::Rect;

use super::accounts::{columns as account_columns, waiting};
use super::{BankPane, Section, Within};
use crate::locale::t;
use crate::service::bank::credits::Waiting;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::AccountStatus;
use crate::tui::core::layout::{Breadth, below, beside, inset};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::detail::{Focus, divide};
use crate::tui::pane::paged::Words;
use crate::tui::widgets::table::Table;
use crate::tui::widgets::tabs;

/// The region of the tabs, for a click.
pub const TABS: u8 = 1;

impl BankPane {
    pub(crate) fn draw(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let catalogue = shell.catalogue;
        let titles: Vec<String> = Section::ALL.iter().map(|section| catalogue.text(section.title(), &[])).collect();
        let at = Section::ALL.iter().position(|section| *section == self.section).unwrap_or(0);
        tabs::view(shell.theme, inset(area), (&titles, at), TABS, canvas);
        let area = below(area, 1);
        let rows = self.summary(shell, inset(area), canvas);
        let area = below(area, rows + 1);
        let hint = t!(catalogue, "banco-filter-hint");
        let count = self.lines.counted(shell, None);
        let rows = self.line.view(shell.theme, inset(area), (&hint, &count), canvas);
        let area = below(area, rows);
        let some = match self.shows_accounts() {
            true => !self.accounts.is_empty(),
            false => self.lines.selected().is_some(),
        };
        let focus = if some { self.focus } else { Focus::List };
        let (list, detail) = divide(shell, area, focus, beside(area), canvas);
        if let Some(room) = list {
            let focused = focus == Focus::List || shell.breadth() != Breadth::Side;
            self.list(shell, room, focused, canvas);
        }
        if let Some(room) = detail {
            self.scroll.view(shell.theme, room, &self.told(shell), canvas);
        }
    }

    fn list(&self, shell: &Shell, area: Rect, focused: bool, canvas: &mut Canvas<'_>) {
        let empty = match (&self.within, self.line.text().is_empty()) {
            (_, false) => ("banco-empty-filter", "banco-empty-filter-help"),
            (Some(_), true) => ("banco-empty-lines", "banco-empty-lines-help"),
            (None, true) => self.section.empty(),
        };
        let words = Words {
            loading: "banco-loading",
            failed: "banco-failed-help",
            empty,
        };
        if !self.shows_accounts() {
            let columns = self.columns(shell.catalogue);
            return self.lines.view(shell, area, &words, &columns, (0, focused), canvas);
        }
        if self.accounts_state.view(shell, area, &words, self.accounts.is_empty(), canvas) {
            return;
        }
        Table {
            list: &self.accounts,
            columns: &account_columns(shell.catalogue),
            region: 0,
            focused,
        }
        .view(shell.theme, area, canvas);
    }

    /// Where one is, and how much waits in each account; the rows used.
    fn summary(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) -> u16 {
        let theme = shell.theme;
        let mut used = canvas.text(area, 0, &shell.path(), theme.style(Tone::Past));
        used += canvas.text_at(area, 0, used, &t!(shell.catalogue, "banco-title"), theme.style(Tone::Past));
        used += canvas.text_at(area, 0, used, "   ", theme.style(Tone::Past));
        let (tone, said) = match &self.within {
            Some(Within::Account(_, name) | Within::Import(_, name)) => (Tone::Strong, name.clone()),
            None => self.totals(shell),
        };
        canvas.cut_at(area, 0, used, &said, theme.style(tone));
        1
    }

    fn totals(&self, shell: &Shell) -> (Tone, String) {
        let of = |key, part: fn(&AccountStatus) -> &Waiting| {
            let lines: i64 = self.status.iter().map(|account| part(account).lines).sum();
            let some = self.status.iter().filter(|account| part(account).lines > 0);
            let parts = some.map(|account| format!("{} {}", account.account, waiting(part(account))));
            let all = shell.catalogue.text(key, &[("lines", lines.into())]);
            std::iter::once(all).chain(parts).collect::<Vec<_>>().join("   ")
        };
        match self.section {
            Section::Free => (Tone::Plain, of("banco-count-free", |account| &account.unmatched_in)),
            Section::Unseen => (Tone::Plain, of("banco-count-unseen", |account| &account.unseen)),
            Section::Accounts => (Tone::Past, t!(shell.catalogue, "banco-accounts-what")),
            Section::Aside => (Tone::Past, t!(shell.catalogue, "banco-aside-what")),
        }
    }
}
