//! What is known of the selected order besides the comparison, in lines: who, since when, what looks odd, what is owed,
//! what else was reported.

use std::fmt::Display;

use super::actions::ClaimState;
use super::matches::{self, Matches};
use super::order_under_review;
use super::rejection;
use super::rows::{explained, glyph, held};
use crate::domain::ids::SubmissionId;
use crate::domain::method::ProofState;
use crate::locale::{Catalogue, clock, date_time, day_month, t};
use crate::service::orders::view::ProofView;
use crate::service::payments::view::{QueueRow, Review};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::dialogue::Said;
use crate::tui::pane::status::payment_tone;
use crate::tui::widgets::wrap::wrap;

/// Lines as they come, long sentences wrapped.
pub struct Page {
    pub width: u16,
    pub lines: Vec<Said>,
}

impl Page {
    pub fn say(&mut self, tone: Tone, text: &str) {
        self.lines.extend(wrap(text, self.width).into_iter().map(|line| vec![(tone, line)]));
    }

    /// With its glyph.
    pub fn mark(&mut self, tone: Tone, text: impl Display) {
        let (tone, said) = tone.marked(text);
        self.say(tone, &said);
    }

    pub fn blank(&mut self) {
        self.lines.push(Vec::new());
    }
}

/// Which order, whose, and who looks at it.
pub fn head(shell: &Shell, row: &QueueRow, review: Option<&Review>, page: &mut Page) {
    let catalogue = shell.catalogue;
    let on_hold = review.is_some_and(|review| review.order.on_hold);
    let mut first = vec![
        (Tone::Strong, row.number.clone()),
        (Tone::Plain, "   ".into()),
        (payment_tone(row.payment), catalogue.label(row.payment.as_str())),
    ];
    if on_hold {
        first.push((Tone::Wrong, format!(" ✖ {}", t!(catalogue, "pagos-held-back"))));
    }
    page.lines.push(first);
    match review {
        Some(review) => page.say(Tone::Plain, &format!("{} · {}", row.customer, review.order.phone)),
        None => page.say(Tone::Plain, &row.customer),
    }
    if on_hold {
        page.mark(Tone::Wrong, t!(catalogue, "pagos-on-hold"));
    }
    let (tone, claim) = match ClaimState::of(shell, row) {
        ClaimState::Free => (Tone::Past, t!(catalogue, "pagos-free")),
        ClaimState::Lapsed => (Tone::Waits, t!(catalogue, "pagos-free-lapsed")),
        ClaimState::Mine => {
            let until = row.claim.as_ref().map(|claim| clock(claim.until)).unwrap_or_default();
            (Tone::Accent, t!(catalogue, "pagos-yours", until = until))
        }
        ClaimState::Other(claim) => (Tone::Waits, held(catalogue, claim, shell.now)),
    };
    page.say(tone, &claim);
}

/// What the row itself says, until the rest is here.
pub fn glance(catalogue: &Catalogue, row: &QueueRow, page: &mut Page) {
    page.blank();
    let mut said = format!("{} · {}", catalogue.paid_by(row.method, row.surplus_of.as_deref()), row.amount);
    if let Some(reference) = &row.reference {
        said = format!("{said} · {reference}");
    }
    page.say(Tone::Plain, &said);
}

/// Which try it is, how it was paid, from where, and when it was reported.
pub fn declared(catalogue: &Catalogue, proof: &ProofView, page: &mut Page) {
    let mut said = t!(
        catalogue,
        "pagos-attempt",
        attempt = proof.attempt,
        method = catalogue.paid_by(proof.method, proof.surplus_of.as_deref()),
        at = date_time(proof.reported_at)
    );
    if let Some(from) = &proof.origin_bank {
        said = format!(
            "{said} · {}",
            t!(catalogue, "pagos-from-bank", bank = order_under_review::bank(from))
        );
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

/// What looks odd, in sentences. Nothing does only when the row in the list says nothing
/// either, and all proofs together are what is owed.
pub fn signals(catalogue: &Catalogue, row: &QueueRow, review: &Review, proof: &ProofView, page: &mut Page) {
    let sum = order_under_review::sum_said(catalogue, review);
    let calm = proof.signals.is_empty() && row.signals.is_empty() && !review.order.on_hold;
    if calm && sum.is_none_or(|(tone, _)| tone == Tone::Done) {
        page.mark(Tone::Done, t!(catalogue, "pagos-no-signals"));
    }
    for found in &proof.signals {
        let (glyph, tone) = glyph(found);
        page.say(tone, &format!("{glyph} {}", explained(catalogue, found)));
    }
}

/// Lines shown of one proof.
const LINES: usize = 4;

/// What the banks' lines say of it, the best first; where nothing fits, what comes near and why not.
/// Before the money can be seen, since when it could.
pub fn bank(catalogue: &Catalogue, matches: &Matches, (review, proof): (&Review, SubmissionId), page: &mut Page) {
    let order = review.order.id;
    let Some(proposal) = matches.of(proof) else {
        if let Some(apart) = matches.near(order, proof) {
            let refused: Vec<String> = apart.refused.iter().map(|why| catalogue.match_refused(*why)).collect();
            let line = matches::said(catalogue, &apart.line);
            page.blank();
            page.say(Tone::Past, &t!(catalogue, "pagos-near", line = line, why = refused.join(", ")));
        } else if matches.are_any() {
            page.blank();
            page.say(Tone::Past, &t!(catalogue, "pagos-near-none"));
        }
        if let Some((tone, said)) = review.early_until.map(|at| rejection::early(catalogue, at)) {
            page.say(tone, &said);
        }
        return;
    };
    page.blank();
    for candidate in proposal.candidates.iter().take(LINES) {
        let (tone, glyph) = matches::mark(candidate.level, proposal.fits);
        let level = matches.level(catalogue, candidate.level);
        page.say(tone, &format!("{glyph} {level} · {}", matches::said(catalogue, &candidate.line)));
        page.say(Tone::Past, &format!("  {}", matches::reasons(catalogue, candidate)));
    }
    for group in proposal.groups.iter().take(LINES) {
        page.say(Tone::Waits, &matches::together(catalogue, group));
    }
    if let Some(more) = proposal.candidates.len().checked_sub(LINES).filter(|more| *more > 0) {
        page.say(Tone::Past, &t!(catalogue, "pagos-lines-more", count = more));
    }
}

/// Other open proofs of the order, and those decided before.
pub fn others(catalogue: &Catalogue, review: &Review, shown: &ProofView, page: &mut Page) {
    let open: Vec<_> = order_under_review::open_proofs(review).collect();
    if open.len() > 1 {
        page.blank();
        split(catalogue, review, open.len(), page);
        for proof in open {
            let mark = if proof.id == shown.id { "▸" } else { " " };
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

/// There are several proofs, and whether they are all of it together.
fn split(catalogue: &Catalogue, review: &Review, count: usize, page: &mut Page) {
    page.mark(Tone::Waits, t!(catalogue, "pagos-split", count = count));
    if let Some((tone, said)) = order_under_review::sum_said(catalogue, review) {
        page.say(tone, &said);
    }
}

pub fn money(catalogue: &Catalogue, review: &Review, page: &mut Page) {
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
        catalogue.paid_by(proof.method, proof.surplus_of.as_deref())
    );
    if let Some(reference) = &proof.reference {
        said = format!("{said} · {} {reference}", t!(catalogue, "pagos-line-reference"));
    }
    said
}
