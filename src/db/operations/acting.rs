//! Who changes master data in a transaction: the rows that its triggers write (`master_changes`) carry the name. Without it
//! they say that the change came from outside the program.

use crate::db::engine::error::DbResult;
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::db::engine::{Dialect, Tx};
use crate::domain::actor::Actor;
use crate::domain::ids::OperationId;

statement!(
    NAME = sqlite ["INSERT INTO acting_person (role, operator_id, name, operation_id) VALUES ($1, $2, $3, $4)"]
    postgres ["SELECT set_config('krafta.actor', jsonb_build_object('role', $1::text, 'id', $2::uuid, 'name', $3::text, \
      'operation', $4::uuid)::text, true)"]
);
statement!(
    FORGET = sqlite ["DELETE FROM acting_person WHERE one = 1"]
    postgres ["SELECT set_config('krafta.actor', '', true)"]
);

impl Tx {
    /// Names the person until [`Tx::act_no_more`]; a rolled back transaction forgets them by itself.
    pub async fn act_as(&mut self, actor: &Actor, operation: Option<OperationId>) -> DbResult<()> {
        let statement = NAME.with(bind![actor.role, actor.id, &actor.name, operation]);
        self.exec(statement).await.map(drop)
    }

    /// Before the commit of a transaction that named a person. PostgreSQL forgets them with the transaction.
    pub async fn act_no_more(&mut self) -> DbResult<()> {
        match self.dialect() {
            Dialect::Sqlite => self.exec(FORGET.with([])).await.map(drop),
            Dialect::Postgres => Ok(()),
        }
    }
}
