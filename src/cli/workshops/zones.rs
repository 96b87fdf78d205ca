//! `krafta zones`: the sets of cities that workshops serve.

use std::path::PathBuf;

use clap::Subcommand;
use serde_json::json;

use crate::cli::core::choices::choice;
use crate::cli::core::context::Context;
use crate::cli::core::csv_import::{Row, RowOutcome, Sheet, Tally};
use crate::cli::core::failure::Failure;
use crate::cli::core::output::{self, Table};
use crate::domain::actor::Actor;
use crate::domain::fulfilment::workshop::ZoneMode;
use crate::domain::refusal::Code;
use crate::domain::text::Safe;
use crate::service::workshops::Kept;
use crate::service::workshops::zones::{ServiceZoneView, ZoneChange};
use crate::service::{Error, Krafta};

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
        ZonesCommand::List => list(context, &shop.service_zones(&actor).await?),
        ZonesCommand::Add { name, cities, mode } => {
            let zone = shop.add_service_zone(&actor, name, cities, *mode).await?;
            if context.json {
                return output::json(&zone);
            }
            told(context, "cli-zone-saved", &zone)
        }
        ZonesCommand::Edit {
            zone,
            name,
            mode,
            cities,
            without,
        } => {
            let change = ZoneChange {
                name: name.clone(),
                mode: *mode,
                come: cities.clone(),
                go: without.clone(),
            };
            let done = shop.change_service_zone(&actor, zone, &change).await?;
            if context.json {
                return output::json(&done);
            }
            let key = if done.kept == Kept::Unchanged {
                "cli-unchanged"
            } else {
                "cli-zone-saved"
            };
            told(context, key, &done.view)
        }
        ZonesCommand::Import { file } => {
            let sheet = Sheet::read(context, file, &["name", "cities", "mode"], &["name"])?;
            let mut tally = Tally::new(context);
            for (line, row) in sheet.rows() {
                let outcome = match row {
                    Ok(row) => put(&shop, &actor, &row).await,
                    Err(failure) => Err(failure),
                };
                if !tally.tell(line, outcome)? {
                    break;
                }
            }
            tally.end()
        }
    }
}

/// Adds the zone of a row, or brings its cities and its mode to the one there is.
async fn put(shop: &Krafta, actor: &Actor, row: &Row) -> Result<RowOutcome, Failure> {
    let name = row.need("name")?;
    let cities = row.get("cities").unwrap_or_default().split(';').map(str::trim);
    let cities: Vec<String> = cities.filter(|city| !city.is_empty()).map(str::to_owned).collect();
    let mode = row.get("mode").map(|mode| mode.to_uppercase().parse::<ZoneMode>());
    let mode = mode.transpose().map_err(|unknown| Failure::Line {
        code: "line-cell",
        detail: unknown.text,
    })?;
    let change = ZoneChange {
        mode,
        come: cities.clone(),
        ..ZoneChange::default()
    };
    let (kept, zone) = match shop.change_service_zone(actor, name, &change).await {
        Ok(done) => (done.kept, done.view),
        Err(Error::Refused(refusal)) if refusal.code == Code::ServiceZoneUnknown => {
            let mode = mode.unwrap_or(ZoneMode::Suggest);
            (Kept::Added, shop.add_service_zone(actor, name, &cities, mode).await?)
        }
        Err(error) => return Err(error.into()),
    };
    Ok(RowOutcome {
        kept,
        name: zone.name.to_string(),
        json: json!(zone),
    })
}

fn told(context: &Context, key: &str, zone: &ServiceZoneView) -> Result<(), Failure> {
    output::say(&context.catalogue.text(key, &[("name", zone.name.as_str().into())]))
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
