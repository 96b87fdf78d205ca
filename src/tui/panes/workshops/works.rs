//! The work of a workshop, or of all of them: what is open, and which of it.

use super::worklist::WorkList;
use crate::domain::ids::WorkshopId;
use crate::domain::orders::status::AssignmentStatus;
use crate::locale::{Catalogue, t};
use crate::service::fulfilment::work_list::{AT_WORK, WorksFilter};
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::picker::Picker;

#[derive(Debug, Default)]
pub struct Works {
    pub rows: WorkList,
    pub filter: WorksFilter,
    /// The workshop; none for all, or for one's own.
    pub name: Option<String>,
    /// Why it could not be read.
    pub fault: Option<String>,
}

impl Works {
    pub fn of(workshop: Option<(WorkshopId, String)>) -> Self {
        let (id, name) = workshop.unzip();
        Self {
            filter: WorksFilter {
                workshop: id,
                ..WorksFilter::default()
            },
            name,
            ..Self::default()
        }
    }

    pub const fn is_filtered(&self) -> bool {
        self.filter.status.is_some() || self.filter.late
    }

    /// Which of it is shown, in words.
    pub fn shown(&self, catalogue: &Catalogue) -> String {
        let mut said = vec![match self.filter.status {
            Some(status) => catalogue.text(&format!("production-{status}"), &[]),
            None => t!(catalogue, "talleres-works-all"),
        }];
        if self.filter.late {
            said.push(t!(catalogue, "talleres-works-late"));
        }
        said.join(" · ")
    }
}

/// All of it, then by status.
pub const STATUSES: [Option<AssignmentStatus>; 6] = [
    None,
    Some(AT_WORK[0]),
    Some(AT_WORK[1]),
    Some(AT_WORK[2]),
    Some(AT_WORK[3]),
    Some(AT_WORK[4]),
];

pub fn picker(catalogue: &Catalogue, now: Option<AssignmentStatus>) -> Picker {
    let items = STATUSES.map(|status| {
        Item::new(match status {
            Some(status) => catalogue.text(&format!("production-{status}"), &[]),
            None => t!(catalogue, "talleres-works-all"),
        })
    });
    let at = STATUSES.iter().position(|status| *status == now).unwrap_or(0);
    Picker::new(t!(catalogue, "talleres-works-status"), items.to_vec()).starting_at(at)
}
