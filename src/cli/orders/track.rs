//! `krafta track`: an order as its customer sees it.

use serde_json::json;

use crate::cli::core::context::Desk;
use crate::cli::core::failure::Failure;
use crate::cli::core::{find, output};
use crate::service::Krafta;
use crate::service::orders::view::Tracking;

#[derive(clap::Args)]
pub struct What {
    order: String,
    #[arg(long)]
    phone: Option<String>,
}

pub async fn run(what: &What, desk: &Desk) -> Result<(), Failure> {
    let (shop, keeper) = desk.shop().await?;
    let tracking = match &what.phone {
        // With a phone it is the customer who asks: an order of somebody else does not exist.
        Some(phone) => shop.track(&Krafta::customer(phone)?, &what.order, Some(phone)).await?,
        None => {
            find::order(&shop, &keeper, &what.order).await?;
            shop.track(&keeper, &what.order, None).await?
        }
    };
    if desk.json {
        output::json(&as_json(desk, &tracking))
    } else {
        output::put(&told(desk, &tracking))
    }
}

/// The view with the words the customer reads, which a site can show as they are.
fn as_json(desk: &Desk, tracking: &Tracking) -> serde_json::Value {
    let steps: Vec<_> = tracking
        .history
        .iter()
        .map(|step| json!({ "key": step.key, "label": desk.catalogue.label(step.key), "at": step.at }))
        .collect();
    json!({
        "number": tracking.number,
        "key": tracking.key,
        "label": desk.catalogue.label(tracking.key),
        "description": desk.catalogue.label_description(tracking.key),
        "total": tracking.total,
        "due": tracking.due,
        "missing": tracking.missing,
        "quote_expires_at": tracking.quote_expires_at,
        "placed_at": tracking.placed_at,
        "history": steps,
        "rejection": tracking.rejection.as_ref().map(|(reason, text)| json!({ "reason": reason, "text": desk.catalogue.rejection(*reason, text.as_deref()) })),
    })
}

fn told(desk: &Desk, tracking: &Tracking) -> String {
    let mut out = format!(
        "{} · {}\n{}\n",
        tracking.number,
        desk.catalogue.label(tracking.key),
        desk.catalogue.label_description(tracking.key)
    );
    if let Some((reason, text)) = &tracking.rejection {
        let text = desk.catalogue.rejection(*reason, text.as_deref());
        out.push_str(&format!("{text}\n"));
    }
    let missing = tracking.missing.is_positive().then(|| tracking.missing.to_string());
    let rows = [
        (desk.word("cli-total"), tracking.total.to_string()),
        (desk.word("cli-due"), tracking.due.to_string()),
        (desk.word("cli-missing"), missing.unwrap_or_default()),
        (desk.word("cli-quote-until"), output::time(tracking.quote_expires_at)),
    ];
    out.push_str(&format!("\n{}\n", output::record(&rows)));
    for step in &tracking.history {
        out.push_str(&format!("{}  {}\n", output::time(step.at), desk.catalogue.label(step.key)));
    }
    out
}
