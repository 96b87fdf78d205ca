//! `krafta doctor`: looks at everything the program leans on and says, line by line, whether it is well and what to do.

mod people;

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io::{self, IsTerminal};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use serde_json::json;
use unicode_width::UnicodeWidthStr;

use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::output;
use crate::config::{DatabaseUrl, SpoolForm, create_private_file};
use crate::delivery::{Words, greet, sender};
use crate::domain::actor::Actor;
use crate::domain::messages::channel::{Channel, Lack, Recipient};
use crate::domain::text::Safe;
use crate::locale::Value;
use crate::service::admin::database;
use crate::service::{Error, Krafta};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Health {
    Ok,
    Warn,
    Fail,
}

impl Health {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Fail => "fail",
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Ok => "cli-doctor-ok",
            Self::Warn => "cli-doctor-warn",
            Self::Fail => "cli-doctor-fail",
        }
    }
}

/// So many workshops that hear of nothing are named, and the rest counted.
const NAMED: usize = 3;

struct Finding {
    subject: &'static str,
    health: Health,
    told: String,
}

struct Doctor<'a> {
    context: &'a Context,
    findings: Vec<Finding>,
}

/// Exit code 1 when something is wrong, not when it is merely odd.
pub async fn run(context: &Context) -> Result<(), Failure> {
    let mut doctor = Doctor {
        context,
        findings: Vec::new(),
    };
    doctor.terminal();
    doctor.language();
    doctor.configuration();
    doctor.clock();
    doctor.log();
    doctor.data();
    doctor.receipts();
    doctor.database().await;
    doctor.words();
    doctor.ways_out().await;
    doctor.messages().await;
    doctor.report()
}

impl Doctor<'_> {
    fn find(&mut self, subject: &'static str, health: Health, key: &str, args: &[(&str, Value<'_>)]) {
        self.findings.push(Finding {
            subject,
            health,
            told: self.context.catalogue.text(key, args),
        });
    }

    fn terminal(&mut self) {
        let term = std::env::var("TERM").unwrap_or_default();
        if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
            self.find("terminal", Health::Ok, "cli-doctor-no-terminal", &[]);
        } else if term.is_empty() || term == "dumb" {
            self.find("terminal", Health::Fail, "cli-doctor-dumb-terminal", &[("term", term.into())]);
        } else {
            let (columns, rows) = crossterm::terminal::size().unwrap_or_default();
            let enough = columns >= 60 && rows >= 16;
            let (health, key) = if enough {
                (Health::Ok, "cli-doctor-terminal")
            } else {
                (Health::Warn, "cli-doctor-small-terminal")
            };
            let color = self.context.configuration.color.as_str();
            let args = [
                ("term", term.into()),
                ("columns", columns.into()),
                ("rows", rows.into()),
                ("color", color.into()),
            ];
            self.find("terminal", health, key, &args);
        }
    }

    /// Without UTF-8 the terminal garbles accents and rules.
    fn language(&mut self) {
        let set = ["LC_ALL", "LC_CTYPE", "LANG"]
            .iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.is_empty())
            .unwrap_or_default();
        let utf8 = set.to_lowercase().replace('-', "").contains("utf8");
        let ours = self.context.configuration.locale.as_str();
        if utf8 {
            self.find(
                "locale",
                Health::Ok,
                "cli-doctor-locale",
                &[("language", ours.into()), ("locale", set.into())],
            );
        } else {
            self.find("locale", Health::Warn, "cli-doctor-not-utf8", &[("locale", set.into())]);
        }
    }

    fn configuration(&mut self) {
        let configuration = &self.context.configuration;
        let path = |path: &Path| path.display().to_string();
        match &configuration.file {
            Some(file) => match fs::metadata(file).ok().and_then(|found| in_others_hands(file, &found, "600")) {
                Some((key, args)) => self.find("config", Health::Fail, key, &args),
                None => self.find("config", Health::Ok, "cli-doctor-config", &[("path", path(file).into())]),
            },
            None => {
                let usual = path(&configuration.places.config);
                self.find("config", Health::Ok, "cli-doctor-no-config", &[("path", usual.into())]);
            }
        }
    }

    fn clock(&mut self) {
        let now = chrono::Utc::now();
        let zone = self.context.configuration.settings.locale.time_zone;
        let local = now.with_timezone(&zone).format("%d/%m/%Y %H:%M").to_string();
        // A machine whose battery died starts in 1970 or at its firmware's year.
        let health = if now.timestamp() > 1_767_225_600 {
            Health::Ok
        } else {
            Health::Fail
        };
        let key = if health == Health::Ok {
            "cli-doctor-clock"
        } else {
            "cli-doctor-clock-wrong"
        };
        self.find("clock", health, key, &[("time", local.into()), ("zone", zone.name().into())]);
    }

    fn log(&mut self) {
        let path = self.context.configuration.log.clone();
        self.private("log", &path, false);
    }

    fn data(&mut self) {
        let path = self.context.configuration.places.data.clone();
        self.private("data", &path, true);
    }

    fn receipts(&mut self) {
        let path = self.context.configuration.receipts.clone();
        self.private("receipts", &path, true);
    }

    async fn database(&mut self) {
        let configuration = &self.context.configuration;
        let url = configuration.database.clone();
        if let DatabaseUrl::Sqlite(path) = &url {
            self.private("database-file", path, false);
            let folder = path
                .parent()
                .filter(|folder| !folder.as_os_str().is_empty())
                .unwrap_or(Path::new("."));
            // What SQLite writes beside the file, and the backups.
            if folder != configuration.places.data && tried(folder, true).is_err() {
                let folder = folder.display().to_string();
                self.find(
                    "database-folder",
                    Health::Fail,
                    "cli-doctor-not-writable",
                    &[("path", folder.into())],
                );
            }
        }
        match database::status(&url).await {
            Err(error) => return self.trouble("database", error),
            Ok(status) if status.schema > status.newest => {
                let facts = [("found", status.schema.into()), ("known", status.newest.into())];
                return self.find("database", Health::Fail, "db-newer-schema", &facts);
            }
            Ok(status) if !status.pending.is_empty() => {
                let facts = [("found", status.schema.into()), ("known", status.newest.into())];
                return self.find("database", Health::Fail, "db-older-schema", &facts);
            }
            Ok(status) => {
                let size = status.bytes.map_or_else(String::new, super::database::size);
                let engine = format!("{} {}", status.engine, status.version);
                let args = [
                    ("database", status.database.into()),
                    ("engine", engine.into()),
                    ("size", size.into()),
                ];
                self.find("database", Health::Ok, "cli-doctor-database", &args);
            }
        }
        self.operator().await;
    }

    /// The shop's own words of messages: every fault of its files, each with its line.
    fn words(&mut self) {
        let settings = &self.context.configuration.settings;
        match (Words::of(settings), &settings.messages.words) {
            (Ok(_), None) => {}
            (Ok(_), Some(folder)) => {
                let path = folder.display().to_string();
                self.find("words", Health::Ok, "cli-doctor-words", &[("path", path.into())]);
            }
            (Err(faults), _) => {
                let catalogue = self.context.catalogue;
                self.findings.extend(faults.iter().map(|fault| Finding {
                    subject: "words",
                    health: Health::Fail,
                    told: catalogue.words_fault(fault),
                }));
            }
        }
    }

    /// The mail server is greeted and signed in to, if anybody is sent mail; nothing is sent. A gateway and a folder are looked at.
    async fn ways_out(&mut self) {
        let settings = self.context.configuration.settings.clone();
        let leaves_by = |channel: Channel| Recipient::ALL.iter().any(|whom| settings.messages.to(*whom).contains(&channel));
        if settings.messages.to(Recipient::Customer).is_empty() {
            self.find("messages", Health::Warn, "cli-doctor-nobody-told", &[]);
        }
        if leaves_by(Channel::Email) {
            let (smtp, host) = (settings.smtp.clone(), settings.smtp.host.clone().unwrap_or_default());
            let port = smtp.port.to_string();
            if let Err(why) = sender(&settings) {
                let why = self.context.catalogue.delivery_error(why.class());
                self.find("mail", Health::Fail, "cli-doctor-no-sender", &[("why", why.into())]);
            }
            match tokio::task::spawn_blocking(move || greet(&smtp)).await {
                Ok(Ok(())) => {
                    let key = if settings.smtp.user.is_some() {
                        "cli-doctor-mail-signed-in"
                    } else {
                        "cli-doctor-mail"
                    };
                    self.find("mail", Health::Ok, key, &[("host", host.into()), ("port", port.into())]);
                }
                Ok(Err(refused)) => {
                    let why = self.context.catalogue.delivery_error(&refused.to_string());
                    self.find(
                        "mail",
                        Health::Fail,
                        "cli-doctor-mail-refused",
                        &[("host", host.into()), ("port", port.into()), ("why", why.into())],
                    );
                }
                Err(fault) => self.trouble("mail", Error::Internal(fault.to_string())),
            }
        }
        if leaves_by(Channel::Command) {
            let program = settings.gateway.program.clone().unwrap_or_default();
            let shown = program.display().to_string();
            let runs = fs::metadata(&program).is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0);
            let (health, key) = match runs {
                true => (Health::Ok, "cli-doctor-gateway"),
                false => (Health::Fail, "cli-doctor-no-gateway"),
            };
            self.find("gateway", health, key, &[("path", shown.into())]);
        }
        if leaves_by(Channel::File) {
            match &settings.spool.path {
                Some(path) => self.private("spool", path, settings.spool.form == SpoolForm::Maildir),
                None => self.find("spool", Health::Fail, "mensajes-error-path", &[]),
            }
        }
    }

    /// What waits, what is dead, and whom no message reaches.
    async fn messages(&mut self) {
        let configuration = &self.context.configuration;
        let found = async {
            let messages = Krafta::open(configuration).await?;
            let cautions = messages.messages().cautions().await?;
            Ok((messages.messages().health(&Actor::system()).await?, cautions))
        };
        let found: Result<_, Error> = found.await;
        // A database that does not open was told already.
        let Ok((health, cautions)) = found else { return };
        let catalogue = self.context.catalogue;
        self.findings.extend(cautions.iter().map(|caution| Finding {
            subject: "messages",
            health: Health::Warn,
            told: catalogue.failure(&caution.message_key(), &caution.facts()),
        }));
        let mut without: BTreeMap<Vec<Lack>, Vec<Safe>> = BTreeMap::new();
        for (workshop, lacks) in health.unreachable_workshops {
            without.entry(lacks).or_default().push(workshop);
        }
        for (lacks, workshops) in without {
            self.unreached(&lacks, &workshops);
        }
    }

    /// Workshops that lack the same.
    fn unreached(&mut self, lacks: &[Lack], workshops: &[Safe]) {
        let catalogue = self.context.catalogue;
        let few = workshops.iter().take(NAMED).map(Safe::as_str).collect::<Vec<_>>().join(", ");
        let names = match workshops.len().saturating_sub(NAMED) {
            0 => few,
            more => catalogue.text("cli-doctor-and-more", &[("names", few.into()), ("count", more.into())]),
        };
        let cure = match (lacks.contains(&Lack::Login), lacks.len()) {
            (true, 1) => "login",
            (true, _) => "either",
            (false, _) => "contact",
        };
        let args = [
            ("count", workshops.len().into()),
            ("names", names.into()),
            ("lacks", catalogue.lacks(lacks).into()),
            ("cure", cure.into()),
        ];
        self.find("messages", Health::Warn, "cli-doctor-unreachable", &args);
    }

    fn trouble(&mut self, subject: &'static str, error: Error) {
        self.findings.push(Finding {
            subject,
            health: Health::Fail,
            told: Failure::from(error).sentence(self.context.catalogue),
        });
    }

    /// A file or folder of ours: others may neither read nor change it, and we can write it, which is tried.
    fn private(&mut self, subject: &'static str, path: &Path, folder: bool) {
        let shown = path.display().to_string();
        let Ok(found) = fs::metadata(path) else {
            let (health, key) = match tried(&standing(path), true) {
                Ok(()) => (Health::Ok, "cli-doctor-not-yet"),
                Err(_) => (Health::Fail, "cli-doctor-not-makeable"),
            };
            return self.find(subject, health, key, &[("path", shown.into())]);
        };
        let wanted = if folder { "700" } else { "600" };
        if let Some((key, args)) = in_others_hands(path, &found, wanted) {
            return self.find(subject, Health::Fail, key, &args);
        }
        let mode = found.permissions().mode() & 0o777;
        if subject == "database-file" && found.permissions().readonly() {
            self.find(subject, Health::Warn, "cli-doctor-read-only", &[("path", shown.into())]);
        } else if mode & 0o077 != 0 {
            let args = [
                ("path", shown.into()),
                ("mode", format!("{mode:03o}").into()),
                ("wanted", wanted.into()),
            ];
            self.find(subject, Health::Warn, "cli-doctor-readable", &args);
        } else if tried(path, folder).is_err() {
            self.find(subject, Health::Fail, "cli-doctor-not-writable", &[("path", shown.into())]);
        } else {
            self.find(subject, Health::Ok, "cli-doctor-private", &[("path", shown.into())]);
        }
    }

    fn report(self) -> Result<(), Failure> {
        let failed = self.findings.iter().any(|finding| finding.health == Health::Fail);
        // What is wrong is so whether or not somebody reads all of it.
        self.told(failed).map_err(|fault| if failed { fault.cut_short() } else { fault })?;
        if failed { Err(Failure::Silent) } else { Ok(()) }
    }

    fn told(&self, failed: bool) -> Result<(), Failure> {
        if self.context.json {
            let findings: Vec<_> = self
                .findings
                .iter()
                .map(|finding| json!({ "subject": finding.subject, "health": finding.health.as_str(), "message": finding.told }))
                .collect();
            output::json(&json!({ "healthy": !failed, "findings": findings }))?;
        } else {
            let words = |finding: &Finding| {
                let subject = self.context.word(&format!("cli-doctor-subject-{}", finding.subject));
                (self.context.word(finding.health.key()), subject)
            };
            let widths = self.findings.iter().map(words).fold((0, 0), |widest, (health, subject)| {
                (widest.0.max(health.width()), widest.1.max(subject.width()))
            });
            for finding in &self.findings {
                let (health, subject) = words(finding);
                let gap = |text: &str, width: usize| " ".repeat(width - text.width());
                output::say(&format!(
                    "{health}{}  {subject}{}  {}",
                    gap(&health, widths.0),
                    gap(&subject, widths.1),
                    finding.told
                ))?;
            }
        }
        Ok(())
    }
}

/// What is said of something that others may change: by its permissions, or because it is theirs.
fn in_others_hands(path: &Path, found: &Metadata, wanted: &'static str) -> Option<(&'static str, Vec<(&'static str, Value<'static>)>)> {
    let shown = Value::from(path.display().to_string());
    let mode = found.permissions().mode() & 0o777;
    let ours = [nix::unistd::geteuid().as_raw(), 0];
    if mode & 0o022 != 0 {
        let args = vec![("path", shown), ("mode", format!("{mode:03o}").into()), ("wanted", wanted.into())];
        return Some(("cli-doctor-writable-by-others", args));
    }
    let owner = || {
        let user = nix::unistd::User::from_uid(found.uid().into()).ok().flatten();
        user.map_or_else(|| found.uid().to_string(), |user| user.name)
    };
    let args = || vec![("path", shown), ("owner", owner().into())];
    (!ours.contains(&found.uid())).then(|| ("cli-doctor-of-another", args()))
}

/// The nearest folder that is there.
fn standing(path: &Path) -> PathBuf {
    let there = path.ancestors().skip(1).find(|folder| folder.is_dir());
    there
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
        .to_owned()
}

/// Whether something can be written there: a file that is taken away again, or nothing at the end of a file.
fn tried(path: &Path, folder: bool) -> io::Result<()> {
    if !folder {
        return fs::OpenOptions::new().append(true).open(path).map(drop);
    }
    let probe = path.join(format!(".krafta-doctor-{}", std::process::id()));
    create_private_file(&probe)?;
    fs::remove_file(&probe)
}
