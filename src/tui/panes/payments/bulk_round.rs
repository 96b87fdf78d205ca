//! A round of marked proofs from `c` to the results: claimed and read together, then the form, then a command for each.

use super::actions::ClaimState;
use super::bulk::{Bulk, Marked, Phase};
use super::rows::held;
use super::{Named, PaymentsPane, Slot, Topic, order_under_review};
use crate::domain::ids::OrderId;
use crate::locale::{Catalogue, t};
use crate::service::Command;
use crate::service::core::command::OnOrder;
use crate::service::payments::view::Review;
use crate::tui::core::client::{Error, Query, Receipt, sentence};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::Outcome;
use crate::tui::dialogue::reader::Reader;
use crate::tui::pane::PaneContext;

impl PaymentsPane {
    /// `c` with marks: every marked order is claimed and read before the form opens.
    pub(crate) fn bulk_begin(&mut self, cx: &mut PaneContext<'_, Self>) {
        if self.bulk.is_some() {
            return;
        }
        let mut bulk = Bulk::default();
        let (mut claims, mut reads) = (Vec::new(), Vec::new());
        for row in self.queue.marked() {
            if let Some(marked) = bulk.of(row.order) {
                marked.proofs.push(row.submission);
                continue;
            }
            let standing = ClaimState::of(cx.shell, row);
            let stage = match standing {
                ClaimState::Other(claim) => Phase::Done(Tone::Waits, held(cx.shell.catalogue, claim, cx.shell.now)),
                ClaimState::Mine => {
                    reads.push(row.order);
                    Phase::Waiting
                }
                ClaimState::Free | ClaimState::Lapsed => {
                    claims.push(row.order);
                    Phase::Waiting
                }
            };
            bulk.orders.push(Marked {
                named: Named {
                    order: row.order,
                    number: row.number.clone(),
                },
                proofs: vec![row.submission],
                claimed: claims.last() == Some(&row.order),
                stage,
            });
        }
        self.bulk = Some(bulk);
        for order in claims {
            cx.write(Command::Claim(OnOrder { order }), Topic::BulkClaiming(order));
        }
        for order in reads {
            cx.read(Slot::Bulk(order), Query::Review(order));
        }
        self.bulk_gathered(cx);
    }

    fn bulk_stage(&mut self, order: OrderId, stage: Phase) {
        if let Some(marked) = self.bulk.as_mut().and_then(|bulk| bulk.of(order)) {
            marked.stage = stage;
        }
    }

    pub(crate) fn bulk_claimed(&mut self, cx: &mut PaneContext<'_, Self>, order: OrderId, result: Result<Receipt, Error>) {
        match result {
            Ok(_) => cx.read(Slot::Bulk(order), Query::Review(order)),
            Err(error) => {
                self.bulk_stage(order, Phase::Done(Tone::Wrong, said(cx.shell.catalogue, &error)));
                self.bulk_gathered(cx);
            }
        }
    }

    pub(crate) fn bulk_reviewed(&mut self, cx: &mut PaneContext<'_, Self>, order: OrderId, result: Result<Box<Review>, String>) {
        let catalogue = cx.shell.catalogue;
        let stage = match result {
            Ok(review) => match order_under_review::duplicate(&review) {
                Some(other) => Phase::Done(Tone::Wrong, t!(catalogue, "pagos-bulk-duplicate", order = other)),
                None => Phase::Ready(review),
            },
            Err(why) => Phase::Done(Tone::Wrong, why),
        };
        self.bulk_stage(order, stage);
        self.bulk_gathered(cx);
    }

    /// Once every marked order is ready or out, the form; with none ready, why.
    fn bulk_gathered(&mut self, cx: &mut PaneContext<'_, Self>) {
        let Some(bulk) = self.bulk.as_ref().filter(|bulk| !bulk.waits()) else {
            return;
        };
        match bulk.form(cx.shell.catalogue, self.zone.day(cx.shell.now)) {
            Some(form) => cx.open(form, Topic::BulkForm),
            None => self.bulk_results(cx),
        }
        self.refresh_now(cx);
    }

    pub(crate) fn bulk_decided(&mut self, cx: &mut PaneContext<'_, Self>, outcome: Outcome) {
        let Outcome::Submitted(form) = outcome else {
            // What was claimed only for this goes back.
            let bulk = self.bulk.take().unwrap_or_default();
            for marked in bulk.orders.iter().filter(|it| it.claimed && matches!(it.stage, Phase::Ready(_))) {
                self.give_back(cx, marked.named.order);
            }
            return;
        };
        let Some(bulk) = &self.bulk else { return };
        for (order, verdict) in bulk.verdicts(cx.shell.catalogue, &form) {
            match verdict {
                Ok(verify) => {
                    self.bulk_stage(order, Phase::Verifying);
                    cx.write(Command::Confirm(verify), Topic::BulkVerifying(order));
                }
                Err(why) => self.bulk_stage(order, Phase::Done(Tone::Waits, why)),
            }
        }
        self.bulk_ended(cx);
    }

    pub(crate) fn bulk_verified(&mut self, cx: &mut PaneContext<'_, Self>, order: OrderId, result: Result<Receipt, Error>) {
        let catalogue = cx.shell.catalogue;
        let stage = match result {
            Ok(_) => Phase::Done(Tone::Done, t!(catalogue, "pagos-bulk-done")),
            Err(error) => Phase::Done(Tone::Wrong, said(catalogue, &error)),
        };
        self.bulk_stage(order, stage);
        self.bulk_ended(cx);
    }

    fn bulk_ended(&mut self, cx: &mut PaneContext<'_, Self>) {
        if self.bulk.as_ref().is_some_and(|bulk| !bulk.waits()) {
            self.bulk_results(cx);
            self.queue.list.clear_marks();
            self.refresh_now(cx);
        }
    }

    /// A line for each order.
    fn bulk_results(&mut self, cx: &mut PaneContext<'_, Self>) {
        let Some(bulk) = self.bulk.take() else { return };
        let line = |marked: &Marked| match &marked.stage {
            Phase::Done(tone, said) => {
                let glyph = match tone {
                    Tone::Done => "✓",
                    Tone::Wrong => "✖",
                    _ => "▲",
                };
                (*tone, format!("{glyph} {} · {said}", marked.named.number))
            }
            _ => (Tone::Past, marked.named.number.clone()),
        };
        let lines = bulk.orders.iter().map(line).collect();
        cx.open(Reader::toned(t!(cx.shell.catalogue, "pagos-bulk-results"), lines), Topic::Told);
    }
}

/// Why one order of a round was not confirmed.
fn said(catalogue: &Catalogue, error: &Error) -> String {
    match error {
        Error::Conflict(moved) => {
            let who = moved.changes.last().map_or_else(String::new, |change| change.who.to_string());
            t!(catalogue, "pagos-bulk-moved", by = who)
        }
        other => sentence(catalogue, other),
    }
}
