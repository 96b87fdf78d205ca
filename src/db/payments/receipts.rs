//! The pictures of payments that are kept in the database, under their SHA-256.

use crate::db::engine::error::DbResult;
use crate::db::engine::row::Found;
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::db::engine::{Db, Tx};

statement!(KEEP = "INSERT INTO receipts (digest, kind, content) VALUES ($1, $2, $3) ON CONFLICT (digest) DO NOTHING");
statement!(KIND = "SELECT kind AS found FROM receipts WHERE digest = $1");
statement!(SIZE = "SELECT CAST(length(content) AS bigint) AS found FROM receipts WHERE digest = $1");
statement!(CONTENT = "SELECT content AS found FROM receipts WHERE digest = $1");

/// Keeps a picture; the same one twice is one.
pub async fn keep(db: &Db, digest: &str, kind: &str, content: &[u8]) -> DbResult<()> {
    let mut tx = db.begin().await?;
    tx.exec(KEEP.with(bind![digest, kind, content])).await?;
    tx.commit().await
}

/// The kind and the bytes of a picture that is kept.
pub async fn kept(tx: &mut Tx, digest: &str) -> DbResult<Option<(String, i64)>> {
    let kind = tx.opt::<Found<String>>(KIND.with(bind![digest])).await?;
    let size = tx.opt::<Found<i64>>(SIZE.with(bind![digest])).await?;
    Ok(kind.zip(size).map(|(kind, size)| (kind.0, size.0)))
}

pub async fn content(db: &Db, digest: &str) -> DbResult<Option<Vec<u8>>> {
    let found = db.opt::<Found<Vec<u8>>>(CONTENT.with(bind![digest])).await?;
    Ok(found.map(|found| found.0))
}
