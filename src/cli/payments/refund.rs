//! `krafta refund`: money back, asked for and paid in parts.

use clap::Subcommand;

use super::evidence::Evidence;
use crate::cli::core::choices::{choice, share};
use crate::cli::core::context::Context;
use crate::cli::core::export::{ExportArgs, ROWS};
use crate::cli::core::failure::Failure;
use crate::cli::core::find::{self, SeenFlags};
use crate::cli::core::output::{self, Table};
use crate::cli::core::paging::{self, Paging};
use crate::cli::core::receipt;
use crate::cli::orders::show::destination;
use crate::cli::orders::{cancellation_preview, typing};
use crate::domain::actor::Actor;
use crate::domain::dates;
use crate::domain::ids::{RefundId, RefundPaymentId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::rate::Rate;
use crate::domain::payments::refund::{Bearer, Destination, RefundKind};
use crate::locale::money;
use crate::service::core::page::Page;
use crate::service::orders::view::RefundView;
use crate::service::payments::commands::{CreditSurplus, DirectRefund, PartialRefund, PayRefund, RequestRefund, ReverseRefund, VoidRefund};
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
    Part(Part),
    Credit(Credit),
    Pay(Pay),
    Void(Void),
    Reverse(ReversePayment),
    Destination(Direct),
}

#[derive(clap::Args)]
struct Request {
    order: String,
    #[arg(long)]
    reason: String,
    #[arg(long = "override", id = "override")]
    overridden: bool,
    #[arg(long, value_parser = share)]
    share: Option<u32>,
    #[arg(long, value_parser = choice(Bearer::ALL, Bearer::as_str), ignore_case = true)]
    borne_by: Option<Bearer>,
    #[command(flatten)]
    evidence: Evidence,
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    seen: SeenFlags,
}

#[derive(clap::Args)]
struct Part {
    order: String,
    #[arg(long, value_parser = choice(PARTS, RefundKind::as_str), ignore_case = true)]
    kind: RefundKind,
    /// All of the surplus where it is not said.
    #[arg(long)]
    amount: Option<String>,
    #[arg(long)]
    reason: String,
    #[arg(long, value_parser = choice(Bearer::ALL, Bearer::as_str), ignore_case = true)]
    borne_by: Option<Bearer>,
    #[arg(long, value_parser = share)]
    share: Option<u32>,
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    seen: SeenFlags,
}

#[derive(clap::Args)]
struct Credit {
    order: String,
    #[arg(long)]
    to: String,
    /// All that is left of the surplus where it is not said.
    #[arg(long)]
    amount: Option<String>,
    #[arg(long)]
    reason: String,
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    seen: SeenFlags,
}

#[derive(clap::Args)]
struct Void {
    order: String,
    #[arg(long)]
    refund: Option<RefundId>,
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    seen: SeenFlags,
}

#[derive(clap::Args)]
struct ReversePayment {
    order: String,
    payment: RefundPaymentId,
    #[arg(long)]
    reason: String,
    #[arg(long = "override", id = "override")]
    overridden: bool,
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    seen: SeenFlags,
}

#[derive(clap::Args)]
struct Direct {
    order: String,
    #[arg(long)]
    refund: Option<RefundId>,
    #[arg(long, value_parser = choice(PaymentMethod::ALL, PaymentMethod::as_str), ignore_case = true)]
    method: PaymentMethod,
    #[arg(long)]
    bank: Option<String>,
    #[arg(long)]
    account: Option<String>,
    #[arg(long)]
    phone: Option<String>,
    #[arg(long)]
    id_doc: Option<String>,
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    seen: SeenFlags,
}

#[derive(clap::Args)]
struct Pay {
    order: String,
    #[arg(long)]
    refund: Option<RefundId>,
    #[arg(long)]
    amount: String,
    #[arg(long)]
    rate: Option<String>,
    #[arg(long)]
    confirm: bool,
    #[arg(long)]
    date: Option<String>,
    #[arg(long)]
    repeats: Option<String>,
    #[arg(long, value_parser = choice(PaymentMethod::ALL, PaymentMethod::as_str), ignore_case = true)]
    method: PaymentMethod,
    #[arg(long)]
    reference: String,
    #[arg(long)]
    receipt_url: Option<String>,
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    seen: SeenFlags,
}

/// What leaves the order as it is.
const PARTS: &[RefundKind] = &[RefundKind::Surplus, RefundKind::Goodwill];

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
            give(context, (&shop, &actor), pay.dry_run, pay.command(&shop, &actor)).await
        }
        RefundCommand::Part(part) => {
            let (shop, actor) = context.shop().await?;
            give(context, (&shop, &actor), part.dry_run, part.command(&shop, &actor)).await
        }
        RefundCommand::Credit(credit) => {
            let (shop, actor) = context.shop().await?;
            give(context, (&shop, &actor), credit.dry_run, credit.command(&shop, &actor)).await
        }
        RefundCommand::Reverse(reverse) => {
            let (shop, actor) = context.shop().await?;
            give(context, (&shop, &actor), reverse.dry_run, reverse.command(&shop, &actor)).await
        }
        RefundCommand::Void(void) => {
            let (shop, actor) = context.shop().await?;
            receipt::once(context, (&shop, &actor), void.command(&shop, &actor)).await
        }
        RefundCommand::Destination(direct) => {
            let (shop, actor) = context.shop().await?;
            receipt::once(context, (&shop, &actor), direct.command(&shop, &actor)).await
        }
    }
}

/// Does it, or with `--dry-run` says what its receipt would say.
async fn give(
    context: &Context,
    (shop, actor): (&Krafta, &Actor),
    dry_run: bool,
    command: impl Future<Output = Result<Command, Failure>>,
) -> Result<(), Failure> {
    if !dry_run {
        return receipt::once(context, (shop, actor), command).await;
    }
    let would = shop.rehearse(actor, command.await?).await?;
    receipt::would(context, &would)?;
    if context.json {
        return Ok(());
    }
    receipt::messages(context, &would)
}

fn wanted(shop: &Krafta, actor: &Actor, filter: &[String], all: bool) -> Result<RefundSearch, Failure> {
    let mut search = RefundSearch::parse(&filter.join(" "), &typing(shop, actor))?;
    search.which = if all { RefundFilter::All } else { RefundFilter::Due };
    Ok(search)
}

impl Request {
    async fn command(&self, shop: &Krafta, actor: &Actor) -> Result<Command, Failure> {
        let (order, mut seen) = find::seen(shop, actor, &self.order, &self.seen).await?;
        let mut evidence = Vec::new();
        if self.evidence.is_given() {
            let review = shop.payments().review(actor, order).await?;
            seen = self.seen.proofs(&review);
            evidence = self.evidence.found((shop, actor), &review).await?;
        }
        Ok(Command::RequestRefund(RequestRefund {
            order,
            evidence,
            seen: Some(seen),
            reason: self.reason.clone(),
            overridden: self.overridden,
            share: self.share,
            borne_by: self.borne_by,
        }))
    }
}

impl Pay {
    async fn command(&self, shop: &Krafta, actor: &Actor) -> Result<Command, Failure> {
        let order = find::order(shop, actor, &self.order).await?;
        let timeline = shop.orders().timeline(actor, order).await?;
        // Without one to pay, the service says which step is missing, or that this was done before.
        let wanted = |refund: &&RefundView| self.refund.map_or(refund.is_due(), |wanted| wanted == refund.id);
        let due = timeline.refunds.iter().find(wanted);
        let due = due.or(timeline.refunds.last());
        let currency = due.map_or(timeline.order.due, |refund| refund.amount).currency();
        Ok(Command::PayRefund(PayRefund {
            order,
            seen: self.seen.order(timeline.order.version),
            refund: self.refund,
            amount: Money::typed_or(&self.amount, currency)?,
            rate: self.rate.as_deref().map(Rate::typed).transpose()?.map(Rate::value),
            rate_confirmed: self.confirm,
            sent_on: self.date.as_deref().map(|date| dates::typed(date, shop.today())).transpose()?,
            repeats_reason: self.repeats.clone(),
            method: self.method,
            reference: self.reference.clone(),
            receipt_url: self.receipt_url.clone(),
        }))
    }
}

impl Part {
    async fn command(&self, shop: &Krafta, actor: &Actor) -> Result<Command, Failure> {
        let order = find::order(shop, actor, &self.order).await?;
        let head = shop.orders().timeline(actor, order).await?.order;
        let amount = self.amount.as_deref().map(|amount| Money::typed_or(amount, head.due.currency()));
        Ok(Command::PartialRefund(PartialRefund {
            order,
            seen: Some(self.seen.order(head.version)),
            kind: self.kind,
            amount: amount.transpose()?,
            reason: self.reason.clone(),
            borne_by: self.borne_by,
            share: self.share,
        }))
    }
}

impl Credit {
    async fn command(&self, shop: &Krafta, actor: &Actor) -> Result<Command, Failure> {
        let (order, seen) = find::seen(shop, actor, &self.order, &self.seen).await?;
        let amount = self.amount.as_deref().map(|amount| Money::typed_or(amount, Currency::Ves));
        Ok(Command::CreditSurplus(CreditSurplus {
            order,
            seen: Some(seen),
            to: self.to.clone(),
            amount: amount.transpose()?,
            reason: self.reason.clone(),
        }))
    }
}

impl Void {
    async fn command(&self, shop: &Krafta, actor: &Actor) -> Result<Command, Failure> {
        let (order, seen) = find::seen(shop, actor, &self.order, &self.seen).await?;
        Ok(Command::VoidRefund(VoidRefund {
            order,
            seen: Some(seen),
            refund: self.refund,
            reason: self.reason.clone(),
        }))
    }
}

impl ReversePayment {
    async fn command(&self, shop: &Krafta, actor: &Actor) -> Result<Command, Failure> {
        let (order, seen) = find::seen(shop, actor, &self.order, &self.seen).await?;
        Ok(Command::ReverseRefund(ReverseRefund {
            order,
            seen: Some(seen),
            payment: self.payment,
            reason: self.reason.clone(),
            overridden: self.overridden,
        }))
    }
}

impl Direct {
    async fn command(&self, shop: &Krafta, actor: &Actor) -> Result<Command, Failure> {
        let (order, seen) = find::seen(shop, actor, &self.order, &self.seen).await?;
        Ok(Command::DirectRefund(DirectRefund {
            order,
            seen: Some(seen),
            refund: self.refund,
            to: Destination {
                method: Some(self.method),
                bank: self.bank.clone(),
                account: self.account.clone(),
                phone: self.phone.clone(),
                id_doc: self.id_doc.clone(),
                name: self.name.clone(),
            },
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
        "cli-head-refund-kind",
        "cli-head-amount",
        "cli-head-paid",
        "cli-head-left",
        "cli-head-state",
        "cli-head-asked",
        "cli-head-destination",
        "cli-head-reason",
    ])
    .right(3)
    .right(4)
    .right(5);
    for refund in &page.rows {
        table.row([
            refund.number.clone(),
            refund.customer.to_string(),
            context.word(&format!("event-refund-kind-{}", refund.kind)),
            money(refund.amount),
            money(refund.paid),
            money(refund.left),
            context.word(&format!("cli-refund-{}", refund.status)),
            output::time(refund.created_at),
            destination(context, refund),
            refund.reason.to_string(),
        ]);
    }
    output::put(&table.lines(context.catalogue))?;
    paging::more(context, page)
}
