//! Keeping what workshops are and can take, and the board that shows it.

use chrono::{Days, NaiveDate};
use krafta::domain::actor::{Actor, Role};
use krafta::domain::ids::{OperatorId, WorkshopId};
use krafta::service::Krafta;
use krafta::service::workshops::board::{BoardDay, BoardFilter, Special};
use uuid::Uuid;

use crate::fresh::{Fresh, on_both_engines};
use crate::shop::{Order, Shop};

on_both_engines!(the_board_tells_held_taken_and_excess_apart, the_board_is_walked_by_name,);

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
            krafta: Krafta::new(fresh.db.clone(), krafta::config::Settings::default()),
            shop,
            ana,
        }
    }

    fn taller(&self) -> WorkshopId {
        WorkshopId::from_uuid(self.shop.workshop)
    }

    async fn sql(&self, statement: String) {
        self.shop.must(krafta::db::Query::new(Box::leak(statement.into_boxed_str()))).await;
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
        let page = self.krafta.board(&self.ana, &filter, None, 10).await.expect("a board");
        page.rows.into_iter().next().expect("a row").days
    }
}

/// A UUID as each engine writes it in SQL.
fn id(uuid: Uuid, dialect: krafta::db::Dialect) -> String {
    match dialect {
        krafta::db::Dialect::Sqlite => format!("x'{}'", uuid.simple()),
        krafta::db::Dialect::Postgres => format!("'{uuid}'"),
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

    let fills = house.krafta.cell(&house.ana, house.taller(), day(0)).await.expect("a cell");
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
    let first = house.krafta.board(&house.ana, &all, None, 2).await.expect("a page");
    assert_eq!(names(&first.rows), ["artesanos", "Ávila"]);
    assert!(first.previous.is_none());
    let second = house.krafta.board(&house.ana, &all, first.next, 2).await.expect("a page");
    assert_eq!(names(&second.rows), ["Ñandú", "Taller"]);
    let last = house.krafta.board(&house.ana, &all, second.next, 2).await.expect("a page");
    assert_eq!((names(&last.rows), last.next), (vec!["Zulia".to_owned()], None));
    let back = house.krafta.board_before(&house.ana, &all, last.previous, 2).await.expect("a page");
    assert_eq!(back.rows, second.rows);
    let named = BoardFilter {
        text: Some("AVILA".into()),
        ..all.clone()
    };
    let found = house.krafta.board(&house.ana, &named, None, 9).await.expect("a page");
    assert_eq!(names(&found.rows), ["Ávila"]);
    let nowhere = BoardFilter {
        zone: Some("Nada".into()),
        ..all.clone()
    };
    let refused = house.krafta.board(&house.ana, &nowhere, None, 9).await.expect_err("no such zone");
    assert_eq!(refused.code(), "service-zone-unknown");
    let mut own = Actor::staff(Role::Workshop, OperatorId::from_uuid(house.shop.operator), "Taller");
    own.workshop = Some(house.taller());
    let mine = house.krafta.board(&own, &all, None, 9).await.expect("a page");
    assert_eq!(names(&mine.rows), ["Taller"]);
    assert!(house.krafta.cell(&own, WorkshopId::from_uuid(Uuid::nil()), day(0)).await.is_err());
}
