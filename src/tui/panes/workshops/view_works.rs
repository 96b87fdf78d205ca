//! The work that is open: whose it is, how much of it is due when, and its rows.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::WorkshopsPane;
use super::own;
use super::view::WORKS;
use super::works::{Open, named};
use crate::domain::fulfilment::due::Due;
use crate::domain::fulfilment::work_section::WorkSection;
use crate::locale::t;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::layout::{below, inset};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::{State, Words};

impl WorkshopsPane {
    pub(crate) fn draw_works(&self, shell: &Shell, area: Rect, open: &Open, canvas: &mut Canvas<'_>) {
        let head = inset(area);
        if !self.draw_sections(shell, head, canvas) {
            self.works_head(shell, open, head, canvas);
        }
        // What is done is due no more.
        if open.section != Some(WorkSection::Done) {
            self.works_due(shell, open, below(head, 1), canvas);
        }
        let hint = t!(shell.catalogue, "talleres-works-hint");
        let used = 2 + open.line.view(shell.theme, below(head, 2), (&hint, ""), canvas);
        let words = Words {
            loading: "talleres-works-loading",
            failed: "talleres-failed-help",
            empty: match open.is_filtered() {
                true => ("talleres-works-empty-filter", "talleres-works-empty-filter-help"),
                false => open.section.map_or(("talleres-works-empty", ""), own::empty),
            },
        };
        let columns = open.columns(shell);
        let room = self.draw_sheet(shell, below(area, used), canvas);
        self.works.view(shell, room, &words, &columns, (WORKS, true), canvas);
    }

    /// Whose it is; on the right its status, how many of how many, and how many are marked.
    fn works_head(&self, shell: &Shell, open: &Open, head: Rect, canvas: &mut Canvas<'_>) {
        let catalogue = shell.catalogue;
        let whose = match &open.name {
            Some(name) => name.clone(),
            None => t!(catalogue, "talleres-works-everyones"),
        };
        let title = format!("{}{}", shell.path(), t!(catalogue, "talleres-works-title", whose = whose));
        let used = canvas.cut_at(head, 0, 0, &title, shell.theme.style(Tone::Strong));
        let mut shown = named(catalogue, open.status);
        if self.works.state == State::Ready {
            let all = self.work_counts.as_ref().map(|counts| counts.all);
            shown = format!("{shown} · {}", self.works.counted(shell, all.filter(|_| open.is_filtered())));
        }
        let marks = self.works.marks();
        if marks > 0 {
            shown = format!("{} · {shown}", t!(catalogue, "talleres-works-marked", count = marks));
        }
        let start = head.width.saturating_sub(u16::try_from(shown.width()).unwrap_or(u16::MAX));
        let tone = if open.is_filtered() || marks > 0 {
            Tone::Accent
        } else {
            Tone::Past
        };
        canvas.cut_at(head, 0, start.max(used + 2), &shown, shell.theme.style(tone));
    }

    /// `▸todo 40   atrasado 12   hoy 3 …`: how much is due when, and which of it is shown.
    fn works_due(&self, shell: &Shell, open: &Open, area: Rect, canvas: &mut Canvas<'_>) {
        let catalogue = shell.catalogue;
        let counts = self.work_counts.as_ref();
        let mut pieces = Vec::new();
        for due in std::iter::once(None).chain(Due::ALL.iter().copied().map(Some)) {
            let (name, count) = match due {
                Some(due) => (
                    catalogue.text(&format!("talleres-due-{due}"), &[]),
                    counts.map(|counts| counts.of(due)),
                ),
                None => (t!(catalogue, "talleres-due-all"), counts.map(|counts| counts.sum())),
            };
            let chosen = due == open.due;
            let tone = match due {
                _ if chosen => Tone::Accent,
                Some(Due::Late) if count.is_some_and(|count| count > 0) => Tone::Wrong,
                _ => Tone::Past,
            };
            let mark = if chosen { "▸" } else { " " };
            let count = count.map_or_else(String::new, |count| format!(" {count}"));
            pieces.push((tone, format!("{mark}{name}{count}  ")));
        }
        canvas.pieces(area, 0, &pieces, shell.theme);
    }
}
