//! What of an order can be copied: its number in one key, the rest from a picker.

use crate::locale::{Catalogue, Key, money};
use crate::service::orders::view::{OrderHead, Timeline};
use crate::tui::dialogue::choices::Item;

/// Each with its name; the value is copied as it is.
pub fn offers(catalogue: &Catalogue, timeline: &Timeline) -> Vec<(Item, String)> {
    let order = &timeline.order;
    let reference = timeline.proofs.iter().rev().find_map(|proof| proof.reference.as_ref());
    let offers: [(Key, Option<String>); 8] = [
        ("pedidos-copy-number", Some(order.number.clone())),
        ("pedidos-copy-phone", Some(order.phone.clone())),
        ("pedidos-copy-reference", reference.map(|text| text.as_str().to_owned())),
        ("pedidos-copy-due", Some(order.due.plain())),
        ("pedidos-copy-total", Some(money(order.total))),
        ("pedidos-copy-customer", Some(order.customer.as_str().to_owned())),
        ("pedidos-copy-id-doc", order.id_doc.clone()),
        ("pedidos-copy-address", address(order)),
    ];
    offers
        .into_iter()
        .filter_map(|(key, value)| {
            let value = value?;
            Some((Item::new(catalogue.text(key, &[])).detail(value.clone()), value))
        })
        .collect()
}

pub fn address(order: &OrderHead) -> Option<String> {
    let parts: Vec<&str> = [&order.address, &order.city, &order.state]
        .into_iter()
        .flatten()
        .map(|part| part.as_str())
        .collect();
    Some(parts.join(", ")).filter(|address| !address.is_empty())
}
