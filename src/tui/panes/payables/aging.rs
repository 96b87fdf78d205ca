//! How late what is owed is, workshop by workshop.

use super::rows::Pen;
use crate::domain::ids::WorkshopId;
use crate::domain::money::{Currency, Money};
use crate::locale::{Catalogue, t};
use crate::service::payables::view::WorkshopAging;
use crate::tui::core::theme::Tone;
use crate::tui::widgets::list::{Cell, Row};
use crate::tui::widgets::table::Column;

/// A workshop's account in one currency.
pub type Id = (WorkshopId, Currency);

pub fn columns(catalogue: &Catalogue) -> [Column; 9] {
    let title = |key| catalogue.text(key, &[]);
    let sum = |key, priority| Column::new(title(key), 0, priority).right();
    [
        Column::new(title("liquidaciones-column-workshop"), 14, 0).shares(1),
        sum("liquidaciones-column-owed", 0),
        sum("liquidaciones-column-overdue", 1),
        sum("liquidaciones-column-week", 4),
        sum("liquidaciones-column-month", 3),
        sum("liquidaciones-column-older", 2),
        sum("liquidaciones-column-not-due", 7),
        sum("liquidaciones-column-held", 5),
        sum("liquidaciones-column-to-net", 6),
    ]
}

impl Pen<'_> {
    pub fn aging(&self, one: &WorkshopAging) -> Row<Id> {
        let sum = |amount: Money, tone: Tone, mark: &str| {
            if amount.is_zero() {
                return Cell::toned(Tone::Past, "—");
            }
            Cell::toned(tone, format!("{mark}{amount}"))
        };
        let aging = &one.aging;
        Row {
            id: (one.workshop, one.owed.currency()),
            cells: vec![
                Cell::new(one.workshop_name.as_str()),
                sum(one.owed, Tone::Strong, ""),
                sum(one.overdue, Tone::Wrong, "▲ "),
                sum(aging.week, Tone::Waits, ""),
                sum(aging.month, Tone::Wrong, ""),
                sum(aging.older, Tone::Wrong, ""),
                sum(aging.not_due, Tone::Plain, ""),
                sum(aging.held, Tone::Waits, ""),
                sum(aging.to_net, Tone::Accent, ""),
            ],
        }
    }
}

/// "Por pagar USD 1.284,50 · vencido USD 210,00 en 3 talleres".
pub fn summary(catalogue: &Catalogue, aging: &[WorkshopAging]) -> Option<(String, Option<String>)> {
    let totals = crate::service::payables::totals(aging).ok()?;
    let join = |of: &dyn Fn(&crate::service::payables::view::PayableTotals) -> Money| {
        let amounts = totals.iter().map(of).filter(|amount| amount.is_positive());
        let texts: Vec<String> = amounts.map(|amount| amount.to_string()).collect();
        texts.join(" + ")
    };
    let owed = join(&|total| total.owed);
    if owed.is_empty() {
        return Some((t!(catalogue, "liquidaciones-summary-none"), None));
    }
    let overdue = join(&|total| total.overdue);
    let late: u32 = totals.iter().map(|total| total.overdue_workshops).sum();
    let overdue = (!overdue.is_empty()).then(|| t!(catalogue, "liquidaciones-summary-overdue", overdue = overdue, count = late));
    Some((t!(catalogue, "liquidaciones-summary", owed = owed), overdue))
}

/// "por pagar ya USD 4,20 · por vencer USD 31,00 · los talleres deben USD 10,00", a part for each that is not zero and a line
/// for each currency.
pub fn by_readiness(catalogue: &Catalogue, aging: &[WorkshopAging]) -> Vec<String> {
    let totals = crate::service::payables::totals(aging).unwrap_or_default();
    let line = |total: &crate::service::payables::view::PayableTotals| {
        let parts = [
            ("liquidaciones-ready-now", total.now),
            ("liquidaciones-ready-later", total.later),
            ("liquidaciones-ready-not-cut", total.not_cut),
            ("liquidaciones-ready-held", total.held),
            ("liquidaciones-ready-owes", total.to_net),
        ];
        let some = parts
            .into_iter()
            .filter(|(key, sum)| *key == "liquidaciones-ready-now" || !sum.is_zero());
        let texts: Vec<String> = some.map(|(key, sum)| catalogue.text(key, &[("sum", sum.into())])).collect();
        texts.join(" · ")
    };
    totals.iter().map(line).collect()
}
