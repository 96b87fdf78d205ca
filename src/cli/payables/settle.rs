//! `krafta payables settle`: one transfer over many lines of a workshop, shown with `--dry-run` before it is made.

use super::show;
use crate::cli::core::choices::choice;
use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::receipt;
use crate::domain::actor::Actor;
use crate::domain::ids::PayableId;
use crate::domain::method::PaymentMethod;
use crate::domain::money::{Currency, Money};
use crate::domain::refusal::{Code, Refusal};
use crate::service::payables::commands::Settle;
use crate::service::payables::view::{PayableFilter, SettlementPreview};
use crate::service::{Command, Krafta};

/// Lines of a workshop that are read at once.
const LINES: u32 = 1_000;

/// Which lines: those that are named, or all of a workshop.
#[derive(clap::Args)]
#[group(required = true, multiple = false)]
struct Which {
    lines: Vec<PayableId>,
    #[arg(long)]
    workshop: Option<String>,
}

#[derive(clap::Args)]
pub struct SettleArgs {
    #[command(flatten)]
    which: Which,
    #[arg(long)]
    amount: Option<String>,
    #[arg(long, required_unless_present = "dry_run")]
    total: Option<String>,
    #[arg(long, value_parser = choice(PaymentMethod::ALL, PaymentMethod::as_str), ignore_case = true, required_unless_present = "dry_run")]
    method: Option<PaymentMethod>,
    #[arg(long, required_unless_present = "dry_run")]
    reference: Option<String>,
    #[arg(long)]
    receipt_url: Option<String>,
    #[arg(long)]
    note: Option<String>,
    #[arg(long)]
    repeats: Option<String>,
    #[arg(long)]
    dry_run: bool,
}

pub async fn run(args: &SettleArgs, context: &Context, shop: &Krafta, actor: &Actor) -> Result<(), Failure> {
    if args.dry_run {
        let preview = preview(args, shop, actor).await?;
        if let Some(command) = command(args, &preview)? {
            shop.rehearse(actor, command).await?;
        }
        return show::preview(context, &preview);
    }
    let command = async {
        let preview = preview(args, shop, actor).await?;
        // The arguments ask for all of it, except with `--dry-run`.
        Ok(command(args, &preview)?.ok_or(Refusal::new(Code::NothingToSettle))?)
    };
    receipt::once(context, (shop, actor), command).await
}

/// The transfer, once how it was made is said.
fn command(args: &SettleArgs, preview: &SettlementPreview) -> Result<Option<Command>, Failure> {
    let (Some(total), Some(method), Some(reference)) = (&args.total, args.method, &args.reference) else {
        return Ok(None);
    };
    Ok(Some(Command::Settle(Settle {
        workshop: preview.workshop,
        total: Money::typed(total, preview.transfer.currency())?,
        lines: preview.lines.clone(),
        method,
        reference: reference.clone(),
        receipt_url: args.receipt_url.clone(),
        note: args.note.clone(),
        repeats_reason: args.repeats.clone(),
    })))
}

async fn preview(args: &SettleArgs, shop: &Krafta, actor: &Actor) -> Result<SettlementPreview, Failure> {
    let (lines, currency) = match &args.which.workshop {
        Some(name) => all_of(shop, actor, name).await?,
        None => {
            let first = args.which.lines.first().ok_or(Refusal::new(Code::NothingToSettle))?;
            (
                args.which.lines.clone(),
                shop.payables().line(actor, *first).await?.row.left.currency(),
            )
        }
    };
    let amount = args.amount.as_deref().map(|amount| Money::typed(amount, currency)).transpose()?;
    let lines: Vec<_> = lines.into_iter().map(|line| (line, None)).collect();
    Ok(shop.payables().settlement_preview(actor, &lines, amount).await?)
}

/// Everything that a workshop is owed in the currency of its oldest debt.
async fn all_of(shop: &Krafta, actor: &Actor, name: &str) -> Result<(Vec<PayableId>, Currency), Failure> {
    let filter = PayableFilter {
        workshop: Some(shop.workshops().workshop(actor, name).await?.record.id),
        open: true,
        ..PayableFilter::default()
    };
    let rows = shop.payables().list(actor, &filter, None, LINES).await?.rows;
    let payable = || rows.iter().filter(|row| row.left.is_positive() && row.status.takes_payments());
    let currency = payable().next().ok_or(Refusal::new(Code::NothingToSettle))?.left.currency();
    let lines = payable().filter(|row| row.left.currency() == currency).map(|row| row.id);
    Ok((lines.collect(), currency))
}
