//! Who may give a command is said in its row of the table, and who may ask a question where it is answered: nowhere a second
//! time. Faces ask a `CommandKind`, or the `NEEDS` of a question.

use crate::source::{Source, Token};

const TABLE: &str = "src/service/commands/table.rs";

/// These need what a command needs as well: they show what it would do, what it marks as seen, or change an address that it keeps.
const AS_A_COMMAND: &[&str] = &[
    "src/service/payables/preview.rs",
    "src/service/messages/alerts.rs",
    "src/service/messages/keep.rs",
];

pub fn faults(sources: &[Source]) -> Vec<String> {
    let commands: Vec<_> = sources.iter().filter(|source| source.path == TABLE).flat_map(of_commands).collect();
    sources.iter().flat_map(|source| second_statements(source, &commands)).collect()
}

/// The permissions that rows name: `needs [KeepReference]`.
fn of_commands(source: &Source) -> Vec<String> {
    let rows = source
        .tokens
        .windows(4)
        .filter(|row| row[0].is_word("needs") && row[1].is_mark('[') && row[3].is_mark(']'));
    rows.filter_map(|row| row[2].word().map(str::to_owned)).collect()
}

fn second_statements(source: &Source, commands: &[String]) -> Vec<String> {
    let face = matches!(source.part(), "tui" | "ssh" | "cli");
    let told = source.tokens.windows(3).filter_map(|path| {
        let name = member_of(path, "Permission")?;
        let again = source.part() == "service" && commands.iter().any(|command| command == name) && source.path != TABLE;
        (face || again && !AS_A_COMMAND.contains(&source.path.as_str())).then(|| {
            let (file, line) = (&source.path, path[0].line);
            format!("{file}:{line}: who may is said in {TABLE}, or where the question is answered (`NEEDS`)")
        })
    });
    let jobs = source.tokens.windows(3).filter_map(|path| {
        let name = member_of(path, "JobCommand").filter(|_| face)?;
        Some(format!("{}:{}: only the jobs give `{name}`", source.path, path[0].line))
    });
    told.chain(jobs).collect()
}

/// `Type::Member`.
fn member_of<'a>(path: &'a [Token], of: &str) -> Option<&'a str> {
    let member = path[2].word()?;
    let is_member = path[0].is_word(of) && path[1].kind == crate::source::Kind::Path;
    is_member.then_some(member)
}

#[test]
fn a_second_statement_is_found() {
    let sources = [
        (
            TABLE,
            "AddRate(AddRate) = \"add-rate\", Low, needs [KeepReference] => rates::add_rate;",
        ),
        ("src/service/catalogue/rates.rs", "\nactor.may(Permission::KeepReference)?;"),
        ("src/service/orders/lists.rs", "actor.may(Permission::ReadOrders)?;"),
        ("src/tui/a.rs", "row.needs(Permission::ReadOrders)"),
        ("src/cli/a.rs", "\n\nJobCommand::Expire(on)"),
    ];
    let found = faults(&sources.map(|(path, content)| Source::new(path, content)));
    let places: Vec<_> = found.iter().map(|fault| fault.split(": ").next().expect("a place")).collect();
    assert_eq!(places, ["src/service/catalogue/rates.rs:2", "src/tui/a.rs:1", "src/cli/a.rs:3"]);
}
