//! What workshops answer through others or take back, and a notification looked at again on its day: a refusal that staff record,
//! an accepted order given back, a choice that is no longer the first, a day that is overfilled.

use serde_json::{Value, json};

use crate::books::{Books, row_structs};
use crate::counter::{Placed, on};
use crate::fresh::{Fresh, on_both_engines};
use crate::yard::{Yard, day, dollars, forward, notify, notify_other, refuse, withdraw};
use krafta::db::{DbResult, FromRow, Query, Row};
use krafta::domain::actor::Actor;
use krafta::domain::fulfilment::workshop_refusal::WorkshopRefusal;
use krafta::domain::orders::event::Payload;
use krafta::domain::orders::label::public_key;
use krafta::domain::orders::status::{AssignmentStatus, PaymentStatus};
use krafta::domain::payables::line::{PayableKind, PayableStatus};
use krafta::locale::{Catalogue, Locale};
use krafta::service::commands::JobCommand;
use krafta::service::core::command::OnOrder;
use krafta::service::fulfilment::commands::Notify;
use krafta::service::fulfilment::commands::{Choose, Refuse, Withdraw};
use krafta::service::{Command, Error};

on_both_engines!(
    staff_record_that_a_workshop_refused,
    what_staff_record_stops_as_the_workshops_own,
    who_did_not_answer_in_time_is_told,
    a_workshop_gives_back_what_it_accepted,
    nobody_gives_back_what_is_not_theirs_or_is_begun,
    a_choice_that_is_no_longer_the_first_says_why,
    what_was_chosen_by_hand_has_its_reason,
    after_a_withdrawal_its_reason_stands,
    going_over_the_limit_says_by_how_much,
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

/// The term passed: the workshop hears that it lost the order, and reads nothing that it did not say.
async fn who_did_not_answer_in_time_is_told(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.notified("482913").await;
    yard.counter.minutes_pass(24 * 60);
    let lapse = JobCommand::LapseAnswer(OnOrder { order: order.id });
    yard.done(&Actor::system(), lapse).await;
    let told = told(&yard, &order, "A5").await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].recipient.as_deref(), Some("+584121112233"), "the one that had it");
    for (locale, late, said_no) in [(Locale::Es, "a tiempo", "Anotamos"), (Locale::En, "in time", "We noted")] {
        let catalogue = Catalogue::of(locale);
        let text = catalogue.message(&told[0].template, &told[0].data);
        assert!(text.contains(late) && !text.contains(said_no), "{text}");
        let subject = catalogue.message_subject(&told[0].template, &told[0].data).expect("a subject");
        assert!(subject.contains(&order.number) && subject.len() > 30, "{subject}");
    }
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

/// Ten units a day, three an order: of four that were all to go to the first workshop, the last finds it the third.
async fn the_first_is_the_third_now(yard: &Yard) -> Placed {
    let mut orders = Vec::new();
    for reference in ["482911", "482912", "482913", "482914"] {
        orders.push(yard.counter.confirmed(reference).await);
    }
    let last = orders.pop().expect("an order");
    for order in &orders {
        yard.done(&yard.coordinator, notify(order)).await;
    }
    last
}

fn notify_because(order: &Placed, reason: &str) -> Command {
    Command::Notify(Notify {
        order: order.id,
        seen: None,
        workshop: None,
        reason: Some(reason.to_owned()),
        over_limit: None,
    })
}

/// M21.
async fn a_choice_that_is_no_longer_the_first_says_why(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = the_first_is_the_third_now(&yard).await;
    let before = Books::read(&fresh.db, order.id).await;
    let Err(Error::Refused(refusal)) = yard.counter.run(&yard.coordinator, notify(&order)).await else {
        panic!("it is not the first any more")
    };
    assert_eq!(refusal.code.as_str(), "off-ranking");
    let said = krafta::locale::Catalogue::of(krafta::locale::Locale::Es).refusal(&refusal);
    assert!(
        said.contains("Taller Orinoco no es el primero hoy: es el 3.º") && said.contains("Costura Bello Monte"),
        "{said}"
    );
    assert_eq!(Books::read(&fresh.db, order.id).await, before);
    let because = || notify_because(&order, "ya tiene los moldes");
    let shop = &yard.counter.shop;
    let would = shop.rehearse(&yard.coordinator, because()).await.expect("a rehearsal");
    let told = would.events.iter().find(|event| event.edge == "A3").expect("told");
    let Payload::Notified { days, place, first, .. } = told.data.payload() else {
        panic!("{told:?}")
    };
    assert_eq!((*place, first.as_deref()), (Some(3), Some("Costura Bello Monte")));
    assert_eq!(*days, [(day("2026-11-22"), 1), (day("2026-11-23"), 2)]);
    assert_eq!(told.text.as_deref(), Some("ya tiene los moldes"), "the reason stays in the event");
    yard.done(&yard.coordinator, because()).await;
    assert_eq!(yard.made(order.id).await[0].workshop, Some(yard.makers[0].id));
}

async fn what_was_chosen_by_hand_has_its_reason(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.counter.confirmed("482913").await;
    let choose = Choose {
        order: order.id,
        seen: None,
        workshop: yard.makers[2].id,
        reason: Some("ya tiene los moldes".into()),
    };
    yard.done(&yard.coordinator, Command::Choose(choose)).await;
    let would = yard.counter.shop.rehearse(&yard.coordinator, notify(&order)).await;
    let told = would.expect("a rehearsal").events.pop().expect("told");
    assert_eq!(told.text.as_deref(), Some("ya tiene los moldes"));
    // Looked at again, the first is chosen, and what was written for the other is of no use any more.
    let rank = krafta::service::core::command::OnOrder { order: order.id };
    yard.done(&yard.coordinator, Command::Rank(rank)).await;
    let told = notify_other(&order, &yard.makers[2], None, None);
    assert_eq!(yard.refused(&yard.coordinator, told).await, "reason-required");
    yard.done(&yard.coordinator, notify(&order)).await;
}

/// Whoever was taken off is still the first of the ranking; why it is passed over was written then.
async fn after_a_withdrawal_its_reason_stands(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.notified("482913").await;
    yard.done(&yard.coordinator, Command::Withdraw(withdraw(&order))).await;
    let would = yard.counter.shop.rehearse(&yard.coordinator, notify(&order)).await;
    let told = would.expect("a rehearsal").events.pop().expect("told");
    assert_eq!(told.text.as_deref(), Some("no contesta el teléfono"));
    let Payload::Notified { place, first, .. } = told.data.payload() else {
        panic!("{told:?}")
    };
    assert_eq!((*place, first.as_deref()), (Some(2), Some("Taller Orinoco")));
}

/// M22.
async fn going_over_the_limit_says_by_how_much(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = the_first_is_the_third_now(&yard).await;
    let over = notify_other(&order, &yard.makers[0], None, Some("el cliente viaja"));
    let would = yard
        .counter
        .shop
        .rehearse(&yard.coordinator, over.clone())
        .await
        .expect("a rehearsal");
    let told = would.events.iter().find(|event| event.edge == "A3").expect("told");
    let Payload::Notified {
        days,
        excess,
        cost,
        ready_on,
        ..
    } = told.data.payload()
    else {
        panic!("{told:?}")
    };
    assert_eq!(
        (&days[..], *excess),
        (&[(day("2026-11-22"), 3)][..], Some(2)),
        "nine of ten were taken"
    );
    assert_eq!((*cost, *ready_on), (Some(dollars(1500)), Some(day("2026-11-22"))));
    yard.done(&yard.coordinator, over).await;
    assert_eq!(yard.held(&yard.makers[0]).await, [(day("2026-11-22"), 12)]);
}
