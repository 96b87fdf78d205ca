//! A row of work as cells: what is made for whom, since when it waits and why.

use std::cmp::Ordering;

use chrono::NaiveDate;

use crate::domain::Time;
use crate::domain::ids::OrderId;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::text::{Safe, fold};
use crate::locale::{Catalogue, day_month, day_time, span, t, zone};
use crate::service::fulfilment::work_list::WorkRow;
use crate::tui::core::theme::Tone;
use crate::tui::pane::status;
use crate::tui::widgets::list::{Cell, Row};
use crate::tui::widgets::table::Column;

/// What a row is written with.
#[derive(Clone, Copy, Debug)]
pub struct Pen<'a> {
    pub catalogue: &'a Catalogue,
    pub now: Time,
}

/// The columns of what waits for a workshop: why nobody makes it is the last to go.
pub fn waiting_columns(catalogue: &Catalogue) -> [Column; 5] {
    let title = |key| catalogue.text(key, &[]);
    [
        Column::new(title("talleres-column-unassigned"), 11, 0),
        Column::new(title("talleres-column-what"), 8, 2).shares(3),
        Column::new(title("talleres-column-city"), 7, 3).shares(2),
        Column::new(title("talleres-column-waits"), 6, 0).right().sorted(true),
        Column::new(title("talleres-column-why"), 12, 1).shares(4),
    ]
}

/// The columns of a workshop's work; its name only where there are several.
pub fn work_columns(catalogue: &Catalogue, several: bool) -> [Column; 7] {
    let title = |key| catalogue.text(key, &[]);
    [
        Column::new(title("talleres-column-order"), 11, 0),
        Column::new(title("talleres-column-status"), 9, 0),
        Column::new(title("talleres-column-due"), 9, 0),
        Column::new(title("talleres-column-what"), 10, 1).shares(3),
        Column::new(title("talleres-column-workshop"), 13, 2).shares(2).when(several),
        Column::new(title("talleres-column-customer"), 8, 4).shares(2),
        Column::new(title("talleres-column-cost"), 5, 3).right(),
    ]
}

/// Orders that wait, by one of the columns above.
pub fn waiting_by(column: usize, one: &WorkRow, other: &WorkRow) -> Ordering {
    match column {
        1 => name(&one.item).cmp(&name(&other.item)),
        2 => name(&one.city).cmp(&name(&other.city)),
        // Whoever came last waits least.
        3 => other.since.cmp(&one.since),
        4 => (one.on_hold, one.cause, &one.workshop).cmp(&(other.on_hold, other.cause, &other.workshop)),
        _ => one.number.cmp(&other.number),
    }
}

/// Work, by one of the columns above.
pub fn work_by(column: usize, one: &WorkRow, other: &WorkRow) -> Ordering {
    match column {
        1 => one.status.cmp(&other.status),
        2 => due_on(one).cmp(&due_on(other)),
        3 => name(&one.item).cmp(&name(&other.item)),
        4 => name(&one.workshop).cmp(&name(&other.workshop)),
        5 => fold(&one.customer).cmp(&fold(&other.customer)),
        6 => {
            let cost = |row: &WorkRow| row.cost.map(|cost| (cost.currency(), cost.minor()));
            cost(one).cmp(&cost(other))
        }
        _ => one.number.cmp(&other.number),
    }
}

/// As people sort names: case and accents count for nothing.
fn name(name: &Option<Safe>) -> Option<String> {
    name.as_ref().map(|name| fold(name))
}

/// The day of what is due next; what has none comes last.
fn due_on(row: &WorkRow) -> (bool, Option<NaiveDate>, Option<Time>) {
    let answer = row.respond_by.filter(|_| row.status == AssignmentStatus::Notified);
    let day = answer.map(|by| zone().day(by)).or(row.promised);
    (day.is_none(), day, answer)
}

/// `12 × franela`; with what else there is.
pub fn what(catalogue: &Catalogue, row: &WorkRow) -> String {
    catalogue.ordered((row.item.as_ref(), row.pieces, row.items))
}

/// Where it goes: the city, or how it gets to its customer.
pub fn place(catalogue: &Catalogue, row: &WorkRow) -> String {
    catalogue.goes_to(row.city.as_ref(), row.delivery)
}

/// Why nobody makes it yet: who was chosen, or the cause.
fn why(catalogue: &Catalogue, row: &WorkRow) -> Cell {
    match (&row.workshop, row.cause) {
        _ if row.on_hold => Cell::toned(Tone::Wrong, format!("▲ {}", t!(catalogue, "talleres-on-hold"))),
        (Some(workshop), _) => Cell::toned(Tone::Plain, format!("→ {workshop}")),
        (None, Some(cause)) => Cell::toned(Tone::Waits, format!("▲ {}", catalogue.text(&format!("event-reason-{cause}"), &[]))),
        (None, None) => Cell::default(),
    }
}

impl Pen<'_> {
    pub fn waiting(&self, row: &WorkRow) -> Row<OrderId> {
        Row {
            id: row.order,
            cells: vec![
                Cell::new(row.number.clone()),
                Cell::new(what(self.catalogue, row)),
                Cell::new(place(self.catalogue, row)),
                Cell::new(span(self.now - row.since)),
                why(self.catalogue, row),
            ],
        }
    }

    pub fn work(&self, row: &WorkRow) -> Row<OrderId> {
        let status = status::short_production(self.catalogue, row.status);
        Row {
            id: row.order,
            cells: vec![
                Cell::new(row.number.clone()),
                Cell::toned(status::production_tone(row.status), status),
                self.due(row),
                Cell::new(what(self.catalogue, row)),
                Cell::new(row.workshop.as_ref().map_or("", |name| name.as_str())),
                Cell::new(row.customer.as_str()),
                Cell::new(row.cost.map_or_else(String::new, |cost| cost.to_string())),
            ],
        }
    }

    /// What is due next, and whether it is late.
    fn due(&self, row: &WorkRow) -> Cell {
        let said = match (row.status, row.respond_by, row.promised) {
            _ if row.on_hold => return Cell::toned(Tone::Wrong, format!("▲ {}", t!(self.catalogue, "talleres-on-hold"))),
            (AssignmentStatus::Notified, Some(by), _) => t!(self.catalogue, "talleres-answer-due", at = day_time(by)),
            (AssignmentStatus::Notified, None, _) => String::new(),
            (_, _, Some(day)) => t!(self.catalogue, "talleres-for", day = day_month(day)),
            (_, _, None) => String::new(),
        };
        if row.late {
            return Cell::toned(Tone::Wrong, format!("▲ {said}"));
        }
        Cell::new(said)
    }
}
