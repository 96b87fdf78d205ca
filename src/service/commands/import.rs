//! What the rows of a file ask for: one command a row. The command line and the terminal read the same files.

use chrono::NaiveDate;

use super::Command;
use crate::domain::dates;
use crate::domain::fulfilment::workshop::{Count, ZoneMode};
use crate::domain::money::{Currency, Money};
use crate::domain::names::named;
use crate::domain::refusal::Ruling;
use crate::service::core::csv_file::{CsvFile, CsvLine, CsvRow};
use crate::service::core::error::Error;
use crate::service::workshops::commands::{
    AddHolidays, Consent, NewHoliday, OfferDetails, PutOffer, PutWorkshop, PutZone, Wanted, WorkshopDetails,
};
use crate::service::workshops::fields::{FIELDS, Typed};

named! {
    /// A list that can be read from a file.
    pub enum Import {
        Zones = "zones",
        Workshops = "workshops",
        Offers = "offers",
        Holidays = "holidays",
    }
}

/// A row as a command, or why nothing can be made of it.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportRow {
    pub line: u64,
    pub command: Ruling<Command>,
}

/// The command of a row, with what somebody agrees to.
pub fn agreed(mut command: Command, consent: &Consent) -> Command {
    match &mut command {
        Command::PutWorkshop(put) => put.consent = consent.clone(),
        Command::PutOffer(put) => put.consent = consent.clone(),
        Command::AddHolidays(add) => add.consent = consent.clone(),
        _ => {}
    }
    command
}

impl Import {
    /// What a file may say.
    pub fn columns(self) -> Vec<&'static str> {
        match self {
            Self::Zones => vec!["name", "cities", "mode"],
            Self::Workshops => {
                let fields = FIELDS.iter().map(|field| field.key);
                std::iter::once("name").chain(fields).chain(["active"]).collect()
            }
            Self::Offers => vec![
                "workshop",
                "sku",
                "cost",
                "currency",
                "units",
                "daily_limit",
                "lead_days",
                "min",
                "max",
                "valid_from",
                "valid_to",
                "active",
            ],
            Self::Holidays => vec!["date", "name"],
        }
    }

    /// What it has to.
    pub const fn needed(self) -> &'static [&'static str] {
        match self {
            Self::Zones | Self::Workshops => &["name"],
            Self::Offers => &["workshop", "sku"],
            Self::Holidays => &["date", "name"],
        }
    }

    /// The file, by the names of its columns.
    ///
    /// # Errors
    /// `sheet-not-text`, `sheet-header`.
    pub fn parse(self, named: &str, bytes: Vec<u8>) -> Result<CsvFile, Error> {
        CsvFile::parse(named, bytes, &self.columns(), self.needed())
    }

    /// Every row of a file.
    pub fn rows(self, file: &CsvFile, today: NaiveDate) -> Vec<ImportRow> {
        let row = |line: CsvLine| ImportRow {
            line: line.number,
            command: line.row.and_then(|row| self.command(&row, today)),
        };
        file.lines().map(row).collect()
    }

    /// What a row asks for: added, or the one of its name changed.
    ///
    /// # Errors
    /// A cell that is missing or cannot be read.
    pub fn command(self, row: &CsvRow, today: NaiveDate) -> Ruling<Command> {
        Ok(match self {
            Self::Zones => Command::PutZone(zone(row)?),
            Self::Workshops => Command::PutWorkshop(Box::new(workshop(row)?)),
            Self::Offers => Command::PutOffer(offer(row, today)?),
            // A day that is a holiday already stays as it is.
            Self::Holidays => Command::AddHolidays(AddHolidays {
                days: vec![NewHoliday {
                    day: dates::typed(row.need("date")?, today)?,
                    name: row.need("name")?.to_owned(),
                }],
                ..AddHolidays::default()
            }),
        })
    }
}

/// Names parted by `;`; nothing between is no name.
pub fn parted(text: &str) -> Vec<String> {
    let names = text.split(';').map(str::trim).filter(|name| !name.is_empty() && *name != "-");
    names.map(str::to_owned).collect()
}

/// A cost with or without its currency; dollars where neither says which.
pub fn cost(text: Option<&str>, currency: Option<Currency>) -> Ruling<Option<Money>> {
    let read = |text: &str| match currency {
        Some(currency) => Money::typed(text, currency),
        None => Money::typed_or(text, Currency::Usd),
    };
    text.map(read).transpose()
}

/// Brings its cities and its mode to the zone there is.
fn zone(row: &CsvRow) -> Ruling<PutZone> {
    Ok(PutZone {
        zone: row.need("name")?.to_owned(),
        mode: row.choice("mode", ZoneMode::ALL, ZoneMode::as_str)?,
        come: row.get("cities").map(parted).unwrap_or_default(),
        ..PutZone::default()
    })
}

fn workshop(row: &CsvRow) -> Ruling<PutWorkshop> {
    let mut details = WorkshopDetails {
        active: row.yes_or_no("active")?,
        ..WorkshopDetails::default()
    };
    for field in FIELDS {
        match field.typed {
            Typed::Text(put) => row.text(field.key).into_iter().for_each(|text| put(&mut details, text)),
            Typed::YesOrNo(put) => row.yes_or_no(field.key)?.into_iter().for_each(|yes| put(&mut details, yes)),
            Typed::OneOf(names, put) => row.one_of(field.key, &names())?.into_iter().for_each(|at| put(&mut details, at)),
            Typed::Numbers(put) => row.value(field.key, |text| put(&mut details, text)).map(drop)?,
            Typed::Names(put) => row.get(field.key).into_iter().for_each(|names| put(&mut details, parted(names))),
        }
    }
    Ok(PutWorkshop {
        workshop: row.need("name")?.to_owned(),
        wanted: Wanted::Either,
        details,
        ..PutWorkshop::default()
    })
}

fn offer(row: &CsvRow, today: NaiveDate) -> Ruling<PutOffer> {
    let day = |text: &str| dates::typed(text, today);
    let currency = row.choice("currency", Currency::ALL, Currency::as_str)?;
    let details = OfferDetails {
        unit_cost: cost(row.get("cost"), currency)?,
        capacity_units: row.value("units", |text| Count::CapacityUnits.typed(text))?,
        daily_limit: row.optional("daily_limit", |text| Count::DailyLimit.typed(text))?,
        lead_days: row.value("lead_days", |text| Count::LeadDays.typed(text))?,
        min_quantity: row.value("min", |text| Count::MinQuantity.typed(text))?,
        max_quantity: row.optional("max", |text| Count::MaxQuantity.typed(text))?,
        valid_from: row.optional("valid_from", day)?,
        valid_to: row.optional("valid_to", day)?,
        active: row.yes_or_no("active")?,
    };
    Ok(PutOffer {
        workshop: row.need("workshop")?.to_owned(),
        sku: row.need("sku")?.to_owned(),
        wanted: Wanted::Either,
        details,
        consent: Consent::default(),
    })
}
