//! What goes wrong after a payment run was frozen: what changes meanwhile, what is paid beside it, what is taken back, and who writes by hand.

use crate::bank::import;
use crate::counter::bolivares;
use crate::debts::{Debts, undo, usd};
use crate::fresh::{Fresh, on_both_engines};
use crate::runs::{debit, drafted, frozen, on_line, owing, paying, raw, seen};
use krafta::domain::payables::line::{PayableKind, PayableStatus};
use krafta::domain::runs::sheet::Mark;
use krafta::service::Command;
use krafta::service::core::receipt::Outcome;
use krafta::service::payables::commands::Undone;
use krafta::service::runs::commands::{CloseRun, PayRunLine};

on_both_engines!(
    what_changes_after_freezing_leaves_the_rest,
    what_stands_in_a_run_is_paid_by_it_alone,
    what_was_taken_back_frees_its_debit,
    a_raw_writer_does_not_touch_what_was_frozen,
);

async fn what_changes_after_freezing_leaves_the_rest(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    let orders = owing(&fresh, &debts).await;
    let counter = &debts.counter;
    let held = debts
        .owe(debts.taller, &orders[1], PayableKind::Deposit, usd(100), "2026-11-21")
        .await;
    let run = frozen(&debts).await;
    // One payee changed: what was sent went where the run says. One line was held: it is not booked until it is released.
    raw(
        &fresh.db,
        "UPDATE workshops SET payee_account = '01020123430004324822' WHERE name = 'Bordados Ávila'",
    )
    .await
    .expect("a payee");
    counter
        .done(&counter.ana, Command::HoldPayable(debts.on(held, "falta una pieza").await))
        .await;
    // A new debt of theirs is no part of it.
    debts
        .owe(debts.other, &orders[1], PayableKind::Clawback, usd(-500), "2026-11-22")
        .await;
    let view = seen(&debts, run).await;
    assert_eq!(view.sheet.lines[0].marks, [Mark::PayeeChanged]);
    assert_eq!(view.sheet.lines[1].marks, [Mark::HeldSince]);
    let done = counter.done(&counter.ana, paying(run, 1, "00482913")).await;
    let Outcome::Settled {
        settlement,
        transfer,
        netted,
        ..
    } = done.outcome
    else {
        panic!("{done:?}")
    };
    assert_eq!((transfer, netted), (usd(3_000), usd(0)));
    let shown = counter
        .shop
        .payables()
        .settlement(&counter.ana, settlement)
        .await
        .expect("a settlement");
    let account = shown.payee.account.map(|account| account.to_string().replace(' ', ""));
    assert_eq!(account.as_deref(), Some("01020123430004324821"));
    assert_eq!(counter.refused(&counter.ana, paying(run, 2, "00482914")).await, "payable-held");
    counter
        .done(&counter.ana, Command::ReleasePayable(debts.on(held, "llegó").await))
        .await;
    counter.done(&counter.ana, paying(run, 2, "00482914")).await;
    assert_eq!(debts.row(held).await.status, PayableStatus::Paid);
    assert_eq!(counter.refused(&counter.ana, paying(run, 2, "00482915")).await, "run-line-state");
    assert_eq!(counter.refused(&counter.ana, paying(run, 9, "00482915")).await, "run-line-unknown");
    for line in [1, 2] {
        counter
            .done(&counter.ana, Command::ExplainRunLine(on_line(run, line, "el banco no da ese día")))
            .await;
    }
    counter.done(&counter.ana, Command::CloseRun(CloseRun { run })).await;
}

async fn what_stands_in_a_run_is_paid_by_it_alone(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    let orders = owing(&fresh, &debts).await;
    let counter = &debts.counter;
    let line = debts
        .owe(debts.other, &orders[0], PayableKind::Deposit, usd(700), "2026-11-21")
        .await;
    let run = frozen(&debts).await;
    let alone = debts.paying(debts.other, &[(line, None)], usd(700), "5001").await;
    assert_eq!(counter.refused(&counter.ana, Command::Settle(alone)).await, "run-holds");
    let second = drafted(&debts).await;
    assert!(seen(&debts, second).await.sheet.lines.is_empty(), "the next run does not have it");
    counter.done(&counter.ana, paying(run, 1, "00482913")).await;
    assert_eq!(debts.row(line).await.status, PayableStatus::Paid);
}

async fn what_was_taken_back_frees_its_debit(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    owing(&fresh, &debts).await;
    let counter = &debts.counter;
    let run = frozen(&debts).await;
    counter.minutes_pass(24 * 60);
    import(
        counter,
        vec![
            debit(2, "000000482913", "BORDADOS AVILA", bolivares(279_111)),
            debit(3, "000000482914", "X", bolivares(1)),
        ],
    )
    .await;
    let found = counter.shop.runs().find(&counter.ana, run, None).await.expect("findings");
    let pay = |line, debit| Command::PayRunLine(PayRunLine::shown_by(run, line, debit));
    let debit = found.found[0].debit;
    assert_eq!(
        counter.refused(&counter.ana, pay(2, debit)).await,
        "run-line-unlike",
        "another amount"
    );
    let done = counter.done(&counter.ana, pay(1, debit)).await;
    let Outcome::Settled { settlement, .. } = done.outcome else {
        panic!("{done:?}")
    };
    let free = |counter: &crate::counter::Counter| {
        let (shop, ana) = (counter.shop.clone(), counter.ana.clone());
        async move { shop.bank().credit(&ana, debit).await.expect("a debit").credit.free() }
    };
    assert_eq!(free(counter).await, bolivares(0));
    counter
        .done(&counter.ana, undo(Undone::Settlement(settlement), "el banco la devolvió"))
        .await;
    assert_eq!(free(counter).await, bolivares(279_111));
    assert_eq!(seen(&debts, run).await.sheet.lines[0].marks, [Mark::TakenBack]);
}

async fn a_raw_writer_does_not_touch_what_was_frozen(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    owing(&fresh, &debts).await;
    let counter = &debts.counter;
    let run = frozen(&debts).await;
    counter.done(&counter.ana, paying(run, 2, "00482913")).await;
    let payable = "SELECT id FROM workshop_payables WHERE amount > 0 AND due_on < '2026-12-01' ORDER BY amount LIMIT 1";
    let refused = [
        ("UPDATE payment_run_lines SET amount = amount + 1", "run-frozen"),
        ("UPDATE payment_run_lines SET payee_account = '01020000000000000000'", "run-frozen"),
        (
            "UPDATE payment_run_lines SET reference = '999999' WHERE state = 'PAID'",
            "run-frozen",
        ),
        ("UPDATE payment_run_lines SET state = 'PENDING' WHERE state = 'PAID'", "run-state"),
        ("UPDATE payment_runs SET total = total + 1, version = version + 1", "run-frozen"),
        ("UPDATE payment_runs SET state = 'DRAFT', version = version + 1", "run-state"),
        ("UPDATE payment_run_payables SET pending = pending WHERE pending", "run-frozen"),
        ("DELETE FROM payment_run_lines", "append-only"),
        ("DELETE FROM payment_runs", "append-only"),
        ("UPDATE payment_run_payables SET amount = amount + 1", "run-frozen"),
    ];
    for (text, code) in refused {
        let error = raw(&fresh.db, text).await.expect_err(text);
        assert_eq!(error.code(), code, "{text}: {error}");
    }
    let ended = "UPDATE payment_runs SET state = 'CLOSED', ended_by = made_by, ended_at = created_at, version = version + 1";
    assert_eq!(raw(&fresh.db, ended).await.expect_err("it waits").code(), "run-waits");
    // A payment beside the run, and a second run with what stands in one.
    let beside = format!(
        "INSERT INTO payable_payments (payable_id, amount, currency, method, reference, paid_by, paid_at) \
         SELECT ({payable}), 1, 'USD', 'CASH', '1234', made_by, created_at FROM payment_runs"
    );
    assert_eq!(raw(&fresh.db, &beside).await.expect_err("it stands in a run").code(), "run-holds");
    let late = "INSERT INTO payment_run_lines (run_id, position, workshop_id, method, owed, owed_currency, amount, currency) \
      SELECT run_id, 99, workshop_id, method, owed, owed_currency, amount, currency FROM payment_run_lines WHERE position = 1";
    assert_eq!(raw(&fresh.db, late).await.expect_err("frozen").code(), "run-frozen");
}
