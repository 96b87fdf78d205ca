//! The settings as a person meets them: the template, mistakes, and which source wins.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::settings::NAMES;
use super::*;
use crate::locale::{Catalogue, Locale};

fn parse(content: &str) -> Result<Settings, Error> {
    file::parse(Path::new("krafta.toml"), content)
}

fn spanish(error: &Error) -> String {
    error.sentence(Catalogue::of(Locale::Es))
}

/// The template with its optional settings switched on.
fn full_template() -> String {
    let is_setting = |line: &str| line.split_once(" = ").is_some_and(|(name, _)| !name.contains(' '));
    let lines = TEMPLATE
        .lines()
        .map(|line| line.strip_prefix("# ").filter(|rest| is_setting(rest)).unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_template_is_the_defaults() {
    assert_eq!(parse(TEMPLATE).unwrap(), Settings::default());
}

#[test]
fn the_template_has_every_setting_and_no_other() {
    let template: toml::Table = full_template().parse().unwrap();
    for (section, names) in NAMES {
        let written = template[*section].as_table().unwrap_or_else(|| panic!("[{section}] is missing"));
        for name in *names {
            assert!(written.contains_key(*name), "{section}.{name} is missing");
        }
    }
    let full = parse(&full_template()).unwrap();
    let unset: Vec<_> = full.entries().into_iter().filter(|(.., value)| value.is_none()).collect();
    assert_eq!(unset, []);
}

#[test]
fn what_is_shown_reads_back_the_same() {
    let settings = parse(&full_template()).unwrap();
    let places = places(Path::new("/nowhere"));
    let mut shown = Configuration::load(&Flags::default(), &Environment::default(), places).unwrap();
    shown.settings = settings.clone();
    assert_eq!(parse(&shown.show()).unwrap(), settings);
}

#[test]
fn a_mistake_is_named_with_its_line_and_the_way_out() {
    for (content, code, said) in [
        (
            "[review]\nlease_minute = 5",
            "config-unknown-key",
            "Línea 2 de krafta.toml: no existe «review.lease_minute». ¿Querías decir «review.lease_minutes»?",
        ),
        (
            "\n[revew]",
            "config-unknown-key",
            "Línea 2 de krafta.toml: no existe «revew». ¿Querías decir «review»?",
        ),
        ("review = 5", "config-value", "«review» espera una sección"),
        (
            "[review]\nlease_minutes = 0",
            "config-value",
            "Línea 2 de krafta.toml: «review.lease_minutes» espera un número entero de 1 a 1.440.",
        ),
        ("[review]\nlease_minutes = \"15\"", "config-value", "un número entero"),
        (
            "[messages]\ncustomers = [\"email\", \"alert\"]",
            "config-value",
            "un aviso («alert») se ve solo en la terminal de la tienda, y ningún cliente la tiene",
        ),
        ("[messages]\ncustomers = [\"mail\"]", "config-value", "email, command, file."),
        ("[review]\nlease_minutes = -15", "config-value", "un número entero"),
        ("[tolerance]\nfloor_ves = 1.0", "config-value", "un monto entre comillas"),
        ("[tolerance]\nfloor_ves = \"1,00\"", "config-value", "un monto entre comillas"),
        ("[tolerance]\nfloor_ves = \"1.001\"", "config-value", "un monto entre comillas"),
        (
            "[terminal]\ntheme = \"azul\"",
            "config-value",
            "uno de estos valores: auto, dark, light, safe",
        ),
        ("[terminal]\nmouse = \"sí\"", "config-value", "true, false"),
        ("[locale]\ntime_zone = \"Caracas\"", "config-value", "una zona horaria"),
        ("[operator]\nlogin = \" \"", "config-value", "un texto entre comillas"),
        ("[review]\n[review]", "config-syntax", "Línea 2 de krafta.toml: no es TOML válido"),
        ("[review", "config-syntax", "Línea 1"),
    ] {
        let error = parse(content).unwrap_err();
        assert_eq!(error.code(), code, "{content}");
        assert!(spanish(&error).contains(said), "{content}: {}", spanish(&error));
    }
}

#[test]
fn a_password_is_in_no_error() {
    for content in [
        "[database]\nurl = \"mysql://ana:s3cret@db/krafta\"",
        "[database]\nurl = \"postgres://ana:s3cret/x@db/krafta\"",
        "[database]\nurl = \"postgres://ana:s3cret@db/krafta",
        "[database]\nurl = postgres://ana:s3cret@db/krafta",
        "[review]\nlease_minutes = \"postgres://ana:s3cret@db/krafta\"",
    ] {
        let error = parse(content).unwrap_err();
        assert!(!format!("{error:?} {error} {}", spanish(&error)).contains("s3cret"), "{error:?}");
    }
}

fn places(home: &Path) -> Places {
    Places {
        config: home.join("krafta.toml"),
        data: home.join("data"),
        state: home.join("state"),
    }
}

fn write(path: PathBuf, content: &str, mode: u32) -> PathBuf {
    fs::write(&path, content).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
    path
}

#[test]
fn the_nearer_source_of_the_database_wins() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let (mut flags, mut environment) = (Flags::default(), Environment::default());
    let load = |flags: &Flags, environment: &Environment| {
        let loaded = Configuration::load(flags, environment, places(home)).unwrap();
        (loaded.database.to_string(), loaded.database_from)
    };
    let at = |file: &str| format!("sqlite:{}", home.join(file).display());
    assert_eq!(load(&flags, &environment), (at("data/krafta.db"), Origin::Default));

    let config = write(home.join("krafta.toml"), "[database]\nurl = \"sqlite:shop.db\"\n", 0o644);
    assert_eq!(load(&flags, &environment), (at("shop.db"), Origin::File(config)));

    write(
        home.join("krafta.toml"),
        "[database]\nurl = \"sqlite:shop.db\"\nurl_file = \"url\"\n",
        0o644,
    );
    let url = write(home.join("url"), "postgres://ana:s3cret@db/krafta\n", 0o600);
    assert_eq!(
        load(&flags, &environment),
        ("postgres://ana@db/krafta".to_owned(), Origin::UrlFile(url))
    );

    environment.database = Some("postgres://ana:s3cret@other/krafta".to_owned());
    assert_eq!(
        load(&flags, &environment),
        ("postgres://ana@other/krafta".to_owned(), Origin::Environment)
    );

    flags.database = Some("sqlite:here.db".to_owned());
    assert_eq!(load(&flags, &environment), ("sqlite:here.db".to_owned(), Origin::Argument));
}

#[test]
fn a_password_stays_where_nobody_else_can_see_it() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let code = |flags: &Flags| Configuration::load(flags, &Environment::default(), places(home)).map_err(|error| error.code());
    let argument = Flags {
        database: Some("postgres://ana:s3cret@db/krafta".to_owned()),
        ..Flags::default()
    };
    assert_eq!(code(&argument).unwrap_err(), "config-password-in-argument");

    write(
        home.join("krafta.toml"),
        "[database]\nurl = \"postgres://ana:s3cret@db/krafta\"\n",
        0o644,
    );
    assert_eq!(code(&Flags::default()).unwrap_err(), "config-readable-by-others");
    write(
        home.join("krafta.toml"),
        "[database]\nurl = \"postgres://ana:s3cret@db/krafta\"\n",
        0o600,
    );
    let loaded = code(&Flags::default()).unwrap();
    assert!(!format!("{loaded:?} {}", loaded.show()).contains("s3cret"));

    write(home.join("krafta.toml"), "[database]\nurl_file = \"url\"\n", 0o644);
    assert_eq!(code(&Flags::default()).unwrap_err(), "config-unreadable");
    write(home.join("url"), "postgres://ana:s3cret@db/krafta", 0o640);
    assert_eq!(code(&Flags::default()).unwrap_err(), "config-readable-by-others");
}

#[test]
fn a_named_file_must_exist_and_the_usual_one_need_not() {
    let home = tempfile::tempdir().unwrap();
    let environment = Environment {
        config: Some(home.path().join("other.toml")),
        ..Environment::default()
    };
    let error = Configuration::load(&Flags::default(), &environment, places(home.path())).unwrap_err();
    assert_eq!(error.code(), "config-unreadable");
    assert!(spanish(&error).starts_with("No existe "), "{}", spanish(&error));
    assert_eq!(
        Configuration::load(&Flags::default(), &Environment::default(), places(home.path()))
            .unwrap()
            .file,
        None
    );
}

#[test]
fn language_colour_and_operator_follow_the_same_order() {
    let home = tempfile::tempdir().unwrap();
    write(
        home.path().join("krafta.toml"),
        "[locale]\nlanguage = \"en\"\n[terminal]\ncolor = \"256\"\n[operator]\nlogin = \"luis\"\n",
        0o644,
    );
    let load = |flags: Flags, environment: Environment| {
        let loaded = Configuration::load(&flags, &environment, places(home.path())).unwrap();
        (loaded.locale, loaded.color, loaded.operator)
    };
    let environment = || Environment {
        language: Some("es_VE.UTF-8".to_owned()),
        no_color: true,
        login: Some("root".to_owned()),
        ..Environment::default()
    };
    let flags = || Flags {
        language: Some("en".to_owned()),
        color: Some(Color::Ansi16),
        operator: Some("ana".to_owned()),
        ..Flags::default()
    };
    assert_eq!(
        load(Flags::default(), Environment::default()),
        (Locale::En, Color::Ansi256, "luis".to_owned())
    );
    assert_eq!(load(Flags::default(), environment()), (Locale::Es, Color::None, "luis".to_owned()));
    assert_eq!(load(flags(), environment()), (Locale::En, Color::Ansi16, "ana".to_owned()));

    let unknown = Flags {
        language: Some("fr".to_owned()),
        ..Flags::default()
    };
    assert_eq!(
        spanish(&chosen_language(&unknown, &Environment::default()).unwrap_err()),
        "--lang espera uno de estos valores: es, en."
    );
}

#[test]
fn paths_start_at_the_configuration_file_or_at_home() {
    let home = tempfile::tempdir().unwrap();
    write(
        home.path().join("krafta.toml"),
        "[receipts]\ndirectory = \"proofs\"\n[log]\nfile = \"~/krafta.log\"\n",
        0o644,
    );
    let environment = Environment {
        home: Some(PathBuf::from("/users/ana")),
        ..Environment::default()
    };
    let loaded = Configuration::load(&Flags::default(), &environment, places(home.path())).unwrap();
    assert_eq!(loaded.receipts, home.path().join("proofs"));
    assert_eq!(loaded.log, Path::new("/users/ana/krafta.log"));
}

#[test]
fn a_database_is_kept_in_private_files_and_replaces_nothing() {
    let home = tempfile::tempdir().unwrap();
    let places = places(&home.path().join("config"));
    let load = || Configuration::load(&Flags::default(), &Environment::default(), places.clone()).unwrap();
    let url: DatabaseUrl = "postgres://ana:s3cret@db/krafta".parse().unwrap();
    let (kept, config) = keep_database(&load(), &url).unwrap();
    for file in [&kept, &config] {
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert!(!fs::read_to_string(&config).unwrap().contains("s3cret"));
    let loaded = load();
    assert_eq!(loaded.database, url);
    assert_eq!(loaded.database_from, Origin::UrlFile(kept));
    assert_eq!(keep_database(&loaded, &url).unwrap_err().code(), "config-unwritable");
}

#[test]
fn a_configuration_that_a_person_wrote_keeps_every_line() {
    for (before, after) in [
        (
            "# mine\n[locale]\nlanguage = \"en\"\n",
            "# mine\n[locale]\nlanguage = \"en\"\n\n[database]\nurl_file = \"database-url\"\n",
        ),
        ("[database]\n# mine\n", "[database]\nurl_file = \"database-url\"\n# mine\n"),
    ] {
        let home = tempfile::tempdir().unwrap();
        let places = places(home.path());
        let config = write(places.config.clone(), before, 0o644);
        let loaded = Configuration::load(&Flags::default(), &Environment::default(), places.clone()).unwrap();
        keep_database(&loaded, &"postgres://db/krafta".parse().unwrap()).unwrap();
        assert_eq!(fs::read_to_string(&config).unwrap(), after);
        let again = Configuration::load(&Flags::default(), &Environment::default(), places).unwrap();
        assert_eq!(again.database.to_string(), "postgres://db/krafta");
    }
}
