//! `krafta requests`: what customers asked for by a site in another language, and what they were answered.

use clap::Subcommand;

use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::output::{self, Table};
use crate::cli::core::paging::{self, Paging};
use crate::domain::text::Safe;
use crate::service::core::page::Page;
use crate::service::orders::requests::RequestView;

#[derive(clap::Args)]
pub struct RequestsArgs {
    #[command(subcommand)]
    command: RequestsCommand,
}

#[derive(Subcommand)]
enum RequestsCommand {
    List {
        #[arg(long)]
        open: bool,
        #[command(flatten)]
        paging: Paging,
    },
}

pub async fn run(args: &RequestsArgs, context: &Context) -> Result<(), Failure> {
    let RequestsCommand::List { open, paging } = &args.command;
    let (shop, actor) = context.shop().await?;
    let page = shop.orders().requests(&actor, *open, paging.after(), paging.limit).await?;
    list(context, &page)
}

fn list(context: &Context, page: &Page<RequestView>) -> Result<(), Failure> {
    if context.json {
        return paging::json(page);
    }
    if page.rows.is_empty() {
        return output::say(&context.word("cli-empty-requests"));
    }
    output::put(&table(context, &page.rows))?;
    paging::more(context, page)
}

/// What was asked and answered.
pub fn table(context: &Context, requests: &[RequestView]) -> String {
    let mut table = Table::new([
        "cli-head-number",
        "cli-head-request",
        "cli-head-asked",
        "cli-head-answer",
        "cli-head-answered",
        "cli-head-reason",
    ]);
    for request in requests {
        table.row([
            request.number.clone(),
            context.word(&format!("event-request-{}", request.kind)),
            output::time(request.created_at),
            context
                .catalogue
                .request_answer(request.outcome, request.refusal.as_ref().map(Safe::as_str)),
            request.answered_at.map_or_else(String::new, output::time),
            request.reason.as_ref().map_or_else(String::new, ToString::to_string),
        ]);
    }
    table.lines(context.catalogue)
}
