//! Keeping what workshops are and can take, and the board that shows it.

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use crate::fresh::{Fresh, on_both_engines};
use crate::master_data::{change_capacity, keep};
use crate::shop::{Order, Shop};
use krafta::domain::actor::{Actor, Role};
use krafta::domain::ids::{OperatorId, WorkshopId};
use krafta::service::commands::{AddHolidays, CapacityChange, ChangeCapacity, Consent, NewHoliday, SeedHolidays, Wanted};
use krafta::service::core::clock::ManualClock;
use krafta::service::core::error::NoLongerFit;
use krafta::service::core::receipt::{HolidayView, Outcome};
use krafta::service::workshops::board::{BoardDay, BoardFilter, Special};
use krafta::service::{Command, Error, Krafta, Receipt};

on_both_engines!(
    the_board_tells_held_taken_and_excess_apart,
    the_board_is_walked_by_name,
    who_no_longer_fits_is_told_first_and_stays_booked,
    a_holiday_tells_who_was_to_be_made,
    a_booking_and_a_lowered_limit_do_not_pass_each_other,
    capacity_of_a_page_comes_from_indexes,
);

/// A Monday.
const MONDAY: &str = "2026-11-23";

fn day(ahead: u64) -> NaiveDate {
    MONDAY.parse::<NaiveDate>().expect("a day") + Days::new(ahead)
}

/// The plain-SQL shop with the service over it.
struct House {
    shop: Shop,
    krafta: Krafta,
    ana: Actor,
}

impl House {
    async fn open(fresh: &Fresh) -> Self {
        let shop = Shop::open(fresh.db.clone()).await;
        let ana = Actor::staff(Role::Admin, OperatorId::from_uuid(shop.operator), "Ana");
        Self {
            krafta: Krafta::with_clock(fresh.db.clone(), krafta::config::Settings::default(), yesterday()),
            shop,
            ana,
        }
    }

    fn taller(&self) -> WorkshopId {
        WorkshopId::from_uuid(self.shop.workshop)
    }

    async fn sql(&self, statement: String) {
        self.shop
            .must(krafta::db::engine::statement::Query::new(Box::leak(statement.into_boxed_str())))
            .await;
    }

    async fn week(&self, units: u32) {
        let workshop = id(self.shop.workshop, self.shop.db.dialect());
        for weekday in 1..=5 {
            self.sql(format!(
                "INSERT INTO capacity_weekly (workshop_id, weekday, units) VALUES ({workshop}, {weekday}, {units})"
            ))
            .await;
        }
    }

    /// An assignment NOTIFIED that holds units of a day.
    async fn notified(&self, number: &str, on: NaiveDate, units: u32, overridden: bool) -> (Order, Uuid) {
        let (mut order, assignment) = self.shop.assigned(number, "PICKUP").await;
        self.book(assignment, on, units, overridden).await;
        self.shop
            .try_make(&mut order, assignment, "A3", Some("PENDING_ASSIGNMENT"), "NOTIFIED")
            .await
            .expect("A3");
        (order, assignment)
    }

    async fn book(&self, assignment: Uuid, on: NaiveDate, units: u32, overridden: bool) {
        let dialect = self.shop.db.dialect();
        let (of, workshop, operator) = (
            id(assignment, dialect),
            id(self.shop.workshop, dialect),
            id(self.shop.operator, dialect),
        );
        let (reason, by) = if overridden {
            ("'urge'", operator.as_str())
        } else {
            ("NULL", "NULL")
        };
        self.sql(format!(
            "INSERT INTO capacity_bookings (assignment_id, workshop_id, day, units, override_reason, override_by) \
             VALUES ({of}, {workshop}, '{on}', {units}, {reason}, {by})"
        ))
        .await;
    }

    async fn accept(&self, order: &mut Order, assignment: Uuid) {
        let of = id(assignment, self.shop.db.dialect());
        self.sql(format!(
            "UPDATE production_assignments SET agreed_cost = 1, policy = 'ON_READY' WHERE id = {of}"
        ))
        .await;
        self.shop
            .try_make(order, assignment, "A4", Some("NOTIFIED"), "ACCEPTED")
            .await
            .expect("A4");
    }

    async fn days(&self, from: NaiveDate, days: u32) -> Vec<BoardDay> {
        let filter = BoardFilter {
            from: Some(from),
            days,
            ..BoardFilter::default()
        };
        let page = self.krafta.workshops().board(&self.ana, &filter, None, 10).await.expect("a board");
        page.rows.into_iter().next().expect("a row").days
    }
}

/// A UUID as each engine writes it in SQL.
fn id(uuid: Uuid, dialect: krafta::db::engine::Dialect) -> String {
    match dialect {
        krafta::db::engine::Dialect::Sqlite => format!("x'{}'", uuid.simple()),
        krafta::db::engine::Dialect::Postgres => format!("'{uuid}'"),
    }
}

async fn the_board_tells_held_taken_and_excess_apart(fresh: Fresh) {
    let house = House::open(&fresh).await;
    house.week(8).await;
    house
        .sql(format!("INSERT INTO holidays (day, name) VALUES ('{}', 'Feriado')", day(2)))
        .await;
    house.notified("KRFT-AAAAAA", day(0), 3, false).await;
    let (mut order, assignment) = house.notified("KRFT-BBBBBB", day(0), 4, false).await;
    house.accept(&mut order, assignment).await;
    house.notified("KRFT-CCCCCC", day(0), 2, true).await;

    let days = house.days(day(0), 0).await;
    assert_eq!(days.len(), 14);
    let first = &days[0];
    assert_eq!(
        (first.limit, first.held, first.taken, first.over, first.overridden, first.free),
        (8, 5, 4, 1, 2, 0)
    );
    assert_eq!((days[1].limit, days[1].free, &days[1].special), (8, 8, &None));
    assert_eq!(days[2].special, Some(Special::Holiday { name: "Feriado".into() }));
    assert_eq!((days[2].limit, days[5].limit), (0, 0));

    let fills = house
        .krafta
        .workshops()
        .cell(&house.ana, house.taller(), day(0))
        .await
        .expect("a cell");
    let shown: Vec<_> = fills
        .iter()
        .map(|fill| (fill.number.as_str(), fill.units, fill.override_reason.is_some()))
        .collect();
    assert_eq!(
        shown,
        [("KRFT-AAAAAA", 3, false), ("KRFT-BBBBBB", 4, false), ("KRFT-CCCCCC", 2, true)]
    );
}

async fn the_board_is_walked_by_name(fresh: Fresh) {
    let house = House::open(&fresh).await;
    for name in ["Ávila", "artesanos", "Ñandú", "Zulia"] {
        house
            .sql(format!("INSERT INTO workshops (name, state_code) VALUES ('{name}', 'VE-A')"))
            .await;
    }
    let names = |rows: &[krafta::service::workshops::board::BoardRow]| rows.iter().map(|row| row.name.to_string()).collect::<Vec<_>>();
    let all = BoardFilter {
        days: 1,
        ..BoardFilter::default()
    };
    let first = house.krafta.workshops().board(&house.ana, &all, None, 2).await.expect("a page");
    assert_eq!(names(&first.rows), ["artesanos", "Ávila"]);
    let second = house
        .krafta
        .workshops()
        .board(&house.ana, &all, first.next, 2)
        .await
        .expect("a page");
    assert_eq!(names(&second.rows), ["Ñandú", "Taller"]);
    let last = house
        .krafta
        .workshops()
        .board(&house.ana, &all, second.next, 2)
        .await
        .expect("a page");
    assert_eq!((names(&last.rows), last.next), (vec!["Zulia".to_owned()], None));
    let named = BoardFilter {
        text: Some("AVILA".into()),
        ..all.clone()
    };
    let found = house.krafta.workshops().board(&house.ana, &named, None, 9).await.expect("a page");
    assert_eq!(names(&found.rows), ["Ávila"]);
    let nowhere = BoardFilter {
        zone: Some("Nada".into()),
        ..all.clone()
    };
    let refused = house
        .krafta
        .workshops()
        .board(&house.ana, &nowhere, None, 9)
        .await
        .expect_err("no such zone");
    assert_eq!(refused.code(), "service-zone-unknown");
    let mut own = Actor::staff(Role::Workshop, OperatorId::from_uuid(house.shop.operator), "Taller");
    own.workshop = Some(house.taller());
    let mine = house.krafta.workshops().board(&own, &all, None, 9).await.expect("a page");
    assert_eq!(names(&mine.rows), ["Taller"]);
    assert!(
        house
            .krafta
            .workshops()
            .cell(&own, WorkshopId::from_uuid(Uuid::nil()), day(0))
            .await
            .is_err()
    );
}

/// The clock of these tests: the Sunday before [`MONDAY`].
fn yesterday() -> Arc<ManualClock> {
    Arc::new(ManualClock::at("2026-11-22T16:00:00Z".parse().expect("an instant")))
}

fn because(reason: &str, confirmed: bool) -> Consent {
    Consent {
        reason: Some(reason.into()),
        confirmed,
        ..Consent::default()
    }
}

/// The numbers of those who no longer fit.
fn unfit<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Vec<String> {
    match outcome {
        Err(Error::NoLongerFits(change)) => change.assignments.into_iter().map(|one| one.number).collect(),
        other => panic!("{other:?}"),
    }
}

/// What a change left booked although it no longer fits.
fn still_booked(receipt: &Receipt) -> &[NoLongerFit] {
    match &receipt.outcome {
        Outcome::Kept(row) => &row.no_longer_fits,
        Outcome::Holidays { no_longer_fits, .. } => no_longer_fits,
        other => panic!("{other:?}"),
    }
}

fn added(receipt: &Receipt) -> Vec<HolidayView> {
    match &receipt.outcome {
        Outcome::Holidays { added, .. } => added.clone(),
        other => panic!("{other:?}"),
    }
}

async fn holiday(shop: &Krafta, actor: &Actor, day: NaiveDate, name: &str, consent: &Consent) -> Result<Receipt, Error> {
    let command = AddHolidays {
        days: vec![NewHoliday { day, name: name.into() }],
        wanted: Wanted::New,
        consent: consent.clone(),
    };
    keep(shop, actor, Command::AddHolidays(command)).await
}

async fn who_no_longer_fits_is_told_first_and_stays_booked(fresh: Fresh) {
    let house = House::open(&fresh).await;
    let (shop, ana) = (&house.krafta, &house.ana);
    house.week(8).await;
    let (mut order, assignment) = house.notified("KRFT-AAAAAA", day(0), 3, false).await;
    house.accept(&mut order, assignment).await;
    house.notified("KRFT-BBBBBB", day(0), 4, false).await;
    house.notified("KRFT-CCCCCC", day(1), 8, false).await;

    let week = CapacityChange::Week([5; 7]);
    let change = ChangeCapacity {
        workshop: "taller".into(),
        change: week,
        consent: Consent::default(),
    };
    let told = match shop.rehearse(ana, Command::ChangeCapacity(change)).await {
        Err(Error::NoLongerFits(told)) => told.assignments,
        other => panic!("{other:?}"),
    };
    let told: Vec<_> = told.iter().map(|one| (one.number.as_str(), one.day, one.units)).collect();
    assert_eq!(told, [("KRFT-BBBBBB", day(0), 4), ("KRFT-CCCCCC", day(1), 8)]);
    let asked = change_capacity(shop, ana, "Taller", week, &Consent::default()).await;
    assert_eq!(unfit(asked), ["KRFT-BBBBBB", "KRFT-CCCCCC"]);
    let silent = Consent {
        confirmed: true,
        ..Consent::default()
    };
    let refused = change_capacity(shop, ana, "Taller", week, &silent).await.expect_err("no reason");
    assert_eq!(refused.code(), "reason-required");
    assert_eq!(house.days(day(0), 1).await[0].limit, 8, "nothing was written");

    let closing = CapacityChange::Days {
        from: day(0),
        until: day(0),
        units: 0,
    };
    assert_eq!(
        unfit(change_capacity(shop, ana, "Taller", closing, &because("luz", false)).await),
        ["KRFT-AAAAAA", "KRFT-BBBBBB"]
    );
    let pausing = CapacityChange::Pause { until: Some(day(1)) };
    let pause = change_capacity(shop, ana, "Taller", pausing, &because("luz", false)).await;
    assert_eq!(unfit(pause), ["KRFT-AAAAAA", "KRFT-BBBBBB"]);

    let before = shop.workshops().workshop(ana, "Taller").await.expect("a workshop").record.version;
    let done = change_capacity(shop, ana, "Taller", week, &because("una máquina menos", true))
        .await
        .expect("confirmed");
    assert_eq!(still_booked(&done).len(), 2);
    let first = &house.days(day(0), 1).await[0];
    assert_eq!((first.limit, first.held, first.taken, first.over, first.free), (5, 4, 3, 2, 0));
    assert_eq!(
        shop.workshops().workshop(ana, "Taller").await.expect("a workshop").record.version,
        before + 1
    );
    let history = shop.workshops().history(ana, "Taller", 1).await.expect("a history");
    assert_eq!(
        (history[0].what.as_str(), history[0].reason.as_deref()),
        ("weekly", Some("una máquina menos"))
    );
    assert_eq!(history[0].data["no_longer_fits"][0]["number"], "KRFT-BBBBBB");
    // What did not fit already is not told again.
    let again = change_capacity(shop, ana, "Taller", CapacityChange::Week([4; 7]), &Consent::default()).await;
    assert!(still_booked(&again.expect("no news")).is_empty());
    let stale = Consent {
        seen: Some(before),
        ..because("x", true)
    };
    let moved = change_capacity(shop, ana, "Taller", closing, &stale).await.expect_err("it moved");
    assert_eq!(moved.code(), "workshop-moved");
}

async fn a_holiday_tells_who_was_to_be_made(fresh: Fresh) {
    let house = House::open(&fresh).await;
    let (shop, ana) = (&house.krafta, &house.ana);
    house.week(8).await;
    house.notified("KRFT-AAAAAA", day(0), 3, false).await;
    let asked = holiday(shop, ana, day(0), "Duelo", &Consent::default()).await;
    assert_eq!(unfit(asked), ["KRFT-AAAAAA"]);
    let known = holiday(shop, ana, day(0), "Duelo", &because("decreto", true))
        .await
        .expect("confirmed");
    assert_eq!(still_booked(&known).len(), 1);
    assert_eq!(house.days(day(0), 1).await[0].limit, 0);
    let history = shop.workshops().history(ana, "Taller", 9).await.expect("a history");
    assert_eq!((history.len(), history[0].what.as_str()), (1, "holiday"));
    holiday(shop, ana, day(3), "Otro", &Consent::default())
        .await
        .expect("nobody is made then");
    let seed = || keep(shop, ana, Command::SeedHolidays(SeedHolidays::default()));
    let seeded = added(&seed().await.expect("the years around"));
    assert!(seeded.len() > 40 && seeded.iter().any(|one| one.name.as_str() == "Navidad"));
    assert!(added(&seed().await.expect("again")).is_empty());
}

async fn a_booking_and_a_lowered_limit_do_not_pass_each_other(fresh: Fresh) {
    let house = House::open(&fresh).await;
    house.week(8).await;
    let (_, assignment) = house.shop.assigned("KRFT-AAAAAA", "PICKUP").await;
    // Whoever books holds the workshop's row, as the rule for bookings says.
    let mut tx = fresh.db.begin().await.expect("a transaction");
    tx.lock_workshop(house.taller()).await.expect("a lock");
    let lowering = {
        let (shop, ana) = (house.krafta.clone(), house.ana.clone());
        tokio::spawn(async move {
            let closing = CapacityChange::Days {
                from: day(0),
                until: day(0),
                units: 0,
            };
            change_capacity(&shop, &ana, "Taller", closing, &because("luz", false)).await
        })
    };
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    let booking =
        krafta::db::engine::statement::Query::new("INSERT INTO capacity_bookings (assignment_id, workshop_id, day, units) VALUES (")
            .bind(assignment)
            .push(", ")
            .bind(house.shop.workshop)
            .push(", ")
            .bind(day(0))
            .push(", 5)");
    tx.exec(booking).await.expect("a booking");
    tx.commit().await.expect("a commit");
    assert_eq!(unfit(lowering.await.expect("an answer")), ["KRFT-AAAAAA"]);
}

async fn capacity_of_a_page_comes_from_indexes(fresh: Fresh) {
    let ids: Vec<WorkshopId> = (0..40).map(|n| WorkshopId::from_uuid(Uuid::from_u128(n))).collect();
    let query = krafta::db::workshops::capacity::compose_held(&ids, day(0), day(13)).explained();
    let plan: Vec<Line> = fresh.db.all(query).await.expect("a plan");
    let plan: Vec<String> = plan.into_iter().map(|Line(line)| line).collect();
    if fresh.db.dialect() == krafta::db::engine::Dialect::Sqlite {
        assert!(
            plan.iter().any(|line| line.contains("COVERING INDEX capacity_bookings_held")),
            "{plan:#?}"
        );
        assert!(
            plan.iter().all(|line| !line.starts_with("SCAN b") && !line.starts_with("SCAN a")),
            "{plan:#?}"
        );
    }
}

struct Line(String);

impl krafta::db::engine::row::FromRow for Line {
    fn from_row(row: &krafta::db::engine::row::Row<'_>) -> krafta::db::engine::error::DbResult<Self> {
        row.get("detail").or_else(|_| row.get("QUERY PLAN")).map(Self)
    }
}
