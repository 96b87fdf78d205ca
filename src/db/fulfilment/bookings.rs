//! Bookings: the days of a workshop that an assignment holds. What is free is computed from them each time.

use chrono::NaiveDate;

use crate::db::engine::Tx;
use crate::db::engine::error::DbResult;
use crate::db::engine::page::padded;
use crate::db::engine::record::record;
use crate::db::engine::statement::{Bound, Query, statement};
use crate::db::engine::value::{Param, bind};
use crate::domain::Time;
use crate::domain::fulfilment::capacity::Slot;
use crate::domain::ids::{AssignmentId, BookingId, OfferId, OperatorId, WorkshopId};

statement! {
    BOOK = "INSERT INTO capacity_bookings (id, assignment_id, workshop_id, offer_id, day, units, override_reason, override_by) \
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
}

statement! {
    FREE = "UPDATE capacity_bookings SET state = 'FREED', freed_at = $2 WHERE assignment_id = $1 AND state = 'HELD'"
}

statement! {
    LAST_DAY = "SELECT max(day) AS day FROM capacity_bookings WHERE assignment_id = $1 AND state = 'HELD'"
}

/// A booking to make; going over the limit says why and who.
pub struct NewBooking<'a> {
    pub assignment: AssignmentId,
    pub workshop: WorkshopId,
    pub slot: Slot,
    pub over_limit: Option<(&'a str, Option<OperatorId>)>,
}

pub fn book(id: BookingId, new: &NewBooking<'_>) -> Bound {
    BOOK.with(bind![
        id,
        new.assignment,
        new.workshop,
        new.slot.offer,
        new.slot.day,
        new.slot.units,
        new.over_limit.map(|(reason, _)| reason),
        new.over_limit.and_then(|(_, by)| by),
    ])
}

/// Frees what an assignment holds.
pub fn free(assignment: AssignmentId, at: Time) -> Bound {
    FREE.with(bind![assignment, at])
}

record! {
    /// Units that a workshop holds for an offer on a day.
    pub struct Held {
        pub workshop: WorkshopId = "workshop_id",
        /// Bookings of other programs may name none; they count for the day.
        pub offer: Option<OfferId> = "offer_id",
        pub day: NaiveDate,
        pub units: u32,
    }
}

/// What these workshops hold from one day to another, by workshop and day.
pub fn held(workshops: impl Iterator<Item = WorkshopId>, from: NaiveDate, until: NaiveDate) -> Query {
    let workshops = padded(workshops.map(Param::from).collect());
    Query::new("SELECT workshop_id, offer_id, day, units FROM capacity_bookings WHERE state = 'HELD' AND workshop_id IN (")
        .bind_list(workshops)
        .push(") AND day >= ")
        .bind(from)
        .push(" AND day <= ")
        .bind(until)
        .push(" ORDER BY workshop_id, day")
}

record! {
    struct LastDay(Option<NaiveDate> = "day");
}

/// The last day an assignment holds.
pub async fn last_day(tx: &mut Tx, assignment: AssignmentId) -> DbResult<Option<NaiveDate>> {
    Ok(tx.one::<LastDay>(LAST_DAY.with(bind![assignment])).await?.0)
}
