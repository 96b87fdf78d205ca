//! A rejection: a reason, a text if the reason's own does not do, and the message exactly as the customer will read it.

use super::order_under_review;
use crate::domain::Time;
use crate::domain::messages::channel::{Reach, Recipient};
use crate::domain::payments::rejection::RejectionReason;
use crate::locale::{Catalogue, date_time, t};
use crate::service::Command;
use crate::service::payments::commands::Reject;
use crate::service::payments::view::Review;
use crate::tui::core::client::{Receipt, Rehearsal};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::{Choice, Field, Handle, One, Words};
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::dialogue::{Dialogue, Matter, Said, Unready, done};

/// Characters of what is written to the customer, or of why there is an exception.
pub const LONGEST_TEXT: usize = 500;

const REASON: Handle<One<RejectionReason>> = Handle::new("reason");
const TEXT: Handle<Words> = Handle::new("text");
const EARLY: Handle<Words> = Handle::new("early");

#[derive(Clone, Debug)]
pub struct Rejection {
    pub review: Review,
}

impl Dialogue for Rejection {
    fn matter(&self) -> Matter {
        let id = self.review.order.id.uuid();
        Matter { kind: "reject", id }
    }

    fn title(&self, catalogue: &Catalogue) -> String {
        t!(catalogue, "pagos-reject-title", order = &self.review.order.number)
    }

    fn verb(&self, catalogue: &Catalogue) -> String {
        t!(catalogue, "pagos-reject-yes")
    }

    fn intro(&self, catalogue: &Catalogue) -> Said {
        let (customer, phone) = (self.review.order.customer.as_str(), &self.review.order.phone);
        let mut said = vec![(Tone::Plain, t!(catalogue, "pagos-reject-intro", customer = customer, phone = phone))];
        said.extend(self.review.early_until.map(|at| early(catalogue, at)));
        said
    }

    fn fields(&self, shell: &Shell) -> Vec<Field> {
        let catalogue = shell.catalogue;
        let reasons = RejectionReason::ALL.iter().map(|reason| {
            let choice = Choice::new(reason.as_str(), catalogue.text(&format!("pagos-reason-{reason}"), &[]));
            match reason {
                RejectionReason::SuspectedFraud => choice.note(t!(catalogue, "pagos-fraud-hint")),
                _ => choice,
            }
        });
        let mut fields = vec![
            Field::choice(REASON, t!(catalogue, "pagos-field-reason"), reasons.collect())
                .hint(t!(catalogue, "pagos-customer-reads-nothing"))
                .required(),
            Field::lines(TEXT, t!(catalogue, "pagos-field-text"), LONGEST_TEXT).hint(t!(catalogue, "pagos-text-hint")),
        ];
        let asked = self.review.early_until.map(|_| t!(catalogue, "pagos-field-early"));
        fields.extend(asked.map(|label| Field::lines(EARLY, label, LONGEST_TEXT).hint(t!(catalogue, "pagos-early-hint"))));
        fields
    }

    fn command(&self, catalogue: &Catalogue, form: &Form) -> Result<Command, Unready> {
        let reason = form.get(REASON).ok_or(Unready::Missing)?;
        let text = form.text(TEXT);
        if reason == RejectionReason::Other && text.is_none() {
            return Err(Unready::Wrong(TEXT.into(), t!(catalogue, "pagos-text-required")));
        }
        Ok(Command::Reject(Reject {
            order: self.review.order.id,
            seen: order_under_review::seen(&self.review),
            reason,
            text,
            early: form.text(EARLY),
        }))
    }

    fn outlook(&self, catalogue: &Catalogue, _form: &Form, would: &Rehearsal) -> Said {
        customer_reads(catalogue, would)
    }

    fn left(&self, catalogue: &Catalogue) -> Option<(Tone, String)> {
        Some((Tone::Waits, t!(catalogue, "pagos-still-yours", order = &self.review.order.number)))
    }

    fn done(&self, catalogue: &Catalogue, receipt: &Receipt) -> (Tone, String) {
        done(catalogue, "pagos-did-reject", receipt)
    }
}

/// Since when the money could be seen.
pub fn early(catalogue: &Catalogue, at: Time) -> (Tone, String) {
    (Tone::Waits, t!(catalogue, "pagos-early", at = date_time(at)))
}

/// The messages to the customer, as they will go out.
pub fn customer_reads(catalogue: &Catalogue, would: &Rehearsal) -> Said {
    let messages = would.messages.iter().filter(|message| message.to == Recipient::Customer);
    messages
        .flat_map(|message| {
            let unreached = matches!(message.reach, Reach::Unreachable { .. });
            let reach = (Tone::Waits, catalogue.reach(message.to, &message.reach));
            let said = [
                (Tone::Past, t!(catalogue, "pagos-customer-reads")),
                (Tone::Plain, catalogue.message(&message.template, &message.data)),
            ];
            said.into_iter().chain(unreached.then_some(reach))
        })
        .collect()
}
