//! What is being made: orders that wait for a workshop, the work of each workshop, and one order's assignments in full.

use chrono::NaiveDate;

use super::Fulfilment;
use crate::db::catalogue::places;
use crate::db::fulfilment::work_list::{self, WorkQuery};
use crate::db::orders::finding;
use crate::domain::Time;
use crate::domain::actor::{Actor, Permission, Role};
use crate::domain::amount_range::AmountRange;
use crate::domain::ids::WorkshopId;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::service::core::error::Error;
use crate::service::core::filter_text::{self, Days, Typing};
use crate::service::core::filter_words::{self as words, Field};
use crate::service::core::page::{Cursor, Page, page, reading};
use crate::service::orders::search::{SearchResult, SearchTerms};
use crate::service::orders::search_terms;

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

/// What waits and what is made in the part of the shop that a board shows. Counts end at 10000.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    pub unassigned: i64,
    pub to_answer: i64,
    pub answers_late: i64,
    pub in_production: i64,
    /// The workshops shown, and all of them.
    pub shown: usize,
    pub workshops: usize,
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
    /// An order's number, a part of a workshop's name, or of a customer's.
    pub text: Option<String>,
    pub number: Option<String>,
    pub customer: Option<String>,
    /// A part of the workshop's name.
    pub workshop_name: Option<String>,
    /// What is paid for it.
    pub amount: Option<AmountRange>,
    /// The days on which the assignment was opened.
    pub since: Days,
}

impl WorksFilter {
    /// Reads a typed filter; refusals as of [`OrderFilter::parse`](crate::service::orders::view::OrderFilter::parse).
    pub fn parse(input: &str, typing: &Typing) -> Ruling<Self> {
        let mut filter = Self::default();
        let common = filter_text::read(input, &words::OF_WORKS, typing, |field, value| {
            match field {
                Field::Number => filter.number = value.text(),
                Field::Customer => filter.customer = value.text(),
                Field::Workshop => filter.workshop_name = value.text(),
                _ => return Err(value.unknown()),
            }
            Ok(())
        })?;
        (filter.text, filter.amount, filter.since) = (common.text, common.amount, common.days);
        Ok(filter)
    }
}

pub use crate::db::fulfilment::work_list::WorkRow;

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
            Some(name) => Some(self.shop.workshops().zone_id(name).await?),
            None => None,
        };
        let wanted = WorkQuery {
            statuses: vec![AssignmentStatus::PendingAssignment],
            zone,
            ..WorkQuery::default()
        };
        self.work_page(&wanted, after, limit).await
    }

    /// What waits and what is made in a zone and by the workshops with these words in their names.
    ///
    /// # Errors
    /// `service-zone-unknown`.
    pub async fn standing(&self, actor: &Actor, filter: &WaitingFilter, text: Option<&str>) -> Result<Standing, Error> {
        actor.may(WAITING_NEEDS)?;
        let workshops = self.shop.workshops();
        let zone = match &filter.zone {
            Some(name) => Some(workshops.zone_id(name).await?),
            None => None,
        };
        let (shown, all) = workshops.shown(actor, zone, text).await?;
        let query = |status, theirs: bool| WorkQuery {
            statuses: vec![status],
            zone,
            workshops: (theirs && text.is_some()).then(|| shown.clone()),
            ..WorkQuery::default()
        };
        let late = Some((self.shop.now(), self.shop.today()));
        let to_answer = query(AssignmentStatus::Notified, true);
        let db = self.shop.db();
        Ok(Standing {
            // Who waits for a workshop has none whose name could be looked at.
            unassigned: work_list::count(db, &query(AssignmentStatus::PendingAssignment, false)).await?,
            to_answer: work_list::count(db, &to_answer).await?,
            answers_late: work_list::count(db, &WorkQuery { late, ..to_answer }).await?,
            in_production: work_list::count(db, &query(AssignmentStatus::InProduction, true)).await?,
            shown: shown.len(),
            workshops: all,
        })
    }

    /// What workshops have on their hands, the oldest first; a workshop's operator sees its own.
    pub async fn works(&self, actor: &Actor, filter: &WorksFilter, after: Option<Cursor>, limit: u32) -> Result<Page<WorkRow>, Error> {
        actor.may(WORKS_NEEDS)?;
        let own = (actor.role == Role::Workshop).then_some(actor.workshop).flatten();
        if actor.role == Role::Workshop && own.is_none() {
            return Err(Refusal::new(Code::WorkshopUnknown).into());
        }
        let found = self.find_works(filter).await?;
        let (since_from, since_to) = filter.since.instants(self.shop.zone());
        let wanted = WorkQuery {
            orders: found.orders,
            workshops: found.workshops,
            name: found.name,
            since_from,
            since_to,
            cost: filter.amount.or(found.amount),
            statuses: filter.status.map_or_else(|| AT_WORK.to_vec(), |status| vec![status]),
            workshop: own.or(filter.workshop),
            late: filter.late.then(|| (self.shop.now(), self.shop.today())),
            zone: None,
        };
        self.work_page(&wanted, after, limit).await
    }

    /// A workshop's operator must not learn whose phone or cédula it is: words are a number, a workshop or a name.
    async fn find_works(&self, filter: &WorksFilter) -> Result<SearchResult, Error> {
        let (mut number, mut customer, mut workshop) = (
            filter.number.as_deref(),
            filter.customer.as_deref(),
            filter.workshop_name.as_deref(),
        );
        let mut amount = None;
        if let Some(text) = filter.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            let db = self.shop.db();
            if number.is_none() && !finding::orders(db, &search_terms::of_number(text)).await?.is_empty() {
                number = Some(text);
            } else if workshop.is_none() && !places::workshops(db, text).await?.is_empty() {
                workshop = Some(text);
            } else if let Some(range) = AmountRange::perhaps(text) {
                amount = Some(range);
            } else {
                customer = customer.or(Some(text));
            }
        }
        let terms = SearchTerms {
            number,
            customer,
            workshop,
            ..SearchTerms::default()
        };
        let found = self.shop.orders().find(&terms).await?;
        Ok(SearchResult { amount, ..found })
    }

    async fn work_page(&self, wanted: &WorkQuery, after: Option<Cursor>, limit: u32) -> Result<Page<WorkRow>, Error> {
        let after = after.map(Into::into);
        let rows = work_list::page(self.shop.db(), wanted, after, reading(limit)).await?;
        let (now, today) = (self.shop.now(), self.shop.today());
        Ok(page(rows, limit, WorkRow::key, |row| WorkRow {
            late: is_late(&row, now, today),
            ..row
        }))
    }
}

fn is_late(row: &WorkRow, now: Time, today: NaiveDate) -> bool {
    match row.status {
        AssignmentStatus::Notified => row.respond_by.is_some_and(|by| by <= now),
        AssignmentStatus::Accepted | AssignmentStatus::InProduction => row.promised.is_some_and(|day| day < today),
        _ => false,
    }
}
