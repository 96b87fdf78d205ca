//! All there is to an event, to be read: who, the proof or refund it speaks of, the messages it sent.

use super::detail::who;
use crate::domain::messages::channel::MessageState;
use crate::domain::orders::event::Change;
use crate::locale::{Catalogue, Key, date, date_time, day_month, money, t};
use crate::service::orders::view::{AssignmentView, EventView, MessageView, ProofView, RefundView, Timeline};
use crate::tui::core::theme::Tone;
use crate::tui::pane::dialogue::Said;
use crate::tui::pane::status;

/// The first lines, which the event's row in the history says as well: when, who, and what moved.
pub const OF_THE_ROW: usize = 2;

pub fn lines(catalogue: &Catalogue, timeline: &Timeline, event: &EventView) -> Said {
    let it = &event.event;
    let mut lines = Said::new();
    let role = catalogue.text(&format!("role-{}", it.actor_role), &[]);
    let name = who(catalogue, event);
    let by = if name == role { role } else { format!("{name} ({role})") };
    lines.push((Tone::Past, format!("{} · {by}", date_time(it.at))));
    lines.push((Tone::Strong, moved(catalogue, it.change)));
    lines.extend(catalogue.event_facts(it).into_iter().map(|fact| (Tone::Plain, fact)));
    if let Some(stood) = event.stood {
        lines.push((Tone::Past, t!(catalogue, "pedidos-stood", span = stood)));
    }
    if it.internal {
        lines.push((Tone::Past, t!(catalogue, "pedidos-internal")));
    }
    if let Some(text) = event.text.as_ref().filter(|text| text.contains('\n')) {
        lines.push((Tone::Plain, String::new()));
        lines.push((Tone::Plain, text.as_str().to_owned()));
    }
    let proof = it.submission.and_then(|id| timeline.proofs.iter().find(|proof| proof.id == id));
    lines.extend(proof.into_iter().flat_map(|found| proof_lines(catalogue, found)));
    let refund = it.refund.and_then(|id| timeline.refunds.iter().find(|refund| refund.id == id));
    lines.extend(refund.into_iter().flat_map(|found| refund_lines(catalogue, found)));
    if let Change::Production { assignment, .. } = it.change {
        let found = timeline.assignments.iter().find(|one| one.id == assignment);
        lines.extend(found.into_iter().flat_map(|found| assignment_lines(catalogue, found)));
    }
    let sent: Vec<&MessageView> = timeline.messages.iter().filter(|message| is_of(message, event)).collect();
    if !sent.is_empty() {
        section(&mut lines, t!(catalogue, "pedidos-messages"));
        for message in sent {
            lines.push((Tone::Past, message_line(catalogue, message)));
            lines.push((Tone::Plain, format!("«{}»", catalogue.message(&message.template, &message.data))));
        }
    }
    lines
}

/// Also what was said again of it, and what it was not named after.
fn is_of(message: &MessageView, event: &EventView) -> bool {
    message.event_seq == Some(event.event.seq)
}

/// Whom it is for, and how it goes with it: `al cliente · enviado 22/11 10:05, por correo`.
fn message_line(catalogue: &Catalogue, message: &MessageView) -> String {
    let whom = catalogue.text(&format!("pedidos-to-{}", message.recipient_kind), &[]);
    let state = catalogue.message_state(message.state, message.switched_off);
    let more = match message.state {
        _ if message.switched_off => None,
        MessageState::Sent => message.sent_at.map(|at| {
            let channel = catalogue.text(&format!("mensajes-channel-{}", message.channel), &[]);
            t!(catalogue, "mensajes-left", at = at, channel = channel)
        }),
        MessageState::Failed | MessageState::Dead => {
            let why = message.last_error.as_ref().map(|error| catalogue.delivery_error(error.as_str()));
            let why = why.unwrap_or_default();
            Some(t!(catalogue, "mensajes-tries", count = message.attempts, why = why))
        }
        MessageState::Pending => message.not_before.map(|at| t!(catalogue, "mensajes-not-before", at = at)),
        _ => None,
    };
    format!("{whom} · {state}{}", more.map_or_else(String::new, |more| format!(" {more}")))
}

fn moved(catalogue: &Catalogue, change: Change) -> String {
    let arrow = |from: Option<String>, to: String| match from {
        Some(from) => format!("{from} → {to}"),
        None => to,
    };
    match change {
        Change::Payment { from, to } => arrow(from.map(|from| status::payment(catalogue, from)), status::payment(catalogue, to)),
        Change::Production { from, to, .. } => arrow(
            from.map(|from| status::production(catalogue, from)),
            status::production(catalogue, to),
        ),
        Change::Note => t!(catalogue, "pedidos-nothing-moved"),
    }
}

fn section(lines: &mut Said, title: String) {
    lines.push((Tone::Plain, String::new()));
    lines.push((Tone::Accent, title));
}

/// `what  value`, one below the other.
fn fact(catalogue: &Catalogue, key: Key, value: &str) -> (Tone, String) {
    (Tone::Plain, format!("{}: {value}", catalogue.text(key, &[])))
}

pub fn proof_lines(catalogue: &Catalogue, proof: &ProofView) -> Said {
    let mut lines = Said::new();
    let state = catalogue.text(&format!("pedidos-proof-{}", proof.state), &[]);
    section(
        &mut lines,
        t!(catalogue, "pedidos-proof", seq = proof.seq, attempt = proof.attempt, state = state),
    );
    let method = catalogue.paid_by(proof.method, proof.surplus_of.as_deref());
    let account = proof
        .account
        .as_ref()
        .map(|account| format!("{} · {}", account.alias, account.tail));
    let text = |text: &Option<crate::domain::text::Safe>| text.as_ref().map(|text| text.as_str().to_owned());
    let declared: [(Key, Option<String>); 9] = [
        ("pedidos-field-method", Some(method)),
        ("pedidos-field-amount", Some(money(proof.amount))),
        ("pedidos-field-date", Some(date(proof.paid_on))),
        ("pedidos-field-account", account),
        ("pedidos-field-bank", text(&proof.origin_bank)),
        ("pedidos-field-reference", text(&proof.reference)),
        ("pedidos-field-payer-name", text(&proof.payer_name)),
        ("pedidos-field-payer-id", text(&proof.payer_id_doc)),
        ("pedidos-field-payer-phone", text(&proof.payer_phone)),
    ];
    let declared = declared.into_iter().filter_map(|(key, value)| Some(fact(catalogue, key, &value?)));
    lines.extend(declared);
    if let Some(receipt) = &proof.receipt {
        let kib = receipt.bytes / 1024 + 1;
        let said = t!(catalogue, "pedidos-receipt", kind = &receipt.kind, kib = kib);
        lines.push(fact(catalogue, "pedidos-field-receipt", &said));
    }
    for found in &proof.signals {
        let args: Vec<_> = found.args.iter().map(|(name, value)| (name.as_str(), value.into())).collect();
        let said = catalogue.text(&format!("{}.description", found.key()), &args);
        lines.push(Tone::Waits.marked(said));
    }
    for seen in &proof.evidence {
        section(&mut lines, t!(catalogue, "pedidos-evidence", by = seen.by.as_str()));
        lines.push(fact(catalogue, "pedidos-field-account", &seen.account));
        lines.push(fact(catalogue, "pedidos-field-amount", &money(seen.amount)));
        lines.push(fact(catalogue, "pedidos-field-date", &date(seen.date)));
        lines.push(fact(catalogue, "pedidos-field-reference", &seen.bank_reference));
        if let Some(note) = &seen.note {
            lines.push((Tone::Plain, format!("«{note}»")));
        }
    }
    lines
}

pub fn refund_lines(catalogue: &Catalogue, refund: &RefundView) -> Said {
    let mut lines = Said::new();
    let state = catalogue.text(&format!("pedidos-refund-{}", refund.status), &[]);
    section(
        &mut lines,
        t!(catalogue, "pedidos-refund-of", amount = refund.amount, state = state),
    );
    lines.push((Tone::Plain, format!("«{}»", refund.reason)));
    for part in &refund.payments {
        let method = catalogue.method(part.method);
        let said = t!(
            catalogue,
            "pedidos-refund-part",
            amount = part.amount,
            method = method,
            reference = part.reference.as_str(),
            by = part.by.as_str(),
            at = part.at
        );
        lines.push((Tone::Plain, said));
        if let Some(url) = &part.receipt_url {
            lines.push((Tone::Past, url.as_str().to_owned()));
        }
    }
    lines.push((Tone::Plain, t!(catalogue, "pedidos-refund-left", left = refund.left)));
    lines
}

/// Its workshop and terms, the days it holds, who carries it, and the lines of what is owed for it.
fn assignment_lines(catalogue: &Catalogue, assignment: &AssignmentView) -> Said {
    let mut lines = Said::new();
    let status = catalogue.text(&format!("production-{}", assignment.status), &[]);
    section(
        &mut lines,
        t!(catalogue, "pedidos-assignment", attempt = assignment.attempt, status = status),
    );
    let facts = [
        ("pedidos-field-workshop", assignment.workshop.as_ref().map(ToString::to_string)),
        ("pedidos-field-cost", assignment.cost.map(money)),
        (
            "pedidos-field-policy",
            assignment.policy.map(|policy| catalogue.text(&format!("policy-{policy}"), &[])),
        ),
        ("pedidos-field-respond", assignment.respond_by.map(date_time)),
        ("pedidos-field-promised", assignment.promised.map(date)),
        ("pedidos-field-carrier", assignment.carrier.as_ref().map(ToString::to_string)),
        (
            "pedidos-field-tracking",
            assignment.tracking_number.as_ref().map(ToString::to_string),
        ),
        (
            "pedidos-field-tracking-url",
            assignment.tracking_url.as_ref().map(ToString::to_string),
        ),
    ];
    lines.extend(facts.into_iter().filter_map(|(key, value)| Some(fact(catalogue, key, &value?))));
    if !assignment.days.is_empty() {
        let days = assignment
            .days
            .iter()
            .map(|held| format!("{} × {}", day_month(held.day), held.units));
        lines.push(fact(catalogue, "pedidos-field-days", &days.collect::<Vec<_>>().join(", ")));
    }
    let over = assignment.days.iter().find_map(|held| held.over_limit.as_ref());
    if let Some(reason) = over {
        lines.push(Tone::Waits.marked(t!(catalogue, "pedidos-over-limit", reason = reason.as_str())));
    }
    for line in &assignment.lines {
        let kind = catalogue.text(&format!("payable-kind-{}", line.kind), &[]);
        let status = catalogue.text(&format!("payable-{}", line.status), &[]);
        let said = t!(
            catalogue,
            "pedidos-line",
            kind = kind,
            amount = line.amount,
            paid = line.paid,
            status = status,
            due = date(line.due_on)
        );
        lines.push((Tone::Plain, said));
    }
    lines
}
