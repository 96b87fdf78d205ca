//! Friday's payments: a draft shows what is due, freezing writes down what leaves, each line is paid by its reference or found in the
//! bank's statement, and what goes wrong with one leaves the rest.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::bank::{day, import, line as bank_line};
use crate::counter::{Placed, bolivares};
use crate::debts::{Debts, usd};
use crate::fresh::{Fresh, on_both_engines};
use krafta::config::Settings;
use krafta::db::{Db, DbError, Query};
use krafta::domain::bank::statement::{Direction, StatementLine};
use krafta::domain::ids::RunId;
use krafta::domain::money::Money;
use krafta::domain::payables::line::PayableKind;
use krafta::domain::payments::refund::Destination;
use krafta::domain::runs::finding::FoundBy;
use krafta::domain::runs::sheet::{Mark, Whom};
use krafta::domain::runs::state::{LineState, RunState};
use krafta::service::Command;
use krafta::service::core::receipt::Outcome;
use krafta::service::payments::commands::{DirectRefund, RequestRefund};
use krafta::service::payments::view::RefundFilter;
use krafta::service::runs::commands::{ChooseRunLine, CloseRun, CountersignRun, DraftRun, FreezeRun, OnRunLine, PayRunLine, VoidRun};
use krafta::service::runs::view::RunView;

on_both_engines!(
    fridays_run_is_frozen_paid_found_and_closed,
    one_invalid_account_stays_out_and_the_rest_goes,
    a_payee_or_a_line_that_moved_is_seen_again_before_it_is_frozen,
    above_the_limit_another_person_agrees,
    a_failed_line_is_due_again,
    a_run_is_given_up_before_anything_was_paid,
);

const TALLER: &str = "UPDATE workshops SET payee_method = 'PAGO_MOVIL', payee_bank_code = '0105', payee_account = '+584145551234', \
  payee_name = 'Ana Díaz', payee_id_doc = 'V12345678' WHERE name = 'Taller'";
const BORDADOS: &str = "UPDATE workshops SET payee_method = 'BANK_TRANSFER', payee_bank_code = '0102', payee_account = '01020123430004324821', \
  payee_name = 'Bordados Ávila C.A.', payee_id_doc = 'J070133805' WHERE name = 'Bordados Ávila'";

pub async fn raw(db: &Db, text: &str) -> Result<u64, DbError> {
    let mut tx = db.begin().await.expect("a transaction");
    let done = tx.exec(Query::new(text.to_owned().leak())).await;
    match done {
        Ok(rows) => tx.commit().await.map(|()| rows),
        Err(error) => {
            tx.rollback().await.expect("a rollback");
            Err(error)
        }
    }
}

/// Two workshops that are owed, one of which owes something back; the shop's day is 2026-11-22 and its rate 93,0371.
pub async fn owing(fresh: &Fresh, debts: &Debts) -> [Placed; 2] {
    for text in [TALLER, BORDADOS] {
        assert_eq!(raw(&fresh.db, text).await.expect("a payee"), 1);
    }
    let orders = [debts.order("100001").await, debts.order("100002").await];
    debts
        .owe(debts.taller, &orders[0], PayableKind::Full, usd(10_000), "2026-11-20")
        .await;
    debts
        .owe(debts.taller, &orders[0], PayableKind::Clawback, usd(-2_000), "2026-11-20")
        .await;
    debts
        .owe(debts.taller, &orders[1], PayableKind::Balance, usd(50_000), "2026-12-20")
        .await;
    debts
        .owe(debts.other, &orders[1], PayableKind::Full, usd(3_000), "2026-11-22")
        .await;
    orders
}

async fn refund(debts: &Debts, reference: &str) -> Placed {
    let counter = &debts.counter;
    let order = debts.order(reference).await;
    let back = RequestRefund {
        order: order.id,
        seen: Some(counter.seen(&order).await),
        reason: "ya no lo quiere".into(),
        overridden: false,
        evidence: Vec::new(),
        share: None,
        borne_by: None,
    };
    counter.done(&counter.luis, Command::RequestRefund(back)).await;
    let to = Destination {
        method: Some(krafta::domain::method::PaymentMethod::PagoMovil),
        bank: Some("0134".into()),
        phone: Some("04125550000".into()),
        id_doc: Some("V9876543".into()),
        name: Some("María Fernández".into()),
        account: None,
    };
    let direct = DirectRefund {
        order: order.id,
        seen: None,
        refund: None,
        to,
    };
    counter.done(&counter.luis, Command::DirectRefund(direct)).await;
    order
}

pub async fn drafted(debts: &Debts) -> RunId {
    let counter = &debts.counter;
    let draft = DraftRun {
        account: "pm-venezuela".into(),
        cut_off: day("2026-11-22"),
        rate: None,
        rate_confirmed: false,
    };
    match counter.done(&counter.ana, Command::DraftRun(draft)).await.outcome {
        Outcome::Run { run, .. } => run,
        other => panic!("no run: {other:?}"),
    }
}

pub async fn seen(debts: &Debts, run: RunId) -> RunView {
    debts.counter.shop.runs().show(&debts.counter.ana, run).await.expect("a run")
}

async fn freezing(debts: &Debts, run: RunId) -> Command {
    let view = seen(debts, run).await;
    Command::FreezeRun(FreezeRun {
        run,
        seen: view.sheet.digest,
        total: view.sheet.total,
    })
}

pub async fn frozen(debts: &Debts) -> RunId {
    let run = drafted(debts).await;
    let freeze = freezing(debts, run).await;
    debts.counter.done(&debts.counter.ana, freeze).await;
    run
}

pub fn paying(run: RunId, line: i64, reference: &str) -> Command {
    Command::PayRunLine(PayRunLine::sent(run, line, reference.into()))
}

pub fn on_line(run: RunId, line: i64, reason: &str) -> OnRunLine {
    OnRunLine {
        run,
        line,
        reason: reason.into(),
    }
}

pub fn debit(number: u32, reference: &str, text: &str, amount: Money) -> StatementLine {
    StatementLine {
        description: text.into(),
        direction: Direction::Out,
        date: NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day"),
        ..bank_line(number, reference, amount)
    }
}

fn amounts(view: &RunView) -> Vec<i64> {
    let lines = view.sheet.lines.iter();
    lines.map(|line| line.amount.map_or(0, Money::minor)).collect()
}

async fn fridays_run_is_frozen_paid_found_and_closed(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    owing(&fresh, &debts).await;
    let order = refund(&debts, "100003").await;
    let counter = &debts.counter;
    let run = drafted(&debts).await;
    let sheet = seen(&debts, run).await;
    let [bordados, taller, back] = sheet.sheet.lines.as_slice() else {
        panic!("{sheet:?}")
    };
    assert_eq!((bordados.owed, bordados.amount), (usd(3_000), Some(bolivares(279_111))));
    assert_eq!(
        (taller.owed, taller.netted, taller.amount),
        (usd(8_000), usd(2_000), Some(bolivares(744_297)))
    );
    assert_eq!(
        (back.amount, back.number.as_ref().map(|number| number.as_str())),
        (Some(order.due), Some(order.number.as_str()))
    );
    assert_eq!(sheet.sheet.total.minor(), 279_111 + 744_297 + order.due.minor());
    // What is rehearsed is what is booked.
    let freeze = freezing(&debts, run).await;
    let rehearsed = counter.shop.rehearse(&counter.ana, freeze.clone()).await.expect("a rehearsal");
    assert_eq!(seen(&debts, run).await.run.state, RunState::Draft);
    let done = counter.done(&counter.ana, freeze).await;
    assert_eq!(rehearsed.receipt.outcome, done.outcome);
    assert!(
        counter
            .shop
            .runs()
            .find(&counter.ana, run, None)
            .await
            .expect("findings")
            .found
            .is_empty()
    );
    // One typed, two found in Monday's statement, one of which is the typed one.
    counter.minutes_pass(24 * 60);
    counter.done(&counter.ana, paying(run, 1, "00482913")).await;
    import(
        counter,
        vec![
            debit(2, "000000482913", "TRANSF A TERCEROS", bolivares(279_111)),
            debit(3, "000000771204", "PAGO MOVIL 04145551234 V12345678", bolivares(744_297)),
            debit(4, "000000771205", "PAGO MOVIL 04125550000", order.due),
            debit(5, "000000771206", "PAGO A PROVEEDORES", bolivares(5)),
        ],
    )
    .await;
    let found = counter.shop.runs().find(&counter.ana, run, None).await.expect("findings");
    let by: Vec<_> = found.found.iter().map(|one| (one.line, one.paid, one.by[0])).collect();
    assert_eq!(
        by,
        [
            (1, true, FoundBy::Reference),
            (2, false, FoundBy::Document),
            (3, false, FoundBy::Phone)
        ]
    );
    assert_eq!(
        counter.refused(&counter.ana, Command::CloseRun(CloseRun { run })).await,
        "run-waits"
    );
    for one in &found.found {
        let pay = PayRunLine::shown_by(run, one.line, one.debit);
        // A refund is paid by another admin than who asked for it.
        counter.done(&counter.ana, Command::PayRunLine(pay)).await;
    }
    let view = seen(&debts, run).await;
    assert_eq!((view.run.pending, view.run.unseen, view.run.found), (0, 0, 3));
    assert!(
        view.sheet
            .lines
            .iter()
            .all(|line| line.state == LineState::Paid && line.seen_on == Some(day("2026-11-23")))
    );
    counter.done(&counter.ana, Command::CloseRun(CloseRun { run })).await;
    assert_eq!(seen(&debts, run).await.run.state, RunState::Closed);
    let owed = counter.shop.payables().payable_totals(&counter.ana).await.expect("totals");
    assert_eq!(owed[0].owed, usd(50_000), "what was not due stays");
    let refunds = counter
        .shop
        .payments()
        .refunds(&counter.ana, RefundFilter::default(), None, 10)
        .await
        .expect("refunds");
    assert!(refunds.rows.iter().all(|refund| refund.status == "PAID"), "{refunds:?}");
    assert_eq!(counter.refused(&counter.ana, paying(run, 1, "00482914")).await, "run-state");
}

async fn one_invalid_account_stays_out_and_the_rest_goes(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    owing(&fresh, &debts).await;
    let counter = &debts.counter;
    raw(
        &fresh.db,
        "UPDATE workshops SET payee_account = '0102012345000432482' WHERE name = 'Bordados Ávila'",
    )
    .await
    .expect("19 digits");
    raw(
        &fresh.db,
        "UPDATE workshops SET paused = true, pause_reason = 'máquina' WHERE name = 'Taller'",
    )
    .await
    .expect("a pause");
    let run = drafted(&debts).await;
    let sheet = seen(&debts, run).await.sheet;
    assert_eq!((sheet.going, sheet.left_out, sheet.total), (1, 1, bolivares(744_297)));
    assert_eq!(sheet.lines[0].marks, [Mark::Account]);
    assert_eq!(sheet.lines[1].marks, [Mark::Paused, Mark::Netted], "who rests is still owed");
    // A person leaves out the other, or lowers it.
    let choose = |excluded, amount| {
        Command::ChooseRunLine(ChooseRunLine {
            run,
            whom: Whom::Workshop(debts.taller),
            excluded,
            amount,
            reason: None,
        })
    };
    counter.done(&counter.ana, choose(true, None)).await;
    assert_eq!(seen(&debts, run).await.sheet.going, 0);
    assert_eq!(counter.refused(&counter.ana, freezing(&debts, run).await).await, "run-empty");
    counter.done(&counter.ana, choose(false, Some(usd(1_000)))).await;
    assert_eq!(seen(&debts, run).await.sheet.total, bolivares(93_037));
    let wrong = Command::FreezeRun(FreezeRun {
        run,
        seen: seen(&debts, run).await.sheet.digest,
        total: bolivares(93_038),
    });
    assert_eq!(counter.refused(&counter.ana, wrong).await, "run-total");
    counter.done(&counter.ana, freezing(&debts, run).await).await;
    counter.done(&counter.ana, paying(run, 1, "77001")).await;
    assert_eq!(counter.refused(&counter.ana, choose(true, None)).await, "run-state");
    assert_eq!(counter.refused(&counter.support, freezing(&debts, run).await).await, "forbidden");
}

async fn a_payee_or_a_line_that_moved_is_seen_again_before_it_is_frozen(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    let orders = owing(&fresh, &debts).await;
    let counter = &debts.counter;
    let run = drafted(&debts).await;
    let before = freezing(&debts, run).await;
    raw(
        &fresh.db,
        "UPDATE workshops SET payee_account = '01020123430004324822' WHERE name = 'Bordados Ávila'",
    )
    .await
    .expect("a payee");
    assert_eq!(counter.refused(&counter.ana, before).await, "run-moved");
    let before = freezing(&debts, run).await;
    debts
        .owe(debts.other, &orders[0], PayableKind::Adjustment, usd(100), "2026-11-22")
        .await;
    assert_eq!(counter.refused(&counter.ana, before).await, "run-moved");
    counter.done(&counter.ana, freezing(&debts, run).await).await;
}

async fn above_the_limit_another_person_agrees(fresh: Fresh) {
    let mut settings = Settings::default();
    settings.runs.second_person_above = Some(Decimal::new(109, 0));
    let debts = Debts::open_with(&fresh, settings).await;
    owing(&fresh, &debts).await;
    let counter = &debts.counter;
    let run = frozen(&debts).await;
    let total = seen(&debts, run).await.sheet.total;
    assert_eq!(seen(&debts, run).await.run.needs_second, Some(true), "110,00 dollars");
    assert_eq!(counter.refused(&counter.ana, paying(run, 1, "00482913")).await, "run-second");
    let agree = |total| Command::CountersignRun(CountersignRun { run, total });
    assert_eq!(counter.refused(&counter.ana, agree(total)).await, "run-second-same");
    assert_eq!(counter.refused(&counter.luis, agree(bolivares(1))).await, "run-total");
    let by_hand = "UPDATE payment_runs SET countersigned_by = frozen_by, countersigned_at = frozen_at, version = version + 1";
    assert!(raw(&fresh.db, by_hand).await.is_err(), "the second person is another one");
    counter.done(&counter.luis, agree(total)).await;
    counter.done(&counter.ana, paying(run, 1, "00482913")).await;
    assert_eq!(counter.refused(&counter.luis, agree(total)).await, "run-state");
}

async fn a_failed_line_is_due_again(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    owing(&fresh, &debts).await;
    let counter = &debts.counter;
    let run = frozen(&debts).await;
    counter
        .done(&counter.ana, Command::FailRunLine(on_line(run, 1, "cuenta cerrada")))
        .await;
    counter.done(&counter.ana, paying(run, 2, "00482913")).await;
    assert_eq!(
        counter.refused(&counter.ana, Command::FailRunLine(on_line(run, 2, "no"))).await,
        "run-line-state",
        "what was paid is taken back as every settlement is"
    );
    let second = drafted(&debts).await;
    assert_eq!(amounts(&seen(&debts, second).await), [279_111]);
    counter
        .done(&counter.ana, Command::ExplainRunLine(on_line(run, 2, "por otro banco")))
        .await;
    counter.done(&counter.ana, Command::CloseRun(CloseRun { run })).await;
}

async fn a_run_is_given_up_before_anything_was_paid(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    owing(&fresh, &debts).await;
    let counter = &debts.counter;
    let (run, void) = (frozen(&debts).await, |run| {
        Command::VoidRun(VoidRun {
            run,
            reason: "se repite mañana".into(),
        })
    });
    counter.done(&counter.ana, void(run)).await;
    assert_eq!(counter.refused(&counter.ana, void(run)).await, "run-state");
    let second = frozen(&debts).await;
    assert_eq!(seen(&debts, second).await.run.number, 2);
    counter.done(&counter.ana, paying(second, 1, "00482913")).await;
    assert_eq!(counter.refused(&counter.ana, void(second)).await, "run-state");
    let open = counter.shop.runs().list(&counter.ana, true, None, 10).await.expect("runs");
    assert_eq!(open.rows.iter().map(|run| run.number).collect::<Vec<_>>(), [2]);
    assert_eq!(counter.shop.runs().numbered(&counter.ana, "#2").await.expect("a run"), second);
}
