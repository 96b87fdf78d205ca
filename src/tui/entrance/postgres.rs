//! Where a PostgreSQL database is, asked piece by piece or as a URL.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::config::DatabaseUrl;
use crate::locale::{Catalogue, t};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::Field;
use crate::tui::dialogue::form::Form;

const PORT: &str = "5432";

pub fn form(words: &Catalogue) -> Form {
    Form::new(t!(words, "door-address"), t!(words, "door-address-yes"))
        .intro(Tone::Past, t!(words, "door-address-intro"))
        .field(
            Field::text("host", t!(words, "door-host"))
                .with("localhost")
                .hint(t!(words, "door-host.note")),
        )
        .field(Field::text("port", t!(words, "door-port")).with(PORT))
        .field(Field::text("database", t!(words, "door-database")).with("krafta"))
        .field(Field::text("user", t!(words, "door-user")))
        .field(Field::secret("password", t!(words, "door-password")))
        .field(Field::url("url", t!(words, "door-url")).hint(t!(words, "door-url.note")))
        .starting_at("host")
}

/// The URL of what was typed; else the field that is wrong, and why.
pub fn url(form: &Form, words: &Catalogue) -> Result<DatabaseUrl, (&'static str, String)> {
    let given = form.value("url");
    if !given.is_empty() {
        return match given.parse() {
            Ok(url @ DatabaseUrl::Postgres(_)) => Ok(url),
            _ => Err(("url", t!(words, "door-url-wrong"))),
        };
    }
    let required = |field: &'static str| match form.value(field) {
        "" => Err((field, t!(words, "shell-field-required"))),
        value => Ok(value),
    };
    let (host, database, user) = (required("host")?, required("database")?, required("user")?);
    let port = match form.value("port") {
        "" => PORT,
        port => port,
    };
    if port.parse::<u16>().is_err() {
        return Err(("port", t!(words, "door-port-wrong")));
    }
    let password = match form.value("password") {
        "" => String::new(),
        password => format!(":{}", escaped(password)),
    };
    let who = format!("{}{password}", escaped(user));
    let database = escaped(database);
    let text = if host.starts_with('/') {
        format!("postgres://{who}@localhost:{port}/{database}?host={}", escaped(host))
    } else if host.contains(':') {
        format!("postgres://{who}@[{}]:{port}/{database}", host.trim_matches(['[', ']']))
    } else {
        format!("postgres://{who}@{}:{port}/{database}", escaped(host))
    };
    text.parse().map_err(|_| ("host", t!(words, "door-url-wrong")))
}

/// The field that a failure is about.
pub fn field_of(code: &str) -> &'static str {
    match code {
        "db-login" => "password",
        "db-not-admitted" => "user",
        "db-unavailable" | "db-too-many" => "host",
        "db-address" | "db-no-tls" | "db-certificate" | "db-tls-file" | "db-tls" => "url",
        _ => "database",
    }
}

/// As a URL writes it.
fn escaped(text: &str) -> String {
    const OPEN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(text, OPEN).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;

    fn filled(values: &[(&str, &str)]) -> Result<String, &'static str> {
        let words = Catalogue::of(Locale::Es);
        let mut form = form(words);
        for (name, value) in values {
            form.set(name, value);
        }
        url(&form, words).map(|url| url.expose()).map_err(|(field, _)| field)
    }

    #[test]
    fn pieces_become_a_url_whatever_is_in_them() {
        let some = [("user", "ana"), ("password", "s3:c/r@e%t")];
        assert_eq!(filled(&some).unwrap(), "postgres://ana:s3%3Ac%2Fr%40e%25t@localhost:5432/krafta");
        let socket = [("user", "ana"), ("host", "/run/postgresql")];
        assert_eq!(
            filled(&socket).unwrap(),
            "postgres://ana@localhost:5432/krafta?host=%2Frun%2Fpostgresql"
        );
        let six = [("user", "ana"), ("host", "::1"), ("port", "")];
        assert_eq!(filled(&six).unwrap(), "postgres://ana@[::1]:5432/krafta");
    }

    #[test]
    fn a_url_wins_over_pieces_and_mistakes_name_their_field() {
        assert_eq!(filled(&[("url", "postgres://db/krafta")]).unwrap(), "postgres://db/krafta");
        assert_eq!(filled(&[("url", "sqlite:x.db")]).unwrap_err(), "url");
        assert_eq!(filled(&[]).unwrap_err(), "user");
        assert_eq!(filled(&[("user", "ana"), ("port", "99999")]).unwrap_err(), "port");
    }
}
