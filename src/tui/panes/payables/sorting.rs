//! The order of what is owed: workshop by workshop, which an index gives one way and the other; how late it is, by any column.

use std::cmp::Ordering;

use super::{Context, PayablesPane, View, aging, rows};
use crate::service::payables::view::{PayableSort, WorkshopAging};
use crate::tui::pane::sorting::any_of;
use crate::tui::widgets::table::Sort;

/// Columns of the lines that can give their order.
pub const NAME: usize = 0;
pub const DUE: usize = 3;

/// What a chosen column means for the service.
pub const fn order_by(sort: Option<Sort>) -> PayableSort {
    match sort {
        Some(Sort {
            column: NAME,
            descends: true,
        }) => PayableSort::NamesBack,
        Some(Sort {
            column: DUE,
            descends: true,
        }) => PayableSort::NewestFirst,
        _ => PayableSort::Usual,
    }
}

impl PayablesPane {
    pub(crate) fn offer_sorts(&self, cx: &mut Context<'_>) {
        let catalogue = cx.shell.catalogue;
        if self.view == View::Aging {
            let columns = any_of(&aging::columns(catalogue));
            return cx.offer_sorts("liquidaciones-sort-usual", columns, self.aging_sort, |pane: &mut Self, cx, sort| {
                pane.aging_sort = sort;
                pane.write_aging(cx.shell);
            });
        }
        let columns = rows::columns(catalogue, None, None);
        let columns = [NAME, DUE].map(|column| (columns[column].title.clone(), column));
        cx.offer_sorts(
            "liquidaciones-sort-usual",
            columns,
            self.search.sort,
            |pane: &mut Self, cx, sort| {
                pane.search.sort = sort;
                pane.searched(cx);
            },
        );
    }

    /// How late each workshop is paid, as rows in the order that was chosen.
    pub(crate) fn write_aging(&mut self, shell: &crate::tui::dialogue::shell::Shell) {
        let pen = Self::pen(shell);
        let mut owed: Vec<&WorkshopAging> = self.owed.iter().flatten().collect();
        if let Some(sort) = self.aging_sort {
            owed.sort_by(|one, other| sort.way(aging_by(sort.column, one, other)));
        }
        let rows = owed.into_iter().map(|one| pen.aging(one)).collect();
        self.aging.replace(rows);
    }
}

/// Two accounts by a column; amounts of different currencies by their currency.
fn aging_by(column: usize, one: &WorkshopAging, other: &WorkshopAging) -> Ordering {
    let amount = |one: &WorkshopAging| {
        let aging = &one.aging;
        let amount = match column {
            1 => one.owed,
            2 => one.overdue,
            3 => aging.week,
            4 => aging.month,
            5 => aging.older,
            6 => aging.not_due,
            7 => aging.held,
            _ => aging.to_net,
        };
        (amount.currency(), amount.minor())
    };
    match column {
        // They come in the order of their names.
        NAME => crate::domain::text::fold(one.workshop_name.as_str()).cmp(&crate::domain::text::fold(other.workshop_name.as_str())),
        _ => amount(one).cmp(&amount(other)),
    }
}
