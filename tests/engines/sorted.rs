//! Lists in every order that can be chosen: sorted so from page to page, without gaps or repeats, and counted.

use std::collections::BTreeSet;

use crate::crowd::{Crowd, number};
use crate::debts::{Debts, KINDS, usd};
use crate::fresh::{Fresh, on_both_engines};
use krafta::config::Settings;
use krafta::domain::actor::Actor;
use krafta::domain::orders::status::{AssignmentStatus, PaymentStatus};
use krafta::service::Krafta;
use krafta::service::core::page::HowMany;
use krafta::service::orders::view::{OrderFilter, OrderRow, OrderSort, SortBy};
use krafta::service::payables::view::{PayableFilter, PayableRow, PayableSort};

on_both_engines!(
    orders_come_in_the_chosen_order,
    an_order_that_no_index_gives_is_not_offered,
    orders_are_counted,
    what_is_owed_comes_in_the_chosen_order,
    a_count_ends_where_nobody_reads_its_digits,
);

const ORDERS: u32 = 900;

async fn shop(fresh: &Fresh, orders: u32) -> (Krafta, Actor) {
    let crowd = Crowd::gather(fresh, orders).await;
    (Krafta::new(fresh.db.clone(), Settings::default()), crowd.admin)
}

async fn all(shop: &Krafta, ana: &Actor, filter: &OrderFilter) -> Vec<OrderRow> {
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let page = shop.orders().list(ana, filter, after, 37).await.expect("a page");
        rows.extend(page.rows);
        match page.next {
            Some(next) => after = Some(next),
            None => return rows,
        }
    }
}

fn is_sorted(rows: &[OrderRow], sort: OrderSort) -> bool {
    let turn = |status: PaymentStatus| PaymentStatus::ALL.iter().position(|one| *one == status);
    let fits = |one: &OrderRow, next: &OrderRow| match sort.by {
        SortBy::Changed => (one.last_event_at, one.id).cmp(&(next.last_event_at, next.id)),
        SortBy::Placed => (one.placed_at, one.id).cmp(&(next.placed_at, next.id)),
        SortBy::Payment => turn(one.payment).cmp(&turn(next.payment)),
    };
    let turned = rows.windows(2).all(|pair| {
        let order = fits(&pair[0], &pair[1]);
        order.is_eq() || order.is_lt() == sort.ascends
    });
    let newest_of_each = |pair: &[OrderRow]| {
        sort.by != SortBy::Payment || pair[0].payment != pair[1].payment || pair[0].last_event_at >= pair[1].last_event_at
    };
    turned && rows.windows(2).all(newest_of_each)
}

fn filters() -> Vec<OrderFilter> {
    let plain = OrderFilter::default;
    vec![
        plain(),
        OrderFilter {
            payment: vec![PaymentStatus::Confirmed, PaymentStatus::Rejected],
            ..plain()
        },
        OrderFilter {
            production: vec![AssignmentStatus::Ready],
            ..plain()
        },
        OrderFilter {
            placed_from: Some("2026-01-01T06:00:00Z".parse().expect("an instant")),
            ..plain()
        },
        OrderFilter {
            refund_due: true,
            ..plain()
        },
        OrderFilter {
            customer: Some("a".into()),
            ..plain()
        },
        OrderFilter {
            bank: Some("0102".into()),
            ..plain()
        },
    ]
}

async fn orders_come_in_the_chosen_order(fresh: Fresh) {
    let (shop, ana) = shop(&fresh, ORDERS).await;
    for filter in filters() {
        let listing = shop.orders().listing(&ana, &filter).await.expect("a listing");
        let usual: BTreeSet<String> = all(&shop, &ana, &filter).await.into_iter().map(|row| row.number).collect();
        for by in listing.sorts.iter().copied() {
            for ascends in [true, false] {
                let sort = OrderSort { by, ascends };
                let sorted = OrderFilter {
                    sort: Some(sort),
                    ..filter.clone()
                };
                let rows = all(&shop, &ana, &sorted).await;
                assert!(is_sorted(&rows, sort), "{sorted:?}");
                assert_eq!(rows.len(), usual.len(), "{sorted:?}");
                let numbers: BTreeSet<String> = rows.into_iter().map(|row| row.number).collect();
                assert_eq!(numbers, usual, "{sorted:?}");
                let said = shop.orders().listing(&ana, &sorted).await.expect("a listing");
                assert_eq!(said.sort, sort);
            }
        }
    }
}

async fn an_order_that_no_index_gives_is_not_offered(fresh: Fresh) {
    let (shop, ana) = shop(&fresh, 100).await;
    let by_placing = OrderFilter {
        production: vec![AssignmentStatus::Ready],
        sort: Some(OrderSort {
            by: SortBy::Placed,
            ascends: true,
        }),
        ..OrderFilter::default()
    };
    let listing = shop.orders().listing(&ana, &by_placing).await.expect("a listing");
    assert_eq!(listing.sorts, [SortBy::Changed]);
    assert_eq!(listing.sort, OrderSort::default());
    assert!(is_sorted(&all(&shop, &ana, &by_placing).await, OrderSort::default()));
}

async fn orders_are_counted(fresh: Fresh) {
    let (shop, ana) = shop(&fresh, ORDERS).await;
    for filter in filters() {
        let listing = shop.orders().listing(&ana, &filter).await.expect("a listing");
        let exactly = |found: usize| HowMany {
            found: i64::try_from(found).expect("few"),
            more: false,
        };
        assert_eq!(listing.count, exactly(all(&shop, &ana, &filter).await.len()), "{filter:?}");
        assert_eq!(listing.all, exactly(ORDERS as usize));
    }
    let one = OrderFilter {
        number: Some(number(7)),
        ..OrderFilter::default()
    };
    assert_eq!(shop.orders().listing(&ana, &one).await.expect("a listing").count.found, 1);
}

async fn what_is_owed_comes_in_the_chosen_order(fresh: Fresh) {
    let debts = Debts::dated(&fresh).await;
    let (order, other) = (debts.order("100001").await, debts.order("100002").await);
    for (at, kind) in KINDS.into_iter().enumerate() {
        for (workshop, order) in [(debts.taller, &order), (debts.other, &other)] {
            let due = format!("2026-11-2{}", at % 5);
            debts.owe(workshop, order, kind, usd(1_000), &due).await;
        }
    }
    let (shop, ana) = (&debts.counter.shop, &debts.counter.ana);
    for sort in [PayableSort::Usual, PayableSort::NamesBack, PayableSort::NewestFirst] {
        let filter = PayableFilter {
            sort,
            ..PayableFilter::default()
        };
        let (mut rows, mut after): (Vec<PayableRow>, _) = (Vec::new(), None);
        loop {
            let page = shop.payables().list(ana, &filter, after, 2).await.expect("a page");
            rows.extend(page.rows);
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        let names: Vec<&str> = rows.iter().map(|row| row.workshop_name.as_str()).collect();
        let names_fit = |pair: &[&str]| pair[0] == pair[1] || (pair[0] > pair[1]) == (sort == PayableSort::NamesBack);
        assert!(names.windows(2).all(names_fit), "{sort:?} {names:?}");
        let days_fit = |pair: &[PayableRow]| {
            let (one, next) = (&pair[0], &pair[1]);
            one.workshop != next.workshop
                || match sort {
                    PayableSort::NewestFirst => one.due_on >= next.due_on,
                    _ => one.due_on <= next.due_on,
                }
        };
        assert!(rows.windows(2).all(days_fit), "{sort:?}");
        let ids: BTreeSet<_> = rows.iter().map(|row| row.id).collect();
        assert_eq!((rows.len(), ids.len()), (2 * KINDS.len(), 2 * KINDS.len()));
        let counts = shop.payables().counts(ana, &filter).await.expect("counts");
        assert_eq!(
            (counts.count.found, counts.count.more),
            (i64::try_from(rows.len()).expect("few"), false)
        );
    }
    let late = PayableFilter {
        overdue: true,
        ..PayableFilter::open()
    };
    let counts = shop.payables().counts(ana, &late).await.expect("counts");
    let page = shop.payables().list(ana, &late, None, 100).await.expect("a page");
    assert_eq!(usize::try_from(counts.count.found).expect("few"), page.rows.len());
    assert_eq!(usize::try_from(counts.open.found).expect("few"), 2 * KINDS.len());
}

async fn a_count_ends_where_nobody_reads_its_digits(fresh: Fresh) {
    let (shop, ana) = shop(&fresh, 10_050).await;
    let listing = shop.orders().listing(&ana, &OrderFilter::default()).await.expect("a listing");
    assert_eq!((listing.all.found, listing.all.more), (10_000, true));
    let none = OrderFilter {
        bank: Some("0199".into()),
        ..OrderFilter::default()
    };
    let listing = shop.orders().listing(&ana, &none).await.expect("a listing");
    assert_eq!((listing.count.found, listing.count.more), (0, true));
}
