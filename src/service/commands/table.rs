//! The table of commands: one row says its variant with its data, its stable name, its risk, who may give it, and the use
//! case that does it. Names, permission checks, dispatch, keys and docs/commands.md derive from the rows; adding a command is
//! one row. What only time brings is no person's command: the jobs' own table is below.

use serde::{Deserialize, Serialize};

use super::access::{Access, Risk};
use super::{
    AcceptClock, AcceptClosedDays, AddAccount, AddHolidays, AddKey, AddOperator, AddProduct, AddRate, AddShipping, ChangeAccount,
    ChangeCapacity, ChangeOperator, ChangeProduct, Choose, CloseShipping, Complete, CorrectRate, CutPayables, DeclineClosedDays, ExpireKey,
    Forward, HandOver, Notify, OnPayable, ProposeClosedDays, PutOffer, PutWorkshop, PutZone, Refuse, RemoveHoliday, RemoveRate, RemoveView,
    RenameHoliday, ResumeWorkshop, ReversePayment, RevokeKey, SaveView, SeedHolidays, Settle, StepBack, Withdraw, WithdrawClosedDays,
};
use crate::domain::actor::{Actor, Permission};
use crate::domain::fulfilment::assignment_edges::AssignmentEdgeCode;
use crate::domain::payments::payment_edges::PaymentEdgeCode;
use crate::domain::refusal::Ruling;
use crate::service::bank::commands::{ImportStatement, OnCredit, ReconcileCredit};
use crate::service::bank::{accounts, credits, import};
use crate::service::catalogue::{products, rates, shipping};
use crate::service::core::caution;
use crate::service::core::command::{OnOrder, WithReason};
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::unit_of_work::UnitOfWork;
use crate::service::fulfilment::{assign, production, withdraw};
use crate::service::messages::commands::{DropMessage, ReadAlerts, ResendMessage, RetryMessage, SetContact};
use crate::service::messages::{alerts, keep};
use crate::service::orders::commands::{Checkout, Note};
use crate::service::orders::{checkout, note};
use crate::service::payables::{cut, hold, reverse, settle};
use crate::service::payments::commands::{
    CreditSurplus, DirectRefund, PartialRefund, PayRefund, RecordSurplus, Reject, Report, RequestRefund, ReverseRefund, Verify, VoidRefund,
};
use crate::service::payments::{cancel, claims, confirm, refund, refund_payment, reject, report, surplus, undo};
use crate::service::people::{keys, operators, views};
use crate::service::runs::commands::{ChooseRunLine, CloseRun, CountersignRun, DraftRun, FreezeRun, OnRunLine, PayRunLine, VoidRun};
use crate::service::runs::{draft, freeze, pay};
use crate::service::workshops::{capacity, closed_days, holidays, offers, register, zones};

macro_rules! access {
    (needs [$permission:ident]) => {
        Access::Permission(Permission::$permission)
    };
    (payment [$($edge:ident),+]) => {
        Access::Payment(&[$(PaymentEdgeCode::$edge),+])
    };
    (production [$($edge:ident),+]) => {
        Access::Production(&[$(AssignmentEdgeCode::$edge),+])
    };
}

macro_rules! commands {
    ($($(#[$meta:meta])* $variant:ident($data:ty) = $name:literal, $risk:ident, $by:ident [$($term:ident),+] => $($handler:ident)::+;)+) => {
        /// One use case with its data. Answered by a [`Receipt`](crate::service::core::receipt::Receipt) or refused.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "command")]
        pub enum Command {
            $($(#[$meta])* #[serde(rename = $name)] $variant($data),)+
        }

        /// A row of the table: a command without its data.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum CommandKind {
            $($(#[$meta])* $variant,)+
        }

        impl CommandKind {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name: logs, the register of operations, `--json`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            pub const fn risk(self) -> Risk {
                match self {
                    $(Self::$variant => Risk::$risk,)+
                }
            }

            /// Who may give it, before anything is looked at; the edges have their guards besides.
            pub const fn access(self) -> Access {
                match self {
                    $(Self::$variant => access!($by [$($term),+]),)+
                }
            }
        }

        impl Command {
            pub const fn kind(&self) -> CommandKind {
                match self {
                    $(Self::$variant(_) => CommandKind::$variant,)+
                }
            }
        }

        async fn dispatch(work: &mut UnitOfWork<'_>, command: &Command) -> Result<Outcome, Error> {
            match command {
                $(Command::$variant(data) => $($handler)::+(work, data).await,)+
            }
        }
    };
}

macro_rules! job_commands {
    ($($(#[$meta:meta])* $variant:ident($data:ty) = $name:literal => $($handler:ident)::+;)+) => {
        /// What the passing of time does, in the system's name. Only the jobs run it: no face makes one.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "command")]
        pub enum JobCommand {
            $($(#[$meta])* #[serde(rename = $name)] $variant($data),)+
        }

        impl JobCommand {
            /// The stable names of all of them.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            pub const fn name(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $name,)+
                }
            }
        }

        async fn dispatch_job(work: &mut UnitOfWork<'_>, command: &JobCommand) -> Result<Outcome, Error> {
            match command {
                $(JobCommand::$variant(data) => $($handler)::+(work, data).await,)+
            }
        }
    };
}

impl CommandKind {
    /// Refuses with `forbidden` whoever may not give it, whatever the order.
    ///
    /// # Errors
    /// `forbidden`.
    pub fn may(self, actor: &Actor) -> Ruling<()> {
        self.access().may(actor)
    }

    /// The database notes who changes what orders refer to.
    const fn changes_master_data(self) -> bool {
        use Permission::{KeepCapacity, KeepOperators, KeepReference, KeepWorkshops};
        matches!(
            self.access(),
            Access::Permission(KeepReference | KeepOperators | KeepWorkshops | KeepCapacity)
        )
    }
}

impl Command {
    /// The stable name of its row.
    pub const fn name(&self) -> &'static str {
        self.kind().name()
    }
}

/// What is run: a command that somebody gives, or one that is due.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub(in crate::service) enum Task {
    Asked(Box<Command>),
    Due(JobCommand),
}

impl From<Command> for Task {
    fn from(command: Command) -> Self {
        Self::Asked(Box::new(command))
    }
}

impl From<JobCommand> for Task {
    fn from(command: JobCommand) -> Self {
        Self::Due(command)
    }
}

impl Task {
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Asked(command) => command.name(),
            Self::Due(command) => command.name(),
        }
    }

    /// Does it in its unit of work.
    ///
    /// # Errors
    /// `forbidden` to whom the row does not name; else what the use case refuses with.
    pub(super) async fn perform(&self, work: &mut UnitOfWork<'_>) -> Result<Outcome, Error> {
        let command = match self {
            Self::Asked(command) => command,
            Self::Due(command) => return dispatch_job(work, command).await,
        };
        command.kind().may(work.actor)?;
        if command.kind().changes_master_data() {
            work.name_person().await?;
        }
        dispatch(work, command).await
    }
}

commands! {
    // Payments: domain.md §2, edge by edge.
    Checkout(Checkout) = "checkout", Low, payment [P1] => checkout::checkout;
    Report(Report) = "report", Low, payment [P2, P3, P9, P18] => report::report;
    /// P4; a lapsed claim of somebody else is released first (P5).
    Claim(OnOrder) = "claim", Low, payment [P4] => claims::claim;
    /// Lengthens the holder's lease.
    Renew(OnOrder) = "renew", Low, needs [ReviewPayments] => claims::renew;
    Release(WithReason) = "release", Low, payment [P5] => claims::release;
    /// P5 by another admin, and P4.
    TakeOver(WithReason) = "take-over", Medium, payment [P4] => claims::take_over;
    Confirm(Verify) = "confirm", Medium, payment [P6] => confirm::confirm;
    Part(Verify) = "part", Medium, payment [P8] => confirm::part;
    Reject(Reject) = "reject", Medium, payment [P7] => reject::reject;
    Reopen(WithReason) = "reopen", Medium, payment [P10] => reject::reopen;
    Cancel(WithReason) = "cancel", Medium, payment [P11, P12] => cancel::cancel;
    RequestRefund(RequestRefund) = "request-refund", High, payment [P13, P14] => refund::request_refund;
    /// P15 when it completes what is due.
    PayRefund(PayRefund) = "pay-refund", High, payment [P15] => refund_payment::pay_refund;
    /// A payment of a refund is taken back; P19 where the refund was complete.
    ReverseRefund(ReverseRefund) = "reverse-refund", High, payment [P19] => refund_payment::reverse_refund;
    /// A part goes back; the order stays as it is.
    PartialRefund(PartialRefund) = "refund-part", High, needs [ReviewPayments] => refund::refund_part;
    /// Surplus becomes a proof of another order of the same customer.
    CreditSurplus(CreditSurplus) = "credit-surplus", High, needs [ReviewPayments] => surplus::credit_surplus;
    /// A payment that came for an order that needs no more.
    RecordSurplus(RecordSurplus) = "record-surplus", High, needs [ReviewPayments] => surplus::record_surplus;
    /// A part that is due is not given back after all.
    VoidRefund(VoidRefund) = "void-refund", Medium, needs [ReviewPayments] => refund::void_refund;
    DirectRefund(DirectRefund) = "direct-refund", Low, needs [DirectRefunds] => refund::direct_refund;
    Reinstate(WithReason) = "reinstate", Medium, payment [P16] => refund::reinstate;
    Reverse(WithReason) = "reverse", High, payment [P17] => reject::reverse;
    /// P20: who gave a verdict takes it back, before anything came of it.
    UndoVerdict(OnOrder) = "undo-verdict", Low, payment [P20] => undo::undo_verdict;
    Note(Note) = "note", Low, needs [AddNote] => note::note;

    // Production: domain.md §3.
    /// The candidates of an assignment without a workshop, looked at again.
    Rank(OnOrder) = "rank", Low, needs [Assign] => assign::rank_again;
    Choose(Choose) = "choose", Medium, production [A2] => assign::choose;
    Notify(Notify) = "notify", Medium, production [A3] => assign::notify;
    Accept(Forward) = "accept", Medium, production [A4] => production::accept;
    Refuse(Refuse) = "refuse", Medium, production [A5] => production::refuse;
    Start(Forward) = "start", Medium, production [A6] => production::start;
    Ready(Forward) = "ready", Medium, production [A7] => production::ready;
    HandOver(HandOver) = "hand-over", Medium, production [A8] => production::hand_over;
    /// A9 for a pickup, A10 for what was handed to delivery.
    Complete(Complete) = "complete", Medium, production [A9, A10] => production::complete;
    StepBack(StepBack) = "step-back", Medium, production [A13] => production::step_back;
    /// A11, A12, and A1 again.
    Withdraw(Withdraw) = "withdraw", High, production [A11, A12] => withdraw::withdraw;

    // What workshops are owed.
    /// Pays lines of one workshop with one transfer.
    Settle(Settle) = "settle", High, needs [SettlePayables] => settle::settle;
    HoldPayable(OnPayable) = "hold-payable", Medium, needs [SettlePayables] => hold::hold_payable;
    ReleasePayable(OnPayable) = "release-payable", Medium, needs [SettlePayables] => hold::release_payable;
    /// Undoes a payment to a workshop, or a whole transfer.
    ReversePayment(ReversePayment) = "reverse-payment", High, needs [SettlePayables] => reverse::reverse_payment;

    // Payment runs.
    /// What is due until a day, on one sheet.
    DraftRun(DraftRun) = "draft-run", Low, needs [SettlePayables] => draft::draft_run;
    ChooseRunLine(ChooseRunLine) = "choose-run-line", Low, needs [SettlePayables] => draft::choose_run_line;
    FreezeRun(FreezeRun) = "freeze-run", High, needs [SettlePayables] => freeze::freeze_run;
    CountersignRun(CountersignRun) = "countersign-run", High, needs [SettlePayables] => freeze::countersign_run;
    /// Books a line of a run as a settlement or the payment of a refund.
    PayRunLine(PayRunLine) = "pay-run-line", Medium, needs [SettlePayables] => pay::pay_run_line;
    FailRunLine(OnRunLine) = "fail-run-line", Medium, needs [SettlePayables] => pay::fail_run_line;
    ExplainRunLine(OnRunLine) = "explain-run-line", Medium, needs [SettlePayables] => pay::explain_run_line;
    CloseRun(CloseRun) = "close-run", Medium, needs [SettlePayables] => freeze::close_run;
    VoidRun(VoidRun) = "void-run", Medium, needs [SettlePayables] => freeze::void_run;

    // Master data: the database notes every change of it.
    AddProduct(AddProduct) = "add-product", Low, needs [KeepReference] => products::add_product;
    ChangeProduct(ChangeProduct) = "change-product", Low, needs [KeepReference] => products::change_product;
    AddRate(AddRate) = "add-rate", Low, needs [KeepReference] => rates::add_rate;
    CorrectRate(CorrectRate) = "correct-rate", Medium, needs [KeepReference] => rates::correct_rate;
    RemoveRate(RemoveRate) = "remove-rate", Medium, needs [KeepReference] => rates::remove_rate;
    AddShipping(AddShipping) = "add-shipping", Low, needs [KeepReference] => shipping::add_shipping;
    CloseShipping(CloseShipping) = "close-shipping", Medium, needs [KeepReference] => shipping::close_shipping;
    ImportStatement(ImportStatement) = "import-statement", Medium, needs [ReviewPayments] => import::import_statement;
    NoteCredit(OnCredit) = "note-credit", Low, needs [ReviewPayments] => credits::note_credit;
    SetAsideCredit(OnCredit) = "set-aside-credit", Medium, needs [ReviewPayments] => credits::set_aside_credit;
    RestoreCredit(OnCredit) = "restore-credit", Low, needs [ReviewPayments] => credits::restore_credit;
    ReconcileCredit(ReconcileCredit) = "reconcile-credit", Medium, needs [ReviewPayments] => credits::reconcile_credit;
    AddAccount(AddAccount) = "add-account", Low, needs [KeepReference] => accounts::add_account;
    ChangeAccount(ChangeAccount) = "change-account", Medium, needs [KeepReference] => accounts::change_account;
    AddOperator(AddOperator) = "add-operator", Medium, needs [KeepOperators] => operators::add_operator;
    ChangeOperator(ChangeOperator) = "change-operator", Medium, needs [KeepOperators] => operators::change_operator;
    /// Signing in over SSH.
    AddKey(AddKey) = "add-key", Medium, needs [KeepOperators] => keys::add_key;
    ExpireKey(ExpireKey) = "expire-key", Medium, needs [KeepOperators] => keys::expire_key;
    RevokeKey(RevokeKey) = "revoke-key", Medium, needs [KeepOperators] => keys::revoke_key;
    PutWorkshop(Box<PutWorkshop>) = "put-workshop", Low, needs [KeepWorkshops] => register::put_workshop;
    ChangeCapacity(ChangeCapacity) = "change-capacity", Medium, needs [KeepCapacity] => capacity::change_capacity;
    /// A workshop asks for days of its own to be closed.
    ProposeClosedDays(ProposeClosedDays) = "propose-closed-days", Medium, needs [ProposeClosedDays] => closed_days::propose_closed_days;
    WithdrawClosedDays(WithdrawClosedDays) = "withdraw-closed-days", Medium, needs [ProposeClosedDays] => closed_days::withdraw_closed_days;
    AcceptClosedDays(AcceptClosedDays) = "accept-closed-days", Medium, needs [KeepCapacity] => closed_days::accept_closed_days;
    DeclineClosedDays(DeclineClosedDays) = "decline-closed-days", Medium, needs [KeepCapacity] => closed_days::decline_closed_days;
    ResumeWorkshop(ResumeWorkshop) = "resume-workshop", Medium, needs [KeepCapacity] => register::resume_workshop;
    PutOffer(PutOffer) = "put-offer", Low, needs [KeepWorkshops] => offers::put_offer;
    PutZone(PutZone) = "put-zone", Low, needs [KeepWorkshops] => zones::put_zone;
    AddHolidays(AddHolidays) = "add-holidays", Medium, needs [KeepWorkshops] => holidays::add_holidays;
    SeedHolidays(SeedHolidays) = "seed-holidays", Medium, needs [KeepWorkshops] => holidays::seed_holidays;
    RenameHoliday(RenameHoliday) = "rename-holiday", Low, needs [KeepWorkshops] => holidays::rename_holiday;
    RemoveHoliday(RemoveHoliday) = "remove-holiday", Medium, needs [KeepWorkshops] => holidays::remove_holiday;
    /// A way of looking at a list, one's own or for everybody.
    SaveView(SaveView) = "save-view", Low, needs [KeepViews] => views::save_view;
    RemoveView(RemoveView) = "remove-view", Low, needs [KeepViews] => views::remove_view;
    // Messages.
    RetryMessage(RetryMessage) = "retry-message", Low, needs [SendMessages] => keep::retry_message;
    DropMessage(DropMessage) = "drop-message", Medium, needs [SendMessages] => keep::drop_message;
    ResendMessage(ResendMessage) = "resend-message", Medium, needs [SendMessages] => keep::resend_message;
    SetContact(SetContact) = "set-contact", Low, needs [SendMessages] => keep::set_contact;
    ReadAlerts(ReadAlerts) = "read-alerts", Low, needs [ReadAlerts] => alerts::read_alerts;
    /// The machine's clock is right, whatever was written ahead of it.
    AcceptClock(AcceptClock) = "accept-clock", Medium, needs [KeepReference] => caution::accept_clock;
}

job_commands! {
    /// P11 by the system, for an order whose deadline passed.
    Expire(OnOrder) = "expire" => cancel::expire;
    /// A5 by the system: the workshop did not answer in time.
    LapseAnswer(OnOrder) = "lapse-answer" => production::lapse_answer;
    /// The workshop is reminded of its answer.
    Remind(OnOrder) = "remind" => production::remind;
    /// Lines whose cut is over fall due; by the system.
    CutPayables(CutPayables) = "cut-payables" => cut::cut_payables;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Vec<&'static str> {
        let asked = CommandKind::ALL.iter().map(|kind| kind.name());
        asked.chain(JobCommand::NAMES.iter().copied()).collect()
    }

    #[test]
    fn each_command_has_a_stable_name_of_its_own() {
        let unique: std::collections::BTreeSet<_> = names().into_iter().collect();
        assert_eq!(unique.len(), names().len());
        let plain = |name: &str| name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        assert!(names().iter().all(|name| plain(name)));
    }

    #[test]
    fn json_carries_the_name_of_the_row() {
        let order = crate::domain::ids::OrderId::from_uuid(uuid::Uuid::from_u128(1));
        let command = Command::Claim(OnOrder { order });
        let json = serde_json::to_value(&command).unwrap();
        assert_eq!((json["command"].as_str(), command.name()), (Some("claim"), "claim"));
        assert_eq!(serde_json::from_value::<Command>(json).unwrap(), command);
        let due = JobCommand::LapseAnswer(OnOrder { order });
        let json = serde_json::to_value(Task::Due(due)).unwrap();
        assert_eq!(json["command"], "lapse-answer");
        assert!(serde_json::from_value::<Command>(json).is_err(), "no face can ask for it");
    }
}
