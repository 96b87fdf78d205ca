//! `krafta payables`: what is owed to workshops, and paying it.

mod settle;
mod show;

use clap::Subcommand;
use serde::Serialize;

use crate::cli::core::choices::choice;
use crate::cli::core::context::Context;
use crate::cli::core::export::{ExportArgs, ROWS};
use crate::cli::core::failure::Failure;
use crate::cli::core::paging::Paging;
use crate::cli::core::receipt;
use crate::cli::orders::typing;
use crate::domain::actor::Actor;
use crate::domain::dates;
use crate::domain::ids::{PayableId, PayablePaymentId, SettlementId};
use crate::domain::payables::line::PayableStatus;
use crate::domain::payables::policy::PaymentPolicy;
use crate::service::core::page::Page;
use crate::service::core::sheet::Column;
use crate::service::payables::commands::{OnPayable, ReversePayment, Undone};
use crate::service::payables::view::{PayableFilter, SettlementFilter};
use crate::service::payables::{AGING_COLUMNS, PAYABLE_COLUMNS, SETTLEMENT_COLUMNS, STATEMENT_COLUMNS, StatementPeriod};
use crate::service::{Command, Krafta};

#[derive(clap::Args)]
pub struct PayablesArgs {
    #[command(subcommand)]
    command: PayablesCommand,
}

#[derive(Subcommand)]
enum PayablesCommand {
    List {
        #[command(flatten)]
        filter: Filter,
        #[command(flatten)]
        paging: Paging,
    },
    Show {
        line: PayableId,
    },
    Settle(settle::SettleArgs),
    Hold(Why),
    Release(Why),
    Reverse(Reverse),
    Settlements {
        filter: Vec<String>,
        #[arg(long)]
        workshop: Option<String>,
        #[command(flatten)]
        paging: Paging,
    },
    Settlement {
        settlement: SettlementId,
    },
    Statement(Period),
    Aging(ExportArgs),
    Export {
        #[command(flatten)]
        filter: Filter,
        #[command(flatten)]
        file: ExportArgs,
    },
    ExportSettlements {
        filter: Vec<String>,
        #[arg(long)]
        workshop: Option<String>,
        #[command(flatten)]
        file: ExportArgs,
    },
}

#[derive(clap::Args)]
struct Filter {
    filter: Vec<String>,
    #[arg(long)]
    workshop: Option<String>,
    #[arg(long, value_parser = choice(PayableStatus::ALL, PayableStatus::as_str), ignore_case = true)]
    state: Vec<PayableStatus>,
    #[arg(long, value_parser = choice(PaymentPolicy::ALL, PaymentPolicy::as_str), ignore_case = true)]
    policy: Vec<PaymentPolicy>,
    #[arg(long)]
    all: bool,
    #[arg(long)]
    overdue: bool,
    #[arg(long)]
    search: Option<String>,
}

#[derive(clap::Args)]
struct Why {
    line: PayableId,
    #[arg(long)]
    reason: String,
    #[arg(long)]
    seen_version: Option<i64>,
}

/// One payment, or all of a settlement.
#[derive(clap::Args)]
#[group(required = true, multiple = false)]
struct Reversed {
    #[arg(long)]
    payment: Option<PayablePaymentId>,
    #[arg(long)]
    settlement: Option<SettlementId>,
}

#[derive(clap::Args)]
struct Reverse {
    #[command(flatten)]
    what: Reversed,
    #[arg(long)]
    reason: String,
}

#[derive(clap::Args)]
struct Period {
    workshop: String,
    #[arg(long)]
    from: String,
    #[arg(long)]
    until: Option<String>,
    #[command(flatten)]
    file: ExportArgs,
}

impl Filter {
    async fn read(&self, shop: &Krafta, actor: &Actor) -> Result<PayableFilter, Failure> {
        let workshop = match &self.workshop {
            Some(name) => Some(shop.workshops().workshop(actor, name).await?.record.id),
            None => None,
        };
        let typed = PayableFilter::parse(&self.filter.join(" "), &typing(shop, actor))?;
        let statuses = [typed.statuses, self.state.clone()].concat();
        Ok(PayableFilter {
            workshop,
            open: !self.all && statuses.is_empty(),
            statuses,
            policies: [typed.policies, self.policy.clone()].concat(),
            overdue: typed.overdue || self.overdue,
            text: typed.text.or_else(|| self.search.clone()),
            ..typed
        })
    }
}

pub async fn run(args: &PayablesArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    let (shop, actor) = (&shop, &actor);
    match &args.command {
        PayablesCommand::List { filter, paging } => {
            let filter = filter.read(shop, actor).await?;
            let page = shop.payables().list(actor, &filter, paging.after(), paging.limit).await?;
            let mut open = shop.payables().aging(actor).await?;
            open.retain(|one| filter.workshop.is_none_or(|workshop| workshop == one.workshop));
            show::list(context, &page, filter == PayableFilter::open(), &open)
        }
        PayablesCommand::Show { line } => show::line(context, &shop.payables().line(actor, *line).await?),
        PayablesCommand::Settle(args) => settle::run(args, context, shop, actor).await,
        PayablesCommand::Hold(why) => {
            let command = async { Ok(Command::HoldPayable(why.read(shop, actor).await?)) };
            receipt::once(context, (shop, actor), command).await
        }
        PayablesCommand::Release(why) => {
            let command = async { Ok(Command::ReleasePayable(why.read(shop, actor).await?)) };
            receipt::once(context, (shop, actor), command).await
        }
        PayablesCommand::Reverse(reverse) => {
            let payment = reverse.what.payment.map(Undone::Payment);
            let Some(what) = payment.or(reverse.what.settlement.map(Undone::Settlement)) else {
                return Ok(());
            };
            let reason = reverse.reason.clone();
            let command = Command::ReversePayment(ReversePayment { what, reason });
            receipt::once(context, (shop, actor), async { Ok(command) }).await
        }
        PayablesCommand::Settlements { filter, workshop, paging } => {
            let filter = transfers(shop, actor, filter, workshop.as_deref()).await?;
            show::settlements(
                context,
                &shop.payables().settlements(actor, filter, paging.after(), paging.limit).await?,
            )
        }
        PayablesCommand::Settlement { settlement } => show::settlement(context, &shop.payables().settlement(actor, *settlement).await?),
        PayablesCommand::Statement(period) => statement(context, shop, actor, period).await,
        PayablesCommand::Aging(file) => {
            let rows = shop.payables().aging(actor).await?;
            if !file.is_to_file() {
                return show::aging(context, &rows);
            }
            whole(context, file, AGING_COLUMNS, rows).await
        }
        PayablesCommand::Export { filter, file } => {
            let filter = filter.read(shop, actor).await?;
            file.write(context, PAYABLE_COLUMNS, "cli-exported-lines", async |after| {
                shop.payables().list(actor, &filter, after, ROWS).await
            })
            .await
        }
        PayablesCommand::ExportSettlements { filter, workshop, file } => {
            let filter = transfers(shop, actor, filter, workshop.as_deref()).await?;
            file.write(context, SETTLEMENT_COLUMNS, "cli-exported-lines", async |after| {
                shop.payables().settlements(actor, filter.clone(), after, ROWS).await
            })
            .await
        }
    }
}

async fn transfers(shop: &Krafta, actor: &Actor, filter: &[String], workshop: Option<&str>) -> Result<SettlementFilter, Failure> {
    let mut wanted = SettlementFilter::parse(&filter.join(" "), &typing(shop, actor))?;
    if let Some(name) = workshop {
        wanted.workshop = Some(shop.workshops().workshop(actor, name).await?.record.id);
    }
    Ok(wanted)
}

impl Why {
    async fn read(&self, shop: &Krafta, actor: &Actor) -> Result<OnPayable, Failure> {
        let seen = match self.seen_version {
            Some(version) => version,
            None => shop.payables().line(actor, self.line).await?.row.version,
        };
        Ok(OnPayable {
            payable: self.line,
            seen,
            reason: self.reason.clone(),
        })
    }
}

async fn statement(context: &Context, shop: &Krafta, actor: &Actor, period: &Period) -> Result<(), Failure> {
    let today = shop.today();
    let workshop = shop.workshops().workshop(actor, &period.workshop).await?.record.id;
    let from = dates::typed(&period.from, today)?;
    let until = period.until.as_deref().map_or(Ok(today), |until| dates::typed(until, today))?;
    let wanted = StatementPeriod { workshop, from, until };
    if !period.file.is_to_file() {
        return show::statement(context, &shop.payables().statement(actor, wanted).await?);
    }
    let totals = shop.payables().statement_totals(actor, wanted).await?;
    let file = &period.file;
    file.write(context, STATEMENT_COLUMNS, "cli-exported-lines", async |after| {
        shop.payables().lines_of(&totals, after, ROWS).await
    })
    .await
}

/// Rows that are read at once, as a file.
async fn whole<R: Serialize + Clone + 'static>(
    context: &Context,
    file: &ExportArgs,
    columns: &'static [Column<R>],
    rows: Vec<R>,
) -> Result<(), Failure> {
    let page = Page::whole(rows);
    file.write(context, columns, "cli-exported-lines", async |_| Ok(page.clone())).await
}
