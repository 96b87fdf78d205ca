//! What workshops answer through others: a refusal that staff record.

use serde_json::Value;

use crate::books::{Books, row_structs};
use crate::counter::Placed;
use crate::fresh::{Fresh, on_both_engines};
use crate::yard::{Yard, notify, notify_other, refuse};
use krafta::db::{DbResult, FromRow, Query, Row};
use krafta::domain::fulfilment::workshop_refusal::WorkshopRefusal;
use krafta::domain::orders::status::AssignmentStatus;
use krafta::service::Command;
use krafta::service::fulfilment::commands::Refuse;

on_both_engines!(staff_record_that_a_workshop_refused, what_staff_record_stops_as_the_workshops_own,);

row_structs! {
    Told { recipient: Option<String>, template: String, data: Value }
}

/// What the order's last events wrote to somebody, by the edge.
async fn told(yard: &Yard, order: &Placed, edge: &'static str) -> Vec<Told> {
    let query = Query::new("SELECT recipient, template, data FROM notifications WHERE order_id = ");
    let query = query.bind(order.id).push(" AND kind = ").bind(edge).push(" ORDER BY template");
    yard.counter.shop.db().all(query).await.expect("messages")
}

fn refused_by_phone(order: &Placed, reason: WorkshopRefusal, how: Option<&str>) -> Command {
    Command::Refuse(Refuse {
        order: order.id,
        seen: None,
        reason,
        text: how.map(str::to_owned),
    })
}

/// M20.
async fn staff_record_that_a_workshop_refused(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.notified("482913").await;
    let by_phone = || refused_by_phone(&order, WorkshopRefusal::NoMaterial, Some("lo dijo por teléfono"));
    let silent = refused_by_phone(&order, WorkshopRefusal::NoMaterial, Some(" "));
    assert_eq!(
        yard.refused(&yard.coordinator, silent).await,
        "reason-required",
        "how it was learnt"
    );
    assert_eq!(yard.refused(&yard.counter.support, by_phone()).await, "forbidden");
    yard.done(&yard.coordinator, by_phone()).await;
    let made = yard.made(order.id).await;
    assert_eq!(
        (made[0].status, made[1].status, made[1].workshop),
        (
            AssignmentStatus::Rejected,
            AssignmentStatus::PendingAssignment,
            Some(yard.makers[1].id)
        )
    );
    assert!(yard.held(&yard.makers[0]).await.is_empty(), "its days are free again");
    let again = notify_other(&order, &yard.makers[0], Some("insiste"), None);
    assert_eq!(yard.refused(&yard.coordinator, again).await, "workshop-unfit", "it is excluded");
    let told = told(&yard, &order, "A5").await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].template, "message-workshop-A5");
    assert_eq!(
        told[0].recipient.as_deref(),
        Some("+584121112233"),
        "it hears what was noted for it"
    );
    assert_eq!(told[0].data["label"], "CONFIRMED", "what the customer reads meanwhile");
    Books::read(&fresh.db, order.id).await.check();
}

async fn what_staff_record_stops_as_the_workshops_own(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    for (reason, cause) in [(WorkshopRefusal::SpecUnclear, "SPEC_UNCLEAR"), (WorkshopRefusal::Cost, "COST")] {
        let order = yard.notified(&format!("4829{}", cause.len())).await;
        let noted = refused_by_phone(&order, reason, Some("llamó"));
        yard.done(&yard.counter.ana, noted).await;
        let last = yard.made(order.id).await.pop().expect("an assignment");
        assert_eq!((last.workshop, last.cause.as_deref()), (None, Some(cause)));
    }
    let order = yard.notified("482913").await;
    yard.done(&yard.makers[0].hands, refuse(&order, WorkshopRefusal::MachineDown)).await;
    assert!(told(&yard, &order, "A5").await.is_empty(), "it knows what it said itself");
    for _ in 1..3 {
        yard.done(&yard.coordinator, notify(&order)).await;
        let noted = refused_by_phone(&order, WorkshopRefusal::NoMaterial, Some("llamó"));
        yard.done(&yard.coordinator, noted).await;
    }
    let last = yard.made(order.id).await.pop().expect("an assignment");
    assert_eq!((last.workshop, last.cause.as_deref()), (None, Some("ATTEMPTS")), "the third one");
}
