//! Notes on an order: internal unless said otherwise.

use super::commands::Note;
use crate::domain::limits::LONGEST_NOTE;
use crate::domain::refusal::{Code, Refusal};
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::transitions::EventDetails;
use crate::service::core::unit_of_work::UnitOfWork;

pub(in crate::service) async fn note(work: &mut UnitOfWork<'_>, note: &Note) -> Result<Outcome, Error> {
    let text = note.text.trim();
    if text.is_empty() {
        return Err(Refusal::new(Code::NoteEmpty).into());
    }
    work.open(note.order, None).await?;
    let actor = work.actor.clone();
    let say = EventDetails {
        text: Some(crate::domain::limits::bounded("note", text, LONGEST_NOTE)?),
        internal: note.internal,
        ..EventDetails::default()
    };
    work.note(&actor, "NOTE", say)?;
    Ok(Outcome::Done)
}
