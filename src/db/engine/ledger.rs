//! What the ledger of workshops holds, as a question: a load fills it so, and `db check` compares it.

/// The movements of each line and payment: what the ledger of workshops holds.
macro_rules! movements {
    () => {
        "SELECT p.workshop_id, p.currency, p.created_at AS at, 'LINE' AS entry, p.id AS source_id, p.amount AS change FROM workshop_payables p \
          UNION ALL SELECT p.workshop_id, p.currency, e.at, 'VOID', p.id, -e.amount \
            FROM payable_events e JOIN workshop_payables p ON p.id = e.payable_id WHERE e.kind = 'VOIDED' \
          UNION ALL SELECT p.workshop_id, p.currency, y.paid_at, CASE WHEN y.reverses_id IS NULL THEN 'PAYMENT' ELSE 'REVERSAL' END, y.id, -y.amount \
            FROM payable_payments y JOIN workshop_payables p ON p.id = y.payable_id"
    };
}
pub(crate) use movements;
