//! The messages of the outbox as their recipients read them: a template (`message-<whom>-<edge>`) and the data that the
//! command stored with it. Whoever sends them asks here, and so do the faces that show them before or after.

use chrono::NaiveDate;
use serde_json::Value as Json;

use super::shop_words::WordsFault;
use super::{Catalogue, Key, Value};
use crate::domain::Time;
use crate::domain::bank::our_account::OfferedAccount;
use crate::domain::messages::channel::{Channel, Lack, MessageState, Reach, Recipient, WithoutEffect, WrittenTo};
use crate::domain::messages::wording;
use crate::domain::money::Money;
use crate::domain::payments::rejection::RejectionReason;
use crate::domain::text::Safe;

impl Catalogue {
    /// A message with its data in place.
    pub fn message(&self, template: &str, data: &Json) -> String {
        self.text(template, &self.facts_of_message(template, data))
    }

    /// Its subject, where it has one of its own.
    pub fn message_subject(&self, template: &str, data: &Json) -> Option<String> {
        let key = format!("{template}.subject");
        self.has(&key).then(|| self.text(&key, &self.facts_of_message(template, data)))
    }

    fn facts_of_message(&self, template: &str, data: &Json) -> Vec<(&'static str, Value<'static>)> {
        let mut args: Vec<(&'static str, Value<'static>)> = Vec::new();
        for name in wording::ALWAYS.iter().chain(wording::own(template)) {
            // What is not known is a dash, and never the name of what is missing.
            let value = data.get(*name).and_then(|value| self.datum(name, value));
            args.push((name, value.unwrap_or_else(|| "–".into())));
        }
        let accounts = data.get("accounts").cloned().map(serde_json::from_value).transpose();
        let accounts: Vec<OfferedAccount> = accounts.ok().flatten().unwrap_or_default();
        args.push(("accounts", self.offered(&accounts).into()));
        args.push(("follow", self.follow(data).into()));
        if let Some(reason) = data.get("reason").and_then(Json::as_str).and_then(|code| code.parse().ok()) {
            let text = data.get("text").and_then(Json::as_str);
            args.push(("why", self.rejection(reason, text).into()));
        }
        args
    }

    /// Where the parcel is followed, a sentence of its own; nothing where the shop gave no link.
    fn follow(&self, data: &Json) -> String {
        let link = data.get("tracking_url").and_then(Json::as_str).map(str::trim);
        let link = link.filter(|link| !link.is_empty()).map(|link| Safe::new(link).into_string());
        let said = link.map(|link| format!(" {}", self.text("mensajes-follow", &[("link", link.into())])));
        said.unwrap_or_default()
    }

    /// Where a message stands: `por salir`; `no se envía` where nothing is sent to whom it is for.
    pub fn message_state(&self, state: MessageState, switched_off: bool) -> String {
        match switched_off {
            true => self.text("mensajes-state-OFF", &[]),
            false => self.text(&format!("mensajes-state-{state}"), &[]),
        }
    }

    /// Why a message is without effect: the step that made it untrue, or what became of it instead.
    pub fn without_effect(&self, why: &WithoutEffect, whom: Recipient) -> String {
        match why {
            WithoutEffect::Step { step, at } => {
                let args = [("step", self.event_name(step).into()), ("at", (*at).into())];
                self.text("mensajes-untrue-since", &args)
            }
            WithoutEffect::SaidAgain => self.text("mensajes-said-again", &[]),
            WithoutEffect::WrittenBefore => {
                let whom = self.text(&format!("mensajes-all-{whom}"), &[]);
                self.text("mensajes-written-before", &[("whom", whom.into())])
            }
        }
    }

    /// Whether a message would reach anybody, and how: `por correo a ana@correo.ve`, `nadie será avisado: sin teléfono ni correo`.
    /// What a step would tell somebody, and how it would reach them.
    pub fn would_tell(&self, whom: Recipient, reach: &Reach, text: &str) -> String {
        let key = match reach {
            Reach::Reached { .. } => "pedidos-would-tell",
            Reach::Unreachable { .. } => "pedidos-would-not-tell",
            Reach::SwitchedOff => "pedidos-would-write",
        };
        let to = self.text(&format!("pedidos-to-{whom}"), &[]);
        let args = [
            ("whom", to.into()),
            ("reach", self.reach(whom, reach).into()),
            ("text", text.into()),
        ];
        self.text(key, &args)
    }

    pub fn reach(&self, whom: Recipient, reach: &Reach) -> String {
        match reach {
            Reach::Reached {
                channel: Channel::Alert, ..
            } => self.text("mensajes-reached-alert", &[]),
            Reach::Reached { channel, to } => {
                let to = to.iter().map(Safe::as_str).collect::<Vec<_>>().join(", ");
                let channel = self.text(&format!("mensajes-channel-{channel}"), &[]);
                self.text("mensajes-reached", &[("channel", channel.into()), ("to", to.into())])
            }
            Reach::Unreachable { lacks } => self.text("mensajes-unreached", &[("lacks", self.lacks(lacks).into())]),
            Reach::SwitchedOff => {
                let whom = self.text(&format!("mensajes-all-{whom}"), &[]);
                self.text("mensajes-switched-off", &[("whom", whom.into())])
            }
        }
    }

    /// How somebody is written to now: `maria@correo.ve · sin teléfono · en español`.
    pub fn written_to(&self, to: &WrittenTo) -> String {
        let given = |text: &Option<Safe>, none: Key| text.as_ref().map_or_else(|| self.text(none, &[]), Safe::to_string);
        let language = match to.language {
            Some(language) => self.text(&format!("mensajes-language-{language}"), &[]),
            None => self.text("mensajes-language-shop", &[]),
        };
        let args = [
            ("email", given(&to.email, "mensajes-no-email").into()),
            ("phone", given(&to.phone, "mensajes-no-phone").into()),
            ("language", language.into()),
        ];
        self.text("mensajes-written-to", &args)
    }

    /// What somebody has not: `teléfono ni correo`.
    pub fn lacks(&self, lacks: &[Lack]) -> String {
        let words: Vec<String> = lacks.iter().map(|lack| self.text(&format!("mensajes-lack-{lack}"), &[])).collect();
        match words.split_last() {
            Some((last, some)) if !some.is_empty() => {
                let args = [("some", some.join(", ").into()), ("last", last.as_str().into())];
                self.text("mensajes-lacks", &args)
            }
            _ => words.concat(),
        }
    }

    /// What is wrong with a file of a shop's own words, with its place.
    pub fn words_fault(&self, fault: &WordsFault) -> String {
        let what = self.text(fault.kind.key(), &[("name", Safe::new(&fault.name).as_str().into())]);
        let args = [
            ("path", fault.path.display().to_string().into()),
            ("line", fault.line.into()),
            ("fault", what.into()),
        ];
        self.text("mensajes-words-fault", &args)
    }

    /// Why a message did not leave: its class in words, and its cause, or what was answered, word for word.
    pub fn delivery_error(&self, error: &str) -> String {
        let (class, answer) = error.split_once(": ").unwrap_or((error, ""));
        let key = format!("mensajes-error-{class}");
        let class = if self.has(&key) { self.text(&key, &[]) } else { class.to_owned() };
        let cause = format!("mensajes-cause-{answer}");
        let answer = match self.has(&cause) {
            true => self.text(&cause, &[]),
            false if answer.is_empty() || class.contains(answer) => return class,
            false => self.text("mensajes-answered", &[("answer", answer.into())]),
        };
        if class.contains(&answer) {
            class
        } else {
            format!("{class} ({answer})")
        }
    }

    /// Why a proof was rejected, as the customer reads it: what the reviewer wrote, else the reason's own text. A
    /// suspicion reads as NOT_FOUND, whatever was written about it.
    pub fn rejection(&self, reason: RejectionReason, text: Option<&str>) -> String {
        let shown = reason.shown_to_customer();
        let text = text.map(str::trim).filter(|text| !text.is_empty() && shown == reason);
        text.map_or_else(
            || self.text(&format!("rejection-{shown}"), &[]),
            // One sentence of the message: its lines are words of it.
            |text| Safe::new(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_string(),
        )
    }

    fn datum(&self, name: &str, value: &Json) -> Option<Value<'static>> {
        match value {
            Json::Object(_) => Some(serde_json::from_value::<Money>(value.clone()).ok()?.into()),
            Json::Number(number) => Some(number.as_i64()?.into()),
            Json::String(text) if name.ends_with("_at") || name == "respond_by" => Some(text.parse::<Time>().ok()?.into()),
            Json::String(text) if name.ends_with("_on") => Some(text.parse::<NaiveDate>().ok()?.into()),
            Json::String(text) if name == "label" => Some(self.label(text).into()),
            Json::String(text) if name == "method" => Some(self.method(text).into()),
            Json::String(text) => Some(Safe::new(text).into_string().into()),
            _ => None,
        }
    }
}
