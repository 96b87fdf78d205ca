//! Workshops and their days, as the service would tell of them.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc, Weekday};
use uuid::Uuid;

use crate::domain::Time;
use crate::domain::assignment::AssignmentStatus;
use crate::domain::ids::{AssignmentId, OrderId, WorkshopId};
use crate::domain::text::Safe;
use crate::service::workshops::board::{BoardDay, BoardRow, CellRow, PauseView, Special};

pub fn now() -> Time {
    DateTime::<Utc>::from_timestamp(1_795_372_325, 0).unwrap()
}

/// A Sunday, as the desk's clock has it.
pub fn today() -> NaiveDate {
    "2026-11-22".parse().unwrap()
}

pub fn after(days: u64) -> NaiveDate {
    today() + Days::new(days)
}

pub fn workshop(number: u32) -> WorkshopId {
    WorkshopId::from_uuid(Uuid::from_u128(300 + u128::from(number)))
}

pub fn order(number: u32) -> OrderId {
    OrderId::from_uuid(Uuid::from_u128(1000 + u128::from(number)))
}

pub fn assignment(number: u32) -> AssignmentId {
    AssignmentId::from_uuid(Uuid::from_u128(7000 + u128::from(number)))
}

const CODES: [&str; 6] = ["7Q2M4X", "P8H3TD", "K4W9ZC", "2MHD7R", "XW23TA", "B5NV8Q"];
const NAMES: [&str; 7] = [
    "Taller Orinoco",
    "Costura Bello Monte",
    "Serigrafía Petare",
    "Bordados \u{1b}[31mLa Can\u{202e}delaria",
    "日本 Estampados",
    "Cooperativa Textil Manos de Maracay, compañía anónima",
    "Hilados Quíbor",
];
pub const CUSTOMERS: [&str; 3] = ["María Fernández", "José L. Rondón", "Textiles \u{1b}[1mOrinoco\u{200b}"];

pub fn number(of: u32) -> String {
    format!("KRFT-{}", CODES[of as usize % CODES.len()])
}

pub fn name(of: u32) -> Safe {
    match NAMES.get(of as usize) {
        Some(name) => Safe::new(name),
        None => Safe::new(&format!("Taller número {of:04}")),
    }
}

/// Units a day on working days; the held and the taken of tomorrow and after depend on the number.
pub fn row(of: u32, from: NaiveDate, count: u32) -> BoardRow {
    let days = from.iter_days().take(count as usize).map(|day| board_day(of, day));
    BoardRow {
        workshop: workshop(of),
        name: name(of),
        paused: (of == 2).then(|| PauseView {
            until: Some(after(9)),
            reason: Some(Safe::new("máquina dañada")),
        }),
        days: days.collect(),
    }
}

fn board_day(of: u32, day: NaiveDate) -> BoardDay {
    let ahead = (day - today()).num_days();
    let special = match (of, ahead) {
        (2, ..9) => Some(Special::Paused),
        (_, 3) => Some(Special::Holiday {
            name: Safe::new("Día del Taller"),
        }),
        (1, 4) => Some(Special::Closed {
            reason: Some(Safe::new("inventario")),
        }),
        _ => None,
    };
    let works = !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let limit = match special {
        Some(Special::Holiday { .. } | Special::Closed { .. }) => 0,
        _ if works => 8,
        _ => 0,
    };
    let (taken, held) = match (of, ahead) {
        (0, 1) => (5, 2),
        (0, 2) => (4, 0),
        (1, 1) => (8, 0),
        (1, 2) => (7, 3),
        (1, 4) => (2, 0),
        (4, 1) => (0, 1),
        _ => (0, 0),
    };
    let used: u32 = taken + held;
    BoardDay {
        day,
        limit,
        held,
        taken,
        over: used.saturating_sub(limit),
        overridden: if (of, ahead) == (1, 2) { 2 } else { 0 },
        free: limit.saturating_sub(used),
        special,
    }
}

pub fn cell(of: u32, status: AssignmentStatus) -> CellRow {
    CellRow {
        order: order(of),
        number: number(of),
        version: 3,
        assignment: assignment(of),
        status,
        units: 1 + of,
        product: Some(Safe::new("franela")),
        customer: Safe::new(CUSTOMERS[of as usize % CUSTOMERS.len()]),
        promised: (status != AssignmentStatus::Notified).then(|| after(5)),
        respond_by: Some(now() + TimeDelta::hours(2)),
        override_reason: (of == 2).then(|| Safe::new("el cliente espera desde ayer y el taller aceptó por teléfono")),
    }
}
