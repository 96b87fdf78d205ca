//! Notes on an order: internal unless said otherwise.

use super::Error;
use super::command::Note;
use super::receipt::Outcome;
use super::report::LONGEST_NOTE;
use super::steps::Say;
use super::work::Work;
use crate::domain::actor::Permission;
use crate::domain::event::Change;
use crate::domain::refusal::{Code, Refusal};

impl Work<'_> {
    pub(super) async fn note(&mut self, note: &Note) -> Result<Outcome, Error> {
        self.actor.may(Permission::AddNote)?;
        let text = note.text.trim();
        if text.is_empty() {
            return Err(Refusal::new(Code::NoteEmpty).into());
        }
        self.open(note.order, None).await?;
        let actor = self.actor.clone();
        let say = Say {
            text: Some(super::checkout::bounded("note", text, LONGEST_NOTE)?),
            internal: note.internal,
            ..Say::default()
        };
        self.append(&actor, Change::Note, "NOTE", say)?;
        Ok(Outcome::Done)
    }
}
