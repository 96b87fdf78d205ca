//! What is asked about our accounts.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::bank::credit::CreditOrigin;
use crate::domain::bank::statement::{Balances, Statement};
use crate::domain::ids::CreditId;
use crate::domain::method::PaymentMethod;
use crate::domain::money::Currency;
use crate::domain::orders::shipping::DeliveryMethod;

/// A new account, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddAccount {
    pub alias: String,
    pub method: PaymentMethod,
    pub currency: Currency,
    pub holder: String,
    #[serde(default)]
    pub details: AccountDetails,
    /// For every delivery method, unless it is said.
    #[serde(default)]
    pub offering: Offering,
}

/// To whom an account is offered, and in which place; what is not given stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offering {
    /// By how their order reaches them; none: to nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deliveries: Option<Vec<DeliveryMethod>>,
    /// Smaller ones come first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<u16>,
}

/// Where exactly the money goes, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountDetails {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// What changes of an account; the rest stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeAccount {
    pub alias: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    #[serde(default)]
    pub details: AccountDetails,
    #[serde(default)]
    pub offering: Offering,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
}

/// A statement, or pasted notices, as they were read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportStatement {
    /// The alias of our account.
    pub account: String,
    /// What the file is called.
    pub name: String,
    /// Of the bytes; what was read of them goes by it.
    pub sha256: String,
    pub profile: String,
    pub origin: CreditOrigin,
    /// Nobody has to look at what comes: it was handled before this program was used.
    pub catch_up: bool,
    #[serde(skip)]
    pub content: Arc<Vec<u8>>,
    #[serde(skip, default = "nothing_read")]
    pub statement: Arc<Statement>,
}

fn nothing_read() -> Arc<Statement> {
    Arc::new(Statement::new("", Vec::new(), Vec::new(), 0, Balances::default()))
}

/// A credit, and what is said about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnCredit {
    pub credit: CreditId,
    pub text: String,
}

/// What was attested is this line of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReconcileCredit {
    pub attested: CreditId,
    pub line: CreditId,
    pub text: String,
}
