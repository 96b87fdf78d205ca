//! What a message may carry of the event it tells. The outbox and the demonstration's history write the same.

use serde_json::{Map, Value};

/// The facts of an event that people outside may read. What is not named here stays inside.
const SHOWN: &[&str] = &["amount", "method", "reference", "paid", "missing", "expires_at"];

/// The facts of an event for its messages. A rejection carries the reason as its customer may know it (`shown`), and the
/// reviewer's text only when that reason is the true one: a suspicion is never told, nor what was written about it.
pub fn told(data: &Value, reason_code: Option<&str>, text: Option<&str>) -> Map<String, Value> {
    let mut told: Map<_, _> = SHOWN
        .iter()
        .filter_map(|&name| Some((name.to_owned(), data.get(name).filter(|value| !value.is_null())?.clone())))
        .collect();
    if let Some(shown) = data.get("shown").and_then(Value::as_str) {
        told.insert("reason".into(), shown.into());
        if reason_code == Some(shown) {
            told.insert("text".into(), text.into());
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_people_outside_may_read_is_told() {
        let data = json!({ "amount": 1, "evidence": [2], "duplicate_of": "KRFT-7Q2M4X", "missing": null });
        assert_eq!(Value::Object(told(&data, None, Some("interno"))), json!({ "amount": 1 }));
    }

    #[test]
    fn a_suspicion_and_its_text_stay_inside() {
        let shown = json!({ "shown": "NOT_FOUND" });
        assert_eq!(
            Value::Object(told(&shown, Some("SUSPECTED_FRAUD"), Some("montaje"))),
            json!({ "reason": "NOT_FOUND" })
        );
        assert_eq!(
            Value::Object(told(&shown, Some("NOT_FOUND"), Some("no llegó"))),
            json!({ "reason": "NOT_FOUND", "text": "no llegó" })
        );
    }
}
