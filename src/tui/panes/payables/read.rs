//! Asking for what is shown, and what the answers do.

use super::dialogs::Reverse;
use super::rows::Pen;
use super::statement::Period;
use super::{Context, Focus, PayablesPane, View};
use crate::locale::zone;
use crate::service::payables::view::{PayableRow, PayableView, SettlementView};
use crate::tui::core::client::ask;
use crate::tui::core::layout::Breadth;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::ListPane;

impl PayablesPane {
    pub(crate) fn pen(shell: &Shell) -> Pen<'static> {
        Pen {
            catalogue: shell.catalogue,
            today: zone().day(shell.now),
        }
    }

    /// What the view shows.
    pub(crate) fn reload(&mut self, cx: &mut Context<'_>) {
        cx.ask(ask::Owed, |pane: &mut Self, cx, owed| {
            let Ok(owed) = owed else { return };
            pane.owed = Some(owed);
            pane.write_aging(cx.shell);
        });
        match self.view {
            View::Lines => ListPane::<ask::Payables>::reload(self, cx),
            View::Transfers => ListPane::<ask::Transfers>::reload(self, cx),
            View::Statement => self.read_statement(cx),
            View::Aging => {}
            View::Runs => ListPane::<ask::Runs>::reload(self, cx),
            View::Run => self.read_run(cx),
        }
    }

    /// The filter is another one.
    pub(crate) fn searched(&mut self, cx: &mut Context<'_>) {
        self.marking = None;
        ListPane::<ask::Payables>::reload_anew(self, cx);
    }

    fn read_statement(&mut self, cx: &mut Context<'_>) {
        let Some(period) = self.account.period.as_ref().map(Period::wanted) else {
            return;
        };
        // What cannot be read is said by the lines, which ask for the same.
        cx.ask(ask::Statement(period), |pane: &mut Self, _, totals| {
            if let Ok(totals) = totals {
                pane.account.totals = Some(totals);
            }
        });
        ListPane::<ask::StatementLines>::reload(self, cx);
    }

    /// Another row may be selected: what belongs to it is read where there is room to show it.
    pub(crate) fn moved(&mut self, cx: &mut Context<'_>) {
        self.scroll.to_top();
        self.look(cx);
        match self.view {
            View::Lines => ListPane::<ask::Payables>::want_more(self, cx),
            View::Transfers => ListPane::<ask::Transfers>::want_more(self, cx),
            View::Statement => ListPane::<ask::StatementLines>::want_more(self, cx),
            View::Runs => ListPane::<ask::Runs>::want_more(self, cx),
            View::Aging | View::Run => {}
        }
    }

    /// The detail of the selected row.
    pub(crate) fn look(&mut self, cx: &mut Context<'_>) {
        if cx.shell.breadth() < Breadth::Side && self.focus == Focus::List {
            return;
        }
        let over = self.focus == Focus::Detail;
        match self.view {
            View::Lines => {
                let Some(id) = self.lines.selected().map(|row| row.id) else {
                    return;
                };
                let known = self.known().is_some() || over;
                self.line.ask(cx, ask::Payable(id), known, |pane| &mut pane.line);
            }
            View::Transfers => {
                let Some(id) = self.transfers.list.selected() else { return };
                let known = self.known_transfer().is_some() || over;
                self.transfer.ask(cx, ask::Transfer(id), known, |pane| &mut pane.transfer);
            }
            View::Statement | View::Aging | View::Runs | View::Run => {}
        }
    }

    /// The selected line, when all of it has been read.
    pub(crate) fn known(&self) -> Option<&PayableView> {
        let row = self.lines.selected()?;
        self.line.known(|line| line.row.id == row.id)
    }

    /// All that is known of the selected transfer.
    pub(crate) fn known_transfer(&self) -> Option<&SettlementView> {
        let id = self.transfers.list.selected()?;
        self.transfer.known(|transfer| transfer.row.id == id)
    }

    /// Another day began: the words of the rows change with it.
    pub(crate) fn new_day(&mut self, shell: &Shell) {
        let today = Self::pen(shell).today;
        if self.day.replace(today) != Some(today) {
            ListPane::<ask::Payables>::rewrite(self, shell);
        }
    }

    /// Lines changed by a command of ours: that is no news.
    pub(crate) fn wrote(&mut self, lines: &[PayableRow]) {
        use super::lines::Key;
        let keys = lines.iter().flat_map(|row| [Key::Workshop(row.workshop), Key::Line(row.id)]);
        self.lines.changed_by_us(keys);
    }

    pub(crate) fn begin_reverse(&self, cx: &mut Context<'_>, reverse: Reverse) {
        cx.begin(reverse, |_, _, _| {});
    }
}
