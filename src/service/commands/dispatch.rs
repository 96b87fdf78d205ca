//! Which use case each command is.

use super::Command;
use crate::service::bank::accounts;
use crate::service::catalogue::{products, rates, shipping};
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::unit_of_work::UnitOfWork;
use crate::service::people::operators;
use crate::service::workshops::{capacity, holidays, offers, register, zones};

impl UnitOfWork<'_> {
    pub async fn perform(&mut self, command: &Command) -> Result<Outcome, Error> {
        if command.keeps_master_data() {
            self.name_person().await?;
        }
        match command {
            Command::Checkout(checkout) => self.checkout(checkout).await,
            Command::Report(report) => self.report(report).await,
            Command::Claim(on) => self.claim(on.order).await,
            Command::Renew(on) => self.renew(on.order).await,
            Command::Release(with) => self.release(with).await,
            Command::TakeOver(with) => self.take_over(with).await,
            Command::Confirm(verify) => self.confirm(verify).await,
            Command::Part(verify) => self.part(verify).await,
            Command::Reject(reject) => self.reject(reject).await,
            Command::Reopen(with) => self.reopen(with).await,
            Command::Cancel(with) => self.cancel(with).await,
            Command::RequestRefund(request) => self.request_refund(request).await,
            Command::PayRefund(pay) => self.pay_refund(pay).await,
            Command::Reinstate(with) => self.reinstate(with).await,
            Command::Reverse(with) => self.reverse(with).await,
            Command::Note(note) => self.note(note).await,
            Command::Expire(on) => self.expire(on.order).await,
            Command::Rank(on) => self.rank_again(on).await,
            Command::Choose(choose) => self.choose(choose).await,
            Command::Notify(notify) => self.notify(notify).await,
            Command::Accept(forward) => self.accept(forward).await,
            Command::Refuse(refuse) => self.refuse(refuse).await,
            Command::LapseAnswer(on) => self.lapse_answer(on).await,
            Command::Remind(on) => self.remind(on).await,
            Command::Start(forward) => self.start(forward).await,
            Command::Ready(forward) => self.ready(forward).await,
            Command::HandOver(hand_over) => self.hand_over(hand_over).await,
            Command::Complete(forward) => self.complete(forward).await,
            Command::StepBack(back) => self.step_back(back).await,
            Command::Withdraw(withdraw) => self.withdraw(withdraw).await,
            Command::Settle(settle) => self.settle(settle).await,
            Command::HoldPayable(on) => self.hold_payable(on).await,
            Command::ReleasePayable(on) => self.release_payable(on).await,
            Command::ReversePayment(reverse) => self.reverse_payment(reverse).await,
            Command::CutPayables(cut) => self.cut_payables(cut).await,
            Command::AddProduct(data) => products::add_product(self, data).await,
            Command::ChangeProduct(data) => products::change_product(self, data).await,
            Command::AddRate(data) => rates::add_rate(self, data).await,
            Command::AddShipping(data) => shipping::add_shipping(self, data).await,
            Command::CloseShipping(data) => shipping::close_shipping(self, data).await,
            Command::AddAccount(data) => accounts::add_account(self, data).await,
            Command::ChangeAccount(data) => accounts::change_account(self, data).await,
            Command::AddOperator(data) => operators::add_operator(self, data).await,
            Command::ChangeOperator(data) => operators::change_operator(self, data).await,
            Command::PutWorkshop(data) => register::put_workshop(self, data).await,
            Command::ChangeCapacity(data) => capacity::change_capacity(self, data).await,
            Command::ResumeWorkshop(data) => register::resume_workshop(self, data).await,
            Command::PutOffer(data) => offers::put_offer(self, data).await,
            Command::PutZone(data) => zones::put_zone(self, data).await,
            Command::AddHolidays(data) => holidays::add_holidays(self, data).await,
            Command::SeedHolidays(data) => holidays::seed_holidays(self, data).await,
            Command::RenameHoliday(data) => holidays::rename_holiday(self, data).await,
            Command::RemoveHoliday(data) => holidays::remove_holiday(self, data).await,
        }
    }
}
