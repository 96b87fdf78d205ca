//! Saved views: one's own and those that others share, one of them to open on.

use crate::counter::Counter;
use crate::fresh::{Fresh, on_both_engines};
use krafta::domain::actor::Actor;
use krafta::domain::views::{MOST_VIEWS, ViewedList};
use krafta::service::commands::{RemoveView, SaveView};
use krafta::service::{Command, Krafta};

on_both_engines!(views_are_kept_by_their_owner);

fn view(name: &str) -> SaveView {
    SaveView {
        list: ViewedList::Review,
        name: name.into(),
        words: "banco:0134".into(),
        preset: "pagos-late".into(),
        hidden_columns: 0b110,
        sort_column: Some(0),
        descends: true,
        shared: false,
        starts: false,
    }
}

async fn save(krafta: &Krafta, actor: &Actor, view: SaveView) -> Result<(), String> {
    let done = krafta.execute(actor, Krafta::new_operation(), Command::SaveView(view)).await;
    done.map(drop).map_err(|error| error.code().to_owned())
}

/// Name, shared, to open on.
async fn seen(krafta: &Krafta, actor: &Actor) -> Vec<(String, bool, bool)> {
    let views = krafta.people().views(actor).await.expect("views");
    views.iter().map(|view| (view.name.to_string(), view.shared, view.starts)).collect()
}

async fn views_are_kept_by_their_owner(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (krafta, ana, luis) = (&counter.shop, &counter.ana, &counter.luis);
    let shared = SaveView {
        shared: true,
        starts: true,
        ..view("Banesco")
    };
    save(krafta, ana, shared).await.expect("a view");
    save(krafta, ana, view("mía")).await.expect("a view");
    let other = SaveView {
        starts: true,
        words: "\u{1b}[31mrojo".into(),
        ..view("de hoy")
    };
    save(krafta, ana, other).await.expect("a view");
    // One is opened on, the last that was said to be.
    let kept = krafta.people().views(ana).await.expect("views");
    assert!(
        kept.iter()
            .all(|view| view.hidden_columns == 0b110 && view.preset.as_str() == "pagos-late")
    );
    let banesco = ("Banesco".to_owned(), true, false);
    assert_eq!(
        seen(krafta, ana).await,
        [banesco.clone(), ("de hoy".into(), false, true), ("mía".into(), false, false)]
    );
    assert_eq!(seen(krafta, luis).await, [banesco]);
    // The same name again takes its place, and nothing of it reaches a terminal raw.
    save(krafta, ana, view("de hoy")).await.expect("a view");
    let views = krafta.people().views(ana).await.expect("views");
    assert_eq!(
        (views.len(), views[1].words.as_str(), views[1].sort_column),
        (3, "banco:0134", Some(0))
    );
    // Somebody else's is theirs; nobody without lists has any.
    let remove = |name: &str| {
        Command::RemoveView(RemoveView {
            list: ViewedList::Review,
            name: name.into(),
        })
    };
    assert_eq!(counter.refused(luis, remove("Banesco")).await, "view-unknown");
    krafta
        .execute(ana, Krafta::new_operation(), remove("Banesco"))
        .await
        .expect("removed");
    assert!(seen(krafta, luis).await.is_empty());
    assert_eq!(save(krafta, ana, view("  ")).await, Err("view-name".into()));
    let customer = Actor::customer("+584145551234");
    assert_eq!(save(krafta, &customer, view("x")).await, Err("forbidden".into()));
    for number in 2..MOST_VIEWS {
        save(krafta, ana, view(&format!("vista {number}"))).await.expect("a view");
    }
    assert_eq!(save(krafta, ana, view("una más")).await, Err("too-many-views".into()));
    save(krafta, ana, view("mía")).await.expect("one that is there is replaced");
}
