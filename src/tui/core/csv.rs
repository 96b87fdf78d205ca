//! Rows as the text of a CSV file, for exports. The cells come safe from formulas.

use crate::domain::actor::Actor;
use crate::domain::ids::WorkshopId;
use crate::service::payables::view::{PayableFilter, PayableRow, SettlementRow};
use crate::service::payables::{PAYABLE_COLUMNS, SETTLEMENT_COLUMNS};
use crate::service::{Error, Krafta};

/// A sheet being written, its header first.
#[derive(Debug)]
pub struct Sheet {
    out: csv::Writer<Vec<u8>>,
}

impl Sheet {
    pub fn new<const N: usize>(columns: [&str; N]) -> Self {
        let mut sheet = Self {
            out: csv::Writer::from_writer(Vec::new()),
        };
        sheet.row(columns.map(str::to_owned));
        sheet
    }

    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        // Writing to memory cannot fail, and every row has as many cells as the header.
        let _ = self.out.write_record(&cells);
    }

    pub fn text(self) -> String {
        self.out
            .into_inner()
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .unwrap_or_default()
    }
}

/// Every line of what is owed that a filter finds.
pub async fn payables(krafta: &Krafta, actor: &Actor, filter: &PayableFilter) -> Result<String, Error> {
    let mut sheet = Sheet::new(PAYABLE_COLUMNS);
    let each = |row: PayableRow| -> Result<(), Error> {
        sheet.row(row.cells());
        Ok(())
    };
    krafta.payables().export_payables(actor, filter, each).await?;
    Ok(sheet.text())
}

/// Every transfer to one workshop, or to all.
pub async fn settlements(krafta: &Krafta, actor: &Actor, workshop: Option<WorkshopId>) -> Result<String, Error> {
    let mut sheet = Sheet::new(SETTLEMENT_COLUMNS);
    let each = |row: SettlementRow| -> Result<(), Error> {
        sheet.row(row.cells());
        Ok(())
    };
    krafta.payables().export_settlements(actor, workshop, each).await?;
    Ok(sheet.text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_with_commas_and_quotes_are_one_cell() {
        let mut sheet = Sheet::new(["a", "b"]);
        sheet.row(["x, \"y\"".to_owned(), "2".to_owned()]);
        assert_eq!(sheet.text(), "a,b\n\"x, \"\"y\"\"\",2\n");
    }
}
