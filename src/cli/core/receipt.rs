//! How the receipt of a command is said: one sentence for people, the receipt itself for programs.

use serde::Serialize;

use super::context::Context;
use super::failure::Failure;
use super::output;
use crate::domain::actor::Actor;
use crate::domain::dates::shown;
use crate::domain::money::Money;
use crate::domain::orders::rate::Rate;
use crate::domain::text::Safe;
use crate::locale::Value;
use crate::service::commands::Earlier;
use crate::service::commands::rehearse::Rehearsal;
use crate::service::core::receipt::{Kept, Outcome};
use crate::service::{Command, Error, Krafta, Receipt};

pub fn tell(context: &Context, receipt: &Receipt) -> Result<(), Failure> {
    if context.json {
        output::json(receipt)
    } else {
        output::say(&sentence(context, receipt))
    }
}

/// What a rehearsed command would be acknowledged with, and what a workshop would give back.
pub fn would(context: &Context, would: &Rehearsal) -> Result<(), Failure> {
    let (receipt, given_back) = (&would.receipt, would.given_back());
    if context.json {
        return output::dry_run(&Would { receipt, given_back });
    }
    let done = sentence(context, receipt);
    output::say(&context.catalogue.text("cli-would-be", &[("done", done.as_str().into())]))?;
    let given = given_back.map(|amount| context.catalogue.text("pedidos-would-give-back", &[("amount", amount.into())]));
    given.map_or(Ok(()), |given| output::say(&given))
}

#[derive(Serialize)]
struct Would<'a> {
    #[serde(flatten)]
    receipt: &'a Receipt,
    #[serde(skip_serializing_if = "Option::is_none")]
    given_back: Option<Money>,
}

/// Who would be told what.
pub fn messages(context: &Context, would: &Rehearsal) -> Result<(), Failure> {
    would.messages.iter().try_for_each(|message| {
        let text = context.catalogue.message(&message.template, &message.data);
        output::say(&context.catalogue.would_tell(message.to, &message.reach, &text))
    })
}

/// Makes a command and does it; under an operation that is named again, once. The same line typed again answers the first
/// receipt before anything is looked at: what a person looks at to decide (open proofs, what is due) is another once it is
/// decided. For another line the command's own content decides, and one that cannot even be made is not the first.
pub async fn once(
    context: &Context,
    (shop, actor): (&Krafta, &Actor),
    command: impl Future<Output = Result<Command, Failure>>,
) -> Result<(), Failure> {
    let Some((operation, typed)) = context.named_operation() else {
        return tell(context, &shop.execute(actor, context.operation(), command.await?).await?);
    };
    let command = match (shop.earlier(actor, operation, typed).await?, command) {
        (Earlier::Same(receipt), _) => return tell(context, &receipt),
        (Earlier::Nothing, command) => command.await?,
        (Earlier::Other(reused), command) => match command.await {
            Err(Failure::Service(Error::Refused(_))) => return Err(reused.into()),
            made => made?,
        },
    };
    tell(context, &shop.execute_as_typed(actor, operation, command, Some(typed)).await?)
}

/// What was done, with the facts that whoever asked will need next.
pub fn sentence(context: &Context, receipt: &Receipt) -> String {
    let (key, mut args) = match &receipt.outcome {
        Outcome::Done => moved(context, receipt),
        made => said(made),
    };
    args.push(("order", receipt.number().into()));
    let mut told = context.catalogue.text(key, &args);
    if let Outcome::Placed { accounts, .. } = &receipt.outcome
        && !accounts.is_empty()
    {
        told.push_str(&format!("\n{}", context.catalogue.where_to_pay(accounts)));
    }
    if receipt.repeated {
        format!("{} {told}", context.word("cli-done-before"))
    } else {
        told
    }
}

/// A key of the catalogue, and what it says.
type Said<'a> = (&'static str, Vec<(&'static str, Value<'a>)>);

/// Nothing was made but the move itself.
fn moved(context: &Context, receipt: &Receipt) -> Said<'static> {
    let mut args: Vec<(&str, Value<'_>)> = Vec::new();
    if let Some(on) = &receipt.on {
        let production = on
            .production
            .map_or_else(|| "cli-no-assignment".into(), |status| format!("production-{status}"));
        args.push(("status", context.word(&format!("payment-{}", on.payment)).into()));
        args.push(("production", context.word(&production).into()));
    }
    let key = match receipt.command.as_str() {
        "note" => "cli-done-note",
        "direct-refund" => "cli-done-destination",
        "start" | "ready" | "hand-over" | "complete" | "step-back" | "withdraw" | "refuse" => "cli-done-production",
        "hold-payable" => "cli-done-held",
        "release-payable" => "cli-done-released",
        _ => "cli-done",
    };
    (key, args)
}

/// One row an outcome: the key, or of two the first where something is left or over, and the facts by name.
macro_rules! outcomes {
    ($outcome:expr; $($pattern:pat $(if $guard:expr)? => $key:expr $(, $name:ident = $value:expr)*;)+) => {
        match $outcome {
            $($pattern $(if $guard)? => ($key, vec![$((stringify!($name), $value.into())),*]),)+
        }
    };
}

fn said(outcome: &Outcome) -> Said<'_> {
    let either = |amount: &Money, some, none| if amount.is_positive() { some } else { none };
    let rate_of = |rate: rust_decimal::Decimal| Rate::new(rate).map_or_else(|_| rate.to_string(), |rate| rate.to_string());
    outcomes! { outcome;
        Outcome::Done | Outcome::Holidays { .. } => "cli-done";
        Outcome::Placed { total, due, rate, expires_at, .. } =>
            "cli-done-placed", total = *total, due = *due, rate = rate_of(*rate), until = *expires_at;
        Outcome::Reported { signals, requoted: None, .. } => "cli-done-reported", signals = signals.len();
        Outcome::Reported { signals, requoted: Some(due), .. } => "cli-done-requoted", signals = signals.len(), due = *due;
        Outcome::Claimed { until } => "cli-done-claimed", until = *until;
        Outcome::Undone { until, .. } => "cli-done-undone", until = *until;
        Outcome::Confirmed { credited, surplus } =>
            either(surplus, "cli-done-confirmed-over", "cli-done-confirmed"), credited = *credited, surplus = *surplus;
        Outcome::SurplusRecorded { credited, surplus, .. } => "cli-done-surplus-recorded", credited = *credited, surplus = *surplus;
        Outcome::SurplusCredited { amount, from, .. } => "cli-done-surplus-credited", amount = *amount, from = from.as_str();
        Outcome::PartlyPaid { credited, missing, expires_at } =>
            "cli-done-part", credited = *credited, missing = *missing, until = *expires_at;
        Outcome::RefundDue { amount, .. } => "cli-done-refund-due", amount = *amount;
        Outcome::RefundPaid { paid, left, .. } =>
            either(left, "cli-done-refund-part", "cli-done-refund-paid"), paid = *paid, left = *left;
        Outcome::RefundReversed { paid, left, .. } => "cli-done-refund-reversed", paid = *paid, left = *left;
        Outcome::Chosen { workshop: None, .. } => "cli-done-nobody";
        Outcome::Chosen { .. } => "cli-done-chosen";
        Outcome::Notified { workshop, cost, ready_on, respond_by } =>
            "cli-done-notified", workshop = Safe::new(workshop).to_string(), cost = *cost, ready = shown(*ready_on), until = *respond_by;
        Outcome::Accepted { cost, ready_on } => "cli-done-accepted", cost = *cost, ready = shown(*ready_on);
        Outcome::Settled { transfer, netted, lines, sent: Some(sent), rate: Some(rate), .. } =>
            "cli-done-settled-sent", amount = *transfer, netted = *netted, lines = i64::from(*lines), sent = *sent, rate = rate_of(*rate);
        Outcome::Settled { transfer, netted, lines, .. } =>
            either(netted, "cli-done-settled-netted", "cli-done-settled"),
            amount = *transfer, netted = *netted, lines = i64::from(*lines);
        Outcome::Reversed { payments, amount } => "cli-done-reversed", amount = *amount, payments = i64::from(*payments);
        Outcome::Cut { lines, .. } => "cli-done-cut", lines = i64::from(*lines);
        Outcome::Run { number, lines, total: Some(total), .. } if *lines > 0 =>
            "cli-done-run-lines", number = *number, lines = i64::from(*lines), total = *total;
        Outcome::Run { number, .. } => "cli-done-run", number = *number;
        Outcome::Imported(done) => "cli-done-imported", added = i64::from(done.added), known = i64::from(done.known),
            refused = i64::from(done.refused), reconciled = i64::from(done.reconciled);
        Outcome::Kept(row) => kept(row.kept), name = row.name.as_str();
    }
}

const fn kept(kept: Kept) -> &'static str {
    match kept {
        Kept::Added => "cli-sheet-added",
        Kept::Changed => "cli-sheet-changed",
        Kept::Unchanged => "cli-sheet-unchanged",
    }
}
