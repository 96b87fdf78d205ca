//! What can be ordered, and at which price from now on.

use serde::Serialize;

use super::bounded;
use super::commands::{AddProduct, ChangeProduct};
use crate::db::catalogue::master_data::ProductRecord;
use crate::domain::actor::{Actor, Permission};
use crate::domain::ids::ProductId;
use crate::domain::money::{Currency, Money};
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::{Safe, excerpt};
use crate::service::core::error::Error;
use crate::service::core::krafta::{Krafta, new_id};
use crate::service::core::receipt::{Kept, Outcome};
use crate::service::core::unit_of_work::UnitOfWork;

/// A product, to show.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProductView {
    pub sku: Safe,
    pub name: Safe,
    pub price: Money,
    pub active: bool,
}

impl Krafta {
    pub async fn products(&self, actor: &Actor) -> Result<Vec<ProductView>, Error> {
        actor.may(Permission::ReadOrders)?;
        Ok(self.db().product_records().await?.iter().map(view).collect())
    }

    /// # Errors
    /// `product-unknown`.
    pub async fn product(&self, actor: &Actor, id: ProductId) -> Result<ProductView, Error> {
        actor.may(Permission::ReadOrders)?;
        let records = self.db().product_records().await?;
        let found = records.iter().find(|product| product.id == id).map(view);
        Ok(found.ok_or_else(|| unknown(&id.to_string()))?)
    }
}

/// # Errors
/// `sku-taken`.
pub(in crate::service) async fn add_product(work: &mut UnitOfWork<'_>, data: &AddProduct) -> Result<Outcome, Error> {
    let product = ProductRecord {
        id: ProductId::from_uuid(new_id()),
        sku: bounded(&data.sku)?,
        name: bounded(&data.name)?,
        unit_price: dollars(data.price)?,
        active: true,
    };
    if !work.tx.add_product(&product).await? {
        return Err(Refusal::new(Code::SkuTaken).with("sku", excerpt(&data.sku)).into());
    }
    Ok(Outcome::kept(Kept::Added, product.id.uuid(), &product.sku))
}

/// # Errors
/// `product-unknown`.
pub(in crate::service) async fn change_product(work: &mut UnitOfWork<'_>, data: &ChangeProduct) -> Result<Outcome, Error> {
    let found = work.tx.product_record(data.sku.trim()).await?;
    let before = found.ok_or_else(|| unknown(&data.sku))?;
    let mut product = before.clone();
    if let Some(name) = &data.name {
        product.name = bounded(name)?;
    }
    if let Some(price) = data.price {
        product.unit_price = dollars(price)?;
    }
    product.active = data.active.unwrap_or(product.active);
    let kept = if product == before { Kept::Unchanged } else { Kept::Changed };
    if kept == Kept::Changed {
        work.tx.set_product(&product).await?;
    }
    Ok(Outcome::kept(kept, product.id.uuid(), &product.sku))
}

fn unknown(sku: &str) -> Refusal {
    Refusal::new(Code::ProductUnknown).with("sku", excerpt(sku))
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
