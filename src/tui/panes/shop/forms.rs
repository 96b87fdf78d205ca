//! What each list's forms ask, and the command they make: the same commands as the command line's, with the same checks.

use uuid::Uuid;

use super::keep::{Keep, Make};
use super::sections::{Section, Thing};
use super::{Context, ShopPane, offers, workshops, zones};
use crate::domain::actor::Role;
use crate::domain::method::PaymentMethod;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::rate::Rate;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::text::Safe;
use crate::locale::{Catalogue, Key, date, t, zone};
use crate::service::Command;
use crate::service::bank::commands::{AccountDetails, AddAccount, ChangeAccount, Offering};
use crate::service::catalogue::commands::{AddProduct, AddRate, AddShipping, ChangeProduct, CloseShipping, CorrectRate, RemoveRate, Where};
use crate::service::people::commands::{AddOperator, ChangeOperator};
use crate::service::workshops::commands::{
    AddHolidays, Consent, NewHoliday, PutWorkshop, RemoveHoliday, RenameHoliday, Wanted, WorkshopDetails,
};
use crate::tui::core::client::AccountRecord;
use crate::tui::dialogue::field::{Choice, Field, Handle, One, Words};
use crate::tui::dialogue::form::Form;
use crate::tui::pane::dialogue::Unready;
use crate::tui::pane::rate::{RATE, rate_field};
use crate::tui::pane::reason::{REASON, given, reason};

const DAY: Handle<chrono::NaiveDate> = Handle::new("day");
const NAME: Handle<Words> = Handle::new("name");
const CODE: Handle<Words> = Handle::new("code");
const SOURCE: Handle<Words> = Handle::new("source");
const PRICE: Handle<Money> = Handle::new("price");
/// Nothing is a price too: some deliver for free.
const DELIVERED_FOR: Handle<Words> = Handle::new("delivered-for");
const STATE: Handle<Words> = Handle::new("state");
const METHOD: Handle<One<PaymentMethod>> = Handle::new("method");
const DELIVERY: Handle<One<DeliveryMethod>> = Handle::new("delivery");
const CURRENCY: Handle<One<Currency>> = Handle::new("currency");
const HOLDER: Handle<Words> = Handle::new("holder");
const BANK: Handle<Words> = Handle::new("bank");
const NUMBER: Handle<Words> = Handle::new("number");
const DOCUMENT: Handle<Words> = Handle::new("document");
const PHONE: Handle<Words> = Handle::new("phone");
const EMAIL: Handle<Words> = Handle::new("email");
const SCOPE: Handle<Words> = Handle::new("scope");
const PLACE: Handle<Words> = Handle::new("place");
const ROLE: Handle<One<Role>> = Handle::new("role");
const WORKSHOP: Handle<Words> = Handle::new("workshop");

/// A place of a shipping rate: what its name names.
const SCOPES: [&str; 3] = ["city", "state", "zone"];

/// The words of a form's fields.
pub(super) struct Asked<'a>(pub &'a Catalogue);

impl Asked<'_> {
    pub fn label(&self, key: Key) -> String {
        self.0.text(key, &[])
    }

    pub fn text(&self, handle: Handle<Words>, key: Key) -> Field {
        Field::text(handle, self.label(key))
    }

    pub fn number(&self, handle: Handle<Words>, key: Key) -> Field {
        Field::identifier(handle, self.label(key))
    }

    fn price(&self) -> Field {
        Field::amount(PRICE, self.label("tienda-head-price"), Currency::Usd)
    }

    fn reason(&self) -> Field {
        reason(self.label("tienda-reason"))
    }

    fn methods(&self) -> Field {
        let choices = PaymentMethod::ALL
            .iter()
            .map(|method| Choice::new(method.as_str(), self.0.method(*method)));
        Field::choice(METHOD, self.label("tienda-head-method"), choices.collect()).required()
    }

    fn deliveries(&self) -> Field {
        let choices =
            (DeliveryMethod::ALL.iter()).map(|method| Choice::new(method.as_str(), self.0.text(&format!("delivery-{method}"), &[])));
        Field::choice(DELIVERY, self.label("tienda-head-method"), choices.collect()).required()
    }

    fn currencies(&self) -> Field {
        let choices = Currency::ALL
            .iter()
            .map(|currency| Choice::new(currency.as_str(), currency.as_str()));
        Field::choice(CURRENCY, self.label("tienda-head-currency"), choices.collect()).required()
    }

    fn roles(&self) -> Field {
        let choices = Role::STAFF
            .iter()
            .map(|role| Choice::new(role.as_str(), self.0.text(&format!("role-{role}"), &[])));
        Field::choice(ROLE, self.label("tienda-head-role"), choices.collect()).required()
    }

    fn scopes(&self) -> Field {
        let choices = SCOPES
            .iter()
            .map(|scope| Choice::new(*scope, self.0.text(&format!("tienda-scope-{scope}"), &[])));
        Field::choice(SCOPE, self.label("tienda-head-place"), choices.collect()).required()
    }

    fn details(&self, account: Option<&AccountRecord<Safe>>) -> Vec<Field> {
        // What is there can be another one, and not be taken away.
        let with = |field: Field, held: Option<&Option<Safe>>| match held.and_then(Option::as_ref) {
            Some(held) => field.with(held).required(),
            None => field,
        };
        vec![
            with(self.number(BANK, "tienda-head-bank"), account.map(|it| &it.bank)),
            with(self.number(NUMBER, "tienda-head-number"), account.map(|it| &it.number)),
            with(self.number(DOCUMENT, "tienda-head-document"), account.map(|it| &it.holder_id)),
            with(self.number(PHONE, "tienda-head-phone"), account.map(|it| &it.phone)),
            with(self.number(EMAIL, "tienda-head-email"), account.map(|it| &it.email)),
        ]
    }
}

fn details_of(form: &Form) -> AccountDetails {
    AccountDetails {
        bank: typed(form, BANK),
        number: typed(form, NUMBER),
        holder_id: typed(form, DOCUMENT),
        phone: typed(form, PHONE),
        email: typed(form, EMAIL),
    }
}

fn rate(catalogue: &Catalogue, form: &Form) -> Result<Rate, Unready> {
    let wrong = |refusal| Unready::Wrong(RATE.into(), catalogue.refusal(&refusal));
    Rate::typed(&words(form, RATE)?).map_err(wrong)
}

/// What somebody typed in a field that held something: what they left alone stays as it is by now.
pub(super) fn typed(form: &Form, handle: Handle<Words>) -> Option<String> {
    let touched = form.is_touched(handle.as_ref());
    form.text(handle).filter(|_| touched)
}

fn words(form: &Form, handle: Handle<Words>) -> Result<String, Unready> {
    form.text(handle).ok_or(Unready::Missing)
}

impl ShopPane {
    fn keep(&self, cx: &mut Context<'_>, (title, verb): (String, Key), (id, name): (Uuid, String), fields: Vec<Field>, make: Make) {
        let keep = Keep {
            kind: self.section.title(),
            id,
            title,
            name,
            verb: cx.shell.catalogue.text(verb, &[]),
            fields,
            make,
            confirmed: false,
        };
        // The pane is read again by itself.
        cx.begin(keep, |pane: &mut Self, _, receipt| pane.kept = receipt.row().map(|row| row.id));
    }

    pub(crate) fn begin_new(&self, cx: &mut Context<'_>) {
        let catalogue = cx.shell.catalogue;
        let asked = Asked(catalogue);
        let today = zone().day(cx.shell.now);
        let day = || {
            Field::date(DAY, asked.label("tienda-head-day"), today)
                .with(&date(today))
                .required()
        };
        let (fields, make): (Vec<Field>, Make) = match self.section {
            Section::Rates => (
                vec![
                    day(),
                    rate_field(catalogue).required(),
                    asked.text(SOURCE, "tienda-head-source").with("BCV").required(),
                ],
                Box::new(|catalogue, form, confirmed| {
                    Ok(Command::AddRate(AddRate {
                        value_date: form.get(DAY).ok_or(Unready::Missing)?,
                        rate: rate(catalogue, form)?,
                        source: words(form, SOURCE)?,
                        confirmed,
                    }))
                }),
            ),
            Section::Products => (
                vec![
                    asked.number(CODE, "tienda-head-code").required(),
                    asked.text(NAME, "tienda-head-name").required(),
                    asked.price().required(),
                ],
                Box::new(|_, form, _| {
                    Ok(Command::AddProduct(AddProduct {
                        sku: words(form, CODE)?,
                        name: words(form, NAME)?,
                        price: form.get(PRICE).ok_or(Unready::Missing)?,
                    }))
                }),
            ),
            Section::Accounts => new_account(&asked),
            Section::Shipping => new_shipping(&asked),
            Section::Zones => zones::new(&asked),
            Section::Workshops => (workshops::fields(&asked, None), workshops::make(None)),
            Section::People => new_person(&asked),
            Section::Holidays => (
                vec![
                    day(),
                    asked.text(NAME, "tienda-head-name").required(),
                    asked.text(REASON, "tienda-reason").hint(asked.label("tienda-holiday-hint")),
                ],
                Box::new(|_, form, confirmed| {
                    let holiday = NewHoliday {
                        day: form.get(DAY).ok_or(Unready::Missing)?,
                        name: words(form, NAME)?,
                    };
                    Ok(Command::AddHolidays(AddHolidays {
                        days: vec![holiday],
                        wanted: Wanted::New,
                        consent: Consent {
                            reason: form.text(REASON),
                            confirmed,
                            ..Consent::default()
                        },
                    }))
                }),
            ),
            Section::Offers => return self.begin_offer(cx),
            Section::Jobs | Section::Messages | Section::Alerts | Section::Changes => return,
        };
        self.keep_new(cx, (fields, make));
    }

    /// The form of something new of the list that is shown.
    pub(super) fn keep_new(&self, cx: &mut Context<'_>, (fields, make): (Vec<Field>, Make)) {
        let catalogue = cx.shell.catalogue;
        let list = catalogue.text(self.section.title(), &[]);
        let title = t!(catalogue, "tienda-new-title", what = &list);
        self.keep(cx, (title, "tienda-add-yes"), (Uuid::nil(), list), fields, make);
    }

    pub(crate) fn begin_edit(&self, cx: &mut Context<'_>) {
        let Some(thing) = self.selected().cloned() else { return };
        let catalogue = cx.shell.catalogue;
        let asked = Asked(catalogue);
        let (name, id) = (thing.name(), thing.id());
        let (fields, make): (Vec<Field>, Make) = match thing {
            Thing::Rate(held) => (
                vec![rate_field(catalogue).with(&held.rate.to_string()).required(), asked.reason()],
                Box::new(move |catalogue, form, confirmed| {
                    Ok(Command::CorrectRate(CorrectRate {
                        value_date: held.value_date,
                        rate: rate(catalogue, form)?,
                        source: None,
                        reason: given(form)?,
                        confirmed,
                    }))
                }),
            ),
            Thing::Product(held) => (
                vec![
                    asked.text(NAME, "tienda-head-name").with(&held.name).required(),
                    asked.price().with(&held.price.digits()).required(),
                ],
                Box::new(move |_, form, _| {
                    Ok(Command::ChangeProduct(ChangeProduct {
                        sku: held.sku.to_string(),
                        name: typed(form, NAME),
                        price: form.get(PRICE).filter(|_| form.is_touched(PRICE.as_ref())),
                        active: None,
                    }))
                }),
            ),
            Thing::Account(held) => {
                let mut fields = vec![asked.text(HOLDER, "tienda-head-holder").with(&held.holder).required()];
                fields.extend(asked.details(Some(&held)));
                let make: Make = Box::new(move |_, form, _| {
                    Ok(Command::ChangeAccount(ChangeAccount {
                        alias: held.alias.to_string(),
                        holder: typed(form, HOLDER),
                        details: details_of(form),
                        ..ChangeAccount::default()
                    }))
                });
                (fields, make)
            }
            Thing::Person(held) => (
                vec![
                    asked.text(NAME, "tienda-head-name").with(&held.name).required(),
                    asked.roles().with(held.role.as_str()),
                    asked
                        .text(WORKSHOP, "tienda-head-workshop")
                        .with(held.workshop.as_ref().map_or("", Safe::as_str))
                        .hint(asked.label("tienda-workshop-hint")),
                ],
                Box::new(move |_, form, _| {
                    Ok(Command::ChangeOperator(ChangeOperator {
                        login: held.login.to_string(),
                        name: typed(form, NAME),
                        role: form.get(ROLE).filter(|_| form.is_touched(ROLE.as_ref())),
                        workshop: typed(form, WORKSHOP),
                        ..ChangeOperator::default()
                    }))
                }),
            ),
            Thing::Holiday(held) => (
                vec![asked.text(NAME, "tienda-head-name").with(&held.name).required()],
                Box::new(move |_, form, _| {
                    Ok(Command::RenameHoliday(RenameHoliday {
                        day: held.day,
                        name: words(form, NAME)?,
                    }))
                }),
            ),
            Thing::Zone(held) => zones::edit(&asked, held),
            Thing::Workshop(held) => (
                workshops::fields(&asked, Some(&held)),
                workshops::make(Some(held.record.name.to_string())),
            ),
            Thing::Offer(held) => offers::edit(&asked, &held, zone().day(cx.shell.now)),
            Thing::Shipping(_) | Thing::Job(_) => return,
        };
        let title = t!(catalogue, "tienda-edit-title", name = &name);
        self.keep(cx, (title, "tienda-edit-yes"), (id, name), fields, make);
    }

    /// Out of use, or in use again.
    pub(crate) fn begin_close(&self, cx: &mut Context<'_>) {
        let Some(thing) = self.selected().cloned() else { return };
        let catalogue = cx.shell.catalogue;
        let (name, id, active) = (thing.name(), thing.id(), !thing.is_active());
        let [title, verb] = thing.ending();
        let command = match thing {
            Thing::Rate(held) => {
                let make: Make = Box::new(move |_, form, _| {
                    Ok(Command::RemoveRate(RemoveRate {
                        value_date: held.value_date,
                        reason: given(form)?,
                    }))
                });
                let title = t!(catalogue, "tienda-void-title", name = &name);
                return self.keep(cx, (title, "tienda-void-yes"), (id, name), vec![Asked(catalogue).reason()], make);
            }
            Thing::Product(held) => Command::ChangeProduct(ChangeProduct {
                sku: held.sku.to_string(),
                active: Some(active),
                ..ChangeProduct::default()
            }),
            Thing::Account(held) => Command::ChangeAccount(ChangeAccount {
                alias: held.alias.to_string(),
                active: Some(active),
                ..ChangeAccount::default()
            }),
            Thing::Shipping(held) => Command::CloseShipping(CloseShipping { rate: held.id }),
            Thing::Person(held) => Command::ChangeOperator(ChangeOperator {
                login: held.login.to_string(),
                active: Some(active),
                ..ChangeOperator::default()
            }),
            Thing::Holiday(held) => Command::RemoveHoliday(RemoveHoliday { day: held.day }),
            Thing::Workshop(held) => Command::PutWorkshop(Box::new(PutWorkshop {
                workshop: held.record.name.to_string(),
                wanted: Wanted::There,
                details: WorkshopDetails {
                    active: Some(active),
                    ..WorkshopDetails::default()
                },
                consent: Consent::default(),
            })),
            Thing::Offer(held) => offers::activate(&held, active),
            // A zone without cities is none: there is nothing to end.
            Thing::Zone(_) | Thing::Job(_) => return,
        };
        let title = catalogue.text(title, &[("name", name.as_str().into())]);
        self.keep(
            cx,
            (title, verb),
            (id, name),
            Vec::new(),
            Box::new(move |_, _, _| Ok(command.clone())),
        );
    }
}

fn new_account(asked: &Asked<'_>) -> (Vec<Field>, Make) {
    let mut fields = vec![
        asked.text(NAME, "tienda-head-account").required(),
        asked.methods(),
        asked.currencies(),
        asked.text(HOLDER, "tienda-head-holder").required(),
    ];
    fields.extend(asked.details(None));
    let make: Make = Box::new(|_, form, _| {
        Ok(Command::AddAccount(AddAccount {
            alias: words(form, NAME)?,
            method: form.get(METHOD).ok_or(Unready::Missing)?,
            currency: form.get(CURRENCY).ok_or(Unready::Missing)?,
            holder: words(form, HOLDER)?,
            details: details_of(form),
            offering: Offering::default(),
        }))
    });
    (fields, make)
}

/// One that holds there already is closed in the same step.
fn new_shipping(asked: &Asked<'_>) -> (Vec<Field>, Make) {
    let fields = vec![
        asked.deliveries(),
        asked.scopes(),
        asked.text(PLACE, "tienda-head-name").required(),
        asked.text(STATE, "tienda-head-state-of").hint(asked.label("tienda-state-hint")),
        asked
            .number(DELIVERED_FOR, "tienda-head-price-usd")
            .check(|text| Money::typed(text, Currency::Usd).map(|_| ()))
            .required(),
    ];
    let make: Make = Box::new(|catalogue, form, _| {
        let wrong = |refusal| Unready::Wrong(DELIVERED_FOR.into(), catalogue.refusal(&refusal));
        let name = words(form, PLACE)?;
        let place = match form.get(SCOPE).ok_or(Unready::Missing)? {
            "city" => Where::City {
                name,
                state: form.text(STATE),
            },
            "state" => Where::State(name),
            _ => Where::Zone(name),
        };
        Ok(Command::AddShipping(AddShipping {
            method: form.get(DELIVERY).ok_or(Unready::Missing)?,
            place,
            price: Money::typed(&words(form, DELIVERED_FOR)?, Currency::Usd).map_err(wrong)?,
            replace: true,
        }))
    });
    (fields, make)
}

fn new_person(asked: &Asked<'_>) -> (Vec<Field>, Make) {
    let fields = vec![
        asked.number(CODE, "tienda-head-login").required(),
        asked.text(NAME, "tienda-head-name").required(),
        asked.roles(),
        asked
            .text(WORKSHOP, "tienda-head-workshop")
            .hint(asked.label("tienda-workshop-hint")),
    ];
    let make: Make = Box::new(|_, form, _| {
        Ok(Command::AddOperator(AddOperator {
            login: words(form, CODE)?,
            name: form.text(NAME),
            role: form.get(ROLE).ok_or(Unready::Missing)?,
            workshop: form.text(WORKSHOP),
            db_role: None,
        }))
    });
    (fields, make)
}
