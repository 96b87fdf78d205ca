//! `krafta operators`: who works here.

use clap::Subcommand;

use crate::cli::core::choices::choice;
use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::master_data;
use crate::cli::core::output::{self, Table};
use crate::domain::actor::{Actor, Role};
use crate::domain::ids::OperatorId;
use crate::service::people::commands::{AddOperator, ChangeOperator};
use crate::service::people::operators::OperatorView;
use crate::service::{Command, Krafta};

#[derive(clap::Args)]
pub struct OperatorsArgs {
    #[command(subcommand)]
    command: OperatorsCommand,
}

#[derive(Subcommand)]
enum OperatorsCommand {
    List,
    Add {
        login: String,
        #[arg(long)]
        name: Option<String>,
        #[arg(long, value_parser = choice(Role::STAFF, Role::as_str), ignore_case = true)]
        role: Role,
        #[arg(long)]
        workshop: Option<String>,
        #[arg(long)]
        db_role: Option<String>,
    },
    Edit {
        login: String,
        #[arg(long)]
        name: Option<String>,
        #[arg(long, value_parser = choice(Role::STAFF, Role::as_str), ignore_case = true)]
        role: Option<Role>,
        #[arg(long)]
        workshop: Option<String>,
        #[arg(long)]
        db_role: Option<String>,
        #[arg(long, conflicts_with = "disable")]
        enable: bool,
        #[arg(long)]
        disable: bool,
    },
}

pub async fn run(args: &OperatorsArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    match &args.command {
        OperatorsCommand::List => list(context, &shop.people().operators(&actor).await?),
        OperatorsCommand::Add {
            login,
            name,
            role,
            workshop,
            db_role,
        } => {
            let new = AddOperator {
                login: login.clone(),
                name: name.clone(),
                role: *role,
                workshop: workshop.clone(),
                db_role: db_role.clone(),
            };
            keep(context, &shop, &actor, "cli-operator-added", Command::AddOperator(new)).await
        }
        OperatorsCommand::Edit {
            login,
            name,
            role,
            workshop,
            db_role,
            enable,
            disable,
        } => {
            let change = ChangeOperator {
                login: login.clone(),
                name: name.clone(),
                role: *role,
                workshop: workshop.clone(),
                db_role: db_role.clone(),
                active: (*enable || *disable).then_some(*enable),
            };
            keep(context, &shop, &actor, "cli-operator-changed", Command::ChangeOperator(change)).await
        }
    }
}

async fn keep(context: &Context, shop: &Krafta, actor: &Actor, key: &str, command: Command) -> Result<(), Failure> {
    let receipt = master_data::run(context, shop, actor, command).await?;
    let id = OperatorId::from_uuid(master_data::row(&receipt)?.id);
    let operator = shop.people().operator(actor, id).await?;
    if context.json {
        return master_data::json(&receipt, &operator);
    }
    let role = context.word(&format!("role-{}", operator.role));
    let args = [("login", operator.login.as_str().into()), ("role", role.into())];
    master_data::say(context, &receipt, key, &args)
}

fn list(context: &Context, operators: &[OperatorView]) -> Result<(), Failure> {
    if context.json {
        return output::json(&operators);
    }
    let mut table = Table::new([
        "cli-head-login",
        "cli-head-name",
        "cli-head-role",
        "cli-head-workshop",
        "cli-head-active",
        "cli-head-db-role",
    ]);
    for operator in operators {
        table.row([
            operator.login.to_string(),
            operator.name.to_string(),
            context.word(&format!("role-{}", operator.role)),
            operator.workshop.as_ref().map_or_else(String::new, ToString::to_string),
            context.yes_or_no(operator.active),
            operator.db_role.as_ref().map_or_else(String::new, ToString::to_string),
        ]);
    }
    output::put(&table.lines(context.catalogue))
}
