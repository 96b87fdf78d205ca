//! Bank lines against reported proofs: all at once, and one proof against the lines that its keys find.

use std::time::Instant;

use chrono::{Days, NaiveDate};
use krafta::domain::bank::matching::{Credit, LineKeys, OpenProof, propose, search_keys};
use krafta::domain::ids::{AccountId, CreditId, OrderId, SubmissionId};
use krafta::domain::money::{Currency, Money};
use uuid::Uuid;

use crate::table::{Table, milliseconds, percentiles};

const PROOFS: u64 = 1_000;
/// Proofs that are matched one by one.
const SINGLE: usize = 100;
const ROUNDS: usize = 9;
/// All lines lie in so many days, and all proofs too: none is left out by its date alone.
const DAYS: u64 = 5;

pub fn measure(table: &mut Table) {
    let given = std::env::var("KRAFTA_BENCH_LINES").ok().and_then(|text| text.parse().ok());
    let count: u64 = given.unwrap_or(50_000);
    let lines: Vec<Credit> = (0..count).map(line).collect();
    let proofs: Vec<OpenProof> = (0..PROOFS).map(|n| proof(n * 7 % count.max(1), n)).collect();
    let mut times = Vec::new();
    let mut found = 0;
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let proposals = propose(&lines, &proofs);
        times.push(begun.elapsed());
        found = proofs.iter().filter(|proof| proposals.one_key(proof.id).is_some()).count();
    }
    let (median, _) = percentiles(times);
    table.row(
        &format!("matching {PROOFS} open proofs, {count} lines"),
        "–",
        "≤ 300 ms",
        format!("{} · {found} by one key", milliseconds(median)),
    );
    let keys: Vec<LineKeys> = lines.iter().map(keys).collect();
    let mut times = Vec::new();
    for proof in proofs.iter().take(SINGLE) {
        let wanted = search_keys(proof);
        let fetched = lines.iter().zip(&keys).filter(|(line, keys)| wanted.finds(line, keys));
        let fetched: Vec<Credit> = fetched.map(|(line, _)| line.clone()).collect();
        let begun = Instant::now();
        std::hint::black_box(propose(&fetched, std::slice::from_ref(proof)));
        times.push(begun.elapsed());
    }
    let (median, slow) = percentiles(times);
    let measured = format!("p50 {} · p99 {}", milliseconds(median), milliseconds(slow));
    table.row("matching one proof with the lines its keys find", "–", "≤ 1 ms", measured);
}

fn keys(line: &Credit) -> LineKeys {
    LineKeys::of(
        &line.reference,
        &line.description,
        line.payer_phone.as_deref(),
        line.payer_document.as_deref(),
    )
}

/// Scatters neighbours.
const fn scattered(n: u64) -> u64 {
    n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20
}

fn day(n: u64) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2026, 11, 16).expect("a day");
    first + Days::new(n % DAYS)
}

/// Prices repeat, as those of a shop do.
fn amount(n: u64) -> Money {
    let minor = 100_000 + i64::try_from(n % 400).unwrap_or_default() * 1_250;
    Money::of_minor(minor, Currency::Ves)
}

fn reference(n: u64) -> String {
    format!("{:012}", scattered(n) % 1_000_000_000_000)
}

fn line(n: u64) -> Credit {
    let scattered = scattered(n);
    Credit {
        id: CreditId::from_uuid(Uuid::from_u128(u128::from(n) + 1)),
        account: AccountId::from_uuid(Uuid::from_u128(u128::from(n % 4))),
        date: day(n),
        amount: amount(n),
        left: amount(n),
        reference: reference(n),
        description: format!("PAGO MÓVIL 0414{:07} V{:08} PEÑA", scattered % 10_000_000, scattered % 30_000_000),
        payer_phone: Some(format!("0414***{:04}", scattered % 10_000)),
        payer_document: n.is_multiple_of(2).then(|| format!("V{:08}", scattered % 30_000_000)),
        proposable: !n.is_multiple_of(20),
    }
}

/// Of the line `n`, with what customers leave out.
fn proof(n: u64, number: u64) -> OpenProof {
    let reference = reference(n);
    let typed = if number.is_multiple_of(3) { 4 } else { 8 };
    OpenProof {
        id: SubmissionId::from_uuid(Uuid::from_u128(u128::from(number) + 1)),
        order: OrderId::from_uuid(Uuid::from_u128(u128::from(number) + 1)),
        order_number: format!("KRFT-{:06}", 100_000 + number),
        account: Some(AccountId::from_uuid(Uuid::from_u128(u128::from(n % 4)))),
        amount: amount(n),
        tolerance: Money::of_minor(500, Currency::Ves),
        paid_on: day(n),
        reference: Some(reference[reference.len() - typed..].to_owned()),
        payer_phone: number.is_multiple_of(2).then(|| format!("+58414{:07}", scattered(n) % 10_000_000)),
        payer_document: None,
        signals: false,
    }
}
