//! Where the amount and the reference stand on receipts that look alike, as the person showed it once. It is kept while the terminal
//! is open.

use super::picture::Lens;
use crate::domain::method::PaymentMethod;

/// Receipts of one method and one bank are made by one program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Like {
    pub method: PaymentMethod,
    /// The payer's, a 4-digit code.
    pub bank: Option<String>,
}

/// What one looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    Amount,
    Reference,
}

#[derive(Debug, Default)]
pub struct Crops(Vec<(Like, Spot, Lens)>);

impl Crops {
    pub fn of(&self, like: &Like, spot: Spot) -> Option<Lens> {
        let kept = self.0.iter().find(|(of, what, _)| of == like && *what == spot);
        kept.map(|(.., lens)| *lens)
    }

    /// In place of what was kept before.
    pub fn keep(&mut self, like: Like, spot: Spot, lens: Lens) {
        self.0.retain(|(of, what, _)| *of != like || *what != spot);
        self.0.push((like, spot, lens));
    }
}
