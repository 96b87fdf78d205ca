//! The vocabulary of typed filters: names of fields and of their values, in Spanish and English, folded.

use crate::domain::method::PaymentMethod as Method;
use crate::domain::names::named;
use crate::domain::orders::shipping::DeliveryMethod as Delivery;
use crate::domain::orders::status::{AssignmentStatus as Production, PaymentStatus as Payment};
use crate::domain::payables::line::PayableStatus as Payable;
use crate::domain::payables::policy::PaymentPolicy as Policy;
use crate::domain::refusal::Arg;

named! {
    /// What `field:` may name.
    pub(crate) enum Field {
        Number = "number",
        Customer = "customer",
        Phone = "phone",
        IdDoc = "id-doc",
        Reference = "reference",
        Bank = "bank",
        Account = "account",
        Method = "method",
        Status = "status",
        Production = "production",
        Workshop = "workshop",
        City = "city",
        Zone = "zone",
        State = "state",
        Delivery = "delivery",
        From = "from",
        To = "to",
        Date = "date",
        Amount = "amount",
        Signals = "signals",
        Holder = "holder",
        Wait = "wait",
        Policy = "policy",
        Overdue = "overdue",
    }
}

/// Each field with its names, as `docs/search.md` lists them. What a person is shown of them is in the catalogue.
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
    (Field::Date, &["fecha", "dia", "date", "day"]),
    (Field::Amount, &["monto", "total", "amount"]),
    (
        Field::Signals,
        &["alertas", "alerta", "alerts", "alert", "senales", "senal", "signals", "signal"],
    ),
    (Field::Holder, &["revisa", "tomado", "holder", "reviewer"]),
    (Field::Wait, &["espera", "wait"]),
    (Field::Policy, &["politica", "policy"]),
    (Field::Overdue, &["vencido", "vencida", "overdue"]),
];

/// A list in which people filter: by which fields, and what its amounts and its dates are.
#[cfg_attr(not(test), expect(dead_code, reason = "a test writes docs/search.md from it"))]
pub(crate) struct Filtered {
    /// Its command.
    pub name: &'static str,
    pub fields: &'static [Field],
    /// What `monto:` and a bare amount look at; the keys of what is said of it.
    pub amounts: &'static [&'static str],
    /// What `fecha:`, `desde:` and `hasta:` look at.
    pub dates: &'static str,
    /// What words without a field may be.
    pub words: &'static [&'static str],
}

/// Every list in which people filter: the terminal's `/` and the command line's words read by it, and `docs/search.md` is
/// written from it.
#[cfg(test)]
pub(crate) const LISTS: &[&Filtered] = &[&OF_QUEUE, &OF_ORDERS, &OF_REFUNDS, &OF_WORKS, &OF_PAYABLES, &OF_SETTLEMENTS];

pub(crate) const OF_ORDERS: Filtered = Filtered {
    name: "orders list",
    fields: &[
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
        Field::Date,
        Field::Amount,
    ],
    amounts: &["the total", "what is due", "what a proof of it declares"],
    dates: "the day it was placed",
    words: ANY_ORDER,
};

pub(crate) const OF_QUEUE: Filtered = Filtered {
    name: "review list",
    fields: &[
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
        Field::From,
        Field::To,
        Field::Date,
        Field::Amount,
    ],
    amounts: &["what the proof declares"],
    dates: "the day it was reported",
    words: ANY_ORDER,
};

pub(crate) const OF_REFUNDS: Filtered = Filtered {
    name: "refund list",
    fields: &[
        Field::Number,
        Field::Customer,
        Field::Phone,
        Field::IdDoc,
        Field::Reference,
        Field::From,
        Field::To,
        Field::Date,
        Field::Amount,
    ],
    amounts: &["the refund"],
    dates: "the day it was asked for",
    words: &[
        "an order's number",
        "a phone",
        "a cédula or RIF",
        "a proof's reference or its ending",
        "the reference it was paid with",
        "a name",
    ],
};

pub(crate) const OF_WORKS: Filtered = Filtered {
    name: "production list",
    fields: &[
        Field::Number,
        Field::Customer,
        Field::Workshop,
        Field::From,
        Field::To,
        Field::Date,
        Field::Amount,
    ],
    amounts: &["the cost"],
    dates: "the day the assignment was opened",
    words: &["an order's number", "a workshop", "a name"],
};

pub(crate) const OF_PAYABLES: Filtered = Filtered {
    name: "payables list",
    fields: &[
        Field::Workshop,
        Field::Status,
        Field::Policy,
        Field::Overdue,
        Field::From,
        Field::To,
        Field::Date,
        Field::Amount,
    ],
    amounts: &["the amount", "what is left of it"],
    dates: "the day it is due",
    words: &[
        "an order's number",
        "a phone",
        "a cédula or RIF",
        "a proof's reference or its ending",
        "a workshop",
    ],
};

pub(crate) const OF_SETTLEMENTS: Filtered = Filtered {
    name: "payables settlements",
    fields: &[
        Field::Workshop,
        Field::Reference,
        Field::Method,
        Field::From,
        Field::To,
        Field::Date,
        Field::Amount,
    ],
    amounts: &["the transfer's total", "what left in another currency"],
    dates: "the day it was paid",
    words: &["a workshop", "the ending of a reference"],
};

const ANY_ORDER: &[&str] = &[
    "an order's number",
    "a phone",
    "a cédula or RIF",
    "a proof's reference or its ending",
    "a name",
    "a workshop",
];

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
    (Payable::Scheduled, &["espera-el-corte", "por-cortar"]),
    (Payable::Due, &["por-pagar"]),
    (Payable::PartiallyPaid, &["parcial", "en-parte", "part", "partial"]),
    (Payable::Paid, &["pagada", "pagado"]),
    (Payable::OnHold, &["retenida", "retenido", "detenida", "detenido", "held", "hold"]),
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

/// The field of that name.
pub(crate) fn field(word: &str, allowed: &[Field]) -> Option<Field> {
    let named = FIELDS
        .iter()
        .find(|(field, names)| allowed.contains(field) && names.contains(&word));
    named.map(|(field, _)| *field)
}

/// The names people may choose from.
pub(crate) fn known(allowed: &[Field]) -> Arg {
    let fields = Field::ALL.iter().filter(|field| allowed.contains(field));
    Arg::Messages(fields.map(|field| format!("field-filter-{field}")).collect())
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    /// `KRAFTA_BLESS=1 cargo test reference` writes it anew.
    #[test]
    fn the_reference_of_filters_is_true() {
        const FILE: &str = "docs/search.md";
        let mut text = String::from(HEADER);
        for list in LISTS {
            let _ = writeln!(text, "\n## `krafta {}`\n", list.name);
            let _ = writeln!(text, "- Words alone: {}.", list.words.join(", "));
            let _ = writeln!(text, "- Amounts: {}.", list.amounts.join(", "));
            let _ = writeln!(text, "- Dates: {}.", list.dates);
            let fields: Vec<String> = FIELDS
                .iter()
                .filter(|(field, _)| list.fields.contains(field))
                .map(|(_, names)| format!("`{}`", names.join("` `")))
                .collect();
            let _ = writeln!(text, "- Fields: {}.", fields.join(" · "));
        }
        if std::env::var_os("KRAFTA_BLESS").is_some() {
            std::fs::write(FILE, &text).unwrap();
        }
        assert_eq!(
            std::fs::read_to_string(FILE).unwrap_or_default(),
            text,
            "{FILE} is not what the table says: KRAFTA_BLESS=1 cargo test --lib reference"
        );
    }

    const HEADER: &str = "# Searching\n
The filter line of the terminal (`/`) and the words of a list's command read the same: words, and `field:value` (quotes keep blanks
together: `taller:\"Taller Orinoco\"`). All that is said holds together. Written from the table of fields
(`src/service/core/filter_words.rs`); a test keeps it true.

- An amount alone has cents or a currency: `2.044,16`, `2044,16`, `2044.16`, `Bs 2.044,16`, `12 USD`. Without a currency it is of any.
  A whole number is first a number, a phone, a cédula or a reference, and an amount when it is none that is kept.
- `monto:2044,16` `monto:>1000` `monto:<=1.000,00` `monto:1000..2000` `monto:>$50`. Both decimal marks are read; `1.000` can be
  read in two ways and is refused. A shell reads `>`, `<` and `$` itself: `'monto:>1000'` in quotes.
- `fecha:22/11` `fecha:20/11..22/11` `desde:20/11` `hasta:22/11` are whole days of the shop's time zone.
- What cannot be read is refused by name; it never finds nothing instead.

An amount that few rows have is found by an index, however many there are; one that many have is looked for along the list, as a name
is. A transfer's reference is looked for along the list of transfers.
";
}
