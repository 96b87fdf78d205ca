//! What a workshop is: read from what people typed, shown with every name in place of its id.

use std::collections::HashMap;

use serde::Serialize;

use super::board::PauseView;
use super::commands::{PayeeDetails, WorkshopDetails};
use super::{LONGEST_NAME, LONGEST_TEXT, bounded};
use crate::db::catalogue::checkout_lookup::City;
use crate::db::workshops::workshop::WorkshopRecord;
use crate::domain::fulfilment::workshop::Payee;
use crate::domain::identity::{Phone, Rif, email};
use crate::domain::ids::{CityId, WorkshopId};
use crate::domain::method::PaymentMethod;
use crate::domain::orders::geography::State;
use crate::domain::payables::policy::PaymentPolicy;
use crate::domain::refusal::{Arg, Code, Refusal, Ruling};
use crate::domain::text::Safe;
use crate::service::catalogue::cities::find_city;

/// A workshop, to show. Texts are as they were typed: a face that writes a spreadsheet makes them safe for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WorkshopView {
    pub id: WorkshopId,
    pub name: Safe,
    pub rif: Option<Safe>,
    pub contact: Option<Safe>,
    pub phone: Option<Safe>,
    pub email: Option<Safe>,
    pub state: Safe,
    pub city: Option<Safe>,
    pub address: Option<Safe>,
    pub zones: Vec<Safe>,
    pub policy: PaymentPolicy,
    pub deposit_basis_points: u32,
    pub demands_deposit: bool,
    pub payee: Option<PayeeView>,
    /// Units a day, Monday first.
    pub weekly: [u32; 7],
    pub hosts_pickup: bool,
    pub ships_nationally: bool,
    pub active: bool,
    /// A pause in force.
    pub paused: Option<PauseView>,
    pub version: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PayeeView {
    pub method: PaymentMethod,
    pub bank: Option<Safe>,
    pub account: Option<Safe>,
    pub name: Option<Safe>,
    pub document: Option<Safe>,
}

/// A workshop with what a new one has.
pub(super) fn blank(id: WorkshopId, name: &str) -> Ruling<WorkshopRecord> {
    Ok(WorkshopRecord {
        id,
        name: bounded("name", name, LONGEST_NAME)?,
        state: String::new(),
        city: None,
        address: None,
        contact: None,
        phone: None,
        email: None,
        rif: None,
        active: true,
        paused: false,
        paused_until: None,
        pause_reason: None,
        hosts_pickup: false,
        ships_nationally: true,
        policy: PaymentPolicy::OnReady,
        deposit_basis_points: 5_000,
        demands_deposit: false,
        payee_method: None,
        payee_bank: None,
        payee_account: None,
        payee_name: None,
        payee_document: None,
        version: 0,
    })
}

/// Reads what was typed into its one form.
pub(super) fn fill(workshop: &mut WorkshopRecord, given: &WorkshopDetails, cities: &[City]) -> Ruling<()> {
    if let Some(name) = &given.name {
        workshop.name = bounded("name", name, LONGEST_NAME)?;
    }
    put(&mut workshop.rif, &given.rif, |text| Rif::parse(text).map(Rif::stored))?;
    put(&mut workshop.contact, &given.contact, |text| bounded("name", text, LONGEST_NAME))?;
    put(&mut workshop.phone, &given.phone, |text| Phone::parse(text).map(Phone::e164))?;
    put(&mut workshop.email, &given.email, email)?;
    put(&mut workshop.address, &given.address, |text| bounded("address", text, LONGEST_TEXT))?;
    place(workshop, given, cities)?;
    workshop.policy = given.policy.unwrap_or(workshop.policy);
    workshop.deposit_basis_points = given.deposit_basis_points.unwrap_or(workshop.deposit_basis_points).min(10_000);
    workshop.demands_deposit = given.demands_deposit.unwrap_or(workshop.demands_deposit);
    workshop.hosts_pickup = given.hosts_pickup.unwrap_or(workshop.hosts_pickup);
    workshop.ships_nationally = given.ships_nationally.unwrap_or(workshop.ships_nationally);
    workshop.active = given.active.unwrap_or(workshop.active);
    payee(workshop, &given.payee)
}

/// A text that may be missing: an empty one takes it away.
fn put(kept: &mut Option<String>, given: &Option<String>, read: impl Fn(&str) -> Ruling<String>) -> Ruling<()> {
    match given.as_deref().map(str::trim) {
        None => {}
        Some("") => *kept = None,
        Some(text) => *kept = Some(read(text)?),
    }
    Ok(())
}

/// A city tells its state; another state than the city's takes the city away.
fn place(workshop: &mut WorkshopRecord, given: &WorkshopDetails, cities: &[City]) -> Ruling<()> {
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
            let city = find_city(cities, name, state)?;
            (workshop.state, workshop.city) = (city.state.as_str().to_owned(), Some(city.id));
        }
    }
    if workshop.state.is_empty() {
        return Err(Refusal::new(Code::StateUnknown).with("input", ""));
    }
    Ok(())
}

fn payee(workshop: &mut WorkshopRecord, given: &PayeeDetails) -> Ruling<()> {
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

pub(super) fn view(workshop: WorkshopRecord, names: &Names, today: chrono::NaiveDate) -> WorkshopView {
    let safe = |text: Option<String>| text.map(Safe::from);
    let rests = workshop.paused && workshop.paused_until.is_none_or(|until| today < until);
    WorkshopView {
        id: workshop.id,
        name: Safe::new(&workshop.name),
        rif: workshop
            .rif
            .as_deref()
            .map(|rif| Safe::from(Rif::parse(rif).map_or_else(|_| rif.to_owned(), |rif| rif.to_string()))),
        contact: safe(workshop.contact),
        phone: workshop
            .phone
            .as_deref()
            .map(|phone| Safe::from(Phone::parse(phone).map_or_else(|_| phone.to_owned(), |phone| phone.to_string()))),
        email: safe(workshop.email),
        state: State::parse(&workshop.state).map_or_else(|_| Safe::new(&workshop.state), |state| Safe::new(state.name())),
        city: workshop.city.and_then(|city| names.cities.get(&city)).map(Safe::from),
        address: safe(workshop.address),
        zones: names.zones.get(&workshop.id).cloned().unwrap_or_default(),
        policy: workshop.policy,
        deposit_basis_points: workshop.deposit_basis_points,
        demands_deposit: workshop.demands_deposit,
        payee: workshop.payee_method.map(|method| PayeeView {
            method,
            bank: safe(workshop.payee_bank),
            account: safe(workshop.payee_account),
            name: safe(workshop.payee_name),
            document: safe(workshop.payee_document),
        }),
        weekly: names.weeks.get(&workshop.id).copied().unwrap_or_default(),
        hosts_pickup: workshop.hosts_pickup,
        ships_nationally: workshop.ships_nationally,
        active: workshop.active,
        paused: rests.then(|| PauseView {
            until: workshop.paused_until,
            reason: workshop.pause_reason.map(Safe::from),
        }),
        version: workshop.version,
    }
}
