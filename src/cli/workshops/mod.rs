//! `krafta workshops`: the allied workshops, what they are and how they are paid.

pub mod capacity;
pub mod holidays;
pub mod offers;
pub mod zones;

use std::path::PathBuf;

use clap::Subcommand;
use serde_json::json;

use crate::cli::core::choices::{choice, yes_or_no};
use crate::cli::core::consent::ConsentArgs;
use crate::cli::core::context::Context;
use crate::cli::core::csv_import::{Row, RowOutcome, Sheet, Tally};
use crate::cli::core::failure::Failure;
use crate::cli::core::master_data;
use crate::cli::core::output::{self, Table};
use crate::domain::actor::Actor;
use crate::domain::dates;
use crate::domain::fulfilment::workshop::{share, week};
use crate::domain::method::PaymentMethod;
use crate::domain::payables::policy::PaymentPolicy;
use crate::domain::text::Safe;
use crate::locale::{date, date_time};
use crate::service::core::receipt::Kept;
use crate::service::workshops::commands::{
    CapacityChange, ChangeCapacity, PayeeDetails, PutWorkshop, ResumeWorkshop, Wanted, WorkshopDetails,
};
use crate::service::workshops::history::ChangeView;
use crate::service::workshops::profile::WorkshopView;
use crate::service::{Command, Krafta};

/// Changes that `show` tells of.
const CHANGES: u32 = 10;

#[derive(clap::Args)]
pub struct WorkshopsArgs {
    #[command(subcommand)]
    command: WorkshopsCommand,
}

#[derive(Subcommand)]
enum WorkshopsCommand {
    List {
        #[arg(long)]
        all: bool,
    },
    Show {
        workshop: String,
    },
    Add(Box<Add>),
    Edit(Box<Edit>),
    Pause {
        workshop: String,
        #[arg(long)]
        until: Option<String>,
        #[command(flatten)]
        assent: ConsentArgs,
    },
    Resume {
        workshop: String,
        #[command(flatten)]
        assent: ConsentArgs,
    },
    Import {
        file: PathBuf,
        #[command(flatten)]
        assent: ConsentArgs,
    },
}

#[derive(clap::Args)]
struct Add {
    workshop: String,
    #[command(flatten)]
    details: Details,
}

#[derive(clap::Args)]
struct Edit {
    workshop: String,
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    details: Details,
    #[arg(long, value_parser = yes_or_no)]
    active: Option<bool>,
    #[command(flatten)]
    assent: ConsentArgs,
}

#[derive(clap::Args)]
struct Details {
    #[arg(long)]
    rif: Option<String>,
    #[arg(long)]
    contact: Option<String>,
    #[arg(long)]
    phone: Option<String>,
    #[arg(long)]
    email: Option<String>,
    #[arg(long)]
    state: Option<String>,
    #[arg(long)]
    city: Option<String>,
    #[arg(long)]
    address: Option<String>,
    #[arg(long = "zone")]
    zones: Option<Vec<String>>,
    #[arg(long, value_parser = choice(PaymentPolicy::ALL, PaymentPolicy::as_str), ignore_case = true)]
    policy: Option<PaymentPolicy>,
    #[arg(long, allow_hyphen_values = true)]
    deposit: Option<String>,
    #[arg(long, value_parser = yes_or_no)]
    demands_deposit: Option<bool>,
    #[arg(long, value_parser = choice(PaymentMethod::ALL, PaymentMethod::as_str), ignore_case = true)]
    payee_method: Option<PaymentMethod>,
    #[arg(long)]
    payee_bank: Option<String>,
    #[arg(long)]
    payee_account: Option<String>,
    #[arg(long)]
    payee_name: Option<String>,
    #[arg(long)]
    payee_document: Option<String>,
    #[arg(long, allow_hyphen_values = true)]
    weekly: Option<String>,
    #[arg(long, value_parser = yes_or_no)]
    pickup: Option<bool>,
    #[arg(long, value_parser = yes_or_no)]
    national: Option<bool>,
}

impl Details {
    fn read(&self) -> Result<WorkshopDetails, Failure> {
        Ok(WorkshopDetails {
            name: None,
            rif: self.rif.clone(),
            contact: self.contact.clone(),
            phone: self.phone.clone(),
            email: self.email.clone(),
            state: self.state.clone(),
            city: self.city.clone(),
            address: self.address.clone(),
            zones: self.zones.as_ref().map(|zones| parted(&zones.join(";"))),
            policy: self.policy,
            deposit_basis_points: self.deposit.as_deref().map(share).transpose()?,
            demands_deposit: self.demands_deposit,
            payee: PayeeDetails {
                method: self.payee_method,
                bank: self.payee_bank.clone(),
                account: self.payee_account.clone(),
                name: self.payee_name.clone(),
                document: self.payee_document.clone(),
            },
            weekly: self.weekly.as_deref().map(week).transpose()?,
            hosts_pickup: self.pickup,
            ships_nationally: self.national,
            active: None,
        })
    }
}

/// Names parted by `;`; nothing between is no name.
fn parted(text: &str) -> Vec<String> {
    let names = text.split(';').map(str::trim).filter(|name| !name.is_empty() && *name != "-");
    names.map(str::to_owned).collect()
}

pub async fn run(args: &WorkshopsArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    match &args.command {
        WorkshopsCommand::List { all } => {
            let mut workshops = shop.workshops().list(&actor).await?;
            workshops.retain(|workshop| *all || workshop.active);
            list(context, &workshops)
        }
        WorkshopsCommand::Show { workshop } => {
            let view = shop.workshops().workshop(&actor, workshop).await?;
            let history = shop.workshops().history(&actor, workshop, CHANGES).await?;
            show(context, &view, &history)
        }
        WorkshopsCommand::Add(add) => {
            let put = PutWorkshop {
                workshop: add.workshop.clone(),
                wanted: Wanted::New,
                details: add.details.read()?,
                ..PutWorkshop::default()
            };
            keep(context, &shop, &actor, "cli-workshop-saved", Command::PutWorkshop(Box::new(put))).await
        }
        WorkshopsCommand::Edit(edit) => {
            let details = WorkshopDetails {
                name: edit.name.clone(),
                active: edit.active,
                ..edit.details.read()?
            };
            let put = PutWorkshop {
                workshop: edit.workshop.clone(),
                wanted: Wanted::There,
                details,
                consent: edit.assent.consent(),
            };
            keep(context, &shop, &actor, "cli-workshop-saved", Command::PutWorkshop(Box::new(put))).await
        }
        WorkshopsCommand::Pause { workshop, until, assent } => {
            let until = until.as_deref().map(|until| dates::typed(until, shop.today())).transpose()?;
            let pause = ChangeCapacity {
                workshop: workshop.clone(),
                change: CapacityChange::Pause { until },
                consent: assent.consent(),
            };
            keep(context, &shop, &actor, "cli-workshop-paused", Command::ChangeCapacity(pause)).await
        }
        WorkshopsCommand::Resume { workshop, assent } => {
            let resume = ResumeWorkshop {
                workshop: workshop.clone(),
                consent: assent.consent(),
            };
            keep(context, &shop, &actor, "cli-workshop-resumed", Command::ResumeWorkshop(resume)).await
        }
        WorkshopsCommand::Import { file, assent } => import(context, &shop, &actor, file, assent).await,
    }
}

const COLUMNS: &[&str] = &[
    "name",
    "rif",
    "contact",
    "phone",
    "email",
    "state",
    "city",
    "address",
    "zones",
    "policy",
    "deposit",
    "demands_deposit",
    "payee_method",
    "payee_bank",
    "payee_account",
    "payee_name",
    "payee_document",
    "weekly",
    "pickup",
    "national",
    "active",
];

async fn import(context: &Context, shop: &Krafta, actor: &Actor, file: &std::path::Path, assent: &ConsentArgs) -> Result<(), Failure> {
    let sheet = Sheet::read(context, file, COLUMNS, &["name"])?;
    let mut tally = Tally::new(context);
    for (line, row) in sheet.rows() {
        let outcome = match row {
            Ok(row) => put(context, shop, actor, &row, assent).await,
            Err(failure) => Err(failure),
        };
        if !tally.tell(line, outcome)? {
            break;
        }
    }
    tally.end()
}

async fn put(context: &Context, shop: &Krafta, actor: &Actor, row: &Row, assent: &ConsentArgs) -> Result<RowOutcome, Failure> {
    let details = WorkshopDetails {
        name: None,
        rif: row.text("rif"),
        contact: row.text("contact"),
        phone: row.text("phone"),
        email: row.text("email"),
        state: row.text("state"),
        city: row.text("city"),
        address: row.text("address"),
        zones: row.get("zones").map(parted),
        policy: row.choice("policy", PaymentPolicy::ALL, PaymentPolicy::as_str)?,
        deposit_basis_points: row.value("deposit", share)?,
        demands_deposit: row.yes_or_no("demands_deposit")?,
        payee: PayeeDetails {
            method: row.choice("payee_method", PaymentMethod::ALL, PaymentMethod::as_str)?,
            bank: row.text("payee_bank"),
            account: row.text("payee_account"),
            name: row.text("payee_name"),
            document: row.text("payee_document"),
        },
        weekly: row.value("weekly", week)?,
        hosts_pickup: row.yes_or_no("pickup")?,
        ships_nationally: row.yes_or_no("national")?,
        active: row.yes_or_no("active")?,
    };
    let put = PutWorkshop {
        workshop: row.need("name")?.to_owned(),
        wanted: Wanted::Either,
        details,
        consent: assent.consent(),
    };
    let receipt = shop.execute(actor, row.operation, Command::PutWorkshop(Box::new(put))).await?;
    let kept = master_data::row(&receipt)?;
    let json = match context.json {
        true => json!(shop.workshops().workshop(actor, &kept.id.to_string()).await?),
        false => json!(null),
    };
    Ok(RowOutcome::of(&receipt, kept, json))
}

async fn keep(context: &Context, shop: &Krafta, actor: &Actor, key: &str, command: Command) -> Result<(), Failure> {
    let receipt = master_data::run(context, shop, actor, command).await?;
    let row = master_data::row(&receipt)?;
    if context.json {
        return master_data::json_with_change(&receipt, &shop.workshops().workshop(actor, &row.id.to_string()).await?);
    }
    let key = if row.kept == Kept::Unchanged { "cli-unchanged" } else { key };
    master_data::say(context, &receipt, key, &[("name", row.name.as_str().into())])?;
    capacity::still_booked(context, &row.no_longer_fits)
}

fn list(context: &Context, workshops: &[WorkshopView]) -> Result<(), Failure> {
    if context.json {
        return output::json(&workshops);
    }
    if workshops.is_empty() {
        return output::say(&context.word("cli-empty-workshops"));
    }
    let mut table = Table::new([
        "cli-head-workshop",
        "cli-head-place",
        "cli-head-zones",
        "cli-head-weekly",
        "cli-head-policy",
        "cli-head-standing",
    ]);
    for workshop in workshops {
        table.row([
            workshop.name.to_string(),
            place(workshop),
            joined(&workshop.zones),
            weekly(workshop),
            context.word(&format!("policy-{}", workshop.policy)),
            standing(context, workshop),
        ]);
    }
    output::put(&table.lines(context.catalogue))
}

fn show(context: &Context, workshop: &WorkshopView, history: &[ChangeView]) -> Result<(), Failure> {
    if context.json {
        let mut whole = json!(workshop);
        whole["history"] = json!(history);
        return output::json(&whole);
    }
    let text = |safe: &Option<Safe>| safe.as_ref().map_or_else(String::new, ToString::to_string);
    let payee = workshop.payee.as_ref().map_or_else(String::new, |payee| {
        let parts = [&payee.bank, &payee.account, &payee.name, &payee.document].into_iter().flatten();
        let parts: Vec<_> = std::iter::once(context.word(&format!("method-{}", payee.method)))
            .chain(parts.map(ToString::to_string))
            .collect();
        parts.join(" · ")
    });
    let row = |key: &str, value: String| (context.word(key), value);
    let deposit = crate::domain::money::Money::new(
        rust_decimal::Decimal::new(i64::from(workshop.deposit_basis_points), 2),
        crate::domain::money::Currency::Usd,
    );
    output::put(&output::record(&[
        row("cli-head-workshop", workshop.name.to_string()),
        row("cli-head-rif", text(&workshop.rif)),
        row("cli-head-contact", text(&workshop.contact)),
        row("cli-head-phone", text(&workshop.phone)),
        row("cli-email", text(&workshop.email)),
        row("cli-head-place", place(workshop)),
        row("cli-head-address", text(&workshop.address)),
        row("cli-head-zones", joined(&workshop.zones)),
        row("cli-head-weekly", weekly(workshop)),
        row("cli-head-policy", context.word(&format!("policy-{}", workshop.policy))),
        row("cli-head-deposit", format!("{} %", deposit.digits())),
        row("cli-head-demands-deposit", context.yes_or_no(workshop.demands_deposit)),
        row("cli-head-payee", payee),
        row("cli-head-pickup", context.yes_or_no(workshop.hosts_pickup)),
        row("cli-head-national", context.yes_or_no(workshop.ships_nationally)),
        row("cli-head-standing", standing(context, workshop)),
        row("cli-version", workshop.version.to_string()),
    ]))?;
    for change in history {
        let what = context.word(&format!("cli-change-{}", change.what));
        let reason = change.reason.as_ref().map_or_else(String::new, |reason| format!(" · {reason}"));
        output::say(&format!("  {}  {}  {what}{reason}", date_time(change.at), change.by))?;
    }
    Ok(())
}

fn place(workshop: &WorkshopView) -> String {
    match &workshop.city {
        Some(city) => format!("{city}, {}", workshop.state),
        None => workshop.state.to_string(),
    }
}

fn joined(names: &[Safe]) -> String {
    let names: Vec<&str> = names.iter().map(Safe::as_str).collect();
    names.join(", ")
}

fn weekly(workshop: &WorkshopView) -> String {
    workshop.weekly.map(|units| units.to_string()).join(" ")
}

/// Works, rests until a day for a reason, or is gone.
fn standing(context: &Context, workshop: &WorkshopView) -> String {
    let Some(pause) = &workshop.paused else {
        return context.word(if workshop.active {
            "cli-standing-active"
        } else {
            "cli-standing-inactive"
        });
    };
    let until = match pause.until {
        Some(until) => context
            .catalogue
            .text("cli-standing-paused-until", &[("until", date(until).into())]),
        None => context.word("cli-standing-paused"),
    };
    pause.reason.as_ref().map_or(until.clone(), |reason| format!("{until} · {reason}"))
}
