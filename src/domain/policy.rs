//! How a workshop is paid (domain.md §4): the policies' names. Used by payables, and by the calendar for its cuts.

use super::names::named;

named! {
    /// domain.md §4, S.
    pub enum PaymentPolicy {
        Prepaid = "PREPAID",
        DepositBalance = "DEPOSIT_BALANCE",
        OnReady = "ON_READY",
        OnDelivery = "ON_DELIVERY",
        WeeklyCut = "WEEKLY_CUT",
        BiweeklyCut = "BIWEEKLY_CUT",
        MonthlyCut = "MONTHLY_CUT",
    }
}
