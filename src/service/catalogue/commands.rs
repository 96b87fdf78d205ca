//! What is asked about what orders refer to: products, exchange rates, shipping rates.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::ids::ShippingRateId;
use crate::domain::money::Money;
use crate::domain::orders::rate::Rate;
use crate::domain::orders::shipping::DeliveryMethod;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddProduct {
    pub sku: String,
    pub name: String,
    /// USD.
    pub price: Money,
}

/// What changes of a product; the rest stays.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeProduct {
    pub sku: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// USD.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
}

/// Bolívares for one dollar on a value date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddRate {
    pub value_date: NaiveDate,
    pub rate: Rate,
    pub source: String,
    /// That it is meant although it is unusual: far ahead, of a day gone by, or far from the rate before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confirmed: bool,
}

/// Another rate for a value date from now on. Quotes that were made stay.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectRate {
    pub value_date: NaiveDate,
    pub rate: Rate,
    /// As before, when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    pub reason: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confirmed: bool,
}

/// A rate that should not be there, while nobody was quoted with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoveRate {
    pub value_date: NaiveDate,
    pub reason: String,
}

/// A shipping rate; with `replace` the one that holds there now is closed in the same step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddShipping {
    pub method: DeliveryMethod,
    pub place: Where,
    /// USD.
    pub price: Money,
    #[serde(default)]
    pub replace: bool,
}

/// Where a new rate holds, as people name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Where {
    City {
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        state: Option<String>,
    },
    State(String),
    Zone(String),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CloseShipping {
    pub rate: ShippingRateId,
}
