//! What is asked about one line or one transfer: holding a line back, letting it go, undoing what was paid.

use uuid::Uuid;

use crate::domain::ids::{PayableId, SettlementId};
use crate::domain::money::Money;
use crate::locale::{Catalogue, t};
use crate::service::Command;
use crate::service::core::receipt::Outcome as Did;
use crate::service::payables::commands::{OnPayable, ReversePayment, Undone};
use crate::service::payables::view::{PayableHappened, PayableRow, PayableView, SettlementView};
use crate::tui::core::client::{Receipt, Rehearsal};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::Field;
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::dialogue::{Dialogue, LastQuestion, Matter, Said, Unready};
use crate::tui::pane::reason::{REASON, given, reason};

/// A line held back from payment, or let go again.
#[derive(Clone, Debug)]
pub struct Hold {
    pub row: PayableRow,
    pub release: bool,
}

impl Hold {
    fn said(&self, catalogue: &Catalogue, hold: &str, release: &str) -> String {
        let key = if self.release { release } else { hold };
        catalogue.text(key, &[("number", self.row.number.as_str().into())])
    }
}

impl Dialogue for Hold {
    fn matter(&self) -> Matter {
        let kind = if self.release { "release" } else { "hold" };
        let id = self.row.id.uuid();
        Matter { kind, id }
    }

    fn title(&self, catalogue: &Catalogue) -> String {
        self.said(catalogue, "liquidaciones-hold-title", "liquidaciones-release-title")
    }

    fn verb(&self, catalogue: &Catalogue) -> String {
        self.said(catalogue, "liquidaciones-hold-yes", "liquidaciones-release-yes")
    }

    fn intro(&self, catalogue: &Catalogue) -> Said {
        let workshop = self.row.workshop_name.as_str();
        vec![(
            Tone::Plain,
            t!(catalogue, "liquidaciones-hold-what", workshop = workshop, left = self.row.left),
        )]
    }

    fn fields(&self, shell: &Shell) -> Vec<Field> {
        vec![reason(t!(shell.catalogue, "liquidaciones-field-reason"))]
    }

    fn command(&self, _catalogue: &Catalogue, form: &Form) -> Result<Command, Unready> {
        let on = OnPayable {
            payable: self.row.id,
            seen: self.row.version,
            reason: given(form)?,
        };
        Ok(if self.release {
            Command::ReleasePayable(on)
        } else {
            Command::HoldPayable(on)
        })
    }

    fn outlook(&self, _catalogue: &Catalogue, _form: &Form, _would: &Rehearsal) -> Said {
        Vec::new()
    }

    fn done(&self, catalogue: &Catalogue, _receipt: &Receipt) -> (Tone, String) {
        (Tone::Done, self.said(catalogue, "liquidaciones-held", "liquidaciones-released"))
    }
}

/// A payment, or a whole transfer, that did not happen after all.
#[derive(Clone, Debug)]
pub struct Reverse {
    what: Undone,
    of: Uuid,
    title: &'static str,
    /// What it means, in words.
    said: String,
}

impl Reverse {
    /// One payment of a line.
    pub fn payment(catalogue: &Catalogue, line: &PayableView, paid: &PayableHappened) -> Option<Self> {
        let (payment, amount) = paid.payment.zip(paid.amount)?;
        let of: PayableId = line.row.id;
        Some(Self {
            what: Undone::Payment(payment),
            of: of.uuid(),
            title: "liquidaciones-reverse-title",
            said: t!(
                catalogue,
                "liquidaciones-reverse-payment",
                amount = amount,
                number = &line.row.number,
                workshop = line.row.workshop_name.as_str(),
                by = paid.by.as_str(),
                at = paid.at
            ),
        })
    }

    /// All of a transfer that is not undone yet.
    pub fn transfer(catalogue: &Catalogue, transfer: &SettlementView) -> Option<Self> {
        let row = &transfer.row;
        let left: Vec<_> = transfer.payments.iter().filter(|line| line.reversed.is_none()).collect();
        let amount = Money::sum(row.amount.currency(), left.iter().map(|line| line.amount)).ok()?;
        let of: SettlementId = row.id;
        (!left.is_empty()).then(|| Self {
            what: Undone::Settlement(row.id),
            of: of.uuid(),
            title: "liquidaciones-reverse-all-title",
            said: t!(
                catalogue,
                "liquidaciones-reverse-transfer",
                amount = amount,
                count = left.len(),
                workshop = row.workshop_name.as_str(),
                by = row.paid_by.as_str(),
                at = row.paid_at
            ),
        })
    }
}

impl Dialogue for Reverse {
    fn matter(&self) -> Matter {
        let (kind, id) = ("reverse", self.of);
        Matter { kind, id }
    }

    fn title(&self, catalogue: &Catalogue) -> String {
        catalogue.text(self.title, &[])
    }

    fn verb(&self, catalogue: &Catalogue) -> String {
        t!(catalogue, "liquidaciones-reverse-yes")
    }

    fn intro(&self, _catalogue: &Catalogue) -> Said {
        vec![(Tone::Plain, self.said.clone())]
    }

    fn fields(&self, shell: &Shell) -> Vec<Field> {
        vec![reason(t!(shell.catalogue, "liquidaciones-field-reason"))]
    }

    fn command(&self, _catalogue: &Catalogue, form: &Form) -> Result<Command, Unready> {
        Ok(Command::ReversePayment(ReversePayment {
            what: self.what,
            reason: given(form)?,
        }))
    }

    fn outlook(&self, catalogue: &Catalogue, _form: &Form, would: &Rehearsal) -> Said {
        let mut said = vec![(Tone::Plain, t!(catalogue, "liquidaciones-reverse-follows"))];
        if let Did::Reversed { payments, amount } = would.receipt.outcome {
            let would = t!(catalogue, "liquidaciones-would-reverse", amount = amount, count = payments);
            said.insert(0, (Tone::Strong, would));
        }
        said
    }

    fn last_question(&self, _form: &Form, would: &Rehearsal) -> LastQuestion {
        match would.receipt.outcome {
            Did::Reversed { amount, .. } => LastQuestion::Typed(amount.digits()),
            _ => LastQuestion::Asked,
        }
    }

    fn recalled(&self, catalogue: &Catalogue, form: &Form) -> Said {
        let reason = form.get(REASON).unwrap_or_default();
        vec![(Tone::Plain, t!(catalogue, "liquidaciones-sure-reason", reason = reason))]
    }

    fn done(&self, catalogue: &Catalogue, receipt: &Receipt) -> (Tone, String) {
        let (payments, amount) = match receipt.outcome {
            Did::Reversed { payments, amount } => (payments, amount.to_string()),
            _ => (0, String::new()),
        };
        let said = t!(catalogue, "liquidaciones-did-reverse", amount = amount, count = payments);
        (Tone::Done, said)
    }
}
