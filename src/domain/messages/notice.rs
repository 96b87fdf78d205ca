//! What a message may carry of the event it is about. The outbox and the demonstration's history write the same.

use serde_json::{Map, Value, json};

use crate::domain::orders::event::Payload;

/// The facts of an event for its messages; what is not named here stays inside. A rejection carries the reason as its
/// customer may know it (`shown`), and the reviewer's text only when that reason is the true one: neither a suspicion nor
/// what was written about it goes out.
pub fn facts(payload: &Payload, reason_code: Option<&str>, text: Option<&str>) -> Map<String, Value> {
    let facts = match payload {
        Payload::Placed { expires_at, accounts, .. } => {
            json!({ "expires_at": expires_at, "accounts": (!accounts.is_empty()).then_some(accounts) })
        }
        Payload::Reported {
            amount,
            surplus_of: Some(from),
            ..
        } => json!({ "amount": amount, "from": from }),
        Payload::Reported {
            amount, method, reference, ..
        } => json!({ "amount": amount, "method": method, "reference": reference }),
        Payload::Verified { missing, expires_at, .. } => json!({ "missing": missing, "expires_at": expires_at }),
        Payload::Rejected { shown: Some(shown), .. } if reason_code == Some(shown) => {
            return Map::from_iter([("reason".into(), json!(shown)), ("text".into(), json!(text))]);
        }
        Payload::Rejected { shown, .. } => json!({ "reason": shown }),
        Payload::RefundDue { amount, given_back, .. } => json!({ "amount": amount, "given_back": given_back }),
        Payload::PartDue {
            amount, kind, given_back, ..
        } => json!({ "amount": amount, "kind": kind, "given_back": given_back }),
        Payload::RefundReversed { amount, left, .. } => json!({ "amount": amount, "left": left }),
        Payload::RefundPaid {
            amount,
            method,
            reference,
            paid,
            kind,
            ..
        } => json!({ "amount": amount, "method": method, "reference": reference, "paid": paid, "kind": kind }),
        Payload::Notified {
            cost,
            ready_on,
            respond_by,
            ..
        } => json!({ "cost": cost, "ready_on": ready_on, "respond_by": respond_by }),
        Payload::Accepted { ready_on, .. } => json!({ "ready_on": ready_on }),
        Payload::HandedOver { .. } => return object(payload.stored()),
        Payload::Reminded { respond_by } => json!({ "respond_by": respond_by }),
        Payload::AssignmentEnded {
            given_back_by: Some(workshop),
            ..
        } => json!({ "workshop": workshop, "why": text }),
        Payload::Nothing
        | Payload::Released { .. }
        | Payload::Undone { .. }
        | Payload::Cancelled { .. }
        | Payload::Ranked { .. }
        | Payload::Chosen { .. }
        | Payload::Destination { .. }
        | Payload::SurplusCredited { .. }
        | Payload::AssignmentEnded { .. } => Value::Null,
    };
    let mut facts = object(facts);
    facts.retain(|_, fact| !fact.is_null());
    facts
}

fn object(facts: Value) -> Map<String, Value> {
    match facts {
        Value::Object(facts) => facts,
        _ => Map::new(),
    }
}

/// What a workshop may read of a message's facts: not what the order comes to for its customer, nor who that is.
const OF_WORKSHOP: &[&str] = &[
    "order",
    "by",
    "delivery",
    "cost",
    "ready_on",
    "respond_by",
    "reason",
    "text",
    "workshop",
    "why",
];

/// The facts of a message as its workshop may read them, whatever was written.
pub fn for_workshop(data: Value) -> Value {
    let mut facts = object(data);
    facts.retain(|name, _| OF_WORKSHOP.contains(&name.as_str()));
    Value::Object(facts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(edge: &str, data: &Value, reason_code: Option<&str>, text: Option<&str>) -> Value {
        Value::Object(facts(&Payload::read(edge, data), reason_code, text))
    }

    #[test]
    fn only_what_people_outside_may_read_goes_out() {
        let bs = json!({ "amount": "1.00", "currency": "VES" });
        let verified = json!({ "credited": bs, "evidence": [{ "amount": bs }], "duplicate_of": "KRFT-7Q2M4X", "missing": null });
        assert_eq!(sent("P6", &verified, None, Some("interno")), json!({}));
        let part = json!({ "credited": bs, "missing": bs, "amount": bs });
        assert_eq!(sent("P8", &part, None, Some("interno")), json!({ "missing": bs }));
        let accepted = json!({ "cost": bs, "policy": "ON_READY", "ready_on": "2026-11-27" });
        assert_eq!(sent("A4", &accepted, None, None), json!({ "ready_on": "2026-11-27" }));
    }

    #[test]
    fn a_suspicion_and_its_text_stay_inside() {
        let shown = json!({ "shown": "NOT_FOUND" });
        assert_eq!(
            sent("P7", &shown, Some("SUSPECTED_FRAUD"), Some("montaje")),
            json!({ "reason": "NOT_FOUND" })
        );
        assert_eq!(
            sent("P7", &shown, Some("NOT_FOUND"), Some("no llegó")),
            json!({ "reason": "NOT_FOUND", "text": "no llegó" })
        );
    }
}
