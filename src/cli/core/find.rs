//! An order by the number somebody typed, and what they saw of it when they decide.

use super::failure::Failure;
use crate::domain::actor::Actor;
use crate::domain::ids::OrderId;
use crate::domain::refusal::Code;
use crate::service::core::command::Seen;
use crate::service::payments::view::Review;
use crate::service::{Error, Krafta};

/// What a script saw earlier; without it, what there is now is what was seen.
#[derive(clap::Args)]
pub struct SeenFlags {
    #[arg(long)]
    seen_version: Option<i64>,
    #[arg(long, requires = "seen_version")]
    seen_proofs: Option<String>,
}

impl SeenFlags {
    /// For a decision about the order.
    pub fn order(&self, version: i64) -> Seen {
        Seen {
            version: self.seen_version.unwrap_or(version),
            proofs: self.seen_proofs.clone(),
        }
    }

    /// For a verdict on its proofs.
    pub fn proofs(&self, review: &Review) -> Seen {
        Seen {
            version: self.seen_version.unwrap_or(review.order.version),
            proofs: Some(self.seen_proofs.clone().unwrap_or_else(|| review.proofs_digest.clone())),
        }
    }
}

/// For a decision about what is made, which nothing but the order's version is bound to.
#[derive(clap::Args)]
pub struct SeenVersion {
    #[arg(long)]
    seen_version: Option<i64>,
}

impl SeenVersion {
    pub fn given(&self) -> Option<Seen> {
        self.seen_version.map(|version| Seen { version, proofs: None })
    }
}

/// The order of a number, and what was seen of it: what the flags say, or what there is now.
pub async fn seen(shop: &Krafta, actor: &Actor, typed: &str, flags: &SeenFlags) -> Result<(OrderId, Seen), Failure> {
    let order = order(shop, actor, typed).await?;
    let version = shop.payments().review(actor, order).await?.order.version;
    Ok((order, flags.order(version)))
}

/// The order of a number in any form; an unknown or malformed one is refused with the nearest there are.
pub async fn order(shop: &Krafta, actor: &Actor, typed: &str) -> Result<OrderId, Failure> {
    match shop.orders().order_by_number(actor, typed).await {
        Err(Error::Refused(refusal)) if refusal.code == Code::OrderNumberMalformed => {
            let nearest = shop.orders().nearest_numbers(actor, typed).await?.join(", ");
            Err(refusal.with("nearest", nearest).into())
        }
        other => Ok(other?),
    }
}
