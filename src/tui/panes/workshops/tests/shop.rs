//! A shop in memory that answers the pane's questions and does its commands.

use uuid::Uuid;

use super::given;
use crate::config::Settings;
use crate::domain::actor::{Actor, Role};
use crate::domain::ids::{OperationId, OperatorId};
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::text::fold;
use crate::service::core::page::{Cursor, Page};
use crate::service::core::receipt::{Kept, MasterRow, OrderState, Outcome};
use crate::service::fulfilment::work_list::{AT_WORK, WorkRow};
use crate::service::orders::view::Counts;
use crate::service::workshops::board::{BoardFilter, BoardRow};
use crate::tui::app::testing::Desk;
use crate::tui::core::client::{Answer, Command, Error, NoLongerFit, Query, Receipt};
use crate::tui::core::effect::Effect;
use crate::tui::core::msg::Msg;
use crate::tui::pane::mounted::Mounted;
use crate::tui::panes::workshops::WorkshopsPane;

/// A desk in front of a shop.
pub struct Shop {
    pub desk: Desk,
    pub workshops: u32,
    pub page: usize,
    /// Units that workshop 0 took today beside its own.
    pub more: u32,
    pub counts: Counts,
    /// Orders without workshop, and the work of all.
    pub waiting: Vec<WorkRow>,
    pub works: Vec<WorkRow>,
    /// Bookings that would no longer fit after a change.
    pub crowded: Vec<NoLongerFit>,
    /// What was done since the last look.
    pub done: Vec<Command>,
    /// The answer to the next write, in place of doing it.
    pub refuse: Option<Error>,
    /// What was asked since the last look.
    pub asked: Vec<Query>,
    /// The answer to the next read of the board.
    pub fault: Option<Error>,
    /// Nothing fills any day.
    pub bare: bool,
    /// Leave questions unanswered.
    pub silent: bool,
}

impl Shop {
    pub fn with(workshops: u32) -> Self {
        let counts = Counts {
            unassigned: 4,
            to_answer: 3,
            answers_late: 1,
            in_production: 22,
            ..Counts::default()
        };
        let mut shop = Self {
            desk: Desk::with(vec![Mounted::boxed(WorkshopsPane::new(&Settings::default()))]),
            workshops,
            page: 60,
            more: 0,
            counts,
            waiting: (0..3).map(|of| given::work(of, AssignmentStatus::PendingAssignment)).collect(),
            works: AT_WORK.iter().zip(0..).map(|(status, of)| given::work(of, *status)).collect(),
            crowded: Vec::new(),
            done: Vec::new(),
            refuse: None,
            asked: Vec::new(),
            fault: None,
            bare: false,
            silent: false,
        };
        shop.settle();
        shop
    }

    pub fn sized(mut self, width: u16, height: u16) -> Self {
        self.desk = self.desk.sized(width, height);
        self
    }

    pub fn role(mut self, role: Role) -> Self {
        let id = OperatorId::from_uuid(Uuid::from_u128(1));
        self.desk.model.shell.operator = match role {
            Role::Workshop => Actor::of_workshop(given::workshop(0), id, "ramón"),
            role => Actor::staff(role, id, "ana"),
        };
        self
    }

    /// Keys by name, spaces between them; any other word is typed.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split(' ') {
            self.desk.press(key);
            self.settle();
        }
        self
    }

    pub fn send(&mut self, msg: Msg) -> &mut Self {
        self.desk.send(msg);
        self.settle();
        self
    }

    /// Answers until nothing more is wanted.
    pub fn settle(&mut self) {
        let mut open = std::mem::take(&mut self.desk.effects);
        while !open.is_empty() && !self.silent {
            let mut next = Vec::new();
            for effect in open {
                let msg = match effect {
                    Effect::Read { ticket, query, .. } => {
                        let result = self.answer(&query);
                        self.asked.push(query);
                        Msg::Answer { ticket, result }
                    }
                    Effect::Write { operation, command } => {
                        let result = match self.refuse.take() {
                            Some(error) => Err(error),
                            None => Ok(self.perform(operation, &command)),
                        };
                        self.done.push(command);
                        Msg::Written { operation, result }
                    }
                    other => {
                        next.push(other);
                        continue;
                    }
                };
                self.desk.send(msg);
                next.append(&mut self.desk.effects);
            }
            let (again, rest): (Vec<_>, Vec<_>) = next
                .into_iter()
                .partition(|effect| matches!(effect, Effect::Read { .. } | Effect::Write { .. }));
            self.desk.effects = rest;
            open = again;
        }
    }

    fn answer(&mut self, query: &Query) -> Result<Answer, Error> {
        Ok(match query {
            Query::Counts => Answer::Counts(self.counts),
            Query::Board { filter, after } => {
                if let Some(fault) = self.fault.take() {
                    return Err(fault);
                }
                Answer::Board(self.board(filter, *after))
            }
            Query::Cell { .. } if self.bare => Answer::Cell(Vec::new()),
            Query::Cell { .. } => Answer::Cell(vec![
                given::cell(0, AssignmentStatus::Notified),
                given::cell(1, AssignmentStatus::InProduction),
                given::cell(2, AssignmentStatus::Accepted),
            ]),
            Query::Waiting { .. } => Answer::Waiting(whole(self.waiting.clone())),
            Query::Works { filter, .. } => {
                let mut rows = self.works.clone();
                rows.retain(|row| filter.status.is_none_or(|status| row.status == status) && (!filter.late || row.late));
                Answer::Works(whole(rows))
            }
            Query::Candidates(order) => {
                let of = u32::try_from(order.uuid().as_u128() - 1000).unwrap();
                let row = self.waiting.iter().find(|row| row.order == *order);
                Answer::Candidates(Box::new(given::candidates(of, row.and_then(|row| row.workshop_id))))
            }
            Query::Zones => Answer::Zones(vec![given::zone()]),
            Query::NoLongerFits { .. } => Answer::NoLongerFits(self.crowded.clone()),
            Query::Rehearse(command) => Answer::Rehearse(Box::new(given::rehearsal(command))),
            Query::Ending(_) => Answer::Ending(Some(Box::new(given::ending()))),
            other => panic!("not asked by this pane: {other:?}"),
        })
    }

    fn perform(&mut self, operation: OperationId, command: &Command) -> Receipt {
        let outcome = match command {
            Command::Rank(_) => Outcome::Chosen {
                workshop: Some(given::workshop(0)),
                candidates: 2,
            },
            Command::Notify(notify) => {
                self.waiting.retain(|row| row.order != notify.order);
                Outcome::Done
            }
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
            at: self.desk.now,
            outcome,
            repeated: false,
        }
    }

    pub fn commands(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.done)
    }

    pub fn type_text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.desk.type_text(&c.to_string());
            self.settle();
        }
        self
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
            previous: (start > 0).then(|| place(start)),
            rows,
        }
    }

    pub fn text(&self) -> String {
        self.desk.text()
    }

    /// The row with the cursor.
    pub fn front(&self) -> String {
        let text = self.text();
        let line = text.lines().find(|line| line.starts_with('▌'));
        line.unwrap_or_default().to_owned()
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

fn whole(rows: Vec<WorkRow>) -> Page<WorkRow> {
    Page {
        rows,
        next: None,
        previous: None,
    }
}
