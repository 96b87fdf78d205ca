//! Several marked proofs at once: claimed together, one form for account and date, each with its own amount and
//! reference, and a result for each.

use super::actions::Standing;
use super::case::{self, Sum};
use super::evidence::{choices, forecast};
use super::{Named, Pagos, Slot, Topic};
use crate::domain::ids::{OrderId, SubmissionId};
use crate::domain::money::Money;
use crate::domain::reference::Reference;
use crate::locale::{Catalogue, span, t};
use crate::service::command::{Attestation, Command, OnOrder, Verify};
use crate::service::view::{AccountView, ProofView, Review};
use crate::tui::data::{Error, Query, Receipt, sentence};
use crate::tui::overlay::Outcome;
use crate::tui::overlay::field::Field;
use crate::tui::overlay::form::Form;
use crate::tui::overlay::reader::Reader;
use crate::tui::pane::Cx;
use crate::tui::theme::Tone;

/// The marked orders and how far each has come.
#[derive(Debug, Default)]
pub struct Bulk {
    orders: Vec<Marked>,
}

#[derive(Debug)]
struct Marked {
    named: Named,
    proofs: Vec<SubmissionId>,
    /// It was free before.
    claimed: bool,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    Waiting,
    Ready(Box<Review>),
    Verifying,
    Done(Tone, String),
}

impl Marked {
    fn open<'a>(&self, review: &'a Review) -> Vec<&'a ProofView> {
        case::open_proofs(review).filter(|proof| self.proofs.contains(&proof.id)).collect()
    }
}

impl Bulk {
    fn of(&mut self, order: OrderId) -> Option<&mut Marked> {
        self.orders.iter_mut().find(|marked| marked.named.order == order)
    }

    fn waits(&self) -> bool {
        self.orders
            .iter()
            .any(|marked| matches!(marked.stage, Stage::Waiting | Stage::Verifying))
    }

    /// Every proof that can be verified, numbered as the fields are.
    fn rows(&self) -> Vec<(&Marked, &Review, &ProofView)> {
        let ready = self.orders.iter().filter_map(|marked| match &marked.stage {
            Stage::Ready(review) => Some((marked, &**review)),
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

    fn form(&self, catalogue: &Catalogue, today: chrono::NaiveDate) -> Option<Form> {
        let rows = self.rows();
        let (_, review, first) = rows.first()?;
        let title = t!(catalogue, "pagos-bulk-title", count = rows.len());
        let mut form = Form::new(title, t!(catalogue, "pagos-bulk-yes")).intro(Tone::Plain, t!(catalogue, "pagos-bulk-intro"));
        for marked in &self.orders {
            if let Stage::Done(tone, why) = &marked.stage {
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
            form = form.field(amount.offer(proof.amount.digits())).field(reference);
        }
        self.edited(catalogue, &mut form);
        Some(form)
    }

    /// A line for each order while typing, and the total.
    pub fn edited(&self, catalogue: &Catalogue, form: &mut Form) {
        let rows = self.rows();
        if let Some(currency) = self.account(form.value("account")).map(|it| it.currency) {
            for at in 0..rows.len() {
                form.set_currency(&format!("amount-{at}"), currency);
            }
        }
        form.preview.clear();
        for marked in &self.orders {
            let Some((amounts, sum)) = self.sum(marked, form) else { continue };
            let (tone, said) = match sum {
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
        let Stage::Ready(review) = &marked.stage else { return None };
        let mine = |(at, (of, _, _)): (usize, &(&Marked, &Review, &ProofView))| {
            (of.named.order == marked.named.order)
                .then(|| form.money(&format!("amount-{at}")))
                .flatten()
        };
        let amounts: Vec<Money> = self.rows().iter().enumerate().filter_map(mine).collect();
        Some((amounts.len(), case::sum(review, amounts)))
    }

    /// The verdict on each order that has all it needs, or why it is left out.
    fn verdicts(&self, catalogue: &Catalogue, form: &Form) -> Vec<(OrderId, Result<Verify, String>)> {
        let rows = self.rows();
        let ready = self.orders.iter().filter_map(|marked| match &marked.stage {
            Stage::Ready(review) => Some((marked, review)),
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

/// All of what is owed or nothing: a part and an override are decided one by one.
fn verify(catalogue: &Catalogue, review: &Review, evidence: Vec<Attestation>) -> Result<Verify, String> {
    if evidence.is_empty() {
        return Err(t!(catalogue, "pagos-bulk-empty"));
    }
    let sum = case::sum(review, evidence.iter().map(|it| it.amount)).ok_or_else(|| t!(catalogue, "pagos-sum-impossible"))?;
    if !sum.covers() {
        return Err(t!(catalogue, "pagos-bulk-short", missing = sum.missing()));
    }
    Ok(Verify {
        order: review.order.id,
        seen: case::seen(review),
        evidence,
        override_reason: None,
    })
}

impl Pagos {
    /// `c` with marks: every marked order is claimed and read before the form opens.
    pub(super) fn bulk_begin(&mut self, cx: &mut Cx<'_, Self>) {
        let mut bulk = Bulk::default();
        let (mut claims, mut reads) = (Vec::new(), Vec::new());
        for row in self.queue.marked() {
            if let Some(marked) = bulk.of(row.order) {
                marked.proofs.push(row.submission);
                continue;
            }
            let standing = Standing::of(cx.shell, row);
            let stage = match standing {
                Standing::Other(claim) => {
                    let since = span(cx.shell.now - claim.since);
                    Stage::Done(
                        Tone::Waits,
                        t!(cx.shell.catalogue, "pagos-held", by = claim.name.as_str(), since = since),
                    )
                }
                Standing::Mine => {
                    reads.push(row.order);
                    Stage::Waiting
                }
                Standing::Free | Standing::Lapsed => {
                    claims.push(row.order);
                    Stage::Waiting
                }
            };
            bulk.orders.push(Marked {
                named: Named {
                    order: row.order,
                    number: row.number.clone(),
                },
                proofs: vec![row.submission],
                claimed: claims.last() == Some(&row.order),
                stage,
            });
        }
        self.bulk = Some(bulk);
        for order in claims {
            cx.write(Command::Claim(OnOrder { order }), Topic::BulkClaiming(order));
        }
        for order in reads {
            cx.read(Slot::Bulk(order), Query::Review(order));
        }
        self.bulk_gathered(cx);
    }

    fn bulk_stage(&mut self, order: OrderId, stage: Stage) {
        if let Some(marked) = self.bulk.as_mut().and_then(|bulk| bulk.of(order)) {
            marked.stage = stage;
        }
    }

    pub(super) fn bulk_claimed(&mut self, cx: &mut Cx<'_, Self>, order: OrderId, result: Result<Receipt, Error>) {
        match result {
            Ok(_) => cx.read(Slot::Bulk(order), Query::Review(order)),
            Err(error) => {
                self.bulk_stage(order, Stage::Done(Tone::Wrong, said(cx.shell.catalogue, &error)));
                self.bulk_gathered(cx);
            }
        }
    }

    pub(super) fn bulk_reviewed(&mut self, cx: &mut Cx<'_, Self>, order: OrderId, result: Result<Box<Review>, String>) {
        let catalogue = cx.shell.catalogue;
        let stage = match result {
            Ok(review) => match case::duplicate(&review) {
                Some(other) => Stage::Done(Tone::Wrong, t!(catalogue, "pagos-bulk-duplicate", order = other)),
                None => Stage::Ready(review),
            },
            Err(why) => Stage::Done(Tone::Wrong, why),
        };
        self.bulk_stage(order, stage);
        self.bulk_gathered(cx);
    }

    /// Once every marked order is ready or out, the form; with none ready, why.
    fn bulk_gathered(&mut self, cx: &mut Cx<'_, Self>) {
        let Some(bulk) = self.bulk.as_ref().filter(|bulk| !bulk.waits()) else {
            return;
        };
        match bulk.form(cx.shell.catalogue, self.zone.day(cx.shell.now)) {
            Some(form) => cx.open(form, Topic::BulkForm),
            None => self.bulk_results(cx),
        }
        self.refresh_now(cx);
    }

    pub(super) fn bulk_decided(&mut self, cx: &mut Cx<'_, Self>, outcome: Outcome) {
        let Outcome::Submitted(form) = outcome else {
            // What was claimed only for this goes back.
            let bulk = self.bulk.take().unwrap_or_default();
            for marked in bulk.orders.iter().filter(|it| it.claimed && matches!(it.stage, Stage::Ready(_))) {
                self.give_back(cx, marked.named.order);
            }
            return;
        };
        let Some(bulk) = &self.bulk else { return };
        for (order, verdict) in bulk.verdicts(cx.shell.catalogue, &form) {
            match verdict {
                Ok(verify) => {
                    self.bulk_stage(order, Stage::Verifying);
                    cx.write(Command::Confirm(verify), Topic::BulkVerifying(order));
                }
                Err(why) => self.bulk_stage(order, Stage::Done(Tone::Waits, why)),
            }
        }
        self.bulk_ended(cx);
    }

    pub(super) fn bulk_verified(&mut self, cx: &mut Cx<'_, Self>, order: OrderId, result: Result<Receipt, Error>) {
        let catalogue = cx.shell.catalogue;
        let stage = match result {
            Ok(_) => Stage::Done(Tone::Done, t!(catalogue, "pagos-bulk-done")),
            Err(error) => Stage::Done(Tone::Wrong, said(catalogue, &error)),
        };
        self.bulk_stage(order, stage);
        self.bulk_ended(cx);
    }

    fn bulk_ended(&mut self, cx: &mut Cx<'_, Self>) {
        if self.bulk.as_ref().is_some_and(|bulk| !bulk.waits()) {
            self.bulk_results(cx);
            self.queue.list.clear_marks();
            self.refresh_now(cx);
        }
    }

    /// A line for each order.
    fn bulk_results(&mut self, cx: &mut Cx<'_, Self>) {
        let Some(bulk) = self.bulk.take() else { return };
        let line = |marked: &Marked| match &marked.stage {
            Stage::Done(tone, said) => {
                let glyph = match tone {
                    Tone::Done => "✓",
                    Tone::Wrong => "✖",
                    _ => "▲",
                };
                (*tone, format!("{glyph} {} · {said}", marked.named.number))
            }
            _ => (Tone::Past, marked.named.number.clone()),
        };
        let lines = bulk.orders.iter().map(line).collect();
        cx.open(Reader::toned(t!(cx.shell.catalogue, "pagos-bulk-results"), lines), Topic::Told);
    }
}

/// Why one order of a round was not confirmed.
pub fn said(catalogue: &Catalogue, error: &Error) -> String {
    match error {
        Error::Conflict(moved) => {
            let who = moved.changes.last().map_or_else(String::new, |change| change.who.to_string());
            t!(catalogue, "pagos-bulk-moved", by = who)
        }
        other => sentence(catalogue, other),
    }
}
