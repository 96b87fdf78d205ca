//! Exact money: a decimal amount that always carries its currency (domain.md §1).

use rust_decimal::Decimal;

use super::names::named;

named! {
    /// domain.md §1.
    pub enum Currency {
        Usd = "USD",
        Ves = "VES",
        Usdt = "USDT",
    }
}

/// Two decimals, half-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    amount: Decimal,
    currency: Currency,
}

impl Money {
    pub fn new(amount: Decimal, currency: Currency) -> Self {
        Self {
            amount: amount.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero),
            currency,
        }
    }

    pub const fn amount(self) -> Decimal {
        self.amount
    }

    pub const fn currency(self) -> Currency {
        self.currency
    }

    pub fn is_positive(self) -> bool {
        self.amount > Decimal::ZERO
    }

    /// The difference in this money's currency; the rules only ever subtract alike.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        Self {
            amount: self.amount - other.amount,
            currency: self.currency,
        }
    }

    /// Zero when negative.
    #[must_use]
    pub fn max_zero(self) -> Self {
        Self {
            amount: self.amount.max(Decimal::ZERO),
            currency: self.currency,
        }
    }
}
