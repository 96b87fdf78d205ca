//! `krafta products`: what can be ordered.

use clap::Subcommand;

use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::output::{self, Table};
use crate::domain::money::{Currency, Money};
use crate::locale::money;
use crate::service::catalogue::products::{ProductChange, ProductView};

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
        ProductsCommand::List => list(context, &shop.products(&actor).await?),
        ProductsCommand::Add { sku, name, price } => {
            let price = Money::typed(price, Currency::Usd)?;
            one(context, &shop.add_product(&actor, sku, name, price).await?)
        }
        ProductsCommand::Edit {
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
            one(context, &shop.change_product(&actor, sku, change).await?)
        }
    }
}

fn one(context: &Context, product: &ProductView) -> Result<(), Failure> {
    if context.json {
        return output::json(product);
    }
    let args = [("sku", product.sku.as_str().into()), ("price", product.price.into())];
    output::say(&context.catalogue.text("cli-product-saved", &args))
}

fn list(context: &Context, products: &[ProductView]) -> Result<(), Failure> {
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
