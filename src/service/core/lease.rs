//! Of many programs on one database one at a time does what is done once: whoever holds the lease of that name.

use chrono::TimeDelta;
use uuid::Uuid;

use super::caution::SLACK;
use super::error::Error;
use super::krafta::Krafta;
use crate::db::jobs::due;

/// Takes the lease, or lengthens it when half of it is over; false while another program has it.
///
/// # Errors
/// `login-runs-no-jobs` by one person's own database login; those of the database.
pub(in crate::service) async fn hold(shop: &Krafta, name: &'static str, holder: Uuid, length: TimeDelta) -> Result<bool, Error> {
    shop.require_writing()?;
    shop.require_shared_login()?;
    let now = shop.now();
    let lease = due::lease(shop.db(), name).await?;
    // One that ends later was taken by a clock that was wrong.
    let longest = now + length + SLACK;
    match lease.filter(|lease| lease.until <= longest) {
        Some(lease) if lease.holder != holder && lease.until > now => return Ok(false),
        // Long enough for the next step.
        Some(lease) if lease.holder == holder && lease.until > now + length / 2 => return Ok(true),
        _ => {}
    }
    let shop = shop.clone();
    whole(async move {
        let mut tx = shop.db().begin().await?;
        let held = due::hold(&mut tx, name, holder, now, now + length, longest).await?;
        tx.commit().await?;
        Ok(held)
    })
    .await
}

/// Ends the lease, if it is this holder's.
///
/// # Errors
/// Those of the database.
pub(in crate::service) async fn let_go(shop: &Krafta, name: &'static str, holder: Uuid) -> Result<(), Error> {
    let shop = shop.clone();
    whole(async move {
        let mut tx = shop.db().begin().await?;
        due::let_go(&mut tx, name, holder, shop.now()).await?;
        tx.commit().await?;
        Ok(())
    })
    .await
}

/// What writes goes on to its end, even when its caller stops waiting.
pub(in crate::service) async fn whole<T: Send + 'static>(
    work: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T, Error> {
    tokio::spawn(work).await.map_err(|error| Error::Internal(error.to_string()))?
}
