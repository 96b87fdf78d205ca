//! Which use case each command is.

use super::Command;
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::unit_of_work::UnitOfWork;
use crate::service::fulfilment::{assign, production, withdraw};
use crate::service::orders::{checkout, note};
use crate::service::payables::{cut, hold, reverse, settle};
use crate::service::payments::{cancel, claims, confirm, refund, reject, report};

pub(in crate::service) async fn perform(work: &mut UnitOfWork<'_>, command: &Command) -> Result<Outcome, Error> {
    match command {
        Command::Checkout(checkout) => checkout::checkout(work, checkout).await,
        Command::Report(report) => report::report(work, report).await,
        Command::Claim(on) => claims::claim(work, on.order).await,
        Command::Renew(on) => claims::renew(work, on.order).await,
        Command::Release(with) => claims::release(work, with).await,
        Command::TakeOver(with) => claims::take_over(work, with).await,
        Command::Confirm(verify) => confirm::confirm(work, verify).await,
        Command::Part(verify) => confirm::part(work, verify).await,
        Command::Reject(reject) => reject::reject(work, reject).await,
        Command::Reopen(with) => reject::reopen(work, with).await,
        Command::Cancel(with) => cancel::cancel(work, with).await,
        Command::RequestRefund(request) => refund::request_refund(work, request).await,
        Command::PayRefund(pay) => refund::pay_refund(work, pay).await,
        Command::Reinstate(with) => refund::reinstate(work, with).await,
        Command::Reverse(with) => reject::reverse(work, with).await,
        Command::Note(note) => note::note(work, note).await,
        Command::Expire(on) => cancel::expire(work, on.order).await,
        Command::Rank(on) => assign::rank_again(work, on).await,
        Command::Choose(choose) => assign::choose(work, choose).await,
        Command::Notify(notify) => assign::notify(work, notify).await,
        Command::Accept(forward) => production::accept(work, forward).await,
        Command::Refuse(refuse) => production::refuse(work, refuse).await,
        Command::LapseAnswer(on) => production::lapse_answer(work, on).await,
        Command::Remind(on) => production::remind(work, on).await,
        Command::Start(forward) => production::start(work, forward).await,
        Command::Ready(forward) => production::ready(work, forward).await,
        Command::HandOver(hand_over) => production::hand_over(work, hand_over).await,
        Command::Complete(forward) => production::complete(work, forward).await,
        Command::StepBack(back) => production::step_back(work, back).await,
        Command::Withdraw(withdraw) => withdraw::withdraw(work, withdraw).await,
        Command::Settle(settle) => settle::settle(work, settle).await,
        Command::HoldPayable(on) => hold::hold_payable(work, on).await,
        Command::ReleasePayable(on) => hold::release_payable(work, on).await,
        Command::ReversePayment(reverse) => reverse::reverse_payment(work, reverse).await,
        Command::CutPayables(cut) => cut::cut_payables(work, cut).await,
    }
}
