//! `krafta offers`: what each workshop makes, for how much and how many a day.

use std::path::PathBuf;

use clap::Subcommand;

use super::capacity::still_booked;
use crate::cli::core::choices::{choice, yes_or_no};
use crate::cli::core::consent::ConsentArgs;
use crate::cli::core::context::Context;
use crate::cli::core::csv_import::{RowOutcome, Sheet};
use crate::cli::core::failure::Failure;
use crate::cli::core::master_data;
use crate::cli::core::output::{self, Table};
use crate::domain::actor::Actor;
use crate::domain::dates;
use crate::domain::fulfilment::workshop::Count;
use crate::domain::ids::OfferId;
use crate::domain::money::Currency;
use crate::locale::{date, money};
use crate::service::commands::import::{Import, cost};
use crate::service::core::csv_file::CsvRow;
use crate::service::core::receipt::Kept;
use crate::service::workshops::commands::{OfferDetails, PutOffer, Wanted};
use crate::service::workshops::offers::OfferRecord;
use crate::service::{Command, Krafta, Receipt};

#[derive(clap::Args)]
pub struct OffersArgs {
    #[command(subcommand)]
    command: OffersCommand,
}

#[derive(Subcommand)]
enum OffersCommand {
    List {
        workshop: Option<String>,
        #[arg(long)]
        all: bool,
    },
    Add(Keep),
    Edit {
        #[command(flatten)]
        keep: Keep,
        #[arg(long, value_parser = yes_or_no)]
        active: Option<bool>,
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
struct Keep {
    workshop: String,
    sku: String,
    #[arg(long, allow_hyphen_values = true)]
    cost: Option<String>,
    #[arg(long, value_parser = choice(Currency::ALL, Currency::as_str), ignore_case = true, requires = "cost")]
    currency: Option<Currency>,
    #[arg(long, allow_hyphen_values = true)]
    units: Option<String>,
    #[arg(long, allow_hyphen_values = true)]
    daily_limit: Option<String>,
    #[arg(long, allow_hyphen_values = true)]
    lead_days: Option<String>,
    #[arg(long, allow_hyphen_values = true)]
    min: Option<String>,
    #[arg(long, allow_hyphen_values = true)]
    max: Option<String>,
    #[arg(long, allow_hyphen_values = true)]
    valid_from: Option<String>,
    #[arg(long, allow_hyphen_values = true)]
    valid_to: Option<String>,
}

impl Keep {
    fn read(&self, shop: &Krafta) -> Result<OfferDetails, Failure> {
        let limit = |count: Count, text: &Option<String>| unless_taken_away(text.as_deref(), |text| count.typed(text));
        let day = |text: &Option<String>| unless_taken_away(text.as_deref(), |text| dates::typed(text, shop.today()));
        let count = |count: Count, text: &Option<String>| text.as_deref().map(|text| count.typed(text)).transpose();
        Ok(OfferDetails {
            unit_cost: cost(self.cost.as_deref(), self.currency)?,
            capacity_units: count(Count::CapacityUnits, &self.units)?,
            daily_limit: limit(Count::DailyLimit, &self.daily_limit)?,
            lead_days: count(Count::LeadDays, &self.lead_days)?,
            min_quantity: count(Count::MinQuantity, &self.min)?,
            max_quantity: limit(Count::MaxQuantity, &self.max)?,
            valid_from: day(&self.valid_from)?,
            valid_to: day(&self.valid_to)?,
            active: None,
        })
    }
}

impl Keep {
    fn put(&self, wanted: Wanted, details: OfferDetails, assent: &ConsentArgs) -> PutOffer {
        PutOffer {
            workshop: self.workshop.clone(),
            sku: self.sku.clone(),
            wanted,
            details,
            consent: assent.consent(),
        }
    }
}

/// `-` takes away what was there.
fn unless_taken_away<T>(
    text: Option<&str>,
    read: impl FnOnce(&str) -> Result<T, crate::domain::refusal::Refusal>,
) -> Result<Option<Option<T>>, Failure> {
    match text {
        None => Ok(None),
        Some("-") => Ok(Some(None)),
        Some(text) => Ok(Some(Some(read(text)?))),
    }
}

pub async fn run(args: &OffersArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    match &args.command {
        OffersCommand::List { workshop, all } => {
            let mut offers = shop.workshops().offers(&actor, workshop.as_deref()).await?;
            offers.retain(|offer| *all || offer.active);
            list(context, &offers)
        }
        OffersCommand::Add(keep) => {
            let details = keep.read(&shop)?;
            let put = keep.put(Wanted::New, details, &ConsentArgs::default());
            let receipt = master_data::run(context, &shop, &actor, Command::PutOffer(put)).await?;
            tell(context, &receipt, &kept_offer(&shop, &actor, &keep.workshop, &receipt).await?)
        }
        OffersCommand::Edit { keep, active, assent } => {
            let details = OfferDetails {
                active: *active,
                ..keep.read(&shop)?
            };
            let put = keep.put(Wanted::There, details, assent);
            let receipt = master_data::run(context, &shop, &actor, Command::PutOffer(put)).await?;
            tell(context, &receipt, &kept_offer(&shop, &actor, &keep.workshop, &receipt).await?)
        }
        OffersCommand::Import { file, assent } => {
            let sheet = Sheet::read(context, &shop, Import::Offers, file, assent)?;
            let told = async |row: &CsvRow, receipt: &Receipt| {
                let workshop = row.need("workshop")?;
                RowOutcome::of(context, receipt, async || kept_offer(&shop, &actor, workshop, receipt).await).await
            };
            let told = async |done: &[(&CsvRow, &Receipt)]| RowOutcome::each(done, told).await;
            sheet.import(context, (&shop, &actor), told).await
        }
    }
}

/// The offer that a receipt is about, as it is now.
async fn kept_offer(shop: &Krafta, actor: &Actor, workshop: &str, receipt: &Receipt) -> Result<OfferRecord, Failure> {
    let id = OfferId::from_uuid(master_data::row(receipt)?.id);
    Ok(shop.workshops().offer(actor, workshop, id).await?)
}

fn tell(context: &Context, receipt: &Receipt, offer: &OfferRecord) -> Result<(), Failure> {
    if context.json {
        return master_data::json_with_change(receipt, offer);
    }
    let row = master_data::row(receipt)?;
    if row.kept == Kept::Unchanged {
        return master_data::say(context, receipt, "cli-unchanged", &[("name", row.name.as_str().into())]);
    }
    let args = [
        ("workshop", offer.workshop.as_str().into()),
        ("sku", offer.sku.as_str().into()),
        ("cost", offer.unit_cost.into()),
    ];
    master_data::say(context, receipt, "cli-offer-saved", &args)?;
    still_booked(context, &row.no_longer_fits)
}

fn list(context: &Context, offers: &[OfferRecord]) -> Result<(), Failure> {
    if context.json {
        return output::json(&offers);
    }
    if offers.is_empty() {
        return output::say(&context.word("cli-empty-offers"));
    }
    let mut table = Table::new([
        "cli-head-workshop",
        "cli-head-sku",
        "cli-head-cost",
        "cli-head-units",
        "cli-head-daily-limit",
        "cli-head-lead-days",
        "cli-head-quantity",
        "cli-head-valid",
        "cli-head-active",
    ])
    .right(2)
    .right(3)
    .right(4)
    .right(5);
    for offer in offers {
        let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "…".to_owned(), date);
        let valid = match (offer.valid_from, offer.valid_to) {
            (None, None) => String::new(),
            (from, to) => format!("{} – {}", day(from), day(to)),
        };
        table.row([
            offer.workshop.to_string(),
            offer.sku.to_string(),
            money(offer.unit_cost),
            offer.capacity_units.to_string(),
            offer.daily_limit.map_or_else(|| "–".to_owned(), |limit| limit.to_string()),
            offer.lead_days.to_string(),
            offer.max_quantity.map_or_else(
                || format!("{}+", offer.min_quantity),
                |most| format!("{}–{most}", offer.min_quantity),
            ),
            valid,
            context.yes_or_no(offer.active),
        ]);
    }
    output::put(&table.lines(context.catalogue))
}
