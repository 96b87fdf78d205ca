//! Asking for what is shown, and what the answers do.

use std::time::Duration;

use super::rows::Pen;
use super::settle::Case;
use super::{Context, Front, PayablesPane, Slot, View};
use crate::locale::zone;
use crate::service::core::page::{Cursor, Page};
use crate::tui::core::client::{Answer, Error, PayableRow, Query, SettlementRow, sentence};
use crate::tui::core::layout::Breadth;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;

/// How long the line looked at before may stay while the next one is read: nobody reads faster.
const LINGER: Duration = Duration::from_millis(120);

impl PayablesPane {
    pub(crate) fn pen(shell: &Shell) -> Pen<'static> {
        Pen {
            catalogue: shell.catalogue,
            today: zone().day(shell.now),
        }
    }

    /// The header's count at once; the rest when the pane is in front.
    pub(crate) fn reload_or_wait(&mut self, cx: &mut Context<'_>) {
        cx.read(Slot::Counts, Query::Counts);
        if cx.shell.active == cx.pane {
            self.reload(cx);
        } else {
            self.stale = true;
        }
    }

    /// What the view in front shows.
    pub(crate) fn reload(&mut self, cx: &mut Context<'_>) {
        cx.read(Slot::Owed, Query::Owed);
        match self.view {
            View::Lines => self.reload_lines(cx, false),
            View::Transfers => self.reload_transfers(cx, false),
            View::Statement => self.read_statement(cx),
            View::Aging => {}
        }
    }

    pub(crate) fn reload_lines(&mut self, cx: &mut Context<'_>, anew: bool) {
        self.lines.paged.begin(anew);
        cx.forget(Slot::MoreLines);
        self.read_lines(cx, None);
    }

    fn read_lines(&mut self, cx: &mut Context<'_>, after: Option<Cursor>) {
        let filter = self.search.read(cx.shell);
        cx.read(Slot::Lines, Query::Payables { filter, after });
    }

    /// The filter is another one.
    pub(crate) fn searched(&mut self, cx: &mut Context<'_>) {
        self.marking = None;
        self.reload_lines(cx, true);
    }

    pub(crate) fn reload_transfers(&mut self, cx: &mut Context<'_>, anew: bool) {
        self.transfers.paged.begin(anew);
        cx.forget(Slot::MoreTransfers);
        self.read_transfers(cx, Slot::Transfers, None);
    }

    fn read_transfers(&self, cx: &mut Context<'_>, slot: Slot, after: Option<Cursor>) {
        let workshop = self.payee.as_ref().map(|(workshop, _)| *workshop);
        cx.read(slot, Query::Transfers { workshop, after });
    }

    pub(crate) fn read_statement(&self, cx: &mut Context<'_>) {
        if let Some(account) = &self.account {
            let period = &account.period;
            let (workshop, from, until) = (period.workshop, period.from, period.until);
            cx.read(Slot::Statement, Query::Statement { workshop, from, until });
        }
    }

    pub(crate) fn read_more(&self, cx: &mut Context<'_>, after: Option<Cursor>) {
        if after.is_some() && !cx.reading(Slot::MoreLines) && !cx.reading(Slot::Lines) {
            let filter = self.lines.filter.clone();
            cx.read(Slot::MoreLines, Query::Payables { filter, after });
        }
    }

    /// Another row may be in front: what belongs to it is read where there is room to show it.
    pub(crate) fn moved(&mut self, cx: &mut Context<'_>) {
        self.scroll = 0;
        self.look(cx);
        match self.view {
            View::Lines => self.read_more(cx, self.lines.wants_more()),
            View::Transfers => {
                let more = self.transfers.wants_more();
                if more.is_some() && !cx.reading(Slot::MoreTransfers) && !cx.reading(Slot::Transfers) {
                    self.read_transfers(cx, Slot::MoreTransfers, more);
                }
            }
            View::Statement | View::Aging => {}
        }
    }

    /// The detail of the row in front.
    pub(crate) fn look(&mut self, cx: &mut Context<'_>) {
        if cx.shell.breadth() < Breadth::Side && self.front == Front::List {
            return;
        }
        let known = match self.view {
            View::Lines => {
                let Some(id) = self.lines.front().map(|row| row.id) else {
                    return cx.forget(Slot::Line);
                };
                cx.read(Slot::Line, Query::Payable(id));
                self.known().is_some()
            }
            View::Transfers => {
                let Some(id) = self.transfers.list.selected() else { return };
                cx.read(Slot::Transfer, Query::Transfer(id));
                self.transfers.known().is_some()
            }
            View::Statement | View::Aging => return,
        };
        self.line_fault = None;
        self.lingering = !known && self.front == Front::List;
        if self.lingering && !std::mem::replace(&mut self.waking, true) {
            cx.wake(LINGER);
        }
    }

    pub(crate) fn rewrite(&mut self, shell: &Shell) {
        // The words of the rows only change with the day.
        if self.day != Some(Self::pen(shell).today) {
            self.day = Some(Self::pen(shell).today);
            self.lines.rewrite(&Self::pen(shell));
        }
    }

    pub(crate) fn answered(&mut self, cx: &mut Context<'_>, slot: Slot, result: Result<Answer, Error>) {
        let pen = Self::pen(cx.shell);
        match (slot, result) {
            (Slot::Lines, Ok(Answer::Payables(page))) => self.listed(cx, page),
            (Slot::MoreLines, Ok(Answer::Payables(page))) => {
                self.lines.append(&pen, page);
                self.mark_on(cx);
            }
            (Slot::Counts, Ok(Answer::Counts(counts))) => self.counts = Some(counts),
            (Slot::Owed, Ok(Answer::Owed(owed))) => {
                self.aging.replace(owed.iter().map(|one| pen.aging(one)).collect());
                self.owed = Some(owed);
            }
            (Slot::Line, Ok(Answer::Payable(line))) => {
                self.line = Some(line);
                self.lingering = false;
            }
            (Slot::Settling, Ok(Answer::Settling(preview))) => self.open_settling(cx, Box::new(Case::new(*preview))),
            (Slot::Transfers, Ok(Answer::Transfers(page))) => self.transfers_came(cx, page),
            (Slot::MoreTransfers, Ok(Answer::Transfers(page))) => self.transfers.append(&pen, page),
            (Slot::Transfer, Ok(Answer::Transfer(transfer))) => {
                self.transfers.detail = Some(transfer);
                self.lingering = false;
            }
            (Slot::Statement, Ok(Answer::Statement(statement))) => {
                if let Some(account) = &mut self.account {
                    account.put(&pen, statement);
                }
            }
            (Slot::File, Ok(Answer::File(text))) => cx.save(std::mem::take(&mut self.file), text),
            (slot, Err(error)) => self.failed(cx, slot, &error),
            (_, Ok(_)) => {}
        }
    }

    fn listed(&mut self, cx: &mut Context<'_>, page: Page<PayableRow>) {
        let filter = self.search.read(cx.shell);
        if let Some(after) = self.lines.gather(&Self::pen(cx.shell), page, &filter) {
            return self.read_lines(cx, Some(after));
        }
        for key in std::mem::take(&mut self.own) {
            self.lines.list.known(key);
        }
        if self.view == View::Lines {
            let scroll = self.scroll;
            self.moved(cx);
            self.scroll = scroll;
        }
        self.mark_on(cx);
    }

    fn transfers_came(&mut self, cx: &mut Context<'_>, page: Page<SettlementRow>) {
        if let Some(after) = self.transfers.gather(&Self::pen(cx.shell), page) {
            return self.read_transfers(cx, Slot::Transfers, Some(after));
        }
        if self.view == View::Transfers {
            self.look(cx);
        }
    }

    fn failed(&mut self, cx: &mut Context<'_>, slot: Slot, error: &Error) {
        let why = sentence(cx.shell.catalogue, error);
        match slot {
            Slot::Lines => {
                if self.lines.paged.fail(why) {
                    self.lines.list.clear();
                }
            }
            Slot::Transfers => {
                if self.transfers.paged.fail(why) {
                    self.transfers.list.clear();
                }
            }
            Slot::Statement => {
                if let Some(account) = self.account.as_mut().filter(|account| account.view.is_none()) {
                    account.fault = Some(why);
                }
            }
            Slot::Line | Slot::Transfer => self.line_fault = Some(why),
            Slot::MoreLines => {
                self.marking = None;
                cx.toast(Tone::Wrong, why);
            }
            Slot::Settling => {
                cx.toast(Tone::Waits, why);
                self.reload_lines(cx, false);
            }
            Slot::File => cx.toast(Tone::Wrong, why),
            Slot::Counts | Slot::Owed | Slot::MoreTransfers => {}
        }
    }
}
