//! What the palette finds in the database: each kind by its own question. What the person may not see is left out.

use std::collections::BTreeSet;

use crate::domain::actor::Actor;
use crate::domain::ids::{OrderId, WorkshopId};
use crate::domain::orders::number::OrderNumber;
use crate::domain::text::fold;
use crate::service::Krafta;
use crate::service::orders::timeline;
use crate::tui::core::client::{BoardFilter, Error, Found, OrderFilter, OrderRow};

/// Lines of a kind: who wants more types more.
const MOST: u32 = 6;
/// Orders read for the names of their customers.
const READ: u32 = 60;
/// Fewer digits are in too many phones, documents and references.
const DIGITS: usize = 4;

pub async fn find(krafta: &Krafta, actor: &Actor, text: &str) -> Result<Found, Error> {
    // A workshop has its own work, which is found in its lists.
    if actor.may(timeline::NEEDS).is_err() {
        return Ok(Found::default());
    }
    let board = BoardFilter {
        text: Some(text.to_owned()),
        days: 1,
        ..BoardFilter::default()
    };
    let workshops = krafta.workshops().board(actor, &board, None, MOST).await.map(|page| page.rows);
    let orders = seen(orders(krafta, actor, text).await)?;
    let alike = match orders.is_empty() && OrderNumber::parse(text).is_ok() {
        true => seen(alike(krafta, actor, text).await)?,
        false => Vec::new(),
    };
    Ok(Found {
        alike: orders.is_empty() && !alike.is_empty(),
        orders: if orders.is_empty() { alike } else { orders },
        customers: seen(customers(krafta, actor, text).await)?,
        workshops: seen(workshops)?.into_iter().map(|row| (row.workshop, row.name)).collect(),
        operators: seen(krafta.people().operators(actor).await)?
            .into_iter()
            .filter(|one| one.active && [&one.name, &one.login].iter().any(|name| fold(name.as_str()).contains(&fold(text))))
            .map(|one| (one.id, one.name))
            .take(MOST as usize)
            .collect(),
    })
}

/// A question that this person may not ask finds nothing.
fn seen<T>(rows: Result<Vec<T>, Error>) -> Result<Vec<T>, Error> {
    match rows {
        Err(Error::Refused(_)) => Ok(Vec::new()),
        rows => rows,
    }
}

/// By a part of the number; else by a phone, a document or a reference.
async fn orders(krafta: &Krafta, actor: &Actor, text: &str) -> Result<Vec<OrderRow>, Error> {
    let mut rows = numbered(krafta, actor, text).await?;
    if rows.is_empty() && text.bytes().filter(u8::is_ascii_digit).count() >= DIGITS {
        let filter = OrderFilter {
            text: Some(text.to_owned()),
            ..OrderFilter::default()
        };
        rows = krafta.orders().list(actor, &filter, None, MOST).await?.rows;
    }
    Ok(rows)
}

/// Those whose numbers are like the one that no order has.
async fn alike(krafta: &Krafta, actor: &Actor, typed: &str) -> Result<Vec<OrderRow>, Error> {
    let mut rows = Vec::new();
    for number in krafta.orders().nearest_numbers(actor, typed).await? {
        rows.extend(numbered(krafta, actor, &number).await?);
    }
    Ok(rows)
}

async fn numbered(krafta: &Krafta, actor: &Actor, number: &str) -> Result<Vec<OrderRow>, Error> {
    let filter = OrderFilter {
        number: Some(number.to_owned()),
        ..OrderFilter::default()
    };
    Ok(krafta.orders().list(actor, &filter, None, MOST).await?.rows)
}

/// The orders and the workshops whose messages somebody looks for: by a part of the number, by the customer, by the workshop's name.
pub async fn about(krafta: &Krafta, actor: &Actor, text: &str) -> Result<(Vec<OrderId>, Vec<WorkshopId>), Error> {
    let of_customer = OrderFilter {
        customer: Some(text.to_owned()),
        ..OrderFilter::default()
    };
    let mut found = orders(krafta, actor, text).await?;
    found.extend(krafta.orders().list(actor, &of_customer, None, READ).await?.rows);
    let workshops = seen(krafta.workshops().list(actor).await)?.into_iter().map(|one| one.record);
    let named = workshops.filter(|one| fold(one.name.as_str()).contains(&fold(text)));
    Ok((found.into_iter().map(|row| row.id).collect(), named.map(|one| one.id).collect()))
}

/// Each name once, whoever ordered last first.
async fn customers(krafta: &Krafta, actor: &Actor, text: &str) -> Result<Vec<crate::domain::text::Safe>, Error> {
    let filter = OrderFilter {
        customer: Some(text.to_owned()),
        ..OrderFilter::default()
    };
    let rows = krafta.orders().list(actor, &filter, None, READ).await?.rows;
    let mut named = BTreeSet::new();
    let names = rows.into_iter().map(|row| row.customer);
    Ok(names.filter(|name| named.insert(fold(name.as_str()))).take(MOST as usize).collect())
}
