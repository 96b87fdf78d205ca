//! Writing what workshops can take: weeks, dated limits, holidays, and the history of who changed what and why; with what
//! stands booked, which a change must be weighed against.

use chrono::NaiveDate;
use serde::Serialize;

use super::capacity::{DatedUnits, WeeklyUnits};
use crate::db::engine::error::{DbError, DbResult};
use crate::db::engine::record::record;
use crate::db::engine::row::Row;
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::db::engine::{Db, Tx};
use crate::domain::Time;
use crate::domain::fulfilment::capacity_conflicts::StandingBooking;
use crate::domain::ids::{OperatorId, WorkshopId};
use crate::domain::text::Safe;

statement! { WEEK = "SELECT workshop_id, weekday, units FROM capacity_weekly WHERE workshop_id = $1" }
statement! {
    WEEK_SET = "INSERT INTO capacity_weekly (workshop_id, weekday, units) \
      VALUES ($1, 1, $2), ($1, 2, $3), ($1, 3, $4), ($1, 4, $5), ($1, 5, $6), ($1, 6, $7), ($1, 7, $8) \
      ON CONFLICT (workshop_id, weekday) DO UPDATE SET units = excluded.units"
}
statement! { DATED = "SELECT workshop_id, day, units, reason FROM capacity_overrides WHERE workshop_id = $1 AND day >= $2" }
statement! {
    DATED_SET = "INSERT INTO capacity_overrides (workshop_id, day, units, reason, operator_id) VALUES ($1, $2, $3, $4, $5) \
      ON CONFLICT (workshop_id, day) DO UPDATE SET units = excluded.units, reason = excluded.reason, operator_id = excluded.operator_id"
}
statement! { DATED_DROP = "DELETE FROM capacity_overrides WHERE workshop_id = $1 AND day = $2" }

statement! { HOLIDAY_ADD = "INSERT INTO holidays (day, name) VALUES ($1, $2)" }
statement! { HOLIDAY_NAME = "UPDATE holidays SET name = $2 WHERE day = $1" }
statement! { HOLIDAY_DROP = "DELETE FROM holidays WHERE day = $1" }

statement! {
    STANDING = "SELECT b.workshop_id, b.id, b.assignment_id, b.offer_id, b.day, b.units, b.override_reason, b.created_at, a.status, \
      o.number, o.customer_name FROM capacity_bookings b JOIN production_assignments a ON a.id = b.assignment_id \
      JOIN orders o ON o.id = a.order_id WHERE b.workshop_id = $1 AND b.day >= $2 AND b.state = 'HELD'"
}
statement! {
    // From the workshops, of which there are few: of a day alone the bookings have no index.
    STANDING_ON = "SELECT b.workshop_id, b.id, b.assignment_id, b.offer_id, b.day, b.units, b.override_reason, b.created_at, a.status, \
      o.number, o.customer_name FROM workshops w CROSS JOIN capacity_bookings b JOIN production_assignments a ON a.id = b.assignment_id \
      JOIN orders o ON o.id = a.order_id WHERE b.workshop_id = w.id AND b.day = $1 AND b.state = 'HELD'"
}

statement! {
    CHANGED = "INSERT INTO workshop_changes (id, workshop_id, what, reason, data, operator_id, operator_name, at) \
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
}
statement! {
    CHANGES = "SELECT what, reason, data, operator_name, at FROM workshop_changes WHERE workshop_id = $1 ORDER BY at DESC, id DESC LIMIT $2"
}
statement! { TOUCH = "UPDATE workshops SET version = version + 1 WHERE id = $1" }

record! {
    /// A booking that stands, with what people call its order.
    pub struct StandingRecord {
        pub workshop: WorkshopId = "workshop_id",
        pub standing: StandingBooking = read(standing),
        pub number: String,
        pub customer: Safe = "customer_name",
    }

    /// A line of a workshop's history: who changed what it is or can take, when and why.
    #[derive(Serialize)]
    pub struct ChangeView {
        pub at: Time,
        pub by: Safe = "operator_name",
        /// `weekly`, `dated`, `paused` …: message `cli-change-<what>`.
        pub what: Safe,
        pub reason: Option<Safe>,
        /// What it was and what it became, as JSON.
        pub data: serde_json::Value,
    }
}

fn standing(row: &Row<'_>) -> DbResult<StandingBooking> {
    Ok(StandingBooking {
        booking: row.get("id")?,
        assignment: row.get("assignment_id")?,
        status: row.get("status")?,
        offer: row.get("offer_id")?,
        day: row.get("day")?,
        units: row.get("units")?,
        overridden: row.get::<Option<String>>("override_reason")?.is_some(),
        made: row.get("created_at")?,
    })
}

/// What is written of a change.
pub struct NewChange<'a> {
    pub id: uuid::Uuid,
    pub workshop: WorkshopId,
    pub what: &'a str,
    pub reason: Option<&'a str>,
    pub data: serde_json::Value,
    pub operator: Option<OperatorId>,
    pub name: &'a str,
    pub at: Time,
}

impl Db {
    /// The newest first.
    pub async fn workshop_changes(&self, workshop: WorkshopId, limit: u32) -> DbResult<Vec<ChangeView>> {
        self.all(CHANGES.with(bind![workshop, limit])).await
    }
}

impl Tx {
    pub async fn weekly_units(&mut self, workshop: WorkshopId) -> DbResult<Vec<WeeklyUnits>> {
        self.all(WEEK.with(bind![workshop])).await
    }

    /// Monday first.
    pub async fn set_week(&mut self, workshop: WorkshopId, week: [u32; 7]) -> DbResult<()> {
        let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = week;
        let values = bind![workshop, monday, tuesday, wednesday, thursday, friday, saturday, sunday];
        self.exec(WEEK_SET.with(values)).await.map(drop)
    }

    /// Days from `from` on with a limit of their own.
    pub async fn dated_units(&mut self, workshop: WorkshopId, from: NaiveDate) -> DbResult<Vec<DatedUnits>> {
        self.all(DATED.with(bind![workshop, from])).await
    }

    pub async fn set_dated(&mut self, dated: &DatedUnits<String>, operator: Option<OperatorId>) -> DbResult<()> {
        let values = bind![dated.workshop, dated.day, dated.units, &dated.reason, operator];
        self.exec(DATED_SET.with(values)).await.map(drop)
    }

    pub async fn drop_dated(&mut self, workshop: WorkshopId, day: NaiveDate) -> DbResult<()> {
        self.exec(DATED_DROP.with(bind![workshop, day])).await.map(drop)
    }

    /// False when the day is one already.
    pub async fn add_holiday(&mut self, day: NaiveDate, name: &str) -> DbResult<bool> {
        match self.exec(HOLIDAY_ADD.with(bind![day, name])).await {
            Ok(_) => Ok(true),
            Err(DbError::NotUnique(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Answers false for a day that is none.
    pub async fn name_holiday(&mut self, day: NaiveDate, name: &str) -> DbResult<bool> {
        Ok(self.exec(HOLIDAY_NAME.with(bind![day, name])).await? > 0)
    }

    /// False when the day is none.
    pub async fn drop_holiday(&mut self, day: NaiveDate) -> DbResult<bool> {
        Ok(self.exec(HOLIDAY_DROP.with(bind![day])).await? > 0)
    }

    /// What a workshop holds from `from` on.
    pub async fn standing(&mut self, workshop: WorkshopId, from: NaiveDate) -> DbResult<Vec<StandingRecord>> {
        self.all(STANDING.with(bind![workshop, from])).await
    }

    /// What all workshops hold on a day.
    pub async fn standing_on(&mut self, day: NaiveDate) -> DbResult<Vec<StandingRecord>> {
        self.all(STANDING_ON.with(bind![day])).await
    }

    pub async fn workshop_changed(&mut self, change: NewChange<'_>) -> DbResult<()> {
        let values = bind![
            change.id,
            change.workshop,
            change.what,
            change.reason,
            change.data,
            change.operator,
            change.name,
            change.at
        ];
        self.exec(CHANGED.with(values)).await.map(drop)
    }

    /// A new version of a workshop whose own row stays.
    pub async fn touch_workshop(&mut self, workshop: WorkshopId) -> DbResult<()> {
        self.exec(TOUCH.with(bind![workshop])).await.map(drop)
    }
}
