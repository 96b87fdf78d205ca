//! Days on which workshops propose to be closed, over the whole pane: a workshop proposes and withdraws its own, who keeps capacity accepts
//! or declines. Opened from Talleres, from a workshop's own days and by name.

pub mod actions;
mod dialogue;

use ratatui::layout::Rect;

use crate::domain::actor::Permission;
use crate::domain::fulfilment::closed_days::ProposalStatus;
use crate::domain::ids::ProposalId;
use crate::locale::{Catalogue, Key, day_month, day_time, t, zone};
use crate::service::workshops::closed_days;
use crate::tui::core::action::{Availability, Row as ActionRow};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::{ClosedDaysRow, ask};
use crate::tui::core::global::Motion;
use crate::tui::core::layout::{below, inset};
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::{ListPane, PagedList, Words};
use crate::tui::pane::{Pane, PaneContext};
use crate::tui::panes::closed_days::actions::{ACTIONS, Action};
use crate::tui::widgets::list::{Cell, Row};
use crate::tui::widgets::table::Column;

pub use crate::tui::panes::closed_days::dialogue::Answering;

/// What a role must be allowed to see them.
pub const NEEDS: Permission = closed_days::NEEDS;

pub const TITLE: Key = "cierre-title";

type Context<'a> = PaneContext<'a, ClosedDaysPane>;

#[derive(Debug, Default)]
pub struct ClosedDaysPane {
    proposals: PagedList<ask::ClosedDays>,
    /// The answered ones as well; a workshop is here to read the answers.
    all: Option<bool>,
}

impl ClosedDaysPane {
    fn shows_all(&self, shell: &Shell) -> bool {
        let own = shell.operator.workshop.is_some();
        self.all.unwrap_or(own)
    }

    /// What was answered is read again with the rest.
    fn begin(cx: &mut Context<'_>, answering: Answering) {
        cx.begin(answering, |pane: &mut Self, cx, receipt| {
            let proposal = receipt.row().map(|row| ProposalId::from_uuid(row.id));
            pane.proposals.changed_by_us(proposal);
            cx.count();
        });
    }

    fn perform(&mut self, cx: &mut Context<'_>, action: Action) {
        let selected = self.proposals.selected().cloned();
        match (action, selected) {
            (Action::Propose, _) => Self::begin(cx, Answering::propose(zone().day(cx.shell.now))),
            (Action::All, _) => {
                self.all = Some(!self.shows_all(cx.shell));
                self.reload_anew(cx);
            }
            (Action::Accept, Some(row)) => Self::begin(cx, Answering::accept(row)),
            (Action::Decline, Some(row)) => Self::begin(cx, Answering::decline(row)),
            (Action::Withdraw, Some(row)) => Self::begin(cx, Answering::withdraw(row)),
            (Action::Copy, Some(row)) => cx.copy(said(cx.shell.catalogue, &row)),
            (_, None) => {}
        }
    }
}

/// `Taller Orinoco, del 24/12 al 31/12: vacaciones colectivas`.
pub fn said(catalogue: &Catalogue, row: &ClosedDaysRow) -> String {
    t!(
        catalogue,
        "cierre-said",
        workshop = row.workshop.as_str(),
        from = row.from,
        until = row.until,
        reason = row.reason.as_str()
    )
}

const fn tone(status: ProposalStatus) -> Tone {
    match status {
        ProposalStatus::Proposed => Tone::Waits,
        ProposalStatus::Accepted => Tone::Done,
        ProposalStatus::Declined => Tone::Wrong,
        ProposalStatus::Withdrawn => Tone::Past,
    }
}

impl ListPane<ask::ClosedDays> for ClosedDaysPane {
    type Shown = ProposalId;

    fn paged(&mut self) -> &mut PagedList<ask::ClosedDays> {
        &mut self.proposals
    }

    fn wanted(&mut self, shell: &Shell) -> Option<ask::ClosedDays> {
        Some(ask::ClosedDays {
            open: !self.shows_all(shell),
            after: None,
            rows: shell.rows_wanted(),
        })
    }

    fn heads(&self, shell: &Shell) -> Vec<Column> {
        let column = |key, least, priority| Column::new(shell.catalogue.text(key, &[]), least, priority);
        vec![
            column("cierre-column-days", 13, 0),
            column("cierre-column-workshop", 12, 0)
                .shares(2)
                .when(shell.operator.workshop.is_none()),
            column("cierre-column-reason", 12, 1).shares(3),
            column("cierre-column-status", 10, 0),
            column("cierre-column-by", 10, 3).shares(1),
            column("cierre-column-when", 11, 4),
            column("cierre-column-answer", 10, 2).shares(3),
        ]
    }

    fn cells(&self, shell: &Shell, from: usize) -> Vec<Row<ProposalId>> {
        let catalogue = shell.catalogue;
        let rows = self.proposals.rows().iter().skip(from);
        rows.map(|row| Row {
            id: row.id,
            cells: vec![
                Cell::new(days(row)),
                Cell::new(row.workshop.as_str()),
                Cell::new(row.reason.as_str()),
                Cell::toned(tone(row.status), catalogue.text(&format!("cierre-{}", row.status), &[])),
                Cell::new(row.answered_by.as_ref().unwrap_or(&row.proposed_by).as_str()),
                Cell::toned(Tone::Past, day_time(row.answered_at.unwrap_or(row.proposed_at))),
                Cell::new(row.answer.as_ref().map_or("", |answer| answer.as_str())),
            ],
        })
        .collect()
    }
}

/// `24/12`, or `24/12 – 31/12`.
fn days(row: &ClosedDaysRow) -> String {
    match row.from == row.until {
        true => day_month(row.from),
        false => format!("{} – {}", day_month(row.from), day_month(row.until)),
    }
}

impl Pane for ClosedDaysPane {
    type Action = Action;

    const NAME: &'static str = "closed-days";
    const TITLE: Key = TITLE;
    const ACTIONS: &'static [ActionRow<Action>] = ACTIONS;
    const NEEDS: Option<Permission> = Some(NEEDS);
    const PLACE: bool = true;

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.reload(cx);
    }

    fn minute(&mut self, cx: &mut Context<'_>) {
        self.rewrite(cx.shell);
    }

    fn availability(&self, _shell: &Shell, action: Action) -> Availability {
        self.available(action)
    }

    fn act(&mut self, cx: &mut Context<'_>, action: Action) {
        self.perform(cx, action);
    }

    fn motion(&mut self, cx: &mut Context<'_>, motion: Motion) {
        if self.proposals.list.motion(motion) {
            self.want_more(cx);
        }
    }

    fn click(&mut self, _cx: &mut Context<'_>, _region: u8, index: usize) {
        self.proposals.list.click(index);
    }

    fn sections(&self, _shell: &Shell) -> Vec<Key> {
        vec![TITLE]
    }

    fn visit(&self, request: &PaneRequest) -> Option<Self> {
        matches!(request, PaneRequest::Section(title, _) if *title == TITLE).then(Self::default)
    }

    fn place(&self, shell: &Shell) -> Option<String> {
        Some(t!(shell.catalogue, "cierre-title"))
    }

    fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let (catalogue, theme) = (shell.catalogue, shell.theme);
        let shown = if self.shows_all(shell) {
            "cierre-shows-all"
        } else {
            "cierre-shows-open"
        };
        let crumbs = [
            (Tone::Past, format!(" {}", shell.path())),
            (Tone::Strong, t!(catalogue, "cierre-title")),
            (Tone::Past, format!("   {}", catalogue.text(shown, &[]))),
        ];
        canvas.pieces(area, 0, &crumbs, theme);
        let counted = self.proposals.counted(shell, None);
        canvas.text_right(inset(area), 0, &counted, theme.style(Tone::Past));
        let words = Words {
            loading: "cierre-loading",
            failed: "cierre-failed-help",
            empty: match shell.operator.workshop.is_some() {
                true => ("cierre-empty-own", "cierre-empty-own-help"),
                false => ("cierre-empty", "cierre-empty-help"),
            },
        };
        let columns = self.heads(shell);
        self.proposals.view(shell, below(area, 2), &words, &columns, (0, true), canvas);
    }
}
