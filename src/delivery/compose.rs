//! A message as it would leave now: its words, and in one that asks a workshop to make something the work sheet as it stands.

use super::render::{Written, written};
use crate::domain::actor::{Actor, Role};
use crate::domain::fulfilment::work_sheet::WorkSheet;
use crate::domain::ids::{OrderId, WorkshopId};
use crate::domain::messages::channel::Recipient;
use crate::domain::messages::wording::contains_work_sheet;
use crate::domain::refusal::Code;
use crate::locale::Catalogue;
use crate::service::Krafta;
use crate::service::core::error::Error;
use crate::service::messages::list::MessageRow;

/// What a message is about, and for whom.
#[derive(Debug, Clone, Copy)]
pub struct About<'m> {
    pub whom: Recipient,
    pub template: &'m str,
    pub data: &'m serde_json::Value,
    pub order: Option<OrderId>,
    pub workshop: Option<WorkshopId>,
}

impl<'m> About<'m> {
    pub fn of(message: &'m MessageRow) -> Self {
        Self {
            whom: message.recipient_kind,
            template: &message.template,
            data: &message.data,
            order: message.order,
            workshop: message.workshop,
        }
    }
}

/// The message as its recipient reads it.
///
/// # Errors
/// Those of the database.
pub async fn compose(shop: &Krafta, catalogue: &Catalogue, about: About<'_>) -> Result<Written, Error> {
    let sheet = sheet(shop, about).await?;
    let sheet = sheet.as_ref().map(|sheet| (sheet, shop.zone()));
    Ok(written(catalogue, about.whom, (about.template, about.data), sheet))
}

/// What the workshop may read of the order now; none in other messages, or when the order is no longer its own.
async fn sheet(shop: &Krafta, about: About<'_>) -> Result<Option<WorkSheet>, Error> {
    let asks = contains_work_sheet(about.template);
    let (Some(order), Some(workshop), true) = (about.order, about.workshop, asks) else {
        return Ok(None);
    };
    let theirs = Actor {
        role: Role::Workshop,
        workshop: Some(workshop),
        ..Actor::system()
    };
    match shop.fulfilment().work_sheet(&theirs, order).await {
        Ok(sheet) => Ok(Some(sheet).filter(|sheet| sheet.status.is_active())),
        Err(Error::Refused(refusal)) if matches!(refusal.code, Code::NotYourAssignment | Code::NoAssignment) => Ok(None),
        Err(error) => Err(error),
    }
}
