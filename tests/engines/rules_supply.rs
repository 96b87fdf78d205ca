//! What the database itself keeps of workshops' days, terms and money, whoever writes (migrations 0012 and 0013).

use uuid::Uuid;

use crate::books::Books;
use crate::check::lived;
use crate::counter::Placed;
use crate::fresh::{Fresh, on_both_engines};
use crate::shop::{Number, at, token, write};
use crate::yard::{Maker, Yard, dollars, forward, withdraw};
use krafta::db::{Dialect, Param, Query};
use krafta::domain::payables::line::PayableKind;
use krafta::service::Command;
use krafta::service::payables::commands::{Sent, Settle, SettleLine};

on_both_engines!(
    no_booking_passes_a_limit,
    a_booking_is_only_freed,
    terms_and_day_stay_once_accepted,
    a_reference_is_used_once,
    a_voided_line_stays_so,
    what_happened_to_workshops_stays,
    the_version_of_the_supply_moves,
);

async fn refused(fresh: &Fresh, query: Query) -> String {
    token(write(&fresh.db, query).await)
}

/// A booking of a day, with plain SQL.
async fn book(fresh: &Fresh, order: &Placed, maker: &Maker, day: &'static str, units: u32, over: Option<&str>) -> String {
    let assignment = Books::read(&fresh.db, order.id).await.making.assignments[0].id;
    let day: chrono::NaiveDate = day.parse().expect("a day");
    let row: [Param; 7] = [
        Uuid::now_v7().into(),
        assignment.into(),
        maker.id.into(),
        maker.offer.into(),
        day.into(),
        units.into(),
        over.into(),
    ];
    let insert =
        "INSERT INTO capacity_bookings (id, assignment_id, workshop_id, offer_id, day, units, override_reason, override_by) VALUES (";
    let by = ", (SELECT id FROM operators WHERE role = 'ADMIN' LIMIT 1))";
    refused(fresh, Query::new(insert).bind_list(row).push(by)).await
}

async fn no_booking_passes_a_limit(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.counter.confirmed("482913").await;
    let maker = yard.makers[0].clone();
    assert_eq!(book(&fresh, &order, &maker, "2026-11-25", 11, None).await, "capacity-full");
    assert_eq!(book(&fresh, &order, &maker, "2026-11-25", 10, None).await, "accepted");
    assert_eq!(book(&fresh, &order, &maker, "2026-11-25", 1, None).await, "capacity-full");
    // An override has a reason; then it is kept, and the day stays full for the others.
    assert_eq!(book(&fresh, &order, &maker, "2026-11-25", 1, Some("  ")).await, "capacity-full");
    assert_eq!(book(&fresh, &order, &maker, "2026-11-25", 1, Some("urgente")).await, "accepted");
    assert_eq!(book(&fresh, &order, &maker, "2026-11-25", 1, None).await, "capacity-full");
    let limit = Query::new("UPDATE workshop_offers SET daily_limit = ").bind(2_u32);
    write(&fresh.db, limit).await.expect("a limit");
    assert_eq!(book(&fresh, &order, &maker, "2026-11-26", 3, None).await, "capacity-full");
    assert_eq!(book(&fresh, &order, &maker, "2026-11-26", 2, None).await, "accepted");
    let dated = Query::new("INSERT INTO capacity_overrides (day, units, workshop_id) VALUES ('2026-11-27', 1, ")
        .bind(maker.id)
        .push(")");
    write(&fresh.db, dated).await.expect("a dated limit");
    assert_eq!(book(&fresh, &order, &maker, "2026-11-27", 2, None).await, "capacity-full");
    assert_eq!(book(&fresh, &order, &maker, "2026-11-27", 1, None).await, "accepted");
    let free = "INSERT INTO holidays (day, name) VALUES ('2026-11-30', 'Feriado del taller')";
    write(&fresh.db, Query::new(free)).await.expect("a holiday");
    assert_eq!(book(&fresh, &order, &maker, "2026-11-30", 1, None).await, "capacity-full");
}

async fn a_booking_is_only_freed(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    yard.notified("482913").await;
    let free = || Query::new("UPDATE capacity_bookings SET state = 'FREED', freed_at = ").bind(at());
    for change in ["units = 1", "day = '2026-12-01'", "override_reason = 'x'", "offer_id = NULL"] {
        let query = Query::new("UPDATE capacity_bookings SET ").push(change);
        assert_eq!(refused(&fresh, query).await, "booking-frozen", "{change}");
    }
    assert_eq!(refused(&fresh, Query::new("DELETE FROM capacity_bookings")).await, "append-only");
    assert_eq!(refused(&fresh, free()).await, "accepted");
    let held = "UPDATE capacity_bookings SET state = 'HELD', freed_at = NULL";
    assert_eq!(refused(&fresh, Query::new(held)).await, "booking-frozen");
    if fresh.db.dialect() == Dialect::Sqlite {
        let replaced = "INSERT OR REPLACE INTO capacity_bookings SELECT * FROM capacity_bookings";
        assert_eq!(refused(&fresh, Query::new(replaced)).await, "append-only");
    }
}

async fn terms_and_day_stay_once_accepted(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    yard.accepted("482913").await;
    for change in [
        "promised_ready_on = '2027-01-01'",
        "promised_ready_on = NULL",
        "deposit_basis_points = 1",
        "agreed_cost = agreed_cost + 1",
        "policy = 'PREPAID'",
    ] {
        let query = Query::new("UPDATE production_assignments SET ").push(change);
        assert_eq!(refused(&fresh, query).await, "assignment-frozen", "{change}");
    }
    let gate = Query::new("UPDATE production_assignments SET demands_deposit = ").bind(true);
    assert_eq!(refused(&fresh, gate).await, "assignment-frozen");
}

async fn a_reference_is_used_once(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let ana = yard.counter.ana.id.expect("an operator");
    let insert = |maker: &Maker, reference: &str, repeats: Option<&str>| {
        let row: [Param; 5] = [maker.id.into(), reference.into(), repeats.into(), ana.into(), at().into()];
        Query::new("INSERT INTO settlements (amount, currency, method, workshop_id, reference, repeats_reason, paid_by, paid_at) VALUES (1, 'USD', 'ZELLE', ")
            .bind_list(row)
            .push(")")
    };
    let (one, two) = (&yard.makers[0], &yard.makers[1]);
    assert_eq!(refused(&fresh, insert(one, "4821", None)).await, "accepted");
    assert_eq!(refused(&fresh, insert(one, "0004821", None)).await, "settlement-repeated");
    assert_eq!(
        refused(&fresh, insert(one, "0004821", Some("una sola transferencia"))).await,
        "accepted"
    );
    assert_eq!(refused(&fresh, insert(two, "4821", None)).await, "accepted");
    for change in ["UPDATE settlements SET reference = '1'", "DELETE FROM settlements"] {
        assert_eq!(refused(&fresh, Query::new(change)).await, "append-only", "{change}");
    }
}

async fn a_voided_line_stays_so(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.accepted("482913").await;
    let line = Books::read(&fresh.db, order.id).await.making.lines[0].clone();
    assert_eq!(line.kind, PayableKind::Deposit);
    let settle = Settle {
        workshop: line.workshop_id,
        lines: vec![SettleLine {
            payable: line.id,
            version: line.version,
            amount: Some(dollars(100)),
        }],
        total: dollars(100),
        method: krafta::domain::method::PaymentMethod::BankTransfer,
        reference: "7701".into(),
        receipt_url: None,
        note: None,
        repeats_reason: None,
        early: true,
        sent: Sent::default(),
    };
    yard.done(&yard.counter.ana, Command::Settle(settle)).await;
    let voided = "UPDATE workshop_payables SET status = 'VOIDED'";
    assert_eq!(
        refused(&fresh, Query::new(voided)).await,
        "payable-started",
        "while its assignment goes on"
    );
    yard.done(&yard.coordinator, Command::Withdraw(withdraw(&order))).await;
    let back = "UPDATE workshop_payables SET status = 'DUE' WHERE kind = 'DEPOSIT'";
    assert_eq!(refused(&fresh, Query::new(back)).await, "payable-closed");
    let later = "UPDATE workshop_payables SET due_on = '2027-01-01' WHERE kind = 'CLAWBACK'";
    assert_eq!(refused(&fresh, Query::new(later)).await, "payable-frozen");
    let row: [Param; 2] = [line.id.into(), yard.counter.ana.id.into()];
    let more =
        "INSERT INTO payable_payments (amount, currency, method, reference, paid_at, payable_id, paid_by) SELECT 1, 'USD', 'ZELLE', '9', ";
    let more = Query::new(more).bind(at()).push(", ").bind_list(row);
    assert_eq!(refused(&fresh, more).await, "payable-closed");
}

async fn what_happened_to_workshops_stays(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    lived(&yard).await;
    let changed: [Param; 2] = [yard.makers[0].id.into(), at().into()];
    let change = Query::new("INSERT INTO workshop_changes (what, operator_name, workshop_id, at) VALUES ('x', 'ana', ").bind_list(changed);
    write(&fresh.db, change.push(")")).await.expect("a change");
    for statement in [
        "DELETE FROM workshop_changes",
        "UPDATE workshop_changes SET what = 'y'",
        "DELETE FROM assignment_rankings",
        "UPDATE assignment_rankings SET seq = seq + 100",
        "DELETE FROM workshop_exclusions",
        "UPDATE workshop_exclusions SET reason_code = 'OTHER'",
        "DELETE FROM payable_events",
        "UPDATE payable_events SET reason = 'otra'",
        "DELETE FROM workshop_payables",
        "DELETE FROM payable_payments",
        "UPDATE payable_payments SET amount = 1",
    ] {
        assert_eq!(refused(&fresh, Query::new(statement)).await, "append-only", "{statement}");
    }
    if fresh.db.dialect() == Dialect::Sqlite {
        for table in ["workshop_payables", "payable_payments"] {
            let replaced = format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}");
            assert_eq!(refused(&fresh, Query::new(replaced.leak())).await, "append-only", "{table}");
        }
    }
}

async fn the_version_of_the_supply_moves(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let version = || async {
        let query = Query::new("SELECT version AS n FROM supply_state");
        fresh.db.one::<Number>(query).await.expect("a version").0
    };
    let maker = &yard.makers[0];
    let one = |text: &'static str| Query::new(text).bind(maker.id);
    for change in [
        one("UPDATE workshops SET paused = paused WHERE id = "),
        one("UPDATE workshop_offers SET lead_days = 0 WHERE workshop_id = "),
        one("UPDATE capacity_weekly SET units = 4 WHERE workshop_id = "),
        one("INSERT INTO capacity_overrides (day, units, workshop_id) SELECT '2026-12-24', 0, "),
        one("DELETE FROM capacity_overrides WHERE workshop_id = "),
        one(
            "INSERT INTO workshop_zones (workshop_id, zone_id) SELECT w.id, z.id FROM workshops w CROSS JOIN service_zones z WHERE w.id = ",
        ),
        Query::new("DELETE FROM workshop_zones"),
        Query::new("INSERT INTO holidays (day, name) VALUES ('2027-02-17', 'x')"),
        Query::new("DELETE FROM holidays WHERE day = '2027-02-17'"),
        Query::new("UPDATE service_zones SET mode = 'AUTOMATIC'"),
        Query::new("UPDATE service_zones SET mode = 'SUGGEST'"),
    ] {
        let before = version().await;
        write(&fresh.db, change).await.expect("a change");
        assert!(version().await > before);
    }
    let order = yard.notified("482913").await;
    let before = version().await;
    yard.done(&maker.hands, Command::Accept(forward(&order))).await;
    assert_eq!(version().await, before, "an order changes nothing of what workshops can take");
}
