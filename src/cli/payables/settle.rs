//! `krafta payables settle`: one transfer over many lines of a workshop, shown with `--dry-run` before it is made.

use super::show;
use crate::cli::core::choices::choice;
use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::receipt;
use crate::domain::actor::Actor;
use crate::domain::dates;
use crate::domain::ids::PayableId;
use crate::domain::method::PaymentMethod;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::rate::Rate;
use crate::domain::payables::line::Readiness;
use crate::domain::refusal::{Code, Refusal};
use crate::service::commands::CommandKind;
use crate::service::payables::commands::{Sent, Settle};
use crate::service::payables::view::{PayableFilter, SettlementPreview};
use crate::service::{Command, Krafta};

/// In which money leaves for a workshop: a rate stands between them.
const LEAVES: &[Currency] = &[Currency::Usd, Currency::Ves];
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
    early: bool,
    #[arg(long)]
    amount: Option<String>,
    #[arg(long = "in", id = "in", value_parser = choice(LEAVES, Currency::as_str), ignore_case = true)]
    currency: Option<Currency>,
    #[arg(long)]
    sent: Option<String>,
    #[arg(long)]
    rate: Option<String>,
    #[arg(long)]
    confirm: bool,
    #[arg(long)]
    date: Option<String>,
    #[arg(long, required_unless_present_any = ["dry_run", "sent"])]
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

/// What stands for a reference that nobody knows yet.
const NO_REFERENCE: &str = "000000000000";

pub async fn run(args: &SettleArgs, context: &Context, shop: &Krafta, actor: &Actor) -> Result<(), Failure> {
    CommandKind::Settle.may(actor)?;
    if args.dry_run {
        let preview = preview(args, shop, actor).await?;
        let would = shop.rehearse(actor, command(args, shop, &preview)?).await?;
        return show::preview(context, &preview, &would.receipt.outcome);
    }
    let command = async { command(args, shop, &preview(args, shop, actor).await?) };
    receipt::once(context, (shop, actor), command).await
}

/// The transfer. What only `--dry-run` may leave out is stood in for.
fn command(args: &SettleArgs, shop: &Krafta, preview: &SettlementPreview) -> Result<Command, Failure> {
    let transfer = preview.transfer;
    let total = args.total.as_deref().map(|total| match Money::typed(total, transfer.currency()) {
        // Netted whole: nothing is transferred.
        Err(refusal) if refusal.code == Code::AmountZero && transfer.is_zero() => Ok(transfer),
        total => total,
    });
    let method = args.method.or(preview.payee.method).unwrap_or(PaymentMethod::BankTransfer);
    let stands_in = args.reference.is_none().then(|| NO_REFERENCE.to_owned());
    Ok(Command::Settle(Settle {
        workshop: preview.workshop,
        total: total.transpose()?.unwrap_or(transfer),
        lines: preview.lines.clone(),
        early: args.early,
        sent: sent(args, shop, method.leaves_in(transfer.currency()))?,
        method,
        reference: args.reference.clone().unwrap_or_else(|| NO_REFERENCE.to_owned()),
        receipt_url: args.receipt_url.clone(),
        note: args.note.clone(),
        repeats_reason: args.repeats.clone().or(stands_in),
    }))
}

/// How it left the bank: an amount without a currency is in bolívares, unless another one left. Without a method it is looked
/// at as it `leaves` by that of the workshop.
fn sent(args: &SettleArgs, shop: &Krafta, leaves: Currency) -> Result<Sent, Failure> {
    let currency = args.currency.unwrap_or(Currency::Ves);
    let amount = args.sent.as_deref().map(|amount| Money::typed_or(amount, currency));
    Ok(Sent {
        on: args.date.as_deref().map(|date| dates::typed(date, shop.today())).transpose()?,
        currency: args
            .currency
            .or_else(|| (args.method.is_none() && args.sent.is_none()).then_some(leaves)),
        amount: amount.transpose()?,
        rate: args.rate.as_deref().map(Rate::typed).transpose()?.map(Rate::value),
        rate_confirmed: args.confirm,
    })
}

async fn preview(args: &SettleArgs, shop: &Krafta, actor: &Actor) -> Result<SettlementPreview, Failure> {
    let (lines, currency) = match &args.which.workshop {
        Some(name) => all_of(args, shop, actor, name).await?,
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

/// What is to be paid to a workshop now, or with `--early` all of it, in the currency of its oldest debt.
async fn all_of(args: &SettleArgs, shop: &Krafta, actor: &Actor, name: &str) -> Result<(Vec<PayableId>, Currency), Failure> {
    let filter = PayableFilter {
        workshop: Some(shop.workshops().workshop(actor, name).await?.record.id),
        open: true,
        ..PayableFilter::default()
    };
    let rows = shop.payables().list(actor, &filter, None, LINES).await?.rows;
    let payable = || {
        rows.iter()
            .filter(|row| row.readiness == Readiness::Now || (args.early && row.is_early()))
    };
    let Some(first) = payable().next() else {
        let early = rows.iter().find(|row| row.is_early());
        let early = early.map(|row| Refusal::new(Code::NothingDue).with("day", row.due_on));
        let owing = rows.iter().find(|row| row.readiness == Readiness::ToNet);
        let owing = owing.map(|row| {
            Refusal::new(Code::OnlyToNet)
                .with("order", row.number.clone())
                .with("owed", -row.left)
        });
        return Err(early.or(owing).unwrap_or_else(|| Refusal::new(Code::NothingToSettle)).into());
    };
    let currency = first.left.currency();
    let lines = payable().filter(|row| row.left.currency() == currency).map(|row| row.id);
    Ok((lines.collect(), currency))
}
