//! What is listed, as a CSV file: all of it, not only what has been read so far.

use super::{Context, PayablesPane, Slot, View, aging};
use crate::service::payables::STATEMENT_COLUMNS;
use crate::tui::core::client::Query;
use crate::tui::core::csv::Sheet;

impl PayablesPane {
    pub(crate) fn export(&mut self, cx: &mut Context<'_>) {
        let day = Self::pen(cx.shell).today;
        match self.view {
            View::Lines => {
                self.file = format!("payables-{day}.csv");
                cx.read(Slot::File, Query::PayablesFile(self.lines.filter.clone()));
            }
            View::Transfers => {
                self.file = format!("settlements-{day}.csv");
                let workshop = self.payee.as_ref().map(|(workshop, _)| *workshop);
                cx.read(Slot::File, Query::TransfersFile(workshop));
            }
            View::Statement => {
                if let Some(statement) = self.account.as_ref().and_then(|account| account.view.as_deref()) {
                    let mut sheet = Sheet::new(STATEMENT_COLUMNS);
                    for cells in statement.cells() {
                        sheet.row(cells);
                    }
                    let (name, from, until) = (statement.workshop_name.as_str(), statement.from, statement.until);
                    cx.save(format!("statement-{name}-{from}-{until}.csv"), sheet.text());
                }
            }
            View::Aging => {
                let mut sheet = Sheet::new(aging::COLUMNS);
                for one in self.owed.iter().flatten() {
                    sheet.row(aging::cells(one));
                }
                cx.save(format!("aging-{day}.csv"), sheet.text());
            }
        }
    }
}
