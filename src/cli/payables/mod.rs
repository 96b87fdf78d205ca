//! `krafta payables`: what is owed to workshops, and paying it.

mod settle;
mod show;

use clap::Subcommand;

use crate::cli::core::choices::choice;
use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::paging::{self, Paging};
use crate::cli::core::receipt;
use crate::cli::orders::export::{Format, Sheet};
use crate::domain::actor::Actor;
use crate::domain::dates;
use crate::domain::ids::{PayableId, PayablePaymentId, SettlementId};
use crate::domain::payables::line::PayableStatus;
use crate::domain::payables::policy::PaymentPolicy;
use crate::service::payables::commands::{OnPayable, ReversePayment, Undone};
use crate::service::payables::view::PayableFilter;
use crate::service::payables::{PAYABLE_COLUMNS, STATEMENT_COLUMNS};
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
        #[arg(long)]
        workshop: Option<String>,
        #[command(flatten)]
        paging: Paging,
    },
    Settlement {
        settlement: SettlementId,
    },
    Statement(Period),
    Aging,
    Export {
        #[command(flatten)]
        filter: Filter,
        #[arg(long, value_parser = choice(Format::ALL, Format::as_str))]
        format: Option<Format>,
        #[arg(long)]
        out: Option<std::path::PathBuf>,
    },
}

#[derive(clap::Args)]
struct Filter {
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
    #[arg(long)]
    out: Option<std::path::PathBuf>,
}

impl Filter {
    async fn read(&self, shop: &Krafta, actor: &Actor) -> Result<PayableFilter, Failure> {
        let workshop = match &self.workshop {
            Some(name) => Some(shop.workshops().workshop(actor, name).await?.record.id),
            None => None,
        };
        Ok(PayableFilter {
            workshop,
            workshop_name: None,
            statuses: self.state.clone(),
            policies: self.policy.clone(),
            open: !self.all && self.state.is_empty(),
            overdue: self.overdue,
            text: self.search.clone(),
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
            if context.json {
                return paging::json(&page);
            }
            show::list(context, &page)?;
            show::totals(context, &shop.payables().payable_totals(actor).await?)
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
        PayablesCommand::Settlements { workshop, paging } => {
            let workshop = match workshop {
                Some(name) => Some(shop.workshops().workshop(actor, name).await?.record.id),
                None => None,
            };
            show::settlements(
                context,
                &shop.payables().settlements(actor, workshop, paging.after(), paging.limit).await?,
            )
        }
        PayablesCommand::Settlement { settlement } => show::settlement(context, &shop.payables().settlement(actor, *settlement).await?),
        PayablesCommand::Statement(period) => statement(context, shop, actor, period).await,
        PayablesCommand::Aging => show::aging(context, &shop.payables().aging(actor).await?),
        PayablesCommand::Export { filter, format, out } => {
            let filter = filter.read(shop, actor).await?;
            let format = format.unwrap_or(if context.json { Format::Jsonl } else { Format::Csv });
            let mut sheet = Sheet::open(out.as_ref(), format, &PAYABLE_COLUMNS)?;
            let count = shop
                .payables()
                .export_payables(actor, &filter, |row| sheet.put(&row.cells(), &row))
                .await?;
            sheet.end()?;
            told_out(context, out.is_some(), count)
        }
    }
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
    let view = shop.payables().statement(actor, workshop, from, until).await?;
    let Some(out) = &period.out else {
        return show::statement(context, &view);
    };
    let mut sheet = Sheet::open(Some(out), Format::Csv, &STATEMENT_COLUMNS)?;
    let rows = view.cells();
    for row in &rows {
        sheet.put(row, &())?;
    }
    sheet.end()?;
    told_out(context, true, u64::try_from(rows.len()).unwrap_or(u64::MAX))
}

/// What went into a file, told beside it.
fn told_out(context: &Context, file: bool, count: u64) -> Result<(), Failure> {
    if file {
        crate::cli::core::output::complain(&context.catalogue.text("cli-exported-lines", &[("count", count.into())]));
    }
    Ok(())
}
