//! The life of an assignment, told as its people live it: chosen, told, refused, accepted, made, handed over, completed.

use crate::counter::on;
use crate::fresh::{Fresh, on_both_engines};
use crate::yard::{Yard, back, complete, day, dollars, forward, hand_over, notify, notify_other, refuse, withdraw};
use krafta::domain::fulfilment::workshop_refusal::WorkshopRefusal;
use krafta::domain::orders::status::AssignmentStatus;
use krafta::domain::payables::line::{PayableKind, PayableStatus};
use krafta::domain::payables::policy::PaymentPolicy;
use krafta::service::Command;
use krafta::service::commands::JobCommand;
use krafta::service::core::command::OnOrder;
use krafta::service::core::receipt::Outcome;
use krafta::service::fulfilment::commands::{Choose, Complete, Forward, Withdraw};
use krafta::service::payments::commands::RequestRefund;

on_both_engines!(
    an_order_is_made_and_delivered,
    a_refusal_goes_to_the_next_and_never_back,
    what_stops_for_staff_waits_for_them,
    nobody_answers_in_time,
    a_full_day_goes_on_to_the_next,
    over_the_limit_only_with_a_reason,
    what_was_offered_is_what_is_agreed,
    a_paused_workshop_does_not_accept,
    a_pickup_is_completed_by_its_code,
    a_workshop_moves_only_its_own,
    a_deposit_comes_first_where_it_is_asked_for,
    admin_sends_back_a_step,
    a_workshop_is_taken_off_an_order,
    production_is_cancelled_and_the_money_comes_out_right,
    a_choice_off_the_ranking_says_why,
);

async fn an_order_is_made_and_delivered(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.counter.confirmed("482913").await;
    let made = yard.made(order.id).await;
    assert_eq!(
        (made.len(), made[0].workshop),
        (1, Some(yard.makers[0].id)),
        "the cheapest is chosen"
    );
    let candidates = yard
        .counter
        .shop
        .fulfilment()
        .candidates(&yard.coordinator, order.id)
        .await
        .expect("candidates");
    let costs: Vec<_> = candidates.fitting.iter().map(|one| one.cost).collect();
    assert_eq!(costs, [dollars(1500), dollars(1800), dollars(2100)]);

    let receipt = yard.done(&yard.coordinator, notify(&order)).await;
    let Outcome::Notified { cost, ready_on, .. } = receipt.outcome else {
        panic!("{receipt:?}")
    };
    assert_eq!((cost, ready_on), (dollars(1500), day("2026-11-22")));
    assert_eq!(yard.held(&yard.makers[0]).await, [(day("2026-11-22"), 3)]);
    let hands = yard.makers[0].hands.clone();
    yard.done(&hands, Command::Accept(forward(&order))).await;
    let lines = yard.lines(&order).await;
    assert_eq!(
        (lines[0].kind, lines[0].amount, lines[0].due_on),
        (PayableKind::Deposit, dollars(750), day("2026-11-23"))
    );
    yard.done(&hands, Command::Start(forward(&order))).await;
    yard.done(&hands, Command::Ready(forward(&order))).await;
    assert_eq!(yard.lines(&order).await[1].kind, PayableKind::Balance);
    assert_eq!(yard.refused(&hands, hand_over(&order, None, None)).await, "hand-over-incomplete");
    assert_eq!(
        yard.refused(&hands, hand_over(&order, Some("MRW"), Some(" "))).await,
        "hand-over-incomplete"
    );
    yard.done(&hands, hand_over(&order, Some("MRW"), Some("0012345"))).await;
    let receipt = yard.done(&yard.counter.customer, Command::Complete(complete(&order))).await;
    assert_eq!(on(&receipt).production, Some(AssignmentStatus::Completed));
    let lines = yard.lines(&order).await;
    assert_eq!(lines.iter().map(|line| line.amount.minor()).sum::<i64>(), 1500);
}

async fn a_refusal_goes_to_the_next_and_never_back(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.notified("482913").await;
    yard.done(&yard.makers[0].hands, refuse(&order, WorkshopRefusal::NoMaterial)).await;
    let made = yard.made(order.id).await;
    assert_eq!(
        (made[0].status, made[1].status),
        (AssignmentStatus::Rejected, AssignmentStatus::PendingAssignment)
    );
    assert_eq!(made[1].workshop, Some(yard.makers[1].id), "the next one");
    assert!(yard.held(&yard.makers[0]).await.is_empty(), "its days are free again");
    let again = notify_other(&order, &yard.makers[0], Some("insiste"), None);
    assert_eq!(yard.refused(&yard.coordinator, again).await, "workshop-unfit");
    yard.done(&yard.coordinator, notify(&order)).await;
    yard.done(&yard.makers[1].hands, refuse(&order, WorkshopRefusal::MachineDown)).await;
    yard.done(&yard.coordinator, notify(&order)).await;
    yard.done(&yard.makers[2].hands, refuse(&order, WorkshopRefusal::NoCapacity)).await;
    let last = yard.made(order.id).await.pop().expect("an assignment");
    assert_eq!(
        (last.workshop, last.cause.as_deref()),
        (None, Some("ATTEMPTS")),
        "three refusals stop for staff"
    );
}

async fn what_stops_for_staff_waits_for_them(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.notified("482913").await;
    yard.done(&yard.makers[0].hands, refuse(&order, WorkshopRefusal::SpecUnclear)).await;
    let last = yard.made(order.id).await.pop().expect("an assignment");
    assert_eq!((last.workshop, last.cause.as_deref()), (None, Some("SPEC_UNCLEAR")));
    assert_eq!(yard.refused(&yard.coordinator, notify(&order)).await, "no-workshop-chosen");
    let other = notify_other(&order, &yard.makers[1], None, None);
    yard.done(&yard.coordinator, other).await;
}

async fn nobody_answers_in_time(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.notified("482913").await;
    let system = krafta::domain::actor::Actor::system();
    let lapse = JobCommand::LapseAnswer(OnOrder { order: order.id });
    assert_eq!(yard.refused(&system, lapse.clone()).await, "not-yet-due");
    yard.done(&system, JobCommand::Remind(OnOrder { order: order.id })).await;
    assert_eq!(
        yard.refused(&system, JobCommand::Remind(OnOrder { order: order.id })).await,
        "not-yet-due"
    );
    yard.counter.minutes_pass(24 * 60);
    assert_eq!(
        yard.refused(&yard.makers[0].hands, Command::Accept(forward(&order))).await,
        "answer-late"
    );
    assert_eq!(yard.refused(&yard.counter.ana, lapse.clone()).await, "forbidden");
    yard.done(&system, lapse).await;
    let made = yard.made(order.id).await;
    assert_eq!(
        (made[0].status, made[1].workshop),
        (AssignmentStatus::Rejected, Some(yard.makers[1].id))
    );
}

async fn a_full_day_goes_on_to_the_next(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    for maker in &yard.makers[1..] {
        yard.set(maker, "UPDATE workshops SET active = ", false).await;
    }
    for at in 0..3 {
        yard.notified(&format!("48291{at}")).await;
    }
    let order = yard.counter.confirmed("999999").await;
    let receipt = yard.done(&yard.coordinator, notify(&order)).await;
    let Outcome::Notified { ready_on, .. } = receipt.outcome else {
        panic!("{receipt:?}")
    };
    assert_eq!(ready_on, day("2026-11-23"), "what does not fit on Sunday is made on Monday");
    assert_eq!(yard.held(&yard.makers[0]).await, [(day("2026-11-22"), 10), (day("2026-11-23"), 2)]);
}

async fn over_the_limit_only_with_a_reason(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.counter.confirmed("482913").await;
    let none = "UPDATE capacity_weekly SET units = 0 WHERE workshop_id IN (SELECT id FROM workshops WHERE name <> ";
    let mut tx = fresh.db.begin().await.expect("a transaction");
    tx.exec(krafta::db::engine::statement::Query::new(none).bind("nadie").push(")"))
        .await
        .expect("no room");
    tx.commit().await.expect("a commit");
    assert_eq!(yard.refused(&yard.coordinator, notify(&order)).await, "no-room");
    let over = notify_other(&order, &yard.makers[0], None, Some("el cliente se va de viaje"));
    yard.done(&yard.coordinator, over).await;
    assert_eq!(yard.held(&yard.makers[0]).await, [(day("2026-11-22"), 3)]);
}

async fn what_was_offered_is_what_is_agreed(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.notified("482913").await;
    yard.set(&yard.makers[0], "UPDATE workshops SET policy = ", PaymentPolicy::Prepaid)
        .await;
    yard.set(&yard.makers[0], "UPDATE workshops SET deposit_basis_points = ", 9000_u32)
        .await;
    yard.done(&yard.makers[0].hands, Command::Accept(forward(&order))).await;
    let lines = yard.lines(&order).await;
    assert_eq!((lines[0].kind, lines[0].amount), (PayableKind::Deposit, dollars(750)));
    let made = yard.made(order.id).await;
    assert_eq!((made[0].cost, made[0].promised), (Some(dollars(1500)), Some(day("2026-11-22"))));
}

async fn a_paused_workshop_does_not_accept(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.notified("482913").await;
    yard.set(&yard.makers[0], "UPDATE workshops SET paused = ", true).await;
    assert_eq!(
        yard.refused(&yard.makers[0].hands, Command::Accept(forward(&order))).await,
        "workshop-paused"
    );
    yard.set(&yard.makers[0], "UPDATE workshops SET paused_until = ", day("2026-11-22"))
        .await;
    yard.done(&yard.makers[0].hands, Command::Accept(forward(&order))).await;
}

async fn a_pickup_is_completed_by_its_code(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.counter.confirmed_pickup("482913").await;
    yard.done(&yard.coordinator, notify(&order)).await;
    let hands = yard.makers[0].hands.clone();
    for step in [
        Command::Accept(forward(&order)),
        Command::Start(forward(&order)),
        Command::Ready(forward(&order)),
    ] {
        yard.done(&hands, step).await;
    }
    assert_eq!(
        yard.refused(&hands, hand_over(&order, Some("Keiber"), None)).await,
        "pickup-is-not-delivered"
    );
    let code = yard.made(order.id).await[0].pickup_code.clone().expect("a code");
    let with = |code: Option<&str>, note: Option<&str>| {
        Command::Complete(Complete {
            code: code.map(str::to_owned),
            note: note.map(str::to_owned),
            ..complete(&order)
        })
    };
    assert_eq!(yard.refused(&hands, with(Some("x"), None)).await, "pickup-code");
    assert_eq!(yard.refused(&hands, with(None, Some("lo conozco"))).await, "pickup-code");
    assert_eq!(yard.refused(&yard.counter.ana, with(None, None)).await, "pickup-code");
    let receipt = yard.done(&hands, with(Some(&format!(" {code} ")), None)).await;
    assert_eq!(on(&receipt).production, Some(AssignmentStatus::Completed));
}

async fn a_workshop_moves_only_its_own(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.counter.confirmed("482913").await;
    let own = yard.makers[0].hands.clone();
    assert_eq!(
        yard.refused(&own, Command::Accept(forward(&order))).await,
        "not-your-assignment",
        "it was not told yet"
    );
    assert_eq!(yard.refused(&own, notify(&order)).await, "forbidden");
    yard.done(&yard.coordinator, notify(&order)).await;
    let other = yard.makers[1].hands.clone();
    for command in [
        Command::Accept(forward(&order)),
        refuse(&order, WorkshopRefusal::Cost),
        Command::Start(forward(&order)),
    ] {
        assert_eq!(yard.refused(&other, command).await, "not-your-assignment");
    }
    let note = Forward {
        note: Some("lo dijo por teléfono".into()),
        ..forward(&order)
    };
    assert_eq!(
        yard.refused(&yard.coordinator, Command::Accept(forward(&order))).await,
        "reason-required"
    );
    yard.done(&yard.coordinator, Command::Accept(note)).await;
    assert_eq!(
        yard.refused(&yard.counter.support, Command::Start(forward(&order))).await,
        "forbidden"
    );
}

async fn a_deposit_comes_first_where_it_is_asked_for(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    yard.set(&yard.makers[0], "UPDATE workshops SET demands_deposit = ", true).await;
    let order = yard.accepted("482913").await;
    assert_eq!(
        yard.refused(&yard.makers[0].hands, Command::Start(forward(&order))).await,
        "deposit-unpaid"
    );
}

async fn admin_sends_back_a_step(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.accepted("482913").await;
    let (hands, ana) = (yard.makers[0].hands.clone(), yard.counter.ana.clone());
    yard.done(&hands, Command::Start(forward(&order))).await;
    let accepted_again = Forward {
        note: Some("por teléfono".into()),
        ..forward(&order)
    };
    let accepted_again = yard.refused(&ana, Command::Accept(accepted_again)).await;
    assert_eq!(accepted_again, "assignment-edge", "to accept is not to step back");
    yard.done(&hands, Command::Ready(forward(&order))).await;
    assert_eq!(
        yard.refused(&yard.coordinator, back(&order, AssignmentStatus::InProduction)).await,
        "forbidden"
    );
    assert_eq!(
        yard.refused(&ana, back(&order, AssignmentStatus::Accepted)).await,
        "assignment-edge"
    );
    yard.done(&ana, back(&order, AssignmentStatus::InProduction)).await;
    yard.done(&hands, Command::Ready(forward(&order))).await;
    assert_eq!(yard.lines(&order).await.len(), 2, "running a rule twice creates nothing");
    yard.done(&hands, hand_over(&order, Some("MRW"), Some("77"))).await;
    yard.done(&ana, back(&order, AssignmentStatus::Ready)).await;
    assert_eq!(yard.refused(&ana, back(&order, AssignmentStatus::Completed)).await, "pickup-only");
}

async fn a_workshop_is_taken_off_an_order(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.accepted("482913").await;
    yard.done(&yard.coordinator, Command::Withdraw(withdraw(&order))).await;
    let made = yard.made(order.id).await;
    assert_eq!(
        (made[0].status, made[1].workshop),
        (AssignmentStatus::Cancelled, Some(yard.makers[1].id))
    );
    assert_eq!(yard.lines(&order).await[0].status, PayableStatus::Voided);
    yard.done(&yard.coordinator, notify(&order)).await;
    yard.done(&yard.makers[1].hands, Command::Accept(forward(&order))).await;
    yard.done(&yard.makers[1].hands, Command::Start(forward(&order))).await;
    assert_eq!(
        yard.refused(&yard.coordinator, Command::Withdraw(withdraw(&order))).await,
        "forbidden"
    );
    assert_eq!(
        yard.refused(&yard.counter.ana, Command::Withdraw(withdraw(&order))).await,
        "override-required"
    );
    let late = Withdraw {
        overridden: true,
        share: Some(2500),
        workshop: Some(yard.makers[2].id),
        ..withdraw(&order)
    };
    yard.done(&yard.counter.ana, Command::Withdraw(late)).await;
    let lines = yard.lines(&order).await;
    let fee = lines.iter().find(|line| line.kind == PayableKind::CancellationFee).expect("a fee");
    assert_eq!(fee.amount, dollars(450), "a quarter of 18,00");
    assert_eq!(
        yard.made(order.id).await.pop().and_then(|last| last.workshop),
        Some(yard.makers[2].id)
    );
}

async fn production_is_cancelled_and_the_money_comes_out_right(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.accepted("482913").await;
    yard.done(&yard.makers[0].hands, Command::Start(forward(&order))).await;
    let refund = RequestRefund {
        evidence: Vec::new(),
        order: order.id,
        seen: None,
        reason: "el cliente desiste".into(),
        overridden: true,
        share: None,
        borne_by: None,
    };
    yard.done(&yard.counter.ana, Command::RequestRefund(refund)).await;
    let lines = yard.lines(&order).await;
    let kinds: Vec<_> = lines.iter().map(|line| (line.kind, line.amount, line.status)).collect();
    assert_eq!(
        kinds,
        [
            (PayableKind::Deposit, dollars(750), PayableStatus::Voided),
            (PayableKind::CancellationFee, dollars(750), PayableStatus::Due),
        ]
    );
    assert!(yard.held(&yard.makers[0]).await.is_empty());
    // The edge of the payment queued the workshop's message before its row was read.
    let told = "SELECT count(*) AS n FROM notifications WHERE kind = 'P13' AND recipient_kind = 'WORKSHOP' AND recipient = ";
    let told = krafta::db::Query::new(told).bind("+584121112233");
    assert_eq!(fresh.db.one::<crate::shop::Number>(told).await.expect("a count").0, 1);
}

async fn a_choice_off_the_ranking_says_why(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.counter.confirmed("482913").await;
    let choose = |reason: Option<&str>| {
        Command::Choose(Choose {
            order: order.id,
            seen: None,
            workshop: yard.makers[2].id,
            reason: reason.map(str::to_owned),
        })
    };
    assert_eq!(yard.refused(&yard.coordinator, choose(None)).await, "reason-required");
    yard.done(&yard.coordinator, choose(Some("ya tiene los moldes"))).await;
    let receipt = yard.done(&yard.coordinator, notify(&order)).await;
    let Outcome::Notified { workshop, cost, .. } = receipt.outcome else {
        panic!("{receipt:?}")
    };
    assert_eq!((workshop.as_str(), cost), ("Serigrafía Petare", dollars(2100)));
    let kept = yard
        .counter
        .shop
        .fulfilment()
        .rankings(&yard.coordinator, order.id)
        .await
        .expect("rankings");
    assert_eq!(kept[0].fitting.len(), 3);
}
