//! `krafta operators`: who works here.

use clap::Subcommand;

use crate::cli::core::choices::choice;
use crate::cli::core::context::Desk;
use crate::cli::core::failure::Failure;
use crate::cli::core::output::{self, Table};
use crate::domain::actor::Role;
use crate::service::people::operators::{NewOperator, OperatorChange, OperatorView};

/// The roles an operator can have.
const STAFF: &[Role] = &[Role::Admin, Role::Coordinator, Role::Support, Role::Workshop];

#[derive(clap::Args)]
pub struct What {
    #[command(subcommand)]
    what: Verb,
}

#[derive(Subcommand)]
enum Verb {
    List,
    Add {
        login: String,
        #[arg(long)]
        name: Option<String>,
        #[arg(long, value_parser = choice(STAFF, Role::as_str), ignore_case = true)]
        role: Role,
        #[arg(long)]
        workshop: Option<String>,
    },
    Edit {
        login: String,
        #[arg(long)]
        name: Option<String>,
        #[arg(long, value_parser = choice(STAFF, Role::as_str), ignore_case = true)]
        role: Option<Role>,
        #[arg(long)]
        workshop: Option<String>,
        #[arg(long, conflicts_with = "disable")]
        enable: bool,
        #[arg(long)]
        disable: bool,
    },
}

pub async fn run(what: &What, desk: &Desk) -> Result<(), Failure> {
    let (shop, actor) = desk.shop().await?;
    match &what.what {
        Verb::List => list(desk, &shop.operators(&actor).await?),
        Verb::Add {
            login,
            name,
            role,
            workshop,
        } => {
            let new = NewOperator {
                login: login.clone(),
                name: name.clone(),
                role: *role,
                workshop: workshop.clone(),
            };
            one(desk, "cli-operator-added", &shop.add_operator(&actor, new).await?)
        }
        Verb::Edit {
            login,
            name,
            role,
            workshop,
            enable,
            disable,
        } => {
            let change = OperatorChange {
                name: name.clone(),
                role: *role,
                workshop: workshop.clone(),
                active: (*enable || *disable).then_some(*enable),
            };
            one(desk, "cli-operator-changed", &shop.change_operator(&actor, login, change).await?)
        }
    }
}

fn one(desk: &Desk, key: &str, operator: &OperatorView) -> Result<(), Failure> {
    if desk.json {
        return output::json(operator);
    }
    let role = desk.word(&format!("role-{}", operator.role));
    let args = [("login", operator.login.as_str().into()), ("role", role.into())];
    output::say(&desk.catalogue.text(key, &args))
}

fn list(desk: &Desk, operators: &[OperatorView]) -> Result<(), Failure> {
    if desk.json {
        return output::json(&operators);
    }
    let mut table = Table::new([
        "cli-head-login",
        "cli-head-name",
        "cli-head-role",
        "cli-head-workshop",
        "cli-head-active",
    ]);
    for operator in operators {
        table.row([
            operator.login.to_string(),
            operator.name.to_string(),
            desk.word(&format!("role-{}", operator.role)),
            operator.workshop.as_ref().map_or_else(String::new, ToString::to_string),
            desk.yes_or_no(operator.active),
        ]);
    }
    output::put(&table.lines(desk.catalogue))
}
