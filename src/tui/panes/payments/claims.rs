//! Who looks at a proof: taking, keeping, giving back and taking over.

use chrono::TimeDelta;

use super::actions::ClaimState;
use super::evidence::{Case, Mode as Looking};
use super::{Front, Intent, Named, PaymentsPane, Topic, order_under_review, reject};
use crate::domain::Time;
use crate::domain::ids::OrderId;
use crate::domain::text::Safe;
use crate::locale::t;
use crate::service::Command;
use crate::service::core::command::{OnOrder, Seen, WithReason};
use crate::service::orders::view::ClaimView;
use crate::tui::dialogue::field::Field;
use crate::tui::dialogue::form::Form;
use crate::tui::pane::PaneContext;

/// A lease is lengthened at most this often.
const RENEWAL: TimeDelta = TimeDelta::seconds(60);
/// What was used since the last time the clock was looked at.
const RECENT: TimeDelta = TimeDelta::seconds(75);
const LONGEST_REASON: usize = 500;

impl PaymentsPane {
    fn named(&self) -> Option<Named> {
        self.queue.front().map(|row| Named {
            order: row.order,
            number: row.number.clone(),
        })
    }

    /// Claims the row in front unless it is ours already, then does what is wanted of it.
    pub(crate) fn claim_for(&mut self, cx: &mut PaneContext<'_, Self>, intent: Intent) {
        let (Some(named), Some(row)) = (self.named(), self.queue.front()) else {
            return;
        };
        if matches!(ClaimState::of(cx.shell, row), ClaimState::Mine) {
            return match &self.review {
                Some(review) if review.order.id == named.order => self.intend(cx, intent),
                _ => {
                    self.intent = Some((named.order, intent));
                    self.read_review(cx);
                }
            };
        }
        self.claim(cx, named, intent);
    }

    pub(crate) fn claim(&mut self, cx: &mut PaneContext<'_, Self>, named: Named, intent: Intent) {
        if intent == Intent::Open {
            self.front = Front::Detail;
        }
        let order = named.order;
        self.keep(cx, order, cx.shell.now + RENEWAL);
        self.claiming = Some(order);
        cx.write(Command::Claim(OnOrder { order }), Topic::Claiming(named, intent));
    }

    /// The news of a claim may come before its receipt: its rows are kept from when it is sent.
    pub(crate) fn keep(&mut self, cx: &PaneContext<'_, Self>, order: OrderId, until: Time) {
        if let Some(holder) = cx.shell.operator.id {
            let claim = ClaimView {
                holder,
                name: Safe::new(&cx.shell.operator.name),
                since: cx.shell.now,
                until,
            };
            self.queue.keep(order, &claim);
        }
    }

    /// The row in front is ours and its review is here.
    pub(crate) fn intend(&mut self, cx: &mut PaneContext<'_, Self>, intent: Intent) {
        let Some(review) = self.review.clone() else { return };
        // Keys pressed faster than the claim came open one form, not two.
        if intent != Intent::Open && !cx.shell.overlays.is_empty() {
            return;
        }
        match intent {
            Intent::Open => self.front = Front::Detail,
            Intent::Confirm => self.open_evidence(cx, Case::new(*review, Looking::Confirm)),
            Intent::Part => self.open_evidence(cx, Case::new(*review, Looking::Part)),
            Intent::Reject => cx.open(reject::form(cx.shell.catalogue, &review), Topic::Reject(review)),
        }
    }

    pub(crate) fn open_evidence(&mut self, cx: &mut PaneContext<'_, Self>, case: Case) {
        let drafts = &self.drafts;
        let mut form = case.form(cx.shell, self.zone, &|proof| drafts.get(&proof.id).cloned());
        case.edited(cx.shell, self.zone, &mut form);
        cx.open(form, Topic::Evidence(Box::new(case)));
    }

    /// Once a minute: what is in use stays ours.
    pub(crate) fn renew(&mut self, cx: &mut PaneContext<'_, Self>) {
        let now = cx.shell.now;
        let Some(row) = self.queue.front() else { return };
        let used = self.used.get().is_some_and(|used| now - used <= RECENT);
        let renewed = self.renewed.is_some_and(|renewed| now - renewed < RENEWAL);
        if !used || renewed || !matches!(ClaimState::of(cx.shell, row), ClaimState::Mine) {
            return;
        }
        let order = row.order;
        self.renewed = Some(now);
        cx.write(Command::Renew(OnOrder { order }), Topic::Renewing(order));
    }

    pub(crate) fn release(&mut self, cx: &mut PaneContext<'_, Self>) {
        let Some(named) = self.named() else { return };
        let command = Command::Release(WithReason {
            order: named.order,
            seen: None,
            reason: None,
            overridden: false,
        });
        cx.write(command, Topic::Releasing(named));
    }

    pub(crate) fn give_back(&self, cx: &mut PaneContext<'_, Self>, order: OrderId) {
        let command = Command::Release(WithReason {
            order,
            seen: None,
            reason: None,
            overridden: false,
        });
        cx.write(command, Topic::Told);
    }

    /// Takes back what was released last.
    pub(crate) fn take_back(&mut self, cx: &mut PaneContext<'_, Self>) {
        if let Some(named) = self.undo.take() {
            let order = named.order;
            cx.write(Command::Claim(OnOrder { order }), Topic::Claiming(named, Intent::Open));
        }
    }

    pub(crate) fn ask_take_over(&mut self, cx: &mut PaneContext<'_, Self>) {
        let (Some(named), Some(row)) = (self.named(), self.queue.front()) else {
            return;
        };
        let by = row.claim.as_ref().map_or("", |claim| claim.name.as_str());
        let catalogue = cx.shell.catalogue;
        let form = Form::new(
            t!(catalogue, "pagos-take-over-title", order = &named.number),
            t!(catalogue, "pagos-take-over-yes"),
        )
        .intro(
            crate::tui::core::theme::Tone::Plain,
            t!(catalogue, "pagos-take-over-intro", by = by),
        )
        .field(Field::lines("reason", t!(catalogue, "pagos-field-reason"), LONGEST_REASON).required());
        let version = row.version;
        cx.open(form, Topic::TakeOver { named, version });
    }

    pub(crate) fn take_over(&mut self, cx: &mut PaneContext<'_, Self>, named: Named, version: i64, form: &Form) {
        let command = Command::TakeOver(WithReason {
            order: named.order,
            seen: Some(Seen { version, proofs: None }),
            reason: Some(form.value("reason").to_owned()),
            overridden: false,
        });
        self.front = Front::Detail;
        self.keep(cx, named.order, cx.shell.now + RENEWAL);
        self.claiming = Some(named.order);
        cx.write(command, Topic::TakingOver(named));
    }

    /// What was typed of a decision that was not taken, kept for the next try.
    pub(crate) fn keep_drafts(&mut self, catalogue: &crate::locale::Catalogue, case: &Case, form: &Form) {
        if let super::evidence::Weighed::Ready(evidence, _) = case.weigh(catalogue, form) {
            for attested in evidence {
                self.drafts.insert(attested.submission, attested);
            }
        }
    }

    pub(crate) fn drop_drafts(&mut self, case: &Case) {
        for proof in order_under_review::open_proofs(&case.review) {
            self.drafts.remove(&proof.id);
        }
    }
}
