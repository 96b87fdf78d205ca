//! What the rows of the edge tables say goes with an edge is what the service and the database do, and nothing more: claim,
//! hold, messages and freed days.

use crate::books::{Books, Event, row_structs};
use crate::counter::Counter;
use crate::fresh::{Fresh, on_both_engines};
use crate::shop::write;
use crate::ways::{WAYS, command, in_status};
use krafta::db::{Db, DbResult, FromRow, Query, Row};
use krafta::domain::fulfilment::assignment_edges::{self, AssignmentEffect};
use krafta::domain::orders::status::{AssignmentStatus, PaymentStatus};
use krafta::domain::payments::payment_edges::{PAYMENT_EDGES, PaymentEffect};

on_both_engines!(each_edge_holds_or_lets_go_as_its_row_says);

row_structs! {
    Sent { event_seq: i64, recipient_kind: String }
}

/// An order on its way through the new events of a command.
struct Expected {
    on_hold: bool,
    claimed: bool,
    making: Option<AssignmentStatus>,
    wrote_to_workshop: bool,
    freed: bool,
    /// The command takes a verdict back: its assignment ends unheard of.
    undone: bool,
}

impl Expected {
    /// Follows one event by its row; answers whom it writes to.
    fn follow(&mut self, event: &Event) -> Vec<&'static str> {
        match event.lane.as_str() {
            "PAYMENT" => self.pay(&event.edge),
            "PRODUCTION" => self.make(event),
            _ if event.edge == "REMINDED" => vec!["WORKSHOP"],
            _ if ["REFUND_PART", "REFUND_PART_PAID", "SURPLUS_RECORDED"].contains(&event.edge.as_str()) => vec!["CUSTOMER"],
            _ => Vec::new(),
        }
    }

    fn pay(&mut self, code: &str) -> Vec<&'static str> {
        let edge = PAYMENT_EDGES.iter().find(|edge| edge.code.as_str() == code).expect("an edge");
        let knows = self.making > Some(AssignmentStatus::PendingAssignment);
        let mut whom = Vec::new();
        for effect in edge.effects {
            match effect {
                PaymentEffect::MessageCustomer => whom.push("CUSTOMER"),
                PaymentEffect::MessageAdmins => whom.push("ADMINS"),
                PaymentEffect::MessageWorkshop if knows => whom.push("WORKSHOP"),
                PaymentEffect::MessageWorkshop => {}
                PaymentEffect::Claim => self.claimed = true,
                PaymentEffect::ClearClaim => self.claimed = false,
                PaymentEffect::Hold => self.on_hold = true,
                PaymentEffect::HoldWhileMade => self.on_hold |= self.making.is_some(),
                PaymentEffect::LiftHold => self.on_hold = false,
            }
        }
        self.wrote_to_workshop |= whom.contains(&"WORKSHOP");
        whom
    }

    fn make(&mut self, event: &Event) -> Vec<&'static str> {
        let status = |text: &String| text.parse::<AssignmentStatus>().expect("a status");
        let to = event.to_status.as_ref().map(status).expect("a status");
        let edge = assignment_edges::edge(event.from_status.as_ref().map(status), to).expect("an edge");
        assert_eq!(edge.code.as_str(), event.edge);
        let knew = self.making > Some(AssignmentStatus::PendingAssignment);
        let mut whom = Vec::new();
        for effect in edge.effects_by(event.actor_role) {
            match effect {
                AssignmentEffect::MessageCustomer => whom.push("CUSTOMER"),
                AssignmentEffect::MessageWorkshop if self.undone => {}
                AssignmentEffect::MessageWorkshop if to.is_active() || (knew && !self.wrote_to_workshop) => whom.push("WORKSHOP"),
                AssignmentEffect::MessageWorkshop => {}
                AssignmentEffect::MessageAdmins => whom.push("ADMINS"),
                AssignmentEffect::FreeCapacity => self.freed = true,
            }
        }
        self.making = Some(to).filter(|to| to.is_active());
        whom
    }
}

/// Whether the new events of a command changed what the rows of their edges say.
pub async fn agree(db: &Db, before: &Books, after: &Books) -> Result<(), String> {
    let query = "SELECT event_seq, CAST(recipient_kind AS text) AS recipient_kind FROM notifications WHERE order_id = ";
    let sent: Vec<Sent> = db.all(Query::new(query).bind(after.order)).await.expect("messages");
    let mut expected = Expected {
        on_hold: before.head.on_hold,
        claimed: before.head.claim_operator_id.is_some(),
        making: before.head.production_status,
        wrote_to_workshop: false,
        freed: false,
        undone: after.events[before.events.len()..].iter().any(|event| event.edge == "P20"),
    };
    for event in &after.events[before.events.len()..] {
        let mut whom = expected.follow(event);
        let sent = sent.iter().filter(|message| message.event_seq == event.seq);
        let mut written: Vec<&str> = sent.map(|message| message.recipient_kind.as_str()).collect();
        whom.sort_unstable();
        written.sort_unstable();
        if whom != written {
            return Err(format!("{} wrote to {written:?}, its row says {whom:?}", event.edge));
        }
    }
    let mut bookings = before.making.bookings.iter().zip(&after.making.bookings);
    let days = bookings.all(|(before, after)| after.held == (before.held && !expected.freed));
    let made = (after.head.on_hold, after.head.claim_operator_id.is_some(), days);
    let stated = (expected.on_hold, expected.claimed, true);
    (made == stated)
        .then_some(())
        .ok_or_else(|| format!("hold, claim and days are {made:?}, the rows say {stated:?}: {after:#?}"))
}

/// Every edge, from each of its statuses, on an order that is on hold and on one that is not.
async fn each_edge_holds_or_lets_go_as_its_row_says(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let mut reference = 600_000;
    let mut walked = Vec::new();
    for (status, (name, ..), on_hold) in PaymentStatus::ALL
        .iter()
        .flat_map(|status| WAYS.iter().flat_map(move |way| [(status, way, false), (status, way, true)]))
    {
        reference += 1;
        let order = in_status(&counter, *status, &reference.to_string()).await;
        let hold = Query::new("UPDATE orders SET on_hold = ")
            .bind(on_hold)
            .push(" WHERE id = ")
            .bind(order.id);
        write(&fresh.db, hold).await.expect("a hold");
        let before = Books::read(&fresh.db, order.id).await;
        let command = command(&counter, &order, name).await;
        if counter.run(&counter.ana, command).await.is_ok() {
            let after = Books::read(&fresh.db, order.id).await;
            if let Err(fault) = agree(&fresh.db, &before, &after).await {
                panic!("{name} from {status}, on hold: {on_hold}: {fault}");
            }
            let new = after.events[before.events.len()..].iter();
            walked.extend(new.map(|event| (event.edge.clone(), event.from_status.clone(), on_hold)));
        }
    }
    for edge in PAYMENT_EDGES {
        for from in edge.from.iter().flatten() {
            for on_hold in [false, true] {
                let this = (edge.code.to_string(), Some(from.to_string()), on_hold);
                // tests/engines/undo.rs walks the undo of a part payment.
                let with_money = edge.code.as_str() == "P14" || (edge.code.as_str() == "P20" && *from == PaymentStatus::Pending);
                assert!(with_money || walked.contains(&this), "nobody walked {this:?}");
            }
        }
    }
}
