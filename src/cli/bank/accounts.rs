//! `krafta accounts`: where customers send money.

use clap::Subcommand;

use crate::cli::core::choices::choice;
use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::master_data;
use crate::cli::core::output::{self, Table};
use crate::domain::actor::Actor;
use crate::domain::ids::AccountId;
use crate::domain::method::PaymentMethod;
use crate::domain::money::Currency;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::text::Safe;
use crate::service::bank::accounts::AccountRecord;
use crate::service::bank::commands::{AccountDetails, AddAccount, ChangeAccount, Offering};
use crate::service::{Command, Krafta};

#[derive(clap::Args)]
pub struct AccountsArgs {
    #[command(subcommand)]
    command: AccountsCommand,
}

#[derive(Subcommand)]
enum AccountsCommand {
    List {
        #[arg(long)]
        all: bool,
    },
    Add(Add),
    Edit(Edit),
    Close {
        alias: String,
    },
}

#[derive(clap::Args)]
struct Add {
    alias: String,
    #[arg(long, value_parser = choice(PaymentMethod::ALL, PaymentMethod::as_str), ignore_case = true)]
    method: PaymentMethod,
    #[arg(long, value_parser = choice(Currency::ALL, Currency::as_str), ignore_case = true)]
    currency: Currency,
    #[arg(long)]
    holder: String,
    #[command(flatten)]
    details: Details,
    #[command(flatten)]
    offered: Offered,
}

#[derive(clap::Args)]
struct Edit {
    alias: String,
    #[arg(long)]
    holder: Option<String>,
    #[command(flatten)]
    details: Details,
    #[command(flatten)]
    offered: Offered,
    #[arg(long)]
    enable: bool,
}

/// To whom it is offered.
#[derive(clap::Args)]
struct Offered {
    #[arg(long, value_delimiter = ',', value_parser = choice(DeliveryMethod::ALL, DeliveryMethod::as_str), ignore_case = true)]
    offer_for: Vec<DeliveryMethod>,
    #[arg(long, conflicts_with = "offer_for")]
    offer_to_nobody: bool,
    #[arg(long)]
    position: Option<u16>,
}

impl Offered {
    fn given(&self) -> Offering {
        let said = self.offer_to_nobody || !self.offer_for.is_empty();
        Offering {
            deliveries: said.then(|| self.offer_for.clone()),
            position: self.position,
        }
    }
}

#[derive(clap::Args)]
struct Details {
    #[arg(long)]
    bank: Option<String>,
    #[arg(long)]
    number: Option<String>,
    #[arg(long)]
    holder_id: Option<String>,
    #[arg(long)]
    phone: Option<String>,
    #[arg(long)]
    email: Option<String>,
}

impl Details {
    fn given(&self) -> AccountDetails {
        AccountDetails {
            bank: self.bank.clone(),
            number: self.number.clone(),
            holder_id: self.holder_id.clone(),
            phone: self.phone.clone(),
            email: self.email.clone(),
        }
    }
}

pub async fn run(args: &AccountsArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    match &args.command {
        AccountsCommand::List { all } => {
            let mut accounts = shop.bank().accounts(&actor).await?;
            accounts.retain(|account| *all || account.active);
            list(context, &accounts)
        }
        AccountsCommand::Add(add) => {
            let new = AddAccount {
                alias: add.alias.clone(),
                method: add.method,
                currency: add.currency,
                holder: add.holder.clone(),
                details: add.details.given(),
                offering: add.offered.given(),
            };
            keep(context, &shop, &actor, "cli-account-saved", Command::AddAccount(new)).await
        }
        AccountsCommand::Edit(edit) => {
            let change = ChangeAccount {
                alias: edit.alias.clone(),
                holder: edit.holder.clone(),
                details: edit.details.given(),
                offering: edit.offered.given(),
                active: edit.enable.then_some(true),
            };
            keep(context, &shop, &actor, "cli-account-saved", Command::ChangeAccount(change)).await
        }
        AccountsCommand::Close { alias } => {
            let change = ChangeAccount {
                alias: alias.clone(),
                active: Some(false),
                ..ChangeAccount::default()
            };
            keep(context, &shop, &actor, "cli-account-closed", Command::ChangeAccount(change)).await
        }
    }
}

async fn keep(context: &Context, shop: &Krafta, actor: &Actor, key: &str, command: Command) -> Result<(), Failure> {
    let receipt = master_data::run(context, shop, actor, command).await?;
    let id = AccountId::from_uuid(master_data::row(&receipt)?.id);
    let account = shop.bank().account(actor, id).await?;
    if context.json {
        return master_data::json(&receipt, &account);
    }
    master_data::say(context, &receipt, key, &[("alias", account.alias.as_str().into())])
}

fn list(context: &Context, accounts: &[AccountRecord]) -> Result<(), Failure> {
    if context.json {
        return output::json(&accounts);
    }
    if accounts.is_empty() {
        return output::say(&context.word("cli-empty-accounts"));
    }
    let mut table = Table::new([
        "cli-head-alias",
        "cli-head-method",
        "cli-head-currency",
        "cli-head-where",
        "cli-head-holder",
        "cli-head-offered",
        "cli-head-active",
    ]);
    for account in accounts {
        table.row([
            account.alias.to_string(),
            context.catalogue.method(account.method),
            account.currency.to_string(),
            whereto(account),
            account.holder.to_string(),
            offered(context, account),
            context.yes_or_no(account.active),
        ]);
    }
    output::put(&table.lines(context.catalogue))
}

/// `todas`, `retiro, delivery local`, `a nadie`.
fn offered(context: &Context, account: &AccountRecord) -> String {
    match &account.offered_for[..] {
        [] => context.word("cli-account-offered-to-nobody"),
        all if all.len() == DeliveryMethod::ALL.len() => context.word("cli-account-offered-for-all"),
        some => {
            let words: Vec<_> = some.iter().map(|method| context.word(&format!("delivery-{method}"))).collect();
            words.join(", ")
        }
    }
}

/// Bank, number, phone and mail, as far as there are any.
fn whereto(account: &AccountRecord) -> String {
    let parts = [&account.bank, &account.number, &account.phone, &account.email, &account.holder_id];
    let parts: Vec<_> = parts.into_iter().flatten().map(Safe::as_str).collect();
    parts.join(" · ")
}
