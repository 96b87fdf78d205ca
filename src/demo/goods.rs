//! What the shop sells, by what a workshop needs to make it.

use uuid::Uuid;

use super::random::{Dice, Ids};
use super::rows::ProductRow;
use crate::domain::Time;
use crate::domain::money::{Currency, Money};

/// Crafts, as bits: a workshop has some, a product needs one.
pub const TEXTILE: u8 = 1;
pub const BAGS: u8 = 2;
pub const CERAMICS: u8 = 4;
pub const PRINT: u8 = 8;
pub const WOOD: u8 = 16;

/// SKU, name, price in cents, craft, and how often it is asked for.
type Good = (&'static str, &'static str, i64, u8, u32);

const GOODS: &[Good] = &[
    ("FRA-BAS-01", "Franela básica estampada", 1200, TEXTILE, 90),
    ("FRA-OVS-02", "Franela oversize algodón peinado", 1850, TEXTILE, 60),
    ("FRA-NIN-03", "Franela de niño", 950, TEXTILE, 40),
    ("FRA-DEP-04", "Franela deportiva sublimada", 1500, TEXTILE, 55),
    ("CHE-PIQ-05", "Chemise piqué bordada", 2200, TEXTILE, 50),
    ("SUE-CAP-06", "Suéter con capucha", 3200, TEXTILE, 25),
    ("SUE-CUE-07", "Suéter cuello redondo", 2800, TEXTILE, 18),
    ("CHA-ROM-08", "Chaqueta rompeviento", 4500, TEXTILE, 10),
    ("GOR-BOR-09", "Gorra bordada", 1100, TEXTILE, 45),
    ("GOR-MAL-10", "Gorra de malla", 950, TEXTILE, 22),
    ("DEL-COC-11", "Delantal de cocina", 1350, TEXTILE, 20),
    ("UNI-MED-12", "Uniforme médico antifluido", 3900, TEXTILE, 16),
    ("BAT-LAB-13", "Bata de laboratorio", 2600, TEXTILE, 12),
    ("SHO-PLA-14", "Short de playa", 1700, TEXTILE, 14),
    ("MED-DIV-15", "Medias divertidas (par)", 550, TEXTILE, 25),
    ("PIJ-FAM-16", "Pijama familiar a juego", 3400, TEXTILE, 9),
    ("BAN-PAN-17", "Bandana para mascota", 600, TEXTILE, 15),
    ("MOR-ESC-18", "Morral escolar", 2900, BAGS, 40),
    ("MOR-LAP-19", "Morral para laptop", 3800, BAGS, 28),
    ("MOR-MON-20", "Morral de montaña 45 L", 6200, BAGS, 8),
    ("BOL-TEL-21", "Bolso de tela ecológico", 700, BAGS, 50),
    ("BOL-DEP-22", "Bolso deportivo", 2700, BAGS, 18),
    ("CAR-CUE-23", "Cartera de cuero", 2400, BAGS, 15),
    ("KOA-URB-24", "Koala urbano", 1300, BAGS, 20),
    ("CAR-LAP-25", "Cartuchera", 650, BAGS, 25),
    ("LON-TER-26", "Lonchera térmica", 1600, BAGS, 16),
    ("FUN-LAP-27", "Funda para laptop", 1450, BAGS, 12),
    ("POR-DOC-28", "Portadocumentos", 1250, BAGS, 8),
    ("TAZ-BLA-29", "Taza blanca 11 oz", 750, CERAMICS, 85),
    ("TAZ-MAG-30", "Taza mágica", 1150, CERAMICS, 45),
    ("TAZ-INT-31", "Taza de interior color", 850, CERAMICS, 35),
    ("TAZ-PEL-32", "Taza de peltre", 900, CERAMICS, 22),
    ("PLA-DEC-33", "Plato decorativo", 1300, CERAMICS, 9),
    ("MAT-CER-34", "Matero de cerámica", 1800, CERAMICS, 10),
    ("AZU-RET-35", "Azulejo con retrato", 2000, CERAMICS, 6),
    ("TER-ACE-36", "Termo de acero 500 ml", 1900, CERAMICS, 30),
    ("AFI-A3-37", "Afiche A3", 500, PRINT, 30),
    ("AGE-ANU-38", "Agenda anual personalizada", 1400, PRINT, 25),
    ("CUA-ESP-39", "Cuaderno espiral", 600, PRINT, 30),
    ("STI-PLI-40", "Pliego de calcomanías", 350, PRINT, 45),
    ("TAR-100-41", "Tarjetas de presentación (100)", 900, PRINT, 28),
    ("LIE-FOT-42", "Lienzo fotográfico 40×60", 3600, PRINT, 14),
    ("CAL-PAR-43", "Calendario de pared", 800, PRINT, 16),
    ("PEN-EVE-44", "Pendón para evento 80×180", 2300, PRINT, 12),
    ("ROM-NIN-45", "Rompecabezas de madera", 1600, WOOD, 12),
    ("LLA-GRA-46", "Llavero grabado", 300, WOOD, 40),
    ("PLA-GRA-47", "Placa conmemorativa", 3300, WOOD, 9),
    ("TAB-COC-48", "Tabla de picar grabada", 1700, WOOD, 14),
    ("POR-RET-49", "Portarretrato de cedro", 1500, WOOD, 11),
    ("CAJ-REG-50", "Caja de regalo con ñapa", 2100, WOOD, 8),
];

/// A product as orders need it.
pub struct Product {
    pub id: Uuid,
    pub name: std::sync::Arc<str>,
    pub price: Money,
    pub craft: u8,
}

/// All of them, and how often each is asked for.
pub struct Goods {
    pub products: Vec<Product>,
    weights: Vec<(u32, usize)>,
}

impl Goods {
    pub fn new(at: Time, seed: u64) -> (Self, Vec<ProductRow>) {
        let mut ids = Ids::new(at, super::random::mix(seed ^ 0x600d));
        let mut products = Vec::new();
        let mut rows = Vec::new();
        for &(sku, name, cents, craft, _) in GOODS {
            let (id, price) = (ids.next(), Money::of_minor(cents, Currency::Usd));
            products.push(Product {
                id,
                name: name.into(),
                price,
                craft,
            });
            rows.push(ProductRow {
                id,
                sku,
                name,
                unit_price_amount: price,
                unit_price_currency: "USD",
                created_at: at,
            });
        }
        let weights = GOODS.iter().enumerate().map(|(at, good)| (good.4, at)).collect();
        (Self { products, weights }, rows)
    }

    /// The lines of one order: product and quantity. Later lines mostly keep to the craft of the first.
    pub fn draw(&self, dice: &mut Dice) -> Vec<(usize, u32)> {
        let lines = *dice.weigh(&[(62, 1), (24, 2), (10, 3), (4, 4)]);
        let mut chosen: Vec<(usize, u32)> = Vec::with_capacity(lines);
        for _ in 0..lines * 2 {
            let at = *dice.weigh(&self.weights);
            let kin = chosen
                .first()
                .is_none_or(|first| self.products[first.0].craft == self.products[at].craft);
            if chosen.iter().any(|(other, _)| *other == at) || !(kin || dice.permille(120)) {
                continue;
            }
            let quantity = *dice.weigh(&[(60, 1), (20, 2), (8, 3), (4, 4), (3, 6), (3, 12), (1, 24), (1, 50)]);
            chosen.push((at, quantity));
            if chosen.len() == lines {
                break;
            }
        }
        chosen
    }
}
