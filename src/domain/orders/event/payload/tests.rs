//! Rows as the service wrote them before payloads had types, taken from a database: read and written again they are the same.

use serde_json::json;

use super::*;
use crate::domain::fulfilment::assignment_edges::ASSIGNMENT_EDGES;
use crate::domain::money::Currency;
use crate::domain::payments::payment_edges::PAYMENT_EDGES;

const STORED: &[(&str, &str)] = &[
    (
        "P1",
        r#"{"due":{"amount":"1162.96","currency":"VES"},"expires_at":"2026-11-23T03:59:59Z","rate":"93.0371","total":{"amount":"12.50","currency":"USD"}}"#,
    ),
    (
        "P2",
        r#"{"account":"pm-venezuela","amount":{"amount":"1535.11","currency":"VES"},"bank":"0105","method":"PAGO_MOVIL","paid_on":"2026-11-22","reference":"0000271"}"#,
    ),
    (
        "P3",
        r#"{"account":null,"amount":{"amount":"12.50","currency":"USD"},"bank":null,"method":"CASH","paid_on":"2026-11-22","reference":null}"#,
    ),
    ("P4", "{}"),
    ("P5", r#"{"holder":"luis"}"#),
    ("P5", r#"{"holder":null,"lapsed":true}"#),
    (
        "P6",
        r#"{"credited":{"amount":"3488.88","currency":"VES"},"due":{"amount":"3488.89","currency":"VES"},"duplicate_of":"KRFT-XPWXRF","evidence":[{"amount":{"amount":"12.50","currency":"USD"},"date":"2026-11-22","reference":"0000051"},{"amount":{"amount":"1162.96","currency":"VES"},"date":"2026-11-22","reference":"0000052"}],"surplus":{"amount":"0.00","currency":"VES"}}"#,
    ),
    ("P7", r#"{"shown":"NOT_FOUND"}"#),
    ("P7", r#"{"closed":["0195f3b6-0000-7000-8000-000000000001"],"shown":"NOT_FOUND"}"#),
    (
        "P8",
        r#"{"credited":{"amount":"1744.44","currency":"VES"},"due":{"amount":"3488.89","currency":"VES"},"duplicate_of":null,"evidence":[{"amount":{"amount":"872.22","currency":"VES"},"date":"2026-11-22","reference":"0000100"}],"expires_at":"2026-11-23T03:59:59Z","missing":{"amount":"1744.45","currency":"VES"},"surplus":{"amount":"0.00","currency":"VES"}}"#,
    ),
    (
        "P9",
        r#"{"account":"pm-venezuela","amount":{"amount":"1930.52","currency":"VES"},"bank":"0105","method":"PAGO_MOVIL","paid_on":"2026-11-22","reference":"0000093"}"#,
    ),
    ("P10", "{}"),
    ("P11", r#"{"deadline":null}"#),
    ("P11", r#"{"deadline":"2026-11-24T14:00:00Z"}"#),
    ("P12", r#"{"deadline":null}"#),
    ("P13", r#"{"amount":{"amount":"3488.88","currency":"VES"}}"#),
    ("P14", r#"{"amount":{"amount":"1744.44","currency":"VES"}}"#),
    (
        "P15",
        r#"{"amount":{"amount":"1744.44","currency":"VES"},"left":{"amount":"0.00","currency":"VES"},"method":"PAGO_MOVIL","paid":{"amount":"1744.44","currency":"VES"},"receipt_url":null,"reference":"99887766"}"#,
    ),
    (
        "REFUND_PAID",
        r#"{"amount":{"amount":"288.57","currency":"VES"},"left":{"amount":"577.14","currency":"VES"},"method":"PAGO_MOVIL","paid":{"amount":"288.57","currency":"VES"},"receipt_url":null,"reference":"7797656263"}"#,
    ),
    ("P16", "{}"),
    (
        "P15",
        r#"{"amount":{"amount":"930.37","currency":"VES"},"left":{"amount":"0.00","currency":"VES"},"method":"ZELLE","paid":{"amount":"930.37","currency":"VES"},"rate":"93.037","receipt_url":null,"reference":"ZZ11","sent":{"amount":"10.00","currency":"USD"},"sent_on":"2026-11-22"}"#,
    ),
    (
        "P13",
        r#"{"amount":{"amount":"3488.88","currency":"VES"},"borne_by":"WORKSHOP","given_back":{"amount":"2.00","currency":"USD"},"kind":"RETURN"}"#,
    ),
    (
        "P19",
        r#"{"amount":{"amount":"1744.44","currency":"VES"},"left":{"amount":"1744.44","currency":"VES"},"method":"PAGO_MOVIL","paid":{"amount":"0.00","currency":"VES"},"reference":"99887766"}"#,
    ),
    (
        "REFUND_REVERSED",
        r#"{"amount":{"amount":"288.57","currency":"VES"},"left":{"amount":"577.14","currency":"VES"},"method":"PAGO_MOVIL","paid":{"amount":"0.00","currency":"VES"},"reference":"7797656263"}"#,
    ),
    (
        "REFUND_PART",
        r#"{"amount":{"amount":"100.00","currency":"VES"},"borne_by":"KRAFTA","kind":"GOODWILL"}"#,
    ),
    ("REFUND_VOIDED", "{}"),
    (
        "SURPLUS_CREDITED",
        r#"{"amount":{"amount":"100.00","currency":"VES"},"order":"KRFT-AAAAAA"}"#,
    ),
    (
        "SURPLUS_RECORDED",
        r#"{"account":"pm-venezuela","amount":{"amount":"1930.52","currency":"VES"},"bank":"0105","method":"PAGO_MOVIL","paid_on":"2026-11-22","reference":"0000093"}"#,
    ),
    (
        "P14",
        r#"{"amount":{"amount":"1930.52","currency":"VES"},"evidence":[{"amount":{"amount":"1930.52","currency":"VES"},"date":"2026-11-22","reference":"0000093"}]}"#,
    ),
    (
        "REFUND_DESTINATION",
        r#"{"account":null,"bank":"0105","id_doc":"V12345678","method":"PAGO_MOVIL","name":null,"phone":"+584145551234"}"#,
    ),
    ("P17", "{}"),
    (
        "P18",
        r#"{"account":"pm-venezuela","amount":{"amount":"1930.52","currency":"VES"},"bank":"0105","method":"PAGO_MOVIL","paid_on":"2026-11-22","reference":"0000093"}"#,
    ),
    ("P20", r#"{"verdict":"P6"}"#),
    ("A1", r#"{"cost":null,"fitting":0,"of":4,"ready_on":null,"workshop":null}"#),
    (
        "A1",
        r#"{"cost":{"amount":"12.99","currency":"USD"},"fitting":1,"of":4,"ready_on":"2026-11-27","workshop":"Costura Bello Monte"}"#,
    ),
    (
        "RANKED",
        r#"{"cost":{"amount":"12.99","currency":"USD"},"fitting":1,"of":4,"ready_on":"2026-11-24","workshop":"Costura Bello Monte"}"#,
    ),
    ("A2", r#"{"workshop":"Costura Bello Monte"}"#),
    (
        "A3",
        r#"{"cost":{"amount":"12.99","currency":"USD"},"days":[["2026-11-22",2],["2026-11-23",1]],"over_limit":null,"ready_on":"2026-11-23","respond_by":"2026-11-23T14:17:00Z","workshop":"Costura Bello Monte"}"#,
    ),
    (
        "A3",
        r#"{"cost":{"amount":"9.99","currency":"USD"},"days":[["2026-11-22",3]],"over_limit":"porque sí","ready_on":"2026-11-23","respond_by":"2026-11-23T02:35:30.688811Z","workshop":"Taller Orinoco"}"#,
    ),
    (
        "A3",
        r#"{"cost":{"amount":"9.99","currency":"USD"},"days":[["2026-11-22",3]],"excess":2,"first":"Costura Bello Monte","over_limit":"porque sí","place":3,"ready_on":"2026-11-23","respond_by":"2026-11-23T02:35:30.688811Z","workshop":"Taller Orinoco"}"#,
    ),
    (
        "A4",
        r#"{"cost":{"amount":"12.99","currency":"USD"},"policy":"DEPOSIT_BALANCE","ready_on":"2026-11-22"}"#,
    ),
    ("A5", "{}"),
    ("A6", "{}"),
    ("A7", "{}"),
    ("A8", r#"{"carrier":"MRW","tracking_number":"0012345","tracking_url":null}"#),
    ("A9", "{}"),
    ("A10", "{}"),
    ("A11", r#"{"share":null}"#),
    ("A11", r#"{"given_back_by":"Taller Orinoco","share":null}"#),
    ("A12", r#"{"share":10000}"#),
    ("A13", "{}"),
    ("REMINDED", r#"{"respond_by":"2026-11-23T14:00:00Z"}"#),
    ("NOTE", "{}"),
    (
        "P1",
        r#"{"accounts":[{"alias":"bdv","bank":"0102","currency":"VES","holder":"Krafta C.A.","holder_id":"J070133805","method":"PAGO_MOVIL","phone":"+584145550001"}],"due":{"amount":"1162.96","currency":"VES"},"expires_at":"2026-11-23T03:59:59Z","rate":"93.0371","total":{"amount":"12.50","currency":"USD"}}"#,
    ),
];

fn parsed(stored: &str) -> Value {
    serde_json::from_str(stored).expect("JSON")
}

#[test]
fn what_is_stored_is_read_and_written_the_same() {
    for (edge, stored) in STORED {
        let payload = Payload::read(edge, &parsed(stored));
        assert_eq!(payload.stored().to_string(), *stored, "{edge}");
        assert_eq!(payload == Payload::Nothing, *stored == "{}", "{edge} {payload:?}");
    }
    let codes = PAYMENT_EDGES.iter().map(|edge| edge.code.as_str());
    for code in codes.chain(ASSIGNMENT_EDGES.iter().map(|edge| edge.code.as_str())) {
        assert!(STORED.iter().any(|(edge, _)| *edge == code), "no row of {code}");
    }
}

#[test]
fn money_keeps_its_cents_and_its_currency() {
    let Payload::Verified { evidence, credited, .. } = Payload::read("P6", &parsed(STORED[6].1)) else {
        panic!("{:?}", STORED[6]);
    };
    assert_eq!(credited, Some(Money::of_minor(348_888, Currency::Ves)));
    assert_eq!(evidence[0].amount, Some(Money::of_minor(1_250, Currency::Usd)));
}

#[test]
fn what_another_program_wrote_is_read_as_far_as_it_is_known() {
    let row = json!({
        "method": "PAGO_MOVIL", "bank": "0105", "amount": { "amount": "2698.08", "currency": "VES" },
        "reference": 482_913, "paid_on": "ayer", "channel": "web",
    });
    let data = EventData::read("P2", row.clone());
    let expected = Payload::Reported {
        method: Some(PaymentMethod::PagoMovil),
        amount: Some(Money::of_minor(269_808, Currency::Ves)),
        reference: None,
        bank: Some("0105".into()),
        account: None,
        paid_on: None,
        surplus_of: None,
    };
    assert_eq!(data.payload(), &expected);
    assert_eq!(data.stored(), &row, "the row stays as it is");
    for odd in [
        json!(null),
        json!([1]),
        json!("x"),
        json!({ "P1": {} }),
        json!({ "evidence": "x", "credited": 3 }),
    ] {
        for (edge, _) in STORED.iter().chain(&[("P99", ""), ("", "")]) {
            let nothing = Payload::read(edge, &odd).stored();
            let facts = nothing.as_object().expect("an object").values();
            assert!(facts.filter(|fact| !fact.is_null()).all(|fact| *fact == json!([])), "{edge} {odd}");
        }
    }
}
