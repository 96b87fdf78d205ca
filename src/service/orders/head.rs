//! One order as every detail view shows it: from rows to values that are safe to draw.

use super::Orders;
use super::lists::{claim_view, stored_signals};
use super::view::{AccountView, EvidenceView, ItemView, OrderHead, ProofView, ReceiptFile};
use crate::db::bank::accounts::AccountRecord;
use crate::db::orders::head::{self, HeadRecord, ItemRecord};
use crate::db::payments::proofs::{EvidenceRecord, ProofRecord};
use crate::domain::actor::{Actor, Role};
use crate::domain::identity::{Payer, Phone};
use crate::domain::ids::OrderId;
use crate::domain::orders::label::public_key;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::core::error::Error;

impl Orders<'_> {
    /// The order's row, if it is the actor's to see. To a customer an order of somebody else does not exist.
    pub(crate) async fn head(&self, actor: &Actor, order: OrderId) -> Result<HeadRecord, Error> {
        let head = head::of(self.shop.db(), order).await?;
        let theirs = |head: &HeadRecord| match actor.role {
            Role::Customer => actor.phone.as_ref() == Some(&head.phone),
            Role::Workshop => {
                let told = head.production.is_some_and(|status| status > AssignmentStatus::PendingAssignment);
                told && actor.workshop.is_some() && actor.workshop == head.workshop_id
            }
            Role::Admin | Role::Coordinator | Role::Support | Role::System => true,
        };
        let head = head.filter(theirs);
        Ok(head.ok_or_else(|| Refusal::new(Code::OrderUnknown).with("order", order.to_string()))?)
    }
}

/// A phone as people read it, also one that a site wrote in another form.
pub(crate) fn phone(stored: &str) -> String {
    Phone::parse(stored).map_or_else(|_| Safe::new(stored).into_string(), |phone| phone.to_string())
}

/// A cédula or RIF as people read it.
pub(crate) fn id_doc(stored: &str) -> String {
    Payer::parse(stored).map_or_else(|_| Safe::new(stored).into_string(), |payer| payer.to_string())
}

pub(crate) fn order_head(head: &HeadRecord, items: Vec<ItemRecord>) -> OrderHead {
    OrderHead {
        id: head.id,
        number: head.number.clone(),
        version: head.version,
        payment: head.payment,
        production: head.production,
        on_hold: head.on_hold,
        label: public_key(head.payment, head.production),
        customer: Safe::new(&head.customer),
        phone: phone(&head.phone),
        id_doc: head.id_doc.as_deref().map(id_doc),
        email: head.email.as_ref().map(Safe::from),
        delivery: head.delivery,
        city: head.city.as_ref().map(Safe::from),
        state: head.state.as_ref().map(Safe::from),
        address: head.address.as_ref().map(Safe::from),
        subtotal: head.subtotal,
        shipping: head.shipping,
        total: head.quote.total,
        due: head.quote.due,
        rate: head.quote.rate.value(),
        quoted_at: head.quote.quoted_at,
        quote_expires_at: head.quote.expires_at,
        credited: head.credited,
        missing: head.quote.due.less(head.credited).max_zero(),
        attempt: head.attempt,
        claim: head.claim.as_ref().map(claim_view),
        workshop: head.workshop.as_ref().map(Safe::from),
        placed_at: head.placed_at,
        last_event_at: head.last_event_at,
        items: items.into_iter().map(item).collect(),
    }
}

fn item(item: ItemRecord) -> ItemView {
    ItemView {
        name: Safe::from(item.name),
        quantity: item.quantity,
        unit_price: item.unit_price,
        line: item.line,
    }
}

pub(crate) fn account_view(account: &AccountRecord) -> AccountView {
    let tail = match (&account.number, &account.phone, &account.email) {
        (Some(number), ..) => number.chars().skip(number.chars().count().saturating_sub(4)).collect(),
        (None, Some(to), _) => phone(to),
        (None, None, Some(email)) => email.clone(),
        (None, None, None) => String::new(),
    };
    AccountView {
        id: account.id,
        alias: Safe::new(&account.alias),
        method: account.method,
        bank: account.bank.as_ref().map(|bank| Safe::from(bank).into_string()),
        tail: Safe::from(tail),
        currency: account.currency,
        active: account.active,
    }
}

/// The order's proofs with their evidence.
pub(crate) fn proof_views(proofs: &[ProofRecord], evidence: &[EvidenceRecord], accounts: &[AccountRecord]) -> Vec<ProofView> {
    proofs.iter().map(|proof| proof_view(proof, evidence, accounts)).collect()
}

fn proof_view(proof: &ProofRecord, evidence: &[EvidenceRecord], accounts: &[AccountRecord]) -> ProofView {
    let account = accounts.iter().find(|account| Some(account.id) == proof.account);
    ProofView {
        id: proof.id,
        seq: proof.seq,
        attempt: proof.attempt,
        state: proof.state,
        method: proof.method,
        amount: proof.amount,
        paid_on: proof.paid_on,
        account: account.map(account_view),
        origin_bank: proof.origin_bank.as_ref().map(Safe::from),
        reference: proof.reference.as_ref().map(Safe::from),
        payer_name: proof.payer_name.as_ref().map(Safe::from),
        payer_id_doc: proof.payer_id_doc.as_deref().map(|id| Safe::from(id_doc(id))),
        payer_phone: proof.payer_phone.as_deref().map(|to| Safe::from(phone(to))),
        payer_email: proof.payer_email.as_ref().map(Safe::from),
        receipt: proof
            .receipt
            .clone()
            .map(|(digest, kind, bytes)| ReceiptFile { digest, kind, bytes }),
        reported_at: proof.reported_at,
        reported_by: proof.reported_by,
        signals: stored_signals(&proof.signals),
        verified: proof.verified,
        evidence: evidence
            .iter()
            .filter(|seen| seen.submission == proof.id)
            .map(evidence_view)
            .collect(),
    }
}

fn evidence_view(seen: &EvidenceRecord) -> EvidenceView {
    EvidenceView {
        account: Safe::new(&seen.account),
        date: seen.date,
        amount: seen.amount,
        bank_reference: Safe::new(&seen.bank_reference),
        note: seen.note.as_ref().map(Safe::from),
        by: Safe::new(&seen.seen_by),
    }
}
