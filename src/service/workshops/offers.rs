//! What workshops offer: which product, for how much, how many a day and when.

use serde_json::{Value, json};

use super::Workshops;
use super::commands::{Consent, OfferDetails, PutOffer, Wanted};
use super::locked_workshop::LockedWorkshop;
use super::{reads, unknown};
use crate::domain::actor::Actor;
use crate::domain::fulfilment::workshop::Count;
use crate::domain::ids::OfferId;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::{excerpt, fold};
use crate::service::core::error::{Error, NoLongerFit};
use crate::service::core::krafta::new_id;
use crate::service::core::receipt::{Kept, Outcome};
use crate::service::core::unit_of_work::UnitOfWork;

pub use crate::db::workshops::workshop::OfferRecord;

impl Workshops<'_> {
    /// Every offer, or one workshop's, by workshop and product; a workshop sees its own.
    pub async fn offers(&self, actor: &Actor, workshop: Option<&str>) -> Result<Vec<OfferRecord>, Error> {
        let own = reads(actor)?;
        let wanted = match workshop {
            Some(name) => Some(self.id_of(name).await?),
            None => None,
        };
        if let (Some(own), Some(wanted)) = (own, wanted)
            && own != wanted
        {
            return Err(unknown(workshop.unwrap_or_default()).into());
        }
        let mut offers = self.shop.db().offer_records(own.or(wanted)).await?;
        offers.sort_by_cached_key(|offer| (fold(&offer.workshop), fold(&offer.sku)));
        Ok(offers)
    }

    /// One offer of a workshop.
    ///
    /// # Errors
    /// `workshop-unknown`, `offer-unknown`.
    pub async fn offer(&self, actor: &Actor, workshop: &str, id: OfferId) -> Result<OfferRecord, Error> {
        let offers = self.offers(actor, Some(workshop)).await?;
        let found = offers.into_iter().find(|offer| offer.id == id);
        Ok(found.ok_or_else(|| missing(workshop, &id.to_string()))?)
    }
}

/// Adds the offer or changes what is given of it, as is wanted.
///
/// # Errors
/// `workshop-unknown`, `product-unknown`, `offer-taken`, `amount-missing` without a cost; `offer-unknown`,
/// `workshop-moved`; `no-longer-fits` when the daily limit is lowered below what stands.
pub(in crate::service) async fn put_offer(work: &mut UnitOfWork<'_>, data: &PutOffer) -> Result<Outcome, Error> {
    let PutOffer { sku, details, consent, .. } = data;
    // A new offer leaves nobody out: it binds itself to no version.
    let bound = match data.wanted {
        Wanted::New => &Consent::default(),
        _ => consent,
    };
    let mut locked = LockedWorkshop::open(work, &data.workshop, bound).await?;
    let name = locked.workshop.name.clone();
    let folded = fold(sku.trim());
    let offers = work.tx.offer_records(locked.id()).await?;
    let there = offers.into_iter().find(|offer| fold(&offer.sku) == folded);
    match (there, data.wanted) {
        (Some(_), Wanted::New) => Err(taken(&name, sku).into()),
        (None, Wanted::There) => Err(missing(&name, sku).into()),
        (Some(before), _) => change(work, &mut locked, before, data).await,
        (None, _) => {
            let offer = new_offer(work, &locked, sku, details).await?;
            if !work.tx.add_offer(&offer).await? {
                return Err(taken(&name, sku).into());
            }
            locked.touch(work).await?;
            locked.record(work, "offer-added", history(None, &offer), &[], consent).await?;
            Ok(kept(Kept::Added, &name, &offer, Vec::new()))
        }
    }
}

async fn change(
    work: &mut UnitOfWork<'_>,
    locked: &mut LockedWorkshop,
    before: OfferRecord<String>,
    data: &PutOffer,
) -> Result<Outcome, Error> {
    let mut offer = before.clone();
    fill(&mut offer, &data.details)?;
    let name = locked.workshop.name.clone();
    if offer == before {
        return Ok(kept(Kept::Unchanged, &name, &offer, Vec::new()));
    }
    let room = locked.room(work).await?;
    let mut after = room.clone();
    match offer.daily_limit {
        Some(limit) => after.offers.insert(offer.id, limit),
        None => after.offers.remove(&offer.id),
    };
    let misfits = locked.weigh(work, &room, &after, &data.consent).await?;
    work.tx.set_offer(&offer).await?;
    locked.touch(work).await?;
    locked
        .record(work, "offer-edited", history(Some(&before), &offer), &misfits, &data.consent)
        .await?;
    Ok(kept(Kept::Changed, &name, &offer, misfits))
}

/// `Taller Orinoco · FRANELA`.
fn kept(kept: Kept, workshop: &str, offer: &OfferRecord<String>, no_longer_fits: Vec<NoLongerFit>) -> Outcome {
    let name = format!("{workshop} · {}", offer.sku);
    Outcome::kept_with(kept, offer.id.uuid(), &name, no_longer_fits)
}

fn taken(workshop: &str, sku: &str) -> Refusal {
    Refusal::new(Code::OfferTaken)
        .with("workshop", excerpt(workshop))
        .with("sku", excerpt(sku))
}

fn missing(workshop: &str, sku: &str) -> Refusal {
    Refusal::new(Code::OfferUnknown)
        .with("workshop", excerpt(workshop))
        .with("sku", excerpt(sku))
}

async fn new_offer(
    work: &mut UnitOfWork<'_>,
    locked: &LockedWorkshop,
    sku: &str,
    details: &OfferDetails,
) -> Result<OfferRecord<String>, Error> {
    let product = work.tx.product_record(sku.trim()).await?;
    let product = product.ok_or_else(|| Refusal::new(Code::ProductUnknown).with("sku", excerpt(sku)))?;
    let unit_cost = details.unit_cost.ok_or_else(|| Refusal::new(Code::AmountMissing))?;
    let mut offer = OfferRecord {
        id: OfferId::from_uuid(new_id()),
        workshop: locked.workshop.name.clone(),
        workshop_id: locked.id(),
        product_id: product.id,
        sku: product.sku,
        product: product.name,
        unit_cost,
        capacity_units: 1,
        lead_days: 0,
        daily_limit: None,
        min_quantity: 1,
        max_quantity: None,
        valid_from: None,
        valid_to: None,
        active: true,
    };
    fill(&mut offer, details)?;
    Ok(offer)
}

fn fill(offer: &mut OfferRecord<String>, details: &OfferDetails) -> Ruling<()> {
    offer.unit_cost = details.unit_cost.unwrap_or(offer.unit_cost).require_positive()?;
    offer.capacity_units = Count::CapacityUnits.check(details.capacity_units.unwrap_or(offer.capacity_units))?;
    offer.lead_days = Count::LeadDays.check(details.lead_days.unwrap_or(offer.lead_days))?;
    offer.min_quantity = Count::MinQuantity.check(details.min_quantity.unwrap_or(offer.min_quantity))?;
    offer.daily_limit = details.daily_limit.unwrap_or(offer.daily_limit);
    offer.max_quantity = details.max_quantity.unwrap_or(offer.max_quantity);
    offer.valid_from = details.valid_from.unwrap_or(offer.valid_from);
    offer.valid_to = details.valid_to.unwrap_or(offer.valid_to);
    offer.active = details.active.unwrap_or(offer.active);
    offer.daily_limit.map(|limit| Count::DailyLimit.check(limit)).transpose()?;
    offer.max_quantity.map(|most| Count::MaxQuantity.check(most)).transpose()?;
    if let Some(most) = offer.max_quantity.filter(|most| *most < offer.min_quantity) {
        return Err(Refusal::new(Code::OfferQuantities)
            .with("least", offer.min_quantity)
            .with("most", most));
    }
    match (offer.valid_from, offer.valid_to) {
        (Some(from), Some(until)) if until < from => Err(Refusal::new(Code::PeriodBackwards).with("from", from).with("until", until)),
        _ => Ok(()),
    }
}

/// The offer as it was, if it was, and as it is, for the history.
fn history(before: Option<&OfferRecord<String>>, after: &OfferRecord<String>) -> Value {
    let facts = |offer: &OfferRecord<String>| {
        json!({
            "unit_cost": offer.unit_cost, "capacity_units": offer.capacity_units, "daily_limit": offer.daily_limit,
            "lead_days": offer.lead_days, "min_quantity": offer.min_quantity, "max_quantity": offer.max_quantity,
            "valid_from": offer.valid_from, "valid_to": offer.valid_to, "active": offer.active,
        })
    };
    json!({ "sku": after.sku, "before": before.map(facts), "after": facts(after) })
}
