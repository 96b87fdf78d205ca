//! The timed jobs: each does what is due, once, says so, and lets others be when it may not.

use std::sync::Arc;

use uuid::Uuid;

use crate::counter::Placed;
use crate::fresh::{Fresh, on_both_engines};
use crate::yard::{Maker, Yard, forward, hand_over, notify, refuse};
use krafta::config::Settings;
use krafta::db::{Db, DbResult, FromRow, Query, Row};
use krafta::domain::actor::Actor;
use krafta::domain::fulfilment::workshop_refusal::WorkshopRefusal;
use krafta::domain::orders::status::{AssignmentStatus, PaymentStatus};
use krafta::domain::payables::line::PayableStatus;
use krafta::domain::payables::policy::PaymentPolicy;
use krafta::service::commands::JobCommand;
use krafta::service::core::clock::Clock;
use krafta::service::core::command::{OnOrder, WithReason};
use krafta::service::jobs::{Fate, Job, JobItem, JobRun, Ran};
use krafta::service::{Command, Krafta};

on_both_engines!(
    an_answer_lapses_at_its_second,
    a_held_order_keeps_its_answer,
    a_workshop_is_reminded_once,
    a_lapsed_claim_is_freed,
    nobody_paid_in_time,
    what_was_handed_over_long_ago_has_arrived,
    a_cut_ends_with_its_day_in_caracas,
    who_waits_for_a_workshop_is_looked_at_when_something_changed,
    a_day_freed_is_given_to_who_waits,
    a_dry_run_writes_nothing,
    two_programs_do_it_once,
    the_lease_is_one_programs,
    only_an_admin_runs_them,
);

const ALL: JobRun = JobRun {
    dry_run: false,
    only: None,
    limit: 1000,
};

const fn just(job: Job) -> JobRun {
    JobRun { only: Some(job), ..ALL }
}

async fn run(yard: &Yard, run: JobRun) -> Vec<JobItem> {
    let report = yard.counter.shop.jobs().run_jobs(&Actor::system(), run).await;
    report.expect("a report").items
}

/// Runs one job, which does one thing; and again, which does nothing.
async fn does_once(yard: &Yard, job: Job) -> JobItem {
    let mut items = run(yard, just(job)).await;
    assert_eq!(items.len(), 1, "{items:?}");
    let again = run(yard, just(job)).await;
    assert!(again.is_empty(), "{again:?}");
    items.remove(0)
}

async fn does_nothing(yard: &Yard, job: Job) {
    let items = run(yard, just(job)).await;
    assert!(items.is_empty(), "{items:?}");
}

async fn payment(yard: &Yard, order: &Placed) -> PaymentStatus {
    let review = yard.counter.shop.payments().review(&yard.counter.ana, order.id).await;
    review.expect("an order").order.payment
}

fn hours(hours: u64) -> u64 {
    60 * hours
}

async fn an_answer_lapses_at_its_second(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.notified("482913").await;
    let respond_by = yard.counter.shop.now() + chrono::TimeDelta::hours(24);
    yard.counter.clock.set(respond_by - chrono::TimeDelta::microseconds(1));
    does_nothing(&yard, Job::AnswerDeadlines).await;
    yard.counter.clock.set(respond_by);
    let item = does_once(&yard, Job::AnswerDeadlines).await;
    assert!(matches!(item.fate, Fate::Done), "{item:?}");
    assert_eq!((item.order.as_str(), item.since), (order.number.as_str(), respond_by));
    let made = yard.made(order.id).await;
    assert_eq!(
        (made[0].status, made[1].status, made[1].workshop),
        (
            AssignmentStatus::Rejected,
            AssignmentStatus::PendingAssignment,
            Some(yard.makers[1].id)
        )
    );
}

async fn a_held_order_keeps_its_answer(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.notified("482913").await;
    let reverse = WithReason {
        overridden: true,
        ..yard.counter.because(&order, "el banco reversó el pago").await
    };
    yard.done(&yard.counter.ana, Command::Reverse(reverse)).await;
    yard.counter.minutes_pass(hours(25));
    does_nothing(&yard, Job::AnswerDeadlines).await;
}

async fn a_workshop_is_reminded_once(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    yard.notified("482913").await;
    yard.counter.minutes_pass(hours(12) - 1);
    does_nothing(&yard, Job::Reminders).await;
    yard.counter.minutes_pass(1);
    does_once(&yard, Job::Reminders).await;
    assert_eq!(
        count(
            &fresh.db,
            "SELECT count(*) AS n FROM notifications WHERE template = 'message-workshop-A3-REMINDER'"
        )
        .await,
        1
    );
    yard.counter.minutes_pass(hours(6));
    does_nothing(&yard, Job::Reminders).await;

    let mut settings = Settings::default();
    settings.assignment.remind_after_hours = 0;
    let never = Krafta::with_clock(fresh.db.clone(), settings, Arc::clone(&yard.counter.clock) as Arc<dyn Clock>);
    let status = never.jobs().jobs_status(&yard.counter.support).await.expect("a status");
    let reminders = status.jobs.iter().find(|one| one.job == Job::Reminders).expect("reminders");
    assert!(reminders.off && reminders.due == 0, "{reminders:?}");
}

async fn a_lapsed_claim_is_freed(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let (order, _) = yard.counter.reported_and_claimed("482913").await;
    yard.counter.minutes_pass(14);
    does_nothing(&yard, Job::LapsedClaims).await;
    yard.counter.minutes_pass(1);
    does_once(&yard, Job::LapsedClaims).await;
    assert_eq!(payment(&yard, &order).await, PaymentStatus::Reported);
    yard.counter.claim(&order).await;
    does_nothing(&yard, Job::LapsedClaims).await;
}

async fn nobody_paid_in_time(fresh: Fresh) {
    let mut settings = Settings::default();
    settings.expiry.unpaid_after_hours = Some(72);
    let yard = Yard::open_with(&fresh, settings).await;
    let order = yard.counter.place().await;
    let reported = yard.counter.place().await;
    yard.counter.report(&reported, "482913").await;
    yard.counter.minutes_pass(hours(72));
    let item = does_once(&yard, Job::UnpaidExpiry).await;
    assert_eq!(item.order_id, order.id);
    assert_eq!(payment(&yard, &order).await, PaymentStatus::Cancelled);
    assert_eq!(payment(&yard, &reported).await, PaymentStatus::Reported);
}

/// Accepted, made and handed to delivery, all at once.
async fn handed(yard: &Yard, order: &Placed) {
    let hands = &yard.makers[0].hands;
    for step in [
        Command::Accept(forward(order)),
        Command::Start(forward(order)),
        Command::Ready(forward(order)),
        hand_over(order, Some("MRW"), Some("0012345")),
    ] {
        yard.done(hands, step).await;
    }
}

async fn what_was_handed_over_long_ago_has_arrived(fresh: Fresh) {
    let mut settings = Settings::default();
    settings.assignment.complete_after_days = Some(10);
    let yard = Yard::open_with(&fresh, settings).await;
    let order = yard.notified("482913").await;
    handed(&yard, &order).await;
    yard.counter.minutes_pass(hours(240) - 1);
    does_nothing(&yard, Job::AutoCompletion).await;
    yard.counter.minutes_pass(1);
    does_once(&yard, Job::AutoCompletion).await;
    assert_eq!(yard.made(order.id).await[0].status, AssignmentStatus::Completed);
}

async fn a_cut_ends_with_its_day_in_caracas(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    yard.set(&yard.makers[0], "UPDATE workshops SET policy = ", PaymentPolicy::MonthlyCut)
        .await;
    let order = yard.notified("482913").await;
    // The last second of November in Caracas.
    let last = "2026-12-01T03:59:59Z".parse().expect("an instant");
    yard.counter.clock.set(last);
    // The answer is late by then: a coordinator vouches for it.
    let accept = Command::Accept(krafta::service::fulfilment::commands::Forward {
        note: Some("respondió por teléfono".into()),
        ..forward(&order)
    });
    yard.done(&yard.coordinator, accept).await;
    for step in [
        Command::Start(forward(&order)),
        Command::Ready(forward(&order)),
        hand_over(&order, Some("MRW"), Some("0012345")),
    ] {
        yard.done(&yard.coordinator, step).await;
    }
    assert_eq!(yard.lines(&order).await[0].status, PayableStatus::Scheduled);
    does_nothing(&yard, Job::PayableCuts).await;
    yard.counter.clock.set(last + chrono::TimeDelta::seconds(1));
    let item = does_once(&yard, Job::PayableCuts).await;
    assert!(item.payable.is_some() && matches!(item.fate, Fate::Done), "{item:?}");
    assert_eq!(item.since, last + chrono::TimeDelta::seconds(1));
    assert_eq!(yard.lines(&order).await[0].status, PayableStatus::Due);
    assert_eq!(
        count(&fresh.db, "SELECT count(*) AS n FROM payable_events WHERE kind = 'CUT'").await,
        1
    );
}

async fn who_waits_for_a_workshop_is_looked_at_when_something_changed(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let active = |yard: &Yard, maker: &Maker, active: bool| {
        let maker = maker.clone();
        let db = yard.counter.shop.db().clone();
        async move {
            let mut tx = db.begin().await.expect("a transaction");
            let update = Query::new("UPDATE workshops SET active = ")
                .bind(active)
                .push(" WHERE id = ")
                .bind(maker.id);
            tx.exec(update).await.expect("a change");
            tx.commit().await.expect("a commit");
        }
    };
    for maker in &yard.makers {
        active(&yard, maker, false).await;
    }
    let order = yard.counter.confirmed("482913").await;
    does_nothing(&yard, Job::Unassigned).await;

    yard.set(&yard.makers[0], "UPDATE workshops SET contact_name = ", "Pedro").await;
    let item = does_once(&yard, Job::Unassigned).await;
    assert!(matches!(item.fate, Fate::Nobody), "{item:?}");

    yard.counter.minutes_pass(hours(24));
    let item = does_once(&yard, Job::Unassigned).await;
    assert!(matches!(item.fate, Fate::Nobody), "a new day: {item:?}");

    active(&yard, &yard.makers[2], true).await;
    let item = does_once(&yard, Job::Unassigned).await;
    let Fate::Chosen {
        workshop: Some(name),
        notified: false,
    } = &item.fate
    else {
        panic!("{item:?}")
    };
    assert_eq!(name.as_str(), "Serigrafía Petare");
    assert_eq!(yard.made(order.id).await[0].workshop, Some(yard.makers[2].id));
    let kept = yard
        .counter
        .shop
        .fulfilment()
        .rankings(&yard.coordinator, order.id)
        .await
        .expect("rankings");
    assert_eq!(kept.len(), 2, "the first choice and this one");
}

async fn a_day_freed_is_given_to_who_waits(fresh: Fresh) {
    let mut settings = Settings::default();
    settings.assignment.horizon_days = 1;
    let yard = Yard::open_with(&fresh, settings).await;
    for maker in &yard.makers[1..] {
        yard.set(maker, "UPDATE workshops SET active = ", false).await;
    }
    let mut told = Vec::new();
    for at in 0..6 {
        told.push(yard.notified(&format!("48291{at}")).await);
    }
    let waiting = yard.counter.confirmed("999999").await;
    assert_eq!(yard.made(waiting.id).await[0].cause.as_deref(), Some("NO_CANDIDATE"));
    does_nothing(&yard, Job::Unassigned).await;
    yard.counter.minutes_pass(1);
    yard.done(&yard.makers[0].hands, refuse(&told[0], WorkshopRefusal::MachineDown))
        .await;
    let item = does_once(&yard, Job::Unassigned).await;
    assert_eq!(item.order_id, waiting.id);
    assert!(matches!(item.fate, Fate::Chosen { .. }), "{item:?}");
    yard.done(&yard.coordinator, notify(&waiting)).await;
}

/// Something for most of the jobs to do.
async fn a_day_of_neglect(yard: &Yard) -> Placed {
    let late = yard.notified("482913").await;
    yard.counter.minutes_pass(hours(11));
    yard.notified("482914").await;
    yard.counter.reported_and_claimed("482915").await;
    yard.counter.minutes_pass(hours(13));
    late
}

async fn a_dry_run_writes_nothing(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    assert!(!yard.counter.shop.jobs().jobs_due().await.expect("an answer"), "nothing yet");
    a_day_of_neglect(&yard).await;
    assert!(yard.counter.shop.jobs().jobs_due().await.expect("an answer"));
    let before = written(&fresh.db).await;
    let dry = JobRun { dry_run: true, ..ALL };
    let jobs = |items: &[JobItem]| items.iter().map(|item| item.job).collect::<Vec<_>>();
    let would = run(&yard, dry).await;
    assert_eq!(jobs(&would), [Job::AnswerDeadlines, Job::Reminders, Job::LapsedClaims]);
    assert!(would.iter().all(|item| matches!(item.fate, Fate::Would)), "{would:?}");
    assert_eq!(written(&fresh.db).await, before);
    let done = run(&yard, ALL).await;
    assert_eq!(jobs(&done), jobs(&would));
    let after = written(&fresh.db).await;
    assert!(run(&yard, ALL).await.is_empty());
    assert_eq!(written(&fresh.db).await, after);
    assert!(!yard.counter.shop.jobs().jobs_due().await.expect("an answer"));
}

async fn two_programs_do_it_once(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let late = a_day_of_neglect(&yard).await;
    // Even without the lease nothing is done twice.
    let system = Actor::system();
    let other = Db::open(&fresh.url).await.expect("another program");
    let clock = Arc::clone(&yard.counter.clock) as Arc<dyn Clock>;
    let other = Krafta::with_clock(other, Settings::default(), clock);
    let (first, second) = (yard.counter.shop.jobs(), other.jobs());
    let (one, two) = tokio::join!(first.run_jobs(&system, ALL), second.run_jobs(&system, ALL));
    let items: Vec<_> = [one, two].into_iter().flat_map(|report| report.expect("a report").items).collect();
    let done = items.iter().filter(|item| matches!(item.fate, Fate::Done)).count();
    assert_eq!(done, 3, "{items:?}");
    assert_eq!(yard.made(late.id).await.len(), 2);
    other.db().close().await;
}

async fn the_lease_is_one_programs(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let shop = &yard.counter.shop;
    let (one, other) = (Uuid::now_v7(), Uuid::now_v7());
    let holds = async |holder| shop.jobs().hold_jobs(holder).await.expect("an answer");
    assert!(holds(one).await && !holds(other).await && holds(one).await);
    a_day_of_neglect(&yard).await;
    assert!(holds(one).await, "it lapsed, and nobody had taken it");
    let system = Actor::system();
    let ran = shop.jobs().run_jobs_alone(&system, other, ALL).await.expect("an answer");
    assert!(matches!(ran, Ran::Busy), "{ran:?}");
    let status = shop.jobs().jobs_status(&yard.counter.ana).await.expect("a status");
    assert_eq!(status.running_until, Some(shop.now() + chrono::TimeDelta::seconds(90)));
    yard.counter.clock.advance(std::time::Duration::from_secs(90));
    let Ran::Done(report) = shop.jobs().run_jobs_alone(&system, other, ALL).await.expect("an answer") else {
        panic!("the lease was over")
    };
    assert_eq!(report.items.len(), 3, "{report:?}");
    assert!(holds(one).await, "who is done lets go");
}

async fn only_an_admin_runs_them(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    for actor in [
        &yard.coordinator,
        &yard.counter.support,
        &yard.makers[0].hands,
        &yard.counter.customer,
    ] {
        let refused = yard.counter.shop.jobs().run_jobs(actor, ALL).await.expect_err("a refusal");
        assert_eq!(refused.code(), "forbidden");
    }
    let order = yard.notified("482913").await;
    yard.counter.minutes_pass(hours(24));
    let lapse = JobCommand::LapseAnswer(OnOrder { order: order.id });
    assert_eq!(
        yard.refused(&yard.counter.ana, lapse).await,
        "forbidden",
        "an admin runs jobs, the system acts"
    );
    let report = yard.counter.shop.jobs().run_jobs(&yard.counter.ana, ALL).await.expect("a report");
    assert_eq!(report.items.len(), 1);
}

struct Count(i64);

impl FromRow for Count {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        row.get("n").map(Self)
    }
}

async fn count(db: &Db, text: &'static str) -> i64 {
    let counted: Count = db.one(Query::new(text)).await.expect("a count");
    counted.0
}

/// What every job would leave behind.
async fn written(db: &Db) -> [i64; 4] {
    [
        count(db, "SELECT count(*) AS n FROM operations").await,
        count(db, "SELECT count(*) AS n FROM order_events").await,
        count(db, "SELECT count(*) AS n FROM payable_events").await,
        count(db, "SELECT count(*) AS n FROM job_leases").await,
    ]
}
