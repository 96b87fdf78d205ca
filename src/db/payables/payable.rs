//! What is owed to workshops, as who pays it needs it: lines locked with what was paid of them, and where they stand then.
//! Lines are made and ended in [`super::owed`].

use crate::db::engine::error::DbResult;
use crate::db::engine::page::padded;
use crate::db::engine::record::record;
use crate::db::engine::statement::{Bound, Query, statement};
use crate::db::engine::value::{Param, bind};
use crate::db::engine::{Dialect, Tx};
use crate::domain::Time;
use crate::domain::ids::{AssignmentId, PayableId, WorkshopId};
use crate::domain::money::Currency;
use crate::domain::payables::line::{Payable, PayableStatus};

const LINES: &str = "SELECT p.id, p.workshop_id, o.number, p.kind, p.amount, p.currency, p.status, p.due_on, p.cut_on, p.version, \
  coalesce((SELECT min(e.at) FROM payable_events e WHERE e.payable_id = p.id AND e.kind = 'CREATED'), o.placed_at) AS made_at, \
  (SELECT coalesce(sum(y.amount), 0) FROM payable_payments y WHERE y.payable_id = p.id) AS paid \
  FROM workshop_payables p JOIN orders o ON o.id = p.order_id WHERE ";

statement! {
    /// Any number of lines in one trip, each with its new status.
    RESTATE = sqlite [
      "UPDATE workshop_payables SET status = j.value ->> 'status', version = version + 1 FROM json_each($1) j \
        WHERE workshop_payables.id = unhex(j.value ->> 'payable', '-')"
    ] postgres [
      "UPDATE workshop_payables p SET status = j.status, version = p.version + 1 \
        FROM jsonb_to_recordset($1) AS j(payable uuid, status text) WHERE p.id = j.payable"
    ]
}

statement! {
    CUT_OVER = "SELECT p.id FROM workshop_payables p WHERE p.status = 'SCHEDULED' AND p.cut_on < $1 ORDER BY p.cut_on LIMIT $2"
}

record! {
    /// A line under lock.
    pub struct LockedPayable {
        pub line: Payable = read(Payable::from_row),
        pub workshop: WorkshopId = "workshop_id",
        /// Of its order.
        pub number: String,
        pub version: i64,
        pub made_at: Time,
    }

    struct Id(PayableId = "id");
}

/// Locks the lines of these ids; one that does not exist is missing in the answer.
pub async fn lock(tx: &mut Tx, ids: &[PayableId]) -> DbResult<Vec<LockedPayable>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids = padded(ids.iter().map(Param::from).collect());
    locked(tx, |query| query.push("p.id IN (").bind_list(ids.clone()).push(")")).await
}

/// Locks the lines of an assignment.
pub(crate) async fn of_assignment(tx: &mut Tx, assignment: AssignmentId) -> DbResult<Vec<LockedPayable>> {
    locked(tx, |query| query.push("p.assignment_id = ").bind(assignment)).await
}

/// Locks what the workshop owes in a currency.
pub async fn open_clawbacks(tx: &mut Tx, workshop: WorkshopId, currency: Currency) -> DbResult<Vec<LockedPayable>> {
    let owed = |query: Query| {
        query
            .push_for(
                // It would take the index of all lines for as good as that of the open ones.
                "p.id IN (SELECT l.id FROM workshop_payables l INDEXED BY workshop_payables_open \
                 WHERE l.status NOT IN ('PAID', 'VOIDED') AND l.amount < 0 AND l.workshop_id = ",
                "(p.status NOT IN ('PAID', 'VOIDED') AND p.amount < 0 AND p.workshop_id = ",
            )
            .bind(workshop)
            .push_for(" AND l.currency = ", " AND p.currency = ")
            .bind(currency)
            .push(")")
    };
    locked(tx, owed).await
}

/// PostgreSQL gives a row that was waited for in its newest version, but its payments as they were before the wait: there
/// the rows are locked first and read then.
async fn locked(tx: &mut Tx, fitting: impl Fn(Query) -> Query) -> DbResult<Vec<LockedPayable>> {
    if tx.dialect() == Dialect::Postgres {
        let lock = fitting(Query::new("SELECT p.id FROM workshop_payables p WHERE ")).push(" ORDER BY p.id FOR UPDATE");
        tx.all::<Id>(lock).await?;
    }
    tx.all(fitting(Query::new(LINES)).push(" ORDER BY p.id")).await
}

/// Scheduled lines whose cut was before this day, the oldest first.
pub async fn cut_over(tx: &mut Tx, today: chrono::NaiveDate, limit: u32) -> DbResult<Vec<PayableId>> {
    Ok(tx
        .all::<Id>(CUT_OVER.with(bind![today, limit]))
        .await?
        .into_iter()
        .map(|Id(id)| id)
        .collect())
}

/// Gives lines their new status; each of them has a new version.
pub fn restate(lines: impl IntoIterator<Item = (PayableId, PayableStatus)>) -> Bound {
    let lines = lines
        .into_iter()
        .map(|(payable, status)| serde_json::json!({ "payable": payable, "status": status }));
    RESTATE.with(bind![serde_json::Value::Array(lines.collect())])
}
