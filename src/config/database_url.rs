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
    redacted: String,
    short: String,
    password: bool,
}

impl PostgresUrl {
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
            Some((user, password)) => (Some(user), !password.is_empty()),
            None => (None, false),
        };
        let (database, query) = tail.split_once('?').unwrap_or((tail, ""));
        let options = query.split('&').filter(|option| !option.is_empty());
        let (secret, open): (Vec<_>, Vec<_>) = options.partition(|option| option.starts_with("password="));
        let socket = open.iter().find_map(|option| option.strip_prefix("host="));

        let who = user.map(|user| format!("{user}@")).unwrap_or_default();
        let query = if open.is_empty() {
            String::new()
        } else {
            format!("?{}", open.join("&"))
        };
        let name = database.trim_start_matches('/');
        Ok(Self {
            full: full.to_owned(),
            redacted: format!("postgres://{who}{host}{database}{query}"),
            short: format!("{}@{}", if name.is_empty() { "postgres" } else { name }, socket.unwrap_or(host)),
            password: inline_password || !secret.is_empty(),
        })
    }
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
