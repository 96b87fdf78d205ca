//! What is listed, as a CSV file: all of it, not only what has been read so far.

use super::{Context, PayablesPane, View};
use crate::service::payables::AGING_COLUMNS;
use crate::tui::core::client::{Error, ask};
use crate::tui::core::csv::{self, file_name};

impl PayablesPane {
    pub(crate) fn export(&self, cx: &mut Context<'_>) {
        let (catalogue, day) = (cx.shell.catalogue, Self::pen(cx.shell).today);
        let named = |list| file_name(catalogue, list, day);
        match self.view {
            View::Lines => {
                if let Some(ask::Payables { filter, .. }) = self.lines.question().cloned() {
                    let name = named("shell-file-payables");
                    cx.ask(ask::PayablesFile(filter), move |_, cx, text| saved(cx, name, text));
                }
            }
            View::Transfers => {
                let workshop = self.payee.as_ref().map(|(workshop, _)| *workshop);
                let name = named("shell-file-settlements");
                cx.ask(ask::TransfersFile(workshop), move |_, cx, text| saved(cx, name, text));
            }
            View::Statement => {
                if let Some(period) = &self.account.period {
                    let of = format!("{}-{}-{}", period.name, period.from, period.until);
                    let name = file_name(catalogue, "shell-file-statement", of);
                    cx.ask(ask::StatementFile(period.wanted()), move |_, cx, text| saved(cx, name, text));
                }
            }
            View::Aging => {
                cx.save(named("shell-file-aging"), csv::text(AGING_COLUMNS, self.owed.iter().flatten()));
            }
            View::Runs | View::Run => {}
        }
    }
}

fn saved(cx: &mut Context<'_>, name: String, text: Result<String, Error>) {
    match text {
        Ok(text) => cx.save(name, text),
        Err(error) => cx.say_failure(&error),
    }
}
