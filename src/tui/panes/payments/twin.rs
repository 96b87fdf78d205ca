//! Two payments that look like one: a proof beside that of the other order which an alert names, with the characters that differ.

use super::order_under_review::{account, long_day, open_proofs};
use super::{Context, PaymentsPane};
use crate::domain::payments::reference::{Reference, Relation};
use crate::locale::{Catalogue, Key, date_time, t};
use crate::service::orders::view::ProofView;
use crate::service::payments::view::{QueueRow, Review};
use crate::tui::core::client::{Error, ask, sentence};
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::Outcome;
use crate::tui::dialogue::comparison::{How, Line, Pieces, fitted};
use crate::tui::dialogue::reader::Reader;

const LABELS: usize = 13;
const COLUMN: usize = 30;

/// The order that an alert of a row names.
pub fn named(row: &QueueRow) -> Option<&str> {
    row.signals.iter().find_map(|found| found.args.get("order")).map(String::as_str)
}

impl PaymentsPane {
    pub(crate) fn begin_twin(&self, cx: &mut Context<'_>) {
        let Some(row) = self.queue.selected() else { return };
        // What is read beside it is of now, what the row has is of when it was reported.
        let proof = self
            .known()
            .and_then(|review| review.proofs.iter().find(|proof| proof.id == row.submission));
        let now = proof.and_then(|proof| proof.signals.iter().find_map(|found| found.args.get("order")));
        let Some(other) = now.map(String::as_str).or_else(|| named(row)) else {
            return;
        };
        cx.ask(ask::ReviewOf(other.to_owned()), Self::twin_read);
    }

    fn twin_read(&mut self, cx: &mut Context<'_>, other: Result<Box<Review>, Error>) {
        let catalogue = cx.shell.catalogue;
        let other = match other {
            Ok(other) => other,
            Err(error) => return cx.toast(Tone::Wrong, sentence(catalogue, &error)),
        };
        let this = self.known().and_then(|review| {
            let row = self.queue.selected().filter(|row| row.order == review.order.id)?;
            let proof = review.proofs.iter().find(|proof| proof.id == row.submission)?;
            Some((review, proof))
        });
        let Some(((review, proof), twin)) = this.zip(this.and_then(|(_, proof)| twin_of(proof, &other))) else {
            return;
        };
        if !cx.may_open() {
            return;
        }
        let number = other.order.number.clone();
        let title = t!(catalogue, "pagos-twin-title", order = &review.order.number, other = &number);
        let mut lines = vec![heads([&review.order.number, &number])];
        lines.extend(
            compared(catalogue, (review, proof), (&other, twin))
                .iter()
                .map(|line| line.pieces(LABELS, COLUMN)),
        );
        let reader = Reader::lines(title, lines).leading(t!(catalogue, "pagos-twin-keys", other = &number));
        cx.open(reader, move |_: &mut Self, cx, outcome| {
            if matches!(outcome, Outcome::Picked(_)) {
                cx.visit_from(PaneRequest::Order(number), |pane: &mut Self, cx| pane.begin_twin(cx));
            }
        });
    }
}

/// Of the other order, the proof that is nearest to this one: of the same reference or receipt, else one that was verified.
fn twin_of<'a>(proof: &ProofView, other: &'a Review) -> Option<&'a ProofView> {
    let digest = |proof: &ProofView| proof.receipt.as_ref().map(|file| file.digest.clone());
    let alike = |it: &&ProofView| {
        let of_reference = proof.reference.as_ref().zip(it.reference.as_ref()).is_some_and(|(one, two)| {
            let (one, two) = (Reference::stored(one.to_string()), Reference::stored(two.to_string()));
            one.relation(&two) != Relation::Different
        });
        of_reference || (digest(proof).is_some() && digest(proof) == digest(it))
    };
    let verified = || other.proofs.iter().rev().find(|it| it.verified.is_some());
    other
        .proofs
        .iter()
        .find(alike)
        .or_else(verified)
        .or_else(|| open_proofs(other).last())
}

fn heads(numbers: [&str; 2]) -> Pieces {
    let mut line = vec![(Tone::Past, " ".repeat(LABELS))];
    line.extend(numbers.map(|number| (Tone::Strong, fitted(number, COLUMN))));
    line
}

fn compared(catalogue: &Catalogue, this: (&Review, &ProofView), other: (&Review, &ProofView)) -> Vec<Line> {
    let line = |about: Key, how, [one, two]: [Option<String>; 2]| Line {
        about,
        label: catalogue.text(about, &[]),
        how,
        columns: [one, two, None],
    };
    let of_both = |about, how, read: &dyn Fn(&Review, &ProofView) -> Option<String>| {
        line(about, how, [this, other].map(|(review, proof)| read(review, proof)))
    };
    let text = |text: &Option<crate::domain::text::Safe>| text.as_ref().map(ToString::to_string);
    let lines = vec![
        of_both("pagos-twin-customer", How::Exactly, &|review, _| {
            Some(review.order.customer.to_string())
        }),
        of_both("pagos-line-phone", How::Exactly, &|review, _| Some(review.order.phone.clone())),
        of_both("pagos-line-amount", How::Exactly, &|_, proof| Some(proof.amount.to_string())),
        of_both("pagos-line-date", How::Exactly, &|_, proof| Some(long_day(proof.paid_on))),
        of_both("pagos-line-account", How::Exactly, &|_, proof| proof.account.as_ref().map(account)),
        of_both("pagos-line-reference", How::Reference, &|_, proof| text(&proof.reference)),
        of_both("pagos-line-payer", How::Exactly, &|_, proof| text(&proof.payer_id_doc)),
        of_both("pagos-twin-payer", How::Exactly, &|_, proof| text(&proof.payer_name)),
        of_both("pagos-twin-receipt", How::Exactly, &|_, proof| {
            Some(proof.receipt.as_ref()?.digest.chars().take(12).collect())
        }),
        of_both("pagos-twin-reported", How::Exactly, &|_, proof| Some(date_time(proof.reported_at))),
        of_both("pagos-twin-status", How::Exactly, &|review, _| {
            Some(catalogue.text(&format!("payment-{}", review.order.payment), &[]))
        }),
        of_both("pagos-twin-bank", How::Exactly, &|_, proof| {
            let seen = proof.evidence.last()?;
            Some(format!("{} · {}", seen.bank_reference, seen.amount))
        }),
        of_both("pagos-twin-by", How::Exactly, &|_, proof| {
            Some(proof.evidence.last()?.by.to_string())
        }),
    ];
    lines.into_iter().filter(|line| line.columns.iter().any(Option::is_some)).collect()
}
