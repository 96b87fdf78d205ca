//! Keys: actions, motions, one step back; and what is read for what is shown.

use super::actions::Action;
use super::say::Act;
use super::{BankPane, Context, Section, Within};
use crate::locale::zone;
use crate::tui::core::client::ask;
use crate::tui::core::csv::file_name;
use crate::tui::core::global::Motion;
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::pane::detail::Focus;
use crate::tui::pane::paged::{ListPane, State};
use crate::tui::panes::statement;

impl BankPane {
    pub(crate) fn perform(&mut self, cx: &mut Context<'_>, action: Action) {
        match action {
            Action::Assign => self.begin_assign(cx),
            Action::Reconcile => self.begin_reconcile(cx),
            Action::Open => self.focus = Focus::Detail,
            Action::Lines => self.open_account(cx),
            Action::SetAside => self.say(cx, Act::SetAside),
            Action::Restore => self.say(cx, Act::Restore),
            Action::Note => self.say(cx, Act::Note),
            Action::Unlink => self.begin_unlink(cx),
            Action::Order => self.open_order(cx),
            Action::Import => self.begin_import(cx),
            Action::Filter => {
                self.focus = Focus::List;
                self.line.open();
            }
            Action::Copy => {
                if let Some(row) = self.lines.selected() {
                    cx.copy(row.reference.to_string());
                }
            }
            Action::Export => {
                let name = file_name(cx.shell.catalogue, self.section.title(), zone().day(cx.shell.now));
                self.save(cx, name);
            }
        }
    }

    /// Of the account that is shown, where there is one.
    fn begin_import(&self, cx: &mut Context<'_>) {
        let account = match &self.within {
            Some(Within::Account(_, name)) => Some(name.clone()),
            None if self.shows_accounts() => self.account().map(|account| account.account.to_string()),
            _ => None,
        };
        cx.visit(match account {
            Some(account) => PaneRequest::Statement(account),
            None => PaneRequest::Section(statement::TITLE, cx.shell.catalogue.text(statement::TITLE, &[])),
        });
    }

    /// Everything shown, as of now.
    pub(crate) fn read_again(&mut self, cx: &mut Context<'_>) {
        cx.ask(ask::BankStatus, Self::status_came);
        cx.ask(ask::Proposals, Self::guesses_came);
        if !self.shows_accounts() {
            self.reload(cx);
            self.read_detail(cx);
        }
    }

    /// Another list.
    pub(crate) fn show(&mut self, cx: &mut Context<'_>, section: Section) {
        if self.section != section || self.within.is_some() {
            (self.section, self.within) = (section, None);
            self.line.clear();
            self.read_anew(cx);
        }
    }

    /// Its rows are others: none of those before are shown under its name.
    pub(crate) fn read_anew(&mut self, cx: &mut Context<'_>) {
        self.focus = Focus::List;
        self.scroll.to_top();
        self.lines.list.clear();
        self.lines.state = State::Loading;
        self.reload_anew(cx);
    }

    pub(crate) fn go(&mut self, cx: &mut Context<'_>, motion: Motion) {
        if self.focus == Focus::Detail {
            self.scroll.motion(motion);
        } else if self.shows_accounts() {
            self.accounts.motion(motion);
            self.scroll.to_top();
        } else if self.lines.list.motion(motion) {
            self.moved(cx);
        }
    }

    /// Another line may be selected.
    pub(crate) fn moved(&mut self, cx: &mut Context<'_>) {
        if self.known().is_none() {
            self.scroll.to_top();
            self.read_detail(cx);
        }
        self.want_more(cx);
    }

    pub(crate) fn clicked(&mut self, cx: &mut Context<'_>, tabs: bool, index: usize) {
        if tabs {
            if let Some(section) = Section::ALL.get(index) {
                self.show(cx, *section);
            }
            return;
        }
        self.focus = Focus::List;
        if self.shows_accounts() {
            self.accounts.click(index);
        } else {
            self.lines.list.click(index);
            self.moved(cx);
        }
    }

    /// Detail, filter, account: whichever was opened last is left; false when none was.
    pub(crate) fn step_back(&mut self, cx: &mut Context<'_>) -> bool {
        if self.focus == Focus::Detail {
            self.focus = Focus::List;
        } else if self.line.clear() {
            self.reload_anew(cx);
        } else if self.within.take().is_some() {
            self.read_anew(cx);
        } else {
            return false;
        }
        true
    }
}
