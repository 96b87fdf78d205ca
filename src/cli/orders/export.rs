//! `krafta orders export`: every order of a filter into a file, row by row, for a spreadsheet or a program.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use serde::Serialize;

use super::Filter;
use crate::cli::core::choices::choice;
use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::output;
use crate::cli::core::progress::Progress;
use crate::config::create_private_file;
use crate::domain::actor::Actor;
use crate::domain::names::named;
use crate::domain::text::{Safe, csv_safe};
use crate::service::Krafta;
use crate::service::orders::view::ExportRow;

named! {
    /// The forms of an export.
    pub enum Format { Csv = "csv", Jsonl = "jsonl" }
}

#[derive(clap::Args)]
pub struct ExportArgs {
    #[command(flatten)]
    filter: Filter,
    #[arg(long, value_parser = choice(Format::ALL, Format::as_str))]
    format: Option<Format>,
    #[arg(long)]
    out: Option<PathBuf>,
}

/// The columns, which are also the names in JSON; money has its currency beside it.
const COLUMNS: &[&str] = &[
    "number",
    "placed_at",
    "customer",
    "phone",
    "id_doc",
    "email",
    "delivery",
    "state",
    "city",
    "address",
    "subtotal",
    "shipping",
    "total",
    "currency",
    "due",
    "credited",
    "due_currency",
    "rate",
    "payment",
    "production",
    "on_hold",
    "workshop",
    "attempt",
    "last_event_at",
];

pub async fn run(args: &ExportArgs, context: &Context, shop: &Krafta, actor: &Actor) -> Result<(), Failure> {
    let filter = args.filter.read(shop, actor)?;
    let format = args.format.unwrap_or(if context.json { Format::Jsonl } else { Format::Csv });
    let mut sheet = Sheet::open(args.out.as_ref(), format, COLUMNS)?;
    let mut progress = Progress::new(None);
    let mut count = 0;
    let outcome = shop
        .orders()
        .export(actor, &filter, |row| {
            count += 1;
            progress.advance(count);
            sheet.put(&cells(&row), &row)
        })
        .await;
    progress.finish();
    outcome?;
    sheet.end()?;
    if args.out.is_some() {
        output::complain(&context.catalogue.text("cli-exported", &[("count", count.into())]));
    }
    Ok(())
}

/// Where rows go, in which form.
pub enum Sheet {
    Csv(Box<csv::Writer<Box<dyn Write>>>),
    Jsonl(Box<dyn Write>),
}

impl Sheet {
    /// A file is new and for its owner alone: it holds people's data.
    pub fn open(path: Option<&PathBuf>, format: Format, columns: &[&str]) -> Result<Self, Failure> {
        let out: Box<dyn Write> = match path {
            None => Box::new(BufWriter::new(io::stdout())),
            Some(path) => {
                let file: File = create_private_file(path).map_err(|fault| Failure::file(path.display().to_string(), fault))?;
                Box::new(BufWriter::new(file))
            }
        };
        let mut sheet = match format {
            Format::Jsonl => Self::Jsonl(out),
            Format::Csv => Self::Csv(Box::new(csv::Writer::from_writer(out))),
        };
        if let Self::Csv(csv) = &mut sheet {
            csv.write_record(columns).map_err(|fault| output::unwritten(fault.into()))?;
        }
        Ok(sheet)
    }

    /// A row, as cells or as an object.
    pub fn put(&mut self, cells: &[String], row: &impl Serialize) -> Result<(), Failure> {
        let written = match self {
            Self::Csv(csv) => csv.write_record(cells).map_err(io::Error::from),
            Self::Jsonl(out) => serde_json::to_string(row)
                .map_err(io::Error::from)
                .and_then(|line| writeln!(out, "{line}")),
        };
        written.map_err(output::unwritten)
    }

    pub fn end(self) -> Result<(), Failure> {
        match self {
            Self::Csv(mut csv) => csv.flush(),
            Self::Jsonl(mut out) => out.flush(),
        }
        .map_err(output::unwritten)
    }
}

/// Texts from outside cannot become formulas; numbers are plain, so that a program reads them.
fn cells(row: &ExportRow) -> Vec<String> {
    let text = |safe: &Option<Safe>| safe.as_ref().map_or_else(String::new, |text| csv_safe(text));
    let instant = |at: crate::domain::dates::Time| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    vec![
        row.number.clone(),
        instant(row.placed_at),
        csv_safe(&row.customer),
        csv_safe(&row.phone),
        text(&row.id_doc),
        text(&row.email),
        row.delivery.to_string(),
        text(&row.state),
        text(&row.city),
        text(&row.address),
        row.subtotal.plain(),
        row.shipping.plain(),
        row.total.plain(),
        row.total.currency().to_string(),
        row.due.plain(),
        row.credited.plain(),
        row.due.currency().to_string(),
        row.rate.normalize().to_string(),
        row.payment.to_string(),
        row.production.map_or_else(String::new, |status| status.to_string()),
        row.on_hold.to_string(),
        text(&row.workshop),
        row.attempt.to_string(),
        instant(row.last_event_at),
    ]
}
