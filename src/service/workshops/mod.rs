//! Keeping what workshops are and can take: workshops, offers, service zones, holidays, capacity, and the board that shows
//! it. What an order took of them was frozen when its workshop accepted, so nothing here rewrites an assignment.

pub mod board;
pub mod capacity;
pub mod closed_days;
pub mod commands;
pub mod fields;
pub mod history;
pub mod holidays;
pub mod locked_workshop;
pub mod offers;
pub mod profile;
pub mod register;
pub mod zones;

use self::commands::Consent;
use crate::db::engine::row::Named;
use crate::domain::actor::{Actor, Permission, Role};
use crate::domain::ids::WorkshopId;
use crate::domain::refusal::{Arg, Code, Refusal, Ruling};
use crate::domain::text::{excerpt, fold};
use crate::service::core::error::Error;
use crate::service::core::krafta::Krafta;
use crate::service::core::names::Names;

/// The questions of this room: `krafta.workshops()`.
#[derive(Clone, Copy)]
pub struct Workshops<'k> {
    pub(in crate::service) shop: &'k Krafta,
}

impl Krafta {
    pub const fn workshops(&self) -> Workshops<'_> {
        Workshops { shop: self }
    }
}

/// Longest name, and longest address or reason.
const LONGEST_NAME: u32 = 120;
const LONGEST_TEXT: u32 = 500;

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

impl Workshops<'_> {
    /// The workshop of this name or id.
    async fn id_of(&self, wanted: &str) -> Result<WorkshopId, Error> {
        // An id is what programs ask by, row after row: then the names of all are not read.
        if let Ok(id) = wanted.trim().parse()
            && self.shop.db().workshop_record(id).await?.is_some()
        {
            return Ok(id);
        }
        Ok(find_workshop(&Names::new(self.shop.db().workshop_names().await?), wanted)?)
    }
}

/// The workshop of this name or id; the refusal names the nearest one there is.
pub(super) fn find_workshop(names: &Names, wanted: &str) -> Ruling<WorkshopId> {
    names.find(wanted).map(|found| found.id).ok_or_else(|| {
        let folded = fold(wanted.trim());
        let likeness = |one: &&Named<WorkshopId>| strsim::jaro_winkler(&fold(&one.name), &folded);
        let nearest = names
            .all()
            .filter(|one| likeness(one) > 0.8)
            .max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        unknown(wanted).with("nearest", nearest.map_or_else(String::new, |one| excerpt(&one.name)))
    })
}

/// A text that both databases keep: something, no longer than it may be.
fn bounded(field: &str, text: &str, longest: u32) -> Ruling<String> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::new(Code::NameRequired));
    }
    if text.contains('\0') {
        return Err(Refusal::new(Code::TextUnstorable));
    }
    if text.chars().count() > longest as usize {
        return Err(Refusal::new(Code::TextTooLong)
            .with("field", Arg::Message(format!("field-{field}")))
            .with("input", excerpt(text))
            .with("limit", longest));
    }
    Ok(text.to_owned())
}

/// A reason, when one was given.
fn reason(consent: &Consent) -> Ruling<Option<String>> {
    let given = consent.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    given.map(|reason| bounded("reason", reason, LONGEST_TEXT)).transpose()
}

/// A reason, which this change is not made without.
fn required(consent: &Consent) -> Ruling<String> {
    reason(consent)?.ok_or_else(|| Refusal::new(Code::ReasonRequired))
}
