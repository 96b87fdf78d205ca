//! A line of a bank that somebody brings to an order: its case opens with that line chosen, whatever else was found.

use super::order_under_review::open_proofs;
use super::purpose::Purpose;
use super::{Context, Intent, PaymentsPane};
use crate::domain::bank::matching::Level;
use crate::domain::ids::{CreditId, OrderId};
use crate::service::bank::proposals::Candidate;
use crate::service::payments::view::Review;
use crate::tui::core::client::{CreditDetail, CreditRow, Error, Proposal, ask};

#[derive(Debug)]
pub struct Assigned {
    line: CreditId,
    /// The line as it is now, and what was found for the proofs of the order.
    read: Option<(Box<CreditRow>, Vec<Proposal>)>,
    /// The form was asked for.
    begun: bool,
}

impl Assigned {
    pub const fn of(line: CreditId) -> Self {
        Self {
            line,
            read: None,
            begun: false,
        }
    }

    /// What was found for the open proofs, with the line first for the one that it fits best.
    fn found(&self, review: &Review) -> Option<Vec<Proposal>> {
        let (line, found) = self.read.as_ref()?;
        let of = |proof| found.iter().find(|proposal| proposal.submission == proof);
        let currency = line.amount.currency();
        let takes = open_proofs(review).filter(|proof| proof.amount.currency() == currency);
        let best = takes.min_by_key(|proof| {
            let level = of(proof.id)
                .and_then(|proposal| candidate(proposal, line.id))
                .map(|found| found.level);
            let apart = proof.amount.less(line.free()).minor().abs();
            (level.unwrap_or(Level::Conflict), apart)
        })?;
        let proposals = open_proofs(review).map(|proof| {
            let mut proposal = of(proof.id).cloned().unwrap_or_else(|| Proposal {
                submission: proof.id,
                order: review.order.id,
                number: review.order.number.clone(),
                amount: proof.amount,
                candidates: Vec::new(),
                preselected: false,
                groups: Vec::new(),
                fits: false,
            });
            if proof.id == best.id {
                put_first(&mut proposal, line);
            }
            proposal
        });
        Some(proposals.collect())
    }
}

fn candidate(proposal: &Proposal, line: CreditId) -> Option<&Candidate> {
    proposal.candidates.iter().find(|candidate| candidate.line.credit == line)
}

/// A line that was not found is one that does not fit by itself: what differs is marked where the two are compared.
fn put_first(proposal: &mut Proposal, line: &CreditRow) {
    let first = candidate(proposal, line.id).cloned().unwrap_or_else(|| Candidate {
        level: Level::Conflict,
        reasons: Vec::new(),
        line: line.into(),
    });
    proposal.candidates.retain(|candidate| candidate.line.credit != line.id);
    proposal.candidates.insert(0, first);
    proposal.preselected = true;
}

impl PaymentsPane {
    /// What was found for an order's open proofs.
    pub(crate) fn found(&self, review: &Review) -> Vec<Proposal> {
        let assigned = self.assigned.as_ref().and_then(|assigned| assigned.found(review));
        assigned.unwrap_or_else(|| {
            let found = review.proofs.iter().filter_map(|proof| self.matches.of(proof.id).cloned());
            found.collect()
        })
    }

    /// The order that one came for is read: the line is, and then the form opens.
    pub(crate) fn begin_assigned(&mut self, cx: &mut Context<'_>, order: OrderId) {
        let Some(assigned) = self.assigned.as_mut().filter(|assigned| !assigned.begun) else {
            return;
        };
        assigned.begun = true;
        cx.ask(ask::Credit(assigned.line), move |_: &mut Self, cx, line| match line {
            Ok(line) => cx.ask(ask::ProposalsOf(order), move |pane: &mut Self, cx, found| {
                pane.line_came(cx, order, line, found);
            }),
            Err(error) => cx.say_failure(&error),
        });
    }

    fn line_came(&mut self, cx: &mut Context<'_>, order: OrderId, line: Box<CreditDetail>, found: Result<Vec<Proposal>, Error>) {
        let found = match found {
            Ok(found) => found,
            Err(error) => return cx.say_failure(&error),
        };
        if let Some(assigned) = &mut self.assigned {
            assigned.read = Some((Box::new(line.credit), found));
        }
        if self.order() == Some(order) {
            self.claim_for(cx, Intent::Verify(Purpose::Confirm));
        }
    }
}
