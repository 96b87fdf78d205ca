//! The panes, in the order of their keys, by whose program they are of. A new one is its folder, its `pub mod`, and one line in `of`.

pub mod bank;
pub mod closed_days;
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
use crate::domain::actor::Role;
use crate::locale::Key;
use crate::tui::pane::Pane;
use crate::tui::pane::mounted::{AnyPane, Mounted};

use self::closed_days::ClosedDaysPane;
use self::closed_days::actions::Action as OfClosedDays;
use self::payables::PayablesPane;
use self::payables::actions::Action as OfPayables;
use self::shop::ShopPane;
use self::shop::actions::Action as OfShop;
use self::work_sheet::WorkSheetPane;
use self::workshops::WorkshopsPane;
use self::workshops::actions::Action as OfWorkshops;

/// The panes that a role's program has, as it starts; places are only opened from others.
pub fn of(role: Role, settings: &Settings) -> Vec<Box<dyn AnyPane>> {
    match role {
        Role::Workshop => workshop(),
        _ => staff(settings),
    }
}

/// Whether two roles have the same panes, as far as they may see them.
pub fn are_alike(one: Role, other: Role) -> bool {
    (one == Role::Workshop) == (other == Role::Workshop)
}

/// How one goes to each pane of a workshop's program; to those of staff, as the frame has it.
pub const OWN_GO: [Key; 4] = ["taller-go-work", "taller-go-days", "taller-go-account", "taller-go-alerts"];

fn staff(settings: &Settings) -> Vec<Box<dyn AnyPane>> {
    vec![
        Mounted::boxed(payments::PaymentsPane::new(settings)),
        Mounted::boxed(orders::OrdersPane::default()),
        Mounted::part(WorkshopsPane::default(), WorkshopsPane::TITLE, OfWorkshops::of_staff),
        Mounted::part(PayablesPane::default(), PayablesPane::TITLE, OfPayables::of_staff),
        Mounted::part(ShopPane::default(), ShopPane::TITLE, OfShop::of_staff),
        Mounted::boxed(receipts::ReceiptsPane::default()),
        Mounted::boxed(WorkSheetPane::default()),
        Mounted::boxed(bank::BankPane::default()),
        Mounted::boxed(statement::StatementPane::default()),
        Mounted::part(ClosedDaysPane::default(), closed_days::TITLE, OfClosedDays::of_staff),
    ]
}

/// What is a workshop's own.
fn workshop() -> Vec<Box<dyn AnyPane>> {
    vec![
        Mounted::part(WorkshopsPane::own_work(), "taller-work", OfWorkshops::of_own_work),
        Mounted::part(WorkshopsPane::own_days(), "taller-days", OfWorkshops::of_own_days),
        Mounted::part(PayablesPane::default(), "taller-account", OfPayables::of_own),
        Mounted::part(ShopPane::default(), "taller-alerts", OfShop::of_own),
        Mounted::boxed(WorkSheetPane::default()),
        Mounted::part(ClosedDaysPane::default(), closed_days::TITLE, OfClosedDays::of_own),
    ]
}
