//! What cancelling or refunding would do (`--dry-run`): the very command, rehearsed. A step that is not allowed is told as
//! the refusal it would be.

use serde_json::json;

use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::output;
use crate::cli::core::receipt;
use crate::domain::actor::Actor;
use crate::domain::orders::event::Lane;
use crate::locale::money;
use crate::service::core::receipt::Outcome;
use crate::service::{Command, Krafta};

/// Rehearses the command and shows what it would leave, with the version of the order that it saw, for `--seen-version`.
pub async fn show(context: &Context, shop: &Krafta, actor: &Actor, command: Command) -> Result<(), Failure> {
    let seen = match &command {
        Command::Cancel(cancel) => cancel.seen.as_ref(),
        Command::RequestRefund(request) => request.seen.as_ref(),
        _ => None,
    };
    let version = seen.map(|seen| seen.version);
    let would = shop.rehearse(actor, command).await?;
    let moved = would.events.iter().find(|event| event.change.lane() == Lane::Payment);
    let edge = moved.map_or("", |event| event.edge.as_str());
    let money_back = match would.receipt.outcome {
        Outcome::RefundDue { amount, .. } => Some(amount),
        _ => None,
    };
    let cancelled = would.end.as_ref().map(|end| end.status);
    if context.json {
        let messages = would.messages.iter().map(|message| {
            let text = context.catalogue.message(&message.template, &message.data);
            json!({ "template": message.template, "to": message.to, "text": text })
        });
        let messages: Vec<_> = messages.collect();
        return output::dry_run(&json!({
            "edge": edge,
            "version": version,
            "money_back": money_back,
            "given_back": would.given_back(),
            "assignment_cancelled": cancelled,
            "assignment_end": would.end,
            "messages": messages,
        }));
    }
    let production = cancelled.map(|status| context.word(&format!("production-{status}")));
    let rows = [
        (context.word("cli-would"), context.word(&format!("edge-{edge}"))),
        (
            context.word("cli-money-back"),
            money_back.map_or_else(|| context.word("cli-none"), money),
        ),
        (context.word("cli-given-back"), would.given_back().map_or_else(String::new, money)),
        (context.word("cli-assignment-cancelled"), production.unwrap_or_default()),
    ];
    output::put(&output::record(&rows))?;
    for line in would.end.iter().flat_map(|end| context.catalogue.assignment_end(end)) {
        output::say(&line)?;
    }
    receipt::messages(context, &would)
}
