//! The line of the bank that a proof is confirmed with: chosen among those found for it, written into its cells, and kept as that
//! line's money for as long as nobody edits them.

use std::borrow::Cow;

use super::evidence::{ACCOUNT, AMOUNT, DATE, REFERENCE};
use super::matches;
use super::order_under_review::long_day;
use crate::domain::ids::CreditId;
use crate::locale::{Catalogue, t};
use crate::service::bank::proposals::Candidate;
use crate::service::orders::view::ProofView;
use crate::service::payments::commands::Attestation;
use crate::tui::core::client::Proposal;
use crate::tui::dialogue::field::{Choice, Field, Handle, Words};
use crate::tui::dialogue::form::Form;

pub const LINE: Handle<Words> = Handle::new("line");

/// The choice of one of the lines found for a proof, or of none: what the bank shows is typed then.
pub fn field(catalogue: &Catalogue, label: String, proof: &ProofView, proposal: &Proposal) -> Field {
    let one = |candidate: &Candidate| {
        let line = &candidate.line;
        let (_, glyph) = matches::mark(candidate.level, proposal.fits);
        let level = catalogue.match_level(candidate.level);
        let mut note = matches::reasons(catalogue, candidate);
        let rest = line.left.less(shows(proof, candidate).amount);
        if rest.is_positive() {
            note = format!("{note}  {}", t!(catalogue, "pagos-line-rest", rest = rest));
        }
        Choice::new(
            line.credit.to_string(),
            format!("{glyph} {level} · {}", matches::shortly(catalogue, line)),
        )
        .note(note)
    };
    let lines = proposal.candidates.iter().map(one);
    let by_hand = Choice::new("", t!(catalogue, "pagos-line-by-hand"));
    let chosen = proposal.first().map(|candidate| candidate.line.credit.to_string());
    Field::choice(LINE.nth(proof.id), label, lines.chain([by_hand]).collect()).with(&chosen.unwrap_or_default())
}

/// What a line shows of a proof: of one that is more, the proof's part.
pub fn shows(proof: &ProofView, candidate: &Candidate) -> Attestation {
    Attestation::of_candidate(proof.id, proof.amount, candidate)
}

/// What a line puts in the cells of account, date, amount and reference.
pub fn cells(proof: &ProofView, candidate: &Candidate) -> [String; 4] {
    let shown = shows(proof, candidate);
    [shown.account, long_day(shown.date), shown.amount.to_string(), shown.bank_reference]
}

fn names(proof: &ProofView) -> [Cow<'static, str>; 4] {
    let id = proof.id;
    [
        ACCOUNT.nth(id).into(),
        DATE.nth(id).into(),
        AMOUNT.nth(id).into(),
        REFERENCE.nth(id).into(),
    ]
}

/// Nobody edited what the line put there.
pub fn is_in(form: &Form, proof: &ProofView, candidate: &Candidate) -> bool {
    let shown = shows(proof, candidate);
    form.get(ACCOUNT.nth(proof.id)) == Some(shown.account.as_str())
        && form.get(DATE.nth(proof.id)) == Some(shown.date)
        && form.get(AMOUNT.nth(proof.id)) == Some(shown.amount)
        && form.get(REFERENCE.nth(proof.id)) == Some(shown.bank_reference.trim())
}

fn named<'a>(proposal: &'a Proposal, id: &str) -> Option<&'a Candidate> {
    let mut candidates = proposal.candidates.iter();
    candidates.find(|candidate| candidate.line.credit.to_string() == id)
}

/// The line that a proof is confirmed with; none when it is typed by hand.
pub fn chosen(form: &Form, proof: &ProofView, proposal: &Proposal) -> Option<CreditId> {
    let candidate = named(proposal, form.get(LINE.nth(proof.id))?)?;
    is_in(form, proof, candidate).then_some(candidate.line.credit)
}

/// Another line was chosen: it is written into the cells. A cell was edited: it is no longer that line.
pub fn follow(form: &mut Form, proof: &ProofView, proposal: &Proposal) {
    let handle = LINE.nth(proof.id);
    let chooses = form.selected() == handle.as_ref();
    let Some(id) = form.text(handle.clone()) else {
        if chooses && proposal.candidates.iter().any(|candidate| is_in(form, proof, candidate)) {
            names(proof)[1..].iter().for_each(|name| form.fill(name, ""));
        }
        return;
    };
    let candidate = named(proposal, &id);
    if candidate.is_some_and(|candidate| is_in(form, proof, candidate)) {
        return;
    }
    match candidate.filter(|_| chooses) {
        Some(candidate) => {
            for (name, value) in names(proof).iter().zip(cells(proof, candidate)) {
                form.fill(name, &value);
            }
        }
        None => form.fill(handle.as_ref(), ""),
    }
}
