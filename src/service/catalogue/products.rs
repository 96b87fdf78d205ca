//! What can be ordered, and at which price from now on.

use serde::Serialize;

use super::bounded;
use crate::db::catalogue::master_data::ProductRecord;
use crate::domain::actor::{Actor, Permission};
use crate::domain::ids::ProductId;
use crate::domain::money::{Currency, Money};
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::{Safe, excerpt};
use crate::service::core::error::Error;
use crate::service::core::krafta::{Krafta, new_id};

/// A product, to show.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProductView {
    pub sku: Safe,
    pub name: Safe,
    pub price: Money,
    pub active: bool,
}

/// What changes of a product; the rest stays.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProductChange {
    pub name: Option<String>,
    /// USD.
    pub price: Option<Money>,
    pub active: Option<bool>,
}

impl Krafta {
    pub async fn products(&self, actor: &Actor) -> Result<Vec<ProductView>, Error> {
        actor.may(Permission::ReadOrders)?;
        Ok(self.db().product_records().await?.iter().map(view).collect())
    }

    /// # Errors
    /// `sku-taken`.
    pub async fn add_product(&self, actor: &Actor, sku: &str, name: &str, price: Money) -> Result<ProductView, Error> {
        actor.may(Permission::KeepReference)?;
        let product = ProductRecord {
            id: ProductId::from_uuid(new_id()),
            sku: bounded(sku)?,
            name: bounded(name)?,
            unit_price: dollars(price)?,
            active: true,
        };
        let mut tx = self.db().begin().await?;
        if !tx.add_product(&product).await? {
            return Err(Refusal::new(Code::SkuTaken).with("sku", excerpt(sku)).into());
        }
        tx.commit().await?;
        tracing::info!(by = ?actor.id, product = %product.id, "product added");
        Ok(view(&product))
    }

    pub async fn change_product(&self, actor: &Actor, sku: &str, change: ProductChange) -> Result<ProductView, Error> {
        actor.may(Permission::KeepReference)?;
        let mut tx = self.db().begin().await?;
        let found = tx.product_record(sku.trim()).await?;
        let mut product = found.ok_or_else(|| Refusal::new(Code::ProductUnknown).with("sku", excerpt(sku)))?;
        if let Some(name) = &change.name {
            product.name = bounded(name)?;
        }
        if let Some(price) = change.price {
            product.unit_price = dollars(price)?;
        }
        product.active = change.active.unwrap_or(product.active);
        tx.set_product(&product).await?;
        tx.commit().await?;
        tracing::info!(by = ?actor.id, product = %product.id, active = product.active, "product changed");
        Ok(view(&product))
    }
}

/// Orders are priced in dollars (domain.md §1).
fn dollars(price: Money) -> Ruling<Money> {
    if price.currency() != Currency::Usd {
        return Err(Refusal::new(Code::AmountCurrency)
            .with("input", price.to_string())
            .with("found", price.currency().as_str())
            .with("expected", Currency::Usd.as_str()));
    }
    price.require_positive()
}

fn view(product: &ProductRecord) -> ProductView {
    ProductView {
        sku: Safe::new(&product.sku),
        name: Safe::new(&product.name),
        price: product.unit_price,
        active: product.active,
    }
}
