//! Why a workshop cannot take an order, and what there is to say when none can: "0 de 9: 4 fuera de zona, …".

use chrono::NaiveDate;

use super::{Catalogue, Value, format};
use crate::domain::fulfilment::workshop_choice::{Change, Misfit, Shortfall};

impl Catalogue {
    /// `sin cupo hasta el 12/12`: one reason, and the day it ends where that is known.
    pub fn misfit(&self, reason: Misfit, until: Option<NaiveDate>) -> String {
        self.tally(reason, 1, until, "one")
    }

    /// How many failed what, then the nearest day and the cheapest change, where there are any. `workshop` is the one that
    /// the change is about.
    pub fn shortfall(&self, short: &Shortfall, workshop: Option<&str>) -> Vec<String> {
        let tallies: Vec<String> = short
            .tallies
            .iter()
            .map(|tally| self.tally(tally.reason, tally.workshops, tally.until, "many"))
            .collect();
        let total = Value::Number(i64::from(short.total));
        let mut lines = vec![match tallies.is_empty() {
            true => self.text("assign-nobody-there", &[]),
            false => self.text("assign-nobody", &[("total", total), ("tallies", tallies.join(", ").into())]),
        }];
        if let Some(day) = short.nearest {
            lines.push(self.text("assign-nearest", &[("day", format::date(day).into())]));
        }
        if let Some(change) = short.change {
            lines.push(self.change(change, workshop.unwrap_or("–")));
        }
        lines
    }

    fn tally(&self, reason: Misfit, count: u32, until: Option<NaiveDate>, form: &str) -> String {
        let count = Value::Number(i64::from(count));
        let day = until.map_or_else(String::new, format::day_month);
        let ends = if until.is_some() && matches!(reason, Misfit::NoCapacity | Misfit::Paused) {
            "-until"
        } else {
            ""
        };
        self.text(&format!("assign-{form}-{reason}{ends}"), &[("count", count), ("day", day.into())])
    }

    fn change(&self, change: Change, workshop: &str) -> String {
        let (key, mut args): (&str, Vec<(&str, Value<'_>)>) = match change {
            Change::RaiseCeiling { to, .. } => ("assign-change-ceiling", vec![("cost", to.into())]),
            Change::Unpause { .. } => ("assign-change-unpause", Vec::new()),
            Change::ExtendZone { .. } => ("assign-change-zone", Vec::new()),
            Change::Wait { until, .. } => ("assign-change-wait", vec![("day", format::date(until).into())]),
            Change::AddOffer { .. } => ("assign-change-offer", Vec::new()),
        };
        args.push(("workshop", workshop.into()));
        self.text(key, &args)
    }
}
