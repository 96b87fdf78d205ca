//! The pane: what is owed in one line, the list, and beside it or over it what belongs to the selected row.

use ratatui::layout::Rect;

use super::{PayablesPane, View, aging, rows, runs, statement, transfers};
use crate::locale::t;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::layout::{Breadth, above, below, beside, inset};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::detail::{Focus, divide};
use crate::tui::pane::dialogue::Said;
use crate::tui::pane::paged::Words;
use crate::tui::widgets::notice::{self, Notice};
use crate::tui::widgets::table::{Table, columns_sorted};
use crate::tui::widgets::wrap::wrap;

impl PayablesPane {
    pub(crate) fn draw(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let rows = self.summary(shell, inset(area), canvas);
        let area = below(area, rows);
        match self.view {
            View::Statement => self.draw_statement(shell, area, canvas),
            View::Aging => self.draw_aging(shell, area, canvas),
            View::Runs => self.draw_runs(shell, area, canvas),
            View::Run => self.draw_run(shell, area, canvas),
            View::Lines | View::Transfers => self.draw_split(shell, area, canvas),
        }
    }

    fn draw_split(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let (list, detail) = divide(shell, area, self.focus, beside(area), canvas);
        if let Some(room) = list {
            if self.view == View::Lines {
                self.draw_lines(shell, room, canvas);
            } else {
                self.draw_transfers(shell, room, canvas);
            }
        }
        if let Some(room) = detail {
            self.scroll.view(shell.theme, room, &self.detail(shell), canvas);
        }
    }

    fn list_in_front(&self, shell: &Shell) -> bool {
        self.focus == Focus::List || shell.breadth() != Breadth::Side
    }

    fn draw_lines(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let words = Words {
            loading: "liquidaciones-loading",
            failed: "liquidaciones-failed-help",
            empty: match self.search.is_plain() {
                true => ("liquidaciones-empty", "liquidaciones-empty-help"),
                false => ("liquidaciones-empty-filter", "liquidaciones-empty-filter-help"),
            },
        };
        let currency = Self::pen(shell).only_currency(self.lines.rows());
        let columns = rows::columns(shell.catalogue, currency, self.search.sort);
        self.lines
            .view(shell, area, &words, &columns, (0, self.list_in_front(shell)), canvas);
    }

    fn draw_transfers(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let words = Words {
            loading: "liquidaciones-loading-transfers",
            failed: "liquidaciones-failed-help",
            empty: ("liquidaciones-no-transfers", "liquidaciones-no-transfers-help"),
        };
        let columns = transfers::columns(shell.catalogue);
        self.transfers
            .view(shell, area, &words, &columns, (1, self.list_in_front(shell)), canvas);
    }

    fn draw_runs(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let words = Words {
            loading: "liquidaciones-loading",
            failed: "liquidaciones-failed-help",
            empty: ("liquidaciones-no-runs", "liquidaciones-no-runs-help"),
        };
        self.runs
            .view(shell, area, &words, &runs::columns(shell.catalogue), (4, true), canvas);
    }

    fn detail(&self, shell: &Shell) -> Said {
        let (catalogue, pen) = (shell.catalogue, Self::pen(shell));
        let late = |fault: &Option<String>| match fault {
            Some(why) => Tone::Wrong.marked(why),
            None => (Tone::Past, format!("… {}", t!(catalogue, "liquidaciones-reading"))),
        };
        let beside = self.focus == Focus::List;
        if self.view == View::Transfers {
            let selected = self.transfers.list.selected();
            let transfer = self.transfer.shown(|transfer| Some(transfer.row.id) == selected);
            return match (transfer, selected) {
                (Some(transfer), _) if beside => pen.transfer_glance(transfer),
                (Some(transfer), _) => pen.transfer_detail(transfer),
                (None, Some(_)) => vec![late(&self.transfer.fault)],
                (None, None) => Vec::new(),
            };
        }
        let Some(row) = self.lines.selected() else {
            return self.workshop_detail(shell);
        };
        let known = self.line.shown(|line| line.row.id == row.id);
        if beside {
            return pen.glance(known.map_or(row, |line| &line.row), known);
        }
        let mut said = pen.standing(row);
        match known {
            Some(line) => said.extend(pen.history(line)),
            None => said.push(late(&self.line.fault)),
        }
        said
    }

    fn workshop_detail(&self, shell: &Shell) -> Said {
        let Some(row) = self.lines.of_selected() else { return Vec::new() };
        let aging: Vec<_> = self.owed.iter().flatten().filter(|one| one.workshop == row.workshop).collect();
        Self::pen(shell).workshop_aging(row.workshop_name.as_str(), &aging)
    }

    fn draw_statement(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let catalogue = shell.catalogue;
        let accounts = self
            .account
            .totals
            .as_ref()
            .map(|totals| totals.accounts.as_slice())
            .unwrap_or_default();
        let mut foot: Said = accounts.iter().map(|one| (Tone::Strong, statement::sum(catalogue, one))).collect();
        let workshop = self.account.period.as_ref().map(|period| period.workshop);
        for one in self.owed.iter().flatten().filter(|one| Some(one.workshop) == workshop) {
            let buckets: Vec<String> = Self::pen(shell).buckets(&one.aging).into_iter().map(|(_, text)| text).collect();
            let today = t!(catalogue, "liquidaciones-today", buckets = buckets.join(" · "));
            foot.push((Tone::Past, today));
        }
        let width = area.width.saturating_sub(2);
        let foot: Said = foot
            .into_iter()
            .flat_map(|(tone, text)| wrap(&text, width).into_iter().map(move |line| (tone, line)))
            .collect();
        let least = area.height.saturating_sub(5);
        let rows = u16::try_from(foot.len() + 1).unwrap_or(u16::MAX).min(least);
        let words = Words {
            loading: "liquidaciones-loading-statement",
            failed: "liquidaciones-failed-help",
            empty: ("liquidaciones-empty", "liquidaciones-empty-help"),
        };
        let lines = &self.account.lines;
        let columns = statement::columns(catalogue);
        lines.view(shell, above(area, rows), &words, &columns, (2, true), canvas);
        let foot_area = inset(below(area, area.height.saturating_sub(rows)));
        canvas.rule(foot_area, 0, shell.theme.style(Tone::Rule));
        for (row, (tone, line)) in (1..rows).zip(&foot) {
            canvas.text(foot_area, row, line, shell.theme.style(*tone));
        }
    }

    fn draw_aging(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let catalogue = shell.catalogue;
        if self.aging.is_empty() {
            let found = match &self.owed {
                Some(_) => Notice::Empty(t!(catalogue, "liquidaciones-empty")),
                None => Notice::Loading(t!(catalogue, "liquidaciones-loading")),
            };
            return notice::view(shell.theme, area, &found, &t!(catalogue, "liquidaciones-empty-help"), canvas);
        }
        Table {
            list: &self.aging,
            columns: &columns_sorted(aging::columns(catalogue), self.aging_sort),
            region: 3,
            focused: true,
        }
        .view(shell.theme, area, canvas);
    }
}
