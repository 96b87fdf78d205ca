//! Asking for what the pane shows, and what the answers do.

use super::board::day_of;
use super::days::SPAN;
use super::outcome::Topic;
use super::{Context, Slot, WorkshopsPane, cell_bookings};
use crate::domain::ids::WorkshopId;
use crate::locale::{date, t, zone};
use crate::service::workshops::board::{BoardFilter, CellRow};
use crate::tui::core::client::{Answer, Error, Query, sentence};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::picker::Picker;

impl WorkshopsPane {
    /// Everything again; behind another pane only what the header says, the rest when it is shown.
    pub(crate) fn reread(&mut self, cx: &mut Context<'_>) {
        self.board.doubt();
        if cx.shell.active == cx.pane {
            return self.read_all(cx);
        }
        self.stale = true;
        self.read_counts(cx);
    }

    pub(crate) fn read_all(&mut self, cx: &mut Context<'_>) {
        self.tick(cx);
        self.read_counts(cx);
        self.read_board(cx);
        self.read_lists(cx);
    }

    fn read_counts(&self, cx: &mut Context<'_>) {
        cx.read(Slot::Counts, Query::Counts);
    }

    /// A new day may have begun.
    pub(crate) fn tick(&mut self, cx: &mut Context<'_>) {
        if self.days.begin(zone().day(cx.shell.now)) {
            self.other_days(cx);
        }
    }

    /// Other days than were read.
    pub(crate) fn other_days(&mut self, cx: &mut Context<'_>) {
        self.board.doubt();
        self.board.own = true;
        if cx.shell.active == cx.pane {
            self.forget_board(cx);
            self.read_board(cx);
        }
    }

    /// Another filter: from the start.
    pub(crate) fn other_rows(&mut self, cx: &mut Context<'_>) {
        self.forget_board(cx);
        self.board.clear();
        self.fault = None;
        self.read_board(cx);
    }

    fn forget_board(&self, cx: &mut Context<'_>) {
        (0..=self.board.pages()).for_each(|page| cx.forget(Slot::Board(page)));
    }

    /// What is looked at and not on its way yet.
    pub(crate) fn read_board(&mut self, cx: &mut Context<'_>) {
        for (page, after) in self.board.wanted() {
            if cx.reading(Slot::Board(page)) {
                continue;
            }
            self.board.asked(page);
            let words = self.words.trim();
            let filter = BoardFilter {
                zone: self.zone.clone(),
                from: Some(self.days.from),
                days: SPAN,
                text: (!words.is_empty()).then(|| words.to_owned()),
            };
            cx.read(Slot::Board(page), Query::Board { filter, after });
        }
    }

    pub(crate) fn read_cell(&self, cx: &mut Context<'_>) {
        if let Some(row) = self.board.front() {
            let (workshop, day) = (row.workshop, self.days.day);
            cx.read(Slot::Cell(workshop), Query::Cell { workshop, day });
        }
    }

    pub(crate) fn answered(&mut self, cx: &mut Context<'_>, slot: Slot, result: Result<Answer, Error>) {
        let failed = result.as_ref().err().map(|error| sentence(cx.shell.catalogue, error));
        match (slot, result) {
            (Slot::Counts, Ok(Answer::Counts(counts))) => self.counts = Some(counts),
            (Slot::Counts, _) => {}
            (Slot::Board(page), Ok(Answer::Board(rows))) => {
                self.fault = None;
                self.board.put(page, rows);
                self.read_board(cx);
            }
            (Slot::Board(_), _) => self.fault = failed,
            (Slot::Cell(workshop), Ok(Answer::Cell(rows))) => self.show_cell(cx, workshop, &rows),
            (Slot::Zones, Ok(Answer::Zones(zones))) => self.offer_zones(cx, &zones),
            (Slot::Fits, Ok(Answer::NoLongerFits(left))) => self.fits_came(cx, &left),
            (Slot::Waiting, Ok(Answer::Waiting(page))) => self.waiting_came(cx, page),
            (Slot::Waiting, _) => {
                self.waiting.give_up();
                self.waiting_fault = failed;
            }
            (Slot::Works, Ok(Answer::Works(page))) => self.works_came(cx, page),
            (Slot::Works, _) => {
                if let Some(works) = &mut self.works {
                    works.rows.give_up();
                    works.fault = failed;
                }
            }
            (Slot::MoreWaiting | Slot::MoreWorks, Ok(Answer::Waiting(page) | Answer::Works(page))) => self.more_came(cx.shell, slot, page),
            (Slot::MoreWaiting, _) => self.waiting.not_appended(),
            (Slot::MoreWorks, _) => {
                if let Some(works) = &mut self.works {
                    works.rows.not_appended();
                }
            }
            (Slot::Choice, Ok(Answer::Candidates(found))) => self.candidates_came(cx, found),
            (Slot::Choice, _) => self.choice.fault = failed,
            (Slot::Ending, Ok(Answer::Ending(end))) => self.ending_came(cx, end.map(|end| *end)),
            (Slot::Rehearsal, Ok(Answer::Rehearse(would))) => self.step_rehearsed(cx, Ok(would)),
            (Slot::Rehearsal, Err(error)) => self.step_rehearsed(cx, Err(error)),
            (Slot::Others, Ok(Answer::Candidates(found))) => self.others_came(cx, Some(&found)),
            (Slot::Others, _) => self.others_came(cx, None),
            (Slot::Cell(_) | Slot::Ending | Slot::Rehearsal | Slot::Zones | Slot::Fits, _) => {
                cx.toast(Tone::Wrong, failed.unwrap_or_default())
            }
        }
    }

    /// Unless something else is in front by now.
    fn show_cell(&self, cx: &mut Context<'_>, workshop: WorkshopId, rows: &[CellRow]) {
        let Some(row) = self.board.front().filter(|row| row.workshop == workshop) else {
            return;
        };
        if !cx.shell.overlays.is_empty() {
            return;
        }
        let catalogue = cx.shell.catalogue;
        let special = day_of(row, self.days.day).and_then(|day| cell_bookings::special(catalogue, day));
        let title = t!(
            catalogue,
            "talleres-cell-title",
            workshop = row.name.as_str(),
            day = date(self.days.day)
        );
        if rows.is_empty() {
            let said = special.unwrap_or_else(|| t!(catalogue, "talleres-cell-empty"));
            return cx.toast(Tone::Plain, format!("{title}: {said}"));
        }
        let (items, numbers) = cell_bookings::lines(catalogue, rows, special).into_iter().unzip();
        cx.open(Picker::new(title, items), Topic::Cell(numbers));
    }
}
