//! The allied workshops: where they are, what they make and for how much, and how they want to be paid.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::TimeDelta;
use uuid::Uuid;

use super::calendar;
use super::goods::{BAGS, CERAMICS, CRAFTS, Goods, PRINT, TEXTILE, WOOD};
use super::people;
use super::places::Places;
use super::random::{Dice, Ids, mix};
use super::rows::{OfferRow, WorkshopRow, WorkshopZoneRow};
use crate::domain::Time;
use crate::domain::ids::ZoneId;
use crate::domain::money::{Currency, Money};
use crate::domain::shipping::DeliveryMethod;

const ALL: u8 = TEXTILE | BAGS | CERAMICS | PRINT | WOOD;

/// Name, city, crafts. The first of a city makes everything, so that each zone can be served.
const WORKSHOPS: &[(&str, &str, u8)] = &[
    ("Taller Orinoco", "Caracas", ALL),
    ("Costura Bello Monte", "Baruta", TEXTILE | BAGS),
    ("Serigrafía Petare", "Petare", TEXTILE | PRINT),
    ("Bordados La Candelaria", "Caracas", TEXTILE),
    ("Manufacturas El Ávila", "Chacao", TEXTILE | BAGS),
    ("Cerámica Los Guayabitos", "Baruta", CERAMICS),
    ("Imprenta San Bernardino", "Caracas", PRINT),
    ("Grabados Sabana Grande", "Caracas", WOOD | PRINT),
    ("Confecciones Catia", "Caracas", TEXTILE),
    ("Marroquinería Chacaíto", "Chacao", BAGS),
    ("Estampados Guarenas", "Guarenas", TEXTILE | CERAMICS),
    ("Taller Doña Ñeca", "Los Teques", TEXTILE | BAGS),
    ("Sublimados Guatire", "Guatire", CERAMICS | TEXTILE),
    ("Maderas del Litoral", "Catia La Mar", WOOD),
    ("Gráficas Maiquetía", "Maiquetía", PRINT),
    ("Costuras del Tuy", "Charallave", TEXTILE),
    ("Taller Carabobo", "Valencia", ALL),
    ("Textiles Los Guayos", "Los Guayos", TEXTILE),
    ("Bolsos Naguanagua", "Naguanagua", BAGS | TEXTILE),
    ("Tazas y Más San Diego", "San Diego", CERAMICS),
    ("Impresos Cabriales", "Valencia", PRINT | WOOD),
    ("Confecciones Güigüe", "Guacara", TEXTILE | BAGS),
    ("Serigrafía La Isabelica", "Valencia", TEXTILE | PRINT),
    ("Taller Los Araguaneyes", "Maracay", ALL),
    ("Costura Las Delicias", "Maracay", TEXTILE),
    ("Artesanos de La Victoria", "La Victoria", WOOD | CERAMICS),
    ("Morrales Turmero", "Turmero", BAGS),
    ("Imprenta Cagua", "Cagua", PRINT),
    ("Taller Relámpago", "Maracaibo", ALL),
    ("Confecciones La Chinita", "Maracaibo", TEXTILE),
    ("Bordados Bella Vista", "Maracaibo", TEXTILE | BAGS),
    ("Cerámica El Saladillo", "Maracaibo", CERAMICS),
    ("Gráficas Cinco de Julio", "Maracaibo", PRINT),
    ("Taller Costa Oriental", "Cabimas", ALL),
    ("Estampados Ojeda", "Ciudad Ojeda", TEXTILE | CERAMICS),
    ("Taller Crepuscular", "Barquisimeto", ALL),
    ("Hilados Quíbor", "Quíbor", TEXTILE | BAGS),
    ("Lutería y Grabados Carora", "Carora", WOOD),
    ("Costura Santa Rosa", "Barquisimeto", TEXTILE),
    ("Impresiones Cabudare", "Cabudare", PRINT | CERAMICS),
    ("Taller Portugueseño", "Acarigua", ALL),
    ("Confecciones Guanare", "Guanare", TEXTILE),
    ("Taller Anzoátegui", "Barcelona", ALL),
    ("Velas y Lonas Lechería", "Lechería", BAGS | TEXTILE),
    ("Serigrafía El Tigre", "El Tigre", TEXTILE | PRINT),
    ("Taller Caroní", "Ciudad Guayana", ALL),
    ("Sublimados Angostura", "Ciudad Bolívar", CERAMICS | TEXTILE),
    ("Maderas de Upata", "Upata", WOOD),
    ("Taller La Asunción", "Porlamar", ALL),
    ("Costura Juan Griego", "Juan Griego", TEXTILE | BAGS),
    ("Taller Cinco Águilas", "Mérida", ALL),
    ("Telares del Páramo", "Mérida", TEXTILE | BAGS),
    ("Cerámica El Vigía", "El Vigía", CERAMICS),
    ("Confecciones Táriba", "Táriba", TEXTILE),
    ("Cueros de Rubio", "Rubio", BAGS),
    ("Taller Cordillera", "San Cristóbal", TEXTILE | PRINT | CERAMICS),
    ("Impresos Valera", "Valera", PRINT),
    ("Alfarería Boconó", "Boconó", CERAMICS | WOOD),
    ("Costura Coro Viejo", "Coro", TEXTILE),
    (
        "Cooperativa Textil Manos de Mujer de San Juan de los Morros",
        "San Juan de los Morros",
        TEXTILE | BAGS,
    ),
];

/// Policies, by how common they are.
const POLICIES: &[(u32, &str)] = &[
    (8, "PREPAID"),
    (22, "DEPOSIT_BALANCE"),
    (26, "ON_READY"),
    (10, "ON_DELIVERY"),
    (20, "WEEKLY_CUT"),
    (9, "BIWEEKLY_CUT"),
    (5, "MONTHLY_CUT"),
];

/// A workshop as assignments need it.
pub struct Workshop {
    pub id: Uuid,
    pub name: Arc<str>,
    crafts: u8,
    zones: BTreeSet<ZoneId>,
    ships: bool,
    paused: bool,
    pub policy: &'static str,
    pub deposit_basis_points: u32,
    pub demands_deposit: bool,
    /// For each product, what one costs.
    costs: Vec<Money>,
}

pub struct Workshops {
    pub list: Vec<Workshop>,
}

/// What an order asks of a workshop.
pub struct Wanted<'a> {
    pub crafts: u8,
    pub delivery: DeliveryMethod,
    pub zones: &'a [ZoneId],
    /// Those that refused before.
    pub excluded: &'a [usize],
}

/// The rows that describe the workshops.
pub struct Described {
    pub workshops: Vec<WorkshopRow>,
    pub zones: Vec<WorkshopZoneRow>,
    pub offers: Vec<OfferRow>,
}

impl Workshops {
    pub fn new(at: Time, until: Time, seed: u64, places: &Places, goods: &Goods) -> (Self, Described) {
        let mut dice = Dice::new(seed, 0x7a11);
        let mut ids = Ids::new(at, mix(seed ^ 0x7a11));
        let mut list = Vec::new();
        let mut described = Described {
            workshops: Vec::new(),
            zones: Vec::new(),
            offers: Vec::new(),
        };
        for &(name, city, crafts) in WORKSHOPS {
            let Some(place) = places.list.iter().find(|place| place.name == city) else {
                continue;
            };
            let paused = crafts != ALL && dice.permille(60);
            let workshop = Workshop {
                id: ids.next(),
                name: name.into(),
                crafts,
                zones: place.zones.iter().copied().collect(),
                ships: crafts == ALL || dice.permille(800),
                paused,
                policy: dice.weigh::<&str>(POLICIES),
                deposit_basis_points: *dice.pick(&[5000, 5000, 5000, 4000, 6000]),
                demands_deposit: dice.permille(350),
                costs: goods
                    .products
                    .iter()
                    .map(|product| Money::of_minor(product.price.minor() * dice.between(44, 61) / 100, Currency::Usd))
                    .collect(),
            };
            described.workshops.push(row(&workshop, place, at, until, &mut dice));
            described.zones.extend(workshop.zones.iter().map(|zone| WorkshopZoneRow {
                workshop_id: workshop.id,
                zone_id: zone.uuid(),
            }));
            let made = goods
                .products
                .iter()
                .zip(&workshop.costs)
                .filter(|(product, _)| product.craft & crafts != 0);
            described.offers.extend(made.map(|(product, cost)| OfferRow {
                id: ids.next(),
                workshop_id: workshop.id,
                product_id: product.id,
                unit_cost_amount: *cost,
                currency: "USD",
                capacity_units: 1,
                lead_days: dice.between(1, 5),
                created_at: at,
            }));
            list.push(workshop);
        }
        (Self { list }, described)
    }

    /// Those that fit, in the order of the list.
    pub fn fitting(&self, wanted: &Wanted<'_>) -> Vec<usize> {
        (0..self.list.len())
            .filter(|at| self.list[*at].fits(wanted) && !wanted.excluded.contains(at))
            .collect()
    }

    pub fn cost(&self, workshop: usize, items: &[(usize, u32)]) -> Money {
        let costs = &self.list[workshop].costs;
        let cents = items
            .iter()
            .map(|(product, quantity)| costs[*product].minor() * i64::from(*quantity))
            .sum();
        Money::of_minor(cents, Currency::Usd)
    }
}

impl Workshop {
    fn fits(&self, wanted: &Wanted<'_>) -> bool {
        let reaches = match wanted.delivery {
            DeliveryMethod::LocalDelivery => wanted.zones.iter().any(|zone| self.zones.contains(zone)),
            DeliveryMethod::Pickup | DeliveryMethod::NationalShipping => self.ships,
        };
        !self.paused && reaches && self.crafts & wanted.crafts == wanted.crafts
    }
}

/// The crafts of an order's products.
pub fn crafts(goods: &Goods, items: &[(usize, u32)]) -> u8 {
    let crafts = items.iter().fold(0, |crafts, (product, _)| crafts | goods.products[*product].craft);
    debug_assert!(CRAFTS.iter().any(|craft| crafts & craft != 0));
    crafts
}

fn row(workshop: &Workshop, place: &super::places::Place, at: Time, until: Time, dice: &mut Dice) -> WorkshopRow {
    let back = calendar::day(until + TimeDelta::days(dice.between(3, 20)));
    WorkshopRow {
        id: workshop.id,
        name: Arc::clone(&workshop.name),
        state_code: place.state.as_str(),
        city_id: place.id,
        address: people::address(dice),
        contact_name: people::person(dice),
        phone: people::phone(dice),
        rif: people::rif(dice).unwrap_or_default(),
        paused: workshop.paused,
        paused_until: workshop.paused.then_some(back),
        pause_reason: workshop
            .paused
            .then_some(*dice.pick(&["Máquina dañada", "Vacaciones colectivas", "Mudanza del taller"])),
        hosts_pickup: workshop.crafts == ALL,
        ships_nationally: workshop.ships,
        policy: workshop.policy,
        deposit_basis_points: i64::from(workshop.deposit_basis_points),
        demands_deposit: workshop.demands_deposit,
        created_at: at,
    }
}
