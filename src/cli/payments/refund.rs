//! `krafta refund`: money back, asked for and paid in parts.

use clap::Subcommand;

use crate::cli::core::choices::{choice, share};
use crate::cli::core::context::Context;
use crate::cli::core::export::{ExportArgs, ROWS};
use crate::cli::core::failure::Failure;
use crate::cli::core::find::{self, SeenFlags};
use crate::cli::core::output::{self, Table};
use crate::cli::core::paging::{self, Paging};
use crate::cli::core::receipt;
use crate::cli::orders::{cancellation_preview, typing};
use crate::domain::actor::Actor;
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;
use crate::locale::money;
use crate::service::core::page::Page;
use crate::service::orders::view::RefundView;
use crate::service::payments::commands::{PayRefund, RequestRefund};
use crate::service::payments::export::REFUND_COLUMNS;
use crate::service::payments::view::{RefundFilter, RefundSearch};
use crate::service::{Command, Krafta};

#[derive(clap::Args)]
pub struct RefundArgs {
    #[command(subcommand)]
    command: RefundCommand,
}

#[derive(Subcommand)]
enum RefundCommand {
    List {
        filter: Vec<String>,
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        paging: Paging,
    },
    Export {
        filter: Vec<String>,
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        file: ExportArgs,
    },
    Request(Request),
    Pay(Pay),
}

#[derive(clap::Args)]
struct Request {
    order: String,
    #[arg(long, required_unless_present = "dry_run")]
    reason: Option<String>,
    #[arg(long = "override", id = "override")]
    overridden: bool,
    #[arg(long, value_parser = share)]
    share: Option<u32>,
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    seen: SeenFlags,
}

#[derive(clap::Args)]
struct Pay {
    order: String,
    #[arg(long)]
    amount: String,
    #[arg(long, value_parser = choice(PaymentMethod::ALL, PaymentMethod::as_str), ignore_case = true)]
    method: PaymentMethod,
    #[arg(long)]
    reference: String,
    #[arg(long)]
    receipt_url: Option<String>,
    #[command(flatten)]
    seen: SeenFlags,
}

pub async fn run(args: &RefundArgs, context: &Context) -> Result<(), Failure> {
    match &args.command {
        RefundCommand::List { filter, all, paging } => {
            let (shop, actor) = context.shop().await?;
            let search = wanted(&shop, &actor, filter, *all)?;
            list(
                context,
                &shop.payments().refunds(&actor, search, paging.after(), paging.limit).await?,
            )
        }
        RefundCommand::Export { filter, all, file } => {
            let (shop, actor) = context.shop().await?;
            let search = wanted(&shop, &actor, filter, *all)?;
            file.write(context, REFUND_COLUMNS, "cli-exported-lines", async |after| {
                shop.payments().export_refunds(&actor, &search, after, ROWS).await
            })
            .await
        }
        RefundCommand::Request(request) => {
            let (shop, actor) = context.shop().await?;
            let command = request.command(&shop, &actor);
            if request.dry_run {
                return cancellation_preview::show(context, &shop, &actor, command.await?).await;
            }
            receipt::once(context, (&shop, &actor), command).await
        }
        RefundCommand::Pay(pay) => {
            let (shop, actor) = context.shop().await?;
            receipt::once(context, (&shop, &actor), pay.command(&shop, &actor)).await
        }
    }
}

fn wanted(shop: &Krafta, actor: &Actor, filter: &[String], all: bool) -> Result<RefundSearch, Failure> {
    let mut search = RefundSearch::parse(&filter.join(" "), &typing(shop, actor))?;
    search.which = if all { RefundFilter::All } else { RefundFilter::Due };
    Ok(search)
}

impl Request {
    async fn command(&self, shop: &Krafta, actor: &Actor) -> Result<Command, Failure> {
        let order = find::order(shop, actor, &self.order).await?;
        let version = shop.payments().review(actor, order).await?.order.version;
        let reason = self.reason.as_deref().unwrap_or(cancellation_preview::REASON_TO_COME);
        Ok(Command::RequestRefund(RequestRefund {
            order,
            seen: Some(self.seen.order(version)),
            reason: reason.to_owned(),
            overridden: self.overridden,
            share: self.share,
        }))
    }
}

impl Pay {
    async fn command(&self, shop: &Krafta, actor: &Actor) -> Result<Command, Failure> {
        let order = find::order(shop, actor, &self.order).await?;
        let timeline = shop.orders().timeline(actor, order).await?;
        // Without one to pay, the service says which step is missing, or that this was done before.
        let due = timeline.refunds.iter().find(|refund| refund.status == "DUE");
        let due = due.or(timeline.refunds.last());
        let currency = due.map_or(timeline.order.due, |refund| refund.amount).currency();
        Ok(Command::PayRefund(PayRefund {
            order,
            seen: self.seen.order(timeline.order.version),
            amount: Money::typed(&self.amount, currency)?,
            method: self.method,
            reference: self.reference.clone(),
            receipt_url: self.receipt_url.clone(),
        }))
    }
}

fn list(context: &Context, page: &Page<RefundView>) -> Result<(), Failure> {
    if context.json {
        return paging::json(page);
    }
    if page.rows.is_empty() {
        return output::say(&context.word("cli-empty-refunds"));
    }
    let mut table = Table::new([
        "cli-head-number",
        "cli-head-customer",
        "cli-head-amount",
        "cli-head-paid",
        "cli-head-left",
        "cli-head-state",
        "cli-head-asked",
        "cli-head-reason",
    ])
    .right(2)
    .right(3)
    .right(4);
    for refund in &page.rows {
        table.row([
            refund.number.clone(),
            refund.customer.to_string(),
            money(refund.amount),
            money(refund.paid),
            money(refund.left),
            context.word(&format!("cli-refund-{}", refund.status)),
            output::time(refund.created_at),
            refund.reason.to_string(),
        ]);
    }
    output::put(&table.lines(context.catalogue))?;
    paging::more(context, page)
}
