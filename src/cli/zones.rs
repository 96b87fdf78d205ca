//! `krafta zones`: the sets of cities that workshops serve.

use clap::Subcommand;

use super::desk::Desk;
use super::failure::Failure;
use super::screen::{self, Table};
use super::words::choice;
use crate::domain::text::Safe;
use crate::domain::workshop::ZoneMode;
use crate::service::workshops::Kept;
use crate::service::workshops::zones::{ServiceZoneView, ZoneChange};

#[derive(clap::Args)]
pub struct What {
    #[command(subcommand)]
    what: Verb,
}

#[derive(Subcommand)]
enum Verb {
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
}

pub async fn run(what: &What, desk: &Desk) -> Result<(), Failure> {
    let (shop, actor) = desk.shop().await?;
    match &what.what {
        Verb::List => list(desk, &shop.service_zones(&actor).await?),
        Verb::Add { name, cities, mode } => {
            let zone = shop.add_service_zone(&actor, name, cities, *mode).await?;
            if desk.json {
                return screen::json(&zone);
            }
            told(desk, "cli-zone-saved", &zone)
        }
        Verb::Edit {
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
            if desk.json {
                return screen::json(&done);
            }
            let key = if done.kept == Kept::Unchanged {
                "cli-unchanged"
            } else {
                "cli-zone-saved"
            };
            told(desk, key, &done.view)
        }
    }
}

fn told(desk: &Desk, key: &str, zone: &ServiceZoneView) -> Result<(), Failure> {
    screen::say(&desk.catalogue.text(key, &[("name", zone.name.as_str().into())]))
}

fn list(desk: &Desk, zones: &[ServiceZoneView]) -> Result<(), Failure> {
    if desk.json {
        return screen::json(&zones);
    }
    if zones.is_empty() {
        return screen::say(&desk.word("cli-empty-zones"));
    }
    let mut table = Table::new(["cli-head-zone", "cli-head-mode", "cli-head-workshops", "cli-head-cities"]).right(2);
    for zone in zones {
        let cities: Vec<&str> = zone.cities.iter().map(Safe::as_str).collect();
        table.row([
            zone.name.to_string(),
            desk.word(&format!("cli-mode-{}", zone.mode)),
            zone.workshops.to_string(),
            cities.join(" · "),
        ]);
    }
    screen::put(&table.lines(desk.catalogue))
}
