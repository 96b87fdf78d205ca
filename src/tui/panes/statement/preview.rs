//! What the file would do: it is read, and the very command that keeps it is rehearsed.

use super::{Context, Stage, StatementPane};
use crate::domain::bank::statement::{Chain, Direction, RefusedLine, Statement, StatementLine};
use crate::domain::dates::shown;
use crate::domain::refusal::{Arg, Code};
use crate::domain::text::Safe;
use crate::locale::{Catalogue, Key, t};
use crate::service::Command;
use crate::service::bank::import::ReadFile;
use crate::service::bank::own_profiles::NewProfile;
use crate::service::core::receipt::{Imported, Outcome};
use crate::tui::core::client::{Error, ProfileName, Receipt, Rehearsal, StatementSource, ask, sentence};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::choices::Item;
use crate::tui::pane::dialogue::Said;
use crate::tui::panes::statement::summary::Summary;
use crate::tui::widgets::list::{Cell, List, Row};
use crate::tui::widgets::table::Column;

/// Lines that are shown as they were read.
pub const FIRST: usize = 10;

/// A file that could not be read, and why.
#[derive(Debug)]
pub struct Unread {
    pub why: String,
    pub source: StatementSource,
    /// Those that read it, where several do.
    profiles: Vec<String>,
    /// It has rows that a profile of its own could read.
    pub can_be_guided: bool,
    /// What was said of it for such a profile.
    pub new: NewProfile,
}

impl Unread {
    pub const fn help(&self) -> Key {
        if self.can_be_guided {
            "importar-unread-help-guide"
        } else {
            "importar-unread-help"
        }
    }
}

#[derive(Debug)]
pub struct Preview {
    source: StatementSource,
    pub file: Box<ReadFile>,
    pub catch_up: bool,
    /// What keeping it would do, or why it would be refused.
    pub would: Option<Result<Box<Imported>, String>>,
    pub lines: List<usize>,
}

pub fn columns(catalogue: &Catalogue) -> Vec<Column> {
    let column = |key, least, priority| Column::new(catalogue.text(key, &[]), least, priority);
    vec![
        column("importar-column-line", 4, 3).right(),
        column("importar-column-date", 10, 0),
        column("importar-column-reference", 12, 1).shares(2),
        column("importar-column-text", 10, 2).shares(4),
        column("importar-column-in", 8, 0).right(),
        column("importar-column-out", 8, 0).right(),
    ]
}

/// The first lines as they were read.
pub fn rows(lines: &[StatementLine]) -> Vec<Row<usize>> {
    let first = lines.iter().take(FIRST).enumerate();
    first.map(|(at, line)| row(at, line)).collect()
}

fn row(at: usize, line: &StatementLine) -> Row<usize> {
    let amount = line.amount.to_string();
    let (came, left) = match line.direction {
        Direction::In => (amount, String::new()),
        Direction::Out => (String::new(), amount),
    };
    Row {
        id: at,
        cells: vec![
            Cell::toned(Tone::Past, line.line.to_string()),
            Cell::new(shown(line.date)),
            Cell::new(Safe::new(&line.reference).as_str()),
            Cell::new(Safe::new(&line.description).as_str()),
            Cell::new(came),
            Cell::new(left),
        ],
    }
}

impl Preview {
    fn of(source: StatementSource, file: Box<ReadFile>) -> Self {
        let mut lines = List::default();
        lines.replace(rows(&file.statement.lines));
        Self {
            source,
            file,
            catch_up: false,
            would: None,
            lines,
        }
    }

    /// It is left for a profile of its own.
    pub fn left(self) -> Unread {
        Unread {
            why: String::new(),
            source: self.source,
            profiles: Vec::new(),
            can_be_guided: true,
            new: NewProfile::default(),
        }
    }

    /// What it is, what it would do, and what to look at before it is trusted.
    pub fn told(&self, catalogue: &Catalogue) -> Said {
        let file = &self.file;
        let name = match file.name.as_str() {
            "-" => t!(catalogue, "importar-pasted"),
            name => name.to_owned(),
        };
        let what = t!(
            catalogue,
            "importar-what",
            file = name,
            account = file.account.as_str(),
            profile = &file.statement.profile
        );
        let mut said = vec![(Tone::Strong, what)];
        match &self.would {
            None => said.push((Tone::Past, t!(catalogue, "importar-rehearsing"))),
            Some(Err(why)) => said.push(Tone::Wrong.marked(why)),
            Some(Ok(would)) => said.extend(foreseen(catalogue, would)),
        }
        said.push(balances(catalogue, &file.statement));
        if self.catch_up {
            said.push(Tone::Waits.marked(t!(catalogue, "importar-catches-up")));
        }
        said
    }
}

/// `12 nuevas · 3 ya conocidas · 1 rechazada`, from when to when, and what is missing.
pub fn foreseen(catalogue: &Catalogue, would: &Imported) -> Said {
    let day = |day: Option<chrono::NaiveDate>| day.map(shown).unwrap_or_default();
    let counts = [
        ("added", i64::from(would.added).into()),
        ("known", i64::from(would.known).into()),
        ("refused", i64::from(would.refused).into()),
        ("reconciled", i64::from(would.reconciled).into()),
    ];
    let sums = [
        ("first", day(would.first_day).into()),
        ("last", day(would.last_day).into()),
        ("came", would.came.into()),
        ("left", would.left.into()),
    ];
    let mut said = vec![
        (Tone::Plain, catalogue.text("importar-counts", &counts)),
        (Tone::Plain, catalogue.text("importar-sums", &sums)),
    ];
    if let Some(since) = would.gap_since {
        said.push(Tone::Waits.marked(t!(catalogue, "importar-gap", day = shown(since))));
    }
    if !would.corrected.is_empty() {
        let lines: Vec<String> = would.corrected.iter().map(i64::to_string).collect();
        said.push(Tone::Wrong.marked(t!(catalogue, "importar-corrected", lines = lines.join(", "))));
    }
    said
}

/// Whether they hold.
pub fn balances(catalogue: &Catalogue, statement: &Statement) -> (Tone, String) {
    match (statement.chain, statement.opening.zip(statement.closing)) {
        (Chain::Breaks { line, expected, found }, _) => Tone::Wrong.marked(t!(
            catalogue,
            "importar-chain-breaks",
            line = line,
            expected = expected,
            found = found
        )),
        (Chain::Holds, Some((opening, closing))) => {
            Tone::Done.marked(t!(catalogue, "importar-chain-holds", opening = opening, closing = closing))
        }
        _ => (Tone::Past, t!(catalogue, "importar-chain-unknown")),
    }
}

/// The rows that are refused, each with its number and why.
pub fn refused(catalogue: &Catalogue, refused: &[RefusedLine]) -> Said {
    let lines = refused.iter().map(|line| {
        let why = catalogue.refusal(&line.refusal);
        Tone::Wrong.marked(t!(catalogue, "importar-refused-line", line = line.line, why = why))
    });
    lines.collect()
}

impl StatementPane {
    pub(crate) fn read(&mut self, cx: &mut Context<'_>, source: StatementSource, profile: Option<String>) {
        let Some(account) = self.account.clone() else { return };
        self.stage = Stage::Reading;
        self.scroll.to_top();
        let question = ask::ReadStatement {
            account,
            source: source.clone(),
            profile,
        };
        cx.ask(question, move |pane: &mut Self, cx, read| pane.was_read(cx, source, read));
    }

    fn was_read(&mut self, cx: &mut Context<'_>, source: StatementSource, read: Result<Box<ReadFile>, Error>) {
        match read {
            Ok(file) => {
                self.stage = Stage::Preview(Box::new(Preview::of(source, file)));
                self.rehearse(cx);
            }
            Err(error) => {
                let several = is_of_several(&error);
                self.stage = Stage::Unread(Box::new(Unread {
                    why: sentence(cx.shell.catalogue, &error),
                    source,
                    profiles: several.clone(),
                    can_be_guided: can_be_guided(&error),
                    new: NewProfile::default(),
                }));
                if !several.is_empty() && cx.may_open() {
                    self.choose_profile(cx);
                }
            }
        }
    }

    fn rehearse(&mut self, cx: &mut Context<'_>) {
        let Stage::Preview(preview) = &mut self.stage else { return };
        preview.would = None;
        let command = Command::ImportStatement(preview.file.command(preview.catch_up));
        cx.ask(ask::Rehearse(Box::new(command)), Self::rehearsed);
    }

    fn rehearsed(&mut self, cx: &mut Context<'_>, would: Result<Box<Rehearsal>, Error>) {
        let Stage::Preview(preview) = &mut self.stage else { return };
        preview.would = Some(match would.map(|would| would.receipt.outcome) {
            Ok(Outcome::Imported(would)) => Ok(would),
            Ok(_) => return,
            Err(error) => Err(sentence(cx.shell.catalogue, &error)),
        });
    }

    pub(crate) fn toggle_catch_up(&mut self, cx: &mut Context<'_>) {
        if let Stage::Preview(preview) = &mut self.stage {
            preview.catch_up = !preview.catch_up;
            self.rehearse(cx);
        }
    }

    /// Another profile reads the same again; those that fit come first.
    pub(crate) fn choose_profile(&self, cx: &mut Context<'_>) {
        let (source, fitting, now) = match &self.stage {
            Stage::Unread(unread) => (unread.source.clone(), unread.profiles.clone(), None),
            Stage::Preview(preview) => (preview.source.clone(), Vec::new(), Some(preview.file.statement.profile.clone())),
            _ => return,
        };
        cx.ask(ask::Profiles, move |_: &mut Self, cx, profiles| match profiles {
            Ok(mut profiles) if cx.may_open() => {
                profiles.sort_by_key(|profile| !fitting.contains(&profile.name));
                let items = profiles.into_iter().map(|profile| {
                    let ProfileName { name, title } = profile;
                    (Item::new(&name).detail(title.as_str()), name)
                });
                let items: Vec<_> = items.collect();
                let title = t!(cx.shell.catalogue, "importar-which-profile");
                cx.choose_other(title, &now.unwrap_or_default(), items, move |pane: &mut Self, cx, name| {
                    pane.read(cx, source, Some(name));
                });
            }
            Ok(_) => {}
            Err(error) => cx.say_failure(&error),
        });
    }

    /// Kept as it was rehearsed.
    pub(crate) fn import(&mut self, cx: &mut Context<'_>) {
        let Stage::Preview(preview) = &self.stage else { return };
        let command = Command::ImportStatement(preview.file.command(preview.catch_up));
        self.importing = true;
        cx.run(command, Self::imported);
    }

    fn imported(&mut self, cx: &mut Context<'_>, result: Result<Receipt, Error>) {
        self.importing = false;
        match (result.map(|receipt| receipt.outcome), std::mem::take(&mut self.stage)) {
            (Ok(Outcome::Imported(done)), Stage::Preview(preview)) => {
                let said = t!(
                    cx.shell.catalogue,
                    "importar-done",
                    added = done.added,
                    account = done.account.as_str()
                );
                cx.toast(Tone::Done, said);
                self.stage = Stage::Done(Box::new(Summary::of(cx.shell.catalogue, *done, preview.file)));
                cx.count();
                self.read_again(cx);
            }
            (Ok(_), stage) => self.stage = stage,
            (Err(error), stage) => {
                self.stage = stage;
                cx.say_failure(&error);
                self.rehearse(cx);
            }
        }
    }
}

/// The names of the profiles that read a file, where there are several.
fn is_of_several(error: &Error) -> Vec<String> {
    let Error::Refused(refusal) = error else { return Vec::new() };
    if refusal.code != Code::StatementProfiles {
        return Vec::new();
    }
    let named = refusal.args.iter().find_map(|(name, arg)| match arg {
        Arg::Text(text) if *name == "profiles" => Some(text.as_str()),
        _ => None,
    });
    let names = named.into_iter().flat_map(|names| names.split(", "));
    names.map(str::to_owned).collect()
}

/// No profile fits, or none well: the file itself is in order.
fn can_be_guided(error: &Error) -> bool {
    let Error::Refused(refusal) = error else { return false };
    matches!(
        refusal.code,
        Code::StatementUnknown
            | Code::StatementOtherBank
            | Code::StatementProfiles
            | Code::StatementKind
            | Code::StatementHeader
            | Code::StatementEncoding
            | Code::StatementNothing
    )
}
