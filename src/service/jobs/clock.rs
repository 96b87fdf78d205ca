//! Whose clock is right: where events of a file are ahead of the machine's, the jobs stand still until the clock is set, that time
//! comes, or an admin who has looked into it says that the machine's is right.

use serde::{Deserialize, Serialize};

use crate::db::jobs::due;
use crate::domain::refusal::{Code, Refusal};
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::required_reason;
use crate::service::core::unit_of_work::UnitOfWork;

/// The machine's clock is right, and the events ahead of it are not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptClock {
    /// Why; kept with who said so.
    pub reason: String,
}

/// Holds until an event comes that is newer still.
///
/// # Errors
/// `clock-agrees` where nothing is ahead of it, or it was accepted already: also on a server, whose own clock counts.
pub(in crate::service) async fn accept_clock(work: &mut UnitOfWork<'_>, data: &AcceptClock) -> Result<Outcome, Error> {
    let reason = required_reason(&data.reason)?;
    let ahead = work.shop.ahead().await?.ok_or_else(|| Refusal::new(Code::ClockAgrees))?;
    due::accept_clock(&mut work.tx, ahead.found, &reason).await?;
    Ok(Outcome::Done)
}
