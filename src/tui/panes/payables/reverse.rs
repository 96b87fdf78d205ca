//! A payment, or a whole transfer, that did not happen after all: the reason, and the amount typed before it is undone.

use crate::domain::money::Money;
use crate::locale::{Catalogue, t};
use crate::service::Command;
use crate::service::payables::commands::{ReversePayment, Undone};
use crate::service::payables::view::{PayableHappened, PayableView, SettlementView};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::confirm::Confirm;
use crate::tui::dialogue::field::Field;
use crate::tui::dialogue::form::Form;

const LONGEST_REASON: usize = 500;

#[derive(Clone, Debug)]
pub struct Undoing {
    pub what: Undone,
    pub amount: Money,
    /// The title, and what it means, in words.
    title: String,
    said: String,
}

impl Undoing {
    /// One payment of a line.
    pub fn payment(catalogue: &Catalogue, line: &PayableView, paid: &PayableHappened) -> Option<Self> {
        let said = t!(
            catalogue,
            "liquidaciones-reverse-payment",
            amount = paid.amount?,
            number = &line.row.number,
            workshop = line.row.workshop_name.as_str(),
            by = paid.by.as_str(),
            at = paid.at
        );
        Some(Self {
            what: Undone::Payment(paid.payment?),
            amount: paid.amount?,
            title: t!(catalogue, "liquidaciones-reverse-title"),
            said,
        })
    }

    /// All of a transfer that is not undone yet.
    pub fn transfer(catalogue: &Catalogue, transfer: &SettlementView) -> Option<Self> {
        let left: Vec<_> = transfer.payments.iter().filter(|line| line.reversed.is_none()).collect();
        let currency = transfer.row.amount.currency();
        let amount = Money::sum(currency, left.iter().map(|line| line.amount)).ok()?;
        let said = t!(
            catalogue,
            "liquidaciones-reverse-transfer",
            amount = amount,
            count = left.len(),
            workshop = transfer.row.workshop_name.as_str(),
            by = transfer.row.paid_by.as_str(),
            at = transfer.row.paid_at
        );
        (!left.is_empty()).then(|| Self {
            what: Undone::Settlement(transfer.row.id),
            amount,
            title: t!(catalogue, "liquidaciones-reverse-all-title"),
            said,
        })
    }

    pub fn form(&self, catalogue: &Catalogue) -> Form {
        Form::new(self.title.clone(), t!(catalogue, "liquidaciones-reverse-yes"))
            .intro(Tone::Plain, self.said.clone())
            .field(Field::lines("reason", t!(catalogue, "liquidaciones-field-reason"), LONGEST_REASON).required())
    }

    pub fn sure(&self, catalogue: &Catalogue, form: &Form) -> Confirm {
        Confirm::new(self.title.clone(), t!(catalogue, "liquidaciones-reverse-yes"))
            .toned(Tone::Strong, self.said.clone())
            .line(t!(catalogue, "liquidaciones-reverse-follows"))
            .line(t!(catalogue, "liquidaciones-sure-reason", reason = form.value("reason")))
            .typed(self.amount.digits())
    }

    pub fn command(&self, form: &Form) -> Command {
        Command::ReversePayment(ReversePayment {
            what: self.what,
            reason: form.value("reason").to_owned(),
        })
    }
}
