//! What is asked when money goes back: who bears a delivered order that returns, and how its refund was paid.

use chrono::NaiveDate;

use super::report::AMOUNT;
use crate::domain::payments::refund::Bearer;
use crate::locale::{Catalogue, t};
use crate::service::orders::view::{DestinationView, RefundView};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::{Choice, Field, Handle, One, Words};
use crate::tui::pane::method::method;
use crate::tui::panes::production::SHARE;

pub const REFERENCE: Handle<Words> = Handle::new("reference");
pub const URL: Handle<Words> = Handle::new("url");
pub const BEARER: Handle<One<Bearer>> = Handle::new("bearer");
pub const SENT_ON: Handle<NaiveDate> = Handle::new("sent-on");
pub const REPEATS: Handle<Words> = Handle::new("repeats");

/// Where a refund goes, in one line; yellow while something is missing for it.
pub fn goes_to(catalogue: &Catalogue, to: &DestinationView) -> (Tone, String) {
    let line = t!(catalogue, "pedidos-pay-to", to = catalogue.destination(to.method, to.parts()));
    match to.missing.first() {
        None => (Tone::Strong, line),
        Some(field) => {
            let field = catalogue.text(&format!("field-destination-{field}"), &[]);
            let missing = t!(catalogue, "pedidos-pay-to-missing", field = field);
            (Tone::Waits, format!("{line} · {missing}"))
        }
    }
}

pub fn bearer(catalogue: &Catalogue) -> Field {
    let all = Bearer::ALL.iter();
    let choices = all.map(|by| Choice::new(by.to_string(), catalogue.text(&format!("event-refund-borne-{by}"), &[])));
    Field::choice(BEARER, t!(catalogue, "pedidos-field-bearer"), choices.collect())
        .required()
        .stand_in("KRAFTA")
}

/// What the workshop gives back of what was agreed.
pub fn given_back(catalogue: &Catalogue) -> Field {
    let choices = [0_u32, 1_000, 2_500, 5_000, 10_000];
    let choices = choices.map(|points| Choice::new(points.to_string(), t!(catalogue, "making-share", percent = points / 100)));
    Field::choice(SHARE, t!(catalogue, "pedidos-field-given-back"), choices.to_vec()).with("0")
}

pub fn payment(catalogue: &Catalogue, due: &RefundView, today: NaiveDate) -> Vec<Field> {
    let how = method(catalogue, t!(catalogue, "pedidos-field-method"));
    vec![
        Field::amount(AMOUNT, t!(catalogue, "pedidos-field-amount"), due.amount.currency())
            .offer(due.left.digits())
            .required(),
        match due.to.method {
            Some(to) => how.with(to.as_str()),
            None => how,
        },
        Field::identifier(REFERENCE, t!(catalogue, "pedidos-field-reference"))
            .required()
            .stand_in("000000000000"),
        Field::date(SENT_ON, t!(catalogue, "pedidos-field-sent-on"), today).hint(t!(catalogue, "pedidos-field-today")),
        Field::text(URL, t!(catalogue, "pedidos-field-url")).hint(t!(catalogue, "pedidos-field-optional")),
        Field::text(REPEATS, t!(catalogue, "pedidos-field-repeats")).hint(t!(catalogue, "pedidos-field-repeats-hint")),
    ]
}
