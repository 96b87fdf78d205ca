//! The messages of the outbox as their recipients read them: a template (`message-<whom>-<edge>`) and the data that the
//! command stored with it. Whoever sends them asks here, and so do the faces that show them before or after.

use serde_json::Value as Json;

use super::{Catalogue, Value};
use crate::domain::Time;
use crate::domain::bank::our_account::OfferedAccount;
use crate::domain::money::Money;
use crate::domain::payments::rejection::RejectionReason;
use crate::domain::text::Safe;

impl Catalogue {
    /// A message with its data in place.
    pub fn message(&self, template: &str, data: &Json) -> String {
        let mut args: Vec<(&str, Value<'_>)> = Vec::new();
        for (name, value) in data.as_object().into_iter().flatten() {
            if let Some(value) = self.datum(name, value) {
                args.push((name, value));
            }
        }
        let accounts = data.get("accounts").cloned().map(serde_json::from_value).transpose();
        let accounts: Vec<OfferedAccount> = accounts.ok().flatten().unwrap_or_default();
        args.push(("accounts", self.offered(&accounts).into()));
        if let Some(reason) = data.get("reason").and_then(Json::as_str).and_then(|code| code.parse().ok()) {
            let text = data.get("text").and_then(Json::as_str);
            args.push(("why", self.rejection(reason, text).into()));
        }
        self.text(template, &args)
    }

    /// Why a proof was rejected, as the customer reads it: what the reviewer wrote, else the reason's own text. A
    /// suspicion reads as NOT_FOUND, whatever was written about it.
    pub fn rejection(&self, reason: RejectionReason, text: Option<&str>) -> String {
        let shown = reason.shown_to_customer();
        let text = text.map(str::trim).filter(|text| !text.is_empty() && shown == reason);
        text.map_or_else(
            || self.text(&format!("rejection-{shown}"), &[]),
            |text| Safe::new(text).into_string(),
        )
    }

    fn datum(&self, name: &str, value: &Json) -> Option<Value<'static>> {
        match value {
            Json::Object(_) => Some(serde_json::from_value::<Money>(value.clone()).ok()?.into()),
            Json::Number(number) => Some(number.as_i64()?.into()),
            Json::String(text) if name.ends_with("_at") => Some(text.parse::<Time>().ok()?.into()),
            Json::String(text) if name == "label" => Some(self.label(text).into()),
            Json::String(text) if name == "method" => Some(self.method(text).into()),
            Json::String(text) => Some(Safe::new(text).into_string().into()),
            _ => None,
        }
    }
}
