//! What ending an assignment early would do to its workshop, in sentences.

use super::{Catalogue, Value, format};
use crate::domain::fulfilment::cancellation_preview::AssignmentEnd;

impl Catalogue {
    /// Days freed, what was agreed and paid, and what of it is voided, kept or comes back.
    pub fn assignment_end(&self, end: &AssignmentEnd) -> Vec<String> {
        let workshop = end.workshop.as_ref().map_or_else(String::new, ToString::to_string);
        let mut lines = Vec::new();
        if !end.days.is_empty() {
            let units: u32 = end.days.iter().map(|held| held.units).sum();
            let mut days: Vec<String> = end.days.iter().map(|held| format::day_month(held.day)).collect();
            // Days held twice are said once.
            days.dedup();
            lines.push(self.text(
                "ending-days",
                &[
                    ("workshop", workshop.as_str().into()),
                    ("units", Value::Number(i64::from(units))),
                    ("days", days.join(", ").into()),
                ],
            ));
        }
        if let Some((cost, paid)) = end.cost.zip(end.paid) {
            lines.push(self.text("ending-agreed", &[("cost", cost.into()), ("paid", paid.into())]));
        }
        if let Some(share) = end.share {
            lines.push(self.text("ending-share", &[("percent", Value::Number(i64::from(share / 100)))]));
        }
        let sums = [
            ("ending-voided", end.voided),
            ("ending-fee", end.fee),
            // The sentence says which way it goes.
            ("ending-clawback", end.clawback.map(|amount| -amount)),
        ];
        for (key, amount) in sums {
            if let Some(amount) = amount.filter(|amount| !amount.is_zero()) {
                lines.push(self.text(key, &[("amount", amount.into()), ("workshop", workshop.as_str().into())]));
            }
        }
        lines
    }
}
