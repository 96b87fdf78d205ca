//! What the banks show, over the whole pane, opened from Pagos and by name: money without an order, what was noted and not seen, each
//! account, and what was set aside.

mod accounts;
mod actions;
mod assign;
mod detail;
mod lines;
mod say;
mod sections;
#[cfg(test)]
mod tests;
mod undo;
mod update;
mod view;

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use crate::domain::actor::Permission;
use crate::domain::ids::{AccountId, BankImportId, CreditId};
use crate::locale::Key;
use crate::service::bank::credits;
use crate::tui::core::action::{Availability, Row};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::{AccountStatus, CreditDetail, ask};
use crate::tui::core::global::Motion;
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::detail::{Detail, Focus};
use crate::tui::pane::paged::{ListPane, PagedList, State};
use crate::tui::pane::{Pane, PaneContext};
use crate::tui::panes::bank::actions::{ACTIONS, Action};
use crate::tui::panes::bank::assign::Guess;
use crate::tui::panes::bank::sections::Section;
use crate::tui::panes::bank::view::TABS;
use crate::tui::widgets::filter_line::FilterLine;
use crate::tui::widgets::list::List;
use crate::tui::widgets::scroll::Scroll;

type Context<'a> = PaneContext<'a, BankPane>;

/// Whose lines are shown, where a list is about one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Within {
    Account(AccountId, String),
    Import(BankImportId, String),
}

#[derive(Debug, Default)]
pub struct BankPane {
    section: Section,
    within: Option<Within>,
    lines: PagedList<ask::Credits>,
    line: FilterLine,
    /// How each account stands, as it was last read.
    status: Vec<AccountStatus>,
    accounts: List<usize>,
    accounts_state: State,
    detail: Detail<CreditDetail>,
    focus: Focus,
    scroll: Scroll,
    /// The orders that wait and whose money a line may be, the likeliest first.
    guesses: BTreeMap<CreditId, Vec<Guess>>,
}

impl BankPane {
    const fn shows_accounts(&self) -> bool {
        matches!(self.section, Section::Accounts) && self.within.is_none()
    }
}

impl Pane for BankPane {
    type Action = Action;

    const NAME: &'static str = "bank";
    const TITLE: Key = "banco-title";
    const ACTIONS: &'static [Row<Action>] = ACTIONS;
    const NEEDS: Option<Permission> = Some(credits::NEEDS);
    const PLACE: bool = true;

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.read_again(cx);
    }

    fn minute(&mut self, cx: &mut Context<'_>) {
        self.rewrite(cx.shell);
    }

    fn woken(&mut self, _cx: &mut Context<'_>) {
        self.detail.woken();
    }

    fn availability(&self, shell: &Shell, action: Action) -> Availability {
        self.available(shell, action)
    }

    fn act(&mut self, cx: &mut Context<'_>, action: Action) {
        self.perform(cx, action);
    }

    fn motion(&mut self, cx: &mut Context<'_>, motion: Motion) {
        self.go(cx, motion);
    }

    fn region(&mut self, cx: &mut Context<'_>, back: bool) {
        self.show(cx, self.section.beside(back));
    }

    fn regions(&self, _shell: &Shell) -> bool {
        true
    }

    fn back(&mut self, cx: &mut Context<'_>) -> bool {
        self.step_back(cx)
    }

    fn click(&mut self, cx: &mut Context<'_>, region: u8, index: usize) {
        self.clicked(cx, region == TABS, index);
    }

    fn filter_line(&self) -> Option<&FilterLine> {
        Some(&self.line)
    }

    fn filter_line_mut(&mut self) -> Option<&mut FilterLine> {
        Some(&mut self.line)
    }

    fn filtered(&mut self, cx: &mut Context<'_>, kept: bool) {
        if !kept {
            self.reload_anew(cx);
        }
    }

    fn sections(&self, _shell: &Shell) -> Vec<Key> {
        Section::ALL.into_iter().map(Section::title).collect()
    }

    fn visit(&self, request: &PaneRequest) -> Option<Self> {
        let (section, within) = match request {
            PaneRequest::Section(title, _) => (Section::ALL.into_iter().find(|section| section.title() == *title)?, None),
            PaneRequest::Import(import, name) => (Section::Accounts, Some(Within::Import(*import, name.clone()))),
            _ => return None,
        };
        Some(Self {
            section,
            within,
            ..Self::default()
        })
    }

    fn place(&self, shell: &Shell) -> Option<String> {
        Some(shell.catalogue.text(self.section.title(), &[]))
    }

    fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        self.draw(shell, area, canvas);
    }
}
