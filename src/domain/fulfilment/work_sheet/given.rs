//! Sheets for the tests of whoever writes them out.

use super::{Recipient, SheetItem, SheetNote, WorkSheet, knows_recipient};
use crate::domain::Time;
use crate::domain::ids::OrderId;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payables::policy::PaymentPolicy;
use crate::domain::text::Safe;

/// What nobody should see obeyed: it colours, clears, turns around, hides, and runs.
pub const HOSTILE: &str = "\u{1b}[2J\u{202e}x\u{200b}\r\n<script>alert('1')</script>&amp;\"";

fn at(text: &str) -> Time {
    text.parse().unwrap()
}

fn item(name: &str, sku: &str, quantity: u32) -> SheetItem {
    SheetItem {
        name: Safe::new(name),
        sku: Safe::new(sku),
        quantity,
    }
}

/// Of an order that is sent to another state, as its workshop may read it in this status.
pub fn sheet(status: AssignmentStatus) -> WorkSheet {
    WorkSheet {
        order: OrderId::from_uuid(uuid::Uuid::from_u128(1_000)),
        number: "KRFT-7Q2M4X".into(),
        status,
        on_hold: false,
        workshop: (status != AssignmentStatus::PendingAssignment).then(|| Safe::new("Taller Orinoco")),
        items: vec![
            item("Franela dril talla M", "FRANELA-M", 10),
            item(
                "Taza con logo a dos colores, impresa por los dos lados y en caja individual de cartón",
                "TAZA",
                2,
            ),
        ],
        notes: vec![SheetNote {
            at: at("2026-11-22T14:05:12Z"),
            text: Safe::new("Azul marino, logo pequeño a la izquierda"),
        }],
        delivery: DeliveryMethod::NationalShipping,
        city: Some(Safe::new("Valencia")),
        state: Some(Safe::new("Carabobo")),
        recipient: knows_recipient(status).then(|| Recipient {
            name: Safe::new("María Fernández"),
            phone: Safe::new("0414-555.12.34"),
            address: Some(Safe::new("Av. Bolívar, casa 4")),
        }),
        cost: Some(Money::of_minor(3_100, Currency::Usd)),
        policy: Some(PaymentPolicy::DepositBalance),
        deposit_basis_points: Some(5_000),
        promised: Some("2026-11-25".parse().unwrap()),
        respond_by: (status == AssignmentStatus::Notified).then(|| at("2026-11-23T18:32:05Z")),
    }
}

/// With such text wherever somebody outside wrote it, and thirty items.
pub fn hostile() -> WorkSheet {
    let text = || Safe::new(HOSTILE);
    WorkSheet {
        on_hold: true,
        workshop: Some(text()),
        items: (1..=30).map(|n| item(&format!("{n}: {HOSTILE}"), HOSTILE, n * 50)).collect(),
        notes: vec![SheetNote {
            at: at("2026-11-22T14:05:12Z"),
            text: text(),
        }],
        city: Some(text()),
        state: Some(text()),
        recipient: Some(Recipient {
            name: text(),
            phone: text(),
            address: Some(text()),
        }),
        ..sheet(AssignmentStatus::Accepted)
    }
}
