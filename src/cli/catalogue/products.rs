//! `krafta products`: what can be ordered.

use clap::Subcommand;

use crate::cli::core::context::Desk;
use crate::cli::core::failure::Failure;
use crate::cli::core::output::{self, Table};
use crate::domain::money::{Currency, Money};
use crate::locale::money;
use crate::service::catalogue::products::{ProductChange, ProductView};

#[derive(clap::Args)]
pub struct What {
    #[command(subcommand)]
    what: Verb,
}

#[derive(Subcommand)]
enum Verb {
    List,
    Add {
        sku: String,
        #[arg(long)]
        name: String,
        #[arg(long)]
        price: String,
    },
    Edit {
        sku: String,
        #[arg(long)]
        name: Option<String>,
        #[arg(long)]
        price: Option<String>,
        #[arg(long, conflicts_with = "disable")]
        enable: bool,
        #[arg(long)]
        disable: bool,
    },
}

pub async fn run(what: &What, desk: &Desk) -> Result<(), Failure> {
    let (shop, actor) = desk.shop().await?;
    match &what.what {
        Verb::List => list(desk, &shop.products(&actor).await?),
        Verb::Add { sku, name, price } => {
            let price = Money::typed(price, Currency::Usd)?;
            one(desk, &shop.add_product(&actor, sku, name, price).await?)
        }
        Verb::Edit {
            sku,
            name,
            price,
            enable,
            disable,
        } => {
            let change = ProductChange {
                name: name.clone(),
                price: price.as_deref().map(|price| Money::typed(price, Currency::Usd)).transpose()?,
                active: (*enable || *disable).then_some(*enable),
            };
            one(desk, &shop.change_product(&actor, sku, change).await?)
        }
    }
}

fn one(desk: &Desk, product: &ProductView) -> Result<(), Failure> {
    if desk.json {
        return output::json(product);
    }
    let args = [("sku", product.sku.as_str().into()), ("price", product.price.into())];
    output::say(&desk.catalogue.text("cli-product-saved", &args))
}

fn list(desk: &Desk, products: &[ProductView]) -> Result<(), Failure> {
    if desk.json {
        return output::json(&products);
    }
    if products.is_empty() {
        return output::say(&desk.word("cli-empty-products"));
    }
    let mut table = Table::new(["cli-head-sku", "cli-head-name", "cli-head-price", "cli-head-active"]).right(2);
    for product in products {
        table.row([
            product.sku.to_string(),
            product.name.to_string(),
            money(product.price),
            desk.yes_or_no(product.active),
        ]);
    }
    output::put(&table.lines(desk.catalogue))
}
