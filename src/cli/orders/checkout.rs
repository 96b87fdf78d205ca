//! `krafta checkout`: an order, from flags, or many from a site's feed.

use std::path::PathBuf;
use std::str::FromStr;

use crate::cli::core::choices::choice;
use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::feed::{self, Entry, Feed};
use crate::cli::core::receipt;
use crate::domain::actor::Actor;
use crate::domain::identity::Phone;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::service::Command;
use crate::service::commands::CommandKind;
use crate::service::orders::commands::{Checkout, Customer, Delivery, Line};

#[derive(clap::Args)]
pub struct CheckoutArgs {
    #[arg(long, required_unless_present = "from")]
    name: Option<String>,
    #[arg(long, required_unless_present = "from")]
    phone: Option<String>,
    #[arg(long)]
    id_doc: Option<String>,
    #[arg(long)]
    email: Option<String>,
    #[arg(long, value_parser = choice(DeliveryMethod::ALL, DeliveryMethod::as_str), ignore_case = true, default_value = "PICKUP")]
    delivery: DeliveryMethod,
    #[arg(long)]
    city: Option<String>,
    #[arg(long)]
    state: Option<String>,
    #[arg(long)]
    address: Option<String>,
    #[arg(long = "item", id = "item", required_unless_present = "from")]
    items: Vec<Piece>,
    #[arg(long, conflicts_with_all = ["name", "phone", "id_doc", "email", "city", "state", "address", "item"])]
    from: Option<PathBuf>,
    #[arg(long, requires = "from")]
    feed: Option<String>,
}

/// `SKU`, or `SKU:3` for three.
#[derive(Clone)]
struct Piece(Line);

impl FromStr for Piece {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (sku, quantity) = match text.rsplit_once(':') {
            Some((sku, quantity)) => (sku, quantity.parse()?),
            None => (text, 1),
        };
        Ok(Self(Line {
            sku: sku.to_owned(),
            quantity,
        }))
    }
}

pub async fn run(args: &CheckoutArgs, context: &Context) -> Result<(), Failure> {
    if let Some(from) = &args.from {
        let feed = Feed {
            from,
            name: args.feed.as_deref(),
            pictures: None,
        };
        return feed::replay(context, &feed, "checkout", entry).await;
    }
    let (shop, actor) = context.shop().await?;
    let command = Command::Checkout(Checkout {
        customer: Customer {
            name: args.name.clone().unwrap_or_default(),
            phone: args.phone.clone().unwrap_or_default(),
            id_doc: args.id_doc.clone(),
            email: args.email.clone(),
        },
        delivery: Delivery {
            method: args.delivery,
            city: args.city.clone(),
            state: args.state.clone(),
            address: args.address.clone(),
        },
        items: args.items.iter().map(|piece| piece.0.clone()).collect(),
    });
    receipt::tell(context, &shop.execute(&actor, context.operation(), command).await?)
}

/// A line of the feed is the customer's own order: history says so, whoever replays it.
fn entry(line: serde_json::Value, keeper: &Actor) -> Result<Entry, Failure> {
    CommandKind::Checkout.may(keeper)?;
    let checkout: Checkout = feed::read(line)?;
    let actor = Actor::customer(Phone::parse(&checkout.customer.phone)?.e164());
    Ok(Entry {
        actor,
        command: Command::Checkout(checkout),
        receipt_file: None,
    })
}
