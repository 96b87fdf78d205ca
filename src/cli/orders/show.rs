//! One order with its whole history, for people and for programs.

use serde_json::{Value, json};

use super::requests;
use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::output::{self, Table};
use crate::delivery::written;
use crate::domain::messages::channel::MessageState;
use crate::domain::orders::event::Change;
use crate::domain::orders::rate::Rate;
use crate::locale::{date, moment, money};
use crate::service::Error;
use crate::service::orders::view::{EventView, MessageView, NextStep, OrderHead, ProofView, RefundView, Timeline};

pub fn show(context: &Context, timeline: &Timeline) -> Result<(), Failure> {
    if context.json {
        return output::json(&as_json(context, timeline));
    }
    let mut out = head(context, &timeline.order);
    out.push_str(&format!("\n{}", items(context, &timeline.order)));
    if !timeline.proofs.is_empty() {
        out.push_str(&format!("\n{}", proofs(context, &timeline.proofs)));
    }
    if !timeline.refunds.is_empty() {
        out.push_str(&format!("\n{}", refunds(context, &timeline.refunds)));
    }
    if !timeline.requests.is_empty() {
        out.push_str(&format!("\n{}", requests::table(context, &timeline.requests)));
    }
    out.push_str(&format!("\n{}", history(context, &timeline.events)));
    if !timeline.messages.is_empty() {
        out.push_str(&format!("\n{}", messages(context, &timeline.messages)));
    }
    out.push_str(&format!("\n{}", next(context, &timeline.next)));
    output::put(&out)
}

fn as_json(context: &Context, timeline: &Timeline) -> Value {
    json!({
        "order": timeline.order,
        "label": context.catalogue.label(timeline.order.label),
        "proofs": timeline.proofs,
        "refunds": timeline.refunds,
        "messages": timeline.messages,
        "requests": timeline.requests,
        "events": timeline.events.iter().map(EventView::json).collect::<Vec<_>>(),
        "next": timeline.next.iter().map(|step| step_json(context, step)).collect::<Vec<_>>(),
    })
}

fn step_json(context: &Context, step: &NextStep) -> Value {
    let refusal = step.ruling.as_ref().err();
    json!({
        "edge": step.edge,
        "to": step.to.split_once('-').map_or(step.to.as_str(), |(_, status)| status),
        "allowed": refusal.is_none(),
        "refusal": refusal.map(|refusal| Failure::from(Error::from(refusal.clone())).json(context.catalogue)),
    })
}

fn head(context: &Context, order: &OrderHead) -> String {
    let status = |prefix: &str, status: &str| context.word(&format!("{prefix}-{status}"));
    let mut title = format!("{} · {}", order.number, status("payment", order.payment.as_str()));
    if let Some(production) = order.production {
        title.push_str(&format!(" · {}", status("production", production.as_str())));
    }
    if order.on_hold {
        title.push_str(&format!(" · {}", context.word("cli-on-hold")));
    }
    let place = [&order.address, &order.city, &order.state];
    let place: Vec<_> = place.into_iter().flatten().map(ToString::to_string).collect();
    let rate = Rate::new(order.rate).map_or_else(|_| order.rate.to_string(), |rate| rate.to_string());
    let claim = order.claim.as_ref().map(|claim| {
        let args = [("name", claim.name.as_str().into()), ("until", claim.until.into())];
        context.catalogue.text("cli-claimed-by", &args)
    });
    let delivery = context.word(&format!("delivery-{}", order.delivery));
    let surplus = Some(order.surplus).filter(|surplus| surplus.is_positive());
    let rows = [
        (context.word("cli-customer-reads"), context.catalogue.label(order.label)),
        (context.word("cli-customer"), format!("{} · {}", order.customer, order.phone)),
        (context.word("cli-id-doc"), order.id_doc.clone().unwrap_or_default()),
        (
            context.word("cli-email"),
            order.email.as_ref().map_or_else(String::new, ToString::to_string),
        ),
        (context.word("cli-delivery"), [vec![delivery], place].concat().join(" · ")),
        (
            context.word("cli-total"),
            format!("{} = {} ({rate})", money(order.total), money(order.due)),
        ),
        (context.word("cli-shipping"), money(order.shipping)),
        (context.word("cli-credited"), money(order.credited)),
        (context.word("cli-missing"), money(order.missing)),
        (context.word("cli-surplus"), surplus.map(money).unwrap_or_default()),
        (context.word("cli-quote-until"), output::time(order.quote_expires_at)),
        (context.word("cli-placed"), output::time(order.placed_at)),
        (context.word("cli-reviews"), claim.unwrap_or_default()),
        (context.word("cli-version"), order.version.to_string()),
    ];
    format!("{title}\n{}", output::record(&rows))
}

fn items(context: &Context, order: &OrderHead) -> String {
    let mut table = Table::new(["cli-head-quantity", "cli-head-product", "cli-head-price", "cli-head-total"])
        .right(0)
        .right(2)
        .right(3);
    for item in &order.items {
        table.row([
            item.quantity.to_string(),
            item.name.to_string(),
            money(item.unit_price),
            money(item.line),
        ]);
    }
    table.lines(context.catalogue)
}

fn messages(context: &Context, messages: &[MessageView]) -> String {
    let mut table = Table::new([
        "cli-head-when",
        "cli-head-for",
        "cli-head-subject",
        "cli-head-state",
        "cli-head-error",
        "cli-head-message",
    ]);
    for message in messages {
        let whom = message.recipient_kind.as_str().parse();
        let subject = whom.map(|whom| written(context.catalogue, whom, (&message.template, &message.data), None).subject);
        let error = message.last_error.as_ref().filter(|_| message.state != MessageState::Sent);
        table.row([
            output::time(message.created_at),
            context.word(&format!("mensajes-to-{}", message.recipient_kind)),
            subject.unwrap_or_default(),
            context.catalogue.message_state(message.state, message.switched_off),
            error.map_or_else(String::new, |error| context.catalogue.delivery_error(error)),
            message.id.to_string(),
        ]);
    }
    table.lines(context.catalogue)
}

pub fn proofs(context: &Context, proofs: &[ProofView]) -> String {
    let mut table = Table::new([
        "cli-head-proof",
        "cli-head-state",
        "cli-head-method",
        "cli-head-amount",
        "cli-head-date",
        "cli-head-alias",
        "cli-head-reference",
        "cli-head-payer",
        "cli-head-signals",
    ])
    .right(0)
    .right(3);
    for proof in proofs {
        let payer = proof.payer_id_doc.as_ref().or(proof.payer_name.as_ref());
        let signals: Vec<_> = proof.signals.iter().map(|found| signal(context, found)).collect();
        table.row([
            proof.seq.to_string(),
            context.word(&format!("cli-proof-{}", proof.state)),
            context.catalogue.paid_by(proof.method, proof.surplus_of.as_deref()),
            money(proof.amount),
            date(proof.paid_on),
            proof.account.as_ref().map_or_else(String::new, |account| account.alias.to_string()),
            proof.reference.as_ref().map_or_else(String::new, ToString::to_string),
            payer.map_or_else(String::new, ToString::to_string),
            signals.join(", "),
        ]);
    }
    table.lines(context.catalogue)
}

/// A signal in a few words.
pub fn signal(context: &Context, found: &crate::domain::payments::signal::SignalFound) -> String {
    let args: Vec<_> = found
        .args
        .iter()
        .map(|(name, fact)| (name.as_str(), fact.as_str().into()))
        .collect();
    context.catalogue.text(&format!("signal-{}", found.signal), &args)
}

fn refunds(context: &Context, refunds: &[RefundView]) -> String {
    let mut table = Table::new([
        "cli-head-refund-kind",
        "cli-head-state",
        "cli-head-amount",
        "cli-head-paid",
        "cli-head-left",
        "cli-head-destination",
        "cli-head-reason",
        "cli-head-id",
    ])
    .right(2)
    .right(3)
    .right(4);
    for refund in refunds {
        table.row([
            context.word(&format!("event-refund-kind-{}", refund.kind)),
            context.word(&format!("cli-refund-{}", refund.status)),
            money(refund.amount),
            money(refund.paid),
            money(refund.left),
            destination(context, refund),
            refund.reason.to_string(),
            refund.id.to_string(),
        ]);
    }
    let mut paid = Table::new([
        "cli-head-when",
        "cli-head-amount",
        "cli-head-method",
        "cli-head-reference",
        "cli-head-who",
        "cli-head-reason",
        "cli-head-id",
    ])
    .right(1);
    for payment in refunds.iter().flat_map(|refund| &refund.payments) {
        paid.row([
            moment(payment.at),
            money(payment.sent.unwrap_or(payment.amount)),
            context.catalogue.method(payment.method),
            payment.reference.to_string(),
            payment.by.to_string(),
            payment.reason.as_ref().map(ToString::to_string).unwrap_or_default(),
            payment.id.to_string(),
        ]);
    }
    if refunds.iter().all(|refund| refund.payments.is_empty()) {
        return table.lines(context.catalogue);
    }
    format!("{}\n{}", table.lines(context.catalogue), paid.lines(context.catalogue))
}

/// Where a refund goes in one line, and the first thing that is missing for it.
pub fn destination(context: &Context, refund: &RefundView) -> String {
    let to = &refund.to;
    let known = context.catalogue.destination(to.method, to.parts());
    let missing = to.missing.first().map(|field| {
        let field = context.word(&format!("field-destination-{field}"));
        context
            .catalogue
            .text("cli-destination-missing", &[("field", field.as_str().into())])
    });
    let missing = missing.filter(|_| refund.is_due()).map(|missing| format!("({missing})"));
    let known = Some(known).filter(|known| !known.is_empty());
    known.into_iter().chain(missing).collect::<Vec<_>>().join(" ")
}

fn history(context: &Context, events: &[EventView]) -> String {
    let mut table = Table::new([
        "cli-head-when",
        "cli-head-payment",
        "cli-head-production",
        "cli-head-who",
        "cli-head-what",
    ]);
    for view in events {
        let (payment, production) = match view.event.change {
            Change::Payment { to, .. } => (context.word(&format!("payment-{to}")), String::new()),
            Change::Production { to, .. } => (String::new(), context.word(&format!("production-{to}"))),
            Change::Note => (String::new(), String::new()),
        };
        table.row([
            moment(view.event.at),
            payment,
            production,
            view.who.to_string(),
            context.catalogue.event_beside_status(&view.event),
        ]);
    }
    table.lines(context.catalogue)
}

/// The legal next steps, and for each refused one why.
fn next(context: &Context, steps: &[NextStep]) -> String {
    let mut out = format!("{}\n", context.word("cli-next"));
    for step in steps {
        let what = context.word(&format!("edge-{}", step.edge));
        let why = step.ruling.as_ref().err().map(|refusal| context.catalogue.refusal(refusal));
        let line = why.map_or_else(|| format!("  {what}\n"), |why| format!("  ({what}: {why})\n"));
        out.push_str(&line);
    }
    out
}
