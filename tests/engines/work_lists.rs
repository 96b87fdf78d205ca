//! The production desk and the queue without workshop: the order of their pages, what is due when, and what is in the way.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::crowd::Crowd;
use crate::fresh::{Fresh, on_both_engines};
use crate::yard::Yard;
use krafta::config::Settings;
use krafta::domain::fulfilment::due::Due;
use krafta::domain::orders::status::AssignmentStatus;
use krafta::service::Krafta;
use krafta::service::core::clock::{Clock, ManualClock};
use krafta::service::fulfilment::work_list::{WaitingFilter, WaitingPart, WorkRow, WorksFilter};
use krafta::service::workshops::board::{BoardFilter, Load};

on_both_engines!(
    work_comes_by_promised_day_and_is_counted_by_when_it_is_due,
    what_can_be_assigned_comes_before_what_is_stuck,
    what_is_in_the_way_is_what_the_choice_says,
    the_totals_of_the_board_are_those_of_its_rows,
);

const ORDERS: u32 = 2_000;

/// On 16 January, in the middle of what was promised.
async fn gathered(fresh: &Fresh) -> (Crowd, Krafta) {
    let crowd = Crowd::gather(fresh, ORDERS).await;
    let clock = Arc::new(ManualClock::at("2026-01-16T16:00:00Z".parse().expect("an instant")));
    let shop = Krafta::with_clock(fresh.db.clone(), Settings::default(), clock as Arc<dyn Clock>);
    (crowd, shop)
}

async fn work_comes_by_promised_day_and_is_counted_by_when_it_is_due(fresh: Fresh) {
    let (crowd, shop) = gathered(&fresh).await;
    let all = |filter: WorksFilter| {
        let (shop, crowd) = (&shop, &crowd);
        async move {
            let (mut rows, mut after): (Vec<WorkRow>, _) = (Vec::new(), None);
            loop {
                let page = shop.fulfilment().works(&crowd.admin, &filter, after, 17).await.expect("a page");
                rows.extend(page.rows);
                after = page.next;
                if after.is_none() {
                    return rows;
                }
            }
        }
    };
    let rows = all(WorksFilter::default()).await;
    assert_eq!(rows.len(), 100);
    let numbers: BTreeSet<&str> = rows.iter().map(|row| row.number.as_str()).collect();
    assert_eq!(numbers.len(), rows.len(), "each once");
    assert!(rows.is_sorted_by_key(|row| row.promised), "by the promised day");
    let counts = shop
        .fulfilment()
        .work_counts(&crowd.admin, &WorksFilter::default())
        .await
        .expect("counts");
    assert_eq!((counts.all, counts.sum()), (100, 100));
    for due in Due::ALL {
        let wanted = WorksFilter {
            due: Some(*due),
            ..WorksFilter::default()
        };
        let of_due = all(wanted.clone()).await;
        let expected: Vec<&WorkRow> = rows.iter().filter(|row| row.due == Some(*due)).collect();
        assert_eq!(of_due.iter().collect::<Vec<_>>(), expected, "{due}");
        assert!(!expected.is_empty(), "{due}");
        assert_eq!(counts.of(*due), i64::try_from(expected.len()).expect("few"), "{due}");
        assert!(of_due.iter().all(|row| row.late == (*due == Due::Late)));
        // The counts are of every day, whichever of it is shown.
        assert_eq!(shop.fulfilment().work_counts(&crowd.admin, &wanted).await.expect("counts"), counts);
    }
    let ready = WorksFilter {
        status: Some(AssignmentStatus::Ready),
        ..WorksFilter::default()
    };
    let counts = shop.fulfilment().work_counts(&crowd.admin, &ready).await.expect("counts");
    assert_eq!((counts.sum(), counts.all), (0, 100));
}

async fn what_can_be_assigned_comes_before_what_is_stuck(fresh: Fresh) {
    let (crowd, shop) = gathered(&fresh).await;
    let filter = WaitingFilter::default();
    // Pages that end within a part, at its end, and over it.
    for limit in [7, 10, 33, 1_000] {
        let (mut rows, mut after): (Vec<WorkRow>, _) = (Vec::new(), None);
        loop {
            let page = shop
                .fulfilment()
                .waiting(&crowd.admin, &filter, after, limit)
                .await
                .expect("a page");
            assert!(page.rows.len() <= limit as usize);
            rows.extend(page.rows);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let numbers: BTreeSet<&str> = rows.iter().map(|row| row.number.as_str()).collect();
        assert_eq!((rows.len(), numbers.len()), (100, 100), "{limit}");
        assert!(rows.is_sorted_by_key(|row| (row.part(), row.since, row.assignment)), "{limit}");
    }
    let counts = shop.fulfilment().waiting_counts(&crowd.admin, &filter).await.expect("counts");
    assert_eq!((counts.choosable, counts.stuck), (20, 80));
}

async fn what_is_in_the_way_is_what_the_choice_says(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let orders = [yard.counter.confirmed("482913").await, yard.counter.confirmed("482914").await];
    let (fulfilment, filter) = (yard.counter.shop.fulfilment(), WaitingFilter::default());
    let queue = async || fulfilment.queue(&yard.coordinator, &filter, None, 10).await.expect("a page").rows;
    let rows = queue().await;
    assert_eq!(rows.len(), 2);
    assert!(
        rows.iter()
            .all(|row| row.shortfall.is_none() && row.part() == WaitingPart::Choosable)
    );
    for maker in &yard.makers {
        yard.set(maker, "UPDATE workshops SET paused = ", true).await;
    }
    for row in queue().await {
        let found = fulfilment.candidates(&yard.coordinator, row.order).await.expect("candidates");
        assert!(found.shortfall.is_some(), "{found:?}");
        assert_eq!(row.shortfall, found.shortfall);
        assert!(orders.iter().any(|order| order.id == row.order));
    }
    yard.set(&yard.makers[2], "UPDATE workshops SET paused = ", false).await;
    assert!(queue().await.iter().all(|row| row.shortfall.is_none()));
}

async fn the_totals_of_the_board_are_those_of_its_rows(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    yard.notified("482913").await;
    let (workshops, filter) = (yard.counter.shop.workshops(), BoardFilter::default());
    yard.set(&yard.makers[2], "UPDATE workshops SET paused = ", true).await;
    let rows = workshops.board(&yard.coordinator, &filter, None, 100).await.expect("a board").rows;
    let totals = workshops.totals(&yard.coordinator, &filter).await.expect("totals");
    let days: Vec<_> = totals.iter().map(|day| day.day).collect();
    assert_eq!(days.len(), 14);
    let of_rows = rows.iter().map(|row| Load::of(&row.days, &days));
    let of_rows = of_rows.fold(Load::default(), |sum, load| Load {
        used: sum.used + load.used,
        limit: sum.limit + load.limit,
        free: sum.free + load.free,
    });
    assert_eq!(Load::of(&totals, &days), of_rows);
    // Two work ten units on each day, and what the third is away from is nobody's.
    assert_eq!((of_rows.used, of_rows.limit, of_rows.free), (3, 280, 277));
}
