//! What is asked before an order is changed: a form for each step, the command it makes, and the question that follows it
//! when the step cannot simply be undone.

use chrono::NaiveDate;

use super::methods;
use crate::domain::fulfilment::cancellation_preview::AssignmentEnd;
use crate::domain::ids::OrderId;
use crate::domain::method::PaymentMethod;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::refusal::Code;
use crate::locale::{Catalogue, Key, t};
use crate::service::Command;
use crate::service::core::command::{Seen, WithReason};
use crate::service::orders::commands::Note;
use crate::service::orders::view::{AccountView, OrderHead, RefundView, Timeline};
use crate::service::payments::commands::{PayRefund, RequestRefund};
use crate::tui::core::client::Rehearsal;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::confirm::Confirm;
use crate::tui::dialogue::field::{Choice, Field};
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::rehearsal::rehearsed;
use crate::tui::panes::production::{overriding, share};

/// Characters of a note and of a reason.
const LONGEST_NOTE: usize = 2_000;
const LONGEST_REASON: usize = 500;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Note,
    Cancel,
    Refund,
    PayRefund,
    Reinstate,
    Reopen,
    Reverse,
    Report(PaymentMethod, Currency),
}

/// A step somebody began, on the order as they saw it.
#[derive(Clone, Debug)]
pub struct OrderDialog {
    pub what: What,
    pub order: OrderHead,
    /// The refund that is due.
    pub refund: Option<RefundView>,
    /// What it would do, in sentences.
    pub lines: Vec<(Tone, String)>,
    pub money_back: Option<Money>,
    /// The work that would be lost with it, from production on: an override and the share owed are asked for.
    pub late: Option<AssignmentStatus>,
    /// What ending the assignment does, at the usual share.
    pub ends: Option<AssignmentEnd>,
    /// Where money can arrive, for a report.
    pub accounts: Vec<AccountView>,
}

impl OrderDialog {
    pub fn new(what: What, timeline: &Timeline) -> Self {
        let due = timeline.refunds.iter().find(|refund| refund.status == "DUE");
        Self {
            what,
            order: timeline.order.clone(),
            refund: due.cloned(),
            lines: Vec::new(),
            money_back: None,
            late: None,
            ends: None,
            accounts: Vec::new(),
        }
    }

    pub const fn id(&self) -> OrderId {
        self.order.id
    }

    const fn seen(&self) -> Seen {
        Seen {
            version: self.order.version,
            proofs: None,
        }
    }

    const fn title(&self) -> Key {
        match self.what {
            What::Note => "pedidos-note-title",
            What::Cancel => "pedidos-cancel-title",
            What::Refund => "pedidos-refund-title",
            What::PayRefund => "pedidos-pay-title",
            What::Reinstate => "pedidos-reinstate-title",
            What::Reopen => "pedidos-reopen-title",
            What::Reverse => "pedidos-reverse-title",
            What::Report(..) => "pedidos-report-title",
        }
    }

    /// The verb on the button.
    const fn verb(&self) -> Key {
        match self.what {
            What::Note => "pedidos-note-yes",
            What::Cancel => "pedidos-cancel-yes",
            What::Refund => "pedidos-refund-yes",
            What::PayRefund => "pedidos-pay-yes",
            What::Reinstate => "pedidos-reinstate-yes",
            What::Reopen => "pedidos-reopen-yes",
            What::Reverse => "pedidos-reverse-yes",
            What::Report(..) => "pedidos-report-yes",
        }
    }

    /// Said when it is done.
    pub const fn done(&self) -> Key {
        match self.what {
            What::Note => "pedidos-note-done",
            What::Cancel => "pedidos-cancel-done",
            What::Refund => "pedidos-refund-done",
            What::PayRefund => "pedidos-pay-done",
            What::Reinstate => "pedidos-reinstate-done",
            What::Reopen => "pedidos-reopen-done",
            What::Reverse => "pedidos-reverse-done",
            What::Report(..) => "pedidos-report-done",
        }
    }

    pub fn form(&self, catalogue: &Catalogue, today: NaiveDate) -> Form {
        let title = t!(catalogue, self.title(), number = &self.order.number);
        let mut form = Form::new(title, catalogue.text(self.verb(), &[]));
        for (tone, line) in &self.lines {
            form = form.intro(*tone, line.clone());
        }
        let mut form = match self.what {
            What::Note => form.field(note(catalogue)).field(readers(catalogue)),
            What::Cancel | What::Reinstate | What::Reopen => form.field(reason(catalogue)),
            What::Reverse => form
                .intro(Tone::Waits, t!(catalogue, "pedidos-reverse-what"))
                .field(overriding(catalogue, "pedidos-override-reverse"))
                .field(reason(catalogue)),
            What::Refund => match self.late {
                Some(status) => form
                    .field(overriding(catalogue, "pedidos-override-production"))
                    .field(share(catalogue, status)),
                None => form,
            }
            .field(reason(catalogue)),
            What::PayRefund => self.payment(catalogue, form),
            What::Report(method, currency) => methods::report(catalogue, form, self, (method, currency), today),
        };
        self.edited(catalogue, &mut form);
        form
    }

    fn payment(&self, catalogue: &Catalogue, form: Form) -> Form {
        let Some(refund) = &self.refund else { return form };
        let said = t!(
            catalogue,
            "pedidos-pay-what",
            amount = refund.amount,
            paid = refund.paid,
            left = refund.left
        );
        let methods = PaymentMethod::ALL.iter().map(|method| Choice {
            value: method.to_string(),
            label: catalogue.text(&format!("method-{method}"), &[]),
            note: String::new(),
        });
        form.intro(Tone::Plain, said)
            .field(
                Field::amount("amount", t!(catalogue, "pedidos-field-amount"), refund.amount.currency())
                    .offer(refund.left.digits())
                    .required(),
            )
            .field(Field::choice("method", t!(catalogue, "pedidos-field-method"), methods.collect()).required())
            .field(Field::text("reference", t!(catalogue, "pedidos-field-reference")).required())
            .field(Field::text("url", t!(catalogue, "pedidos-field-url")).hint(t!(catalogue, "pedidos-field-optional")))
    }

    /// What follows from what is typed so far.
    pub fn edited(&self, catalogue: &Catalogue, form: &mut Form) {
        if let Some(end) = self.ends.clone() {
            let end = end.at(form.value("share").parse().ok());
            form.preview = catalogue.assignment_end(&end).into_iter().map(|line| (Tone::Waits, line)).collect();
        }
        if let (What::PayRefund, Some(refund)) = (self.what, &self.refund) {
            let left = form.money("amount").map(|amount| refund.left.less(amount));
            form.preview = match left {
                Some(left) if left.is_negative() => vec![(Tone::Wrong, t!(catalogue, "pedidos-pay-too-much", left = refund.left))],
                Some(left) if left.is_zero() => vec![(Tone::Done, t!(catalogue, "pedidos-pay-closes"))],
                Some(left) => vec![(Tone::Plain, t!(catalogue, "pedidos-pay-left", left = left))],
                None => Vec::new(),
            };
        }
    }

    /// What moves money or ends an order is asked about once more; the form was question enough for the rest.
    pub const fn asks_again(&self) -> bool {
        !matches!(self.what, What::Note | What::Report(..))
    }

    /// The last question: what rehearsing the command answered. None while the form lacks an amount.
    pub fn last_question(&self, catalogue: &Catalogue, form: &Form, would: &Rehearsal) -> Option<Confirm> {
        let (number, customer) = (&self.order.number, self.order.customer.as_str());
        let title = t!(catalogue, self.title(), number = number);
        let mut confirm = Confirm::new(title, catalogue.text(self.verb(), &[]));
        confirm = confirm.toned(
            Tone::Strong,
            t!(catalogue, "pedidos-sure-who", number = number, customer = customer),
        );
        for (tone, line) in rehearsed(catalogue, would) {
            confirm = confirm.toned(tone, line);
        }
        Some(match self.what {
            What::Note | What::Report(..) => return None,
            What::Cancel | What::Reinstate | What::Reopen => said(catalogue, confirm, form),
            What::Refund | What::Reverse => said(catalogue, confirm, form).typed(number.clone()),
            What::PayRefund => {
                let amount = form.money("amount")?;
                let method = catalogue.text(&format!("method-{}", form.value("method")), &[]);
                let line = t!(
                    catalogue,
                    "pedidos-pay-sure",
                    amount = amount,
                    method = method,
                    reference = form.value("reference")
                );
                confirm.toned(Tone::Strong, line).typed(amount.digits())
            }
        })
    }

    /// What the filled form asks of the shop.
    pub fn command(&self, form: &Form) -> Option<Command> {
        let (order, reason) = (self.id(), form.value("reason").to_owned());
        let with = |overridden| WithReason {
            order,
            seen: Some(self.seen()),
            reason: Some(reason.clone()).filter(|reason| !reason.is_empty()),
            overridden,
        };
        Some(match self.what {
            What::Note => Command::Note(Note {
                order,
                text: form.value("text").to_owned(),
                internal: form.value("readers") != "customer",
            }),
            What::Cancel => Command::Cancel(with(false)),
            What::Reinstate => Command::Reinstate(with(false)),
            What::Reopen => Command::Reopen(with(false)),
            What::Reverse => Command::Reverse(with(form.value("override") == "yes")),
            What::Refund => Command::RequestRefund(RequestRefund {
                order,
                seen: Some(self.seen()),
                reason,
                overridden: form.value("override") == "yes",
                share: form.value("share").parse().ok().filter(|_| self.late.is_some()),
            }),
            What::PayRefund => Command::PayRefund(PayRefund {
                order,
                seen: self.seen(),
                amount: form.money("amount")?,
                method: form.value("method").parse().ok()?,
                reference: form.value("reference").to_owned(),
                receipt_url: Some(form.value("url").to_owned()).filter(|url| !url.is_empty()),
            }),
            What::Report(method, currency) => Command::Report(methods::read(form, &self.order.number, (method, currency))),
        })
    }

    /// The field a refusal is about.
    pub fn field_of(&self, code: Code) -> Option<&'static str> {
        let text = code.as_str();
        let starts = |prefix: &str| text.starts_with(prefix);
        let field = match code {
            Code::ReasonRequired if matches!(self.what, What::Report(..)) => "note",
            Code::ReasonRequired => "reason",
            Code::OverrideRequired => "override",
            Code::ShareRequired => "share",
            Code::RefundExceeds | Code::ProofCurrency => "amount",
            Code::NoteEmpty | Code::TextTooLong if self.what == What::Note => "text",
            Code::PhoneMalformed => "payer-phone",
            Code::EmailMalformed => "email",
            Code::BankUnknown => "origin-bank",
            Code::AccountUnknown => "account",
            _ if starts("amount-") => "amount",
            _ if starts("reference-") => "reference",
            _ if starts("date-") => "date",
            _ if starts("rif-") || starts("payer-") || starts("national-id-") => "payer-id",
            _ => return None,
        };
        Some(field)
    }
}

/// The reason that was given, in the question.
fn said(catalogue: &Catalogue, confirm: Confirm, form: &Form) -> Confirm {
    match form.value("reason") {
        "" => confirm,
        reason => confirm.line(t!(catalogue, "pedidos-sure-reason", reason = reason)),
    }
}

fn note(catalogue: &Catalogue) -> Field {
    Field::lines("text", t!(catalogue, "pedidos-field-note"), LONGEST_NOTE).required()
}

fn readers(catalogue: &Catalogue) -> Field {
    let choice = |value: &str, label: Key, note: Key| Choice {
        value: value.to_owned(),
        label: catalogue.text(label, &[]),
        note: catalogue.text(note, &[]),
    };
    let choices = vec![
        choice("staff", "pedidos-note-internal", "pedidos-note-internal-note"),
        choice("customer", "pedidos-note-public", "pedidos-note-public-note"),
    ];
    Field::choice("readers", t!(catalogue, "pedidos-field-readers"), choices).with("staff")
}

fn reason(catalogue: &Catalogue) -> Field {
    Field::lines("reason", t!(catalogue, "pedidos-field-reason"), LONGEST_REASON).required()
}
