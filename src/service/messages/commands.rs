//! What people do with messages.

use serde::{Deserialize, Serialize};

use crate::domain::ids::NotificationId;
use crate::domain::messages::channel::Language;

/// A message that failed is tried again at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetryMessage {
    pub message: NotificationId,
}

/// A message that has not left is not sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DropMessage {
    pub message: NotificationId,
    pub reason: String,
}

/// What a message said is said again, by a message of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResendMessage {
    pub message: NotificationId,
    /// An address that is right: for this one and those to come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// Whose contact is noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whose {
    /// The customer of an order, by its number.
    Order(String),
    /// A workshop, by its name.
    Workshop(String),
    /// Somebody who works here, by login.
    Operator(String),
}

/// How somebody is reached from now on; what is not said stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetContact {
    pub whose: Whose,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// The alerts up to this one were seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadAlerts {
    pub newest: NotificationId,
}
