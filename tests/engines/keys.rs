//! Keys to sign in with over SSH: whose they are, until when, and that what is revoked stays so, whoever writes.

use chrono::{Days, Months};

use crate::counter::Counter;
use crate::fresh::{Fresh, on_both_engines};
use crate::shop::{token, write};
use krafta::db::Query;
use krafta::domain::actor::Actor;
use krafta::service::commands::{AddKey, AddOperator, ChangeOperator, ExpireKey, RevokeKey};
use krafta::service::people::keys::OperatorKeyView;
use krafta::service::{Command, Krafta, Receipt};

on_both_engines!(a_key_is_one_persons_until_it_ends, what_a_key_is_never_changes);

const LAPTOP: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDfN9YTJbmDsvPbZ6XZrFpgrkJ0PLJ7k9OCjmGbZSYdn ana@portátil";
const PHONE: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDfN9YTJbmDsvPbZ6XZrFpgrkJ0PLJ7k9OCjmGbZSYdm";

async fn give(krafta: &Krafta, actor: &Actor, command: Command) -> Result<Receipt, String> {
    let done = krafta.execute(actor, Krafta::new_operation(), command).await;
    done.map_err(|error| error.code().to_owned())
}

fn add(login: &str, key: &str) -> Command {
    Command::AddKey(AddKey {
        login: login.into(),
        key: key.into(),
        name: None,
        expires_on: None,
    })
}

async fn only(krafta: &Krafta, actor: &Actor) -> OperatorKeyView {
    let mut keys = krafta.people().keys(actor).await.expect("keys");
    assert_eq!(keys.len(), 1, "{keys:?}");
    keys.remove(0)
}

async fn a_key_is_one_persons_until_it_ends(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (krafta, ana) = (&counter.shop, &counter.ana);
    let marta = AddOperator {
        db_role: None,
        login: "marta".into(),
        name: None,
        role: krafta::domain::actor::Role::Support,
        workshop: None,
    };
    give(krafta, ana, Command::AddOperator(marta)).await.expect("marta");
    let marta = krafta.people().known("marta").await.expect("marta");
    assert_eq!(give(krafta, &marta, add("marta", LAPTOP)).await.expect_err("refused"), "forbidden");
    assert_eq!(
        give(krafta, ana, add("nadie", LAPTOP)).await.expect_err("refused"),
        "operator-unknown"
    );
    assert_eq!(
        give(krafta, ana, add("marta", "ssh-rsa AAAA")).await.expect_err("refused"),
        "key-algorithm"
    );
    give(krafta, ana, add("marta", LAPTOP)).await.expect("a key");
    assert_eq!(give(krafta, ana, add("ana", LAPTOP)).await.expect_err("refused"), "key-known");
    give(krafta, ana, add("ana", PHONE)).await.expect("a key");

    // An administrator sees all of them, anybody else their own.
    assert_eq!(krafta.people().keys(ana).await.expect("keys").len(), 2);
    let key = only(krafta, &marta).await;
    assert_eq!((key.name.as_str(), key.login.as_str()), ("ana@portátil", "marta"));
    let year = krafta.today() + Months::new(12);
    assert_eq!(key.expires_at, krafta.zone().start_of(year + Days::new(1)));
    let print = key.fingerprint.to_string();

    // Only the whole fingerprint of a key says whose it is.
    let holder = krafta.people().holder(&print).await.expect("an answer").expect("marta");
    assert_eq!((holder.actor.id, holder.login.as_str()), (marta.id, "marta"));
    for other in [&print[..print.len() - 1], &print.to_lowercase(), ""] {
        assert!(krafta.people().holder(other).await.expect("an answer").is_none(), "{other}");
    }

    let switched = |active| {
        Command::ChangeOperator(ChangeOperator {
            login: "marta".into(),
            active: Some(active),
            ..ChangeOperator::default()
        })
    };
    for active in [false, true] {
        give(krafta, ana, switched(active)).await.expect("switched");
        assert_eq!(krafta.people().holder(&print).await.expect("an answer").is_some(), active);
        let ended = krafta.people().ended_keys(&[key.id]).await.expect("an answer");
        assert_eq!(ended.is_empty(), active);
    }
    let until = |expires_on| {
        Command::ExpireKey(ExpireKey {
            key: print[..20].into(),
            expires_on,
        })
    };
    let yesterday = krafta.today() - Days::new(1);
    assert_eq!(give(krafta, ana, until(yesterday)).await.expect_err("refused"), "key-expiry");
    assert_eq!(
        give(krafta, ana, until(krafta.today() + Months::new(61)))
            .await
            .expect_err("refused"),
        "key-expiry"
    );
    give(krafta, ana, until(krafta.today())).await.expect("until tonight");
    assert!(krafta.people().holder(&print).await.expect("an answer").is_some());

    let revoke = |reason: &str| {
        Command::RevokeKey(RevokeKey {
            key: print[..20].into(),
            reason: reason.into(),
        })
    };
    assert_eq!(give(krafta, ana, revoke(" ")).await.expect_err("refused"), "reason-required");
    give(krafta, ana, revoke("la perdió")).await.expect("revoked");
    assert!(krafta.people().holder(&print).await.expect("an answer").is_none());
    assert_eq!(give(krafta, ana, revoke("otra vez")).await.expect_err("refused"), "key-revoked");
    assert_eq!(give(krafta, ana, until(year)).await.expect_err("refused"), "key-revoked");
    assert_eq!(give(krafta, ana, add("marta", LAPTOP)).await.expect_err("refused"), "key-known");
    let key = only(krafta, &marta).await;
    assert_eq!(key.revoked_reason.as_deref(), Some("la perdió"));
    let short = Command::RevokeKey(RevokeKey {
        key: "SHA256:".into(),
        reason: "todas".into(),
    });
    assert_eq!(give(krafta, ana, short).await.expect_err("refused"), "key-unknown");
}

async fn what_a_key_is_never_changes(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (krafta, ana) = (&counter.shop, &counter.ana);
    give(krafta, ana, add("ana", PHONE)).await.expect("a key");
    for change in [
        "name = 'otra'",
        "public_key = 'AAAA'",
        "fingerprint = 'SHA256:x'",
        "algorithm = 'sk-ssh-ed25519@openssh.com'",
        "operator_id = (SELECT id FROM operators WHERE login = 'luis')",
        "revoked_at = expires_at",
    ] {
        let statement = format!("UPDATE operator_keys SET {change}");
        assert!(write(&fresh.db, Query::new(statement.leak())).await.is_err(), "{change}");
    }
    let revoked = "UPDATE operator_keys SET revoked_at = created_at, revoked_by = operator_id, revoked_reason = 'x'";
    write(&fresh.db, Query::new(revoked)).await.expect("revoked by hand");
    for change in [
        "revoked_at = NULL, revoked_by = NULL, revoked_reason = NULL",
        "revoked_reason = 'y'",
        "expires_at = created_at",
    ] {
        let statement = format!("UPDATE operator_keys SET {change}");
        assert_eq!(
            token(write(&fresh.db, Query::new(statement.leak())).await),
            "key-revoked",
            "{change}"
        );
    }
    assert!(write(&fresh.db, Query::new("DELETE FROM operator_keys")).await.is_err());
}
