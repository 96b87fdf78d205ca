//! Pedidos at a desk: keys and answers in, wishes and screens out.

mod given;
mod screens;
mod story;

use super::OrdersPane;
use crate::domain::ids::OperationId;
use crate::service::core::page::Page;
use crate::service::orders::view::{OrderRow, Timeline};
use crate::tui::app::testing::Desk;
use crate::tui::core::client::{Answer, Command, Error, Query, Receipt, Rehearsal};
use crate::tui::core::effect::Effect;
use crate::tui::core::msg::{Msg, Ticket};
use crate::tui::pane::mounted::Mounted;

/// A desk with the pane, its list not answered yet.
fn desk() -> Desk {
    Desk::with(vec![Mounted::boxed(OrdersPane::default())])
}

/// The last read that was asked for.
fn asked(desk: &Desk) -> Option<(Ticket, Query)> {
    desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Read { ticket, query, .. } => Some((*ticket, query.clone())),
        _ => None,
    })
}

/// Answers the last read.
fn answer(desk: &mut Desk, result: Result<Answer, Error>) {
    let (ticket, _) = asked(desk).expect("something was asked");
    desk.send(Msg::Answer { ticket, result });
}

/// Answers a read made before others.
fn answer_ticket(desk: &mut Desk, ticket: Ticket, answer: Answer) {
    desk.send(Msg::Answer {
        ticket,
        result: Ok(answer),
    });
}

fn page(rows: Vec<OrderRow>) -> Answer {
    Answer::Orders(Page {
        rows,
        next: None,
        previous: None,
    })
}

/// With the list answered.
fn listed(rows: Vec<OrderRow>) -> Desk {
    let mut desk = desk();
    answer(&mut desk, Ok(page(rows)));
    desk
}

/// With this order open.
fn opened(timeline: Timeline) -> Desk {
    let mut desk = listed(vec![given::row_of(&timeline)]);
    desk.press("Enter");
    answer(&mut desk, Ok(Answer::Timeline(Box::new(timeline))));
    desk
}

fn written(desk: &Desk) -> Option<(OperationId, Command)> {
    desk.effects.iter().find_map(|effect| match effect {
        Effect::Write { operation, command } => Some((*operation, command.clone())),
        _ => None,
    })
}

fn end(desk: &mut Desk, operation: OperationId, result: Result<Receipt, Error>) {
    desk.send(Msg::Written { operation, result });
}

/// Answers the rehearsal that was asked for; the command it is of.
fn rehearse(desk: &mut Desk, would: Rehearsal) -> Command {
    let Some((_, Query::Rehearse(command))) = asked(desk) else {
        panic!("nothing is rehearsed: {:?}", asked(desk))
    };
    answer(desk, Ok(Answer::Rehearse(Box::new(would))));
    *command
}
