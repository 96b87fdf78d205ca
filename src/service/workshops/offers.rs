//! What workshops offer: which product, for how much, how many a day and when.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use super::locked_workshop::Opened;
use super::{Consent, Done, Kept, find_workshop, reads, unknown};
use crate::db::workshops::workshop::OfferRecord;
use crate::domain::actor::{Actor, Permission};
use crate::domain::fulfilment::workshop::Count;
use crate::domain::ids::{OfferId, WorkshopId};
use crate::domain::money::Money;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::{Safe, excerpt, fold};
use crate::service::core::error::Error;
use crate::service::core::krafta::{Krafta, new_id};

/// An offer, as given; what is not given stays as it is. `Some(None)` takes away what may be missing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OfferDetails {
    /// Needed for a new offer.
    pub unit_cost: Option<Money>,
    pub capacity_units: Option<u32>,
    pub daily_limit: Option<Option<u32>>,
    pub lead_days: Option<u32>,
    pub min_quantity: Option<u32>,
    pub max_quantity: Option<Option<u32>>,
    pub valid_from: Option<Option<NaiveDate>>,
    pub valid_to: Option<Option<NaiveDate>>,
    pub active: Option<bool>,
}

/// An offer, to show.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OfferView {
    pub id: OfferId,
    pub workshop: Safe,
    pub sku: Safe,
    pub product: Safe,
    pub unit_cost: Money,
    /// Units of the day's limit that one piece takes.
    pub capacity_units: u32,
    pub daily_limit: Option<u32>,
    pub lead_days: u32,
    pub min_quantity: u32,
    pub max_quantity: Option<u32>,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    pub active: bool,
}

impl Krafta {
    /// Every offer, or one workshop's, by workshop and product; a workshop sees its own.
    pub async fn offers(&self, actor: &Actor, workshop: Option<&str>) -> Result<Vec<OfferView>, Error> {
        let own = reads(actor)?;
        let names = self.db().workshop_names().await?;
        let wanted = workshop.map(|name| find_workshop(&names, name)).transpose()?;
        if let (Some(own), Some(wanted)) = (own, wanted)
            && own != wanted
        {
            return Err(unknown(workshop.unwrap_or_default()).into());
        }
        let name = |id: WorkshopId| names.iter().find(|one| one.id == id).map_or("", |one| one.name.as_str());
        let offers = self.db().offer_records(own.or(wanted)).await?;
        let mut views: Vec<OfferView> = offers.into_iter().map(|offer| view(name(offer.workshop), offer)).collect();
        views.sort_by_cached_key(|offer| (fold(&offer.workshop), fold(&offer.sku)));
        Ok(views)
    }

    /// # Errors
    /// `workshop-unknown`, `product-unknown`, `offer-taken`, `amount-missing` without a cost.
    pub async fn add_offer(&self, actor: &Actor, workshop: &str, sku: &str, details: &OfferDetails) -> Result<OfferView, Error> {
        self.keep_offer(actor, workshop, sku, details, &Consent::default(), Wanted::New)
            .await
            .map(|done| done.view)
    }

    /// Changes what is given. Costs and days of what was accepted stay as they are.
    ///
    /// # Errors
    /// `offer-unknown`, `workshop-moved`; `no-longer-fits` when the daily limit is lowered below what stands.
    pub async fn change_offer(
        &self,
        actor: &Actor,
        workshop: &str,
        sku: &str,
        details: &OfferDetails,
        consent: &Consent,
    ) -> Result<Done<OfferView>, Error> {
        self.keep_offer(actor, workshop, sku, details, consent, Wanted::There).await
    }

    /// Adds the offer or changes the one there is: a line of a file.
    pub async fn put_offer(
        &self,
        actor: &Actor,
        workshop: &str,
        sku: &str,
        details: &OfferDetails,
        consent: &Consent,
    ) -> Result<Done<OfferView>, Error> {
        self.keep_offer(actor, workshop, sku, details, consent, Wanted::Either).await
    }

    async fn keep_offer(
        &self,
        actor: &Actor,
        workshop: &str,
        sku: &str,
        details: &OfferDetails,
        consent: &Consent,
        wanted: Wanted,
    ) -> Result<Done<OfferView>, Error> {
        actor.may(Permission::KeepWorkshops)?;
        let mut opened = Opened::open(self, actor, workshop, consent).await?;
        let name = opened.workshop.name.clone();
        let folded = fold(sku.trim());
        let offers = opened.tx.offer_records(opened.id()).await?;
        let there = offers.into_iter().find(|offer| fold(&offer.sku) == folded);
        match (&there, wanted) {
            (Some(_), Wanted::New) => return Err(taken(&name, sku).into()),
            (None, Wanted::There) => return Err(missing(&name, sku).into()),
            _ => {}
        }
        let Some(before) = there else {
            let offer = new_offer(&mut opened, sku, details).await?;
            if !opened.tx.add_offer(&offer).await? {
                return Err(taken(&name, sku).into());
            }
            opened.touch().await?;
            opened.record("offer-added", data(None, &offer), &[], consent).await?;
            opened.commit("offer-added").await?;
            return Ok(done(Kept::Added, &name, offer, Vec::new()));
        };
        let mut offer = before.clone();
        fill(&mut offer, details)?;
        if offer == before {
            return Ok(done(Kept::Unchanged, &name, offer, Vec::new()));
        }
        let room = opened.room().await?;
        let mut after = room.clone();
        match offer.daily_limit {
            Some(limit) => after.offers.insert(offer.id, limit),
            None => after.offers.remove(&offer.id),
        };
        let misfits = opened.weigh(&room, &after, consent).await?;
        opened.tx.set_offer(&offer).await?;
        opened.touch().await?;
        opened
            .record("offer-edited", data(Some(&before), &offer), &misfits, consent)
            .await?;
        opened.commit("offer-edited").await?;
        Ok(done(Kept::Changed, &name, offer, misfits))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    New,
    There,
    Either,
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

async fn new_offer(opened: &mut Opened<'_>, sku: &str, details: &OfferDetails) -> Result<OfferRecord, Error> {
    let product = opened.tx.product_record(sku.trim()).await?;
    let product = product.ok_or_else(|| Refusal::new(Code::ProductUnknown).with("sku", excerpt(sku)))?;
    let unit_cost = details.unit_cost.ok_or_else(|| Refusal::new(Code::AmountMissing))?;
    let mut offer = OfferRecord {
        id: OfferId::from_uuid(new_id()),
        workshop: opened.id(),
        product: product.id,
        sku: product.sku,
        product_name: product.name,
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

fn fill(offer: &mut OfferRecord, details: &OfferDetails) -> Ruling<()> {
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
fn data(before: Option<&OfferRecord>, after: &OfferRecord) -> Value {
    let facts = |offer: &OfferRecord| {
        json!({
            "unit_cost": offer.unit_cost, "capacity_units": offer.capacity_units, "daily_limit": offer.daily_limit,
            "lead_days": offer.lead_days, "min_quantity": offer.min_quantity, "max_quantity": offer.max_quantity,
            "valid_from": offer.valid_from, "valid_to": offer.valid_to, "active": offer.active,
        })
    };
    json!({ "sku": after.sku, "before": before.map(facts), "after": facts(after) })
}

fn done(kept: Kept, workshop: &str, offer: OfferRecord, no_longer_fits: Vec<crate::service::core::error::NoLongerFit>) -> Done<OfferView> {
    Done {
        kept,
        view: view(workshop, offer),
        no_longer_fits,
    }
}

fn view(workshop: &str, offer: OfferRecord) -> OfferView {
    OfferView {
        id: offer.id,
        workshop: Safe::new(workshop),
        sku: Safe::from(offer.sku),
        product: Safe::from(offer.product_name),
        unit_cost: offer.unit_cost,
        capacity_units: offer.capacity_units,
        daily_limit: offer.daily_limit,
        lead_days: offer.lead_days,
        min_quantity: offer.min_quantity,
        max_quantity: offer.max_quantity,
        valid_from: offer.valid_from,
        valid_to: offer.valid_to,
        active: offer.active,
    }
}
