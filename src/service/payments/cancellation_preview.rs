//! What cancelling or refunding an order would do, before it is done.

use crate::db::payments::{proofs, refund_list};
use crate::domain::actor::{Actor, Permission};
use crate::domain::fulfilment::assignment_edges;
use crate::domain::ids::OrderId;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::payments::payment_edges::{self, PaymentEdge, PaymentEdgeCode, PaymentEffect};
use crate::service::core::error::Error;
use crate::service::orders::next_steps;
use crate::service::orders::view::Consequences;
use crate::service::payments::{Payments, cancel, refund};

/// An end that is shown before it is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Cancel,
    Refund,
}

impl End {
    const fn ways(self) -> &'static [PaymentEdgeCode] {
        match self {
            Self::Cancel => cancel::WAYS,
            Self::Refund => refund::WAYS,
        }
    }

    const fn status(self) -> PaymentStatus {
        match self {
            Self::Cancel => PaymentStatus::Cancelled,
            Self::Refund => PaymentStatus::RefundPending,
        }
    }
}

/// Templates of the messages an edge sends, with whom to.
fn messages(edge: &PaymentEdge, production: Option<AssignmentStatus>) -> Vec<(String, String)> {
    let knows = production.is_some_and(|status| status > AssignmentStatus::PendingAssignment);
    let to = edge.effects.iter().filter_map(|effect| match effect {
        PaymentEffect::MessageCustomer => Some("CUSTOMER"),
        PaymentEffect::MessageAdmins => Some("ADMINS"),
        PaymentEffect::MessageWorkshop if knows => Some("WORKSHOP"),
        _ => None,
    });
    let to = to.map(|to| (to, edge.code.as_str()));
    let ended = assignment_edges::edge(production, AssignmentStatus::Cancelled).map(|edge| ("WORKSHOP", edge.code.as_str()));
    to.chain(ended.filter(|_| knows && !edge.has(PaymentEffect::MessageWorkshop)))
        .map(|(to, about)| (format!("message-{}-{about}", to.to_lowercase()), to.to_owned()))
        .collect()
}

impl Payments<'_> {
    /// What cancelling the order, or refunding it, would do, and whether this actor may.
    pub async fn consequences(&self, actor: &Actor, order: OrderId, end: End) -> Result<Consequences, Error> {
        payment_edges::may(end.ways(), actor)?;
        let head = self.shop.orders().head(actor, order).await?;
        let (proofs, refunds) = tokio::try_join!(proofs::of(self.shop.db(), order), refund_list::of_order(self.shop.db(), order))?;
        let facts = self.shop.orders().payment_facts(&head, &proofs, &refunds)?;
        let edge = payment_edges::edge(Some(head.order.payment), end.status());
        let ruling = payment_edges::decide(Some(head.order.payment), end.status(), actor, &facts);
        let cancelled = head.order.production.filter(|_| edge.is_some());
        let back = edge
            .is_some_and(|edge| edge.to == PaymentStatus::RefundPending)
            .then(|| next_steps::verified(&proofs, head.order.credited))
            .transpose()?;
        let ends = match cancelled {
            Some(_) if actor.may(Permission::ReadAssignments).is_ok() => self.shop.fulfilment().assignment_end(actor, order).await?,
            _ => None,
        };
        Ok(Consequences {
            ends,
            ruling: ruling.map(|edge| edge.code.as_str()),
            version: head.order.version,
            money_back: back.filter(|money| money.is_positive()),
            assignment_cancelled: cancelled,
            messages: edge.map_or_else(Vec::new, |edge| messages(edge, head.order.production)),
        })
    }
}
