//! What happened to an order, said in one line: the words of its edge and the facts the event carries (`event.ftl`).
//! Used wherever a history is shown; texts inside facts come from outside and are made safe here.

use serde_json::Value as Json;

use super::{Catalogue, Value, format};
use crate::domain::Time;
use crate::domain::dates::shown;
use crate::domain::money::Money;
use crate::domain::orders::event::{Lane, OrderEvent};
use crate::domain::text::Safe;

/// Edges whose facts say it all: next to the status they led to, their words would repeat it.
const FACTS_SUFFICE: &[&str] = &["P2", "P3", "P6", "P7", "P9", "P11", "P12"];

impl Catalogue {
    /// The words of an edge, without facts: `P6` → "pago confirmado".
    pub fn event_name(&self, edge: &str) -> String {
        self.text(&format!("event-{edge}"), &[])
    }

    /// What happened, with its facts: "pago reportado · pago móvil 0102 · ref. 482913".
    pub fn event(&self, event: &OrderEvent) -> String {
        let mut parts = vec![self.name_of(event)];
        parts.extend(self.event_facts(event));
        parts.join(" · ")
    }

    /// Like [`Self::event`], for a place where the status it led to stands beside it.
    pub fn event_beside_status(&self, event: &OrderEvent) -> String {
        let facts = self.event_facts(event);
        if event.change.lane() != Lane::Note && FACTS_SUFFICE.contains(&event.edge.as_str()) && !facts.is_empty() {
            return facts.join(" · ");
        }
        self.event(event)
    }

    fn name_of(&self, event: &OrderEvent) -> String {
        if event.edge == "NOTE" && event.internal {
            return self.text("event-internal-note", &[]);
        }
        self.event_name(&event.edge)
    }

    /// The facts alone, most telling first.
    pub fn event_facts(&self, event: &OrderEvent) -> Vec<String> {
        let data = Facts(&event.data);
        let mut facts = Vec::new();
        if let Some(code) = &event.reason_code {
            facts.push(self.text(&format!("event-reason-{code}"), &[]));
        }
        facts.extend(self.declared(&data));
        facts.extend(self.found(&data));
        facts.extend(self.made(&data));
        facts.extend(self.rest(&data));
        if let Some(text) = event.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            facts.push(format!("«{}»", Safe::new(&text.replace(['\n', '\t'], " "))));
        }
        facts
    }

    /// What was declared or paid.
    fn declared(&self, data: &Facts<'_>) -> Vec<String> {
        let method = data.text("method").map(|method| {
            let name = self.text(&format!("method-{method}"), &[]);
            let bank = data.text("bank").unwrap_or_default();
            let said = self.text("event-fact-method", &[("method", name.into()), ("bank", bank.into())]);
            said.trim().to_owned()
        });
        let priced = data.money("total").zip(data.money("due"));
        [
            method,
            data.text("reference")
                .map(|reference| self.text("event-fact-reference", &[("reference", reference.into())])),
            data.money("amount").map(format::money),
            priced.map(|(total, due)| self.text("event-fact-priced", &[("total", total.into()), ("due", due.into())])),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// What the bank showed, and what it makes of the sum.
    fn found(&self, data: &Facts<'_>) -> Vec<String> {
        let evidence = data.0.get("evidence").and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
        let mut facts: Vec<String> = evidence
            .iter()
            .map(Facts)
            .filter_map(|one| {
                let reference = one.text("reference")?;
                Some(self.text(
                    "event-fact-evidence",
                    &[("amount", one.money("amount")?.into()), ("reference", reference.into())],
                ))
            })
            .collect();
        for (name, key) in [
            ("missing", "event-fact-missing"),
            ("surplus", "event-fact-surplus"),
            ("left", "event-fact-left"),
        ] {
            if let Some(amount) = data.money(name).filter(|amount| amount.is_positive()) {
                facts.push(self.text(key, &[("amount", amount.into())]));
            }
        }
        facts
    }

    /// Who makes it, for how much and until when, and who carries it.
    fn made(&self, data: &Facts<'_>) -> Vec<String> {
        let day = |name: &str| data.text(name).and_then(|day| day.parse().ok()).map(shown);
        let count = |name: &str| data.0.get(name).and_then(Json::as_i64);
        let looked = count("fitting").zip(count("of"));
        [
            data.text("workshop"),
            data.money("cost").map(format::money),
            looked.map(|(fitting, of)| {
                let args = [("fitting", Value::Number(fitting)), ("of", Value::Number(of))];
                self.text("event-fact-candidates", &args)
            }),
            day("ready_on").map(|day| self.text("event-fact-ready", &[("day", day.into())])),
            data.time("respond_by")
                .map(|at| self.text("event-fact-respond", &[("at", format::day_time(at).into())])),
            data.text("over_limit")
                .map(|reason| self.text("event-fact-over-limit", &[("reason", reason.into())])),
            data.text("carrier"),
            data.text("tracking_number")
                .map(|number| self.text("event-fact-tracking", &[("number", number.into())])),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn rest(&self, data: &Facts<'_>) -> Vec<String> {
        let holder = data.text("holder").map(|name| {
            let lapsed = data.0.get("lapsed").and_then(Json::as_bool).unwrap_or_default();
            let key = if lapsed { "event-fact-lapsed" } else { "event-fact-holder" };
            self.text(key, &[("name", name.into())])
        });
        let expires = data.time("expires_at").map(format::day_time);
        let share = data.0.get("share").and_then(Json::as_i64).map(|points| points / 100);
        [
            expires.map(|at| self.text("event-fact-expires", &[("at", at.into())])),
            data.text("duplicate_of")
                .map(|order| self.text("event-fact-duplicate", &[("order", order.into())])),
            holder,
            share.map(|percent| self.text("event-fact-share", &[("percent", Value::Number(percent))])),
            data.time("deadline").map(|_| self.text("event-fact-deadline", &[])),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// The event's data, by name.
struct Facts<'a>(&'a Json);

impl Facts<'_> {
    fn text(&self, name: &str) -> Option<String> {
        let text = self.0.get(name)?.as_str()?;
        Some(Safe::new(text).into_string()).filter(|text| !text.is_empty())
    }

    fn money(&self, name: &str) -> Option<Money> {
        serde_json::from_value(self.0.get(name)?.clone()).ok()
    }

    fn time(&self, name: &str) -> Option<Time> {
        serde_json::from_value(self.0.get(name)?.clone()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::actor::Role;
    use crate::domain::orders::event::Change;
    use crate::domain::orders::status::PaymentStatus;
    use crate::locale::Locale;
    use serde_json::json;

    fn event(edge: &str, data: Json) -> OrderEvent {
        OrderEvent {
            seq: 1,
            at: Time::default(),
            change: Change::Payment {
                from: None,
                to: PaymentStatus::Pending,
            },
            edge: edge.to_owned(),
            actor_role: Role::Customer,
            actor_id: None,
            actor_name: String::new(),
            submission: None,
            refund: None,
            reason_code: None,
            text: None,
            internal: false,
            data,
        }
    }

    fn bs(amount: &str) -> Json {
        json!({ "amount": amount, "currency": "VES" })
    }

    #[test]
    fn a_report_is_told_by_what_was_declared() {
        let event = event(
            "P2",
            json!({ "method": "PAGO_MOVIL", "bank": "0102", "reference": "482913", "amount": bs("4512.30") }),
        );
        let es = Catalogue::of(Locale::Es);
        assert_eq!(es.event_beside_status(&event), "pago móvil 0102 · ref. 482913 · Bs 4.512,30");
        assert_eq!(es.event(&event), "pago reportado · pago móvil 0102 · ref. 482913 · Bs 4.512,30");
    }

    #[test]
    fn a_verdict_is_told_by_what_the_bank_showed() {
        let mut event = event(
            "P8",
            json!({ "evidence": [{ "amount": bs("100.00"), "reference": "004829" }], "missing": bs("50.00"),
                    "surplus": bs("0.00"), "expires_at": "2026-11-23T03:59:00Z" }),
        );
        event.text = Some("visto\u{1b}[2J".into());
        assert_eq!(
            Catalogue::of(Locale::Es).event(&event),
            "pago parcial aceptado · banco Bs 100,00, ref. 004829 · faltan Bs 50,00 · cotización hasta 22/11 23:59 · «visto␛[2J»"
        );
    }

    #[test]
    fn facts_that_are_not_what_they_should_be_are_left_out() {
        let event = event("P6", json!({ "evidence": "x", "amount": 3, "missing": null, "share": "y" }));
        assert_eq!(Catalogue::of(Locale::En).event(&event), "payment confirmed");
    }
}
