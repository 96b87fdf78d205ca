//! A bank in memory that answers the pane's questions and does its commands.

use chrono::TimeDelta;
use uuid::Uuid;

use crate::domain::Time;
use crate::domain::actor::Role;
use crate::domain::bank::credit::{ChainState, CreditAct, CreditOrigin};
use crate::domain::bank::matching::Level;
use crate::domain::bank::statement::{Direction, LineKind};
use crate::domain::ids::{AccountId, BankImportId, CreditId, OperationId, OrderId, SubmissionId};
use crate::domain::money::{Currency, Money};
use crate::domain::text::Safe;
use crate::service::bank::credits::{CreditNote, CreditUse, ImportRow, Waiting};
use crate::service::bank::proposals::Candidate;
use crate::service::core::page::Page;
use crate::service::core::receipt::Outcome;
use crate::tui::app::testing::{Demo, Stock};

use crate::tui::core::client::{
    AccountStatus, Answer, Command, Counts, CreditDetail, CreditRow, Proposal, Query, Receipt, Rehearsal, WhichCredits,
};
use crate::tui::core::msg::Msg;
use crate::tui::core::pane_request::{PaneRequest, Sent};
use crate::tui::pane::mounted::Mounted;
use crate::tui::panes::bank::{BankPane, Section};

pub type Shop = crate::tui::app::testing::Shop<Bank>;

pub fn ves(minor: i64) -> Money {
    Money::of_minor(minor, Currency::Ves)
}

/// The desk's own now is the 22nd, in the afternoon.
pub fn at(minutes: i64) -> Time {
    chrono::DateTime::from_timestamp(1_795_372_325, 0).unwrap() - TimeDelta::minutes(minutes)
}

pub fn id(n: u128) -> CreditId {
    CreditId::from_uuid(Uuid::from_u128(n))
}

pub fn account() -> AccountId {
    AccountId::from_uuid(Uuid::from_u128(9))
}

/// A line that came so many days ago.
pub fn credit(n: u32, days: i64) -> CreditRow {
    CreditRow {
        id: id(n.into()),
        account_id: account(),
        account: Safe::new("Venezuela 4821"),
        direction: Direction::In,
        origin: CreditOrigin::Statement,
        kind: LineKind::Payment,
        value_date: "2026-11-22".parse::<chrono::NaiveDate>().unwrap() - TimeDelta::days(days),
        amount: ves(451_230 + i64::from(n) * 100_000),
        allocated: ves(0),
        reference: Safe::new(&format!("00{}", 482_913 + n)),
        description: Safe::new("PAGO MOVIL RECIBIDO \u{1b}[31mrojo"),
        payer_phone: Some(Safe::new("04145551234")),
        payer_document: None,
        balance: Some(ves(8_831_075)),
        import: Some(BankImportId::from_uuid(Uuid::from_u128(70))),
        line_no: Some(n.into()),
        line: None,
        set_aside: false,
        created_at: at(90),
        who: Safe::new("luis añez"),
    }
}

/// Noted by hand, in use.
pub fn attested(n: u32, days: i64) -> CreditRow {
    let row = credit(n, days);
    CreditRow {
        origin: CreditOrigin::Attested,
        allocated: row.amount,
        description: Safe::default(),
        payer_phone: None,
        balance: None,
        import: None,
        line_no: None,
        ..row
    }
}

pub fn used(n: u128, amount: Money, stands: bool) -> CreditUse {
    CreditUse {
        amount,
        order_id: Some(OrderId::from_uuid(Uuid::from_u128(1000 + n))),
        number: Some(Safe::new(["KRFT-7Q2M4X", "KRFT-P8H3TD"][usize::try_from(n).unwrap()])),
        refund_payment: None,
        settlement: None,
        created_at: at(60),
        stands: Some(stands),
    }
}

/// An order that waits and whose money a line may be.
pub fn proposal(number: &str, line: &CreditRow, level: Level) -> Proposal {
    Proposal {
        submission: SubmissionId::from_uuid(Uuid::from_u128(5000)),
        order: OrderId::from_uuid(Uuid::from_u128(1000)),
        number: number.to_owned(),
        amount: line.amount,
        candidates: vec![Candidate {
            level,
            reasons: Vec::new(),
            line: line.into(),
        }],
        preselected: true,
        groups: Vec::new(),
        fits: level == Level::Exact,
    }
}

#[derive(Clone, Default)]
pub struct Bank {
    pub free: Vec<CreditRow>,
    pub unseen: Vec<CreditRow>,
    pub aside: Vec<CreditRow>,
    pub of_account: Vec<CreditRow>,
    pub may_be: Vec<CreditRow>,
    pub uses: Vec<CreditUse>,
    pub notes: Vec<CreditNote>,
    pub proposals: Vec<Proposal>,
}

impl Bank {
    /// Something of everything.
    pub fn filled() -> Self {
        let mut part = credit(3, 0);
        part.allocated = ves(100_000);
        let mut out = credit(8, 1);
        (out.direction, out.kind) = (Direction::Out, LineKind::Fee);
        let mut aside = credit(7, 40);
        aside.set_aside = true;
        Self {
            free: vec![credit(1, 41), credit(2, 9), part, credit(4, 0)],
            unseen: vec![attested(5, 12), attested(6, 3)],
            of_account: vec![credit(4, 0), out, aside.clone(), attested(5, 12)],
            aside: vec![aside],
            proposals: vec![
                proposal("KRFT-7Q2M4X", &credit(4, 0), Level::Exact),
                proposal("KRFT-P8H3TD", &credit(2, 9), Level::Strong),
            ],
            ..Self::default()
        }
    }

    fn listed(&self, which: &WhichCredits, text: &str) -> Vec<CreditRow> {
        let rows = match which {
            WhichCredits::Free => &self.free,
            WhichCredits::Unseen => &self.unseen,
            WhichCredits::SetAside => &self.aside,
            WhichCredits::OfAccount(_) => &self.of_account,
            other => panic!("not asked by this pane: {other:?}"),
        };
        let said = rows.iter().filter(|row| row.reference.as_str().contains(text));
        said.cloned().collect()
    }

    fn found(&self, id: CreditId) -> CreditRow {
        let lists = [&self.free, &self.unseen, &self.aside, &self.of_account];
        let mut all = lists.into_iter().flatten();
        // One that is in no list any more is still known.
        let gone = || credit(u32::try_from(id.uuid().as_u128()).unwrap(), 0);
        all.find(|row| row.id == id).cloned().unwrap_or_else(gone)
    }

    fn status(&self) -> AccountStatus {
        let waiting = |rows: &[CreditRow]| Waiting {
            lines: i64::try_from(rows.len()).unwrap(),
            sum: rows.iter().fold(ves(0), |sum, row| sum.checked_add(row.amount).unwrap()),
        };
        let import = |n: u128, days: [&str; 2], chain| ImportRow {
            id: BankImportId::from_uuid(Uuid::from_u128(70 + n)),
            created_at: at(90),
            profile: Safe::new("bdv_xls"),
            first_day: days[0].parse().ok(),
            last_day: days[1].parse().ok(),
            opening: Some(ves(100_000)),
            closing: Some(ves(8_831_075)),
            chain,
            added: 12,
            known: 3,
            refused: 1,
            who: Safe::new("luis añez"),
        };
        AccountStatus {
            id: account(),
            account: Safe::new("Venezuela 4821"),
            currency: Currency::Ves,
            imports: vec![
                import(1, ["2026-11-10", "2026-11-22"], ChainState::Holds),
                import(0, ["2026-11-01", "2026-11-05"], ChainState::Breaks),
            ],
            gaps: vec![("2026-11-05".parse().unwrap(), "2026-11-10".parse().unwrap())],
            breaks: Vec::new(),
            unmatched_in: waiting(&self.free),
            unmatched_out: waiting(&[]),
            unseen: waiting(&self.unseen),
        }
    }
}

impl Stock for Bank {
    fn answer(&self, query: &Query) -> Answer {
        match query {
            Query::Credits { which, text, .. } => Answer::Credits(Page::whole(self.listed(which, text))),
            Query::Credit(id) => Answer::Credit(Box::new(CreditDetail {
                credit: self.found(*id),
                uses: self.uses.clone(),
                notes: self.notes.clone(),
            })),
            Query::MayBe(_) => Answer::MayBe(self.may_be.clone()),
            Query::Counts => Answer::Counts(Counts::default()),
            // Of the pane below.
            Query::Orders { .. } => Answer::Orders(Page::whole(Vec::new())),
            Query::BankStatus => Answer::BankStatus(vec![self.status()]),
            Query::Proposals => Answer::Proposals(self.proposals.clone()),
            other => panic!("not asked by this pane: {other:?}"),
        }
    }

    fn perform(&mut self, operation: OperationId, command: &Command) -> Receipt {
        match command {
            Command::SetAsideCredit(on) => self.free.retain(|row| row.id != on.credit),
            Command::RestoreCredit(on) => self.aside.retain(|row| row.id != on.credit),
            Command::ReconcileCredit(join) => self.unseen.retain(|row| row.id != join.attested),
            Command::NoteCredit(on) => self.notes.push(CreditNote {
                act: CreditAct::Note,
                note: Some(Safe::new(&on.text)),
                created_at: at(0),
                who: Safe::new("ana"),
            }),
            Command::UndoVerdict(_) => self.uses.clear(),
            other => panic!("not done by this pane: {other:?}"),
        }
        Receipt {
            operation,
            command: command.name().to_owned(),
            on: None,
            events: Vec::new(),
            at: at(0),
            outcome: Outcome::Done,
            repeated: false,
        }
    }

    fn rehearse(&self, command: &Command) -> Rehearsal {
        Rehearsal {
            receipt: self.clone().perform(OperationId::from_uuid(Uuid::from_u128(99)), command),
            events: Vec::new(),
            end: None,
            settled: Vec::new(),
            messages: Vec::new(),
        }
    }
}

/// The pane over another one, as it is opened from there.
pub fn opened(section: Section, bank: Bank) -> Shop {
    opened_as(Role::Admin, section, bank)
}

pub fn opened_as(role: Role, section: Section, bank: Bank) -> Shop {
    let panes = vec![Mounted::boxed(Demo::with_rows(3)), Mounted::boxed(BankPane::default())];
    let mut shop = Shop::of_panes(panes, bank).role(role);
    shop.settle();
    let request = PaneRequest::Section(section.title(), String::new());
    shop.desk.model.shell.requests.push(Sent { request, back_to: None });
    shop.send(Msg::Changed);
    shop
}
