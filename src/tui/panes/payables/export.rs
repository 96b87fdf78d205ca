//! What is listed, as a CSV file: all of it, not only what has been read so far.

use super::{Context, PayablesPane, View};
use crate::service::payables::AGING_COLUMNS;
use crate::tui::core::client::{Error, ask};
use crate::tui::core::csv;

impl PayablesPane {
    pub(crate) fn export(&self, cx: &mut Context<'_>) {
        let day = Self::pen(cx.shell).today;
        match self.view {
            View::Lines => {
                if let Some(ask::Payables { filter, .. }) = self.lines.question().cloned() {
                    cx.ask(ask::PayablesFile(filter), move |_, cx, text| {
                        saved(cx, format!("payables-{day}.csv"), text)
                    });
                }
            }
            View::Transfers => {
                let workshop = self.payee.as_ref().map(|(workshop, _)| *workshop);
                cx.ask(ask::TransfersFile(workshop), move |_, cx, text| {
                    saved(cx, format!("settlements-{day}.csv"), text)
                });
            }
            View::Statement => {
                if let Some(period) = &self.account.period {
                    let name = format!("statement-{}-{}-{}.csv", period.name, period.from, period.until);
                    cx.ask(ask::StatementFile(period.wanted()), move |_, cx, text| saved(cx, name, text));
                }
            }
            View::Aging => {
                cx.save(format!("aging-{day}.csv"), csv::text(AGING_COLUMNS, self.owed.iter().flatten()));
            }
        }
    }
}

fn saved(cx: &mut Context<'_>, name: String, text: Result<String, Error>) {
    match text {
        Ok(text) => cx.save(name, text),
        Err(error) => cx.say_failure(&error),
    }
}
