//! A transfer being prepared: whom it goes to, how much of each line it pays, and the command it becomes.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::ids::PayableId;
use crate::domain::method::PaymentMethod;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::rate::Rate;
use crate::domain::payables::line::{Payable, Readiness};
use crate::domain::payables::settlement::{Wanted, allocate, settle};
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::locale::{Catalogue, day_month, t, zone};
use crate::service::Command;
use crate::service::core::receipt::Outcome as Did;
use crate::service::payables::commands::{Sent, Settle, SettleLine};
use crate::service::payables::view::{PayableRow, PayeeView, SettlementPreview};
use crate::tui::core::client::{Error, Receipt, Rehearsal};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::{Choice, Field, Handle, One, Words};
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::dialogue::{Dialogue, LastQuestion, Matter, Said, Unready};
use crate::tui::pane::method::{METHOD, method};
use crate::tui::pane::rate::{RATE, rate_of, rate_or_days, unusual_rate};

/// Lines shown one by one; the rest is counted.
const MOST_SHOWN: usize = 7;
const LONGEST_NOTE: usize = 500;

const AMOUNT: Handle<Money> = Handle::new("amount");
const REFERENCE: Handle<Words> = Handle::new("reference");
const REPEATS: Handle<Words> = Handle::new("repeats");
const CURRENCY: Handle<One<Currency>> = Handle::new("currency");
const SENT_ON: Handle<NaiveDate> = Handle::new("sent-on");
const URL: Handle<Words> = Handle::new("url");
const NOTE: Handle<Words> = Handle::new("note");

/// What is to be paid, as it was when it was looked at: the command is bound to those versions.
#[derive(Clone, Debug)]
pub struct Settlement {
    pub preview: SettlementPreview,
    /// The workshop was paid with this reference before: a reason is asked for.
    repeats: bool,
    /// Which of how many workshops that are paid one after the other.
    turn: Option<(usize, usize)>,
    /// The rate is right although it is far from the day's.
    rate_confirmed: bool,
}

impl Settlement {
    pub const fn new(preview: SettlementPreview, turn: Option<(usize, usize)>) -> Self {
        Self {
            preview,
            repeats: false,
            turn,
            rate_confirmed: false,
        }
    }

    /// In which the money may leave: that of the lines, or the other one a rate is known for.
    const fn currencies(&self) -> [Currency; 2] {
        match self.preview.transfer.currency() {
            Currency::Ves => [Currency::Ves, Currency::Usd],
            dollars => [dollars, Currency::Ves],
        }
    }

    /// What leaves by this method, unless it is said: bolívares where the workshop is paid in Venezuela.
    fn leaves(&self, by: Option<PaymentMethod>) -> Currency {
        let payee = self.preview.payee.method;
        let usual = match payee {
            Some(PaymentMethod::PagoMovil | PaymentMethod::BankTransfer) => Currency::Ves,
            _ => self.preview.transfer.currency(),
        };
        by.or(payee).map_or(usual, |method| method.leaves_in(usual))
    }

    /// What leaves, and when.
    fn sent_fields(&self, shell: &Shell) -> Vec<Field> {
        let (catalogue, transfer) = (shell.catalogue, self.preview.transfer);
        let leaves = self.leaves(None);
        let kinds = self.currencies().map(|currency| Choice::new(currency.to_string(), currency.sign()));
        let mut fields = vec![Field::choice(CURRENCY, t!(catalogue, "liquidaciones-field-currency"), kinds.to_vec()).with(leaves.as_str())];
        if leaves != transfer.currency() {
            fields.push(rate_or_days(catalogue));
        }
        let today = zone().day(shell.now);
        fields.push(
            Field::date(SENT_ON, t!(catalogue, "liquidaciones-field-sent-on"), today).hint(t!(catalogue, "liquidaciones-sent-on-hint")),
        );
        fields
    }

    fn paid_lines(&self) -> impl Iterator<Item = &PayableRow> {
        let parts = self.preview.parts.iter().filter(|part| part.amount.is_positive());
        parts.map(|part| &part.line)
    }

    /// All of the lines, or as much of them as a transfer covers, the oldest first, with what the workshop owes.
    fn lines(&self, transfer: Money) -> Ruling<(Vec<SettleLine>, Money)> {
        let rows: Vec<&PayableRow> = self.paid_lines().collect();
        let lines: Vec<Payable> = rows.iter().copied().map(payable).collect();
        let owing = self.preview.parts.iter().filter(|part| part.amount.is_negative());
        let owing: Vec<Payable> = owing.map(|part| payable(&part.line)).collect();
        let amounts: Vec<(usize, Option<Money>)> = if transfer == self.preview.transfer {
            (0..lines.len()).map(|at| (at, None)).collect()
        } else {
            let owed = Money::sum(transfer.currency(), owing.iter().map(|line| -line.left()))?;
            let parts = allocate(&lines, transfer.require_positive()?.checked_add(owed)?)?;
            let places: BTreeMap<PayableId, usize> = lines.iter().map(|line| line.id).zip(0..).collect();
            let placed = parts
                .iter()
                .filter_map(|part| Some((*places.get(&part.payable)?, Some(part.amount))));
            placed.collect()
        };
        let wanted: Vec<Wanted<'_>> = amounts
            .iter()
            .map(|(at, amount)| Wanted {
                line: &lines[*at],
                amount: *amount,
            })
            .collect();
        let total = settle(&wanted, &owing)?.transfer;
        let lines = amounts.into_iter().map(|(at, amount)| SettleLine {
            payable: rows[at].id,
            version: rows[at].version,
            amount,
        });
        Ok((lines.collect(), total))
    }
}

impl Dialogue for Settlement {
    fn matter(&self) -> Matter {
        let (kind, id) = ("settle", self.preview.workshop.uuid());
        Matter { kind, id }
    }

    fn title(&self, catalogue: &Catalogue) -> String {
        let workshop = self.preview.workshop_name.as_str();
        let title = t!(catalogue, "liquidaciones-settle-title", workshop = workshop);
        match self.turn {
            Some((at, of)) => format!("{title} · {}", t!(catalogue, "liquidaciones-turn", at = at, of = of)),
            None => title,
        }
    }

    fn verb(&self, catalogue: &Catalogue) -> String {
        t!(catalogue, "liquidaciones-settle-yes")
    }

    fn intro(&self, catalogue: &Catalogue) -> Said {
        let mut said = vec![match details(&self.preview.payee) {
            Some(details) => (Tone::Strong, t!(catalogue, "liquidaciones-payee", payee = details)),
            None => Tone::Waits.marked(t!(catalogue, "liquidaciones-payee-unknown")),
        }];
        let open = super::aging::by_readiness(catalogue, std::slice::from_ref(&self.preview.open));
        said.extend(open.into_iter().map(|line| (Tone::Past, line)));
        if !self.preview.transfer.is_positive() {
            said.push(Tone::Waits.marked(t!(catalogue, "liquidaciones-settle-nothing")));
        }
        said
    }

    fn fields(&self, shell: &Shell) -> Vec<Field> {
        let (catalogue, transfer) = (shell.catalogue, self.preview.transfer);
        let mut fields = Vec::new();
        let mut reference = Field::identifier(REFERENCE, t!(catalogue, "liquidaciones-field-reference"));
        if transfer.is_positive() {
            let amount = Field::amount(AMOUNT, t!(catalogue, "liquidaciones-field-amount"), transfer.currency());
            let hint = t!(catalogue, "liquidaciones-amount-hint");
            fields.push(amount.with(&transfer.digits()).hint(hint).required().of_reading());
            reference = reference.required().stand_in("000000000000");
        }
        let how = method(catalogue, t!(catalogue, "liquidaciones-field-method"));
        fields.push(match self.preview.payee.method {
            Some(payee) => how.with(payee.as_str()),
            None => how,
        });
        fields.push(reference);
        if transfer.is_positive() {
            fields.extend(self.sent_fields(shell));
        }
        if self.repeats {
            let reason = Field::lines(REPEATS, t!(catalogue, "liquidaciones-field-repeats"), LONGEST_NOTE);
            fields.push(reason.required());
        }
        fields.push(Field::text(URL, t!(catalogue, "liquidaciones-field-url")).hint(t!(catalogue, "liquidaciones-url-hint")));
        fields.push(Field::text(NOTE, t!(catalogue, "liquidaciones-field-note")));
        fields
    }

    fn command(&self, catalogue: &Catalogue, form: &Form) -> Result<Command, Unready> {
        let positive = self.preview.transfer.is_positive();
        let transfer = form.get(AMOUNT).or((!positive).then_some(self.preview.transfer));
        let (lines, total) = self
            .lines(transfer.ok_or(Unready::Missing)?)
            .map_err(|refusal| Unready::Wrong(AMOUNT.into(), catalogue.refusal(&refusal)))?;
        let reference = form.text(REFERENCE);
        if (positive && reference.is_none()) || (self.repeats && form.get(REPEATS).is_none()) {
            return Err(Unready::Missing);
        }
        Ok(Command::Settle(Settle {
            workshop: self.preview.workshop,
            lines,
            early: self.preview.early,
            sent: Sent {
                on: form.get(SENT_ON),
                currency: form.get(CURRENCY).filter(|currency| *currency != total.currency()),
                amount: None,
                rate: rate_of(catalogue, form)?,
                rate_confirmed: self.rate_confirmed,
            },
            total,
            method: form.get(METHOD).ok_or(Unready::Missing)?,
            reference: reference.unwrap_or_default(),
            receipt_url: form.text(URL),
            note: form.text(NOTE),
            repeats_reason: form.text(REPEATS),
        }))
    }

    /// What leaves follows the method, and is never what that does not carry; the rate stands for another currency only.
    fn edited(&self, catalogue: &Catalogue, form: &mut Form) {
        let (by, chosen) = (form.get(METHOD), form.get(CURRENCY));
        let fits = by.zip(chosen).is_none_or(|(method, chosen)| method.currencies().contains(&chosen));
        let leaves = self.leaves(by);
        if (!fits || !form.is_touched(CURRENCY.as_ref())) && self.currencies().contains(&leaves) {
            form.set(CURRENCY.as_ref(), leaves.as_str());
        }
        let other = form
            .get(CURRENCY)
            .is_some_and(|currency| currency != self.preview.transfer.currency());
        if other && !form.has(RATE.as_ref()) {
            form.append_after(CURRENCY.as_ref(), rate_or_days(catalogue));
        } else if !other {
            form.remove(RATE.as_ref());
        }
    }

    /// What is netted, what is transferred, what is paid before its day, and what stays owed.
    fn outlook(&self, catalogue: &Catalogue, _form: &Form, would: &Rehearsal) -> Said {
        let Did::Settled {
            transfer,
            netted,
            lines,
            sent,
            rate,
            ..
        } = would.receipt.outcome
        else {
            return Vec::new();
        };
        let mut said = Vec::new();
        let paid = transfer.checked_add(netted).unwrap_or(transfer);
        if netted.is_positive() {
            said.push((
                Tone::Accent,
                t!(catalogue, "liquidaciones-sum-netted", paid = paid, netted = netted),
            ));
        }
        said.push((Tone::Strong, t!(catalogue, "liquidaciones-sum", count = lines, transfer = transfer)));
        if let Some((sent, rate)) = sent.zip(rate.and_then(|rate| Rate::new(rate).ok())) {
            said.push((
                Tone::Strong,
                t!(catalogue, "liquidaciones-sum-sent", sent = sent, rate = rate.to_string()),
            ));
        }
        let settled: BTreeSet<PayableId> = would.settled.iter().map(|line| line.payable).collect();
        let is_paid = |row: &&PayableRow| settled.contains(&row.id);
        let paid_lines = self.paid_lines().filter(is_paid);
        let paid_lines: Vec<&PayableRow> = paid_lines.collect();
        for (readiness, key) in [
            (Readiness::NotCut, "liquidaciones-sum-early"),
            (Readiness::NotDue, "liquidaciones-sum-not-due"),
        ] {
            let early = paid_lines.iter().filter(|row| row.readiness == readiness).count();
            if early > 0 {
                said.push(Tone::Waits.marked(catalogue.text(key, &[("count", early.into())])));
            }
        }
        let rest = self.preview.paid.less(paid);
        if rest.is_positive() {
            said.push(Tone::Waits.marked(t!(catalogue, "liquidaciones-sum-rest", rest = rest)));
        }
        said
    }

    /// The lines looked at, each with what is paid of it.
    fn table(&self, catalogue: &Catalogue, _form: &Form, would: &Rehearsal) -> Vec<Said> {
        let line = |row: &PayableRow| {
            let paid = would.settled.iter().find(|line| line.payable == row.id);
            let kind = catalogue.text(&format!("payable-kind-{}.short", row.kind), &[]);
            let (tone, said) = match paid.map(|line| line.amount) {
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
        };
        let parts = &self.preview.parts;
        let mut lines: Vec<Said> = parts.iter().take(MOST_SHOWN).map(|part| line(&part.line)).collect();
        let more = parts.len().saturating_sub(MOST_SHOWN);
        if more > 0 {
            lines.push(vec![(Tone::Past, t!(catalogue, "liquidaciones-more-lines", count = more))]);
        }
        lines
    }

    fn last_question(&self, _form: &Form, would: &Rehearsal) -> LastQuestion {
        match would.receipt.outcome {
            // As the person reads it in the bank.
            Did::Settled { transfer, sent, .. } => LastQuestion::Typed(sent.unwrap_or(transfer).digits()),
            _ => LastQuestion::Asked,
        }
    }

    fn recalled(&self, catalogue: &Catalogue, form: &Form) -> Said {
        let mut said = Vec::new();
        if let (Some(method), Some(reference)) = (form.get(METHOD), form.get(REFERENCE)) {
            let method = catalogue.method(method);
            let line = t!(catalogue, "liquidaciones-sure-by", method = method, reference = reference);
            said.push((Tone::Plain, line));
        }
        if let Some(day) = form.get(SENT_ON) {
            said.push((Tone::Plain, t!(catalogue, "liquidaciones-sent-on", day = day)));
        }
        let repeats = form.get(REPEATS);
        said.extend(repeats.map(|reason| (Tone::Waits, t!(catalogue, "liquidaciones-sure-repeats", reason = reason))));
        said
    }

    fn asks_consent(&self, catalogue: &Catalogue, error: &Error) -> Option<Said> {
        unusual_rate(catalogue, error)
    }

    fn agree(&mut self, agreed: bool) {
        self.rate_confirmed = agreed;
    }

    fn field_of(&self, refusal: &Refusal) -> Option<Cow<'static, str>> {
        let text = refusal.code.as_str();
        Some(match refusal.code {
            Code::ProofCurrency => CURRENCY.into(),
            // The same reference twice is either a mistake or has a reason.
            Code::SettlementRepeated => REPEATS.into(),
            Code::PaymentExceeds => AMOUNT.into(),
            Code::NoRate | Code::RateInvalid | Code::RefundRate => RATE.into(),
            Code::SentBeforeLine | Code::DateFuture => SENT_ON.into(),
            _ if text.starts_with("reference-") => REFERENCE.into(),
            _ if text.starts_with("amount-") => AMOUNT.into(),
            _ => return None,
        })
    }

    fn refused(&mut self, refusal: &Refusal) -> bool {
        let asks = refusal.code == Code::SettlementRepeated && !self.repeats;
        self.repeats |= asks;
        asks
    }

    fn done(&self, catalogue: &Catalogue, receipt: &Receipt) -> (Tone, String) {
        let (transfer, lines) = match receipt.outcome {
            Did::Settled { transfer, lines, .. } => (transfer.to_string(), lines),
            _ => (String::new(), 0),
        };
        let workshop = self.preview.workshop_name.as_str();
        let said = t!(
            catalogue,
            "liquidaciones-did-settle",
            amount = transfer,
            workshop = workshop,
            count = lines
        );
        (Tone::Done, said)
    }
}

/// "Costura Bello Monte, C.A. · J-07013380-5 · 0102 Venezuela · 0102 0000 0000 0000 4821"; none without an account.
pub fn details(payee: &PayeeView) -> Option<String> {
    payee.account.as_ref()?;
    Some(payee.shown().join(" · "))
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
