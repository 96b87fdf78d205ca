//! A transfer being prepared: whom it goes to, how much of each line it pays, and the command it becomes.

use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;
use crate::domain::payables::line::{Payable, PayableStatus};
use crate::domain::payables::settlement::{Settling, Wanted, allocate, settle};
use crate::domain::refusal::{Code, Ruling};
use crate::locale::{Catalogue, day_month, t};
use crate::service::Command;
use crate::service::payables::commands::{Settle, SettleLine};
use crate::service::payables::view::{PayableRow, PayeeView, SettlementPreview};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::confirm::Confirm;
use crate::tui::dialogue::field::{Choice, Field};
use crate::tui::dialogue::form::Form;

/// Lines shown one by one; the rest is counted.
const MOST_SHOWN: usize = 7;
const LONGEST_NOTE: usize = 500;

/// What is to be paid, as it was when it was looked at: the command is bound to those versions.
#[derive(Clone, Debug)]
pub struct Case {
    pub preview: SettlementPreview,
    /// The workshop was paid with this reference before: a reason is asked for.
    pub repeats: Option<String>,
}

/// What a transfer of some amount would pay.
#[derive(Debug)]
pub struct Weighed {
    pub settling: Settling,
    pub lines: Vec<SettleLine>,
}

impl Case {
    pub const fn new(preview: SettlementPreview) -> Self {
        Self { preview, repeats: None }
    }

    fn paid_lines(&self) -> impl Iterator<Item = &PayableRow> {
        let parts = self.preview.parts.iter().filter(|part| part.amount.is_positive());
        parts.map(|part| &part.line)
    }

    fn owing(&self) -> Vec<Payable> {
        let parts = self.preview.parts.iter().filter(|part| part.amount.is_negative());
        parts.map(|part| payable(&part.line)).collect()
    }

    /// All of the lines, or as much as a transfer covers, the oldest first: with what the workshop owes, as the service does.
    pub fn weigh(&self, transfer: Money) -> Ruling<Weighed> {
        let lines: Vec<Payable> = self.paid_lines().map(payable).collect();
        let owing = self.owing();
        let amounts: Vec<(usize, Option<Money>)> = if transfer == self.preview.transfer {
            (0..lines.len()).map(|at| (at, None)).collect()
        } else {
            let owed = Money::sum(transfer.currency(), owing.iter().map(|line| -line.left()))?;
            let parts = allocate(&lines, transfer.require_positive()?.checked_add(owed)?)?;
            let place = |id| lines.iter().position(|line| line.id == id);
            let placed = parts.iter().filter_map(|part| Some((place(part.payable)?, Some(part.amount))));
            placed.collect()
        };
        let wanted: Vec<Wanted<'_>> = amounts
            .iter()
            .map(|(at, amount)| Wanted {
                line: &lines[*at],
                amount: *amount,
            })
            .collect();
        let seen: Vec<&PayableRow> = self.paid_lines().collect();
        Ok(Weighed {
            settling: settle(&wanted, &owing)?,
            lines: amounts
                .iter()
                .map(|(at, amount)| SettleLine {
                    payable: seen[*at].id,
                    version: seen[*at].version,
                    amount: *amount,
                })
                .collect(),
        })
    }

    fn typed(&self, form: &Form) -> Option<Money> {
        if self.preview.transfer.is_positive() {
            form.money("amount")
        } else {
            Some(self.preview.transfer)
        }
    }

    pub fn form(&self, catalogue: &Catalogue) -> Form {
        let title = t!(
            catalogue,
            "liquidaciones-settle-title",
            workshop = self.preview.workshop_name.as_str()
        );
        let mut form = Form::new(title, t!(catalogue, "liquidaciones-settle-yes"));
        let (tone, payee) = whom(catalogue, &self.preview.payee);
        form = form.intro(tone, payee);
        if self.preview.transfer.is_positive() {
            let amount = Field::amount(
                "amount",
                t!(catalogue, "liquidaciones-field-amount"),
                self.preview.transfer.currency(),
            );
            form = form.field(
                amount
                    .with(&self.preview.transfer.digits())
                    .hint(t!(catalogue, "liquidaciones-amount-hint"))
                    .required(),
            );
        } else {
            form = form.intro(Tone::Waits, format!("▲ {}", t!(catalogue, "liquidaciones-settle-nothing")));
        }
        form = form.field(method(catalogue));
        let reference = Field::text("reference", t!(catalogue, "liquidaciones-field-reference"));
        form = form.field(if self.preview.transfer.is_positive() {
            reference.required()
        } else {
            reference
        });
        if self.repeats.is_some() {
            let reason = Field::lines("repeats", t!(catalogue, "liquidaciones-field-repeats"), LONGEST_NOTE);
            form = form.field(reason.required());
        }
        form = form
            .field(Field::text("url", t!(catalogue, "liquidaciones-field-url")).hint(t!(catalogue, "liquidaciones-url-hint")))
            .field(Field::text("note", t!(catalogue, "liquidaciones-field-note")));
        self.edited(catalogue, &mut form);
        form
    }

    /// What the amount typed so far pays of each line, and the sum of it.
    pub fn edited(&self, catalogue: &Catalogue, form: &mut Form) {
        form.table.clear();
        form.preview.clear();
        let Some(transfer) = self.typed(form) else { return };
        match self.weigh(transfer) {
            Ok(weighed) => {
                form.table = self.table(catalogue, &weighed);
                form.preview = self.sum(catalogue, &weighed);
            }
            Err(refusal) => form.preview = vec![(Tone::Wrong, format!("✖ {}", catalogue.refusal(&refusal)))],
        }
    }

    fn table(&self, catalogue: &Catalogue, weighed: &Weighed) -> Vec<Vec<(Tone, String)>> {
        let parts = &weighed.settling.parts;
        let mut lines: Vec<_> = self
            .preview
            .parts
            .iter()
            .map(|part| &part.line)
            .take(MOST_SHOWN)
            .map(|row| {
                let amount = parts.iter().find(|part| part.payable == row.id).map(|part| part.amount);
                let kind = catalogue.text(&format!("payable-kind-{}.short", row.kind), &[]);
                let (tone, said) = match amount {
                    None => (Tone::Past, t!(catalogue, "liquidaciones-not-now")),
                    Some(amount) if amount.is_positive() && amount != row.left => {
                        (Tone::Waits, t!(catalogue, "liquidaciones-of", amount = amount, left = row.left))
                    }
                    Some(amount) => (Tone::Plain, amount.to_string()),
                };
                vec![
                    (Tone::Plain, format!("{}  ", row.number)),
                    (Tone::Past, format!("{kind:<11}  {}  ", day_month(row.due_on))),
                    (tone, said),
                ]
            })
            .collect();
        let more = self.preview.parts.len().saturating_sub(MOST_SHOWN);
        if more > 0 {
            lines.push(vec![(Tone::Past, t!(catalogue, "liquidaciones-more-lines", count = more))]);
        }
        lines
    }

    fn sum(&self, catalogue: &Catalogue, weighed: &Weighed) -> Vec<(Tone, String)> {
        let Settling {
            paid, netted, transfer, ..
        } = &weighed.settling;
        let mut said = Vec::new();
        if netted.is_positive() {
            said.push((
                Tone::Accent,
                t!(catalogue, "liquidaciones-sum-netted", paid = *paid, netted = *netted),
            ));
        }
        let count = weighed.lines.len();
        said.push((
            Tone::Strong,
            t!(catalogue, "liquidaciones-sum", count = count, transfer = *transfer),
        ));
        let paid_lines = weighed
            .settling
            .parts
            .iter()
            .filter_map(|part| self.paid_lines().find(|row| row.id == part.payable));
        let early = paid_lines.filter(|row| row.status == PayableStatus::Scheduled).count();
        if early > 0 {
            said.push((
                Tone::Waits,
                format!("▲ {}", t!(catalogue, "liquidaciones-sum-early", count = early)),
            ));
        }
        let rest = self.preview.paid.less(*paid);
        if rest.is_positive() {
            said.push((Tone::Waits, format!("▲ {}", t!(catalogue, "liquidaciones-sum-rest", rest = rest))));
        }
        said
    }

    /// The command, and the question before it. Refused when the amount cannot be spread.
    pub fn ask(&self, catalogue: &Catalogue, form: &Form) -> Ruling<Option<(Confirm, Command)>> {
        let Some((transfer, method)) = self.typed(form).zip(form.value("method").parse::<PaymentMethod>().ok()) else {
            return Ok(None);
        };
        let weighed = self.weigh(transfer)?;
        let text = |name: &str| Some(form.value(name).to_owned()).filter(|text| !text.is_empty());
        let name = self.preview.workshop_name.as_str();
        let mut confirm = Confirm::new(
            t!(catalogue, "liquidaciones-settle-title", workshop = name),
            t!(catalogue, "liquidaciones-settle-yes"),
        );
        let (tone, payee) = whom(catalogue, &self.preview.payee);
        confirm = confirm.toned(tone, payee);
        for (tone, line) in self.sum(catalogue, &weighed) {
            confirm = confirm.toned(tone, line);
        }
        let said = catalogue.text(&format!("method-{method}"), &[]);
        let reference = form.value("reference");
        if !reference.is_empty() {
            confirm = confirm.line(t!(catalogue, "liquidaciones-sure-by", method = said, reference = reference));
        }
        if let Some(reason) = text("repeats") {
            confirm = confirm.toned(Tone::Waits, t!(catalogue, "liquidaciones-sure-repeats", reason = reason));
        }
        let settle = Settle {
            workshop: self.preview.workshop,
            lines: weighed.lines,
            total: weighed.settling.transfer,
            method,
            reference: reference.to_owned(),
            receipt_url: text("url"),
            note: text("note"),
            repeats_reason: text("repeats"),
        };
        Ok(Some((confirm.typed(transfer.digits()), Command::Settle(settle))))
    }
}

/// The field a refusal is about.
pub fn field_of(code: Code) -> Option<&'static str> {
    let text = code.as_str();
    match code {
        Code::PaymentExceeds => Some("amount"),
        _ if text.starts_with("reference-") => Some("reference"),
        _ if text.starts_with("amount-") => Some("amount"),
        _ => None,
    }
}

/// Where the money is to go, or that nobody said where.
pub fn whom(catalogue: &Catalogue, payee: &PayeeView) -> (Tone, String) {
    match details(payee) {
        Some(details) => (Tone::Strong, t!(catalogue, "liquidaciones-payee", payee = details)),
        None => (Tone::Waits, format!("▲ {}", t!(catalogue, "liquidaciones-payee-unknown"))),
    }
}

/// "Costura Bello Monte, C.A. · J-07013380-5 · 0102 · 0102…"; none without an account.
pub fn details(payee: &PayeeView) -> Option<String> {
    payee.account.as_ref()?;
    let parts = [&payee.name, &payee.id_doc, &payee.bank_code, &payee.account];
    let parts: Vec<&str> = parts.into_iter().flatten().map(|part| part.as_str()).collect();
    Some(parts.join(" · "))
}

fn method(catalogue: &Catalogue) -> Field {
    let methods = PaymentMethod::ALL.iter().map(|method| Choice {
        value: method.to_string(),
        label: catalogue.text(&format!("method-{method}"), &[]),
        note: String::new(),
    });
    Field::choice("method", t!(catalogue, "liquidaciones-field-method"), methods.collect()).required()
}

const fn payable(row: &PayableRow) -> Payable {
    Payable {
        id: row.id,
        kind: row.kind,
        amount: row.amount,
        paid: row.paid,
        status: row.status,
        due_on: row.due_on,
        cut_on: row.cut_on,
    }
}
