//! Help and version on stdout, and a misuse told in the reader's language: clap knows what is wrong, the catalogue says it.

use std::process::ExitCode;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::core::failure::{Failure, USAGE};
use crate::cli::core::output;
use crate::domain::text::Safe;
use crate::locale::Catalogue;

/// Says what clap ended with; answers the exit code.
pub fn report(error: &Error, catalogue: &Catalogue, json: bool) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => match output::put(&translated(error, catalogue)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(failure) => failure.report(catalogue, json),
        },
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            output::complain(translated(error, catalogue).trim_end());
            ExitCode::from(USAGE)
        }
        _ => Failure::usage("usage", sentence(error, catalogue)).report(catalogue, json),
    }
}

/// What clap writes in English of its own accord.
fn translated(error: &Error, catalogue: &Catalogue) -> String {
    error
        .render()
        .to_string()
        .replace("[OPTIONS]", &catalogue.text("cli-usage-some-options", &[]))
}

fn sentence(error: &Error, catalogue: &Catalogue) -> String {
    let of = |kind| match error.get(kind) {
        // The likeliest comes last.
        Some(ContextValue::Strings(guesses)) if kind == ContextKind::SuggestedSubcommand => guesses.last().cloned().unwrap_or_default(),
        other => other.map(told).unwrap_or_default(),
    };
    let given = |pairs: [(&'static str, ContextKind); 2]| pairs.map(|(name, kind)| (name, of(kind)));
    let (key, facts) = match error.kind() {
        ErrorKind::UnknownArgument => (
            "cli-usage-unknown",
            given([("given", ContextKind::InvalidArg), ("nearest", ContextKind::SuggestedArg)]),
        ),
        ErrorKind::InvalidSubcommand => (
            "cli-usage-no-command",
            given([
                ("given", ContextKind::InvalidSubcommand),
                ("nearest", ContextKind::SuggestedSubcommand),
            ]),
        ),
        ErrorKind::MissingSubcommand => (
            "cli-usage-which",
            given([("given", ContextKind::InvalidSubcommand), ("names", ContextKind::ValidSubcommand)]),
        ),
        ErrorKind::MissingRequiredArgument => (
            "cli-usage-missing",
            given([("names", ContextKind::InvalidArg), ("given", ContextKind::Usage)]),
        ),
        ErrorKind::ArgumentConflict => (
            "cli-usage-conflict",
            given([("given", ContextKind::InvalidArg), ("other", ContextKind::PriorArg)]),
        ),
        ErrorKind::InvalidValue if of(ContextKind::InvalidValue).is_empty() => (
            "cli-usage-no-value",
            given([("argument", ContextKind::InvalidArg), ("names", ContextKind::ValidValue)]),
        ),
        ErrorKind::InvalidValue => (
            "cli-usage-choice",
            given([("argument", ContextKind::InvalidArg), ("names", ContextKind::ValidValue)]),
        ),
        ErrorKind::ValueValidation => (
            "cli-usage-value",
            given([("argument", ContextKind::InvalidArg), ("given", ContextKind::InvalidValue)]),
        ),
        _ => (
            "cli-usage-other",
            given([("argument", ContextKind::InvalidArg), ("given", ContextKind::InvalidValue)]),
        ),
    };
    let nearest = facts.iter().any(|(name, fact)| *name == "nearest" && !fact.is_empty());
    let key = match key {
        "cli-usage-unknown" if nearest => "cli-usage-unknown-nearest",
        "cli-usage-no-command" if nearest => "cli-usage-no-command-nearest",
        other => other,
    };
    let facts: Vec<_> = facts.iter().map(|(name, fact)| (*name, fact.into())).collect();
    catalogue.text(key, &facts)
}

fn told(value: &ContextValue) -> String {
    let text = match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        other => other.to_string(),
    };
    Safe::bounded(&text, 200).into_string()
}
