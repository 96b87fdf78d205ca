//! P7, P10 and P17: a proof is rejected, a rejected one is looked at again, a confirmed payment turns out not to be there.

use serde_json::json;

use super::commands::Reject;
use crate::db::payments::submissions::{self, NewLog};
use crate::domain::actor::Permission;
use crate::domain::ids::LogId;
use crate::domain::limits::LONGEST_NOTE;
use crate::domain::method::ProofState;
use crate::domain::payments::payment_edges::PaymentEdgeCode;
use crate::domain::payments::rejection::RejectionReason;
use crate::domain::refusal::{Code, Refusal};
use crate::service::core::command::WithReason;
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::EventDetails;
use crate::service::core::unit_of_work::UnitOfWork;

impl UnitOfWork<'_> {
    pub(crate) async fn reject(&mut self, reject: &Reject) -> Result<Outcome, Error> {
        self.actor.may(Permission::ReviewPayments)?;
        self.open(reject.order, Some(&reject.seen)).await?;
        let proofs = self.proofs(Some(&reject.seen)).await?;
        let first = proofs
            .iter()
            .find(|proof| proof.state == ProofState::Open)
            .ok_or(Refusal::new(Code::NoOpenProof))?
            .id;
        let text = reject.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let text = text
            .map(|text| crate::domain::limits::bounded("note", text, LONGEST_NOTE))
            .transpose()?;
        let mut facts = self.facts()?;
        facts.rejection_text = text.is_some() || reject.reason != RejectionReason::Other;
        let say = EventDetails {
            submission: Some(first),
            reason_code: Some(reject.reason.as_str().to_owned()),
            text: text.clone(),
            data: json!({ "shown": reject.reason.shown_to_customer() }),
            ..EventDetails::default()
        };
        self.walk(&[PaymentEdgeCode::P7], &facts, say)?;
        self.close_open(ProofState::Rejected)?;
        self.log_verdict("REJECTED", Some(reject.reason.as_str()), text)?;
        Ok(Outcome::Done)
    }

    /// P10: the last round's proofs wait for a verdict again, held by who reopened them.
    pub(crate) async fn reopen(&mut self, with: &WithReason) -> Result<Outcome, Error> {
        self.actor.may(Permission::ReviewPayments)?;
        self.open(with.order, with.seen.as_ref()).await?;
        let mut facts = self.facts()?;
        facts.reason.clone_from(&with.reason);
        let say = EventDetails {
            text: with.reason.clone(),
            internal: true,
            ..EventDetails::default()
        };
        self.walk(&[PaymentEdgeCode::P10], &facts, say)?;
        let (id, attempt) = (self.order()?.id, self.order()?.attempt);
        self.write(submissions::reopen_attempt(id, attempt));
        self.log_verdict("REOPENED", None, with.reason.clone())?;
        self.hold()
    }

    /// P17: the order is held, its verified proofs are judged again.
    pub(crate) async fn reverse(&mut self, with: &WithReason) -> Result<Outcome, Error> {
        self.actor.may(Permission::ReviewPayments)?;
        self.open(with.order, with.seen.as_ref()).await?;
        let mut facts = self.facts()?;
        facts.reason.clone_from(&with.reason);
        facts.overridden = with.overridden;
        let say = EventDetails {
            text: with.reason.clone(),
            internal: true,
            ..EventDetails::default()
        };
        self.walk(&[PaymentEdgeCode::P17], &facts, say)?;
        let id = self.order()?.id;
        self.write(submissions::reopen_verified(id));
        self.log_verdict("REVERSED", None, with.reason.clone())?;
        self.hold()
    }

    fn log_verdict(&mut self, verdict: &'static str, reason: Option<&str>, text: Option<String>) -> Result<(), Error> {
        let (facts, operator) = (self.facts()?, self.operator()?);
        let order = self.order()?;
        let line = NewLog {
            id: LogId::from_uuid(crate::service::core::krafta::new_id()),
            order: order.id,
            submission: None,
            verdict,
            reason_code: reason.map(str::to_owned),
            reason_text: text,
            override_reason: None,
            credited: facts.credited,
            due: facts.due,
            tolerance: facts.tolerance,
            surplus: super::confirm::nothing(),
            operator,
            event_seq: order.event_seq,
        };
        self.logs.push(submissions::log(&line));
        Ok(())
    }
}
