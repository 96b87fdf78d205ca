//! The order in front, line by line: three columns, signals, what else was reported, and the receipt.

use ratatui::layout::Rect;

use super::Pagos;
use super::actions::Standing;
use super::case::{self, Banked};
use super::compare::Pieces;
use super::evidence::header;
use super::receipt::Mode;
use super::rows::{glyph, told};
use crate::domain::method::ProofState;
use crate::domain::payment::PaymentStatus;
use crate::locale::{Catalogue, clock, date_time, day_month, span, t};
use crate::service::view::{ProofView, QueueRow, Review};
use crate::tui::canvas::Canvas;
use crate::tui::model::Shell;
use crate::tui::overlay::frame::wrap;
use crate::tui::picture::Scan;
use crate::tui::theme::Tone;
use crate::tui::widgets::picture;

const LABELS: usize = 7;

/// Lines as they come, long sentences wrapped.
struct Page {
    width: u16,
    lines: Vec<Pieces>,
}

impl Page {
    fn say(&mut self, tone: Tone, text: &str) {
        self.lines.extend(wrap(text, self.width).into_iter().map(|line| vec![(tone, line)]));
    }

    fn blank(&mut self) {
        self.lines.push(Vec::new());
    }
}

impl Pagos {
    pub(super) fn draw_detail(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let Some(row) = self.queue.front() else { return };
        let large = self.shown.mode == Mode::Large;
        let mut page = Page {
            width: area.width,
            lines: Vec::new(),
        };
        self.head(shell, row, &mut page);
        match &self.review {
            Some(review) if !large => self.body(shell, row, review, &mut page),
            Some(_) => {}
            None => match &self.review_fault {
                Some(why) => {
                    page.blank();
                    page.say(Tone::Wrong, &format!("✖ {why}"));
                }
                None => glance(shell.catalogue, row, &mut page),
            },
        }
        self.receipt_line(shell.catalogue, &mut page);
        let drawn = self.draw_page(shell, area, &page, canvas);
        self.drawn.set((drawn, usize::from(area.height)));
    }

    /// The lines from the first one shown on, the picture below them; how many rows there are in all.
    fn draw_page(&self, shell: &Shell, area: Rect, page: &Page, canvas: &mut Canvas<'_>) -> usize {
        for (row, line) in (0..area.height).zip(page.lines.iter().skip(self.scroll)) {
            canvas.pieces(area, row, line, shell.theme);
        }
        let Some(Ok(Scan::Drawn(drawn))) = &self.shown.scan else {
            return page.lines.len();
        };
        let below = page.lines.len().saturating_sub(self.scroll);
        let hidden = self.scroll.saturating_sub(page.lines.len());
        if let Some(below) = u16::try_from(below).ok().filter(|&below| below < area.height) {
            let room = Rect {
                y: area.y + below,
                height: area.height - below,
                ..area
            };
            picture::view(shell.theme, room, drawn, u32::try_from(hidden).unwrap_or(u32::MAX), canvas);
        }
        page.lines.len() + usize::try_from(picture::rows(drawn)).unwrap_or(0)
    }

    fn head(&self, shell: &Shell, row: &QueueRow, page: &mut Page) {
        let catalogue = shell.catalogue;
        let status = catalogue.label(row.payment.as_str());
        page.lines.push(vec![
            (Tone::Strong, row.number.clone()),
            (Tone::Plain, "   ".into()),
            (status_tone(row.payment), status),
        ]);
        let mut who = row.customer.to_string();
        if let Some(review) = self.review.as_ref().filter(|review| review.order.id == row.order) {
            who = format!("{who} · {}", review.order.phone);
            if review.order.on_hold {
                page.say(Tone::Wrong, &format!("✖ {}", t!(catalogue, "pagos-on-hold")));
            }
        }
        page.say(Tone::Plain, &who);
        let (tone, claim) = match Standing::of(shell, row) {
            Standing::Free => (Tone::Past, t!(catalogue, "pagos-free")),
            Standing::Lapsed => (Tone::Waits, t!(catalogue, "pagos-free-lapsed")),
            Standing::Mine => {
                let until = row.claim.as_ref().map(|claim| clock(claim.until)).unwrap_or_default();
                (Tone::Accent, t!(catalogue, "pagos-yours", until = until))
            }
            Standing::Other(claim) => {
                let since = span(shell.now - claim.since);
                (Tone::Waits, t!(catalogue, "pagos-held", by = claim.name.as_str(), since = since))
            }
        };
        page.say(tone, &claim);
    }

    fn body(&self, shell: &Shell, row: &QueueRow, review: &Review, page: &mut Page) {
        let catalogue = shell.catalogue;
        let Some(proof) = review.proofs.iter().find(|proof| proof.id == row.submission) else {
            return;
        };
        page.blank();
        let banked = match self.drafts.get(&proof.id) {
            Some(draft) => Banked::typed(draft, &review.accounts),
            None => Banked::kept(proof, &review.accounts),
        };
        let width = (usize::from(page.width).saturating_sub(LABELS) / 3).min(24);
        page.lines.push(header(catalogue, LABELS, width));
        let lines = case::lines(catalogue, review, proof, &banked, self.zone);
        page.lines.extend(lines.iter().map(|line| line.pieces(LABELS, width)));
        page.blank();
        declared(catalogue, proof, page);
        signals(catalogue, proof, page);
        page.blank();
        money(catalogue, review, page);
        self.others(shell, review, proof, page);
    }

    /// Other open proofs of the order, and those decided before.
    fn others(&self, shell: &Shell, review: &Review, front: &ProofView, page: &mut Page) {
        let catalogue = shell.catalogue;
        let open: Vec<_> = case::open_proofs(review).collect();
        if open.len() > 1 {
            page.blank();
            page.say(Tone::Waits, &format!("▲ {}", t!(catalogue, "pagos-split", count = open.len())));
            for proof in open {
                let mark = if proof.id == front.id { "▸" } else { " " };
                page.say(Tone::Plain, &format!("{mark} {}", summary(catalogue, proof)));
            }
        }
        let mut earlier = review.proofs.iter().filter(|proof| proof.state != ProofState::Open).peekable();
        if earlier.peek().is_some() {
            page.blank();
            page.say(Tone::Past, &t!(catalogue, "pagos-earlier"));
        }
        for proof in earlier {
            let state = catalogue.text(&format!("pagos-proof-{}", proof.state), &[]);
            page.say(Tone::Past, &format!("  {} · {state}", summary(catalogue, proof)));
        }
    }

    /// What is known of the receipt; the picture comes after it.
    fn receipt_line(&self, catalogue: &Catalogue, page: &mut Page) {
        if self.review.is_none() {
            return;
        }
        page.blank();
        let Some(file) = self.receipt_file() else {
            return page.say(Tone::Past, &t!(catalogue, "pagos-receipt-none"));
        };
        let size = file.bytes.max(0).unsigned_abs().div_ceil(1024);
        let what = t!(catalogue, "pagos-receipt-file", kind = &file.kind, size = size);
        match (&self.shown.scan, self.shown.mode) {
            (_, Mode::Hidden) => page.say(Tone::Past, &t!(catalogue, "pagos-receipt-hidden", what = what)),
            (None, _) => page.say(Tone::Past, &t!(catalogue, "pagos-receipt-loading", what = what)),
            (Some(Ok(Scan::Drawn(_))), _) => page.say(Tone::Past, &what),
            (Some(Ok(Scan::Pdf)), _) => page.say(Tone::Waits, &format!("▲ {}", t!(catalogue, "pagos-receipt-pdf", what = what))),
            (Some(Ok(Scan::Unreadable)), _) => {
                page.say(
                    Tone::Wrong,
                    &format!("✖ {}", t!(catalogue, "pagos-receipt-unreadable", what = what)),
                );
            }
            (Some(Err(why)), _) => page.say(Tone::Wrong, &format!("✖ {why}")),
        }
    }
}

const fn status_tone(status: PaymentStatus) -> Tone {
    match status {
        PaymentStatus::Confirmed | PaymentStatus::Refunded => Tone::Done,
        PaymentStatus::Rejected => Tone::Wrong,
        PaymentStatus::Cancelled => Tone::Past,
        _ => Tone::Waits,
    }
}

/// What the row itself says, until the rest is here.
fn glance(catalogue: &Catalogue, row: &QueueRow, page: &mut Page) {
    page.blank();
    let mut said = format!("{} · {}", method(catalogue, row.method.as_str()), row.amount);
    if let Some(reference) = &row.reference {
        said = format!("{said} · {reference}");
    }
    page.say(Tone::Plain, &said);
}

fn method(catalogue: &Catalogue, method: &str) -> String {
    catalogue.text(&format!("method-{method}"), &[])
}

/// Which try it is, how it was paid, from where, and when it was reported.
fn declared(catalogue: &Catalogue, proof: &ProofView, page: &mut Page) {
    let mut said = t!(
        catalogue,
        "pagos-attempt",
        attempt = proof.attempt,
        method = method(catalogue, proof.method.as_str()),
        at = date_time(proof.reported_at)
    );
    if let Some(from) = &proof.origin_bank {
        said = format!("{said} · {}", t!(catalogue, "pagos-from-bank", bank = case::bank(from)));
    }
    if proof.reported_by != crate::domain::actor::Role::Customer {
        let by = catalogue.text(&format!("role-{}", proof.reported_by), &[]);
        said = format!("{said} · {}", t!(catalogue, "pagos-reported-by", by = by));
    }
    page.say(Tone::Plain, &said);
    let payer = [&proof.payer_name, &proof.payer_email];
    let payer: Vec<_> = payer.into_iter().flatten().map(ToString::to_string).collect();
    if !payer.is_empty() {
        page.say(Tone::Plain, &t!(catalogue, "pagos-payer", who = payer.join(" · ")));
    }
}

fn signals(catalogue: &Catalogue, proof: &ProofView, page: &mut Page) {
    if proof.signals.is_empty() {
        page.say(Tone::Done, &format!("✓ {}", t!(catalogue, "pagos-no-signals")));
    }
    for found in &proof.signals {
        let (glyph, tone) = glyph(found);
        page.say(tone, &format!("{glyph} {}", told(catalogue, found)));
    }
}

fn money(catalogue: &Catalogue, review: &Review, page: &mut Page) {
    let order = &review.order;
    page.say(
        Tone::Plain,
        &t!(
            catalogue,
            "pagos-owes",
            total = order.total,
            due = order.due,
            tolerance = review.tolerance
        ),
    );
    if order.credited.is_positive() {
        page.say(
            Tone::Waits,
            &t!(catalogue, "pagos-credited", credited = order.credited, missing = order.missing),
        );
    }
    let items: Vec<_> = order
        .items
        .iter()
        .map(|item| format!("{} × {}", item.quantity, item.name))
        .collect();
    if !items.is_empty() {
        page.say(Tone::Past, &items.join(" · "));
    }
}

/// `2 · 22/11 · Bs 4.512,30 · ref. 482913`.
fn summary(catalogue: &Catalogue, proof: &ProofView) -> String {
    let mut said = format!(
        "{} · {} · {} · {}",
        proof.seq,
        day_month(proof.paid_on),
        proof.amount,
        method(catalogue, proof.method.as_str())
    );
    if let Some(reference) = &proof.reference {
        said = format!("{said} · {} {reference}", t!(catalogue, "pagos-line-reference"));
    }
    said
}
