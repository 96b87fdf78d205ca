//! What is owed in all, and how late it is.

use std::collections::BTreeMap;

use super::Payables;
use super::access::reach;
use super::view::{PayableTotals, WorkshopAging};
use crate::db::payables::list;
use crate::domain::actor::Actor;
use crate::domain::money::{Currency, Money};
use crate::domain::refusal::Ruling;
use crate::service::core::error::Error;

impl Payables<'_> {
    /// What is open at each workshop and in each currency, by how late it is; workshops in order of name.
    pub async fn aging(&self, actor: &Actor) -> Result<Vec<WorkshopAging>, Error> {
        let own = reach(actor)?;
        let mut sums = list::sums(self.shop.db(), self.shop.today()).await?;
        sums.retain(|one| own.is_none_or(|own| own == one.workshop));
        Ok(sums)
    }

    /// What is open in each currency, for the header.
    pub async fn payable_totals(&self, actor: &Actor) -> Result<Vec<PayableTotals>, Error> {
        Ok(totals(&self.aging(actor).await?)?)
    }
}

/// The sums of all workshops, one for each currency.
pub fn totals(aging: &[WorkshopAging]) -> Ruling<Vec<PayableTotals>> {
    let mut totals: BTreeMap<Currency, PayableTotals> = BTreeMap::new();
    for one in aging {
        let none = Money::zero(one.owed.currency());
        let total = totals.entry(one.owed.currency()).or_insert(PayableTotals {
            owed: none,
            overdue: none,
            held: none,
            to_net: none,
            now: none,
            later: none,
            not_cut: none,
            transfer: none,
            lines: 0,
            workshops: 0,
            overdue_workshops: 0,
        });
        total.owed = total.owed.checked_add(one.owed)?;
        total.overdue = total.overdue.checked_add(one.overdue)?;
        total.held = total.held.checked_add(one.aging.held)?;
        total.to_net = total.to_net.checked_add(one.aging.to_net)?;
        total.now = total.now.checked_add(one.aging.now)?;
        total.later = total.later.checked_add(one.aging.later)?;
        total.not_cut = total.not_cut.checked_add(one.aging.not_cut)?;
        total.transfer = total.transfer.checked_add(one.transfer)?;
        total.lines += one.lines;
        total.workshops += u32::from(one.owed.is_positive());
        total.overdue_workshops += u32::from(one.overdue.is_positive());
    }
    Ok(totals.into_values().collect())
}
