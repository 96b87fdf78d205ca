//! Which use case each command is.

use super::Command;
use crate::service::core::error::Error;
use crate::service::core::receipt::Outcome;
use crate::service::core::unit_of_work::UnitOfWork;

impl UnitOfWork<'_> {
    pub async fn perform(&mut self, command: &Command) -> Result<Outcome, Error> {
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
        }
    }
}
