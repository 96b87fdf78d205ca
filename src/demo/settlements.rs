//! The transfers to the workshops: one for each workshop and instant, over all that was paid then. What a workshop owes
//! is netted against its next ones.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, TimeDelta};
use uuid::Uuid;

use super::calendar;
use super::random::{Ids, mix};
use super::rows::{PayablePaymentRow, PayableRow, SettlementRow};
use super::shop::Shop;
use crate::db::engine::load::record::Encoder;
use crate::domain::Time;
use crate::domain::ids::WorkshopId;
use crate::domain::method::PaymentMethod;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::rate::Rate;

pub struct Settlements {
    /// By workshop and instant.
    made: BTreeMap<(Uuid, Time), Transfer>,
    clawbacks: Vec<PayableRow>,
    seed: u64,
    /// Ids given out: more than one stream of them has.
    given: u64,
}

struct Transfer {
    id: Uuid,
    cents: i64,
    /// What left in bolívares, and the day's rate.
    sent: Option<(Money, Rate)>,
}

impl Settlements {
    pub fn new(shop: &Shop) -> Self {
        Self {
            made: BTreeMap::new(),
            clawbacks: Vec::new(),
            seed: mix(shop.seed ^ 0x5e77),
            given: 0,
        }
    }

    /// The settlement of a workshop at an instant, which now covers this too.
    pub fn pay(&mut self, which: (Uuid, Time), amount: Money, sent: Option<(Money, Rate)>) -> Uuid {
        let id = id(self.seed, &mut self.given, which.1);
        let made = self.made.entry(which).or_insert(Transfer { id, cents: 0, sent: None });
        made.cents += amount.minor();
        made.sent = sent.map(|(share, rate)| (made.sent.map_or(share, |(sent, _)| share.less(-sent)), rate));
        made.id
    }

    /// A line that the workshop owes back.
    pub fn claw(&mut self, row: PayableRow) {
        self.clawbacks.push(row);
    }

    /// Nets each clawback, oldest first, and writes all.
    pub fn write(mut self, shop: &Shop, encoder: &mut Encoder) {
        let mut clawbacks = std::mem::take(&mut self.clawbacks);
        clawbacks.sort_by_key(|row| (row.due_on, row.id));
        for row in clawbacks {
            self.net(row, shop, encoder);
        }
        let operator = shop.staff.operators[0].id;
        for ((workshop, at), Transfer { id, cents, sent }) in self.made {
            // What was netted whole left no bank.
            let sent = sent.filter(|_| cents > 0);
            let Some(place) = shop.workshops.place(WorkshopId::from_uuid(workshop)) else {
                continue;
            };
            let payee = &shop.workshops.list[place].payee;
            encoder.add(&SettlementRow {
                id,
                workshop_id: workshop,
                amount: Money::of_minor(cents, Currency::Usd),
                currency: "USD",
                method: payee.method.as_str(),
                reference: settlement_reference(id),
                payee_name: payee.name.clone(),
                payee_id_doc: payee.id_doc.clone(),
                payee_bank_code: payee.bank,
                payee_account: payee.account.clone(),
                paid_by: operator,
                paid_at: at,
                created_at: at,
                sent_on: calendar::day(at),
                sent_amount: sent.map(|(sent, _)| sent),
                sent_currency: sent.map(|(sent, _)| sent.currency().as_str()),
                rate: sent.map(|(_, rate)| rate),
            });
        }
    }

    /// What is left of the transfers made since goes to the clawback, up to all of it.
    fn net(&mut self, mut row: PayableRow, shop: &Shop, encoder: &mut Encoder) {
        let workshop = row.workshop_id;
        let Some(place) = shop.workshops.place(WorkshopId::from_uuid(workshop)) else {
            return;
        };
        let method = shop.workshops.list[place].payee.method;
        let mut left = -row.amount.minor();
        let since = self.made.range_mut((workshop, row.created_at)..=(workshop, shop.until));
        for ((_, at), made) in since {
            let back = left.min(made.cents);
            if back <= 0 {
                continue;
            }
            let share = match made.sent {
                Some(all) if back == made.cents => Some(all),
                _ => sent(shop, method, Money::of_minor(back, Currency::Usd), *at),
            };
            made.sent = made.sent.zip(share).map(|((sent, rate), (share, _))| (sent.less(share), rate));
            (made.cents, left) = (made.cents - back, left - back);
            row.version += 1;
            encoder.add(&PayablePaymentRow {
                id: id(self.seed, &mut self.given, *at),
                payable_id: row.id,
                settlement_id: made.id,
                amount: Money::of_minor(-back, Currency::Usd),
                currency: "USD",
                method: method.as_str(),
                reference: settlement_reference(made.id),
                reverses_id: None,
                reason: None,
                paid_by: shop.staff.operators[0].id,
                paid_at: *at,
                created_at: *at,
                sent_amount: share.map(|(share, _)| -share),
                sent_currency: share.map(|(share, _)| share.currency().as_str()),
                rate: share.map(|(_, rate)| rate),
            });
        }
        row.status = match left {
            0 => "PAID",
            left if left == -row.amount.minor() => "DUE",
            _ => "PARTIALLY_PAID",
        };
        encoder.add(&row);
    }
}

fn id(seed: u64, given: &mut u64, at: Time) -> Uuid {
    *given += 1;
    Ids::new(at, mix(seed ^ mix(*given))).next()
}

/// The bank's number of a transfer to a workshop: every payment it covers shows the same.
pub fn settlement_reference(settlement: Uuid) -> String {
    format!("{:010}", 1_000_000_000 + mix(settlement.as_u64_pair().1) % 9_000_000_000)
}

/// What leaves our bank of an amount in dollars, by the rate of the day: bolívares, but for what a bank abroad pays.
pub fn sent(shop: &Shop, method: PaymentMethod, amount: Money, at: Time) -> Option<(Money, Rate)> {
    let rate = shop.rates.on(calendar::day(at));
    let sent = rate.exchange(amount, Currency::Ves).ok();
    sent.filter(|_| method != PaymentMethod::Zelle).map(|sent| (sent, rate))
}

/// When workshops are paid: on the first Friday not before `due`, at three.
pub fn pay_day(due: NaiveDate) -> Time {
    let days = (4 + 7 - i64::from(due.weekday().num_days_from_monday())) % 7;
    calendar::at(due + TimeDelta::days(days), chrono::NaiveTime::MIN) + TimeDelta::hours(15)
}
