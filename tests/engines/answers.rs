//! What workshops answer through others or take back: a refusal that staff record, an accepted order given back.

use serde_json::{Value, json};

use crate::books::{Books, row_structs};
use crate::counter::{Placed, on};
use crate::fresh::{Fresh, on_both_engines};
use crate::yard::{Yard, day, dollars, forward, notify, notify_other, refuse, withdraw};
use krafta::db::{DbResult, FromRow, Query, Row};
use krafta::domain::actor::Actor;
use krafta::domain::fulfilment::workshop_refusal::WorkshopRefusal;
use krafta::domain::orders::label::public_key;
use krafta::domain::orders::status::{AssignmentStatus, PaymentStatus};
use krafta::domain::payables::line::{PayableKind, PayableStatus};
use krafta::service::Command;
use krafta::service::fulfilment::commands::{Refuse, Withdraw};

on_both_engines!(
    staff_record_that_a_workshop_refused,
    what_staff_record_stops_as_the_workshops_own,
    a_workshop_gives_back_what_it_accepted,
    nobody_gives_back_what_is_not_theirs_or_is_begun,
);

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

fn give_back(order: &Placed) -> Withdraw {
    Withdraw {
        reason: "se dañó la plancha".into(),
        ..withdraw(order)
    }
}

/// M28.
async fn a_workshop_gives_back_what_it_accepted(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.accepted("482913").await;
    let hands = yard.makers[0].hands.clone();
    let receipt = yard.done(&hands, Command::Withdraw(give_back(&order))).await;
    assert_eq!(on(&receipt).production, Some(AssignmentStatus::PendingAssignment));
    let made = yard.made(order.id).await;
    assert_eq!(
        (made[0].status, made[1].workshop),
        (AssignmentStatus::Cancelled, Some(yard.makers[1].id))
    );
    assert!(yard.held(&yard.makers[0]).await.is_empty());
    let lines = yard.lines(&order).await;
    assert_eq!(
        lines.iter().map(|line| (line.kind, line.status)).collect::<Vec<_>>(),
        [(PayableKind::Deposit, PayableStatus::Voided)]
    );
    let again = notify_other(&order, &yard.makers[0], Some("insiste"), None);
    assert_eq!(yard.refused(&yard.coordinator, again).await, "workshop-unfit", "it is excluded");
    let told = told(&yard, &order, "A11").await;
    assert_eq!(told.len(), 1, "staff, and not whoever did it: {told:?}");
    assert_eq!(
        (told[0].template.as_str(), told[0].recipient.as_deref()),
        ("message-admins-A11", None)
    );
    assert_eq!(
        (&told[0].data["workshop"], &told[0].data["why"]),
        (&json!("Taller Orinoco"), &json!("se dañó la plancha"))
    );
    assert_eq!(
        told[0].data["label"],
        public_key(PaymentStatus::Confirmed, None),
        "what the customer reads meanwhile"
    );
    Books::read(&fresh.db, order.id).await.check();
}

async fn nobody_gives_back_what_is_not_theirs_or_is_begun(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.notified("482913").await;
    let hands = yard.makers[0].hands.clone();
    let back = || Command::Withdraw(give_back(&order));
    assert_eq!(
        yard.refused(&hands, back()).await,
        "forbidden",
        "what was not accepted yet is refused"
    );
    yard.done(&hands, Command::Accept(forward(&order))).await;
    assert_eq!(yard.refused(&yard.makers[1].hands, back()).await, "not-your-assignment");
    let without = Withdraw {
        reason: " ".into(),
        ..give_back(&order)
    };
    assert_eq!(yard.refused(&hands, Command::Withdraw(without)).await, "reason-required");
    let naming = Withdraw {
        workshop: Some(yard.makers[2].id),
        ..give_back(&order)
    };
    assert_eq!(
        yard.refused(&hands, Command::Withdraw(naming)).await,
        "forbidden",
        "staff name who is next"
    );
    yard.done(&hands, Command::Start(forward(&order))).await;
    let late = || Withdraw {
        overridden: true,
        share: Some(0),
        ..give_back(&order)
    };
    assert_eq!(yard.refused(&hands, Command::Withdraw(late())).await, "forbidden");
    yard.done(&hands, Command::Ready(forward(&order))).await;
    assert_eq!(yard.refused(&hands, Command::Withdraw(late())).await, "forbidden");
    // Who took part in nothing of it stays as they were.
    for stranger in [yard.counter.support.clone(), Actor::customer("+584140000000")] {
        yard.refused(&stranger, back()).await;
    }
    assert_eq!(yard.made(order.id).await.len(), 1);
    assert_eq!(yard.held(&yard.makers[0]).await, [(day("2026-11-22"), 3)]);
    assert_eq!(yard.made(order.id).await[0].cost, Some(dollars(1500)));
}
