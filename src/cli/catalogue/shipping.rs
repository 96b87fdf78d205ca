//! `krafta shipping`: what a delivery costs where.

use clap::Subcommand;
use serde_json::json;

use crate::cli::core::choices::choice;
use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::master_data;
use crate::cli::core::output::{self, Table};
use crate::domain::ids::ShippingRateId;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::geography::State;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::locale::money;
use crate::service::Command;
use crate::service::catalogue::commands::{AddShipping, CloseShipping, Where};
use crate::service::catalogue::shipping::{ShippingRecord, ZoneView};

/// Pickup costs nothing and has no rate.
const DELIVERED: &[DeliveryMethod] = &[DeliveryMethod::LocalDelivery, DeliveryMethod::NationalShipping];

#[derive(clap::Args)]
pub struct ShippingArgs {
    #[command(subcommand)]
    command: ShippingCommand,
}

#[derive(Subcommand)]
enum ShippingCommand {
    List {
        #[arg(long)]
        all: bool,
    },
    Zones,
    Add(Add),
    Close {
        id: ShippingRateId,
    },
}

#[derive(clap::Args)]
struct Add {
    #[arg(long, value_parser = choice(DELIVERED, DeliveryMethod::as_str), ignore_case = true)]
    method: DeliveryMethod,
    #[arg(long, required_unless_present_any = ["state", "zone"], conflicts_with = "zone")]
    city: Option<String>,
    #[arg(long, conflicts_with = "zone")]
    state: Option<String>,
    #[arg(long)]
    zone: Option<String>,
    #[arg(long)]
    price: String,
    #[arg(long)]
    replace: bool,
}

impl Add {
    fn place(&self) -> Where {
        match (&self.city, &self.state, &self.zone) {
            (Some(name), state, _) => Where::City {
                name: name.clone(),
                state: state.clone(),
            },
            (None, Some(state), _) => Where::State(state.clone()),
            (None, None, zone) => Where::Zone(zone.clone().unwrap_or_default()),
        }
    }
}

pub async fn run(args: &ShippingArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    match &args.command {
        ShippingCommand::List { all } => {
            let mut rates = shop.catalogue().shipping_rates(&actor).await?;
            rates.retain(|rate| *all || rate.active);
            list(context, &rates)
        }
        ShippingCommand::Zones => zones(context, &shop.catalogue().zones(&actor).await?),
        ShippingCommand::Add(add) => {
            let price = if add.price.trim() == "0" {
                Money::zero(Currency::Usd)
            } else {
                Money::typed(&add.price, Currency::Usd)?
            };
            let new = AddShipping {
                method: add.method,
                place: add.place(),
                price,
                replace: add.replace,
            };
            let receipt = master_data::run(context, &shop, &actor, Command::AddShipping(new)).await?;
            if context.json {
                return master_data::json(&receipt, &json!({ "id": master_data::row(&receipt)?.id }));
            }
            master_data::say(context, &receipt, "cli-shipping-added", &[("price", price.into())])
        }
        ShippingCommand::Close { id } => {
            let close = CloseShipping { rate: *id };
            let receipt = master_data::run(context, &shop, &actor, Command::CloseShipping(close)).await?;
            if context.json {
                return master_data::json(&receipt, &json!({ "id": id, "active": false }));
            }
            master_data::say(context, &receipt, "cli-shipping-closed", &[])
        }
    }
}

fn list(context: &Context, rates: &[ShippingRecord]) -> Result<(), Failure> {
    if context.json {
        return output::json(&rates);
    }
    if rates.is_empty() {
        return output::say(&context.word("cli-empty-shipping"));
    }
    let mut table = Table::new([
        "cli-head-delivery",
        "cli-head-place",
        "cli-head-price",
        "cli-head-active",
        "cli-head-id",
    ])
    .right(2);
    for rate in rates {
        table.row([
            context.word(&format!("delivery-{}", rate.method)),
            place(context, rate),
            money(rate.price),
            context.yes_or_no(rate.active),
            rate.id.to_string(),
        ]);
    }
    output::put(&table.lines(context.catalogue))
}

/// `Valencia, Carabobo`, `Carabobo`, `zona Gran Caracas`.
fn place(context: &Context, rate: &ShippingRecord) -> String {
    let state = rate.state.as_ref().and_then(|code| code.as_str().parse::<State>().ok());
    let state = state.map(State::name).unwrap_or_default();
    match (&rate.city, &rate.zone) {
        (Some(city), _) => format!("{city}, {state}"),
        (None, Some(zone)) => context.catalogue.text("cli-shipping-zone", &[("zone", zone.as_str().into())]),
        (None, None) => state.to_owned(),
    }
}

fn zones(context: &Context, zones: &[ZoneView]) -> Result<(), Failure> {
    if context.json {
        return output::json(&zones);
    }
    let mut table = Table::new(["cli-head-zone", "cli-head-cities"]);
    for zone in zones {
        let cities: Vec<_> = zone.cities.iter().map(ToString::to_string).collect();
        table.row([zone.name.to_string(), cities.join(", ")]);
    }
    output::put(&table.lines(context.catalogue))
}
