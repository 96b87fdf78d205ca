//! What cancelling or refunding would do (`--dry-run`), before it is done. A step that is not allowed is told as the
//! refusal it would be.

use serde_json::json;

use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::output;
use crate::locale::money;
use crate::service::orders::view::{Consequences, OrderHead};

pub fn show(context: &Context, order: &OrderHead, consequences: &Consequences) -> Result<(), Failure> {
    let edge = consequences.ruling.clone()?;
    let data = json!({
        "order": order.number, "customer": order.customer, "amount": consequences.money_back,
        "due": order.due, "credited": order.credited,
    });
    let messages = consequences.messages.iter();
    let messages = messages.map(|(template, to)| (template, to, context.catalogue.message(template, &data)));
    if context.json {
        let messages: Vec<_> = messages
            .map(|(template, to, text)| json!({ "template": template, "to": to, "text": text }))
            .collect();
        return output::json(&json!({
            "edge": edge,
            "version": consequences.version,
            "money_back": consequences.money_back,
            "assignment_cancelled": consequences.assignment_cancelled,
            "assignment_end": consequences.ends,
            "messages": messages,
        }));
    }
    let production = consequences.assignment_cancelled;
    let production = production.map(|status| context.word(&format!("production-{status}")));
    let rows = [
        (context.word("cli-would"), context.word(&format!("edge-{edge}"))),
        (
            context.word("cli-money-back"),
            consequences.money_back.map_or_else(|| context.word("cli-none"), money),
        ),
        (context.word("cli-assignment-cancelled"), production.unwrap_or_default()),
    ];
    output::put(&output::record(&rows))?;
    for line in consequences.ends.iter().flat_map(|ends| context.catalogue.assignment_end(ends)) {
        output::say(&line)?;
    }
    for (_, to, text) in messages {
        let whom = context.word(&format!("pedidos-to-{to}"));
        let args = [("whom", whom.into()), ("text", text.into())];
        output::say(&context.catalogue.text("pedidos-would-tell", &args))?;
    }
    Ok(())
}
