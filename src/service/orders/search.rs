//! Turns what somebody looks for into orders, words of a name, or workshops. The most exact meaning that finds anything wins.

use std::collections::BTreeSet;

use super::view::OrderFilter;
use super::{Orders, search_terms};
use crate::db::catalogue::places;
use crate::db::orders::filter::OrderQuery;
use crate::db::orders::finding::{self, SearchKeys};
use crate::db::orders::list;
use crate::domain::amount_range::AmountRange;
use crate::domain::ids::{OrderId, WorkshopId};
use crate::service::core::error::Error;

/// What somebody looks for.
#[derive(Default)]
pub(in crate::service) struct SearchTerms<'a> {
    pub text: Option<&'a str>,
    pub number: Option<&'a str>,
    pub customer: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub id_doc: Option<&'a str>,
    pub reference: Option<&'a str>,
    pub workshop: Option<&'a str>,
}

/// Where it leads. All that is set holds together.
#[derive(Debug, Default)]
pub(crate) struct SearchResult {
    /// A short list; empty when nothing fits.
    pub orders: Option<Vec<OrderId>>,
    /// Words of the customer's name.
    pub name: Vec<String>,
    pub workshops: Option<Vec<WorkshopId>>,
    /// A whole number that is nothing else.
    pub amount: Option<AmountRange>,
}

impl SearchResult {
    /// Keeps those that were found before as well.
    pub(in crate::service) fn narrow(&mut self, orders: Vec<OrderId>) {
        self.orders = Some(match self.orders.take() {
            None => orders,
            Some(before) => {
                let kept: BTreeSet<_> = orders.into_iter().collect();
                before.into_iter().filter(|id| kept.contains(id)).collect()
            }
        });
    }
}

impl Orders<'_> {
    pub(crate) async fn find_orders(&self, filter: &OrderFilter) -> Result<SearchResult, Error> {
        self.find(&SearchTerms {
            text: filter.text.as_deref(),
            number: filter.number.as_deref(),
            customer: filter.customer.as_deref(),
            phone: filter.phone.as_deref(),
            id_doc: filter.id_doc.as_deref(),
            reference: filter.reference.as_deref(),
            workshop: filter.workshop.as_deref(),
        })
        .await
    }

    pub(in crate::service) async fn find(&self, sought: &SearchTerms<'_>) -> Result<SearchResult, Error> {
        let mut found = SearchResult::default();
        type Read = fn(&str) -> SearchKeys;
        let exact: [(Option<&str>, Read); 4] = [
            (sought.number, search_terms::of_number),
            (sought.phone, search_terms::of_phone),
            (sought.id_doc, search_terms::of_id_doc),
            (sought.reference, search_terms::of_reference),
        ];
        for (text, read) in exact {
            if let Some(text) = text {
                found.narrow(finding::orders(self.shop.db(), &read(text)).await?);
            }
        }
        if let Some(customer) = sought.customer {
            found.name = search_terms::name_words(customer);
            if found.name.is_empty() {
                found.narrow(Vec::new());
            }
        }
        if let Some(workshop) = sought.workshop {
            found.workshops = Some(places::workshops(self.shop.db(), workshop).await?);
        }
        if let Some(text) = sought.text.map(str::trim).filter(|text| !text.is_empty()) {
            found = self.find_text(text, found).await?;
        }
        Ok(found)
    }

    /// A number, phone, cédula or reference first; then an amount, a name, a workshop.
    async fn find_text(&self, text: &str, mut found: SearchResult) -> Result<SearchResult, Error> {
        let orders = finding::orders(self.shop.db(), &search_terms::of_text(text)).await?;
        if !orders.is_empty() {
            found.narrow(orders);
            return Ok(found);
        }
        let words = search_terms::name_words(text);
        let workshops = if found.workshops.is_none() {
            places::workshops(self.shop.db(), text).await?
        } else {
            Vec::new()
        };
        if workshops.is_empty()
            && let Some(range) = AmountRange::perhaps(text)
        {
            found.amount = Some(range);
            return Ok(found);
        }
        let named = !words.is_empty() && (workshops.is_empty() || self.is_a_customer(&words).await?);
        if named {
            found.name.extend(words);
        } else if workshops.is_empty() {
            found.narrow(Vec::new());
        } else {
            found.workshops = Some(workshops);
        }
        Ok(found)
    }

    async fn is_a_customer(&self, words: &[String]) -> Result<bool, Error> {
        let named = OrderQuery {
            name: words.to_vec(),
            ..OrderQuery::default()
        };
        Ok(!list::page(self.shop.db(), &named, None, 1).await?.rows.is_empty())
    }
}
