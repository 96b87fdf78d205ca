//! The hands behind the counter of a live demonstration: carmen tells workshops of paid orders, workshops answer, make and
//! hand over, customers receive, and yoselin pays what is due. All through the service, as anybody would.

use AssignmentStatus::{Accepted, HandedToDelivery, InProduction, Notified, Ready};
use chrono::NaiveDate;

use super::live::{told, wait};
use super::random::Dice;
use crate::domain::actor::Actor;
use crate::domain::fulfilment::workshop_refusal::WorkshopRefusal;
use crate::domain::identity::Phone;
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::payables::line::PayableStatus;
use crate::service::fulfilment::commands::{Complete, Forward, HandOver, Notify, Refuse};
use crate::service::fulfilment::work_list::{WaitingFilter, WorkRow, WorksFilter};
use crate::service::payables::commands::{Sent, Settle};
use crate::service::payables::view::{PayableFilter, PayableRow};
use crate::service::{Command, Error, Krafta};

/// Fewer waiting than this, and they are left to whoever is looking.
const FEW: usize = 4;
/// Lines of one transfer.
const LINES: usize = 6;
const REFUSALS: &[(u32, (WorkshopRefusal, &str))] = &[
    (40, (WorkshopRefusal::NoCapacity, "Semana llena.")),
    (25, (WorkshopRefusal::NoMaterial, "No llegó la tela.")),
    (20, (WorkshopRefusal::MachineDown, "La plancha está en reparación.")),
    (10, (WorkshopRefusal::SpecUnclear, "¿El logo va bordado o estampado?")),
    (5, (WorkshopRefusal::Cost, "Con esa tela no sale por ese precio.")),
];

pub async fn carmen_assigns(krafta: &Krafta, seed: u64) {
    let mut dice = Dice::new(seed, 0xca52);
    loop {
        wait(&mut dice, 14_000, 34_000).await;
        if let Ok(Some(carmen)) = krafta.people().who_is("carmen").await {
            told("carmen", one_told(krafta, &carmen, &mut dice).await);
        }
    }
}

pub async fn workshops_work(krafta: &Krafta, seed: u64) {
    let mut dice = Dice::new(seed, 0x3a6e);
    loop {
        wait(&mut dice, 5_000, 15_000).await;
        let status = *dice.weigh(&[
            (40, Notified),
            (18, Accepted),
            (18, InProduction),
            (14, Ready),
            (10, HandedToDelivery),
        ]);
        told("workshops", one_step(krafta, status, &mut dice).await);
    }
}

pub async fn yoselin_pays(krafta: &Krafta, seed: u64) {
    let mut dice = Dice::new(seed, 0x905e);
    loop {
        wait(&mut dice, 35_000, 80_000).await;
        if let Ok(Some(yoselin)) = krafta.people().who_is("yoselin").await {
            told("yoselin", one_transfer(krafta, &yoselin, &mut dice).await);
        }
    }
}

/// The workshop that the choice found is told.
async fn one_told(krafta: &Krafta, carmen: &Actor, dice: &mut Dice) -> Result<(), Error> {
    let page = krafta.fulfilment().waiting(carmen, &WaitingFilter::default(), None, 60).await?;
    let chosen: Vec<&WorkRow> = page.rows.iter().filter(|row| row.workshop_id.is_some() && !row.on_hold).collect();
    if chosen.len() < FEW {
        return Ok(());
    }
    let notify = Notify {
        order: dice.pick(&chosen).order,
        seen: None,
        workshop: None,
        // Of a choice that is no longer the first.
        reason: Some("Ya estaba hablado con el taller.".to_owned()),
        over_limit: None,
    };
    done(krafta, carmen, Command::Notify(notify)).await
}

/// Somebody takes the next step of an assignment in this status.
async fn one_step(krafta: &Krafta, status: AssignmentStatus, dice: &mut Dice) -> Result<(), Error> {
    let filter = WorksFilter {
        status: Some(status),
        ..WorksFilter::default()
    };
    let page = krafta.fulfilment().works(&Actor::system(), &filter, None, 40).await?;
    if page.rows.len() < FEW {
        return Ok(());
    }
    let row = dice.pick(&page.rows);
    let Some(workshop) = maker(krafta, row).await? else {
        return Ok(());
    };
    let forward = Forward {
        order: row.order,
        seen: None,
        note: workshop.workshop.is_none().then(|| "Lo dijo por teléfono.".to_owned()),
    };
    match status {
        Notified if dice.permille(150) => {
            let (reason, text) = *dice.weigh(REFUSALS);
            let refuse = Refuse {
                order: row.order,
                seen: None,
                reason,
                text: Some(text.to_owned()),
            };
            done(krafta, &workshop, Command::Refuse(refuse)).await
        }
        Notified => done(krafta, &workshop, Command::Accept(forward)).await,
        Accepted => done(krafta, &workshop, Command::Start(forward)).await,
        InProduction => done(krafta, &workshop, Command::Ready(forward)).await,
        Ready if row.delivery != DeliveryMethod::Pickup => {
            let national = row.delivery == DeliveryMethod::NationalShipping;
            let carrier = *dice.pick(if national {
                &["MRW", "Zoom", "Tealca"]
            } else {
                &["Motorizado Eleazar", "Motorizado Keiber", "Bicimensajería Turpial"]
            });
            let hand_over = HandOver {
                order: row.order,
                seen: None,
                carrier: Some(carrier.to_owned()),
                tracking_number: national.then(|| dice.digits(11)),
                tracking_url: None,
            };
            done(krafta, &workshop, Command::HandOver(hand_over)).await
        }
        _ => received(krafta, row).await,
    }
}

/// The customer has it: says so, or comes for it without the code and shows a cédula.
async fn received(krafta: &Krafta, row: &WorkRow) -> Result<(), Error> {
    let mut complete = Complete {
        order: row.order,
        seen: None,
        code: None,
        note: None,
    };
    if row.delivery == DeliveryMethod::Pickup {
        complete.note = Some("Sin código; mostró su cédula.".to_owned());
        let Some(yoselin) = krafta.people().who_is("yoselin").await? else {
            return Ok(());
        };
        return done(krafta, &yoselin, Command::Complete(complete)).await;
    }
    let order = krafta.orders().timeline(&Actor::system(), row.order).await?.order;
    let customer = Actor::customer(Phone::parse(&order.phone)?.e164());
    done(krafta, &customer, Command::Complete(complete)).await
}

/// What is due of one workshop, now and then only a part of it.
async fn one_transfer(krafta: &Krafta, yoselin: &Actor, dice: &mut Dice) -> Result<(), Error> {
    let filter = PayableFilter {
        statuses: vec![PayableStatus::Due, PayableStatus::PartiallyPaid],
        ..PayableFilter::default()
    };
    let page = krafta.payables().list(yoselin, &filter, None, 100).await?;
    let today: NaiveDate = krafta.today();
    let due: Vec<&PayableRow> = page
        .rows
        .iter()
        .filter(|row| row.left.is_positive() && row.due_on <= today)
        .collect();
    if due.len() < FEW {
        return Ok(());
    }
    let first = *dice.pick(&due);
    let of_one = due.iter().filter(|row| row.workshop == first.workshop);
    let mut lines: Vec<_> = of_one.take(LINES).map(|row| (row.id, None)).collect();
    if let (true, Some((line, amount))) = (dice.permille(200), lines.first_mut())
        && let Some(row) = due.iter().find(|row| row.id == *line).filter(|row| row.left.minor() > 200)
    {
        *amount = Some(Money::of_minor(row.left.minor() / 2, row.left.currency()));
    }
    let preview = krafta.payables().settlement_preview(yoselin, &lines, None).await?;
    let settle = Settle {
        workshop: preview.workshop,
        lines: preview.lines,
        total: preview.transfer,
        method: PaymentMethod::BankTransfer,
        reference: dice.digits(10),
        receipt_url: None,
        note: None,
        repeats_reason: None,
        early: preview.early,
        sent: Sent::default(),
    };
    done(krafta, yoselin, Command::Settle(settle)).await
}

/// Whoever acts for the workshop of an assignment: its own person, or a coordinator who was told by telephone.
async fn maker(krafta: &Krafta, row: &WorkRow) -> Result<Option<Actor>, Error> {
    let Some(luis) = krafta.people().who_is("luis").await? else {
        return Ok(None);
    };
    let people = krafta.people().operators(&luis).await?;
    let own = people
        .iter()
        .find(|person| person.active && person.workshop.is_some() && person.workshop == row.workshop);
    let login = own.map_or("carmen", |person| person.login.as_str());
    krafta.people().who_is(login).await
}

async fn done(krafta: &Krafta, actor: &Actor, command: Command) -> Result<(), Error> {
    krafta.execute(actor, Krafta::new_operation(), command).await.map(drop)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::demo::testing::Filled;

    /// Each hand does something that the service takes, whatever it meets.
    #[tokio::test]
    async fn the_hands_move_a_filled_shop() {
        let shop = Filled::with(2_500).await;
        let krafta = &shop.krafta;
        let (carmen, yoselin) = (shop.person("carmen").await, shop.person("yoselin").await);
        let mut dice = Dice::new(1, 1);
        let mut steps = BTreeSet::new();
        for _ in 0..10 {
            let told = one_told(krafta, &carmen, &mut dice).await;
            let paid = one_transfer(krafta, &yoselin, &mut dice).await;
            let mut all = vec![told, paid];
            for status in [Notified, Accepted, InProduction, Ready, HandedToDelivery] {
                all.push(one_step(krafta, status, &mut dice).await);
            }
            for (step, outcome) in all.into_iter().enumerate() {
                match outcome {
                    Ok(()) => drop(steps.insert(step)),
                    Err(Error::Refused(_)) => {}
                    Err(error) => panic!("{step}: {error}"),
                }
            }
        }
        assert_eq!(steps.len(), 7, "{steps:?}");
    }
}
