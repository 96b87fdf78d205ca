//! The pane: what waits in one line, the board.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::rows::waiting_columns;
use super::{Front, WorkshopsPane, cell, view_choice};
use crate::locale::{Catalogue, t};
use crate::service::orders::view::Counts;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::layout::{Breadth, above, below};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::widgets::notice::{self, Notice};
use crate::tui::widgets::table::Table;

/// The clickable lists below the board, and the open work.
pub const WAITING: u8 = 1;
pub const CHOICE: u8 = 2;
pub const WORKS: u8 = 3;

impl WorkshopsPane {
    pub(crate) fn draw(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        if let Some(works) = &self.works {
            return super::view_works::draw(shell, area, works, canvas);
        }
        self.summary(shell, inset(area), canvas);
        let mut area = below(area, 1);
        if Self::sees_queue(shell) {
            // Two fifths for what waits, whoever has the keys: nothing jumps.
            let rows = (area.height * 2 / 5).max(4).min(area.height);
            let lower = below(area, area.height - rows);
            area = above(area, rows);
            canvas.rule(lower, 0, shell.theme.style(Tone::Rule));
            self.draw_waiting(shell, below(lower, 1), canvas);
        }
        if let Some((line, _)) = &self.typing {
            filter_line(shell, inset(area), line, canvas);
            area = below(area, 1);
        }
        if self.board.is_empty() {
            return self.nothing(shell, area, canvas);
        }
        self.draw_board(shell, area, canvas);
    }

    /// Orders without workshop, and beside them or over them their candidates.
    fn draw_waiting(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let in_choice = self.front == Front::Choice;
        if shell.breadth() < Breadth::Side {
            return match in_choice {
                true => view_choice::draw(shell, area, &self.choice, self.waiting.front(), true, canvas),
                false => self.draw_queue(shell, area, canvas),
            };
        }
        let width = area.width * 9 / 20;
        let (left, right) = (
            Rect {
                width: width.saturating_sub(1),
                ..area
            },
            Rect {
                x: area.x + width + 2,
                width: area.width.saturating_sub(width + 2),
                ..area
            },
        );
        self.draw_queue(shell, left, canvas);
        canvas.divider(right, shell.theme.style(if in_choice { Tone::Accent } else { Tone::Rule }));
        view_choice::draw(shell, right, &self.choice, self.waiting.front(), in_choice, canvas);
    }

    fn draw_queue(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let catalogue = shell.catalogue;
        if !self.waiting.list.is_empty() {
            return Table {
                list: &self.waiting.list,
                columns: &waiting_columns(catalogue),
                region: WAITING,
                front: self.front == Front::Waiting,
            }
            .view(shell.theme, area, canvas);
        }
        let (found, help) = match (&self.waiting_fault, self.waiting.loaded) {
            (Some(why), _) => (Notice::Failed(why.clone()), t!(catalogue, "talleres-failed-help")),
            (None, false) => (Notice::Loading(t!(catalogue, "talleres-waiting-loading")), String::new()),
            (None, true) => (Notice::Empty(t!(catalogue, "talleres-waiting-empty")), String::new()),
        };
        notice::view(shell.theme, area, &found, &help, canvas);
    }

    fn nothing(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let catalogue = shell.catalogue;
        let (found, help) = match (&self.fault, self.board.loaded) {
            (Some(why), _) => (Notice::Failed(why.clone()), t!(catalogue, "talleres-failed-help")),
            (None, false) => (Notice::Loading(t!(catalogue, "talleres-loading")), String::new()),
            (None, true) if !self.words.trim().is_empty() => (
                Notice::Empty(t!(catalogue, "talleres-empty-filter")),
                t!(catalogue, "talleres-empty-filter-help"),
            ),
            (None, true) => (Notice::Empty(t!(catalogue, "talleres-empty")), t!(catalogue, "talleres-empty-help")),
        };
        notice::view(shell.theme, area, &found, &help, canvas);
    }

    /// What waits; on the right what the shades mean, when there is room.
    fn summary(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let catalogue = shell.catalogue;
        let zone = self.zone.clone().unwrap_or_else(|| t!(catalogue, "talleres-zone-any"));
        let tone = if self.zone.is_some() { Tone::Accent } else { Tone::Past };
        let mut used = canvas.text(area, 0, &format!("{zone} ▾   "), shell.theme.style(tone));
        if let Some(counts) = &self.counts {
            for (tone, said) in waits(catalogue, counts) {
                used += canvas.cut_at(area, 0, used, &said, shell.theme.style(tone));
            }
        }
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
}

/// `sin asignar 4 · por responder 3, 1 vencido · en producción 22`.
fn waits(catalogue: &Catalogue, counts: &Counts) -> Vec<(Tone, String)> {
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
    said
}

fn legend(catalogue: &Catalogue) -> Vec<(Tone, String)> {
    vec![
        (Tone::Accent, cell::TAKEN.to_owned()),
        (Tone::Past, format!(" {}  ", t!(catalogue, "talleres-legend-taken"))),
        (Tone::Waits, cell::HELD.to_owned()),
        (Tone::Past, format!(" {}  ", t!(catalogue, "talleres-legend-held"))),
        (Tone::Wrong, cell::OVER.to_owned()),
        (Tone::Past, format!(" {}", t!(catalogue, "talleres-legend-over"))),
    ]
}

fn filter_line(shell: &Shell, area: Rect, line: &crate::tui::widgets::text_input::Typing, canvas: &mut Canvas<'_>) {
    let theme = shell.theme;
    canvas.text(area, 0, "/ ", theme.style(Tone::Accent));
    let place = Rect {
        x: area.x + 2.min(area.width),
        width: area.width.saturating_sub(2),
        height: 1.min(area.height),
        ..area
    };
    line.view(theme, place, true, theme.style(Tone::Strong), canvas);
    if line.text().is_empty() {
        canvas.text_at(place, 0, 2, &t!(shell.catalogue, "talleres-filter-hint"), theme.style(Tone::Past));
    }
}

/// One column of air on both sides.
pub fn inset(area: Rect) -> Rect {
    Rect {
        x: area.x + 1.min(area.width),
        width: area.width.saturating_sub(2),
        ..area
    }
}
