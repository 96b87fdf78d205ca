//! Saved views, as rows: one person's own and those that others share.

use serde::Serialize;

use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::db::engine::{Db, Tx};
use crate::domain::ids::OperatorId;
use crate::domain::text::Safe;
use crate::domain::views::ViewedList;

record! {
    /// A way of looking at a list.
    #[derive(Eq, Serialize)]
    pub struct SavedView {
        pub owner: OperatorId = "operator_id",
        pub by: Safe = "display_name",
        pub list: ViewedList,
        pub name: Safe,
        /// The filter as it is typed.
        pub words: Safe,
        pub preset: Safe,
        /// A bit for each column that is not shown, from the first.
        pub hidden_columns: u32,
        pub sort_column: Option<u32>,
        pub descends: bool,
        /// Everybody has it.
        pub shared: bool,
        /// The terminal opens on it.
        pub starts: bool,
    }
}

statement! {
    SEEN = "SELECT v.operator_id, o.display_name, v.list, v.name, v.words, v.preset, v.hidden_columns, v.sort_column, v.descends, v.shared, v.starts \
      FROM saved_views v JOIN operators o ON o.id = v.operator_id WHERE v.operator_id = $1 OR v.shared ORDER BY v.list, v.name, v.operator_id"
}
statement! {
    PUT = "INSERT INTO saved_views (operator_id, list, name, words, preset, sort_column, descends, shared, starts, hidden_columns) \
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (operator_id, list, name) DO UPDATE SET words = excluded.words, \
      preset = excluded.preset, hidden_columns = excluded.hidden_columns, sort_column = excluded.sort_column, descends = excluded.descends, shared = excluded.shared, \
      starts = excluded.starts"
}
statement!(START_ELSEWHERE = "UPDATE saved_views SET starts = $2 WHERE operator_id = $1 AND starts");
statement!(REMOVE = "DELETE FROM saved_views WHERE operator_id = $1 AND list = $2 AND name = $3");

impl Db {
    /// Those of this person, and those that others share.
    pub async fn saved_views(&self, operator: OperatorId) -> DbResult<Vec<SavedView>> {
        self.all(SEEN.with(bind![operator])).await
    }
}

impl Tx {
    pub async fn saved_views(&mut self, operator: OperatorId) -> DbResult<Vec<SavedView>> {
        self.all(SEEN.with(bind![operator])).await
    }

    /// In place of one of the same name.
    pub async fn put_view(&mut self, view: &SavedView) -> DbResult<()> {
        if view.starts {
            self.exec(START_ELSEWHERE.with(bind![view.owner, false])).await?;
        }
        let SavedView {
            owner,
            list,
            name,
            words,
            preset,
            hidden_columns,
            sort_column,
            descends,
            shared,
            starts,
            ..
        } = view;
        let (name, words, preset) = (name.to_string(), words.to_string(), preset.to_string());
        let values = bind![
            owner,
            list,
            name,
            words,
            preset,
            sort_column,
            descends,
            shared,
            starts,
            hidden_columns
        ];
        self.exec(PUT.with(values)).await.map(drop)
    }

    /// False when there is none.
    pub async fn remove_view(&mut self, owner: OperatorId, list: ViewedList, name: &str) -> DbResult<bool> {
        Ok(self.exec(REMOVE.with(bind![owner, list, name])).await? > 0)
    }
}
