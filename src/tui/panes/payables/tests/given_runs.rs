//! A shop's payment runs: one that is made and led to its end by the pane's own commands.

use uuid::Uuid;

use super::given::{time, usd, workshop};
use crate::domain::ids::{AccountId, CreditId, RefundId, RunId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::rate::Rate;
use crate::domain::runs::finding::FoundBy;
use crate::domain::runs::sheet::{Mark, Whom};
use crate::domain::runs::state::{LineState, RunState};
use crate::domain::text::Safe;
use crate::service::Command;
use crate::service::bank::accounts::AccountRecord;
use crate::service::core::receipt::Outcome;
use crate::service::runs::view::{FoundLine, FoundLines, PayeeShown, RunLineView, RunRow, RunView, SheetView};

fn ves(minor: i64) -> Money {
    Money::of_minor(minor, Currency::Ves)
}

pub fn run(number: i64) -> RunId {
    RunId::from_uuid(Uuid::from_u128(7_000 + number.unsigned_abs() as u128))
}

/// An account of ours that pays.
pub fn account() -> AccountRecord<Safe> {
    AccountRecord {
        id: AccountId::from_uuid(Uuid::from_u128(1)),
        alias: Safe::new("bdv-talleres"),
        method: PaymentMethod::BankTransfer,
        bank: Some(Safe::new("0102")),
        number: None,
        holder: Safe::new("Krafta C.A."),
        holder_id: None,
        phone: None,
        email: None,
        currency: Currency::Ves,
        active: true,
        offered_for: Vec::new(),
        position: 0,
    }
}

/// The runs there are, the newest first, each with its lines.
#[derive(Clone, Debug, Default)]
pub struct Runs(pub Vec<RunView>);

fn row(number: i64, state: RunState) -> RunRow {
    let frozen = state != RunState::Draft;
    RunRow {
        id: run(number),
        number,
        account_id: AccountId::from_uuid(Uuid::from_u128(1)),
        account: Safe::new("bdv-talleres"),
        currency: Currency::Ves,
        cut_off: "2026-11-20".parse().unwrap(),
        rate: frozen.then(|| Rate::machine("100").unwrap()),
        state,
        lines: frozen.then_some(3),
        total: frozen.then(|| ves(1_505_000)),
        total_usd: frozen.then(|| usd(15_050)),
        needs_second: frozen.then_some(false),
        frozen_id: None,
        made_by: Safe::new("ana"),
        created_at: time("2026-11-20T12:00:00Z"),
        frozen_by: frozen.then(|| Safe::new("ana")),
        frozen_at: frozen.then(|| time("2026-11-20T13:00:00Z")),
        countersigned_by: None,
        countersigned_at: None,
        ended_by: None,
        ended_at: None,
        reason: None,
        version: 0,
        pending: 0,
        unseen: 0,
        found: 0,
        explained: 0,
        failed: 0,
    }
}

fn line(position: i64, whom: Whom, who: &str, amount: i64, marks: Vec<Mark>) -> RunLineView {
    let goes = !marks.iter().any(|mark| mark.blocks());
    RunLineView {
        position,
        whom,
        who: Safe::new(who),
        number: matches!(whom, Whom::Refund(_)).then(|| Safe::new("KRFT-7Q2M4X")),
        payee: PayeeShown {
            method: Some(PaymentMethod::BankTransfer),
            name: Some(Safe::new("Costura Bello Monte, C.A.")),
            id_doc: Some(Safe::new("J-07013380-5")),
            bank: Some(Safe::new("0102")),
            account: Some(Safe::new("0102 0123 4300 0432 4821")),
            phone: None,
        },
        owed: usd(amount),
        netted: usd(if marks.contains(&Mark::Netted) { 1_000 } else { 0 }),
        amount: Some(ves(amount * 100)),
        goes,
        marks,
        state: LineState::Pending,
        reference: None,
        sent_on: None,
        seen_on: None,
        reason: None,
        settlement: None,
        refund_payment: None,
        credit: None,
        handled_by: None,
        handled_at: None,
    }
}

/// What is due, as a draft shows it.
pub fn drafted(number: i64) -> RunView {
    let lines = vec![
        line(
            1,
            Whom::Workshop(workshop(2)),
            "Costura Bello Monte",
            14_050,
            vec![Mark::Held, Mark::Netted],
        ),
        line(
            2,
            Whom::Workshop(workshop(3)),
            "Cooperativa Textil Manos de Mujer",
            8_850,
            vec![Mark::Account],
        ),
        line(3, Whom::Workshop(workshop(1)), "Taller Orinoco", 550, vec![Mark::CheckDigit]),
        line(
            4,
            Whom::Refund(RefundId::from_uuid(Uuid::from_u128(4))),
            "María Fernández",
            450,
            Vec::new(),
        ),
    ];
    summed(RunView {
        run: row(number, RunState::Draft),
        sheet: SheetView {
            lines,
            going: 0,
            left_out: 0,
            rate: Some(Rate::machine("100").unwrap()),
            total: ves(0),
            total_usd: usd(0),
            digest: "vista".into(),
        },
    })
}

fn summed(mut view: RunView) -> RunView {
    let going: Vec<&RunLineView> = view.sheet.lines.iter().filter(|line| line.goes).collect();
    let minor = going.iter().map(|line| line.amount.unwrap().minor()).sum();
    (view.sheet.going, view.sheet.left_out) = (going.len(), view.sheet.lines.len() - going.len());
    (view.sheet.total, view.sheet.total_usd) = (ves(minor), usd(minor / 100));
    let of = |state: LineState| view.sheet.lines.iter().filter(move |line| line.state == state);
    let seen = of(LineState::Paid).filter(|line| line.credit.is_some()).count();
    let count = |n: usize| i64::try_from(n).unwrap();
    let frozen = view.run.state != RunState::Draft;
    view.run.pending = if frozen { count(of(LineState::Pending).count()) } else { 0 };
    (view.run.unseen, view.run.found) = (count(of(LineState::Paid).count() - seen), count(seen));
    view.run.failed = count(of(LineState::Failed).count());
    view.run.explained = count(of(LineState::Explained).count());
    view
}

/// A frozen run that needs a second person, as far as the pane asks.
pub fn frozen(number: i64, second: bool) -> RunView {
    let mut view = drafted(number);
    view.sheet.lines.retain(|line| line.goes);
    for (line, at) in view.sheet.lines.iter_mut().zip(1..) {
        (line.position, line.marks) = (at, Vec::new());
    }
    view.run = RunRow {
        needs_second: Some(second),
        ..row(number, RunState::Frozen)
    };
    summed(view)
}

pub fn closed(number: i64) -> RunView {
    let mut view = frozen(number, false);
    for line in &mut view.sheet.lines {
        sent(line, "00482913", true);
    }
    view.run.state = RunState::Closed;
    summed(view)
}

fn sent(line: &mut RunLineView, reference: &str, seen: bool) {
    line.state = LineState::Paid;
    line.reference = Some(Safe::new(reference));
    line.sent_on = Some("2026-11-20".parse().unwrap());
    line.handled_by = Some(Safe::new("ana"));
    if seen {
        line.seen_on = Some("2026-11-23".parse().unwrap());
        line.credit = Some(CreditId::from_uuid(Uuid::from_u128(60)));
    }
}

impl Runs {
    pub fn view(&self, id: RunId) -> &RunView {
        self.0.iter().find(|view| view.run.id == id).unwrap()
    }

    /// Two lines are in the bank, of which one was paid already; a third may be.
    pub fn found(&self, id: RunId) -> FoundLines {
        let line = |line: &RunLineView, by: Vec<FoundBy>| FoundLine {
            line: line.position,
            who: line.who.clone(),
            amount: line.amount.unwrap(),
            paid: line.state == LineState::Paid,
            debit: CreditId::from_uuid(Uuid::from_u128(60 + line.position.unsigned_abs() as u128)),
            date: "2026-11-23".parse().unwrap(),
            reference: Safe::new("000000482913"),
            description: Safe::new("TRANSF A TERCEROS"),
            by,
        };
        let waiting: Vec<&RunLineView> = self.view(id).sheet.lines.iter().filter(|line| line.credit.is_none()).collect();
        FoundLines {
            found: waiting.iter().take(2).map(|one| line(one, vec![FoundBy::Reference])).collect(),
            unsure: waiting.iter().skip(2).map(|one| line(one, Vec::new())).collect(),
            missing: Vec::new(),
        }
    }

    /// Does what the pane asks; nothing where it is no command of runs.
    pub fn perform(&mut self, command: &Command) -> Option<Outcome> {
        let at = |id: RunId, runs: &Self| runs.0.iter().position(|view| view.run.id == id).unwrap();
        let changed = match command {
            Command::DraftRun(_) => {
                let number = i64::try_from(self.0.len()).unwrap() + 1;
                self.0.insert(0, drafted(number));
                0
            }
            Command::ChooseRunLine(choose) => {
                let at = at(choose.run, self);
                let line = self.0[at].sheet.lines.iter_mut().find(|line| line.whom == choose.whom).unwrap();
                line.marks.retain(|mark| *mark != Mark::Excluded);
                line.marks.extend(choose.excluded.then_some(Mark::Excluded));
                line.goes = !line.marks.iter().any(|mark| mark.blocks());
                at
            }
            Command::FreezeRun(freeze) => {
                let at = at(freeze.run, self);
                self.0[at] = frozen(self.0[at].run.number, false);
                at
            }
            Command::CountersignRun(agree) => {
                let at = at(agree.run, self);
                self.0[at].run.countersigned_by = Some(Safe::new("luis"));
                at
            }
            Command::PayRunLine(pay) => {
                let at = at(pay.run, self);
                let line = self.0[at].sheet.lines.iter_mut().find(|line| line.position == pay.line).unwrap();
                sent(line, pay.reference.as_deref().unwrap_or("000000482913"), pay.debit.is_some());
                at
            }
            Command::FailRunLine(on) | Command::ExplainRunLine(on) => {
                let at = at(on.run, self);
                let line = self.0[at].sheet.lines.iter_mut().find(|line| line.position == on.line).unwrap();
                let failed = matches!(command, Command::FailRunLine(_));
                line.state = if failed { LineState::Failed } else { LineState::Explained };
                line.reason = Some(Safe::new(&on.reason));
                at
            }
            Command::CloseRun(close) => {
                let at = at(close.run, self);
                self.0[at].run.state = RunState::Closed;
                at
            }
            Command::VoidRun(void) => {
                let at = at(void.run, self);
                self.0[at].run.state = RunState::Voided;
                at
            }
            _ => return None,
        };
        self.0[changed] = summed(self.0[changed].clone());
        let view = &self.0[changed];
        Some(Outcome::Run {
            run: view.run.id,
            number: view.run.number,
            lines: 1,
            total: Some(view.sheet.total),
        })
    }
}
