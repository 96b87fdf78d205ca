//! The table of commands: one row says its variant with its data, its stable name, the permission it takes, and the use case
//! that does it. Names, permission checks and dispatch derive
//! from the rows; adding a command is one row.

use serde::{Deserialize, Serialize};

use super::{
    AddAccount, AddHolidays, AddOperator, AddProduct, AddRate, AddShipping, ChangeAccount, ChangeCapacity, ChangeOperator, ChangeProduct,
    Choose, CloseShipping, Complete, CutPayables, Forward, HandOver, Notify, OnPayable, PutOffer, PutWorkshop, PutZone, Refuse,
    RemoveHoliday, RenameHoliday, ResumeWorkshop, ReversePayment, SeedHolidays, Settle, StepBack, Withdraw,
};
use crate::domain::actor::Permission;
use crate::service::bank::accounts;
use crate::service::catalogue::{products, rates, shipping};
use crate::service::core::command::{OnOrder, WithReason};
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::unit_of_work::UnitOfWork;
use crate::service::fulfilment::{assign, production, withdraw};
use crate::service::orders::commands::{Checkout, Note};
use crate::service::orders::{checkout, note};
use crate::service::payables::{cut, hold, reverse, settle};
use crate::service::payments::commands::{PayRefund, Reject, Report, RequestRefund, Verify};
use crate::service::payments::{cancel, claims, confirm, refund, reject, report};
use crate::service::people::operators;
use crate::service::workshops::{capacity, holidays, offers, register, zones};

macro_rules! commands {
    ($($(#[$meta:meta])* $variant:ident($data:ty) = $name:literal, $permission:ident => $($handler:ident)::+;)+) => {
        /// One use case with its data. Answered by a [`Receipt`](crate::service::core::receipt::Receipt) or refused.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "command")]
        pub enum Command {
            $($(#[$meta])* #[serde(rename = $name)] $variant($data),)+
        }

        impl Command {
            /// The stable names of all commands.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            /// The stable name: logs, the register of operations, `--json`.
            pub const fn name(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $name,)+
                }
            }

            /// What the actor must be allowed before anything is looked at; the edges have their own parties besides.
            pub const fn permission(&self) -> Permission {
                match self {
                    $(Self::$variant(_) => Permission::$permission,)+
                }
            }

            /// The database notes who changes what orders refer to.
            const fn changes_master_data(&self) -> bool {
                matches!(
                    self.permission(),
                    Permission::KeepReference | Permission::KeepOperators | Permission::KeepWorkshops | Permission::KeepCapacity
                )
            }
        }

        /// Does the command in its unit of work.
        ///
        /// # Errors
        /// `forbidden` without the row's permission; else what the use case refuses with.
        pub(super) async fn perform(work: &mut UnitOfWork<'_>, command: &Command) -> Result<Outcome, Error> {
            work.actor.may(command.permission())?;
            if command.changes_master_data() {
                work.name_person().await?;
            }
            match command {
                $(Command::$variant(data) => $($handler)::+(work, data).await,)+
            }
        }
    };
}

commands! {
    // Payments: domain.md §2, edge by edge.
    /// P1.
    Checkout(Checkout) = "checkout", PlaceOrder => checkout::checkout;
    /// P2, P3, P9.
    Report(Report) = "report", ReportPayment => report::report;
    /// P4; a lapsed claim of somebody else is released first (P5).
    Claim(OnOrder) = "claim", ReviewPayments => claims::claim;
    /// Lengthens the holder's lease.
    Renew(OnOrder) = "renew", ReviewPayments => claims::renew;
    /// P5.
    Release(WithReason) = "release", FreeLapsedClaim => claims::release;
    /// P5 by another admin, and P4.
    TakeOver(WithReason) = "take-over", ReviewPayments => claims::take_over;
    /// P6.
    Confirm(Verify) = "confirm", ReviewPayments => confirm::confirm;
    /// P8.
    Part(Verify) = "part", ReviewPayments => confirm::part;
    /// P7.
    Reject(Reject) = "reject", ReviewPayments => reject::reject;
    /// P10.
    Reopen(WithReason) = "reopen", ReviewPayments => reject::reopen;
    /// P11, P12.
    Cancel(WithReason) = "cancel", CancelOrder => cancel::cancel;
    /// P13, P14.
    RequestRefund(RequestRefund) = "request-refund", RequestRefund => refund::request_refund;
    /// P15 when it completes what is due.
    PayRefund(PayRefund) = "pay-refund", PayRefund => refund::pay_refund;
    /// P16.
    Reinstate(WithReason) = "reinstate", RequestRefund => refund::reinstate;
    /// P17.
    Reverse(WithReason) = "reverse", ReviewPayments => reject::reverse;
    Note(Note) = "note", AddNote => note::note;
    /// P11 by the system, for an order whose deadline passed.
    Expire(OnOrder) = "expire", RunJobs => cancel::expire;

    // Production: domain.md §3.
    /// The candidates of an assignment without a workshop, looked at again.
    Rank(OnOrder) = "rank", Assign => assign::rank_again;
    /// A2.
    Choose(Choose) = "choose", Assign => assign::choose;
    /// A3.
    Notify(Notify) = "notify", Assign => assign::notify;
    /// A4.
    Accept(Forward) = "accept", Produce => production::accept;
    /// A5.
    Refuse(Refuse) = "refuse", Produce => production::refuse;
    /// A5 by the system: the workshop did not answer in time.
    LapseAnswer(OnOrder) = "lapse-answer", RunJobs => production::lapse_answer;
    /// The workshop is reminded of its answer.
    Remind(OnOrder) = "remind", RunJobs => production::remind;
    /// A6.
    Start(Forward) = "start", Produce => production::start;
    /// A7.
    Ready(Forward) = "ready", Produce => production::ready;
    /// A8.
    HandOver(HandOver) = "hand-over", Produce => production::hand_over;
    /// A9 for a pickup, A10 for what was handed to delivery.
    Complete(Complete) = "complete", Produce => production::complete;
    /// A13.
    StepBack(StepBack) = "step-back", Produce => production::step_back;
    /// A11, A12, and A1 again.
    Withdraw(Withdraw) = "withdraw", Assign => withdraw::withdraw;

    // What workshops are owed.
    /// Pays lines of one workshop with one transfer.
    Settle(Settle) = "settle", SettlePayables => settle::settle;
    HoldPayable(OnPayable) = "hold-payable", SettlePayables => hold::hold_payable;
    ReleasePayable(OnPayable) = "release-payable", SettlePayables => hold::release_payable;
    /// Undoes a payment to a workshop, or a whole transfer.
    ReversePayment(ReversePayment) = "reverse-payment", SettlePayables => reverse::reverse_payment;
    /// Lines whose cut is over fall due; by the system.
    CutPayables(CutPayables) = "cut-payables", RunJobs => cut::cut_payables;

    // Master data: the database notes every change of it.
    AddProduct(AddProduct) = "add-product", KeepReference => products::add_product;
    ChangeProduct(ChangeProduct) = "change-product", KeepReference => products::change_product;
    AddRate(AddRate) = "add-rate", KeepReference => rates::add_rate;
    AddShipping(AddShipping) = "add-shipping", KeepReference => shipping::add_shipping;
    CloseShipping(CloseShipping) = "close-shipping", KeepReference => shipping::close_shipping;
    AddAccount(AddAccount) = "add-account", KeepReference => accounts::add_account;
    ChangeAccount(ChangeAccount) = "change-account", KeepReference => accounts::change_account;
    AddOperator(AddOperator) = "add-operator", KeepOperators => operators::add_operator;
    ChangeOperator(ChangeOperator) = "change-operator", KeepOperators => operators::change_operator;
    PutWorkshop(Box<PutWorkshop>) = "put-workshop", KeepWorkshops => register::put_workshop;
    ChangeCapacity(ChangeCapacity) = "change-capacity", KeepCapacity => capacity::change_capacity;
    ResumeWorkshop(ResumeWorkshop) = "resume-workshop", KeepCapacity => register::resume_workshop;
    PutOffer(PutOffer) = "put-offer", KeepWorkshops => offers::put_offer;
    PutZone(PutZone) = "put-zone", KeepWorkshops => zones::put_zone;
    AddHolidays(AddHolidays) = "add-holidays", KeepWorkshops => holidays::add_holidays;
    SeedHolidays(SeedHolidays) = "seed-holidays", KeepWorkshops => holidays::seed_holidays;
    RenameHoliday(RenameHoliday) = "rename-holiday", KeepWorkshops => holidays::rename_holiday;
    RemoveHoliday(RemoveHoliday) = "remove-holiday", KeepWorkshops => holidays::remove_holiday;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_command_has_a_stable_name_of_its_own() {
        let names: std::collections::BTreeSet<_> = Command::NAMES.iter().collect();
        assert_eq!(names.len(), Command::NAMES.len());
        let plain = |name: &str| name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        assert!(Command::NAMES.iter().all(|name| plain(name)));
    }

    #[test]
    fn json_carries_the_name_of_the_row() {
        let order = crate::domain::ids::OrderId::from_uuid(uuid::Uuid::from_u128(1));
        let command = Command::LapseAnswer(OnOrder { order });
        let json = serde_json::to_value(&command).unwrap();
        assert_eq!((json["command"].as_str(), command.name()), (Some("lapse-answer"), "lapse-answer"));
        assert_eq!(serde_json::from_value::<Command>(json).unwrap(), command);
    }
}
