//! Keeping what workshops are and can take: workshops, offers, service zones, holidays, capacity, and the board that shows
//! it. What an order took of them was frozen when its workshop accepted, so nothing here rewrites an assignment.

pub mod board;
pub mod zones;

use crate::domain::actor::{Actor, Permission, Role};
use crate::domain::ids::WorkshopId;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::excerpt;

/// Whoever may read workshops; a workshop only itself, which is then answered.
fn reads(actor: &Actor) -> Ruling<Option<WorkshopId>> {
    actor.may(Permission::ReadWorkshops)?;
    match actor.role {
        Role::Workshop => actor.workshop.map(Some).ok_or_else(|| unknown("")),
        _ => Ok(None),
    }
}

fn unknown(wanted: &str) -> Refusal {
    Refusal::new(Code::WorkshopUnknown).with("input", excerpt(wanted))
}
