//! A shop in memory that answers the pane's questions and does its commands, by the rules of the domain.

use uuid::Uuid;

use super::given::{self, payable, payee, restand, time, usd};
use crate::domain::actor::{Actor, Role};
use crate::domain::ids::{OperationId, OperatorId, WorkshopId};
use crate::domain::payables::aging::Aging;
use crate::domain::payables::line::{Payable, PayableStatus};
use crate::domain::payables::settlement::{Wanted, settle};
use crate::domain::payables::statement::{EntryKind, Movement, statement};
use crate::service::core::page::{Cursor, Page};
use crate::service::core::receipt::Outcome;
use crate::service::orders::view::Counts;
use crate::service::payables::commands::Settle;
use crate::service::payables::view::{
    PayableFilter, PayableRow, PreviewPart, SettlementPreview, StatementAbout, StatementView, WorkshopAging,
};
use crate::tui::app::testing::Desk;
use crate::tui::core::client::{Answer, Command, Error, Query, Receipt};
use crate::tui::core::effect::Effect;
use crate::tui::core::msg::Msg;
use crate::tui::pane::mounted::Mounted;
use crate::tui::panes::payables::PayablesPane;

pub struct Shop {
    pub desk: Desk,
    pub rows: Vec<PayableRow>,
    pub page: usize,
    pub asked: Vec<Query>,
    pub done: Vec<Command>,
    /// The answer to the next write, in place of doing it.
    pub refuse: Vec<Error>,
    /// Every read fails.
    pub broken: bool,
    /// Leave questions unanswered.
    pub silent: bool,
    pub saved: Vec<(String, String)>,
}

impl Shop {
    pub fn open() -> Self {
        Self::with(given::rows())
    }

    pub fn with(rows: Vec<PayableRow>) -> Self {
        let mut shop = Self::closed(rows);
        shop.settle();
        shop
    }

    /// Nothing is answered yet.
    pub fn closed(rows: Vec<PayableRow>) -> Self {
        Self {
            desk: Desk::with(vec![Mounted::boxed(PayablesPane::default())]),
            rows,
            page: 200,
            asked: Vec::new(),
            done: Vec::new(),
            refuse: Vec::new(),
            broken: false,
            silent: false,
            saved: Vec::new(),
        }
    }

    pub fn sized(mut self, width: u16, height: u16) -> Self {
        self.desk = self.desk.sized(width, height);
        self
    }

    pub fn role(mut self, role: Role) -> Self {
        let id = OperatorId::from_uuid(Uuid::from_u128(1));
        self.desk.model.shell.operator = Actor::staff(role, id, "ana");
        self
    }

    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split(' ') {
            self.desk.press(key);
            self.settle();
        }
        self
    }

    pub fn type_text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.desk.type_text(&c.to_string());
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
        let mut rest = Vec::new();
        while !open.is_empty() && !self.silent {
            for effect in std::mem::take(&mut open) {
                let msg = match effect {
                    Effect::Read { ticket, query, .. } => {
                        let result = if self.broken {
                            Err(Error::passing_in_test())
                        } else {
                            Ok(self.answer(&query))
                        };
                        self.asked.push(query);
                        Msg::Answer { ticket, result }
                    }
                    Effect::Write { operation, command } => {
                        let result = match self.refuse.pop() {
                            Some(error) => Err(error),
                            None => Ok(self.perform(operation, &command)),
                        };
                        self.done.push(command);
                        Msg::Written { operation, result }
                    }
                    Effect::Save { name, text } => {
                        self.saved.push((name, text));
                        continue;
                    }
                    other => {
                        rest.push(other);
                        continue;
                    }
                };
                self.desk.send(msg);
                open.append(&mut self.desk.effects);
            }
        }
        self.desk.effects = rest;
    }

    fn answer(&self, query: &Query) -> Answer {
        match query {
            Query::Counts => Answer::Counts(Counts {
                payables_due: 7,
                ..Counts::default()
            }),
            Query::Payables { filter, after } => Answer::Payables(self.listed(filter, *after)),
            Query::Owed => Answer::Owed(self.owed()),
            Query::Payable(id) => Answer::Payable(Box::new(given::history(self.row(*id)))),
            Query::Settling(lines) => Answer::Settling(Box::new(self.preview(lines))),
            Query::Transfers { workshop, .. } => {
                let wanted = |row: &crate::service::payables::view::SettlementRow| workshop.is_none_or(|id| id == row.workshop);
                Answer::Transfers(Page {
                    rows: given::transfers().into_iter().filter(wanted).collect(),
                    next: None,
                    previous: None,
                })
            }
            Query::Transfer(id) => {
                let row = given::transfers().into_iter().find(|row| row.id == *id).unwrap();
                Answer::Transfer(Box::new(given::settlement(&row)))
            }
            Query::Statement { workshop, from, until } => Answer::Statement(Box::new(self.statement(*workshop, *from, *until))),
            Query::PayablesFile(_) => Answer::File("id,workshop\n".into()),
            Query::TransfersFile(_) => Answer::File("id,paid_at\n".into()),
            other => panic!("not asked by this pane: {other:?}"),
        }
    }

    pub fn row(&self, id: crate::domain::ids::PayableId) -> &PayableRow {
        self.rows.iter().find(|row| row.id == id).unwrap()
    }

    fn listed(&self, filter: &PayableFilter, after: Option<Cursor>) -> Page<PayableRow> {
        let wanted = |row: &&PayableRow| {
            (filter.statuses.is_empty() || filter.statuses.contains(&row.status))
                && (!filter.open || !row.status.is_over())
                && (!filter.overdue || row.overdue)
                && filter.workshop.is_none_or(|id| id == row.workshop)
                && (filter.policies.is_empty() || filter.policies.contains(&row.policy))
                && filter
                    .workshop_name
                    .iter()
                    .chain(&filter.text)
                    .all(|text| row.workshop_name.to_lowercase().contains(&text.to_lowercase()) || row.number.contains(text.as_str()))
        };
        let from = after.map_or(0, |cursor| usize::try_from(cursor.key).unwrap());
        let rows: Vec<_> = self.rows.iter().filter(wanted).skip(from).take(self.page).cloned().collect();
        let more = self.rows.iter().filter(wanted).count() > from + rows.len();
        let next = more.then(|| Cursor {
            key: i64::try_from(from + rows.len()).unwrap(),
            id: Uuid::nil(),
        });
        Page {
            rows,
            next,
            previous: None,
        }
    }

    fn owed(&self) -> Vec<WorkshopAging> {
        let today = "2026-11-22".parse().unwrap();
        let open: Vec<&PayableRow> = self.rows.iter().filter(|row| !row.status.is_over()).collect();
        open.chunk_by(|one, other| one.workshop == other.workshop)
            .map(|rows| {
                let lines: Vec<Payable> = rows.iter().map(|row| payable(row)).collect();
                let aging = Aging::of(crate::domain::money::Currency::Usd, &lines, today).unwrap();
                WorkshopAging {
                    workshop: rows[0].workshop,
                    workshop_name: rows[0].workshop_name.clone(),
                    lines: i64::try_from(rows.len()).unwrap(),
                    owed: aging.owed().unwrap(),
                    overdue: aging.overdue().unwrap(),
                    aging,
                }
            })
            .collect()
    }

    fn preview(&self, ids: &[crate::domain::ids::PayableId]) -> SettlementPreview {
        let rows: Vec<&PayableRow> = ids.iter().map(|id| self.row(*id)).collect();
        let workshop = rows[0].workshop;
        let lines: Vec<Payable> = rows.iter().map(|row| payable(row)).collect();
        let wanted: Vec<_> = lines.iter().map(|line| Wanted { line, amount: None }).collect();
        let owing = self.rows.iter().filter(|row| row.workshop == workshop && row.left.is_negative());
        let settling = settle(&wanted, &owing.map(payable).collect::<Vec<_>>()).unwrap();
        SettlementPreview {
            workshop,
            workshop_name: rows[0].workshop_name.clone(),
            payee: payee(),
            parts: settling
                .parts
                .iter()
                .map(|part| PreviewPart {
                    line: self.row(part.payable).clone(),
                    amount: part.amount,
                })
                .collect(),
            paid: settling.paid,
            netted: settling.netted,
            transfer: settling.transfer,
            lines: Vec::new(),
        }
    }

    fn statement(&self, workshop: WorkshopId, from: chrono::NaiveDate, until: chrono::NaiveDate) -> StatementView {
        let movement = |at: &str, kind, minor| Movement {
            at: time(at),
            kind,
            change: usd(minor),
            about: StatementAbout {
                payable: given::line(2),
                kind: crate::domain::payables::line::PayableKind::Full,
                number: "KRFT-7Q2M4X".into(),
                settlement: None,
                method: None,
                reference: None,
                reason: None,
            },
        };
        let movements = [
            movement("2026-10-02T12:00:00Z", EntryKind::Line, 12_050),
            movement("2026-10-03T12:00:00Z", EntryKind::Payment, -5_000),
            movement("2026-10-04T12:00:00Z", EntryKind::Reversal, 1_000),
            movement("2026-10-05T12:00:00Z", EntryKind::Void, -8_050),
        ];
        StatementView {
            workshop,
            workshop_name: self.rows.iter().find(|row| row.workshop == workshop).unwrap().workshop_name.clone(),
            from,
            until,
            accounts: vec![statement(usd(2_500), movements).unwrap()],
        }
    }

    fn perform(&mut self, operation: OperationId, command: &Command) -> Receipt {
        let outcome = match command {
            Command::Settle(settle) => self.pay(settle),
            Command::HoldPayable(on) | Command::ReleasePayable(on) => {
                let hold = matches!(command, Command::HoldPayable(_));
                let row = self.rows.iter_mut().find(|row| row.id == on.payable).unwrap();
                row.status = if hold { PayableStatus::OnHold } else { PayableStatus::Due };
                restand(row);
                Outcome::Done
            }
            Command::ReversePayment(_) => Outcome::Reversed {
                payments: 1,
                amount: usd(1_000),
            },
            other => panic!("not done by this pane: {other:?}"),
        };
        Receipt {
            operation,
            command: command.name().to_owned(),
            on: None,
            events: Vec::new(),
            at: self.desk.now,
            outcome,
            repeated: false,
        }
    }

    fn pay(&mut self, settle: &Settle) -> Outcome {
        for line in &settle.lines {
            self.pay_line(line.payable, line.amount.map_or(i64::MAX, |amount| amount.minor()));
        }
        Outcome::Settled {
            settlement: given::transfer(9),
            transfer: settle.total,
            netted: usd(0),
            lines: u32::try_from(settle.lines.len()).unwrap(),
        }
    }

    /// Somebody pays so much of a line.
    pub fn pay_line(&mut self, id: crate::domain::ids::PayableId, minor: i64) {
        let row = self.rows.iter_mut().find(|row| row.id == id).unwrap();
        row.paid = usd(row.paid.minor() + minor.min(row.left.minor()));
        row.version += 1;
        row.status = if row.paid == row.amount {
            PayableStatus::Paid
        } else {
            PayableStatus::PartiallyPaid
        };
        restand(row);
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
}
