//! The lists of the pane: what each holds, and its rows as cells.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::workshops::week_shown;
use super::{alerts, jobs, messages, offers};
use crate::domain::actor::Actor;
use crate::domain::identity::shown_phone;
use crate::domain::orders::rate::Rate;
use crate::domain::text::Safe;
use crate::locale::{Catalogue, Key, amount, date, day_time, t};
use crate::service::audit::changes;
use crate::service::commands::CommandKind;
use crate::service::orders::timeline;
use crate::tui::core::client::{
    AccountRecord, ChangeRow, HolidayView, JobState, OfferRecord, OperatorView, ProductRecord, RateRecord, ServiceZoneView, ShippingRecord,
    WorkshopView,
};
use crate::tui::core::theme::Tone;
use crate::tui::widgets::list::Cell;
use crate::tui::widgets::table::Column;

/// A list of the pane, in the order of its tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Section {
    #[default]
    Rates,
    Products,
    Accounts,
    Shipping,
    Zones,
    Workshops,
    Offers,
    People,
    Holidays,
    Jobs,
    Messages,
    Alerts,
    Changes,
}

impl Section {
    pub const ALL: [Self; 13] = [
        Self::Rates,
        Self::Products,
        Self::Accounts,
        Self::Shipping,
        Self::Zones,
        Self::Workshops,
        Self::Offers,
        Self::People,
        Self::Holidays,
        Self::Jobs,
        Self::Messages,
        Self::Alerts,
        Self::Changes,
    ];

    pub const fn title(self) -> Key {
        match self {
            Self::Rates => "tienda-rates",
            Self::Products => "tienda-products",
            Self::Accounts => "tienda-accounts",
            Self::Shipping => "tienda-shipping",
            Self::Zones => "tienda-zones",
            Self::Workshops => "tienda-workshops",
            Self::Offers => "tienda-offers",
            Self::People => "tienda-people",
            Self::Holidays => "tienda-holidays",
            Self::Jobs => "tienda-jobs",
            Self::Messages => "mensajes-title",
            Self::Alerts => "mensajes-alerts",
            Self::Changes => "tienda-changes",
        }
    }

    /// Those that somebody may read.
    pub fn of(operator: &Actor) -> impl Iterator<Item = Self> + use<> {
        let reads = operator.may(changes::NEEDS).is_ok();
        let staff = operator.may(timeline::NEEDS).is_ok();
        let alerted = CommandKind::ReadAlerts.access().may(operator).is_ok();
        Self::ALL.into_iter().filter(move |section| match section {
            Self::Changes => reads,
            Self::Alerts => alerted,
            _ => staff,
        })
    }

    /// The one to the right, or to the left.
    pub fn beside(self, operator: &Actor, back: bool) -> Self {
        let all: Vec<Self> = Self::of(operator).collect();
        let at = all.iter().position(|one| *one == self).unwrap_or_default();
        all[(at + if back { all.len() - 1 } else { 1 }) % all.len()]
    }

    /// Heads, widths and which goes first when there is little room.
    pub fn columns(self, catalogue: &Catalogue) -> Vec<Column> {
        let column = |key: Key, width, priority| Column::new(catalogue.text(key, &[]), width, priority);
        match self {
            Self::Rates => vec![
                column("tienda-head-day", 12, 0),
                column("tienda-head-rate", 9, 0).right(),
                column("tienda-head-against", 8, 1).right(),
                column("tienda-head-source", 6, 2).shares(1),
                column("tienda-head-state", 10, 3).shares(3),
            ],
            Self::Products => vec![
                column("tienda-head-code", 8, 0).shares(2),
                column("tienda-head-name", 12, 0).shares(3),
                column("tienda-head-price", 9, 0).right(),
                column("tienda-head-state", 14, 1),
            ],
            Self::Accounts => vec![
                column("tienda-head-account", 12, 0).shares(3),
                column("tienda-head-method", 8, 1).shares(1),
                column("tienda-head-currency", 6, 3),
                column("tienda-head-where", 14, 0).shares(4),
                column("tienda-head-holder", 10, 4).shares(2),
                column("tienda-head-state", 12, 2),
            ],
            Self::Shipping => vec![
                column("tienda-head-method", 8, 0).shares(1),
                column("tienda-head-place", 12, 0).shares(3),
                column("tienda-head-price", 9, 0).right(),
                column("tienda-head-state", 14, 1),
            ],
            Self::Zones => vec![
                column("tienda-head-name", 12, 0).shares(2),
                column("tienda-head-mode", 9, 0),
                column("tienda-head-workshops", 8, 1).right(),
                column("tienda-head-cities", 14, 0).shares(4),
            ],
            Self::Workshops => vec![
                column("tienda-head-name", 12, 0).shares(3),
                column("tienda-head-place", 10, 2).shares(2),
                column("tienda-head-week", 13, 0),
                column("tienda-head-policy", 12, 3).shares(1),
                column("tienda-head-paid", 10, 4).shares(2),
                column("tienda-head-state", 12, 1),
            ],
            Self::Offers => offers::columns(catalogue),
            Self::People => vec![
                column("tienda-head-login", 8, 0).shares(2),
                column("tienda-head-name", 12, 0).shares(3),
                column("tienda-head-role", 7, 0).shares(1),
                column("tienda-head-workshop", 10, 2).shares(2),
                column("tienda-head-state", 12, 1),
            ],
            Self::Holidays => vec![column("tienda-head-day", 12, 0), column("tienda-head-name", 12, 0).shares(3)],
            Self::Jobs => jobs::columns(catalogue),
            Self::Messages => messages::columns(catalogue),
            Self::Alerts => alerts::columns(catalogue),
            Self::Changes => vec![
                column("tienda-head-when", 11, 0),
                column("tienda-head-by", 8, 1).shares(1),
                column("tienda-head-what", 12, 0).shares(2),
                column("tienda-head-difference", 14, 0).shares(4),
            ],
        }
    }
}

/// A row of one of the lists.
#[derive(Clone, Debug)]
pub enum Thing {
    Rate(RateRecord),
    Product(ProductRecord<Safe>),
    Account(AccountRecord<Safe>),
    Shipping(ShippingRecord),
    Zone(ServiceZoneView),
    Workshop(Box<WorkshopView>),
    Offer(Box<OfferRecord>),
    Person(OperatorView),
    Holiday(HolidayView),
    Job(JobState),
}

impl Thing {
    pub fn workshop(workshop: WorkshopView) -> Self {
        Self::Workshop(Box::new(workshop))
    }

    pub fn of_offer(offer: OfferRecord) -> Self {
        Self::Offer(Box::new(offer))
    }

    pub fn offer(&self) -> Option<&OfferRecord> {
        match self {
            Self::Offer(offer) => Some(offer),
            _ => None,
        }
    }

    pub fn id(&self) -> Uuid {
        match self {
            Self::Rate(rate) => rate.id.uuid(),
            Self::Product(product) => product.id.uuid(),
            Self::Account(account) => account.id.uuid(),
            Self::Shipping(rate) => rate.id.uuid(),
            Self::Zone(zone) => zone.id.uuid(),
            Self::Workshop(workshop) => workshop.record.id.uuid(),
            Self::Offer(offer) => offer.id.uuid(),
            Self::Person(person) => person.id.uuid(),
            Self::Job(state) => Uuid::from_u128(state.job as u128),
            // A day is known by itself.
            Self::Holiday(holiday) => {
                let days = holiday.day.signed_duration_since(NaiveDate::MIN).num_days();
                Uuid::from_u128(days.unsigned_abs().into())
            }
        }
    }

    /// In use now, as far as it can be out of use.
    pub fn is_active(&self) -> bool {
        match self {
            Self::Rate(rate) => rate.ended.is_none(),
            Self::Product(product) => product.active,
            Self::Account(account) => account.active,
            Self::Shipping(rate) => rate.active,
            Self::Person(person) => person.active,
            Self::Workshop(workshop) => workshop.record.active,
            Self::Offer(offer) => offer.active,
            Self::Holiday(_) | Self::Zone(_) | Self::Job(_) => true,
        }
    }

    /// What people call it.
    pub fn name(&self) -> String {
        match self {
            Self::Rate(rate) => date(rate.value_date),
            Self::Product(product) => product.name.to_string(),
            Self::Account(account) => account.alias.to_string(),
            Self::Shipping(rate) => {
                let place = [&rate.zone, &rate.city, &rate.state].into_iter().flatten().next();
                place.map(Safe::to_string).unwrap_or_default()
            }
            Self::Zone(zone) => zone.name.to_string(),
            Self::Workshop(workshop) => workshop.record.name.to_string(),
            Self::Offer(offer) => format!("{} · {}", offer.workshop, offer.product),
            Self::Person(person) => person.login.to_string(),
            Self::Holiday(holiday) => holiday.name.to_string(),
            Self::Job(state) => state.job.to_string(),
        }
    }

    /// The title and the verb of taking it out of use, or into use again.
    pub fn ending(&self) -> [Key; 2] {
        match (self, self.is_active()) {
            (Self::Rate(_), _) => ["tienda-void-title", "tienda-void-yes"],
            (Self::Holiday(_), _) => ["tienda-remove-title", "tienda-remove-yes"],
            (Self::Person(_), true) => ["tienda-disable-title", "tienda-disable-yes"],
            (Self::Person(_), false) => ["tienda-enable-title", "tienda-enable-yes"],
            (_, true) => ["tienda-close-title", "tienda-close-yes"],
            (_, false) => ["tienda-reopen-title", "tienda-reopen-yes"],
        }
    }

    /// Of a rate that is in use, its value date and what it is.
    pub fn rate_in_use(&self) -> Option<(NaiveDate, Rate)> {
        match self {
            Self::Rate(rate) if rate.ended.is_none() => Some((rate.value_date, rate.rate)),
            _ => None,
        }
    }

    /// `before` is the one in use before it, which a rate is held against; of a rate also whether it is today's.
    pub fn cells(&self, catalogue: &Catalogue, (today, in_force): (NaiveDate, bool), before: Option<&Self>) -> Vec<Cell> {
        let tone = if self.is_active() { Tone::Plain } else { Tone::Past };
        let said = |text: &str| Cell::toned(tone, text);
        let state = || {
            let key = match (self.is_active(), self) {
                (true, _) => "tienda-active",
                (false, Self::Person(_)) => "tienda-inactive",
                (false, _) => "tienda-closed",
            };
            Cell::toned(Tone::Past, catalogue.text(key, &[]))
        };
        match self {
            Self::Rate(rate) => {
                let before = match before {
                    Some(Self::Rate(before)) if rate.ended.is_none() => Some(before),
                    _ => None,
                };
                let (tone, state) = rate_state(catalogue, rate, today, in_force);
                vec![
                    Cell::toned(tone, date(rate.value_date)),
                    Cell::toned(tone, rate.rate.to_string()),
                    Cell::toned(Tone::Past, before.map(|before| against(rate, before)).unwrap_or_default()),
                    Cell::toned(Tone::Past, rate.source.as_str()),
                    Cell::toned(Tone::Past, state),
                ]
            }
            Self::Product(product) => vec![said(&product.sku), said(&product.name), said(&product.price.to_string()), state()],
            Self::Account(account) => vec![
                said(&account.alias),
                said(&catalogue.method(account.method)),
                said(account.currency.sign()),
                said(&account_place(account)),
                said(&account.holder),
                state(),
            ],
            Self::Shipping(rate) => vec![
                said(&catalogue.text(&format!("delivery-{}", rate.method), &[])),
                said(&self.name()),
                said(&rate.price.to_string()),
                state(),
            ],
            Self::Zone(zone) => vec![
                said(&zone.name),
                said(&catalogue.text(&format!("cli-mode-{}", zone.mode), &[])),
                said(&zone.workshops.to_string()),
                said(&zone.cities.iter().map(Safe::as_str).collect::<Vec<_>>().join("; ")),
            ],
            Self::Workshop(workshop) => {
                let payee = workshop.payee.as_ref().map(|payee| {
                    let parts = [Some(catalogue.method(payee.method)), payee.name.as_ref().map(Safe::to_string)];
                    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
                });
                vec![
                    said(&workshop.record.name),
                    said(&workshop.place()),
                    said(&week_shown(workshop.weekly)),
                    said(&catalogue.text(&format!("policy-{}", workshop.record.policy), &[])),
                    said(&payee.unwrap_or_default()),
                    state(),
                ]
            }
            Self::Person(person) => vec![
                said(&person.login),
                said(&person.name),
                said(&catalogue.text(&format!("role-{}", person.role), &[])),
                said(person.workshop.as_ref().map_or("", Safe::as_str)),
                state(),
            ],
            Self::Offer(offer) => offers::cells(offer, tone, state()),
            Self::Holiday(holiday) => vec![said(&date(holiday.day)), said(&holiday.name)],
            Self::Job(state) => jobs::cells(catalogue, state),
        }
    }
}

fn rate_state(catalogue: &Catalogue, rate: &RateRecord, today: NaiveDate, in_force: bool) -> (Tone, String) {
    match (&rate.ended, &rate.ended_reason) {
        (Some(_), reason) => {
            let reason = reason.as_ref().map_or("", Safe::as_str);
            (Tone::Past, t!(catalogue, "tienda-rate-ended", reason = reason))
        }
        (None, _) if in_force => (Tone::Strong, t!(catalogue, "tienda-rate-today")),
        (None, _) if rate.value_date > today => (Tone::Accent, t!(catalogue, "tienda-rate-ahead")),
        (None, _) => (Tone::Plain, String::new()),
    }
}

/// "+ 0,42 %" against the value date before.
fn against(rate: &RateRecord, before: &RateRecord) -> String {
    let (now, then) = (rate.rate.value(), before.rate.value());
    let share = now
        .checked_sub(then)
        .and_then(|more| more.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(then));
    let Some(share) = share.map(|share| share.round_dp(2)) else {
        return String::new();
    };
    let sign = if share.is_sign_negative() && !share.is_zero() { "−" } else { "+" };
    format!("{sign} {} %", amount(share.abs()))
}

fn account_place(account: &AccountRecord<Safe>) -> String {
    let phone = account.phone.as_ref().map(|phone| shown_phone(phone.as_str()).to_string());
    let parts = [
        account.bank.as_ref().map(Safe::to_string),
        account.number.as_ref().map(Safe::to_string),
        phone,
        account.email.as_ref().map(Safe::to_string),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Who changed what, and how it was before.
pub fn change(catalogue: &Catalogue, row: &ChangeRow) -> Vec<Cell> {
    let words = |key: &str| catalogue.text(key, &[]);
    vec![
        Cell::toned(Tone::Past, day_time(row.at)),
        Cell::new(row.who(words)),
        Cell::new(row.about(words)),
        Cell::new(row.differences(words)),
    ]
}
