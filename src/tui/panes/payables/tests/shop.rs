//! A shop in memory that answers the pane's questions and does its commands, by the rules of the domain.

use uuid::Uuid;

use super::given::{self, payable, payee, restand, time, usd};
use super::given_runs::{self, Runs};
use crate::domain::ids::{OperationId, PayableId, PayablePaymentId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;
use crate::domain::payables::aging::Aging;
use crate::domain::payables::line::{Payable, PayableStatus};
use crate::domain::payables::settlement::{Wanted, settle};
use crate::domain::payables::statement::{EntryKind, Totals};
use crate::domain::text::Safe;
use crate::service::core::page::{Cursor, HowMany, Page};
use crate::service::core::receipt::Outcome;
use crate::service::orders::view::Counts;
use crate::service::payables::STATEMENT_COLUMNS;
use crate::service::payables::commands::{Settle, Undone};
use crate::service::payables::statement::{Place, StatementLine, StatementPeriod, StatementTotals};
use crate::service::payables::view::{
    PayableCounts, PayableFilter, PayableRow, PayeeView, PreviewPart, SettledLine, SettlementPreview, StatementAbout, WorkshopAging,
};
use crate::service::runs::bank_file::BankFile;
use crate::tui::app::testing::Stock;
use crate::tui::core::client::{Answer, Command, Query, Receipt, Rehearsal};
use crate::tui::core::csv;
use crate::tui::pane::mounted::Mounted;
use crate::tui::panes::payables::PayablesPane;

/// The shop's payables, answered in pages of so many lines.
#[derive(Clone)]
pub struct Payables {
    pub rows: Vec<PayableRow>,
    pub page: usize,
    /// How the workshops are paid.
    pub method: Option<PaymentMethod>,
    pub runs: Runs,
}

pub type Shop = crate::tui::app::testing::Shop<Payables>;

pub fn open() -> Shop {
    with(given::rows())
}

pub fn with(rows: Vec<PayableRow>) -> Shop {
    Shop::opened(
        Mounted::boxed(PayablesPane::default()),
        Payables {
            rows,
            page: 200,
            method: None,
            runs: Runs::default(),
        },
    )
}

/// Nothing is answered yet.
pub fn closed(rows: Vec<PayableRow>) -> Shop {
    Shop::closed(
        Mounted::boxed(PayablesPane::default()),
        Payables {
            rows,
            page: 200,
            method: None,
            runs: Runs::default(),
        },
    )
}

impl Stock for Payables {
    fn answer(&self, query: &Query) -> Answer {
        match query {
            Query::Counts => Answer::Counts(Counts {
                payables_due: 7,
                ..Counts::default()
            }),
            Query::Payables { filter, after, .. } => Answer::Payables(self.listed(filter, *after)),
            Query::PayableCounts(filter) => Answer::PayableCounts(self.counts(filter)),
            Query::Owed => Answer::Owed(self.owed()),
            Query::Payable(id) => Answer::Payable(Box::new(given::history(self.row(*id)))),
            Query::Settling(lines) => Answer::Settling(Box::new(self.preview(lines))),
            Query::Transfers { workshop, .. } => {
                let wanted = |row: &crate::service::payables::view::SettlementRow| workshop.is_none_or(|id| id == row.workshop);
                Answer::Transfers(Page::whole(given::transfers().into_iter().filter(wanted).collect()))
            }
            Query::Transfer(id) => {
                let row = given::transfers().into_iter().find(|row| row.id == *id).unwrap();
                Answer::Transfer(Box::new(given::settlement(&row)))
            }
            Query::Statement(period) => Answer::Statement(Box::new(self.statement(*period))),
            Query::StatementLines { period, .. } => Answer::StatementLines(Page::whole(statement_lines(*period))),
            Query::StatementFile(period) => Answer::StatementFile(csv::text(STATEMENT_COLUMNS, &statement_lines(*period))),
            Query::PayablesFile(_) => Answer::PayablesFile("id,workshop\n".into()),
            Query::TransfersFile(_) => Answer::TransfersFile("id,paid_at\n".into()),
            Query::Accounts => Answer::Accounts(vec![given_runs::account()]),
            Query::Runs { .. } => Answer::Runs(Page::whole(self.runs.0.iter().map(|view| view.run.clone()).collect())),
            Query::RunSheet(run) => Answer::RunSheet(Box::new(self.runs.view(*run).clone())),
            Query::RunFind(run) => Answer::RunFind(Box::new(self.runs.found(*run))),
            Query::RunFormats => Answer::RunFormats(vec![("generic_csv".into(), Safe::new("Lista con todo"))]),
            Query::RunFile { profile, .. } => Answer::RunFile(Box::new(BankFile {
                name: format!("pago-1-{profile}.csv"),
                content: "1,PAGO_MOVIL\r\n".into(),
                lines: 1,
                left_out: 0,
            })),
            other => panic!("not asked by this pane: {other:?}"),
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
            Command::ReversePayment(reverse) => Outcome::Reversed {
                payments: 1,
                amount: match reverse.what {
                    Undone::Payment(_) => usd(1_000),
                    Undone::Settlement(_) => usd(2_000),
                },
            },
            other => self
                .runs
                .perform(other)
                .unwrap_or_else(|| panic!("not done by this pane: {other:?}")),
        };
        Receipt {
            operation,
            command: command.name().to_owned(),
            on: None,
            events: Vec::new(),
            at: time("2026-11-22T15:00:00Z"),
            outcome,
            repeated: false,
        }
    }

    fn rehearse(&self, command: &Command) -> Rehearsal {
        let mut would = self.clone();
        let operation = OperationId::from_uuid(Uuid::from_u128(99));
        let receipt = would.perform(operation, command);
        let settled = self
            .rows
            .iter()
            .zip(&would.rows)
            .filter(|(before, after)| before.left != after.left);
        Rehearsal {
            receipt,
            events: Vec::new(),
            end: None,
            settled: settled
                .map(|(before, after)| SettledLine {
                    payment: PayablePaymentId::from_uuid(Uuid::from_u128(1)),
                    payable: before.id,
                    order: before.order,
                    number: before.number.clone(),
                    kind: before.kind,
                    amount: before.left.less(after.left),
                    sent: None,
                    reversed: None,
                })
                .collect(),
            messages: Vec::new(),
        }
    }
}

impl Payables {
    pub fn row(&self, id: PayableId) -> &PayableRow {
        self.rows.iter().find(|row| row.id == id).unwrap()
    }

    fn counts(&self, filter: &PayableFilter) -> PayableCounts {
        let whole = Self {
            page: usize::MAX,
            ..self.clone()
        };
        let count = |filter: &PayableFilter| HowMany {
            found: i64::try_from(whole.listed(filter, None).rows.len()).unwrap(),
            more: false,
        };
        PayableCounts {
            count: count(filter),
            open: count(&PayableFilter::open()),
        }
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
        Page { rows, next, unread: 0 }
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
                    transfer: aging.transfer().unwrap(),
                    aging,
                }
            })
            .collect()
    }

    fn preview(&self, ids: &[PayableId]) -> SettlementPreview {
        let rows: Vec<&PayableRow> = ids.iter().map(|id| self.row(*id)).collect();
        let workshop = rows[0].workshop;
        let lines: Vec<Payable> = rows.iter().map(|row| payable(row)).collect();
        let wanted: Vec<_> = lines.iter().map(|line| Wanted { line, amount: None }).collect();
        let owing = self.rows.iter().filter(|row| row.workshop == workshop && row.left.is_negative());
        let settling = settle(&wanted, &owing.map(payable).collect::<Vec<_>>()).unwrap();
        SettlementPreview {
            workshop,
            workshop_name: rows[0].workshop_name.clone(),
            payee: PayeeView {
                method: self.method,
                ..payee()
            },
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
            early: rows.iter().any(|row| row.is_early()),
            open: self.owed().into_iter().find(|one| one.workshop == workshop).unwrap(),
        }
    }

    fn statement(&self, period: StatementPeriod) -> StatementTotals {
        StatementTotals {
            workshop_name: self
                .rows
                .iter()
                .find(|row| row.workshop == period.workshop)
                .unwrap()
                .workshop_name
                .clone(),
            period,
            accounts: vec![Totals::new(usd(2_500), MOVEMENTS.map(|(_, kind, minor)| (kind, usd(minor)))).unwrap()],
        }
    }

    fn pay(&mut self, settle: &Settle) -> Outcome {
        let mut paid = usd(0);
        for line in &settle.lines {
            let before = self.row(line.payable).left;
            self.pay_line(line.payable, line.amount.map_or(i64::MAX, |amount| amount.minor()));
            paid = paid.checked_add(before.less(self.row(line.payable).left)).unwrap();
        }
        let owing = |row: &&mut PayableRow| row.workshop == settle.workshop && row.left.is_negative();
        for row in self.rows.iter_mut().filter(owing) {
            row.paid = row.amount;
            row.status = PayableStatus::Paid;
            restand(row);
        }
        Outcome::Settled {
            settlement: given::transfer(9),
            transfer: settle.total,
            netted: paid.less(settle.total),
            sent: settle
                .sent
                .currency
                .map(|currency| Money::of_minor(settle.total.minor() * 100, currency)),
            rate: settle.sent.currency.map(|_| 100.into()),
            lines: u32::try_from(settle.lines.len()).unwrap(),
        }
    }

    /// Somebody pays so much of a line.
    pub fn pay_line(&mut self, id: PayableId, minor: i64) {
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
}

/// What moved in the account of every workshop.
const MOVEMENTS: [(&str, EntryKind, i64); 4] = [
    ("2026-10-02T12:00:00Z", EntryKind::Line, 12_050),
    ("2026-10-03T12:00:00Z", EntryKind::Payment, -5_000),
    ("2026-10-04T12:00:00Z", EntryKind::Reversal, 1_000),
    ("2026-10-05T12:00:00Z", EntryKind::Void, -8_050),
];

/// The lines of a statement that opens with USD 25,00.
fn statement_lines(period: StatementPeriod) -> Vec<StatementLine> {
    let end = |entry, day, minor| StatementLine::end(entry, day, usd(minor));
    let mut owed = usd(2_500);
    let mut lines = vec![end(EntryKind::Opening, period.from, owed.minor())];
    for (seq, (at, entry, minor)) in (1..).zip(MOVEMENTS) {
        owed = owed.checked_add(usd(minor)).unwrap();
        lines.push(StatementLine {
            at: Some(time(at)),
            day: None,
            entry,
            about: Some(StatementAbout {
                payable: given::line(2),
                kind: crate::domain::payables::line::PayableKind::Full,
                number: "KRFT-7Q2M4X".into(),
                settlement: None,
                method: None,
                reference: None,
                reason: None,
                sent_on: None,
                sent: None,
                rate: None,
            }),
            change: Some(usd(minor)),
            balance: owed,
            place: Place::movement(owed.currency(), time(at), seq),
        });
    }
    lines.push(end(EntryKind::Closing, period.until, owed.minor()));
    lines
}
