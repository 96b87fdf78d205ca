//! `krafta review`: the queue of proofs, and the verdicts on them. A verdict is bound to what was just read, or to what a
//! script says it saw.

use clap::Subcommand;

use super::evidence::Evidence;
use crate::cli::core::choices::choice;
use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::find::{self, SeenFlags};
use crate::cli::core::output::{self, Table};
use crate::cli::core::paging::{self, Paging};
use crate::cli::core::receipt;
use crate::cli::orders::{show, typing};
use crate::domain::actor::Actor;
use crate::domain::payments::rejection::RejectionReason;
use crate::locale::{money, span};
use crate::service::core::command::{OnOrder, WithReason};
use crate::service::core::filter_text::HolderFilter;
use crate::service::core::page::Page;
use crate::service::payments::commands::{Reject, Verify};
use crate::service::payments::view::{QueueFilter, QueueRow, Review};
use crate::service::{Command, Krafta};

#[derive(clap::Args)]
pub struct ReviewArgs {
    #[command(subcommand)]
    command: ReviewCommand,
}

#[derive(Subcommand)]
enum ReviewCommand {
    List(List),
    Show {
        order: String,
    },
    Claim {
        order: String,
    },
    Release {
        order: String,
        #[arg(long)]
        reason: Option<String>,
    },
    TakeOver {
        order: String,
        #[arg(long)]
        reason: String,
    },
    Confirm(Verdict),
    Part(Verdict),
    Reject {
        order: String,
        #[arg(long, value_parser = choice(RejectionReason::ALL, RejectionReason::as_str), ignore_case = true)]
        reason: RejectionReason,
        #[arg(long)]
        text: Option<String>,
        #[command(flatten)]
        seen: SeenFlags,
    },
    Reopen {
        order: String,
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        seen: SeenFlags,
    },
}

#[derive(clap::Args)]
struct List {
    filter: Vec<String>,
    #[arg(long, conflicts_with = "unclaimed")]
    mine: bool,
    #[arg(long)]
    unclaimed: bool,
    #[arg(long)]
    signals: bool,
    #[command(flatten)]
    paging: Paging,
}

#[derive(clap::Args)]
struct Verdict {
    order: String,
    #[command(flatten)]
    evidence: Evidence,
    #[arg(long)]
    override_reason: Option<String>,
    #[command(flatten)]
    seen: SeenFlags,
}

pub async fn run(args: &ReviewArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    let done = act(args, context, &shop, &actor).await;
    let asked = match &args.command {
        ReviewCommand::List(_) | ReviewCommand::Show { .. } => None,
        ReviewCommand::Claim { order } => Some(("claim", order)),
        ReviewCommand::Release { order, .. } => Some(("release", order)),
        ReviewCommand::TakeOver { order, .. } => Some(("take-over", order)),
        ReviewCommand::Confirm(verdict) => Some(("confirm", &verdict.order)),
        ReviewCommand::Part(verdict) => Some(("part", &verdict.order)),
        ReviewCommand::Reject { order, .. } => Some(("reject", order)),
        ReviewCommand::Reopen { order, .. } => Some(("reopen", order)),
    };
    let asked = asked.map(|(command, order)| (command, order.as_str()));
    receipt::first_or_refused(context, (&shop, &actor), asked, done).await
}

async fn act(args: &ReviewArgs, context: &Context, shop: &Krafta, actor: &Actor) -> Result<(), Failure> {
    let found = async |typed: &str| find::order(shop, actor, typed).await;
    let seen = async |typed: &str| Ok::<_, Failure>(shop.payments().review(actor, found(typed).await?).await?);
    let done = async |command| receipt::tell(context, &shop.execute(actor, context.operation(), command).await?);
    let verify = async |verdict: &Verdict| {
        let review = seen(&verdict.order).await?;
        Ok::<_, Failure>(Verify {
            order: review.order.id,
            seen: verdict.seen.proofs(&review),
            evidence: verdict.evidence.read(&review, shop.today())?,
            override_reason: verdict.override_reason.clone(),
        })
    };
    match &args.command {
        ReviewCommand::List(list) => {
            let mut filter = QueueFilter::parse(&list.filter.join(" "), &typing(shop, actor))?;
            match (list.mine, list.unclaimed, actor.id) {
                (true, _, Some(me)) => filter.holder = HolderFilter::Operator(me),
                (_, true, _) => filter.holder = HolderFilter::Nobody,
                _ => {}
            }
            filter.with_signals |= list.signals;
            let page = shop
                .payments()
                .queue(actor, &filter, list.paging.after(), list.paging.limit)
                .await?;
            queue(context, &page, shop.now())
        }
        ReviewCommand::Show { order } => show(context, &seen(order).await?),
        ReviewCommand::Claim { order } => {
            let order = found(order).await?;
            done(Command::Claim(OnOrder { order })).await
        }
        ReviewCommand::Release { order, reason } => {
            done(Command::Release(WithReason {
                order: found(order).await?,
                seen: None,
                reason: reason.clone(),
                overridden: false,
            }))
            .await
        }
        ReviewCommand::TakeOver { order, reason } => {
            done(Command::TakeOver(WithReason {
                order: found(order).await?,
                seen: None,
                reason: Some(reason.clone()),
                overridden: false,
            }))
            .await
        }
        ReviewCommand::Confirm(verdict) => done(Command::Confirm(verify(verdict).await?)).await,
        ReviewCommand::Part(verdict) => done(Command::Part(verify(verdict).await?)).await,
        ReviewCommand::Reject {
            order,
            reason,
            text,
            seen: flags,
        } => {
            let review = seen(order).await?;
            done(Command::Reject(Reject {
                order: review.order.id,
                seen: flags.proofs(&review),
                reason: *reason,
                text: text.clone(),
            }))
            .await
        }
        ReviewCommand::Reopen {
            order,
            reason,
            seen: flags,
        } => {
            let review = seen(order).await?;
            done(Command::Reopen(WithReason {
                order: review.order.id,
                seen: Some(flags.order(review.order.version)),
                reason: Some(reason.clone()),
                overridden: false,
            }))
            .await
        }
    }
}

fn queue(context: &Context, page: &Page<QueueRow>, now: crate::domain::dates::Time) -> Result<(), Failure> {
    if context.json {
        return paging::json(page);
    }
    if page.rows.is_empty() {
        return output::say(&context.word("cli-empty-queue"));
    }
    let mut table = Table::new([
        "cli-head-wait",
        "cli-head-number",
        "cli-head-customer",
        "cli-head-amount",
        "cli-head-method",
        "cli-head-reference",
        "cli-head-signals",
        "cli-head-reviewer",
    ])
    .right(0)
    .right(3);
    for row in &page.rows {
        let signals: Vec<_> = row.signals.iter().map(|found| show::signal(context, found)).collect();
        table.row([
            span(now - row.reported_at),
            row.number.clone(),
            row.customer.to_string(),
            money(row.amount),
            context.word(&format!("method-{}", row.method)),
            row.reference.as_ref().map_or_else(String::new, ToString::to_string),
            signals.join(", "),
            row.claim.as_ref().map_or_else(String::new, |claim| claim.name.to_string()),
        ]);
    }
    output::put(&table.lines(context.catalogue))?;
    paging::more(context, page)
}

/// What there is to compare, with what a script needs to bind its verdict.
fn show(context: &Context, review: &Review) -> Result<(), Failure> {
    if context.json {
        return output::json(review);
    }
    let order = &review.order;
    let claim = order.claim.as_ref().map_or_else(String::new, |claim| {
        let args = [("name", claim.name.as_str().into()), ("until", claim.until.into())];
        context.catalogue.text("cli-claimed-by", &args)
    });
    let rows = [
        (context.word("cli-customer"), format!("{} · {}", order.customer, order.phone)),
        (context.word("cli-id-doc"), order.id_doc.clone().unwrap_or_default()),
        (context.word("cli-due"), money(order.due)),
        (context.word("cli-credited"), money(order.credited)),
        (context.word("cli-missing"), money(order.missing)),
        (context.word("cli-tolerance"), money(review.tolerance)),
        (context.word("cli-reviews"), claim),
        (context.word("cli-version"), order.version.to_string()),
        (context.word("cli-digest"), review.proofs_digest.clone()),
    ];
    let title = format!("{} · {}", order.number, context.word(&format!("payment-{}", order.payment)));
    output::put(&format!(
        "{title}\n{}\n{}",
        output::record(&rows),
        show::proofs(context, &review.proofs)
    ))
}
