//! The workshops of a shop: what the pane is told of them, and what its commands leave.

use chrono::TimeDelta;
use uuid::Uuid;

use super::given;
use crate::config::Settings;
use crate::domain::actor::{Actor, Role};
use crate::domain::fulfilment::closed_days::ProposalStatus;
use crate::domain::fulfilment::due::Due;
use crate::domain::fulfilment::work_section::WorkSection;
use crate::domain::fulfilment::work_sheet::given::sheet;
use crate::domain::fulfilment::workshop_choice::Misfit;
use crate::domain::ids::{OperationId, OperatorId};
use crate::domain::messages::channel::{Channel, Reach, Recipient};
use crate::domain::money::Money;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::text::Safe;
use crate::domain::text::fold;
use crate::service::commands::rehearse::RehearsedMessage;
use crate::service::core::page::{Cursor, Page};
use crate::service::core::receipt::{Kept, MasterRow, OrderState, Outcome};
use crate::service::fulfilment::work_list::{AT_WORK, DueCount, Standing, WaitingCounts, WaitingPart, WorkCounts, WorkRow, WorksFilter};
use crate::service::orders::view::Counts;
use crate::service::workshops::board::{BoardDay, BoardFilter, BoardRow};
use crate::tui::app::testing::Stock;
use crate::tui::core::client::{Answer, ClosedDaysRow, Command, Error, NoLongerFit, Query, Receipt, Rehearsal, SectionCount};
use crate::tui::pane::Pane;
use crate::tui::pane::mounted::Mounted;
use crate::tui::panes;
use crate::tui::panes::closed_days::actions::Action as OfClosedDays;
use crate::tui::panes::closed_days::{self, ClosedDaysPane};
use crate::tui::panes::work_sheet::WorkSheetPane;
use crate::tui::panes::workshops::WorkshopsPane;
use crate::tui::panes::workshops::actions::Action;

#[derive(Clone)]
pub struct Workshops {
    pub workshops: u32,
    pub page: usize,
    /// Units that workshop 0 took today beside its own.
    pub more: u32,
    pub counts: Counts,
    /// Orders without workshop, and the work of all.
    pub waiting: Vec<WorkRow>,
    pub works: Vec<WorkRow>,
    /// Days that workshops propose to close.
    pub proposals: Vec<ClosedDaysRow>,
    /// Bookings that would no longer fit after a change.
    pub crowded: Vec<NoLongerFit>,
    /// Nothing fills any day.
    pub bare: bool,
    /// What a workshop asks for.
    pub cost: Money,
    /// The place of the chosen workshop in the ranking of now, and who is the first.
    pub place: Option<(u32, &'static str)>,
    /// Nobody is without room only.
    pub hopeless: bool,
}

/// A desk and the shop behind it.
pub type Shop = crate::tui::app::testing::Shop<Workshops>;

impl Shop {
    pub fn with(workshops: u32) -> Self {
        let counts = Counts {
            unassigned: 4,
            to_answer: 3,
            answers_late: 1,
            in_production: 22,
            ..Counts::default()
        };
        let stock = Workshops {
            workshops,
            page: 60,
            more: 0,
            counts,
            waiting: (0..3).map(|of| given::work(of, AssignmentStatus::PendingAssignment)).collect(),
            works: AT_WORK.iter().zip(0..).map(|(status, of)| given::work(of, *status)).collect(),
            proposals: vec![
                given::proposal(0, ProposalStatus::Proposed),
                given::proposal(1, ProposalStatus::Declined),
            ],
            crowded: Vec::new(),
            bare: false,
            cost: given::usd(3_100),
            place: None,
            hopeless: false,
        };
        let panes = vec![
            Mounted::part(WorkshopsPane::default(), WorkshopsPane::TITLE, Action::of_staff),
            Mounted::boxed(WorkSheetPane::default()),
            Mounted::part(ClosedDaysPane::default(), closed_days::TITLE, OfClosedDays::of_staff),
        ];
        let mut shop = Self::of_panes(panes, stock);
        shop.settle();
        shop
    }

    /// Somebody of this role, a workshop's own people in their own program.
    pub fn by(self, role: Role) -> Self {
        let id = OperatorId::from_uuid(Uuid::from_u128(1));
        if role != Role::Workshop {
            return self.acting(Actor::staff(role, id, "ana"));
        }
        let panes = panes::of(role, &Settings::default());
        let mut own = Self::of_panes(panes, self.stock).acting(Actor::of_workshop(given::workshop(0), id, "ramón"));
        own.settle();
        own
    }

    /// What was done since the last look.
    pub fn commands(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.done)
    }

    /// Which pages of the board were asked for since the last look, by the row they begin after.
    pub fn pages(&mut self) -> Vec<Option<i64>> {
        let asked = std::mem::take(&mut self.asked);
        let pages = asked.iter().filter_map(|query| match query {
            Query::Board { after, .. } => Some(after.map(|cursor| cursor.key)),
            _ => None,
        });
        pages.collect()
    }
}

impl Stock for Workshops {
    fn answer(&self, query: &Query) -> Answer {
        match query {
            Query::Counts => Answer::Counts(self.counts),
            Query::Board { filter, after, .. } => Answer::Board(self.board(filter, *after)),
            Query::BoardTotals(filter) => {
                let rows = Self {
                    page: usize::MAX,
                    ..self.clone()
                }
                .board(filter, None)
                .rows;
                let mut totals: Vec<BoardDay> = Vec::new();
                for row in rows {
                    match totals.is_empty() {
                        true => totals = row.days,
                        false => totals.iter_mut().zip(row.days).for_each(|(sum, day)| {
                            sum.limit += day.limit;
                            sum.taken += day.taken;
                            sum.held += day.held;
                            sum.special = None;
                        }),
                    }
                }
                Answer::BoardTotals(totals)
            }
            Query::Cell { .. } if self.bare => Answer::Cell(Vec::new()),
            Query::Cell { .. } => Answer::Cell(vec![
                given::cell(0, AssignmentStatus::Notified),
                given::cell(1, AssignmentStatus::InProduction),
                given::cell(2, AssignmentStatus::Accepted),
            ]),
            Query::Waiting { .. } => Answer::Waiting(Page::whole(self.waiting.iter().cloned().map(given::queued).collect())),
            Query::WaitingCounts(_) => {
                let stuck = self.waiting.iter().filter(|row| row.part() == WaitingPart::Stuck).count() as i64;
                let choosable = self.waiting.len() as i64 - stuck;
                Answer::WaitingCounts(WaitingCounts { choosable, stuck })
            }
            Query::Standing { text, .. } => {
                let filter = BoardFilter {
                    from: Some(given::after(0)),
                    text: text.clone(),
                    ..BoardFilter::default()
                };
                Answer::Standing(Standing {
                    unassigned: 2,
                    to_answer: 1,
                    answers_late: 0,
                    in_production: 5,
                    shown: self.board(&filter, None).rows.len(),
                    workshops: self.workshops as usize,
                })
            }
            Query::Works { filter, .. } => {
                let mut rows = self.worked(filter);
                rows.retain(|row| filter.due.is_none_or(|due| row.due == Some(due)));
                Answer::Works(whole(rows))
            }
            Query::WorkCounts(filter) => {
                let rows = self.worked(filter);
                let of = |due: &Due| DueCount {
                    due: *due,
                    count: rows.iter().filter(|row| row.due == Some(*due)).count() as i64,
                };
                Answer::WorkCounts(WorkCounts {
                    due: Due::ALL.iter().map(of).collect(),
                    all: self.works.len() as i64,
                })
            }
            Query::Candidates(order) => {
                let of = u32::try_from(order.uuid().as_u128() - 1000).unwrap();
                let row = self.waiting.iter().find(|row| row.order == *order);
                let mut found = given::candidates(of, row.and_then(|row| row.workshop_id));
                if self.hopeless {
                    found.failed.retain(|one| one.reason != Misfit::NoCapacity);
                }
                Answer::Candidates(Box::new(found))
            }
            Query::WorkSheet(_) => Answer::WorkSheet(Box::new(sheet(AssignmentStatus::Notified))),
            Query::SectionCounts => {
                let of = |section: WorkSection| SectionCount {
                    section,
                    count: self.works.iter().filter(|row| WorkSection::of(row.status) == Some(section)).count() as i64,
                };
                Answer::SectionCounts(WorkSection::ALL.iter().copied().map(of).collect())
            }
            Query::ClosedDays { open, .. } => {
                let mut rows = self.proposals.clone();
                rows.retain(|row| !open || row.status == ProposalStatus::Proposed);
                Answer::ClosedDays(Page::whole(rows))
            }
            Query::Zones { .. } => Answer::Zones(vec![given::zone()]),
            other => panic!("not asked by this pane: {other:?}"),
        }
    }

    fn refuses(&self, command: &Command) -> Option<Error> {
        let confirmed = match command {
            Command::ChangeCapacity(change) => change.consent.confirmed,
            Command::AcceptClosedDays(accept) => accept.confirmed,
            _ => return None,
        };
        (!self.crowded.is_empty() && !confirmed).then(|| given::no_longer_fits(self.crowded.clone()))
    }

    fn perform(&mut self, operation: OperationId, command: &Command) -> Receipt {
        let outcome = match command {
            Command::Rank(_) => Outcome::Chosen {
                workshop: Some(given::workshop(0)),
                candidates: 2,
            },
            Command::Notify(notify) => {
                self.waiting.retain(|row| row.order != notify.order);
                let of = notify.workshop.map_or(0, |id| id.uuid().as_u128() - 300);
                Outcome::Notified {
                    workshop: given::name(u32::try_from(of).unwrap()).to_string(),
                    cost: self.cost,
                    ready_on: given::after(3),
                    respond_by: given::now() + TimeDelta::hours(24),
                }
            }
            Command::Accept(_) => Outcome::Accepted {
                cost: self.cost,
                ready_on: given::after(3),
            },
            Command::ChangeCapacity(_) | Command::ResumeWorkshop(_) => Outcome::Kept(MasterRow {
                kept: Kept::Changed,
                id: given::workshop(0).uuid(),
                name: given::name(0).as_str().into(),
                no_longer_fits: Vec::new(),
            }),
            _ => Outcome::Done,
        };
        let on = (!matches!(outcome, Outcome::Kept(_))).then(|| OrderState {
            order_id: given::order(0),
            number: given::number(0),
            version: 4,
            payment: PaymentStatus::Confirmed,
            production: None,
        });
        Receipt {
            operation,
            command: command.name().to_owned(),
            on,
            events: Vec::new(),
            at: given::now(),
            outcome,
            repeated: false,
        }
    }

    fn rehearse(&self, command: &Command) -> Rehearsal {
        let operation = OperationId::from_uuid(Uuid::from_u128(9));
        let told = matches!(command, Command::Notify(_)).then(|| RehearsedMessage {
            to: Recipient::Workshop,
            reach: Reach::Reached {
                channel: Channel::Email,
                to: vec![Safe::new("taller@correo.ve")],
            },
            template: "message-workshop-A3".into(),
            data: serde_json::json!({ "order": given::number(0) }),
        });
        let end = match command {
            Command::Withdraw(withdraw) => Some(given::ending(withdraw.share)),
            _ => None,
        };
        Rehearsal {
            receipt: self.clone().perform(operation, command),
            events: match command {
                Command::Notify(notify) => vec![given::notified(notify, self.place)],
                _ => Vec::new(),
            },
            end,
            settled: Vec::new(),
            messages: told.into_iter().collect(),
        }
    }
}

impl Workshops {
    /// The work of a filter, whenever it is due.
    fn worked(&self, filter: &WorksFilter) -> Vec<WorkRow> {
        let words = filter.text.as_deref().map(fold);
        let named = |row: &&WorkRow| words.as_ref().is_none_or(|words| fold(&row.customer).contains(words.as_str()));
        let rows = self
            .works
            .iter()
            .filter(|row| filter.status.is_none_or(|status| row.status == status))
            .filter(|row| filter.section.is_none_or(|section| section.statuses().contains(&row.status)));
        rows.filter(named).cloned().collect()
    }

    fn board(&self, filter: &BoardFilter, after: Option<Cursor>) -> Page<BoardRow> {
        let from = filter.from.unwrap();
        let text = filter.text.as_deref().map(fold);
        let named = |of: &u32| text.as_ref().is_none_or(|text| fold(&given::name(*of)).contains(text.as_str()));
        let start = after.map_or(0, |cursor| usize::try_from(cursor.key).unwrap() + 1);
        let all: Vec<u32> = (0..self.workshops).filter(named).collect();
        let mut rows: Vec<BoardRow> = all
            .iter()
            .skip(start)
            .take(self.page)
            .map(|of| given::row(*of, from, filter.days))
            .collect();
        if let Some(first) = rows.first_mut().filter(|row| row.workshop == given::workshop(0)) {
            for day in first.days.iter_mut().filter(|day| day.day == given::after(1)) {
                day.taken += self.more;
            }
        }
        let place = |key: usize| Cursor {
            key: i64::try_from(key).unwrap(),
            id: Uuid::from_u128(key as u128),
        };
        let end = start + rows.len();
        Page {
            next: (end < all.len()).then(|| place(end - 1)),
            rows,
            unread: 0,
        }
    }
}

fn whole(rows: Vec<WorkRow>) -> Page<WorkRow> {
    Page::whole(rows)
}
