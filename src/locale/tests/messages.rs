//! The outbox speaks: every template that an edge can send has its words, and the words ask for nothing it does not carry.

use std::collections::BTreeSet;

use serde_json::json;

use super::entries;
use crate::domain::fulfilment::assignment_edges::{ASSIGNMENT_EDGES, AssignmentEffect};
use crate::domain::messages::wording;
use crate::domain::payments::payment_edges::{PAYMENT_EDGES, PaymentEffect};
use crate::domain::payments::rejection::RejectionReason;
use crate::locale::{Catalogue, Locale};

/// The templates of every edge that tells somebody.
fn templates() -> BTreeSet<String> {
    let payment = PAYMENT_EDGES.iter().flat_map(|edge| {
        edge.effects.iter().filter_map(|effect| match effect {
            PaymentEffect::MessageCustomer => Some(format!("message-customer-{}", edge.code)),
            PaymentEffect::MessageAdmins => Some(format!("message-admins-{}", edge.code)),
            PaymentEffect::MessageWorkshop => Some(format!("message-workshop-{}", edge.code)),
            _ => None,
        })
    });
    let production = ASSIGNMENT_EDGES.iter().flat_map(|edge| {
        let effects = edge.who.iter().flat_map(|party| edge.effects_by(party.role));
        effects.filter_map(|effect| match effect {
            AssignmentEffect::MessageCustomer => Some(format!("message-customer-{}", edge.code)),
            AssignmentEffect::MessageWorkshop => Some(format!("message-workshop-{}", edge.code)),
            AssignmentEffect::MessageAdmins => Some(format!("message-admins-{}", edge.code)),
            AssignmentEffect::FreeCapacity => None,
        })
    });
    let others = [
        "message-workshop-A3-REMINDER",
        "message-customer-P13-RETURN",
        "message-workshop-P13-RETURN",
        "message-customer-P16-RETURN",
        "message-customer-REFUND_PART",
        "message-customer-SURPLUS_RECORDED",
        "message-customer-SURPLUS_CREDITED",
        "message-admins-SURPLUS_CREDITED",
        "message-customer-REFUND_PART_PAID",
    ];
    payment.chain(production).chain(others.map(str::to_owned)).collect()
}

#[test]
fn every_edge_that_tells_somebody_has_its_message_and_no_other_has() {
    for locale in Locale::ALL {
        let written: BTreeSet<String> = entries(locale)
            .into_keys()
            .filter(|key| key.starts_with("message-") && !key.contains('.'))
            .collect();
        assert_eq!(written, templates(), "{locale:?}");
    }
}

#[test]
fn a_message_asks_only_for_what_its_edge_carries_and_says_what_it_must() {
    for locale in Locale::ALL {
        for (key, placeables) in entries(locale).into_iter().filter(|(key, _)| key.starts_with("message-")) {
            let (template, _) = key.split_once('.').unwrap_or((&key, ""));
            let known = |name: &String| wording::ALWAYS.contains(&name.as_str()) || wording::own(template).contains(&name.as_str());
            let unknown: Vec<_> = placeables.iter().filter(|name| !known(name)).collect();
            assert!(unknown.is_empty(), "{key} asks for {unknown:?}");
            let left_out = |name: &&str| key == template && !placeables.iter().any(|said| said == name);
            let missing: Vec<_> = wording::required(template).into_iter().filter(left_out).collect();
            assert!(missing.is_empty(), "{key} does not say {missing:?}");
        }
    }
}

#[test]
fn a_customer_reads_why_and_what_is_missing() {
    let es = Catalogue::of(Locale::Es);
    let missing = json!({
        "order": "KRFT-7Q2M4X", "credited": { "amount": "4000.00", "currency": "VES" },
        "missing": { "amount": "512.30", "currency": "VES" }, "expires_at": "2026-11-23T03:59:59Z",
    });
    assert_eq!(
        es.message("message-customer-P8", &missing),
        "Recibimos Bs 4.000,00 de tu pedido KRFT-7Q2M4X y faltan Bs 512,30. Puedes pagar el resto antes del \
         22/11/2026 23:59; después se calcula con la tasa del día."
    );
    let told = |data| es.message("message-customer-P7", &data);
    assert_eq!(
        told(json!({ "order": "KRFT-7Q2M4X", "reason": "ILLEGIBLE", "text": null })),
        "Rechazamos el pago que reportaste de tu pedido KRFT-7Q2M4X. No pudimos leer tu comprobante. Repórtalo de nuevo \
         con una imagen más clara."
    );
    assert_eq!(
        told(json!({ "order": "KRFT-7Q2M4X", "reason": "OTHER", "text": "Falta la\u{202e} página 2." })),
        "Rechazamos el pago que reportaste de tu pedido KRFT-7Q2M4X. Falta la\u{fffd} página 2."
    );
}

#[test]
fn a_parcel_is_followed_where_the_shop_gave_a_link() {
    let es = Catalogue::of(Locale::Es);
    let told = |url| {
        let data = json!({ "order": "KRFT-7Q2M4X", "delivery": "NATIONAL_SHIPPING", "carrier": "MRW", "tracking_number": "0012345", "tracking_url": url });
        es.message("message-customer-A8", &data)
    };
    let without = "Tu pedido KRFT-7Q2M4X fue entregado a la empresa de envíos MRW, con la guía 0012345.";
    assert_eq!(told(json!(null)), without);
    assert_eq!(
        told(json!("https://mrw.example/g?n=0012345")),
        format!("{without} Síguelo aquí: https://mrw.example/g?n=0012345")
    );
}

/// What the library says is said in the person's language; what the server answered is quoted as it is.
#[test]
fn an_error_is_told_in_words_and_an_answer_is_quoted() {
    let es = Catalogue::of(Locale::Es);
    assert_eq!(
        es.delivery_error("connect: nobody-there"),
        "no se pudo conectar (nadie atiende en ese puerto)"
    );
    assert_eq!(
        es.delivery_error("refused: 550 no such user"),
        "el servidor lo rechazó («550 no such user»)"
    );
    assert_eq!(es.delivery_error("connection: closed"), "se cortó la conexión");
    assert_eq!(es.delivery_error("timeout"), "no respondió a tiempo");
}

/// Money goes back for several reasons: nothing of another case is said.
#[test]
fn money_that_goes_back_is_named_for_what_it_is() {
    let es = Catalogue::of(Locale::Es);
    let data = |kind| {
        json!({ "order": "KRFT-7Q2M4X", "kind": kind, "amount": { "amount": "5.00", "currency": "USD" },
                "paid": { "amount": "5.00", "currency": "USD" }, "reference": "99" })
    };
    for template in ["message-customer-REFUND_PART", "message-customer-REFUND_PART_PAID"] {
        for (kind, has, lacks) in [("SURPLUS", "de más", "una parte"), ("GOODWILL", "una parte", "de más")] {
            let subject = es.message_subject(template, &data(kind)).unwrap_or_default();
            assert!(subject.contains(has) && !subject.contains(lacks), "{subject}");
            let text = es.message(template, &data(kind));
            assert!(text.contains("5,00") && text.contains("de más") == (kind == "SURPLUS"), "{text}");
        }
    }
    for template in ["message-customer-P13-RETURN", "message-workshop-P13-RETURN"] {
        let text = es.message(template, &data("RETURN"));
        assert!(
            !text.contains("devolvió el pedido") && !text.contains("Recibimos la devolución"),
            "{text}"
        );
    }
}

/// The number alone says nothing in a list of mails.
#[test]
fn every_message_to_a_workshop_says_in_its_subject_what_it_is_about() {
    for locale in Locale::ALL {
        let keys = entries(locale);
        for template in templates().into_iter().filter(|name| name.starts_with("message-workshop-")) {
            assert!(keys.contains_key(&format!("{template}.subject")), "{template}");
        }
    }
}

/// An admin cancels a reported order for whatever reason: the order was a duplicate, the customer asked. What the customer
/// reads is true of all of them, and not that their money is missing.
#[test]
fn a_cancelled_order_says_nothing_of_a_payment_that_was_not_found() {
    for (locale, words) in [
        (Locale::Es, ["no encontramos", "sin fondos"]),
        (Locale::En, ["did not find", "no funds"]),
    ] {
        let catalogue = Catalogue::of(locale);
        let message = catalogue.message("message-customer-P12", &json!({ "order": "KRFT-7Q2M4X", "by": "ADMIN" }));
        assert!(message.contains("KRFT-7Q2M4X"), "{message}");
        for said in [message, catalogue.event_name("P12"), catalogue.text("edge-P12", &[])] {
            assert!(words.iter().all(|word| !said.contains(word)), "{said}");
        }
    }
}

#[test]
fn a_suspicion_is_never_told() {
    for locale in Locale::ALL {
        let catalogue = Catalogue::of(locale);
        assert_eq!(
            catalogue.rejection(RejectionReason::SuspectedFraud, Some("fake")),
            catalogue.rejection(RejectionReason::NotFound, None)
        );
        for reason in RejectionReason::ALL {
            let text = catalogue.rejection(*reason, None);
            assert!(!text.starts_with("rejection-"), "{text}");
        }
    }
}

#[test]
fn every_reason_has_its_words() {
    for locale in Locale::ALL {
        let keys = entries(locale);
        for reason in RejectionReason::ALL {
            for family in ["pagos-reason-", "event-reason-"] {
                let key = format!("{family}{reason}");
                assert!(keys.contains_key(&key), "{locale:?}: {key}");
            }
        }
    }
}
