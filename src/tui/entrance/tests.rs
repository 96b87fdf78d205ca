//! The entrance without a terminal and without a database: what it asks, and what it wants done.

use std::path::Path;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use super::task::Made;
use super::*;
use crate::config::{Environment, Flags, Places};
use crate::db::DbError;
use crate::domain::actor::Actor;
use crate::locale::Locale;
use crate::service::admin::database::PendingMigration;
use crate::tui::app::testing::text;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::graphics::Graphics;
use crate::tui::core::theme::Theme;

fn at(home: &Path, flags: &Flags) -> (Entrance, EntranceEffect) {
    let places = Places {
        config: home.join("krafta.toml"),
        data: Path::new("/data").to_owned(),
        state: home.join("state"),
    };
    let configuration = Configuration::load(flags, &Environment::default(), places).unwrap();
    let opening = Opening {
        locale: Locale::Es,
        theme: Theme::default(),
        size: Size::new(80, 24),
        now: chrono::DateTime::from_timestamp(1_795_372_325, 0).unwrap(),
        operator: Actor::system(),
        database: String::new(),
        trust: None,
        welcome: None,
        through: crate::tui::terminal::clipboard::Through::Nothing,
        graphics: Graphics::default(),
        desktop: false,
        read_only: false,
        seed: 7,
    };
    Entrance::new(opening, configuration, true)
}

fn press(door: &mut Entrance, code: KeyCode) -> Option<EntranceEffect> {
    door.on(Incoming::Msg(Msg::Key(KeyEvent::from(code))), None)
}

fn tell(door: &mut Entrance, done: Done) -> Option<EntranceEffect> {
    door.on(Incoming::Done(Box::new(done)), None)
}

fn missing() -> Done {
    Done::Opened(Err(DbError::Missing("/data/krafta.db".into()).into()))
}

fn screen(door: &Entrance) -> String {
    let area = Rect::new(0, 0, 80, 24);
    let (mut buf, mut spots, mut pictures) = (Buffer::empty(area), Vec::new(), Vec::new());
    let mut canvas = Canvas {
        buf: &mut buf,
        spots: &mut spots,
        pictures: &mut pictures,
    };
    door.view(area, &mut canvas);
    text(&buf)
}

fn status(schema: i64) -> Status {
    Status {
        engine: "PostgreSQL",
        version: "15.4".into(),
        database: "postgres://ana@db/krafta".into(),
        bytes: None,
        schema,
        newest: 2,
        migrations: Vec::new(),
        pending: [(1, "reference"), (2, "orders")]
            .into_iter()
            .filter(|(version, _)| *version > schema)
            .map(|(version, name)| PendingMigration { version, name })
            .collect(),
    }
}

/// With the address of a server typed and sent.
fn asked(home: &Path) -> Entrance {
    let (mut door, _) = at(home, &Flags::default());
    tell(&mut door, missing());
    press(&mut door, KeyCode::Char('3'));
    for _ in 0..5 {
        press(&mut door, KeyCode::Tab);
    }
    let paste = Msg::Paste {
        text: "postgres://ana:s3cret@db/krafta".into(),
        cut: false,
    };
    door.on(Incoming::Msg(paste), None);
    door
}

#[test]
fn the_first_start_asks_and_a_new_database_is_made_where_it_says() {
    let home = tempfile::tempdir().unwrap();
    let (mut door, first) = at(home.path(), &Flags::default());
    assert!(matches!(first, EntranceEffect::Do(Task::Open(_))));
    assert!(tell(&mut door, missing()).is_none());
    insta::assert_snapshot!(screen(&door));
    let Some(EntranceEffect::Do(Task::Make { url, backup: None })) = press(&mut door, KeyCode::Char('2')) else {
        panic!("{door:?}")
    };
    assert_eq!(url.to_string(), "sqlite:/data/krafta.db");
    let made = Made {
        backup: None,
        created: Some("/data/krafta.db".into()),
        applied: 9,
    };
    assert!(matches!(
        tell(&mut door, Done::Made(Ok(made))),
        Some(EntranceEffect::Do(Task::Open(_)))
    ));
    assert_eq!(door.done.len(), 2, "what was done is told");
}

#[test]
fn every_way_out_leaves() {
    let home = tempfile::tempdir().unwrap();
    for (keys, code) in [("q", 0), ("4", 0), ("3E", 0)] {
        let (mut door, _) = at(home.path(), &Flags::default());
        tell(&mut door, missing());
        let mut left = None;
        for key in keys.chars().chain("q".chars()) {
            let key = if key == 'E' { KeyCode::Esc } else { KeyCode::Char(key) };
            left = left.or_else(|| press(&mut door, key));
        }
        assert!(
            matches!(left, Some(EntranceEffect::Leave(found)) if found == code),
            "{keys}: {left:?}"
        );
    }
    let (mut door, _) = at(home.path(), &Flags::default());
    let leave = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
    assert!(matches!(
        door.on(Incoming::Msg(Msg::Key(leave)), None),
        Some(EntranceEffect::Leave(0))
    ));
}

#[test]
fn a_password_is_not_seen_and_a_server_that_refuses_it_brings_the_form_back() {
    let home = tempfile::tempdir().unwrap();
    let mut door = asked(home.path());
    insta::assert_snapshot!(screen(&door));
    let Some(EntranceEffect::Do(Task::Look(url))) = press(&mut door, KeyCode::Enter) else {
        panic!("{door:?}")
    };
    assert_eq!(url.expose(), "postgres://ana:s3cret@db/krafta");
    assert!(!screen(&door).contains("s3cret"));
    assert!(tell(&mut door, Done::Looked(Err(DbError::Login("no".into()).into()))).is_none());
    assert!(screen(&door).contains("✖ El servidor no acepta"), "{}", screen(&door));
}

#[test]
fn an_empty_server_is_kept_only_once_its_tables_are_made() {
    let home = tempfile::tempdir().unwrap();
    let mut door = asked(home.path());
    press(&mut door, KeyCode::Enter);
    assert!(tell(&mut door, Done::Looked(Ok(status(0)))).is_none());
    insta::assert_snapshot!(screen(&door));
    assert!(matches!(
        press(&mut door, KeyCode::Enter),
        Some(EntranceEffect::Do(Task::Make { .. }))
    ));
    assert!(!home.path().join("database-url").exists());
    let made = Made {
        backup: None,
        created: None,
        applied: 2,
    };
    let Some(EntranceEffect::Do(Task::Open(configuration))) = tell(&mut door, Done::Made(Ok(made))) else {
        panic!("{door:?}")
    };
    assert_eq!(configuration.database.expose(), "postgres://ana:s3cret@db/krafta");
    let kept = std::fs::read_to_string(home.path().join("database-url")).unwrap();
    assert_eq!(kept, "postgres://ana:s3cret@db/krafta\n");
}

#[test]
fn an_older_file_is_copied_before_it_is_migrated_and_a_newer_one_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let flags = Flags {
        database: Some("sqlite:/data/shop.db".into()),
        ..Flags::default()
    };
    let (mut door, _) = at(home.path(), &flags);
    let older = DbError::OlderSchema { found: 1, known: 2 };
    let Some(EntranceEffect::Do(Task::Look(_))) = tell(&mut door, Done::Opened(Err(older.into()))) else {
        panic!("{door:?}")
    };
    tell(&mut door, Done::Looked(Ok(status(1))));
    let Some(EntranceEffect::Do(Task::Make { backup, .. })) = press(&mut door, KeyCode::Enter) else {
        panic!("{door:?}")
    };
    assert_eq!(backup.as_deref(), Some(Path::new("/data/shop.db.schema-1")));

    let (mut door, _) = at(home.path(), &flags);
    let newer = DbError::NewerSchema { found: 3, known: 2 };
    tell(&mut door, Done::Opened(Err(newer.into())));
    insta::assert_snapshot!(screen(&door));
    assert!(matches!(press(&mut door, KeyCode::Char('2')), Some(EntranceEffect::Leave(1))));
}

/// What could be read before an answer that comes at once stands nowhere, but the frame does, at any size.
#[test]
fn the_first_frame_waits_for_nothing() {
    let home = tempfile::tempdir().unwrap();
    let (mut door, _) = at(home.path(), &Flags::default());
    assert!(screen(&door).contains("Abriendo"));
    door.at_once = true;
    let bare = screen(&door);
    assert!(
        bare.contains("krafta") && bare.contains("────") && !bare.contains("Abriendo"),
        "{bare}"
    );
}
