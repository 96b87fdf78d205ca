//! What happened to an order, said in one line: the words of its edge and the facts the event carries (`event.ftl`).
//! Used wherever a history is shown; texts inside facts come from outside and are made safe here.

use chrono::NaiveDate;

use super::{Catalogue, Value, format};
use crate::domain::Time;
use crate::domain::dates::shown;
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;
use crate::domain::orders::event::{Banked, Lane, OrderEvent, Payload};
use crate::domain::orders::request::RequestOutcome;
use crate::domain::text::Safe;

/// Edges whose facts say it all: next to the status they led to, their words would repeat it.
const FACTS_SUFFICE: &[&str] = &["P2", "P3", "P6", "P7", "P9", "P11", "P12"];

impl Catalogue {
    /// What a customer's request was answered.
    pub fn request_answer(&self, outcome: Option<RequestOutcome>, refusal: Option<&str>) -> String {
        match (outcome, refusal) {
            (None, _) => self.text("event-request-open", &[]),
            (Some(RequestOutcome::Refused), Some(code)) => self.text("event-request-REFUSED", &[("why", self.of_code(code).into())]),
            (Some(_), _) => self.text("event-request-DONE", &[]),
        }
    }

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
        let mut facts = Vec::new();
        if let Some(code) = &event.reason_code {
            facts.push(self.text(&format!("event-reason-{code}"), &[]));
        }
        facts.extend(self.payload(event.data.payload()).into_iter().flatten());
        if let Some(text) = event.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            facts.push(format!("«{}»", Safe::new(&text.replace(['\n', '\t'], " "))));
        }
        facts
    }

    fn payload(&self, payload: &Payload) -> Vec<Option<String>> {
        match payload {
            Payload::Nothing | Payload::Rejected { .. } => Vec::new(),
            Payload::Undone { verdict } => {
                let step = verdict.as_deref().filter(|edge| self.has(&format!("event-{edge}")));
                vec![step.map(|edge| self.event_name(edge))]
            }
            Payload::Placed {
                total, due, expires_at, ..
            } => {
                let priced = total.zip(*due);
                vec![
                    priced.map(|(total, due)| self.text("event-fact-priced", &[("total", total.into()), ("due", due.into())])),
                    self.expires(*expires_at),
                ]
            }
            Payload::Reported {
                surplus_of: Some(order),
                amount,
                ..
            } => vec![
                self.named("event-fact-credited-from", "order", &Some(order.clone())),
                amount.map(format::money),
            ],
            Payload::Reported {
                method,
                bank,
                reference,
                amount,
                ..
            } => vec![
                method.map(|method| self.paid_with(method, bank)),
                self.named("event-fact-reference", "reference", reference),
                amount.map(format::money),
            ],
            Payload::Released { holder, lapsed } => {
                let key = if *lapsed { "event-fact-lapsed" } else { "event-fact-holder" };
                vec![self.named(key, "name", holder)]
            }
            Payload::Verified { .. } => self.verified(payload),
            Payload::Cancelled { deadline } => vec![deadline.map(|_| self.text("event-fact-deadline", &[]))],
            Payload::RefundDue { evidence, .. } => {
                let mut facts: Vec<_> = evidence.iter().map(|one| self.banked(one)).collect();
                facts.extend(self.refunded(payload));
                facts
            }
            Payload::PartDue { .. }
            | Payload::RefundPaid { .. }
            | Payload::RefundReversed { .. }
            | Payload::SurplusCredited { .. }
            | Payload::Destination { .. } => self.refunded(payload),
            Payload::Ranked { .. }
            | Payload::Chosen { .. }
            | Payload::Notified { .. }
            | Payload::Accepted { .. }
            | Payload::HandedOver { .. }
            | Payload::AssignmentEnded { .. }
            | Payload::Reminded { .. } => self.made(payload),
        }
    }

    /// Money that goes back.
    fn refunded(&self, payload: &Payload) -> Vec<Option<String>> {
        match payload {
            Payload::RefundDue {
                amount,
                kind,
                borne_by,
                given_back,
                ..
            }
            | Payload::PartDue {
                amount,
                kind,
                borne_by,
                given_back,
            } => vec![
                kind.as_deref().map(|kind| self.text(&format!("event-refund-kind-{kind}"), &[])),
                amount.map(format::money),
                borne_by.as_deref().map(|by| self.text(&format!("event-refund-borne-{by}"), &[])),
                self.amount("event-fact-given-back", *given_back),
            ],
            Payload::RefundPaid {
                amount,
                method,
                reference,
                left,
                sent,
                ..
            } => vec![
                method.map(|method| self.paid_with(method, &None)),
                self.named("event-fact-reference", "reference", reference),
                sent.map(format::money),
                amount.map(format::money),
                self.amount("event-fact-left", *left),
            ],
            Payload::RefundReversed {
                amount, reference, left, ..
            } => vec![
                self.named("event-fact-reference", "reference", reference),
                amount.map(format::money),
                self.amount("event-fact-left", *left),
            ],
            Payload::SurplusCredited { amount, order } => {
                vec![amount.map(format::money), self.named("event-fact-credited-to", "order", order)]
            }
            Payload::Destination { method, bank, name, .. } => {
                vec![method.map(|method| self.paid_with(method, bank)), name.clone()]
            }
            _ => Vec::new(),
        }
    }

    /// What the bank showed, and what it makes of the sum.
    fn verified(&self, payload: &Payload) -> Vec<Option<String>> {
        let Payload::Verified {
            evidence,
            missing,
            surplus,
            expires_at,
            duplicate_of,
            ..
        } = payload
        else {
            return Vec::new();
        };
        let mut facts: Vec<_> = evidence.iter().map(|one| self.banked(one)).collect();
        facts.extend([
            self.amount("event-fact-missing", *missing),
            self.amount("event-fact-surplus", *surplus),
            self.expires(*expires_at),
            self.named("event-fact-duplicate", "order", duplicate_of),
        ]);
        facts
    }

    /// Who makes it, for how much and until when, and who carries it.
    fn made(&self, payload: &Payload) -> Vec<Option<String>> {
        match payload {
            Payload::Ranked {
                workshop,
                cost,
                fitting,
                of,
                ready_on,
            } => {
                let looked = fitting.zip(*of).map(|(fitting, of)| {
                    let args = [("fitting", Value::Number(fitting.into())), ("of", Value::Number(of.into()))];
                    self.text("event-fact-candidates", &args)
                });
                vec![written(workshop), cost.map(format::money), looked, self.ready(*ready_on)]
            }
            Payload::Chosen { workshop } => vec![written(workshop)],
            Payload::Notified {
                workshop,
                cost,
                ready_on,
                respond_by,
                over_limit,
                excess,
                place,
                first,
                ..
            } => vec![
                written(workshop),
                cost.map(format::money),
                self.ready(*ready_on),
                self.respond(*respond_by),
                excess.map(|units| self.text("event-fact-excess", &[("units", units.into())])),
                self.named("event-fact-over-limit", "reason", over_limit),
                place.zip(written(first)).map(|(place, first)| {
                    let args = [("place", place.into()), ("first", first.into())];
                    self.text("event-fact-not-first", &args)
                }),
            ],
            Payload::Accepted { cost, ready_on, .. } => vec![cost.map(format::money), self.ready(*ready_on)],
            Payload::HandedOver {
                carrier, tracking_number, ..
            } => vec![written(carrier), self.named("event-fact-tracking", "number", tracking_number)],
            Payload::AssignmentEnded { share, given_back_by } => {
                let percent = share.map(|points| Value::Number((points / 100).into()));
                vec![
                    self.named("event-fact-given-back-by", "workshop", given_back_by),
                    percent.map(|percent| self.text("event-fact-share", &[("percent", percent)])),
                ]
            }
            Payload::Reminded { respond_by } => vec![self.respond(*respond_by)],
            _ => Vec::new(),
        }
    }

    fn paid_with(&self, method: PaymentMethod, bank: &Option<String>) -> String {
        let name = self.method(method);
        let bank = written(bank).unwrap_or_default();
        let said = self.text("event-fact-method", &[("method", name.into()), ("bank", bank.into())]);
        said.trim().to_owned()
    }

    fn banked(&self, one: &Banked) -> Option<String> {
        let args = [("amount", one.amount?.into()), ("reference", written(&one.reference)?.into())];
        Some(self.text("event-fact-evidence", &args))
    }

    /// A text from outside in its place of a sentence.
    fn named(&self, key: &str, name: &str, text: &Option<String>) -> Option<String> {
        written(text).map(|text| self.text(key, &[(name, text.into())]))
    }

    fn amount(&self, key: &str, amount: Option<Money>) -> Option<String> {
        let amount = amount.filter(|amount| amount.is_positive())?;
        Some(self.text(key, &[("amount", amount.into())]))
    }

    fn expires(&self, at: Option<Time>) -> Option<String> {
        at.map(|at| self.text("event-fact-expires", &[("at", format::day_time(at).into())]))
    }

    fn respond(&self, by: Option<Time>) -> Option<String> {
        by.map(|at| self.text("event-fact-respond", &[("at", format::day_time(at).into())]))
    }

    fn ready(&self, on: Option<NaiveDate>) -> Option<String> {
        on.map(|day| self.text("event-fact-ready", &[("day", shown(day).into())]))
    }
}

/// A text from outside as it may be shown; none when it is empty.
fn written(text: &Option<String>) -> Option<String> {
    let text = Safe::new(text.as_deref()?).into_string();
    Some(text).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::actor::Role;
    use crate::domain::orders::event::{Change, EventData};
    use crate::domain::orders::status::PaymentStatus;
    use crate::locale::Locale;
    use serde_json::{Value as Json, json};

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
            data: EventData::read(edge, data),
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
