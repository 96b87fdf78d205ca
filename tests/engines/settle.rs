//! Workshops are paid, told as the people who pay them live it: in parts and in bulk, held back, undone, netted, and
//! overtaken by somebody else.

use crate::debts::{Debts, KINDS, settled, undo, usd};
use crate::fresh::{Fresh, on_both_engines};
use krafta::domain::actor::Actor;
use krafta::domain::money::{Currency, Money};
use krafta::domain::payables::line::{PayableKind, PayableStatus};
use krafta::service::core::error::Moved;
use krafta::service::core::receipt::Outcome;
use krafta::service::payables::commands::Undone;
use krafta::service::{Command, Error, Krafta};

on_both_engines!(
    a_line_is_settled_in_two_parts,
    five_hundred_lines_in_one_settlement,
    what_may_not_be_settled_is_refused_by_name,
    one_of_two_settles_a_line,
    a_reference_is_used_twice_only_with_a_reason,
    a_settlement_is_undone_and_its_lines_are_open_again,
    a_clawback_is_netted_once,
    a_clawback_may_take_all_of_it,
    a_line_is_held_and_released,
);

async fn a_line_is_settled_in_two_parts(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    let order = debts.order("100001").await;
    let line = debts.owe(debts.taller, &order, PayableKind::Full, usd(10_000), "2026-11-24").await;
    let receipt = debts.settle(&[(line, Some(usd(4_000)))], usd(4_000), "5001").await;
    let (settlement, transfer, netted) = settled(&receipt);
    assert_eq!((transfer, netted), (usd(4_000), usd(0)));
    assert!(receipt.on.is_none() && receipt.number().is_empty());
    let after = debts.row(line).await;
    assert_eq!(
        (after.status, after.paid, after.left),
        (PayableStatus::PartiallyPaid, usd(4_000), usd(6_000))
    );
    debts.settle(&[(line, None)], usd(6_000), "5002").await;
    let after = debts.see(line).await;
    assert_eq!(
        (after.row.status, after.row.left, after.row.version),
        (PayableStatus::Paid, usd(0), 2)
    );
    let whats: Vec<_> = after.history.iter().map(|one| one.what.as_str()).collect();
    assert_eq!(whats, ["CREATED", "PAYMENT", "PAYMENT"]);
    // Nothing more is taken.
    let again = debts.paying(debts.taller, &[(line, Some(usd(1)))], usd(1), "5003").await;
    let counter = &debts.counter;
    assert_eq!(counter.refused(&counter.ana, Command::Settle(again)).await, "payable-not-open");
    let shown = counter
        .shop
        .payables()
        .settlement(&counter.support, settlement)
        .await
        .expect("a settlement");
    assert_eq!((shown.payments.len(), shown.row.lines, shown.row.reversed), (1, 1, 0));
    assert_eq!(shown.payments[0].number, order.number);
    // Asked again, the same operation answers the same.
    let command = Command::Settle(debts.paying(debts.taller, &[(line, None)], usd(0), "5002").await);
    let reused = counter.shop.execute(&counter.ana, receipt.operation, command).await;
    assert_eq!(reused.expect_err("another command").code(), "operation-reused");
}

async fn five_hundred_lines_in_one_settlement(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    let mut lines = Vec::new();
    for number in 0..100 {
        let order = debts.order(&format!("{}", 200_001 + 7 * number)).await;
        for kind in KINDS {
            lines.push((debts.owe(debts.taller, &order, kind, usd(1_001), "2026-11-24").await, None));
        }
    }
    let command = debts.paying(debts.taller, &lines, usd(500_500), "9001").await;
    let began = std::time::Instant::now();
    let receipt = debts.counter.done(&debts.counter.ana, Command::Settle(command)).await;
    eprintln!("500 lines: {:?}", began.elapsed());
    let (settlement, transfer, _) = settled(&receipt);
    assert_eq!(transfer, usd(500_500));
    let shown = debts
        .counter
        .shop
        .payables()
        .settlement(&debts.counter.ana, settlement)
        .await
        .expect("a settlement");
    assert_eq!(shown.payments.len(), 500);
    assert_eq!(
        debts
            .counter
            .shop
            .payables()
            .payable_totals(&debts.counter.ana)
            .await
            .expect("totals"),
        []
    );
    // All or nothing: undone as a whole as well.
    let receipt = debts
        .counter
        .done(&debts.counter.ana, undo(Undone::Settlement(settlement), "el banco la devolvió"))
        .await;
    assert_eq!(
        receipt.outcome,
        Outcome::Reversed {
            payments: 500,
            amount: usd(500_500)
        }
    );
    assert_eq!(
        debts
            .counter
            .shop
            .payables()
            .payable_totals(&debts.counter.ana)
            .await
            .expect("totals")[0]
            .owed,
        usd(500_500)
    );
}

async fn what_may_not_be_settled_is_refused_by_name(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    let order = debts.order("100001").await;
    let line = debts.owe(debts.taller, &order, PayableKind::Full, usd(10_000), "2026-11-24").await;
    let elsewhere = debts.owe(debts.other, &order, PayableKind::Balance, usd(500), "2026-11-24").await;
    let counter = &debts.counter;
    for (parts, total, code) in [
        (vec![(line, Some(usd(10_001)))], usd(10_001), "payment-exceeds"),
        (vec![(line, Some(usd(0)))], usd(0), "amount-zero"),
        (vec![(line, Some(usd(-5)))], usd(-5), "amount-negative"),
        (vec![(line, Some(Money::of_minor(100, Currency::Ves)))], usd(1), "amount-currency"),
        (vec![(line, None)], Money::of_minor(10_000, Currency::Ves), "settlement-total"),
        (vec![(line, None)], usd(9_999), "settlement-total"),
        (vec![(line, None), (line, None)], usd(20_000), "payable-twice"),
        (vec![(line, None), (elsewhere, None)], usd(10_500), "settlement-mixed"),
        (vec![], usd(0), "nothing-to-settle"),
    ] {
        let command = debts.paying(debts.taller, &parts, total, "5001").await;
        assert_eq!(counter.refused(&counter.ana, Command::Settle(command)).await, code);
    }
    let good = debts.paying(debts.taller, &[(line, None)], usd(10_000), "5001").await;
    for actor in [&counter.support, &counter.customer, &Actor::system()] {
        assert_eq!(counter.refused(actor, Command::Settle(good.clone())).await, "forbidden");
    }
    let mut lettered = good.clone();
    lettered.reference = "ABC-1".into();
    assert_eq!(counter.refused(&counter.ana, Command::Settle(lettered)).await, "reference-letters");
    let mut nowhere = good.clone();
    nowhere.workshop = krafta::domain::ids::WorkshopId::from_uuid(uuid::Uuid::now_v7());
    assert_eq!(counter.refused(&counter.ana, Command::Settle(nowhere)).await, "workshop-unknown");
    assert_eq!(debts.row(line).await.version, 0, "nothing was written");
}

async fn one_of_two_settles_a_line(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    let counter = &debts.counter;
    for round in 0..5 {
        let order = debts.order(&format!("{}", 300_001 + 11 * round)).await;
        let line = debts.owe(debts.taller, &order, PayableKind::Full, usd(10_000), "2026-11-24").await;
        let other = debts.owe(debts.taller, &order, PayableKind::Deposit, usd(500), "2026-11-24").await;
        let first = debts
            .paying(debts.taller, &[(line, None)], usd(10_000), &format!("600{round}1"))
            .await;
        let second = debts
            .paying(debts.taller, &[(other, None), (line, None)], usd(10_500), &format!("600{round}2"))
            .await;
        let (ana, luis) = tokio::join!(
            counter.shop.execute(&counter.ana, Krafta::new_operation(), Command::Settle(first)),
            counter
                .shop
                .execute(&counter.luis, Krafta::new_operation(), Command::Settle(second)),
        );
        let (winner, error) = match (ana, luis) {
            (Ok(_), Err(error)) => ("ana", error),
            (Err(error), Ok(_)) => ("luis", error),
            both => panic!("{both:?}"),
        };
        let Error::Conflict(conflict) = error else { panic!("{error:?}") };
        assert_eq!((conflict.what, conflict.order.as_str()), (Moved::Payable, order.number.as_str()));
        assert_eq!((conflict.seen, conflict.now), (0, 1));
        let change = &conflict.changes[0];
        assert_eq!((change.who.as_str(), change.edge.as_str()), (winner, "PAYABLE_PAYMENT"));
        assert_eq!(debts.row(line).await.paid, usd(10_000));
        let other_paid = if winner == "luis" { 500 } else { 0 };
        assert_eq!(debts.row(other).await.paid, usd(other_paid), "all or nothing");
    }
}

async fn a_reference_is_used_twice_only_with_a_reason(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    let order = debts.order("100001").await;
    let line = debts.owe(debts.taller, &order, PayableKind::Full, usd(10_000), "2026-11-24").await;
    let elsewhere = debts.owe(debts.other, &order, PayableKind::Balance, usd(500), "2026-11-24").await;
    debts.settle(&[(line, Some(usd(100)))], usd(100), "4821").await;
    let counter = &debts.counter;
    let mut again = debts.paying(debts.taller, &[(line, Some(usd(100)))], usd(100), "0004821").await;
    assert_eq!(
        counter.refused(&counter.luis, Command::Settle(again.clone())).await,
        "settlement-repeated"
    );
    again.repeats_reason = Some("  ".into());
    assert_eq!(
        counter.refused(&counter.luis, Command::Settle(again.clone())).await,
        "settlement-repeated"
    );
    again.repeats_reason = Some("una transferencia, dos líneas".into());
    let receipt = counter.done(&counter.luis, Command::Settle(again)).await;
    let shown = counter
        .shop
        .payables()
        .settlement(&counter.ana, settled(&receipt).0)
        .await
        .expect("a settlement");
    assert!(shown.repeats_reason.is_some());
    // Another workshop's references are its own; where its money goes is kept with the settlement.
    let command = debts.paying(debts.other, &[(elsewhere, None)], usd(500), "4821").await;
    let receipt = counter.done(&counter.ana, Command::Settle(command)).await;
    let shown = counter
        .shop
        .payables()
        .settlement(&counter.ana, settled(&receipt).0)
        .await
        .expect("a settlement");
    assert_eq!(shown.payee.bank_code.as_deref(), Some("0102"));
}

async fn a_settlement_is_undone_and_its_lines_are_open_again(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    let order = debts.order("100001").await;
    let (full, deposit) = (
        debts.owe(debts.taller, &order, PayableKind::Full, usd(10_000), "2026-11-24").await,
        debts
            .owe(debts.taller, &order, PayableKind::Deposit, usd(3_000), "2026-11-24")
            .await,
    );
    let first = settled(&debts.settle(&[(full, Some(usd(2_000))), (deposit, None)], usd(5_000), "7001").await).0;
    debts.settle(&[(full, Some(usd(1_000)))], usd(1_000), "7002").await;
    let counter = &debts.counter;
    assert_eq!(
        counter.refused(&counter.ana, undo(Undone::Settlement(first), " ")).await,
        "reason-required"
    );
    assert_eq!(
        counter.refused(&counter.support, undo(Undone::Settlement(first), "no")).await,
        "forbidden"
    );
    let one = counter
        .shop
        .payables()
        .settlement(&counter.ana, first)
        .await
        .expect("a settlement")
        .payments;
    let payment = one.iter().find(|one| one.payable == deposit).expect("the deposit").payment;
    let receipt = counter.done(&counter.luis, undo(Undone::Payment(payment), "era otra línea")).await;
    assert_eq!(
        receipt.outcome,
        Outcome::Reversed {
            payments: 1,
            amount: usd(3_000)
        }
    );
    assert_eq!(debts.row(deposit).await.status, PayableStatus::Due);
    assert_eq!(
        counter.refused(&counter.ana, undo(Undone::Payment(payment), "otra vez")).await,
        "already-reversed"
    );
    // The rest of the transfer.
    let receipt = counter.done(&counter.ana, undo(Undone::Settlement(first), "rebotó")).await;
    assert_eq!(
        receipt.outcome,
        Outcome::Reversed {
            payments: 1,
            amount: usd(2_000)
        }
    );
    let after = debts.see(full).await;
    assert_eq!((after.row.status, after.row.paid), (PayableStatus::PartiallyPaid, usd(1_000)));
    assert_eq!(after.history.iter().filter(|one| one.what == "REVERSAL").count(), 1);
    assert_eq!(
        counter.refused(&counter.ana, undo(Undone::Settlement(first), "otra vez")).await,
        "already-reversed"
    );
    let shown = counter.shop.payables().settlement(&counter.ana, first).await.expect("a settlement");
    assert_eq!((shown.row.lines, shown.row.reversed), (2, 2));
    let reversal = shown
        .payments
        .iter()
        .filter_map(|one| one.reversed.as_ref())
        .next()
        .expect("a reversal");
    assert!(["luis", "ana"].contains(&reversal.by.as_str()));
    // A reversal is no payment that could be undone in turn.
    let reversing = after
        .history
        .iter()
        .find(|one| one.what == "REVERSAL")
        .and_then(|one| one.payment)
        .expect("its id");
    assert_eq!(
        counter.refused(&counter.ana, undo(Undone::Payment(reversing), "no")).await,
        "payment-unknown"
    );
    debts.settle(&[(full, None), (deposit, None)], usd(12_000), "7003").await;
}

async fn a_clawback_is_netted_once(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    let order = debts.order("100001").await;
    let line = debts.owe(debts.taller, &order, PayableKind::Full, usd(10_000), "2026-11-24").await;
    let clawback = debts
        .owe(debts.taller, &order, PayableKind::Clawback, usd(-3_000), "2026-11-24")
        .await;
    let counter = &debts.counter;
    let gross = debts.paying(debts.taller, &[(line, Some(usd(4_000)))], usd(4_000), "8001").await;
    assert_eq!(counter.refused(&counter.ana, Command::Settle(gross)).await, "settlement-total");
    let receipt = debts.settle(&[(line, Some(usd(4_000)))], usd(1_000), "8001").await;
    assert_eq!((settled(&receipt).1, settled(&receipt).2), (usd(1_000), usd(3_000)));
    assert_eq!(debts.row(clawback).await.status, PayableStatus::Paid);
    // The next one is not lessened again; when the first is undone, it is open once more.
    debts.settle(&[(line, Some(usd(1_000)))], usd(1_000), "8002").await;
    let first = settled(&receipt).0;
    counter.done(&counter.ana, undo(Undone::Settlement(first), "rebotó")).await;
    assert_eq!(debts.row(clawback).await.status, PayableStatus::Due);
    let receipt = debts.settle(&[(line, None)], usd(6_000), "8003").await;
    assert_eq!(settled(&receipt).2, usd(3_000));
}

async fn a_clawback_may_take_all_of_it(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    let order = debts.order("100001").await;
    let line = debts.owe(debts.taller, &order, PayableKind::Full, usd(2_000), "2026-11-24").await;
    let clawback = debts
        .owe(debts.taller, &order, PayableKind::Clawback, usd(-3_000), "2026-11-24")
        .await;
    // Nothing is transferred, so there is no reference.
    let receipt = debts.settle(&[(line, None)], usd(0), "").await;
    assert_eq!((settled(&receipt).1, settled(&receipt).2), (usd(0), usd(2_000)));
    let left = debts.row(clawback).await;
    assert_eq!((left.status, left.left), (PayableStatus::PartiallyPaid, usd(-1_000)));
    // A clawback is not paid by itself.
    let alone = debts.paying(debts.taller, &[(clawback, None)], usd(-1_000), "8001").await;
    let counter = &debts.counter;
    assert_eq!(counter.refused(&counter.ana, Command::Settle(alone)).await, "amount-negative");
    let totals = counter.shop.payables().payable_totals(&counter.ana).await.expect("totals");
    assert_eq!((totals[0].owed, totals[0].to_net, totals[0].workshops), (usd(0), usd(1_000), 0));
}

async fn a_line_is_held_and_released(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    let order = debts.order("100001").await;
    let line = debts.owe(debts.taller, &order, PayableKind::Full, usd(2_000), "2026-11-20").await;
    debts.settle(&[(line, Some(usd(500)))], usd(500), "1001").await;
    let counter = &debts.counter;
    let silent = debts.on(line, " ").await;
    assert_eq!(counter.refused(&counter.ana, Command::HoldPayable(silent)).await, "reason-required");
    let hold = debts.on(line, "faltan 3 piezas").await;
    assert_eq!(
        counter.refused(&counter.support, Command::HoldPayable(hold.clone())).await,
        "forbidden"
    );
    counter.done(&counter.ana, Command::HoldPayable(hold.clone())).await;
    // What was seen before is not what is there now.
    let late = counter.run(&counter.luis, Command::HoldPayable(hold)).await.expect_err("overtaken");
    assert_eq!(late.code(), "payable-moved");
    let held = debts.see(line).await;
    assert_eq!(held.row.status, PayableStatus::OnHold);
    assert_eq!(held.held_because.as_deref(), Some("faltan 3 piezas"));
    assert!(!held.row.overdue);
    let paying = debts.paying(debts.taller, &[(line, None)], usd(1_500), "1002").await;
    assert_eq!(counter.refused(&counter.ana, Command::Settle(paying)).await, "payable-held");
    let twice = debts.on(line, "otra vez").await;
    assert_eq!(counter.refused(&counter.ana, Command::HoldPayable(twice)).await, "payable-held");
    let release = debts.on(line, "llegaron").await;
    counter.done(&counter.luis, Command::ReleasePayable(release)).await;
    let released = debts.row(line).await;
    assert_eq!(
        (released.status, released.overdue, released.days_late),
        (PayableStatus::PartiallyPaid, true, 2)
    );
    let again = debts.on(line, "otra vez").await;
    assert_eq!(
        counter.refused(&counter.ana, Command::ReleasePayable(again)).await,
        "payable-not-held"
    );
}
