//! The workshops' names, as a transaction has them: read once, however many of its commands look for one.

use std::collections::HashMap;
use std::sync::Arc;

use super::cities::Cities;
use crate::db::engine::row::Named;
use crate::domain::ids::WorkshopId;
use crate::domain::text::fold;

/// What the commands of one transaction read once.
#[derive(Default)]
pub(crate) struct Known {
    /// The workshops' names, as the commands before left them.
    pub names: Option<Names>,
    pub cities: Option<Arc<Cities>>,
}

/// All names, found whatever their case and accents.
pub(crate) struct Names {
    all: Vec<Named<WorkshopId>>,
    folded: HashMap<String, usize>,
}

impl Names {
    pub fn new(all: Vec<Named<WorkshopId>>) -> Self {
        let mut names = Self {
            all: Vec::with_capacity(all.len()),
            folded: HashMap::with_capacity(all.len()),
        };
        all.into_iter().for_each(|one| names.add(one));
        names
    }

    pub fn add(&mut self, one: Named<WorkshopId>) {
        // Of two alike the first is found.
        self.folded.entry(fold(&one.name)).or_insert(self.all.len());
        self.all.push(one);
    }

    pub fn all(&self) -> impl Iterator<Item = &Named<WorkshopId>> {
        self.all.iter()
    }

    /// The one of this name or id.
    pub fn find(&self, wanted: &str) -> Option<&Named<WorkshopId>> {
        let folded = fold(wanted.trim());
        match self.folded.get(&folded) {
            Some(place) => self.all.get(*place),
            None => folded.parse().ok().and_then(|id| self.all.iter().find(|one| one.id == id)),
        }
    }
}
