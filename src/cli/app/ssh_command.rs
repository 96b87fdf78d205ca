//! `krafta ssh-command`: what somebody at the other end of an SSH connection asks for, run as the operator that `--as` names. The server of
//! `krafta serve` starts it for each line, and a real sshd by the `command=` of a key. No shell reads the line; it may ask about the shop,
//! and not about the machine: not for its files, nor as anybody else.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::parser::ValueSource;
use clap::{ArgMatches, Command, CommandFactory, FromArgMatches};

use super::args::Args;
use super::{help, run_typed, terminal, usage};
use crate::cli::core::failure::Failure;
use crate::cli::core::global::Global;
use crate::config::Environment;
use crate::domain::text::excerpt;
use crate::locale::Catalogue;

/// Where sshd and our own server put the line.
const LINE: &str = "SSH_ORIGINAL_COMMAND";
/// Words of a line.
const MOST_WORDS: usize = 1_000;
/// Flags that say which shop it is and who asks: that is settled.
const SETTLED: [&str; 3] = ["as", "database", "config"];
/// Arguments that take `-` for what comes over the connection.
const READ: [&str; 3] = ["from", "file", "files"];

/// Answers the line, or opens the terminal where there is none.
pub fn answer(outer: &Global, environment: &Environment, catalogue: &'static Catalogue) -> ExitCode {
    let line = std::env::var_os(LINE).filter(|line| !line.is_empty());
    let Some(line) = line else {
        let done = terminal::open_for_visitor(outer, environment, catalogue);
        return done.unwrap_or_else(|failure| failure.report(catalogue, outer.json));
    };
    let words = line.to_str().and_then(words).ok_or_else(|| {
        let said = catalogue.text("visit-line-unreadable", &[]);
        Failure::usage("usage", said)
    });
    let words = match words {
        Ok(words) => words,
        Err(failure) => return failure.report(catalogue, outer.json),
    };
    let arguments: Vec<OsString> = std::iter::once("krafta".into())
        .chain(words.into_iter().map(OsString::from))
        .collect();
    let json = super::args::early(&arguments).json;
    let read = help::localised(catalogue).try_get_matches_from(&arguments);
    let read = read.and_then(|matches| Args::from_arg_matches(&matches).map(|args| (matches, args)));
    let (matches, mut args) = match read {
        Ok(read) => read,
        Err(error) => return usage::report(&error, catalogue, json),
    };
    let done = allowed(&args, &matches, catalogue).and_then(|()| {
        args.global.operator.clone_from(&outer.operator);
        args.global.database.clone_from(&outer.database);
        args.global.config.clone_from(&outer.config);
        args.global.lang = args.global.lang.take().or_else(|| outer.lang.clone());
        args.global.visits = true;
        run_typed(args, &matches, environment, catalogue)
    });
    done.unwrap_or_else(|failure| failure.report(catalogue, json))
}

/// # Errors
/// What may not be asked from elsewhere, in a sentence.
fn allowed(args: &Args, matches: &ArgMatches, catalogue: &Catalogue) -> Result<(), Failure> {
    let refused = |key: &str, given: &str| {
        let said = catalogue.text(key, &[("given", excerpt(given).into())]);
        Err(Failure::usage("ssh-refused", said))
    };
    match &args.noun {
        None => return refused("visit-terminal-without-line", ""),
        Some(noun) if !noun.is_for_visitors() => {
            return refused("visit-refused-command", matches.subcommand_name().unwrap_or_default());
        }
        Some(_) => {}
    }
    match forbidden(&Args::command(), matches) {
        Some(Forbidden::Settled(flag)) => refused("visit-refused-flag", &flag),
        Some(Forbidden::File(file)) => refused("visit-refused-file", &file),
        None => Ok(()),
    }
}

/// An argument that is not for whoever is elsewhere.
#[derive(Debug, PartialEq, Eq)]
enum Forbidden {
    Settled(String),
    File(String),
}

/// The first such argument of a line, by what arguments are: a path is a file of this machine, unless it is what comes over the
/// connection.
fn forbidden(command: &Command, matches: &ArgMatches) -> Option<Forbidden> {
    for arg in command.get_arguments() {
        let id = arg.get_id().as_str();
        if !matches!(matches.try_contains_id(id), Ok(true)) || matches.value_source(id) != Some(ValueSource::CommandLine) {
            continue;
        }
        if SETTLED.contains(&id) {
            return Some(Forbidden::Settled(format!("--{id}")));
        }
        if arg.get_value_parser().type_id() == std::any::TypeId::of::<std::path::PathBuf>() {
            let values = matches.get_raw(id).into_iter().flatten();
            let mut files = values.filter(|value| !READ.contains(&id) || *value != "-");
            if let Some(file) = files.next() {
                return Some(Forbidden::File(file.to_string_lossy().into_owned()));
            }
        }
    }
    let (name, inner) = matches.subcommand()?;
    forbidden(command.find_subcommand(name)?, inner)
}

/// The words of a line, as a shell would part them and with nothing else that a shell does: signs between quotes or behind a backslash
/// are themselves. None when a quote does not end, or for what is no line.
fn words(line: &str) -> Option<Vec<String>> {
    let (mut words, mut word) = (Vec::new(), None::<String>);
    let mut signs = line.chars();
    while let Some(sign) = signs.next() {
        match sign {
            ' ' | '\t' | '\n' => words.extend(word.take()),
            '\'' => {
                let text = word.get_or_insert_default();
                loop {
                    match signs.next()? {
                        '\'' => break,
                        sign => text.push(sign),
                    }
                }
            }
            '"' => {
                let text = word.get_or_insert_default();
                loop {
                    match signs.next()? {
                        '"' => break,
                        '\\' => match signs.next()? {
                            sign @ ('"' | '\\' | '$' | '`') => text.push(sign),
                            sign => text.extend(['\\', sign]),
                        },
                        sign => text.push(sign),
                    }
                }
            }
            '\\' => word.get_or_insert_default().push(signs.next()?),
            '\0' => return None,
            sign => word.get_or_insert_default().push(sign),
        }
    }
    words.extend(word);
    if words.first().is_some_and(|word| word == "krafta") {
        words.remove(0);
    }
    (words.len() <= MOST_WORDS).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_parted_and_nothing_else_is_done_with_it() {
        for (line, parted) in [
            ("orders show KRFT-1", Some(&["orders", "show", "KRFT-1"][..])),
            ("  krafta\torders ", Some(&["orders"])),
            (
                "orders note 'a  b' \"c \\\"d\\\" \\n\" e\\ f ''",
                Some(&["orders", "note", "a  b", "c \"d\" \\n", "e f", ""]),
            ),
            (
                "a;b|c>d<e $(f) `g` $HOME * ~",
                Some(&["a;b|c>d<e", "$(f)", "`g`", "$HOME", "*", "~"]),
            ),
            ("'open", None),
            ("\"open", None),
            ("end\\", None),
            ("a\0b", None),
            ("", Some(&[])),
        ] {
            let expected = parted.map(|words| words.iter().map(|word| (*word).to_owned()).collect());
            assert_eq!(words(line), expected, "{line}");
        }
        assert_eq!(words(&"a ".repeat(MOST_WORDS + 1)), None);
    }

    fn of(line: &str) -> Option<Forbidden> {
        let arguments = std::iter::once("krafta").chain(line.split(' '));
        let matches = Args::command().try_get_matches_from(arguments).unwrap();
        forbidden(&Args::command(), &matches)
    }

    #[test]
    fn no_file_of_the_machine_and_nobody_else_is_named() {
        let file = |name: &str| Some(Forbidden::File(name.into()));
        let settled = |name: &str| Some(Forbidden::Settled(name.into()));
        for (line, found) in [
            ("orders list --json", None),
            ("bank import - --account a", None),
            ("bank import - /etc/passwd --account a", file("/etc/passwd")),
            ("report --from -", None),
            ("report --from x", file("x")),
            ("report --from - --receipts .", file(".")),
            ("orders export --out x", file("x")),
            ("orders export --out -", file("-")),
            ("man --dir /tmp", file("/tmp")),
            ("orders list --as eva", settled("--as")),
            ("--database sqlite:x orders list", settled("--database")),
            ("orders --config x list", settled("--config")),
        ] {
            assert_eq!(of(line), found, "{line}");
        }
    }

    /// Whoever adds an argument that is a file decides here whether it can come over the connection.
    #[test]
    fn every_argument_that_is_a_file_is_known() {
        fn gather(command: &Command, path: &str, found: &mut Vec<String>) {
            for arg in command.get_arguments() {
                let is_path = arg.get_value_parser().type_id() == std::any::TypeId::of::<std::path::PathBuf>();
                if is_path && READ.contains(&arg.get_id().as_str()) {
                    found.push(format!("{path} {}", arg.get_id()));
                }
            }
            for inner in command.get_subcommands() {
                gather(inner, &format!("{path} {}", inner.get_name()), found);
            }
        }
        let mut found = Vec::new();
        gather(&Args::command(), "krafta", &mut found);
        insta::assert_snapshot!(found.join("\n"));
    }
}
