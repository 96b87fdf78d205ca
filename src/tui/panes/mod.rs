//! The panes, in the order of their keys. A new one is its folder, its `pub mod`, and one line in `all`.

pub mod bank;
pub mod orders;
pub mod payables;
pub mod payments;
pub mod production;
pub mod receipts;
pub mod shop;
pub mod statement;
pub mod work_sheet;
pub mod workshops;

use crate::config::Settings;
use crate::tui::pane::mounted::{AnyPane, Mounted};

/// Every pane of the product, as the program starts; the last ones are only opened from others.
pub fn all(settings: &Settings) -> Vec<Box<dyn AnyPane>> {
    vec![
        Mounted::boxed(payments::PaymentsPane::new(settings)),
        Mounted::boxed(orders::OrdersPane::default()),
        Mounted::boxed(workshops::WorkshopsPane::default()),
        Mounted::boxed(payables::PayablesPane::default()),
        Mounted::boxed(shop::ShopPane::default()),
        Mounted::boxed(receipts::ReceiptsPane::default()),
        Mounted::boxed(work_sheet::WorkSheetPane::default()),
        Mounted::boxed(bank::BankPane::default()),
        Mounted::boxed(statement::StatementPane::default()),
    ]
}
