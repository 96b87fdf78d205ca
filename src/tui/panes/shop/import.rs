//! A list read from a file: its path is asked for, what each row would do is rehearsed by the very commands and shown, then the rows
//! are done one after the other while the person goes on, and what became of them is said.

use std::collections::VecDeque;

use super::sections::Section;
use super::{Context, ShopPane};
use crate::locale::{Catalogue, t};
use crate::service::Command;
use crate::service::commands::Consent;
use crate::service::commands::import::{Import, ImportRow, agreed};
use crate::service::core::receipt::Kept;
use crate::tui::core::client::{Error, Receipt, ask, sentence};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::{Field, Handle, Words};
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::reader::Reader;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::dialogue::Said;
use crate::tui::pane::reason::REASON;
use crate::tui::pane::round::{Rehearsed, Round};

const PATH: Handle<Words> = Handle::new("path");

/// The command line does more of them, many in a transaction.
const MOST: usize = 2_000;
/// Rows that would be refused and are told of one by one before it is done.
const TOLD: usize = 6;

impl Section {
    /// What can be read from a file.
    pub const fn import(self) -> Option<Import> {
        match self {
            Self::Zones => Some(Import::Zones),
            Self::Workshops => Some(Import::Workshops),
            Self::Offers => Some(Import::Offers),
            Self::Holidays => Some(Import::Holidays),
            _ => None,
        }
    }
}

/// Why a row was not done, by its line.
type Refused = (u64, String);

/// What became of rows, or would.
#[derive(Clone, Debug, Default)]
struct Tally {
    /// Added, changed, as they were.
    kept: [usize; 3],
    refused: Vec<Refused>,
}

impl Tally {
    const fn keep(&mut self, kept: Kept) {
        self.kept[kept as usize] += 1;
    }

    fn count(&self) -> usize {
        self.kept.iter().sum::<usize>() + self.refused.len()
    }

    /// `120 filas: 80 nuevas, 20 con cambios, 17 ya estaban así, 3 rechazadas.`
    fn sum(&self, catalogue: &Catalogue) -> (Tone, String) {
        let [added, changed, unchanged] = self.kept;
        let refused = self.refused.len();
        let said = t!(
            catalogue,
            "tienda-import-sum",
            rows = self.count(),
            added = added,
            changed = changed,
            unchanged = unchanged,
            refused = refused,
        );
        (if refused == 0 { Tone::Done } else { Tone::Waits }, said)
    }

    /// The first refused rows by their lines, and how many more there are.
    fn told(&self, catalogue: &Catalogue, most: usize) -> Said {
        let line = |(line, why): &Refused| {
            let line = line.to_string();
            Tone::Wrong.marked(t!(catalogue, "tienda-import-line", line = line, why = why))
        };
        let mut said: Said = self.refused.iter().take(most).map(line).collect();
        let more = self.refused.len().saturating_sub(most);
        if more > 0 {
            said.push((Tone::Past, t!(catalogue, "tienda-import-more", rows = more)));
        }
        said
    }
}

/// The rows of a file, before they are done.
#[derive(Debug)]
struct Read {
    list: String,
    /// Rows by line as commands.
    rows: Vec<(u64, Command)>,
    /// Of what no command could be made.
    unread: Vec<Refused>,
}

impl Read {
    fn of(catalogue: &Catalogue, section: Section, rows: Vec<ImportRow>) -> Self {
        let (mut read, mut unread) = (Vec::new(), Vec::new());
        for ImportRow { line, command } in rows {
            match command {
                Ok(command) => read.push((line, command)),
                Err(refusal) => unread.push((line, catalogue.refusal(&refusal))),
            }
        }
        Self {
            list: catalogue.text(section.title(), &[]),
            rows: read,
            unread,
        }
    }

    fn lines(&self) -> Vec<u64> {
        self.rows.iter().map(|(line, _)| *line).collect()
    }
}

impl Round for Read {
    fn form(&self, shell: &Shell) -> Form {
        let catalogue = shell.catalogue;
        let title = t!(
            catalogue,
            "tienda-import-title",
            list = &self.list,
            rows = self.rows.len() + self.unread.len()
        );
        let reason = Field::text(REASON, t!(catalogue, "tienda-reason")).hint(t!(catalogue, "tienda-import-reason"));
        Form::new(title, t!(catalogue, "tienda-import-yes")).field(reason).cautious()
    }

    /// Whoever gives a reason knows that something may no longer fit.
    fn commands(&self, form: &Form) -> Vec<Command> {
        let reason = form.text(REASON);
        let consent = Consent {
            confirmed: reason.is_some(),
            reason,
            ..Consent::default()
        };
        self.rows.iter().map(|(_, command)| agreed(command.clone(), &consent)).collect()
    }

    fn outlook(&self, catalogue: &Catalogue, _form: &Form, rows: &[Rehearsed]) -> Said {
        let mut would = Tally {
            refused: self.unread.clone(),
            ..Tally::default()
        };
        let mut crowded = 0;
        for (line, (_, rehearsed)) in self.lines().into_iter().zip(rows) {
            match rehearsed {
                Ok(rehearsal) => {
                    would.keep(rehearsal.receipt.kept());
                    crowded += rehearsal.receipt.row().map_or(0, |row| row.no_longer_fits.len());
                }
                Err(objection) => would
                    .refused
                    .push((line, catalogue.failure(&objection.message_key, &objection.facts))),
            }
        }
        would.refused.sort();
        let mut said = vec![would.sum(catalogue)];
        if crowded > 0 {
            said.push(Tone::Waits.marked(t!(catalogue, "tienda-import-crowded", count = crowded)));
        }
        said.extend(would.told(catalogue, TOLD));
        said
    }
}

/// Rows that are being done.
#[derive(Debug)]
pub struct Importing {
    left: VecDeque<(u64, Command)>,
    list: String,
    all: usize,
    done: Tally,
}

impl Importing {
    /// `45 de 120`.
    pub fn progress(&self, catalogue: &Catalogue) -> String {
        t!(
            catalogue,
            "tienda-importing",
            list = &self.list,
            some = self.done.count(),
            all = self.all
        )
    }
}

impl ShopPane {
    pub(crate) fn begin_import(&self, cx: &mut Context<'_>) {
        let Some(import) = self.section.import() else { return };
        let catalogue = cx.shell.catalogue;
        let columns = import.columns().join(", ");
        let path = Field::text(PATH, t!(catalogue, "tienda-import-path"))
            .with(&self.path)
            .hint(t!(catalogue, "tienda-import-columns", columns = columns))
            .required();
        let list = catalogue.text(self.section.title(), &[]);
        let form = Form::new(
            t!(catalogue, "tienda-import-file", list = &list),
            t!(catalogue, "tienda-import-read"),
        )
        .field(path);
        cx.fill(form, move |pane: &mut Self, cx, form| {
            let path = form.text(PATH).unwrap_or_default();
            path.clone_into(&mut pane.path);
            cx.ask(ask::ImportFile { import, path }, |pane: &mut Self, cx, rows| match rows {
                Ok(rows) => pane.rows_came(cx, rows),
                Err(error) => cx.say_failure(&error),
            });
        });
    }

    fn rows_came(&mut self, cx: &mut Context<'_>, rows: Vec<ImportRow>) {
        let catalogue = cx.shell.catalogue;
        if rows.is_empty() || rows.len() > MOST {
            let key = if rows.is_empty() {
                "tienda-import-empty"
            } else {
                "tienda-import-long"
            };
            let args = [("rows", rows.len().into()), ("most", MOST.into())];
            return cx.toast(Tone::Wrong, catalogue.text(key, &args));
        }
        let read = Read::of(catalogue, self.section, rows);
        let (lines, unread, list) = (read.lines(), read.unread.clone(), read.list.clone());
        let opened = cx.begin_round(read, move |pane: &mut Self, cx, rows| {
            if let Some(rows) = rows {
                let all = lines.len() + unread.len();
                let done = Tally {
                    refused: unread,
                    ..Tally::default()
                };
                let left = VecDeque::new();
                pane.importing = Some(Importing { left, list, all, done });
                pane.decided(cx, lines.into_iter().zip(rows));
            }
        });
        if !opened {
            cx.toast(Tone::Waits, t!(catalogue, "tienda-import-again"));
        }
    }

    /// What would be refused is not tried.
    fn decided(&mut self, cx: &mut Context<'_>, rows: impl Iterator<Item = (u64, Rehearsed)>) {
        let Some(importing) = &mut self.importing else { return };
        for (line, (command, would)) in rows {
            match would {
                Ok(_) => importing.left.push_back((line, command)),
                Err(objection) => {
                    let why = cx.shell.catalogue.failure(&objection.message_key, &objection.facts);
                    importing.done.refused.push((line, why));
                }
            }
        }
        self.next_row(cx);
    }

    fn next_row(&mut self, cx: &mut Context<'_>) {
        let next = self.importing.as_mut().and_then(|importing| importing.left.pop_front());
        match next {
            Some((line, command)) => cx.run(command, move |pane: &mut Self, cx, result| pane.row_done(cx, line, result)),
            None => self.import_ended(cx),
        }
    }

    fn row_done(&mut self, cx: &mut Context<'_>, line: u64, result: Result<Receipt, Error>) {
        if let Some(importing) = &mut self.importing {
            match result {
                Ok(receipt) => importing.done.keep(receipt.kept()),
                Err(error) => {
                    let why = sentence(cx.shell.catalogue, &error);
                    importing.done.refused.push((line, why.clone()));
                    // The database is in trouble, not the row: those after it are not tried.
                    if error.is_passing() {
                        let left = importing.left.drain(..).map(|(line, _)| (line, why.clone()));
                        importing.done.refused.extend(left);
                    }
                }
            }
        }
        self.next_row(cx);
    }

    fn import_ended(&mut self, cx: &mut Context<'_>) {
        let Some(mut importing) = self.importing.take() else { return };
        let catalogue = cx.shell.catalogue;
        importing.done.refused.sort();
        let (tone, sum) = importing.done.sum(catalogue);
        if importing.done.refused.is_empty() || !cx.may_open() {
            cx.toast(tone, format!("{}: {sum}", importing.list));
        } else {
            let mut said = vec![(Tone::Plain, sum)];
            said.extend(importing.done.told(catalogue, MOST));
            let title = t!(catalogue, "tienda-import-done", list = &importing.list);
            cx.show(Reader::toned(title, said));
        }
        self.reload(cx);
    }
}
