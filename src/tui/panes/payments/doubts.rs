//! What differs or looks odd in a verdict: it gives the verdict its colour, and what is red takes a reason.

use super::rows::{explained, glyph, said};
use crate::domain::money::Money;
use crate::domain::payments::signal::Severity;
use crate::locale::{Catalogue, t};
use crate::service::core::receipt::Outcome as Did;
use crate::service::orders::view::ProofView;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::comparison::Line;
use crate::tui::pane::dialogue::Said;
use crate::tui::widgets::wrap::wrap;

#[derive(Clone, Debug, Default)]
pub struct Doubts {
    /// In a few words each: a cell that differs, a signal that something is wrong.
    red: Vec<String>,
    /// Some signal says to look twice.
    warned: bool,
}

impl Doubts {
    /// What one proof adds, named with its number where there are several. `covers`: the money is all that is owed.
    pub fn add(&mut self, catalogue: &Catalogue, proof: &ProofView, lines: &[Line], covers: bool, number: Option<usize>) {
        let differing = lines
            .iter()
            .filter(|line| line.differs(covers))
            .map(|line| format!("{} ≠", line.label));
        let (wrong, odd): (Vec<_>, Vec<_>) = proof.signals.iter().partition(|found| found.severity() == Severity::Wrong);
        let named = differing.chain(wrong.into_iter().map(|found| said(catalogue, found)));
        for doubt in named.collect::<Vec<_>>() {
            let doubt = number.map_or_else(|| doubt.clone(), |number| format!("{number} {doubt}"));
            if !self.red.contains(&doubt) {
                self.red.push(doubt);
            }
        }
        self.warned |= !odd.is_empty();
    }

    pub const fn is_red(&self) -> bool {
        !self.red.is_empty()
    }

    pub fn named(&self) -> String {
        self.red.join(", ")
    }
}

/// Confirms, is a part, or is more than needed; in the colour of the worst check.
pub fn verdict(catalogue: &Catalogue, due: Money, outcome: &Did, doubts: &Doubts) -> (Tone, String) {
    let (tone, said) = foretold(catalogue, due, outcome);
    match tone {
        _ if doubts.is_red() => Tone::Wrong.marked(format!("{said} {}", t!(catalogue, "pagos-doubts", what = doubts.named()))),
        Tone::Done if doubts.warned => Tone::Waits.marked(said),
        tone => tone.marked(said),
    }
}

fn foretold(catalogue: &Catalogue, due: Money, outcome: &Did) -> (Tone, String) {
    match *outcome {
        Did::RefundDue { amount, .. } => (Tone::Waits, t!(catalogue, "pagos-will-return", amount = amount)),
        Did::PartlyPaid { missing, .. } => (Tone::Waits, t!(catalogue, "pagos-will-part", missing = missing)),
        Did::Confirmed { surplus, .. } if surplus.is_positive() => (Tone::Waits, t!(catalogue, "pagos-will-surplus", surplus = surplus)),
        Did::Confirmed { credited, .. } if due.less(credited).is_positive() => {
            let missing = due.less(credited);
            (Tone::Waits, t!(catalogue, "pagos-will-tolerate", missing = missing))
        }
        _ => (Tone::Done, t!(catalogue, "pagos-will-confirm")),
    }
}

/// The signals of a proof in sentences, in lines of `width`.
pub fn signals(catalogue: &Catalogue, proof: &ProofView, width: u16) -> Vec<Said> {
    let lines = proof.signals.iter().flat_map(|found| {
        let (glyph, tone) = glyph(found);
        let text = format!("{glyph} {}", explained(catalogue, found));
        wrap(&text, width).into_iter().map(move |line| vec![(tone, line)])
    });
    lines.collect()
}
