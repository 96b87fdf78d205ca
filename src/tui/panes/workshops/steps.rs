//! The steps of production on the selected row of work: the same as in every pane, each bound to what was seen.

use super::rows::what;
use super::{Context, WorkshopsPane};
use crate::domain::actor::Role;
use crate::domain::fulfilment::assignment_edges::{self, AssignmentFacts};
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::locale::{Catalogue, date, t};
use crate::service::fulfilment::work_list::WorkRow;
use crate::tui::core::action::Availability;
use crate::tui::core::client::ask;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::dialogue::Said;
use crate::tui::panes::production::{AssignmentSeen, ProductionStep, Step};

/// The step that goes back from a status.
pub const fn back(from: AssignmentStatus) -> Step {
    match from {
        AssignmentStatus::HandedToDelivery => Step::Return,
        AssignmentStatus::Ready => Step::Rework,
        _ => Step::UndoStart,
    }
}

/// As the table of edges has it, all that a form asks for being given; why not, when it does not.
pub fn available(shell: &Shell, row: &WorkRow, step: Step) -> Availability {
    let (_, to) = step.edge(row.status);
    let facts = AssignmentFacts {
        payment: PaymentStatus::Confirmed,
        on_hold: row.on_hold,
        has_active: false,
        delivery: row.delivery,
        reason: Some("…".to_owned()),
        overridden: true,
        share: Some(0),
        follows_ranking: true,
        overdue: row.late,
        deposit_paid: !row.deposit_awaited,
        hand_over: true,
    };
    let ruling = assignment_edges::decide(Some(row.status), to, &shell.operator, &facts);
    // A way that leads there all the same may be another step.
    let ruling = ruling.and_then(|_| match step.leaves(row.status, row.delivery) {
        true => Ok(()),
        false => Err(assignment_edges::no_edge(Some(row.status), to)),
    });
    match ruling {
        Ok(()) => Availability::Enabled,
        Err(refusal) => Availability::Disabled(shell.catalogue.refusal(&refusal)),
    }
}

/// The same to a workshop, of its own work: what is not its turn is not offered at all, and what something stands in the way of says so.
pub fn offered(shell: &Shell, row: &WorkRow, step: Step) -> Availability {
    let hindered = row.on_hold || row.deposit_awaited;
    match available(shell, row, step) {
        Availability::Disabled(_) if !hindered || !step.leaves(row.status, row.delivery) => Availability::Hidden,
        said => said,
    }
}

/// What one says yes to, as far as it is not the step that does it.
fn facts(catalogue: &Catalogue, row: &WorkRow, step: Step) -> Said {
    // For whom it is, a workshop reads once it accepted.
    let customer = Some(row.customer.as_str()).filter(|customer| !customer.is_empty());
    let mut lines = vec![
        std::iter::once(what(catalogue, row).as_str())
            .chain(customer)
            .collect::<Vec<_>>()
            .join(" · "),
    ];
    if let Some(day) = row.promised.filter(|_| matches!(step, Step::Start | Step::Ready)) {
        lines.push(t!(catalogue, "talleres-notify-days", day = date(day)));
    }
    if step == Step::Accept {
        lines.push(t!(catalogue, "talleres-accept-frozen"));
    }
    lines.into_iter().map(|line| (Tone::Plain, line)).collect()
}

/// The assignment of a row, as it is seen.
pub fn seen(shell: &Shell, row: &WorkRow, step: Step) -> AssignmentSeen {
    AssignmentSeen {
        order: row.order,
        number: row.number.clone(),
        version: row.version,
        status: row.status,
        delivery: row.delivery,
        workshop: row.workshop.clone(),
        role: shell.operator.role,
        lines: facts(shell.catalogue, row, step),
        departs: false,
        others: Vec::new(),
    }
}

impl WorkshopsPane {
    pub(crate) fn begin_step(cx: &mut Context<'_>, row: &WorkRow, step: Step) {
        let mut assignment = seen(cx.shell, row, step);
        // A workshop that gives it back does not say who is next.
        if step != Step::Withdraw || assignment.role == Role::Workshop {
            return Self::begin(cx, ProductionStep::one(assignment, step));
        }
        cx.ask(ask::Candidates(row.order), move |_: &mut Self, cx, found| {
            // That nobody else can be named is no reason not to ask.
            if let Ok(found) = found {
                let others = found.fitting.iter().filter(|one| Some(one.workshop) != found.workshop);
                assignment.others = others.map(|one| (one.workshop, one.name.to_string())).collect();
            }
            Self::begin(cx, ProductionStep::one(assignment, step));
        });
    }
}
