//! The allied workshops: where they are, what they make and for how much, and how they want to be paid.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use PaymentPolicy::{BiweeklyCut, DepositBalance, MonthlyCut, OnDelivery, OnReady, Prepaid, WeeklyCut};
use chrono::{NaiveDate, TimeDelta};
use uuid::Uuid;

use super::goods::Goods;
use super::places::{Place, Places};
use super::random::{Dice, Ids, mix};
use super::rows::{OfferRow, WorkshopRow, WorkshopZoneRow};
use super::workshop_names::{ALL, Named, named};
use super::{calendar, offers, people};
use crate::domain::Time;
use crate::domain::fulfilment::capacity::Limits;
use crate::domain::fulfilment::workshop_choice::{Pause, Wanted, WorkshopFacts, misfit};
use crate::domain::ids::{WorkshopId, ZoneId};
use crate::domain::method::PaymentMethod;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::payables::policy::PaymentPolicy;
use crate::domain::runs::payee::account_number;
use crate::domain::text::Safe;

/// Policies, by how common they are.
const POLICIES: &[(u32, PaymentPolicy)] = &[
    (8, Prepaid),
    (22, DepositBalance),
    (26, OnReady),
    (10, OnDelivery),
    (20, WeeklyCut),
    (9, BiweeklyCut),
    (5, MonthlyCut),
];

/// Why a workshop rests, and in how many days it is back, where it knows.
const PAUSES: &[(&str, Option<i64>)] = &[
    ("Máquina dañada", Some(6)),
    ("Vacaciones colectivas", Some(15)),
    ("Mudanza del taller", None),
    ("Inventario de fin de año", Some(9)),
];

/// Banks that workshops keep their money in.
const BANKS: &[&str] = &["0102", "0134", "0105", "0108", "0172", "0191"];

/// A workshop as assignments need it.
pub struct Workshop {
    pub id: Uuid,
    pub name: Arc<str>,
    pub phone: Arc<str>,
    /// As a choice sees it while it works.
    facts: WorkshopFacts,
    /// Since when it rests, and how a choice sees it since.
    paused: Option<(Time, WorkshopFacts)>,
    pub policy: PaymentPolicy,
    pub deposit_basis_points: u32,
    pub demands_deposit: bool,
    pub payee: Payee,
}

/// Whom its money goes to.
pub struct Payee {
    pub method: PaymentMethod,
    pub bank: Option<&'static str>,
    pub account: String,
    pub name: Arc<str>,
    pub id_doc: String,
}

pub struct Workshops {
    pub list: Vec<Workshop>,
    by_zone: BTreeMap<ZoneId, Vec<usize>>,
    shippers: Vec<usize>,
    places: HashMap<Uuid, usize>,
}

/// The rows that describe the workshops.
pub struct Described {
    pub workshops: Vec<WorkshopRow>,
    pub zones: Vec<WorkshopZoneRow>,
    pub offers: Vec<OfferRow>,
}

impl Workshops {
    /// `count` of them, with no limits yet.
    pub fn new(count: usize, at: Time, until: Time, seed: u64, places: &Places, goods: &Goods) -> (Self, Described) {
        let mut dice = Dice::new(seed, 0x7a11);
        let mut ids = Ids::new(at, mix(seed ^ 0x7a11));
        let zoned: Vec<&str> = places
            .list
            .iter()
            .filter(|place| !place.zones.is_empty())
            .map(|place| place.name.as_str())
            .collect();
        let mut list = Vec::with_capacity(count);
        let mut described = Described {
            workshops: Vec::new(),
            zones: Vec::new(),
            offers: Vec::new(),
        };
        for (nth, named) in named(count, &zoned, &mut dice).into_iter().enumerate() {
            let Some(place) = places.list.iter().find(|place| place.name == named.city) else {
                continue;
            };
            let mut workshop = drawn(&named, place, ids.next(), &mut dice);
            described.offers.extend(offers::draw(
                &mut workshop.facts,
                named.crafts,
                goods,
                (at, until),
                &mut ids,
                &mut dice,
            ));
            if named.crafts != ALL {
                rest(&mut workshop, nth, until);
            }
            described.workshops.push(row(&workshop, place, at, &mut dice));
            described.zones.extend(workshop.facts.zones.iter().map(|zone| WorkshopZoneRow {
                workshop_id: workshop.id,
                zone_id: zone.uuid(),
            }));
            list.push(workshop);
        }
        (Self::reached(list), described)
    }

    fn reached(list: Vec<Workshop>) -> Self {
        let mut by_zone: BTreeMap<ZoneId, Vec<usize>> = BTreeMap::new();
        for (at, workshop) in list.iter().enumerate() {
            for &zone in &workshop.facts.zones {
                by_zone.entry(zone).or_default().push(at);
            }
        }
        let ships = |at: &usize| list[*at].facts.ships_nationally;
        Self {
            by_zone,
            shippers: (0..list.len()).filter(ships).collect(),
            places: list.iter().enumerate().map(|(at, workshop)| (workshop.id, at)).collect(),
            list,
        }
    }

    pub fn limit(&mut self, limits: Vec<Limits>) {
        for (workshop, limits) in self.list.iter_mut().zip(limits) {
            if let Some((_, facts)) = &mut workshop.paused {
                facts.limits = limits.clone();
            }
            workshop.facts.limits = limits;
        }
    }

    /// The place of a workshop in the list.
    pub fn place(&self, id: WorkshopId) -> Option<usize> {
        self.places.get(&id.uuid()).copied()
    }

    /// Those that could be near enough: the ones worth a look.
    pub fn within_reach(&self, wanted: &Wanted) -> &[usize] {
        if wanted.delivery == DeliveryMethod::NationalShipping {
            return &self.shippers;
        }
        let zone = wanted.zones.as_ref().and_then(|zones| zones.first());
        zone.and_then(|zone| self.by_zone.get(zone)).map_or(&[], Vec::as_slice)
    }

    /// Those that would make it, by the hard filters of the choice, whatever room they have.
    pub fn fitting<'a>(&'a self, wanted: &'a Wanted, at: Time) -> impl Iterator<Item = usize> + 'a {
        let today = calendar::day(at);
        let among = self.within_reach(wanted).iter().copied();
        among.filter(move |place| misfit(wanted, self.list[*place].facts(at), today).is_none())
    }
}

impl Workshop {
    /// As a choice at this time sees it.
    pub fn facts(&self, at: Time) -> &WorkshopFacts {
        match &self.paused {
            Some((since, facts)) if *since <= at => facts,
            _ => &self.facts,
        }
    }

    /// Of a thousand that it is asked, how many it accepts.
    pub fn acceptance(&self) -> u32 {
        u32::from(self.facts.acceptance.unwrap_or(930))
    }
}

fn drawn(named: &Named, place: &Place, id: Uuid, dice: &mut Dice) -> Workshop {
    let all = named.crafts == ALL;
    let name: Arc<str> = named.name.as_str().into();
    let facts = WorkshopFacts {
        id: WorkshopId::from_uuid(id),
        name: Safe::new(&named.name),
        active: true,
        paused: None,
        zones: place.zones.clone(),
        ships_nationally: all || dice.permille(800),
        hosts_pickup: all || dice.permille(350),
        offers: Vec::new(),
        limits: Limits::default(),
        acceptance: dice.permille(930).then(|| u16::try_from(dice.between(845, 990)).unwrap_or(900)),
    };
    let phone = people::phone(dice);
    Workshop {
        id,
        payee: payee(&name, &phone, dice),
        name,
        phone: phone.into(),
        facts,
        paused: None,
        policy: *dice.weigh(POLICIES),
        deposit_basis_points: *dice.pick(&[5000, 5000, 5000, 4000, 6000]),
        demands_deposit: dice.permille(350),
    }
}

fn payee(name: &Arc<str>, phone: &str, dice: &mut Dice) -> Payee {
    let method = *dice.weigh(&[
        (62, PaymentMethod::BankTransfer),
        (24, PaymentMethod::PagoMovil),
        (14, PaymentMethod::Zelle),
    ]);
    let bank = *dice.pick(BANKS);
    let digits = dice.digits(16);
    let account = match method {
        PaymentMethod::PagoMovil => phone.to_owned(),
        PaymentMethod::Zelle => format!("taller{}@correo.example", &digits[..5]),
        _ => account_number(bank, &digits[..4], &digits[6..]),
    };
    Payee {
        method,
        bank: (method != PaymentMethod::Zelle).then_some(bank),
        account,
        name: if dice.permille(600) {
            Arc::clone(name)
        } else {
            people::person(dice).into()
        },
        id_doc: people::rif(dice).unwrap_or_default(),
    }
}

/// A few rest; one has left.
fn rest(workshop: &mut Workshop, nth: usize, until: Time) {
    if nth % 41 == 21 {
        workshop.facts.active = false;
    }
    if nth % 13 == 4 {
        let (reason, days) = PAUSES[nth / 13 % PAUSES.len()];
        let since = until - TimeDelta::hours(20 + 31 * i64::try_from(nth % 5).unwrap_or(0));
        let mut facts = workshop.facts.clone();
        facts.paused = Some(Pause {
            until: days.map(|days| calendar::day(until) + TimeDelta::days(days)),
            reason: Safe::new(reason),
        });
        workshop.paused = Some((since, facts));
    }
}

fn row(workshop: &Workshop, place: &Place, at: Time, dice: &mut Dice) -> WorkshopRow {
    let (facts, payee) = (&workshop.facts, &workshop.payee);
    let pause = workshop.paused.as_ref().and_then(|(_, facts)| facts.paused.as_ref());
    let back: Option<NaiveDate> = pause.and_then(|pause| pause.until);
    WorkshopRow {
        id: workshop.id,
        name: Arc::clone(&workshop.name),
        state_code: place.state.as_str(),
        city_id: place.id,
        address: people::address(dice),
        contact_name: people::person(dice),
        phone: Arc::clone(&workshop.phone),
        email: dice.permille(500).then(|| format!("taller{}@correo.example", dice.digits(4))),
        rif: payee.id_doc.clone(),
        active: facts.active,
        paused: pause.is_some(),
        paused_until: back,
        pause_reason: pause.map(|pause| pause.reason.to_string()),
        hosts_pickup: facts.hosts_pickup,
        ships_nationally: facts.ships_nationally,
        policy: workshop.policy.as_str(),
        deposit_basis_points: i64::from(workshop.deposit_basis_points),
        demands_deposit: workshop.demands_deposit,
        payee_method: payee.method.as_str(),
        payee_bank_code: payee.bank,
        payee_account: payee.account.clone(),
        payee_name: Arc::clone(&payee.name),
        payee_id_doc: payee.id_doc.clone(),
        created_at: at,
    }
}
