//! `krafta bank import`: files of a bank, or what was copied from its page.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::output::{self, Table};
use crate::config::read_regular;
use crate::domain::actor::Actor;
use crate::domain::bank::statement::{Chain, Direction, RefusedLine, StatementLine};
use crate::domain::dates::shown;
use crate::domain::money::Money;
use crate::domain::text::Safe;
use crate::locale::t;
use crate::service::bank::import::ReadFile;
use crate::service::bank::statement::LARGEST_FILE;
use crate::service::core::receipt::{Imported, Outcome};
use crate::service::{Command, Krafta, Receipt};

#[derive(clap::Args)]
pub struct Import {
    /// `-` is stdin: rows or notices that were copied.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[arg(long)]
    account: String,
    #[arg(long)]
    profile: Option<String>,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    catch_up: bool,
}

impl Import {
    /// Each file by itself: one that is refused takes no other with it.
    pub async fn run(&self, context: &Context, shop: &Krafta, actor: &Actor) -> Result<(), Failure> {
        if self.files.len() > 1 {
            context.refuse_operation("FILE FILE")?;
        }
        let (mut failed, mut all) = (None, Vec::new());
        for path in &self.files {
            match self.one(context, (shop, actor), path).await {
                Ok((value, whole)) => {
                    all.push(value);
                    if !whole {
                        failed = failed.or(Some(Failure::Silent));
                    }
                }
                Err(failure) if self.files.len() == 1 || failure.is_of_the_database() => return Err(failure),
                Err(failure) => {
                    let name = Safe::new(&path.display().to_string());
                    output::complain(&format!("{name}: {}", failure.sentence(context.catalogue)));
                    all.push(json!({ "file": name, "error": failure.json(context.catalogue) }));
                    failed = Some(Failure::Silent);
                }
            }
        }
        if context.json {
            output::json(&json!({ "files": all }))?;
        }
        failed.map_or(Ok(()), Err)
    }

    async fn one(&self, context: &Context, (shop, actor): (&Krafta, &Actor), path: &Path) -> Result<(Value, bool), Failure> {
        let stdin = path == Path::new("-");
        let name = match path.file_name() {
            Some(name) if !stdin => name.to_string_lossy().into_owned(),
            _ => "-".to_owned(),
        };
        let fault = |fault| Failure::file(path.display().to_string(), fault);
        // One more than may be, so that what is too large is said to be.
        let most = u64::try_from(LARGEST_FILE).unwrap_or(u64::MAX).saturating_add(1);
        let bytes = if stdin {
            let mut bytes = Vec::new();
            io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(fault)?;
            bytes
        } else {
            read_regular(path, most).map_err(fault)?
        };
        let read = shop
            .bank()
            .read(actor, &self.account, (&name, bytes), self.profile.as_deref())
            .await?;
        if read.statement.lines.is_empty() && !context.json {
            // It is refused whole; the reason of each row is what helps.
            for said in refused_lines(context, &read.statement.refused) {
                output::complain(&said);
            }
        }
        let command = Command::ImportStatement(read.command(self.catch_up));
        let receipt = if self.dry_run {
            shop.rehearse(actor, command).await?.receipt
        } else {
            shop.execute(actor, context.operation(), command).await?
        };
        let done = imported(&receipt)?;
        if !context.json {
            self.told(context, &name, &read, done)?;
        }
        let whole = read.statement.refused.is_empty();
        Ok((as_json(context, (&name, self.dry_run), &read, done), whole))
    }

    fn told(&self, context: &Context, name: &str, read: &ReadFile, done: &Imported) -> Result<(), Failure> {
        let catalogue = context.catalogue;
        let title = if self.dry_run {
            "cli-bank-would-import"
        } else {
            "cli-bank-imported"
        };
        output::say(&catalogue.text(
            title,
            &[
                ("file", Safe::new(name).as_str().into()),
                ("account", done.account.as_str().into()),
                ("profile", done.profile.as_str().into()),
                ("first", done.first_day.map(shown).unwrap_or_default().into()),
                ("last", done.last_day.map(shown).unwrap_or_default().into()),
            ],
        ))?;
        let numbers = [
            ("added", i64::from(done.added).into()),
            ("known", i64::from(done.known).into()),
            ("refused", i64::from(done.refused).into()),
            ("reconciled", i64::from(done.reconciled).into()),
            ("came", done.came.into()),
            ("left", done.left.into()),
        ];
        output::say(&catalogue.text("cli-bank-counts", &numbers))?;
        for said in self.warnings(context, read, done) {
            output::say(&said)?;
        }
        if self.dry_run {
            let first: Vec<_> = read.statement.lines.iter().take(FIRST).collect();
            output::put(&parsed(context, &first))?;
        }
        Ok(())
    }

    /// What a person should look at before they trust the file, or after.
    fn warnings(&self, context: &Context, read: &ReadFile, done: &Imported) -> Vec<String> {
        let catalogue = context.catalogue;
        let mut said = Vec::new();
        if let Chain::Breaks { line, expected, found } = read.statement.chain {
            let args = [
                ("line", i64::from(line).into()),
                ("expected", expected.into()),
                ("found", found.into()),
            ];
            said.push(catalogue.text("cli-bank-chain-breaks", &args));
        }
        if let Some(since) = done.gap_since {
            said.push(catalogue.text("cli-bank-gap", &[("day", shown(since).into())]));
        }
        if !done.corrected.is_empty() {
            let lines: Vec<_> = done.corrected.iter().map(i64::to_string).collect();
            said.push(catalogue.text("cli-bank-corrected", &[("lines", lines.join(", ").into())]));
        }
        let taken_back = done
            .taken_back
            .iter()
            .map(|order| t!(catalogue, "cli-bank-taken-back", order = order));
        said.extend(taken_back);
        said.extend(refused_lines(context, &read.statement.refused));
        said
    }
}

/// Lines that a dry run shows.
const FIRST: usize = 10;
/// Refused lines that are told of one by one.
const MOST_TOLD: usize = 20;

/// Why rows are refused, each by its number.
pub fn refused_lines(context: &Context, refused: &[RefusedLine]) -> Vec<String> {
    let catalogue = context.catalogue;
    let one = |line: &RefusedLine| {
        let why = catalogue.refusal(&line.refusal);
        catalogue.text(
            "cli-bank-refused-line",
            &[("line", i64::from(line.line).into()), ("why", why.into())],
        )
    };
    let mut said: Vec<_> = refused.iter().take(MOST_TOLD).map(one).collect();
    if refused.len() > MOST_TOLD {
        let more = i64::try_from(refused.len() - MOST_TOLD).unwrap_or(i64::MAX);
        said.push(catalogue.text("cli-bank-refused-more", &[("more", more.into())]));
    }
    said
}

fn imported(receipt: &Receipt) -> Result<&Imported, Failure> {
    match &receipt.outcome {
        Outcome::Imported(done) => Ok(done),
        _ => Err(crate::service::Error::Internal(format!("{} imported nothing", receipt.command)).into()),
    }
}

fn as_json(context: &Context, (name, dry): (&str, bool), read: &ReadFile, done: &Imported) -> Value {
    let refused = read
        .statement
        .refused
        .iter()
        .map(|line| json!({ "line": line.line, "code": line.refusal.code, "message": context.catalogue.refusal(&line.refusal) }));
    let lines = read.statement.lines.iter().take(if dry { FIRST } else { 0 }).map(|line| {
        json!({
            "line": line.line, "date": line.date, "reference": Safe::new(&line.reference), "description": Safe::new(&line.description),
            "amount": line.amount, "direction": line.direction, "kind": line.kind, "balance": line.balance,
        })
    });
    json!({
        "file": Safe::new(name), "dry_run": dry, "imported": done, "refused": refused.collect::<Vec<_>>(), "first": lines.collect::<Vec<_>>(),
    })
}

/// Lines as they were read.
pub fn parsed(context: &Context, lines: &[&StatementLine]) -> String {
    let mut table = Table::new([
        "cli-head-line",
        "cli-head-date",
        "cli-head-reference",
        "cli-head-description",
        "cli-head-came",
        "cli-head-went",
    ])
    .right(4)
    .right(5);
    for line in lines {
        let (came, left) = in_and_out(line.direction, line.amount);
        table.row([
            line.line.to_string(),
            shown(line.date),
            Safe::new(&line.reference).to_string(),
            Safe::new(&line.description).to_string(),
            came,
            left,
        ]);
    }
    table.lines(context.catalogue)
}

/// What came, and what left.
pub fn in_and_out(direction: Direction, amount: Money) -> (String, String) {
    match direction {
        Direction::In => (amount.to_string(), String::new()),
        Direction::Out => (String::new(), amount.to_string()),
    }
}
