//! The newest orders: most are left where a person is needed.

use chrono::TimeDelta;

use super::calendar;
use super::proofs::{Flaw, Plan};
use super::random::Dice;
use super::shop::Ledger;
use super::story::{Story, Who};
use crate::domain::fulfilment::assignment_edges::Cause;
use crate::domain::money::{Currency, Money};

/// How many minutes ago that was.
const YESTERDAY: std::ops::Range<i64> = 16 * 60..30 * 60;

/// Seconds after which such a payment was reported at the latest.
const LATEST: i64 = 1_800;

impl Story<'_> {
    /// Tells the story of the `nth` of the newest orders, most of which wait for somebody. Every kind comes in its turn, so
    /// that even a small shop has each.
    pub fn wait(&mut self, ledger: &mut Ledger, nth: u64) -> Option<()> {
        let age = (self.shop.until - self.at).num_minutes();
        // Who opens the queue for the first time meets a plain case: nothing waits longer.
        let plain = YESTERDAY.contains(&age) && !self.quote.expired(self.at + TimeDelta::seconds(LATEST)) && !is_huge(nth);
        if plain && ledger.plain_cases > 0 {
            self.pass(300, LATEST)?;
            self.report(ledger, Who::Customer, &Plan::recent(1_000))?;
            ledger.plain_cases -= 1;
            return Some(());
        }
        let roll = roll(nth);
        if roll < 14 || age < 6 {
            return Some(());
        }
        let (share, flaw) = suspicious(&mut self.dice);
        let plan = Plan { share, flaw, recent: true };
        match roll {
            // Yesterday's proofs were mostly seen to.
            14..50 if age > 15 * 60 && self.dice.permille(850) => self.seen_to(ledger, age),
            14..50 => self.wait_for_review(ledger, &plan, age),
            50..54 => {
                self.report_ago(ledger, &plan, age.min(240))?;
                let who = self.admin();
                self.pass(60, 1_200)?;
                self.claim(who)?;
                self.pass(60, 400)?;
                self.reject(who)
            }
            54..57 => {
                self.report_ago(ledger, &Plan::recent(600), age)?;
                self.pass(600, 3_600)?;
                self.judge(ledger)
            }
            58 => self.paid_too_late(ledger, age),
            57..60 => {
                self.pass(600, 7_200)?;
                self.cancel(Who::Customer, None)
            }
            60..64 => {
                self.report_ago(ledger, &Plan::recent(1_000), age)?;
                self.pass(300, 3_600)?;
                self.judge(ledger)?;
                self.pass(300, 3_600)?;
                self.request_refund(Who::Customer, None)
            }
            64..66 => {
                self.report_ago(ledger, &Plan::recent(1_000), age.min(300))?;
                self.pass(300, 1_800)?;
                self.judge(ledger)?;
                self.pass(600, 1_800)?;
                self.reverse(Who::Staff(0), "El banco reversó la operación; se consulta.")
            }
            _ => self.unmade(ledger, age, roll),
        }
    }

    /// Cancelled before its money came: an admin recorded it, and it waits for a verdict.
    fn paid_too_late(&mut self, ledger: &mut Ledger, age: i64) -> Option<()> {
        self.pass(60, 600)?;
        self.cancel(Who::Customer, None)?;
        self.minutes_ago(age.min(200) / 2);
        if self.quote.expired(self.at) {
            let rate = self.shop.rates.on(calendar::day(self.at));
            let nothing = Money::zero(Currency::Ves);
            let quote = self.quote.balance(nothing, rate, self.at, calendar::end_of_day(self.at)).ok()?;
            self.requote(quote);
        }
        self.report(ledger, Who::Staff(0), &Plan::recent(1_000))
    }

    /// Paid, and held up on its way to a workshop that makes it.
    fn unmade(&mut self, ledger: &mut Ledger, age: i64, roll: u64) -> Option<()> {
        if matches!(roll, 69..88) {
            self.paid_soon(ledger, age)?;
        }
        match roll {
            // Which nobody can make, or by whom a coordinator has not decided.
            66..69 => self.paid_soon(ledger, age),
            69..75 => {
                let (code, text, stop) = match roll {
                    69 | 70 => ("SPEC_UNCLEAR", "¿De qué tono es el azul del logo?", Cause::SpecUnclear),
                    71 | 72 => ("COST", "Con esa tela no sale por ese precio.", Cause::Cost),
                    _ => ("NO_CAPACITY", "No nos da el tiempo.", Cause::Attempts),
                };
                self.notify(ledger)?;
                let before = if stop == Cause::Attempts { 2 } else { 0 };
                for _ in 0..before {
                    self.pass(120, 2_400)?;
                    self.refuse_for(ledger, code, text, None)?;
                    self.notify(ledger)?;
                }
                self.pass(120, 2_400)?;
                self.refuse_for(ledger, code, text, Some(stop))
            }
            75..77 => {
                self.pass(300, 3_000)?;
                self.withdraw(ledger, "El cliente pide que no sea ese taller.")
            }
            77..82 => Some(()),
            82..88 => self.notify(ledger),
            _ => self.seen_to(ledger, age),
        }
    }

    fn paid_soon(&mut self, ledger: &mut Ledger, age: i64) -> Option<()> {
        self.report_ago(ledger, &Plan::recent(1_000), age)?;
        self.pass(60, 1_200)?;
        self.judge(ledger)
    }

    /// Confirmed soon, and on its way as far as the time allows.
    fn seen_to(&mut self, ledger: &mut Ledger, age: i64) -> Option<()> {
        self.report_ago(ledger, &Plan::recent(1_000), age)?;
        self.pass(300, 5_000)?;
        self.judge(ledger)?;
        self.fulfil(ledger)
    }

    /// Reports so many minutes before the present at most.
    fn report_ago(&mut self, ledger: &mut Ledger, plan: &Plan, most: i64) -> Option<()> {
        let ago = self.dice.between(most / 3, most * 9 / 10);
        self.minutes_ago(ago);
        self.report(ledger, Who::Customer, plan)
    }

    /// An open proof, waited for since some minutes to some hours; a few are being looked at.
    fn wait_for_review(&mut self, ledger: &mut Ledger, plan: &Plan, age: i64) -> Option<()> {
        let most = age.min(*self.dice.weigh(&[(40, 60), (35, 150), (25, 330)]));
        let ago = self.dice.between(1, (most * 95 / 100).max(1));
        self.minutes_ago(ago);
        self.report(ledger, Who::Customer, plan)?;
        if plan.share < 900 && self.dice.permille(600) {
            self.pass(30, 900)?;
            let rest = (1_000 - plan.share).max(120);
            self.report(ledger, Who::Customer, &Plan::share(rest))?;
        }
        let minutes = (self.shop.until - self.at).num_minutes();
        if ledger.live_claims > 0 && minutes > 8 && self.dice.permille(260) {
            ledger.live_claims -= 1;
            self.minutes_ago(4);
            return self.claim(Who::Staff(1));
        }
        if ledger.lapsed_claims > 0 && minutes > 45 && self.dice.permille(300) {
            ledger.lapsed_claims -= 1;
            self.minutes_ago(30);
            return self.claim(Who::Staff(2));
        }
        Some(())
    }
}

/// What is to become of the `nth` of the newest orders.
const fn roll(nth: u64) -> u64 {
    nth * 41 % 100
}

/// More than anybody makes.
pub const fn is_huge(nth: u64) -> bool {
    matches!(roll(nth), 66..69)
}

/// Of a new proof: thousandths of what is owed, and what is wrong with it.
fn suspicious(dice: &mut Dice) -> (i64, Flaw) {
    *dice.weigh(&[
        (58, (1_000, Flaw::Nothing)),
        (8, (955, Flaw::Nothing)),
        (6, (480, Flaw::Nothing)),
        (5, (1_090, Flaw::Nothing)),
        (8, (1_000, Flaw::ThirdParty)),
        (4, (1_000, Flaw::Reused)),
        (4, (1_000, Flaw::Similar)),
        (4, (1_000, Flaw::SameImage)),
        (2, (1_000, Flaw::ClosedAccount)),
        (1, (1_000, Flaw::OtherCurrency)),
    ])
}
