//! What an admin reads in the bank: account, date, amount and reference of each proof, compared with the declaration while they
//! are typed. Nothing is filled in that must be read in the bank; `=` copies it on purpose.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::cells::{banked, compare, fields_of_proof, heads, likely, other_lines};
use super::chosen_line::{self, LINE};
use super::doubts::{self, Doubts, verdict};
use super::order_under_review::{self, open_proofs};
use super::purpose::Purpose;
use super::rejection::{LONGEST_TEXT, customer_reads};
use crate::domain::money::{Currency, Money};
use crate::domain::refusal::{Arg, Code, Refusal};
use crate::locale::{Catalogue, Key, t, zone};
use crate::service::Command;
use crate::service::bank::proposals::Candidate;
use crate::service::core::receipt::Outcome as Did;
use crate::service::orders::view::ProofView;
use crate::service::payments::commands::{Attestation, RequestRefund, Verify};
use crate::service::payments::view::Review;
use crate::tui::core::client::{Proposal, Receipt, Rehearsal};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::{Field, Handle, Words};
use crate::tui::dialogue::form::{Form, SEND, WIDTH};
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::dialogue::{Dialogue, LastQuestion, Matter, QuestionText, Said, Unready};
use crate::tui::pane::reason::{REASON, given, reason};

pub const ACCOUNT: Handle<Words> = Handle::new("account");
pub const DATE: Handle<NaiveDate> = Handle::new("date");
pub const AMOUNT: Handle<Money> = Handle::new("amount");
pub const REFERENCE: Handle<Words> = Handle::new("reference");
/// What those four are called.
pub const LINES: [Key; 4] = ["pagos-line-account", "pagos-line-date", "pagos-line-amount", "pagos-line-reference"];
const NOTE: Handle<Words> = Handle::new("note");
const OVERRIDE: Handle<Words> = Handle::new("override");
/// The whole bank credit, where it paid more than this order.
const WHOLE: Handle<Money> = Handle::new("whole");
/// Rehearsed with until the reference is typed: it names no payment.
pub const NO_REFERENCE: &str = "000000";

/// The order as it was when the form was opened: the verdict is bound to it.
#[derive(Clone, Debug)]
pub struct Evidence {
    review: Review,
    purpose: Purpose,
    /// Another order that the same money already paid.
    duplicate: Option<String>,
    /// The bank credit paid another order, and may pay this one too.
    shared: bool,
    /// What was found in the banks' lines for its proofs.
    proposals: Vec<Proposal>,
}

impl Evidence {
    pub fn new(review: Review, purpose: Purpose, proposals: Vec<Proposal>) -> Self {
        let duplicate = order_under_review::duplicate(&review).map(str::to_owned);
        Self {
            review,
            purpose,
            shared: duplicate.is_some(),
            duplicate,
            proposals,
        }
    }

    /// What was found for a proof, if anything.
    fn proposal(&self, proof: &ProofView) -> Option<&Proposal> {
        let of_proof = self.proposals.iter().find(|proposal| proposal.submission == proof.id);
        of_proof.filter(|proposal| !proposal.candidates.is_empty())
    }

    /// The line that the cells of a proof begin with.
    fn first_line(&self, proof: &ProofView) -> Option<&Candidate> {
        self.proposal(proof)?.first()
    }

    /// The confirmation with the lines as they were found, where nobody has to say anything more.
    pub fn at_once(&self, shell: &Shell) -> Option<Verify> {
        let form = self.fields(shell).into_iter().fold(Form::new("", ""), Form::field);
        let mut form = form.starting_at(SEND);
        self.edited(shell.catalogue, &mut form);
        match self.command(shell.catalogue, &form) {
            Ok(Command::Confirm(verify)) => Some(verify).filter(|verify| verify.evidence.iter().all(|it| it.credit.is_some())),
            _ => None,
        }
    }

    fn fields_of(&self, catalogue: &Catalogue, (at, count): (usize, usize), proof: &ProofView, today: NaiveDate) -> Vec<Field> {
        // Numbers only where there are several.
        let label = |key| match count {
            1 => t!(catalogue, key),
            _ => format!("{} {}", at + 1, t!(catalogue, key)),
        };
        let labels = LINES.map(label);
        let [account, date, amount, reference] = fields_of_proof(&self.review, proof, today, labels, self.first_line(proof));
        let line = self
            .proposal(proof)
            .map(|found| chosen_line::field(catalogue, label("pagos-field-line"), proof, found));
        // Of several proofs only what decides is asked, and those left empty were not found in the bank.
        if count > 1 {
            return line.into_iter().chain([account, date, amount, reference]).collect();
        }
        let note = Field::text(NOTE.nth(proof.id), label("pagos-field-note"));
        let reference = reference.stand_in(NO_REFERENCE);
        let asked = [account, date, amount, reference].map(Field::required);
        line.into_iter().chain(asked).chain([note]).collect()
    }

    /// What was typed for one proof; none when it was left empty.
    fn attested(&self, form: &Form, proof: &ProofView) -> Result<Option<Attestation>, Unready> {
        let (amount, reference) = (form.get(AMOUNT.nth(proof.id)), form.get(REFERENCE.nth(proof.id)));
        if amount.is_none() && reference.is_none() {
            return Ok(None);
        }
        let lacks = |field: Cow<'static, str>| move || Unready::Lacks(field);
        let line = self.proposal(proof).and_then(|found| chosen_line::chosen(form, proof, found));
        let account = form.get(ACCOUNT.nth(proof.id)).ok_or_else(lacks(ACCOUNT.nth(proof.id).into()))?;
        Ok(Some(Attestation {
            submission: proof.id,
            account: account.to_owned(),
            date: form.get(DATE.nth(proof.id)).ok_or_else(lacks(DATE.nth(proof.id).into()))?,
            amount: amount.ok_or_else(lacks(AMOUNT.nth(proof.id).into()))?,
            bank_reference: reference.ok_or_else(lacks(REFERENCE.nth(proof.id).into()))?.to_owned(),
            whole: form.get(WHOLE),
            credit: line,
            note: form.text(NOTE.nth(proof.id)),
        }))
    }

    /// The reason is asked for while something is red; what was typed of it stays.
    fn ask_reason(&self, catalogue: &Catalogue, form: &mut Form) {
        if self.purpose == Purpose::Return {
            return;
        }
        let doubts = doubts_of(catalogue, &self.review, form, form.selected());
        if doubts.is_red() && self.duplicate.is_none() {
            if !form.has(REASON.as_ref()) {
                form.append(reason_field(catalogue, REASON));
            }
            form.hint(REASON.as_ref(), t!(catalogue, "pagos-reason-for", what = doubts.named()));
        } else if form.get(REASON).is_none() && form.selected() != REASON.as_ref() {
            form.remove(REASON.as_ref());
        }
    }

    /// What was found is verified and given back. Why it goes back accepts what differs; a used reference has its own reason.
    fn returned(&self, evidence: Vec<Attestation>, form: &Form) -> Result<Command, Unready> {
        let mut reason = given(form)?;
        if let Some(overridden) = form.get(OVERRIDE) {
            reason = format!("{reason} · {overridden}");
        }
        Ok(Command::RequestRefund(RequestRefund {
            order: self.review.order.id,
            seen: Some(order_under_review::seen(&self.review)),
            reason,
            overridden: form.get(OVERRIDE).is_some(),
            share: None,
            borne_by: None,
            evidence,
        }))
    }

    fn first<T>(&self, handle: Handle<T>) -> Cow<'static, str> {
        match open_proofs(&self.review).next() {
            Some(proof) => handle.nth(proof.id).into(),
            None => handle.into(),
        }
    }
}

impl Dialogue for Evidence {
    fn matter(&self) -> Matter {
        let id = self.review.order.id.uuid();
        Matter { kind: "evidence", id }
    }

    fn title(&self, catalogue: &Catalogue) -> String {
        t!(catalogue, self.purpose.title(), order = &self.review.order.number)
    }

    fn verb(&self, catalogue: &Catalogue) -> String {
        catalogue.text(self.purpose.verb(), &[])
    }

    fn intro(&self, catalogue: &Catalogue) -> Said {
        let (customer, missing) = (self.review.order.customer.as_str(), self.review.order.missing);
        let filled = open_proofs(&self.review).all(|proof| self.first_line(proof).is_some());
        let said = match filled {
            true => t!(catalogue, "pagos-evidence-filled", customer = customer, missing = missing),
            false => t!(catalogue, "pagos-evidence-intro", customer = customer, missing = missing),
        };
        let mut intro = vec![(Tone::Plain, said)];
        if self.purpose == Purpose::Return {
            intro.push((Tone::Waits, t!(catalogue, "pagos-return-what")));
        }
        intro
    }

    fn fields(&self, shell: &Shell) -> Vec<Field> {
        let (catalogue, today) = (shell.catalogue, zone().day(shell.now));
        let count = open_proofs(&self.review).count();
        let mut fields: Vec<Field> = open_proofs(&self.review)
            .enumerate()
            .flat_map(|(at, proof)| self.fields_of(catalogue, (at, count), proof, today))
            .collect();
        if let Some(other) = &self.duplicate {
            let reason = Field::lines(OVERRIDE, t!(catalogue, "pagos-field-override"), LONGEST_TEXT);
            fields.push(reason.hint(t!(catalogue, "pagos-override-hint", order = other)));
        }
        if self.shared {
            let currency = open_proofs(&self.review)
                .next()
                .map_or(Currency::Ves, |proof| proof.amount.currency());
            let whole = Field::amount(WHOLE, t!(catalogue, "pagos-field-whole"), currency);
            fields.push(whole.hint(t!(catalogue, "pagos-whole-hint")));
        }
        fields.push(match self.purpose {
            Purpose::Return => reason(t!(catalogue, "pagos-field-reason")),
            Purpose::Confirm | Purpose::Part => reason_field(catalogue, REASON),
        });
        fields
    }

    fn begins_at(&self) -> Option<Cow<'static, str>> {
        if open_proofs(&self.review).all(|proof| self.first_line(proof).is_some()) && self.purpose != Purpose::Return {
            return Some(SEND.into());
        }
        let choice = open_proofs(&self.review).find(|proof| self.proposal(proof).is_some());
        if let Some(proof) = choice {
            return Some(LINE.nth(proof.id).into());
        }
        let known = open_proofs(&self.review).next().and_then(|proof| likely(&self.review, proof));
        known.map(|_| self.first(DATE))
    }

    /// Of the proof whose field is selected, what else differs and what looks odd.
    fn compared(&self, shell: &Shell, form: &Form) -> Vec<Said> {
        let selected = form.selected().split_once('-').map_or("", |(_, id)| id);
        let mut proofs = open_proofs(&self.review);
        let Some(proof) = proofs
            .find(|proof| proof.id.to_string() == selected)
            .or_else(|| open_proofs(&self.review).next())
        else {
            return Vec::new();
        };
        let catalogue = shell.catalogue;
        let mut table = other_lines(shell, &self.review, form, proof, true);
        for proof in open_proofs(&self.review) {
            table.extend(doubts::signals(catalogue, proof, WIDTH.min(shell.size.width.saturating_sub(4))));
        }
        if open_proofs(&self.review).all(|proof| form.get(AMOUNT.nth(proof.id)).is_none()) {
            table.push(vec![(Tone::Past, t!(catalogue, "pagos-will-nothing"))]);
        }
        table
    }

    fn heads(&self, catalogue: &Catalogue) -> Option<[String; 3]> {
        Some(heads(catalogue))
    }

    fn edited(&self, catalogue: &Catalogue, form: &mut Form) {
        for proof in open_proofs(&self.review) {
            if let Some(found) = self.proposal(proof) {
                chosen_line::follow(form, proof, found);
            }
            compare(catalogue, &self.review, form, proof);
        }
        self.ask_reason(catalogue, form);
    }

    /// All of what is owed is a confirmation, anything else a part.
    fn command(&self, catalogue: &Catalogue, form: &Form) -> Result<Command, Unready> {
        let read = open_proofs(&self.review).filter_map(|proof| self.attested(form, proof).transpose());
        let evidence: Vec<Attestation> = read.collect::<Result<_, _>>()?;
        if evidence.is_empty() {
            return Err(Unready::Lacks(self.first(AMOUNT)));
        }
        let wrong = |key| Unready::Wrong(self.first(AMOUNT), catalogue.text(key, &[]));
        let covers = order_under_review::covers(&self.review, evidence.iter().map(|it| it.amount));
        let covers = covers.ok_or_else(|| wrong("pagos-sum-impossible"))?;
        if self.purpose == Purpose::Part && covers {
            return Err(wrong("pagos-part-covered"));
        }
        let accepted = form.get(OVERRIDE).is_some() || form.get(WHOLE).is_some();
        if let Some(other) = self.duplicate.as_deref().filter(|_| !accepted && !form.is_drafted()) {
            return Err(Unready::Wrong(
                OVERRIDE.into(),
                t!(catalogue, "pagos-override-needed", order = other),
            ));
        }
        let explained = form.get(REASON).or_else(|| form.get(OVERRIDE)).is_some();
        let doubts = doubts_of(catalogue, &self.review, form, "");
        if doubts.is_red() && !explained && !form.is_drafted() {
            let why = t!(catalogue, "pagos-reason-needed", what = doubts.named());
            return Err(Unready::Wrong(REASON.into(), why));
        }
        if self.purpose == Purpose::Return {
            return self.returned(evidence, form);
        }
        let verify = Verify {
            order: self.review.order.id,
            seen: order_under_review::seen(&self.review),
            evidence,
            override_reason: form.text(OVERRIDE),
            reason: explanation(form, REASON),
        };
        Ok(if covers { Command::Confirm(verify) } else { Command::Part(verify) })
    }

    fn outlook(&self, catalogue: &Catalogue, form: &Form, would: &Rehearsal) -> Said {
        let outcome = &would.receipt.outcome;
        let mut said = match outcome {
            Did::Confirmed { credited, .. } | Did::PartlyPaid { credited, .. } => {
                let (due, tolerance) = (self.review.order.due, self.review.tolerance);
                let sum = t!(catalogue, "pagos-sum", credited = *credited, due = due, tolerance = tolerance);
                vec![(Tone::Past, sum)]
            }
            Did::RefundDue { .. } => Vec::new(),
            _ => return Vec::new(),
        };
        let accepted = form.get(OVERRIDE).is_some() || form.get(WHOLE).is_some();
        said.push(match self.duplicate.as_deref().filter(|_| !accepted) {
            Some(other) => Tone::Wrong.marked(t!(catalogue, "pagos-override-needed", order = other)),
            None => verdict(
                catalogue,
                self.review.order.due,
                outcome,
                &doubts_of(catalogue, &self.review, form, ""),
            ),
        });
        said
    }

    fn last_question(&self, form: &Form, would: &Rehearsal) -> LastQuestion {
        match would.receipt.outcome {
            Did::PartlyPaid { .. } => LastQuestion::Asked,
            Did::RefundDue { .. } => LastQuestion::Typed(self.review.order.number.clone()),
            _ if form.get(OVERRIDE).is_some() => LastQuestion::Typed(self.review.order.number.clone()),
            _ => LastQuestion::None,
        }
    }

    fn question(&self, catalogue: &Catalogue, form: &Form, would: &Rehearsal) -> QuestionText {
        let (order, customer) = (&self.review.order.number, self.review.order.customer.as_str());
        let mut said = vec![(Tone::Plain, t!(catalogue, "pagos-asked-who", customer = customer))];
        said.extend(self.outlook(catalogue, form, would));
        if let Some((other, reason)) = self.duplicate.as_deref().zip(form.get(OVERRIDE)) {
            said.push(Tone::Wrong.marked(t!(catalogue, "pagos-duplicate", order = other)));
            said.push((Tone::Plain, t!(catalogue, "pagos-override-reason", reason = reason)));
        }
        if let Some(reason) = form.get(REASON) {
            said.push((Tone::Plain, t!(catalogue, "pagos-override-reason", reason = reason)));
        }
        let (title, verb) = match would.receipt.outcome {
            Did::PartlyPaid { .. } => {
                said.push((Tone::Plain, t!(catalogue, "pagos-part-follows")));
                (Purpose::Part.title(), Purpose::Part.verb())
            }
            Did::RefundDue { .. } => (Purpose::Return.title(), Purpose::Return.verb()),
            _ => ("pagos-override-title", "pagos-override-yes"),
        };
        said.extend(customer_reads(catalogue, would));
        let (title, verb) = (t!(catalogue, title, order = order), catalogue.text(verb, &[]));
        QuestionText { title, verb, said }
    }

    fn field_of(&self, refusal: &Refusal) -> Option<Cow<'static, str>> {
        let code = refusal.code.as_str();
        Some(match refusal.code {
            Code::DuplicateReference => OVERRIDE.into(),
            Code::ReasonRequired | Code::EvidenceDeparts => REASON.into(),
            Code::CreditExceeded | Code::CreditStated | Code::CreditSmall => WHOLE.into(),
            Code::AccountUnknown => self.first(ACCOUNT),
            _ if code.starts_with("date-") => self.first(DATE),
            _ if code.starts_with("reference-") => self.first(REFERENCE),
            _ => self.first(AMOUNT),
        })
    }

    /// The bank's reference paid another order: the same form, with the field for the reason.
    fn refused(&mut self, refusal: &Refusal) -> bool {
        let shared = refusal.code == Code::CreditExceeded && !self.shared;
        self.shared |= shared;
        let asks = refusal.code == Code::DuplicateReference && self.duplicate.is_none();
        if asks {
            self.shared = true;
            let named = refusal.args.iter().find(|(name, _)| *name == "order");
            self.duplicate = Some(match named {
                Some((_, Arg::Text(order))) => order.clone(),
                _ => String::new(),
            });
        }
        asks || shared
    }

    fn left(&self, catalogue: &Catalogue) -> Option<(Tone, String)> {
        Some((Tone::Waits, t!(catalogue, "pagos-still-yours", order = &self.review.order.number)))
    }

    fn done(&self, catalogue: &Catalogue, receipt: &Receipt) -> (Tone, String) {
        let order = receipt.number();
        let said = match receipt.outcome {
            Did::Confirmed { credited, surplus } if surplus.is_positive() => {
                t!(
                    catalogue,
                    "pagos-did-surplus",
                    order = order,
                    credited = credited,
                    surplus = surplus
                )
            }
            Did::PartlyPaid { credited, missing, .. } => {
                t!(catalogue, "pagos-did-part", order = order, credited = credited, missing = missing)
            }
            Did::RefundDue { amount, .. } => t!(catalogue, "pagos-did-return", order = order, amount = amount),
            _ => t!(catalogue, "pagos-did-confirm", order = order),
        };
        (Tone::Done, said)
    }
}

/// What differs or looks odd in what is verified of an order. What is still being typed (`but`) is not held against anything.
pub fn doubts_of(catalogue: &Catalogue, review: &Review, form: &Form, but: &str) -> Doubts {
    let amounts: Vec<Money> = open_proofs(review).filter_map(|proof| form.get(AMOUNT.nth(proof.id))).collect();
    let covers = !amounts.is_empty() && order_under_review::covers(review, amounts) == Some(true);
    let count = open_proofs(review).count();
    let mut doubts = Doubts::default();
    for (at, proof) in open_proofs(review).enumerate() {
        let verified = [
            form.get(AMOUNT.nth(proof.id)).is_some(),
            form.get(REFERENCE.nth(proof.id)).is_some(),
        ];
        if count == 1 || verified.contains(&true) {
            let lines = order_under_review::lines(catalogue, review, proof, &banked(review, form, proof, but));
            doubts.add(catalogue, proof, &lines, covers, (count > 1).then_some(at + 1));
        }
    }
    doubts
}

/// Why what differs is accepted. Until it is asked for, what the verdict would do is rehearsed as if there were one.
pub fn explanation(form: &Form, handle: Handle<Words>) -> Option<String> {
    form.text(handle).or_else(|| form.is_drafted().then(|| "…".to_owned()))
}

/// Asked for while something is red.
pub fn reason_field(catalogue: &Catalogue, handle: Handle<Words>) -> Field {
    Field::text(handle, t!(catalogue, "pagos-field-reason"))
}
