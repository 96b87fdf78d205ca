//! One key on a payment that fits its line of the bank: it is claimed, read with its lines as they are at that moment, confirmed, and
//! the next one is selected. What no longer fits is opened instead, and it is said why.

use std::mem;

use super::actions::ClaimState;
use super::evidence::Evidence;
use super::matches;
use super::order_under_review::open_proofs;
use super::purpose::Purpose;
use super::{Context, Focus, PaymentsPane};
use crate::domain::ids::OrderId;
use crate::domain::payments::signal::Severity;
use crate::locale::{Catalogue, Key, t};
use crate::service::Command;
use crate::service::core::command::OnOrder;
use crate::service::payments::commands::Verify;
use crate::service::payments::view::Review;
use crate::tui::core::client::{Error, Proposal, Receipt, ask, sentence};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;

/// An order that is being confirmed by one key, and what is known of it so far.
#[derive(Clone, Debug)]
pub struct OneKey {
    order: OrderId,
    number: String,
    /// It was claimed for this.
    claimed: bool,
    review: Option<Box<Review>>,
    proposals: Option<Vec<Proposal>>,
}

impl PaymentsPane {
    /// ⏎ on a row that fits and that nobody else holds.
    pub(crate) fn confirm_fitting(&mut self, cx: &mut Context<'_>) {
        let Some(row) = self.queue.selected().filter(|_| self.one_key.is_none()) else {
            return;
        };
        let order = row.order;
        let mine = matches!(ClaimState::of(cx.shell, row), ClaimState::Mine);
        self.one_key = Some(OneKey {
            order,
            number: row.number.clone(),
            claimed: false,
            review: None,
            proposals: None,
        });
        if mine {
            return Self::read_fitting(cx, order);
        }
        self.keep_claimed(cx, order);
        cx.run(Command::Claim(OnOrder { order }), move |pane: &mut Self, cx, result| match result {
            Ok(_) => {
                pane.changed_by_us(order);
                if let Some(one) = &mut pane.one_key {
                    one.claimed = true;
                }
                Self::read_fitting(cx, order);
            }
            Err(error) => pane.one_key_failed(cx, &error),
        });
    }

    /// What it is and what the bank shows of it, now that nobody else can change it.
    fn read_fitting(cx: &mut Context<'_>, order: OrderId) {
        cx.ask_each(order.uuid(), ask::Review(order), |pane: &mut Self, cx, review| match review {
            Ok(review) => pane.fitting_known(cx, |one| one.review = Some(review)),
            Err(error) => pane.one_key_failed(cx, &error),
        });
        cx.ask_each(order.uuid(), ask::ProposalsOf(order), |pane: &mut Self, cx, found| match found {
            Ok(found) => pane.fitting_known(cx, |one| one.proposals = Some(found)),
            Err(error) => pane.one_key_failed(cx, &error),
        });
    }

    fn fitting_known(&mut self, cx: &mut Context<'_>, note: impl FnOnce(&mut OneKey)) {
        let Some(one) = &mut self.one_key else { return };
        note(one);
        let (Some(review), Some(proposals)) = (&one.review, &one.proposals) else {
            return;
        };
        match fitting(cx.shell, review, proposals) {
            Ok(verify) => {
                let line = said(cx.shell.catalogue, proposals);
                cx.run(Command::Confirm(verify), move |pane: &mut Self, cx, result| match result {
                    Ok(receipt) => pane.one_key_done(cx, receipt, &line),
                    Err(error) => pane.one_key_failed(cx, &error),
                });
            }
            Err(why) => {
                let why = cx.shell.catalogue.text(why, &[]);
                self.open_instead(cx, why);
            }
        }
    }

    fn one_key_done(&mut self, cx: &mut Context<'_>, receipt: Receipt, line: &str) {
        let said = t!(cx.shell.catalogue, "pagos-did-fit", order = receipt.number(), line = line);
        cx.toast(Tone::Done, said);
        self.one_key = None;
        self.decided(cx, receipt);
        self.again(cx);
    }

    fn one_key_failed(&mut self, cx: &mut Context<'_>, error: &Error) {
        let why = sentence(cx.shell.catalogue, error);
        self.open_instead(cx, why);
    }

    /// Whoever still stands there is shown the case; for whoever went on it goes back to the queue.
    fn open_instead(&mut self, cx: &mut Context<'_>, why: String) {
        let Some(one) = mem::take(&mut self.one_key) else { return };
        cx.toast(Tone::Waits, format!("{} · {why}", one.number));
        if self.order() == Some(one.order) && cx.may_open() {
            self.focus = Focus::Detail;
        } else if one.claimed {
            Self::give_back(cx, one.order);
        }
        self.again(cx);
    }
}

/// The confirmation of an order whose every open proof fits its line at this moment, or why it is to be looked at.
fn fitting(shell: &Shell, review: &Review, proposals: &[Proposal]) -> Result<Verify, Key> {
    let of = |proof| proposals.iter().find(|proposal| proposal.submission == proof && proposal.fits);
    if open_proofs(review).next().is_none() {
        return Err("pagos-fit-decided");
    }
    if open_proofs(review).any(|proof| of(proof.id).and_then(Proposal::first).is_none()) {
        return Err("pagos-fit-no-longer");
    }
    let alerts = |proof: &crate::service::orders::view::ProofView| proof.signals.iter().any(|found| found.severity() >= Severity::Warn);
    if review.order.on_hold || open_proofs(review).any(alerts) {
        return Err("pagos-fit-alerts");
    }
    let evidence = Evidence::new(review.clone(), Purpose::Confirm, proposals.to_vec());
    evidence.at_once(shell).ok_or("pagos-fit-differs")
}

/// The lines that it is confirmed with.
fn said(catalogue: &Catalogue, proposals: &[Proposal]) -> String {
    let lines = proposals.iter().filter_map(Proposal::first);
    let lines: Vec<String> = lines.map(|candidate| matches::said(catalogue, &candidate.line)).collect();
    lines.join(", ")
}
