//! The actions of the pane and when each can be used.

use Availability::{Disabled, Enabled, Hidden};
use crossterm::event::KeyCode;

use super::batch::Taken;
use super::{Focus, Part, WorkshopsPane, steps};
use crate::locale::t;
use crate::service::commands::CommandKind;
use crate::service::fulfilment::{work_list, work_sheet};
use crate::service::orders::{export, timeline};
use crate::service::people::views;
use crate::tui::core::action::{Availability, Risk, Row, row};
use crate::tui::core::keys::{COPY, Chord, ENTER, FILTER, MARK, code, key};
use crate::tui::core::layout::Breadth;
use crate::tui::dialogue::shell::Shell;
use crate::tui::panes::closed_days;
use crate::tui::panes::production::Step;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// What is in sight, as a file.
    Export,
    Look,
    Candidates,
    Pick,
    Notify,
    Choose,
    OverLimit,
    Again,
    Step(Step),
    Back,
    Limit,
    Close,
    Pause,
    /// A workshop asks for the day to be closed.
    Propose,
    Proposals,
    Zone,
    Works,
    Status,
    Late,
    DueLater,
    DueSooner,
    Narrow,
    Mark,
    Unmark,
    Sort,
    Views,
    Order,
    Sheet,
    Later,
    Sooner,
    PageLater,
    PageSooner,
    Today,
    Filter,
    Copy,
}

const LATER: &[Chord] = &[code(KeyCode::Right), key('l')];
const SOONER: &[Chord] = &[code(KeyCode::Left), key('h')];
/// Who may not open the order opens its sheet by Enter.
const SHEET: &[Chord] = &[key('h'), code(KeyCode::Enter)];

impl Action {
    /// What staff do with workshops.
    pub const fn of_staff(self) -> bool {
        !matches!(self, Self::Propose)
    }

    /// What a workshop does with its own work.
    pub const fn of_own_work(self) -> bool {
        matches!(
            self,
            Self::Step(Step::Accept | Step::Refuse | Step::Start | Step::Ready | Step::HandOver | Step::Complete | Step::Withdraw)
                | Self::Sheet
                | Self::Late
                | Self::DueLater
                | Self::DueSooner
                | Self::Narrow
                | Self::Sort
                | Self::Mark
                | Self::Unmark
                | Self::Copy
        )
    }

    /// What a workshop does with its own days.
    pub const fn of_own_days(self) -> bool {
        matches!(
            self,
            Self::Look | Self::Propose | Self::Proposals | Self::Later | Self::Sooner | Self::PageLater | Self::PageSooner | Self::Today
        )
    }
}

const fn step(step: Step, command: CommandKind, keys: &'static [Chord], label: &'static str) -> Row<Action> {
    row(Action::Step(step), keys, label).runs(command)
}

/// In the footer's order. The first row of a key that is not hidden is the one that acts.
pub const ACTIONS: &[Row<Action>] = &[
    row(Action::Look, ENTER, "talleres-look"),
    row(Action::Candidates, ENTER, "talleres-candidates"),
    row(Action::Notify, &[key('n')], "talleres-notify").runs(CommandKind::Notify),
    row(Action::Pick, ENTER, "talleres-pick").runs(CommandKind::Notify),
    row(Action::Choose, &[key('c')], "talleres-choose").runs(CommandKind::Choose),
    row(Action::Again, &[key('r')], "talleres-again").runs(CommandKind::Rank),
    row(Action::OverLimit, &[key('O')], "talleres-over")
        .runs(CommandKind::Notify)
        .risk(Risk::High),
    step(Step::Accept, CommandKind::Accept, &[key('a')], "talleres-accept"),
    step(Step::Refuse, CommandKind::Refuse, &[key('r')], "talleres-refuse"),
    step(Step::Start, CommandKind::Start, &[key('i')], "talleres-start"),
    step(Step::Ready, CommandKind::Ready, &[key('l')], "talleres-finish"),
    step(Step::HandOver, CommandKind::HandOver, &[key('e')], "talleres-hand"),
    step(Step::Complete, CommandKind::Complete, &[key('c')], "talleres-complete"),
    row(Action::Back, &[key('b')], "talleres-back").runs(CommandKind::StepBack),
    row(Action::Step(Step::Withdraw), &[key('d')], "talleres-withdraw").runs(CommandKind::Withdraw),
    row(Action::Limit, &[key('o')], "talleres-limit").runs(CommandKind::ChangeCapacity),
    row(Action::Close, &[key('x')], "talleres-close").runs(CommandKind::ChangeCapacity),
    row(Action::Pause, &[key('p')], "talleres-pause").runs(CommandKind::ChangeCapacity),
    row(Action::Propose, &[key('x')], "cierre-propose").runs(CommandKind::ProposeClosedDays),
    row(Action::Proposals, &[key('D')], "cierre-open").needs(closed_days::NEEDS),
    row(Action::Zone, &[key('z')], "talleres-zone"),
    row(Action::Works, &[key('w')], "talleres-works").needs(work_list::WORKS_NEEDS),
    row(Action::Later, LATER, "talleres-later"),
    row(Action::Sooner, SOONER, "talleres-sooner").quiet(),
    row(Action::Filter, FILTER, "talleres-filter"),
    row(Action::Today, &[key('t')], "talleres-today"),
    row(Action::Status, &[key('s')], "talleres-status"),
    row(Action::Mark, MARK, "talleres-mark").towards(CommandKind::Ready),
    row(Action::Order, &[key('o'), code(KeyCode::Enter)], "talleres-order").needs(timeline::NEEDS),
    row(Action::Sheet, SHEET, "hoja-open").needs(work_sheet::NEEDS),
    row(Action::Narrow, FILTER, "talleres-works-filter"),
    row(Action::Late, &[key('t')], "talleres-late"),
    row(Action::DueLater, &[code(KeyCode::Right)], "talleres-due-later"),
    row(Action::DueSooner, &[code(KeyCode::Left)], "talleres-due-sooner").quiet(),
    row(Action::Sort, &[key('S')], "talleres-sort").quiet(),
    row(Action::Views, &[key('V')], "shell-views").needs(views::NEEDS).quiet(),
    row(Action::Unmark, &[key('U')], "talleres-unmark").quiet(),
    row(Action::PageLater, &[key('L')], "talleres-page-later").quiet(),
    row(Action::PageSooner, &[key('H')], "talleres-page-sooner").quiet(),
    row(Action::Export, &[key('E')], "shell-export").needs(export::NEEDS).quiet(),
    row(Action::Copy, COPY, "talleres-copy").quiet(),
];

impl WorkshopsPane {
    pub(crate) fn available(&self, shell: &Shell, action: Action) -> Availability {
        if matches!(action, Action::Export | Action::Views) {
            return Enabled;
        }
        match (&self.open, self.focus) {
            (Some(_), _) => self.of_works(shell, action),
            (None, Focus::Board) => self.of_board(action),
            (None, Focus::Waiting | Focus::Choice) => self.of_waiting(shell, action),
        }
    }

    fn of_board(&self, action: Action) -> Availability {
        use Action::{
            Close, Copy, Filter, Later, Limit, Look, PageLater, PageSooner, Pause, Proposals, Propose, Sooner, Sort, Today, Works, Zone,
        };
        match action {
            Look | Copy | Limit | Close | Pause if self.board.list.is_empty() => Hidden,
            Propose => self.closable(),
            Proposals | Look | Copy | Limit | Close | Pause | Zone | Works | Filter | Sort | Later | Sooner | PageLater | PageSooner
            | Today => Enabled,
            _ => Hidden,
        }
    }

    fn of_waiting(&self, shell: &Shell, action: Action) -> Availability {
        let catalogue = shell.catalogue;
        let Some(row) = self.waiting.selected() else {
            return if action == Action::Works { Enabled } else { Hidden };
        };
        let listing = self.focus == Focus::Waiting;
        match action {
            Action::Candidates if listing && shell.breadth() < Breadth::Side => Enabled,
            Action::Pick if !listing => match self.unfit_for(catalogue) {
                Some(why) => Disabled(why),
                None => Enabled,
            },
            Action::Notify if row.on_hold => Disabled(t!(catalogue, "talleres-held-back")),
            Action::Notify => match self.to_notify(catalogue, row) {
                Ok(_) => Enabled,
                Err(why) => Disabled(why),
            },
            Action::Choose | Action::OverLimit => match self.choice.of(row.order) {
                None => Disabled(t!(catalogue, "talleres-choice-loading")),
                Some(found) if action == Action::OverLimit => Self::nobody_to_overfill(catalogue, found).map_or(Enabled, Disabled),
                Some(_) => Enabled,
            },
            Action::Sort if listing => Enabled,
            Action::Again | Action::Order | Action::Sheet | Action::Copy | Action::Works => Enabled,
            _ => Hidden,
        }
    }

    fn of_works(&self, shell: &Shell, action: Action) -> Availability {
        let marks = self.works.marks() > 0;
        match (action, self.works.selected()) {
            (Action::Status | Action::Late | Action::DueLater | Action::DueSooner | Action::Narrow | Action::Sort, _) => Enabled,
            (Action::Step(step), Some(_)) if marks => self.available_to_marked(shell, Taken::Step(step)),
            (Action::Back, Some(_)) if marks => self.available_to_marked(shell, Taken::Back),
            (Action::Unmark, Some(_)) if marks => Enabled,
            (Action::Unmark, Some(_)) => Disabled(t!(shell.catalogue, "talleres-nothing-marked")),
            (Action::Order | Action::Sheet | Action::Copy | Action::Mark, Some(_)) => Enabled,
            (Action::Step(step), Some(row)) if self.part == Part::OwnWork => steps::offered(shell, row, step),
            (Action::Step(step), Some(row)) => steps::available(shell, row, step),
            (Action::Back, Some(row)) => steps::available(shell, row, steps::back(row.status)),
            _ => Hidden,
        }
    }
}
