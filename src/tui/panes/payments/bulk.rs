//! Several marked proofs at once: one form for account and date, each with its own amount and reference, and the verdict on
//! each that comes of it.

use super::Named;
use super::evidence::{choices, forecast};
use super::order_under_review::{self, Sum};
use crate::domain::ids::{OrderId, SubmissionId};
use crate::domain::money::Money;
use crate::domain::payments::reference::Reference;
use crate::locale::{Catalogue, t};
use crate::service::orders::view::{AccountView, ProofView};
use crate::service::payments::commands::{Attestation, Verify};
use crate::service::payments::view::Review;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::Field;
use crate::tui::dialogue::form::Form;

/// The marked orders and how far each has come.
#[derive(Debug, Default)]
pub struct Bulk {
    pub orders: Vec<Marked>,
}

#[derive(Debug)]
pub struct Marked {
    pub named: Named,
    pub proofs: Vec<SubmissionId>,
    /// It was free before.
    pub claimed: bool,
    pub stage: Phase,
}

#[derive(Debug)]
pub enum Phase {
    Waiting,
    Ready(Box<Review>),
    Verifying,
    Done(Tone, String),
}

impl Marked {
    fn open<'a>(&self, review: &'a Review) -> Vec<&'a ProofView> {
        order_under_review::open_proofs(review)
            .filter(|proof| self.proofs.contains(&proof.id))
            .collect()
    }
}

impl Bulk {
    pub fn of(&mut self, order: OrderId) -> Option<&mut Marked> {
        self.orders.iter_mut().find(|marked| marked.named.order == order)
    }

    pub fn waits(&self) -> bool {
        self.orders
            .iter()
            .any(|marked| matches!(marked.stage, Phase::Waiting | Phase::Verifying))
    }

    /// Every proof that can be verified, numbered as the fields are.
    fn rows(&self) -> Vec<(&Marked, &Review, &ProofView)> {
        let ready = self.orders.iter().filter_map(|marked| match &marked.stage {
            Phase::Ready(review) => Some((marked, &**review)),
            _ => None,
        });
        ready
            .flat_map(|(marked, review)| marked.open(review).into_iter().map(move |proof| (marked, review, proof)))
            .collect()
    }

    fn account(&self, alias: &str) -> Option<&AccountView> {
        let (_, review, _) = *self.rows().first()?;
        review.accounts.iter().find(|it| it.alias.as_str() == alias)
    }

    pub fn form(&self, catalogue: &Catalogue, today: chrono::NaiveDate) -> Option<Form> {
        let rows = self.rows();
        let (_, review, first) = rows.first()?;
        let title = t!(catalogue, "pagos-bulk-title", count = rows.len());
        let mut form = Form::new(title, t!(catalogue, "pagos-bulk-yes")).intro(Tone::Plain, t!(catalogue, "pagos-bulk-intro"));
        for marked in &self.orders {
            if let Phase::Done(tone, why) = &marked.stage {
                form = form.intro(*tone, format!("{} · {why}", marked.named.number));
            }
        }
        let mut account = Field::choice("account", t!(catalogue, "pagos-line-account"), choices(&review.accounts)).required();
        if let Some(declared) = first.account.as_ref().filter(|it| it.active) {
            account = account.with(&declared.alias);
        }
        form = form
            .field(account)
            .field(Field::date("date", t!(catalogue, "pagos-line-date"), today).required());
        for (at, (marked, _, proof)) in rows.iter().enumerate() {
            let amount = Field::amount(format!("amount-{at}"), marked.named.number.clone(), proof.amount.currency());
            let mut reference = Field::text(format!("reference-{at}"), t!(catalogue, "pagos-bulk-reference"));
            if let Some(declared) = &proof.reference {
                reference = reference.offer(declared.as_str());
            }
            form = form.field(amount.offer(proof.amount.to_string())).field(reference);
        }
        self.edited(catalogue, &mut form);
        Some(form)
    }

    /// A line for each order while typing, and the total.
    pub fn edited(&self, catalogue: &Catalogue, form: &mut Form) {
        let rows = self.rows();
        let account = self.account(form.value("account"));
        form.preview.clear();
        for marked in &self.orders {
            let Some((amounts, sum)) = self.sum(marked, form) else { continue };
            let stranger = account.and_then(|account| {
                let mut mine = rows.iter().filter(|(of, _, _)| of.named.order == marked.named.order);
                mine.find(|(_, _, proof)| proof.amount.currency() != account.currency)
                    .map(|(_, _, proof)| other_currency(catalogue, proof, account))
            });
            let (tone, said) = match sum {
                _ if stranger.is_some() => (Tone::Waits, format!("▲ {}", stranger.unwrap_or_default())),
                _ if amounts == 0 => (Tone::Past, t!(catalogue, "pagos-bulk-empty")),
                Some(sum) if sum.covers() => forecast(catalogue, &sum),
                Some(sum) => (
                    Tone::Waits,
                    format!("▲ {}", t!(catalogue, "pagos-bulk-short", missing = sum.missing())),
                ),
                None => (Tone::Wrong, t!(catalogue, "pagos-sum-impossible")),
            };
            form.preview.push((tone, format!("{} · {said}", marked.named.number)));
        }
    }

    /// How many amounts of an order are typed, and what they come to; none when it is out of the round.
    fn sum(&self, marked: &Marked, form: &Form) -> Option<(usize, Option<Sum>)> {
        let Phase::Ready(review) = &marked.stage else { return None };
        let mine = |(at, (of, _, _)): (usize, &(&Marked, &Review, &ProofView))| {
            (of.named.order == marked.named.order)
                .then(|| form.money(&format!("amount-{at}")))
                .flatten()
        };
        let amounts: Vec<Money> = self.rows().iter().enumerate().filter_map(mine).collect();
        Some((amounts.len(), order_under_review::sum(review, amounts)))
    }

    /// The verdict on each order that has all it needs, or why it is left out.
    pub fn verdicts(&self, catalogue: &Catalogue, form: &Form) -> Vec<(OrderId, Result<Verify, String>)> {
        let rows = self.rows();
        let ready = self.orders.iter().filter_map(|marked| match &marked.stage {
            Phase::Ready(review) => Some((marked, review)),
            _ => None,
        });
        ready
            .map(|(marked, review)| {
                let of_order = rows
                    .iter()
                    .enumerate()
                    .filter(|(_, (of, _, _))| of.named.order == marked.named.order);
                let evidence: Result<Vec<_>, _> = of_order
                    .filter_map(|(at, (_, _, proof))| self.attested(catalogue, form, at, proof).transpose())
                    .collect();
                (
                    marked.named.order,
                    evidence.and_then(|evidence| verify(catalogue, review, evidence)),
                )
            })
            .collect()
    }

    /// What was typed for one proof; nothing when it was left empty.
    fn attested(&self, catalogue: &Catalogue, form: &Form, at: usize, proof: &ProofView) -> Result<Option<Attestation>, String> {
        let (amount, reference) = (form.value(&format!("amount-{at}")), form.value(&format!("reference-{at}")));
        if amount.is_empty() && reference.is_empty() {
            return Ok(None);
        }
        let missing = || t!(catalogue, "shell-field-required");
        let account = self.account(form.value("account")).ok_or_else(missing)?;
        if proof.amount.currency() != account.currency {
            return Err(other_currency(catalogue, proof, account));
        }
        let said = |refusal| catalogue.refusal(&refusal);
        Reference::parse(reference, account.method).map_err(said)?;
        Ok(Some(Attestation {
            submission: proof.id,
            account: account.alias.to_string(),
            date: form.date("date").ok_or_else(missing)?,
            amount: Money::typed(amount, account.currency)
                .and_then(Money::require_positive)
                .map_err(said)?,
            bank_reference: reference.to_owned(),
            note: None,
        }))
    }
}

/// One account holds one currency: a proof in another was not paid there.
fn other_currency(catalogue: &Catalogue, proof: &ProofView, account: &AccountView) -> String {
    t!(
        catalogue,
        "pagos-bulk-currency",
        amount = proof.amount,
        currency = account.currency.as_str()
    )
}

/// All of what is owed or nothing: a part and an override are decided one by one.
fn verify(catalogue: &Catalogue, review: &Review, evidence: Vec<Attestation>) -> Result<Verify, String> {
    if evidence.is_empty() {
        return Err(t!(catalogue, "pagos-bulk-empty"));
    }
    let sum = order_under_review::sum(review, evidence.iter().map(|it| it.amount)).ok_or_else(|| t!(catalogue, "pagos-sum-impossible"))?;
    if !sum.covers() {
        return Err(t!(catalogue, "pagos-bulk-short", missing = sum.missing()));
    }
    Ok(Verify {
        order: review.order.id,
        seen: order_under_review::seen(review),
        evidence,
        override_reason: None,
    })
}
