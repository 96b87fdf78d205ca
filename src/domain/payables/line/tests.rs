use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::calendar::{Holidays, is_business_day, venezuelan};
use crate::domain::dates::{Time, Zone};
use crate::domain::money::Currency;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::payables::aging::{Aging, Bucket};
use crate::domain::payables::cancellation::cancellation;
use crate::domain::payables::policy::PaymentPolicy;
use crate::domain::payables::policy_lines::{Moment, Terms, lines};
use crate::domain::payables::settlement::{Wanted, allocate, net, settle};
use crate::domain::payables::statement::{EntryKind, Totals};

const MOMENTS: [Moment; 4] = [Moment::Accepted, Moment::Ready, Moment::Handed, Moment::Completed];

fn usd(minor: i64) -> Money {
    Money::of_minor(minor, Currency::Usd)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn holidays() -> Holidays {
    (2026..=2028).flat_map(venezuelan).map(|(day, _)| day).collect()
}

fn line(id: u128, amount: i64, paid: i64) -> Payable {
    let status = if paid == 0 {
        PayableStatus::Due
    } else if paid == amount {
        PayableStatus::Paid
    } else {
        PayableStatus::PartiallyPaid
    };
    Payable {
        id: PayableId::from_uuid(Uuid::from_u128(id)),
        kind: if amount < 0 { PayableKind::Clawback } else { PayableKind::Full },
        amount: usd(amount),
        paid: usd(paid),
        status,
        due_on: day("2026-11-02"),
        cut_on: None,
    }
}

fn terms(policy: PaymentPolicy, deposit: u32, cost: i64) -> Terms {
    Terms {
        policy,
        deposit_basis_points: deposit,
        cost: usd(cost),
    }
}

/// The moments an order of this delivery passes.
fn life(delivery: DeliveryMethod) -> impl Iterator<Item = Moment> {
    let pickup = delivery == DeliveryMethod::Pickup;
    MOMENTS.into_iter().filter(move |moment| !(pickup && *moment == Moment::Handed))
}

#[test]
fn each_policy_owes_at_its_moment() {
    let monday = day("2026-11-23");
    let made = |policy, delivery| {
        let mut kinds = Vec::new();
        life(delivery)
            .flat_map(|moment| {
                let made = lines(&terms(policy, 5_000, 1_001), moment, delivery, monday, &kinds, &holidays()).unwrap();
                kinds.extend(made.iter().map(|line| line.kind));
                made.into_iter()
                    .map(move |line| (format!("{moment:?}"), line.kind, line.amount.minor(), line.due_on.to_string()))
            })
            .collect::<Vec<_>>()
    };
    let one = |moment: &str, kind, amount, due: &str| (moment.to_owned(), kind, amount, due.to_owned());
    use DeliveryMethod::{NationalShipping, Pickup};
    use PayableKind::{Balance, Deposit, Full};
    for (policy, delivery, expected) in [
        (PaymentPolicy::Prepaid, Pickup, vec![one("Accepted", Full, 1_001, "2026-11-24")]),
        (
            PaymentPolicy::DepositBalance,
            NationalShipping,
            vec![
                one("Accepted", Deposit, 501, "2026-11-24"),
                one("Ready", Balance, 500, "2026-11-25"),
            ],
        ),
        (PaymentPolicy::OnReady, Pickup, vec![one("Ready", Full, 1_001, "2026-11-25")]),
        (
            PaymentPolicy::OnDelivery,
            NationalShipping,
            vec![one("Completed", Full, 1_001, "2026-11-25")],
        ),
        (
            PaymentPolicy::WeeklyCut,
            NationalShipping,
            vec![one("Handed", Full, 1_001, "2026-12-02")],
        ),
        (
            PaymentPolicy::BiweeklyCut,
            Pickup,
            vec![one("Completed", Full, 1_001, "2026-12-03")],
        ),
        (PaymentPolicy::MonthlyCut, Pickup, vec![one("Completed", Full, 1_001, "2026-12-03")]),
    ] {
        assert_eq!(made(policy, delivery), expected, "{policy} {delivery}");
    }
}

#[test]
fn the_last_second_of_a_month_in_caracas_belongs_to_it() {
    let zone = Zone::default();
    let owed = |at: &str| {
        let at: Time = at.parse().unwrap();
        let terms = terms(PaymentPolicy::MonthlyCut, 0, 1_000);
        let made = lines(&terms, Moment::Completed, DeliveryMethod::Pickup, zone.day(at), &[], &holidays()).unwrap();
        (made[0].cut_on.unwrap(), made[0].due_on, made[0].status)
    };
    // Caracas is four hours behind: its month ends when UTC's next one is four hours old.
    assert_eq!(
        owed("2026-12-01T03:59:59.999999Z"),
        (day("2026-11-30"), day("2026-12-03"), PayableStatus::Scheduled)
    );
    assert_eq!(
        owed("2026-12-01T04:00:00Z"),
        (day("2026-12-31"), day("2027-01-06"), PayableStatus::Scheduled)
    );
}

#[test]
fn a_line_of_a_cut_is_scheduled_until_the_cut_is_over() {
    let mut waiting = line(1, 1_000, 0);
    waiting.cut_on = Some(day("2026-11-30"));
    for (today, paid, expected) in [
        ("2026-11-30", 0, PayableStatus::Scheduled),
        ("2026-12-01", 0, PayableStatus::Due),
        ("2026-11-20", 400, PayableStatus::PartiallyPaid),
        ("2026-11-20", 1_000, PayableStatus::Paid),
    ] {
        assert_eq!(waiting.standing(usd(paid), day(today)), expected, "{today} {paid}");
    }
}

#[test]
fn buckets_of_lateness() {
    let today = day("2026-11-30");
    for (late, bucket) in [
        (0, Bucket::NotDue),
        (1, Bucket::Week),
        (7, Bucket::Week),
        (8, Bucket::Month),
        (30, Bucket::Month),
        (31, Bucket::Older),
    ] {
        assert_eq!(Bucket::of(today - Days::new(late), today), bucket, "{late}");
    }
    assert_eq!(Bucket::of(today + Days::new(1), today), Bucket::NotDue);
    let mut held = line(3, 700, 0);
    held.status = PayableStatus::OnHold;
    let lines = [line(1, 1_000, 400), line(2, -300, -100), held, line(4, 50, 50)];
    let aging = Aging::of(Currency::Usd, &lines, today).unwrap();
    assert_eq!((aging.month, aging.to_net, aging.held), (usd(600), usd(200), usd(700)));
    assert_eq!((aging.owed().unwrap(), aging.overdue().unwrap()), (usd(1_300), usd(600)));
    assert!(lines[0].is_overdue(today) && !lines[1].is_overdue(today) && !lines[2].is_overdue(today));
}

#[test]
fn a_settlement_is_refused_with_its_own_code() {
    let (open, paid) = (line(1, 1_000, 0), line(2, 500, 500));
    let mut held = line(3, 500, 0);
    held.status = PayableStatus::OnHold;
    let ves = Money::of_minor(100, Currency::Ves);
    for (wanted, code) in [
        (vec![], Code::NothingToSettle),
        (vec![(&open, None), (&open, None)], Code::PayableTwice),
        (vec![(&paid, None)], Code::PayableNotOpen),
        (vec![(&held, None)], Code::PayableHeld),
        (vec![(&open, Some(usd(0)))], Code::AmountZero),
        (vec![(&open, Some(usd(-1)))], Code::AmountNegative),
        (vec![(&open, Some(usd(1_001)))], Code::PaymentExceeds),
        (vec![(&open, Some(ves))], Code::AmountCurrency),
    ] {
        let wanted: Vec<_> = wanted.into_iter().map(|(line, amount)| Wanted { line, amount }).collect();
        assert_eq!(settle(&wanted, &[]).unwrap_err().code, code);
    }
    let clawback = line(4, -300, 0);
    let wanted = Wanted {
        line: &clawback,
        amount: None,
    };
    assert_eq!(settle(&[wanted], &[]).unwrap_err().code, Code::AmountNegative);
}

fn delivery() -> impl Strategy<Value = DeliveryMethod> {
    proptest::sample::select(DeliveryMethod::ALL)
}

fn policy() -> impl Strategy<Value = PaymentPolicy> {
    proptest::sample::select(PaymentPolicy::ALL)
}

fn days() -> impl Strategy<Value = NaiveDate> {
    (0u64..700).prop_map(|after| day("2026-01-01") + Days::new(after))
}

/// Lines to pay (positive) or to net (negative) with a part of each already paid.
fn some_lines(sign: i64, first: u128) -> impl Strategy<Value = Vec<Payable>> {
    proptest::collection::vec((1i64..1_000_000, 0i64..=1_000, 0u64..60), 0..12).prop_map(move |rows| {
        let row = |(at, (amount, permille, due)): (usize, (i64, i64, u64))| Payable {
            due_on: day("2026-11-01") + Days::new(due),
            ..line(first + at as u128, sign * amount, sign * (amount * permille / 1_000))
        };
        rows.into_iter().enumerate().map(row).collect()
    })
}

fn left(lines: &[Payable]) -> i64 {
    lines.iter().map(|line| line.left().minor()).sum()
}

/// The lines after a settlement.
fn paid(lines: &[Payable], parts: &[crate::domain::payables::settlement::Part]) -> Vec<Payable> {
    lines
        .iter()
        .map(|line| {
            let paid = parts.iter().filter(|part| part.payable == line.id);
            let paid = paid.fold(line.paid, |sum, part| sum.checked_add(part.amount).unwrap());
            Payable {
                paid,
                status: line.standing(paid, line.due_on),
                ..*line
            }
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn the_lines_of_a_finished_assignment_are_the_agreed_cost(
        policy in policy(), delivery in delivery(), share in 0u32..=10_000, cost in 0i64..100_000_000, start in days(),
    ) {
        let (terms, holidays) = (terms(policy, share, cost), holidays());
        let mut made: Vec<crate::domain::payables::policy_lines::Line> = Vec::new();
        let mut today = start;
        for moment in life(delivery) {
            for repeated in [false, true] {
                let kinds: Vec<_> = made.iter().map(|line| line.kind).collect();
                let new = lines(&terms, moment, delivery, today, &kinds, &holidays).unwrap();
                prop_assert!(!repeated || new.is_empty(), "running a rule twice created {new:?}");
                for line in &new {
                    prop_assert!(line.amount.is_positive());
                    prop_assert!(line.due_on > today && is_business_day(line.due_on, &holidays), "{line:?}");
                    prop_assert_eq!(line.cut_on.is_some(), line.status == PayableStatus::Scheduled);
                    prop_assert!(line.cut_on.is_none_or(|cut| cut >= today && line.due_on > cut));
                }
                made.extend(new);
            }
            today = today + Days::new(3);
        }
        prop_assert_eq!(made.iter().map(|line| line.amount.minor()).sum::<i64>(), cost);
    }

    #[test]
    fn a_cancelled_assignment_keeps_its_share_to_the_cent(
        policy in policy(), delivery in delivery(), deposit in 0u32..=10_000, cost in 0i64..100_000_000, share in 0u32..=10_000,
        reached in 0usize..4, permille in proptest::collection::vec(0i64..=1_000, 2), today in days(),
    ) {
        let (terms, holidays) = (terms(policy, deposit, cost), holidays());
        let mut existing: Vec<Payable> = Vec::new();
        for moment in life(delivery).take(reached + 1) {
            let kinds: Vec<_> = existing.iter().map(|line| line.kind).collect();
            for new in lines(&terms, moment, delivery, today, &kinds, &holidays).unwrap() {
                let amount = new.amount.minor();
                let at = existing.len();
                existing.push(Payable { kind: new.kind, ..line(at as u128, amount, amount * permille[at] / 1_000) });
            }
        }
        let ended = cancellation(&terms, share, &existing, today, &holidays).unwrap();
        let new: i64 = ended.new.iter().map(|line| line.amount.minor()).sum();
        prop_assert_eq!(existing.iter().map(|line| line.paid.minor()).sum::<i64>() + new, usd(cost).basis_points(share).unwrap().minor());
        let open = existing.iter().filter(|line| line.status != PayableStatus::Paid).map(|line| line.id).collect::<Vec<_>>();
        prop_assert_eq!(&ended.void, &open);
        for line in &ended.new {
            prop_assert_eq!(line.kind == PayableKind::Clawback, line.amount.is_negative());
        }
        // Again, over what it left: nothing.
        for line in existing.iter_mut().filter(|line| open.contains(&line.id)) {
            line.status = PayableStatus::Voided;
        }
        existing.extend(ended.new.iter().map(|new| Payable { kind: new.kind, ..line(99, new.amount.minor(), 0) }));
        let again = cancellation(&terms, share, &existing, today, &holidays).unwrap();
        prop_assert!(again.void.is_empty() && again.new.is_empty(), "{again:?}");
    }

    #[test]
    fn an_amount_is_spread_to_the_cent_over_the_oldest(lines in some_lines(1, 0), amount in 1i64..4_000_000) {
        match allocate(&lines, usd(amount)) {
            Err(refusal) => {
                prop_assert_eq!(refusal.code, Code::PaymentExceeds);
                prop_assert!(amount > left(&lines));
            }
            Ok(parts) => {
                prop_assert_eq!(parts.iter().map(|part| part.amount.minor()).sum::<i64>(), amount);
                let after = paid(&lines, &parts);
                prop_assert!(after.iter().all(|line| !line.left().is_negative()));
                // Nothing newer is paid while something older is left.
                let oldest_left = after.iter().filter(|line| line.left().is_positive()).map(|line| (line.due_on, line.id)).min();
                let newest_paid = lines.iter().filter(|line| parts.iter().any(|part| part.payable == line.id)).map(|line| (line.due_on, line.id)).max();
                prop_assert!(oldest_left.is_none_or(|left| newest_paid.is_none_or(|paid| paid <= left)));
            }
        }
    }

    #[test]
    fn netting_happens_once_and_never_below_zero(lines in some_lines(1, 0), clawbacks in some_lines(-1, 100), part in 1i64..=1_000) {
        let open: Vec<_> = lines.iter().filter(|line| line.left().is_positive()).collect();
        let wanted: Vec<_> = open
            .iter()
            .map(|line| Wanted { line, amount: Some(usd((line.left().minor() * part / 1_000).max(1))) })
            .collect();
        let Ok(settling) = settle(&wanted, &clawbacks) else {
            prop_assert!(open.is_empty());
            return Ok(());
        };
        prop_assert!(!settling.transfer.is_negative());
        prop_assert_eq!(settling.transfer.minor(), settling.parts.iter().map(|part| part.amount.minor()).sum::<i64>());
        prop_assert_eq!(settling.netted.minor(), settling.paid.minor().min(-left(&clawbacks)));
        let after = paid(&clawbacks, &settling.parts);
        prop_assert_eq!(left(&after), left(&clawbacks) + settling.netted.minor());
        prop_assert!(after.iter().all(|line| !line.left().is_positive()));
        if settling.netted.minor() < settling.paid.minor() {
            prop_assert!(net(settling.paid, &after).unwrap().is_empty());
        }
    }

    #[test]
    fn a_statement_adds_up(opening in -1_000_000i64..1_000_000, changes in proptest::collection::vec((1usize..5, -1_000_000i64..1_000_000), 0..40), cut in 0usize..40) {
        let change = |&(kind, change): &(usize, i64)| (EntryKind::ALL[kind], usd(change));
        let whole = Totals::new(usd(opening), changes.iter().map(change)).unwrap();
        prop_assert_eq!(whole.closing.minor(), opening + changes.iter().map(|(_, change)| change).sum::<i64>());
        let sums = [whole.lines, whole.voided, whole.paid, whole.reversed].map(Money::minor);
        prop_assert_eq!(whole.closing.minor(), opening + sums.iter().sum::<i64>());
        // Two periods one after the other say what both together do.
        let (first, second) = changes.split_at(cut.min(changes.len()));
        let first = Totals::new(usd(opening), first.iter().map(change)).unwrap();
        let second = Totals::new(first.closing, second.iter().map(change)).unwrap();
        prop_assert_eq!(second.closing, whole.closing);
    }
}
