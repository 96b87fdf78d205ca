//! The board: a row for each workshop, a column for each day.

use chrono::{Datelike, NaiveDate};
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::board::{FREE as FREE_FIRST, day_of};
use super::cell::{FREE, Said, figures, said};
use super::days::Grid;
use super::{Focus, Part, WorkshopsPane};
use crate::locale::{Catalogue, date, day_month, t};
use crate::service::workshops::board::{BoardDay, BoardRow, Load};
use crate::tui::core::canvas::{Canvas, Spot};
use crate::tui::core::layout::{above, below};
use crate::tui::core::theme::{Theme, Tone};
use crate::tui::dialogue::shell::Shell;

/// The region of a workshop's name, and of its first day: the others count on.
pub const NAMES: u8 = 0;
pub const DAYS: u8 = 100;

/// A board so high has its totals at the foot.
const LEAST_WITH_TOTALS: u16 = 5;

/// A name with so many columns leaves some for how full its workshop is, and how many.
const LEAST_WITH_LOAD: u16 = 24;
const PERCENT: u16 = 6;

/// What a row is drawn with.
struct Pen<'a> {
    shell: &'a Shell,
    /// Of this row.
    theme: Theme,
    grid: Grid,
    days: Vec<NaiveDate>,
    /// Columns of the figures, and of the bar before them.
    figures: u16,
    bar: u16,
    /// A day of which nothing is taken is a dot.
    dots: bool,
}

impl Pen<'_> {
    /// Where a text begins that ends where figures do.
    fn end(&self, text: &str) -> u16 {
        let width = u16::try_from(text.width()).unwrap_or(u16::MAX);
        (1 + self.bar + 1 + self.figures).saturating_sub(width).max(1)
    }

    /// Whose days they are, and how full they are where there is room for it.
    fn name(&self, area: Rect, name: &str, load: Load, (tone, quiet): (Tone, Tone), canvas: &mut Canvas<'_>) {
        let says_load = self.grid.name >= LEAST_WITH_LOAD;
        let room = Rect {
            width: area.width.saturating_sub(if says_load { PERCENT } else { 0 }),
            ..area
        };
        canvas.cut_at(room, 0, 2, name, self.theme.style(tone));
        if says_load {
            canvas.text_right(area, 0, &load.percent(), self.theme.style(quiet));
        }
    }

    /// A day's bar and figures, of one workshop or of all.
    fn day(&self, area: Rect, day: &BoardDay, (focused, changed): (bool, bool), canvas: &mut Canvas<'_>) -> Said {
        let theme = self.theme;
        let said = said(self.shell.catalogue, day, self.bar);
        match &said {
            Said::Away => {}
            Said::Free if focused || changed || !self.dots => {
                let style = theme.style(toned(Tone::Past, focused, changed));
                canvas.text_at(area, 0, self.end(&figures(day)), &figures(day), style);
            }
            Said::Free => {
                canvas.text_at(area, 0, self.end(FREE), FREE, theme.style(Tone::Rule));
            }
            Said::Word(word) => {
                canvas.cut_at(area, 0, 1, word, theme.style(toned(Tone::Past, focused, changed)));
            }
            Said::Bar { bar, figures, mark } => {
                let mut column = 1;
                for (tone, text) in bar {
                    column += canvas.text_at(area, 0, column, text, theme.style(*tone));
                }
                let (tone, text) = figures;
                let start = self.end(text);
                let style = theme.style(toned(*tone, focused, changed));
                let used = canvas.text_at(area, 0, start, text, style);
                let tone = if *mark == super::cell::OVER { Tone::Wrong } else { Tone::Waits };
                canvas.text_at(area, 0, start + used, mark, theme.style(tone));
            }
        }
        said
    }
}

impl WorkshopsPane {
    pub(crate) fn draw_board(&self, shell: &Shell, whole: Rect, canvas: &mut Canvas<'_>) {
        let area = whole;
        let grid = Grid::of(area.width);
        let days: Vec<NaiveDate> = self.days.shown(grid.days).collect();
        self.head(shell, area, grid, &days, canvas);
        let area = above(area, u16::from(self.totals_shown(area)));
        let rows = usize::from(area.height.saturating_sub(1));
        let top = self.board.list.top(rows);
        let shown: Vec<&BoardRow> = self.board.rows().skip(top).take(rows).collect();
        let cells = shown.iter().flat_map(|row| days.iter().filter_map(|day| day_of(row, *day)));
        let cells = cells.chain(self.totals.iter().filter(|day| days.contains(&day.day)));
        let widest = cells.map(|day| figures(day).len()).max().unwrap_or(3).clamp(3, 9);
        let widest = u16::try_from(widest).unwrap_or(9);
        let mut pen = Pen {
            shell,
            theme: shell.theme,
            grid,
            days,
            figures: widest,
            // The gap before the cell, the one after the bar, and the mark.
            bar: grid.pitch.saturating_sub(widest + 3),
            dots: true,
        };
        for ((line, index), row) in (1..area.height).zip(top..).zip(shown) {
            let place = Rect {
                y: area.y + line,
                height: 1,
                ..area
            };
            let selected = self.board.list.at() == index;
            pen.theme = match selected {
                true => shell.theme.on_selected(self.focus == Focus::Board),
                false => shell.theme,
            };
            self.row(&pen, place, (index, selected), row, canvas);
        }
        if self.totals_shown(whole) {
            (pen.theme, pen.dots) = (shell.theme, false);
            self.total(&pen, below(whole, whole.height - 1), canvas);
        }
    }

    /// A row at the foot, where there is room for it.
    fn totals_shown(&self, area: Rect) -> bool {
        // Of one workshop its own row says it all.
        area.height >= LEAST_WITH_TOTALS && !self.totals.is_empty() && self.part != Part::OwnDays
    }

    /// What all workshops that are looked at can take and hold, day by day.
    fn total(&self, pen: &Pen<'_>, area: Rect, canvas: &mut Canvas<'_>) {
        let name = Rect {
            width: pen.grid.name.min(area.width),
            ..area
        };
        let whose = match &self.zone {
            Some(zone) => zone.clone(),
            None => t!(pen.shell.catalogue, "talleres-total"),
        };
        let load = Load::of(&self.totals, &pen.days);
        pen.name(name, &whose, load, (Tone::Strong, Tone::Strong), canvas);
        for (place, day) in (0u16..).zip(&pen.days) {
            let column = pen.grid.name + place * pen.grid.pitch;
            let cell = Rect {
                x: area.x + column.min(area.width),
                width: pen.grid.pitch.min(area.width.saturating_sub(column)),
                ..area
            };
            if let Some(day) = self.totals.iter().find(|it| it.day == *day) {
                pen.day(cell, day, (false, false), canvas);
            }
        }
    }

    fn head(&self, shell: &Shell, area: Rect, grid: Grid, days: &[NaiveDate], canvas: &mut Canvas<'_>) {
        if let Some(sort) = self.board.sort {
            let by = if sort.column == FREE_FIRST {
                "talleres-sorted-free"
            } else {
                "talleres-sorted-load"
            };
            let by = shell.catalogue.text(by, &[]);
            let name = Rect {
                width: grid.name.min(area.width),
                ..area
            };
            // The most comes first, unless it was turned round.
            let way = if sort.descends { "▴" } else { "▾" };
            canvas.cut_at(name, 0, 2, &format!("{by} {way}"), shell.theme.style(Tone::Past));
        }
        let mut column = grid.name;
        for (index, day) in days.iter().enumerate() {
            let tone = if *day == self.days.day { Tone::Selected } else { Tone::Past };
            let text = self.named(shell.catalogue, *day, index == 0);
            let room = Rect {
                width: (column + grid.pitch).min(area.width),
                ..area
            };
            canvas.text_at(room, 0, column + 1, &text, shell.theme.style(tone));
            column += grid.pitch;
        }
    }

    /// `hoy 22`, `lun 23`; with the month where one begins.
    fn named(&self, catalogue: &Catalogue, day: NaiveDate, first: bool) -> String {
        let name = if self.days.is_today(day) {
            t!(catalogue, "talleres-today-word")
        } else {
            catalogue.text(&format!("talleres-weekday-{}", day.weekday().number_from_monday()), &[])
        };
        if day.day() == 1 || (first && !self.days.is_today(day)) {
            format!("{name} {}", day_month(day))
        } else {
            format!("{name} {}", day.day())
        }
    }

    fn row(&self, pen: &Pen<'_>, area: Rect, (index, focused): (usize, bool), row: &BoardRow, canvas: &mut Canvas<'_>) {
        let (theme, grid) = (pen.theme, pen.grid);
        let keys = self.focus == Focus::Board;
        let accent = if keys { Tone::Accent } else { Tone::Past };
        if focused {
            canvas.band(area, 0, theme);
        }
        let name = Rect {
            width: grid.name.min(area.width),
            ..area
        };
        let tone = if focused && keys { Tone::Selected } else { Tone::Plain };
        let quiet = if focused && keys { Tone::Selected } else { Tone::Past };
        pen.name(name, &row.name, Load::of(&row.days, &pen.days), (tone, quiet), canvas);
        let whole = Spot::Row { region: NAMES, index };
        canvas.spot(area, whole);
        let mut away: Option<(u16, u16)> = None;
        for (place, day) in (0u16..).zip(&pen.days) {
            let column = grid.name + place * grid.pitch;
            let cell = Rect {
                x: area.x + column.min(area.width),
                width: grid.pitch.min(area.width.saturating_sub(column)),
                ..area
            };
            let region = DAYS + u8::try_from(place).unwrap_or_default();
            canvas.spot(cell, Spot::Row { region, index });
            let under_cursor = focused && *day == self.days.day;
            let drawn = match day_of(row, *day) {
                Some(day) => self.cell(pen, cell, row, day, under_cursor && keys, canvas),
                None => Said::Word(String::new()),
            };
            away = match (drawn, away) {
                (Said::Away, None) => Some((column, column + grid.pitch)),
                (Said::Away, Some((start, _))) => Some((start, column + grid.pitch)),
                (_, Some(run)) => {
                    away_over(pen, area, row, run, canvas);
                    None
                }
                (_, None) => None,
            };
            if under_cursor {
                canvas.text(cell, 0, "▸", theme.style(accent));
            }
        }
        if let Some(run) = away {
            away_over(pen, area, row, run, canvas);
        }
    }

    fn cell(&self, pen: &Pen<'_>, area: Rect, row: &BoardRow, day: &BoardDay, focused: bool, canvas: &mut Canvas<'_>) -> Said {
        let changed = self.board.is_changed(row.workshop, day.day);
        pen.day(area, day, (focused, changed), canvas)
    }
}

const fn toned(tone: Tone, focused: bool, changed: bool) -> Tone {
    match (changed, focused, tone) {
        (true, ..) => Tone::Changed,
        (false, true, Tone::Plain | Tone::Past) => Tone::Selected,
        _ => tone,
    }
}

/// One sentence over the days on which a workshop takes nothing.
fn away_over(pen: &Pen<'_>, area: Rect, row: &BoardRow, (start, end): (u16, u16), canvas: &mut Canvas<'_>) {
    let catalogue = pen.shell.catalogue;
    let pause = row.paused.as_ref();
    let mut text = match pause.and_then(|pause| pause.until) {
        Some(until) => t!(catalogue, "talleres-paused-until", day = short(until, pen.days.first())),
        None => t!(catalogue, "talleres-paused"),
    };
    if let Some(reason) = pause.and_then(|pause| pause.reason.as_ref()) {
        text = format!("{text} · {reason}");
    }
    let room = Rect {
        width: end.min(area.width),
        ..area
    };
    let theme = pen.theme;
    canvas.cut_at(room, 0, start + 1, &text, theme.style(Tone::Past));
}

/// With the year when it is another one.
fn short(day: NaiveDate, near: Option<&NaiveDate>) -> String {
    match near {
        Some(near) if near.year() == day.year() => day_month(day),
        _ => date(day),
    }
}
