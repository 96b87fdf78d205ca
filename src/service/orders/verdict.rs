//! The last verdict on an order's proofs, as it can be taken back (P20): for the command and for the next steps.

use crate::db::payments::verdicts::{self, VerdictEvent};
use crate::db::{DbError, Reader};
use crate::domain::ids::{AssignmentId, OrderId, SubmissionId};
use crate::domain::orders::event::Payload;
use crate::domain::payments::payment_edges::PaymentEdgeCode;
use crate::domain::payments::verdict::{Followed, Verdict};

/// A verdict and what its own operation did.
pub(in crate::service) struct Given {
    pub verdict: Verdict,
    /// Of its event.
    pub seq: i64,
    /// The assignment that it opened.
    pub opened: Option<AssignmentId>,
    /// The proofs it closed without evidence.
    pub closed: Vec<SubmissionId>,
}

/// The last verdict; none where there was none, or another program gave it and says nothing of its operation.
pub(in crate::service) async fn last(reader: &mut impl Reader, order: OrderId, seconds: u32) -> Result<Option<Given>, DbError> {
    let events = verdicts::since_last(reader, order).await?;
    let Some((first, after)) = events.split_first() else {
        return Ok(None);
    };
    let (Some(operation), Some(edge)) = (first.operation, edge(first)) else {
        return Ok(None);
    };
    let own = |event: &&VerdictEvent| event.operation == Some(operation);
    let followed = after.iter().find(|event| !own(event)).map(|event| Followed {
        edge: event.edge.clone(),
        name: event.actor_name.clone(),
        at: event.at,
    });
    let opened = after.iter().filter(own).find(|event| event.edge == "A1");
    let closed = match Payload::read(&first.edge, &first.data) {
        Payload::Verified { closed, .. } | Payload::Rejected { closed, .. } => closed,
        _ => Vec::new(),
    };
    Ok(Some(Given {
        verdict: Verdict {
            edge,
            by: first.actor,
            name: first.actor_name.clone(),
            at: first.at,
            seconds,
            followed,
            sent_at: verdicts::first_sent(reader, order, first.seq).await?,
        },
        seq: first.seq,
        opened: opened.and_then(|event| event.assignment),
        closed,
    }))
}

fn edge(event: &VerdictEvent) -> Option<PaymentEdgeCode> {
    Verdict::EDGES.into_iter().find(|edge| edge.as_str() == event.edge)
}
