//! The form of a workshop: where it is, which zones it serves, how many units it makes a day, and how and where it is paid.

use super::forms::{Asked, typed};
use super::keep::Make;
use crate::domain::method::PaymentMethod;
use crate::domain::payables::policy::PaymentPolicy;
use crate::domain::text::Safe;
use crate::locale::Catalogue;
use crate::service::Command;
use crate::service::workshops::commands::{Consent, PayeeDetails, PutWorkshop, Wanted, WorkshopDetails};
use crate::tui::core::client::WorkshopView;
use crate::tui::dialogue::field::{Choice, Field, Handle, One, Words};
use crate::tui::dialogue::form::Form;
use crate::tui::pane::dialogue::Unready;
use crate::tui::pane::reason::REASON;

const NAME: Handle<Words> = Handle::new("name");
const CITY: Handle<Words> = Handle::new("city");
const STATE: Handle<Words> = Handle::new("state");
const PHONE: Handle<Words> = Handle::new("phone");
const ZONES: Handle<Words> = Handle::new("zones");
const WEEK: Handle<Words> = Handle::new("week");
const POLICY: Handle<One<PaymentPolicy>> = Handle::new("policy");
const METHOD: Handle<One<PaymentMethod>> = Handle::new("method");
const BANK: Handle<Words> = Handle::new("bank");
const ACCOUNT: Handle<Words> = Handle::new("account");
const PAYEE: Handle<Words> = Handle::new("payee");
const DOCUMENT: Handle<Words> = Handle::new("document");

/// `8,8,8,8,8,4,0`: seven numbers, Monday first.
pub fn week_shown(week: [u32; 7]) -> String {
    week.map(|units| units.to_string()).join(",")
}

fn week(text: &str) -> Option<[u32; 7]> {
    let units: Option<Vec<u32>> = text
        .split([',', ' '])
        .filter(|word| !word.is_empty())
        .map(|word| word.parse().ok())
        .collect();
    units?.try_into().ok()
}

/// The fields, with what a workshop has; one that is new begins with the usual.
pub fn fields(asked: &Asked<'_>, held: Option<&WorkshopView>) -> Vec<Field> {
    let text = |handle: Handle<Words>, key, held: Option<&Safe>| asked.text(handle, key).with(held.map_or("", Safe::as_str));
    let number = |handle: Handle<Words>, key, held: Option<&Safe>| asked.number(handle, key).with(held.map_or("", Safe::as_str));
    let policies = PaymentPolicy::ALL.iter().map(|policy| {
        let label = asked.0.text(&format!("policy-{policy}"), &[]);
        Choice::new(policy.as_str(), label)
    });
    let policy = Field::choice(POLICY, asked.label("tienda-head-policy"), policies.collect());
    let methods = PaymentMethod::ALL
        .iter()
        .map(|method| Choice::new(method.as_str(), asked.0.method(*method)));
    let method = Field::choice(METHOD, asked.label("tienda-head-method"), methods.collect());
    let payee = held.and_then(|held| held.payee.as_ref());
    let method = match payee {
        Some(payee) => method.with(payee.method.as_str()),
        None => method,
    };
    let zones = held.map(|held| held.zones.iter().map(Safe::as_str).collect::<Vec<_>>().join(", "));
    vec![
        text(NAME, "tienda-head-name", held.map(|it| &it.record.name)).required(),
        text(CITY, "tienda-head-city", held.and_then(|it| it.city.as_ref())),
        text(STATE, "tienda-head-state-of", held.map(|it| &it.state)).hint(asked.label("tienda-state-hint")),
        number(PHONE, "tienda-head-phone", held.and_then(|it| it.phone.as_ref())),
        asked
            .text(ZONES, "tienda-zones")
            .with(zones.as_deref().unwrap_or_default())
            .hint(asked.label("tienda-cities-hint")),
        asked
            .text(WEEK, "tienda-head-week")
            .with(&held.map_or_else(|| "8,8,8,8,8,4,0".to_owned(), |it| week_shown(it.weekly)))
            .hint(asked.label("tienda-week-hint"))
            .required(),
        policy.with(held.map_or(PaymentPolicy::OnReady, |it| it.record.policy).as_str()),
        method,
        number(BANK, "tienda-head-bank", payee.and_then(|it| it.bank.as_ref())),
        number(ACCOUNT, "tienda-head-number", payee.and_then(|it| it.account.as_ref())),
        text(PAYEE, "tienda-head-holder", payee.and_then(|it| it.name.as_ref())),
        number(DOCUMENT, "tienda-head-document", payee.and_then(|it| it.document.as_ref())),
        asked.text(REASON, "tienda-reason").hint(asked.label("tienda-week-reason")),
    ]
}

/// What was typed, for the workshop of this name or for a new one.
pub fn make(held: Option<String>) -> Make {
    Box::new(move |catalogue, form, confirmed| {
        let name = form.text(NAME).ok_or(Unready::Missing)?;
        let (workshop, wanted) = match &held {
            Some(held) => (held.clone(), Wanted::There),
            None => (name.clone(), Wanted::New),
        };
        let details = WorkshopDetails {
            name: typed(form, NAME).filter(|_| held.is_some()),
            city: typed(form, CITY),
            state: typed(form, STATE),
            phone: typed(form, PHONE),
            zones: form.is_touched(ZONES.as_ref()).then(|| names(form)),
            weekly: weekly(catalogue, form, held.is_none())?,
            policy: form.get(POLICY).filter(|_| held.is_none() || form.is_touched(POLICY.as_ref())),
            payee: payee(form),
            ..WorkshopDetails::default()
        };
        Ok(Command::PutWorkshop(Box::new(PutWorkshop {
            workshop,
            wanted,
            details,
            consent: Consent {
                reason: form.text(REASON),
                confirmed,
                ..Consent::default()
            },
        })))
    })
}

fn names(form: &Form) -> Vec<String> {
    let text = form.text(ZONES).unwrap_or_default();
    let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

fn weekly(catalogue: &Catalogue, form: &Form, new: bool) -> Result<Option<[u32; 7]>, Unready> {
    if !new && !form.is_touched(WEEK.as_ref()) {
        return Ok(None);
    }
    let text = form.text(WEEK).ok_or(Unready::Missing)?;
    let wrong = || Unready::Wrong(WEEK.into(), catalogue.text("tienda-week-wrong", &[]));
    week(&text).map(Some).ok_or_else(wrong)
}

/// A method alone says nothing: it goes with an account or a name.
fn payee(form: &Form) -> PayeeDetails {
    let given = PayeeDetails {
        bank: typed(form, BANK),
        account: typed(form, ACCOUNT),
        name: typed(form, PAYEE),
        document: typed(form, DOCUMENT),
        method: None,
    };
    let touched = form.is_touched(METHOD.as_ref()) || given != PayeeDetails::default();
    PayeeDetails {
        method: form.get(METHOD).filter(|_| touched),
        ..given
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_has_seven_days() {
        assert_eq!(week("8,8,8,8,8,4,0"), Some([8, 8, 8, 8, 8, 4, 0]));
        assert_eq!(week("8 8 8 8 8 4 0"), Some([8, 8, 8, 8, 8, 4, 0]));
        for text in ["8,8,8", "8,8,8,8,8,4,x", "", "8,8,8,8,8,4,0,1", "-1,8,8,8,8,8,8"] {
            assert_eq!(week(text), None, "{text}");
        }
        assert_eq!(week_shown([8, 8, 8, 8, 8, 4, 0]), "8,8,8,8,8,4,0");
    }
}
