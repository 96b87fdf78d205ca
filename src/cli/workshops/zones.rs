//! `krafta zones`: the sets of cities that workshops serve.

use std::path::PathBuf;

use clap::Subcommand;

use crate::cli::core::choices::choice;
use crate::cli::core::consent::ConsentArgs;
use crate::cli::core::context::Context;
use crate::cli::core::csv_import::{RowOutcome, Sheet};
use crate::cli::core::failure::Failure;
use crate::cli::core::master_data;
use crate::cli::core::output::{self, Table};
use crate::domain::actor::Actor;
use crate::domain::fulfilment::workshop::ZoneMode;
use crate::domain::ids::ZoneId;
use crate::domain::text::Safe;
use crate::service::commands::import::Import;
use crate::service::core::csv_file::CsvRow;
use crate::service::core::receipt::Kept;
use crate::service::workshops::commands::{PutZone, Wanted};
use crate::service::workshops::zones::ServiceZoneView;
use crate::service::{Command, Krafta, Receipt};

#[derive(clap::Args)]
pub struct ZonesArgs {
    #[command(subcommand)]
    command: ZonesCommand,
}

#[derive(Subcommand)]
enum ZonesCommand {
    List,
    Add {
        name: String,
        #[arg(long = "city")]
        cities: Vec<String>,
        #[arg(long, value_parser = choice(ZoneMode::ALL, ZoneMode::as_str), ignore_case = true, default_value = "SUGGEST")]
        mode: ZoneMode,
    },
    Edit {
        zone: String,
        #[arg(long)]
        name: Option<String>,
        #[arg(long, value_parser = choice(ZoneMode::ALL, ZoneMode::as_str), ignore_case = true)]
        mode: Option<ZoneMode>,
        #[arg(long = "city")]
        cities: Vec<String>,
        #[arg(long = "without-city")]
        without: Vec<String>,
    },
    Import {
        file: PathBuf,
    },
}

pub async fn run(args: &ZonesArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    match &args.command {
        ZonesCommand::List => list(context, &shop.workshops().zones(&actor).await?),
        ZonesCommand::Add { name, cities, mode } => {
            let put = PutZone {
                zone: name.clone(),
                wanted: Wanted::New,
                mode: Some(*mode),
                come: cities.clone(),
                ..PutZone::default()
            };
            let receipt = master_data::run(context, &shop, &actor, Command::PutZone(put)).await?;
            if context.json {
                return master_data::json(&receipt, &kept_zone(&shop, &actor, &receipt).await?);
            }
            told(context, &receipt)
        }
        ZonesCommand::Edit {
            zone,
            name,
            mode,
            cities,
            without,
        } => {
            let put = PutZone {
                zone: zone.clone(),
                wanted: Wanted::There,
                name: name.clone(),
                mode: *mode,
                come: cities.clone(),
                go: without.clone(),
            };
            let receipt = master_data::run(context, &shop, &actor, Command::PutZone(put)).await?;
            if context.json {
                return master_data::json_with_change(&receipt, &kept_zone(&shop, &actor, &receipt).await?);
            }
            told(context, &receipt)
        }
        ZonesCommand::Import { file } => {
            let sheet = Sheet::read(context, &shop, Import::Zones, file, &ConsentArgs::default())?;
            let told = async |_: &CsvRow, receipt: &Receipt| {
                RowOutcome::of(context, receipt, async || kept_zone(&shop, &actor, receipt).await).await
            };
            let told = async |done: &[(&CsvRow, &Receipt)]| RowOutcome::each(done, told).await;
            sheet.import(context, (&shop, &actor), told).await
        }
    }
}

/// The zone that a receipt is about, as it is now.
async fn kept_zone(shop: &Krafta, actor: &Actor, receipt: &Receipt) -> Result<ServiceZoneView, Failure> {
    let id = ZoneId::from_uuid(master_data::row(receipt)?.id);
    Ok(shop.workshops().zone(actor, id).await?)
}

fn told(context: &Context, receipt: &Receipt) -> Result<(), Failure> {
    let row = master_data::row(receipt)?;
    let key = match row.kept {
        Kept::Unchanged => "cli-unchanged",
        Kept::Added | Kept::Changed => "cli-zone-saved",
    };
    master_data::say(context, receipt, key, &[("name", row.name.as_str().into())])
}

fn list(context: &Context, zones: &[ServiceZoneView]) -> Result<(), Failure> {
    if context.json {
        return output::json(&zones);
    }
    if zones.is_empty() {
        return output::say(&context.word("cli-empty-zones"));
    }
    let mut table = Table::new(["cli-head-zone", "cli-head-mode", "cli-head-workshops", "cli-head-cities"]).right(2);
    for zone in zones {
        let cities: Vec<&str> = zone.cities.iter().map(Safe::as_str).collect();
        table.row([
            zone.name.to_string(),
            context.word(&format!("cli-mode-{}", zone.mode)),
            zone.workshops.to_string(),
            cities.join(" · "),
        ]);
    }
    output::put(&table.lines(context.catalogue))
}
