//! The filter line: words and `field:value` over a preset. What they mean is the service's to say.

use super::list::order_by;
use crate::domain::Time;
use crate::domain::orders::status::PaymentStatus;
use crate::locale::{Key, zone};
use crate::service::core::filter_text;
use crate::service::orders::view::OrderFilter;
use crate::tui::dialogue::shell::Shell;
use crate::tui::widgets::filter_line::FilterLine;
use crate::tui::widgets::table::Sort;

/// The ready-made views of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preset {
    #[default]
    All,
    /// Not paid yet, and not given up either.
    Open,
    Confirmed,
    ToRefund,
    Surplus,
    Today,
}

impl Preset {
    pub const ALL: [Self; 6] = [Self::All, Self::Open, Self::Confirmed, Self::ToRefund, Self::Surplus, Self::Today];

    pub const fn key(self) -> Key {
        match self {
            Self::All => "pedidos-preset-all",
            Self::Open => "pedidos-preset-open",
            Self::Confirmed => "pedidos-preset-confirmed",
            Self::ToRefund => "pedidos-preset-to-refund",
            Self::Surplus => "pedidos-preset-surplus",
            Self::Today => "pedidos-preset-today",
        }
    }

    /// Narrows what was typed; a status that was typed counts more than that of the preset.
    fn narrow(self, filter: &mut OrderFilter, now: Time) {
        use PaymentStatus::{Confirmed, Pending, Rejected, Reported, UnderReview};
        let statuses = match self {
            Self::Open => vec![Pending, Reported, UnderReview, Rejected],
            Self::Confirmed => vec![Confirmed],
            _ => Vec::new(),
        };
        if filter.payment.is_empty() {
            filter.payment = statuses;
        }
        filter.refund_due |= self == Self::ToRefund;
        filter.surplus |= self == Self::Surplus;
        if self == Self::Today && filter.placed_from.is_none() {
            filter.placed_from = Some(zone().start_of(zone().day(now)));
        }
    }
}

/// What is typed and which preset it narrows.
#[derive(Debug, Default)]
pub struct Search {
    pub line: FilterLine,
    pub preset: Preset,
    /// The order that was chosen; the service has its own where no index gives it.
    pub sort: Option<Sort>,
    /// The last filter that could be read.
    good: OrderFilter,
}

impl Search {
    /// Perhaps somebody meant an order by it: one word with a digit, or with the prefix.
    pub fn is_like_a_number(&self) -> bool {
        let text = self.line.text();
        let word = !text.contains(|c: char| c.is_whitespace() || c == ':');
        word && (text.contains(|c: char| c.is_ascii_digit()) || text.to_ascii_uppercase().starts_with("KRFT"))
    }

    /// Nothing but these words.
    pub fn is_just(&self, words: &str) -> bool {
        self.preset == Preset::All && self.line.text() == words
    }

    /// No words any more, then no preset; false when there was neither.
    pub fn widen(&mut self) -> bool {
        self.line.clear() || std::mem::take(&mut self.preset) != Preset::All
    }

    /// The filter wanted now. While what is typed cannot be read, the last one that could.
    pub fn read(&mut self, shell: &Shell) -> OrderFilter {
        let relative = filter_text::Typing {
            now: shell.now,
            zone: zone(),
            me: shell.operator.id,
        };
        let read = OrderFilter::parse(self.line.text(), &relative);
        if let Some(filter) = self.line.understood(shell.catalogue, read) {
            self.good = filter;
        }
        let mut filter = self.good.clone();
        filter.sort = self.sort.and_then(order_by);
        self.preset.narrow(&mut filter, shell.now);
        filter
    }
}
