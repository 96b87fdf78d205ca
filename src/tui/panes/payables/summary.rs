//! The lines above the list: what is owed and marked, which rows these are, and the filter being typed.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::search::Preset;
use super::{PayablesPane, View, aging};
use crate::locale::t;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::layout::below;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::widgets::wrap::wrap;

impl PayablesPane {
    /// What is owed and what is marked; below it the view, the preset and the filter, where they are not the usual ones.
    pub(crate) fn summary(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) -> u16 {
        let (theme, catalogue) = (shell.theme, shell.catalogue);
        let marked = self.marked_sum().filter(|_| self.view == View::Lines);
        let marked = marked.map(|(count, workshops, sum)| {
            let said = match workshops {
                1 => t!(catalogue, "liquidaciones-marked", count = count, sum = sum),
                several => t!(
                    catalogue,
                    "liquidaciones-marked-several",
                    count = count,
                    workshops = several,
                    sum = sum
                ),
            };
            format!("◉ {said}")
        });
        let mut used = 0;
        if let Some((owed, overdue)) = self.owed.as_ref().and_then(|owed| aging::summary(catalogue, owed)) {
            used = canvas.text(area, 0, &owed, theme.style(Tone::Plain));
            let beside = marked.as_ref().map_or(0, |marked| marked.width() + 3);
            // What one is marking counts more: the list does not move under the first mark.
            let fits = |overdue: &String| marked.is_none() || usize::from(used) + 3 + overdue.width() + beside <= usize::from(area.width);
            if let Some(overdue) = overdue.filter(fits) {
                used += canvas.text_at(area, 0, used, " · ", theme.style(Tone::Plain));
                used += canvas.text_at(area, 0, used, &overdue, theme.style(Tone::Wrong));
            }
        }
        let mut row = 0;
        let mut right = |tone: Tone, text: &str, canvas: &mut Canvas<'_>| {
            let width = u16::try_from(text.width()).unwrap_or(u16::MAX);
            match area.width.checked_sub(width) {
                Some(column) if column > used + 2 => {
                    canvas.text_at(area, row, column, text, theme.style(tone));
                    used = area.width;
                }
                _ => {
                    row += 1;
                    canvas.cut_at(area, row, 0, text, theme.style(tone));
                    used = width;
                }
            }
        };
        if let Some(marked) = &marked {
            right(Tone::Accent, marked, canvas);
        }
        if let Some(said) = self.looked_at(shell) {
            right(Tone::Accent, &said, canvas);
        }
        if matches!(self.view, View::Lines | View::Aging) {
            let lines = aging::by_readiness(catalogue, self.owed.as_deref().unwrap_or_default());
            for line in lines.iter().flat_map(|line| wrap(line, area.width)) {
                row += 1;
                canvas.text(below(area, row), 0, &line, theme.style(Tone::Past));
            }
        }
        let hint = t!(catalogue, "liquidaciones-filter-hint");
        let count = t!(catalogue, "liquidaciones-found", count = self.how_many(shell));
        row + 1 + self.search.line.view(theme, below(area, row + 1), (&hint, &count), canvas)
    }

    /// `3 de 25`: of what is owed, where nothing else is listed.
    fn how_many(&self, shell: &Shell) -> String {
        let counts = self.counts;
        let open = !matches!(self.search.preset, Preset::Paid | Preset::All);
        let of = counts.map(|counts| counts.open).filter(|_| open && !self.search.is_plain());
        self.lines.how_many(shell, counts.map(|counts| counts.count), of)
    }

    /// Which view, and which rows of it.
    fn looked_at(&self, shell: &Shell) -> Option<String> {
        let catalogue = shell.catalogue;
        match self.view {
            View::Lines => {
                let mut parts = Vec::new();
                if self.search.preset != Preset::Open {
                    let preset = catalogue.text(self.search.preset.key(), &[]);
                    parts.push(t!(catalogue, "liquidaciones-showing", preset = preset));
                }
                parts.extend(self.search.only.iter().map(|(_, name)| name.as_str().to_owned()));
                // Beside the words of a filter it stands in their line.
                if !parts.is_empty() && self.search.line.text().is_empty() {
                    parts.push(t!(catalogue, "liquidaciones-found", count = self.how_many(shell)));
                }
                (!parts.is_empty()).then(|| parts.join(" · "))
            }
            View::Transfers => {
                let only = self.payee.as_ref().map(|(_, name)| format!(" · {}", name.as_str()));
                Some(format!(
                    "{}{}",
                    t!(catalogue, "liquidaciones-view-transfers"),
                    only.unwrap_or_default()
                ))
            }
            View::Statement => self.account.period.as_ref().map(|period| {
                t!(
                    catalogue,
                    "liquidaciones-view-statement",
                    workshop = period.name.as_str(),
                    from = period.from,
                    until = period.until
                )
            }),
            View::Aging => Some(t!(catalogue, "liquidaciones-view-aging")),
            View::Runs | View::Run => Some(t!(catalogue, "liquidaciones-view-runs")),
        }
    }
}
