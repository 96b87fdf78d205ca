//! What the banks show comes in, is matched with what customers reported, and pays it once.

use chrono::NaiveDate;

use crate::counter::{Counter, Placed, bolivares, on};
use crate::fresh::{Fresh, on_both_engines};
use crate::shop::token;
use krafta::db::{Db, DbResult, FromRow, Query, Row};
use krafta::domain::bank::matching::{Level, Refused};
use krafta::domain::bank::statement::{Balances, Statement, StatementLine};
use krafta::domain::ids::SubmissionId;
use krafta::domain::money::Money;
use krafta::domain::orders::status::PaymentStatus;
use krafta::service::bank::commands::{OnCredit, ReconcileCredit};
use krafta::service::bank::credits::{CreditRow, Which};
use krafta::service::core::command::{OnOrder, WithReason};
use krafta::service::core::receipt::{Imported, Outcome};
use krafta::service::payments::commands::{Attestation, Verify};
use krafta::service::{Command, Krafta};

on_both_engines!(
    an_import_adds_what_is_new_and_nothing_else,
    twins_of_a_day_stay_two_lines,
    what_was_attested_is_found_in_the_statement,
    a_fitting_line_confirms_its_order_and_pays_no_other,
    one_line_pays_two_orders_and_never_more,
    typed_evidence_is_the_only_line_that_fits,
    what_was_set_aside_is_proposed_no_more,
    a_verdict_that_is_taken_back_frees_its_line,
    the_database_keeps_what_a_credit_pays,
    two_who_import_one_file_add_it_once,
    what_comes_near_says_why_it_does_not_fit,
);

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A line that came by pago móvil on the day of the shop's opening.
pub fn line(number: u32, reference: &str, amount: Money) -> StatementLine {
    StatementLine {
        line: number,
        ..StatementLine::came(day("2026-11-22"), reference, amount, "PAGO MOVIL RECIBIDO")
    }
}

async fn command(counter: &Counter, lines: Vec<StatementLine>) -> Command {
    let content: String = lines.iter().map(|line| format!("{line:?}\n")).collect();
    let statement = Statement::new("test_csv", lines, Vec::new(), 0, Balances::default());
    let file = ("movimientos.csv", content.into_bytes());
    let read = counter.shop.bank().read_file(&counter.ana, "pm-venezuela", file, statement);
    Command::ImportStatement(read.expect("a file").command(false))
}

pub async fn import(counter: &Counter, lines: Vec<StatementLine>) -> Imported {
    let command = command(counter, lines).await;
    match counter.done(&counter.ana, command).await.outcome {
        Outcome::Imported(done) => *done,
        other => panic!("not imported: {other:?}"),
    }
}

pub async fn credits(counter: &Counter, which: Which) -> Vec<CreditRow> {
    counter
        .shop
        .bank()
        .credits(&counter.ana, &which, None, 50)
        .await
        .expect("credits")
        .rows
}

pub async fn free(counter: &Counter) -> Vec<CreditRow> {
    credits(counter, Which::Free).await
}

/// The verdict that a line pays a proof.
pub async fn by_line(counter: &Counter, order: &Placed, proof: SubmissionId, line: &CreditRow, amount: Money) -> Command {
    let attested = Attestation {
        submission: proof,
        account: line.account.to_string(),
        date: line.value_date,
        amount,
        bank_reference: line.reference.to_string(),
        whole: None,
        credit: Some(line.id),
        note: None,
    };
    Command::Confirm(Verify {
        order: order.id,
        seen: counter.seen(order).await,
        evidence: vec![attested],
        override_reason: None,
        reason: Some("así está en el banco".into()),
    })
}

async fn an_import_adds_what_is_new_and_nothing_else(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (one, two) = (line(2, "00012345678", bolivares(100)), line(3, "00012345679", bolivares(200)));
    let first = import(&counter, vec![one.clone(), two.clone()]).await;
    assert_eq!((first.added, first.known), (2, 0));
    let again = import(&counter, vec![one, two.clone()]).await;
    assert_eq!((again.added, again.known), (0, 2), "the same file");
    let third = line(9, "00012345680", bolivares(300));
    let overlap = import(&counter, vec![two, third]).await;
    assert_eq!((overlap.added, overlap.known), (1, 1), "an overlapping one");
    assert_eq!(free(&counter).await.len(), 3);
    let account = counter.shop.bank().status(&counter.ana).await.expect("a status");
    let account = account
        .iter()
        .find(|account| account.account.as_str() == "pm-venezuela")
        .expect("the account");
    assert_eq!((account.unmatched_in.lines, account.unmatched_in.sum), (3, bolivares(600)));
    assert_eq!(account.imports.len(), 3);
    assert_eq!(
        counter
            .refused(&counter.support, command(&counter, vec![line(1, "1234567", bolivares(1))]).await)
            .await,
        "forbidden"
    );
    let dollars = vec![line(1, "1234567", Money::of_minor(100, krafta::domain::money::Currency::Usd))];
    assert_eq!(
        counter.refused(&counter.ana, command(&counter, dollars).await).await,
        "amount-currency"
    );
    assert_eq!(free(&counter).await.len(), 3, "a refused import leaves nothing");
    let mut corrected = line(2, "00012345699", bolivares(100));
    corrected.bank_id = Some("X1".into());
    import(&counter, vec![corrected.clone()]).await;
    corrected.amount = bolivares(101);
    let done = import(&counter, vec![corrected]).await;
    assert_eq!(
        (done.added, done.corrected),
        (0, vec![2]),
        "a line that the bank corrected is named, and left as it was"
    );
}

async fn twins_of_a_day_stay_two_lines(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let twins = vec![line(2, "4455667788", bolivares(500)), line(3, "4455667788", bolivares(500))];
    assert_eq!(import(&counter, twins.clone()).await.added, 2);
    assert_eq!(import(&counter, twins).await.added, 0);
    assert_eq!(free(&counter).await.len(), 2);
}

async fn what_was_attested_is_found_in_the_statement(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.confirmed("55482913").await;
    let other = counter.confirmed("55482914").await;
    assert!(credits(&counter, Which::Unseen).await.is_empty(), "no statement holds that day yet");
    let mut less = line(3, "0055482914", bolivares(other.due.minor() - 100));
    less.date = day("2026-11-23");
    let done = import(&counter, vec![line(2, "0055482913", order.due), less]).await;
    assert_eq!((done.added, done.reconciled), (2, 1), "the second is another amount");
    let unseen = credits(&counter, Which::Unseen).await;
    assert_eq!(unseen.len(), 1);
    let lines = credits(&counter, Which::OfImport(done.import)).await;
    assert_eq!(lines[0].allocated, order.due, "one money, not two");
    let paid = counter.shop.bank().credit(&counter.ana, lines[0].id).await.expect("a credit");
    assert_eq!(
        paid.uses[0].number.as_ref().map(|number| number.as_str()),
        Some(order.number.as_str())
    );
    assert_eq!(
        free(&counter).await.len(),
        1,
        "what is not what was attested is money without an order"
    );
    // A person may not join them either: the line is less than what was taken of it.
    let join = ReconcileCredit {
        attested: unseen[0].id,
        line: lines[1].id,
        text: "es el mismo".into(),
    };
    assert_eq!(
        counter.refused(&counter.ana, Command::ReconcileCredit(join)).await,
        "credit-exceeded"
    );
}

async fn a_fitting_line_confirms_its_order_and_pays_no_other(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (order, proof) = counter.reported_and_claimed("77123456").await;
    import(
        &counter,
        vec![line(2, "000077123456", order.due), line(3, "000099999999", bolivares(1))],
    )
    .await;
    let found = counter.shop.bank().proposals(&counter.ana).await.expect("proposals");
    let [proposal] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((proposal.submission, proposal.fits, proposal.preselected), (proof, true, true));
    assert_eq!(proposal.candidates[0].level, Level::Exact);
    let credit = free(&counter)
        .await
        .into_iter()
        .find(|row| row.id == proposal.candidates[0].line.credit)
        .expect("the line");
    let mut wrong = by_line(&counter, &order, proof, &credit, order.due).await;
    if let Command::Confirm(verify) = &mut wrong {
        verify.evidence[0].bank_reference = "77123456".into();
    }
    assert_eq!(
        counter.refused(&counter.ana, wrong).await,
        "credit-other",
        "what is booked is what the line shows"
    );
    let confirm = by_line(&counter, &order, proof, &credit, order.due).await;
    let rehearsed = counter.shop.rehearse(&counter.ana, confirm.clone()).await.expect("a rehearsal");
    let receipt = counter.done(&counter.ana, confirm).await;
    assert_eq!(on(&receipt).payment, PaymentStatus::Confirmed);
    assert_eq!(rehearsed.receipt.outcome, receipt.outcome);
    assert_eq!(free(&counter).await.len(), 1);
    assert!(counter.shop.bank().proposals(&counter.ana).await.expect("proposals").is_empty());
    let (second, proof) = counter.reported_and_claimed("77123457").await;
    let again = by_line(&counter, &second, proof, &credit, second.due).await;
    assert_eq!(counter.refused(&counter.ana, again).await, "credit-exceeded");
}

async fn one_line_pays_two_orders_and_never_more(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (first, one) = counter.reported_and_claimed("88123456").await;
    import(&counter, vec![line(2, "88123456", bolivares(2 * first.due.minor()))]).await;
    let credit = free(&counter).await.remove(0);
    let confirm = by_line(&counter, &first, one, &credit, first.due).await;
    counter.done(&counter.ana, confirm).await;
    let left = free(&counter).await.remove(0);
    assert_eq!(left.free(), first.due);
    let (second, two) = counter.reported_and_claimed("88123456").await;
    let more = by_line(&counter, &second, two, &credit, bolivares(second.due.minor() + 1)).await;
    assert_eq!(counter.refused(&counter.ana, more).await, "credit-exceeded");
    let confirm = by_line(&counter, &second, two, &credit, second.due).await;
    counter.done(&counter.ana, confirm).await;
    assert!(free(&counter).await.is_empty());
}

async fn typed_evidence_is_the_only_line_that_fits(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (order, proof) = counter.reported_and_claimed("99123456").await;
    import(&counter, vec![line(2, "000099123456", order.due)]).await;
    // Typed as before, with the last digits: it is that line, and no second credit.
    let verify = counter.verify(&order, &[(proof, order.due, "99123456")]).await;
    counter.done(&counter.ana, Command::Confirm(verify)).await;
    assert!(free(&counter).await.is_empty());
    assert!(credits(&counter, Which::Unseen).await.is_empty());
}

async fn what_was_set_aside_is_proposed_no_more(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (order, proof) = counter.reported_and_claimed("66123456").await;
    import(&counter, vec![line(2, "66123456", order.due)]).await;
    let credit = free(&counter).await.remove(0);
    let on = |text: &str| OnCredit {
        credit: credit.id,
        text: text.into(),
    };
    assert_eq!(
        counter.refused(&counter.ana, Command::SetAsideCredit(on(" "))).await,
        "reason-required"
    );
    counter.done(&counter.ana, Command::SetAsideCredit(on("es un préstamo"))).await;
    assert!(free(&counter).await.is_empty());
    assert!(counter.shop.bank().proposals(&counter.ana).await.expect("proposals").is_empty());
    let confirm = by_line(&counter, &order, proof, &credit, order.due).await;
    assert_eq!(counter.refused(&counter.ana, confirm).await, "credit-unknown");
    counter.done(&counter.ana, Command::RestoreCredit(on("no lo era"))).await;
    let confirm = by_line(&counter, &order, proof, &credit, order.due).await;
    counter.done(&counter.ana, confirm).await;
    assert_eq!(
        counter.refused(&counter.ana, Command::SetAsideCredit(on("otra vez"))).await,
        "credit-used"
    );
    let detail = counter.shop.bank().credit(&counter.ana, credit.id).await.expect("a credit");
    assert_eq!(detail.notes.len(), 2);
}

async fn a_verdict_that_is_taken_back_frees_its_line(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (order, proof) = counter.reported_and_claimed("44123456").await;
    import(&counter, vec![line(2, "44123456", order.due)]).await;
    let credit = free(&counter).await.remove(0);
    let confirm = by_line(&counter, &order, proof, &credit, order.due).await;
    counter.done(&counter.ana, confirm).await;
    counter.done(&counter.ana, Command::UndoVerdict(OnOrder { order: order.id })).await;
    assert_eq!(free(&counter).await.remove(0).free(), order.due);
    let again = by_line(&counter, &order, proof, &credit, order.due).await;
    counter.done(&counter.ana, again).await;
    assert!(free(&counter).await.is_empty());
    // Verified money turns out not to be there: the line is free for whom it is.
    let because = WithReason {
        overridden: true,
        ..counter.because(&order, "el banco la devolvió").await
    };
    counter.done(&counter.ana, Command::Reverse(because)).await;
    assert_eq!(free(&counter).await.len(), 1);
}

struct Sum(i64);

impl FromRow for Sum {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self(row.get("n")?))
    }
}

async fn written(db: &Db, query: Query) -> DbResult<u64> {
    let mut tx = db.begin().await?;
    let done = tx.exec(query).await;
    match done {
        Ok(many) => tx.commit().await.map(|()| many),
        Err(error) => {
            tx.rollback().await?;
            Err(error)
        }
    }
}

async fn the_database_keeps_what_a_credit_pays(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (order, proof) = counter.reported_and_claimed("33123456").await;
    import(&counter, vec![line(2, "33123456", order.due), line(3, "33123457", bolivares(5))]).await;
    let credit = free(&counter)
        .await
        .into_iter()
        .find(|row| row.amount == order.due)
        .expect("the line");
    let confirm = by_line(&counter, &order, proof, &credit, order.due).await;
    counter.done(&counter.ana, confirm).await;
    for (forged, refused) in [
        ("UPDATE bank_credits SET allocated = 0 WHERE allocated > 0", "credit-sum"),
        ("UPDATE bank_credits SET amount = amount + 1", "credit-frozen"),
        ("UPDATE bank_credits SET value_date = '2026-11-21'", "credit-frozen"),
        ("DELETE FROM bank_allocations", "append-only"),
        ("DELETE FROM bank_credits", "append-only"),
        ("UPDATE bank_files SET name = 'x'", "append-only"),
        (
            "INSERT INTO bank_allocations (credit_id, settlement_id, amount) SELECT c.id, c.id, 1 FROM bank_credits c WHERE c.allocated = 0",
            "credit-other",
        ),
    ] {
        assert_eq!(token(written(&fresh.db, Query::new(forged)).await), refused, "{forged}");
    }
    // Another evidence of the same line, as somebody else's program might write it.
    let (second, other) = counter.reported_and_claimed("33123458").await;
    let again = Query::new(
        "INSERT INTO payment_evidence (submission_id, order_id, account_id, value_date, amount, currency, bank_reference, operator_id, credit_id) SELECT ",
    )
    .bind(other)
    .push(", ")
    .bind(second.id)
    .push(", e.account_id, e.value_date, e.amount, e.currency, e.bank_reference, e.operator_id, e.credit_id FROM payment_evidence e WHERE e.order_id = ")
    .bind(order.id);
    let mut tx = fresh.db.begin().await.expect("a transaction");
    tx.exec(again).await.expect("it counts once its proof is verified");
    let verify = Query::new("UPDATE payment_submissions SET state = 'VERIFIED', verified_amount = amount, verified_currency = currency, credited_amount = amount WHERE id = ").bind(other);
    assert_eq!(token(tx.exec(verify).await), "credit-exceeded");
    tx.rollback().await.expect("a rollback");
    let sum: Sum = fresh
        .db
        .one(Query::new("SELECT count(*) AS n FROM bank_credits WHERE allocated > 0"))
        .await
        .expect("a count");
    assert_eq!(sum.0, 1);
}

async fn two_who_import_one_file_add_it_once(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let lines: Vec<_> = (0..40)
        .map(|n| line(n + 2, &format!("1000{n:06}"), bolivares(i64::from(n) + 1)))
        .collect();
    let (mine, yours) = (command(&counter, lines.clone()).await, command(&counter, lines).await);
    let (one, other) = tokio::join!(
        counter.shop.execute(&counter.ana, Krafta::new_operation(), mine),
        counter.shop.execute(&counter.luis, Krafta::new_operation(), yours)
    );
    let added: u32 = [one, other]
        .into_iter()
        .map(|done| match done.expect("both are done").outcome {
            Outcome::Imported(done) => done.added,
            other => panic!("{other:?}"),
        })
        .sum();
    assert_eq!(added, 40);
    assert_eq!(free(&counter).await.len(), 40);
}

async fn what_comes_near_says_why_it_does_not_fit(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (order, proof) = counter.reported_and_claimed("22123456").await;
    let mut earlier = line(2, "000022123456", order.due);
    earlier.date = day("2026-11-14");
    import(&counter, vec![earlier, line(3, "99999999", bolivares(5))]).await;
    let bank = counter.shop.bank();
    assert!(bank.proposals(&counter.ana).await.expect("proposals").is_empty());
    let near = bank.near(&counter.ana, order.id).await.expect("what comes near");
    let [apart] = near.as_slice() else { panic!("{near:?}") };
    assert_eq!((apart.submission, apart.line.amount), (proof, order.due));
    assert_eq!(apart.refused, [Refused::DaysApart(-8)]);
    assert!(bank.near(&counter.support, order.id).await.is_err());
}
