//! Answers to questions become commands, and the ends of commands become what is seen next.

use super::actions::ClaimState;
use super::evidence::{Case, Mode, Weighed, forecast};
use super::{Front, Intent, Named, PaymentsPane, Topic, order_under_review, reject};
use crate::domain::refusal::{Arg, Code, Refusal};
use crate::locale::t;
use crate::service::Command;
use crate::service::core::error::Conflict as Moved;
use crate::service::core::receipt::Outcome as Did;
use crate::service::payments::commands::Verify;
use crate::service::payments::view::Review;
use crate::tui::core::client::{Error, Receipt, sentence};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::Outcome;
use crate::tui::dialogue::confirm::Confirm;
use crate::tui::dialogue::conflict::Conflict;
use crate::tui::dialogue::form::Form;
use crate::tui::pane::PaneContext;

impl PaymentsPane {
    /// An overlay was answered or left.
    pub(crate) fn decided(&mut self, cx: &mut PaneContext<'_, Self>, topic: Topic, outcome: Outcome) {
        match (topic, outcome) {
            (Topic::TakeOver { named, version }, Outcome::Submitted(form)) => self.take_over(cx, named, version, &form),
            (Topic::Evidence(case), Outcome::Submitted(form)) => self.weighed(cx, case, form),
            (Topic::Asked(case, form, verify), Outcome::Confirmed) => self.send(cx, case, form, *verify),
            (Topic::Asked(case, form, _), _) => cx.open(*form, Topic::Evidence(case)),
            (Topic::Reject(review), Outcome::Submitted(form)) => Self::rejected(cx, review, form),
            (Topic::BulkForm, outcome) => self.bulk_decided(cx, outcome),
            _ => {}
        }
    }

    /// Evidence was typed: a plain confirmation is sent, anything else is asked about first.
    fn weighed(&mut self, cx: &mut PaneContext<'_, Self>, case: Box<Case>, mut form: Form) {
        let catalogue = cx.shell.catalogue;
        let (evidence, sum) = match case.weigh(catalogue, &form) {
            Weighed::Ready(evidence, sum) => (evidence, sum),
            Weighed::Unready(field, why) => {
                form.fail(&field, why);
                return cx.open(form, Topic::Evidence(case));
            }
        };
        if case.mode == Mode::Part && sum.covers() {
            form.fail("amount-0", t!(catalogue, "pagos-part-covered"));
            return cx.open(form, Topic::Evidence(case));
        }
        let verify = case.verify(evidence, &form);
        let number = &case.review.order.number;
        if sum.covers() && verify.override_reason.is_none() {
            return self.send(cx, case, Box::new(form), verify);
        }
        let (tone, said) = forecast(catalogue, &sum);
        let amounts = t!(
            catalogue,
            "pagos-sum",
            credited = sum.credited,
            due = sum.due,
            tolerance = sum.tolerance
        );
        let question = if sum.covers() {
            let other = case.duplicate.as_deref().unwrap_or_default();
            Confirm::new(
                t!(catalogue, "pagos-override-title", order = number),
                t!(catalogue, "pagos-override-yes"),
            )
            .line(t!(catalogue, "pagos-asked-who", customer = case.review.order.customer.as_str()))
            .line(amounts)
            .toned(Tone::Wrong, format!("✖ {}", t!(catalogue, "pagos-duplicate", order = other)))
            .line(t!(catalogue, "pagos-override-reason", reason = form.value("override")))
            .typed(number.clone())
        } else {
            Confirm::new(t!(catalogue, "pagos-part-title", order = number), t!(catalogue, "pagos-part-yes"))
                .line(t!(catalogue, "pagos-asked-who", customer = case.review.order.customer.as_str()))
                .line(amounts)
                .toned(tone, said)
                .line(t!(catalogue, "pagos-part-follows"))
        };
        cx.open(question, Topic::Asked(case, Box::new(form), Box::new(verify)));
    }

    fn send(&mut self, cx: &mut PaneContext<'_, Self>, case: Box<Case>, form: Box<Form>, verify: Verify) {
        let amounts = verify.evidence.iter().map(|it| it.amount);
        let covers = order_under_review::sum(&case.review, amounts).is_some_and(|sum| sum.covers());
        let command = if covers { Command::Confirm(verify) } else { Command::Part(verify) };
        cx.write(command, Topic::Verifying(case, form));
    }

    fn rejected(cx: &mut PaneContext<'_, Self>, review: Box<Review>, mut form: Form) {
        match reject::read(cx.shell.catalogue, &review, &form) {
            Ok(reject) => cx.write(Command::Reject(reject.clone()), Topic::Rejecting(review, Box::new(reject))),
            Err((field, why)) => {
                form.fail(field, why);
                cx.open(form, Topic::Reject(review));
            }
        }
    }

    /// A write ended.
    pub(crate) fn done(&mut self, cx: &mut PaneContext<'_, Self>, topic: Topic, result: Result<Receipt, Error>) {
        if let Ok(receipt) = &result {
            self.own.extend(receipt.on.as_ref().map(|on| on.order_id));
        }
        match (topic, result) {
            (Topic::BulkClaiming(order), result) => self.bulk_claimed(cx, order, result),
            (Topic::BulkVerifying(order), result) => self.bulk_verified(cx, order, result),
            (Topic::Verifying(case, form), Err(error)) => self.not_verified(cx, case, *form, &error),
            (topic, Ok(receipt)) => self.succeeded(cx, topic, &receipt),
            (topic, Err(error)) => self.failed(cx, topic, &error),
        }
    }

    fn succeeded(&mut self, cx: &mut PaneContext<'_, Self>, topic: Topic, receipt: &Receipt) {
        let catalogue = cx.shell.catalogue;
        match topic {
            Topic::Claiming(named, intent) => self.claimed(cx, &named, intent, receipt),
            Topic::TakingOver(named) => self.claimed(cx, &named, Intent::Open, receipt),
            Topic::Renewing(_) => {}
            Topic::Releasing(named) => {
                self.front = Front::List;
                self.shown.clear();
                self.queue.let_go();
                cx.toast(Tone::Done, t!(catalogue, "pagos-released", order = &named.number));
                self.undo = Some(named);
                self.refresh_now(cx);
            }
            Topic::Verifying(case, _) => {
                self.drop_drafts(&case);
                let said = match &receipt.outcome {
                    Did::Confirmed { credited, surplus } if surplus.is_positive() => {
                        t!(
                            catalogue,
                            "pagos-did-surplus",
                            order = receipt.number(),
                            credited = *credited,
                            surplus = *surplus
                        )
                    }
                    Did::PartlyPaid { credited, missing, .. } => {
                        t!(
                            catalogue,
                            "pagos-did-part",
                            order = receipt.number(),
                            credited = *credited,
                            missing = *missing
                        )
                    }
                    _ => t!(catalogue, "pagos-did-confirm", order = receipt.number()),
                };
                cx.toast(Tone::Done, said);
                self.go_on(cx, receipt);
            }
            Topic::Rejecting(..) => {
                cx.toast(Tone::Done, t!(catalogue, "pagos-did-reject", order = receipt.number()));
                self.go_on(cx, receipt);
            }
            _ => self.refresh_now(cx),
        }
    }

    fn claimed(&mut self, cx: &mut PaneContext<'_, Self>, named: &Named, intent: Intent, receipt: &Receipt) {
        self.undo = None;
        self.claiming = None;
        if let Did::Claimed { until } = &receipt.outcome {
            self.keep(cx, named.order, *until);
        }
        self.renewed = Some(cx.shell.now);
        if self.queue.front().is_some_and(|row| row.order == named.order) {
            self.intent = Some((named.order, intent));
        }
        self.refresh_now(cx);
    }

    /// After a verdict: the next row nobody looks at.
    fn go_on(&mut self, cx: &mut PaneContext<'_, Self>, receipt: &Receipt) {
        self.front = Front::List;
        self.undo = None;
        self.queue.let_go();
        let shell = &*cx.shell;
        let Some(order) = receipt.on.as_ref().map(|on| on.order_id) else {
            return;
        };
        self.queue.go_on_after(order, |row| {
            matches!(ClaimState::of(shell, row), ClaimState::Free | ClaimState::Lapsed)
        });
        self.moved(cx);
        self.refresh_now(cx);
    }

    pub(crate) fn refresh_now(&mut self, cx: &mut PaneContext<'_, Self>) {
        self.read_queue(cx);
        self.read_counts(cx);
        self.read_review(cx);
    }

    fn failed(&mut self, cx: &mut PaneContext<'_, Self>, topic: Topic, error: &Error) {
        match error {
            Error::Conflict(moved) => conflict(cx, moved),
            other => cx.toast(Tone::Wrong, sentence(cx.shell.catalogue, other)),
        }
        if matches!(topic, Topic::Claiming(..) | Topic::TakingOver(_)) {
            self.intent = None;
            self.claiming = None;
            self.queue.let_go();
            if !matches!(topic, Topic::Claiming(_, Intent::Open)) {
                self.front = Front::List;
            }
        }
        self.refresh_now(cx);
    }

    /// What was typed is not lost: the form comes back, or waits for the next `c`.
    fn not_verified(&mut self, cx: &mut PaneContext<'_, Self>, mut case: Box<Case>, mut form: Form, error: &Error) {
        let catalogue = cx.shell.catalogue;
        match error {
            Error::Conflict(moved) => {
                self.keep_drafts(catalogue, &case, &form);
                conflict(cx, moved);
            }
            // The bank's reference paid another order: the same form, with the field for the reason.
            Error::Refused(refusal) if refusal.code == Code::DuplicateReference && case.duplicate.is_none() => {
                self.keep_drafts(catalogue, &case, &form);
                case.duplicate = Some(ordered(refusal));
                cx.toast(Tone::Wrong, sentence(catalogue, error));
                self.open_evidence(cx, *case);
            }
            Error::Refused(refusal) => {
                form.fail(field_of(refusal.code), sentence(catalogue, error));
                cx.open(form, Topic::Evidence(case));
            }
            other => {
                self.keep_drafts(catalogue, &case, &form);
                cx.toast(Tone::Wrong, sentence(catalogue, other));
            }
        }
        self.refresh_now(cx);
    }
}

/// The order that a refusal names.
fn ordered(refusal: &Refusal) -> String {
    let named = refusal.args.iter().find(|(name, _)| *name == "order");
    match named {
        Some((_, Arg::Text(order))) => order.clone(),
        _ => String::new(),
    }
}

/// Where a refusal of the service is said in the form.
const fn field_of(code: Code) -> &'static str {
    match code {
        Code::DateFuture | Code::DateBeforeOrder | Code::DateMalformed => "date-0",
        Code::ReferenceLetters | Code::ReferenceShort | Code::ReferenceLong | Code::ReferenceSigns => "reference-0",
        Code::AccountUnknown => "account-0",
        _ => "amount-0",
    }
}

/// What somebody else did meanwhile; nothing was written.
pub(crate) fn conflict(cx: &mut PaneContext<'_, PaymentsPane>, moved: &Moved) {
    let overlay = Conflict::of(cx.shell.catalogue, moved, Vec::new());
    cx.open(overlay, Topic::Told);
}
