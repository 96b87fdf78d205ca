//! Help in the reader's language: clap's commands with every word taken from the catalogue. The key of a command is
//! `cli-help-<path>`; of an argument `cli-arg-<path>-<name>`, else `cli-arg-<name>`; attribute `value` names its value.

use clap::{Arg, ArgAction, Command, CommandFactory};

use super::args::Args;
use super::commands;
use crate::locale::Catalogue;

/// The whole command, dressed in the catalogue's words.
pub fn localised(catalogue: &Catalogue) -> Command {
    let command = Args::command()
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help).global(true))
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version))
        .styles(clap::builder::Styles::plain())
        .infer_subcommands(false);
    dress(command, "krafta", catalogue)
}

fn dress(command: Command, path: &str, catalogue: &Catalogue) -> Command {
    let word = |key: &str| catalogue.text(key, &[]);
    let template = format!(
        "{{before-help}}{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
        word("cli-usage-heading")
    );
    let about = format!("cli-help-{path}");
    let examples = format!("{about}.examples");
    let mut command = command
        .about(word(&about))
        .help_template(template)
        .subcommand_value_name(word("cli-usage-command"))
        .subcommand_help_heading(word("cli-usage-commands"))
        .mut_args(|arg| dress_argument(arg, path, catalogue));
    let who = commands::who(path, catalogue).map(|roles| catalogue.text("cli-usage-who", &[("roles", roles.into())]) + "\n");
    let examples = catalogue
        .has(&examples)
        .then(|| format!("{}\n{}", word("cli-usage-examples"), indented(&word(&examples))));
    let after: Vec<_> = who.into_iter().chain(examples).collect();
    if !after.is_empty() {
        command = command.after_help(after.join("\n"));
    }
    command.mut_subcommands(|inner| {
        let path = if path == "krafta" {
            inner.get_name().to_owned()
        } else {
            format!("{path}-{}", inner.get_name())
        };
        dress(inner, &path, catalogue)
    })
}

fn dress_argument(arg: Arg, path: &str, catalogue: &Catalogue) -> Arg {
    let own = format!("cli-arg-{path}-{}", arg.get_id());
    let key = if catalogue.has(&own) {
        own
    } else {
        format!("cli-arg-{}", arg.get_id())
    };
    let mut help = catalogue.text(&key, &[]);
    let names: Vec<_> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if !names.is_empty() && arg.get_action().takes_values() {
        help.push_str(&format!(" [{}]", names.join(", ")));
    }
    let heading = if arg.is_positional() {
        "cli-usage-arguments"
    } else {
        "cli-usage-options"
    };
    let value = format!("{key}.value");
    let arg = if arg.get_action().takes_values() && catalogue.has(&value) {
        arg.value_name(catalogue.text(&value, &[]))
    } else {
        arg
    };
    let arg = arg.help(help).help_heading(catalogue.text(heading, &[]));
    if arg.get_action().takes_values() {
        arg.hide_possible_values(true).hide_default_value(true)
    } else {
        arg
    }
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;

    fn missing(command: &Command, found: &mut Vec<String>) {
        let untold = |text: Option<String>| text.is_none_or(|text| text.is_empty() || text.contains("-help-") || text.contains("-arg-"));
        if untold(command.get_about().map(ToString::to_string)) {
            found.push(command.get_name().to_owned());
        }
        for arg in command.get_arguments() {
            if untold(arg.get_help().map(ToString::to_string)) {
                found.push(format!("{} {}", command.get_name(), arg.get_id()));
            }
        }
        for inner in command.get_subcommands() {
            missing(inner, found);
        }
    }

    #[test]
    fn every_command_and_argument_is_described_in_both_languages() {
        for locale in Locale::ALL {
            let catalogue = Catalogue::of(locale);
            let mut found = Vec::new();
            missing(&localised(catalogue), &mut found);
            assert!(found.is_empty(), "{locale:?}: {found:?}");
        }
    }

    /// Said so in Spanish too.
    const ALIKE: [&str; 3] = ["ID", "RIF", "TOTAL"];

    /// Values that clap names by the argument's own id, which is English.
    fn unnamed(command: &Command, found: &mut Vec<String>) {
        for arg in command.get_arguments().filter(|arg| arg.get_action().takes_values()) {
            let raw = arg.get_id().as_str().to_uppercase();
            let named = arg
                .get_value_names()
                .is_some_and(|names| names.iter().any(|name| name.as_str() != raw));
            if !named && !ALIKE.contains(&raw.as_str()) {
                found.push(format!("{} {}", command.get_name(), arg.get_id()));
            }
        }
        for inner in command.get_subcommands() {
            unnamed(inner, found);
        }
    }

    #[test]
    fn every_value_has_a_name_in_spanish() {
        let mut found = Vec::new();
        unnamed(&localised(Catalogue::of(Locale::Es)), &mut found);
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn the_arguments_make_sense_to_clap() {
        localised(Catalogue::of(Locale::En)).debug_assert();
    }
}
