//! A line with its history, and a workshop with how late its money is, in sentences.

use super::rows::Pen;
use crate::domain::payables::aging::Aging;
use crate::domain::payments::reference::Reference;
use crate::locale::{day_time, t};
use crate::service::payables::view::{PayableHappened, PayableRow, PayableView, WorkshopAging};
use crate::tui::core::theme::Tone;
use crate::tui::pane::dialogue::Said;
use crate::tui::pane::status::payable_tone;

impl Pen<'_> {
    /// A line beside the list: what its row says is not said again, and each fact has its place, so that a move repaints little.
    pub fn glance(&self, row: &PayableRow, line: Option<&PayableView>) -> Said {
        let catalogue = self.catalogue;
        let due = match row.cut_on {
            _ if row.overdue => {
                let late = t!(catalogue, "liquidaciones-detail-late", days = row.days_late);
                (Tone::Wrong, format!("▲ {late}"))
            }
            Some(cut) => (Tone::Past, t!(catalogue, "liquidaciones-detail-cut", day = cut)),
            None => (Tone::Past, t!(catalogue, "liquidaciones-detail-due", day = row.due_on)),
        };
        let policy = catalogue.text(&format!("policy-{}", row.policy), &[]);
        let mut said = vec![(Tone::Strong, row.number.clone()), (Tone::Plain, policy), due];
        said.extend(line.map(|line| self.events(line)).unwrap_or_default());
        said
    }

    /// What a line is and how it stands, as the list knows it.
    pub fn standing(&self, row: &PayableRow) -> Said {
        let catalogue = self.catalogue;
        let named = |key: String| catalogue.text(&key, &[]);
        let mut said = vec![
            (Tone::Strong, format!("{} · {}", row.number, row.workshop_name.as_str())),
            (
                Tone::Plain,
                format!(
                    "{} · {}",
                    named(format!("payable-kind-{}", row.kind)),
                    named(format!("policy-{}", row.policy))
                ),
            ),
            (
                Tone::Plain,
                t!(
                    catalogue,
                    "liquidaciones-detail-sums",
                    amount = row.amount,
                    paid = row.paid,
                    left = row.left
                ),
            ),
            (payable_tone(row.status), named(format!("payable-{}", row.status))),
        ];
        let due = match row.overdue {
            true => t!(catalogue, "liquidaciones-detail-was-due", day = row.due_on),
            false => t!(catalogue, "liquidaciones-detail-due", day = row.due_on),
        };
        said.push(if row.overdue {
            let late = t!(catalogue, "liquidaciones-detail-late", days = row.days_late);
            (Tone::Wrong, format!("▲ {due} · {late}"))
        } else {
            (Tone::Plain, due)
        });
        if let Some(cut) = row.cut_on {
            said.push((Tone::Past, t!(catalogue, "liquidaciones-detail-cut", day = cut)));
        }
        if let Some(reason) = &row.reason {
            said.push((Tone::Past, format!("«{}»", reason.as_str())));
        }
        said
    }

    /// All that happened to it, the newest last.
    pub fn history(&self, line: &PayableView) -> Said {
        let catalogue = self.catalogue;
        let mut said = Vec::new();
        if let Some(why) = &line.held_because {
            said.push(Tone::Waits.marked(t!(catalogue, "liquidaciones-detail-held", why = why.as_str())));
        }
        said.extend(self.events(line));
        said
    }

    fn events(&self, line: &PayableView) -> Said {
        let catalogue = self.catalogue;
        let mut said = vec![
            (Tone::Plain, String::new()),
            (Tone::Accent, t!(catalogue, "liquidaciones-detail-history")),
        ];
        if line.history.iter().all(|one| one.what != "CREATED") {
            let created = catalogue.event_name("PAYABLE_CREATED");
            said.push((Tone::Plain, format!("{} · {created}", day_time(line.row.created_at))));
        }
        said.extend(line.history.iter().map(|one| self.happened(one)));
        said
    }

    fn happened(&self, one: &PayableHappened) -> (Tone, String) {
        let catalogue = self.catalogue;
        let mut parts = vec![
            day_time(one.at),
            one.by.as_str().to_owned(),
            catalogue.event_name(&format!("PAYABLE_{}", one.what)),
        ];
        parts.extend(one.amount.map(|amount| amount.to_string()));
        if let Some((sent, rate)) = one.sent.zip(one.rate) {
            parts.push(t!(catalogue, "liquidaciones-sum-sent", sent = sent, rate = rate.to_string()));
        }
        parts.extend(one.method.map(|method| catalogue.method(method)));
        parts.extend(
            one.reference
                .as_ref()
                .and_then(|kept| Reference::of_a_bank(kept.as_str()))
                .map(|reference| t!(catalogue, "liquidaciones-ref", reference = reference)),
        );
        parts.extend(one.reason.as_ref().map(|reason| format!("«{}»", reason.as_str())));
        parts.extend(one.receipt_url.as_ref().map(|url| url.as_str().to_owned()));
        let text = parts.join(" · ");
        match one.what.as_str() {
            "PAYMENT" if one.reversed => (Tone::Past, format!("{text} · {}", t!(catalogue, "liquidaciones-reversed"))),
            "PAYMENT" => (Tone::Done, text),
            "REVERSAL" | "HELD" => (Tone::Waits, text),
            "VOIDED" => (Tone::Past, text),
            _ => (Tone::Plain, text),
        }
    }

    /// How late what is owed to a workshop is, for each currency.
    pub fn workshop_aging(&self, name: &str, aging: &[&WorkshopAging]) -> Said {
        let catalogue = self.catalogue;
        let mut said = vec![(Tone::Strong, name.to_owned())];
        for one in aging {
            said.push((Tone::Plain, t!(catalogue, "liquidaciones-owed", owed = one.owed)));
            said.extend(self.buckets(&one.aging));
        }
        said
    }

    pub fn buckets(&self, aging: &Aging) -> Said {
        let catalogue = self.catalogue;
        let buckets = [
            ("payable-bucket-NOT_DUE", aging.not_due, Tone::Plain),
            ("payable-bucket-WEEK", aging.week, Tone::Waits),
            ("payable-bucket-MONTH", aging.month, Tone::Wrong),
            ("payable-bucket-OLDER", aging.older, Tone::Wrong),
            ("liquidaciones-bucket-held", aging.held, Tone::Waits),
            ("liquidaciones-bucket-to-net", aging.to_net, Tone::Accent),
        ];
        let some = buckets.into_iter().filter(|(_, amount, _)| !amount.is_zero());
        some.map(|(key, amount, tone)| {
            let late = if tone == Tone::Wrong { "▲ " } else { "" };
            (tone, format!("{late}{}: {amount}", catalogue.text(key, &[])))
        })
        .collect()
    }
}
