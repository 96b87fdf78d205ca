//! The rows of the shop, as the tables keep them. A field is a column.

use std::sync::Arc;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::db::engine::load::record::{Cell, Cells, records};
use crate::domain::Time;
use crate::domain::money::Money;
use crate::domain::orders::rate::Rate;

/// A fixed word of the schema: a status, a role, a currency.
pub type Word = &'static str;

/// What an event carries; most carry nothing.
#[derive(Debug, Clone, Default)]
pub struct Json(pub Option<String>);

impl Cell for Json {
    fn write(&self, cells: &mut Cells<'_>) {
        match &self.0 {
            Some(json) => cells.text(json),
            None => cells.word("{}"),
        }
    }
}

records! {
    ProductRow = products { id: Uuid, sku: Word, name: Word, unit_price_amount: Money, unit_price_currency: Word, created_at: Time }

    ShippingRateRow = shipping_rates {
        id: Uuid, method: Word, city_id: Option<Uuid>, state_code: Option<Word>, zone_id: Option<Uuid>, amount: Money, currency: Word,
        created_at: Time,
    }

    AccountRow = bank_accounts {
        id: Uuid, alias: Word, method: Word, bank_code: Option<Word>, number: Option<Word>, holder_name: Word, holder_id: Option<String>,
        phone: Option<Word>, email: Option<Word>, currency: Word, active: bool, offered_pickup: bool, offered_local_delivery: bool,
        offered_national_shipping: bool, offered_order: i64, created_at: Time,
    }

    ExchangeRateRow = exchange_rates {
        id: Uuid, value_date: NaiveDate, rate: Rate, source: Word, ended: Option<Word>, ended_reason: Option<Word>, created_at: Time,
    }

    WorkshopRow = workshops {
        id: Uuid, name: Arc<str>, state_code: Word, city_id: Uuid, address: String, contact_name: String, phone: Arc<str>,
        email: Option<String>, rif: String, active: bool, paused: bool, paused_until: Option<NaiveDate>, pause_reason: Option<String>,
        hosts_pickup: bool, ships_nationally: bool, policy: Word, deposit_basis_points: i64, demands_deposit: bool, payee_method: Word,
        payee_bank_code: Option<Word>, payee_account: String, payee_name: Arc<str>, payee_id_doc: String, created_at: Time,
    }

    WorkshopZoneRow = workshop_zones { workshop_id: Uuid, zone_id: Uuid }

    OfferRow = workshop_offers {
        id: Uuid, workshop_id: Uuid, product_id: Uuid, unit_cost_amount: Money, currency: Word, capacity_units: i64, lead_days: i64,
        daily_limit: Option<i64>, min_quantity: i64, max_quantity: Option<i64>, valid_from: Option<NaiveDate>, valid_to: Option<NaiveDate>,
        created_at: Time,
    }

    CapacityRow = capacity_weekly { workshop_id: Uuid, weekday: i64, units: i64 }

    OverrideRow = capacity_overrides { workshop_id: Uuid, day: NaiveDate, units: i64, reason: Word, created_at: Time }

    HolidayRow = holidays { day: NaiveDate, name: Word }

    OperatorRow = operators { id: Uuid, login: Word, display_name: Word, role: Word, workshop_id: Option<Uuid>, created_at: Time }

    OrderRow = orders {
        id: Uuid, number: String, customer_name: Arc<str>, customer_phone: Arc<str>, customer_id_doc: Option<Arc<str>>,
        customer_email: Option<Arc<str>>, delivery_method: Word, city_id: Option<Uuid>, state_code: Option<Word>, address: Option<String>,
        subtotal_amount: Money, shipping_amount: Money, total_amount: Money = "subtotal_amount + shipping_amount", currency: Word = "'USD'", due_amount: Money, due_currency: Word = "'VES'",
        rate: Rate, quoted_at: Time, quote_expires_at: Time, credited_amount: Money, payment_status: Word, on_hold: bool,
        claim_operator_id: Option<Uuid>, claimed_at: Option<Time>, claim_expires_at: Option<Time>, attempt: i64,
        production_status: Option<Word>, workshop_id: Option<Uuid>, version: i64 = "event_seq", event_seq: i64, placed_at: Time, last_event_at: Time,
        created_at: Time = "placed_at",
    }

    ItemRow = order_items {
        id: Uuid, order_id: Uuid, product_id: Uuid, name: Arc<str>, quantity: i64, unit_price_amount: Money, currency: Word = "'USD'", line_amount: Money = "quantity * unit_price_amount",
    }

    QuoteRow = order_quotes {
        order_id: Uuid, seq: i64, total_amount: Money, currency: Word = "'USD'", due_amount: Money, due_currency: Word = "'VES'", rate: Rate, quoted_at: Time,
        expires_at: Time,
    }

    EventRow = order_events {
        order_id: Uuid, seq: i64, at: Time, lane: Word = "CASE WHEN assignment_id IS NOT NULL THEN 'PRODUCTION' WHEN to_status IS NULL THEN 'NOTE' ELSE 'PAYMENT' END", edge: Word, from_status: Option<Word>, to_status: Option<Word>,
        assignment_id: Option<Uuid>, submission_id: Option<Uuid>, refund_id: Option<Uuid>, actor_role: Word, actor_id: Option<Uuid>,
        actor_name: Arc<str>, reason_code: Option<Word>, text: Option<Arc<str>>, internal: bool, data: Json, created_at: Time = "at",
    }

    NotificationRow = notifications {
        id: Uuid, order_id: Uuid, event_seq: i64, kind: Word, recipient_kind: Word, recipient: Option<Arc<str>>, channel: Word,
        template: String, data: String, unique_key: String, created_at: Time, sent_at: Option<Time>, attempts: i64,
        state: Word = "CASE WHEN sent_at IS NOT NULL THEN 'SENT' ELSE 'PENDING' END", workshop_id: Option<Uuid>,
    }

    SubmissionRow = payment_submissions {
        id: Uuid, order_id: Uuid, seq: i64, attempt: i64, quote_seq: i64, previous_id: Option<Uuid>, reported_by: Word,
        reported_by_id: Option<Uuid>, method: Word, amount: Money, currency: Word, paid_on: NaiveDate, account_id: Option<Uuid>,
        origin_bank: Option<Word>, reference: Option<String>, reference_key: Option<String>, reference_reversed: Option<String>,
        payer_name: Option<Arc<str>>, payer_id_doc: Option<Arc<str>>, payer_phone: Option<Arc<str>>, payer_email: Option<Arc<str>>,
        receipt_digest: Option<Arc<str>>, receipt_kind: Option<Word> = "CASE WHEN receipt_digest IS NOT NULL THEN 'PNG' END", receipt_bytes: Option<i64>, signals: String, digest: String,
        reported_at: Time, state: Word, verified_amount: Option<Money>, verified_currency: Option<Word>, credited_amount: Option<Money>,
        created_at: Time = "reported_at",
    }

    EvidenceRow = payment_evidence {
        id: Uuid, submission_id: Uuid, order_id: Uuid, account_id: Uuid, value_date: NaiveDate, amount: Money, currency: Word,
        bank_reference: String, note: Option<Word>, operator_id: Uuid, created_at: Time,
    }

    LogRow = payment_verification_logs {
        id: Uuid, order_id: Uuid, submission_id: Option<Uuid>, verdict: Word, reason_code: Option<Word>, reason_text: Option<Arc<str>>,
        override_reason: Option<Arc<str>>, credited_amount: Money, due_amount: Money, tolerance_amount: Money, surplus_amount: Money,
        operator_id: Uuid, event_seq: i64, created_at: Time,
    }

    RefundRow = refunds {
        id: Uuid, order_id: Uuid, amount: Money, currency: Word, status: Word, reason: Arc<str>, requested_role: Word,
        requested_by: Option<Uuid>, closed_by: Option<Uuid>, closed_at: Option<Time>, created_at: Time, to_method: Option<Word>,
        to_bank: Option<Word>, to_account: Option<Arc<str>>, to_phone: Option<Arc<str>>, to_id_doc: Option<Arc<str>>,
        to_name: Option<Arc<str>>,
    }

    RefundPaymentRow = refund_payments {
        id: Uuid, refund_id: Uuid, order_id: Uuid, amount: Money, currency: Word, method: Word, reference: String, paid_by: Uuid,
        paid_at: Time, created_at: Time,
    }

    AssignmentRow = production_assignments {
        id: Uuid, order_id: Uuid, attempt: i64, status: Word, workshop_id: Option<Uuid>, cause: Option<Word>, agreed_cost: Option<Money>,
        currency: Word = "'USD'", policy: Option<Word>, deposit_basis_points: Option<i64>, respond_by: Option<Time>,
        promised_ready_on: Option<NaiveDate>, notified_at: Option<Time>, accepted_at: Option<Time>, started_at: Option<Time>,
        ready_at: Option<Time>, handed_at: Option<Time>, completed_at: Option<Time>, closed_at: Option<Time>, reason_code: Option<Word>,
        reason_text: Option<Arc<str>>, cancel_share_basis_points: Option<i64>, carrier: Option<Word>, tracking_number: Option<String>,
        ranked_at: Time, ranked_supply: i64, demands_deposit: bool, reminded_at: Option<Time>, pickup_code: Option<String>, event_seq: i64, version: i64, created_at: Time,
    }

    RankingRow = assignment_rankings { assignment_id: Uuid, seq: i64, at: Time, ranking: String, created_at: Time = "at" }

    ExclusionRow = workshop_exclusions { order_id: Uuid, workshop_id: Uuid, assignment_id: Uuid, reason_code: Word, created_at: Time }

    BookingRow = capacity_bookings {
        id: Uuid, assignment_id: Uuid, workshop_id: Uuid, offer_id: Uuid, day: NaiveDate, units: i64, state: Word,
        override_reason: Option<Word>, override_by: Option<Uuid>, freed_at: Option<Time>, created_at: Time,
    }

    PayableRow = workshop_payables {
        id: Uuid, assignment_id: Uuid, order_id: Uuid, workshop_id: Uuid, kind: Word, policy: Word, amount: Money, currency: Word = "'USD'",
        status: Word, due_on: NaiveDate, cut_on: Option<NaiveDate>, reason: Option<Arc<str>>, version: i64, created_at: Time,
    }

    PayableEventRow = payable_events {
        payable_id: Uuid, seq: i64, at: Time, kind: Word, actor_role: Word, actor_id: Option<Uuid>, actor_name: Arc<str>,
        reason: Option<Arc<str>>, amount: Option<Money>, created_at: Time = "at",
    }

    SettlementRow = settlements {
        id: Uuid, workshop_id: Uuid, amount: Money, currency: Word, method: Word, reference: String, payee_name: Arc<str>,
        payee_id_doc: String, payee_bank_code: Option<Word>, payee_account: String, paid_by: Uuid, paid_at: Time, created_at: Time,
        sent_on: NaiveDate, sent_amount: Option<Money>, sent_currency: Option<Word>, rate: Option<Rate>,
    }

    PayablePaymentRow = payable_payments {
        id: Uuid, payable_id: Uuid, settlement_id: Uuid, amount: Money, currency: Word = "'USD'", method: Word, reference: String,
        reverses_id: Option<Uuid>, reason: Option<Word>, paid_by: Uuid, paid_at: Time, created_at: Time = "paid_at",
        sent_amount: Option<Money>, sent_currency: Option<Word>, rate: Option<Rate>,
    }
}
