//! What is asked about a run: a new one, freezing it, agreeing to it, and what became of a line.

use chrono::NaiveDate;

use crate::domain::ids::RunId;
use crate::domain::money::{Currency, Money};
use crate::locale::{Catalogue, date, t, zone};
use crate::service::Command;
use crate::service::runs::commands::{CloseRun, CountersignRun, DraftRun, FreezeRun, OnRunLine, PayRunLine, VoidRun};
use crate::service::runs::view::{RunLineView, RunView};
use crate::tui::core::client::{Error, Receipt, Rehearsal};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::{Choice, Field, Handle, Words};
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::dialogue::{Dialogue, LastQuestion, Matter, Said, Unready};
use crate::tui::pane::rate::{rate_of, rate_or_days, unusual_rate};
use crate::tui::pane::reason::{given, reason};

const ACCOUNT: &str = "account";
const UNTIL: Handle<NaiveDate> = Handle::new("until");
const REFERENCE: Handle<Words> = Handle::new("reference");
const SENT_ON: Handle<NaiveDate> = Handle::new("sent-on");

/// Lines named in a question; the rest is counted.
const MOST_NAMED: usize = 5;

/// A run that begins.
#[derive(Clone, Debug)]
pub struct NewRun {
    /// Our accounts that are open, with their currencies.
    pub accounts: Vec<(String, Currency)>,
    /// The rate is right although it is far from the day's.
    pub confirmed: bool,
}

impl Dialogue for NewRun {
    fn matter(&self) -> Matter {
        let (kind, id) = ("draft-run", uuid::Uuid::nil());
        Matter { kind, id }
    }

    fn title(&self, catalogue: &Catalogue) -> String {
        t!(catalogue, "liquidaciones-run-new-title")
    }

    fn verb(&self, catalogue: &Catalogue) -> String {
        t!(catalogue, "liquidaciones-run-new-yes")
    }

    fn fields(&self, shell: &Shell) -> Vec<Field> {
        let (catalogue, today) = (shell.catalogue, zone().day(shell.now));
        let accounts = self
            .accounts
            .iter()
            .map(|(alias, currency)| Choice::new(alias.clone(), alias.clone()).note(currency.sign()));
        let account = Field::choice(ACCOUNT, t!(catalogue, "liquidaciones-field-account"), accounts.collect());
        let usual = self.accounts.iter().find(|(_, currency)| *currency == Currency::Ves);
        vec![
            usual.map_or(account.clone(), |(alias, _)| account.with(alias)).required(),
            Field::date(UNTIL, t!(catalogue, "liquidaciones-field-cut-off"), today)
                .with(&date(today))
                .required(),
            rate_or_days(catalogue),
        ]
    }

    fn command(&self, catalogue: &Catalogue, form: &Form) -> Result<Command, Unready> {
        Ok(Command::DraftRun(DraftRun {
            account: form.value(ACCOUNT).to_owned(),
            cut_off: form.get(UNTIL).ok_or(Unready::Missing)?,
            rate: rate_of(catalogue, form)?,
            rate_confirmed: self.confirmed,
        }))
    }

    fn outlook(&self, _catalogue: &Catalogue, _form: &Form, _would: &Rehearsal) -> Said {
        Vec::new()
    }

    fn asks_consent(&self, catalogue: &Catalogue, error: &Error) -> Option<Said> {
        unusual_rate(catalogue, error)
    }

    fn agree(&mut self, agreed: bool) {
        self.confirmed = agreed;
    }

    fn done(&self, catalogue: &Catalogue, _receipt: &Receipt) -> (Tone, String) {
        (Tone::Done, t!(catalogue, "liquidaciones-run-drafted"))
    }
}

/// What is done with a run as a whole once its total was typed: it is frozen, or a second person agrees.
#[derive(Clone, Debug)]
pub struct Total {
    pub view: Box<RunView>,
    pub agree: bool,
}

impl Dialogue for Total {
    fn matter(&self) -> Matter {
        let kind = if self.agree { "countersign-run" } else { "freeze-run" };
        Matter {
            kind,
            id: self.view.run.id.uuid(),
        }
    }

    fn title(&self, catalogue: &Catalogue) -> String {
        let number = self.view.run.number;
        if self.agree {
            t!(catalogue, "liquidaciones-run-agree-title", number = number)
        } else {
            t!(catalogue, "liquidaciones-run-freeze-title", number = number)
        }
    }

    fn verb(&self, catalogue: &Catalogue) -> String {
        if self.agree {
            t!(catalogue, "liquidaciones-run-agree-yes")
        } else {
            t!(catalogue, "liquidaciones-run-freeze-yes")
        }
    }

    fn command(&self, _catalogue: &Catalogue, _form: &Form) -> Result<Command, Unready> {
        let (run, total) = (self.view.run.id, self.view.sheet.total);
        Ok(if self.agree {
            Command::CountersignRun(CountersignRun { run, total })
        } else {
            let seen = self.view.sheet.digest.clone();
            Command::FreezeRun(FreezeRun { run, seen, total })
        })
    }

    fn outlook(&self, catalogue: &Catalogue, _form: &Form, _would: &Rehearsal) -> Said {
        let sheet = &self.view.sheet;
        let sums = t!(
            catalogue,
            "liquidaciones-run-leaves",
            count = sheet.going,
            total = sheet.total,
            dollars = sheet.total_usd
        );
        let mut said = vec![(Tone::Strong, sums)];
        let named = |goes: bool| sheet.lines.iter().filter(move |line| line.goes == goes && !line.marks.is_empty());
        for (goes, tone) in [(false, Tone::Wrong), (true, Tone::Waits)] {
            said.extend(named(goes).take(MOST_NAMED).map(|line| tone.marked(marked(catalogue, line))));
            let more = named(goes).count().saturating_sub(MOST_NAMED);
            if more > 0 {
                said.push((tone, t!(catalogue, "liquidaciones-run-more", count = more)));
            }
        }
        if !self.agree {
            said.push((Tone::Plain, t!(catalogue, "liquidaciones-run-freeze-follows")));
        }
        said
    }

    fn last_question(&self, _form: &Form, _would: &Rehearsal) -> LastQuestion {
        LastQuestion::Typed(self.view.sheet.total.digits())
    }

    fn done(&self, catalogue: &Catalogue, _receipt: &Receipt) -> (Tone, String) {
        let number = self.view.run.number;
        let said = if self.agree {
            t!(catalogue, "liquidaciones-run-agreed", number = number)
        } else {
            t!(catalogue, "liquidaciones-run-frozen", number = number)
        };
        (Tone::Done, said)
    }
}

fn marked(catalogue: &Catalogue, line: &RunLineView) -> String {
    let marks: Vec<String> = line
        .marks
        .iter()
        .map(|mark| catalogue.text(&format!("lote-mark-{mark}"), &[]))
        .collect();
    format!("{}: {}", line.who, marks.join(", "))
}

/// The reference of a line that was sent.
#[derive(Clone, Debug)]
pub struct Reference {
    pub run: RunId,
    pub line: RunLineView,
}

impl Dialogue for Reference {
    fn matter(&self) -> Matter {
        let (kind, id) = ("pay-run-line", uuid::Uuid::from_u128(u128::from(self.line.position.unsigned_abs())));
        Matter { kind, id }
    }

    fn title(&self, catalogue: &Catalogue) -> String {
        t!(catalogue, "liquidaciones-run-reference-title", who = self.line.who.as_str())
    }

    fn verb(&self, catalogue: &Catalogue) -> String {
        t!(catalogue, "liquidaciones-run-reference-yes")
    }

    fn intro(&self, catalogue: &Catalogue) -> Said {
        let amount = self.line.amount.map(|amount| amount.to_string()).unwrap_or_default();
        vec![(
            Tone::Strong,
            t!(
                catalogue,
                "liquidaciones-run-reference-what",
                line = self.line.position,
                amount = amount
            ),
        )]
    }

    fn fields(&self, shell: &Shell) -> Vec<Field> {
        let catalogue = shell.catalogue;
        let reference = Field::identifier(REFERENCE, t!(catalogue, "liquidaciones-field-reference"));
        let today = zone().day(shell.now);
        let sent = Field::date(SENT_ON, t!(catalogue, "liquidaciones-field-sent-on"), today);
        vec![
            reference.required().stand_in("000000000000"),
            sent.hint(t!(catalogue, "liquidaciones-sent-on-hint")),
        ]
    }

    fn command(&self, _catalogue: &Catalogue, form: &Form) -> Result<Command, Unready> {
        let reference = form.text(REFERENCE).ok_or(Unready::Missing)?;
        Ok(Command::PayRunLine(PayRunLine {
            sent_on: form.get(SENT_ON),
            ..PayRunLine::sent(self.run, self.line.position, reference)
        }))
    }

    fn done(&self, catalogue: &Catalogue, _receipt: &Receipt) -> (Tone, String) {
        (Tone::Done, t!(catalogue, "liquidaciones-run-noted", line = self.line.position))
    }
}

/// What ends a line or a run, with a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It was not paid.
    Fail(i64),
    /// It was paid, and the bank will not show it.
    Explain(i64),
    Void,
    Close,
}

#[derive(Clone, Debug)]
pub struct Ending {
    pub run: RunId,
    pub number: i64,
    pub end: End,
}

impl Ending {
    fn said(&self, catalogue: &Catalogue, [fail, explain, void, close]: [&'static str; 4]) -> String {
        let (key, line) = match self.end {
            End::Fail(line) => (fail, line),
            End::Explain(line) => (explain, line),
            End::Void => (void, 0),
            End::Close => (close, 0),
        };
        catalogue.text(key, &[("line", line.into()), ("number", self.number.into())])
    }
}

impl Dialogue for Ending {
    fn matter(&self) -> Matter {
        let kind = match self.end {
            End::Fail(_) => "fail-run-line",
            End::Explain(_) => "explain-run-line",
            End::Void => "void-run",
            End::Close => "close-run",
        };
        Matter { kind, id: self.run.uuid() }
    }

    fn title(&self, catalogue: &Catalogue) -> String {
        let keys = [
            "liquidaciones-run-fail-title",
            "liquidaciones-run-explain-title",
            "liquidaciones-run-void-title",
            "liquidaciones-run-close-title",
        ];
        self.said(catalogue, keys)
    }

    fn verb(&self, catalogue: &Catalogue) -> String {
        let keys = [
            "liquidaciones-run-fail-yes",
            "liquidaciones-run-explain-yes",
            "liquidaciones-run-void-yes",
            "liquidaciones-run-close-yes",
        ];
        self.said(catalogue, keys)
    }

    fn fields(&self, shell: &Shell) -> Vec<Field> {
        if self.end == End::Close {
            return Vec::new();
        }
        vec![reason(t!(shell.catalogue, "liquidaciones-field-reason"))]
    }

    fn command(&self, _catalogue: &Catalogue, form: &Form) -> Result<Command, Unready> {
        let run = self.run;
        let on = |line: i64, reason: String| OnRunLine { run, line, reason };
        Ok(match self.end {
            End::Fail(line) => Command::FailRunLine(on(line, given(form)?)),
            End::Explain(line) => Command::ExplainRunLine(on(line, given(form)?)),
            End::Void => Command::VoidRun(VoidRun { run, reason: given(form)? }),
            End::Close => Command::CloseRun(CloseRun { run }),
        })
    }

    fn outlook(&self, _catalogue: &Catalogue, _form: &Form, _would: &Rehearsal) -> Said {
        Vec::new()
    }

    fn last_question(&self, _form: &Form, _would: &Rehearsal) -> LastQuestion {
        match self.end {
            // Nothing waits in it any more: the command refuses otherwise.
            End::Close => LastQuestion::Unasked,
            _ => LastQuestion::None,
        }
    }

    fn done(&self, catalogue: &Catalogue, _receipt: &Receipt) -> (Tone, String) {
        let keys = [
            "liquidaciones-run-failed",
            "liquidaciones-run-explained",
            "liquidaciones-run-voided",
            "liquidaciones-run-closed",
        ];
        (Tone::Done, self.said(catalogue, keys))
    }
}

/// Only so much of what is owed.
#[derive(Clone, Debug)]
pub struct Amount {
    pub run: RunId,
    pub line: RunLineView,
}

const AMOUNT: Handle<Money> = Handle::new("amount");

impl Dialogue for Amount {
    fn matter(&self) -> Matter {
        let (kind, id) = ("choose-run-line", self.run.uuid());
        Matter { kind, id }
    }

    fn title(&self, catalogue: &Catalogue) -> String {
        t!(catalogue, "liquidaciones-run-amount-title", who = self.line.who.as_str())
    }

    fn verb(&self, catalogue: &Catalogue) -> String {
        t!(catalogue, "liquidaciones-run-amount-yes")
    }

    fn fields(&self, shell: &Shell) -> Vec<Field> {
        let owed = self.line.owed;
        let amount = Field::amount(AMOUNT, t!(shell.catalogue, "liquidaciones-field-amount"), owed.currency());
        vec![amount.with(&owed.digits()).required()]
    }

    fn command(&self, _catalogue: &Catalogue, form: &Form) -> Result<Command, Unready> {
        Ok(Command::ChooseRunLine(crate::service::runs::commands::ChooseRunLine {
            run: self.run,
            whom: self.line.whom,
            excluded: false,
            amount: Some(form.get(AMOUNT).ok_or(Unready::Missing)?),
            reason: None,
        }))
    }

    fn outlook(&self, _catalogue: &Catalogue, _form: &Form, _would: &Rehearsal) -> Said {
        Vec::new()
    }

    fn done(&self, catalogue: &Catalogue, _receipt: &Receipt) -> (Tone, String) {
        (
            Tone::Done,
            t!(catalogue, "liquidaciones-run-amount-done", who = self.line.who.as_str()),
        )
    }
}
