//! How the lines of an order were paid: most on the Friday after they fell due, some in two parts, some late, some held
//! back, a few twice because the first transfer bounced.

use chrono::TimeDelta;
use uuid::Uuid;

use super::calendar;
use super::payables::Owed;
use super::rows::{PayablePaymentRow, Word};
use super::settlements::{sent, settlement_reference};
use super::shop::Ledger;
use super::story::{Story, Who};
use crate::domain::Time;
use crate::domain::calendar::business_days_after;
use crate::domain::money::{Currency, Money};
use crate::domain::payables::line::PayableKind;

/// Who pays.
const PAYER: Who = Who::Staff(0);
const HELD: &[&str] = &[
    "El cliente reclama la calidad; se espera respuesta.",
    "Falta la factura del taller.",
    "Los datos bancarios no coinciden con el RIF.",
];
const BOUNCED: Word = "El banco devolvió la transferencia: cuenta mal escrita.";
/// Less than this is never paid in parts.
const WORTH_PARTS: i64 = 1_000;

impl Story<'_> {
    /// At the story's end: what became of each line by the shop's present.
    pub fn settle(&mut self, ledger: &mut Ledger) {
        let mut payables = std::mem::take(&mut self.payables);
        for owed in &mut payables {
            if owed.row.status == "VOIDED" {
                continue;
            }
            if owed.kind == PayableKind::Clawback {
                ledger.settlements.claw(owed.row.clone());
                continue;
            }
            self.cut(owed);
            match owed.pay.filter(|day| *day <= self.shop.until) {
                Some(day) => self.pay_line(ledger, owed, day),
                None => self.leave_open(owed),
            }
        }
        payables.retain(|owed| owed.kind != PayableKind::Clawback);
        self.payables = payables;
    }

    /// After its cut it is due.
    fn cut(&mut self, owed: &mut Owed) {
        let Some(cut) = owed.row.cut_on else { return };
        let midnight = calendar::at(cut + TimeDelta::days(1), chrono::NaiveTime::MIN) + TimeDelta::minutes(2);
        if midnight <= self.shop.until {
            owed.row.status = "DUE";
            owed.row.version += 1;
            self.happened(owed.row.id, "CUT", Who::System, midnight, None, None);
        }
    }

    fn pay_line(&mut self, ledger: &mut Ledger, owed: &mut Owed, day: Time) {
        let (amount, until) = (owed.row.amount, self.shop.until);
        let next = day + TimeDelta::days(7);
        match self.dice.below(1000) {
            _ if owed.plainly => self.transfer(ledger, owed, amount, day),
            0..4 => {
                let bounced = self.transfer(ledger, owed, amount, day);
                self.bounce(owed, bounced, day);
                if next <= until {
                    self.transfer(ledger, owed, amount, next)
                } else {
                    owed.row.status = "DUE";
                    return;
                }
            }
            4..34 if amount.minor() > WORTH_PARTS => {
                let part = Money::of_minor(amount.minor() * self.dice.between(3, 6) / 10, Currency::Usd);
                self.transfer(ledger, owed, part, day);
                if next <= until {
                    self.transfer(ledger, owed, amount.less(part), next)
                } else {
                    owed.row.status = "PARTIALLY_PAID";
                    return;
                }
            }
            34..38 => {
                let held = (day - TimeDelta::hours(50)).max(owed.row.created_at);
                self.hold_back(owed, held);
                let released = (day - TimeDelta::hours(2)).max(held);
                owed.row.version += 1;
                self.happened(owed.row.id, "RELEASED", PAYER, released, Some("Aclarado con el taller."), None);
                self.transfer(ledger, owed, amount, day)
            }
            _ => self.transfer(ledger, owed, amount, day),
        };
        owed.row.status = "PAID";
    }

    /// Unpaid at the shop's present: waiting for its day, late, or held back.
    fn leave_open(&mut self, owed: &mut Owed) {
        if self.dice.permille(70) {
            let hours = self.dice.between(2, 40);
            let at = (self.shop.until - TimeDelta::hours(hours)).max(owed.row.created_at);
            self.hold_back(owed, at);
            owed.row.status = "ON_HOLD";
        }
    }

    fn hold_back(&mut self, owed: &mut Owed, at: Time) {
        owed.row.version += 1;
        let reason = *self.dice.pick(HELD);
        self.happened(owed.row.id, "HELD", PAYER, at, Some(reason), None);
    }

    /// A payment of a line, in its workshop's settlement of that instant.
    fn transfer(&mut self, ledger: &mut Ledger, owed: &mut Owed, amount: Money, at: Time) -> Uuid {
        owed.row.version += 1;
        let workshop = self.workshop_of(owed.row.workshop_id);
        let sent = sent(self.shop, workshop.payee.method, amount, at);
        let settlement = ledger.settlements.pay((owed.row.workshop_id, at), amount, sent);
        let id = self.ids.next();
        self.payable_payments.push(PayablePaymentRow {
            id,
            payable_id: owed.row.id,
            settlement_id: settlement,
            amount,
            currency: "USD",
            method: workshop.payee.method.as_str(),
            reference: settlement_reference(settlement),
            reverses_id: None,
            reason: None,
            paid_by: self.shop.staff.operators[0].id,
            paid_at: at,
            created_at: at,
            sent_amount: sent.map(|(sent, _)| sent),
            sent_currency: sent.map(|(sent, _)| sent.currency().as_str()),
            rate: sent.map(|(_, rate)| rate),
        });
        id
    }

    /// A payment that came back, on the next business day.
    fn bounce(&mut self, owed: &mut Owed, payment: Uuid, paid_at: Time) {
        let Some(paid) = self.payable_payments.iter().find(|row| row.id == payment).cloned() else {
            return;
        };
        let next = business_days_after(calendar::day(paid_at), 1, &self.shop.holidays);
        let at = calendar::at(next, chrono::NaiveTime::MIN) + TimeDelta::hours(9);
        if at > self.shop.until {
            return;
        }
        owed.row.version += 1;
        self.payable_payments.push(PayablePaymentRow {
            id: self.ids.next(),
            amount: -paid.amount,
            sent_amount: paid.sent_amount.map(|sent| -sent),
            reverses_id: Some(payment),
            reason: Some(BOUNCED),
            paid_at: at,
            created_at: at,
            ..paid
        });
    }
}
