//! What is asked when money goes back: who bears a delivered order that returns, and how its refund was paid.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::report::AMOUNT;
use crate::domain::method::PaymentMethod;
use crate::domain::money::Currency;
use crate::domain::orders::event::Payload;
use crate::domain::orders::rate::Rate;
use crate::domain::payments::refund::Bearer;
use crate::locale::{Catalogue, t};
use crate::service::orders::view::{DestinationView, RefundView};
use crate::tui::core::client::Rehearsal;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::{Choice, Field, Handle, One, Words};
use crate::tui::dialogue::form::Form;
use crate::tui::pane::method::{METHOD, method};
use crate::tui::pane::rate::{RATE, rate_or_days};
use crate::tui::panes::production::SHARE;

pub const REFERENCE: Handle<Words> = Handle::new("reference");
pub const URL: Handle<Words> = Handle::new("url");
pub const BEARER: Handle<One<Bearer>> = Handle::new("bearer");
pub const SENT_ON: Handle<NaiveDate> = Handle::new("sent-on");
pub const REPEATS: Handle<Words> = Handle::new("repeats");
const CURRENCY: Handle<One<Currency>> = Handle::new("currency");

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

/// In which a refund of `owed` can leave by the method: a rate stands between bolívares and each kind of dollar.
fn currencies(method: PaymentMethod, owed: Currency) -> Vec<Currency> {
    let known = |other: &Currency| *other == owed || [*other, owed].contains(&Currency::Ves);
    method.currencies().iter().copied().filter(known).collect()
}

/// What leaves is in a currency that the method carries: where that is not the refund's the rate is asked, and what is left
/// stands in it.
pub fn follow_method(catalogue: &Catalogue, due: &RefundView, form: &mut Form) {
    let Some(by) = form.get(METHOD) else { return };
    let owed = due.amount.currency();
    let kinds = currencies(by, owed);
    if kinds.len() < 2 {
        form.remove(CURRENCY.as_ref());
    } else if !form.has(CURRENCY.as_ref()) {
        let choices = kinds.iter().map(|kind| Choice::new(kind.to_string(), kind.sign()));
        let field = Field::choice(CURRENCY, t!(catalogue, "pedidos-field-currency"), choices.collect());
        form.append_after(REFERENCE.as_ref(), field.with(by.leaves_in(owed).as_str()));
    }
    let leaves = match (form.get(CURRENCY), kinds.first()) {
        (Some(chosen), _) => chosen,
        (None, Some(&only)) => only,
        (None, None) => owed,
    };
    form.set_currency(AMOUNT.as_ref(), leaves);
    if leaves == owed {
        form.remove(RATE.as_ref());
        form.hint(AMOUNT.as_ref(), String::new());
        form.offer(AMOUNT.as_ref(), Some(due.left.digits()));
        return;
    }
    if !form.has(RATE.as_ref()) {
        let chosen = form.has(CURRENCY.as_ref());
        let after: Cow<'static, str> = if chosen { CURRENCY.into() } else { REFERENCE.into() };
        form.append_after(&after, rate_or_days(catalogue));
    }
    let rate = form.text(RATE).and_then(|typed| Rate::typed(&typed).ok());
    let left = rate.and_then(|rate| rate.exchange(due.left, leaves).ok());
    form.hint(
        AMOUNT.as_ref(),
        t!(catalogue, "pedidos-pay-in", currency = leaves.sign(), left = due.left),
    );
    form.offer(AMOUNT.as_ref(), left.map(|left| left.digits()));
}

/// What the money that leaves counts for, where it is of another currency.
pub fn counts_for(catalogue: &Catalogue, would: &Rehearsal) -> Option<(Tone, String)> {
    let counted = would.events.iter().find_map(|event| match event.data.payload() {
        Payload::RefundPaid {
            amount: Some(amount),
            sent: Some(_),
            rate: Some(rate),
            ..
        } => Some((*amount, Rate::new(*rate).ok()?)),
        _ => None,
    });
    let (amount, rate) = counted?;
    let said = t!(catalogue, "pedidos-pay-counts", amount = amount, rate = rate.to_string());
    Some((Tone::Strong, said))
}
