//! What is being made: orders that wait for a workshop, the work of each workshop, and one order's assignments in full.

use chrono::NaiveDate;
use serde::Serialize;

use super::Fulfilment;
use crate::db::engine::page::Seek;
use crate::db::fulfilment::work_list::{self, WorkQuery, WorkRecord};
use crate::domain::Time;
use crate::domain::actor::{Actor, Permission, Role};
use crate::domain::fulfilment::assignment_edges::Cause;
use crate::domain::ids::{AssignmentId, OrderId, WorkshopId};
use crate::domain::money::Money;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::core::error::Error;
use crate::service::core::page::{Cursor, Page, page, reading};

/// What a workshop can have on its hands.
pub const AT_WORK: &[AssignmentStatus] = &[
    AssignmentStatus::Notified,
    AssignmentStatus::Accepted,
    AssignmentStatus::InProduction,
    AssignmentStatus::Ready,
    AssignmentStatus::HandedToDelivery,
];

/// Which orders that wait for a workshop.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WaitingFilter {
    /// The name of a service zone.
    pub zone: Option<String>,
}

/// Which work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorksFilter {
    /// Its own, for a workshop's operator.
    pub workshop: Option<WorkshopId>,
    /// All of [`AT_WORK`] without one.
    pub status: Option<AssignmentStatus>,
    /// Answers and promises that are overdue.
    pub late: bool,
}

/// An assignment that somebody has to do something about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WorkRow {
    pub assignment: AssignmentId,
    pub order: OrderId,
    pub number: String,
    /// The order's version, for a command about it.
    pub version: i64,
    /// 1 for the order's first assignment.
    pub attempt: u32,
    pub status: AssignmentStatus,
    pub on_hold: bool,
    pub customer: Safe,
    pub delivery: DeliveryMethod,
    pub city: Option<Safe>,
    /// The first thing ordered, how many lines there are, and pieces in all.
    pub item: Option<Safe>,
    pub items: i64,
    pub pieces: i64,
    /// Chosen, told or at work.
    pub workshop_id: Option<WorkshopId>,
    pub workshop: Option<Safe>,
    /// Why it waits without one.
    pub cause: Option<Cause>,
    /// Offered or agreed.
    pub cost: Option<Money>,
    pub respond_by: Option<Time>,
    pub promised: Option<NaiveDate>,
    pub since: Time,
    /// Its answer or its promise is overdue.
    pub late: bool,
}

/// What a role must be allowed to see who waits for a workshop.
pub const WAITING_NEEDS: Permission = Permission::ReadOrders;

/// What a role must be allowed to see what workshops have on their hands.
pub const WORKS_NEEDS: Permission = Permission::ReadAssignments;

impl Fulfilment<'_> {
    /// Orders whose workshop was not told yet, longest waiting first.
    ///
    /// # Errors
    /// `service-zone-unknown`.
    pub async fn waiting(&self, actor: &Actor, filter: &WaitingFilter, after: Option<Cursor>, limit: u32) -> Result<Page<WorkRow>, Error> {
        actor.may(WAITING_NEEDS)?;
        let zone = match &filter.zone {
            Some(name) => Some(self.shop.service_zone_id(name).await?),
            None => None,
        };
        let wanted = WorkQuery {
            statuses: vec![AssignmentStatus::PendingAssignment],
            zone,
            ..WorkQuery::default()
        };
        self.work_page(&wanted, after, limit).await
    }

    /// What workshops have on their hands, the oldest first; a workshop's operator sees its own.
    pub async fn works(&self, actor: &Actor, filter: &WorksFilter, after: Option<Cursor>, limit: u32) -> Result<Page<WorkRow>, Error> {
        actor.may(WORKS_NEEDS)?;
        let own = (actor.role == Role::Workshop).then_some(actor.workshop).flatten();
        if actor.role == Role::Workshop && own.is_none() {
            return Err(Refusal::new(Code::WorkshopUnknown).into());
        }
        let wanted = WorkQuery {
            statuses: filter.status.map_or_else(|| AT_WORK.to_vec(), |status| vec![status]),
            workshop: own.or(filter.workshop),
            late: filter.late.then(|| (self.shop.now(), self.shop.today())),
            zone: None,
        };
        self.work_page(&wanted, after, limit).await
    }

    async fn work_page(&self, wanted: &WorkQuery, after: Option<Cursor>, limit: u32) -> Result<Page<WorkRow>, Error> {
        let seek = Seek::After(after.map(Into::into));
        let rows = work_list::page(self.shop.db(), wanted, seek, reading(limit)).await?;
        let (now, today) = (self.shop.now(), self.shop.today());
        Ok(page(rows, seek, limit, WorkRecord::key, |record| work_row(record, now, today)))
    }
}

fn work_row(record: WorkRecord, now: Time, today: NaiveDate) -> WorkRow {
    let late = match record.status {
        AssignmentStatus::Notified => record.respond_by.is_some_and(|by| by <= now),
        AssignmentStatus::Accepted | AssignmentStatus::InProduction => record.promised.is_some_and(|day| day < today),
        _ => false,
    };
    WorkRow {
        assignment: record.assignment,
        order: record.order,
        number: record.number,
        version: record.version,
        attempt: record.attempt,
        status: record.status,
        on_hold: record.on_hold,
        customer: Safe::new(&record.customer),
        delivery: record.delivery,
        city: record.city.as_ref().map(Safe::from),
        item: record.item.as_ref().map(Safe::from),
        items: record.items,
        pieces: record.pieces,
        workshop_id: record.workshop_id,
        workshop: record.workshop.as_ref().map(Safe::from),
        cause: record.cause,
        cost: record.cost,
        respond_by: record.respond_by,
        promised: record.promised,
        since: record.since,
        late,
    }
}
