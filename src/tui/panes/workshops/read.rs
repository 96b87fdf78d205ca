//! Asking for what the pane shows, and what the answers do.

use chrono::NaiveDate;

use super::board::{Board, day_of};
use super::choice::Choice;
use super::days::{Grid, SPAN};
use super::rows::{self, Pen, waiting_columns};
use super::{Context, WorkshopsPane, cell_bookings};
use crate::domain::actor::Role;
use crate::domain::ids::{OrderId, WorkshopId};
use crate::locale::{date, t, zone};
use crate::service::fulfilment::candidates::Candidates;
use crate::service::fulfilment::queue::WaitingRow;
use crate::service::fulfilment::work_list::{WAITING_NEEDS, WaitingFilter};
use crate::service::workshops::board::{BoardFilter, BoardRow, CellRow, ZoneLoad};
use crate::tui::core::client::{Error, Page, Receipt, Standing, ask, sentence};
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::{ListPane, PagedList, State};
use crate::tui::widgets::list::Row;
use crate::tui::widgets::table::Column;

impl ListPane<ask::Waiting> for WorkshopsPane {
    type Shown = OrderId;

    fn paged(&mut self) -> &mut PagedList<ask::Waiting> {
        &mut self.waiting
    }

    fn wanted(&mut self, shell: &Shell) -> Option<ask::Waiting> {
        let filter = WaitingFilter { zone: self.zone.clone() };
        Self::sees_queue(shell).then_some(ask::Waiting {
            filter,
            after: None,
            rows: shell.rows_wanted(),
        })
    }

    fn heads(&self, shell: &Shell) -> Vec<Column> {
        waiting_columns(shell.catalogue).to_vec()
    }

    fn cells(&self, shell: &Shell, from: usize) -> Vec<Row<OrderId>> {
        let pen = Self::pen(shell);
        self.waiting.rows().iter().skip(from).map(|row| pen.waiting(row)).collect()
    }

    fn arrange(&mut self, rows: &mut Vec<WaitingRow>) {
        // In which part a row was read is as it was last looked at: what is in its way now moves it there.
        rows.sort_by_key(WaitingRow::is_stuck);
        self.waiting.order(rows, rows::waiting_by);
    }

    /// What was booked meanwhile may leave other candidates.
    fn listed(&mut self, cx: &mut Context<'_>, _anew: bool) {
        self.read_candidates(cx);
        if let Some(question) = self.waiting.question() {
            cx.ask(ask::WaitingCounts(question.filter.clone()), |pane: &mut Self, _, counts| {
                pane.waiting_counts = counts.ok();
            });
        }
        ListPane::<ask::Waiting>::want_more(self, cx);
    }
}

impl WorkshopsPane {
    /// Whether the person may read orders at all; whoever may not, sees no queue.
    pub(crate) fn sees_queue(shell: &Shell) -> bool {
        shell.operator.may(WAITING_NEEDS).is_ok()
    }

    pub(crate) fn pen<'a>(shell: &Shell) -> Pen<'a> {
        Pen {
            catalogue: shell.catalogue,
            now: shell.now,
        }
    }

    /// A command of ours did it: that is no news.
    pub(crate) fn own(&mut self, receipt: &Receipt) {
        self.board.own = true;
        let order = receipt.on.as_ref().map(|on| on.order_id);
        self.waiting.changed_by_us(order);
        self.works.changed_by_us(order);
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
            cx.drop_question(&Self::board_came);
            self.read_board(cx);
            self.read_totals(cx);
        }
    }

    /// The days in the columns of the board.
    pub(crate) fn days_shown(&self, shell: &Shell) -> Vec<NaiveDate> {
        self.days.shown(Grid::of(shell.size.width).days).collect()
    }

    /// Other days are in its columns: an order by what they hold is another one.
    pub(crate) fn other_columns(&mut self, cx: &Context<'_>) {
        self.board.sort(self.board.sort, self.days_shown(cx.shell));
    }

    fn board_filter(&self) -> BoardFilter {
        BoardFilter {
            zone: self.zone.clone(),
            from: Some(self.days.from),
            days: SPAN,
            text: self.words(),
        }
    }

    /// What all workshops of the filter hold together.
    pub(crate) fn read_totals(&self, cx: &mut Context<'_>) {
        cx.ask(ask::BoardTotals(self.board_filter()), |pane: &mut Self, _, totals| {
            if let Ok(totals) = totals {
                pane.totals = totals;
            }
        });
    }

    /// Another filter: from the start.
    pub(crate) fn other_rows(&mut self, cx: &mut Context<'_>) {
        cx.drop_question(&Self::board_came);
        let sort = self.board.sort;
        self.board = Board::default();
        self.board.sort(sort, self.days_shown(cx.shell));
        (self.standing, self.totals) = (None, Vec::new());
        self.read_board(cx);
        self.read_totals(cx);
        self.read_standing(cx);
    }

    /// The words of the board's filter.
    fn words(&self) -> Option<String> {
        let words = self.search.text();
        (!words.is_empty()).then(|| words.to_owned())
    }

    /// Whether only a part of the shop is looked at.
    pub(crate) fn is_narrowed(&self) -> bool {
        self.zone.is_some() || !self.search.text().is_empty()
    }

    /// What the header counts there.
    pub(crate) fn read_standing(&self, cx: &mut Context<'_>) {
        if self.is_narrowed() && Self::sees_queue(cx.shell) {
            let filter = WaitingFilter { zone: self.zone.clone() };
            let text = self.words();
            cx.ask(ask::Standing { filter, text }, Self::standing_came);
        } else {
            cx.drop_question(&Self::standing_came);
        }
    }

    fn standing_came(&mut self, _: &mut Context<'_>, standing: Result<Standing, Error>) {
        self.standing = standing.ok().filter(|_| self.is_narrowed());
    }

    /// What is looked at, page by page.
    pub(crate) fn read_board(&mut self, cx: &mut Context<'_>) {
        if cx.asking(&Self::board_came) {
            return;
        }
        if let Some(after) = self.board.next_page() {
            let filter = self.board_filter();
            let rows = cx.shell.rows_wanted();
            cx.ask(ask::Board { filter, after, rows }, Self::board_came);
        }
    }

    fn board_came(&mut self, cx: &mut Context<'_>, page: Result<Page<BoardRow>, Error>) {
        match page {
            Ok(page) => {
                self.board.put(page);
                self.read_board(cx);
            }
            Err(error) if self.board.list.is_empty() => self.board.state = State::Failed(sentence(cx.shell.catalogue, &error)),
            Err(_) => self.board.failed(),
        }
    }

    /// The candidates of the selected order.
    fn read_candidates(&mut self, cx: &mut Context<'_>) {
        match self.waiting.list.selected() {
            Some(order) => cx.ask(ask::Candidates(order), Self::candidates_came),
            None => {
                cx.drop_question(&Self::candidates_came);
                self.choice = Choice::default();
            }
        }
    }

    fn candidates_came(&mut self, cx: &mut Context<'_>, found: Result<Box<Candidates>, Error>) {
        match found {
            Ok(found) if self.waiting.list.selected() == Some(found.order) => self.choice.put(cx.shell.catalogue, found),
            Ok(_) => {}
            Err(error) => self.choice.fault = Some(sentence(cx.shell.catalogue, &error)),
        }
    }

    /// Another order may be selected: its candidates, and the next page near the end.
    pub(crate) fn moved(&mut self, cx: &mut Context<'_>) {
        let selected = self.waiting.list.selected();
        if selected.is_none_or(|order| self.choice.of(order).is_none()) {
            self.read_candidates(cx);
        }
        ListPane::<ask::Waiting>::want_more(self, cx);
        ListPane::<ask::Works>::want_more(self, cx);
        self.read_sheet(cx);
    }

    /// The zones, each with how full its workshops are in the days shown.
    pub(crate) fn ask_zones(&self, cx: &mut Context<'_>) {
        let shown = self.days_shown(cx.shell);
        let from = shown.first().copied().unwrap_or(self.days.day);
        let days = u32::try_from(shown.len()).unwrap_or(1);
        cx.ask(ask::Zones { from, days }, |pane: &mut Self, cx, zones| match zones {
            Ok(zones) => pane.offer_zones(cx, &zones),
            Err(error) => cx.say_failure(&error),
        });
    }

    fn offer_zones(&self, cx: &mut Context<'_>, zones: &[ZoneLoad]) {
        let catalogue = cx.shell.catalogue;
        let all = std::iter::once((Item::new(t!(catalogue, "talleres-zone-all")), None));
        let named = zones.iter().map(|ZoneLoad { zone, load }| {
            let workshops = t!(catalogue, "talleres-zone-workshops", count = zone.workshops);
            let detail = match load.limit {
                0 => workshops,
                _ => {
                    let load = t!(catalogue, "talleres-zone-load", load = load.share(), free = load.free);
                    format!("{workshops} · {load}")
                }
            };
            (Item::new(zone.name.as_str()).detail(detail), Some(zone.name.to_string()))
        });
        let title = t!(catalogue, "talleres-zone-title");
        cx.choose_other(title, &self.zone, all.chain(named), |pane: &mut Self, cx, zone| {
            pane.look_at(cx, zone)
        });
    }

    /// Another zone, or all of them.
    pub(crate) fn look_at(&mut self, cx: &mut Context<'_>, zone: Option<String>) {
        self.zone = zone;
        self.other_rows(cx);
        ListPane::<ask::Waiting>::reload_anew(self, cx);
    }

    /// What fills the selected day, unless something else is shown by then.
    pub(crate) fn read_cell(&self, cx: &mut Context<'_>) {
        let Some(workshop) = self.board.list.selected() else { return };
        let day = self.days.day;
        cx.ask(ask::Cell { workshop, day }, move |pane: &mut Self, cx, rows| match rows {
            Ok(rows) if pane.days.day == day => pane.show_cell(cx, workshop, &rows),
            Ok(_) => {}
            Err(error) => cx.say_failure(&error),
        });
    }

    fn show_cell(&self, cx: &mut Context<'_>, workshop: WorkshopId, rows: &[CellRow]) {
        let Some(row) = self.board.selected().filter(|row| row.workshop == workshop) else {
            return;
        };
        if !cx.shell.overlays.is_empty() {
            return;
        }
        let (catalogue, day) = (cx.shell.catalogue, self.days.day);
        let special = day_of(row, day).and_then(|day| cell_bookings::special(catalogue, day));
        let title = t!(catalogue, "talleres-cell-title", workshop = row.name.as_str(), day = date(day));
        if rows.is_empty() {
            let said = special.unwrap_or_else(|| t!(catalogue, "talleres-cell-empty"));
            return cx.toast(Tone::Plain, format!("{title}: {said}"));
        }
        let lines = cell_bookings::lines(catalogue, rows, special);
        cx.choose(title, lines, |_: &mut Self, cx, order| {
            if let Some((order, number)) = order {
                // A workshop has no page of an order.
                let request = match cx.shell.operator.role {
                    Role::Workshop => PaneRequest::WorkSheet(order, number),
                    _ => PaneRequest::Order(number),
                };
                cx.visit_from(request, |pane, cx| pane.read_cell(cx));
            }
        });
    }
}
