//! The production lane of the open order, alive: its steps in a menu, each with what it asks, as in every pane.

use super::actions::is_asked_for;
use super::{Context, OrdersPane};
use crate::domain::orders::status::PaymentStatus;
use crate::locale::{Catalogue, t};
use crate::service::orders::view::{OrderHead, Timeline};
use crate::tui::core::action::Availability;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::shell::Shell;
use crate::tui::panes::production::{AssignmentSeen, ProductionStep, Step};

/// The assignment of an order, for a step.
fn assignment(shell: &Shell, timeline: &Timeline) -> Option<AssignmentSeen> {
    let order = &timeline.order;
    let active = timeline.assignments.iter().rev().find(|one| one.status.is_active());
    Some(AssignmentSeen {
        order: order.id,
        number: order.number.clone(),
        version: order.version,
        status: order.production?,
        delivery: order.delivery,
        workshop: active.and_then(|active| active.workshop.clone()),
        role: shell.operator.role,
        lines: vec![(Tone::Plain, about(shell.catalogue, order))],
        departs: false,
        others: Vec::new(),
    })
}

/// What is made, and where it goes.
fn about(catalogue: &Catalogue, order: &OrderHead) -> String {
    let made = catalogue.ordered(order.made());
    format!("{made} · {}", catalogue.goes_to(order.city.as_ref(), order.delivery))
}

pub fn available(shell: &Shell, timeline: &Timeline) -> Availability {
    let order = &timeline.order;
    let steps = order.production.map(|status| Step::possible(status, order.delivery));
    if steps.is_some_and(|steps| !steps.is_empty()) && order.payment == PaymentStatus::Confirmed {
        return Availability::Enabled;
    }
    Availability::Disabled(t!(shell.catalogue, "making-nothing"))
}

/// Why the step cannot be taken now; what its form asks for does not count.
fn refused(catalogue: &Catalogue, timeline: &Timeline, assignment: &AssignmentSeen, step: Step) -> Option<String> {
    let (edge, to) = step.edge(assignment.status);
    let to = format!("production-{to}");
    let ruling = timeline.next.iter().find(|next| next.edge == edge.as_str() && next.to == to)?;
    let refusal = ruling.ruling.as_ref().err().filter(|refusal| !is_asked_for(refusal))?;
    Some(catalogue.refusal(refusal))
}

impl OrdersPane {
    /// The menu of the steps, and then the one that was chosen.
    pub(crate) fn offer_steps(&self, cx: &mut Context<'_>) {
        let catalogue = cx.shell.catalogue;
        let Some(timeline) = self.timeline() else { return };
        let Some(assignment) = assignment(cx.shell, timeline) else { return };
        let steps = Step::possible(assignment.status, assignment.delivery);
        let steps = steps.into_iter().map(|step| {
            let why = refused(catalogue, timeline, &assignment, step);
            (Item::new(catalogue.text(step.name(), &[])).disabled(why), step)
        });
        let steps: Vec<(Item, Step)> = steps.collect();
        let title = t!(catalogue, "making-menu", number = &assignment.number);
        cx.choose(title, steps, move |_: &mut Self, cx, step| {
            let order = assignment.order;
            cx.begin(ProductionStep::one(assignment, step), move |pane: &mut Self, _, _| {
                pane.follow(order)
            });
        });
    }
}
