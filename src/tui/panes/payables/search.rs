//! Which lines are wanted: a preset, the words of the filter line, one workshop. What the words mean is the service's to say.

use chrono::NaiveDate;

use super::sorting::order_by;
use crate::domain::ids::WorkshopId;
use crate::domain::payables::line::PayableStatus;
use crate::domain::text::Safe;
use crate::locale::{Key, zone};
use crate::service::core::filter_text::Typing;
use crate::service::payables::view::PayableFilter;
use crate::tui::dialogue::shell::Shell;
use crate::tui::widgets::filter_line::FilterLine;
use crate::tui::widgets::table::Sort;

/// The ready-made views of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preset {
    /// What is still owed.
    #[default]
    Open,
    Overdue,
    /// What is to be paid now: its day has come.
    ToPay,
    Held,
    Paid,
    All,
}

impl Preset {
    pub const ALL: [Self; 6] = [Self::Open, Self::ToPay, Self::Overdue, Self::Held, Self::Paid, Self::All];

    pub const fn key(self) -> Key {
        match self {
            Self::Open => "liquidaciones-preset-open",
            Self::Overdue => "liquidaciones-preset-overdue",
            Self::ToPay => "liquidaciones-preset-to-pay",
            Self::Held => "liquidaciones-preset-held",
            Self::Paid => "liquidaciones-preset-paid",
            Self::All => "liquidaciones-preset-all",
        }
    }

    /// Narrows what was typed; a status that was typed counts more than that of the preset.
    fn narrow(self, filter: &mut PayableFilter, today: NaiveDate) {
        use PayableStatus::{Due, OnHold, Paid, PartiallyPaid, Scheduled};
        filter.overdue |= self == Self::Overdue;
        if !filter.statuses.is_empty() {
            return;
        }
        match self {
            Self::Open => filter.open = true,
            Self::ToPay => {
                filter.statuses = vec![Scheduled, Due, PartiallyPaid];
                filter.due.to = Some(filter.due.to.map_or(today, |to| to.min(today)));
            }
            Self::Held => filter.statuses = vec![OnHold],
            Self::Paid => filter.statuses = vec![Paid],
            Self::Overdue | Self::All => {}
        }
    }
}

/// What is typed, which preset it narrows, and the only workshop that is shown.
#[derive(Debug, Default)]
pub struct Search {
    pub line: FilterLine,
    pub preset: Preset,
    pub only: Option<(WorkshopId, Safe)>,
    /// The order that was chosen.
    pub sort: Option<Sort>,
    /// The last filter that could be read.
    good: PayableFilter,
}

impl Search {
    pub fn is_plain(&self) -> bool {
        self.line.text().is_empty() && self.preset == Preset::Open && self.only.is_none()
    }

    /// No words any more, then every workshop, then no preset; false when there was nothing to widen.
    pub fn widen(&mut self) -> bool {
        self.line.clear() || self.only.take().is_some() || std::mem::take(&mut self.preset) != Preset::Open
    }

    /// The filter wanted now. While what is typed cannot be read, the last one that could.
    pub fn read(&mut self, shell: &Shell) -> PayableFilter {
        let typing = Typing {
            now: shell.now,
            zone: zone(),
            me: shell.operator.id,
        };
        let read = PayableFilter::parse(self.line.text(), &typing);
        if let Some(filter) = self.line.understood(shell.catalogue, read) {
            self.good = filter;
        }
        let mut filter = self.good.clone();
        filter.workshop = self.only.as_ref().map(|(workshop, _)| *workshop);
        filter.sort = order_by(self.sort);
        self.preset.narrow(&mut filter, typing.today());
        filter
    }
}
