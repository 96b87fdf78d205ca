//! What one pane asks of another.

use std::fmt::Debug;

use super::action::ActionRef;
use super::client::ReceiptFile;
use super::crops::Like;
use crate::domain::ids::{BankImportId, CreditId, OperatorId, OrderId, WorkshopId};
use crate::locale::Key;

/// What is to be opened, by whichever pane can show it, from the palette or from another pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaneRequest {
    /// The order with this number.
    Order(String),
    /// The review of the payment of the order with this number.
    Review(String),
    /// The same, to be confirmed with this line of a bank.
    Assign(String, CreditId),
    /// The order with this number, to take back that it was paid.
    Reverse(String),
    /// The lines of an import, and what its file is called.
    Import(BankImportId, String),
    /// A statement that comes in, of the account with this alias.
    Statement(String),
    /// The orders of the customer with this name.
    Customer(String),
    /// The work of a workshop.
    Workshop(WorkshopId, String),
    /// What an operator has in hand.
    Operator(OperatorId, String),
    /// The receipts of an order.
    Receipts(Receipts),
    /// The list of a pane with this title, and the title in words.
    Section(Key, String),
    /// The work sheet of the order with this number.
    WorkSheet(OrderId, String),
}

/// The receipts of an order, one of them first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipts {
    pub order: String,
    pub sheets: Vec<Sheet>,
    pub first: usize,
}

/// A receipt, and what was declared with it: for comparing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    pub file: ReceiptFile,
    pub declared: String,
    pub like: Like,
}

impl PaneRequest {
    pub fn name(&self) -> &str {
        match self {
            Self::Order(name)
            | Self::Review(name)
            | Self::Assign(name, _)
            | Self::Reverse(name)
            | Self::Import(_, name)
            | Self::Statement(name)
            | Self::Customer(name)
            | Self::Workshop(_, name)
            | Self::Operator(_, name)
            | Self::Section(_, name)
            | Self::WorkSheet(_, name) => name,
            Self::Receipts(receipts) => &receipts.order,
        }
    }
}

/// What a line of the palette leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aim {
    Act(ActionRef),
    Open(PaneRequest),
}

/// A request on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    pub request: PaneRequest,
    /// What the pane that sends it hears when one is back.
    pub back_to: Option<TopicId>,
}

/// Names an open overlay or a write in flight of a pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TopicId(pub u64);
