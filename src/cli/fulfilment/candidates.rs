//! Who could make an order, in the order they would be asked, and why the others could not.

use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::output::{self, Table};
use crate::locale::{date, money};
use crate::service::fulfilment::candidates::{Candidates, MisfitView};

/// Names told of those who failed for the same reason.
const NAMED: usize = 6;

pub fn show(context: &Context, candidates: &Candidates) -> Result<(), Failure> {
    if context.json {
        return output::json(candidates);
    }
    output::put(&text(context, candidates))
}

/// How the choices looked when they were made, the last one first.
pub fn show_stored(context: &Context, choices: &[Candidates]) -> Result<(), Failure> {
    if context.json {
        return output::json(&choices);
    }
    if choices.is_empty() {
        return output::say(&context.word("assign-no-rankings"));
    }
    let told: Vec<String> = choices.iter().map(|choice| text(context, choice)).collect();
    output::put(&told.join("\n"))
}

fn text(context: &Context, candidates: &Candidates) -> String {
    let mut title = candidates.number.clone();
    if let Some(status) = candidates.status {
        title.push_str(&format!(" · {}", context.word(&format!("production-{status}"))));
    }
    if let Some(at) = candidates.at {
        title.push_str(&format!(" · {}", output::time(at)));
    }
    let mut out = format!("{title}\n");
    if let Some(short) = &candidates.shortfall {
        let workshop = short.workshop.as_ref().map(ToString::to_string);
        for line in context.catalogue.shortfall(&short.shortfall, workshop.as_deref()) {
            out.push_str(&format!("{line}\n"));
        }
    } else {
        out.push_str(&fitting(context, candidates));
    }
    for group in candidates
        .failed
        .chunk_by(|one, next| (one.reason, one.until) == (next.reason, next.until))
    {
        out.push_str(&format!("{}\n", failed(context, group)));
    }
    out
}

fn fitting(context: &Context, candidates: &Candidates) -> String {
    let mut table = Table::new([
        "cli-head-version",
        "cli-head-workshop",
        "assign-head-ready",
        "assign-head-cost",
        "assign-head-margin",
        "assign-head-acceptance",
        "assign-head-load",
    ])
    .right(0)
    .right(3)
    .right(4)
    .right(5)
    .right(6);
    for (at, one) in candidates.fitting.iter().enumerate() {
        let acceptance = one.acceptance.map(|permille| format!("{} %", (permille + 5) / 10));
        table.row([
            (at + 1).to_string(),
            one.name.to_string(),
            date(one.ready_on),
            money(one.cost),
            one.margin.map_or_else(|| "–".into(), money),
            acceptance.unwrap_or_else(|| "–".into()),
            one.load.to_string(),
        ]);
    }
    table.lines(context.catalogue)
}

fn failed(context: &Context, group: &[MisfitView]) -> String {
    let Some(first) = group.first() else { return String::new() };
    let mut names: Vec<String> = group.iter().take(NAMED).map(|one| one.name.to_string()).collect();
    if group.len() > NAMED {
        names.push(
            context
                .catalogue
                .text("assign-and-more", &[("count", (group.len() - NAMED).into())]),
        );
    }
    let reason = context.catalogue.misfit(first.reason, first.until);
    context
        .catalogue
        .text("assign-failed", &[("reason", reason.into()), ("names", names.join(", ").into())])
}
