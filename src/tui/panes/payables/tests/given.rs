//! What three workshops are owed, one of them with something to net.

use uuid::Uuid;

use crate::domain::Time;
use crate::domain::ids::{AssignmentId, OrderId, PayableId, PayablePaymentId, SettlementId, WorkshopId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::{Currency, Money};
use crate::domain::payables::line::{Payable, PayableKind, PayableStatus, Readiness};
use crate::domain::payables::policy::PaymentPolicy;
use crate::domain::text::Safe;
use crate::service::payables::view::{
    PayableHappened, PayableRow, PayableView, PayeeView, ReversedView, SettledLine, SettlementRow, SettlementView,
};

pub const ORINOCO: u128 = 1;
pub const BELLO_MONTE: u128 = 2;
pub const PETARE: u128 = 3;

pub fn usd(minor: i64) -> Money {
    Money::of_minor(minor, Currency::Usd)
}

pub fn time(text: &str) -> Time {
    text.parse().unwrap()
}

pub fn workshop(n: u128) -> WorkshopId {
    WorkshopId::from_uuid(Uuid::from_u128(n))
}

pub fn line(n: u128) -> PayableId {
    PayableId::from_uuid(Uuid::from_u128(100 + n))
}

pub fn payment(n: u128) -> PayablePaymentId {
    PayablePaymentId::from_uuid(Uuid::from_u128(500 + n))
}

pub fn transfer(n: u128) -> SettlementId {
    SettlementId::from_uuid(Uuid::from_u128(900 + n))
}

/// A line: number, workshop, what and how it is paid, its day, amount and what was paid of it.
fn row(n: u128, number: &str, of: (u128, &str), what: (PayableKind, PaymentPolicy), due: &str, amounts: (i64, i64)) -> PayableRow {
    let (amount, paid) = (usd(amounts.0), usd(amounts.1));
    let mut row = PayableRow {
        id: line(n),
        workshop: workshop(of.0),
        workshop_name: Safe::new(of.1),
        order: OrderId::from_uuid(Uuid::from_u128(300 + n)),
        number: format!("KRFT-{number}"),
        assignment: AssignmentId::from_uuid(Uuid::from_u128(400 + n)),
        kind: what.0,
        policy: what.1,
        amount,
        paid,
        left: amount.less(paid),
        status: PayableStatus::Due,
        due_on: due.parse().unwrap(),
        cut_on: None,
        overdue: false,
        days_late: 0,
        readiness: Readiness::Over,
        version: 3,
        reason: None,
        created_at: time("2026-11-20T12:00:00Z"),
    };
    if paid.is_positive() {
        row.status = PayableStatus::PartiallyPaid;
    }
    restand(&mut row);
    row
}

/// What follows from what is paid and from the day, which is the 22nd.
pub fn restand(row: &mut PayableRow) {
    let line = payable(row);
    let today = "2026-11-22".parse().unwrap();
    row.left = line.left();
    row.overdue = line.is_overdue(today);
    row.readiness = line.readiness(today);
    row.days_late = (today - row.due_on).num_days();
}

pub fn payable(row: &PayableRow) -> Payable {
    Payable {
        id: row.id,
        kind: row.kind,
        amount: row.amount,
        paid: row.paid,
        status: row.status,
        due_on: row.due_on,
        cut_on: row.cut_on,
    }
}

pub fn rows() -> Vec<PayableRow> {
    use PayableKind::{Balance, Clawback, Deposit, Full};
    use PaymentPolicy::{DepositBalance, OnReady, WeeklyCut};
    let (bello, orinoco) = ((BELLO_MONTE, "Costura Bello Monte"), (ORINOCO, "Taller Orinoco"));
    let petare = (PETARE, "Cooperativa Textil Manos de Mujer de San Juan de los Morros");
    let mut cut = row(1, "K4W9ZC", petare, (Full, WeeklyCut), "2026-12-02", (8_850, 0));
    cut.status = PayableStatus::Scheduled;
    cut.cut_on = Some("2026-11-29".parse().unwrap());
    restand(&mut cut);
    let mut held = row(5, "B5NV8Q", bello, (Full, OnReady), "2026-11-23", (4_000, 0));
    held.status = PayableStatus::OnHold;
    restand(&mut held);
    vec![
        cut,
        row(2, "7Q2M4X", bello, (Full, OnReady), "2026-11-12", (12_050, 0)),
        row(3, "P8H3TD", bello, (Full, OnReady), "2026-11-20", (3_000, 0)),
        row(4, "XW23TA", bello, (Clawback, OnReady), "2026-11-21", (-1_000, 0)),
        held,
        row(6, "2MHD7R", orinoco, (Deposit, DepositBalance), "2026-11-21", (1_550, 1_000)),
        row(7, "9ZQ4WT", orinoco, (Balance, DepositBalance), "2026-11-24", (3_100, 0)),
        row(8, "HH2K7P", orinoco, (Full, OnReady), "2026-11-25", (123_456, 0)),
    ]
}

pub fn payee() -> PayeeView {
    PayeeView {
        name: Some(Safe::new("Costura Bello Monte, C.A.")),
        id_doc: Some(Safe::new("J-07013380-5")),
        bank_code: Some(Safe::new("0102")),
        account: Some(Safe::new("01020000000000004821")),
        method: None,
    }
}

fn happened(what: &str, at: &str, amount: Option<Money>) -> PayableHappened {
    PayableHappened {
        at: time(at),
        what: what.to_owned(),
        by: Safe::new("luis"),
        reason: None,
        amount,
        payment: None,
        settlement: None,
        method: None,
        reference: None,
        receipt_url: None,
        sent: None,
        rate: None,
        reversed: false,
    }
}

/// A line with what happened to it: two payments where one was undone, for a line that is paid in part.
pub fn history(row: &PayableRow) -> PayableView {
    let mut history = vec![happened("CREATED", "2026-11-20T12:00:00Z", None)];
    if row.paid.is_positive() {
        for (n, reversed) in [(1, true), (2, false)] {
            history.push(PayableHappened {
                payment: Some(payment(n)),
                settlement: Some(transfer(n)),
                method: Some(PaymentMethod::BankTransfer),
                reference: Some(Safe::new("00482913")),
                reversed,
                ..happened("PAYMENT", "2026-11-21T15:00:00Z", Some(row.paid))
            });
        }
    }
    let held = row.status == PayableStatus::OnHold;
    if held {
        history.push(PayableHappened {
            reason: Some(Safe::new("falta la factura")),
            ..happened("HELD", "2026-11-22T10:00:00Z", None)
        });
    }
    PayableView {
        row: row.clone(),
        held_because: held.then(|| Safe::new("falta la factura")),
        history,
    }
}

pub fn transfers() -> Vec<SettlementRow> {
    let row = |n: u128, of: u128, name: &str, at: &str, reversed: i64| SettlementRow {
        id: transfer(n),
        workshop: workshop(of),
        workshop_name: Safe::new(name),
        amount: usd(2_000 + 1_000 * i64::try_from(n).unwrap()),
        method: PaymentMethod::BankTransfer,
        reference: Safe::new("00482913"),
        paid_by: Safe::new("luis"),
        paid_at: time(at),
        sent_on: None,
        sent: None,
        rate: None,
        lines: 2,
        reversed,
    };
    vec![
        row(3, ORINOCO, "Taller Orinoco", "2026-11-21T15:00:00Z", 0),
        row(2, BELLO_MONTE, "Costura Bello Monte", "2026-11-18T15:00:00Z", 1),
        row(1, ORINOCO, "Taller Orinoco", "2026-10-30T15:00:00Z", 2),
    ]
}

pub fn settlement(row: &SettlementRow) -> SettlementView {
    let paid = |n: u128, number: &str| SettledLine {
        payment: payment(10 + n),
        payable: line(n),
        order: OrderId::from_uuid(Uuid::from_u128(300 + n)),
        number: number.to_owned(),
        kind: PayableKind::Full,
        amount: usd(row.amount.minor() / 2),
        sent: None,
        reversed: (i64::try_from(n).unwrap() <= row.reversed).then(|| ReversedView {
            at: time("2026-11-19T15:00:00Z"),
            by: Safe::new("ana"),
            reason: Some(Safe::new("el banco la devolvió")),
        }),
    };
    SettlementView {
        row: row.clone(),
        payee: payee(),
        receipt_url: Some(Safe::new("https://recibos.example/482913.pdf")),
        note: None,
        repeats_reason: None,
        payments: vec![paid(1, "KRFT-7Q2M4X"), paid(2, "KRFT-P8H3TD")],
    }
}
