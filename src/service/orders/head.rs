//! One order, if it is the actor's to see, and its proofs.

use super::Orders;
use super::view::{AccountView, ProofView};
use crate::db::orders::head::{self, HeadRecord};
use crate::db::payments::proofs::{EvidenceRecord, ProofRecord};
use crate::domain::actor::{Actor, Role};
use crate::domain::ids::OrderId;
use crate::domain::money::Money;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::refusal::{Code, Refusal};
use crate::service::core::error::Error;
use crate::service::core::unit_of_work::tolerance_rule;

impl Orders<'_> {
    /// The order's row, if it is the actor's to see. To a customer an order of somebody else does not exist.
    pub(crate) async fn head(&self, actor: &Actor, order: OrderId) -> Result<HeadRecord, Error> {
        let head = head::of(self.shop.db(), order).await?;
        let theirs = |head: &HeadRecord| match actor.role {
            Role::Customer => actor.phone.as_ref() == Some(&head.phone),
            Role::Workshop => {
                let told = head
                    .order
                    .production
                    .is_some_and(|status| status > AssignmentStatus::PendingAssignment);
                told && actor.workshop.is_some() && actor.workshop == head.workshop
            }
            Role::Admin | Role::Coordinator | Role::Support | Role::Auditor | Role::System => true,
        };
        let head = head.filter(theirs);
        let mut head = head.ok_or_else(|| Refusal::new(Code::OrderUnknown).with("order", order.to_string()))?;
        // Within the tolerance it is no figure of the order.
        let near = tolerance_rule(self.shop.settings())?.tolerance(head.quote.due, head.quote.rate)?;
        if head.order.surplus.minor() <= near.minor() {
            head.order.surplus = Money::zero(head.order.surplus.currency());
        }
        Ok(head)
    }
}

/// The order's proofs with their accounts and their evidence.
pub(crate) fn proof_views(proofs: Vec<ProofRecord>, evidence: &[EvidenceRecord], accounts: &[AccountView]) -> Vec<ProofView> {
    let view = |record: ProofRecord| ProofView {
        account: accounts.iter().find(|account| Some(account.id) == record.draft.account).cloned(),
        evidence: evidence
            .iter()
            .filter(|one| one.submission == record.proof.id)
            .map(|one| one.seen.clone())
            .collect(),
        ..record.proof
    };
    proofs.into_iter().map(view).collect()
}
