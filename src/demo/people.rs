//! Invented customers: names as Venezuela has them, some long, some companies, with phones, cédulas and addresses.

use std::sync::Arc;

use super::random::Dice;
use crate::domain::identity::Rif;

const FEMALE: &[&str] = &[
    "María",
    "Ana",
    "Yoselín",
    "Génesis",
    "Andreína",
    "Valentina",
    "Daniela",
    "Yusmary",
    "Rosángela",
    "Carmen",
    "Luisana",
    "Mariángel",
    "Oriana",
    "Nathaly",
    "Beatriz",
    "Milagros",
    "Zoraida",
    "Yuleisy",
    "Rebeca",
    "Íngrid",
    "Begoña",
    "Estefanía",
    "Gabriela",
    "Paola",
    "Isabella",
    "Verónica",
    "Marisol",
    "Keila",
    "Dayana",
    "Crisálida",
    "Mónica",
    "Lisbeth",
    "Adriana",
    "Sofía",
    "Eumelia",
    "Nélida",
];
const MALE: &[&str] = &[
    "José",
    "Luis",
    "Carlos",
    "Jesús",
    "Ángel",
    "Rafael",
    "Yorman",
    "Wilmer",
    "Ramón",
    "Andrés",
    "Simón",
    "Víctor",
    "Héctor",
    "Óscar",
    "Gregorio",
    "Leonardo",
    "Iñaki",
    "Freddy",
    "Jhonatan",
    "Édgar",
    "Nelson",
    "Argenis",
    "Moisés",
    "Sebastián",
    "Alexánder",
    "Tomás",
    "Eleazar",
    "Darwin",
    "Ítalo",
    "Gustavo",
    "Manuel",
    "Diego",
    "Keiber",
    "Orlando",
    "Pedro",
    "Rómulo",
];
pub const SURNAMES: &[&str] = &[
    "Fernández",
    "Rondón",
    "Guédez",
    "Peña",
    "Ibáñez",
    "Urdaneta",
    "Villalobos",
    "Marcano",
    "Rodríguez",
    "Zambrano",
    "Colmenares",
    "Añez",
    "Briceño",
    "Carrizales",
    "Duarte",
    "Escalona",
    "Figueroa",
    "Graterol",
    "Hernández",
    "Istúriz",
    "Jáuregui",
    "León",
    "Muñoz",
    "Núñez",
    "Ochoa",
    "Páez",
    "Quintero",
    "Rangel",
    "Salcedo",
    "Túa",
    "Uzcátegui",
    "Velásquez",
    "Yánez",
    "Zerpa",
    "Ávila",
    "Bermúdez",
    "Castañeda",
    "Delgado",
    "Echezuría",
    "Farías",
    "Güerere",
    "Lameda",
    "Montilla",
    "Ñáñez",
    "Ordóñez",
    "Perdomo",
    "Querales",
    "Rincón",
    "Sulbarán",
    "Terán",
    "Ugueto",
    "Vielma",
    "Boscán",
    "Chacín",
    "Da Silva",
    "D'Alessandro",
    "De Freitas",
    "Hung",
    "Abou Assi",
    "Kowalski",
];
const COMPANIES: &[&str] = &[
    "Textiles Río Claro",
    "Inversiones La Ceiba",
    "Distribuidora Tepuy Rojo",
    "Panadería La Espiga Ñ",
    "Colegio Los Araguaneyes",
    "Fundación Manos del Llano",
    "Corporación Turpial 21",
    "Posada Médano Azul",
    "Gimnasio Fuerza Andina",
    "Café Páramo Alto",
    "Clínica Dental Sonría",
    "Agencia Mapanare Creativa",
    "Ferretería El Clavo de Oro",
    "Eventos Guacamaya",
    "Librería Tres Lunas",
];
const LONG: &[&str] = &[
    "María de los Ángeles Concepción Hernández-Echezuría de Castañeda y Montilla",
    "Asociación Cooperativa de Artesanos y Productores Unidos del Valle de Quíbor R.L.",
    "José Gregorio Bartolomé de la Santísima Trinidad Uzcátegui Colmenares",
    "Unidad Educativa Colegio Nuestra Señora de la Consolación de Táriba, Promoción XXVII",
];
const STREETS: &[&str] = &[
    "Av. Bolívar",
    "Calle Páez",
    "Av. Libertador",
    "Carrera 17",
    "Calle 72",
    "Av. Las Delicias",
    "Calle Sucre",
    "Av. Universidad",
    "Calle Miranda",
    "Av. Intercomunal",
    "Vereda 8",
    "Calle El Samán",
    "Av. Principal",
    "Transversal 3",
    "Calle Los Mangos",
];
const PLACES: &[&str] = &[
    "Res. Araguaney, piso 4, apto. 4-B",
    "Qta. Mi Refugio",
    "Edif. Orquídea, PB, local 2",
    "casa n.º 27",
    "C.C. El Parral, nivel 1",
    "Torre Ávila, piso 11",
    "frente a la plaza",
    "Conj. Res. Las Trinitarias, casa 14",
    "al lado de la farmacia",
    "Urb. La Ñapa, casa 3-07",
];
const OPERATORS: &[(u32, &str)] = &[(30, "412"), (30, "414"), (16, "424"), (12, "416"), (8, "426"), (4, "422")];
const MAILS: &[&str] = &["correo.example", "buzon.example", "mail.example.com", "postal.example.net"];

/// Who orders. The same customer comes back with the same phone and cédula.
#[derive(Clone)]
pub struct Customer {
    pub name: Arc<str>,
    /// E.164.
    pub phone: Arc<str>,
    pub id_doc: Option<Arc<str>>,
    pub email: Option<Arc<str>>,
}

impl Customer {
    pub fn draw(dice: &mut Dice) -> Self {
        let kind = dice.below(1000);
        let company = kind < 45;
        let name = match kind {
            0..45 => company_name(dice),
            45..50 => (*dice.pick(LONG)).to_owned(),
            _ => person(dice),
        };
        let email = dice.permille(640).then(|| mail(&name, dice));
        let id_doc = if company { rif(dice) } else { Some(cedula(dice)) };
        Self {
            name: name.into(),
            phone: phone(dice).into(),
            id_doc: id_doc.filter(|_| dice.permille(930)).map(Into::into),
            email: email.map(Into::into),
        }
    }
}

/// First name and surname, sometimes two of each or an initial.
pub fn person(dice: &mut Dice) -> String {
    let first = if dice.permille(560) { FEMALE } else { MALE };
    let (name, surname) = (*dice.pick(first), *dice.pick(SURNAMES));
    match dice.below(10) {
        0 => {
            let second = *dice.pick(first);
            let second = if second == name { "del Valle" } else { second };
            format!("{name} {second} {surname}")
        }
        1 => format!("{name} {}. {surname}", dice.pick(&["A", "C", "J", "L", "M", "P"])),
        2 | 3 => format!("{name} {surname} {}", dice.pick(SURNAMES)),
        _ => format!("{name} {surname}"),
    }
}

fn company_name(dice: &mut Dice) -> String {
    format!("{}{}", dice.pick(COMPANIES), dice.pick(&["", ", C.A.", " C.A.", ", S.R.L."]))
}

/// E.164.
pub fn phone(dice: &mut Dice) -> String {
    let operator = *dice.weigh(OPERATORS);
    format!("+58{operator}{:07}", dice.between(1_000_000, 9_999_999))
}

/// As stored: `V12345678`.
pub fn cedula(dice: &mut Dice) -> String {
    if dice.permille(25) {
        return format!("E{}", dice.between(80_000_000, 84_999_999));
    }
    format!("V{}", dice.between(3_200_000, 32_900_000))
}

/// A company's tax number, with the check digit that holds.
pub fn rif(dice: &mut Dice) -> Option<String> {
    let body = dice.between(30_000_000, 50_999_999);
    (0..10)
        .map(|check| format!("J{body:08}{check}"))
        .find(|rif| Rif::parse(rif).is_ok())
}

fn mail(name: &str, dice: &mut Dice) -> String {
    let user: String = crate::domain::text::fold(name)
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '.' })
        .take(18)
        .collect();
    let user = user.trim_matches('.').replace("..", ".");
    format!("{user}{}@{}", dice.below(99), dice.pick(MAILS))
}

pub fn address(dice: &mut Dice) -> String {
    format!("{}, {}", dice.pick(STREETS), dice.pick(PLACES))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::identity::{Payer, Phone};

    #[test]
    fn customers_have_what_the_rules_ask() {
        let mut dice = Dice::new(1, 1);
        for _ in 0..2000 {
            let customer = Customer::draw(&mut dice);
            assert!(!customer.name.trim().is_empty());
            assert_eq!(Phone::parse(&customer.phone).unwrap().e164(), *customer.phone);
            if let Some(id) = &customer.id_doc {
                assert_eq!(Payer::parse(id).unwrap().stored(), **id, "{id}");
            }
            if let Some(email) = &customer.email {
                assert!(email.is_ascii() && email.contains('@') && !email.starts_with(['.', '@']), "{email}");
            }
        }
    }
}
