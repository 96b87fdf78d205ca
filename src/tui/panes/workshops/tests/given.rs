//! Workshops and their days, as the service would tell of them.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc, Weekday};
use uuid::Uuid;

use crate::domain::Time;
use crate::domain::actor::Role;
use crate::domain::fulfilment::assignment_edges::Cause;
use crate::domain::fulfilment::cancellation_preview::{AssignmentEnd, HeldDay};
use crate::domain::fulfilment::closed_days::ProposalStatus;
use crate::domain::fulfilment::due::Due;
use crate::domain::fulfilment::workshop::ZoneMode;
use crate::domain::fulfilment::workshop_choice::{Change, Misfit, Shortfall, Tally};
use crate::domain::ids::{AssignmentId, OrderId, ProposalId, WorkshopId, ZoneId};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::event::{Change as Move, OrderEvent, Payload};
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::Error;
use crate::service::core::error::{Conflict, ConflictChange, Moved, NoLongerFit, NoLongerFits};
use crate::service::fulfilment::candidates::{CandidateView, Candidates, MisfitView, ShortfallView};
use crate::service::fulfilment::commands::Notify;
use crate::service::fulfilment::queue::WaitingRow;
use crate::service::fulfilment::work_list::WorkRow;
use crate::service::workshops::board::{BoardDay, BoardRow, CellRow, Load, PauseView, Special, ZoneLoad};
use crate::service::workshops::closed_days::ClosedDaysRow;
use crate::service::workshops::zones::ServiceZoneView;

pub fn now() -> Time {
    DateTime::<Utc>::from_timestamp(1_795_372_325, 0).unwrap()
}

/// A Sunday, as the desk's clock has it.
pub fn today() -> NaiveDate {
    "2026-11-22".parse().unwrap()
}

pub fn after(days: u64) -> NaiveDate {
    today() + Days::new(days)
}

pub fn workshop(number: u32) -> WorkshopId {
    WorkshopId::from_uuid(Uuid::from_u128(300 + u128::from(number)))
}

pub fn order(number: u32) -> OrderId {
    OrderId::from_uuid(Uuid::from_u128(1000 + u128::from(number)))
}

pub fn assignment(number: u32) -> AssignmentId {
    AssignmentId::from_uuid(Uuid::from_u128(7000 + u128::from(number)))
}

const CODES: [&str; 6] = ["7Q2M4X", "P8H3TD", "K4W9ZC", "2MHD7R", "XW23TA", "B5NV8Q"];
const NAMES: [&str; 7] = [
    "Taller Orinoco",
    "Costura Bello Monte",
    "Serigrafía Petare",
    "Bordados \u{1b}[31mLa Can\u{202e}delaria",
    "日本 Estampados",
    "Cooperativa Textil Manos de Maracay, compañía anónima",
    "Hilados Quíbor",
];
pub const CUSTOMERS: [&str; 3] = ["María Fernández", "José L. Rondón", "Textiles \u{1b}[1mOrinoco\u{200b}"];

pub fn number(of: u32) -> String {
    format!("KRFT-{}", CODES[of as usize % CODES.len()])
}

pub fn name(of: u32) -> Safe {
    match NAMES.get(of as usize) {
        Some(name) => Safe::new(name),
        None => Safe::new(&format!("Taller número {of:04}")),
    }
}

/// Units a day on working days; the held and the taken of tomorrow and after depend on the number.
pub fn row(of: u32, from: NaiveDate, count: u32) -> BoardRow {
    let days = from.iter_days().take(count as usize).map(|day| board_day(of, day));
    BoardRow {
        workshop: workshop(of),
        name: name(of),
        paused: (of == 2).then(|| PauseView {
            until: Some(after(9)),
            reason: Some(Safe::new("máquina dañada")),
        }),
        days: days.collect(),
    }
}

fn board_day(of: u32, day: NaiveDate) -> BoardDay {
    let ahead = (day - today()).num_days();
    let special = match (of, ahead) {
        (2, ..9) => Some(Special::Paused),
        (_, 3) => Some(Special::Holiday {
            name: Safe::new("Día del Taller"),
        }),
        (1, 4) => Some(Special::Closed {
            reason: Some(Safe::new("inventario")),
        }),
        _ => None,
    };
    let works = !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let limit = match special {
        Some(Special::Holiday { .. } | Special::Closed { .. }) => 0,
        _ if works => 8,
        _ => 0,
    };
    let (taken, held) = match (of, ahead) {
        (0, 1) => (5, 2),
        (0, 2) => (4, 0),
        (1, 1) => (8, 0),
        (1, 2) => (7, 3),
        (1, 4) => (2, 0),
        (4, 1) => (0, 1),
        _ => (0, 0),
    };
    let used: u32 = taken + held;
    BoardDay {
        day,
        limit,
        held,
        taken,
        over: used.saturating_sub(limit),
        overridden: if (of, ahead) == (1, 2) { 2 } else { 0 },
        free: limit.saturating_sub(used),
        special,
    }
}

pub fn cell(of: u32, status: AssignmentStatus) -> CellRow {
    CellRow {
        order: order(of),
        number: number(of),
        version: 3,
        assignment: assignment(of),
        status,
        units: 1 + of,
        product: Some(Safe::new("franela")),
        customer: Safe::new(CUSTOMERS[of as usize % CUSTOMERS.len()]),
        promised: (status != AssignmentStatus::Notified).then(|| after(5)),
        respond_by: Some(now() + TimeDelta::hours(2)),
        override_reason: (of == 2).then(|| Safe::new("el cliente espera desde ayer y el taller aceptó por teléfono")),
    }
}

/// One in a few days, two later, one today, one late.
fn promised(of: u32) -> NaiveDate {
    today() + TimeDelta::days([3, 5, 0, -2, 12][of as usize % 5])
}

pub fn work(of: u32, status: AssignmentStatus) -> WorkRow {
    let pending = status == AssignmentStatus::PendingAssignment;
    let answer = now() + TimeDelta::hours(2) - TimeDelta::hours(i64::from(of) * 2);
    WorkRow {
        assignment: assignment(of),
        order: order(of),
        number: number(of),
        version: 3,
        attempt: 1,
        status,
        on_hold: false,
        customer: Safe::new(CUSTOMERS[of as usize % CUSTOMERS.len()]),
        delivery: match of % 3 {
            0 => DeliveryMethod::NationalShipping,
            1 => DeliveryMethod::Pickup,
            _ => DeliveryMethod::LocalDelivery,
        },
        city: Some(Safe::new(["Maracay", "Petare", "Valencia"][of as usize % 3])),
        item: Some(Safe::new(["franela", "morral", "gorra"][of as usize % 3])),
        items: 1 + i64::from(of % 2),
        pieces: 12 + i64::from(of),
        workshop_id: (!pending || of != 2).then(|| workshop(0)),
        workshop: (!pending || of != 2).then(|| name(0)),
        cause: (pending && of == 2).then_some(Cause::NoCandidate),
        cost: (!pending).then(|| usd(3_100)),
        respond_by: Some(answer),
        promised: (!pending).then(|| promised(of)),
        deposit_awaited: false,
        since: now() - TimeDelta::minutes(190 - i64::from(of) * 60),
        entered: now() - TimeDelta::hours(30 * (1 + i64::from(of))),
        due: (!pending).then(|| Due::of(status, Some(answer), Some(promised(of)), now(), today())),
        late: false,
    }
}

/// Nobody fits order 2.
pub fn queued(work: WorkRow) -> WaitingRow {
    let of = u32::try_from(work.order.uuid().as_u128() - 1000).unwrap();
    WaitingRow {
        shortfall: candidates(of, None).shortfall,
        work,
    }
}

pub fn usd(minor: i64) -> Money {
    Money::of_minor(minor, Currency::Usd)
}

/// Two fit and three do not; nobody fits order 2.
pub fn candidates(of: u32, chosen: Option<WorkshopId>) -> Candidates {
    let fits = |of: u32, days: u64, cost: i64, acceptance| CandidateView {
        workshop: workshop(of),
        name: name(of),
        ready_on: after(days),
        cost: usd(cost),
        margin: Some(usd(4_850 - cost)),
        acceptance,
        load: 3,
    };
    let fails = |of: u32, reason, until| MisfitView {
        workshop: workshop(of),
        name: name(of),
        reason,
        until,
    };
    let failed = vec![
        fails(2, Misfit::Paused, Some(after(9))),
        fails(3, Misfit::OutOfZone, None),
        fails(4, Misfit::NoCapacity, Some(after(20))),
    ];
    let nobody = of == 2;
    let tally = |reason, workshops, until| Tally { reason, workshops, until };
    Candidates {
        order: order(of),
        number: number(of),
        version: 3,
        price: usd(4_850),
        status: Some(AssignmentStatus::PendingAssignment),
        workshop: chosen,
        at: None,
        fitting: match nobody {
            true => Vec::new(),
            false => vec![fits(0, 3, 3_100, Some(960)), fits(1, 4, 305_050, None)],
        },
        failed,
        shortfall: nobody.then(|| ShortfallView {
            shortfall: Shortfall {
                total: 3,
                tallies: vec![
                    tally(Misfit::Paused, 1, Some(after(9))),
                    tally(Misfit::OutOfZone, 1, None),
                    tally(Misfit::NoCapacity, 1, Some(after(20))),
                ],
                nearest: Some(after(9)),
                change: Some(Change::Unpause { workshop: workshop(2) }),
            },
            workshop: Some(name(2)),
        }),
    }
}

/// What taking the workshop off comes to; at this share, from production on.
pub fn ending(share: Option<u32>) -> AssignmentEnd {
    AssignmentEnd {
        status: AssignmentStatus::InProduction,
        workshop: Some(name(0)),
        days: vec![HeldDay { day: after(1), units: 5 }],
        share,
        cost: Some(usd(3_100)),
        paid: Some(usd(1_550)),
        voided: Some(usd(1_550)),
        fee: None,
        clawback: None,
    }
}

/// The event of a notification: five units, of which two are over the limit where that was passed.
pub fn notified(notify: &Notify, place: Option<(u32, &str)>) -> OrderEvent {
    let payload = Payload::Notified {
        workshop: None,
        cost: None,
        ready_on: None,
        respond_by: None,
        days: vec![(after(1), 3), (after(2), 2)],
        over_limit: notify.over_limit.clone(),
        excess: notify.over_limit.as_ref().map(|_| 2),
        place: place.map(|(place, _)| place),
        first: place.map(|(_, first)| first.to_owned()),
    };
    OrderEvent {
        seq: 9,
        at: now(),
        change: Move::Note,
        edge: "A3".into(),
        actor_role: Role::Coordinator,
        actor_id: None,
        actor_name: "carmen".into(),
        submission: None,
        refund: None,
        reason_code: None,
        text: notify.reason.clone(),
        internal: false,
        data: payload.into(),
    }
}

pub fn off_ranking() -> Error {
    let refusal = Refusal::new(Code::OffRanking).with("workshop", "Taller Orinoco");
    Error::Refused(refusal.with("place", 3_u32).with("first", "Costura Bello Monte"))
}

pub fn zone() -> ZoneLoad {
    let zone = ServiceZoneView {
        id: ZoneId::from_uuid(Uuid::from_u128(77)),
        name: Safe::new("Gran Caracas"),
        mode: ZoneMode::Suggest,
        cities: vec![Safe::new("Caracas, Distrito Capital")],
        workshops: 12,
    };
    let load = Load {
        used: 30,
        limit: 120,
        free: 90,
    };
    ZoneLoad { zone, load }
}

pub fn crowded(of: u32) -> NoLongerFit {
    NoLongerFit {
        assignment: assignment(of),
        number: number(of),
        customer: Safe::new(CUSTOMERS[of as usize % CUSTOMERS.len()]),
        workshop: name(0),
        status: AssignmentStatus::Accepted,
        day: after(1),
        units: 3,
    }
}

pub fn no_longer_fits(assignments: Vec<NoLongerFit>) -> Error {
    Error::NoLongerFits(Box::new(NoLongerFits {
        workshop: name(0),
        assignments,
    }))
}

/// Somebody else was quicker.
pub fn conflict() -> Error {
    Error::Conflict(Box::new(Conflict {
        what: Moved::Order,
        order: "KRFT-7Q2M4X".into(),
        seen: 3,
        now: 4,
        changes: vec![ConflictChange {
            at: now(),
            who: Safe::new("luis"),
            edge: "NOTE".into(),
            text: None,
        }],
    }))
}

/// A workshop asks for two days of next week.
pub fn proposal(of: u32, status: ProposalStatus) -> ClosedDaysRow {
    let answered = status != ProposalStatus::Proposed;
    ClosedDaysRow {
        id: ProposalId::from_uuid(Uuid::from_u128(900 + u128::from(of))),
        workshop_id: workshop(0),
        workshop: name(0),
        from: after(7 + 4 * u64::from(of)),
        until: after(8 + 4 * u64::from(of)),
        reason: Safe::new("mudanza del taller"),
        status,
        proposed_by: Safe::new("ramón"),
        proposed_at: now() - TimeDelta::hours(3),
        answered_by: answered.then(|| Safe::new("Rosa")),
        answered_at: answered.then(|| now() - TimeDelta::hours(1)),
        answer: answered.then(|| Safe::new("esa semana hace falta tu cupo")),
    }
}
