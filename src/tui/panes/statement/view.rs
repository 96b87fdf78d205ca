//! The pane: how far one is, and what is chosen or seen there.

use ratatui::layout::Rect;

use super::preview::{self, FIRST, Preview};
use super::{Stage, StatementPane, sources, summary};
use crate::locale::t;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::layout::{below, inset};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::dialogue::Said;
use crate::tui::pane::paged::Words;
use crate::tui::panes::statement::pasting::Pasting;
use crate::tui::widgets::notice::{self, Notice};
use crate::tui::widgets::table::Table;
use crate::tui::widgets::wrap::wrap;

impl StatementPane {
    pub(crate) fn draw(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let (catalogue, theme) = (shell.catalogue, shell.theme);
        let mut crumbs = vec![
            (Tone::Past, format!(" {}", shell.path())),
            (Tone::Strong, t!(catalogue, super::TITLE)),
        ];
        crumbs.extend(self.account.iter().map(|account| (Tone::Strong, format!(" · {account}"))));
        canvas.pieces(area, 0, &crumbs, theme);
        let area = below(area, 1);
        let step = match &self.stage {
            Stage::Account => "importar-step-account",
            Stage::Source => "importar-step-source",
            Stage::Pasting(_) => "importar-step-paste",
            Stage::Reading => "importar-step-reading",
            Stage::Unread(_) => "importar-step-unread",
            Stage::Guide(_) => "guia-step",
            Stage::Preview(_) if self.importing => "importar-step-importing",
            Stage::Preview(_) => "importar-step-preview",
            Stage::Done(_) => "importar-step-done",
        };
        let tone = if self.importing { Tone::Waits } else { Tone::Past };
        let rows = said(shell, inset(area), &[(tone, t!(catalogue, step))], canvas);
        let area = below(area, rows + 1);
        match &self.stage {
            Stage::Account => self.draw_accounts(shell, area, canvas),
            Stage::Source => Table {
                list: &self.source_list,
                columns: &sources::source_columns(catalogue),
                region: 0,
                focused: true,
            }
            .view(theme, area, canvas),
            Stage::Pasting(pasting) => draw_pasting(shell, pasting, area, canvas),
            Stage::Reading => {
                let reading = Notice::Loading(t!(catalogue, "importar-reading"));
                notice::view(theme, area, &reading, "", canvas);
            }
            Stage::Unread(unread) => {
                let failed = Notice::Failed(unread.why.clone());
                notice::view(theme, area, &failed, &t!(catalogue, unread.help()), canvas);
            }
            Stage::Guide(guide) => self.draw_guide(shell, guide, area, canvas),
            Stage::Preview(preview) => self.draw_preview(shell, preview, area, canvas),
            Stage::Done(done) => {
                let told = preview::foreseen(catalogue, &done.done);
                let rows = said(shell, inset(area), &told, canvas);
                Table {
                    list: &done.tasks,
                    columns: &summary::columns(catalogue),
                    region: 0,
                    focused: true,
                }
                .view(theme, below(area, rows + 1), canvas);
            }
        }
    }

    fn draw_accounts(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let words = Words {
            loading: "banco-loading",
            failed: "banco-failed-help",
            empty: ("banco-empty-accounts", "banco-empty-accounts-help"),
        };
        if self.accounts_state.view(shell, area, &words, self.account_list.is_empty(), canvas) {
            return;
        }
        Table {
            list: &self.account_list,
            columns: &sources::account_columns(shell.catalogue),
            region: 0,
            focused: true,
        }
        .view(shell.theme, area, canvas);
    }

    /// What it would do, its first lines as they were read, and every row that is refused.
    fn draw_preview(&self, shell: &Shell, preview: &Preview, area: Rect, canvas: &mut Canvas<'_>) {
        let catalogue = shell.catalogue;
        let mut area = below(area, said(shell, inset(area), &preview.told(catalogue), canvas) + 1);
        let refused = preview::refused(catalogue, &preview.file.statement.refused);
        let lines = u16::try_from(preview.lines.rows().len().min(FIRST)).unwrap_or(u16::MAX);
        // What is refused has three rows at least.
        let least = if refused.is_empty() { 0 } else { 4 };
        let table = Rect {
            height: (lines + 1).min(area.height.saturating_sub(least)),
            ..area
        };
        Table {
            list: &preview.lines,
            columns: &preview::columns(catalogue),
            region: 0,
            focused: false,
        }
        .view(shell.theme, table, canvas);
        area = below(area, table.height + 1);
        self.scroll.view(shell.theme, inset(area), &refused, canvas);
    }
}

/// What was pasted so far, its last lines.
fn draw_pasting(shell: &Shell, pasting: &Pasting, area: Rect, canvas: &mut Canvas<'_>) {
    let count = t!(shell.catalogue, "importar-paste-lines", lines = pasting.lines());
    let mut lines: Said = vec![(Tone::Accent, count), (Tone::Plain, String::new())];
    lines.extend(pasting.shown().into_iter().map(|line| (Tone::Plain, line)));
    let room = inset(area);
    for (row, (tone, line)) in (0..room.height).zip(&lines) {
        canvas.cut_at(room, row, 0, line, shell.theme.style(*tone));
    }
}

/// Sentences one under the other, each whole; the rows used.
pub fn said(shell: &Shell, area: Rect, said: &[(Tone, String)], canvas: &mut Canvas<'_>) -> u16 {
    let lines = said
        .iter()
        .flat_map(|(tone, text)| wrap(text, area.width).into_iter().map(move |line| (*tone, line)));
    let mut rows = 0;
    for (row, (tone, line)) in (0..area.height).zip(lines) {
        canvas.text(area, row, &line, shell.theme.style(tone));
        rows = row + 1;
    }
    rows
}
