//! What people say of a line: a note, that it belongs to no order, that it waits after all, that it is what was noted before.

use std::borrow::Cow;

use super::{BankPane, Context, detail, lines};
use crate::domain::dates::shown;
use crate::domain::refusal::{Code, Refusal};
use crate::locale::{Catalogue, Key, t};
use crate::service::Command;
use crate::service::bank::commands::{OnCredit, ReconcileCredit};
use crate::tui::core::client::{CreditRow, Receipt, Rehearsal, ask};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::field::Field;
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::dialogue::{Dialogue, Matter, Said, Unready};
use crate::tui::pane::reason::{REASON, given, reason};

#[derive(Clone, Debug)]
pub enum Act {
    Note,
    SetAside,
    Restore,
    /// It is this line.
    Reconcile(Box<CreditRow>),
}

/// A line, and what is said of it.
#[derive(Clone, Debug)]
pub struct Saying {
    pub act: Act,
    pub row: CreditRow,
}

impl Saying {
    /// Its title, the verb on its button, what is said when it is done, what is asked for.
    const fn words(&self) -> [Key; 4] {
        match self.act {
            Act::Note => ["banco-note-title", "banco-note-yes", "banco-note-done", "banco-note-field"],
            Act::SetAside => ["banco-aside-title", "banco-aside-yes", "banco-aside-done", "banco-reason"],
            Act::Restore => ["banco-restore-title", "banco-restore-yes", "banco-restore-done", "banco-reason"],
            Act::Reconcile(_) => [
                "banco-reconcile-title",
                "banco-reconcile-yes",
                "banco-reconcile-done",
                "banco-note-field",
            ],
        }
    }
}

impl Dialogue for Saying {
    fn matter(&self) -> Matter {
        Matter {
            kind: self.words()[0],
            id: self.row.id.uuid(),
        }
    }

    fn title(&self, catalogue: &Catalogue) -> String {
        let [title, ..] = self.words();
        t!(catalogue, title, amount = lines::amount(&self.row))
    }

    fn verb(&self, catalogue: &Catalogue) -> String {
        catalogue.text(self.words()[1], &[])
    }

    /// What it is about; of two that are joined, both.
    fn intro(&self, catalogue: &Catalogue) -> Said {
        let mut said = detail::line(catalogue, &self.row);
        if let Act::Reconcile(line) = &self.act {
            said.truncate(3);
            said.push((Tone::Accent, t!(catalogue, "banco-is-line")));
            said.extend(detail::line(catalogue, line).into_iter().take(4));
        }
        said
    }

    fn fields(&self, shell: &Shell) -> Vec<Field> {
        let label = shell.catalogue.text(self.words()[3], &[]);
        vec![match self.act {
            Act::Reconcile(_) => Field::text(REASON, label),
            _ => reason(label),
        }]
    }

    fn command(&self, _catalogue: &Catalogue, form: &Form) -> Result<Command, Unready> {
        let credit = self.row.id;
        let on = || {
            Ok(OnCredit {
                credit,
                text: given(form)?,
            })
        };
        Ok(match &self.act {
            Act::Note => Command::NoteCredit(on()?),
            Act::SetAside => Command::SetAsideCredit(on()?),
            Act::Restore => Command::RestoreCredit(on()?),
            Act::Reconcile(line) => Command::ReconcileCredit(ReconcileCredit {
                attested: credit,
                line: line.id,
                text: form.text(REASON).unwrap_or_default(),
            }),
        })
    }

    /// Whether it would be refused is all there is to tell.
    fn outlook(&self, _catalogue: &Catalogue, _form: &Form, _would: &Rehearsal) -> Said {
        Vec::new()
    }

    fn field_of(&self, refusal: &Refusal) -> Option<Cow<'static, str>> {
        let about_text = matches!(refusal.code, Code::ReasonRequired | Code::TextTooLong);
        about_text.then(|| REASON.into())
    }

    fn done(&self, catalogue: &Catalogue, _receipt: &Receipt) -> (Tone, String) {
        let [_, _, done, _] = self.words();
        (Tone::Done, t!(catalogue, done, amount = lines::amount(&self.row)))
    }
}

impl BankPane {
    pub(crate) fn say(&self, cx: &mut Context<'_>, act: Act) {
        let Some(row) = self.lines.selected().cloned() else { return };
        let id = row.id;
        cx.begin(Saying { act, row }, move |pane: &mut Self, _, _| pane.lines.changed_by_us([id]));
    }

    /// What was noted is one of the lines that it may be.
    pub(crate) fn begin_reconcile(&self, cx: &mut Context<'_>) {
        let Some(row) = self.lines.selected().cloned() else { return };
        cx.ask(ask::MayBe(row.id), move |pane: &mut Self, cx, offered| match offered {
            Ok(offered) if offered.is_empty() => cx.toast(Tone::Waits, t!(cx.shell.catalogue, "banco-may-be-nothing")),
            Ok(offered) if cx.may_open() => pane.choose_line(cx, &row, offered),
            Ok(_) => {}
            Err(error) => cx.say_failure(&error),
        });
    }

    fn choose_line(&self, cx: &mut Context<'_>, attested: &CreditRow, offered: Vec<CreditRow>) {
        let catalogue = cx.shell.catalogue;
        let items = offered.into_iter().map(|line| {
            let differs = differences(catalogue, attested, &line);
            let label = format!("{} · {} · {}", shown(line.value_date), line.amount, line.reference);
            (Item::new(label).detail(differs), line)
        });
        let items: Vec<_> = items.collect();
        let title = t!(catalogue, "banco-may-be-title");
        let id = attested.id;
        cx.choose(title, items, move |pane: &mut Self, cx, line| {
            if pane.lines.selected().is_some_and(|row| row.id == id) {
                pane.say(cx, Act::Reconcile(Box::new(line)));
            }
        });
    }
}

/// What of a line is not as it was noted.
fn differences(catalogue: &Catalogue, attested: &CreditRow, line: &CreditRow) -> String {
    let days = (line.value_date - attested.value_date).num_days();
    let mut said = Vec::new();
    if line.amount != attested.amount {
        said.push(t!(catalogue, "banco-other-amount"));
    }
    let (noted, seen) = (attested.reference.as_str(), line.reference.as_str());
    if !seen.ends_with(noted.trim_start_matches('0')) && !noted.ends_with(seen.trim_start_matches('0')) {
        said.push(t!(catalogue, "banco-other-reference"));
    }
    if days != 0 {
        said.push(t!(catalogue, "banco-days-apart", days = days.abs()));
    }
    match said.is_empty() {
        true => format!("✓ {}", t!(catalogue, "banco-all-same")),
        false => format!("≠ {}", said.join(", ")),
    }
}
