//! A server that answers a byte at a time: each byte comes in time, the whole does not. What is given up is given up for good.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::desk::{Desk, is};
use crate::faults::on_sqlite;
use crate::fresh::Fresh;

on_sqlite!(
    a_slow_greeting_is_not_waited_for,
    what_was_given_up_before_the_text_does_not_leave_later,
    a_slow_answer_to_the_text_leaves_it_unknown,
);

/// One try at such a server, which must end by the whole deadline; then one at the same server, quick again.
async fn tried(desk: &mut Desk, at: &str, pause: f64) -> Vec<String> {
    desk.server.does(&json!({ "slow_at": at, "pause": pause }));
    let order = desk.order("ana@correo.example").await;
    let began = Instant::now();
    desk.sends().await;
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
    let unknown = at == "DATA";
    assert_eq!(desk.stands(&order).await, is("FAILED", i64::from(unknown)));
    assert_eq!(desk.message(&order).await.maybe_twice, unknown);
    desk.server.does(&json!({}));
    desk.later(15).await;
    assert_eq!(desk.stands(&order).await.0, "SENT");
    // Long enough for what was given up to come to its end.
    tokio::time::sleep(Duration::from_millis(2_500)).await;
    let caught = desk.caught(&desk.message(&order).await);
    assert_eq!(
        caught.iter().map(|one| one.twice).collect::<Vec<_>>(),
        if unknown { vec![false, true] } else { vec![false] }
    );
    desk.tries(&order).await
}

async fn a_slow_greeting_is_not_waited_for(fresh: Fresh) {
    let mut desk = Desk::open(&fresh).await;
    assert_eq!(tried(&mut desk, "ALL", 0.1).await, ["OUTAGE timeout", "SENT"]);
}

async fn what_was_given_up_before_the_text_does_not_leave_later(fresh: Fresh) {
    let mut desk = Desk::open(&fresh).await;
    assert_eq!(tried(&mut desk, "MAIL", 0.4).await, ["OUTAGE timeout", "SENT"]);
}

async fn a_slow_answer_to_the_text_leaves_it_unknown(fresh: Fresh) {
    let mut desk = Desk::open(&fresh).await;
    assert_eq!(tried(&mut desk, "DATA", 0.15).await, ["UNKNOWN no-answer", "SENT"]);
}
