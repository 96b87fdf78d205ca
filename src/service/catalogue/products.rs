//! What can be ordered, and at which price from now on.

use super::Catalogue;
use super::bounded;
use super::commands::{AddProduct, ChangeProduct};
use crate::domain::actor::{Actor, Permission};
use crate::domain::ids::ProductId;
use crate::domain::money::{Currency, Money};
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::excerpt;
use crate::service::core::error::Error;
use crate::service::core::krafta::new_id;
use crate::service::core::receipt::{Kept, Outcome};
use crate::service::core::unit_of_work::UnitOfWork;

pub use crate::db::catalogue::master_data::ProductRecord;

impl Catalogue<'_> {
    pub async fn products(&self, actor: &Actor) -> Result<Vec<ProductRecord>, Error> {
        actor.may(Permission::ReadOrders)?;
        Ok(self.shop.db().product_records().await?)
    }

    /// # Errors
    /// `product-unknown`.
    pub async fn product(&self, actor: &Actor, id: ProductId) -> Result<ProductRecord, Error> {
        actor.may(Permission::ReadOrders)?;
        Ok(self.shop.db().product(id).await?.ok_or_else(|| unknown(&id.to_string()))?)
    }
}

/// # Errors
/// `sku-taken`.
pub(in crate::service) async fn add_product(work: &mut UnitOfWork<'_>, data: &AddProduct) -> Result<Outcome, Error> {
    let product = ProductRecord {
        id: ProductId::from_uuid(new_id()),
        sku: bounded(&data.sku)?,
        name: bounded(&data.name)?,
        price: dollars(data.price)?,
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
        product.price = dollars(price)?;
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
