//! Reporting a payment on behalf of a customer: the method first, then what that method asks for.

use chrono::NaiveDate;

use crate::domain::bank::codes::BankCode;
use crate::domain::identity::{Payer, Phone};
use crate::domain::method::PaymentMethod;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payments::proof::Field as Part;
use crate::domain::payments::reference::Reference;
use crate::locale::{Catalogue, Key, t};
use crate::service::orders::view::{AccountView, OrderHead};
use crate::service::payments::commands::Report;
use crate::tui::dialogue::field::{Choice, Field, Handle, Words};
use crate::tui::dialogue::form::Form;
use crate::tui::panes::production::overriding;

pub const AMOUNT: Handle<Money> = Handle::new("amount");
pub const DATE: Handle<NaiveDate> = Handle::new("date");
pub const NOTE: Handle<Words> = Handle::new("note");
/// The whole bank credit, where it paid more than this order.
pub const WHOLE: Handle<Money> = Handle::new("whole");

/// Characters of the note that says why staff reports.
const LONGEST_NOTE: usize = 500;

/// Every method with each currency it carries.
pub fn methods() -> Vec<(PaymentMethod, Currency)> {
    let with_currencies = |method: &'static PaymentMethod| method.currencies().iter().map(|currency| (*method, *currency));
    PaymentMethod::ALL.iter().flat_map(with_currencies).collect()
}

/// What a report is made of: how the customer paid, and where money of that kind can arrive.
#[derive(Clone, Debug)]
pub struct Reporting {
    pub method: PaymentMethod,
    pub currency: Currency,
    pub accounts: Vec<AccountView>,
}

impl Reporting {
    pub fn intro(&self, catalogue: &Catalogue, order: &OrderHead) -> String {
        if order.payment == PaymentStatus::Cancelled {
            let (method, currency) = (catalogue.method(self.method), self.currency.sign());
            return t!(catalogue, "pedidos-report-late", method = method, currency = currency);
        }
        t!(
            catalogue,
            "pedidos-report-what",
            method = catalogue.method(self.method),
            currency = self.currency.sign(),
            missing = order.missing
        )
    }

    pub fn fields(&self, catalogue: &Catalogue, order: &OrderHead, today: NaiveDate) -> Vec<Field> {
        let amount = Field::amount(AMOUNT, t!(catalogue, "pedidos-field-amount"), self.currency).required();
        let date = Field::date(DATE, t!(catalogue, "pedidos-field-date"), today).offer(crate::locale::date(today));
        let parts = self.method.required().iter();
        let mut fields = vec![amount, date.required()];
        fields.extend(parts.map(|part| self.part(catalogue, *part, order).required()));
        fields.push(Field::lines(NOTE, t!(catalogue, "pedidos-field-why"), LONGEST_NOTE).required());
        fields
    }

    /// Of a payment that is recorded as it was found in the bank: the account and the reference are asked whatever the method.
    pub fn fields_of_surplus(&self, catalogue: &Catalogue, order: &OrderHead, today: NaiveDate) -> Vec<Field> {
        let mut fields = self.fields(catalogue, order, today);
        let note = fields.pop();
        let found = [Part::Account, Part::Reference];
        let lacking = found.iter().filter(|part| !self.method.required().contains(part));
        fields.extend(lacking.map(|part| self.part(catalogue, *part, order).required()));
        let whole = Field::amount(WHOLE, t!(catalogue, "pedidos-field-whole"), self.currency);
        fields.push(whole.hint(t!(catalogue, "pedidos-whole-hint")));
        let exception = overriding(catalogue, "pedidos-override-record");
        fields.push(exception.hint(t!(catalogue, "pedidos-record-exception")));
        fields.extend(note);
        fields
    }

    fn part(&self, catalogue: &Catalogue, part: Part, order: &OrderHead) -> Field {
        let number = |key: Key| Field::identifier(part.as_str(), catalogue.text(key, &[]));
        match part {
            Part::Account => self.account(catalogue),
            Part::OriginBank => {
                let banks = BankCode::all().map(|bank| Choice::new(bank.as_str(), format!("{} {}", bank.as_str(), bank.name())));
                Field::choice(part.as_str(), t!(catalogue, "pedidos-field-bank"), banks.collect())
            }
            Part::Reference => {
                let field = number("pedidos-field-reference");
                match self.method {
                    PaymentMethod::PagoMovil | PaymentMethod::BankTransfer => {
                        field.check(|text| Reference::parse(text, PaymentMethod::BankTransfer).map(drop))
                    }
                    _ => field.check(|text| Reference::parse(text, PaymentMethod::Zelle).map(drop)),
                }
            }
            Part::PayerName => Field::text(part.as_str(), t!(catalogue, "pedidos-field-payer-name")).offer(order.customer.to_string()),
            Part::PayerId => number("pedidos-field-payer-id")
                .check(|text| Payer::parse(text).map(drop))
                .offer(order.id_doc.clone()),
            Part::PayerPhone => number("pedidos-field-payer-phone")
                .check(|text| Phone::parse(text).map(drop))
                .offer(order.phone.clone()),
            Part::Email => number("pedidos-field-email"),
        }
    }

    /// One of our accounts for this method, or its alias where they could not be read.
    fn account(&self, catalogue: &Catalogue) -> Field {
        let label = t!(catalogue, "pedidos-field-account");
        let fits = |account: &&AccountView| account.active && account.method == self.method && account.currency == self.currency;
        let name = |account: &AccountView| Choice::new(account.alias.as_str(), format!("{} · {}", account.alias, account.tail));
        let fitting: Vec<Choice> = self.accounts.iter().filter(fits).map(name).collect();
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
    pub fn report(&self, form: &Form, order: &OrderHead) -> Report {
        let part = |part: Part| Some(form.value(part.as_str()).to_owned()).filter(|text| !text.is_empty());
        Report {
            order: order.number.clone(),
            method: self.method,
            amount: form.value(AMOUNT.as_ref()).to_owned(),
            currency: self.currency,
            paid_on: form.get(DATE).map_or_else(String::new, |date| date.to_string()),
            account: part(Part::Account),
            origin_bank: part(Part::OriginBank),
            reference: part(Part::Reference),
            payer_name: part(Part::PayerName),
            payer_id_doc: part(Part::PayerId),
            payer_phone: part(Part::PayerPhone),
            payer_email: part(Part::Email),
            receipt: None,
            note: form.text(NOTE),
        }
    }
}
