//! `krafta track`: an order as its customer sees it.

use serde_json::json;

use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::{find, output};
use crate::service::Krafta;
use crate::service::orders::view::Tracking;

#[derive(clap::Args)]
pub struct TrackArgs {
    order: String,
    #[arg(long)]
    phone: Option<String>,
}

pub async fn run(args: &TrackArgs, context: &Context) -> Result<(), Failure> {
    let (shop, keeper) = context.shop().await?;
    let tracking = match &args.phone {
        // With a phone it is the customer who asks: an order of somebody else does not exist.
        Some(phone) => shop.orders().track(&Krafta::customer(phone)?, &args.order, Some(phone)).await?,
        None => {
            find::order(&shop, &keeper, &args.order).await?;
            shop.orders().track(&keeper, &args.order, None).await?
        }
    };
    if context.json {
        output::json(&as_json(context, &tracking))
    } else {
        output::put(&told(context, &tracking))
    }
}

/// The view with the words the customer reads, which a site can show as they are.
fn as_json(context: &Context, tracking: &Tracking) -> serde_json::Value {
    let steps: Vec<_> = tracking
        .history
        .iter()
        .map(|step| json!({ "key": step.key, "label": context.catalogue.label(step.key), "at": step.at }))
        .collect();
    json!({
        "number": tracking.number,
        "key": tracking.key,
        "label": context.catalogue.label(tracking.key),
        "description": context.catalogue.label_description(tracking.key),
        "total": tracking.total,
        "due": tracking.due,
        "missing": tracking.missing,
        "quote_expires_at": tracking.quote_expires_at,
        "placed_at": tracking.placed_at,
        "accounts": tracking.accounts,
        "history": steps,
        "rejection": tracking.rejection.as_ref().map(|(reason, text)| json!({ "reason": reason, "text": context.catalogue.rejection(*reason, text.as_deref()) })),
    })
}

fn told(context: &Context, tracking: &Tracking) -> String {
    let mut out = format!(
        "{} · {}\n{}\n",
        tracking.number,
        context.catalogue.label(tracking.key),
        context.catalogue.label_description(tracking.key)
    );
    if let Some((reason, text)) = &tracking.rejection {
        let text = context.catalogue.rejection(*reason, text.as_deref());
        out.push_str(&format!("{text}\n"));
    }
    let missing = tracking.missing.is_positive().then(|| tracking.missing.to_string());
    let rows = [
        (context.word("cli-total"), tracking.total.to_string()),
        (context.word("cli-due"), tracking.due.to_string()),
        (context.word("cli-missing"), missing.unwrap_or_default()),
        (context.word("cli-quote-until"), output::time(tracking.quote_expires_at)),
    ];
    out.push_str(&format!("\n{}\n", output::record(&rows)));
    if !tracking.accounts.is_empty() {
        out.push_str(&format!("{}\n\n", context.catalogue.where_to_pay(&tracking.accounts)));
    }
    for step in &tracking.history {
        out.push_str(&format!("{}  {}\n", output::time(step.at), context.catalogue.label(step.key)));
    }
    out
}
