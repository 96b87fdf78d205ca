//! What can be written after `krafta`. The words of help are the catalogue's (`help`), so nothing here is described.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Parser, Subcommand};

use super::completions;
#[cfg(feature = "demo")]
use crate::cli::admin::demo;
#[cfg(feature = "serve")]
use crate::cli::admin::serve;
use crate::cli::admin::{changes, config, database};
use crate::cli::bank::{accounts, statements};
use crate::cli::catalogue::{products, rates, shipping};
use crate::cli::core::global::Global;
use crate::cli::fulfilment::{assign, production};
use crate::cli::messages::{self, alerts, deliver};
use crate::cli::orders::{self, checkout, requests, track};
use crate::cli::payments::{refund, report, review};
use crate::cli::people::{keys, operators, views};
use crate::cli::workshops::{self, capacity, holidays, offers, zones};
use crate::cli::{jobs, payables};

#[derive(Parser)]
#[command(
    name = "krafta",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub struct Args {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub noun: Option<Noun>,
}

#[derive(Subcommand)]
pub enum Noun {
    Checkout(Box<checkout::CheckoutArgs>),
    Report(Box<report::ReportArgs>),
    Track(track::TrackArgs),
    Orders(orders::OrdersArgs),
    Review(review::ReviewArgs),
    Refund(refund::RefundArgs),
    Requests(requests::RequestsArgs),
    Assign(assign::AssignArgs),
    #[command(alias = "workshop")]
    Production(production::ProductionArgs),
    Jobs(jobs::JobsArgs),
    Messages(messages::MessagesArgs),
    Alerts(alerts::AlertsArgs),
    Deliver(deliver::DeliverArgs),
    Payables(Box<payables::PayablesArgs>),
    Rates(rates::RatesArgs),
    Shipping(shipping::ShippingArgs),
    Accounts(accounts::AccountsArgs),
    Bank(statements::BankArgs),
    Products(products::ProductsArgs),
    Operators(operators::OperatorsArgs),
    Keys(keys::KeysArgs),
    Workshops(workshops::WorkshopsArgs),
    Offers(offers::OffersArgs),
    Zones(zones::ZonesArgs),
    Holidays(holidays::HolidaysArgs),
    Capacity(capacity::CapacityArgs),
    Changes(changes::ChangesArgs),
    Views(views::ViewsArgs),
    Db(database::DatabaseArgs),
    #[cfg(feature = "demo")]
    Demo(demo::DemoArgs),
    Config(config::ConfigArgs),
    #[cfg(feature = "serve")]
    Serve(serve::ServeArgs),
    SshCommand,
    Init,
    Doctor,
    Completions(completions::Completions),
    Man(completions::Man),
}

impl Noun {
    /// Whoever is elsewhere may ask for it: it is about the shop, and not about the machine that it lies on.
    pub const fn is_for_visitors(&self) -> bool {
        match self {
            Self::Checkout(_)
            | Self::Report(_)
            | Self::Track(_)
            | Self::Orders(_)
            | Self::Review(_)
            | Self::Refund(_)
            | Self::Requests(_)
            | Self::Assign(_)
            | Self::Production(_)
            | Self::Jobs(_)
            | Self::Messages(_)
            | Self::Alerts(_)
            | Self::Payables(_)
            | Self::Rates(_)
            | Self::Shipping(_)
            | Self::Accounts(_)
            | Self::Bank(_)
            | Self::Products(_)
            | Self::Operators(_)
            | Self::Keys(_)
            | Self::Workshops(_)
            | Self::Offers(_)
            | Self::Zones(_)
            | Self::Holidays(_)
            | Self::Capacity(_)
            | Self::Changes(_)
            | Self::Views(_)
            | Self::Completions(_)
            | Self::Man(_) => true,
            Self::Deliver(_) | Self::Db(_) | Self::Config(_) | Self::SshCommand | Self::Init | Self::Doctor => false,
            #[cfg(feature = "serve")]
            Self::Serve(_) => false,
            #[cfg(feature = "demo")]
            Self::Demo(_) => false,
        }
    }
}

/// What has to be known before the arguments are understood, since it decides how their faults are told.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Early {
    pub json: bool,
    pub language: Option<String>,
    pub config: Option<PathBuf>,
}

/// Looks for `--json`, `--lang` and `--config` without judging the rest.
pub fn early(arguments: &[OsString]) -> Early {
    let mut early = Early::default();
    let mut words = arguments.iter().skip(1).take_while(|word| *word != "--");
    while let Some(word) = words.next() {
        let Some(word) = word.to_str() else { continue };
        let (flag, value) = word.split_once('=').map_or((word, None), |(flag, value)| (flag, Some(value)));
        let mut value = || value.map(str::to_owned).or_else(|| words.next()?.to_str().map(str::to_owned));
        match flag {
            "--json" => early.json = true,
            "--lang" => early.language = value(),
            "--config" => early.config = value().map(PathBuf::from),
            _ => {}
        }
    }
    early
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_is_known_before_the_rest_is_understood() {
        let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        let found = early(&words("krafta --what --lang=en orders --json --config x.toml"));
        assert_eq!(
            found,
            Early {
                json: true,
                language: Some("en".into()),
                config: Some("x.toml".into())
            }
        );
        assert_eq!(early(&words("krafta note -- --json --lang en")), Early::default());
    }
}
