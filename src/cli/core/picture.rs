//! The picture of a payment that a report brings along.

use std::path::Path;

use crate::domain::actor::Actor;
use crate::domain::ids::OperationId;
use crate::service::commands::Earlier;
use crate::service::{Command, Error, Krafta};

/// Keeps the picture for a report that would be accepted without it, or that was before; its digest. Nothing is kept for one that is
/// refused.
pub async fn kept(shop: &Krafta, actor: &Actor, operation: OperationId, report: &Command, file: &Path) -> Result<String, Error> {
    let picture = shop.payments().read_receipt_file(file).await?;
    if let Earlier::Nothing = shop.earlier(actor, operation, "").await? {
        shop.rehearse(actor, report.clone()).await?;
    }
    Ok(shop.payments().keep_receipt(picture).await?.digest)
}
