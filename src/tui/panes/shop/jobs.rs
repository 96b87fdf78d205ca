//! How the timed jobs stand: what each has to do, and on top whether somebody is at it and when they ran last.

use super::sections::{Section, Thing};
use super::{Context, ShopPane};
use crate::locale::{Catalogue, Key, t};
use crate::tui::core::client::{JobState, JobsStatus, ask};
use crate::tui::core::theme::Tone;
use crate::tui::widgets::list::Cell;
use crate::tui::widgets::table::Column;

pub fn columns(catalogue: &Catalogue) -> Vec<Column> {
    let column = |key: Key, width, priority| Column::new(catalogue.text(key, &[]), width, priority);
    vec![
        column("jobs-head-job", 14, 0).shares(2),
        column("jobs-head-due", 9, 0).right(),
        column("jobs-head-what", 20, 1).shares(5),
    ]
}

pub fn cells(catalogue: &Catalogue, state: &JobState) -> Vec<Cell> {
    let JobState { job, off, due } = state;
    let (tone, said) = match (off, due) {
        (true, _) => (Tone::Past, t!(catalogue, "jobs-off")),
        (false, 0) => (Tone::Plain, due.to_string()),
        (false, _) => (Tone::Waits, due.to_string()),
    };
    let name = if *off { Tone::Past } else { Tone::Plain };
    vec![
        Cell::toned(name, catalogue.text(&format!("jobs-name-{job}"), &[])),
        Cell::toned(tone, said),
        Cell::toned(Tone::Past, catalogue.text(&format!("jobs-what-{job}"), &[])),
    ]
}

/// Who does them and how often; who is at it now, or when that was last.
pub fn standing(catalogue: &Catalogue, status: &JobsStatus) -> Vec<(Tone, String)> {
    let every = status.every_seconds.to_string();
    let how = match status.enabled {
        true => (Tone::Past, t!(catalogue, "jobs-by-themselves", seconds = every)),
        false => Tone::Waits.marked(t!(catalogue, "jobs-by-hand")),
    };
    let now = match (status.running_until, status.last_run) {
        (Some(until), _) => (Tone::Accent, t!(catalogue, "jobs-running", until = until)),
        (None, Some(at)) => (Tone::Past, t!(catalogue, "jobs-last", at = at)),
        (None, None) => Tone::Waits.marked(t!(catalogue, "jobs-never")),
    };
    vec![how, now]
}

impl ShopPane {
    pub(crate) fn read_jobs(&self, cx: &mut Context<'_>) {
        cx.ask(ask::Jobs, |pane: &mut Self, cx, status| {
            if pane.section == Section::Jobs {
                pane.standing = status.as_ref().ok().cloned();
                pane.came(cx, status.map(|status| status.jobs), Thing::Job);
            }
        });
    }
}
