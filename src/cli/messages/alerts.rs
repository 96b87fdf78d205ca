//! `krafta alerts`: what was written to whoever asks, an administrator or a workshop's login.

use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::output::{self, Table};
use crate::cli::core::paging::{self, Paging};
use crate::service::Command;
use crate::service::messages::commands::ReadAlerts;

#[derive(clap::Args)]
pub struct AlertsArgs {
    #[arg(long)]
    read: bool,
    #[command(flatten)]
    paging: Paging,
}

pub async fn run(args: &AlertsArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    let alerts = shop.messages().alerts(&actor, args.paging.after(), args.paging.limit).await?;
    if let Some(newest) = alerts.page.rows.first().filter(|_| args.read && args.paging.after().is_none()) {
        let read = Command::ReadAlerts(ReadAlerts { newest: newest.id });
        shop.execute(&actor, context.operation(), read).await?;
    }
    if context.json {
        return paging::json_with(&alerts.page, &serde_json::json!({ "unread": alerts.unread }));
    }
    if alerts.page.rows.is_empty() {
        return output::say(&context.word("cli-empty-alerts"));
    }
    let mut table = Table::new(["cli-head-when", "cli-head-number", "cli-head-alert", "cli-head-seen"]);
    for alert in &alerts.page.rows {
        table.row([
            output::time(alert.created_at),
            alert.number.to_string(),
            context.catalogue.message(&alert.template, &alert.data).replace('\n', " "),
            context.yes_or_no(alert.read),
        ]);
    }
    output::put(&table.lines(context.catalogue))?;
    paging::more(context, &alerts.page)
}
