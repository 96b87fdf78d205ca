//! What people are written: each step of a story leaves the message its customer reads, with nothing left to fill in.

use crate::counter::{Counter, Placed};
use crate::fresh::{Fresh, on_both_engines};
use crate::shop::write;
use crate::yard::Yard;
use krafta::db::Query;
use krafta::domain::messages::channel::{Channel, Lack, MessageState, Reach, Recipient, WithoutEffect};
use krafta::domain::money::Money;
use krafta::domain::payments::rejection::RejectionReason;
use krafta::locale::{Catalogue, Locale};
use krafta::service::Command;
use krafta::service::core::command::WithReason;
use krafta::service::messages::list::Which;
use krafta::service::payments::commands::{PayRefund, Reject, RequestRefund};

on_both_engines!(
    a_customer_is_told_each_step_of_a_corrected_payment,
    a_suspicion_stays_inside,
    a_refund_is_told_to_the_end,
    one_without_effect_names_the_step_that_made_it_untrue,
    nobody_of_a_workshop_without_a_login_sees_an_alert,
);

/// The order's messages to one kind of recipient, as read in Spanish, oldest first.
async fn read(counter: &Counter, order: &Placed, whom: &str) -> Vec<String> {
    let timeline = counter.shop.orders().timeline(&counter.ana, order.id).await.expect("a timeline");
    let es = Catalogue::of(Locale::Es);
    let told: Vec<String> = timeline
        .messages
        .iter()
        .filter(|message| &*message.recipient_kind == whom)
        .map(|message| es.message(&message.template, &message.data))
        .collect();
    for text in &told {
        assert!(!text.contains("{$") && !text.starts_with("message-"), "{text}");
    }
    told
}

/// The beginnings of the messages, which must be these.
#[track_caller]
fn begin(told: &[String], beginnings: &[String]) {
    assert_eq!(told.len(), beginnings.len(), "{told:#?}");
    for (text, beginning) in told.iter().zip(beginnings) {
        assert!(text.starts_with(beginning), "{text}\ninstead of\n{beginning}");
    }
}

async fn a_customer_is_told_each_step_of_a_corrected_payment(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (order, _) = counter.reported_and_claimed("482913").await;
    let reject = counter.reject(&order, RejectionReason::RefMismatch).await;
    counter.done(&counter.ana, Command::Reject(reject)).await;
    let half = Money::of_minor(order.due.minor() / 2, order.due.currency());
    let again = counter.report_amount(&order, half, "482931").await;
    counter.claim(&order).await;
    let verify = counter.verify(&order, &[(again, half, "482931")]).await;
    counter.done(&counter.ana, Command::Part(verify)).await;
    let number = &order.number;
    begin(
        &read(&counter, &order, "CUSTOMER").await,
        &[
            format!(
                "Hola, María Fernández: creamos tu pedido {number} por USD 41,50. Son {} si pagas antes del 22/11/2026 23:59.",
                order.due
            ),
            format!("Recibimos el comprobante de tu pedido {number} por {}.", order.due),
            format!("Rechazamos el pago que reportaste de tu pedido {number}. La referencia que reportaste no coincide"),
            format!("Recibimos el nuevo comprobante de tu pedido {number} por {half}."),
            format!("Recibimos {half} de tu pedido {number} y faltan {half}. Puedes pagar el resto antes del 22/11/2026 23:59;"),
        ],
    );
    begin(
        &read(&counter, &order, "ADMINS").await,
        &[
            format!("Pago por revisar: {number}, María Fernández, {} por pago móvil.", order.due),
            format!("Pago corregido por revisar: {number}, María Fernández, {half} por pago móvil."),
        ],
    );
}

async fn a_suspicion_stays_inside(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (order, _) = counter.reported_and_claimed("482913").await;
    let reject = Reject {
        text: Some("montaje: la misma captura de ayer".into()),
        ..counter.reject(&order, RejectionReason::SuspectedFraud).await
    };
    counter.done(&counter.ana, Command::Reject(reject)).await;
    let told = read(&counter, &order, "CUSTOMER").await;
    let last = told.last().expect("a message");
    assert!(last.contains("No encontramos tu pago en nuestra cuenta."), "{last}");
    let timeline = counter.shop.orders().timeline(&counter.ana, order.id).await.expect("a timeline");
    let stored = timeline.messages.iter().map(|message| message.data.to_string()).collect::<String>();
    assert!(!stored.contains("montaje") && !stored.contains("FRAUD"), "{stored}");
}

async fn a_refund_is_told_to_the_end(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.confirmed("482913").await;
    let request = RequestRefund {
        evidence: Vec::new(),
        order: order.id,
        seen: Some(counter.seen(&order).await),
        reason: "el cliente ya no lo quiere".into(),
        overridden: false,
        share: None,
        borne_by: None,
    };
    counter.done(&counter.ana, Command::RequestRefund(request)).await;
    let pay = PayRefund {
        order: order.id,
        refund: None,
        rate: None,
        rate_confirmed: false,
        sent_on: None,
        repeats_reason: None,
        seen: counter.seen(&order).await,
        amount: order.due,
        method: krafta::domain::method::PaymentMethod::PagoMovil,
        reference: "00771234".into(),
        receipt_url: None,
    };
    counter.done(&counter.luis, Command::PayRefund(pay)).await;
    let (number, due) = (&order.number, order.due);
    let told = read(&counter, &order, "CUSTOMER").await;
    begin(
        &told[2..],
        &[
            format!("Confirmamos el pago de tu pedido {number}."),
            format!("Tu pedido {number} no seguirá y vamos a devolverte {due}."),
            format!("Te devolvimos {due} de tu pedido {number}. La referencia del último pago es 00771234."),
        ],
    );
    // No workshop knew of it yet, so none is told; and an order unpaid ends in other words.
    assert!(read(&counter, &order, "WORKSHOP").await.is_empty());
    let unpaid = counter.place().await;
    counter
        .done(
            &counter.customer,
            Command::Cancel(WithReason {
                order: unpaid.id,
                seen: None,
                reason: None,
                overridden: false,
            }),
        )
        .await;
    let told = read(&counter, &unpaid, "CUSTOMER").await;
    assert_eq!(told[1], format!("Cancelamos tu pedido {}, como pediste.", unpaid.number));
}

async fn one_without_effect_names_the_step_that_made_it_untrue(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.confirmed("482913").await;
    let messages = counter.shop.messages();
    let all = messages
        .list(&counter.ana, Which::OfOrder(order.id), None, 50)
        .await
        .expect("messages")
        .rows;
    let review = all.iter().find(|one| one.recipient_kind == Recipient::Admins).expect("to review");
    assert_eq!((review.state, review.switched_off), (MessageState::Superseded, false));
    let detail = messages.one(&counter.ana, review.id).await.expect("a message");
    let why = detail.without_effect.expect("why");
    assert!(matches!(&why, WithoutEffect::Step { step, .. } if step.as_str() == "P6"), "{why:?}");
    // Nothing is sent to customers by these settings: what is written to them does not seem to be about to leave.
    let mut customers = all.iter().filter(|one| one.recipient_kind == Recipient::Customer);
    assert!(
        customers.all(|one| one.state == MessageState::Pending && one.switched_off),
        "{all:#?}"
    );
    let timeline = counter.shop.orders().timeline(&counter.ana, order.id).await.expect("a timeline");
    let told = |whom: &str| {
        timeline
            .messages
            .iter()
            .filter(|one| &*one.recipient_kind == whom)
            .all(|one| one.switched_off)
    };
    assert!(told("CUSTOMER") && !told("ADMINS"));
}

async fn nobody_of_a_workshop_without_a_login_sees_an_alert(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let messages = yard.counter.shop.messages();
    let reach = async || {
        messages
            .reach(Recipient::Workshop, None, Some(yard.makers[0].id))
            .await
            .expect("reach")
    };
    assert!(matches!(
        reach().await,
        Reach::Reached {
            channel: Channel::Alert,
            ..
        }
    ));
    let unreached = async || {
        messages
            .health(&yard.counter.ana)
            .await
            .expect("health")
            .unreachable_workshops
            .len()
    };
    let before = unreached().await;
    let nobody = Query::new("UPDATE operators SET active = ")
        .bind(false)
        .push(" WHERE workshop_id = ")
        .bind(yard.makers[0].id);
    write(&fresh.db, nobody).await.expect("nobody works there");
    assert_eq!(reach().await, Reach::Unreachable { lacks: vec![Lack::Login] });
    assert_eq!(unreached().await, before + 1);
}
