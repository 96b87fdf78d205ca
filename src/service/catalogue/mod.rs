//! Keeping what orders refer to: products, exchange rates, shipping rates and our accounts. What an order took from them
//! was frozen at checkout, so nothing here rewrites an order.

pub mod commands;
pub mod products;
pub mod rates;
pub mod shipping;

use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::excerpt;
use crate::service::core::krafta::Krafta;

/// The questions of this room: `krafta.catalogue()`.
#[derive(Clone, Copy)]
pub struct Catalogue<'k> {
    pub(in crate::service) shop: &'k Krafta,
}

impl Krafta {
    pub const fn catalogue(&self) -> Catalogue<'_> {
        Catalogue { shop: self }
    }
}

/// A name, an alias, a SKU: something, and not a novel.
pub(in crate::service) fn bounded(text: &str) -> Ruling<String> {
    const LONGEST: u32 = 120;
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::new(Code::NameRequired));
    }
    if text.chars().count() > LONGEST as usize {
        return Err(Refusal::new(Code::TextTooLong)
            .with("field", crate::domain::refusal::Arg::Message("field-name".into()))
            .with("input", excerpt(text))
            .with("limit", LONGEST));
    }
    Ok(text.to_owned())
}
