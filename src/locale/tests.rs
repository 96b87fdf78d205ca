//! The catalogue as a whole: both languages say the same things, nothing is missing or left over.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_bundle::FluentResource;

mod messages;
mod refusals;
mod words;

use super::sources::{self, AREAS};
use super::{Catalogue, Locale};
use crate::domain::refusal::Code;
use crate::service::jobs::Job;

/// key (or key.attribute) → its placeables.
fn entries(locale: Locale) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources::of(locale) {
        let mut key = String::new();
        let mut message = String::new();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            let head = line.split_once('=').map(|(head, _)| head.trim());
            if let Some(name) = head.filter(|_| line.starts_with(|c: char| c.is_ascii_alphabetic())) {
                message = name.to_owned();
                key.clone_from(&message);
                assert!(found.insert(key.clone(), BTreeSet::new()).is_none(), "{key} twice in {locale:?}");
            } else if let Some(name) = head.and_then(|name| name.strip_prefix('.')) {
                key = format!("{message}.{name}");
                found.insert(key.clone(), BTreeSet::new());
            }
            for part in line.split('$').skip(1) {
                let name: String = part.chars().take_while(|c| c.is_alphanumeric() || "-_".contains(*c)).collect();
                found.entry(key.clone()).or_default().insert(name);
            }
        }
    }
    found
}

/// The string literals of the program's own sources.
fn literals(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            literals(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") && !path.ends_with("locale/tests.rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.extend(text.split('"').map(str::to_owned));
        }
    }
}

/// What the sources name: whole keys, and the beginnings of keys completed while running.
fn named() -> (BTreeSet<String>, Vec<String>) {
    let mut found = BTreeSet::new();
    literals(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    let ours = |text: &&String| {
        AREAS
            .iter()
            .any(|area| text.strip_prefix(area).is_some_and(|rest| rest.starts_with('-')))
            && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_.{}:".contains(c))
            // `payment-edge` is a code of its own, not a key of the area `payment`.
            && text.parse::<Code>().is_err()
            // Nor is the name of a job.
            && text.parse::<Job>().is_err()
    };
    let (families, keys): (Vec<String>, Vec<String>) = found
        .iter()
        .filter(ours)
        .cloned()
        .partition(|text| text.ends_with('-') || text.contains('{'));
    let families = families
        .iter()
        .map(|text| text.split('{').next().unwrap_or_default().to_owned())
        .collect();
    (keys.into_iter().collect(), families)
}

#[test]
fn every_file_parses() {
    for locale in Locale::ALL {
        for (area, source) in AREAS.iter().zip(sources::of(locale)) {
            if let Err((_, errors)) = FluentResource::try_new((*source).to_owned()) {
                panic!("locales/{}/{area}.ftl: {errors:?}", locale.as_str());
            }
        }
    }
}

#[test]
fn both_languages_have_the_same_keys_and_placeables() {
    let (es, en) = (entries(Locale::Es), entries(Locale::En));
    let keys = |of: &BTreeMap<String, BTreeSet<String>>| of.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(
        keys(&es).symmetric_difference(&keys(&en)).collect::<Vec<_>>(),
        Vec::<&String>::new()
    );
    for (key, placeables) in &es {
        assert_eq!(placeables, &en[key], "placeables of {key}");
    }
}

#[test]
fn keys_start_with_the_area_of_their_file() {
    for locale in Locale::ALL {
        for (area, source) in AREAS.iter().zip(sources::of(locale)) {
            for line in source.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic())) {
                assert!(
                    line.starts_with(&format!("{area}-")),
                    "locales/{}/{area}.ftl: {line}",
                    locale.as_str()
                );
            }
        }
    }
}

#[test]
fn every_key_named_in_the_sources_is_defined() {
    let catalogue = Catalogue::of(Locale::Es);
    let missing: Vec<_> = named().0.into_iter().filter(|key| !catalogue.has(key)).collect();
    assert!(missing.is_empty(), "not in locales/es: {missing:?}");
}

#[test]
fn every_key_defined_is_named_in_the_sources() {
    let (keys, families) = named();
    let unused: Vec<_> = entries(Locale::Es)
        .into_keys()
        .filter(|key| {
            let message = key.split('.').next().unwrap_or_default();
            !keys.contains(key) && !keys.contains(message) && !families.iter().any(|family| key.starts_with(family.as_str()))
        })
        .collect();
    assert!(unused.is_empty(), "nobody says: {unused:?}");
}

/// domain.md §6, which the product's own description fixes word by word.
const LABELS: [(&str, &str, &str); 14] = [
    (
        "PENDING",
        "Esperando pago",
        "Tu pedido está creado y espera el registro del pago manual.",
    ),
    (
        "REPORTED",
        "Pago en revisión",
        "Recibimos tu comprobante. El pedido quedará en revisión hasta confirmar el ingreso real en la cuenta indicada.",
    ),
    (
        "UNDER_REVIEW",
        "Pago en revisión",
        "Estamos verificando el pago reportado antes de iniciar producción.",
    ),
    (
        "CONFIRMED",
        "Pago confirmado",
        "Pago verificado. El equipo coordinará la asignación con un taller aliado apto.",
    ),
    (
        "NOTIFIED",
        "Taller notificado",
        "El taller aliado fue notificado y debe aceptar o rechazar la asignación.",
    ),
    (
        "ACCEPTED",
        "En preparación",
        "El taller aceptó el pedido y lo preparará para producción.",
    ),
    (
        "IN_PRODUCTION",
        "En producción",
        "Tu producto está actualmente en producción con el taller asignado.",
    ),
    (
        "READY",
        "Listo para entrega",
        "Tu pedido está listo para retiro, delivery local o envío según la modalidad seleccionada.",
    ),
    ("HANDED_TO_DELIVERY", "Enviado", "Tu pedido fue entregado al operador de despacho."),
    ("COMPLETED", "Entregado", "Tu pedido fue completado. Gracias por confiar en Krafta."),
    (
        "REJECTED",
        "Pago rechazado",
        "El pago fue rechazado. Revisa la referencia o contacta soporte para corregirlo.",
    ),
    ("CANCELLED", "Cancelado", "El pedido fue cancelado."),
    (
        "REFUND_PENDING",
        "Reembolso pendiente",
        "Hay un reembolso pendiente asociado a este pedido.",
    ),
    ("REFUNDED", "Reembolsado", "El reembolso fue registrado."),
];

#[test]
fn customer_labels_are_verbatim() {
    let catalogue = Catalogue::of(Locale::Es);
    for (key, label, description) in LABELS {
        assert_eq!(catalogue.text(&format!("label-{key}"), &[]), label);
        assert_eq!(catalogue.text(&format!("label-{key}.description"), &[]), description);
    }
}

#[test]
fn numbers_dates_and_spans_read_one_way() {
    use super::{amount, date_time, day_time, grouped, moment, span};
    use chrono::{DateTime, TimeDelta};
    let at = DateTime::from_timestamp(1_795_372_325, 0).unwrap();
    assert_eq!(date_time(at), "22/11/2026 14:32");
    assert_eq!(day_time(at), "22/11 14:32");
    assert_eq!(moment(at), "22/11 14:32:05");
    assert_eq!(amount("1234567.5".parse().unwrap()), "1.234.567,50");
    assert_eq!(amount("-0.005".parse().unwrap()), "-0,01");
    assert_eq!(grouped("-1234"), "-1.234");
    let spans = [45, 57 * 60, 3 * 3600 + 12 * 60, 3600, 86_400, 2 * 86_400 + 4 * 3600];
    let read: Vec<_> = spans.iter().map(|&s| span(TimeDelta::seconds(s))).collect();
    assert_eq!(read, ["45 s", "57 min", "3 h 12", "1 h", "1 d", "2 d 4 h"]);
}

#[test]
fn a_missing_key_shows_itself() {
    assert_eq!(Catalogue::of(Locale::En).text("no such key", &[]), "no such key");
}
