//! The pictures of payments that are kept in the database, under their SHA-256.

use crate::db::engine::error::DbResult;
use crate::db::engine::record::record;
use crate::db::engine::row::Found;
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::db::engine::{Db, Tx};
use crate::domain::payments::receipt_file::ReceiptKind;

statement!(KEEP = "INSERT INTO receipts (digest, kind, content) VALUES ($1, $2, $3) ON CONFLICT (digest) DO NOTHING");
statement!(KEPT = "SELECT kind, CAST(length(content) AS bigint) AS size FROM receipts WHERE digest = $1");
statement!(CONTENT = "SELECT content AS found FROM receipts WHERE digest = $1");

record! {
    /// What is known of a picture without its content.
    pub struct KeptReceipt {
        pub kind: ReceiptKind,
        /// Bytes.
        pub size: i64,
    }
}

/// Keeps a picture; the same one twice is one.
pub async fn keep(db: &Db, digest: &str, kind: ReceiptKind, content: &[u8]) -> DbResult<()> {
    let mut tx = db.begin().await?;
    tx.exec(KEEP.with(bind![digest, kind, content])).await?;
    tx.commit().await
}

pub async fn kept(tx: &mut Tx, digest: &str) -> DbResult<Option<KeptReceipt>> {
    tx.opt(KEPT.with(bind![digest])).await
}

pub async fn content(db: &Db, digest: &str) -> DbResult<Option<Vec<u8>>> {
    let found = db.opt::<Found<Vec<u8>>>(CONTENT.with(bind![digest])).await?;
    Ok(found.map(|found| found.0))
}
