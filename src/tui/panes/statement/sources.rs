//! Of which account, and from where: pasted, a path that is typed, or a file at hand.

use super::{Context, Stage, StatementPane};
use crate::domain::dates::shown;
use crate::domain::text::Safe;
use crate::locale::{Catalogue, date_time, t};
use crate::tui::core::client::{AccountStatus, Error, StatementFile, StatementSource, ask, sentence};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::{Field, Handle, Words};
use crate::tui::dialogue::form::Form;
use crate::tui::pane::paged::State;
use crate::tui::panes::statement::pasting::Pasting;
use crate::tui::widgets::list::{Cell, Row};
use crate::tui::widgets::table::Column;

const PATH: Handle<Words> = Handle::new("path");

/// The lines above the files: pasting, a path.
const OTHERS: usize = 2;

pub fn account_columns(catalogue: &Catalogue) -> Vec<Column> {
    let column = |key, least, priority| Column::new(catalogue.text(key, &[]), least, priority);
    vec![
        column("importar-column-account", 12, 0).shares(2),
        column("importar-column-until", 10, 0),
        column("importar-column-profile", 8, 1).shares(1),
    ]
}

fn account_row(catalogue: &Catalogue, at: usize, account: &AccountStatus) -> Row<usize> {
    let newest = account.imports.iter().max_by_key(|import| import.last_day);
    let until = match newest.and_then(|import| import.last_day) {
        Some(day) => Cell::new(shown(day)),
        None => Cell::toned(Tone::Past, catalogue.text("bank-never", &[])),
    };
    let profile = newest.map_or("", |import| import.profile.as_str());
    Row {
        id: at,
        cells: vec![Cell::new(account.account.as_str()), until, Cell::toned(Tone::Past, profile)],
    }
}

pub fn source_columns(catalogue: &Catalogue) -> Vec<Column> {
    let column = |key, least, priority| Column::new(catalogue.text(key, &[]), least, priority);
    vec![
        column("importar-column-file", 16, 0).shares(3),
        column("importar-column-folder", 10, 2).shares(2),
        column("importar-column-size", 6, 1).right(),
        column("importar-column-day", 16, 0),
    ]
}

/// `12 kB`.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{},{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

fn source_rows(catalogue: &Catalogue, files: &[StatementFile]) -> Vec<Row<usize>> {
    let named = |key| vec![Cell::toned(Tone::Accent, catalogue.text(key, &[]))];
    let others = [named("importar-source-paste"), named("importar-source-path")].into_iter();
    let files = files.iter().map(|file| {
        let folder = file.path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        let name = file
            .path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        vec![
            Cell::new(Safe::new(&name).as_str()),
            Cell::toned(Tone::Past, Safe::new(&folder).as_str()),
            Cell::new(size(file.bytes)),
            Cell::new(date_time(file.changed)),
        ]
    });
    let rows = others.chain(files).enumerate();
    rows.map(|(id, mut cells)| {
        cells.resize(4, Cell::default());
        Row { id, cells }
    })
    .collect()
}

impl StatementPane {
    pub(crate) fn accounts_came(&mut self, cx: &mut Context<'_>, accounts: Result<Vec<AccountStatus>, Error>) {
        match accounts {
            Ok(accounts) => {
                let rows = accounts
                    .iter()
                    .enumerate()
                    .map(|(at, one)| account_row(cx.shell.catalogue, at, one));
                self.account_list.replace(rows.collect());
                self.accounts_state = State::Ready;
                self.accounts = accounts;
            }
            Err(error) if self.accounts.is_empty() => self.accounts_state = State::Failed(sentence(cx.shell.catalogue, &error)),
            Err(error) if error.is_passing() => {}
            Err(error) => cx.say_failure(&error),
        }
    }

    pub(crate) fn files_came(&mut self, cx: &mut Context<'_>, files: Result<Vec<StatementFile>, Error>) {
        // Where no folder can be read there are the other ways.
        self.files = files.unwrap_or_default();
        self.source_list.replace(source_rows(cx.shell.catalogue, &self.files));
    }

    pub(crate) fn choose_account(&mut self, cx: &mut Context<'_>) {
        let chosen = self.account_list.selected().and_then(|at| self.accounts.get(at));
        if let Some(account) = chosen {
            self.account = Some(account.account.to_string());
            self.look_for_files(cx);
        }
    }

    pub(crate) fn look_for_files(&mut self, cx: &mut Context<'_>) {
        self.stage = Stage::Source;
        self.source_list.replace(source_rows(cx.shell.catalogue, &self.files));
        cx.ask(ask::StatementFiles, Self::files_came);
    }

    pub(crate) fn choose_source(&mut self, cx: &mut Context<'_>) {
        match self.source_list.selected() {
            Some(0) => self.stage = Stage::Pasting(Pasting::default()),
            Some(1) => Self::ask_path(cx),
            Some(at) => {
                let path = self.files.get(at - OTHERS).map(|file| file.path.display().to_string());
                if let Some(path) = path {
                    self.read(cx, StatementSource::File(path), None);
                }
            }
            None => {}
        }
    }

    pub(crate) fn ask_path(cx: &mut Context<'_>) {
        let catalogue = cx.shell.catalogue;
        let path = Field::text(PATH, t!(catalogue, "importar-path-field"))
            .hint(t!(catalogue, "importar-path-hint"))
            .required();
        let form = Form::new(t!(catalogue, "importar-path-title"), t!(catalogue, "importar-path-yes")).field(path);
        cx.fill(form, |pane: &mut Self, cx, form| {
            let path = form.text(PATH).unwrap_or_default();
            pane.read(cx, StatementSource::File(path), None);
        });
    }
}
