//! `krafta bank`: what the banks show. Statements come in; money without an order is looked at, matched, noted.

use clap::Subcommand;
use serde_json::json;

use crate::cli::bank::import::{Import, in_and_out};
use crate::cli::bank::profiles::ProfilesArgs;
use crate::cli::bank::run;
use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::output::{self, Table};
use crate::cli::core::paging::{self, Paging};
use crate::cli::core::{find, master_data};
use crate::domain::actor::Actor;
use crate::domain::bank::credit::ChainState;
use crate::domain::bank::matching::LineKeys;
use crate::domain::dates::shown;
use crate::domain::ids::CreditId;
use crate::domain::money::{Currency, Money};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::excerpt;
use crate::locale::t;
use crate::service::bank::commands::{OnCredit, ReconcileCredit};
use crate::service::bank::credits::{AccountStatus, CreditDetail, CreditRow, Which};
use crate::service::bank::proposals::Proposal;
use crate::service::bank::track_record::{self, TrackRecord};
use crate::service::{Command, Krafta};

#[derive(clap::Args)]
pub struct BankArgs {
    #[command(subcommand)]
    command: BankCommand,
}

#[derive(Subcommand)]
enum BankCommand {
    Import(Import),
    List(List),
    Show {
        credit: String,
    },
    Match {
        order: Option<String>,
    },
    Levels {
        #[arg(long, default_value_t = track_record::LAST, value_parser = clap::value_parser!(i64).range(1..=10_000_000))]
        last: i64,
    },
    Status,
    Profiles(ProfilesArgs),
    Run(run::RunArgs),
    Note {
        credit: String,
        #[arg(long)]
        note: String,
    },
    SetAside {
        credit: String,
        #[arg(long)]
        reason: String,
    },
    Restore {
        credit: String,
        #[arg(long)]
        reason: String,
    },
    Reconcile {
        credit: String,
        #[arg(long)]
        line: String,
        #[arg(long, default_value = "")]
        note: String,
    },
}

#[derive(clap::Args)]
struct List {
    #[arg(long, conflicts_with_all = ["account", "amount", "reference"])]
    unseen: bool,
    #[arg(long, conflicts_with_all = ["unseen", "account", "amount", "reference"])]
    aside: bool,
    #[arg(long, conflicts_with_all = ["amount", "reference"])]
    account: Option<String>,
    /// In bolívares.
    #[arg(long, conflicts_with = "reference")]
    amount: Option<String>,
    #[arg(long)]
    reference: Option<String>,
    /// As in the filter line of the terminal.
    #[arg(long, conflicts_with_all = ["amount", "reference"])]
    text: Option<String>,
    #[command(flatten)]
    paging: Paging,
}

pub async fn run(args: &BankArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    match &args.command {
        BankCommand::Import(import) => import.run(context, &shop, &actor).await,
        BankCommand::List(list) => list.run(context, &shop, &actor).await,
        BankCommand::Show { credit } => show(context, &shop.bank().credit(&actor, named(credit)?).await?),
        BankCommand::Match { order } => {
            let proposals = match order {
                Some(order) => {
                    let order = find::order(&shop, &actor, order).await?;
                    shop.bank().proposals_of(&actor, order).await?
                }
                None => shop.bank().proposals(&actor).await?,
            };
            matched(context, &proposals)
        }
        BankCommand::Levels { last } => levels(context, &shop.bank().track_record(&actor, *last).await?),
        BankCommand::Status => status(context, &shop.bank().status(&actor).await?),
        BankCommand::Profiles(args) => args.run(context, &shop, &actor).await,
        BankCommand::Run(args) => run::run(args, (context, &shop, &actor)).await,
        other => say(context, &shop, &actor, other).await,
    }
}

async fn say(context: &Context, shop: &Krafta, actor: &Actor, what: &BankCommand) -> Result<(), Failure> {
    let on = |credit: &str, text: &str| {
        Ok::<_, Failure>(OnCredit {
            credit: named(credit)?,
            text: text.to_owned(),
        })
    };
    let (command, said) = match what {
        BankCommand::Note { credit, note } => (Command::NoteCredit(on(credit, note)?), "cli-credit-noted"),
        BankCommand::SetAside { credit, reason } => (Command::SetAsideCredit(on(credit, reason)?), "cli-credit-set-aside"),
        BankCommand::Restore { credit, reason } => (Command::RestoreCredit(on(credit, reason)?), "cli-credit-restored"),
        BankCommand::Reconcile { credit, line, note } => {
            let (attested, line) = (named(credit)?, named(line)?);
            let text = note.clone();
            (
                Command::ReconcileCredit(ReconcileCredit { attested, line, text }),
                "cli-credit-reconciled",
            )
        }
        _ => return Ok(()),
    };
    let receipt = master_data::run(context, shop, actor, command).await?;
    if context.json {
        return output::json(&receipt);
    }
    master_data::say(context, &receipt, said, &[])
}

/// A credit by its identity, as the list writes it.
fn named(typed: &str) -> Result<CreditId, Failure> {
    Ok(typed.trim().parse().map_err(|_| Refusal::new(Code::CreditUnknown))?)
}

impl List {
    async fn run(&self, context: &Context, shop: &Krafta, actor: &Actor) -> Result<(), Failure> {
        let which = match (&self.account, &self.amount, &self.reference) {
            _ if self.unseen => Which::Unseen,
            _ if self.aside => Which::SetAside,
            (Some(alias), ..) => {
                let accounts = shop.bank().accounts(actor).await?;
                let found = accounts.iter().find(|account| account.alias.as_str() == alias.trim());
                let unknown = || Refusal::new(Code::AccountUnknown).with("input", excerpt(alias));
                Which::OfAccount(found.ok_or_else(unknown)?.id)
            }
            (None, Some(amount), _) => Which::Amount(Money::typed(amount, Currency::Ves)?),
            (None, None, Some(reference)) => {
                let keys = LineKeys::of(reference, "", None, None);
                let short = || {
                    Refusal::new(Code::ReferenceShort)
                        .with("input", excerpt(reference))
                        .with("digits", 0_i64)
                        .with("limit", 6_i64)
                };
                Which::Ending(keys.reference_suffix().ok_or_else(short)?.to_owned())
            }
            (None, None, None) => Which::Free,
        };
        let text = self.text.as_deref().unwrap_or_default();
        let page = shop
            .bank()
            .search(actor, &which, text, self.paging.after(), self.paging.limit)
            .await?;
        if context.json {
            return paging::json(&page);
        }
        if page.rows.is_empty() {
            return output::say(&context.word("cli-empty-credits"));
        }
        output::put(&table(context, &page.rows))?;
        paging::more(context, &page)
    }
}

fn table(context: &Context, rows: &[CreditRow]) -> String {
    let mut table = Table::new([
        "cli-head-date",
        "cli-head-account",
        "cli-head-reference",
        "cli-head-description",
        "cli-head-came",
        "cli-head-went",
        "cli-head-free",
        "cli-head-credit",
    ])
    .right(4)
    .right(5)
    .right(6);
    for row in rows {
        let (came, left) = in_and_out(row.direction, row.amount);
        table.row([
            shown(row.value_date),
            row.account.to_string(),
            row.reference.to_string(),
            row.description.to_string(),
            came,
            left,
            row.free().to_string(),
            row.id.to_string(),
        ]);
    }
    table.lines(context.catalogue)
}

fn show(context: &Context, detail: &CreditDetail) -> Result<(), Failure> {
    if context.json {
        return output::json(detail);
    }
    let (credit, catalogue) = (&detail.credit, context.catalogue);
    let said = |key: &str, value: String| (context.word(key), value);
    let mut rows = vec![
        said("cli-head-account", credit.account.to_string()),
        said("cli-head-date", shown(credit.value_date)),
        said("cli-head-amount", credit.amount.to_string()),
        said("cli-head-free", credit.free().to_string()),
        said("cli-head-reference", credit.reference.to_string()),
        said("cli-head-description", credit.description.to_string()),
        said("cli-head-origin", context.word(&format!("bank-origin-{}", credit.origin))),
        said("cli-head-by", credit.who.to_string()),
    ];
    if credit.set_aside {
        rows.push(said("cli-head-state", context.word("bank-set-aside")));
    }
    for used in &detail.uses {
        let number = used.number.as_ref().map_or_else(String::new, ToString::to_string);
        let key = if used.stands == Some(false) {
            "bank-paid-once"
        } else {
            "bank-pays"
        };
        let args = [("amount", used.amount.into()), ("order", number.into())];
        rows.push((context.word("cli-head-pays"), catalogue.text(key, &args)));
    }
    for note in &detail.notes {
        let text = note.note.as_ref().map_or_else(String::new, |note| format!(": {note}"));
        let act = context.word(&format!("bank-act-{}", note.act));
        rows.push((output::time(note.created_at), format!("{act} · {}{text}", note.who)));
    }
    output::put(&output::record(&rows))
}

fn matched(context: &Context, proposals: &[Proposal]) -> Result<(), Failure> {
    if context.json {
        return output::json(&json!({ "rows": proposals }));
    }
    if proposals.iter().all(Proposal::is_empty) {
        return output::say(&context.word("cli-empty-proposals"));
    }
    let catalogue = context.catalogue;
    let mut table = Table::new([
        "cli-head-order",
        "cli-head-amount",
        "cli-head-level",
        "cli-head-date",
        "cli-head-reference",
        "cli-head-came",
        "cli-head-why",
        "cli-head-credit",
    ])
    .right(1)
    .right(5);
    for proposal in proposals {
        for candidate in &proposal.candidates {
            let reasons: Vec<_> = candidate.reasons.iter().map(|reason| catalogue.match_reason(*reason)).collect();
            table.row([
                proposal.number.clone(),
                proposal.amount.to_string(),
                catalogue.match_level(candidate.level),
                shown(candidate.line.date),
                candidate.line.reference.to_string(),
                candidate.line.amount.to_string(),
                reasons.join(" · "),
                candidate.line.credit.to_string(),
            ]);
        }
    }
    output::put(&table.lines(catalogue))
}

fn levels(context: &Context, record: &TrackRecord) -> Result<(), Failure> {
    if context.json {
        return output::json(record);
    }
    let mut table = Table::new(["cli-head-level", "cli-head-proposed", "cli-head-right", "cli-head-wrong"])
        .right(1)
        .right(2)
        .right(3);
    for of in &record.levels {
        table.row([
            context.catalogue.match_level(of.level),
            (of.right + of.wrong).to_string(),
            of.right.to_string(),
            of.wrong.to_string(),
        ]);
    }
    let right: u32 = record.levels.iter().map(|of| of.right).sum();
    output::put(&table.lines(context.catalogue))?;
    output::say(&t!(context.catalogue, "cli-levels-of", right = right, confirmed = record.confirmed))
}

fn status(context: &Context, accounts: &[AccountStatus]) -> Result<(), Failure> {
    if context.json {
        return output::json(&json!({ "accounts": accounts }));
    }
    let mut table = Table::new([
        "cli-head-account",
        "cli-head-until",
        "cli-head-balance",
        "cli-head-unmatched-in",
        "cli-head-unmatched-out",
        "cli-head-unseen",
    ])
    .right(2)
    .right(3)
    .right(4)
    .right(5);
    for account in accounts {
        let newest = account.imports.iter().max_by_key(|import| import.last_day);
        let counted = |lines: i64, sum: Money| if lines == 0 { "0".to_owned() } else { format!("{lines} · {sum}") };
        table.row([
            account.account.to_string(),
            newest
                .and_then(|import| import.last_day)
                .map_or_else(|| context.word("bank-never"), shown),
            newest
                .and_then(|import| import.closing)
                .map_or_else(String::new, |closing| closing.to_string()),
            counted(account.unmatched_in.lines, account.unmatched_in.sum),
            counted(account.unmatched_out.lines, account.unmatched_out.sum),
            counted(account.unseen.lines, account.unseen.sum),
        ]);
    }
    output::put(&table.lines(context.catalogue))?;
    for account in accounts {
        for said in trouble(context, account) {
            output::say(&said)?;
        }
    }
    Ok(())
}

/// What does not follow between the imports of an account.
fn trouble(context: &Context, account: &AccountStatus) -> Vec<String> {
    let catalogue = context.catalogue;
    let name = || ("account", account.account.as_str().into());
    let gaps = account.gaps.iter().map(|(until, from)| {
        catalogue.text(
            "bank-gap",
            &[name(), ("until", shown(*until).into()), ("from", shown(*from).into())],
        )
    });
    let breaks = account.breaks.iter().map(|(closing, opening)| {
        catalogue.text(
            "bank-break",
            &[name(), ("closing", (*closing).into()), ("opening", (*opening).into())],
        )
    });
    let broken = account
        .imports
        .iter()
        .filter(|import| import.chain == ChainState::Breaks)
        .map(|import| {
            let day = import.last_day.map(shown).unwrap_or_default();
            catalogue.text("bank-chain-broken", &[name(), ("day", day.into())])
        });
    gaps.chain(breaks).chain(broken).collect()
}
