//! `krafta products`: what can be ordered.

use clap::Subcommand;

use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::master_data;
use crate::cli::core::output::{self, Table};
use crate::domain::actor::Actor;
use crate::domain::ids::ProductId;
use crate::domain::money::{Currency, Money};
use crate::locale::money;
use crate::service::catalogue::commands::{AddProduct, ChangeProduct};
use crate::service::catalogue::products::ProductRecord;
use crate::service::{Command, Krafta};

#[derive(clap::Args)]
pub struct ProductsArgs {
    #[command(subcommand)]
    command: ProductsCommand,
}

#[derive(Subcommand)]
enum ProductsCommand {
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

pub async fn run(args: &ProductsArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    match &args.command {
        ProductsCommand::List => list(context, &shop.catalogue().products(&actor).await?),
        ProductsCommand::Add { sku, name, price } => {
            let price = Money::typed(price, Currency::Usd)?;
            let (sku, name) = (sku.clone(), name.clone());
            keep(context, &shop, &actor, Command::AddProduct(AddProduct { sku, name, price })).await
        }
        ProductsCommand::Edit {
            sku,
            name,
            price,
            enable,
            disable,
        } => {
            let change = ChangeProduct {
                sku: sku.clone(),
                name: name.clone(),
                price: price.as_deref().map(|price| Money::typed(price, Currency::Usd)).transpose()?,
                active: (*enable || *disable).then_some(*enable),
            };
            keep(context, &shop, &actor, Command::ChangeProduct(change)).await
        }
    }
}

async fn keep(context: &Context, shop: &Krafta, actor: &Actor, command: Command) -> Result<(), Failure> {
    let receipt = master_data::run(context, shop, actor, command).await?;
    let id = ProductId::from_uuid(master_data::row(&receipt)?.id);
    let product = shop.catalogue().product(actor, id).await?;
    if context.json {
        return master_data::json(&receipt, &product);
    }
    let args = [("sku", product.sku.as_str().into()), ("price", product.price.into())];
    master_data::say(context, &receipt, "cli-product-saved", &args)
}

fn list(context: &Context, products: &[ProductRecord]) -> Result<(), Failure> {
    if context.json {
        return output::json(&products);
    }
    if products.is_empty() {
        return output::say(&context.word("cli-empty-products"));
    }
    let mut table = Table::new(["cli-head-sku", "cli-head-name", "cli-head-price", "cli-head-active"]).right(2);
    for product in products {
        table.row([
            product.sku.to_string(),
            product.name.to_string(),
            money(product.price),
            context.yes_or_no(product.active),
        ]);
    }
    output::put(&table.lines(context.catalogue))
}
