//! What Krafta owes its workshops, as it is read: walked workshop by workshop, added up by how late it is, stated from day
//! to day, previewed before it is paid, and falling due when its cut is over.

use crate::debts::{Debts, KINDS, day, settled, undo, usd};
use crate::fresh::{Fresh, on_both_engines};
use krafta::domain::actor::{Actor, Role};
use krafta::domain::ids::WorkshopId;
use krafta::domain::money::{Currency, Money};
use krafta::domain::payables::line::{PayableKind, PayableStatus};
use krafta::domain::payables::statement::EntryKind;
use krafta::service::jobs::{Job, JobRun};
use krafta::service::payables::StatementPeriod;
use krafta::service::payables::commands::Undone;
use krafta::service::payables::view::PayableFilter;
use krafta::service::{Command, Error, Krafta};

on_both_engines!(
    a_statement_adds_up,
    a_statement_is_the_same_by_any_page,
    sums_tell_what_is_late,
    a_list_is_walked_workshop_by_workshop,
    a_workshop_sees_its_own,
    a_cut_is_over_when_its_day_is,
    a_transfer_is_previewed,
);

async fn a_statement_adds_up(fresh: Fresh) {
    let debts = Debts::dated(&fresh).await;
    let counter = &debts.counter;
    let order = debts.order("100001").await;
    let line = debts.owe(debts.taller, &order, PayableKind::Full, usd(10_000), "2026-11-24").await;
    counter.minutes_pass(60 * 24 * 2);
    let first = settled(&debts.settle(&[(line, Some(usd(4_000)))], usd(4_000), "1001").await).0;
    counter.minutes_pass(60 * 24);
    debts.owe(debts.taller, &order, PayableKind::Balance, usd(700), "2026-11-27").await;
    counter.done(&counter.ana, undo(Undone::Settlement(first), "rebotó")).await;
    counter.minutes_pass(60 * 24);
    debts
        .owe(debts.taller, &order, PayableKind::Clawback, usd(-200), "2026-11-27")
        .await;
    let shop = &counter.shop;
    let statement = async |from: &str, until: &str| {
        let view = shop
            .payables()
            .statement(&counter.support, period(debts.taller, from, until))
            .await
            .expect("a statement");
        assert_eq!(view.accounts.len(), 1);
        view
    };
    let account = statement("2026-11-01", "2026-11-30").await.accounts[0].clone();
    let whole = &account.totals;
    assert_eq!((whole.opening, whole.closing), (usd(0), usd(10_500)));
    assert_eq!((whole.lines, whole.paid, whole.reversed), (usd(10_500), usd(-4_000), usd(4_000)));
    assert_eq!(
        account.entries.iter().map(|one| one.balance.minor()).collect::<Vec<_>>(),
        [10_000, 6_000, 6_700, 10_700, 10_500]
    );
    // Day by day, each opens with what the one before closed with.
    let mut opening = usd(0);
    for date in 22..=27 {
        let date = format!("2026-11-{date}");
        let view = statement(&date, &date).await;
        let account = &view.accounts[0].totals;
        assert_eq!(account.opening, opening, "{date}");
        opening = account.closing;
    }
    assert_eq!(opening, whole.closing);
    let page = shop.payables();
    let page = page.statement_lines(&counter.ana, period(debts.taller, "2026-11-24", "2026-11-25"), None, 50);
    let lines = page.await.expect("a page").rows;
    assert_eq!((lines[0].entry, lines[0].balance), (EntryKind::Opening, usd(10_000)));
    let last = lines.last().expect("a closing");
    assert_eq!((last.entry, last.balance), (EntryKind::Closing, usd(10_700)));
    let backwards = shop
        .payables()
        .statement(&counter.ana, period(debts.taller, "2026-11-25", "2026-11-24"))
        .await;
    assert_eq!(backwards.expect_err("no such period").code(), "period-backwards");
    let empty = shop
        .payables()
        .statement(&counter.ana, period(debts.other, "2026-11-24", "2026-11-24"))
        .await
        .expect("nothing");
    assert_eq!((empty.accounts.len(), empty.accounts[0].totals.closing), (1, usd(0)));
}

fn period(workshop: WorkshopId, from: &str, until: &str) -> StatementPeriod {
    StatementPeriod {
        workshop,
        from: day(from),
        until: day(until),
    }
}

/// Whatever the size of a page, and whatever the months between, the lines are those of the account added up from its start.
async fn a_statement_is_the_same_by_any_page(fresh: Fresh) {
    let debts = Debts::dated(&fresh).await;
    let counter = &debts.counter;
    let payables = counter.shop.payables();
    let mut orders = Vec::new();
    for number in ["100001", "100017", "100023", "100038", "100044", "100059"] {
        orders.push((number, debts.order(number).await));
    }
    let mut owed = [0; 3];
    for (step, (number, order)) in (1..).zip(orders) {
        let at = usize::try_from(step % 3).expect("small");
        let currency = Currency::ALL[at];
        let amount = Money::of_minor(step * 1_000, currency);
        let line = debts.owe(debts.taller, &order, PayableKind::Full, amount, "2026-11-24").await;
        owed[at] += step * 1_000;
        counter.minutes_pass(60 * 24 * 9);
        if step % 3 == 0 {
            debts.settle(&[(line, None)], amount, number).await;
            owed[at] -= step * 1_000;
        }
    }
    let wanted = period(debts.taller, "2026-11-01", "2027-03-01");
    let whole = payables
        .statement_lines(&counter.ana, wanted, None, 1_000)
        .await
        .expect("all of it");
    assert_eq!((whole.rows.len(), whole.next), (6 + 6 + 2, None));
    let mut balance = usd(0);
    for line in &whole.rows {
        match line.change {
            Some(change) => balance = balance.checked_add(change).expect("a sum"),
            None if line.entry == EntryKind::Opening => balance = line.balance,
            None => {}
        }
        assert_eq!(line.balance, balance, "{line:?}");
    }
    let totals = payables.statement_totals(&counter.ana, wanted).await.expect("totals");
    assert_eq!(totals.accounts.iter().map(|one| one.closing.minor()).collect::<Vec<_>>(), owed);
    for size in 1..whole.rows.len() {
        let (mut lines, mut after) = (Vec::new(), None);
        loop {
            let size = u32::try_from(size).expect("small");
            let page = payables.statement_lines(&counter.ana, wanted, after, size).await.expect("a page");
            assert!(page.rows.len() <= size as usize);
            lines.extend(page.rows);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(lines, whole.rows, "{size} at once");
    }
    // A month in the middle opens with what the ones before closed with.
    let before = payables.statement_totals(&counter.ana, period(debts.taller, "2026-11-01", "2026-12-14"));
    let after = payables.statement_totals(&counter.ana, period(debts.taller, "2026-12-15", "2026-12-31"));
    let (before, after) = (before.await.expect("totals"), after.await.expect("totals"));
    let closings: Vec<Money> = before.accounts.iter().map(|one| one.closing).collect();
    assert_eq!(after.accounts.iter().map(|one| one.opening).collect::<Vec<_>>(), closings);
}

async fn sums_tell_what_is_late(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    let counter = &debts.counter;
    // It is the 22nd.
    let order = debts.order("100001").await;
    for (kind, cents, due) in [
        (PayableKind::Full, 100, "2026-11-22"),
        (PayableKind::Deposit, 200, "2026-11-15"),
        (PayableKind::Balance, 400, "2026-11-14"),
        (PayableKind::CancellationFee, 800, "2026-10-22"),
        (PayableKind::Adjustment, 1_600, "2026-10-23"),
        (PayableKind::Clawback, -50, "2026-10-01"),
    ] {
        debts.owe(debts.taller, &order, kind, usd(cents), due).await;
    }
    let second = debts.order("100017").await;
    let held = debts.owe(debts.other, &second, PayableKind::Full, usd(7_000), "2026-11-01").await;
    counter
        .done(&counter.ana, Command::HoldPayable(debts.on(held, "en duda").await))
        .await;
    let aging = counter.shop.payables().aging(&counter.support).await.expect("aging");
    assert_eq!(
        aging.iter().map(|one| one.workshop).collect::<Vec<_>>(),
        [debts.other, debts.taller]
    );
    let (other, taller) = (&aging[0], &aging[1].aging);
    assert_eq!((other.owed, other.overdue, other.aging.held), (usd(7_000), usd(0), usd(7_000)));
    assert_eq!(
        [taller.not_due, taller.week, taller.month, taller.older, taller.to_net].map(Money::minor),
        [100, 200, 400 + 1_600, 800, 50]
    );
    let totals = counter.shop.payables().payable_totals(&counter.ana).await.expect("totals")[0];
    assert_eq!((totals.owed, totals.overdue), (usd(10_100), usd(3_000)));
    assert_eq!((totals.workshops, totals.overdue_workshops, totals.lines), (2, 1, 7));
    let late = PayableFilter {
        overdue: true,
        ..PayableFilter::default()
    };
    let page = counter.shop.payables().list(&counter.ana, &late, None, 50).await.expect("a page");
    assert_eq!(
        page.rows.iter().map(|row| row.left.minor()).collect::<Vec<_>>(),
        [800, 1_600, 400, 200]
    );
}

async fn a_list_is_walked_workshop_by_workshop(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    let counter = &debts.counter;
    let mut orders = Vec::new();
    for number in 0..4_i64 {
        let order = debts.order(&format!("{}", 100_001 + 13 * number)).await;
        let workshop = if number % 2 == 0 { debts.taller } else { debts.other };
        for (at, kind) in KINDS.into_iter().enumerate() {
            let due = format!("2026-11-{:02}", 10 + (at as i64 * 3 + number) % 5);
            debts.owe(workshop, &order, kind, usd(100 + number), &due).await;
        }
        orders.push(order);
    }
    let all = PayableFilter::default();
    let whole = counter
        .shop
        .payables()
        .list(&counter.ana, &all, None, 100)
        .await
        .expect("a page")
        .rows;
    assert_eq!(whole.len(), 20);
    assert!(whole.is_sorted_by_key(|row| (row.workshop_name.clone(), row.due_on, row.id)));
    let (mut walked, mut after) = (Vec::new(), None);
    loop {
        let page = counter.shop.payables().list(&counter.ana, &all, after, 3).await.expect("a page");
        walked.extend(page.rows);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(walked, whole);
    let found = async |filter: PayableFilter| {
        let page = counter
            .shop
            .payables()
            .list(&counter.ana, &filter, None, 100)
            .await
            .expect("a page");
        page.rows.len()
    };
    let text = |text: &str| PayableFilter {
        text: Some(text.into()),
        ..PayableFilter::default()
    };
    assert_eq!(found(text(&orders[0].number)).await, 5);
    assert_eq!(found(text("avila")).await, 10);
    assert_eq!(found(text("nadie")).await, 0);
    let named = |name: &str, text: Option<&str>| PayableFilter {
        workshop_name: Some(name.into()),
        text: text.map(str::to_owned),
        ..PayableFilter::default()
    };
    assert_eq!(found(named("ávila", None)).await, 10);
    assert_eq!(found(named("ávila", Some(&orders[0].number))).await, 0);
    assert_eq!(found(named("ávila", Some(&orders[1].number))).await, 5);
    debts.settle(&[(whole[19].id, None)], whole[19].left, "1001").await;
    assert_eq!(found(PayableFilter { open: true, ..all.clone() }).await, 19);
    let paid = PayableFilter {
        statuses: vec![PayableStatus::Paid],
        ..all.clone()
    };
    assert_eq!(found(paid.clone()).await, 1);
    assert_eq!(found(PayableFilter { open: true, ..paid }).await, 0);
    let mine = PayableFilter {
        workshop: Some(debts.other),
        ..all.clone()
    };
    assert_eq!(found(mine).await, 10);
    let mut transfers = Vec::new();
    let payables = counter.shop.payables();
    let made = payables.export_settlements::<Error>(&counter.ana, Some(whole[19].workshop), |row| {
        transfers.push(row);
        Ok(())
    });
    assert_eq!((made.await.expect("all transfers"), transfers[0].reference.as_str()), (1, "1001"));
    let mut exported = Vec::new();
    let count = payables.export_payables::<Error>(&counter.ana, &all, |row| {
        exported.push(row);
        Ok(())
    });
    assert_eq!(count.await.expect("all rows"), 20);
    assert_eq!(exported.len(), 20);
}

async fn a_workshop_sees_its_own(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    let counter = &debts.counter;
    let order = debts.order("100001").await;
    let own = debts.owe(debts.taller, &order, PayableKind::Full, usd(100), "2026-11-24").await;
    let others = debts.owe(debts.other, &order, PayableKind::Balance, usd(200), "2026-11-24").await;
    let mut actor = Actor::staff(Role::Workshop, counter.support.id.expect("an operator"), "taller");
    let shop = &counter.shop;
    let nobody = shop.payables().list(&actor, &PayableFilter::default(), None, 10).await;
    assert_eq!(nobody.expect_err("whose?").code(), "not-your-assignment");
    actor.workshop = Some(debts.taller);
    let rows = shop
        .payables()
        .list(&actor, &PayableFilter::default(), None, 10)
        .await
        .expect("a page")
        .rows;
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [own]);
    let theirs = PayableFilter {
        workshop: Some(debts.other),
        ..PayableFilter::default()
    };
    assert!(
        shop.payables()
            .list(&actor, &theirs, None, 10)
            .await
            .expect("a page")
            .rows
            .is_empty()
    );
    assert_eq!(
        shop.payables().line(&actor, others).await.expect_err("another's").code(),
        "payable-unknown"
    );
    let statement = shop
        .payables()
        .statement(&actor, period(debts.other, "2026-11-01", "2026-11-30"))
        .await;
    assert_eq!(statement.expect_err("another's").code(), "workshop-unknown");
    assert_eq!(shop.payables().aging(&actor).await.expect("aging").len(), 1);
    assert!(
        shop.payables()
            .settlements(&actor, Some(debts.other), None, 10)
            .await
            .expect("a page")
            .rows
            .is_empty()
    );
    let paying = debts.paying(debts.taller, &[(own, None)], usd(100), "1001").await;
    assert_eq!(counter.refused(&actor, Command::Settle(paying)).await, "forbidden");
}

async fn a_cut_is_over_when_its_day_is(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    let counter = &debts.counter;
    let order = debts.order("100001").await;
    let cut = Some("2026-11-30");
    let line = debts
        .line(debts.taller, &order, PayableKind::Full, usd(100), "2026-12-03", cut)
        .await;
    let early = debts
        .line(debts.taller, &order, PayableKind::Balance, usd(100), "2026-12-03", cut)
        .await;
    let held = debts
        .line(debts.taller, &order, PayableKind::Deposit, usd(100), "2026-12-03", cut)
        .await;
    counter
        .done(&counter.ana, Command::HoldPayable(debts.on(held, "en duda").await))
        .await;
    // Somebody may pay before the cut.
    debts.settle(&[(early, Some(usd(40)))], usd(40), "1001").await;
    let shop = &counter.shop;
    // 23:59:59 of the 30th in Caracas is 03:59:59 of the 1st.
    counter.clock.advance(
        "2026-12-01T03:59:59Z"
            .parse::<krafta::domain::dates::Time>()
            .expect("an instant")
            .signed_duration_since(shop.now())
            .to_std()
            .expect("later"),
    );
    assert_eq!(cuts(shop, &counter.ana, false).await.expect("a job"), 0);
    counter.clock.advance(std::time::Duration::from_secs(1));
    assert_eq!(cuts(shop, &counter.ana, true).await.expect("a job"), 1);
    assert_eq!(debts.row(line).await.status, PayableStatus::Scheduled);
    assert_eq!(cuts(shop, &counter.ana, false).await.expect("a job"), 1);
    assert_eq!(cuts(shop, &counter.ana, false).await.expect("a job"), 0);
    let after = debts.see(line).await;
    assert_eq!((after.row.status, after.row.version), (PayableStatus::Due, 1));
    assert_eq!(after.history.last().map(|one| one.what.as_str()), Some("CUT"));
    counter
        .done(&counter.ana, Command::ReleasePayable(debts.on(held, "ya").await))
        .await;
    assert_eq!(debts.row(held).await.status, PayableStatus::Due);
    assert_eq!(
        cuts(shop, &counter.support, false).await.expect_err("no job of theirs").code(),
        "forbidden"
    );
}

/// How many lines fall due, or would.
async fn cuts(shop: &Krafta, actor: &Actor, dry_run: bool) -> Result<usize, Error> {
    let run = JobRun {
        dry_run,
        only: Some(Job::PayableCuts),
        limit: 100,
    };
    Ok(shop.jobs().run_jobs(actor, run).await?.items.len())
}

async fn a_transfer_is_previewed(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    let counter = &debts.counter;
    let order = debts.order("100001").await;
    let newer = debts.owe(debts.taller, &order, PayableKind::Full, usd(5_000), "2026-11-25").await;
    let older = debts
        .owe(debts.taller, &order, PayableKind::Deposit, usd(3_000), "2026-11-24")
        .await;
    debts
        .owe(debts.taller, &order, PayableKind::Clawback, usd(-1_000), "2026-11-24")
        .await;
    let both = [(newer, None), (older, None)];
    let shop = &counter.shop;
    let all = shop
        .payables()
        .settlement_preview(&counter.ana, &both, None)
        .await
        .expect("a preview");
    assert_eq!(
        (all.paid, all.netted, all.transfer, all.parts.len()),
        (usd(8_000), usd(1_000), usd(7_000), 3)
    );
    // What is transferred and what the workshop owes pay 50,00 together, the oldest first.
    let part = shop
        .payables()
        .settlement_preview(&counter.ana, &both, Some(usd(4_000)))
        .await
        .expect("a preview");
    assert_eq!((part.paid, part.netted, part.transfer), (usd(5_000), usd(1_000), usd(4_000)));
    let amounts: Vec<_> = part.lines.iter().map(|line| (line.payable, line.amount)).collect();
    assert_eq!(amounts, [(older, Some(usd(3_000))), (newer, Some(usd(2_000)))]);
    let too_much = shop.payables().settlement_preview(&counter.ana, &both, Some(usd(7_001))).await;
    assert_eq!(too_much.expect_err("more than is left").code(), "payment-exceeds");
    // The command takes it as it is.
    let mut command = debts.paying(debts.taller, &[], part.transfer, "1001").await;
    command.lines = part.lines;
    counter.done(&counter.ana, Command::Settle(command)).await;
    assert_eq!((debts.row(older).await.left, debts.row(newer).await.left), (usd(0), usd(3_000)));
}
