//! What the words of a message may ask for, and what they may not leave out: a shop that writes its own is held to it.

/// What every message knows of its order.
pub const ALWAYS: &[&str] = &[
    "order",
    "customer",
    "by",
    "delivery",
    "label",
    "total",
    "due",
    "credited",
    "expires_at",
];

/// What the words of this template (`message-customer-P7`) may ask for besides.
pub fn own(template: &str) -> &'static [&'static str] {
    let mut parts = template.splitn(3, '-');
    let (_, whom, kind) = (parts.next(), parts.next(), parts.next().unwrap_or_default());
    match (whom, kind) {
        (_, "P1") => &["accounts"],
        (_, "P2" | "P3" | "P9" | "P18") => &["amount", "method"],
        (_, "P7") => &["why"],
        (_, "P8") => &["missing"],
        (_, "SURPLUS_CREDITED") => &["amount", "from"],
        (_, "P13" | "P13-RETURN" | "P14" | "P19" | "SURPLUS_RECORDED") => &["amount"],
        (_, "REFUND_PART") => &["amount", "kind"],
        (_, "P15") => &["paid", "reference"],
        (_, "REFUND_PART_PAID") => &["paid", "reference", "kind"],
        (Some("admins"), "A11") => &["workshop", "why"],
        (Some("workshop"), "A3") => &["cost", "ready_on", "respond_by"],
        (Some("workshop"), "A3-REMINDER") => &["respond_by"],
        (Some("customer"), "A4") => &["ready_on"],
        (Some("customer"), "A7") => &["pickup_code"],
        (Some("customer"), "A8") => &["carrier", "tracking_number", "follow"],
        _ => &[],
    }
}

/// Whether it asks a workshop to make something: then it contains the work sheet.
pub fn contains_work_sheet(template: &str) -> bool {
    matches!(template, "message-workshop-A3" | "message-workshop-A3-REMINDER")
}

/// What they must say: the order, why a payment was rejected, what is missing, what was paid back.
pub fn required(template: &str) -> Vec<&'static str> {
    let own = match template.rsplit_once("message-customer-").map_or("", |(_, kind)| kind) {
        "P1" => &["due", "expires_at", "accounts"][..],
        "P7" => &["why"],
        "P8" => &["missing"],
        "P13" | "P13-RETURN" | "P14" | "REFUND_PART" => &["amount"],
        "P15" | "REFUND_PART_PAID" => &["paid"],
        _ => &[],
    };
    std::iter::once("order").chain(own.iter().copied()).collect()
}
