//! P1: an order is placed. Prices come from the products, shipping from the rates, bolívares from the day's exchange
//! rate; all three are frozen in the order. The event keeps where the customer was told to pay.

use super::Orders;
use super::commands::{Checkout, Customer, Delivery};
use crate::db::catalogue::checkout_lookup;
use crate::db::orders::order::{self, NewItem, NewOrder};
use crate::domain::Time;
use crate::domain::identity::{Payer, Phone};
use crate::domain::ids::{CityId, ItemId, OrderId};
use crate::domain::limits::bounded;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::event::Payload;
use crate::domain::orders::geography::State;
use crate::domain::orders::number::OrderNumber;
use crate::domain::orders::quote::Quote;
use crate::domain::orders::rate;
use crate::domain::orders::shipping::{self, DeliveryMethod, Destination};
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::excerpt;
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::EventDetails;
use crate::service::core::unit_of_work::UnitOfWork;

/// Draws of a number before something must be wrong with the source.
const DRAWS: u32 = 20;
/// Pieces of one product in one order.
const MOST_PIECES: u32 = 100_000;
/// Products in one order.
const MOST_LINES: usize = 200;
/// Characters of a name, and of an address to deliver to.
const LONGEST_NAME: usize = 120;
const LONGEST_ADDRESS: usize = 400;

/// A customer's data, read (domain.md §9).
struct Read {
    name: String,
    phone: Phone,
    id_doc: Option<Payer>,
    email: Option<String>,
}

/// Where the order goes, found in our tables.
struct Found {
    city: Option<CityId>,
    state: Option<State>,
    address: Option<String>,
    shipping: Money,
}

pub(in crate::service) async fn checkout(work: &mut UnitOfWork<'_>, checkout: &Checkout) -> Result<Outcome, Error> {
    let customer = read_customer(&checkout.customer)?;
    let items = price(work, checkout).await?;
    let subtotal = Money::sum(Currency::Usd, items.iter().map(|item| item.line))?;
    let to = destination(work, &checkout.delivery).await?;
    let quote = quote(work, subtotal.checked_add(to.shipping)?).await?;
    let accounts = checkout_lookup::offered_accounts(&mut work.tx, checkout.delivery.method).await?;
    let number = draw_number(work).await?;
    let new = NewOrder {
        id: OrderId::from_uuid(crate::service::core::krafta::new_id()),
        number: number.to_string(),
        customer_name: customer.name,
        customer_phone: customer.phone.e164(),
        customer_id_doc: customer.id_doc.map(Payer::stored),
        customer_email: customer.email,
        delivery: checkout.delivery.method,
        city: to.city,
        state: to.state.map(|state| state.as_str().to_owned()),
        address: to.address,
        subtotal,
        shipping: to.shipping,
        quote,
        items,
    };
    let (order, parts) = order::insert(&new);
    work.write(order);
    work.write_together(parts);
    work.reload(new.id).await?;
    work.begin_payment(EventDetails {
        payload: Payload::Placed {
            total: Some(quote.total),
            due: Some(quote.due),
            rate: Some(quote.rate.value()),
            expires_at: Some(quote.expires_at),
            accounts: accounts.clone(),
        },
        ..EventDetails::default()
    })?;
    Ok(Outcome::Placed {
        total: quote.total,
        shipping: to.shipping,
        due: quote.due,
        rate: quote.rate.value(),
        expires_at: quote.expires_at,
        accounts,
    })
}

async fn price(work: &mut UnitOfWork<'_>, checkout: &Checkout) -> Result<Vec<NewItem>, Error> {
    if checkout.items.is_empty() {
        return Err(Refusal::new(Code::EmptyOrder).into());
    }
    if checkout.items.len() > MOST_LINES {
        return Err(Refusal::new(Code::TooManyLines)
            .with("max", u32::try_from(MOST_LINES).unwrap_or(u32::MAX))
            .into());
    }
    let products = checkout_lookup::products(&mut work.tx, checkout.items.iter().map(|line| line.sku.trim())).await?;
    let price = |line: &super::commands::Line| -> Ruling<NewItem> {
        let sku = line.sku.trim();
        let product = products
            .iter()
            .find(|product| product.sku == sku)
            .ok_or_else(|| Refusal::new(Code::ProductUnknown).with("sku", excerpt(sku)))?;
        if !(1..=MOST_PIECES).contains(&line.quantity) {
            return Err(Refusal::new(Code::QuantityOutOfRange)
                .with("product", excerpt(&product.name))
                .with("quantity", line.quantity)
                .with("max", MOST_PIECES));
        }
        Ok(NewItem {
            id: ItemId::from_uuid(crate::service::core::krafta::new_id()),
            product: product.id,
            name: product.name.clone(),
            quantity: line.quantity,
            unit_price: product.unit_price,
            line: product.unit_price.times(line.quantity)?,
        })
    };
    Ok(checkout.items.iter().map(price).collect::<Ruling<_>>()?)
}

async fn destination(work: &mut UnitOfWork<'_>, delivery: &Delivery) -> Result<Found, Error> {
    let city = match &delivery.city {
        Some(name) => {
            let cities = work.cities().await?;
            let city = cities.find(name, delivery.state.as_deref())?;
            Some((city.id, city.state))
        }
        None => None,
    };
    let stated = delivery.state.as_deref().map(State::parse).transpose()?;
    let state = city.map(|(_, state)| state).or(stated);
    let address = delivery.address.as_deref().map(str::trim).filter(|address| !address.is_empty());
    let address = address.map(|address| bounded("address", address, LONGEST_ADDRESS)).transpose()?;
    let mut found = Found {
        city: city.map(|(id, _)| id),
        state,
        address,
        shipping: Money::zero(Currency::Usd),
    };
    if delivery.method != DeliveryMethod::Pickup {
        let state = state.ok_or_else(|| Refusal::new(Code::CityRequired))?;
        if found.address.is_none() {
            return Err(Refusal::new(Code::AddressRequired).into());
        }
        found.shipping = shipping_cost(work, delivery.method, found.city, state).await??;
    }
    Ok(found)
}

/// What it costs today to bring an order there; refused where nothing is shipped.
async fn shipping_cost(
    work: &mut UnitOfWork<'_>,
    method: DeliveryMethod,
    city: Option<CityId>,
    state: State,
) -> Result<Ruling<Money>, Error> {
    let zones = match city {
        Some(city) => checkout_lookup::zones_of(&mut work.tx, city).await?,
        None => Vec::new(),
    };
    let rates = checkout_lookup::shipping_rates(&mut work.tx, method).await?;
    let to = Destination {
        city,
        state,
        zones: &zones,
    };
    Ok(shipping::cost(method, &to, &rates).map(|rate| rate.amount))
}

/// Whether the open order could still be brought where it goes.
pub(in crate::service) async fn ships(work: &mut UnitOfWork<'_>) -> Result<bool, Error> {
    let (method, city, state) = (work.order()?.delivery, work.order()?.city, work.order()?.state);
    match state {
        Some(state) if method != DeliveryMethod::Pickup => Ok(shipping_cost(work, method, city, state).await?.is_ok()),
        _ => Ok(true),
    }
}

/// Today's quote of a USD total.
pub(in crate::service) async fn quote(work: &mut UnitOfWork<'_>, total: Money) -> Result<Quote, Error> {
    let (rate, expires_at) = todays_rate(work).await?;
    Ok(Quote::new(total, rate, work.now, expires_at)?)
}

/// The day's exchange rate, and until when an amount made with it holds.
pub(in crate::service) async fn todays_rate(work: &mut UnitOfWork<'_>) -> Result<(rate::Rate, Time), Error> {
    let rate = rate_of(work, work.shop.today()).await?;
    Ok((rate, work.shop.orders().quote_end(work.now)))
}

/// The exchange rate of a day (domain.md §2, *A rate*).
pub(in crate::service) async fn rate_of(work: &mut UnitOfWork<'_>, day: chrono::NaiveDate) -> Result<rate::Rate, Error> {
    let rates = checkout_lookup::exchange_rates_from(&mut work.tx, day).await?;
    Ok(rate::choose(&rates, day)?.1)
}

async fn draw_number(work: &mut UnitOfWork<'_>) -> Result<OrderNumber, Error> {
    for _ in 0..DRAWS {
        let mut failed = None;
        let mut word = || {
            getrandom::u32().unwrap_or_else(|error| {
                failed = Some(error);
                0
            })
        };
        let number = OrderNumber::draw(&mut word);
        if let Some(error) = failed {
            return Err(Error::Internal(error.to_string()));
        }
        if order::id_of_number(&mut work.tx, &number.to_string()).await?.is_none() {
            return Ok(number);
        }
    }
    Err(Refusal::new(Code::NumberExhausted).into())
}

impl Orders<'_> {
    /// A quote holds for the configured hours, or until the day ends.
    fn quote_end(&self, from: Time) -> Time {
        match self.shop.settings().quote.hours {
            Some(hours) => from + chrono::TimeDelta::hours(i64::from(hours)),
            None => {
                let zone = self.shop.zone();
                let tomorrow = zone.day(from).succ_opt().map_or(from, |day| zone.start_of(day));
                (tomorrow - chrono::TimeDelta::seconds(1)).max(from)
            }
        }
    }
}

fn read_customer(customer: &Customer) -> Ruling<Read> {
    let name = customer.name.trim();
    if name.is_empty() {
        return Err(Refusal::new(Code::NameRequired));
    }
    let email = customer.email.as_deref().map(str::trim).filter(|email| !email.is_empty());
    let id_doc = customer.id_doc.as_deref().map(str::trim).filter(|id| !id.is_empty());
    Ok(Read {
        name: bounded("name", name, LONGEST_NAME)?,
        phone: Phone::parse(&customer.phone)?,
        id_doc: id_doc.map(Payer::parse).transpose()?,
        email: email.map(crate::domain::identity::email).transpose()?,
    })
}
