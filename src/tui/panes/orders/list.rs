//! The list of orders: its rows as cells, and what follows when they have come.

use super::{Context, OrdersPane, Visit};
use crate::domain::Time;
use crate::domain::ids::OrderId;
use crate::locale::{Catalogue, date, money, zone};
use crate::service::orders::view::{OrderRow, OrderSort, SortBy};
use crate::tui::core::client::ask;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::{ListPane, PagedList};
use crate::tui::pane::status;
use crate::tui::widgets::list::{Cell, Row};
use crate::tui::widgets::table::{Column, Sort, columns_sorted};

pub type Orders = PagedList<ask::Orders>;

impl ListPane<ask::Orders> for OrdersPane {
    type Shown = OrderId;

    fn paged(&mut self) -> &mut Orders {
        &mut self.orders
    }

    fn wanted(&mut self, shell: &Shell) -> Option<ask::Orders> {
        if matches!(self.visit, Some(Visit::Order { .. })) {
            return None;
        }
        let filter = self.search.read(shell);
        Some(ask::Orders {
            filter,
            after: None,
            rows: shell.rows_wanted(),
        })
    }

    fn cells(&self, shell: &Shell, from: usize) -> Vec<Row<OrderId>> {
        let rows = self.orders.rows().iter().skip(from);
        rows.map(|row| cells(shell.catalogue, shell.now, row)).collect()
    }

    fn heads(&self, shell: &Shell) -> Vec<Column> {
        columns(shell.catalogue, self.sort()).to_vec()
    }

    fn listed(&mut self, cx: &mut Context<'_>, _anew: bool) {
        self.nearest.clear();
        if let Some(question) = self.orders.question() {
            cx.ask(ask::OrderListing(question.filter.clone()), |pane: &mut Self, _, listing| {
                pane.listing = listing.ok();
            });
        }
        if self.orders.list.is_empty() && self.search.is_like_a_number() {
            let number = self.search.line.text().to_owned();
            cx.ask(ask::Nearest(number), |pane: &mut Self, _, numbers| {
                pane.nearest = numbers.unwrap_or_default();
            });
        }
        if !self.open_if_single(cx) && self.open.is_none() {
            self.front_moved(cx);
        }
    }

    fn read_on(&mut self, cx: &mut Context<'_>) {
        self.want_more(cx);
    }
}

/// Columns that can give the order.
const PAYMENT: usize = 3;
const CHANGED: usize = 6;
const PLACED: usize = 7;

impl OrdersPane {
    /// The order that the list has.
    pub(crate) fn sort(&self) -> Option<Sort> {
        self.listing.map(|listing| Sort {
            column: column_of(listing.sort.by),
            descends: !listing.sort.ascends,
        })
    }

    pub(crate) fn offer_sorts(&self, cx: &mut Context<'_>) {
        let columns = columns(cx.shell.catalogue, None);
        let sorts = self.listing.map_or(&[][..], |listing| listing.sorts);
        let offered = sorts.iter().map(|by| column_of(*by));
        let offered: Vec<_> = offered.map(|column| (columns[column].title.clone(), column)).collect();
        cx.offer_sorts("pedidos-sort-usual", offered, self.sort(), |pane: &mut Self, cx, sort| {
            pane.search.sort = sort;
            pane.reload_anew(cx);
        });
    }
}

const fn column_of(by: SortBy) -> usize {
    match by {
        SortBy::Payment => PAYMENT,
        SortBy::Changed => CHANGED,
        SortBy::Placed => PLACED,
    }
}

/// What a chosen column means for the service.
pub fn order_by(sort: Sort) -> Option<OrderSort> {
    let by = match sort.column {
        PAYMENT => SortBy::Payment,
        CHANGED => SortBy::Changed,
        PLACED => SortBy::Placed,
        _ => return None,
    };
    Some(OrderSort {
        by,
        ascends: !sort.descends,
    })
}

/// Where an order stands is what people act on; its total, which the detail has as well, goes first. When it was placed stands
/// there where it gives the order.
pub fn columns(catalogue: &Catalogue, sort: Option<Sort>) -> [Column; 8] {
    let title = |key| catalogue.text(key, &[]);
    let by_placing = sort.is_some_and(|sort| sort.column == PLACED);
    let columns = [
        Column::new(title("pedidos-column-number"), 11, 0),
        Column::new(title("pedidos-column-customer"), 8, 0).shares(3),
        Column::new(title("pedidos-column-total"), 10, 5).right(),
        Column::new(title("pedidos-column-payment"), 11, 1),
        Column::new(title("pedidos-column-production"), 11, 2),
        Column::new(title("pedidos-column-workshop"), 11, 3).shares(2),
        Column::new(title("pedidos-column-changed"), 11, if by_placing { 6 } else { 4 }),
        Column::new(title("pedidos-column-placed"), 11, 4).when(by_placing),
    ];
    columns_sorted(columns, sort)
}

/// Number, customer, total, payment, production, workshop, last change, when it was placed.
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
            Cell::toned(Tone::Past, when(row.placed_at, now)),
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
