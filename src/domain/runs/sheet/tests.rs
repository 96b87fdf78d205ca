use super::*;
use crate::domain::method::PaymentMethod;
use crate::domain::payables::line::PayableKind;
use crate::domain::refusal::Code;
use rust_decimal::Decimal;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn usd(minor: i64) -> Money {
    Money::of_minor(minor, Currency::Usd)
}

fn terms() -> Terms {
    Terms {
        currency: Currency::Ves,
        rate: Some(Rate::new(Decimal::new(100, 0)).expect("a rate")),
        cut_off: day("2026-11-27"),
        today: day("2026-11-27"),
        most: 1_000,
    }
}

fn line(id: u128, minor: i64, due_on: &str, status: PayableStatus) -> Payable {
    Payable {
        id: PayableId::from_uuid(Uuid::from_u128(id)),
        kind: if minor < 0 { PayableKind::Clawback } else { PayableKind::Full },
        amount: usd(minor),
        paid: usd(0),
        status,
        due_on: day(due_on),
        cut_on: None,
    }
}

fn workshop(payables: Vec<Payable>) -> WorkshopDue {
    WorkshopDue {
        workshop: WorkshopId::from_uuid(Uuid::from_u128(9)),
        payee: RunPayee {
            method: Some(PaymentMethod::PagoMovil),
            name: Some("Taller".into()),
            id_doc: Some("V12345678".into()),
            bank: Some("0102".into()),
            account: Some("+584145551234".into()),
            phone: Some("+584145551234".into()),
        },
        paused: false,
        payables,
    }
}

fn drafted(due: &WorkshopDue, choice: Choice) -> Draft {
    of_workshop(due, choice, &terms()).expect("a ruling").expect("a line")
}

#[test]
fn what_is_due_by_the_day_is_paid_at_the_rate() {
    let due = workshop(vec![
        line(1, 1_000, "2026-11-20", PayableStatus::Due),
        line(2, 500, "2026-11-27", PayableStatus::Due),
        line(3, 700, "2026-11-28", PayableStatus::Due),
        line(4, -300, "2026-11-30", PayableStatus::Due),
        line(5, 200, "2026-11-01", PayableStatus::OnHold),
    ]);
    let sheet = drafted(&due, Choice::default());
    assert_eq!((sheet.owed, sheet.netted), (usd(1_200), usd(300)));
    assert_eq!(sheet.goes(), Some(Money::of_minor(120_000, Currency::Ves)));
    assert_eq!(sheet.marks, [Mark::Held, Mark::Netted]);
    assert_eq!(
        total(&[sheet], &terms()).expect("sums"),
        (Money::of_minor(120_000, Currency::Ves), usd(1_200))
    );
}

#[test]
fn a_chosen_amount_pays_the_oldest_first_and_never_more() {
    let due = workshop(vec![
        line(1, 1_000, "2026-11-20", PayableStatus::Due),
        line(2, 500, "2026-11-27", PayableStatus::Due),
    ]);
    let of = |minor| Choice {
        excluded: false,
        amount: Some(usd(minor)),
    };
    let sheet = drafted(&due, of(1_200));
    assert_eq!(sheet.parts.iter().map(|part| part.amount.minor()).collect::<Vec<_>>(), [1_000, 200]);
    assert_eq!(sheet.marks, [Mark::Part]);
    let refused = of_workshop(&due, of(1_501), &terms()).expect_err("more than is owed");
    assert_eq!(refused.code, Code::PaymentExceeds);
}

#[test]
fn what_keeps_a_line_out_leaves_the_total_alone() {
    let mut due = workshop(vec![line(1, 1_000, "2026-11-20", PayableStatus::Due)]);
    assert!(
        drafted(
            &due,
            Choice {
                excluded: true,
                amount: None
            }
        )
        .goes()
        .is_none()
    );
    due.paused = true;
    let paused = drafted(&due, Choice::default());
    assert!(paused.goes().is_some(), "a workshop that rests is still owed: {:?}", paused.marks);
    assert_eq!(paused.marks, [Mark::Paused]);
    due.payee.phone = None;
    let lost = drafted(&due, Choice::default());
    assert_eq!((lost.goes(), lost.marks.first()), (None, Some(&Mark::Phone)));
    let held = drafted(
        &workshop(vec![line(1, 1_000, "2026-11-20", PayableStatus::OnHold)]),
        Choice::default(),
    );
    assert_eq!((held.goes(), held.marks), (None, vec![Mark::AllHeld]));
    let owing = drafted(
        &workshop(vec![
            line(1, 100, "2026-11-20", PayableStatus::Due),
            line(2, -300, "2026-11-20", PayableStatus::Due),
        ]),
        Choice::default(),
    );
    assert_eq!((owing.goes(), owing.marks), (None, vec![Mark::Nothing, Mark::Netted]));
    assert!(
        of_workshop(
            &workshop(vec![line(1, 100, "2026-12-20", PayableStatus::Due)]),
            Choice::default(),
            &terms()
        )
        .expect("a ruling")
        .is_none()
    );
}

#[test]
fn without_a_rate_nothing_in_another_currency_goes() {
    let due = workshop(vec![line(1, 1_000, "2026-11-20", PayableStatus::Due)]);
    let without = Terms { rate: None, ..terms() };
    let sheet = of_workshop(&due, Choice::default(), &without).expect("a ruling").expect("a line");
    assert_eq!((sheet.goes(), sheet.marks), (None, vec![Mark::Rate]));
    let refund = RefundDue {
        refund: RefundId::from_uuid(Uuid::from_u128(4)),
        payee: due.payee,
        left: Money::of_minor(5_000, Currency::Ves),
    };
    let sheet = of_refund(&refund, Choice::default(), &without).expect("a line");
    assert_eq!(sheet.goes(), Some(Money::of_minor(5_000, Currency::Ves)), "bolívares need none");
    let part = Choice {
        excluded: false,
        amount: Some(Money::of_minor(5_001, Currency::Ves)),
    };
    assert_eq!(of_refund(&refund, part, &without).expect_err("more").code, Code::RefundExceeds);
}
