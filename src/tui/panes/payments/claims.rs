//! Who looks at a proof: taking, keeping, giving back and taking over.

use std::mem;

use chrono::TimeDelta;

use super::actions::ClaimState;
use super::evidence::Evidence;
use super::receipt::Shown;
use super::rejection::Rejection;
use super::{Context, Focus, Intent, PaymentsPane};
use crate::domain::ids::OrderId;
use crate::locale::{Catalogue, clock, t};
use crate::service::Command;
use crate::service::core::command::{OnOrder, Seen, WithReason};
use crate::service::core::error::Conflict as Overtaken;
use crate::service::core::receipt::Outcome as Did;
use crate::service::payments::view::{QueueRow, Review};
use crate::tui::core::client::{Error, Receipt, Rehearsal, sentence};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::Field;
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;
use crate::tui::dialogue::shell::Verdict;
use crate::tui::pane::dialogue::{Dialogue, Matter, Said, Unready, done};
use crate::tui::pane::paged::ListPane;
use crate::tui::pane::reason::{given, reason};

/// A lease is lengthened at most this often.
const RENEWAL: TimeDelta = TimeDelta::seconds(60);
/// What was used since the last time the clock was looked at.
const RECENT: TimeDelta = TimeDelta::seconds(75);

/// The order was read as it is since this person's claim: the list may say so sooner.
pub fn is_held(shell: &Shell, review: &Review) -> bool {
    let claim = review.order.claim.as_ref();
    claim.is_some_and(|claim| Some(claim.holder) == shell.operator.id)
}

impl PaymentsPane {
    /// Claims the selected row unless it is ours already, then does what is wanted of it.
    pub(crate) fn claim_for(&mut self, cx: &mut Context<'_>, intent: Intent) {
        let Some(row) = self.queue.selected() else { return };
        let (order, mine) = (row.order, matches!(ClaimState::of(cx.shell, row), ClaimState::Mine));
        if !mine {
            if intent == Intent::Open {
                self.focus = Focus::Detail;
            }
            self.claim(cx, order, intent);
        } else if self.known().is_some_and(|review| is_held(cx.shell, review)) {
            self.intend(cx, intent);
        } else {
            self.intent = Some((order, intent));
            self.read_review(cx);
        }
    }

    /// The news of a claim may come before its receipt: its rows are kept from when it is sent.
    fn claim(&mut self, cx: &mut Context<'_>, order: OrderId, intent: Intent) {
        self.keep_claimed(cx, order);
        self.claiming = Some(order);
        cx.run(Command::Claim(OnOrder { order }), move |pane: &mut Self, cx, result| match result {
            Ok(receipt) => pane.claimed(cx, intent, &receipt),
            Err(error) => {
                (pane.intent, pane.claiming) = (None, None);
                if intent != Intent::Open && pane.order() == Some(order) {
                    pane.focus = Focus::List;
                }
                cx.say_failure(&error);
                // Rows that were kept for it may be gone since.
                if !mem::take(&mut pane.kept).is_empty() {
                    pane.reload(cx);
                }
            }
        });
    }

    /// While its claim is on its way.
    pub(crate) fn keep_claimed(&mut self, cx: &Context<'_>, order: OrderId) {
        self.keep(cx, order, cx.shell.now + RENEWAL);
    }

    fn claimed(&mut self, cx: &mut Context<'_>, intent: Intent, receipt: &Receipt) {
        (self.undo, self.claiming) = (None, None);
        self.renewed = Some(cx.shell.now);
        if let Some(order) = receipt.on.as_ref().map(|on| on.order_id) {
            self.changed_by_us(order);
            if let Did::Claimed { until } = &receipt.outcome {
                self.keep(cx, order, *until);
            }
            if self.order() == Some(order) {
                self.intent = Some((order, intent));
            }
        }
        self.again(cx);
    }

    /// The selected row is ours and its review is here.
    pub(crate) fn intend(&mut self, cx: &mut Context<'_>, intent: Intent) {
        let Some(review) = self.known().cloned().filter(|_| cx.may_open()) else {
            return;
        };
        self.begun = (intent != Intent::Open).then_some(review.order.id);
        match intent {
            Intent::Open => self.focus = Focus::Detail,
            Intent::Reject => cx.begin(Rejection { review }, Self::decided),
            Intent::Verify(purpose) => {
                let found = self.found(&review);
                cx.begin(Evidence::new(review, purpose, found), Self::decided);
            }
        }
    }

    /// After a verdict: the next row nobody looks at, unless the person went on to another by themselves.
    pub(crate) fn decided(&mut self, cx: &mut Context<'_>, receipt: Receipt) {
        self.undo = None;
        self.kept.clear();
        if let Some(on) = receipt.on {
            let order = on.order_id;
            self.can_be_undone(cx, order, on.number);
            self.changed_by_us(order);
            self.go_on_after(cx, &[order]);
        }
        cx.count();
    }

    /// For some seconds, wherever the person goes.
    pub(crate) fn can_be_undone(&self, cx: &mut Context<'_>, order: OrderId, number: String) {
        let until = cx.shell.now + self.undoable;
        cx.shell.verdicts.push(Verdict { order, number, until });
    }

    /// Once a minute: what is in use stays ours.
    pub(crate) fn renew(&mut self, cx: &mut Context<'_>) {
        let now = cx.shell.now;
        let Some(row) = self.queue.selected() else { return };
        let used = cx.is_shown() && now - cx.shell.used <= RECENT;
        let renewed = self.renewed.is_some_and(|renewed| now - renewed < RENEWAL);
        if !used || renewed || !matches!(ClaimState::of(cx.shell, row), ClaimState::Mine) {
            return;
        }
        let order = row.order;
        self.renewed = Some(now);
        cx.run(Command::Renew(OnOrder { order }), move |pane: &mut Self, cx, result| match result {
            Ok(_) => pane.changed_by_us(order),
            Err(error) => pane.ended(cx, Err(error)),
        });
    }

    pub(crate) fn release(&self, cx: &mut Context<'_>) {
        let Some(row) = self.queue.selected() else { return };
        let (order, number) = (row.order, row.number.clone());
        cx.run(releasing(order), move |pane: &mut Self, cx, result| {
            if result.is_ok() {
                pane.focus = Focus::List;
                pane.shown = Shown::default();
                pane.kept.clear();
                let said = t!(cx.shell.catalogue, "pagos-released", order = &number);
                cx.toast(Tone::Done, said);
                pane.undo = Some(order);
            }
            pane.ended(cx, result);
        });
    }

    /// What was claimed for something that is over. That it is no longer ours to give back is no failure.
    pub(crate) fn give_back(cx: &mut Context<'_>, order: OrderId) {
        cx.run(releasing(order), |pane: &mut Self, cx, result| match result {
            Err(Error::Refused(_) | Error::Conflict(_)) => pane.again(cx),
            result => pane.ended(cx, result),
        });
    }

    fn ended(&mut self, cx: &mut Context<'_>, result: Result<Receipt, Error>) {
        match result {
            Ok(receipt) => {
                receipt.on.into_iter().for_each(|on| self.changed_by_us(on.order_id));
                self.again(cx);
            }
            Err(error) => cx.say_failure(&error),
        }
    }

    /// Takes back what was released last.
    pub(crate) fn take_back(&mut self, cx: &mut Context<'_>) {
        if let Some(order) = self.undo.take() {
            // That it went back is no longer so.
            cx.shell.toasts.clear();
            self.claim(cx, order, Intent::Open);
        }
    }

    /// Takes back the verdict given last; whether that can still be done is the service's word.
    pub(crate) fn undo_verdict(&mut self, cx: &mut Context<'_>) {
        let Some(verdict) = cx.shell.verdicts.pop() else { return };
        let (order, number) = (verdict.order, verdict.number.clone());
        cx.run(Command::UndoVerdict(OnOrder { order }), move |pane: &mut Self, cx, result| {
            let catalogue = cx.shell.catalogue;
            match result {
                Ok(receipt) => {
                    if let Did::Undone { until, .. } = receipt.outcome {
                        let until = clock(until);
                        cx.toast(Tone::Done, t!(catalogue, "pagos-did-undo", order = &number, until = until));
                    }
                    pane.ended(cx, Ok(receipt));
                }
                Err(error) => {
                    let why = sentence(catalogue, &error);
                    cx.toast(Tone::Wrong, format!("{number} · {why}"));
                    // Only a refusal is the last word.
                    if !matches!(error, Error::Refused(_)) {
                        cx.shell.verdicts.push(verdict);
                    }
                }
            }
        });
    }

    pub(crate) fn ask_take_over(&mut self, cx: &mut Context<'_>) {
        let Some(row) = self.queue.selected().cloned() else { return };
        cx.begin(TakeOver { row }, |pane: &mut Self, cx, receipt| {
            pane.claimed(cx, Intent::Open, &receipt)
        });
    }
}

const fn releasing(order: OrderId) -> Command {
    Command::Release(WithReason {
        order,
        seen: None,
        reason: None,
        overridden: false,
    })
}

/// A proof that somebody else reviews is taken from them.
#[derive(Clone, Debug)]
struct TakeOver {
    row: QueueRow,
}

impl Dialogue for TakeOver {
    fn matter(&self) -> Matter {
        let id = self.row.order.uuid();
        Matter { kind: "take-over", id }
    }

    fn title(&self, catalogue: &Catalogue) -> String {
        t!(catalogue, "pagos-take-over-title", order = &self.row.number)
    }

    fn verb(&self, catalogue: &Catalogue) -> String {
        t!(catalogue, "pagos-take-over-yes")
    }

    fn intro(&self, catalogue: &Catalogue) -> Said {
        let by = self.row.claim.as_ref().map_or("", |claim| claim.name.as_str());
        vec![(Tone::Plain, t!(catalogue, "pagos-take-over-intro", by = by))]
    }

    fn fields(&self, shell: &Shell) -> Vec<Field> {
        vec![reason(t!(shell.catalogue, "pagos-field-reason"))]
    }

    fn command(&self, _catalogue: &Catalogue, form: &Form) -> Result<Command, Unready> {
        Ok(Command::TakeOver(WithReason {
            order: self.row.order,
            seen: Some(Seen {
                version: self.row.version,
                proofs: None,
            }),
            reason: Some(given(form)?),
            overridden: false,
        }))
    }

    fn outlook(&self, _catalogue: &Catalogue, _form: &Form, _would: &Rehearsal) -> Said {
        Vec::new()
    }

    fn overtaken(&mut self, overtaken: &Overtaken) -> bool {
        self.row.version = overtaken.now;
        true
    }

    fn done(&self, catalogue: &Catalogue, receipt: &Receipt) -> (Tone, String) {
        done(catalogue, "pagos-did-take-over", receipt)
    }
}
