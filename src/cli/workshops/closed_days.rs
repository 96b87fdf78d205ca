//! `krafta capacity propose`, `proposals`, `accept`, `decline`, `withdraw`: days on which a workshop proposes to be closed, and the answer. A
//! proposal that waits is called by its workshop and any of its days.

use chrono::NaiveDate;
use clap::Subcommand;

use super::capacity::{period, still_booked};
use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::master_data;
use crate::cli::core::output::{self, Table};
use crate::cli::core::paging::{self, Paging};
use crate::domain::actor::Actor;
use crate::domain::dates;
use crate::domain::ids::ProposalId;
use crate::domain::refusal::{Code, Refusal};
use crate::locale::date;
use crate::service::core::page::Page;
use crate::service::workshops::closed_days::ClosedDaysRow;
use crate::service::workshops::commands::{AcceptClosedDays, DeclineClosedDays, ProposeClosedDays, WithdrawClosedDays};
use crate::service::{Command, Krafta};

#[derive(Subcommand)]
pub enum ClosedDays {
    Proposals {
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        paging: Paging,
    },
    Propose {
        day: String,
        until: Option<String>,
        #[arg(long)]
        reason: String,
    },
    Withdraw {
        day: String,
    },
    Accept {
        workshop: String,
        day: String,
        #[arg(long)]
        note: Option<String>,
        #[arg(long)]
        confirm: bool,
    },
    Decline {
        workshop: String,
        day: String,
        #[arg(long)]
        reason: String,
    },
}

pub async fn run(command: &ClosedDays, context: &Context, (shop, actor): (&Krafta, &Actor)) -> Result<(), Failure> {
    let today = shop.today();
    let (command, done) = match command {
        ClosedDays::Proposals { all, paging } => {
            let page = shop.workshops().closed_days(actor, !all, paging.after(), paging.limit).await?;
            return list(context, &page);
        }
        ClosedDays::Propose { day, until, reason } => {
            let (from, until) = period(day, until.as_deref(), today)?;
            let reason = reason.clone();
            (
                Command::ProposeClosedDays(ProposeClosedDays { from, until, reason }),
                "cli-closed-days-proposed",
            )
        }
        ClosedDays::Withdraw { day } => {
            // Whose it is, is known: a workshop has no other's.
            let own = actor.workshop.ok_or_else(|| Refusal::new(Code::ClosedDaysWhose));
            let proposal = own_or_named(shop, actor, &own?.to_string(), dates::typed(day, today)?).await?;
            (
                Command::WithdrawClosedDays(WithdrawClosedDays { proposal }),
                "cli-closed-days-withdrawn",
            )
        }
        ClosedDays::Accept {
            workshop,
            day,
            note,
            confirm,
        } => {
            let accept = AcceptClosedDays {
                proposal: own_or_named(shop, actor, workshop, dates::typed(day, today)?).await?,
                note: note.clone(),
                confirmed: *confirm,
            };
            (Command::AcceptClosedDays(accept), "cli-closed-days-accepted")
        }
        ClosedDays::Decline { workshop, day, reason } => {
            let decline = DeclineClosedDays {
                proposal: own_or_named(shop, actor, workshop, dates::typed(day, today)?).await?,
                reason: reason.clone(),
            };
            (Command::DeclineClosedDays(decline), "cli-closed-days-declined")
        }
    };
    keep(context, (shop, actor), command, done).await
}

async fn own_or_named(shop: &Krafta, actor: &Actor, workshop: &str, day: NaiveDate) -> Result<ProposalId, Failure> {
    Ok(shop.workshops().closed_days_on(actor, workshop, day).await?)
}

async fn keep(context: &Context, (shop, actor): (&Krafta, &Actor), command: Command, done: &str) -> Result<(), Failure> {
    let receipt = master_data::run(context, shop, actor, command).await?;
    let kept = master_data::row(&receipt)?;
    let row = shop.workshops().closed_days_one(actor, ProposalId::from_uuid(kept.id)).await?;
    if context.json {
        return master_data::json_with_change(&receipt, &row);
    }
    let days = [
        ("name", row.workshop.as_str().into()),
        ("from", row.from.into()),
        ("until", row.until.into()),
    ];
    master_data::say(context, &receipt, done, &days)?;
    still_booked(context, &kept.no_longer_fits)
}

fn list(context: &Context, page: &Page<ClosedDaysRow>) -> Result<(), Failure> {
    if context.json {
        return paging::json(page);
    }
    if page.rows.is_empty() {
        return output::say(&context.word("cli-empty-closed-days"));
    }
    let mut table = Table::new([
        "cli-head-workshop",
        "cli-head-day",
        "cli-head-until",
        "cli-head-reason",
        "cli-head-state",
        "cli-head-by",
        "cli-head-answer",
    ]);
    for row in &page.rows {
        table.row([
            row.workshop.to_string(),
            date(row.from),
            date(row.until),
            row.reason.to_string(),
            context.word(&format!("cierre-{}", row.status)),
            row.answered_by.as_ref().unwrap_or(&row.proposed_by).to_string(),
            row.answer.as_ref().map_or_else(String::new, ToString::to_string),
        ]);
    }
    output::put(&table.lines(context.catalogue))?;
    paging::more(context, page)
}
