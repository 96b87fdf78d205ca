//! What is being made: orders that wait for a workshop, the work of each workshop, and one order's assignments in full.

use super::Fulfilment;
use crate::db::catalogue::places;
use crate::db::fulfilment::work_list::{self, WorkOrder, WorkQuery};
use crate::db::orders::finding;
use crate::domain::actor::{Actor, Permission, Role};
use crate::domain::amount_range::AmountRange;
use crate::domain::fulfilment::due::Due;
use crate::domain::fulfilment::work_section::WorkSection;
use crate::domain::fulfilment::work_sheet::knows_recipient;
use crate::domain::ids::{WorkshopId, ZoneId};
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::Safe;
use crate::service::core::error::Error;
use crate::service::core::filter_text::{self, Days, Typing};
use crate::service::core::filter_words::{self as words, Field};
use crate::service::core::page::{Cursor, Page, page, reading};
use crate::service::orders::search::{SearchResult, SearchTerms};
use crate::service::orders::search_terms;

/// Which orders that wait for a workshop.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WaitingFilter {
    /// The name of a service zone.
    pub zone: Option<String>,
}

/// How many orders wait in each part of the queue. Counts end at 10000.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WaitingCounts {
    pub choosable: i64,
    pub stuck: i64,
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

/// How much work is due when, and how much there is in all. Counts end at 10000.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WorkCounts {
    pub due: Vec<DueCount>,
    pub all: i64,
}

impl WorkCounts {
    pub fn of(&self, due: Due) -> i64 {
        self.due.iter().filter(|count| count.due == due).map(|count| count.count).sum()
    }

    /// Whenever it is due.
    pub fn sum(&self) -> i64 {
        self.due.iter().map(|count| count.count).sum()
    }
}

/// How much of a workshop's work is in one of its lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionCount {
    pub section: WorkSection,
    pub count: i64,
}

/// Which work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorksFilter {
    /// Its own, for a workshop's operator.
    pub workshop: Option<WorkshopId>,
    /// All of [`AT_WORK`] without one.
    pub status: Option<AssignmentStatus>,
    /// Only what is in this list of a workshop's work; what is done, the newest first.
    pub section: Option<WorkSection>,
    /// Only what is due then.
    pub due: Option<Due>,
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

pub use crate::db::fulfilment::work_list::{AT_WORK, DueCount, WaitingPart, WorkRow};

/// What a role must be allowed to see who waits for a workshop.
pub const WAITING_NEEDS: Permission = Permission::ReadOrders;

/// What a role must be allowed to see what workshops have on their hands.
pub const WORKS_NEEDS: Permission = Permission::ReadAssignments;

impl Fulfilment<'_> {
    /// Orders whose workshop was not told yet: first those for which one was found or staff choose, then those that are stuck; of each
    /// the longest waiting first.
    ///
    /// # Errors
    /// `service-zone-unknown`.
    pub async fn waiting(&self, actor: &Actor, filter: &WaitingFilter, after: Option<Cursor>, limit: u32) -> Result<Page<WorkRow>, Error> {
        actor.may(WAITING_NEEDS)?;
        let zone = self.zone_of(filter).await?;
        let place = after.map_or((WaitingPart::Choosable, None), waiting_place);
        let mut first = match place {
            (WaitingPart::Choosable, after) => self.waiting_part(WaitingPart::Choosable, zone, after, limit).await?,
            (WaitingPart::Stuck, _) => Page::whole(Vec::new()),
        };
        if first.next.is_some() {
            return Ok(first);
        }
        let rest = limit.saturating_sub(u32::try_from(first.rows.len()).unwrap_or(u32::MAX));
        let after = place.1.filter(|_| place.0 == WaitingPart::Stuck);
        let stuck = self.waiting_part(WaitingPart::Stuck, zone, after, rest).await?;
        if rest == 0 {
            first.next = (!stuck.rows.is_empty()).then_some(START_OF_STUCK);
            return Ok(first);
        }
        first.rows.extend(stuck.rows);
        first.unread += stuck.unread;
        first.next = stuck.next.map(|place| Cursor { key: !place.key, ..place });
        Ok(first)
    }

    /// How many wait in each part of that list.
    ///
    /// # Errors
    /// `service-zone-unknown`.
    pub async fn waiting_counts(&self, actor: &Actor, filter: &WaitingFilter) -> Result<WaitingCounts, Error> {
        actor.may(WAITING_NEEDS)?;
        let zone = self.zone_of(filter).await?;
        let wanted = |part| WorkQuery {
            part: Some(part),
            zone,
            ..WorkQuery::default()
        };
        let db = self.shop.db();
        Ok(WaitingCounts {
            choosable: work_list::count(db, &wanted(WaitingPart::Choosable)).await?,
            stuck: work_list::count(db, &wanted(WaitingPart::Stuck)).await?,
        })
    }

    async fn zone_of(&self, filter: &WaitingFilter) -> Result<Option<ZoneId>, Error> {
        Ok(match &filter.zone {
            Some(name) => Some(self.shop.workshops().zone_id(name).await?),
            None => None,
        })
    }

    async fn waiting_part(
        &self,
        part: WaitingPart,
        zone: Option<ZoneId>,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<WorkRow>, Error> {
        let wanted = WorkQuery {
            part: Some(part),
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
        let answer_due = Some(self.shop.now());
        let to_answer = query(AssignmentStatus::Notified, true);
        let db = self.shop.db();
        Ok(Standing {
            // Who waits for a workshop has none whose name could be looked at.
            unassigned: work_list::count(db, &query(AssignmentStatus::PendingAssignment, false)).await?,
            to_answer: work_list::count(db, &to_answer).await?,
            answers_late: work_list::count(db, &WorkQuery { answer_due, ..to_answer }).await?,
            in_production: work_list::count(db, &query(AssignmentStatus::InProduction, true)).await?,
            shown: shown.len(),
            workshops: all,
        })
    }

    /// What workshops have on their hands, by the promised day; a workshop's operator sees its own, and for whom once it accepted.
    pub async fn works(&self, actor: &Actor, filter: &WorksFilter, after: Option<Cursor>, limit: u32) -> Result<Page<WorkRow>, Error> {
        let wanted = self.works_wanted(actor, filter).await?;
        let mut page = self.work_page(&wanted, after, limit).await?;
        let own = actor.role == Role::Workshop;
        for row in page.rows.iter_mut().filter(|row| own && !knows_recipient(row.status)) {
            row.customer = Safe::default();
        }
        Ok(page)
    }

    /// How much of that is due when, whatever the filter says of it, and how much there is without any filter.
    pub async fn work_counts(&self, actor: &Actor, filter: &WorksFilter) -> Result<WorkCounts, Error> {
        let mut wanted = self.works_wanted(actor, filter).await?;
        wanted.due = None;
        let (now, today) = (self.shop.now(), self.shop.today());
        let due = work_list::counts_by_due(self.shop.db(), &wanted, now, today).await?;
        let all = WorksFilter {
            workshop: filter.workshop,
            section: filter.section,
            ..WorksFilter::default()
        };
        let all = match *filter
            == (WorksFilter {
                due: filter.due,
                ..all.clone()
            }) {
            true => due.iter().map(|count| count.count).sum(),
            false => work_list::count(self.shop.db(), &self.works_wanted(actor, &all).await?).await?,
        };
        Ok(WorkCounts { due, all })
    }

    /// How much is in each list of a workshop's own work. Counts end at 10000.
    ///
    /// # Errors
    /// `workshop-unknown` to who is of no workshop.
    pub async fn section_counts(&self, actor: &Actor) -> Result<Vec<SectionCount>, Error> {
        let mut counts = Vec::new();
        for section in WorkSection::ALL.iter().copied() {
            let filter = WorksFilter {
                section: Some(section),
                ..WorksFilter::default()
            };
            let wanted = self.works_wanted(actor, &filter).await?;
            let count = work_list::count(self.shop.db(), &wanted).await?;
            counts.push(SectionCount { section, count });
        }
        Ok(counts)
    }

    async fn works_wanted(&self, actor: &Actor, filter: &WorksFilter) -> Result<WorkQuery, Error> {
        actor.may(WORKS_NEEDS)?;
        let own = (actor.role == Role::Workshop).then_some(actor.workshop).flatten();
        if actor.role == Role::Workshop && own.is_none() {
            return Err(Refusal::new(Code::WorkshopUnknown).into());
        }
        let found = self.find_works(filter).await?;
        let (since_from, since_to) = filter.since.instants(self.shop.zone());
        let mut orders = found.orders;
        let mut statuses = match (filter.status, filter.section) {
            (Some(status), _) => vec![status],
            (None, Some(section)) => section.statuses().to_vec(),
            (None, None) => AT_WORK.to_vec(),
        };
        // What it may not read it does not find either.
        if own.is_some() && !found.name.is_empty() {
            statuses.retain(|status| knows_recipient(*status));
            if statuses.is_empty() {
                (statuses, orders) = (AT_WORK.to_vec(), Some(Vec::new()));
            }
        }
        Ok(WorkQuery {
            orders,
            workshops: found.workshops,
            name: found.name,
            since_from,
            since_to,
            cost: filter.amount.or(found.amount),
            statuses,
            workshop: own.or(filter.workshop),
            due: filter.due.map(|due| (due, self.shop.now(), self.shop.today())),
            order: match filter.section {
                Some(WorkSection::Done) => WorkOrder::Newest,
                _ => WorkOrder::Promised,
            },
            ..WorkQuery::default()
        })
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
        let order = wanted.order;
        Ok(page(
            rows,
            limit,
            |row| row.key(order),
            |row| {
                let waits = row.status == AssignmentStatus::PendingAssignment;
                let due = (!waits).then(|| Due::of(row.status, row.respond_by, row.promised, now, today));
                WorkRow {
                    due,
                    late: due == Some(Due::Late),
                    ..row
                }
            },
        ))
    }
}

/// Where the stuck ones begin: before the first of them.
const START_OF_STUCK: Cursor = Cursor {
    key: -1,
    id: uuid::Uuid::nil(),
};

/// A place among the stuck ones is the complement of its instant, which is never negative.
const fn waiting_place(place: Cursor) -> (WaitingPart, Option<Cursor>) {
    match place.key {
        0.. => (WaitingPart::Choosable, Some(place)),
        key => (WaitingPart::Stuck, Some(Cursor { key: !key, ..place })),
    }
}
