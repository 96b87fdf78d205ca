//! The questions of the entrance, and what was done.

use std::path::PathBuf;

use super::task::Made;
use super::{At, Entrance, EntranceEffect, Tone};
use crate::config::{Configuration, DatabaseUrl};
use crate::locale::{Catalogue, t};
use crate::service::admin::database::Status;
use crate::tui::dialogue::menu::Menu;

impl Entrance {
    /// There is no database and nobody named one.
    pub(crate) fn welcome(&mut self) -> Option<EntranceEffect> {
        let words = self.words();
        let mut menu = Menu::new(t!(words, "door-welcome")).line(Tone::Plain, t!(words, "door-welcome-body"));
        if self.demonstration {
            menu = menu.way(t!(words, "door-demo"), t!(words, "door-demo.note"));
        }
        let path = path_of(&self.configuration.database);
        let menu = menu
            .way(t!(words, "door-new"), t!(words, "door-new.note", path = path))
            .way(t!(words, "door-postgres"), t!(words, "door-postgres.note"))
            .way(t!(words, "door-leave"), "");
        self.ask(menu, At::Welcome)
    }

    /// A file that was named is not there.
    pub(crate) fn offer_new(&mut self) -> Option<EntranceEffect> {
        let words = self.words();
        let url = self.configuration.database.clone();
        let path = path_of(&url);
        let menu = Menu::new(t!(words, "door-missing"))
            .line(Tone::Waits, t!(words, "door-missing-body", path = &path))
            .way(t!(words, "door-new"), t!(words, "door-new.note", path = path))
            .way(t!(words, "door-leave"), "");
        let offer = At::Offer {
            url,
            backup: None,
            keep: false,
        };
        self.ask(menu, offer)
    }

    /// A database whose tables are missing or older.
    pub(crate) fn offer(&mut self, url: DatabaseUrl, status: &Status, keep: bool) -> Option<EntranceEffect> {
        let words = self.words();
        let steps: Vec<_> = status
            .pending
            .iter()
            .map(|migration| format!("{:04} {}", migration.version, migration.name))
            .collect();
        let empty = status.schema == 0;
        let (title, body) = if empty {
            let server = format!("{} {}", status.engine, status.version);
            (
                t!(words, "door-empty"),
                t!(words, "door-empty-body", name = &status.database, server = server),
            )
        } else {
            let body = t!(
                words,
                "door-older-body",
                name = &status.database,
                found = status.schema,
                known = status.newest
            );
            (t!(words, "door-older"), body)
        };
        let backup = backup_of(&url, status.schema);
        let note = match &backup {
            Some(path) => t!(words, "door-migrate-backup", path = path.display().to_string()),
            None if empty => String::new(),
            None => t!(words, "door-migrate-server"),
        };
        let way = if empty { "door-make-tables" } else { "door-migrate" };
        let menu = Menu::new(title)
            .line(Tone::Plain, body)
            .line(Tone::Past, t!(words, "door-steps", count = steps.len(), steps = steps.join(", ")))
            .way(words.text(way, &[]), note)
            .way(t!(words, "door-leave"), "");
        self.ask(menu, At::Offer { url, backup, keep })
    }

    pub(crate) fn made(&mut self, made: &Made) {
        let words = self.words();
        if let Some(backup) = &made.backup {
            self.done.push(t!(words, "door-backed-up", path = backup.display().to_string()));
        }
        if let Some(path) = &made.created {
            self.done.push(t!(words, "door-created", path = path.display().to_string()));
        }
        self.done.push(t!(words, "door-migrated", count = made.applied));
    }
}

/// What was done, and what comes next.
pub(crate) fn ready(words: &Catalogue, done: &[String]) -> Menu {
    let mut menu = Menu::new(t!(words, "door-ready"));
    for line in done {
        menu = menu.line(Tone::Done, format!("✓ {line}"));
    }
    menu.way(t!(words, "door-enter"), t!(words, "door-enter.note"))
}

/// Why it cannot be opened, in one sentence.
pub(crate) fn fault(words: &Catalogue, configuration: &Configuration, why: &str) -> Menu {
    Menu::new(t!(words, "door-fault"))
        .line(Tone::Wrong, format!("✖ {why}"))
        .line(Tone::Past, configuration.database.to_string())
        .way(t!(words, "door-again"), "")
        .way(t!(words, "door-leave"), "")
}

fn path_of(url: &DatabaseUrl) -> String {
    match url {
        DatabaseUrl::Sqlite(path) => path.display().to_string(),
        DatabaseUrl::Postgres(_) => url.to_string(),
    }
}

/// Where a file that holds something is copied to before it is changed.
fn backup_of(url: &DatabaseUrl, schema: i64) -> Option<PathBuf> {
    match url {
        DatabaseUrl::Sqlite(path) if schema > 0 => Some(path.with_added_extension(format!("schema-{schema}"))),
        _ => None,
    }
}
