//! Reporting a payment on behalf of a customer: the method first, then what that method asks for.

use chrono::NaiveDate;

use super::dialog::OrderDialog;
use crate::domain::bank::codes::BankCode;
use crate::domain::identity::{Payer, Phone};
use crate::domain::method::PaymentMethod;
use crate::domain::money::Currency;
use crate::domain::payments::proof::Field as Part;
use crate::domain::payments::reference::Reference;
use crate::locale::{Catalogue, Key, t};
use crate::service::payments::commands::Report;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::field::{Choice, Field};
use crate::tui::dialogue::form::Form;

/// Characters of the note that says why staff reports.
const LONGEST_NOTE: usize = 500;

/// Every method with each currency it carries.
pub fn all() -> Vec<(PaymentMethod, Currency)> {
    let with_currencies = |method: &PaymentMethod| {
        let method = *method;
        method.currencies().iter().map(move |currency| (method, *currency))
    };
    PaymentMethod::ALL.iter().flat_map(with_currencies).collect()
}

pub fn item(catalogue: &Catalogue, (method, currency): (PaymentMethod, Currency)) -> Item {
    Item::new(catalogue.text(&format!("method-{method}"), &[])).detail(currency.sign())
}

pub fn report(
    catalogue: &Catalogue,
    form: Form,
    ask: &OrderDialog,
    (method, currency): (PaymentMethod, Currency),
    today: NaiveDate,
) -> Form {
    let owed = t!(
        catalogue,
        "pedidos-report-what",
        method = catalogue.text(&format!("method-{method}"), &[]),
        currency = currency.sign(),
        missing = ask.order.missing
    );
    let amount = Field::amount("amount", t!(catalogue, "pedidos-field-amount"), currency).required();
    let date = Field::date("date", t!(catalogue, "pedidos-field-date"), today).offer(crate::locale::date(today));
    let mut form = form.intro(Tone::Plain, owed).field(amount).field(date.required());
    for part in method.required() {
        form = form.field(part_field(catalogue, *part, ask, (method, currency)).required());
    }
    form.field(Field::lines("note", t!(catalogue, "pedidos-field-why"), LONGEST_NOTE).required())
}

fn part_field(catalogue: &Catalogue, part: Part, ask: &OrderDialog, paid: (PaymentMethod, Currency)) -> Field {
    let text = |key: Key| Field::text(part.as_str(), catalogue.text(key, &[]));
    match part {
        Part::Account => account(catalogue, ask, paid),
        Part::OriginBank => {
            let banks = BankCode::all().map(|bank| Choice {
                value: bank.as_str().to_owned(),
                label: format!("{} {}", bank.as_str(), bank.name()),
                note: String::new(),
            });
            Field::choice(part.as_str(), t!(catalogue, "pedidos-field-bank"), banks.collect())
        }
        Part::Reference => {
            let field = text("pedidos-field-reference");
            match paid.0 {
                PaymentMethod::PagoMovil | PaymentMethod::BankTransfer => {
                    field.check(|text| Reference::parse(text, PaymentMethod::BankTransfer).map(drop))
                }
                _ => field.check(|text| Reference::parse(text, PaymentMethod::Zelle).map(drop)),
            }
        }
        Part::PayerName => text("pedidos-field-payer-name").offer(ask.order.customer.as_str()),
        Part::PayerId => {
            let field = text("pedidos-field-payer-id").check(|text| Payer::parse(text).map(drop));
            match &ask.order.id_doc {
                Some(id) => field.offer(id.clone()),
                None => field,
            }
        }
        Part::PayerPhone => text("pedidos-field-payer-phone")
            .check(|text| Phone::parse(text).map(drop))
            .offer(ask.order.phone.clone()),
        Part::Email => text("pedidos-field-email"),
    }
}

/// One of our accounts for this method, or its alias where they could not be read.
fn account(catalogue: &Catalogue, ask: &OrderDialog, (method, currency): (PaymentMethod, Currency)) -> Field {
    let label = t!(catalogue, "pedidos-field-account");
    let fitting: Vec<Choice> = ask
        .accounts
        .iter()
        .filter(|account| account.active && account.method == method && account.currency == currency)
        .map(|account| Choice {
            value: account.alias.as_str().to_owned(),
            label: format!("{} · {}", account.alias, account.tail),
            note: String::new(),
        })
        .collect();
    match &fitting[..] {
        [] => Field::text(Part::Account.as_str(), label),
        [only] => {
            let value = only.value.clone();
            Field::choice(Part::Account.as_str(), label, fitting).with(&value)
        }
        _ => Field::choice(Part::Account.as_str(), label, fitting),
    }
}

/// The filled form as a report.
pub fn read(form: &Form, number: &str, (method, currency): (PaymentMethod, Currency)) -> Report {
    let part = |part: Part| Some(form.value(part.as_str()).to_owned()).filter(|text| !text.is_empty());
    Report {
        order: number.to_owned(),
        method,
        amount: form.value("amount").to_owned(),
        currency,
        paid_on: form.date("date").map_or_else(String::new, |date| date.to_string()),
        account: part(Part::Account),
        origin_bank: part(Part::OriginBank),
        reference: part(Part::Reference),
        payer_name: part(Part::PayerName),
        payer_id_doc: part(Part::PayerId),
        payer_phone: part(Part::PayerPhone),
        payer_email: part(Part::Email),
        receipt: None,
        note: Some(form.value("note").to_owned()),
    }
}
