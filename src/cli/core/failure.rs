//! Why a command failed, and how that is said: a sentence for people, an object with a stable code
//! for programs, both on stderr, and the exit code.

use std::io;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::output;
use crate::domain::refusal::{Arg, Code, Refusal};
use crate::domain::text::{Safe, json_safe};
use crate::locale::Catalogue;
use crate::{config, service};

/// Refused or failed.
const FAILED: u8 = 1;
/// The arguments make no sense.
pub const USAGE: u8 = 2;

#[derive(Debug)]
pub enum Failure {
    Config(config::Error),
    Service(service::Error),
    /// A sentence of the catalogue, already said.
    RowOutcome {
        code: &'static str,
        sentence: String,
        exit: u8,
    },
    /// A line of a feed that says no command; the rest of the feed goes on.
    Line {
        code: &'static str,
        detail: String,
    },
    /// All there is to say has been said.
    Silent,
    /// Whoever read the output has enough of it: no fault.
    Unread,
}

impl Failure {
    /// Going on makes no sense: the database is in trouble, and not what was asked of it.
    pub const fn is_of_the_database(&self) -> bool {
        matches!(self, Self::Service(service::Error::Database(_)))
    }

    pub fn told(code: &'static str, sentence: String) -> Self {
        Self::RowOutcome {
            code,
            sentence,
            exit: FAILED,
        }
    }

    pub fn usage(code: &'static str, sentence: String) -> Self {
        Self::RowOutcome {
            code,
            sentence,
            exit: USAGE,
        }
    }

    /// What is still to be done is not done when nobody reads of it.
    #[must_use]
    pub fn cut_short(self) -> Self {
        match self {
            Self::Unread => Self::Silent,
            other => other,
        }
    }

    pub fn file(path: impl Into<String>, fault: io::Error) -> Self {
        Self::Service(service::Error::File { path: path.into(), fault })
    }

    pub fn code(&self) -> &'static str {
        match self {
            Self::Config(error) => error.code(),
            Self::Service(error) => error.code(),
            Self::RowOutcome { code, .. } | Self::Line { code, .. } => code,
            Self::Silent | Self::Unread => "",
        }
    }

    /// What happened and what to do next.
    pub fn sentence(&self, catalogue: &Catalogue) -> String {
        match self {
            Self::Config(error) => error.sentence(catalogue),
            Self::Service(error) => service_sentence(error, catalogue),
            Self::RowOutcome { sentence, .. } => sentence.clone(),
            Self::Line { code, detail } => {
                let key = format!("cli-line-{}", code.trim_start_matches("line-"));
                catalogue.text(&key, &[("detail", detail.into())])
            }
            Self::Silent | Self::Unread => String::new(),
        }
    }

    /// The `error` object of `--json`: its code, the sentence, and the facts of a refusal by name.
    pub fn json(&self, catalogue: &Catalogue) -> Value {
        let mut error = json!({ "code": self.code(), "message": self.sentence(catalogue) });
        if let Self::Service(failed) = self {
            let facts: serde_json::Map<_, _> = failed
                .facts()
                .iter()
                .map(|(name, fact)| ((*name).to_owned(), fact_json(fact)))
                .collect();
            if !facts.is_empty() {
                error["facts"] = Value::Object(facts);
            }
            if let service::Error::NoLongerFits(change) = failed {
                error["no_longer_fits"] = json!(change.assignments);
            }
            if let service::Error::Conflict(conflict) = failed {
                error["changes"] = conflict
                    .changes
                    .iter()
                    .map(|change| json!({ "at": change.at, "who": change.who, "edge": change.edge, "text": change.text }))
                    .collect();
            }
        }
        error
    }

    /// Tells it on stderr; answers the exit code.
    pub fn report(&self, catalogue: &Catalogue, json: bool) -> ExitCode {
        if !matches!(self, Self::Silent | Self::Unread) {
            let text = if json {
                json_safe(&json!({ "error": self.json(catalogue) }).to_string())
            } else {
                format!("krafta: {}", self.sentence(catalogue))
            };
            output::complain(&text);
            self.log();
        }
        ExitCode::from(self.exit())
    }

    const fn exit(&self) -> u8 {
        match self {
            Self::Unread => 0,
            Self::RowOutcome { exit, .. } => *exit,
            Self::Config(config::Error::PasswordInArgument | config::Error::Choice { .. }) => USAGE,
            _ => FAILED,
        }
    }

    /// The driver's own words, which people are not shown.
    fn log(&self) {
        match self {
            Self::Service(service::Error::Refused(refusal)) => tracing::info!(code = refusal.code.as_str(), "refused"),
            Self::Service(error) => tracing::error!(code = error.code(), detail = %error, "failed"),
            other => tracing::info!(code = other.code(), "not done"),
        }
    }
}

fn service_sentence(error: &service::Error, catalogue: &Catalogue) -> String {
    let facts = error.facts();
    let mut sentence = catalogue.failure(&error.message_key(), &facts);
    if let Some((_, Arg::Text(nearest))) = facts.iter().find(|(name, _)| *name == "nearest")
        && !nearest.is_empty()
    {
        sentence.push_str(&format!(" {}", catalogue.text("cli-nearest", &[("nearest", nearest.into())])));
    }
    // Whoever may do little reads what that is.
    let workshop = |(name, fact): &(&str, Arg)| *name == "role" && *fact == Arg::Message("role-WORKSHOP".to_owned());
    if error.code() == Code::Forbidden.as_str() && facts.iter().any(workshop) {
        sentence.push_str(&format!(" {}", catalogue.text("cli-workshop-may", &[])));
    }
    if let service::Error::NoLongerFits(change) = error {
        for line in &change.assignments {
            sentence.push_str(&format!("\n  {}", super::misfit::misfit(catalogue, line)));
        }
    }
    if let service::Error::Conflict(conflict) = error {
        for change in &conflict.changes {
            let line = catalogue.meanwhile(change.at, &change.who, &change.edge, change.text.as_deref());
            sentence.push_str(&format!("\n  {line}"));
        }
    }
    sentence
}

/// Amounts as money, times in RFC 3339, everything else as safe text.
fn fact_json(fact: &Arg) -> Value {
    match fact {
        Arg::Text(text) | Arg::Message(text) => json!(Safe::new(text)),
        Arg::Messages(keys) => json!(keys),
        Arg::Count(count) => json!(count),
        Arg::Money(money) => json!(money),
        Arg::Time(time) => json!(time),
        Arg::Date(date) => json!(date),
    }
}

impl From<config::Error> for Failure {
    fn from(error: config::Error) -> Self {
        Self::Config(error)
    }
}

impl From<service::Error> for Failure {
    fn from(error: service::Error) -> Self {
        Self::Service(error)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Service(refusal.into())
    }
}
