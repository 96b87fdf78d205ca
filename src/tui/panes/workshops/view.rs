//! The pane: what waits in one line, the board.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::rows::waiting_columns;
use super::{Focus, Part, WorkshopsPane, cell, view_choice};
use crate::locale::{Catalogue, t};
use crate::service::fulfilment::work_list::{Standing, WaitingCounts};
use crate::service::orders::view::Counts;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::layout::{above, below, inset, split};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::Words;

/// The clickable lists below the board, and the open work.
pub const WAITING: u8 = 1;
pub const CHOICE: u8 = 2;
pub const WORKS: u8 = 3;

/// A queue so high says how it is parted.
const LEAST_WITH_PARTS: u16 = 5;

impl WorkshopsPane {
    pub(crate) fn draw(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        if let Some(open) = &self.open {
            return self.draw_works(shell, area, open, canvas);
        }
        self.summary(shell, inset(area), canvas);
        let mut area = below(area, 1);
        if Self::sees_queue(shell) {
            // Two fifths for what waits, whoever has the keys: nothing jumps.
            let rows = (area.height * 2 / 5).max(4).min(area.height);
            let lower = below(area, area.height - rows);
            area = above(area, rows);
            canvas.rule(lower, 0, shell.theme.style(Tone::Rule));
            // What the board has no room for is above this rule.
            if self.board.list.rows().len() >= usize::from(area.height) {
                let place = format!(" {} ", self.board.place(shell.catalogue));
                canvas.text_right(inset(lower), 0, &place, shell.theme.style(Tone::Past));
            }
            self.draw_waiting(shell, below(lower, 1), canvas);
        }
        let hint = t!(shell.catalogue, "talleres-filter-hint");
        let rows = self.search.view(shell.theme, inset(area), (&hint, &self.shown(shell)), canvas);
        let area = below(area, rows);
        let words = Words {
            loading: "talleres-loading",
            failed: "talleres-failed-help",
            empty: match self.search.text().is_empty() {
                true => ("talleres-empty", "talleres-empty-help"),
                false => ("talleres-empty-filter", "talleres-empty-filter-help"),
            },
        };
        if !self.board.state.view(shell, area, &words, self.board.list.is_empty(), canvas) {
            self.draw_board(shell, area, canvas);
        }
    }

    /// Orders without workshop, and beside them or over them their candidates.
    fn draw_waiting(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let in_choice = self.focus == Focus::Choice;
        let columns = (area.width * 9 / 20).saturating_sub(2);
        let (queue, choice) = split(area, shell.breadth(), in_choice, columns);
        if let Some(room) = queue {
            self.draw_queue(shell, room, canvas);
        }
        let Some(room) = choice else { return };
        if queue.is_some() {
            canvas.divider(room, shell.theme.style(if in_choice { Tone::Accent } else { Tone::Rule }));
        }
        let selected = self.waiting.selected().map(|row| &row.work);
        view_choice::draw(shell, room, &self.choice, selected, in_choice, canvas);
    }

    fn draw_queue(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let words = Words {
            loading: "talleres-waiting-loading",
            failed: "talleres-failed-help",
            empty: ("talleres-waiting-empty", ""),
        };
        let mut area = area;
        if let Some(counts) = self.parts().filter(|_| area.height >= LEAST_WITH_PARTS) {
            self.draw_parts(shell, inset(area), &counts, canvas);
            area = below(area, 1);
        }
        let columns = waiting_columns(shell.catalogue);
        let at = (WAITING, self.focus == Focus::Waiting);
        self.waiting.view(shell, area, &words, &columns, at, canvas);
    }

    /// How many can go and how many are stuck: as the rows say where all are read, else as they were when they were last looked at.
    fn parts(&self) -> Option<WaitingCounts> {
        let rows = self.waiting.rows();
        match self.waiting.is_whole() {
            _ if rows.is_empty() => None,
            true => {
                let stuck = rows.iter().filter(|row| row.is_stuck()).count();
                let count = |count| i64::try_from(count).unwrap_or(i64::MAX);
                Some(WaitingCounts {
                    choosable: count(rows.len() - stuck),
                    stuck: count(stuck),
                })
            }
            false => self.waiting_counts,
        }
    }

    /// `pueden asignarse 12 · después, atascados 8`: how the queue is parted.
    fn draw_parts(&self, shell: &Shell, area: Rect, counts: &WaitingCounts, canvas: &mut Canvas<'_>) {
        let catalogue = shell.catalogue;
        let pieces = [
            (Tone::Done, t!(catalogue, "talleres-choosable", count = counts.choosable)),
            (Tone::Past, "  ·  ".to_owned()),
            (Tone::Waits, t!(catalogue, "talleres-stuck", count = counts.stuck)),
        ];
        canvas.pieces(area, 0, &pieces, shell.theme);
    }

    /// How many workshops the filter leaves: `talleres: 3 de 60`.
    fn shown(&self, shell: &Shell) -> String {
        let of = |standing: &Standing| t!(shell.catalogue, "shell-of", some = standing.shown, all = standing.workshops);
        let count = self.standing.as_ref().map(of);
        count.map_or_else(String::new, |count| t!(shell.catalogue, "talleres-shown", count = count))
    }

    /// What waits; on the right what the shades mean, when there is room.
    fn summary(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let catalogue = shell.catalogue;
        if self.part == Part::OwnDays {
            return legend_at_right(catalogue, shell, area, 0, canvas);
        }
        let zone = self.zone.clone().unwrap_or_else(|| t!(catalogue, "talleres-zone-any"));
        let tone = if self.zone.is_some() { Tone::Accent } else { Tone::Past };
        let mut used = canvas.text(area, 0, &format!("{zone} ▾   "), shell.theme.style(tone));
        let standing = if self.is_narrowed() {
            self.standing
        } else {
            shell.counts.map(everywhere)
        };
        if let Some(standing) = standing {
            if self.zone.is_some() && self.search.text().is_empty() {
                let shown = format!("{} · ", self.shown(shell));
                used += canvas.text_at(area, 0, used, &shown, shell.theme.style(Tone::Accent));
            }
            let closed_days = shell.counts.map_or(0, |counts| counts.closed_days);
            for (tone, said) in waits(catalogue, &standing, closed_days) {
                used += canvas.cut_at(area, 0, used, &said, shell.theme.style(tone));
            }
        }
        legend_at_right(catalogue, shell, area, used, canvas);
    }
}

fn legend_at_right(catalogue: &Catalogue, shell: &Shell, area: Rect, used: u16, canvas: &mut Canvas<'_>) {
    let legend = legend(catalogue);
    let width: usize = legend.iter().map(|(_, text)| text.width()).sum();
    let start = usize::from(area.width).saturating_sub(width);
    if start > usize::from(used) + 2 {
        let room = Rect {
            x: area.x + u16::try_from(start).unwrap_or(0),
            width: area.width - u16::try_from(start).unwrap_or(0),
            ..area
        };
        canvas.pieces(room, 0, &legend, shell.theme);
    }
}

/// What waits in all of the shop.
fn everywhere(counts: Counts) -> Standing {
    Standing {
        unassigned: counts.unassigned,
        to_answer: counts.to_answer,
        answers_late: counts.answers_late,
        in_production: counts.in_production,
        ..Standing::default()
    }
}

/// `sin asignar 4 · por responder 3, 1 vencido · en producción 22`.
fn waits(catalogue: &Catalogue, counts: &Standing, closed_days: i64) -> Vec<(Tone, String)> {
    let mut said = vec![
        (Tone::Plain, t!(catalogue, "talleres-unassigned", count = counts.unassigned)),
        (
            Tone::Plain,
            format!(" · {}", t!(catalogue, "talleres-to-answer", count = counts.to_answer)),
        ),
    ];
    if counts.answers_late > 0 {
        let late = t!(catalogue, "talleres-answers-late", count = counts.answers_late);
        said.push((Tone::Wrong, format!(", {late}")));
    }
    let made = t!(catalogue, "talleres-in-production", count = counts.in_production);
    said.push((Tone::Plain, format!(" · {made}")));
    if closed_days > 0 {
        said.push((
            Tone::Waits,
            format!(" · {} (D)", t!(catalogue, "cierre-waiting", count = closed_days)),
        ));
    }
    said
}

fn legend(catalogue: &Catalogue) -> Vec<(Tone, String)> {
    vec![
        (Tone::Accent, cell::TAKEN.to_owned()),
        (Tone::Past, format!(" {}  ", t!(catalogue, "talleres-legend-taken"))),
        (Tone::Waits, cell::HELD.to_owned()),
        (Tone::Past, format!(" {}  ", t!(catalogue, "talleres-legend-held"))),
        (Tone::Wrong, cell::OVER.to_owned()),
        (Tone::Past, format!(" {}  ", t!(catalogue, "talleres-legend-over"))),
        (Tone::Past, format!("{} {}", cell::FREE, t!(catalogue, "talleres-legend-free"))),
    ]
}
