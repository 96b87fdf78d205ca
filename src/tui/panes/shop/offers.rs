//! What workshops offer: the rows of the list, and the form of an offer: product, cost, daily limit, days.

use chrono::NaiveDate;

use super::forms::Asked;
use super::keep::Make;
use super::sections::{Section, Thing};
use super::{Context, ShopPane};
use crate::domain::fulfilment::workshop::Count;
use crate::domain::money::{Currency, Money};
use crate::domain::refusal::Ruling;
use crate::locale::{Catalogue, Key, date, zone};
use crate::service::Command;
use crate::service::workshops::commands::{Consent, OfferDetails, PutOffer, Wanted};
use crate::tui::core::client::{OfferRecord, ask};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::{Choice, Field, Handle, Words};
use crate::tui::dialogue::form::Form;
use crate::tui::pane::dialogue::Unready;
use crate::tui::pane::reason::REASON;
use crate::tui::widgets::list::Cell;
use crate::tui::widgets::table::Column;

const WORKSHOP: Handle<Words> = Handle::new("workshop");
const PRODUCT: Handle<Words> = Handle::new("product");
const COST: Handle<Money> = Handle::new("cost");
const LIMIT: Handle<Words> = Handle::new("limit");
const DAYS: Handle<Words> = Handle::new("days");
const UNITS: Handle<Words> = Handle::new("units");
const LEAST: Handle<Words> = Handle::new("least");
const MOST: Handle<Words> = Handle::new("most");
const FROM: Handle<NaiveDate> = Handle::new("from");
const UNTIL: Handle<NaiveDate> = Handle::new("until");

pub fn columns(catalogue: &Catalogue) -> Vec<Column> {
    let column = |key: Key, width, priority| Column::new(catalogue.text(key, &[]), width, priority);
    vec![
        column("tienda-head-workshop", 12, 0).shares(3),
        column("tienda-head-product", 12, 0).shares(3),
        column("tienda-head-cost", 9, 0).right(),
        column("tienda-head-limit", 6, 1).right(),
        column("tienda-head-days", 4, 2).right(),
        column("tienda-head-pieces", 6, 4).right(),
        column("tienda-head-valid", 8, 5),
        column("tienda-head-state", 12, 3),
    ]
}

pub fn cells(offer: &OfferRecord, tone: Tone, state: Cell) -> Vec<Cell> {
    let said = |text: &str| Cell::toned(tone, text);
    let limit = offer.daily_limit.map_or_else(|| "–".to_owned(), |limit| limit.to_string());
    let pieces = match offer.max_quantity {
        Some(most) => format!("{}–{most}", offer.min_quantity),
        None => format!("{}+", offer.min_quantity),
    };
    let day = |day: Option<NaiveDate>| day.map_or_else(|| "…".to_owned(), date);
    let valid = match (offer.valid_from, offer.valid_to) {
        (None, None) => String::new(),
        (from, until) => format!("{} – {}", day(from), day(until)),
    };
    vec![
        said(&offer.workshop),
        said(&offer.product),
        said(&offer.unit_cost.to_string()),
        said(&limit),
        said(&offer.lead_days.to_string()),
        said(&pieces),
        said(&valid),
        state,
    ]
}

/// What an offer says beside its workshop and product, with what is held; a new one begins with the usual.
fn fields(asked: &Asked<'_>, held: Option<&OfferRecord>, today: NaiveDate) -> Vec<Field> {
    let number = |handle: Handle<Words>, key: Key, count: fn(&str) -> Ruling<()>, held: Option<u32>| {
        let text = held.map(|held| held.to_string()).unwrap_or_default();
        asked.number(handle, key).with(&text).check(count)
    };
    let day = |handle: Handle<NaiveDate>, key: Key, held: Option<NaiveDate>| {
        let text = held.map(date).unwrap_or_default();
        Field::date(handle, asked.label(key), today).with(&text)
    };
    let currency = held.map_or(Currency::Usd, |held| held.unit_cost.currency());
    let cost = Field::amount(COST, asked.label("tienda-head-cost"), currency);
    let usual = |of: fn(&OfferRecord) -> u32, usual: u32| Some(held.map_or(usual, of));
    vec![
        cost.with(&held.map(|held| held.unit_cost.digits()).unwrap_or_default()).required(),
        number(
            LIMIT,
            "tienda-offer-limit",
            |text| Count::DailyLimit.typed(text).map(drop),
            held.and_then(|it| it.daily_limit),
        )
        .hint(asked.label("tienda-offer-limit-hint")),
        number(
            DAYS,
            "tienda-offer-days",
            |text| Count::LeadDays.typed(text).map(drop),
            usual(|it| it.lead_days, 0),
        )
        .required(),
        number(
            UNITS,
            "tienda-offer-units",
            |text| Count::CapacityUnits.typed(text).map(drop),
            usual(|it| it.capacity_units, 1),
        )
        .hint(asked.label("tienda-offer-units-hint"))
        .required(),
        number(
            LEAST,
            "tienda-offer-least",
            |text| Count::MinQuantity.typed(text).map(drop),
            usual(|it| it.min_quantity, 1),
        )
        .required(),
        number(
            MOST,
            "tienda-offer-most",
            |text| Count::MaxQuantity.typed(text).map(drop),
            held.and_then(|it| it.max_quantity),
        ),
        day(FROM, "tienda-offer-from", held.and_then(|it| it.valid_from)),
        day(UNTIL, "tienda-offer-until", held.and_then(|it| it.valid_to)),
        asked.text(REASON, "tienda-reason").hint(asked.label("tienda-offer-reason")),
    ]
}

/// What was typed or is new. What may be missing and was emptied is taken away.
fn details(catalogue: &Catalogue, form: &Form, new: bool) -> Result<OfferDetails, Unready> {
    let touched = |name: &str| new || form.is_touched(name);
    let count = |handle: Handle<Words>, count: Count| {
        let wrong = |refusal| Unready::Wrong(handle.clone().into(), catalogue.refusal(&refusal));
        let typed = form.text(handle.clone()).map(|text| count.typed(&text));
        typed.transpose().map_err(wrong)
    };
    let kept = |handle: Handle<Words>, of| {
        let is_touched = touched(handle.as_ref());
        count(handle, of).map(|typed| typed.filter(|_| is_touched))
    };
    let clearable = |handle: Handle<Words>, of| {
        let is_touched = touched(handle.as_ref());
        count(handle, of).map(|typed| is_touched.then_some(typed))
    };
    Ok(OfferDetails {
        unit_cost: form.get(COST).filter(|_| touched(COST.as_ref())),
        capacity_units: kept(UNITS, Count::CapacityUnits)?,
        daily_limit: clearable(LIMIT, Count::DailyLimit)?,
        lead_days: kept(DAYS, Count::LeadDays)?,
        min_quantity: kept(LEAST, Count::MinQuantity)?,
        max_quantity: clearable(MOST, Count::MaxQuantity)?,
        valid_from: touched(FROM.as_ref()).then(|| form.get(FROM)),
        valid_to: touched(UNTIL.as_ref()).then(|| form.get(UNTIL)),
        active: None,
    })
}

fn consent(form: &Form, confirmed: bool) -> Consent {
    Consent {
        reason: form.text(REASON),
        confirmed,
        ..Consent::default()
    }
}

pub fn edit(asked: &Asked<'_>, held: &OfferRecord, today: NaiveDate) -> (Vec<Field>, Make) {
    let (workshop, sku) = (held.workshop.to_string(), held.sku.to_string());
    let make: Make = Box::new(move |catalogue, form, confirmed| {
        Ok(Command::PutOffer(PutOffer {
            workshop: workshop.clone(),
            sku: sku.clone(),
            wanted: Wanted::There,
            details: details(catalogue, form, false)?,
            consent: consent(form, confirmed),
        }))
    });
    (fields(asked, Some(held), today), make)
}

/// `beside` is the workshop of the offer it was begun at.
fn new(asked: &Asked<'_>, (workshops, beside): (Vec<Choice>, Option<&str>), products: Vec<Choice>, today: NaiveDate) -> (Vec<Field>, Make) {
    let choice = |handle: Handle<Words>, key: Key, choices| Field::choice(handle, asked.label(key), choices).required();
    let mut all = vec![
        choice(WORKSHOP, "tienda-head-workshop", workshops).with(beside.unwrap_or_default()),
        choice(PRODUCT, "tienda-head-product", products),
    ];
    all.extend(fields(asked, None, today));
    let make: Make = Box::new(|catalogue, form, confirmed| {
        Ok(Command::PutOffer(PutOffer {
            workshop: form.text(WORKSHOP).ok_or(Unready::Missing)?,
            sku: form.text(PRODUCT).ok_or(Unready::Missing)?,
            wanted: Wanted::New,
            details: details(catalogue, form, true)?,
            consent: consent(form, confirmed),
        }))
    });
    (all, make)
}

/// In use, or out of use.
pub fn activate(held: &OfferRecord, active: bool) -> Command {
    Command::PutOffer(PutOffer {
        workshop: held.workshop.to_string(),
        sku: held.sku.to_string(),
        wanted: Wanted::There,
        details: OfferDetails {
            active: Some(active),
            ..OfferDetails::default()
        },
        consent: Consent::default(),
    })
}

impl ShopPane {
    /// The form of a new offer, once it is known who may make what.
    pub(crate) fn begin_offer(&self, cx: &mut Context<'_>) {
        cx.ask(ask::Workshops, |_: &mut Self, cx, workshops| match workshops {
            Ok(workshops) => {
                let active = workshops.iter().filter(|workshop| workshop.record.active);
                let names = active.map(|workshop| Choice::new(workshop.record.name.as_str(), workshop.record.name.as_str()));
                Self::ask_products(cx, names.collect());
            }
            Err(error) => cx.say_failure(&error),
        });
    }

    fn ask_products(cx: &mut Context<'_>, workshops: Vec<Choice>) {
        cx.ask(ask::Products, |pane: &mut Self, cx, products| match products {
            Ok(products) if pane.section == Section::Offers && cx.may_open() => {
                let active = products.iter().filter(|product| product.active);
                let products = active.map(|product| Choice::new(product.sku.as_str(), format!("{} · {}", product.name, product.sku)));
                let beside = pane.selected().and_then(Thing::offer).map(|offer| offer.workshop.as_str());
                let today = zone().day(cx.shell.now);
                let form = new(&Asked(cx.shell.catalogue), (workshops, beside), products.collect(), today);
                pane.keep_new(cx, form);
            }
            Ok(_) => {}
            Err(error) => cx.say_failure(&error),
        });
    }
}
