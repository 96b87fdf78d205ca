//! Where an order stands, as the guards of the edges look at it: for the steps a person could take next. Nothing is decided or
//! written here; commands decide again, under lock.

use super::verdict;
use super::view::NextStep;
use crate::db::orders::head::HeadRecord;
use crate::db::payments::proofs::ProofRecord;
use crate::db::payments::refund_list::RefundView;
use crate::domain::Time;
use crate::domain::actor::Actor;
use crate::domain::fulfilment::assignment_edges::{self, ASSIGNMENT_EDGES, AssignmentFacts};
use crate::domain::method::ProofState;
use crate::domain::orders::rate::credit;
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payments::guards::{Guard, PaymentFacts};
use crate::domain::payments::payment_edges::{self, PAYMENT_EDGES, PaymentEdge, PaymentEdgeCode};
use crate::domain::payments::verdict::Verdict;
use crate::service::core::error::Error;
use crate::service::orders::Orders;

/// What a person would be asked for is taken as given, so that a step is refused only for what stands in its way.
const GIVEN: &str = "…";

impl Orders<'_> {
    /// Every edge out of both present statuses, allowed or why not.
    pub(crate) fn next_steps(
        &self,
        actor: &Actor,
        head: &HeadRecord,
        proofs: &[ProofRecord],
        refunds: &[RefundView],
        verdict: Option<Verdict>,
    ) -> Result<Vec<NextStep>, Error> {
        let facts = PaymentFacts {
            verdict,
            ..self.payment_facts(head, proofs, refunds)?
        };
        let from = Some(head.order.payment);
        let mut steps: Vec<NextStep> = PAYMENT_EDGES
            .iter()
            .filter(|edge| edge.from.contains(&from) && (edge.code != PaymentEdgeCode::P20 || facts.verdict.is_some()))
            .map(|edge| NextStep {
                edge: edge.code.as_str(),
                to: format!("payment-{}", edge.to),
                ruling: payment_edges::decide(&[edge.code], from, actor, &self.with_declared(edge, &facts, head, proofs)).map(drop),
            })
            .collect();
        let production = self.assignment_facts(head);
        // A first assignment comes with the confirmation, not before.
        let moves = ASSIGNMENT_EDGES
            .iter()
            .flat_map(|edge| edge.moves.iter().map(move |(from, to)| (edge, *from, *to)));
        let possible = moves
            .filter(|(_, from, _)| *from == head.order.production && (from.is_some() || head.order.payment == PaymentStatus::Confirmed));
        steps.extend(possible.map(|(edge, from, to)| NextStep {
            edge: edge.code.as_str(),
            to: format!("production-{to}"),
            ruling: assignment_edges::decide(from, to, actor, &production).map(drop),
        }));
        Ok(steps)
    }

    /// The verdict that may still be taken back, by whom it was given.
    pub(in crate::service) async fn fresh_verdict(&self, head: &HeadRecord) -> Result<Option<Verdict>, Error> {
        let (now, seconds) = (self.shop.now(), self.shop.settings().review.undo_seconds);
        if now > head.order.last_event_at + chrono::TimeDelta::seconds(i64::from(seconds)) {
            return Ok(None);
        }
        let given = verdict::last(&mut self.shop.db(), head.order.id, seconds).await?;
        Ok(given.map(|given| given.verdict).filter(|verdict| now <= verdict.until()))
    }

    pub(in crate::service) fn payment_facts(
        &self,
        head: &HeadRecord,
        proofs: &[ProofRecord],
        refunds: &[RefundView],
    ) -> Result<PaymentFacts, Error> {
        let review = &self.shop.settings().review;
        let open = proofs.iter().filter(|proof| proof.proof.state == ProofState::Open).count();
        let due = refunds.iter().find(|refund| refund.is_due() && refund.kind.is_whole());
        Ok(PaymentFacts {
            now: self.shop.now(),
            claim: head.order.claim.clone(),
            open_proofs: u32::try_from(open).unwrap_or(u32::MAX),
            max_open: review.max_open,
            attempts: head.order.attempt,
            max_attempts: review.max_attempts,
            credited: head.order.credited,
            due: head.quote.due,
            tolerance: crate::service::core::unit_of_work::tolerance_rule(self.shop.settings())?
                .tolerance(head.quote.due, head.quote.rate)?,
            evidenced: open > 0,
            duplicate_of: None,
            reason: Some(GIVEN.to_owned()),
            overridden: true,
            rejection_text: true,
            production: head.order.production,
            refund_due: due.map(|due| due.amount),
            refund_paid: due.map(|due| due.paid),
            part_paid: refunds.iter().any(|refund| !refund.kind.is_whole() && !refund.paid.is_zero()) || head.credited_away.is_positive(),
            deadline: self.lapses_at(head.order.last_event_at),
            verdict: None,
        })
    }

    /// For a verdict that money arrived: as if the bank showed what the open proofs declare.
    fn with_declared(&self, edge: &PaymentEdge, facts: &PaymentFacts, head: &HeadRecord, proofs: &[ProofRecord]) -> PaymentFacts {
        let mut facts = facts.clone();
        if edge.guards.contains(&Guard::Evidence) {
            for proof in proofs.iter().filter(|proof| proof.proof.state == ProofState::Open) {
                let credited = credit(proof.proof.amount, head.quote.rate).and_then(|money| facts.credited.checked_add(money));
                facts.credited = credited.unwrap_or(facts.credited);
            }
        }
        facts
    }

    /// When an order untouched since `last` may lapse; none while the setting is off.
    pub(in crate::service) fn lapses_at(&self, last: Time) -> Option<Time> {
        let hours = self.shop.settings().expiry.unpaid_after_hours?;
        Some(last + chrono::TimeDelta::hours(i64::from(hours)))
    }

    fn assignment_facts(&self, head: &HeadRecord) -> AssignmentFacts {
        AssignmentFacts {
            payment: head.order.payment,
            on_hold: head.order.on_hold,
            has_active: head.assignment.is_some(),
            delivery: head.order.delivery,
            reason: Some(GIVEN.to_owned()),
            overridden: true,
            share: Some(0),
            follows_ranking: true,
            overdue: head.respond_by.is_some_and(|by| by <= self.shop.now()),
            deposit_paid: !head.deposit_awaited,
            hand_over: true,
        }
    }
}
