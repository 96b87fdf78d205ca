//! How the receipt of a command is said: one sentence for people, the receipt itself for programs.

use super::context::Context;
use super::failure::Failure;
use super::output;
use crate::domain::actor::Actor;
use crate::domain::dates::shown;
use crate::domain::orders::rate::Rate;
use crate::domain::text::Safe;
use crate::locale::Value;
use crate::service::commands::Earlier;
use crate::service::core::receipt::{Kept, Outcome};
use crate::service::{Command, Error, Krafta, Receipt};

pub fn tell(context: &Context, receipt: &Receipt) -> Result<(), Failure> {
    if context.json {
        output::json(receipt)
    } else {
        output::say(&sentence(context, receipt))
    }
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
    let mut args: Vec<(&str, Value<'_>)> = vec![("order", receipt.number().into())];
    let key = match &receipt.outcome {
        Outcome::Done => {
            if let Some(on) = &receipt.on {
                args.push(("status", context.word(&format!("payment-{}", on.payment)).into()));
            }
            match receipt.command.as_str() {
                "note" => "cli-done-note",
                "start" | "ready" | "hand-over" | "complete" | "step-back" | "withdraw" | "refuse" => {
                    let production = receipt.on.as_ref().and_then(|on| on.production);
                    let label = production.map_or_else(|| "cli-no-assignment".into(), |status| format!("production-{status}"));
                    args.push(("production", context.word(&label).into()));
                    "cli-done-production"
                }
                "hold-payable" => "cli-done-held",
                "release-payable" => "cli-done-released",
                _ => "cli-done",
            }
        }
        Outcome::Placed {
            total,
            due,
            rate,
            expires_at,
            ..
        } => {
            let rate = Rate::new(*rate).map_or_else(|_| rate.to_string(), |rate| rate.to_string());
            args.extend([
                ("total", (*total).into()),
                ("due", (*due).into()),
                ("rate", rate.into()),
                ("until", (*expires_at).into()),
            ]);
            "cli-done-placed"
        }
        Outcome::Reported { signals, .. } => {
            args.push(("signals", signals.len().into()));
            "cli-done-reported"
        }
        Outcome::Claimed { until } => {
            args.push(("until", (*until).into()));
            "cli-done-claimed"
        }
        Outcome::Confirmed { credited, surplus } => {
            args.extend([("credited", (*credited).into()), ("surplus", (*surplus).into())]);
            if surplus.is_positive() {
                "cli-done-confirmed-over"
            } else {
                "cli-done-confirmed"
            }
        }
        Outcome::PartlyPaid {
            credited,
            missing,
            expires_at,
        } => {
            args.extend([
                ("credited", (*credited).into()),
                ("missing", (*missing).into()),
                ("until", (*expires_at).into()),
            ]);
            "cli-done-part"
        }
        Outcome::RefundDue { amount, .. } => {
            args.push(("amount", (*amount).into()));
            "cli-done-refund-due"
        }
        Outcome::Chosen { workshop: None, .. } => "cli-done-nobody",
        Outcome::Chosen { .. } => "cli-done-chosen",
        Outcome::Notified {
            workshop,
            cost,
            ready_on,
            respond_by,
        } => {
            args.extend([
                ("workshop", Safe::new(workshop).to_string().into()),
                ("cost", (*cost).into()),
                ("ready", shown(*ready_on).into()),
                ("until", (*respond_by).into()),
            ]);
            "cli-done-notified"
        }
        Outcome::Accepted { cost, ready_on } => {
            args.extend([("cost", (*cost).into()), ("ready", shown(*ready_on).into())]);
            "cli-done-accepted"
        }
        Outcome::RefundPaid { paid, left, .. } => {
            args.extend([("paid", (*paid).into()), ("left", (*left).into())]);
            if left.is_positive() {
                "cli-done-refund-part"
            } else {
                "cli-done-refund-paid"
            }
        }
        Outcome::Settled {
            transfer, netted, lines, ..
        } => {
            args.extend([
                ("amount", (*transfer).into()),
                ("netted", (*netted).into()),
                ("lines", i64::from(*lines).into()),
            ]);
            if netted.is_positive() {
                "cli-done-settled-netted"
            } else {
                "cli-done-settled"
            }
        }
        Outcome::Reversed { payments, amount } => {
            args.extend([("amount", (*amount).into()), ("payments", i64::from(*payments).into())]);
            "cli-done-reversed"
        }
        Outcome::Kept(row) => {
            args.push(("name", row.name.as_str().into()));
            match row.kept {
                Kept::Added => "cli-sheet-added",
                Kept::Changed => "cli-sheet-changed",
                Kept::Unchanged => "cli-sheet-unchanged",
            }
        }
        Outcome::Holidays { .. } => "cli-done",
        Outcome::Cut { lines, .. } => {
            args.push(("lines", i64::from(*lines).into()));
            "cli-done-cut"
        }
    };
    let told = context.catalogue.text(key, &args);
    if receipt.repeated {
        format!("{} {told}", context.word("cli-done-before"))
    } else {
        told
    }
}
