//! Which use case each command is.

use super::Command;
use crate::service::bank::accounts;
use crate::service::catalogue::{products, rates, shipping};
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::unit_of_work::UnitOfWork;
use crate::service::fulfilment::{assign, production, withdraw};
use crate::service::orders::{checkout, note};
use crate::service::payables::{cut, hold, reverse, settle};
use crate::service::payments::{cancel, claims, confirm, refund, reject, report};
use crate::service::people::operators;
use crate::service::workshops::{capacity, holidays, offers, register, zones};

pub(in crate::service) async fn perform(work: &mut UnitOfWork<'_>, command: &Command) -> Result<Outcome, Error> {
    if command.keeps_master_data() {
        work.name_person().await?;
    }
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
        Command::AddProduct(data) => products::add_product(work, data).await,
        Command::ChangeProduct(data) => products::change_product(work, data).await,
        Command::AddRate(data) => rates::add_rate(work, data).await,
        Command::AddShipping(data) => shipping::add_shipping(work, data).await,
        Command::CloseShipping(data) => shipping::close_shipping(work, data).await,
        Command::AddAccount(data) => accounts::add_account(work, data).await,
        Command::ChangeAccount(data) => accounts::change_account(work, data).await,
        Command::AddOperator(data) => operators::add_operator(work, data).await,
        Command::ChangeOperator(data) => operators::change_operator(work, data).await,
        Command::PutWorkshop(data) => register::put_workshop(work, data).await,
        Command::ChangeCapacity(data) => capacity::change_capacity(work, data).await,
        Command::ResumeWorkshop(data) => register::resume_workshop(work, data).await,
        Command::PutOffer(data) => offers::put_offer(work, data).await,
        Command::PutZone(data) => zones::put_zone(work, data).await,
        Command::AddHolidays(data) => holidays::add_holidays(work, data).await,
        Command::SeedHolidays(data) => holidays::seed_holidays(work, data).await,
        Command::RenameHoliday(data) => holidays::rename_holiday(work, data).await,
        Command::RemoveHoliday(data) => holidays::remove_holiday(work, data).await,
    }
}
