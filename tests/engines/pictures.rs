//! The pictures of payments: a site hands one in with its report, and every terminal sees it; what is kept cannot be changed, and
//! what lies under another picture's digest is told of.

use std::collections::BTreeMap;

use crate::counter::{Counter, Placed};
use crate::fresh::{Fresh, on_both_engines};
use crate::shop::{Text, token, write};
use krafta::db::{DbResult, Dialect, Param, Query};
use krafta::domain::payments::receipt_file::Sha256Hex;
use krafta::domain::refusal::Code;
use krafta::service::Error;
use krafta::service::orders::view::ReceiptFile;

on_both_engines!(
    a_picture_of_a_site_is_seen_by_every_terminal,
    what_is_no_picture_is_refused,
    a_kept_picture_stays_as_it_is,
    a_program_keeps_where_every_terminal_sees_it
);

/// As the first bytes say, and no further: nobody decodes them here.
fn pictures() -> BTreeMap<&'static str, Vec<u8>> {
    BTreeMap::from([
        ("JPEG", b"\xff\xd8\xff\xe0 a photo".to_vec()),
        ("PNG", b"\x89PNG\r\n\x1a\n a screenshot".to_vec()),
        ("WEBP", b"RIFF\x10\x00\x00\x00WEBPVP8 a picture".to_vec()),
        ("HEIC", b"\x00\x00\x00\x18ftypheic a photo of a phone".to_vec()),
        ("PDF", b"%PDF-1.7 a document of the bank".to_vec()),
    ])
}

fn digest(bytes: &[u8]) -> String {
    Sha256Hex::of(bytes).to_string()
}

/// Reports a payment with a picture, as a site does on this engine.
async fn report(fresh: &Fresh, order: &Placed, reference: &str, picture: &[u8]) -> DbResult<()> {
    let mut tx = fresh.db.begin().await?;
    match fresh.db.dialect() {
        Dialect::Postgres => {
            let call = "SELECT krafta_report(jsonb_build_object('method', 'PAGO_MOVIL', 'amount', '10,00', 'origin_bank', '0105', \
                        'account', 'pm-venezuela', 'payer_phone', '04145551234', 'payer_id_doc', 'V12345678', 'order', ";
            let call = Query::new(call).bind(order.number.as_str()).push(", 'reference', ").bind(reference);
            let call = call
                .push(", 'paid_on', to_char(now() AT TIME ZONE 'America/Caracas', 'DD/MM/YYYY'), 'picture', encode(")
                .bind(Param::Bytes(picture.to_vec()))
                .push(", 'base64')))");
            tx.exec(call).await?;
        }
        Dialect::Sqlite => {
            tx.exec(insert(&digest(picture), "PNG", picture)).await?;
            let row = "INSERT INTO site_reports (method, amount, origin_bank, account, payer_phone, payer_id_doc, order_number, \
                       reference, receipt_digest, paid_on) VALUES ('PAGO_MOVIL', 1000, '0105', 'pm-venezuela', '04145551234', 'V12345678', ";
            let values = [order.number.as_str().into(), reference.into(), digest(picture).into()];
            tx.exec(Query::new(row).bind_list(values).push(", date('now', '-4 hours'))"))
                .await?;
        }
    }
    tx.commit().await
}

fn insert(digest: &str, kind: &str, content: &[u8]) -> Query {
    Query::new("INSERT INTO receipts (digest, kind, content) VALUES (")
        .bind_list([digest.into(), kind.into(), Param::Bytes(content.to_vec())])
        .push(")")
}

async fn a_picture_of_a_site_is_seen_by_every_terminal(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.place().await;
    let picture = &pictures()["PNG"];
    report(&fresh, &order, "00482913", picture).await.expect("the site may");
    let timeline = counter.shop.orders().timeline(&counter.ana, order.id).await.expect("a timeline");
    let file = timeline.proofs[0].receipt.clone().expect("a receipt");
    assert_eq!((file.digest.as_str(), file.kind.as_str()), (digest(picture).as_str(), "PNG"));
    assert_eq!(file.bytes, i64::try_from(picture.len()).expect("small"));
    // Nothing of it lies in the folder of the terminal that looks.
    let seen = counter.shop.payments().receipt(&counter.ana, &file).await.expect("a picture");
    assert_eq!(&seen, picture);
    assert!(!fresh.folder.join("receipts").exists());
}

async fn what_is_no_picture_is_refused(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    for (kind, picture) in pictures() {
        write(&fresh.db, insert(&digest(&picture), kind, &picture))
            .await
            .expect("each kind is taken");
    }
    let page = b"<html> a page".to_vec();
    assert_eq!(token(write(&fresh.db, insert(&digest(&page), "PNG", &page)).await), "receipt-kind");
    let film = b"\x00\x00\x00\x18ftypisom a film of a phone".to_vec();
    assert_eq!(token(write(&fresh.db, insert(&digest(&film), "HEIC", &film)).await), "receipt-kind");
    let huge = [&pictures()["PDF"][..], &vec![0; 5_000_000]].concat();
    assert_eq!(
        token(write(&fresh.db, insert(&digest(&huge), "PDF", &huge)).await),
        "receipt-too-large"
    );
    if fresh.db.dialect() == Dialect::Postgres {
        let order = counter.place().await;
        assert_eq!(token(report(&fresh, &order, "1", &page).await), "receipt-kind");
        assert_eq!(token(report(&fresh, &order, "1", &huge).await), "receipt-too-large");
        let no_base64 = Query::new("SELECT krafta_report(jsonb_build_object('method', 'CASH', 'amount', '1,00', 'paid_on', ")
            .push("to_char(now() AT TIME ZONE 'America/Caracas', 'DD/MM/YYYY'), 'picture', '~~~', 'order', ")
            .bind(order.number.as_str())
            .push("))");
        assert_eq!(token(write(&fresh.db, no_base64).await), "receipt-kind");
    }
}

async fn a_kept_picture_stays_as_it_is(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (one, other) = (&pictures()["JPEG"], &pictures()["PDF"]);
    write(&fresh.db, insert(&digest(one), "JPEG", one)).await.expect("kept");
    for change in ["UPDATE receipts SET kind = 'PDF'", "DELETE FROM receipts"] {
        assert_eq!(token(write(&fresh.db, Query::new(change)).await), "append-only", "{change}");
    }
    // Under the digest of another picture: PostgreSQL sums it up itself, a file's reader finds it.
    let false_name = write(&fresh.db, insert(&digest(b"another"), "PDF", other)).await;
    if fresh.db.dialect() == Dialect::Postgres {
        return assert_eq!(token(false_name), "receipt-altered");
    }
    false_name.expect("SQLite has no sums");
    let replaced = Query::new("INSERT OR REPLACE INTO receipts (digest, kind, content) VALUES (")
        .bind_list([digest(one).into(), "PDF".into(), Param::Bytes(other.clone())])
        .push(")");
    assert_eq!(token(write(&fresh.db, replaced).await), "append-only");
    let file = ReceiptFile {
        digest: digest(b"another"),
        kind: "PDF".into(),
        bytes: 1,
    };
    match counter.shop.payments().receipt(&counter.ana, &file).await {
        Err(Error::Refused(refusal)) => assert_eq!(refusal.code, Code::ReceiptAltered),
        seen => panic!("{seen:?}"),
    }
}

/// On a server in the database; beside a file in a folder.
async fn a_program_keeps_where_every_terminal_sees_it(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let picture = pictures()["WEBP"].clone();
    let payments = counter.shop.payments();
    let file = payments.keep_receipt(picture.clone()).await.expect("kept");
    payments.keep_receipt(picture.clone()).await.expect("kept once");
    assert_eq!(payments.receipt(&counter.ana, &file).await.expect("a picture"), picture);
    let kept = Query::new("SELECT CAST(count(*) AS text) AS t FROM receipts");
    let kept = fresh.db.one::<Text>(kept).await.expect("a count").0;
    let folder = fresh.folder.join("receipts").join(format!("{}.webp", file.digest));
    match fresh.db.dialect() {
        Dialect::Postgres => assert_eq!((kept.as_str(), folder.exists()), ("1", false)),
        Dialect::Sqlite => assert_eq!((kept.as_str(), folder.exists()), ("0", true)),
    }
}
