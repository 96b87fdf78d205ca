//! The form of a rejection: a reason, a text if the reason's own does not do, and the message exactly as the customer
//! will read it.

use serde_json::json;

use crate::domain::payments::rejection::RejectionReason;
use crate::locale::{Catalogue, t};
use crate::service::payments::commands::Reject;
use crate::service::payments::view::Review;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::{Choice, Field};
use crate::tui::dialogue::form::Form;

const LONGEST_TEXT: usize = 500;

pub fn form(catalogue: &Catalogue, review: &Review) -> Form {
    let order = &review.order;
    let reasons = RejectionReason::ALL.iter().map(|reason| Choice {
        value: reason.as_str().to_owned(),
        label: catalogue.text(&format!("pagos-reason-{reason}"), &[]),
        note: match reason {
            RejectionReason::SuspectedFraud => t!(catalogue, "pagos-fraud-hint"),
            _ => String::new(),
        },
    });
    let mut form = Form::new(
        t!(catalogue, "pagos-reject-title", order = &order.number),
        t!(catalogue, "pagos-reject-yes"),
    )
    .intro(
        Tone::Plain,
        t!(
            catalogue,
            "pagos-reject-intro",
            customer = order.customer.as_str(),
            phone = &order.phone
        ),
    )
    .field(Field::choice("reason", t!(catalogue, "pagos-field-reason"), reasons.collect()).required())
    .field(Field::lines("text", t!(catalogue, "pagos-field-text"), LONGEST_TEXT).hint(t!(catalogue, "pagos-text-hint")));
    edited(catalogue, review, &mut form);
    form
}

fn reason(form: &Form) -> Option<RejectionReason> {
    form.value("reason").parse().ok()
}

/// The message as it will go out; nothing yet when the reason leaves it to a text that is still to be typed.
fn message(catalogue: &Catalogue, review: &Review, form: &Form) -> Option<String> {
    let (reason, text) = (reason(form)?, form.value("text"));
    if reason == RejectionReason::Other && text.is_empty() {
        return None;
    }
    let data = json!({ "order": review.order.number, "reason": reason, "text": (!text.is_empty()).then_some(text) });
    Some(catalogue.message("message-customer-P7", &data))
}

pub fn edited(catalogue: &Catalogue, review: &Review, form: &mut Form) {
    form.preview = vec![(Tone::Past, t!(catalogue, "pagos-customer-reads"))];
    form.preview.push(match message(catalogue, review, form) {
        Some(message) => (Tone::Plain, message),
        None => (Tone::Past, t!(catalogue, "pagos-customer-reads-nothing")),
    });
}

/// The command, or the field that is missing and why.
pub fn read(catalogue: &Catalogue, review: &Review, form: &Form) -> Result<Reject, (&'static str, String)> {
    let reason = reason(form).ok_or_else(|| ("reason", t!(catalogue, "shell-field-required")))?;
    let text = form.value("text");
    if reason == RejectionReason::Other && text.is_empty() {
        return Err(("text", t!(catalogue, "pagos-text-required")));
    }
    Ok(Reject {
        order: review.order.id,
        seen: super::order_under_review::seen(review),
        reason,
        text: (!text.is_empty()).then(|| text.to_owned()),
    })
}
