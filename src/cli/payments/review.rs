//! `krafta review`: the queue of proofs, and the verdicts on them. A verdict is bound to what was just read, or to what a
//! script says it saw.

use clap::Subcommand;

use super::evidence::{Evidence, FOUND};
use crate::cli::core::choices::choice;
use crate::cli::core::context::Context;
use crate::cli::core::export::{ExportArgs, ROWS};
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
use crate::service::payments::export::QUEUE_COLUMNS;
use crate::service::payments::view::{QueueFilter, QueueRow, Review};
use crate::service::{Command, Krafta};

#[derive(clap::Args)]
pub struct ReviewArgs {
    #[command(subcommand)]
    command: ReviewCommand,
}

#[derive(Subcommand)]
enum ReviewCommand {
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
    Show {
        order: String,
    },
    #[command(flatten)]
    Decide(Decision),
}

#[derive(Subcommand)]
enum Decision {
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
    Confirm(Box<Verdict>),
    Part(Box<Verdict>),
    Reject {
        order: String,
        #[arg(long, value_parser = choice(RejectionReason::ALL, RejectionReason::as_str), ignore_case = true)]
        reason: RejectionReason,
        #[arg(long)]
        text: Option<String>,
        #[arg(long)]
        early: Option<String>,
        #[command(flatten)]
        seen: SeenFlags,
    },
    Undo {
        order: String,
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
struct Wanted {
    filter: Vec<String>,
    #[arg(long, conflicts_with = "unclaimed")]
    mine: bool,
    #[arg(long)]
    unclaimed: bool,
    #[arg(long)]
    signals: bool,
}

#[derive(clap::Args)]
#[command(group(clap::ArgGroup::new("found").args(FOUND).required(true)))]
struct Verdict {
    order: String,
    #[command(flatten)]
    evidence: Evidence,
    #[arg(long)]
    override_reason: Option<String>,
    #[arg(long)]
    reason: Option<String>,
    #[command(flatten)]
    seen: SeenFlags,
}

pub async fn run(args: &ReviewArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    let (shop, actor) = (&shop, &actor);
    match &args.command {
        ReviewCommand::List { wanted, paging } => {
            let filter = wanted.read(shop, actor)?;
            let page = shop.payments().queue(actor, &filter, paging.after(), paging.limit).await?;
            queue(context, &page, shop.now())
        }
        ReviewCommand::Export { wanted, file } => {
            let filter = wanted.read(shop, actor)?;
            file.write(context, QUEUE_COLUMNS, "cli-exported-lines", async |after| {
                shop.payments().export_queue(actor, &filter, after, ROWS).await
            })
            .await
        }
        ReviewCommand::Show { order } => show(context, &look(shop, actor, order).await?),
        ReviewCommand::Decide(decision) => receipt::once(context, (shop, actor), decision.command(shop, actor)).await,
    }
}

async fn look(shop: &Krafta, actor: &Actor, typed: &str) -> Result<Review, Failure> {
    let order = find::order(shop, actor, typed).await?;
    Ok(shop.payments().review(actor, order).await?)
}

impl Wanted {
    fn read(&self, shop: &Krafta, actor: &Actor) -> Result<QueueFilter, Failure> {
        let mut filter = QueueFilter::parse(&self.filter.join(" "), &typing(shop, actor))?;
        match (self.mine, self.unclaimed, actor.id) {
            (true, _, Some(me)) => filter.holder = HolderFilter::Operator(me),
            (_, true, _) => filter.holder = HolderFilter::Nobody,
            _ => {}
        }
        filter.with_signals |= self.signals;
        Ok(filter)
    }
}

impl Verdict {
    async fn read(&self, shop: &Krafta, actor: &Actor) -> Result<Verify, Failure> {
        let review = look(shop, actor, &self.order).await?;
        Ok(Verify {
            order: review.order.id,
            seen: self.seen.proofs(&review),
            evidence: self.evidence.found((shop, actor), &review).await?,
            override_reason: self.override_reason.clone(),
            reason: self.reason.clone(),
        })
    }
}

impl Decision {
    async fn command(&self, shop: &Krafta, actor: &Actor) -> Result<Command, Failure> {
        let claimed = async |typed: &str, reason: Option<&String>| {
            Ok::<_, Failure>(WithReason {
                order: find::order(shop, actor, typed).await?,
                seen: None,
                reason: reason.cloned(),
                overridden: false,
            })
        };
        Ok(match self {
            Self::Claim { order } => Command::Claim(OnOrder {
                order: find::order(shop, actor, order).await?,
            }),
            Self::Release { order, reason } => Command::Release(claimed(order, reason.as_ref()).await?),
            Self::TakeOver { order, reason } => Command::TakeOver(claimed(order, Some(reason)).await?),
            Self::Confirm(verdict) => Command::Confirm(verdict.read(shop, actor).await?),
            Self::Part(verdict) => Command::Part(verdict.read(shop, actor).await?),
            Self::Reject {
                order,
                reason,
                text,
                early,
                seen,
            } => {
                let review = look(shop, actor, order).await?;
                Command::Reject(Reject {
                    order: review.order.id,
                    seen: seen.proofs(&review),
                    reason: *reason,
                    text: text.clone(),
                    early: early.clone(),
                })
            }
            Self::Undo { order } => Command::UndoVerdict(OnOrder {
                order: find::order(shop, actor, order).await?,
            }),
            Self::Reopen { order, reason, seen } => {
                let review = look(shop, actor, order).await?;
                Command::Reopen(WithReason {
                    order: review.order.id,
                    seen: Some(seen.order(review.order.version)),
                    reason: Some(reason.clone()),
                    overridden: false,
                })
            }
        })
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
            context.catalogue.paid_by(row.method, row.surplus_of.as_deref()),
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
