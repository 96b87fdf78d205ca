//! One message with all that happened to it.

use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::output::{self, Table};
use crate::domain::actor::Actor;
use crate::domain::ids::NotificationId;
use crate::domain::text::lines_of;
use crate::service::Krafta;
use crate::service::messages::list::MessageDetail;

pub async fn show(context: &Context, shop: &Krafta, actor: &Actor, id: NotificationId) -> Result<(), Failure> {
    let found = shop.messages().one(actor, id).await?;
    if context.json {
        return output::json(&found);
    }
    output::put(&output::record(&facts(context, &found)))?;
    let body = found.message.body.as_ref().map(|body| lines_of(body).join("\n"));
    let body = body.unwrap_or_else(|| context.catalogue.message(&found.message.template, &found.message.data));
    output::put(&format!("\n{body}\n"))?;
    if !found.attempts.is_empty() {
        let mut table = Table::new([
            "cli-head-when",
            "cli-head-channel",
            "cli-head-to",
            "cli-head-outcome",
            "cli-head-server-answer",
        ]);
        for attempt in &found.attempts {
            let class = attempt.error_class.as_ref().map(ToString::to_string).unwrap_or_default();
            let error = match &attempt.answer {
                Some(answer) if class.is_empty() => answer.to_string(),
                Some(answer) => context.catalogue.delivery_error(&format!("{class}: {answer}")),
                None if class.is_empty() => String::new(),
                None => context.catalogue.delivery_error(&class),
            };
            table.row([
                output::time(attempt.began_at),
                context.word(&format!("mensajes-channel-{}", attempt.channel)),
                attempt.address.as_ref().map_or_else(String::new, ToString::to_string),
                context.word(&format!("mensajes-outcome-{}", attempt.outcome)),
                error,
            ]);
        }
        output::put(&format!("\n{}", table.lines(context.catalogue)))?;
    }
    if found.acts.is_empty() {
        return Ok(());
    }
    let mut table = Table::new(["cli-head-when", "cli-head-who", "cli-head-done", "cli-head-reason"]);
    for act in &found.acts {
        table.row([
            output::time(act.created_at),
            act.who.to_string(),
            context.word(&format!("mensajes-act-{}", act.act)),
            act.reason.as_ref().map_or_else(String::new, ToString::to_string),
        ]);
    }
    output::put(&format!("\n{}", table.lines(context.catalogue)))
}

fn facts(context: &Context, found: &MessageDetail) -> Vec<(String, String)> {
    let message = &found.message;
    let mut facts = vec![
        (context.word("cli-head-message"), message.id.to_string()),
        (
            context.word("cli-head-for"),
            context.word(&format!("mensajes-to-{}", message.recipient_kind)),
        ),
        (
            context.word("cli-head-state"),
            context.catalogue.message_state(message.state, message.switched_off),
        ),
        (context.word("cli-head-when"), output::time(message.created_at)),
    ];
    let mut say = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            facts.push((context.word(key), value));
        }
    };
    say("cli-head-number", message.number.as_ref().map(ToString::to_string));
    say("cli-head-who", message.whom.as_ref().map(ToString::to_string));
    say("cli-head-sent", message.sent_at.map(output::time));
    say("cli-head-to", message.sent_to.as_ref().map(ToString::to_string));
    let error = message.last_error.as_ref().map(|error| context.catalogue.delivery_error(error));
    say("cli-head-error", error);
    let why = found.without_effect.as_ref();
    say(
        "cli-head-reason",
        why.map(|why| context.catalogue.without_effect(why, message.recipient_kind)),
    );
    if message.sent_at.is_none() && why.is_none() {
        say("cli-head-how", Some(context.catalogue.reach(message.recipient_kind, &found.reach)));
    }
    if message.maybe_twice {
        say("cli-head-doubt", Some(context.word("mensajes-maybe-twice")));
    }
    facts
}
