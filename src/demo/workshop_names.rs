//! What the workshops are called, where they are and what they can make; as many as a shop is asked to have.

use std::collections::BTreeSet;

use super::goods::{BAGS, CERAMICS, PRINT, TEXTILE, WOOD};
use super::people::SURNAMES;
use super::random::Dice;

pub const ALL: u8 = TEXTILE | BAGS | CERAMICS | PRINT | WOOD;

/// Name, city, crafts. The first of a city makes everything, so that each zone can be served.
const FIRST: &[(&str, &str, u8)] = &[
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

/// What further ones are called, by craft.
const KINDS: &[(&str, u8)] = &[
    ("Confecciones", TEXTILE | BAGS),
    ("Costura", TEXTILE),
    ("Serigrafía", TEXTILE | PRINT),
    ("Marroquinería", BAGS),
    ("Cerámica", CERAMICS),
    ("Sublimados", CERAMICS | TEXTILE),
    ("Imprenta", PRINT),
    ("Carpintería", WOOD),
    ("Grabados", WOOD | PRINT),
    ("Taller", ALL),
];

/// A workshop to be: name, city, crafts.
pub struct Named {
    pub name: String,
    pub city: String,
    pub crafts: u8,
}

/// So many of them; those after the first sixty are in `cities`, by the dice.
pub fn named(count: usize, cities: &[&str], dice: &mut Dice) -> Vec<Named> {
    let first = FIRST.iter().map(|&(name, city, crafts)| Named {
        name: name.to_owned(),
        city: city.to_owned(),
        crafts,
    });
    let mut all: Vec<Named> = first.take(count).collect();
    let mut taken: BTreeSet<String> = all.iter().map(|one| one.name.clone()).collect();
    while all.len() < count && !cities.is_empty() {
        let (kind, crafts) = *dice.pick(KINDS);
        let city = *dice.pick(cities);
        let name = format!("{kind} {} de {city}", dice.pick(SURNAMES));
        let name = if taken.contains(&name) {
            format!("{name} {}", all.len())
        } else {
            name
        };
        taken.insert(name.clone());
        all.push(Named {
            name,
            city: city.to_owned(),
            crafts,
        });
    }
    all
}
