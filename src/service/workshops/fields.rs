//! The fields of a workshop, once: what each is called, how it is typed, read into its row and shown. Flags, a file's columns and the
//! detail view of the command line are made of this table, and a form in the terminal can be.

use super::commands::WorkshopDetails;
use super::profile::WorkshopView;
use super::{LONGEST_NAME, LONGEST_TEXT, bounded};
use crate::db::workshops::workshop::WorkshopRecord;
use crate::domain::fulfilment::workshop::{share, week};
use crate::domain::identity::{Phone, Rif, email};
use crate::domain::method::PaymentMethod;
use crate::domain::money::{Currency, Money};
use crate::domain::payables::policy::PaymentPolicy;
use crate::domain::refusal::Ruling;
use crate::domain::text::Safe;

/// A field of a workshop.
pub struct Field {
    /// The name of its column in a file and, with `-` for `_`, of its flag: messages `cli-arg-<key>`.
    pub key: &'static str,
    pub typed: Typed,
    /// Reads what was given into its one form; what was not given stays.
    pub(super) fill: fn(&mut WorkshopRecord<String>, &WorkshopDetails) -> Ruling<()>,
    /// What the detail view calls it, `cli-head-<head>`; one that is shown with another has none.
    pub head: Option<&'static str>,
    pub shown: fn(&WorkshopView) -> Shown,
}

/// How a field is typed, and where it goes.
pub enum Typed {
    Text(fn(&mut WorkshopDetails, String)),
    YesOrNo(fn(&mut WorkshopDetails, bool)),
    /// One of some names: which, by its place.
    OneOf(fn() -> Vec<&'static str>, fn(&mut WorkshopDetails, usize)),
    /// Numbers in a form of their own; the refusal says which.
    Numbers(fn(&mut WorkshopDetails, &str) -> Ruling<()>),
    /// Names, all of them.
    Names(fn(&mut WorkshopDetails, Vec<String>)),
}

/// A field for people.
pub enum Shown {
    Text(String),
    YesOrNo(bool),
    /// A word of the catalogue by its key, and what follows it.
    Word(String, Vec<Safe>),
}

/// In the order they are shown.
pub const FIELDS: &[Field] = &[
    Field {
        key: "rif",
        typed: Typed::Text(|details, text| details.rif = Some(text)),
        fill: |workshop, given| clearable(&mut workshop.rif, &given.rif, |text| Rif::parse(text).map(Rif::stored)),
        head: Some("rif"),
        shown: |view| text(&view.rif),
    },
    Field {
        key: "contact",
        typed: Typed::Text(|details, text| details.contact = Some(text)),
        fill: |workshop, given| clearable(&mut workshop.contact, &given.contact, |text| bounded("name", text, LONGEST_NAME)),
        head: Some("contact"),
        shown: |view| text(&view.record.contact),
    },
    Field {
        key: "phone",
        typed: Typed::Text(|details, text| details.phone = Some(text)),
        fill: |workshop, given| clearable(&mut workshop.phone, &given.phone, |text| Phone::parse(text).map(Phone::e164)),
        head: Some("phone"),
        shown: |view| text(&view.phone),
    },
    Field {
        key: "email",
        typed: Typed::Text(|details, text| details.email = Some(text)),
        fill: |workshop, given| clearable(&mut workshop.email, &given.email, email),
        head: Some("email"),
        shown: |view| text(&view.record.email),
    },
    Field {
        key: "state",
        typed: Typed::Text(|details, text| details.state = Some(text)),
        fill: elsewhere,
        head: None,
        shown: place,
    },
    Field {
        key: "city",
        typed: Typed::Text(|details, text| details.city = Some(text)),
        fill: elsewhere,
        head: Some("place"),
        shown: place,
    },
    Field {
        key: "address",
        typed: Typed::Text(|details, text| details.address = Some(text)),
        fill: |workshop, given| clearable(&mut workshop.address, &given.address, |text| bounded("address", text, LONGEST_TEXT)),
        head: Some("address"),
        shown: |view| text(&view.record.address),
    },
    Field {
        key: "zones",
        typed: Typed::Names(|details, names| details.zones = Some(names)),
        fill: elsewhere,
        head: Some("zones"),
        shown: |view| Shown::Text(view.zones.iter().map(Safe::as_str).collect::<Vec<_>>().join(", ")),
    },
    Field {
        key: "weekly",
        typed: Typed::Numbers(|details, text| {
            details.weekly = Some(week(text)?);
            Ok(())
        }),
        fill: elsewhere,
        head: Some("weekly"),
        shown: |view| Shown::Text(view.weekly.map(|units| units.to_string()).join(" ")),
    },
    Field {
        key: "policy",
        typed: Typed::OneOf(
            || PaymentPolicy::ALL.iter().map(|policy| policy.as_str()).collect(),
            |details, at| details.policy = PaymentPolicy::ALL.get(at).copied(),
        ),
        fill: |workshop, given| given_or(&mut workshop.policy, given.policy),
        head: Some("policy"),
        shown: |view| Shown::Word(format!("policy-{}", view.record.policy), Vec::new()),
    },
    Field {
        key: "deposit",
        typed: Typed::Numbers(|details, text| {
            details.deposit_basis_points = Some(share(text)?);
            Ok(())
        }),
        fill: |workshop, given| {
            given_or(
                &mut workshop.deposit_basis_points,
                given.deposit_basis_points.map(|points| points.min(10_000)),
            )
        },
        head: Some("deposit"),
        shown: |view| {
            let percent = rust_decimal::Decimal::new(i64::from(view.record.deposit_basis_points), 2);
            Shown::Text(format!("{} %", Money::new(percent, Currency::Usd).digits()))
        },
    },
    Field {
        key: "demands_deposit",
        typed: Typed::YesOrNo(|details, yes| details.demands_deposit = Some(yes)),
        fill: |workshop, given| given_or(&mut workshop.demands_deposit, given.demands_deposit),
        head: Some("demands-deposit"),
        shown: |view| Shown::YesOrNo(view.record.demands_deposit),
    },
    Field {
        key: "payee_method",
        typed: Typed::OneOf(
            || PaymentMethod::ALL.iter().map(|method| method.as_str()).collect(),
            |details, at| details.payee.method = PaymentMethod::ALL.get(at).copied(),
        ),
        fill: elsewhere,
        head: Some("payee"),
        shown: payee,
    },
    Field {
        key: "payee_bank",
        typed: Typed::Text(|details, text| details.payee.bank = Some(text)),
        fill: elsewhere,
        head: None,
        shown: payee,
    },
    Field {
        key: "payee_account",
        typed: Typed::Text(|details, text| details.payee.account = Some(text)),
        fill: elsewhere,
        head: None,
        shown: payee,
    },
    Field {
        key: "payee_name",
        typed: Typed::Text(|details, text| details.payee.name = Some(text)),
        fill: elsewhere,
        head: None,
        shown: payee,
    },
    Field {
        key: "payee_document",
        typed: Typed::Text(|details, text| details.payee.document = Some(text)),
        fill: elsewhere,
        head: None,
        shown: payee,
    },
    Field {
        key: "pickup",
        typed: Typed::YesOrNo(|details, yes| details.hosts_pickup = Some(yes)),
        fill: |workshop, given| given_or(&mut workshop.hosts_pickup, given.hosts_pickup),
        head: Some("pickup"),
        shown: |view| Shown::YesOrNo(view.record.hosts_pickup),
    },
    Field {
        key: "national",
        typed: Typed::YesOrNo(|details, yes| details.ships_nationally = Some(yes)),
        fill: |workshop, given| given_or(&mut workshop.ships_nationally, given.ships_nationally),
        head: Some("national"),
        shown: |view| Shown::YesOrNo(view.record.ships_nationally),
    },
];

/// A text that may be missing: an empty one takes it away.
fn clearable(kept: &mut Option<String>, given: &Option<String>, read: impl Fn(&str) -> Ruling<String>) -> Ruling<()> {
    match given.as_deref().map(str::trim) {
        None => {}
        Some("") => *kept = None,
        Some(text) => *kept = Some(read(text)?),
    }
    Ok(())
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it is one of the ways a field is read, others of which refuse"
)]
fn given_or<T>(kept: &mut T, given: Option<T>) -> Ruling<()> {
    if let Some(given) = given {
        *kept = given;
    }
    Ok(())
}

/// Read together with others (`profile.rs`), or kept in a table of its own (`register.rs`).
#[expect(
    clippy::unnecessary_wraps,
    reason = "it is one of the ways a field is read, others of which refuse"
)]
const fn elsewhere(_: &mut WorkshopRecord<String>, _: &WorkshopDetails) -> Ruling<()> {
    Ok(())
}

fn text(safe: &Option<Safe>) -> Shown {
    Shown::Text(safe.as_ref().map_or_else(String::new, ToString::to_string))
}

fn place(view: &WorkshopView) -> Shown {
    Shown::Text(view.place())
}

fn payee(view: &WorkshopView) -> Shown {
    match &view.payee {
        None => Shown::Text(String::new()),
        Some(payee) => {
            let parts = [&payee.bank, &payee.account, &payee.name, &payee.document];
            Shown::Word(format!("method-{}", payee.method), parts.into_iter().flatten().cloned().collect())
        }
    }
}
