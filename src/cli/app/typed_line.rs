//! What was typed, in one form: the command with its own arguments, in the order of their definition. Flags that say how a
//! command runs or answers, and what a script had seen, are not what it asks for.

use clap::{ArgMatches, Command};
use serde_json::json;

/// What was seen before deciding is a condition of a command.
const CONDITIONS: [&str; 2] = ["seen_version", "seen_proofs"];

/// The names of the commands that were typed, one inside the other.
pub fn names(matches: &ArgMatches) -> String {
    let (mut matches, mut names) = (matches, Vec::new());
    while let Some((name, inner)) = matches.subcommand() {
        names.push(name);
        matches = inner;
    }
    names.join(" ")
}

pub fn typed_line(command: &Command, matches: &ArgMatches) -> String {
    let (mut command, mut matches, mut words) = (command, matches, Vec::new());
    while let Some((name, inner)) = matches.subcommand()
        && let Some(found) = command.find_subcommand(name)
    {
        (command, matches) = (found, inner);
        words.push(json!(name));
        let own = command.get_arguments().filter(|arg| !arg.is_global_set());
        for id in own.map(|arg| arg.get_id().as_str()).filter(|id| !CONDITIONS.contains(id)) {
            if let Ok(Some(values)) = matches.try_get_raw(id)
                && matches.value_source(id) == Some(clap::parser::ValueSource::CommandLine)
            {
                words.push(json!([id, values.map(|value| value.to_string_lossy()).collect::<Vec<_>>()]));
            }
        }
    }
    json!(words).to_string()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::app::args::Args;

    fn of(line: &str) -> String {
        let matches = Args::command().try_get_matches_from(line.split(' ')).unwrap();
        typed_line(&Args::command(), &matches)
    }

    #[test]
    fn what_may_write_is_known_by_its_names() {
        let writes = |line: &str| {
            let matches = Args::command().try_get_matches_from(line.split(' ')).unwrap();
            crate::cli::app::commands::writes(&names(&matches))
        };
        assert!(writes("krafta workshop complete KRFT-1 --code 7") && writes("krafta report --from - --feed x"));
        assert!(!writes("krafta orders list") && !writes("krafta jobs run") && !writes("krafta doctor"));
    }

    #[test]
    fn the_same_thing_asked_for_is_the_same_line() {
        let line = of("krafta production complete KRFT-1 --note x --code 7");
        assert_eq!(
            line,
            r#"["production","complete",["order",["KRFT-1"]],["code",["7"]],["note",["x"]]]"#
        );
        assert_eq!(
            line,
            of("krafta --json --lang en workshop complete --code=7 KRFT-1 --note=x --as ana --seen-version 4")
        );
        let yes = of("krafta refund request KRFT-1 --reason x --override");
        assert!(yes.contains("override"), "{yes}");
        for other in [
            "refund request KRFT-1 --reason x",
            "refund request KRFT-1 --reason y --override",
            "assign candidates KRFT-1",
        ] {
            assert_ne!(of(&format!("krafta {other}")), yes);
        }
    }
}
