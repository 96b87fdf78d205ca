//! Several marked proofs at once: all are claimed and read, then one form has account, date, amount and reference of each; what
//! would be confirmed is, and every order says what became of it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use uuid::Uuid;

use super::actions::ClaimState;
use super::cells::{compare, fields_of_proof, heads, likely, other_lines};
use super::chosen_line;
use super::doubts::{self, Doubts, verdict};
use super::evidence::{ACCOUNT, AMOUNT, DATE, LINES, NO_REFERENCE, REFERENCE, doubts_of, explanation, reason_field};
use super::order_under_review::{self, open_proofs};
use super::rows::held;
use super::{Context, PaymentsPane};
use crate::domain::ids::{OrderId, SubmissionId};
use crate::locale::{Catalogue, t, zone};
use crate::service::Command;
use crate::service::bank::proposals::Candidate;
use crate::service::core::command::OnOrder;
use crate::service::orders::view::ProofView;
use crate::service::payments::commands::{Attestation, Verify};
use crate::service::payments::view::Review;
use crate::tui::core::client::{Error, Objection, Receipt, ask, sentence};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::{Handle, Words};
use crate::tui::dialogue::form::{Form, SEND, WIDTH};
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::dialogue::Said;
use crate::tui::pane::reason::REASON;
use crate::tui::pane::round::{Rehearsed, Round};

/// The marked orders and how far each has come.
#[derive(Clone, Debug, Default)]
pub struct Bulk {
    orders: Vec<Marked>,
    /// The lines that fit, by proof: what the bank shows of those is filled in.
    lines: Rc<BTreeMap<SubmissionId, Candidate>>,
}

#[derive(Clone, Debug)]
struct Marked {
    order: OrderId,
    number: String,
    proofs: Vec<SubmissionId>,
    /// It was claimed for this, and is given back unless it is confirmed.
    claimed: bool,
    phase: Phase,
}

#[derive(Clone, Debug)]
enum Phase {
    /// Being claimed, read, or confirmed.
    Waiting,
    /// Shared with its form.
    Ready(Rc<Review>),
    Done(Tone, String),
}

impl Bulk {
    fn of(&mut self, order: OrderId) -> Option<&mut Marked> {
        self.orders.iter_mut().find(|marked| marked.order == order)
    }

    fn waits(&self) -> bool {
        self.orders.iter().any(|marked| matches!(marked.phase, Phase::Waiting))
    }

    fn ready(&self) -> impl Iterator<Item = (&Marked, &Review)> {
        self.orders.iter().filter_map(|marked| match &marked.phase {
            Phase::Ready(review) => Some((marked, &**review)),
            _ => None,
        })
    }

    /// The line of a proof, as long as nobody edited what it shows.
    fn line(&self, form: &Form, proof: &ProofView) -> Option<&Candidate> {
        self.lines.get(&proof.id).filter(|line| chosen_line::is_in(form, proof, line))
    }

    /// Every proof that can be verified.
    fn rows(&self) -> impl Iterator<Item = (&Marked, &Review, &ProofView)> {
        self.ready()
            .flat_map(|(marked, review)| marked.open(review).map(move |proof| (marked, review, proof)))
    }
}

impl Marked {
    fn open<'a>(&'a self, review: &'a Review) -> impl Iterator<Item = &'a ProofView> {
        open_proofs(review).filter(|proof| self.proofs.contains(&proof.id))
    }

    /// Its number, with that of the proof where the order has several.
    fn label(&self, review: &Review, proof: &ProofView) -> String {
        let at = open_proofs(review).position(|it| it.id == proof.id).unwrap_or_default();
        match open_proofs(review).count() {
            1 => self.number.clone(),
            _ => format!("{} · {}", self.number, at + 1),
        }
    }

    fn reason(&self) -> Handle<Words> {
        REASON.nth(self.order.uuid())
    }

    /// What is red in it, once something was typed of it.
    fn doubts(&self, catalogue: &Catalogue, review: &Review, form: &Form, but: &str) -> Doubts {
        match self.open(review).any(|proof| is_typed(form, proof)) {
            true => doubts_of(catalogue, review, form, but),
            false => Doubts::default(),
        }
    }
}

impl Round for Bulk {
    fn form(&self, shell: &Shell) -> Form {
        let catalogue = shell.catalogue;
        let title = t!(catalogue, "pagos-bulk-title", count = self.rows().count());
        let form = Form::new(title, t!(catalogue, "pagos-bulk-yes")).heads(heads(catalogue));
        let filled = self.rows().all(|(_, _, proof)| self.lines.contains_key(&proof.id));
        let mut form = form.intro(
            Tone::Plain,
            match filled {
                true => t!(catalogue, "pagos-bulk-filled"),
                false => t!(catalogue, "pagos-bulk-intro"),
            },
        );
        for marked in &self.orders {
            if let Phase::Done(tone, why) = &marked.phase {
                form = form.intro(*tone, format!("{} · {why}", marked.number));
            }
        }
        for (marked, review, proof) in self.rows() {
            let [_, date, amount, reference] = LINES.map(|line| t!(catalogue, line));
            let labels = [marked.label(review, proof), date, amount, reference];
            let line = self.lines.get(&proof.id);
            let [account, date, amount, reference] = fields_of_proof(review, proof, zone().day(shell.now), labels, line);
            let fields = [account, date, amount, reference.stand_in(NO_REFERENCE)];
            form = fields.into_iter().fold(form, Form::field);
        }
        if filled {
            return form.starting_at(SEND);
        }
        // Where the account is known, the date is typed first.
        match self.rows().next().filter(|(_, review, proof)| likely(review, proof).is_some()) {
            Some((_, _, proof)) => form.starting_at(DATE.nth(proof.id).as_ref()),
            None => form,
        }
    }

    /// A confirmation of each order that an amount was typed for: a part and an override are decided one by one.
    fn commands(&self, form: &Form) -> Vec<Command> {
        let attested = |proof: &ProofView| {
            Some(Attestation {
                submission: proof.id,
                account: form.get(ACCOUNT.nth(proof.id))?.to_owned(),
                date: form.get(DATE.nth(proof.id))?,
                amount: form.get(AMOUNT.nth(proof.id))?,
                bank_reference: form.text(REFERENCE.nth(proof.id)).unwrap_or_default(),
                whole: None,
                credit: self.line(form, proof).map(|it| it.line.credit),
                note: None,
            })
        };
        let mut commands = Vec::new();
        for (marked, review) in self.ready() {
            let evidence: Vec<Attestation> = marked.open(review).filter_map(attested).collect();
            if !evidence.is_empty() {
                commands.push(Command::Confirm(Verify {
                    order: marked.order,
                    seen: order_under_review::seen(review),
                    evidence,
                    override_reason: None,
                    reason: explanation(form, marked.reason()),
                }));
            }
        }
        commands
    }

    /// Of the row whose field is selected, what else differs and what looks odd.
    fn compared(&self, shell: &Shell, form: &Form) -> Vec<Said> {
        let selected = form.selected().split_once('-').and_then(|(_, id)| Uuid::parse_str(id).ok());
        let is_selected = |(marked, _, proof): &(&Marked, &Review, &ProofView)| {
            selected.is_some_and(|selected| proof.id.uuid() == selected || marked.order.uuid() == selected)
        };
        let Some((_, review, proof)) = self.rows().find(is_selected) else {
            return Vec::new();
        };
        let mut table = other_lines(shell, review, form, proof, false);
        table.extend(doubts::signals(
            shell.catalogue,
            proof,
            WIDTH.min(shell.size.width.saturating_sub(4)),
        ));
        table
    }

    fn edited(&self, catalogue: &Catalogue, form: &mut Form) {
        for (_, review, proof) in self.rows() {
            compare(catalogue, review, form, proof);
        }
        for (marked, review) in self.ready() {
            let Some(last) = marked.open(review).last() else { continue };
            let reason = marked.reason();
            let doubts = marked.doubts(catalogue, review, form, form.selected());
            if doubts.is_red() {
                if !form.has(reason.as_ref()) {
                    form.append_after(REFERENCE.nth(last.id).as_ref(), reason_field(catalogue, marked.reason()));
                }
                form.hint(reason.as_ref(), t!(catalogue, "pagos-reason-for", what = doubts.named()));
            } else if form.value(reason.as_ref()).is_empty() && form.selected() != reason.as_ref() {
                form.remove(reason.as_ref());
            }
        }
    }

    /// A row that something was typed of is typed in full, and says why it is accepted when something is red.
    fn lacks(&self, catalogue: &Catalogue, form: &Form) -> Option<(Cow<'static, str>, String)> {
        let missing = || t!(catalogue, "shell-field-required");
        for (marked, review) in self.ready() {
            for proof in marked.open(review).filter(|proof| is_typed(form, proof)) {
                let (amount, reference) = (AMOUNT.nth(proof.id), REFERENCE.nth(proof.id));
                if form.get(ACCOUNT.nth(proof.id)).is_none() {
                    return Some((ACCOUNT.nth(proof.id).into(), missing()));
                }
                if form.get(DATE.nth(proof.id)).is_none() {
                    return Some((DATE.nth(proof.id).into(), missing()));
                }
                if form.get(amount.clone()).is_none() {
                    return Some((amount.into(), missing()));
                }
                if form.get(reference.clone()).is_none() {
                    return Some((reference.into(), missing()));
                }
            }
            let doubts = marked.doubts(catalogue, review, form, "");
            if doubts.is_red() && form.get(marked.reason()).is_none() {
                return Some((marked.reason().into(), t!(catalogue, "pagos-reason-needed", what = doubts.named())));
            }
        }
        None
    }

    fn outlook(&self, catalogue: &Catalogue, form: &Form, rows: &[Rehearsed]) -> Said {
        let line = |(marked, review): (&Marked, &Review)| {
            let (tone, said) = match rows.iter().find(|(command, _)| is_of(command, marked.order)) {
                Some((_, Ok(would))) => {
                    let doubts = marked.doubts(catalogue, review, form, "");
                    verdict(catalogue, review.order.due, &would.receipt.outcome, &doubts)
                }
                Some((_, Err(objection))) => {
                    let (tone, said) = left_out(catalogue, objection);
                    tone.marked(said)
                }
                None => (Tone::Past, t!(catalogue, "pagos-bulk-empty")),
            };
            (tone, format!("{} · {said}", marked.number))
        };
        self.ready().map(line).collect()
    }
}

fn is_typed(form: &Form, proof: &ProofView) -> bool {
    form.get(AMOUNT.nth(proof.id)).is_some() || form.get(REFERENCE.nth(proof.id)).is_some()
}

fn is_of(command: &Command, order: OrderId) -> bool {
    matches!(command, Command::Confirm(verify) if verify.order == order)
}

/// Why an order is not confirmed with the others.
fn left_out(catalogue: &Catalogue, objection: &Objection) -> (Tone, String) {
    let (tone, key) = match objection.code {
        "not-covered" => (Tone::Waits, "pagos-bulk-short"),
        "amount-currency" => (Tone::Waits, "pagos-bulk-currency"),
        "duplicate-reference" => (Tone::Wrong, "pagos-bulk-duplicate"),
        _ => (Tone::Wrong, objection.message_key.as_str()),
    };
    (tone, catalogue.failure(key, &objection.facts))
}

impl PaymentsPane {
    /// `c` with marks: every marked order is claimed and read before the form opens.
    pub(crate) fn begin_bulk(&mut self, cx: &mut Context<'_>) {
        if self.bulk.is_some() {
            return;
        }
        let mut bulk = Bulk::default();
        for row in self.queue.marked() {
            if let Some(marked) = bulk.of(row.order) {
                marked.proofs.push(row.submission);
                continue;
            }
            let order = row.order;
            let phase = match ClaimState::of(cx.shell, row) {
                ClaimState::Other(claim) => Phase::Done(Tone::Waits, held(cx.shell.catalogue, claim, cx.shell.now)),
                ClaimState::Mine => {
                    Self::read_marked(cx, order);
                    Phase::Waiting
                }
                ClaimState::Free | ClaimState::Lapsed => {
                    cx.run(Command::Claim(OnOrder { order }), move |pane: &mut Self, cx, result| {
                        pane.bulk_claimed(cx, order, result);
                    });
                    Phase::Waiting
                }
            };
            bulk.orders.push(Marked {
                order,
                number: row.number.clone(),
                proofs: vec![row.submission],
                claimed: false,
                phase,
            });
        }
        self.bulk = Some(bulk);
        self.bulk_gathered(cx);
    }

    fn bulk_claimed(&mut self, cx: &mut Context<'_>, order: OrderId, result: Result<Receipt, Error>) {
        if let Err(error) = result {
            return self.bulk_read(cx, order, Err(error));
        }
        self.changed_by_us(order);
        if let Some(marked) = self.bulk.as_mut().and_then(|bulk| bulk.of(order)) {
            marked.claimed = true;
        }
        Self::read_marked(cx, order);
    }

    fn read_marked(cx: &mut Context<'_>, order: OrderId) {
        cx.ask_each(order.uuid(), ask::Review(order), move |pane: &mut Self, cx, review| {
            pane.bulk_read(cx, order, review);
        });
    }

    fn bulk_phase(&mut self, order: OrderId, phase: Phase) {
        if let Some(marked) = self.bulk.as_mut().and_then(|bulk| bulk.of(order)) {
            marked.phase = phase;
        }
    }

    fn bulk_read(&mut self, cx: &mut Context<'_>, order: OrderId, review: Result<Box<Review>, Error>) {
        let catalogue = cx.shell.catalogue;
        let phase = match review {
            Ok(review) => match order_under_review::duplicate(&review) {
                Some(other) => Phase::Done(Tone::Wrong, t!(catalogue, "pagos-bulk-duplicate", order = other)),
                None => Phase::Ready(Rc::from(review)),
            },
            Err(error) => Phase::Done(Tone::Wrong, said(catalogue, &error)),
        };
        self.bulk_phase(order, phase);
        self.bulk_gathered(cx);
    }

    /// Once every marked order is ready or out, the form; with none ready, why.
    fn bulk_gathered(&mut self, cx: &mut Context<'_>) {
        let Some(bulk) = self.bulk.as_mut().filter(|bulk| !bulk.waits()) else {
            return;
        };
        let line = |proof: SubmissionId| Some((proof, self.matches.of(proof).filter(|it| it.fits)?.first()?.clone()));
        let lines = bulk.rows().filter_map(|(_, _, proof)| line(proof.id)).collect();
        bulk.lines = Rc::new(lines);
        let round = bulk.rows().next().map(|_| bulk.clone());
        match round {
            Some(round) => {
                if !cx.begin_round(round, Self::bulk_decided) {
                    self.bulk_over(cx);
                }
            }
            None => self.bulk_results(cx),
        }
        self.again(cx);
    }

    fn bulk_decided(&mut self, cx: &mut Context<'_>, rows: Option<Vec<Rehearsed>>) {
        let Some(mut rows) = rows else {
            self.bulk_over(cx);
            return;
        };
        let catalogue = cx.shell.catalogue;
        let bulk = self.bulk.iter().flat_map(Bulk::ready);
        let orders: Vec<OrderId> = bulk.map(|(marked, _)| marked.order).collect();
        for order in orders {
            let row = rows
                .iter()
                .position(|(command, _)| is_of(command, order))
                .map(|at| rows.swap_remove(at));
            let phase = match row {
                Some((command, Ok(_))) => {
                    cx.run(command, move |pane: &mut Self, cx, result| pane.bulk_confirmed(cx, order, result));
                    Phase::Waiting
                }
                Some((_, Err(objection))) => {
                    let (tone, why) = left_out(catalogue, &objection);
                    Phase::Done(tone, why)
                }
                None => Phase::Done(Tone::Waits, t!(catalogue, "pagos-bulk-empty")),
            };
            self.bulk_phase(order, phase);
        }
        self.bulk_ended(cx);
    }

    fn bulk_confirmed(&mut self, cx: &mut Context<'_>, order: OrderId, result: Result<Receipt, Error>) {
        let catalogue = cx.shell.catalogue;
        let phase = match result {
            Ok(_) => {
                self.changed_by_us(order);
                self.undo = None;
                if let Some(marked) = self.bulk.as_mut().and_then(|bulk| bulk.of(order)) {
                    marked.claimed = false;
                    let number = marked.number.clone();
                    self.can_be_undone(cx, order, number);
                }
                Phase::Done(Tone::Done, t!(catalogue, "pagos-bulk-done"))
            }
            Err(error) => Phase::Done(Tone::Wrong, said(catalogue, &error)),
        };
        self.bulk_phase(order, phase);
        self.bulk_ended(cx);
    }

    fn bulk_ended(&mut self, cx: &mut Context<'_>) {
        if self.bulk.as_ref().is_some_and(|bulk| !bulk.waits()) {
            let marked = || self.bulk.iter().flat_map(|bulk| &bulk.orders);
            let orders: Vec<OrderId> = marked().map(|marked| marked.order).collect();
            let proofs: Vec<SubmissionId> = marked().flat_map(|marked| marked.proofs.iter().copied()).collect();
            self.bulk_results(cx);
            // What was marked meanwhile stays so.
            proofs.into_iter().for_each(|proof| self.queue.unmark(proof));
            self.go_on_after(cx, &orders);
            self.again(cx);
        }
    }

    /// What was claimed only for this, and not confirmed, goes back.
    fn bulk_over(&mut self, cx: &mut Context<'_>) -> Bulk {
        let bulk = self.bulk.take().unwrap_or_default();
        let claimed = bulk.orders.iter().filter(|marked| marked.claimed);
        claimed.for_each(|marked| Self::give_back(cx, marked.order));
        bulk
    }

    /// A line for each order; how many, while the person is at something else.
    fn bulk_results(&mut self, cx: &mut Context<'_>) {
        let bulk = self.bulk_over(cx);
        let line = |marked: Marked| match marked.phase {
            Phase::Done(tone, said) => (tone, format!("{} · {said}", marked.number)),
            _ => (Tone::Past, marked.number),
        };
        let results = bulk.orders.into_iter().map(line).collect();
        cx.show_results("pagos-bulk-results", "pagos-bulk-counted", results);
    }
}

/// Why one order of a round was not confirmed.
fn said(catalogue: &Catalogue, error: &Error) -> String {
    match error {
        Error::Conflict(moved) => {
            let who = moved.changes.last().map_or_else(String::new, |change| change.who.to_string());
            t!(catalogue, "pagos-bulk-moved", by = who)
        }
        other => sentence(catalogue, other),
    }
}
