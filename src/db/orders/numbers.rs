//! Orders by their number, and the numbers somebody may have meant.

use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::page::padded;
use crate::db::engine::row::{Found, found};
use crate::db::engine::statement::{Query, statement};
use crate::db::engine::value::{Param, bind};
use crate::domain::ids::OrderId;

statement! {
    ID_OF = "SELECT id AS found FROM orders WHERE number = $1"
}

statement! {
    BETWEEN = "SELECT number AS found FROM orders WHERE number >= $1 AND number <= $2 ORDER BY number LIMIT 100"
}

pub async fn id_of(db: &Db, number: &str) -> DbResult<Option<OrderId>> {
    Ok(db.opt::<Found<OrderId>>(ID_OF.with(bind![number])).await?.map(|Found(id)| id))
}

/// Those of `guesses` that are numbers of orders, a few hundred at once.
pub async fn existing(db: &Db, guesses: &[String]) -> DbResult<Vec<String>> {
    let mut all = Vec::new();
    for guesses in guesses.chunks(256) {
        let query = Query::new("SELECT o.number AS found FROM orders o WHERE o.number IN (")
            .bind_list(padded(guesses.iter().map(Param::from).collect()))
            .push(")");
        all.extend(found(db.all::<Found<String>>(query).await?));
    }
    Ok(all)
}

/// Numbers that begin with `start`, which has the prefix.
pub async fn starting_with(db: &Db, start: &str) -> DbResult<Vec<String>> {
    Ok(found(db.all(BETWEEN.with(bind![start, format!("{start}ZZZZZZ")])).await?))
}
