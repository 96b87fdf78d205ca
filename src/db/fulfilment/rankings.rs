//! How the choices of an assignment looked.

use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::domain::Time;
use crate::domain::ids::AssignmentId;

statement! {
    OF = "SELECT at, ranking FROM assignment_rankings WHERE assignment_id = $1 ORDER BY seq DESC"
}

record! {
    /// A choice as it was kept.
    pub struct RankingRecord {
        pub at: Time,
        pub ranking: serde_json::Value,
    }
}

/// The last one first.
pub async fn of(db: &Db, assignment: AssignmentId) -> DbResult<Vec<RankingRecord>> {
    db.all(OF.with(bind![assignment])).await
}
