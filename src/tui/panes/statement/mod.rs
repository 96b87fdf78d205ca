//! A statement comes in, over the whole pane: of which account, from which file or pasted, what it would do, and what there is to do
//! afterwards. Opened from Pagos, from the bank's lists and by name.

mod actions;
mod guide;
mod guide_view;
mod naming;
mod pasting;
mod preview;
mod sources;
mod summary;
#[cfg(test)]
mod tests;
mod update;
mod view;

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use crate::domain::actor::Permission;
use crate::locale::{Key, t};
use crate::service::bank::credits;
use crate::tui::core::action::{Availability, Row};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::{AccountStatus, StatementFile};
use crate::tui::core::global::Motion;
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::State;
use crate::tui::pane::{Pane, PaneContext};
use crate::tui::panes::statement::actions::{ACTIONS, Action};
use crate::tui::panes::statement::guide::Guide;
use crate::tui::panes::statement::pasting::Pasting;
use crate::tui::panes::statement::preview::{Preview, Unread};
use crate::tui::panes::statement::summary::Summary;
use crate::tui::widgets::list::List;
use crate::tui::widgets::scroll::Scroll;

type Context<'a> = PaneContext<'a, StatementPane>;

/// By this name it is opened, wherever one is.
pub const TITLE: Key = "importar-title";

/// How far one is.
#[derive(Debug, Default)]
enum Stage {
    #[default]
    Account,
    Source,
    Pasting(Pasting),
    Reading,
    /// It could not be read.
    Unread(Box<Unread>),
    /// A profile of its own is made for it.
    Guide(Box<Guide>),
    Preview(Box<Preview>),
    Done(Box<Summary>),
}

#[derive(Debug, Default)]
pub struct StatementPane {
    stage: Stage,
    accounts: Vec<AccountStatus>,
    account_list: List<usize>,
    accounts_state: State,
    /// The alias of the account that it is of.
    account: Option<String>,
    files: Vec<StatementFile>,
    source_list: List<usize>,
    scroll: Scroll,
    /// The command is on its way.
    importing: bool,
}

impl Pane for StatementPane {
    type Action = Action;

    const NAME: &'static str = "statement";
    const TITLE: Key = TITLE;
    const ACTIONS: &'static [Row<Action>] = ACTIONS;
    const NEEDS: Option<Permission> = Some(credits::NEEDS);
    const PLACE: bool = true;

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.read_again(cx);
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

    fn back(&mut self, cx: &mut Context<'_>) -> bool {
        self.step_back(cx)
    }

    fn click(&mut self, _cx: &mut Context<'_>, region: u8, index: usize) {
        match &mut self.stage {
            _ if region > 0 => {}
            Stage::Account => self.account_list.click(index),
            Stage::Source => self.source_list.click(index),
            Stage::Done(summary) => summary.tasks.click(index),
            Stage::Guide(guide) => guide.click(index),
            _ => {}
        }
    }

    fn typing(&self) -> bool {
        matches!(self.stage, Stage::Pasting(_))
    }

    fn pastes_whole(&self) -> bool {
        self.typing()
    }

    fn key(&mut self, cx: &mut Context<'_>, key: KeyEvent) {
        self.pasting_key(cx, key);
    }

    fn paste(&mut self, _cx: &mut Context<'_>, text: &str) {
        if let Stage::Pasting(pasting) = &mut self.stage {
            pasting.add(text);
        }
    }

    fn sections(&self, _shell: &Shell) -> Vec<Key> {
        vec![TITLE]
    }

    fn visit(&self, request: &PaneRequest) -> Option<Self> {
        match request {
            PaneRequest::Section(TITLE, _) => Some(Self::default()),
            PaneRequest::Statement(account) => Some(Self {
                account: Some(account.clone()),
                stage: Stage::Source,
                ..Self::default()
            }),
            _ => None,
        }
    }

    fn place(&self, shell: &Shell) -> Option<String> {
        Some(t!(shell.catalogue, TITLE))
    }

    fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        self.draw(shell, area, canvas);
    }
}
