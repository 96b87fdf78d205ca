//! Puts the sources of settings together, each value from the one that wins.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;
use std::{env, io};

use super::{Color, DatabaseUrl, Display, Error, Places, Settings, Wanted, file, private};
use crate::locale::Locale;

/// Far more bytes than all settings take.
const LARGEST: u64 = 1024 * 1024;

/// What the command line says. Not `Debug`, nor is [`Environment`]: a password may have been given.
#[derive(Clone, Default)]
pub struct Flags {
    pub config: Option<PathBuf>,
    pub database: Option<String>,
    pub operator: Option<String>,
    /// To look and not to touch.
    pub read_only: bool,
    pub language: Option<String>,
    pub color: Option<Color>,
    pub display: Option<Display>,
}

/// What the environment says, as far as the program listens to it.
#[derive(Clone, Default)]
pub struct Environment {
    /// `KRAFTA_CONFIG`
    pub config: Option<PathBuf>,
    /// `DATABASE_URL`
    pub database: Option<String>,
    /// `KRAFTA_LANG`
    pub language: Option<String>,
    /// `NO_COLOR`, when not empty
    pub no_color: bool,
    /// The name the user is logged in with.
    pub login: Option<String>,
    pub home: Option<PathBuf>,
    /// The terminal is at the other end of SSH.
    pub ssh: bool,
}

impl Environment {
    pub fn current() -> Self {
        let var = |name| env::var_os(name).filter(|value| !value.is_empty());
        let text = |name| var(name).map(|value| value.to_string_lossy().into_owned());
        let user = nix::unistd::User::from_uid(nix::unistd::getuid()).ok().flatten();
        Self {
            config: var("KRAFTA_CONFIG").map(PathBuf::from),
            database: text("DATABASE_URL"),
            language: text("KRAFTA_LANG"),
            no_color: var("NO_COLOR").is_some(),
            login: user.map(|user| user.name).or_else(|| text("USER")),
            home: var("HOME").map(PathBuf::from),
            ssh: var("SSH_CONNECTION").is_some(),
        }
    }
}

/// Which source named the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    Argument,
    Environment,
    UrlFile(PathBuf),
    File(PathBuf),
    /// Nobody: it is the SQLite file in the data folder.
    Default,
}

/// The settings in force.
#[derive(Debug, Clone)]
pub struct Configuration {
    pub settings: Settings,
    pub places: Places,
    /// The configuration file, when there is one.
    pub file: Option<PathBuf>,
    pub database: DatabaseUrl,
    pub database_from: Origin,
    pub locale: Locale,
    pub color: Color,
    pub display: Display,
    /// The login of the person at the keyboard.
    pub operator: String,
    /// To look and not to touch: nothing is written.
    pub read_only: bool,
    /// Somebody named that login; else it is the account's.
    pub operator_named: bool,
    /// The shortest time between two frames.
    pub frame: Duration,
    pub receipts: PathBuf,
    pub log: PathBuf,
}

impl Configuration {
    /// Where the pictures of payments are put: a folder, or none for the database.
    pub fn receipts_folder(&self) -> Option<&Path> {
        let on_a_server = matches!(self.database, DatabaseUrl::Postgres(_));
        (!self.settings.receipts.in_the_database(on_a_server)).then_some(self.receipts.as_path())
    }

    /// Reads the configuration file, if there is one, and lets flags and environment win over it.
    pub fn load(flags: &Flags, environment: &Environment, places: Places) -> Result<Self, Error> {
        let named = flags.config.as_ref().or(environment.config.as_ref());
        let (mut settings, file) = read(named, &places.config)?;
        let folder = file.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).to_owned();
        let from_file = |path: &PathBuf| resolve(path, &folder, environment.home.as_deref());

        settings.messages.words = settings.messages.words.as_ref().map(&from_file).or_else(|| {
            // Where there is such a folder beside the file, it is meant.
            file.as_ref().map(|_| folder.join("messages")).filter(|folder| folder.is_dir())
        });
        let beside = || file.as_ref().map(|_| folder.join("bank_files")).filter(|folder| folder.is_dir());
        settings.bank.files = settings.bank.files.as_ref().map(&from_file).or_else(beside);
        // Where the shop's own profiles are, or will be when the first is kept: without a file, beside where it would be.
        let beside = || Some(file.as_deref().unwrap_or(&places.config).parent()?.join("banks"));
        settings.bank.profiles = settings.bank.profiles.as_ref().map(&from_file).or_else(beside);
        for path in [
            &mut settings.smtp.password_file,
            &mut settings.smtp.ca_file,
            &mut settings.gateway.program,
            &mut settings.spool.path,
        ] {
            *path = path.as_ref().map(&from_file);
        }

        let (database, database_from) = database(flags, environment, &settings, file.as_deref(), &places, from_file)?;
        let locale = chosen_language(flags, environment)?.unwrap_or(settings.locale.language);
        let color = flags.color.unwrap_or(if environment.no_color {
            Color::None
        } else {
            settings.terminal.color
        });
        let display = flags.display.unwrap_or(settings.terminal.display);
        let login = flags
            .operator
            .as_ref()
            .or(settings.operator.login.as_ref())
            .or(environment.login.as_ref());
        let frame = if environment.ssh {
            settings.terminal.ssh_frame_ms
        } else {
            settings.terminal.frame_ms
        };
        Ok(Self {
            database,
            database_from,
            locale,
            color,
            display,
            operator: login.cloned().unwrap_or_default(),
            read_only: flags.read_only || settings.operator.read_only,
            operator_named: flags.operator.is_some() || settings.operator.login.is_some(),
            frame: Duration::from_millis(frame.into()),
            receipts: settings
                .receipts
                .directory
                .as_ref()
                .map_or_else(|| places.data.join("receipts"), from_file),
            log: settings
                .log
                .file
                .as_ref()
                .map_or_else(|| places.state.join("krafta.log"), from_file),
            settings,
            places,
            file,
        })
    }

    /// The settings as TOML, unset ones marked out: what `krafta config show` prints. No passwords.
    pub fn show(&self) -> String {
        let mut shown = String::new();
        let mut open = "";
        for (section, name, value) in self.settings.entries() {
            if section != open {
                let gap = if open.is_empty() { "" } else { "\n" };
                shown.push_str(&format!("{gap}[{section}]\n"));
                open = section;
            }
            let line = value.map_or_else(|| format!("# {name}\n"), |value| format!("{name} = {value}\n"));
            shown.push_str(&line);
        }
        shown
    }
}

/// The language that flags or environment ask for, known before any file is read.
pub fn chosen_language(flags: &Flags, environment: &Environment) -> Result<Option<Locale>, Error> {
    let given = [("--lang", &flags.language), ("KRAFTA_LANG", &environment.language)];
    let Some((place, Some(name))) = given.into_iter().find(|(_, value)| value.is_some()) else {
        return Ok(None);
    };
    let wanted = || Wanted::OneOf(Locale::ALL.map(Locale::as_str).to_vec());
    Locale::from_str(name).map(Some).map_err(|_| Error::Choice {
        place: place.to_owned(),
        wanted: wanted(),
    })
}

fn read(named: Option<&PathBuf>, usual: &Path) -> Result<(Settings, Option<PathBuf>), Error> {
    let path = named.map_or(usual, PathBuf::as_path);
    match private::read_regular_text(path, LARGEST) {
        Ok(content) => Ok((file::parse(path, &content)?, Some(path.to_owned()))),
        Err(cause) if named.is_none() && cause.kind() == io::ErrorKind::NotFound => Ok((Settings::default(), None)),
        Err(cause) => Err(Error::Unreadable {
            path: path.to_owned(),
            cause,
        }),
    }
}

/// A path of the configuration file: `~/` is the home folder, the rest starts at the file's folder.
fn resolve(path: &Path, folder: &Path, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => folder.join(path),
    }
}

fn database(
    flags: &Flags,
    environment: &Environment,
    settings: &Settings,
    file: Option<&Path>,
    places: &Places,
    from_file: impl Fn(&PathBuf) -> PathBuf,
) -> Result<(DatabaseUrl, Origin), Error> {
    if let Some(url) = &flags.database {
        let url = parse(url, "--database")?;
        return if url.has_password() {
            Err(Error::PasswordInArgument)
        } else {
            Ok((url, Origin::Argument))
        };
    }
    if let Some(url) = &environment.database {
        return Ok((parse(url, "DATABASE_URL")?, Origin::Environment));
    }
    let in_folder = |url: DatabaseUrl| match url {
        DatabaseUrl::Sqlite(path) => DatabaseUrl::Sqlite(from_file(&path)),
        DatabaseUrl::Postgres(url) => DatabaseUrl::Postgres(url),
    };
    if let Some(path) = settings.database.url_file.as_ref().map(&from_file) {
        let content = private::read_regular_text(&path, LARGEST).map_err(|cause| Error::Unreadable { path: path.clone(), cause })?;
        let url = parse(&content, &path.display().to_string())?;
        return Ok((private(in_folder(url), &path)?, Origin::UrlFile(path)));
    }
    match (&settings.database.url, file) {
        (Some(url), Some(path)) => Ok((private(in_folder(url.clone()), path)?, Origin::File(path.to_owned()))),
        _ => Ok((DatabaseUrl::Sqlite(places.database()), Origin::Default)),
    }
}

fn parse(url: &str, place: &str) -> Result<DatabaseUrl, Error> {
    url.parse().map_err(|why| Error::DatabaseUrl {
        place: place.to_owned(),
        why,
    })
}

/// A password may stand only in a file that nobody else can read.
fn private(url: DatabaseUrl, path: &Path) -> Result<DatabaseUrl, Error> {
    let mode = private::mode(path).map_err(|cause| Error::Unreadable {
        path: path.to_owned(),
        cause,
    })?;
    if url.has_password() && mode & private::OTHERS != 0 {
        return Err(Error::ReadableByOthers {
            path: path.to_owned(),
            mode,
        });
    }
    Ok(url)
}
