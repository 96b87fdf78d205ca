//! Products, cities, rates: what orders refer to, as rows.

pub mod checkout_lookup;
pub mod master_data;
pub mod places;
pub mod rates;
