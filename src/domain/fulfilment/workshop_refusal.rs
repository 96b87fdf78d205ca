//! Why a workshop refuses an order (domain.md §3).

use crate::domain::names::named;

named! {
    /// Why a workshop refused (domain.md §3).
    pub enum WorkshopRefusal {
        NoCapacity = "NO_CAPACITY",
        NoMaterial = "NO_MATERIAL",
        Deadline = "DEADLINE",
        Cost = "COST",
        SpecUnclear = "SPEC_UNCLEAR",
        CannotProduce = "CANNOT_PRODUCE",
        MachineDown = "MACHINE_DOWN",
        Zone = "ZONE",
        NoAnswer = "NO_ANSWER",
        Other = "OTHER",
    }
}

impl WorkshopRefusal {
    /// Another workshop would ask the same: staff answer first (A5).
    pub const fn stops_for_staff(self) -> bool {
        matches!(self, Self::SpecUnclear | Self::Cost)
    }
}
