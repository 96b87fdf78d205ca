//! How writes end: what was done, who was quicker, or the form again with what is wrong in it.

use super::lines::Key;
use super::outcome::Topic;
use super::settle::{Case, field_of};
use super::{Context, PayablesPane};
use crate::domain::refusal::Code;
use crate::locale::t;
use crate::service::core::receipt::Outcome as Did;
use crate::tui::core::client::{Error, Receipt, sentence};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::conflict::Conflict;
use crate::tui::dialogue::form::Form;

impl PayablesPane {
    pub(crate) fn ended(&mut self, cx: &mut Context<'_>, topic: Topic, result: Result<Receipt, Error>) {
        match (topic, result) {
            (Topic::Settling(case, form), Err(error)) => self.not_settled(cx, case, form, &error),
            (Topic::Settling(case, _), Ok(receipt)) => self.settled(cx, &case, &receipt),
            (Topic::Holding(holding, _), Ok(_)) => {
                self.own.push(Key::Line(holding.row.id));
                cx.toast(Tone::Done, holding.done(cx.shell.catalogue));
            }
            (Topic::Reversing(..), Ok(receipt)) => {
                if let Did::Reversed { payments, amount } = receipt.outcome {
                    let said = t!(cx.shell.catalogue, "liquidaciones-did-reverse", amount = amount, count = payments);
                    cx.toast(Tone::Done, said);
                }
            }
            (topic, Err(error)) => not_done(cx, topic, &error),
            (_, Ok(_)) => {}
        }
        self.reload_or_wait(cx);
    }

    fn settled(&mut self, cx: &mut Context<'_>, case: &Case, receipt: &Receipt) {
        let Did::Settled { transfer, lines, .. } = receipt.outcome else {
            return;
        };
        self.typed = None;
        self.lines.list.clear_marks();
        self.own.push(Key::Workshop(case.preview.workshop));
        self.own.extend(case.preview.parts.iter().map(|part| Key::Line(part.line.id)));
        let workshop = case.preview.workshop_name.as_str();
        let said = t!(
            cx.shell.catalogue,
            "liquidaciones-did-settle",
            amount = transfer,
            workshop = workshop,
            count = lines
        );
        cx.toast(Tone::Done, said);
    }

    fn not_settled(&mut self, cx: &mut Context<'_>, mut case: Box<Case>, mut form: Box<Form>, error: &Error) {
        let said = sentence(cx.shell.catalogue, error);
        match error {
            Error::Conflict(overtaken) => {
                cx.open(Conflict::of(cx.shell.catalogue, overtaken, Vec::new()), Topic::Told);
                self.typed = Some((case.preview.workshop, form));
            }
            // The same reference twice is either a mistake or has a reason.
            Error::Refused(refusal) if refusal.code == Code::SettlementRepeated => {
                case.repeats = Some(said.clone());
                let mut asked = case.form(cx.shell.catalogue);
                refill(&mut asked, &form);
                case.edited(cx.shell.catalogue, &mut asked);
                asked.fail("repeats", said);
                cx.open(asked, Topic::Settle(case));
            }
            Error::Refused(refusal) => match field_of(refusal.code) {
                Some(field) => {
                    form.fail(field, said);
                    cx.open(*form, Topic::Settle(case));
                }
                None => cx.toast(Tone::Wrong, said),
            },
            _ => cx.toast(Tone::Wrong, said),
        }
    }

    /// The form for what is to be paid. What was typed before somebody else was quicker is still there, but for the amount.
    pub(crate) fn open_settling(&mut self, cx: &mut Context<'_>, case: Box<Case>) {
        let mut form = case.form(cx.shell.catalogue);
        if let Some((_, before)) = self.typed.take().filter(|(workshop, _)| *workshop == case.preview.workshop) {
            for name in ["method", "reference", "url", "note"] {
                form.set(name, before.value(name));
            }
        }
        cx.open(form, Topic::Settle(case));
    }
}

fn refill(form: &mut Form, before: &Form) {
    for field in before.fields() {
        form.set(&field.name, field.value());
    }
}

fn not_done(cx: &mut Context<'_>, topic: Topic, error: &Error) {
    let catalogue = cx.shell.catalogue;
    let said = sentence(catalogue, error);
    let wants_reason = matches!(error, Error::Refused(refusal) if matches!(refusal.code, Code::ReasonRequired | Code::TextTooLong));
    match (error, topic) {
        (Error::Conflict(overtaken), _) => cx.open(Conflict::of(catalogue, overtaken, Vec::new()), Topic::Told),
        (_, Topic::Holding(holding, mut form)) if wants_reason => {
            form.fail("reason", said);
            cx.open(*form, Topic::Hold(holding));
        }
        (_, Topic::Reversing(undoing, mut form)) if wants_reason => {
            form.fail("reason", said);
            cx.open(*form, Topic::Reverse(undoing));
        }
        _ => cx.toast(Tone::Wrong, said),
    }
}
