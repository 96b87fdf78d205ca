//! The vocabulary of typed filters: names of fields and of their values, in Spanish and English, folded.

use crate::domain::method::PaymentMethod as Method;
use crate::domain::orders::shipping::DeliveryMethod as Delivery;
use crate::domain::orders::status::{AssignmentStatus as Production, PaymentStatus as Payment};
use crate::domain::payables::line::PayableStatus as Payable;
use crate::domain::payables::policy::PaymentPolicy as Policy;

/// What `field:` may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Number,
    Customer,
    Phone,
    IdDoc,
    Reference,
    Bank,
    Account,
    Method,
    Status,
    Production,
    Workshop,
    City,
    Zone,
    State,
    Delivery,
    From,
    To,
    Signals,
    Holder,
    Wait,
    Policy,
    Overdue,
}

/// Each field with its names; the first is the one shown to people.
pub(crate) const FIELDS: &[(Field, &[&str])] = &[
    (Field::Number, &["pedido", "numero", "orden", "order", "number"]),
    (Field::Customer, &["cliente", "nombre", "customer", "name"]),
    (Field::Phone, &["tel", "telefono", "phone"]),
    (Field::IdDoc, &["ci", "cedula", "rif", "doc", "id"]),
    (Field::Reference, &["ref", "referencia", "reference"]),
    (Field::Bank, &["banco", "bank"]),
    (Field::Account, &["cuenta", "account"]),
    (Field::Method, &["metodo", "method"]),
    (Field::Status, &["estado", "pago", "status", "payment"]),
    (Field::Production, &["produccion", "production"]),
    (Field::Workshop, &["taller", "workshop"]),
    (Field::City, &["ciudad", "city"]),
    (Field::Zone, &["zona", "zone"]),
    (Field::State, &["edo", "entidad", "state"]),
    (Field::Delivery, &["entrega", "delivery"]),
    (Field::From, &["desde", "from", "since"]),
    (Field::To, &["hasta", "to", "until"]),
    (Field::Signals, &["senales", "senal", "signals", "signal"]),
    (Field::Holder, &["revisa", "tomado", "holder", "reviewer"]),
    (Field::Wait, &["espera", "wait"]),
    (Field::Policy, &["politica", "policy"]),
    (Field::Overdue, &["vencido", "vencida", "overdue"]),
];

/// Fields of the list of orders.
pub(crate) const OF_ORDERS: &[Field] = &[
    Field::Number,
    Field::Customer,
    Field::Phone,
    Field::IdDoc,
    Field::Reference,
    Field::Bank,
    Field::Status,
    Field::Production,
    Field::Workshop,
    Field::City,
    Field::Zone,
    Field::State,
    Field::Delivery,
    Field::From,
    Field::To,
];

/// Fields of the review queue.
pub(crate) const OF_QUEUE: &[Field] = &[
    Field::Number,
    Field::Customer,
    Field::Phone,
    Field::IdDoc,
    Field::Reference,
    Field::Bank,
    Field::Account,
    Field::Method,
    Field::Signals,
    Field::Holder,
    Field::Wait,
];

/// Fields of the list of what is owed to workshops.
pub(crate) const OF_PAYABLES: &[Field] = &[Field::Workshop, Field::Status, Field::Policy, Field::Overdue];

/// Names of payment statuses, beside the stored ones.
pub(crate) const PAYMENTS: &[(Payment, &[&str])] = &[
    (Payment::Pending, &["pendiente", "esperando"]),
    (Payment::Reported, &["reportado", "por-revisar"]),
    (Payment::UnderReview, &["revision", "en-revision", "review"]),
    (Payment::Confirmed, &["confirmado", "pagado", "paid"]),
    (Payment::Rejected, &["rechazado"]),
    (Payment::Cancelled, &["cancelado", "canceled"]),
    (
        Payment::RefundPending,
        &["reembolso", "reembolso-pendiente", "por-reembolsar", "refund"],
    ),
    (Payment::Refunded, &["reembolsado"]),
];

/// Names of production statuses, beside the stored ones. Two of them are words of payment too, and mean that there.
pub(crate) const PRODUCTIONS: &[(Production, &[&str])] = &[
    (Production::PendingAssignment, &["por-asignar", "sin-taller", "unassigned"]),
    (Production::Notified, &["notificado"]),
    (Production::Accepted, &["aceptado", "en-preparacion", "preparacion"]),
    (Production::InProduction, &["produccion", "en-produccion"]),
    (Production::Ready, &["listo"]),
    (Production::HandedToDelivery, &["enviado", "despachado", "shipped"]),
    (Production::Completed, &["completado", "entregado", "delivered"]),
];

/// Names of the statuses of what is owed.
pub(crate) const PAYABLES: &[(Payable, &[&str])] = &[
    (Payable::Scheduled, &["por-cortar"]),
    (Payable::Due, &["por-pagar"]),
    (Payable::PartiallyPaid, &["parcial", "en-parte", "part", "partial"]),
    (Payable::Paid, &["pagada", "pagado"]),
    (Payable::OnHold, &["detenida", "detenido", "held", "hold"]),
    (Payable::Voided, &["anulada", "anulado", "void"]),
];

pub(crate) const POLICIES: &[(Policy, &[&str])] = &[
    (Policy::Prepaid, &["adelantado"]),
    (Policy::DepositBalance, &["anticipo", "deposit", "50/50"]),
    (Policy::OnReady, &["listo", "al-listo", "ready"]),
    (Policy::OnDelivery, &["entrega", "al-entregar", "delivery"]),
    (Policy::WeeklyCut, &["semanal", "weekly"]),
    (Policy::BiweeklyCut, &["quincenal", "biweekly"]),
    (Policy::MonthlyCut, &["mensual", "monthly"]),
];

pub(crate) const METHODS: &[(Method, &[&str])] = &[
    (Method::PagoMovil, &["pagomovil", "pm"]),
    (Method::BankTransfer, &["transferencia", "transfer"]),
    (Method::Zelle, &["zelle"]),
    (Method::BinancePay, &["binance", "usdt"]),
    (Method::Cash, &["efectivo"]),
];

pub(crate) const DELIVERIES: &[(Delivery, &[&str])] = &[
    (Delivery::Pickup, &["retiro", "recoger"]),
    (Delivery::LocalDelivery, &["local", "domicilio"]),
    (Delivery::NationalShipping, &["nacional", "envio", "national", "shipping"]),
];

pub(crate) const YES: &[&str] = &["si", "s", "yes", "y", "con", "any", "1"];
pub(crate) const NOBODY: &[&str] = &["nadie", "nobody", "none", "libre", "free"];
pub(crate) const ME: &[&str] = &["yo", "mi", "me", "mine"];

/// The value whose name or stored form this folded word is. Blanks and underscores count as dashes.
pub(crate) fn value<T: Copy>(word: &str, names: &[(T, &[&str])], stored: impl Fn(T) -> &'static str) -> Option<T> {
    let word = word.replace(['_', ' '], "-");
    let is =
        |(value, names): &&(T, &[&str])| names.contains(&word.as_str()) || stored(*value).to_ascii_lowercase().replace('_', "-") == word;
    names.iter().find(is).map(|(value, _)| *value)
}

/// The field of that name, and the names people may choose from when there is none.
pub(crate) fn field(word: &str, allowed: &[Field]) -> Result<Field, String> {
    let named = FIELDS
        .iter()
        .find(|(field, names)| allowed.contains(field) && names.contains(&word));
    named.map(|(field, _)| *field).ok_or_else(|| {
        let shown: Vec<_> = FIELDS
            .iter()
            .filter(|(field, _)| allowed.contains(field))
            .filter_map(|(_, names)| names.first().copied())
            .collect();
        shown.join(", ")
    })
}
