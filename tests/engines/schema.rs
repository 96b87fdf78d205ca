//! The schema comes up on both engines, and stays as it is.

use krafta::db::Db;

use crate::fresh::{Fresh, on_both_engines};

on_both_engines!(
    a_fresh_database_is_current,
    migrating_again_changes_nothing,
    another_program_may_open_it_too
);

async fn a_fresh_database_is_current(fresh: Fresh) {
    fresh.db.require_current().await.expect("the newest schema");
}

async fn migrating_again_changes_nothing(fresh: Fresh) {
    let before = fresh.db.migrations().await.expect("readable");
    assert_eq!(fresh.db.migrate().await.expect("migrates"), 0);
    assert_eq!(fresh.db.migrations().await.expect("readable"), before);
}

async fn another_program_may_open_it_too(fresh: Fresh) {
    let other = Db::open(&fresh.url).await.expect("opens");
    other.require_current().await.expect("the newest schema");
}
