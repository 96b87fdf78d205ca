//! What a reviewer compares: the order's need and every proof of it, with the signals as they are now.

use super::view::Review;
use super::{Payments, early};
use crate::db::bank::accounts;
use crate::db::orders::head::{self, HeadRecord};
use crate::db::payments::proofs::{self, EvidenceRecord, ProofRecord};
use crate::db::payments::related;
use crate::db::payments::sent::SentProof;
use crate::domain::actor::{Actor, Permission};
use crate::domain::identity::Payer;
use crate::domain::ids::OrderId;
use crate::domain::method::ProofState;
use crate::domain::money::Money;
use crate::domain::orders::rate::credit;
use crate::domain::payments::proof::OurAccount;
use crate::domain::payments::signal::SignalFound;
use crate::domain::payments::signal_rules;
use crate::service::core::error::Error;
use crate::service::core::unit_of_work::open_digest;
use crate::service::orders::head::proof_views;
use crate::service::orders::view::{AccountView, OrderHead};

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
        let proofs_digest = open_digest(
            proofs
                .iter()
                .map(|proof| (proof.proof.id, proof.proof.state, proof.digest.as_str())),
        )?;
        let mut signals = Vec::with_capacity(proofs.len());
        for proof in &proofs {
            signals.push(match proof.proof.state {
                ProofState::Open => self.signals_now(&head, proof, &proofs, &evidence, &accounts).await?,
                _ => proof.proof.signals.clone(),
            });
        }
        let sent: Vec<SentProof> = proofs.iter().filter_map(|proof| open_sent(proof, &accounts)).collect();
        let early_until = early::until(&mut { db }, self.shop.zone(), self.shop.now(), &sent).await?;
        let mut views = proof_views(proofs, &evidence, &accounts);
        for (view, signals) in views.iter_mut().zip(signals) {
            view.signals = signals;
        }
        Ok(Review {
            tolerance: crate::service::core::unit_of_work::tolerance_rule(self.shop.settings())?
                .tolerance(head.quote.due, head.quote.rate)?,
            order: OrderHead { items, ..head.order },
            proofs_digest,
            proofs: views,
            accounts,
            early_until,
        })
    }

    /// Our accounts, for forms and filters.
    pub async fn accounts(&self, actor: &Actor) -> Result<Vec<AccountView>, Error> {
        actor.may(Permission::ReadOrders)?;
        Ok(accounts::all(self.shop.db()).await?)
    }

    async fn signals_now(
        &self,
        head: &HeadRecord,
        proof: &ProofRecord,
        proofs: &[ProofRecord],
        evidence: &[EvidenceRecord],
        accounts: &[AccountView],
    ) -> Result<Vec<SignalFound>, Error> {
        if proof.proof.surplus_of.is_some() {
            // Its evidence is the order it comes from: no bank, no customer says anything else of it.
            return Ok(proof.proof.signals.clone());
        }
        let others = related::related_now(self.shop.db(), &proof.draft, head.order.id, proof.proof.id).await?;
        let Ok(outstanding) = outstanding(head, proof, proofs) else {
            // Amounts beyond counting: what was found when it was reported stands.
            return Ok(proof.proof.signals.clone());
        };
        let account = accounts.iter().find(|account| Some(account.id) == proof.draft.account);
        let found = signal_rules::find(&signal_rules::Facts {
            proof: &proof.draft,
            reported_at: proof.proof.reported_at,
            zone: self.shop.zone(),
            ordered_on: self.shop.zone().day(head.order.placed_at),
            quote: &head.quote,
            outstanding,
            tolerance: crate::service::core::unit_of_work::tolerance_rule(self.shop.settings())?
                .tolerance(head.quote.due, head.quote.rate)?,
            account: account.map(ours),
            customer: head.id_doc.as_deref().and_then(|id| Payer::parse(id).ok()),
            banked_on: evidence
                .iter()
                .find(|one| one.submission == proof.proof.id)
                .map(|one| one.seen.date),
            others: &others,
        });
        Ok(signal_rules::with_lasting(found, &proof.proof.signals))
    }
}

/// How the money of a proof that waits was sent.
fn open_sent(proof: &ProofRecord, accounts: &[AccountView]) -> Option<SentProof> {
    let (view, draft) = (&proof.proof, &proof.draft);
    let account = accounts.iter().find(|account| Some(account.id) == draft.account);
    (view.state == ProofState::Open && view.surplus_of.is_none()).then(|| SentProof {
        method: view.method,
        paid_on: view.paid_on,
        reported_at: view.reported_at,
        from: draft.origin_bank.clone(),
        to: account.and_then(|account| account.bank.clone()),
    })
}

fn ours(account: &AccountView) -> OurAccount {
    OurAccount {
        id: account.id,
        method: account.method,
        currency: account.currency,
        active: account.active,
    }
}

/// Due, less what is verified and what the other open proofs declare, in bolívares.
fn outstanding(head: &HeadRecord, proof: &ProofRecord, proofs: &[ProofRecord]) -> Result<Money, Error> {
    let others = proofs
        .iter()
        .filter(|other| other.proof.id != proof.proof.id && other.proof.state == ProofState::Open);
    let mut outstanding = head.quote.due.checked_sub(head.order.credited)?;
    for other in others {
        outstanding = outstanding.checked_sub(credit(other.proof.amount, head.quote.rate)?)?;
    }
    Ok(outstanding)
}
