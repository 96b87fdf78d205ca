//! Who is at work, as the database has them now; and the one look at it that serves all sessions of a process.

use std::time::Duration;

use krafta::db::Query;
use krafta::domain::actor::Role;
use krafta::service::Command;
use krafta::service::commands::session::Session;
use krafta::service::orders::commands::Note;

use crate::counter::{Counter, operation};
use crate::fresh::{Fresh, on_both_engines};

on_both_engines!(
    a_session_has_the_role_of_now_and_ends_with_its_operator,
    every_follower_hears_of_a_change
);

/// M23.
async fn a_session_has_the_role_of_now_and_ends_with_its_operator(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let session = Session::open(counter.shop.clone(), counter.luis.clone(), "test");
    let says = |sql: &'static str| Query::new(sql).bind(counter.luis.id);
    crate::shop::write(&fresh.db, says("UPDATE operators SET role = 'COORDINATOR' WHERE id = "))
        .await
        .expect("demoted");
    session.changed();
    assert_eq!(session.operator().await.expect("still at work").role, Role::Coordinator);
    crate::shop::write(&fresh.db, says("UPDATE operators SET active = FALSE WHERE id = "))
        .await
        .expect("inactive");
    session.changed();
    for _ in 0..2 {
        let refused = session.operator().await.expect_err("the session is over");
        assert_eq!(refused.code(), "operator-inactive");
    }
    crate::shop::write(&fresh.db, says("UPDATE operators SET active = TRUE WHERE id = "))
        .await
        .expect("active");
    assert_eq!(session.operator().await.expect("back at work").role, Role::Coordinator);
}

pub async fn every_follower_hears_of_a_change(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.place().await;
    let mut followers = Vec::new();
    for _ in 0..3 {
        followers.push(counter.shop.watch().await.expect("a feed"));
    }
    // One that leaves ends nothing for the others.
    drop(followers.pop());
    let note = Command::Note(Note {
        order: order.id,
        text: "llamó".into(),
        internal: true,
    });
    counter.shop.execute(&counter.ana, operation(), note).await.expect("a note");
    for follower in &mut followers {
        let heard = tokio::time::timeout(Duration::from_secs(5), follower.next()).await;
        heard.expect("in time").expect("a change");
    }
    drop(followers);
    counter.shop.watch().await.expect("a new look after all had left");
}
