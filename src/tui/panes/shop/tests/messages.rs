//! Messages and alerts, with a shop in memory behind them: what is shown, what is asked, and the commands that are made.

use chrono::TimeDelta;
use insta::assert_snapshot;
use serde_json::json;
use uuid::Uuid;

use crate::delivery::written;
use crate::domain::Time;
use crate::domain::actor::Role;
use crate::domain::ids::{NotificationId, OperationId, OrderId};
use crate::domain::messages::channel::{AttemptOutcome, Channel, MessageState, Reach, Recipient, WithoutEffect, WrittenTo};
use crate::domain::text::Safe;
use crate::locale::{Catalogue, Locale};
use crate::service::commands::rehearse::RehearsedMessage;
use crate::service::core::page::Page;
use crate::service::core::receipt::Outcome;
use crate::service::messages::commands::{ResendMessage, SetContact, Whose};
use crate::service::messages::list::AttemptView;
use crate::tui::app::testing::{Shop, Stock};
use crate::tui::core::client::{
    AlertView, Answer, Command, MessageDetail, MessageRow, MessageSeen, MessagesFilter, Query, Receipt, Rehearsal, Which,
};
use crate::tui::pane::mounted::Mounted;
use crate::tui::panes::shop::ShopPane;
use crate::tui::panes::shop::actions::ACTIONS;
use crate::tui::panes::shop::sections::Section;

/// The desk's own now is the 22nd, in the afternoon.
fn at(minutes: i64) -> Time {
    chrono::DateTime::from_timestamp(1_795_372_325, 0).unwrap() - TimeDelta::minutes(minutes)
}

fn id(n: u128) -> NotificationId {
    NotificationId::from_uuid(Uuid::from_u128(n))
}

fn message(n: u128, state: MessageState) -> MessageRow {
    let sent = state == MessageState::Sent;
    let failed = matches!(state, MessageState::Failed | MessageState::Dead);
    MessageRow {
        id: id(n),
        order: Some(OrderId::from_uuid(Uuid::from_u128(n))),
        number: Some(Safe::new("KRFT-7Q2M4X")),
        event_seq: Some(4),
        kind: Safe::new("P6"),
        recipient_kind: Recipient::Customer,
        whom: Some(Safe::new("María Pérez")),
        recipient: None,
        workshop: None,
        channel: Safe::new("EMAIL"),
        template: Safe::new("message-customer-P6"),
        data: json!({ "order": "KRFT-7Q2M4X", "customer": "María Pérez", "label": "CONFIRMED", "by": "ADMIN" }),
        state,
        created_at: at(40 - i64::try_from(n).unwrap()),
        not_before: None,
        sent_at: sent.then(|| at(1)),
        sent_to: sent.then(|| Safe::new("maria@correo.ve")),
        subject: sent.then(|| Safe::new("Pago confirmado")),
        body: sent.then(|| Safe::new("Confirmamos el pago.\n\nKrafta\n")),
        attempts: if failed { 8 } else { i64::from(sent) },
        last_error: failed.then(|| Safe::new("refused: 550 no such user")),
        maybe_twice: false,
        resent_of: None,
        erased_at: None,
        cancelled_at: (state == MessageState::Superseded).then(|| at(2)),
        switched_off: false,
    }
}

fn alert(n: u128, read: bool) -> AlertView {
    AlertView {
        id: id(n),
        order: OrderId::from_uuid(Uuid::from_u128(n)),
        number: Safe::new("KRFT-7Q2M4X"),
        template: Safe::new("message-admins-P2"),
        data: json!({ "order": "KRFT-7Q2M4X", "customer": "María Pérez", "method": "PAGO_MOVIL",
            "amount": { "amount": "10.00", "currency": "VES" } }),
        created_at: at(40 - i64::try_from(n).unwrap()),
        read,
    }
}

struct Outbox {
    messages: Vec<MessageRow>,
    alerts: Vec<AlertView>,
}

fn page<T>(rows: Vec<T>) -> Page<T> {
    Page {
        rows,
        next: None,
        unread: 0,
    }
}

impl Stock for Outbox {
    fn answer(&self, query: &Query) -> Answer {
        match query {
            Query::Messages { .. } => Answer::Messages(page(self.messages.clone())),
            Query::Alerts { .. } => Answer::Alerts(page(self.alerts.clone())),
            Query::Message(wanted) => {
                let message = self.messages.iter().find(|row| row.id == *wanted).unwrap().clone();
                let said = (message.template.as_str(), &message.data);
                let would = Some(written(Catalogue::of(Locale::Es), message.recipient_kind, said, None));
                let attempt = AttemptView {
                    seq: 1,
                    channel: Channel::Email,
                    address: Some(Safe::new("maria@correo.ve")),
                    outcome: AttemptOutcome::Permanent,
                    began_at: at(5),
                    took_ms: 80,
                    error_class: Some(Safe::new("refused")),
                    answer: Some(Safe::new("550 no such user")),
                };
                let without_effect = (message.state == MessageState::Superseded).then(|| WithoutEffect::Step {
                    step: Safe::new("P13"),
                    at: at(2),
                });
                let detail = MessageDetail {
                    message,
                    attempts: vec![attempt],
                    acts: Vec::new(),
                    reach: Reach::Reached {
                        channel: Channel::Email,
                        to: vec![Safe::new("maria@correo.ve")],
                    },
                    language: None,
                    without_effect,
                    written_to: Some(WrittenTo {
                        email: Some(Safe::new("maria@correo.ve")),
                        ..WrittenTo::default()
                    }),
                };
                Answer::Message(Box::new(MessageSeen { detail, would }))
            }
            Query::Find(_) => Answer::Find(Box::default()),
            other => panic!("not asked here: {other:?}"),
        }
    }

    fn perform(&mut self, operation: OperationId, command: &Command) -> Receipt {
        if let Command::ReadAlerts(_) = command {
            self.alerts.iter_mut().for_each(|alert| alert.read = true);
        }
        Receipt {
            operation,
            command: command.name().to_owned(),
            on: None,
            events: Vec::new(),
            at: at(0),
            outcome: Outcome::Done,
            repeated: false,
        }
    }

    fn rehearse(&self, command: &Command) -> Rehearsal {
        let mut would = Self {
            messages: Vec::new(),
            alerts: Vec::new(),
        };
        let again = match command {
            Command::ResendMessage(again) => Some(RehearsedMessage {
                to: Recipient::Customer,
                reach: Reach::Reached {
                    channel: Channel::Email,
                    to: vec![Safe::new(again.email.as_deref().unwrap_or("maria@correo.ve"))],
                },
                template: "message-customer-P6".to_owned(),
                data: json!({}),
            }),
            _ => None,
        };
        Rehearsal {
            receipt: would.perform(OperationId::from_uuid(Uuid::from_u128(99)), command),
            events: Vec::new(),
            end: None,
            settled: Vec::new(),
            messages: again.into_iter().collect(),
        }
    }
}

/// Messages in every state that asks for something, the newest first.
fn opened(role: Role) -> Shop<Outbox> {
    use MessageState::{Dead, Failed, Pending, Sent};
    let states = [(4, Pending), (3, Failed), (2, Dead), (1, Sent)];
    let stock = Outbox {
        messages: states.into_iter().map(|(n, state)| message(n, state)).collect(),
        alerts: vec![alert(6, false), alert(5, true)],
    };
    let pane = ShopPane {
        section: Section::Messages,
        ..ShopPane::default()
    };
    let mut shop = Shop::closed(Mounted::boxed(pane), stock).role(role);
    shop.settle();
    shop
}

fn done(shop: &Shop<Outbox>) -> &Command {
    shop.done.last().expect("a command")
}

#[test]
fn messages_at_80_and_120() {
    let mut shop = opened(Role::Admin).sized(80, 24);
    shop.press("Ctrl-r j");
    assert_snapshot!("messages_at_80", shop.text());
    let mut shop = opened(Role::Admin).sized(120, 30);
    shop.press("Ctrl-r j");
    assert_snapshot!("messages_at_120", shop.text());
}

#[test]
fn one_says_what_happened_and_what_it_says_or_would_say() {
    let mut shop = opened(Role::Admin).sized(120, 40);
    shop.press("j j Enter");
    let dead = shop.text();
    for said in [
        "no salió",
        "lo rechazó («550",
        "Lo que dirá:",
        "Confirmamos el pago de tu pedido KRFT-7Q2M4X.",
    ] {
        assert!(dead.contains(said), "{said}: {dead}");
    }
    shop.press("Esc j Enter");
    let sent = shop.text();
    assert!(
        sent.contains("enviado a maria@correo.ve") && sent.contains("Confirmamos el pago."),
        "{sent}"
    );
    assert!(!sent.contains('␤'), "{sent}");
}

#[test]
fn each_state_offers_what_it_can_and_the_commands_are_made() {
    let mut shop = opened(Role::Admin).sized(120, 40);
    // What waits can be cancelled, and neither tried again nor said again.
    shop.press("r");
    assert!(shop.desk.model.shell.overlays.is_empty(), "{}", shop.text());
    shop.press("s");
    assert!(shop.desk.model.shell.overlays.is_empty(), "{}", shop.text());
    shop.press("x").type_text("pedido de prueba").press("Ctrl-s");
    assert!(
        matches!(done(&shop), Command::DropMessage(drop) if drop.message == id(4) && drop.reason == "pedido de prueba"),
        "{:?}",
        shop.done
    );
    shop.press("j r Tab Enter");
    assert!(
        matches!(done(&shop), Command::RetryMessage(retry) if retry.message == id(3)),
        "{:?}",
        shop.done
    );
    shop.press("j s").type_text("m.perez@correo.ve").press("Ctrl-s");
    let again = ResendMessage {
        message: id(2),
        email: Some("m.perez@correo.ve".to_owned()),
    };
    assert_eq!(done(&shop), &Command::ResendMessage(again));
    shop.press("j c Tab").type_text("04141234567").press("Ctrl-s");
    let contact = SetContact {
        whose: Whose::Order("KRFT-7Q2M4X".to_owned()),
        email: None,
        phone: Some("04141234567".to_owned()),
        language: None,
    };
    assert_eq!(done(&shop), &Command::SetContact(contact));
}

/// Before it is said again: how they are written to, where it goes with what is typed, and how it reads.
#[test]
fn what_is_said_again_is_shown_before_it_is_agreed_to() {
    let mut shop = opened(Role::Admin).sized(80, 24);
    shop.press("j j s").type_text("m.perez@correo.ve");
    let text = shop.text();
    for said in [
        "Ahora: maria@correo.ve · sin teléfono · en el idioma de la tienda",
        "por correo a m.perez@correo.ve",
        "Confirmamos el pago de tu pedido KRFT-7Q2M4X.",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    shop.press("Esc");
    let mut shop = opened(Role::Admin).sized(120, 30);
    shop.press("j j c");
    assert!(shop.text().contains("Ahora: maria@correo.ve"), "{}", shop.text());
    assert!(shop.done.is_empty());
}

/// One that nobody is sent does not seem to be about to leave; of one without effect the step is named.
#[test]
fn what_is_not_sent_says_so_and_why() {
    let mut off = message(2, MessageState::Pending);
    off.switched_off = true;
    let stock = Outbox {
        messages: vec![off, message(1, MessageState::Superseded)],
        alerts: Vec::new(),
    };
    let pane = ShopPane {
        section: Section::Messages,
        ..ShopPane::default()
    };
    let mut shop = Shop::closed(Mounted::boxed(pane), stock);
    shop.settle();
    let mut shop = shop.sized(120, 30);
    shop.press("Ctrl-r");
    assert!(
        shop.text().contains("no se envía") && !shop.text().contains("por salir"),
        "{}",
        shop.text()
    );
    shop.press("j Enter");
    assert!(shop.text().contains("Dejó de ser cierto el"), "{}", shop.text());
}

/// Each thing to do has a name of its own in the palette.
#[test]
fn the_palette_names_nothing_twice() {
    let catalogue = Catalogue::of(Locale::Es);
    let mut names: Vec<String> = ACTIONS.iter().map(|row| catalogue.text(row.label, &[])).collect();
    let all = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), all, "{names:?}");
}

#[test]
fn who_may_not_send_looks_and_does_nothing() {
    let mut shop = opened(Role::Workshop).sized(120, 40);
    shop.press("j j r");
    shop.press("x");
    assert!(shop.desk.model.shell.overlays.is_empty() && shop.done.is_empty(), "{}", shop.text());
}

#[test]
fn they_are_narrowed_by_state_and_by_whom_they_are_about() {
    let mut shop = opened(Role::Admin).sized(120, 40);
    shop.press("v Down Down Down Enter");
    assert!(shop.text().contains("los que no salieron"), "{}", shop.text());
    shop.press("/").type_text("María").press("Enter");
    let asked = shop.asked.iter().rev().find_map(|query| match query {
        Query::Messages { filter, .. } => Some(filter.clone()),
        _ => None,
    });
    let wanted = MessagesFilter {
        which: Which::Dead,
        text: "María".to_owned(),
    };
    assert_eq!(asked, Some(wanted));
}

#[test]
fn alerts_are_seen_once_their_list_is_opened_and_the_new_ones_stay_marked() {
    let mut shop = opened(Role::Admin).sized(80, 24);
    shop.desk.model.shell.alerts = 1;
    shop.press("Tab");
    assert!(shop.text().contains("[Avisos]"), "{}", shop.text());
    assert!(
        matches!(&shop.done[..], [Command::ReadAlerts(read)] if read.newest == id(6)),
        "{:?}",
        shop.done
    );
    assert_eq!(shop.desk.model.shell.alerts, 0);
    // Read again, nothing is written again.
    shop.press("Ctrl-r");
    assert_eq!(shop.done.len(), 1);
    assert_snapshot!("alerts_at_80", shop.desk.styled());
    assert_snapshot!("alerts_at_120", shop.sized(120, 30).text());
}

#[test]
fn a_list_is_found_by_its_name_and_left_to_where_one_was() {
    let mut shop = opened(Role::Admin);
    shop.press(": avisos Enter");
    assert!(shop.text().contains("[Avisos]"), "{}", shop.text());
    shop.press("Esc");
    assert!(shop.text().contains("[Mensajes]"), "{}", shop.text());
    // Who has no alerts is not offered them.
    let mut shop = opened(Role::Coordinator);
    shop.press(": avisos Enter");
    assert!(!shop.text().contains("[Avisos]"), "{}", shop.text());
}
