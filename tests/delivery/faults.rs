//! What a server does wrong in the middle of it.

use serde_json::json;

use crate::desk::{Desk, Said, is};
use crate::fresh::Fresh;
use crate::server::Server;
use krafta::db::Query;
use krafta::domain::messages::channel::Channel;
use krafta::service::Command;
use krafta::service::messages::commands::{SetContact, Whose};

/// Tests of the server's faults, on one engine.
macro_rules! on_sqlite {
    ($($test:ident),+ $(,)?) => {$(
        mod $test {
            #[test]
            fn sqlite() {
                $crate::fresh::run(krafta::db::Dialect::Sqlite, super::$test);
            }
        }
    )+};
}
pub(crate) use on_sqlite;

on_sqlite!(
    one_that_closes_within_the_text_may_have_it,
    one_that_takes_nothing_from_the_shop_is_an_outage,
    of_several_recipients_the_refused_is_noted,
    a_sender_for_bounces_is_the_envelope_s,
);

/// On a connection that was used before too: it is not handed over again at once.
async fn one_that_closes_within_the_text_may_have_it(fresh: Fresh) {
    let mut desk = Desk::open(&fresh).await;
    let first = desk.order("ana@correo.example").await;
    desk.sends().await;
    assert_eq!(desk.stands(&first).await, is("SENT", 1));
    desk.server.does(&json!({ "close_in_data": 1 }));
    let order = desk.order("ana@correo.example").await;
    desk.sends().await;
    assert_eq!(desk.stands(&order).await, is("FAILED", 1));
    assert!(desk.message(&order).await.maybe_twice);
    assert_eq!(desk.tries(&order).await, ["UNKNOWN no-answer"]);
    desk.later(15).await;
    assert_eq!(desk.stands(&order).await, is("SENT", 2));
    let caught = desk.caught(&desk.message(&order).await);
    assert_eq!((caught.len(), caught[0].twice), (1, true));
}

/// No message is at fault, and none is dead when the account is in order again.
async fn one_that_takes_nothing_from_the_shop_is_an_outage(fresh: Fresh) {
    let mut desk = Desk::open(&fresh).await;
    let order = desk.order("ana@correo.example").await;
    for answer in ["550 5.7.1 Account suspended", "421 4.3.2 Closing"] {
        desk.server.does(&json!({ "refuse_sender": answer }));
        desk.later(60).await;
        assert_eq!(desk.stands(&order).await, is("FAILED", 0), "{answer}");
    }
    assert_eq!(desk.tries(&order).await, ["OUTAGE sender", "OUTAGE sender"]);
    desk.server.does(&json!({}));
    desk.later(60).await;
    assert_eq!(desk.stands(&order).await, is("SENT", 1));
}

async fn of_several_recipients_the_refused_is_noted(fresh: Fresh) {
    let mut desk = Desk::open_with(&fresh, Server::start(), |settings| {
        settings.messages.customers = Vec::new();
        settings.messages.admins = vec![Channel::Email];
    })
    .await;
    for login in ["ana", "luis"] {
        let contact = SetContact {
            whose: Whose::Operator(login.into()),
            email: Some(format!("{login}@krafta.example")),
            phone: None,
            language: None,
        };
        desk.counter.done(&desk.counter.ana, Command::SetContact(contact)).await;
    }
    desk.server.does(&json!({ "refuse": ["luis@krafta.example"] }));
    desk.counter.reported_and_claimed("482913").await;
    assert_eq!(desk.sends().await.sent, 1);
    let caught = desk.server.caught();
    assert_eq!((caught.len(), &caught[0].to[..]), (1, &["ana@krafta.example".to_owned()][..]));
    let answer: Said = fresh
        .db
        .one(Query::new("SELECT answer AS said FROM message_attempts"))
        .await
        .expect("one try");
    assert!(
        answer.0.contains("Queued as 7") && answer.0.contains("No such user"),
        "{}",
        answer.0
    );
}

async fn a_sender_for_bounces_is_the_envelope_s(fresh: Fresh) {
    let mut desk = Desk::open_with(&fresh, Server::start(), |settings| {
        settings.messages.from = Some("\"Krafta, C.A.\" <rebotes+pedidos=krafta@correo.krafta.example>".into());
        settings.messages.reply_to = Some("tienda@krafta.example".into());
    })
    .await;
    let order = desk.order("mailer-daemon@correo.example").await;
    desk.sends().await;
    let caught = desk.caught(&desk.message(&order).await);
    assert_eq!(caught[0].from, "rebotes+pedidos=krafta@correo.krafta.example");
    assert!(caught[0].header_from.contains("Krafta, C.A."), "{}", caught[0].header_from);
    assert!(caught[0].headers.iter().any(|name| name == "Reply-To"));
}
