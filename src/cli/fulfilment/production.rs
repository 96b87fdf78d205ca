//! `krafta production`: what workshops have on their hands, and each step of making and handing over an order, by the
//! workshop's own operator (`--as`) or by staff for it. Keeping the workshops themselves is `krafta workshops`.

use clap::Subcommand;

use super::assign::made;
use crate::cli::core::choices::choice;
use crate::cli::core::context::Context;
use crate::cli::core::export::{ExportArgs, ROWS};
use crate::cli::core::failure::Failure;
use crate::cli::core::find::{self, SeenVersion};
use crate::cli::core::output::{self, Table};
use crate::cli::core::paging::{self, Paging};
use crate::cli::core::receipt;
use crate::cli::orders::typing;
use crate::domain::actor::Actor;
use crate::domain::fulfilment::due::Due;
use crate::domain::fulfilment::workshop_refusal::WorkshopRefusal;
use crate::domain::ids::OrderId;
use crate::domain::orders::status::AssignmentStatus;
use crate::locale::{date, money, zone};
use crate::service::core::page::Page;
use crate::service::fulfilment::commands::{Complete, Forward, HandOver, Refuse, StepBack};
use crate::service::fulfilment::export::WORK_COLUMNS;
use crate::service::fulfilment::work_list::{AT_WORK, WorkRow, WorksFilter};
use crate::service::{Command, Krafta};

/// What a workshop itself can say; no answer is the absence of one.
const REFUSALS: &[WorkshopRefusal] = &[
    WorkshopRefusal::NoCapacity,
    WorkshopRefusal::NoMaterial,
    WorkshopRefusal::Deadline,
    WorkshopRefusal::Cost,
    WorkshopRefusal::SpecUnclear,
    WorkshopRefusal::CannotProduce,
    WorkshopRefusal::MachineDown,
    WorkshopRefusal::Zone,
    WorkshopRefusal::Other,
];

#[derive(clap::Args)]
pub struct ProductionArgs {
    #[command(subcommand)]
    command: ProductionCommand,
}

#[derive(Subcommand)]
enum ProductionCommand {
    List {
        #[command(flatten)]
        wanted: Wanted,
        #[command(flatten)]
        paging: Paging,
    },
    Export {
        #[command(flatten)]
        wanted: Wanted,
        #[command(flatten)]
        file: ExportArgs,
    },
    Sheet {
        order: String,
        #[arg(long)]
        html: bool,
    },
    #[command(flatten)]
    Move(Move),
}

#[derive(clap::Args)]
struct Wanted {
    filter: Vec<String>,
    #[arg(long)]
    workshop: Option<String>,
    #[arg(long, value_parser = choice(AT_WORK, AssignmentStatus::as_str), ignore_case = true)]
    status: Option<AssignmentStatus>,
    #[arg(long)]
    late: bool,
}

impl Wanted {
    async fn read(&self, shop: &Krafta, actor: &Actor) -> Result<WorksFilter, Failure> {
        let workshop = match &self.workshop {
            Some(name) => Some(shop.workshops().workshop(actor, name).await?.record.id),
            None => None,
        };
        Ok(WorksFilter {
            workshop,
            status: self.status,
            due: self.late.then_some(Due::Late),
            ..WorksFilter::parse(&self.filter.join(" "), &typing(shop, actor))?
        })
    }
}

#[derive(Subcommand)]
enum Move {
    Accept(Step),
    Reject {
        order: String,
        #[arg(long, value_parser = choice(REFUSALS, WorkshopRefusal::as_str), ignore_case = true)]
        reason: WorkshopRefusal,
        #[arg(long)]
        text: Option<String>,
        #[command(flatten)]
        seen: SeenVersion,
    },
    Start(Step),
    Ready(Step),
    HandOver {
        order: String,
        #[arg(long)]
        carrier: Option<String>,
        #[arg(long)]
        tracking: Option<String>,
        #[arg(long)]
        url: Option<String>,
        #[command(flatten)]
        seen: SeenVersion,
    },
    Complete {
        order: String,
        #[arg(long)]
        code: Option<String>,
        #[arg(long)]
        note: Option<String>,
        #[command(flatten)]
        seen: SeenVersion,
    },
    Return(Back),
    Rework(Back),
    UndoStart(Back),
}

#[derive(clap::Args)]
struct Step {
    order: String,
    #[arg(long)]
    note: Option<String>,
    #[command(flatten)]
    seen: SeenVersion,
}

#[derive(clap::Args)]
struct Back {
    order: String,
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    seen: SeenVersion,
}

pub async fn run(args: &ProductionArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    match &args.command {
        ProductionCommand::List { wanted, paging } => {
            let filter = wanted.read(&shop, &actor).await?;
            list(
                context,
                &shop.fulfilment().works(&actor, &filter, paging.after(), paging.limit).await?,
            )
        }
        ProductionCommand::Export { wanted, file } => {
            let filter = wanted.read(&shop, &actor).await?;
            file.write(context, WORK_COLUMNS, "cli-exported-lines", async |after| {
                shop.fulfilment().works(&actor, &filter, after, ROWS).await
            })
            .await
        }
        ProductionCommand::Sheet { order, html } => {
            let order = find::order(&shop, &actor, order).await?;
            let sheet = shop.fulfilment().work_sheet(&actor, order).await?;
            match html {
                _ if context.json => output::json(&sheet),
                true => output::put(&context.catalogue.work_sheet_html(&sheet, zone())),
                false => output::put(&context.catalogue.work_sheet_text(&sheet, zone())),
            }
        }
        ProductionCommand::Move(step) => {
            let command = async { Ok(step.command(find::order(&shop, &actor, step.order()).await?)) };
            receipt::once(context, (&shop, &actor), command).await
        }
    }
}

impl Move {
    fn order(&self) -> &str {
        match self {
            Self::Accept(step) | Self::Start(step) | Self::Ready(step) => &step.order,
            Self::Return(back) | Self::Rework(back) | Self::UndoStart(back) => &back.order,
            Self::Reject { order, .. } | Self::HandOver { order, .. } | Self::Complete { order, .. } => order,
        }
    }

    fn command(&self, order: OrderId) -> Command {
        match self {
            Self::Accept(step) => Command::Accept(step.forward(order)),
            Self::Reject { reason, text, seen, .. } => Command::Refuse(Refuse {
                order,
                seen: seen.given(),
                reason: *reason,
                text: text.clone(),
            }),
            Self::Start(step) => Command::Start(step.forward(order)),
            Self::Ready(step) => Command::Ready(step.forward(order)),
            Self::HandOver {
                carrier,
                tracking,
                url,
                seen,
                ..
            } => Command::HandOver(HandOver {
                order,
                seen: seen.given(),
                carrier: carrier.clone(),
                tracking_number: tracking.clone(),
                tracking_url: url.clone(),
            }),
            Self::Complete { code, note, seen, .. } => Command::Complete(Complete {
                order,
                seen: seen.given(),
                code: code.clone(),
                note: note.clone(),
            }),
            Self::Return(back) => back.to(order, AssignmentStatus::Ready),
            Self::Rework(back) => back.to(order, AssignmentStatus::InProduction),
            Self::UndoStart(back) => back.to(order, AssignmentStatus::Accepted),
        }
    }
}

impl Step {
    fn forward(&self, order: OrderId) -> Forward {
        Forward {
            order,
            seen: self.seen.given(),
            note: self.note.clone(),
        }
    }
}

impl Back {
    fn to(&self, order: OrderId, to: AssignmentStatus) -> Command {
        Command::StepBack(StepBack {
            order,
            seen: self.seen.given(),
            to,
            reason: self.reason.clone(),
        })
    }
}

fn list(context: &Context, page: &Page<WorkRow>) -> Result<(), Failure> {
    if context.json {
        return paging::json(page);
    }
    if page.rows.is_empty() {
        return output::say(&context.word("assign-empty-works"));
    }
    let mut table = Table::new([
        "cli-head-number",
        "cli-head-workshop",
        "cli-head-production",
        "cli-head-product",
        "cli-head-quantity",
        "cli-head-delivery",
        "assign-head-cost",
        "assign-head-due",
    ])
    .right(4)
    .right(6);
    for row in &page.rows {
        table.row([
            row.number.clone(),
            row.workshop.as_ref().map_or_else(String::new, ToString::to_string),
            context.word(&format!("production-{}", row.status)),
            made(row),
            row.pieces.to_string(),
            context.word(&format!("delivery-{}", row.delivery)),
            row.cost.map_or_else(String::new, money),
            due(context, row),
        ]);
    }
    output::put(&table.lines(context.catalogue))?;
    paging::more(context, page)
}

/// Until when it is to be answered, or the day that was promised; marked when that is over.
fn due(context: &Context, row: &WorkRow) -> String {
    let until = match row.status {
        AssignmentStatus::Notified => row.respond_by.map(output::time),
        _ => row.promised.map(date),
    };
    let until = until.unwrap_or_default();
    if row.late {
        context.catalogue.text("assign-late", &[("until", until.into())])
    } else {
        until
    }
}
