//! What happens around orders, drawn at random: workshops that take less or more, pause, ask for other terms; and money that
//! goes to them, is held back, undone, or falls due.

use chrono::Days;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::asked::Asked;
use crate::books::Books;
use crate::counter::operation;
use crate::desk::Desk;
use crate::making::{Line, cents};
use crate::rehearsal;
use crate::shop::write;
use crate::steps::{Portion, Who};
use crate::yard::Yard;
use krafta::db::{Amount, Db, Param, Query};
use krafta::domain::ids::PayablePaymentId;
use krafta::domain::method::PaymentMethod;
use krafta::domain::money::{Currency, Money};
use krafta::domain::payables::line::PayableStatus;
use krafta::domain::payables::policy::PaymentPolicy;
use krafta::service::commands::{
    CapacityChange, ChangeCapacity, Consent, JobCommand, OfferDetails, PutOffer, PutWorkshop, ResumeWorkshop, Wanted, WorkshopDetails,
};
use krafta::service::payables::commands::{CutPayables, OnPayable, ReversePayment, Sent, Settle, SettleLine, Undone};
use krafta::service::{Command, Error};

/// A change of one workshop.
#[derive(Debug, Clone)]
pub enum Keep {
    Week(u32),
    Day {
        after: u64,
        units: u32,
    },
    Usual {
        after: u64,
    },
    Pause(Option<u64>),
    Resume,
    Terms {
        policy: PaymentPolicy,
        deposit: u32,
        demands: bool,
    },
    Offer {
        limit: Option<u32>,
        cents: i64,
    },
}

/// Something about the lines of the tale's orders.
#[derive(Debug, Clone)]
pub enum Pay {
    /// Lines of one workshop, all or the first.
    Settle {
        maker: usize,
        portion: Portion,
        all: bool,
    },
    Hold(usize),
    Release(usize),
    Undo {
        pick: usize,
        whole: bool,
    },
    Cut,
}

pub fn keep() -> impl Strategy<Value = Keep> {
    let terms = (
        prop::sample::select(PaymentPolicy::ALL),
        prop::sample::select(&[0_u32, 1, 3_333, 5_000, 10_000][..]),
        any::<bool>(),
    );
    prop_oneof![
        2 => (0..8_u32).prop_map(Keep::Week),
        3 => (0..6_u64, 0..6_u32).prop_map(|(after, units)| Keep::Day { after, units }),
        1 => (0..6_u64).prop_map(|after| Keep::Usual { after }),
        2 => prop::option::of(1..4_u64).prop_map(Keep::Pause),
        2 => Just(Keep::Resume),
        3 => terms.prop_map(|(policy, deposit, demands)| Keep::Terms { policy, deposit, demands }),
        2 => (prop::option::of(1..5_u32), 0..1_200_i64).prop_map(|(limit, cents)| Keep::Offer { limit, cents }),
    ]
}

pub fn pay() -> impl Strategy<Value = Pay> {
    use Portion::{Cent, Full, Half, Over};
    let portion = prop_oneof![5 => Just(Full), 3 => Just(Half), 1 => Just(Over), 1 => Just(Cent)];
    prop_oneof![
        9 => (0..3_usize, portion, any::<bool>()).prop_map(|(maker, portion, all)| Pay::Settle { maker, portion, all }),
        7 => any::<usize>().prop_map(Pay::Hold),
        5 => any::<usize>().prop_map(Pay::Release),
        10 => (any::<usize>(), any::<bool>()).prop_map(|(pick, whole)| Pay::Undo { pick, whole }),
        5 => Just(Pay::Cut),
    ]
}

/// Sets the yard up for one sequence: little room, other terms each time, no days and no debts of the sequences before.
pub async fn furnish(yard: &Yard, db: &Db, run: u32) {
    let at = yard.counter.shop.now();
    for change in [
        Query::new("UPDATE capacity_bookings SET state = 'FREED', freed_at = ")
            .bind(at)
            .push(" WHERE state = 'HELD'"),
        // One that was netted in part is not voided.
        Query::new(
            "UPDATE workshop_payables SET status = CASE WHEN EXISTS (SELECT 1 FROM payable_payments p WHERE p.payable_id = workshop_payables.id) \
             THEN 'ON_HOLD' ELSE 'VOIDED' END WHERE amount < 0 AND status NOT IN ('PAID', 'VOIDED')",
        ),
        Query::new("DELETE FROM capacity_overrides"),
        Query::new("UPDATE service_zones SET mode = ").bind(if run.is_multiple_of(4) { "AUTOMATIC" } else { "SUGGEST" }),
    ] {
        write(db, change).await.expect("a yard");
    }
    for (at, maker) in yard.makers.iter().enumerate() {
        let turn = run as usize + at;
        let policy = PaymentPolicy::ALL[(run as usize * 3 + at) % PaymentPolicy::ALL.len()];
        let deposit = [5_000_u32, 3_333, 10_000, 0, 1][turn % 5];
        let terms = Query::new("UPDATE workshops SET active = ")
            .bind(true)
            .push(", paused_until = NULL, paused = ")
            .bind(false);
        let terms = terms
            .push(", policy = ")
            .bind(policy)
            .push(", deposit_basis_points = ")
            .bind(deposit);
        let terms = terms
            .push(", demands_deposit = ")
            .bind(turn.is_multiple_of(3))
            .push(" WHERE id = ")
            .bind(maker.id);
        let week = Query::new("UPDATE capacity_weekly SET units = ").bind([4_u32, 7, 2, 10][turn % 4]);
        let week = week.push(" WHERE workshop_id = ").bind(maker.id);
        let limit: Option<u32> = [None, Some(2), Some(5)][turn % 3];
        let offer = Query::new("UPDATE workshop_offers SET daily_limit = ")
            .bind(limit)
            .push(", lead_days = ")
            .bind(turn as u32 % 3);
        let cost: Param = Amount(Decimal::new(333 + 100 * at as i64, 2)).into();
        let offer = offer
            .push(", unit_cost_amount = ")
            .bind(cost)
            .push(" WHERE id = ")
            .bind(maker.offer);
        for change in [terms, week, offer] {
            write(db, change).await.expect("a workshop");
        }
    }
}

impl Desk<'_> {
    /// Done or refused by the rules, as rehearsed if it was; anything else is a fault.
    pub async fn keep(
        &self,
        who: Who,
        maker: usize,
        keep: &Keep,
        (confirmed, rehearsed): (bool, bool),
        books: &Books,
    ) -> Result<bool, String> {
        let (shop, actor) = (&self.counter.shop, self.actor(who, books));
        let consent = Consent {
            seen: None,
            reason: Some("se dañó una máquina".into()),
            confirmed,
        };
        let name = ["Taller Orinoco", "Costura Bello Monte", "Serigrafía Petare"][maker % 3];
        let day = |after: u64| shop.today() + Days::new(after);
        let workshop = name.to_owned();
        let capacity = |change| {
            Command::ChangeCapacity(ChangeCapacity {
                workshop: workshop.clone(),
                change,
                consent: consent.clone(),
            })
        };
        let command = match keep {
            Keep::Week(units) => capacity(CapacityChange::Week([*units; 7])),
            Keep::Day { after, units } => {
                let (from, until) = (day(*after), day(*after + 1));
                capacity(CapacityChange::Days {
                    from,
                    until,
                    units: *units,
                })
            }
            Keep::Usual { after } => {
                let (from, until) = (day(*after), day(*after + 2));
                capacity(CapacityChange::Usual { from, until })
            }
            Keep::Pause(until) => capacity(CapacityChange::Pause { until: until.map(day) }),
            Keep::Resume => Command::ResumeWorkshop(ResumeWorkshop { workshop, consent }),
            Keep::Terms { policy, deposit, demands } => {
                let details = WorkshopDetails {
                    policy: Some(*policy),
                    deposit_basis_points: Some(*deposit),
                    demands_deposit: Some(*demands),
                    ..WorkshopDetails::default()
                };
                Command::PutWorkshop(Box::new(PutWorkshop {
                    workshop,
                    wanted: Wanted::There,
                    details,
                    consent,
                }))
            }
            Keep::Offer { limit, cents } => {
                let details = OfferDetails {
                    daily_limit: Some(*limit),
                    unit_cost: Some(Money::of_minor(*cents, Currency::Usd)),
                    ..OfferDetails::default()
                };
                Command::PutOffer(PutOffer {
                    workshop,
                    sku: "FRANELA".into(),
                    wanted: Wanted::There,
                    details,
                    consent,
                })
            }
        };
        let (asked, operation) = (Asked::from(command), operation());
        let foreseen = match rehearsed {
            true => Some(rehearsal::foresee(shop, &actor, asked.clone()).await),
            false => None,
        };
        let done = asked.execute(shop, &actor, operation).await;
        if let Some(foreseen) = foreseen {
            foreseen.agrees(shop, &done).await?;
        }
        match done {
            Ok(_) => Ok(true),
            Err(Error::Refused(refusal)) if refusal.args.iter().all(|(name, _)| *name != "detail") => Ok(false),
            // What no longer fits is listed first.
            Err(error) if error.code() == "no-longer-fits" && !confirmed => Ok(false),
            Err(error) => Err(format!("{keep:?} of {name}: {error:?}")),
        }
    }

    /// The command about lines of these orders; none when there is nothing it could be about.
    pub fn paying(&self, pay: &Pay, books: &[Books], number: usize) -> Option<Asked> {
        let lines = || books.iter().flat_map(|books| &books.making.lines);
        let on = |line: &Line| OnPayable {
            payable: line.id,
            seen: line.version,
            reason: "falta la factura".into(),
        };
        let command = match pay {
            Pay::Settle { maker, portion, all } => {
                let workshop = self.yard.makers[maker % 3].id;
                let of_it = || lines().filter(|line| line.workshop_id == workshop);
                let open = |line: &&Line| {
                    matches!(
                        line.status,
                        PayableStatus::Due | PayableStatus::Scheduled | PayableStatus::PartiallyPaid
                    )
                };
                let owed: Vec<&Line> = of_it().filter(open).filter(|line| cents(line.amount) > 0).collect();
                let owed = &owed[..owed.len().min(if *all { 99 } else { 1 })];
                owed.first()?;
                let mut paid = 0;
                let mut wanted = Vec::new();
                for line in owed {
                    let left = Money::of_minor(cents(line.amount) - cents(line.paid), line.currency);
                    let amount = portion.of(left, Money::zero(line.currency));
                    paid += amount.minor();
                    wanted.push(SettleLine {
                        payable: line.id,
                        version: line.version,
                        amount: Some(amount),
                    });
                }
                let back = of_it().filter(|line| cents(line.amount) < 0 && !line.status.is_over());
                let back: i64 = back
                    .filter(|line| line.status != PayableStatus::OnHold)
                    .map(|line| cents(line.paid) - cents(line.amount))
                    .sum();
                let transfer = (paid - back).max(0);
                Command::Settle(Settle {
                    workshop,
                    lines: wanted,
                    total: Money::of_minor(transfer, owed[0].currency),
                    method: PaymentMethod::BankTransfer,
                    reference: if transfer == 0 {
                        String::new()
                    } else {
                        format!("{:06}{number:03}", self.run)
                    },
                    receipt_url: None,
                    note: None,
                    repeats_reason: None,
                    early: true,
                    sent: Sent::default(),
                })
            }
            Pay::Hold(pick) => Command::HoldPayable(on(nth(lines(), *pick)?)),
            Pay::Release(pick) => {
                let held = lines().filter(|line| line.status == PayableStatus::OnHold);
                Command::ReleasePayable(on(nth(held, *pick)?))
            }
            Pay::Undo { pick, whole } => {
                let payments = books.iter().flat_map(|books| &books.making.payments);
                let payment = nth(payments, *pick)?;
                let one: PayablePaymentId = payment.id;
                Command::ReversePayment(ReversePayment {
                    what: match payment.settlement_id.filter(|_| *whole) {
                        Some(settlement) => Undone::Settlement(settlement),
                        None => Undone::Payment(one),
                    },
                    reason: "rebotó".into(),
                })
            }
            Pay::Cut => return Some(JobCommand::CutPayables(CutPayables { limit: 100 }).into()),
        };
        Some(command.into())
    }
}

fn nth<'a, T>(mut all: impl Iterator<Item = &'a T> + Clone, pick: usize) -> Option<&'a T> {
    let count = all.clone().count();
    (count > 0).then(|| all.nth(pick % count)).flatten()
}
