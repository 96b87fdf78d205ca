//! The form for what an admin reads in the bank: account, date, amount and reference of each proof, compared with the
//! declaration while they are typed. Nothing is filled in that must be read in the bank; `=` copies it on purpose.

use super::compare::{Pieces, fitted};
use super::order_under_review::{self, Banked, Sum};
use crate::domain::dates::Zone;
use crate::domain::money::{Currency, Money};
use crate::domain::payments::reference::Reference;
use crate::locale::{Catalogue, t};
use crate::service::orders::view::{AccountView, ProofView};
use crate::service::payments::commands::{Attestation, Verify};
use crate::service::payments::view::Review;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::{Choice, Field};
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;

/// Longest note kept with evidence.
const LONGEST_NOTE: usize = 500;
const LABELS: usize = 8;
const COLUMN: usize = 20;

/// What the person was looking for when the form was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// All of it, or a part if that is all there is.
    Confirm,
    /// Only a part.
    Part,
}

/// The order as it was when the form was opened: the verdict is bound to it.
#[derive(Clone, Debug)]
pub struct Case {
    pub review: Review,
    pub mode: Mode,
    /// Another order that the same money already paid.
    pub duplicate: Option<String>,
}

/// What the typed evidence amounts to.
#[derive(Debug)]
pub enum Weighed {
    /// Something is missing or wrong: the field and why.
    Unready(String, String),
    Ready(Vec<Attestation>, Sum),
}

impl Case {
    pub fn new(review: Review, mode: Mode) -> Self {
        let duplicate = order_under_review::duplicate(&review).map(str::to_owned);
        Self { review, mode, duplicate }
    }

    fn proofs(&self) -> Vec<&ProofView> {
        order_under_review::open_proofs(&self.review).collect()
    }

    /// The empty form, or with what the same person typed before.
    pub fn form(&self, shell: &Shell, zone: Zone, drafts: &dyn Fn(&ProofView) -> Option<Attestation>) -> Form {
        let catalogue = shell.catalogue;
        let order = &self.review.order;
        let (title, yes) = match self.mode {
            Mode::Confirm => ("pagos-evidence-title", "pagos-evidence-yes"),
            Mode::Part => ("pagos-part-title", "pagos-part-yes"),
        };
        let mut form = Form::new(t!(catalogue, title, order = &order.number), t!(catalogue, yes)).intro(
            Tone::Plain,
            t!(
                catalogue,
                "pagos-evidence-intro",
                customer = order.customer.as_str(),
                missing = order.missing
            ),
        );
        let proofs = self.proofs();
        let today = zone.day(shell.now);
        for (at, proof) in proofs.iter().enumerate() {
            for field in self.fields(catalogue, (at, proofs.len()), proof, today, drafts(proof)) {
                form = form.field(field);
            }
        }
        if let Some(other) = &self.duplicate {
            let label = t!(catalogue, "pagos-field-override");
            let hint = t!(catalogue, "pagos-override-hint", order = other);
            form = form.field(Field::lines("override", label, LONGEST_NOTE).hint(hint).required());
        }
        let known = !form.value("account-0").is_empty();
        form.starting_at(if known { "date-0" } else { "account-0" })
    }

    fn fields(
        &self,
        catalogue: &Catalogue,
        (at, count): (usize, usize),
        proof: &ProofView,
        today: chrono::NaiveDate,
        draft: Option<Attestation>,
    ) -> Vec<Field> {
        // Numbers only where there are several.
        let label = |key| match count {
            1 => t!(catalogue, key),
            _ => format!("{} {}", at + 1, t!(catalogue, key)),
        };
        let preselected = draft.as_ref().map(|draft| draft.account.clone()).or_else(|| self.likely(proof));
        let currency = self.currency(preselected.as_deref()).unwrap_or(proof.amount.currency());
        let mut account = Field::choice(format!("account-{at}"), label("pagos-line-account"), choices(&self.review.accounts));
        let mut date =
            Field::date(format!("date-{at}"), label("pagos-line-date"), today).offer(order_under_review::long_day(proof.paid_on));
        let mut amount = Field::amount(format!("amount-{at}"), label("pagos-line-amount"), currency).offer(proof.amount.to_string());
        let mut reference = Field::text(format!("reference-{at}"), label("pagos-line-reference"));
        let mut note = Field::text(format!("note-{at}"), label("pagos-field-note"));
        if let Some(declared) = &proof.reference {
            reference = reference.offer(declared.as_str());
        }
        if let Some(alias) = &preselected {
            account = account.with(alias);
        }
        if let Some(draft) = draft {
            date = date.with(&order_under_review::long_day(draft.date));
            amount = amount.with(&draft.amount.to_string());
            reference = reference.with(&draft.bank_reference);
            note = note.with(draft.note.as_deref().unwrap_or_default());
        }
        if count == 1 {
            (account, date) = (account.required(), date.required());
            (amount, reference) = (amount.required(), reference.required());
        }
        let mut fields = vec![account, date, amount, reference];
        // Of several proofs only what decides is asked.
        if count == 1 {
            fields.push(note);
        }
        fields
    }

    /// The declared account if money can still arrive there, else the only one of the method.
    fn likely(&self, proof: &ProofView) -> Option<String> {
        let usable = |it: &&AccountView| it.active;
        let declared = proof.account.as_ref().filter(usable);
        let mut fitting = self.review.accounts.iter().filter(usable).filter(|it| it.method == proof.method);
        let only = match (fitting.next(), fitting.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        };
        declared.or(only).map(|it| it.alias.to_string())
    }

    fn account(&self, alias: &str) -> Option<&AccountView> {
        self.review.accounts.iter().find(|it| it.alias.as_str() == alias)
    }

    fn currency(&self, alias: Option<&str>) -> Option<Currency> {
        self.account(alias?).map(|it| it.currency)
    }

    /// While typing: the comparison of the proof in front, the sum, and what sending it will do.
    pub fn edited(&self, shell: &Shell, zone: Zone, form: &mut Form) {
        let proofs = self.proofs();
        for at in 0..proofs.len() {
            let alias = form.value(&format!("account-{at}")).to_owned();
            if let Some(currency) = self.currency(Some(&alias)) {
                form.set_currency(&format!("amount-{at}"), currency);
            }
        }
        let at = form.front().rsplit_once('-').and_then(|(_, at)| at.parse().ok()).unwrap_or(0);
        form.table = proofs
            .get(at)
            .map_or_else(Vec::new, |proof| self.table(shell, proof, &self.banked(form, at), zone));
        form.preview = self.outlook(shell.catalogue, form);
    }

    fn banked(&self, form: &Form, at: usize) -> Banked {
        let text = |name: &str| Some(form.value(&format!("{name}-{at}"))).filter(|text| !text.is_empty());
        Banked {
            account: text("account").map(|alias| order_under_review::shown(&self.review.accounts, alias)),
            date: form.date(&format!("date-{at}")),
            amount: form.money(&format!("amount-{at}")),
            reference: text("reference").map(str::to_owned),
        }
    }

    fn table(&self, shell: &Shell, proof: &ProofView, banked: &Banked, zone: Zone) -> Vec<Pieces> {
        let width = (usize::from(shell.size.width).saturating_sub(LABELS + 9) / 3).min(COLUMN);
        let mut table = vec![header(shell.catalogue, LABELS, width)];
        let lines = order_under_review::lines(shell.catalogue, &self.review, proof, banked, zone);
        table.extend(lines.iter().take(4).map(|line| line.pieces(LABELS, width)));
        table
    }

    /// What will happen, as far as it is known.
    fn outlook(&self, catalogue: &Catalogue, form: &Form) -> Vec<(Tone, String)> {
        let typed = (0..self.proofs().len()).filter_map(|at| form.money(&format!("amount-{at}")));
        let Some(sum) = order_under_review::sum(&self.review, typed) else {
            return Vec::new();
        };
        let mut said = vec![(
            Tone::Past,
            t!(
                catalogue,
                "pagos-sum",
                credited = sum.credited,
                due = sum.due,
                tolerance = sum.tolerance
            ),
        )];
        let unexplained = self.duplicate.as_deref().filter(|_| form.value("override").is_empty());
        said.push(match unexplained {
            Some(other) => (Tone::Wrong, format!("✖ {}", t!(catalogue, "pagos-override-needed", order = other))),
            None => forecast(catalogue, &sum),
        });
        said
    }

    /// The evidence as values. Of several proofs those left wholly empty were not found in the bank.
    pub fn weigh(&self, catalogue: &Catalogue, form: &Form) -> Weighed {
        let mut evidence = Vec::new();
        for (at, proof) in self.proofs().into_iter().enumerate() {
            let name = |field: &str| format!("{field}-{at}");
            let (amount, reference) = (form.value(&name("amount")), form.value(&name("reference")));
            if amount.is_empty() && reference.is_empty() {
                continue;
            }
            let missing = |field: &str| Weighed::Unready(name(field), t!(catalogue, "shell-field-required"));
            let Some(account) = self.account(form.value(&name("account"))) else {
                return missing("account");
            };
            let Some(date) = form.date(&name("date")) else {
                return missing("date");
            };
            let amount = match Money::typed(amount, account.currency).and_then(Money::require_positive) {
                Ok(amount) => amount,
                Err(refusal) => return Weighed::Unready(name("amount"), catalogue.refusal(&refusal)),
            };
            if let Err(refusal) = Reference::parse(reference, account.method) {
                return Weighed::Unready(name("reference"), catalogue.refusal(&refusal));
            }
            let note = form.value(&name("note"));
            evidence.push(Attestation {
                submission: proof.id,
                account: account.alias.to_string(),
                date,
                amount,
                bank_reference: reference.to_owned(),
                note: (!note.is_empty()).then(|| note.to_owned()),
            });
        }
        if evidence.is_empty() {
            return Weighed::Unready("amount-0".into(), t!(catalogue, "shell-field-required"));
        }
        match order_under_review::sum(&self.review, evidence.iter().map(|it| it.amount)) {
            Some(sum) => Weighed::Ready(evidence, sum),
            None => Weighed::Unready("amount-0".into(), t!(catalogue, "pagos-sum-impossible")),
        }
    }

    pub fn verify(&self, evidence: Vec<Attestation>, form: &Form) -> Verify {
        let reason = form.value("override");
        Verify {
            order: self.review.order.id,
            seen: order_under_review::seen(&self.review),
            evidence,
            override_reason: (!reason.is_empty()).then(|| reason.to_owned()),
        }
    }
}

/// Confirms, is a part, or is more than needed.
pub fn forecast(catalogue: &Catalogue, sum: &Sum) -> (Tone, String) {
    if !sum.credited.is_positive() {
        return (Tone::Past, t!(catalogue, "pagos-will-nothing"));
    }
    if !sum.covers() {
        return (
            Tone::Waits,
            format!("▲ {}", t!(catalogue, "pagos-will-part", missing = sum.missing())),
        );
    }
    let said = if sum.surplus().is_positive() {
        t!(catalogue, "pagos-will-surplus", surplus = sum.surplus())
    } else if sum.missing().is_positive() {
        t!(catalogue, "pagos-will-tolerate", missing = sum.missing())
    } else {
        t!(catalogue, "pagos-will-confirm")
    };
    (Tone::Done, format!("✓ {said}"))
}

/// The heads of the three columns.
pub fn header(catalogue: &Catalogue, labels: usize, width: usize) -> Pieces {
    let heads = ["pagos-head-order", "pagos-head-declared", "pagos-head-bank"];
    let mut line = vec![(Tone::Past, " ".repeat(labels))];
    line.extend(heads.map(|key| (Tone::Past, fitted(&t!(catalogue, key), width))));
    line
}

/// Our accounts that money can arrive at.
pub fn choices(accounts: &[AccountView]) -> Vec<Choice> {
    let usable = accounts.iter().filter(|it| it.active);
    usable
        .map(|it| Choice {
            value: it.alias.to_string(),
            label: format!("{} · {} · {}", it.alias, order_under_review::account(it), it.currency),
            note: String::new(),
        })
        .collect()
}
