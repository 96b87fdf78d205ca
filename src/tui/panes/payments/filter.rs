//! Which rows of the queue are wanted: a preset, the words of the filter line, the order.

use chrono::TimeDelta;

use crate::domain::refusal::Ruling;
use crate::locale::Key;
use crate::service::core::filter_text::{HolderFilter, Typing};
use crate::service::payments::view::{QueueFilter, QueueSort};

/// What people look for most, one key each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preset {
    #[default]
    All,
    Mine,
    Unclaimed,
    Signals,
    Late,
}

impl Preset {
    /// The name in the header line and in the footer.
    pub const fn label(self) -> Key {
        match self {
            Self::All => "pagos-all",
            Self::Mine => "pagos-mine",
            Self::Unclaimed => "pagos-unclaimed",
            Self::Signals => "pagos-signals",
            Self::Late => "pagos-late",
        }
    }
}

/// What was asked for last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    pub preset: Preset,
    /// As typed.
    pub words: String,
    pub sort: QueueSort,
}

impl Wanted {
    pub fn is_plain(&self) -> bool {
        self.preset == Preset::All && self.words.trim().is_empty()
    }

    /// The filter for the service; refused when a word cannot be understood. The words win over the preset.
    pub fn filter(&self, typing: &Typing, target: TimeDelta) -> Ruling<QueueFilter> {
        let mut filter = QueueFilter::parse(&self.words, typing)?;
        filter.sort = self.sort;
        let free = filter.holder == HolderFilter::Anyone;
        match self.preset {
            Preset::Mine if free => filter.holder = typing.me.map_or(HolderFilter::Anyone, HolderFilter::Operator),
            Preset::Unclaimed if free => filter.holder = HolderFilter::Nobody,
            Preset::Signals => filter.with_signals = true,
            Preset::Late => filter.older_than = filter.older_than.or(Some(typing.now - target)),
            Preset::All | Preset::Mine | Preset::Unclaimed => {}
        }
        Ok(filter)
    }
}
