//! What is asked before an order is changed: for each step its words, its form, the command it makes, and what is asked once
//! more when the step cannot simply be undone.

use std::borrow::Cow;

use super::refund::{self, REFERENCE, URL};
use super::report::{self, AMOUNT, Reporting};
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payments::payment_edges::PAYMENT_EDGES;
use crate::domain::payments::proof::Field as Part;
use crate::domain::refusal::{Code, Refusal};
use crate::locale::{Catalogue, Key, date, t, zone};
use crate::service::Command;
use crate::service::core::command::{Seen, WithReason};
use crate::service::core::error::Conflict as Overtaken;
use crate::service::core::receipt::Outcome as Did;
use crate::service::orders::commands::Note;
use crate::service::orders::view::{OrderHead, RefundView};
use crate::service::payments::commands::{PayRefund, RecordSurplus, RequestRefund};
use crate::tui::core::client::{Error, Receipt, Rehearsal};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::conflict::Moved;
use crate::tui::dialogue::field::{Choice, Field, Handle, Words};
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::rehearsal::rehearsed;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::dialogue::{Dialogue, LastQuestion, Matter, Said, Unready, done};
use crate::tui::pane::method::METHOD;
use crate::tui::pane::rate::{RATE, rate_of, unusual_rate};
use crate::tui::pane::reason::{REASON, given, reason};
use crate::tui::pane::status;
use crate::tui::panes::production::{OVERRIDE, SHARE, is_late, overriding, share};

/// Characters of a note.
const LONGEST_NOTE: usize = 2_000;

const TEXT: Handle<Words> = Handle::new("text");
const READERS: Handle<Words> = Handle::new("readers");

/// What is done to an order.
#[derive(Clone, Debug)]
pub enum OrderChange {
    Note,
    Cancel,
    Refund,
    /// The refund that is due.
    PayRefund(Box<RefundView>),
    Reinstate,
    Reopen,
    Reverse,
    Report(Reporting),
    /// A payment of an order that needs no more.
    RecordSurplus(Reporting),
}

/// A step somebody takes, on the order as they saw it.
#[derive(Clone, Debug)]
pub struct OrderStep {
    pub change: OrderChange,
    pub order: OrderHead,
    /// A rate is right although it is far from the day's.
    pub rate_confirmed: bool,
}

impl OrderStep {
    /// Its title, the verb on its button, what is said when it is done.
    const fn words(&self) -> [Key; 3] {
        match self.change {
            OrderChange::Note => ["pedidos-note-title", "pedidos-note-yes", "pedidos-note-done"],
            OrderChange::Cancel => ["pedidos-cancel-title", "pedidos-cancel-yes", "pedidos-cancel-done"],
            OrderChange::Refund => ["pedidos-refund-title", "pedidos-refund-yes", "pedidos-refund-done"],
            OrderChange::PayRefund(_) => ["pedidos-pay-title", "pedidos-pay-yes", "pedidos-pay-done"],
            OrderChange::Reinstate => ["pedidos-reinstate-title", "pedidos-reinstate-yes", "pedidos-reinstate-done"],
            OrderChange::Reopen => ["pedidos-reopen-title", "pedidos-reopen-yes", "pedidos-reopen-done"],
            OrderChange::Reverse => ["pedidos-reverse-title", "pedidos-reverse-yes", "pedidos-reverse-done"],
            OrderChange::Report(_) => ["pedidos-report-title", "pedidos-report-yes", "pedidos-report-done"],
            OrderChange::RecordSurplus(_) => ["pedidos-record-title", "pedidos-record-yes", "pedidos-record-done"],
        }
    }

    /// The order was delivered: it comes back, and somebody bears it.
    fn is_delivered(&self) -> bool {
        self.order.production == Some(AssignmentStatus::Completed)
    }

    /// The work that a refund would lose, from production on: an override and the share owed are asked for.
    fn late(&self) -> Option<AssignmentStatus> {
        self.order.production.filter(|status| is_late(*status))
    }

    const fn seen(&self) -> Seen {
        Seen {
            version: self.order.version,
            proofs: None,
        }
    }

    fn whose(&self, catalogue: &Catalogue) -> (Tone, String) {
        let (number, customer) = (&self.order.number, self.order.customer.as_str());
        (
            Tone::Strong,
            t!(catalogue, "pedidos-sure-who", number = number, customer = customer),
        )
    }
}

impl Dialogue for OrderStep {
    fn matter(&self) -> Matter {
        let id = match &self.change {
            OrderChange::PayRefund(due) => due.id.uuid(),
            _ => self.order.id.uuid(),
        };
        Matter { kind: self.words()[0], id }
    }

    fn title(&self, catalogue: &Catalogue) -> String {
        let [title, _, _] = self.words();
        t!(catalogue, title, number = &self.order.number)
    }

    fn verb(&self, catalogue: &Catalogue) -> String {
        catalogue.text(self.words()[1], &[])
    }

    fn intro(&self, catalogue: &Catalogue) -> Said {
        match &self.change {
            OrderChange::Note => Vec::new(),
            OrderChange::Report(reporting) => vec![(Tone::Plain, reporting.intro(catalogue, &self.order))],
            OrderChange::RecordSurplus(_) => vec![self.whose(catalogue), (Tone::Waits, t!(catalogue, "pedidos-record-what"))],
            OrderChange::PayRefund(due) => {
                let what = t!(catalogue, "pedidos-pay-what", amount = due.amount, paid = due.paid, left = due.left);
                vec![(Tone::Plain, what), refund::goes_to(catalogue, &due.to)]
            }
            OrderChange::Reverse => vec![self.whose(catalogue), (Tone::Waits, t!(catalogue, "pedidos-reverse-what"))],
            OrderChange::Cancel | OrderChange::Refund | OrderChange::Reinstate | OrderChange::Reopen => vec![self.whose(catalogue)],
        }
    }

    /// What ends an order is not begun where it would be refused.
    fn is_weighed_first(&self) -> bool {
        matches!(self.change, OrderChange::Cancel | OrderChange::Refund)
    }

    fn fields(&self, shell: &Shell) -> Vec<Field> {
        let catalogue = shell.catalogue;
        let reason = || reason(t!(catalogue, "pedidos-field-reason"));
        match &self.change {
            OrderChange::Note => vec![
                Field::lines(TEXT, t!(catalogue, "pedidos-field-note"), LONGEST_NOTE).required(),
                readers(catalogue),
            ],
            OrderChange::Cancel | OrderChange::Reinstate | OrderChange::Reopen => vec![reason()],
            OrderChange::Reverse => vec![overriding(catalogue, "pedidos-override-reverse"), reason()],
            OrderChange::Refund if self.is_delivered() => vec![
                overriding(catalogue, "pedidos-override-return"),
                refund::bearer(catalogue),
                refund::given_back(catalogue),
                reason(),
            ],
            OrderChange::Refund => match self.late() {
                Some(status) => vec![
                    overriding(catalogue, "pedidos-override-production"),
                    share(catalogue, status),
                    reason(),
                ],
                None => vec![reason()],
            },
            OrderChange::PayRefund(due) => refund::payment(catalogue, due, zone().day(shell.now)),
            OrderChange::Report(reporting) => reporting.fields(catalogue, &self.order, zone().day(shell.now)),
            OrderChange::RecordSurplus(reporting) => reporting.fields_of_surplus(catalogue, &self.order, zone().day(shell.now)),
        }
    }

    fn edited(&self, catalogue: &Catalogue, form: &mut Form) {
        if let OrderChange::PayRefund(due) = &self.change {
            refund::follow_method(catalogue, due, form);
        }
    }

    fn command(&self, catalogue: &Catalogue, form: &Form) -> Result<Command, Unready> {
        let order = self.order.id;
        let overridden = form.get(OVERRIDE) == Some(true);
        let with = || -> Result<WithReason, Unready> {
            Ok(WithReason {
                order,
                seen: Some(self.seen()),
                reason: Some(given(form)?),
                overridden,
            })
        };
        Ok(match &self.change {
            OrderChange::Note => Command::Note(Note {
                order,
                text: form.text(TEXT).ok_or(Unready::Missing)?,
                internal: form.get(READERS) != Some("customer"),
            }),
            OrderChange::Cancel => Command::Cancel(with()?),
            OrderChange::Reinstate => Command::Reinstate(with()?),
            OrderChange::Reopen => Command::Reopen(with()?),
            OrderChange::Reverse => Command::Reverse(with()?),
            OrderChange::Refund => Command::RequestRefund(RequestRefund {
                order,
                seen: Some(self.seen()),
                reason: given(form)?,
                overridden,
                share: form.get(SHARE),
                borne_by: form.get(refund::BEARER),
                evidence: Vec::new(),
            }),
            OrderChange::PayRefund(due) => Command::PayRefund(PayRefund {
                order,
                seen: self.seen(),
                refund: Some(due.id),
                rate: rate_of(catalogue, form)?,
                rate_confirmed: self.rate_confirmed,
                sent_on: form.get(refund::SENT_ON),
                repeats_reason: form.text(refund::REPEATS),
                amount: form.get(AMOUNT).ok_or(Unready::Missing)?,
                method: form.get(METHOD).ok_or(Unready::Missing)?,
                reference: form.text(REFERENCE).ok_or(Unready::Missing)?,
                receipt_url: form.text(URL),
            }),
            OrderChange::Report(reporting) => Command::Report(reporting.report(form, &self.order)),
            OrderChange::RecordSurplus(reporting) => Command::RecordSurplus(RecordSurplus {
                report: reporting.report(form, &self.order),
                seen: Some(self.seen()),
                whole: form.get(report::WHOLE),
                overridden,
            }),
        })
    }

    fn outlook(&self, catalogue: &Catalogue, _form: &Form, would: &Rehearsal) -> Said {
        let mut said: Said = refund::counts_for(catalogue, would).into_iter().collect();
        match (&self.change, &would.receipt.outcome) {
            // Nobody reads it but staff.
            (OrderChange::Note, _) if would.messages.is_empty() => return said,
            (OrderChange::PayRefund(_), Did::RefundPaid { left, .. }) if left.is_zero() => {
                said.push((Tone::Done, t!(catalogue, "pedidos-pay-closes")));
            }
            (OrderChange::PayRefund(_), Did::RefundPaid { left, .. }) => {
                said.push((Tone::Plain, t!(catalogue, "pedidos-pay-left", left = *left)));
            }
            (OrderChange::Report(_), Did::Reported { requoted: Some(due), .. }) => {
                said.push(Tone::Waits.marked(t!(catalogue, "pedidos-would-requote", due = *due)));
            }
            (OrderChange::RecordSurplus(_), Did::SurplusRecorded { surplus, .. }) => {
                said.push((Tone::Strong, t!(catalogue, "pedidos-would-surplus", surplus = *surplus)));
            }
            (OrderChange::Cancel | OrderChange::Refund, outcome) => {
                if !matches!(outcome, Did::RefundDue { .. }) {
                    said.push((Tone::Plain, t!(catalogue, "pedidos-would-pay-nothing")));
                }
                if would.end.is_none() && !self.is_delivered() {
                    said.push((Tone::Plain, t!(catalogue, "pedidos-would-free-nothing")));
                }
            }
            _ => {}
        }
        said.extend(rehearsed(catalogue, would));
        said
    }

    fn last_question(&self, form: &Form, would: &Rehearsal) -> LastQuestion {
        match &self.change {
            // What it owes is another figure then.
            OrderChange::Report(_) if matches!(would.receipt.outcome, Did::Reported { requoted: Some(_), .. }) => LastQuestion::Asked,
            OrderChange::Note | OrderChange::Report(_) => LastQuestion::None,
            OrderChange::Cancel | OrderChange::Reinstate | OrderChange::Reopen => LastQuestion::Asked,
            OrderChange::Refund | OrderChange::Reverse | OrderChange::RecordSurplus(_) => LastQuestion::Typed(self.order.number.clone()),
            OrderChange::PayRefund(_) => form
                .get(AMOUNT)
                .map_or(LastQuestion::Asked, |amount| LastQuestion::Typed(amount.digits())),
        }
    }

    fn recalled(&self, catalogue: &Catalogue, form: &Form) -> Said {
        let mut said = Said::new();
        let paid = form.get(AMOUNT).zip(form.get(METHOD)).zip(form.get(REFERENCE));
        if let (OrderChange::PayRefund(_), Some(((amount, method), reference))) = (&self.change, paid) {
            let method = catalogue.method(method);
            let line = t!(
                catalogue,
                "pedidos-pay-sure",
                amount = amount,
                method = method,
                reference = reference
            );
            let day = form.get(refund::SENT_ON);
            let day = day.map_or_else(
                || t!(catalogue, "pedidos-pay-today"),
                |day| t!(catalogue, "pedidos-pay-sent-on", day = date(day)),
            );
            said.extend([self.whose(catalogue), (Tone::Strong, line), (Tone::Plain, day)]);
            let repeats = form.text(refund::REPEATS);
            said.extend(repeats.map(|reason| (Tone::Waits, t!(catalogue, "pedidos-pay-repeats", reason = reason))));
        }
        let reason = form.get(REASON);
        said.extend(reason.map(|reason| (Tone::Plain, t!(catalogue, "pedidos-sure-reason", reason = reason))));
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
        let starts = |prefix: &str| text.starts_with(prefix);
        Some(match (refusal.code, &self.change) {
            (Code::ReasonRequired, OrderChange::Report(_) | OrderChange::RecordSurplus(_)) => report::NOTE.into(),
            (Code::ReasonRequired, _) => REASON.into(),
            (Code::OverrideRequired | Code::DuplicateReference, _) => OVERRIDE.into(),
            (Code::CreditExceeded | Code::CreditStated | Code::CreditSmall, _) => report::WHOLE.into(),
            (Code::ShareRequired | Code::ShareUnfit, _) => SHARE.into(),
            (Code::RefundExceeds | Code::ProofCurrency, _) => AMOUNT.into(),
            (Code::RefundRepeated, _) => refund::REPEATS.into(),
            (Code::NoRate | Code::RateInvalid | Code::RefundRate, OrderChange::PayRefund(_)) => RATE.into(),
            (Code::BearerRequired, _) => refund::BEARER.into(),
            (Code::NoteEmpty | Code::TextTooLong, OrderChange::Note) => TEXT.into(),
            (Code::PhoneMalformed, _) => Part::PayerPhone.as_str().into(),
            (Code::EmailMalformed, _) => Part::Email.as_str().into(),
            (Code::BankUnknown, _) => Part::OriginBank.as_str().into(),
            (Code::AccountUnknown, _) => Part::Account.as_str().into(),
            _ if starts("amount-") => AMOUNT.into(),
            _ if starts("reference-") => REFERENCE.into(),
            _ if starts("date-") && matches!(self.change, OrderChange::PayRefund(_)) => refund::SENT_ON.into(),
            _ if starts("date-") => report::DATE.into(),
            _ if starts("rif-") || starts("payer-") || starts("national-id-") => Part::PayerId.as_str().into(),
            _ => return None,
        })
    }

    /// Where work began or ended meanwhile, or a part of the refund was paid, the form is another one.
    fn overtaken(&mut self, overtaken: &Overtaken) -> bool {
        let is_other = |edge: &str| match self.change {
            OrderChange::Refund => edge.starts_with('A'),
            OrderChange::PayRefund(_) => edge != "NOTE",
            _ => false,
        };
        let other = overtaken.changes.iter().any(|change| is_other(&change.edge));
        if !other {
            self.order.version = overtaken.now;
        }
        !other
    }

    /// Where the payment stands now.
    fn moved(&self, catalogue: &Catalogue, overtaken: &Overtaken) -> Vec<Moved> {
        let seen = self.order.payment;
        let walked = |edge: &str| PAYMENT_EDGES.iter().find(|known| known.code.as_str() == edge);
        let now = overtaken.changes.iter().rev().find_map(|change| Some(walked(&change.edge)?.to));
        let moved = now.filter(|now| *now != seen).map(|now| Moved {
            what: t!(catalogue, "pedidos-lane-payment"),
            seen: status::payment(catalogue, seen),
            now: status::payment(catalogue, now),
        });
        moved.into_iter().collect()
    }

    fn done(&self, catalogue: &Catalogue, receipt: &Receipt) -> (Tone, String) {
        done(catalogue, self.words()[2], receipt)
    }
}

fn readers(catalogue: &Catalogue) -> Field {
    let choices = vec![
        Choice::new("staff", t!(catalogue, "pedidos-note-internal")).note(t!(catalogue, "pedidos-note-internal-note")),
        Choice::new("customer", t!(catalogue, "pedidos-note-public")).note(t!(catalogue, "pedidos-note-public-note")),
    ];
    Field::choice(READERS, t!(catalogue, "pedidos-field-readers"), choices).with("staff")
}
