//! Which database is opened. The password of a PostgreSQL URL never leaves this type but by
//! [`DatabaseUrl::expose`]: `Debug`, `Display` and every error leave it out.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// Why a text is no database URL. It never repeats the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Malformed {
    /// Neither `sqlite:` nor `postgres:`.
    Scheme,
    /// No file after `sqlite:`.
    NoFile,
    /// A database in memory is lost with the program.
    InMemory,
    /// Not `postgres://user@host:port/database?…`.
    Postgres,
    /// None of the modes of `sslmode`.
    SslMode,
}

/// An SQLite file or a PostgreSQL server.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    Sqlite(PathBuf),
    Postgres(PostgresUrl),
}

impl DatabaseUrl {
    pub const fn has_password(&self) -> bool {
        matches!(self, Self::Postgres(url) if url.password)
    }

    /// The whole URL, password and all, for opening the database alone.
    pub fn expose(&self) -> String {
        match self {
            Self::Sqlite(path) => format!("sqlite:{}", path.display()),
            Self::Postgres(url) => url.full.clone(),
        }
    }

    /// What a header has room for: the file's name, or `database@host`.
    pub fn short(&self) -> String {
        match self {
            Self::Sqlite(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            Self::Postgres(url) => url.short.clone(),
        }
    }
}

impl FromStr for DatabaseUrl {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let text = text.trim();
        if let Some(rest) = text.strip_prefix("sqlite:") {
            let file = rest.strip_prefix("//").unwrap_or(rest);
            return match file {
                "" => Err(Malformed::NoFile),
                _ if file.contains(":memory:") => Err(Malformed::InMemory),
                _ => Ok(Self::Sqlite(PathBuf::from(file))),
            };
        }
        let rest = text.strip_prefix("postgres://").or_else(|| text.strip_prefix("postgresql://"));
        PostgresUrl::parse(text, rest.ok_or(Malformed::Scheme)?).map(Self::Postgres)
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(url) => f.write_str(&url.redacted),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A PostgreSQL URL whose password is shown to nobody.
#[derive(Clone, PartialEq, Eq)]
pub struct PostgresUrl {
    full: String,
    driver: String,
    redacted: String,
    short: String,
    password: bool,
    pooled: bool,
    verifies: bool,
    files: Vec<PathBuf>,
}

/// The parameters that the driver knows; some name files. What else an ORM writes says nothing to us, and may be a secret.
const KNOWN: &[&str] = &["host", "hostaddr", "port", "dbname", "user", "sslmode", "options", "password"];
const FILES: &[&str] = &["sslrootcert", "sslcert", "sslkey"];
/// A certificate or key that stands in the URL itself.
const PEM: &str = "-----BEGIN";

const SSL_MODES: &[&str] = &["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

impl PostgresUrl {
    /// What the driver is given: the parameters it knows.
    pub fn driver(&self) -> &str {
        &self.driver
    }

    /// The server stands behind pgbouncer or its like: `?pgbouncer=true`, as Prisma has it.
    pub const fn is_pooled(&self) -> bool {
        self.pooled
    }

    /// `sslmode=require` with an authority: its word is asked for, as libpq does.
    pub const fn verifies(&self) -> bool {
        self.verifies
    }

    /// The files of certificates and of a key that it names.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    fn parse(full: &str, rest: &str) -> Result<Self, Malformed> {
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, tail) = rest.split_at(end);
        // An unescaped `/`, `?` or `#` of a password would put its end behind the host: never guess.
        if tail.contains(['@', '#']) || rest.contains(char::is_whitespace) {
            return Err(Malformed::Postgres);
        }
        let (credentials, host) = authority
            .rsplit_once('@')
            .map_or((None, authority), |(who, host)| (Some(who), host));
        let port = host.rsplit_once(':').filter(|_| !host.ends_with(']')).map(|(_, port)| port);
        if port.is_some_and(|port| port.parse::<u16>().is_err()) {
            return Err(Malformed::Postgres);
        }
        let (user, inline_password) = match credentials.map(|who| who.split_once(':').unwrap_or((who, ""))) {
            Some((user, password)) => (Some(user), password),
            None => (None, ""),
        };
        let (database, query) = tail.split_once('?').unwrap_or((tail, ""));
        let options: Vec<(String, &str)> = query.split('&').filter(|option| !option.is_empty()).map(option).collect();
        let value = |name: &str| options.iter().rfind(|(key, _)| key == name).map(|(_, value)| decoded(value));
        let ssl_mode = value("sslmode").map(|mode| mode.to_lowercase()).unwrap_or_default();
        if !ssl_mode.is_empty() && !SSL_MODES.contains(&ssl_mode.as_str()) {
            return Err(Malformed::SslMode);
        }
        let (mut driver, shown) = listed(&options);
        let whole = match credentials {
            // The driver reads no user before an empty host.
            Some(_) if host.is_empty() => {
                let in_query = |name: &str, text: &str| format!("{name}={}", text.replace('+', "%2B"));
                driver.push(in_query("user", user.unwrap_or_default()));
                if !inline_password.is_empty() {
                    driver.push(in_query("password", inline_password));
                }
                ""
            }
            _ => authority,
        };
        let name = decoded(database.trim_start_matches('/'));
        let name = value("dbname").unwrap_or(name);
        let place = value("host").unwrap_or_else(|| decoded(host));
        let who = user.map(|user| format!("{user}@")).unwrap_or_default();
        Ok(Self {
            full: full.to_owned(),
            driver: format!("postgres://{whole}{database}{}", joined(&driver)),
            redacted: format!("postgres://{who}{host}{database}{}", joined(&shown)),
            short: format!("{}@{place}", if name.is_empty() { "postgres" } else { &name }),
            password: !inline_password.is_empty() || value("password").is_some(),
            pooled: value("pgbouncer").is_some_and(|told| told == "true"),
            verifies: ssl_mode == "require" && value("sslrootcert").is_some(),
            files: FILES
                .iter()
                .filter_map(|name| value(name).filter(|file| !file.contains(PEM)))
                .map(PathBuf::from)
                .collect(),
        })
    }
}

/// A parameter by the name that libpq gives it, however it is written, and its value as it is written.
fn option(text: &str) -> (String, &str) {
    let (key, value) = text.split_once('=').unwrap_or((text, ""));
    let key = decoded(key);
    let name = match key.as_str() {
        "ssl-mode" => "sslmode",
        "ssl-root-cert" | "ssl-ca" => "sslrootcert",
        "ssl-cert" => "sslcert",
        "ssl-key" => "sslkey",
        other => other,
    };
    (name.to_owned(), value)
}

/// Those that the driver is given, and those of them that are no secret.
fn listed(options: &[(String, &str)]) -> (Vec<String>, Vec<String>) {
    let (mut known, mut shown) = (Vec::new(), Vec::new());
    for (key, value) in options {
        let option = format!("{key}={value}");
        if !KNOWN.contains(&key.as_str()) && !FILES.contains(&key.as_str()) && !key.starts_with("options[") {
            continue;
        }
        if key != "password" && !decoded(value).contains(PEM) {
            shown.push(option.clone());
        }
        known.push(option);
    }
    (known, shown)
}

fn joined(options: &[String]) -> String {
    if options.is_empty() {
        String::new()
    } else {
        format!("?{}", options.join("&"))
    }
}

/// A text of a URL without its escapes.
fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

impl fmt::Debug for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.redacted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_sqlite_url_names_a_file() {
        for (url, file) in [
            ("sqlite:krafta.db", "krafta.db"),
            ("sqlite:/var/lib/krafta.db", "/var/lib/krafta.db"),
            ("sqlite:///var/lib/krafta.db", "/var/lib/krafta.db"),
            ("sqlite://krafta.db\n", "krafta.db"),
        ] {
            assert_eq!(url.parse(), Ok(DatabaseUrl::Sqlite(PathBuf::from(file))), "{url}");
        }
        assert_eq!("sqlite:".parse::<DatabaseUrl>(), Err(Malformed::NoFile));
        assert_eq!("sqlite::memory:".parse::<DatabaseUrl>(), Err(Malformed::InMemory));
        assert_eq!("krafta.db".parse::<DatabaseUrl>(), Err(Malformed::Scheme));
        assert_eq!("mysql://a@b/c".parse::<DatabaseUrl>(), Err(Malformed::Scheme));
    }

    #[test]
    fn a_password_is_never_shown() {
        for (url, shown, short) in [
            (
                "postgres://ana:s3cret@db:5433/krafta",
                "postgres://ana@db:5433/krafta",
                "krafta@db:5433",
            ),
            (
                "postgresql://ana:s3c@ret@db/krafta?sslmode=require",
                "postgres://ana@db/krafta?sslmode=require",
                "krafta@db",
            ),
            (
                "postgres://db/krafta?user=ana&password=s3cret",
                "postgres://db/krafta?user=ana",
                "krafta@db",
            ),
            ("postgres://ana:s3cret@[::1]/krafta", "postgres://ana@[::1]/krafta", "krafta@[::1]"),
            (
                "postgres://ana@db/krafta?passw%6Frd=s3cret&sslmode=require&sslkey=-----BEGIN%20s3cret&pasword=s3cret",
                "postgres://ana@db/krafta?sslmode=require",
                "krafta@db",
            ),
            (
                "postgres://ana:s3cret@/krafta?host=%2Frun%2Fpostgresql",
                "postgres://ana@/krafta?host=%2Frun%2Fpostgresql",
                "krafta@/run/postgresql",
            ),
        ] {
            let parsed: DatabaseUrl = url.parse().unwrap();
            assert!(parsed.has_password(), "{url}");
            assert_eq!(parsed.to_string(), shown);
            assert_eq!(format!("{parsed:?}"), shown);
            assert_eq!(parsed.short(), short);
            assert_eq!(parsed.expose(), url);
        }
    }

    #[test]
    fn a_url_without_a_password_has_none() {
        for url in [
            "postgres://ana@db/krafta",
            "postgres://ana:@db/krafta",
            "postgres:///krafta?host=/run/postgresql",
        ] {
            assert!(!url.parse::<DatabaseUrl>().unwrap().has_password(), "{url}");
        }
    }

    #[test]
    fn the_driver_is_given_what_it_knows() {
        for (url, driver, pooled, verifies) in [
            (
                "postgres://db/krafta?schema=public&pgbouncer=true",
                "postgres://db/krafta",
                true,
                false,
            ),
            (
                "postgres://db/krafta?pgbouncer=false&sslmode=REQUIRE",
                "postgres://db/krafta?sslmode=REQUIRE",
                false,
                false,
            ),
            (
                "postgres://db/krafta?sslmode=require&ssl-ca=ca.pem",
                "postgres://db/krafta?sslmode=require&sslrootcert=ca.pem",
                false,
                true,
            ),
            (
                "postgres://ana:a+b@/krafta?host=/run/postgresql",
                "postgres:///krafta?host=/run/postgresql&user=ana&password=a%2Bb",
                false,
                false,
            ),
        ] {
            let Ok(DatabaseUrl::Postgres(parsed)) = url.parse() else {
                panic!("{url}")
            };
            assert_eq!(
                (parsed.driver(), parsed.is_pooled(), parsed.verifies()),
                (driver, pooled, verifies),
                "{url}"
            );
        }
        let bogus = "postgres://db/krafta?sslmode=bogus".parse::<DatabaseUrl>();
        assert_eq!(bogus, Err(Malformed::SslMode));
    }

    #[test]
    fn a_password_that_would_split_the_url_is_refused() {
        for url in [
            "postgres://ana:pa/ss@db/krafta",
            "postgres://ana:12/34@db/krafta",
            "postgres://ana:12?34@db/krafta",
            "postgres://ana:12#34@db/krafta",
            "postgres://ana:pa ss@db/krafta",
            "postgres://ana:secret",
        ] {
            assert_eq!(url.parse::<DatabaseUrl>(), Err(Malformed::Postgres), "{url}");
        }
    }
}
