//! The list of what is owed, and one line with its history.

use super::Payables;
use super::access::{reach, require, row};
use super::view::{PayableCounts, PayableFilter, PayableRow, PayableView};
use crate::db::catalogue::places;
use crate::db::orders::finding;
use crate::db::payables::history;
use crate::db::payables::list::{self, PayableQuery, PayableRecord};
use crate::domain::actor::Actor;
use crate::domain::amount_range::AmountRange;
use crate::domain::ids::{PayableId, WorkshopId};
use crate::domain::payables::line::PayableStatus;
use crate::domain::refusal::{Code, Refusal};
use crate::service::core::error::Error;
use crate::service::core::page::{Cursor, Page, page, reading};
use crate::service::orders::search_terms;

impl Payables<'_> {
    /// A page of what is owed: workshop by workshop in order of name, the newest debt of each last, unless the filter sorts
    /// otherwise. A workshop sees its own.
    pub async fn list(&self, actor: &Actor, filter: &PayableFilter, after: Option<Cursor>, limit: u32) -> Result<Page<PayableRow>, Error> {
        let wanted = self.payable_query(actor, filter).await?;
        let (after, today) = (after.map(Into::into), self.shop.today());
        let rows = list::page(self.shop.db(), &wanted, after, reading(limit)).await?;
        Ok(page(rows, limit, PayableRecord::key, |record| row(record, today)))
    }

    /// How long that list is, of how many lines that are owed.
    pub async fn counts(&self, actor: &Actor, filter: &PayableFilter) -> Result<PayableCounts, Error> {
        let wanted = self.payable_query(actor, filter).await?;
        let open = self.payable_query(actor, &PayableFilter::open()).await?;
        let open = list::count(self.shop.db(), &open).await?;
        let plain = PayableFilter {
            sort: filter.sort,
            ..PayableFilter::open()
        };
        let count = match *filter == plain {
            true => open,
            false => list::count(self.shop.db(), &wanted).await?,
        };
        Ok(PayableCounts { count, open })
    }

    /// One line with all that happened to it. Refused with `payable-unknown`.
    pub async fn line(&self, actor: &Actor, id: PayableId) -> Result<PayableView, Error> {
        let own = reach(actor)?;
        let found = list::of_ids(self.shop.db(), &[id]).await?.into_iter().next();
        let found = found.ok_or_else(|| Refusal::new(Code::PayableUnknown))?;
        require(own, found.row.workshop, Code::PayableUnknown)?;
        let row = row(found, self.shop.today());
        let history: Vec<_> = history::of(self.shop.db(), &[id]).await?.into_iter().map(|one| one.what).collect();
        let held = history.iter().rev().find(|one| one.what == "HELD");
        Ok(PayableView {
            held_because: held
                .filter(|_| row.status == PayableStatus::OnHold)
                .and_then(|one| one.reason.clone()),
            row,
            history,
        })
    }

    async fn payable_query(&self, actor: &Actor, filter: &PayableFilter) -> Result<PayableQuery, Error> {
        let own = reach(actor)?;
        let asked = |status: &PayableStatus| filter.statuses.is_empty() || filter.statuses.contains(status);
        let wanted = |status: &PayableStatus| asked(status) && !(filter.open && status.is_over());
        let all = filter.statuses.is_empty() && !filter.open;
        let statuses = (!all).then(|| PayableStatus::ALL.iter().copied().filter(wanted).collect());
        let mut workshops = filter.workshop.map(|workshop| vec![workshop]);
        if let Some(name) = &filter.workshop_name {
            let named = places::workshops(self.shop.db(), name).await?;
            workshops = Some(within(workshops, named));
        }
        let (mut orders, mut amount) = (None, filter.amount);
        if let Some(text) = filter.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            let found = finding::orders(self.shop.db(), &search_terms::of_text(text)).await?;
            if found.is_empty() {
                let named = places::workshops(self.shop.db(), text).await?;
                match AmountRange::perhaps(text).filter(|_| amount.is_none() && named.is_empty()) {
                    Some(range) => amount = Some(range),
                    None => workshops = Some(within(workshops, named)),
                }
            } else {
                orders = Some(found);
            }
        }
        if orders.is_none()
            && let Some(range) = &amount
        {
            orders = list::of_amount(self.shop.db(), range).await?;
        }
        if let Some(own) = own {
            let theirs = workshops.is_none_or(|workshops| workshops.contains(&own));
            workshops = Some(if theirs { vec![own] } else { Vec::new() });
        }
        Ok(PayableQuery {
            workshops,
            orders,
            statuses,
            policies: filter.policies.clone(),
            due_before: filter.overdue.then(|| self.shop.today()),
            due_from: filter.due.from,
            due_to: filter.due.to,
            amount,
            sort: filter.sort,
        })
    }
}

/// Those of `found` that are wanted, where it was said which are.
pub(super) fn within(wanted: Option<Vec<WorkshopId>>, found: Vec<WorkshopId>) -> Vec<WorkshopId> {
    match wanted {
        Some(wanted) => found.into_iter().filter(|workshop| wanted.contains(workshop)).collect(),
        None => found,
    }
}
