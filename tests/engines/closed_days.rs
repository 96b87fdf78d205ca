//! Days on which a workshop proposes to be closed: whose they are, how they are answered, and what the database refuses by itself.

use chrono::{NaiveDate, TimeDelta};
use krafta::db::Query;
use krafta::domain::actor::Actor;
use krafta::domain::fulfilment::closed_days::ProposalStatus;
use krafta::domain::ids::ProposalId;
use krafta::service::Command;
use krafta::service::commands::{AcceptClosedDays, DeclineClosedDays, ProposeClosedDays, WithdrawClosedDays};
use krafta::service::workshops::closed_days::ClosedDaysRow;

use crate::fresh::{Fresh, on_both_engines};
use crate::shop::write;
use crate::yard::{DAILY, Yard};

on_both_engines!(
    a_workshop_proposes_its_own_days_and_reads_the_answer,
    accepting_closes_the_days_with_consent_for_what_no_longer_fits,
    a_proposal_is_answered_once_by_whom_it_may_be,
    the_database_refuses_what_the_rules_do,
);

fn days(yard: &Yard, from: i64, until: i64) -> (NaiveDate, NaiveDate) {
    let today = yard.counter.shop.today();
    (today + TimeDelta::days(from), today + TimeDelta::days(until))
}

fn propose((from, until): (NaiveDate, NaiveDate)) -> Command {
    Command::ProposeClosedDays(ProposeClosedDays {
        from,
        until,
        reason: "vacaciones colectivas".into(),
    })
}

const fn accept(proposal: ProposalId, confirmed: bool) -> Command {
    Command::AcceptClosedDays(AcceptClosedDays {
        proposal,
        note: None,
        confirmed,
    })
}

fn decline(proposal: ProposalId) -> Command {
    Command::DeclineClosedDays(DeclineClosedDays {
        proposal,
        reason: "esa semana hace falta tu cupo".into(),
    })
}

const fn withdraw(proposal: ProposalId) -> Command {
    Command::WithdrawClosedDays(WithdrawClosedDays { proposal })
}

async fn proposed(yard: &Yard, maker: usize, period: (NaiveDate, NaiveDate)) -> ProposalId {
    let receipt = yard.done(&yard.makers[maker].hands, propose(period)).await;
    ProposalId::from_uuid(receipt.row().expect("a proposal").id)
}

async fn listed(yard: &Yard, actor: &Actor, open: bool) -> Vec<ClosedDaysRow> {
    let page = yard.counter.shop.workshops().closed_days(actor, open, None, 50).await;
    page.expect("proposals").rows
}

/// What the first workshop can take on a day.
async fn limit(yard: &Yard, day: NaiveDate) -> u32 {
    let id = yard.makers[0].id.to_string();
    let row = yard.counter.shop.workshops().capacity(&yard.coordinator, &id, Some(day), 1).await;
    row.expect("a day").days[0].limit
}

async fn a_workshop_proposes_its_own_days_and_reads_the_answer(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let (own, other) = (&yard.makers[0].hands, &yard.makers[1].hands);
    let first = proposed(&yard, 0, days(&yard, 10, 12)).await;
    proposed(&yard, 1, days(&yard, 10, 12)).await;
    for (period, refusal) in [
        (days(&yard, 12, 20), "closed-days-proposed"),
        (days(&yard, -1, 3), "closed-days-past"),
        (days(&yard, 30, 29), "period-backwards"),
        (days(&yard, 30, 30 + 366), "period-long"),
    ] {
        assert_eq!(yard.refused(own, propose(period)).await, refusal);
    }
    let silent = Command::ProposeClosedDays(ProposeClosedDays {
        from: days(&yard, 40, 40).0,
        until: days(&yard, 40, 40).1,
        reason: "  ".into(),
    });
    assert_eq!(yard.refused(own, silent).await, "reason-required");
    for staff in [&yard.counter.ana, &yard.coordinator, &yard.counter.support] {
        assert_eq!(yard.refused(staff, propose(days(&yard, 20, 21))).await, "forbidden");
        assert_eq!(listed(&yard, staff, true).await.len(), 2);
    }
    let seen = listed(&yard, own, true).await;
    assert_eq!((seen.len(), seen[0].id, seen[0].status), (1, first, ProposalStatus::Proposed));
    assert_eq!(limit(&yard, days(&yard, 11, 11).0).await, DAILY, "nothing is closed by asking");
    // What waits for a coordinator is counted for them.
    let counts = yard.counter.shop.orders().counts(&yard.coordinator).await.expect("counts");
    assert_eq!(counts.closed_days, 2);

    yard.done(&yard.coordinator, decline(first)).await;
    let answered = listed(&yard, own, false).await.remove(0);
    assert_eq!(answered.status, ProposalStatus::Declined);
    assert_eq!(answered.answer.as_deref(), Some("esa semana hace falta tu cupo"));
    assert_eq!(answered.answered_by.as_deref(), Some("Rosa"));
    assert!(answered.answered_at.is_some() && listed(&yard, own, true).await.is_empty());
    assert_eq!(limit(&yard, days(&yard, 11, 11).0).await, DAILY);
    // The days are free to be proposed again, and withdrawn.
    let again = proposed(&yard, 0, days(&yard, 10, 12)).await;
    assert_eq!(yard.refused(other, withdraw(again)).await, "closed-days-unknown");
    yard.done(own, withdraw(again)).await;
    assert_eq!(listed(&yard, own, false).await[0].status, ProposalStatus::Withdrawn);
}

async fn accepting_closes_the_days_with_consent_for_what_no_longer_fits(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    yard.accepted("482913").await;
    let held = yard.held(&yard.makers[0]).await;
    let busy = held[0].0;
    let proposal = proposed(&yard, 0, (busy, busy + TimeDelta::days(1))).await;
    assert_eq!(yard.refused(&yard.coordinator, accept(proposal, false)).await, "no-longer-fits");
    assert_eq!(limit(&yard, busy).await, DAILY, "refused, nothing of it is done");
    assert_eq!(listed(&yard, &yard.coordinator, true).await.len(), 1);
    let receipt = yard.done(&yard.coordinator, accept(proposal, true)).await;
    let row = receipt.row().expect("the proposal");
    assert_eq!(ProposalId::from_uuid(row.id), proposal);
    assert_eq!(row.no_longer_fits.len(), 1, "{row:?}");
    assert_eq!(limit(&yard, busy).await, 0);
    assert_eq!(limit(&yard, busy + TimeDelta::days(1)).await, 0);
    assert_eq!(limit(&yard, busy + TimeDelta::days(2)).await, DAILY);
    assert_eq!(yard.held(&yard.makers[0]).await, held, "what was booked stays booked");
    let id = yard.makers[0].id.to_string();
    let history = yard
        .counter
        .shop
        .workshops()
        .history(&yard.coordinator, &id, 5)
        .await
        .expect("a history");
    assert_eq!((history[0].what.as_str(), history[0].by.as_str()), ("closed", "Rosa"));
    assert_eq!(history[0].reason.as_deref(), Some("vacaciones colectivas"));
    assert!(history[0].data.to_string().contains("María"));
    // For whom it makes what, its workshop reads elsewhere, once it accepted.
    let own = yard
        .counter
        .shop
        .workshops()
        .history(&yard.makers[0].hands, &id, 5)
        .await
        .expect("a history");
    assert!(!own[0].data.to_string().contains("María"), "{:?}", own[0].data);
}

async fn a_proposal_is_answered_once_by_whom_it_may_be(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let own = &yard.makers[0].hands;
    let proposal = proposed(&yard, 0, days(&yard, 5, 5)).await;
    for command in [accept(proposal, true), decline(proposal)] {
        assert_eq!(yard.refused(own, command.clone()).await, "forbidden");
        assert_eq!(yard.refused(&yard.counter.support, command).await, "forbidden");
    }
    assert_eq!(yard.refused(&yard.counter.ana, withdraw(proposal)).await, "forbidden");
    yard.done(&yard.counter.ana, accept(proposal, false)).await;
    for (actor, command) in [
        (&yard.coordinator, accept(proposal, true)),
        (&yard.coordinator, decline(proposal)),
        (own, withdraw(proposal)),
    ] {
        assert_eq!(yard.refused(actor, command).await, "closed-days-state");
    }
    let nobody = ProposalId::from_uuid(uuid::Uuid::now_v7());
    assert_eq!(yard.refused(&yard.coordinator, decline(nobody)).await, "closed-days-unknown");
    let workshops = yard.counter.shop.workshops();
    let (name, day) = ("Taller Orinoco", days(&yard, 5, 5).0);
    let found = workshops.closed_days_on(&yard.coordinator, name, day).await;
    assert_eq!(found.expect_err("answered").code(), "closed-days-unknown");
    let foreign = workshops.closed_days_on(&yard.makers[1].hands, name, day).await;
    assert_eq!(foreign.expect_err("another's").code(), "workshop-unknown");
    let foreign = workshops.closed_days_one(&yard.makers[1].hands, proposal).await;
    assert_eq!(foreign.expect_err("another's").code(), "closed-days-unknown");
}

async fn the_database_refuses_what_the_rules_do(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let proposal = proposed(&yard, 0, days(&yard, 5, 6)).await;
    proposed(&yard, 1, days(&yard, 5, 6)).await;
    let refused = async |statement: Query| match write(&fresh.db, statement).await {
        Err(krafta::db::DbError::Refused(refusal)) => refusal.code.as_str().to_owned(),
        other => format!("{other:?}"),
    };
    let (own, other) = (&yard.makers[0], &yard.makers[1]);
    let insert = |by, from: i64, until: i64| {
        let (from, until) = days(&yard, from, until);
        Query::new("INSERT INTO closed_day_proposals (workshop_id, from_day, until_day, reason, proposed_by) SELECT ")
            .bind(own.id)
            .push(", ")
            .bind(from)
            .push(", ")
            .bind(until)
            .push(", 'x', ")
            .bind(by)
    };
    let hands = own.hands.id.expect("an id");
    assert_eq!(refused(insert(hands, 6, 9)).await, "closed-days-proposed");
    for stranger in [other.hands.id, yard.coordinator.id] {
        assert_eq!(refused(insert(stranger.expect("an id"), 20, 21)).await, "closed-days-whose");
    }
    let set = |change: &'static str| Query::new(change).bind(proposal);
    for (change, token) in [
        ("UPDATE closed_day_proposals SET reason = 'otro' WHERE id = ", "closed-days-state"),
        (
            "UPDATE closed_day_proposals SET status = 'ACCEPTED', answered_by = proposed_by, answered_at = created_at WHERE id = ",
            "closed-days-whose",
        ),
        ("DELETE FROM closed_day_proposals WHERE id = ", "append-only"),
    ] {
        assert_eq!(refused(set(change)).await, token, "{change}");
    }
    let reasonless = "UPDATE closed_day_proposals SET status = 'DECLINED', answered_at = created_at, answered_by = (SELECT id FROM operators \
        WHERE login = 'rosa') WHERE id = ";
    assert!(write(&fresh.db, set(reasonless)).await.is_err(), "declined without a reason");
    yard.done(&yard.coordinator, decline(proposal)).await;
    let back = "UPDATE closed_day_proposals SET status = 'PROPOSED', answered_at = NULL, answered_by = NULL, answer = NULL WHERE id = ";
    assert_eq!(refused(set(back)).await, "closed-days-state");
}
