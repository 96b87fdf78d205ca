//! The pane: what waits in one line, the list, the detail beside it or over it.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::filter::Preset;
use super::rows::columns;
use super::{Front, PaymentsPane};
use crate::domain::Time;
use crate::locale::{Catalogue, span, t};
use crate::service::payments::view::QueueSort;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::layout::{Breadth, below, split};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::widgets::notice::{self, Notice};
use crate::tui::widgets::table::Table;
use crate::tui::widgets::wrap::wrap;

impl PaymentsPane {
    pub(crate) fn draw(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let rows = self.summary(shell, inset(area), canvas);
        let mut area = below(area, rows);
        if self.typing.is_some() || self.misread.is_some() {
            let rows = self.filter_line(shell, inset(area), canvas);
            area = below(area, rows);
        }
        let over = self.front == Front::Detail && self.queue.front().is_some();
        let (list, detail) = rooms(area, shell.breadth(), over);
        if let Some(room) = list {
            self.draw_list(shell, room, canvas);
        }
        if let (Some(list), Some(_)) = (list, detail) {
            let rule = Rect {
                x: list.right(),
                width: 1,
                ..area
            };
            let tone = if over { Tone::Accent } else { Tone::Rule };
            canvas.fill(rule, "│", shell.theme.style(tone));
        }
        if let Some(room) = detail {
            self.draw_detail(shell, if list.is_some() { room } else { inset(room) }, canvas);
        }
    }

    fn draw_list(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let catalogue = shell.catalogue;
        if !self.queue.list.is_empty() {
            return Table {
                list: &self.queue.list,
                columns: &columns(catalogue, &self.queue.list, area.width),
                region: 0,
                front: self.front == Front::List || shell.breadth() != Breadth::Side,
            }
            .view(shell.theme, area, canvas);
        }
        let (found, help) = match (&self.fault, self.queue.loaded) {
            (Some(why), _) => (Notice::Failed(why.clone()), t!(catalogue, "pagos-failed-help")),
            (None, false) => (Notice::Loading(t!(catalogue, "pagos-loading")), String::new()),
            (None, true) if !self.wanted.is_plain() => (
                Notice::Empty(t!(catalogue, "pagos-empty-filter")),
                t!(catalogue, "pagos-empty-filter-help"),
            ),
            (None, true) => (Notice::Empty(t!(catalogue, "pagos-empty")), t!(catalogue, "pagos-empty-help")),
        };
        notice::view(shell.theme, area, &found, &help, canvas);
    }

    /// What waits, and on the right how it is looked at: below it when there is no room, unless it is nothing special.
    fn summary(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) -> u16 {
        let catalogue = shell.catalogue;
        let mut used = 0;
        if let Some(counts) = &self.counts {
            let said = t!(catalogue, "pagos-summary", waiting = counts.to_review, reviewing = counts.in_review);
            used = canvas.text(area, 0, &said, shell.theme.style(Tone::Plain));
            if let Some(oldest) = counts.oldest {
                let tone = self.wait_tone(shell.now, oldest);
                let said = format!(" · {}", t!(catalogue, "pagos-oldest", wait = span(shell.now - oldest)));
                used += canvas.text_at(area, 0, used, &said, shell.theme.style(tone));
            }
        }
        let marked = self.queue.list.marks().len();
        if marked > 0 {
            let said = format!("   ◉ {}", t!(catalogue, "pagos-marked", count = marked));
            used += canvas.text_at(area, 0, used, &said, shell.theme.style(Tone::Accent));
        }
        let said = self.looked_at(catalogue);
        let width = u16::try_from(said.width()).unwrap_or(u16::MAX);
        let tone = if self.wanted.is_plain() { Tone::Past } else { Tone::Accent };
        let (row, column) = match area.width.checked_sub(width) {
            Some(column) if column > used + 2 => (0, column),
            _ if self.wanted.is_plain() => return 1,
            _ => (1, 0),
        };
        canvas.text_at(area, row, column, &said, shell.theme.style(tone));
        row + 1
    }

    fn looked_at(&self, catalogue: &Catalogue) -> String {
        let sort = match self.wanted.sort {
            QueueSort::Wait => t!(catalogue, "pagos-sort-wait"),
            QueueSort::Newest => t!(catalogue, "pagos-sort-newest"),
        };
        let mut said = t!(catalogue, "pagos-sorted", sort = sort);
        if self.wanted.preset != Preset::All {
            let preset = t!(catalogue, self.wanted.preset.label());
            said = format!("{said}   {}", t!(catalogue, "pagos-preset", preset = preset));
        }
        let words = self.wanted.words.trim();
        if !words.is_empty() && self.typing.is_none() {
            let words: String = words.chars().take(30).collect();
            said = format!("{said}   {}", t!(catalogue, "pagos-filtered", words = words));
        }
        said
    }

    /// The line being typed, and below it why it says nothing; the rows used.
    fn filter_line(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) -> u16 {
        let theme = shell.theme;
        let mut rows = 0;
        if let Some((line, _)) = &self.typing {
            canvas.text(area, 0, "/ ", theme.style(Tone::Accent));
            let place = Rect {
                x: area.x + 2.min(area.width),
                width: area.width.saturating_sub(2),
                height: 1.min(area.height),
                ..area
            };
            line.view(theme, place, true, theme.style(Tone::Strong), canvas);
            if line.text().is_empty() {
                canvas.text_at(place, 0, 2, &t!(shell.catalogue, "pagos-filter-hint"), theme.style(Tone::Past));
            }
            rows = 1;
        }
        if let Some(why) = &self.misread {
            for line in wrap(&format!("✖ {why}"), area.width) {
                canvas.text(area, rows, &line, theme.style(Tone::Wrong));
                rows += 1;
            }
        }
        rows
    }

    fn wait_tone(&self, now: Time, since: Time) -> Tone {
        match now - since {
            waits if waits >= self.target => Tone::Wrong,
            waits if waits >= self.target * 4 / 5 => Tone::Waits,
            _ => Tone::Plain,
        }
    }
}

/// Room for list and detail: side by side the list has more than half, so that nobody's name is cut without need.
pub fn rooms(area: Rect, breadth: Breadth, over: bool) -> (Option<Rect>, Option<Rect>) {
    if breadth < Breadth::Side {
        return split(area, breadth, over);
    }
    let width = (area.width / 3 + 4).min(84);
    let list = area.width.saturating_sub(width);
    let detail = Rect {
        x: area.x + list + 1,
        width: width.saturating_sub(1),
        ..area
    };
    let list = Rect {
        width: list.saturating_sub(1),
        ..area
    };
    (Some(list), Some(detail))
}

/// One column of air on both sides.
fn inset(area: Rect) -> Rect {
    Rect {
        x: area.x + 1.min(area.width),
        width: area.width.saturating_sub(2),
        ..area
    }
}
