//! Who may write to each table at all: the permissions behind `table_roles`, which the database looks at (migration 0041).

use crate::domain::actor::{Permission, Role};

/// Tables that the jobs, the sender and a site's requests alone move.
pub const OF_THE_SYSTEM: &[&str] = &["job_leases", "message_attempts", "message_channels", "requests"];

/// Every other table that a command writes to, with the permission that lets somebody. Along the edges it is `edge_roles` that says
/// who; here it is whoever walks any.
pub const WRITERS: &[(Permission, &[&str])] = &[
    (
        Permission::KeepReference,
        &[
            "accepted_clocks",
            "bank_accounts",
            "cities",
            "exchange_rates",
            "products",
            "shipping_rates",
        ],
    ),
    (Permission::KeepOperators, &["operator_keys", "operators"]),
    (
        Permission::KeepWorkshops,
        &[
            "holidays",
            "service_zone_cities",
            "service_zones",
            "workshop_offers",
            "workshop_zones",
        ],
    ),
    (
        Permission::KeepCapacity,
        &[
            "capacity_overrides",
            "capacity_weekly",
            "closed_day_proposals",
            "workshop_changes",
            "workshops",
        ],
    ),
    (Permission::ProposeClosedDays, &["closed_day_proposals"]),
    (
        Permission::ReviewPayments,
        &[
            "bank_allocations",
            "bank_credit_notes",
            "bank_credits",
            "bank_files",
            "bank_imports",
            "order_items",
            "order_quotes",
            "payment_evidence",
            "payment_evidence_voids",
            "payment_submissions",
            "payment_verification_logs",
            "receipts",
            "refund_payments",
            "refunds",
        ],
    ),
    (
        Permission::SettlePayables,
        &[
            "payable_payments",
            "payment_run_choices",
            "payment_run_lines",
            "payment_run_payables",
            "payment_runs",
            "settlements",
        ],
    ),
    (
        Permission::Assign,
        &[
            "assignment_rankings",
            "capacity_bookings",
            "payable_events",
            "production_assignments",
            "workshop_exclusions",
            "workshop_payables",
        ],
    ),
    (Permission::AddNote, &["notifications", "order_events", "orders"]),
    (Permission::SendMessages, &["message_acts", "message_contacts"]),
    (Permission::KeepViews, &["alert_reads", "operations", "saved_views"]),
];

/// Each table with each role that may write to it, as `table_roles` has them.
pub fn table_roles() -> impl Iterator<Item = (&'static str, Role)> {
    let permitted = WRITERS.iter().flat_map(|(permission, tables)| {
        tables
            .iter()
            .flat_map(|table| permission.roles().iter().map(|role| (*table, *role)))
    });
    permitted.chain(OF_THE_SYSTEM.iter().map(|table| (*table, Role::System)))
}
