//! The list of orders as far as it has been read. A refresh reads as many rows again and then replaces all at once.

use super::status;
use crate::domain::Time;
use crate::domain::ids::OrderId;
use crate::locale::{Catalogue, date, money, zone};
use crate::service::core::page::{Cursor, Page};
use crate::service::orders::view::{OrderFilter, OrderRow};
use crate::tui::core::theme::Tone;
use crate::tui::widgets::list::{Cell, List, Row};

/// Rows kept fresh by a refresh; what lies beyond is read again when one gets there.
const MOST_REFRESHED: usize = 1_000;
/// The next page is asked for when fewer rows than this follow.
const AHEAD: usize = 30;

/// What is known about the list as a whole.
#[derive(Debug, Default, PartialEq, Eq)]
pub enum State {
    #[default]
    Loading,
    Ready,
    Failed(String),
}

#[derive(Debug, Default)]
pub struct Orders {
    pub list: List<OrderId>,
    rows: Vec<OrderRow>,
    next: Option<Cursor>,
    pub state: State,
    /// The filter these rows came by.
    pub filter: OrderFilter,
    /// A refresh on its way: what came so far.
    gathered: Vec<OrderRow>,
    /// The filter is another one: the answer begins at its first row.
    anew: bool,
}

impl Orders {
    pub const fn selected(&self) -> Option<OrderId> {
        self.list.selected()
    }

    pub fn row(&self, id: OrderId) -> Option<&OrderRow> {
        self.rows.iter().find(|row| row.id == id)
    }

    pub fn front(&self) -> Option<&OrderRow> {
        self.selected().and_then(|id| self.row(id))
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub const fn has_more(&self) -> bool {
        self.next.is_some()
    }

    /// The only order that fits.
    pub fn single(&self) -> Option<&OrderRow> {
        match (&self.rows[..], &self.next) {
            ([one], None) => Some(one),
            _ => None,
        }
    }

    pub fn begin(&mut self, anew: bool) {
        self.gathered.clear();
        self.anew |= anew;
    }

    /// A page of a refresh. Answers where to read on, while fewer rows came than are shown.
    pub fn gather(&mut self, catalogue: &Catalogue, now: Time, page: Page<OrderRow>) -> Option<Cursor> {
        self.gathered.extend(page.rows);
        let wanted = if self.anew { 0 } else { self.rows.len().min(MOST_REFRESHED) };
        if self.gathered.len() < wanted && page.next.is_some() {
            return page.next;
        }
        self.rows = std::mem::take(&mut self.gathered);
        self.next = page.next;
        self.state = State::Ready;
        if std::mem::take(&mut self.anew) {
            self.list.clear();
        }
        self.list.replace(self.rows.iter().map(|row| cells(catalogue, now, row)).collect());
        None
    }

    pub fn append(&mut self, catalogue: &Catalogue, now: Time, page: Page<OrderRow>) {
        let new: Vec<OrderRow> = page.rows.into_iter().filter(|row| self.row(row.id).is_none()).collect();
        self.list.append(new.iter().map(|row| cells(catalogue, now, row)).collect());
        self.rows.extend(new);
        self.next = page.next;
    }

    /// Where to read on, when the end comes near.
    pub fn wants_more(&self) -> Option<Cursor> {
        self.next.filter(|_| self.list.ahead() < AHEAD)
    }

    pub fn fail(&mut self, why: String) {
        self.gathered.clear();
        if self.rows.is_empty() || self.anew {
            self.rows.clear();
            self.list.clear();
            self.next = None;
            self.state = State::Failed(why);
        }
    }
}

/// Number, customer, total, payment, production, workshop, last change.
fn cells(catalogue: &Catalogue, now: Time, row: &OrderRow) -> Row<OrderId> {
    let held = if row.on_hold { "▲ " } else { "" };
    let production = match row.production {
        Some(status) => Cell::toned(status::production_tone(status), status::short_production(catalogue, status)),
        None => Cell::toned(Tone::Past, "—"),
    };
    Row {
        id: row.id,
        cells: vec![
            Cell::new(row.number.clone()),
            Cell::new(row.customer.as_str()),
            Cell::new(money(row.total)),
            Cell::toned(
                status::payment_tone(row.payment),
                format!("{held}{}", status::short_payment(catalogue, row.payment)),
            ),
            production,
            Cell::new(row.workshop.as_ref().map_or("", |name| name.as_str())),
            Cell::toned(Tone::Past, when(row.last_event_at, now)),
        ],
    }
}

/// `14:32` today, `22/11 14:32` this year, `22/11/2025` before.
pub fn when(at: Time, now: Time) -> String {
    use chrono::Datelike;
    let (day, today) = (zone().day(at), zone().day(now));
    if day == today {
        crate::locale::clock(at)
    } else if day.year() == today.year() {
        zone().short(at)
    } else {
        date(day)
    }
}
