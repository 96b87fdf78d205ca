//! What people say about a credit: a note, that it belongs to no order, that it does after all.

use serde::Serialize;

use crate::db::engine::error::DbResult;
use crate::db::engine::reader::Reader;
use crate::db::engine::record::record;
use crate::db::engine::statement::{Bound, statement};
use crate::db::engine::value::bind;
use crate::domain::Time;
use crate::domain::bank::credit::CreditAct;
use crate::domain::ids::{CreditId, OperationId, OperatorId};
use crate::domain::text::Safe;

statement! {
    INSERT = "INSERT INTO bank_credit_notes (credit_id, act, note, operator_id, operation_id) VALUES ($1, $2, $3, $4, $5)"
}

statement! {
    OF_CREDIT = "SELECT n.act, n.note, n.created_at, p.display_name AS who FROM bank_credit_notes n JOIN operators p ON p.id = n.operator_id \
      WHERE n.credit_id = $1 ORDER BY n.id"
}

record! {
    #[derive(Serialize)]
    pub struct CreditNote {
        pub act: CreditAct,
        pub note: Option<Safe>,
        pub created_at: Time,
        pub who: Safe,
    }
}

pub fn insert(credit: CreditId, act: CreditAct, note: Option<String>, operator: OperatorId, operation: OperationId) -> Bound {
    INSERT.with(bind![credit, act, note, operator, operation])
}

pub async fn of_credit(reader: &mut impl Reader, credit: CreditId) -> DbResult<Vec<CreditNote>> {
    reader.all(OF_CREDIT.with(bind![credit])).await
}
