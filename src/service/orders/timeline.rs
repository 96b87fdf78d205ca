//! An order with its whole history, and what may happen next.

use std::collections::BTreeMap;

use super::Orders;
use super::head::proof_views;
use super::refund_view::with_payments;
use super::view::{EventView, MessageView, OrderHead, Timeline};
use crate::db::bank::accounts;
use crate::db::messages::of_order;
use crate::db::orders::{head, history, requests};
use crate::db::payments::{proofs, refund_list};
use crate::domain::Time;
use crate::domain::actor::{Actor, Permission};
use crate::domain::ids::OrderId;
use crate::domain::orders::event::{Change, Lane, OrderEvent};
use crate::domain::text::Safe;
use crate::service::core::error::Error;

/// What a role must be allowed to open an order.
pub const NEEDS: Permission = Permission::ReadOrders;

impl Orders<'_> {
    /// The order, its events with how long each status lasted, its proofs, refunds and messages, what its customer asked for, and the next steps.
    pub async fn timeline(&self, actor: &Actor, order: OrderId) -> Result<Timeline, Error> {
        actor.may(NEEDS)?;
        let head = self.head(actor, order).await?;
        let db = self.shop.db();
        let (items, events, proofs, evidence, accounts, refunds, paid, messages, assignments, requests) = tokio::try_join!(
            head::items(db, order),
            async { history::of(&mut &*db, order).await },
            proofs::of(db, order),
            proofs::evidence(db, order),
            accounts::all(db),
            refund_list::of_order(db, order),
            refund_list::payments_of_order(db, order),
            of_order::of(db, order),
            self.assignments_of(order),
            requests::of_order(db, order)
        )?;
        let verdict = self.fresh_verdict(&head).await?;
        Ok(Timeline {
            next: self.next_steps(actor, &head, &proofs, &refunds, verdict)?,
            order: OrderHead { items, ..head.order },
            events: event_views(events),
            proofs: proof_views(proofs, &evidence, &accounts),
            refunds: with_payments(refunds, &paid),
            messages: messages.into_iter().map(|message| self.passed_over(message)).collect(),
            assignments,
            requests,
        })
    }

    /// With whether nothing is sent to whom it is for.
    fn passed_over(&self, message: MessageView) -> MessageView {
        let whom = message.recipient_kind.as_str().parse();
        let settings = &self.shop.settings().messages;
        MessageView {
            switched_off: whom.is_ok_and(|whom| settings.passes_over(whom, message.state)),
            ..message
        }
    }
}

/// Events with the time their lane stood still before each; a new assignment begins its lane anew.
fn event_views(events: Vec<OrderEvent>) -> Vec<EventView> {
    let mut since: BTreeMap<Lane, Time> = BTreeMap::new();
    let view = |event: OrderEvent| {
        let lane = event.change.lane();
        let stood = match lane {
            Lane::Note => None,
            lane => since.insert(lane, event.at).map(|before| event.at - before),
        };
        EventView {
            who: Safe::new(&event.actor_name),
            text: event.text.as_ref().map(Safe::from),
            stood,
            event,
        }
    };
    events.into_iter().map(view).collect()
}

impl EventView {
    /// The event for programs; its names are stable. The same in `--json` and in an exported order.
    pub fn json(&self) -> serde_json::Value {
        let event = &self.event;
        let (from, to, assignment) = match event.change {
            Change::Payment { from, to } => (from.map(|status| status.as_str()), Some(to.as_str()), None),
            Change::Production { assignment, from, to } => (from.map(|status| status.as_str()), Some(to.as_str()), Some(assignment)),
            Change::Note => (None, None, None),
        };
        serde_json::json!({
            "seq": event.seq,
            "at": event.at,
            "lane": self.lane(),
            "edge": event.edge,
            "from": from,
            "to": to,
            "assignment_id": assignment,
            "actor_role": event.actor_role,
            "actor": self.who,
            "submission_id": event.submission,
            "refund_id": event.refund,
            "reason_code": event.reason_code,
            "text": self.text,
            "internal": event.internal,
            "data": event.data.stored(),
            "stood_seconds": self.stood.map(|stood| stood.num_seconds()),
        })
    }
}
