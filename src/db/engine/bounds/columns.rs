//! What each column may hold: the table of [`super`].

use super::{Bounded, ID, OF_ORDER, OF_ORDER_EVENT, Range};

const NAME: Range = Range::Text(200);
const CODE: Range = Range::Text(60);
const LONG: Range = Range::Text(4_000);
const LINK: Range = Range::Text(500);
const DATA: Range = Range::Json(100_000);
const BIG_DATA: Range = Range::Json(1_000_000);

/// Why a payment was rejected, a workshop refused, or an assignment waits (domain.md §2 and §3).
pub(super) const REASONS: Range = Range::OneOf(
    "NOT_FOUND AMOUNT_MISMATCH REF_MISMATCH REF_REUSED WRONG_ACCOUNT ILLEGIBLE INCOMPLETE_DATA REVERSED WRONG_CURRENCY \
    SUSPECTED_FRAUD OTHER NO_CAPACITY NO_MATERIAL DEADLINE COST SPEC_UNCLEAR CANNOT_PRODUCE MACHINE_DOWN ZONE NO_ANSWER \
    NO_CANDIDATE ATTEMPTS WITHDRAWN",
);
/// The edges of domain.md §2 and §3, and what else an order's history tells.
pub(super) const EDGES: Range = Range::OneOf(
    "P1 P2 P3 P4 P5 P6 P7 P8 P9 P10 P11 P12 P13 P14 P15 P16 P17 P18 P19 P20 A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11 A12 A13 NOTE \
    RANKED REMINDED REFUND_PART REFUND_PART_PAID REFUND_PAID REFUND_REVERSED REFUND_DESTINATION REFUND_VOIDED \
    SURPLUS_CREDITED SURPLUS_RECORDED",
);
pub(super) const STATUSES: Range = Range::OneOf(
    "PENDING REPORTED UNDER_REVIEW CONFIRMED REJECTED CANCELLED REFUND_PENDING REFUNDED PENDING_ASSIGNMENT NOTIFIED ACCEPTED \
    IN_PRODUCTION READY HANDED_TO_DELIVERY COMPLETED",
);

/// Columns of one bound are in one text, parted by spaces. Ids, flags and columns whose every value is listed by an older migration
/// are not here.
pub(super) const BOUNDED: &[Bounded] = &[
    Bounded {
        table: "schema_migrations",
        row: "CAST(version AS TEXT)",
        columns: &[(Range::Counter, "version"), (Range::Instant, "applied_at"), (NAME, "name checksum")],
    },
    Bounded {
        table: "payment_edges",
        row: "code",
        columns: &[(EDGES, "code")],
    },
    Bounded {
        table: "assignment_edges",
        row: "code",
        columns: &[(EDGES, "code")],
    },
    Bounded {
        table: "states",
        row: "code",
        columns: &[(NAME, "name")],
    },
    Bounded {
        table: "cities",
        row: "name",
        columns: &[(NAME, "name")],
    },
    Bounded {
        table: "service_zones",
        row: "name",
        columns: &[(NAME, "name")],
    },
    Bounded {
        table: "products",
        row: "sku",
        columns: &[
            (NAME, "sku name"),
            (Range::Amount, "unit_price_amount"),
            (Range::Instant, "created_at"),
        ],
    },
    Bounded {
        table: "shipping_rates",
        row: "method || ' ' || coalesce(state_code, '')",
        columns: &[(Range::Amount, "amount"), (Range::Instant, "created_at")],
    },
    Bounded {
        table: "bank_accounts",
        row: "alias",
        columns: &[
            (NAME, "alias number holder_name holder_id phone email"),
            (Range::Counter, "offered_order"),
            (Range::Instant, "created_at"),
        ],
    },
    Bounded {
        table: "workshops",
        row: "name",
        columns: &[
            (NAME, "name contact_name phone email rif payee_account payee_name payee_id_doc"),
            (LONG, "address pause_reason"),
            (Range::Day, "paused_until"),
            (Range::Counter, "version"),
            (Range::Instant, "created_at"),
        ],
    },
    Bounded {
        table: "workshop_changes",
        row: "what",
        columns: &[
            (Range::Instant, "at created_at"),
            (NAME, "what operator_name"),
            (LONG, "reason"),
            (DATA, "data"),
        ],
    },
    Bounded {
        table: "workshop_offers",
        row: ID,
        columns: &[
            (Range::Amount, "unit_cost_amount"),
            (Range::Counter, "capacity_units lead_days daily_limit min_quantity max_quantity"),
            (Range::Day, "valid_from valid_to"),
            (Range::Instant, "created_at"),
        ],
    },
    Bounded {
        table: "workshop_exclusions",
        row: "reason_code",
        columns: &[(REASONS, "reason_code"), (Range::Instant, "created_at")],
    },
    Bounded {
        table: "capacity_weekly",
        row: "'weekday ' || CAST(weekday AS TEXT)",
        columns: &[(Range::Counter, "units")],
    },
    Bounded {
        table: "capacity_overrides",
        row: "CAST(day AS TEXT)",
        columns: &[
            (Range::Day, "day"),
            (Range::Counter, "units"),
            (LONG, "reason"),
            (Range::Instant, "created_at"),
        ],
    },
    Bounded {
        table: "capacity_bookings",
        row: ID,
        columns: &[
            (Range::Day, "day"),
            (Range::Counter, "units"),
            (LONG, "override_reason"),
            (Range::Instant, "freed_at created_at"),
        ],
    },
    Bounded {
        table: "holidays",
        row: "CAST(day AS TEXT)",
        columns: &[(Range::Day, "day"), (NAME, "name")],
    },
    Bounded {
        table: "operators",
        row: "login",
        columns: &[(NAME, "login display_name"), (Range::Instant, "created_at")],
    },
    Bounded {
        table: "operations",
        row: ID,
        columns: &[
            (CODE, "kind"),
            (NAME, "fingerprint"),
            (BIG_DATA, "receipt"),
            (Range::Instant, "created_at"),
        ],
    },
    Bounded {
        table: "exchange_rates",
        row: "CAST(value_date AS TEXT)",
        columns: &[
            (Range::Day, "value_date"),
            (Range::Rate, "rate"),
            (NAME, "source"),
            (LONG, "ended_reason"),
            (Range::Instant, "created_at"),
        ],
    },
    Bounded {
        table: "orders",
        row: "number",
        columns: &[
            (NAME, "customer_name customer_id_doc customer_email"),
            (LONG, "address"),
            (
                Range::Amount,
                "subtotal_amount shipping_amount total_amount due_amount credited_amount",
            ),
            (Range::Rate, "rate"),
            (
                Range::Instant,
                "quoted_at quote_expires_at claimed_at claim_expires_at placed_at last_event_at created_at",
            ),
            (Range::Counter, "attempt version event_seq"),
        ],
    },
    Bounded {
        table: "order_items",
        row: ID,
        columns: &[
            (NAME, "name"),
            (Range::Counter, "quantity"),
            (Range::Amount, "unit_price_amount line_amount"),
        ],
    },
    Bounded {
        table: "order_quotes",
        row: OF_ORDER,
        columns: &[
            (Range::Counter, "seq"),
            (Range::Amount, "total_amount due_amount"),
            (Range::Rate, "rate"),
            (Range::Instant, "quoted_at expires_at"),
        ],
    },
    Bounded {
        table: "order_events",
        row: OF_ORDER,
        columns: &[
            (Range::Counter, "seq"),
            (Range::Instant, "at created_at"),
            (EDGES, "edge"),
            (STATUSES, "from_status to_status"),
            (NAME, "actor_name"),
            (REASONS, "reason_code"),
            (LONG, "text"),
            (DATA, "data"),
        ],
    },
    Bounded {
        table: "notifications",
        row: "unique_key",
        columns: &[
            (Range::Counter, "event_seq attempts"),
            (CODE, "kind channel"),
            (NAME, "recipient template unique_key"),
            (DATA, "data"),
            (LONG, "last_error"),
            (Range::Instant, "created_at sent_at cancelled_at"),
        ],
    },
    Bounded {
        table: "payment_submissions",
        row: OF_ORDER,
        columns: &[
            (Range::Counter, "seq attempt quote_seq receipt_bytes"),
            (Range::Amount, "amount verified_amount credited_amount"),
            (Range::Day, "paid_on"),
            (
                NAME,
                "origin_bank reference reference_key reference_reversed payer_name payer_id_doc payer_phone payer_email",
            ),
            (DATA, "signals"),
            (Range::Instant, "reported_at created_at"),
        ],
    },
    Bounded {
        table: "payment_evidence",
        row: ID,
        columns: &[
            (Range::Day, "value_date"),
            (Range::Amount, "amount credit_amount"),
            (NAME, "bank_reference"),
            (LONG, "bank_line note"),
            (Range::Instant, "created_at"),
        ],
    },
    Bounded {
        table: "payment_evidence_voids",
        row: OF_ORDER_EVENT,
        columns: &[(Range::Counter, "event_seq"), (Range::Instant, "created_at")],
    },
    Bounded {
        table: "payment_verification_logs",
        row: ID,
        columns: &[
            (REASONS, "reason_code"),
            (LONG, "reason_text override_reason"),
            (Range::Amount, "credited_amount due_amount tolerance_amount surplus_amount"),
            (Range::Counter, "event_seq"),
            (Range::Instant, "created_at"),
        ],
    },
    Bounded {
        table: "refunds",
        row: ID,
        columns: &[
            (Range::Amount, "amount"),
            (LONG, "reason"),
            (NAME, "to_account to_phone to_id_doc to_name"),
            (Range::Instant, "closed_at created_at"),
        ],
    },
    Bounded {
        table: "refund_payments",
        row: "reference",
        columns: &[
            (Range::Amount, "amount sent_amount"),
            (NAME, "reference"),
            (LINK, "receipt_url"),
            (Range::Instant, "paid_at created_at"),
            (LONG, "reason repeats_reason"),
            (Range::Day, "sent_on"),
            (Range::Rate, "rate"),
        ],
    },
    Bounded {
        table: "production_assignments",
        row: ID,
        columns: &[
            (Range::Counter, "attempt event_seq version ranked_supply"),
            (REASONS, "cause reason_code"),
            (Range::Amount, "agreed_cost"),
            (
                Range::Instant,
                "respond_by notified_at accepted_at started_at ready_at handed_at completed_at closed_at created_at ranked_at reminded_at",
            ),
            (Range::Day, "promised_ready_on"),
            (LONG, "reason_text"),
            (NAME, "carrier tracking_number pickup_code"),
            (LINK, "tracking_url"),
        ],
    },
    Bounded {
        table: "assignment_rankings",
        row: "CAST(seq AS TEXT)",
        columns: &[(Range::Counter, "seq"), (Range::Instant, "at created_at"), (BIG_DATA, "ranking")],
    },
    Bounded {
        table: "supply_state",
        row: "'supply'",
        columns: &[(Range::Counter, "version")],
    },
    Bounded {
        table: "job_leases",
        row: "name",
        columns: &[(CODE, "name"), (Range::Instant, "until")],
    },
    Bounded {
        table: "workshop_payables",
        row: ID,
        columns: &[
            (Range::Amount, "amount"),
            (Range::Day, "due_on cut_on"),
            (LONG, "reason"),
            (Range::Counter, "version"),
            (Range::Instant, "created_at"),
        ],
    },
    Bounded {
        table: "payable_events",
        row: "kind",
        columns: &[
            (Range::Counter, "seq"),
            (Range::Instant, "at created_at"),
            (NAME, "actor_name"),
            (LONG, "reason"),
            (Range::Amount, "amount"),
        ],
    },
    Bounded {
        table: "settlements",
        row: "reference",
        columns: &[
            (Range::Amount, "amount sent_amount"),
            (NAME, "reference payee_name payee_id_doc payee_bank_code payee_account"),
            (LINK, "receipt_url"),
            (LONG, "note repeats_reason"),
            (Range::Instant, "paid_at created_at"),
            (Range::Day, "sent_on"),
            (Range::Rate, "rate"),
        ],
    },
    Bounded {
        table: "payable_payments",
        row: "reference",
        columns: &[
            (Range::Amount, "amount sent_amount"),
            (NAME, "reference"),
            (LINK, "receipt_url"),
            (LONG, "reason"),
            (Range::Instant, "paid_at created_at"),
            (Range::Rate, "rate"),
        ],
    },
    Bounded {
        table: "master_changes",
        row: "table_name || ' ' || row_id",
        columns: &[
            (Range::Counter, "id"),
            (NAME, "table_name row_id actor_name login"),
            (BIG_DATA, "old new"),
            (Range::Instant, "created_at"),
        ],
    },
    Bounded {
        table: "requests",
        row: "kind",
        columns: &[(Range::Instant, "created_at answered_at"), (DATA, "receipt")],
    },
];

/// Tables of one engine only.
pub(super) const BOUNDED_SQLITE: &[Bounded] = &[Bounded {
    table: "acting_person",
    row: "name",
    columns: &[(CODE, "role"), (NAME, "name")],
}];
