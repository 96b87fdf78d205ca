//! `krafta orders`: found, shown, noted, cancelled, reinstated, exported.

pub mod cancellation_preview;
pub mod checkout;
pub mod export;
pub mod requests;
pub mod show;
pub mod track;

use clap::Subcommand;
use serde_json::json;

use crate::cli::core::choices::choice;
use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::find::{self, SeenFlags};
use crate::cli::core::output::{self, Table};
use crate::cli::core::paging::{self, Paging};
use crate::cli::core::receipt;
use crate::domain::actor::Actor;
use crate::domain::orders::status::PaymentStatus;
use crate::domain::refusal::Refusal;
use crate::locale::money;
use crate::service::core::command::WithReason;
use crate::service::core::filter_text::Typing;
use crate::service::core::page::Page;
use crate::service::jobs::unpaid::Expired;
use crate::service::orders::commands::Note;
use crate::service::orders::view::{OrderFilter, OrderRow};
use crate::service::{Command, Krafta};

#[derive(clap::Args)]
pub struct OrdersArgs {
    #[command(subcommand)]
    command: OrdersCommand,
}

#[derive(Subcommand)]
enum OrdersCommand {
    List {
        #[command(flatten)]
        filter: Filter,
        #[command(flatten)]
        paging: Paging,
    },
    Show {
        order: String,
    },
    #[command(flatten)]
    Decide(Decision),
    Expire {
        #[arg(long = "yes", id = "expire_yes")]
        for_real: bool,
        #[arg(long, default_value_t = 1000)]
        limit: u32,
    },
    Export(export::OrdersExport),
}

#[derive(Subcommand)]
enum Decision {
    Note {
        order: String,
        text: String,
        #[arg(long)]
        public: bool,
    },
    Cancel {
        #[command(flatten)]
        end: Ending,
        #[arg(long)]
        reason: Option<String>,
        #[arg(long)]
        dry_run: bool,
    },
    Reinstate {
        #[command(flatten)]
        end: Ending,
        #[arg(long)]
        reason: String,
    },
    Reverse {
        #[command(flatten)]
        end: Ending,
        #[arg(long)]
        reason: String,
        #[arg(long = "override", id = "override")]
        overridden: bool,
    },
}

/// An order that is decided about, and what was seen of it.
#[derive(clap::Args)]
struct Ending {
    order: String,
    #[command(flatten)]
    seen: SeenFlags,
}

/// Words and `field:value`, as in the terminal.
#[derive(clap::Args)]
pub struct Filter {
    filter: Vec<String>,
    #[arg(long, value_parser = choice(PaymentStatus::ALL, PaymentStatus::as_str), ignore_case = true)]
    payment: Vec<PaymentStatus>,
    /// Confirmed with surplus.
    #[arg(long)]
    surplus: bool,
    /// With a refund to pay.
    #[arg(long)]
    refund_due: bool,
}

impl Filter {
    pub fn read(&self, shop: &Krafta, actor: &Actor) -> Result<OrderFilter, Refusal> {
        let mut filter = OrderFilter::parse(&self.filter.join(" "), &typing(shop, actor))?;
        filter.payment.extend(&self.payment);
        filter.surplus |= self.surplus;
        filter.refund_due |= self.refund_due;
        Ok(filter)
    }
}

/// What typed dates and names are relative to.
pub fn typing(shop: &Krafta, actor: &Actor) -> Typing {
    Typing {
        now: shop.now(),
        zone: shop.zone(),
        me: actor.id,
    }
}

pub async fn run(args: &OrdersArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    let (shop, actor) = (&shop, &actor);
    match &args.command {
        OrdersCommand::List { filter, paging } => {
            let filter = filter.read(shop, actor)?;
            list(context, &shop.orders().list(actor, &filter, paging.after(), paging.limit).await?)
        }
        OrdersCommand::Show { order } => {
            let order = find::order(shop, actor, order).await?;
            show::show(context, &shop.orders().timeline(actor, order).await?)
        }
        OrdersCommand::Decide(decision) => {
            let command = decision.command(shop, actor);
            if matches!(decision, Decision::Cancel { dry_run: true, .. }) {
                return cancellation_preview::show(context, shop, actor, command.await?).await;
            }
            receipt::once(context, (shop, actor), command).await
        }
        OrdersCommand::Expire { for_real, limit } => {
            expire(context, *for_real, &shop.jobs().expire_unpaid(actor, !for_real, *limit).await?)
        }
        OrdersCommand::Export(args) => export::run(args, context, shop, actor).await,
    }
}

impl Decision {
    async fn command(&self, shop: &Krafta, actor: &Actor) -> Result<Command, Failure> {
        Ok(match self {
            Self::Note { order, text, public } => Command::Note(Note {
                order: find::order(shop, actor, order).await?,
                text: text.clone(),
                internal: !public,
            }),
            Self::Cancel { end, reason, .. } => Command::Cancel(end.read(shop, actor, reason.clone(), false).await?),
            Self::Reinstate { end, reason } => Command::Reinstate(end.read(shop, actor, Some(reason.clone()), false).await?),
            Self::Reverse { end, reason, overridden } => Command::Reverse(end.read(shop, actor, Some(reason.clone()), *overridden).await?),
        })
    }
}

impl Ending {
    async fn read(&self, shop: &Krafta, actor: &Actor, reason: Option<String>, overridden: bool) -> Result<WithReason, Failure> {
        let (order, seen) = find::seen(shop, actor, &self.order, &self.seen).await?;
        Ok(WithReason {
            order,
            seen: Some(seen),
            reason,
            overridden,
        })
    }
}

fn list(context: &Context, page: &Page<OrderRow>) -> Result<(), Failure> {
    if context.json {
        return paging::json(page);
    }
    if page.rows.is_empty() {
        return output::say(&context.word("cli-empty-orders"));
    }
    let mut table = Table::new([
        "cli-head-number",
        "cli-head-customer",
        "cli-head-total",
        "cli-head-due",
        "cli-head-payment",
        "cli-head-production",
        "cli-head-changed",
    ])
    .right(2)
    .right(3);
    for order in &page.rows {
        table.row([
            order.number.clone(),
            order.customer.to_string(),
            money(order.total),
            money(order.due),
            context.word(&format!("payment-{}", order.payment)),
            order
                .production
                .map_or_else(String::new, |status| context.word(&format!("production-{status}"))),
            output::time(order.last_event_at),
        ]);
    }
    output::put(&table.lines(context.catalogue))?;
    paging::more(context, page)
}

fn expire(context: &Context, for_real: bool, expired: &[Expired]) -> Result<(), Failure> {
    if context.json {
        return output::json(&json!({ "dry_run": !for_real, "orders": expired }));
    }
    if context.configuration.settings.expiry.unpaid_after_hours.is_none() {
        return Err(Failure::told("expiry-off", context.word("cli-expiry-off")));
    }
    let mut table = Table::new(["cli-head-number", "cli-head-since", "cli-head-state"]);
    for order in expired {
        let state = match (order.left, for_real) {
            (Some(code), _) => code.to_owned(),
            (None, true) => context.word("cli-expired"),
            (None, false) => context.word("cli-would-expire"),
        };
        table.row([order.number.clone(), output::time(order.since), state]);
    }
    if expired.is_empty() {
        return output::say(&context.word("cli-empty-expired"));
    }
    output::put(&table.lines(context.catalogue))
}
