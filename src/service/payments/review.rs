//! What a reviewer compares: the order's need and every proof of it, with the signals as they are now.

use super::Payments;
use super::view::Review;
use crate::db::bank::accounts::{self, AccountRecord};
use crate::db::orders::head::{self, HeadRecord};
use crate::db::payments::proofs::{self, EvidenceRecord, ProofRecord};
use crate::db::payments::related;
use crate::domain::actor::{Actor, Permission};
use crate::domain::identity::Payer;
use crate::domain::ids::OrderId;
use crate::domain::method::ProofState;
use crate::domain::money::Money;
use crate::domain::orders::rate::credit;
use crate::domain::payments::proof::{OurAccount, ProofDraft, set_digest};
use crate::domain::payments::signal::SignalFound;
use crate::domain::payments::signal_rules;
use crate::service::core::error::Error;
use crate::service::orders::head::{account_view, order_head, proof_views};
use crate::service::orders::lists::stored_signals;
use crate::service::orders::view::AccountView;

impl Payments<'_> {
    /// Everything a reviewer compares for one order. Signals of open proofs are found anew.
    pub async fn review(&self, actor: &Actor, order: OrderId) -> Result<Review, Error> {
        actor.may(Permission::ReadOrders)?;
        // The order first: should its proofs move meanwhile, the version read here is the older one and no decision passes.
        let head = self.shop.orders().head(actor, order).await?;
        let db = self.shop.db();
        let (items, proofs, evidence, accounts) = tokio::try_join!(
            head::items(db, order),
            proofs::of(db, order),
            proofs::evidence(db, order),
            accounts::all(db)
        )?;
        let mut views = proof_views(&proofs, &evidence, &accounts);
        for (view, proof) in views.iter_mut().zip(&proofs) {
            if proof.state == ProofState::Open {
                view.signals = self.signals_now(&head, proof, &proofs, &evidence, &accounts).await?;
            }
        }
        Ok(Review {
            order: order_head(&head, items),
            proofs_digest: open_digest(&proofs)?,
            proofs: views,
            tolerance: crate::service::core::unit_of_work::tolerance_rule(self.shop.settings())?
                .tolerance(head.quote.due, head.quote.rate)?,
            accounts: accounts.iter().map(account_view).collect(),
        })
    }

    /// Our accounts, for forms and filters.
    pub async fn accounts(&self, actor: &Actor) -> Result<Vec<AccountView>, Error> {
        actor.may(Permission::ReadOrders)?;
        Ok(accounts::all(self.shop.db()).await?.iter().map(account_view).collect())
    }

    async fn signals_now(
        &self,
        head: &HeadRecord,
        proof: &ProofRecord,
        proofs: &[ProofRecord],
        evidence: &[EvidenceRecord],
        accounts: &[AccountRecord],
    ) -> Result<Vec<SignalFound>, Error> {
        let draft = draft(proof);
        let others = related::related_now(self.shop.db(), &draft, head.id, proof.id).await?;
        let Ok(outstanding) = outstanding(head, proof, proofs) else {
            // Amounts beyond counting: what was found when it was reported stands.
            return Ok(stored_signals(&proof.signals));
        };
        let account = accounts.iter().find(|account| Some(account.id) == proof.account);
        Ok(signal_rules::find(&signal_rules::Facts {
            proof: &draft,
            reported_at: proof.reported_at,
            zone: self.shop.zone(),
            ordered_on: self.shop.zone().day(head.placed_at),
            quote: &head.quote,
            outstanding,
            tolerance: crate::service::core::unit_of_work::tolerance_rule(self.shop.settings())?
                .tolerance(head.quote.due, head.quote.rate)?,
            account: account.map(ours),
            customer: head.id_doc.as_deref().and_then(|id| Payer::parse(id).ok()),
            banked_on: evidence.iter().find(|seen| seen.submission == proof.id).map(|seen| seen.date),
            others: &others,
        }))
    }
}

fn ours(account: &AccountRecord) -> OurAccount {
    OurAccount {
        id: account.id,
        method: account.method,
        currency: account.currency,
        active: account.active,
    }
}

/// As it was declared.
fn draft(proof: &ProofRecord) -> ProofDraft {
    ProofDraft {
        account: proof.account,
        origin_bank: proof.origin_bank.clone(),
        reference: proof.reference.clone(),
        payer_name: proof.payer_name.clone(),
        payer_id: proof.payer_id_doc.clone(),
        payer_phone: proof.payer_phone.clone(),
        email: proof.payer_email.clone(),
        receipt: proof.receipt.as_ref().and_then(|(digest, ..)| digest.parse().ok()),
        ..ProofDraft::new(proof.method, proof.amount, proof.paid_on)
    }
}

/// Due, less what is verified and what the other open proofs declare, in bolívares.
fn outstanding(head: &HeadRecord, proof: &ProofRecord, proofs: &[ProofRecord]) -> Result<Money, Error> {
    let others = proofs
        .iter()
        .filter(|other| other.id != proof.id && other.state == ProofState::Open);
    let mut outstanding = head.quote.due.checked_sub(head.credited)?;
    for other in others {
        outstanding = outstanding.checked_sub(credit(other.amount, head.quote.rate)?)?;
    }
    Ok(outstanding)
}

/// The digest of the proofs that wait for a verdict: what a decision is bound to.
pub(crate) fn open_digest(proofs: &[ProofRecord]) -> Result<String, Error> {
    let mut open = Vec::new();
    for proof in proofs.iter().filter(|proof| proof.state == ProofState::Open) {
        let digest = proof.digest.parse();
        open.push((
            proof.id,
            digest.map_err(|_| Error::Internal(format!("proof {} has no digest", proof.id)))?,
        ));
    }
    Ok(set_digest(open).to_string())
}
