//! Which rows of the queue are wanted: a preset, the words of the filter line, the order.

use chrono::TimeDelta;

use crate::domain::ids::OperatorId;
use crate::locale::{Key, zone};
use crate::service::core::filter_text::{HolderFilter, Typing};
use crate::service::payments::view::{QueueFilter, QueueSort};
use crate::tui::dialogue::shell::Shell;
use crate::tui::widgets::filter_line::FilterLine;

/// What people look for most, one key each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preset {
    #[default]
    All,
    Mine,
    Unclaimed,
    Signals,
    Late,
    /// What one key confirms.
    Fitting,
    /// What it does not.
    Unfitting,
}

impl Preset {
    pub const EVERY: [Self; 7] = [
        Self::All,
        Self::Mine,
        Self::Unclaimed,
        Self::Signals,
        Self::Late,
        Self::Fitting,
        Self::Unfitting,
    ];

    /// The name in the header line and in the footer.
    pub const fn label(self) -> Key {
        match self {
            Self::All => "pagos-all",
            Self::Mine => "pagos-mine",
            Self::Unclaimed => "pagos-unclaimed",
            Self::Signals => "pagos-signals",
            Self::Late => "pagos-late",
            Self::Fitting => "pagos-fitting",
            Self::Unfitting => "pagos-unfitting",
        }
    }

    /// It follows from what the banks' lines say.
    pub const fn is_of_the_bank(self) -> bool {
        matches!(self, Self::Fitting | Self::Unfitting)
    }
}

/// What was asked for last.
#[derive(Debug, Default)]
pub struct Search {
    pub line: FilterLine,
    pub preset: Preset,
    pub sort: QueueSort,
    /// What this operator has in hand, looked at from elsewhere.
    pub whose: Option<(OperatorId, String)>,
}

impl Search {
    pub fn is_plain(&self) -> bool {
        self.preset == Preset::All && self.line.text().is_empty()
    }

    /// The filter for the service; none while a word cannot be understood. The words win over the preset.
    pub fn read(&mut self, shell: &Shell, target: TimeDelta) -> Option<QueueFilter> {
        let typing = Typing {
            now: shell.now,
            zone: zone(),
            me: shell.operator.id,
        };
        let read = QueueFilter::parse(self.line.text(), &typing);
        let mut filter = self.line.understood(shell.catalogue, read)?;
        filter.sort = self.sort;
        let free = filter.holder == HolderFilter::Anyone;
        match self.preset {
            Preset::Mine if free => filter.holder = typing.me.map_or(HolderFilter::Anyone, HolderFilter::Operator),
            Preset::Unclaimed if free => filter.holder = HolderFilter::Nobody,
            Preset::Signals => filter.with_signals = true,
            Preset::Late => filter.older_than = filter.older_than.or(Some(typing.now - target)),
            Preset::All if free => {
                filter.holder = self
                    .whose
                    .as_ref()
                    .map_or(HolderFilter::Anyone, |(id, _)| HolderFilter::Operator(*id))
            }
            Preset::All | Preset::Mine | Preset::Unclaimed | Preset::Fitting | Preset::Unfitting => {}
        }
        Some(filter)
    }
}
