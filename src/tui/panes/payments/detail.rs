//! The selected order: three columns side by side, what else is known of it, and the receipt.

use ratatui::layout::Rect;

use super::PaymentsPane;
use super::cells::header;
use super::facts::{self, Page};
use super::order_under_review::{self, Banked};
use super::view::regions;
use crate::locale::{Catalogue, t};
use crate::service::orders::view::ProofView;
use crate::service::payments::view::{QueueRow, Review};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::Proposal;
use crate::tui::core::layout::below;
use crate::tui::core::picture::Scan;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::widgets::picture;

const LABELS: usize = 7;

impl PaymentsPane {
    pub(crate) fn draw_detail(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let (area, beside) = regions(shell, area);
        let Some(selected) = self.queue.selected() else { return };
        let review = self.review.shown(|review| review.order.id == selected.order);
        // While the next order is read, the row of the one that still stands there.
        let lingering = review.filter(|review| review.order.id != selected.order);
        let of_review = lingering.and_then(|review| self.queue.rows().iter().find(|row| row.order == review.order.id));
        let row = of_review.unwrap_or(selected);
        let mut page = Page {
            width: area.width,
            lines: Vec::new(),
        };
        facts::head(shell, row, review, &mut page);
        let seen = review.and_then(|review| {
            let proof = review.proofs.iter().find(|proof| proof.id == row.submission)?;
            Some((review, proof))
        });
        match (review, seen) {
            (_, Some((review, proof))) => self.body(shell, row, review, proof, &mut page),
            (Some(_), None) => {}
            (None, None) => match &self.review.fault {
                Some(why) => {
                    page.blank();
                    page.mark(Tone::Wrong, why);
                }
                None => facts::glance(shell.catalogue, row, &mut page),
            },
        }
        let Some((_, proof)) = seen else {
            return self.draw_page(shell, area, &page, false, canvas);
        };
        let Some(beside) = beside else {
            page.blank();
            self.receipt_line(shell.catalogue, proof, &mut page);
            return self.draw_page(shell, area, &page, true, canvas);
        };
        self.draw_page(shell, area, &page, false, canvas);
        canvas.divider(beside, shell.theme.style(Tone::Rule));
        let mut page = Page {
            width: beside.width,
            lines: Vec::new(),
        };
        self.receipt_line(shell.catalogue, proof, &mut page);
        page.blank();
        self.draw_page(shell, beside, &page, true, canvas);
    }

    /// The lines from the first one shown on, the picture below them.
    fn draw_page(&self, shell: &Shell, area: Rect, page: &Page, pictured: bool, canvas: &mut Canvas<'_>) {
        let drawn = match &self.shown.scan {
            Some(Ok(Scan::Drawn(drawn))) if pictured => Some(drawn),
            _ => None,
        };
        let picture = drawn.map_or(0, |drawn| usize::from(drawn.size().height));
        let top = self.scroll.over(page.lines.len() + picture, area.height);
        for (row, line) in (0..area.height).zip(page.lines.iter().skip(top)) {
            canvas.pieces(area, row, line, shell.theme);
        }
        let hidden = u16::try_from(top.saturating_sub(page.lines.len())).unwrap_or(u16::MAX);
        let above = u16::try_from(page.lines.len().saturating_sub(top)).unwrap_or(u16::MAX);
        if let Some(drawn) = drawn {
            picture::view(shell.theme, below(area, above), &drawn.drawing, hidden, canvas);
        }
    }

    fn comparison(&self, catalogue: &Catalogue, review: &Review, proof: &ProofView, page: &mut Page) {
        page.blank();
        let found = self.matches.of(proof.id).and_then(Proposal::first);
        let banked = match found {
            Some(candidate) if proof.evidence.is_empty() => Banked::found(proof, review, candidate),
            _ => Banked::kept(proof, review),
        };
        let width = (usize::from(page.width).saturating_sub(LABELS) / 3).min(20);
        page.lines.push(header(catalogue, LABELS, width));
        let lines = order_under_review::lines(catalogue, review, proof, &banked);
        page.lines.extend(lines.iter().map(|line| line.pieces(LABELS, width)));
        page.blank();
    }

    fn body(&self, shell: &Shell, row: &QueueRow, review: &Review, proof: &ProofView, page: &mut Page) {
        let catalogue = shell.catalogue;
        // While it is decided, the form beside it is the comparison.
        if !shell.compares() {
            self.comparison(catalogue, review, proof, page);
        }
        facts::declared(catalogue, proof, page);
        facts::signals(catalogue, row, review, proof, page);
        facts::bank(catalogue, &self.matches, (review, proof.id), page);
        page.blank();
        facts::money(catalogue, review, page);
        facts::others(catalogue, review, proof, page);
    }

    /// What is known of the receipt; the picture comes after it.
    fn receipt_line(&self, catalogue: &Catalogue, proof: &ProofView, page: &mut Page) {
        let Some(file) = &proof.receipt else {
            return page.say(Tone::Past, &t!(catalogue, "pagos-receipt-none"));
        };
        let size = file.bytes.max(0).unsigned_abs().div_ceil(1024);
        let what = t!(catalogue, "pagos-receipt-file", kind = &file.kind, size = size);
        match &self.shown.scan {
            None if !self.shown.is_hidden() => page.say(Tone::Past, &t!(catalogue, "pagos-receipt-loading", what = what)),
            None | Some(Ok(Scan::Drawn(_))) => page.say(Tone::Past, &t!(catalogue, "pagos-receipt-large", what = what)),
            Some(Ok(Scan::Elsewhere)) => page.mark(Tone::Waits, t!(catalogue, "pagos-receipt-elsewhere", what = what)),
            Some(Ok(Scan::Unreadable)) => {
                page.mark(Tone::Wrong, t!(catalogue, "pagos-receipt-unreadable", what = what));
            }
            Some(Err(why)) => page.mark(Tone::Wrong, why),
        }
    }
}
