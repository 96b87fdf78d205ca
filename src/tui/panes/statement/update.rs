//! Keys: actions, motions, one step back; and what is read for what is shown.

use super::actions::Action;
use super::{Context, Stage, StatementPane};
use crate::tui::core::client::{AccountStatus, Error, ask};
use crate::tui::core::global::Motion;
use crate::tui::panes::statement::pasting::Pasting;

impl StatementPane {
    pub(crate) fn perform(&mut self, cx: &mut Context<'_>, action: Action) {
        match (action, &self.stage) {
            (Action::Choose, Stage::Account) => self.choose_account(cx),
            (Action::Choose, Stage::Source) => self.choose_source(cx),
            (Action::Choose, _) => self.open_task(cx),
            (Action::Import, _) => self.import(cx),
            (Action::Profile, _) => self.choose_profile(cx),
            (Action::CatchUp, _) => self.toggle_catch_up(cx),
            (Action::Paste, _) => self.stage = Stage::Pasting(Pasting::default()),
            (Action::Path, _) => Self::ask_path(cx),
            (Action::Other, _) => self.look_for_files(cx),
            (Action::Guide, _) => self.begin_guide(cx),
            (action, _) => self.guide_action(cx, action),
        }
    }

    /// What changes while one looks: the accounts, the files at hand, what is left to do.
    pub(crate) fn read_again(&mut self, cx: &mut Context<'_>) {
        cx.ask(ask::BankStatus, Self::status_came);
        match self.stage {
            Stage::Source => cx.ask(ask::StatementFiles, Self::files_came),
            Stage::Done(_) => cx.ask(ask::Proposals, Self::proposals_came),
            _ => {}
        }
    }

    fn status_came(&mut self, cx: &mut Context<'_>, accounts: Result<Vec<AccountStatus>, Error>) {
        self.accounts_came(cx, accounts);
        self.count_waiting(cx);
    }

    pub(crate) fn go(&mut self, _cx: &mut Context<'_>, motion: Motion) {
        match &mut self.stage {
            Stage::Account => {
                self.account_list.motion(motion);
            }
            Stage::Source => {
                self.source_list.motion(motion);
            }
            Stage::Done(summary) => {
                summary.tasks.motion(motion);
            }
            Stage::Guide(guide) => guide.motion(motion),
            Stage::Preview(_) | Stage::Unread(_) => self.scroll.motion(motion),
            Stage::Pasting(_) | Stage::Reading => {}
        }
    }

    /// To what was chosen before; what was imported stays so.
    pub(crate) fn step_back(&mut self, cx: &mut Context<'_>) -> bool {
        match self.stage {
            Stage::Account | Stage::Done(_) => return false,
            Stage::Source => {
                self.account = None;
                self.stage = Stage::Account;
            }
            // It is on its way, and says itself how it ended.
            Stage::Preview(_) if self.importing => return false,
            Stage::Guide(_) => self.leave_guide(cx),
            _ => self.look_for_files(cx),
        }
        true
    }
}
