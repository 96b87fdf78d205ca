//! `krafta assign`: who could make an order and why the others could not, and the decisions about it: told, chosen, taken
//! off. And the orders that wait for a workshop.

use clap::Subcommand;

use super::candidates;
use crate::cli::core::choices::share;
use crate::cli::core::context::Context;
use crate::cli::core::export::{ExportArgs, ROWS};
use crate::cli::core::failure::Failure;
use crate::cli::core::find::{self, SeenVersion};
use crate::cli::core::output::{self, Table};
use crate::cli::core::paging::{self, Paging};
use crate::cli::core::receipt;
use crate::domain::actor::Actor;
use crate::domain::ids::{OrderId, WorkshopId};
use crate::domain::refusal::Code;
use crate::service::commands::CommandKind;
use crate::service::core::page::Page;
use crate::service::fulfilment::commands::{Choose, Notify, Withdraw};
use crate::service::fulfilment::export::WORK_COLUMNS;
use crate::service::fulfilment::work_list::{WaitingFilter, WorkRow};
use crate::service::{Command, Error, Krafta};

#[derive(clap::Args)]
pub struct AssignArgs {
    #[command(subcommand)]
    command: AssignCommand,
}

#[derive(Subcommand)]
enum AssignCommand {
    Queue {
        #[arg(long)]
        zone: Option<String>,
        #[command(flatten)]
        paging: Paging,
    },
    Export {
        #[arg(long)]
        zone: Option<String>,
        #[command(flatten)]
        file: ExportArgs,
    },
    Candidates {
        order: String,
        #[arg(long)]
        stored: bool,
    },
    #[command(flatten)]
    Decide(Decision),
}

#[derive(Subcommand)]
enum Decision {
    Choose {
        order: String,
        #[arg(long)]
        workshop: String,
        #[arg(long)]
        reason: Option<String>,
        #[command(flatten)]
        seen: SeenVersion,
    },
    Notify {
        order: String,
        #[arg(long)]
        workshop: Option<String>,
        #[arg(long)]
        reason: Option<String>,
        #[arg(long)]
        over_limit: Option<String>,
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        seen: SeenVersion,
    },
    Reassign {
        #[command(flatten)]
        taken: TakenOff,
        #[arg(long)]
        workshop: Option<String>,
    },
    Withdraw {
        #[command(flatten)]
        taken: TakenOff,
    },
}

/// A workshop taken off an order.
#[derive(clap::Args)]
struct TakenOff {
    order: String,
    #[arg(long)]
    reason: String,
    #[arg(long = "override", id = "override")]
    overridden: bool,
    #[arg(long, value_parser = share)]
    share: Option<u32>,
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    seen: SeenVersion,
}

pub async fn run(args: &AssignArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    let (shop, actor) = (&shop, &actor);
    match &args.command {
        AssignCommand::Queue { zone, paging } => {
            let filter = WaitingFilter { zone: zone.clone() };
            queue(
                context,
                &shop.fulfilment().waiting(actor, &filter, paging.after(), paging.limit).await?,
            )
        }
        AssignCommand::Export { zone, file } => {
            let filter = WaitingFilter { zone: zone.clone() };
            file.write(context, WORK_COLUMNS, "cli-exported-lines", async |after| {
                shop.fulfilment().waiting(actor, &filter, after, ROWS).await
            })
            .await
        }
        AssignCommand::Candidates { order, stored } => {
            let order = find::order(shop, actor, order).await?;
            if *stored {
                return candidates::show_stored(context, &shop.fulfilment().rankings(actor, order).await?);
            }
            candidates::show(context, &shop.fulfilment().candidates(actor, order).await?)
        }
        AssignCommand::Decide(decision) => {
            let command = decision.command(shop, actor);
            if decision.is_dry_run() {
                return show_rehearsed(context, shop, actor, command.await?).await;
            }
            receipt::once(context, (shop, actor), command).await
        }
    }
}

impl Decision {
    const fn is_dry_run(&self) -> bool {
        match self {
            Self::Choose { .. } => false,
            Self::Notify { dry_run, .. } => *dry_run,
            Self::Reassign { taken, .. } | Self::Withdraw { taken } => taken.dry_run,
        }
    }

    async fn command(&self, shop: &Krafta, actor: &Actor) -> Result<Command, Failure> {
        let found = async |typed: &str| find::order(shop, actor, typed).await;
        let named = async |typed: Option<&String>| match typed {
            Some(name) => Ok::<_, Failure>(Some(shop.workshops().workshop(actor, name).await?.record.id)),
            None => Ok(None),
        };
        Ok(match self {
            Self::Choose {
                order,
                workshop,
                reason,
                seen,
            } => {
                CommandKind::Choose.may(actor)?;
                Command::Choose(Choose {
                    order: found(order).await?,
                    seen: seen.given(),
                    workshop: shop.workshops().workshop(actor, workshop).await?.record.id,
                    reason: reason.clone(),
                })
            }
            Self::Notify {
                order,
                workshop,
                reason,
                over_limit,
                dry_run: _,
                seen,
            } => {
                CommandKind::Notify.may(actor)?;
                Command::Notify(Notify {
                    order: found(order).await?,
                    seen: seen.given(),
                    workshop: named(workshop.as_ref()).await?,
                    reason: reason.clone(),
                    over_limit: over_limit.clone(),
                })
            }
            Self::Reassign { taken, workshop } => taken.command(found(&taken.order).await?, named(workshop.as_ref()).await?),
            Self::Withdraw { taken } => taken.command(found(&taken.order).await?, None),
        })
    }
}

impl TakenOff {
    fn command(&self, order: OrderId, workshop: Option<WorkshopId>) -> Command {
        Command::Withdraw(Withdraw {
            order,
            seen: self.seen.given(),
            reason: self.reason.clone(),
            workshop,
            overridden: self.overridden,
            share: self.share,
        })
    }
}

/// What a workshop would be offered, or what the assignment would come to; for people under what is made and where it goes.
async fn show_rehearsed(context: &Context, shop: &Krafta, actor: &Actor, command: Command) -> Result<(), Failure> {
    let order = match &command {
        Command::Notify(notify) => Some(notify.order),
        Command::Withdraw(withdraw) => Some(withdraw.order),
        _ => None,
    };
    let would = shop.rehearse(actor, command).await?;
    let offer = would.events.iter().find(|event| event.edge == "A3");
    if context.json {
        return match offer.filter(|_| would.end.is_none()) {
            Some(event) => output::dry_run(event.data.stored()),
            None => output::dry_run(&would.end),
        };
    }
    if let Some(order) = order {
        about(context, shop, actor, order).await?;
    }
    let ended = would.end.iter().flat_map(|end| context.catalogue.assignment_end(end));
    ended.into_iter().try_for_each(|line| output::say(&line))?;
    let Some(event) = offer else { return Ok(()) };
    receipt::would(context, &would)?;
    let said = context.catalogue.notification(event);
    said.days.iter().chain(&said.departures).try_for_each(|line| output::say(line))
}

/// `12 × franela · Valencia`; to a workshop, which reads no orders, nothing.
async fn about(context: &Context, shop: &Krafta, actor: &Actor, order: OrderId) -> Result<(), Failure> {
    let order = match shop.orders().timeline(actor, order).await {
        Err(Error::Refused(refusal)) if refusal.code == Code::Forbidden => return Ok(()),
        timeline => timeline?.order,
    };
    let made = context.catalogue.ordered(order.made());
    output::say(&format!(
        "{made} · {}",
        context.catalogue.goes_to(order.city.as_ref(), order.delivery)
    ))
}

fn queue(context: &Context, page: &Page<WorkRow>) -> Result<(), Failure> {
    if context.json {
        return paging::json(page);
    }
    if page.rows.is_empty() {
        return output::say(&context.word("assign-empty-queue"));
    }
    let mut table = Table::new([
        "cli-head-number",
        "cli-head-since",
        "cli-head-customer",
        "cli-head-product",
        "cli-head-quantity",
        "assign-head-city",
        "cli-head-workshop",
    ])
    .right(4);
    for row in &page.rows {
        let why = row.cause.map(|cause| context.word(&format!("event-reason-{cause}")));
        table.row([
            row.number.clone(),
            output::time(row.since),
            row.customer.to_string(),
            made(row),
            row.pieces.to_string(),
            row.city.as_ref().map_or_else(String::new, ToString::to_string),
            row.workshop.as_ref().map(ToString::to_string).or(why).unwrap_or_default(),
        ]);
    }
    output::put(&table.lines(context.catalogue))?;
    paging::more(context, page)
}

/// The first thing ordered, and how many more there are.
pub fn made(row: &WorkRow) -> String {
    let first = row.item.as_ref().map_or_else(String::new, ToString::to_string);
    match row.items {
        0 | 1 => first,
        items => format!("{first} +{}", items - 1),
    }
}
