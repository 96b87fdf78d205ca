//! Delivery methods and the shipping rate frozen at checkout (domain.md §1).

use super::names::named;

named! {
    /// domain.md §1, S.
    pub enum DeliveryMethod {
        Pickup = "PICKUP",
        LocalDelivery = "LOCAL_DELIVERY",
        NationalShipping = "NATIONAL_SHIPPING",
    }
}
