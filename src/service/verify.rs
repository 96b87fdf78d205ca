//! P6 and P8: an admin found the money in the bank. All of it confirms the order; a part is kept and the balance quoted anew.

use serde_json::json;

use super::Error;
use super::command::{Attestation, Verify};
use super::receipt::Outcome;
use super::report::LONGEST_NOTE;
use super::work::{Say, Work};
use crate::db::orders;
use crate::db::submissions::{self, NewEvidence, NewLog, Submission};
use crate::domain::actor::Permission;
use crate::domain::dates;
use crate::domain::ids::{EvidenceId, LogId};
use crate::domain::method::ProofState;
use crate::domain::money::{Currency, Money};
use crate::domain::payment::{self, PaymentStatus};
use crate::domain::payment_facts::PaymentFacts;
use crate::domain::rate::credit;
use crate::domain::reference::Reference;
use crate::domain::refusal::{Code, Refusal};

impl Work<'_> {
    pub(super) async fn confirm(&mut self, verify: &Verify) -> Result<Outcome, Error> {
        let (facts, evidence) = self.weigh(verify).await?;
        payment::decide(Some(self.order()?.payment), PaymentStatus::Confirmed, self.actor, &facts)?;
        self.keep_evidence(&evidence).await?;
        // The other open proofs are not needed any more: the order is paid.
        self.close_open(ProofState::Withdrawn).await?;
        let surplus = facts.credited.less(facts.due).max_zero();
        self.credit(&facts)?;
        self.walk(PaymentStatus::Confirmed, &facts, said(&evidence, &facts)).await?;
        self.log_evidence("CONFIRMED", verify, &evidence, &facts).await?;
        self.open_assignment().await?;
        Ok(Outcome::Confirmed {
            credited: facts.credited,
            surplus,
        })
    }

    pub(super) async fn part(&mut self, verify: &Verify) -> Result<Outcome, Error> {
        let (facts, evidence) = self.weigh(verify).await?;
        payment::decide(Some(self.order()?.payment), PaymentStatus::Pending, self.actor, &facts)?;
        self.keep_evidence(&evidence).await?;
        // The other open proofs were looked for and not found.
        self.close_open(ProofState::Rejected).await?;
        self.credit(&facts)?;
        let (rate, expires_at) = self.todays_rate().await?;
        let (id, seq) = (self.order()?.id, self.order()?.quote_seq + 1);
        let quote = self.order()?.quote.balance(facts.credited, rate, self.now, expires_at)?;
        orders::requote(&mut self.tx, id, seq, &quote).await?;
        let missing = quote.due.less(facts.credited);
        let mut say = said(&evidence, &facts);
        say.data["missing"] = json!(missing);
        say.data["expires_at"] = json!(expires_at);
        self.walk(PaymentStatus::Pending, &facts, say).await?;
        self.log_evidence("PART", verify, &evidence, &facts).await?;
        Ok(Outcome::PartlyPaid {
            credited: facts.credited,
            missing,
            expires_at,
        })
    }

    /// The facts of a verdict: the evidence as values, what it adds up to, and whether a reference already paid elsewhere.
    async fn weigh(&mut self, verify: &Verify) -> Result<(PaymentFacts, Vec<NewEvidence>), Error> {
        self.actor.may(Permission::ReviewPayments)?;
        self.open(verify.order, Some(&verify.seen)).await?;
        let proofs = self.proofs(Some(&verify.seen)).await?;
        let mut facts = self.facts()?;
        facts.reason.clone_from(&verify.override_reason);
        facts.overridden = verify.override_reason.is_some();
        let mut evidence = Vec::with_capacity(verify.evidence.len());
        for attested in &verify.evidence {
            let one = self.read_evidence(attested, &proofs).await?;
            facts.credited = facts.credited.checked_add(one.credited)?;
            if facts.duplicate_of.is_none() {
                facts.duplicate_of = self.paid_elsewhere(&one, &proofs).await?;
            }
            if evidence.iter().any(|other: &NewEvidence| other.submission == one.submission) {
                return Err(Refusal::new(Code::EvidenceTwice).into());
            }
            evidence.push(one);
        }
        facts.evidenced = !evidence.is_empty();
        Ok((facts, evidence))
    }

    async fn read_evidence(&mut self, attested: &Attestation, proofs: &[Submission]) -> Result<NewEvidence, Error> {
        let proof = proofs
            .iter()
            .find(|proof| proof.id == attested.submission && proof.state == ProofState::Open);
        let proof = proof.ok_or_else(|| Refusal::new(Code::SubmissionUnknown).with("submission", attested.submission.to_string()))?;
        let account = self.account(attested.account.trim()).await?;
        let ordered_on = self.shop.zone().day(self.order()?.placed_at);
        let amount = attested.amount.require_positive()?;
        if amount.currency() != account.ours.currency {
            return Err(Refusal::new(Code::AmountCurrency)
                .with("input", amount)
                .with("found", amount.currency().as_str())
                .with("expected", account.ours.currency.as_str())
                .into());
        }
        Ok(NewEvidence {
            id: EvidenceId::from_uuid(super::new_id()),
            submission: proof.id,
            account: account.ours.id,
            value_date: dates::check_paid_on(attested.date, self.shop.today(), ordered_on)?,
            amount,
            bank_reference: Reference::parse(&attested.bank_reference, account.ours.method)?.as_str().to_owned(),
            note: attested
                .note
                .as_deref()
                .map(|note| super::checkout::bounded("note", note, LONGEST_NOTE))
                .transpose()?,
            credited: credit(amount, self.order()?.quote.rate)?,
        })
    }

    /// Another order that this money already paid: by the bank's reference, or by the one that was declared.
    async fn paid_elsewhere(&mut self, one: &NewEvidence, proofs: &[Submission]) -> Result<Option<String>, Error> {
        let order = self.order()?.id;
        let banked = Reference::stored(one.bank_reference.as_str()).key();
        let found = submissions::paid_before(&mut self.tx, one.account, &banked, order).await?;
        let declared = proofs
            .iter()
            .find(|proof| proof.id == one.submission)
            .and_then(|proof| Some((proof.account?, proof.reference_key.clone()?)));
        match (found, declared) {
            (None, Some((account, key))) if key != banked || account != one.account => {
                Ok(submissions::paid_before(&mut self.tx, account, &key, order).await?)
            }
            (found, _) => Ok(found),
        }
    }

    async fn keep_evidence(&mut self, evidence: &[NewEvidence]) -> Result<(), Error> {
        let (order, operator) = (self.order()?.id, self.operator()?);
        for one in evidence {
            submissions::verify(&mut self.tx, order, one, operator).await?;
        }
        Ok(())
    }

    pub(super) async fn close_open(&mut self, state: ProofState) -> Result<(), Error> {
        let order = self.order()?.id;
        Ok(submissions::close_open(&mut self.tx, order, state).await?)
    }

    /// One log line a verified proof, all with the verdict's sums.
    async fn log_evidence(
        &mut self,
        verdict: &'static str,
        verify: &Verify,
        evidence: &[NewEvidence],
        facts: &PaymentFacts,
    ) -> Result<(), Error> {
        let (order, event_seq, operator) = (self.order()?.id, self.order()?.event_seq, self.operator()?);
        for one in evidence {
            let line = NewLog {
                id: LogId::from_uuid(super::new_id()),
                order,
                submission: Some(one.submission),
                verdict,
                reason_code: None,
                reason_text: None,
                override_reason: verify.override_reason.clone(),
                credited: facts.credited,
                due: facts.due,
                tolerance: facts.tolerance,
                surplus: facts.credited.less(facts.due).max_zero(),
                operator,
                event_seq,
            };
            submissions::log(&mut self.tx, &line).await?;
        }
        Ok(())
    }
}

/// The verdict's event: what the bank showed.
fn said(evidence: &[NewEvidence], facts: &PaymentFacts) -> Say {
    let seen: Vec<_> = evidence
        .iter()
        .map(|one| json!({ "amount": one.amount, "reference": one.bank_reference, "date": one.value_date }))
        .collect();
    Say {
        submission: evidence.first().map(|one| one.submission),
        text: facts.overridden.then(|| facts.reason.clone()).flatten(),
        data: json!({
            "evidence": seen, "credited": facts.credited, "due": facts.due,
            "surplus": facts.credited.less(facts.due).max_zero(), "duplicate_of": facts.duplicate_of,
        }),
        ..Say::default()
    }
}

/// Bolívares, of nothing.
pub(super) const fn nothing() -> Money {
    Money::zero(Currency::Ves)
}
