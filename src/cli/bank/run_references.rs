//! References of a run: typed, pasted in bulk, or found in the imported statements. Each line is a command of its own: what fails
//! with one leaves the rest.

use std::io::{self, Read};

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::run::{Asked, Reference};
use crate::cli::core::failure::Failure;
use crate::cli::core::output::{self, Table};
use crate::cli::core::receipt;
use crate::domain::dates::{self, shown};
use crate::domain::ids::RunId;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::runs::references::placed;
use crate::domain::runs::state::LineState;
use crate::domain::text::excerpt;
use crate::service::runs::commands::PayRunLine;
use crate::service::runs::view::FoundLine;
use crate::service::{Command, Error};

/// What is pasted at most: a run has fewer lines.
const LONGEST: u64 = 1 << 20;

pub async fn typed((context, shop, actor): Asked<'_>, run: RunId, given: &Reference) -> Result<(), Failure> {
    let view = shop.runs().show(actor, run).await?;
    let waiting: Vec<i64> = view
        .sheet
        .lines
        .iter()
        .filter(|line| line.state == LineState::Pending)
        .map(|line| line.position)
        .collect();
    let mut texts = Vec::new();
    for text in &given.references {
        if text == "-" {
            let mut pasted = String::new();
            let read = io::stdin().lock().take(LONGEST).read_to_string(&mut pasted);
            read.map_err(|fault| Failure::file("-", fault))?;
            texts.extend(pasted.lines().map(str::to_owned));
        } else {
            texts.push(text.clone());
        }
    }
    let sent_on = given.date.as_deref().map(|date| dates::typed(date, shop.today())).transpose()?;
    let unknown = |text: String| {
        Refusal::new(Code::RunLineUnknown)
            .with("number", view.run.number)
            .with("input", excerpt(&text))
    };
    let lines = placed(texts.iter().map(String::as_str), &waiting).map_err(unknown)?;
    let commands = lines.into_iter().map(|(line, reference)| PayRunLine {
        sent_on,
        debit: given.debit,
        repeats_reason: given.repeats.clone(),
        ..PayRunLine::sent(run, line, reference)
    });
    each((context, shop, actor), commands.collect(), given.dry_run).await
}

pub async fn find((context, shop, actor): Asked<'_>, run: RunId, on: Option<NaiveDate>, dry_run: bool) -> Result<(), Failure> {
    let found = shop.runs().find(actor, run, on).await?;
    if dry_run && context.json {
        return output::dry_run(&found);
    }
    if !context.json {
        told((context, shop, actor), &found.found, &found.unsure)?;
        if !found.missing.is_empty() {
            let lines: Vec<_> = found.missing.iter().map(ToString::to_string).collect();
            output::say(&context.catalogue.text("cli-run-missing", &[("lines", lines.join(", ").into())]))?;
        }
    }
    if dry_run {
        return Ok(());
    }
    let commands = found.found.iter().map(|one| PayRunLine::shown_by(run, one.line, one.debit));
    each((context, shop, actor), commands.collect(), false).await
}

fn told((context, ..): Asked<'_>, found: &[FoundLine], unsure: &[FoundLine]) -> Result<(), Failure> {
    if found.is_empty() && unsure.is_empty() {
        return output::say(&context.word("cli-run-nothing-found"));
    }
    let mut table = Table::new([
        "cli-head-line",
        "cli-head-whom",
        "cli-head-amount",
        "cli-head-date",
        "cli-head-reference",
        "cli-head-description",
        "cli-head-why",
        "cli-head-credit",
    ])
    .right(0)
    .right(2);
    for one in found.iter().chain(unsure) {
        let by: Vec<_> = one.by.iter().map(|by| context.word(&format!("lote-found-{by}"))).collect();
        table.row([
            one.line.to_string(),
            one.who.to_string(),
            one.amount.to_string(),
            shown(one.date),
            one.reference.to_string(),
            one.description.to_string(),
            if by.is_empty() {
                context.word("cli-run-unsure")
            } else {
                by.join(", ")
            },
            one.debit.to_string(),
        ]);
    }
    output::put(&table.lines(context.catalogue))
}

/// Does them one by one, and says what became of each. The first failure decides how it ends.
async fn each((context, shop, actor): Asked<'_>, commands: Vec<PayRunLine>, dry_run: bool) -> Result<(), Failure> {
    if commands.len() > 1 {
        context.refuse_operation("LINE LINE")?;
    }
    let (mut rows, mut failed): (Vec<Value>, Option<Failure>) = (Vec::new(), None);
    let alone = commands.len() == 1;
    for command in commands {
        let line = command.line;
        let command = Command::PayRunLine(command);
        let outcome = if dry_run {
            shop.rehearse(actor, command).await.map(|would| would.receipt)
        } else {
            shop.execute(actor, context.operation(), command).await
        };
        match outcome {
            Ok(done) if context.json => rows.push(json!({ "line": line, "receipt": done })),
            Ok(done) => output::say(&format!("{line}  {}", receipt::sentence(context, &done)))?,
            Err(error @ Error::Refused(_)) if !alone => {
                let failure = Failure::from(error);
                output::complain(&format!("{line}  {}", failure.sentence(context.catalogue)));
                rows.push(json!({ "line": line, "error": failure.json(context.catalogue) }));
                failed = Some(Failure::Silent);
            }
            Err(error) => return Err(error.into()),
        }
    }
    if context.json {
        let all = json!({ "lines": rows });
        if dry_run { output::dry_run(&all)? } else { output::json(&all)? }
    }
    failed.map_or(Ok(()), Err)
}
