//! `krafta orders`: found, shown, noted, cancelled, reinstated, exported.

pub mod checkout;
pub mod consequences;
pub mod export;
pub mod show;
pub mod track;

use clap::Subcommand;
use serde_json::json;

use crate::cli::core::choices::choice;
use crate::cli::core::context::Desk;
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
use crate::service::payments::next_steps::End;
use crate::service::{Command, Krafta};

#[derive(clap::Args)]
pub struct What {
    #[command(subcommand)]
    what: Verb,
}

#[derive(Subcommand)]
enum Verb {
    List {
        #[command(flatten)]
        filter: Filter,
        #[command(flatten)]
        paging: Paging,
    },
    Show {
        order: String,
    },
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
    Expire {
        #[arg(long = "yes", id = "expire_yes")]
        for_real: bool,
        #[arg(long, default_value_t = 1000)]
        limit: u32,
    },
    Export(export::What),
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
}

impl Filter {
    pub fn read(&self, shop: &Krafta, actor: &Actor) -> Result<OrderFilter, Refusal> {
        let mut filter = OrderFilter::parse(&self.filter.join(" "), &typing(shop, actor))?;
        filter.payment.extend(&self.payment);
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

pub async fn run(what: &What, desk: &Desk) -> Result<(), Failure> {
    let (shop, actor) = desk.shop().await?;
    let shop = &shop;
    let found = async |typed: &str| find::order(shop, &actor, typed).await;
    let done = async |command| receipt::tell(desk, &shop.execute(&actor, desk.operation(), command).await?);
    match &what.what {
        Verb::List { filter, paging } => {
            let filter = filter.read(shop, &actor)?;
            list(desk, &shop.orders(&actor, &filter, paging.after(), paging.limit).await?)
        }
        Verb::Show { order } => {
            let order = found(order).await?;
            show::show(desk, &shop.timeline(&actor, order).await?)
        }
        Verb::Note { order, text, public } => {
            let note = Note {
                order: found(order).await?,
                text: text.clone(),
                internal: !public,
            };
            done(Command::Note(note)).await
        }
        Verb::Cancel { end, reason, dry_run } => {
            let order = found(&end.order).await?;
            let would = shop.consequences(&actor, order, End::Cancel).await?;
            if *dry_run {
                let order = shop.review(&actor, order).await?.order;
                return consequences::show(desk, &order, &would);
            }
            done(Command::Cancel(WithReason {
                order,
                seen: Some(end.seen.order(would.version)),
                reason: reason.clone(),
                overridden: false,
            }))
            .await
        }
        Verb::Reinstate { end, reason } => done(Command::Reinstate(decision(shop, &actor, end, reason, false).await?)).await,
        Verb::Reverse { end, reason, overridden } => done(Command::Reverse(decision(shop, &actor, end, reason, *overridden).await?)).await,
        Verb::Expire { for_real, limit } => expire(desk, *for_real, &shop.expire_unpaid(&actor, !for_real, *limit).await?),
        Verb::Export(what) => export::run(what, desk, shop, &actor).await,
    }
}

async fn decision(shop: &Krafta, actor: &Actor, end: &Ending, reason: &str, overridden: bool) -> Result<WithReason, Failure> {
    let order = find::order(shop, actor, &end.order).await?;
    let version = shop.review(actor, order).await?.order.version;
    Ok(WithReason {
        order,
        seen: Some(end.seen.order(version)),
        reason: Some(reason.to_owned()),
        overridden,
    })
}

fn list(desk: &Desk, page: &Page<OrderRow>) -> Result<(), Failure> {
    if desk.json {
        return paging::json(page);
    }
    if page.rows.is_empty() {
        return output::say(&desk.word("cli-empty-orders"));
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
            desk.word(&format!("payment-{}", order.payment)),
            order
                .production
                .map_or_else(String::new, |status| desk.word(&format!("production-{status}"))),
            output::time(order.last_event_at),
        ]);
    }
    output::put(&table.lines(desk.catalogue))?;
    paging::more(desk, page)
}

fn expire(desk: &Desk, for_real: bool, expired: &[Expired]) -> Result<(), Failure> {
    if desk.json {
        return output::json(&json!({ "dry_run": !for_real, "orders": expired }));
    }
    if desk.configuration.settings.expiry.unpaid_after_hours.is_none() {
        return Err(Failure::told("expiry-off", desk.word("cli-expiry-off")));
    }
    let mut table = Table::new(["cli-head-number", "cli-head-since", "cli-head-state"]);
    for order in expired {
        let state = match (order.left, for_real) {
            (Some(code), _) => code.to_owned(),
            (None, true) => desk.word("cli-expired"),
            (None, false) => desk.word("cli-would-expire"),
        };
        table.row([order.number.clone(), output::time(order.since), state]);
    }
    if expired.is_empty() {
        return output::say(&desk.word("cli-empty-expired"));
    }
    output::put(&table.lines(desk.catalogue))
}
