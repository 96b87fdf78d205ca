//! A workshop's own program: its work in four lists with the sheet of the selected order beside them, and its own days, which it may
//! propose to close.

use ratatui::layout::Rect;

use super::works::Open;
use super::{Context, Part, WorkshopsPane};
use crate::domain::fulfilment::work_section::WorkSection;
use crate::locale::sheet::LineKind;
use crate::locale::{Key, t, zone};
use crate::tui::core::action::Availability;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::{WorkSheet, ask};
use crate::tui::core::layout::{Breadth, beside};
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::detail::{Focus as Region, divide};
use crate::tui::panes::closed_days;
use crate::tui::panes::work_sheet;
use crate::tui::widgets::tabs;

/// The region of the names of the lists, for a click.
pub const SECTIONS: u8 = 4;

const fn title(section: WorkSection) -> Key {
    match section {
        WorkSection::ToAnswer => "taller-to-answer",
        WorkSection::Making => "taller-making",
        WorkSection::Ready => "taller-ready",
        WorkSection::Done => "taller-done",
    }
}

/// Nothing in the list, and what then.
pub const fn empty(section: WorkSection) -> (Key, Key) {
    match section {
        WorkSection::ToAnswer => ("taller-empty-to-answer", "taller-empty-help"),
        WorkSection::Making => ("taller-empty-making", "taller-empty-help"),
        WorkSection::Ready => ("taller-empty-ready", "taller-empty-help"),
        WorkSection::Done => ("taller-empty-done", "taller-empty-help"),
    }
}

impl WorkshopsPane {
    /// A workshop's own work, what it is to answer first.
    pub fn own_work() -> Self {
        Self {
            open: Some(Open {
                section: Some(WorkSection::ToAnswer),
                ..Open::default()
            }),
            part: Part::OwnWork,
            ..Self::default()
        }
    }

    /// A workshop's own days.
    pub fn own_days() -> Self {
        Self {
            part: Part::OwnDays,
            ..Self::default()
        }
    }

    fn section(&self) -> Option<WorkSection> {
        self.open.as_ref().and_then(|open| open.section)
    }

    fn count_of(&self, section: WorkSection) -> Option<i64> {
        self.sections.iter().find(|one| one.section == section).map(|one| one.count)
    }

    pub(crate) fn to_answer(&self) -> Option<i64> {
        self.count_of(WorkSection::ToAnswer)
    }

    pub(crate) fn other_section(&mut self, cx: &mut Context<'_>, back: bool) {
        let all = WorkSection::ALL;
        let at = all.iter().position(|one| Some(*one) == self.section()).unwrap_or_default();
        self.show_section(cx, (at + if back { all.len() - 1 } else { 1 }) % all.len());
    }

    /// Another of its lists, from its first row and without a filter.
    pub(crate) fn show_section(&mut self, cx: &mut Context<'_>, place: usize) {
        let section = WorkSection::ALL.get(place).copied();
        if section.is_some() && section != self.section() {
            self.sheet_scroll.to_top();
            let open = Open {
                section,
                ..Open::default()
            };
            self.open(cx, Some(open));
        }
    }

    /// How much is in each list, and the sheet, as of now.
    pub(crate) fn read_own(&mut self, cx: &mut Context<'_>) {
        if self.part != Part::OwnWork {
            return;
        }
        cx.ask(ask::SectionCounts, |pane: &mut Self, _, counts| {
            pane.sections = counts.unwrap_or_default();
        });
        self.ask_sheet(cx);
    }

    /// The sheet of the row that is selected now, unless it is here.
    pub(crate) fn read_sheet(&mut self, cx: &mut Context<'_>) {
        let known = self
            .works
            .selected()
            .is_none_or(|row| self.sheet.known(|sheet| sheet.order == row.order).is_some());
        if !known {
            self.sheet_scroll.to_top();
            self.ask_sheet(cx);
        }
    }

    fn ask_sheet(&mut self, cx: &mut Context<'_>) {
        let shown = self.part == Part::OwnWork && cx.shell.breadth() >= Breadth::Side;
        if let Some(row) = self.works.selected().filter(|_| shown) {
            let question = ask::WorkSheet(row.order);
            let known = self.sheet.known(|sheet| sheet.order == row.order).is_some();
            self.sheet.ask(cx, question, known, |pane: &mut Self| &mut pane.sheet);
        }
    }

    /// The names of the lists with how much is in each, where they are the person's own.
    pub(crate) fn draw_sections(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) -> bool {
        let Some(section) = self.section() else { return false };
        let titles = WorkSection::ALL.iter().map(|one| {
            let name = shell.catalogue.text(title(*one), &[]);
            // Of what is done there is no end, and nothing to be done about it.
            let count = self.count_of(*one).filter(|_| *one != WorkSection::Done);
            count.map_or(name.clone(), |count| format!("{name} {count}"))
        });
        let titles: Vec<String> = titles.collect();
        let at = WorkSection::ALL.iter().position(|one| *one == section).unwrap_or_default();
        tabs::view(shell.theme, area, (&titles, at), SECTIONS, canvas);
        true
    }

    /// Draws the sheet of the selected order where there is room beside the list; answers the room of the list.
    pub(crate) fn draw_sheet(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) -> Rect {
        let Some(row) = self.works.selected().filter(|_| self.part == Part::OwnWork) else {
            return area;
        };
        if shell.breadth() < Breadth::Side {
            return area;
        }
        let (list, detail) = divide(shell, area, Region::List, beside(area), canvas);
        if let Some(room) = detail {
            let said = match (self.sheet.shown(|sheet| sheet.order == row.order), &self.sheet.fault) {
                (Some(sheet), _) => lines(shell, sheet, room.width),
                (None, Some(why)) => vec![Tone::Wrong.marked(why)],
                (None, None) => vec![(Tone::Past, t!(shell.catalogue, "hoja-loading"))],
            };
            self.sheet_scroll.view(shell.theme, room, &said, canvas);
        }
        list.unwrap_or(area)
    }

    /// A day that is over is not closed.
    pub(crate) fn closable(&self) -> Availability {
        match self.part {
            Part::OwnDays if self.board.list.is_empty() => Availability::Hidden,
            Part::OwnDays => Availability::Enabled,
            _ => Availability::Hidden,
        }
    }

    /// Proposes the day under the cursor.
    pub(crate) fn ask_closed_days(&self, cx: &mut Context<'_>) {
        let today = zone().day(cx.shell.now);
        Self::begin(cx, closed_days::Answering::propose(self.days.day.max(today)));
    }
}

/// The proposals of closed days: one's own, or those of all.
pub fn open_proposals(cx: &mut Context<'_>) {
    let title = cx.shell.catalogue.text(closed_days::TITLE, &[]);
    cx.visit(PaneRequest::Section(closed_days::TITLE, title));
}

fn lines(shell: &Shell, sheet: &WorkSheet, width: u16) -> Vec<(Tone, String)> {
    let lines = shell.catalogue.work_sheet_lines(sheet, zone(), width);
    lines
        .into_iter()
        .map(|(kind, line): (LineKind, String)| (work_sheet::tone(kind), line))
        .collect()
}
