//! The data of the commands that make and annotate orders.

use serde::{Deserialize, Serialize};

use crate::domain::ids::OrderId;
use crate::domain::orders::shipping::DeliveryMethod;

/// A customer's order, as the site or a member of staff enters it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkout {
    pub customer: Customer,
    pub delivery: Delivery,
    pub items: Vec<Line>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Customer {
    pub name: String,
    /// Any form of domain.md §9.
    pub phone: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_doc: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// Where it goes. A pickup needs neither city nor address.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    pub method: DeliveryMethod,
    /// The city's name, or its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The state's code or name, where the city's name alone is not enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub sku: String,
    pub quantity: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Note {
    pub order: OrderId,
    pub text: String,
    /// Internal notes are not for the customer.
    #[serde(default = "yes")]
    pub internal: bool,
}

const fn yes() -> bool {
    true
}
