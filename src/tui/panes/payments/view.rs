//! The pane: what waits in one line, the list, the detail beside it or over it.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::PaymentsPane;
use super::filter::Preset;
use crate::locale::{span, t};
use crate::service::payments::view::QueueSort;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::layout::{Breadth, WIDE, below, inset, split};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::detail::{Focus, divide};
use crate::tui::pane::paged::Words;

impl PaymentsPane {
    pub(crate) fn draw(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let rows = self.summary(shell, inset(area), canvas);
        let mut area = below(area, rows);
        let hint = t!(shell.catalogue, "pagos-filter-hint");
        let all = shell.counts.map(|counts| counts.to_review + counts.in_review);
        let count = self.queue.counted(shell, all);
        let rows = self.search.line.view(shell.theme, inset(area), (&hint, &count), canvas);
        area = below(area, rows);
        let focus = if self.queue.selected().is_some() { self.focus } else { Focus::List };
        let (list, detail) = divide(shell, area, focus, columns_beside(area), canvas);
        if let Some(room) = list {
            self.draw_list(shell, room, canvas);
        }
        if let Some(room) = detail {
            self.draw_detail(shell, room, canvas);
        }
    }

    /// Over the list: the alerts and the receipt stay in sight.
    pub(crate) fn room_of_dialogs(shell: &Shell, area: Rect) -> Rect {
        split(area, shell.breadth(), false, columns_beside(area)).0.unwrap_or(area)
    }

    fn draw_list(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let words = Words {
            loading: "pagos-loading",
            failed: "pagos-failed-help",
            empty: match self.search.is_plain() {
                true => ("pagos-empty", "pagos-empty-help"),
                false => ("pagos-empty-filter", "pagos-empty-filter-help"),
            },
        };
        let columns = self.columns(shell);
        let focused = self.focus == Focus::List || shell.breadth() != Breadth::Side;
        self.queue.view(shell, area, &words, &columns, (0, focused), canvas);
    }

    /// What waits, and on the right how it is looked at: below it when there is no room, unless it is nothing special.
    fn summary(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) -> u16 {
        let catalogue = shell.catalogue;
        let mut used = canvas.text(area, 0, &shell.path(), shell.theme.style(Tone::Past));
        if let Some((_, name)) = &self.search.whose {
            used += canvas.text_at(
                area,
                0,
                used,
                &t!(catalogue, "pagos-in-hand", name = name),
                shell.theme.style(Tone::Strong),
            );
        } else if let Some(counts) = &shell.counts {
            let said = t!(catalogue, "pagos-summary", waiting = counts.to_review, reviewing = counts.in_review);
            used += canvas.text_at(area, 0, used, &said, shell.theme.style(Tone::Plain));
            if let Some(oldest) = counts.oldest {
                let tone = self.pen(shell).wait_tone(oldest);
                let said = format!(" · {}", t!(catalogue, "pagos-oldest", wait = span(shell.now - oldest)));
                used += canvas.text_at(area, 0, used, &said, shell.theme.style(tone));
            }
        }
        let marked = self.queue.marks();
        if marked > 0 {
            let said = format!("   ◉ {}", t!(catalogue, "pagos-marked", count = marked));
            used += canvas.text_at(area, 0, used, &said, shell.theme.style(Tone::Accent));
        }
        if let Some(verdict) = shell.undoable() {
            let left = span(verdict.until - shell.now);
            let said = format!("   u {}", t!(catalogue, "pagos-undoable", order = &verdict.number, left = left));
            used += canvas.text_at(area, 0, used, &said, shell.theme.style(Tone::Accent));
        }
        used += self.split(shell, area, used, canvas);
        let said = self.looked_at(shell);
        let width = u16::try_from(said.width()).unwrap_or(u16::MAX);
        let usual = self.search.preset == Preset::All;
        let tone = if usual { Tone::Past } else { Tone::Accent };
        let (row, column) = match area.width.checked_sub(width) {
            Some(column) if column > used + 2 => (0, column),
            _ if usual => return 1,
            _ => (1, 0),
        };
        canvas.text_at(area, row, column, &said, shell.theme.style(tone));
        row + 1
    }

    /// How many fit the bank's lines and how many are to be looked at, as far as there is room.
    fn split(&self, shell: &Shell, area: Rect, used: u16, canvas: &mut Canvas<'_>) -> u16 {
        if !self.matches.are_any() || self.search.whose.is_some() {
            return 0;
        }
        let fitting = i64::try_from(self.matches.how_many_fit()).unwrap_or(i64::MAX);
        let all = shell.counts.map_or(0, |counts| counts.to_review + counts.in_review);
        let words = [
            t!(
                shell.catalogue,
                "pagos-split-both",
                fitting = fitting,
                rest = (all - fitting).max(0)
            ),
            t!(shell.catalogue, "pagos-split-fitting", fitting = fitting),
        ];
        let room = usize::from(area.width.saturating_sub(used));
        let said = words.into_iter().map(|said| format!(" · {said}")).find(|said| said.width() <= room);
        let tone = if fitting > 0 { Tone::Done } else { Tone::Plain };
        said.map_or(0, |said| canvas.text_at(area, 0, used, &said, shell.theme.style(tone)))
    }

    fn looked_at(&self, shell: &Shell) -> String {
        let catalogue = shell.catalogue;
        let sort = match self.search.sort {
            QueueSort::Wait => t!(catalogue, "pagos-sort-wait"),
            QueueSort::Newest => t!(catalogue, "pagos-sort-newest"),
        };
        let mut said = t!(catalogue, "pagos-sorted", sort = sort);
        if self.search.preset != Preset::All {
            let preset = t!(catalogue, self.search.preset.label());
            said = format!("{said}   {}", t!(catalogue, "pagos-preset", preset = preset));
            if self.search.line.text().is_empty() {
                let all = shell.counts.map(|counts| counts.to_review + counts.in_review);
                said = format!("{said} · {}", self.queue.counted(shell, all));
            }
        }
        said
    }
}

/// Three columns are compared there; in a wide terminal the receipt has a region of its own beside them.
pub fn columns_beside(area: Rect) -> u16 {
    match area.width {
        width @ WIDE.. => width / 2,
        width => (width / 3 + 3).min(83),
    }
}

/// The detail as what is compared, and the receipt where that has a region of its own.
pub fn regions(shell: &Shell, detail: Rect) -> (Rect, Option<Rect>) {
    if shell.size.width < WIDE || shell.breadth() != Breadth::Side {
        return (detail, None);
    }
    let receipt = detail.width * 2 / 5;
    let compared = detail.width.saturating_sub(receipt + 3);
    let beside = Rect {
        x: detail.x + compared + 3,
        width: receipt,
        ..detail
    };
    (Rect { width: compared, ..detail }, Some(beside))
}
