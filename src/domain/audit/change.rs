//! What the database keeps of each change of master data and of people: which table, and whether by this program.

use crate::domain::names::named;

named! {
    /// A table whose every change is kept.
    pub enum MasterTable {
        Operators = "operators",
        Keys = "operator_keys",
        Workshops = "workshops",
        Offers = "workshop_offers",
        WorkshopZones = "workshop_zones",
        Weeks = "capacity_weekly",
        Days = "capacity_overrides",
        Holidays = "holidays",
        Products = "products",
        Rates = "exchange_rates",
        Shipping = "shipping_rates",
        Accounts = "bank_accounts",
        Zones = "service_zones",
        ZoneCities = "service_zone_cities",
        Clocks = "accepted_clocks",
    }
}

impl MasterTable {
    /// What is about people, and for who keeps them.
    pub const OF_PEOPLE: &'static [Self] = &[Self::Operators, Self::Keys];
}

named! {
    /// Who wrote a change.
    pub enum Origin {
        /// A command, by the person named beside it.
        Program = "PROGRAM",
        /// Another program, or somebody by hand.
        Outside = "OUTSIDE",
    }
}
