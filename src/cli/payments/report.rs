//! `krafta report`: a proof of payment, from flags, or many from a site's feed. Reported by the customer whose phone is
//! given, or by staff on their behalf, who say why.

use std::path::PathBuf;

use serde_json::Value;

use crate::cli::core::choices::choice;
use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::feed::{self, Entry, Feed};
use crate::cli::core::{find, picture, receipt};
use crate::domain::actor::Actor;
use crate::domain::identity::Phone;
use crate::domain::method::PaymentMethod;
use crate::domain::money::{Currency, Money};
use crate::domain::refusal::Ruling;
use crate::service::Command;
use crate::service::commands::CommandKind;
use crate::service::payments::commands::{RecordSurplus, Report};

#[derive(clap::Args)]
pub struct ReportArgs {
    #[arg(required_unless_present = "from")]
    order: Option<String>,
    #[arg(long, value_parser = choice(PaymentMethod::ALL, PaymentMethod::as_str), ignore_case = true, required_unless_present = "from")]
    method: Option<PaymentMethod>,
    #[arg(long, required_unless_present = "from")]
    amount: Option<String>,
    #[arg(long, value_parser = choice(Currency::ALL, Currency::as_str), ignore_case = true)]
    currency: Option<Currency>,
    #[arg(long, required_unless_present = "from")]
    date: Option<String>,
    #[arg(long)]
    account: Option<String>,
    #[arg(long)]
    bank: Option<String>,
    #[arg(long)]
    reference: Option<String>,
    #[arg(long)]
    payer_name: Option<String>,
    #[arg(long)]
    payer_id: Option<String>,
    #[arg(long)]
    payer_phone: Option<String>,
    #[arg(long)]
    payer_email: Option<String>,
    #[arg(long)]
    receipt: Option<PathBuf>,
    #[arg(long, alias = "reason")]
    note: Option<String>,
    #[arg(long, conflicts_with = "note")]
    phone: Option<String>,
    #[arg(long, requires = "note")]
    surplus: bool,
    #[arg(long, requires = "surplus")]
    whole: Option<String>,
    #[arg(long = "override", id = "override", requires = "surplus")]
    overridden: bool,
    #[arg(long, conflicts_with_all = ["order", "method", "amount", "date", "surplus"])]
    from: Option<PathBuf>,
    #[arg(long, requires = "from")]
    feed: Option<String>,
    #[arg(long, requires = "from")]
    receipts: Option<PathBuf>,
}

pub async fn run(args: &ReportArgs, context: &Context) -> Result<(), Failure> {
    if let Some(from) = &args.from {
        let feed = Feed {
            from,
            name: args.feed.as_deref(),
            pictures: args.receipts.as_deref(),
        };
        return feed::replay(context, &feed, "report", entry).await;
    }
    let Some(method) = args.method else { return Ok(()) };
    let (shop, keeper) = context.shop().await?;
    let actor = reporter(&keeper, args.phone.as_deref())?;
    let mut report = Report {
        order: args.order.clone().unwrap_or_default(),
        method,
        amount: args.amount.clone().unwrap_or_default(),
        currency: args.currency.unwrap_or_else(|| usual_currency(method)),
        paid_on: args.date.clone().unwrap_or_default(),
        account: args.account.clone(),
        origin_bank: args.bank.clone(),
        reference: args.reference.clone(),
        payer_name: args.payer_name.clone(),
        payer_id_doc: args.payer_id.clone(),
        payer_phone: args.payer_phone.clone(),
        payer_email: args.payer_email.clone(),
        receipt: None,
        note: args.note.clone(),
    };
    find::order(&shop, &keeper, &report.order).await?;
    let operation = context.operation();
    if let Some(file) = &args.receipt {
        let bare = command(args, report.clone())?;
        report.receipt = Some(picture::kept(&shop, &actor, operation, &bare, file).await?);
    }
    receipt::tell(context, &shop.execute(&actor, operation, command(args, report)?).await?)
}

fn command(args: &ReportArgs, report: Report) -> Ruling<Command> {
    if !args.surplus {
        return Ok(Command::Report(report));
    }
    let whole = args.whole.as_deref().map(|whole| Money::typed(whole, report.currency));
    Ok(Command::RecordSurplus(RecordSurplus {
        seen: None,
        whole: whole.transpose()?,
        overridden: args.overridden,
        report,
    }))
}

/// A method's first currency is the one people mean.
fn usual_currency(method: PaymentMethod) -> Currency {
    method.currencies().first().copied().unwrap_or(Currency::Ves)
}

/// The customer themselves, when their phone is given; only who may report for them may speak in their name.
fn reporter(keeper: &Actor, phone: Option<&str>) -> Ruling<Actor> {
    CommandKind::Report.may(keeper)?;
    phone.map_or_else(|| Ok(keeper.clone()), |phone| Ok(Actor::customer(Phone::parse(phone)?.e164())))
}

/// A line may carry `phone` (it is the customer's own report) and `receipt_file` (a picture to keep first).
fn entry(mut line: Value, keeper: &Actor) -> Result<Entry, Failure> {
    let mut taken = |name: &str| {
        let value = line.as_object_mut()?.remove(name)?;
        value.as_str().map(str::to_owned)
    };
    let (phone, file) = (taken("phone"), taken("receipt_file"));
    let report: Report = feed::read(line)?;
    Ok(Entry {
        actor: reporter(keeper, phone.as_deref())?,
        command: Command::Report(report),
        receipt_file: file.map(PathBuf::from),
    })
}
