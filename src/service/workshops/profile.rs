//! What a workshop is: read from what people typed, shown with every name in place of its id.

use std::collections::HashMap;

use serde::Serialize;

use super::board::PauseView;
use super::commands::{PayeeDetails, WorkshopDetails};
use super::fields::FIELDS;
use super::{LONGEST_NAME, bounded};
use crate::db::workshops::workshop::WorkshopRecord;
use crate::domain::fulfilment::workshop::Payee;
use crate::domain::identity::{Rif, shown_phone};
use crate::domain::ids::{CityId, WorkshopId};
use crate::domain::method::PaymentMethod;
use crate::domain::orders::geography::State;
use crate::domain::refusal::{Arg, Code, Refusal, Ruling};
use crate::domain::text::Safe;
use crate::service::core::cities::Cities;

/// A workshop, to show: its row, with every name in place of its id and what is kept beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WorkshopView {
    #[serde(flatten)]
    pub record: WorkshopRecord,
    pub rif: Option<Safe>,
    pub phone: Option<Safe>,
    pub state: Safe,
    pub city: Option<Safe>,
    pub zones: Vec<Safe>,
    pub payee: Option<PayeeView>,
    /// Units a day, Monday first.
    pub weekly: [u32; 7],
    /// A pause in force.
    pub paused: Option<PauseView>,
}

impl WorkshopView {
    /// `Caracas, Distrito Capital`, or the state alone.
    pub fn place(&self) -> String {
        match &self.city {
            Some(city) => format!("{city}, {}", self.state),
            None => self.state.to_string(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PayeeView {
    pub method: PaymentMethod,
    pub bank: Option<Safe>,
    pub account: Option<Safe>,
    pub name: Option<Safe>,
    pub document: Option<Safe>,
}

/// Reads what was typed into its one form.
pub(super) fn fill(workshop: &mut WorkshopRecord<String>, given: &WorkshopDetails, cities: &Cities) -> Ruling<()> {
    if let Some(name) = &given.name {
        workshop.name = bounded("name", name, LONGEST_NAME)?;
    }
    for field in FIELDS {
        (field.fill)(workshop, given)?;
    }
    place(workshop, given, cities)?;
    workshop.active = given.active.unwrap_or(workshop.active);
    payee(workshop, &given.payee)
}

/// A city tells its state; another state than the city's takes the city away.
fn place(workshop: &mut WorkshopRecord<String>, given: &WorkshopDetails, cities: &Cities) -> Ruling<()> {
    let state = given.state.as_deref().map(str::trim).filter(|state| !state.is_empty());
    if let Some(state) = state {
        let state = State::parse(state)?;
        if workshop.state != state.as_str() {
            (workshop.state, workshop.city) = (state.as_str().to_owned(), None);
        }
    }
    match given.city.as_deref().map(str::trim) {
        None => {}
        Some("") => workshop.city = None,
        Some(name) => {
            let city = cities.find(name, state)?;
            (workshop.state, workshop.city) = (city.state.as_str().to_owned(), Some(city.id));
        }
    }
    if workshop.state.is_empty() {
        return Err(Refusal::new(Code::StateUnknown).with("input", ""));
    }
    Ok(())
}

fn payee(workshop: &mut WorkshopRecord<String>, given: &PayeeDetails) -> Ruling<()> {
    if *given == PayeeDetails::default() {
        return Ok(());
    }
    let Some(method) = given.method.or(workshop.payee_method) else {
        return Err(Refusal::new(Code::AccountIncomplete)
            .with("method", Arg::Message("field-payee".into()))
            .with("flag", "--payee-method"));
    };
    // What one method needs is not what another does.
    let same = workshop.payee_method == Some(method);
    let kept = |old: &Option<String>, new: &Option<String>| match new {
        Some(new) => Some(new.clone()),
        None if same => old.clone(),
        None => None,
    };
    let name = kept(&workshop.payee_name, &given.name).or_else(|| workshop.payee_name.clone());
    let payee = Payee {
        method,
        bank: kept(&workshop.payee_bank, &given.bank),
        account: kept(&workshop.payee_account, &given.account),
        name: name.map(|name| bounded("name", &name, LONGEST_NAME)).transpose()?,
        document: kept(&workshop.payee_document, &given.document).or_else(|| workshop.payee_document.clone()),
    };
    let payee = payee.check()?;
    if let Some(account) = &payee.account {
        bounded("payee", account, LONGEST_NAME)?;
    }
    workshop.payee_method = Some(method);
    workshop.payee_bank = payee.bank;
    workshop.payee_account = payee.account;
    workshop.payee_name = payee.name;
    workshop.payee_document = payee.document;
    Ok(())
}

/// The names that ids of a view stand for.
#[derive(Default)]
pub(super) struct Names {
    pub cities: HashMap<CityId, String>,
    pub zones: HashMap<WorkshopId, Vec<Safe>>,
    pub weeks: HashMap<WorkshopId, [u32; 7]>,
}

pub(super) fn view(record: WorkshopRecord, names: &Names, today: chrono::NaiveDate) -> WorkshopView {
    let rests = record.paused && record.paused_until.is_none_or(|until| today < until);
    let shown = |rif: &Safe| Rif::parse(rif).map_or_else(|_| rif.clone(), |rif| Safe::from(rif.to_string()));
    WorkshopView {
        rif: record.rif.as_ref().map(shown),
        phone: record.phone.as_deref().map(shown_phone),
        state: State::parse(&record.state).map_or_else(|_| record.state.clone(), |state| Safe::new(state.name())),
        city: record.city.and_then(|city| names.cities.get(&city)).map(Safe::from),
        zones: names.zones.get(&record.id).cloned().unwrap_or_default(),
        payee: record.payee_method.map(|method| PayeeView {
            method,
            bank: record.payee_bank.clone(),
            account: record.payee_account.clone(),
            name: record.payee_name.clone(),
            document: record.payee_document.clone(),
        }),
        weekly: names.weeks.get(&record.id).copied().unwrap_or_default(),
        paused: rests.then(|| PauseView {
            until: record.paused_until,
            reason: record.pause_reason.clone(),
        }),
        record,
    }
}
