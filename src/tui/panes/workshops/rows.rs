//! A row of work as cells: what is made for whom, since when it waits and why.

use std::cmp::Ordering;

use chrono::{Datelike, NaiveDate};

use super::choice::stuck;
use crate::domain::Time;
use crate::domain::ids::OrderId;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::text::{Safe, fold};
use crate::locale::{Catalogue, date, day_month, day_time, span, t, zone};
use crate::service::fulfilment::queue::WaitingRow;
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
        Column::new(title("talleres-column-waits"), 6, 0).right(),
        Column::new(title("talleres-column-why"), 24, 1).shares(5),
    ]
}

/// The columns of a workshop's work; its name only where there are several.
pub fn work_columns(catalogue: &Catalogue, several: bool) -> [Column; 10] {
    let title = |key| catalogue.text(key, &[]);
    [
        Column::new(title("talleres-column-order"), 11, 0),
        Column::new(title("talleres-column-due"), 9, 0).sorted(false),
        Column::new(title("talleres-column-status"), 9, 0),
        Column::new(title("talleres-column-in-status"), 4, 3).right(),
        Column::new(title("talleres-column-answer"), 5, 4),
        Column::new(title("talleres-column-what"), 10, 2).shares(3),
        Column::new(title("talleres-column-workshop"), 13, 1).shares(2).when(several),
        Column::new(title("talleres-column-delivery"), 6, 5),
        Column::new(title("talleres-column-customer"), 8, 7).shares(2),
        Column::new(title("talleres-column-cost"), 5, 6).right(),
    ]
}

/// Orders that wait, by one of the columns above.
pub fn waiting_by(column: usize, one: &WaitingRow, other: &WaitingRow) -> Ordering {
    match column {
        1 => name(&one.item).cmp(&name(&other.item)),
        2 => name(&one.city).cmp(&name(&other.city)),
        // Whoever came last waits least.
        3 => other.since.cmp(&one.since),
        4 => {
            let why = |row: &WaitingRow| (row.is_stuck(), row.on_hold, row.cause, row.workshop.clone());
            why(one).cmp(&why(other))
        }
        _ => one.number.cmp(&other.number),
    }
}

/// Work, by one of the columns above.
pub fn work_by(column: usize, one: &WorkRow, other: &WorkRow) -> Ordering {
    match column {
        1 => due_on(one).cmp(&due_on(other)),
        2 => one.status.cmp(&other.status),
        // Whoever came last to its status is there the least.
        3 => other.entered.cmp(&one.entered),
        4 => answer(one).cmp(&answer(other)),
        5 => name(&one.item).cmp(&name(&other.item)),
        6 => name(&one.workshop).cmp(&name(&other.workshop)),
        7 => one.delivery.cmp(&other.delivery),
        8 => fold(&one.customer).cmp(&fold(&other.customer)),
        9 => {
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

/// The promised day; what has none comes last.
fn due_on(row: &WorkRow) -> (bool, Option<NaiveDate>) {
    (row.promised.is_none(), row.promised)
}

/// Until when its workshop is to answer; what waits for no answer comes last.
fn answer(row: &WorkRow) -> (bool, Option<Time>) {
    let answer = row.respond_by.filter(|_| row.status == AssignmentStatus::Notified);
    (answer.is_none(), answer)
}

/// `12 × franela`; with what else there is.
pub fn what(catalogue: &Catalogue, row: &WorkRow) -> String {
    catalogue.ordered((row.item.as_ref(), row.pieces, row.items))
}

/// Where it goes: the city, or how it gets to its customer.
pub fn place(catalogue: &Catalogue, row: &WorkRow) -> String {
    catalogue.goes_to(row.city.as_ref(), row.delivery)
}

/// Why nobody makes it yet: what is in the way with what would help, who was chosen, or what staff are to decide.
fn why(catalogue: &Catalogue, row: &WaitingRow) -> Cell {
    match (&row.shortfall, &row.workshop, row.cause) {
        _ if row.on_hold => Cell::toned(Tone::Wrong, format!("▲ {}", t!(catalogue, "talleres-on-hold"))),
        (Some(short), ..) => Cell::toned(Tone::Waits, format!("▲ {}", stuck(catalogue, short))),
        (None, Some(workshop), _) => Cell::toned(Tone::Plain, format!("→ {workshop}")),
        (None, None, Some(cause)) => {
            let cause = catalogue.text(&format!("event-reason-{cause}"), &[]);
            Cell::toned(Tone::Plain, t!(catalogue, "talleres-choose-by-hand", cause = cause))
        }
        (None, None, None) => Cell::toned(Tone::Plain, t!(catalogue, "talleres-choose-now")),
    }
}

impl Pen<'_> {
    /// What is stuck is past of what can go now.
    pub fn waiting(&self, row: &WaitingRow) -> Row<OrderId> {
        let tone = if row.is_stuck() { Tone::Past } else { Tone::Plain };
        Row {
            id: row.order,
            cells: vec![
                Cell::toned(tone, row.number.clone()),
                Cell::toned(tone, what(self.catalogue, row)),
                Cell::toned(tone, place(self.catalogue, row)),
                Cell::toned(tone, span(self.now - row.since)),
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
                self.due(row),
                Cell::toned(status::production_tone(row.status), status),
                Cell::new(span(self.now - row.entered)),
                self.answer(row),
                Cell::new(what(self.catalogue, row)),
                Cell::new(row.workshop.as_ref().map_or("", |name| name.as_str())),
                Cell::new(self.catalogue.text(&format!("talleres-delivery-{}", row.delivery), &[])),
                Cell::new(row.customer.as_str()),
                Cell::new(row.cost.map_or_else(String::new, |cost| cost.to_string())),
            ],
        }
    }

    /// Until when the workshop is to answer; marked when that is over.
    fn answer(&self, row: &WorkRow) -> Cell {
        match answer(row).1 {
            Some(by) if by <= self.now => Cell::toned(Tone::Wrong, format!("▲ {}", day_time(by))),
            Some(by) => Cell::new(day_time(by)),
            None => Cell::default(),
        }
    }

    /// The promised day; marked when it is over.
    fn due(&self, row: &WorkRow) -> Cell {
        if row.on_hold {
            return Cell::toned(Tone::Wrong, format!("▲ {}", t!(self.catalogue, "talleres-on-hold")));
        }
        let Some(day) = row.promised else { return Cell::default() };
        let said = self.near(day);
        match (day - zone().day(self.now)).num_days() {
            ..0 => Cell::toned(Tone::Wrong, format!("▲ {said}")),
            0 => Cell::toned(Tone::Waits, said),
            _ => Cell::new(said),
        }
    }

    /// A day as far away as it is.
    fn near(&self, day: NaiveDate) -> String {
        let catalogue = self.catalogue;
        match (day - zone().day(self.now)).num_days() {
            past @ ..0 => t!(catalogue, "talleres-due-past", count = -past),
            0 => t!(catalogue, "talleres-due-TODAY"),
            1 => t!(catalogue, "talleres-due-TOMORROW"),
            2..=7 => {
                let weekday = catalogue.text(&format!("talleres-weekday-{}", day.weekday().number_from_monday()), &[]);
                format!("{weekday} {}", day_month(day))
            }
            ahead if ahead < 300 => day_month(day),
            _ => date(day),
        }
    }
}
