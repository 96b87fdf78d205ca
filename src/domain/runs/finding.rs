//! Which line of the bank shows which transfer of a run: the amount to the cent, a day that is near, and the reference or the payee in
//! what the bank prints. What two could be is left to a person.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::bank::NEAR_DAYS;
use crate::domain::bank::matching::LineKeys;
use crate::domain::identity::{Payer, Phone};
use crate::domain::ids::{CreditId, RunLineId};
use crate::domain::money::Money;
use crate::domain::names::named;
use crate::domain::text::fold_compatible;

/// Letters of a word of a name that says anything.
const WORD: usize = 4;

named! {
    /// By what a line of the bank is known, the strongest first.
    pub enum FoundBy {
        Reference = "REFERENCE",
        Document = "DOCUMENT",
        Account = "ACCOUNT",
        Phone = "PHONE",
        Name = "NAME",
    }
}

/// A transfer that is looked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    pub line: RunLineId,
    pub amount: Money,
    /// The day it left, as far as it is known.
    pub on: NaiveDate,
    pub reference: Option<String>,
    pub name: Option<String>,
    pub id_doc: Option<String>,
    pub account: Option<String>,
    pub phone: Option<String>,
}

/// Money that left, as the bank shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Debit {
    pub id: CreditId,
    pub date: NaiveDate,
    /// What of it is not explained yet.
    pub left: Money,
    pub reference: String,
    pub description: String,
    pub payer_phone: Option<String>,
    pub payer_document: Option<String>,
}

/// A transfer and the line of the bank that shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    pub line: RunLineId,
    pub debit: CreditId,
    pub by: Vec<FoundBy>,
}

/// What was found, and transfers that several lines could be, or one line only by its amount.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Findings {
    pub found: Vec<Found>,
    pub unsure: Vec<(RunLineId, Vec<CreditId>)>,
}

/// Compares every transfer with every line of the account that is near.
pub fn find(sent: &[Sent], debits: &[Debit]) -> Findings {
    let keys: Vec<(LineKeys, String)> = debits
        .iter()
        .map(|debit| {
            let keys = LineKeys::of(
                &debit.reference,
                &debit.description,
                debit.payer_phone.as_deref(),
                debit.payer_document.as_deref(),
            );
            (keys, fold_compatible(&debit.description))
        })
        .collect();
    let mut findings = Findings::default();
    let best: Vec<Option<(usize, Vec<FoundBy>)>> = sent.iter().map(|one| best(one, debits, &keys)).collect();
    for (one, found) in sent.iter().zip(&best) {
        let rivals = |at: usize| best.iter().flatten().filter(|(other, _)| *other == at).count();
        match found {
            Some((at, by)) if rivals(*at) == 1 => findings.found.push(Found {
                line: one.line,
                debit: debits[*at].id,
                by: by.clone(),
            }),
            _ => {
                let near: Vec<CreditId> = debits.iter().filter(|debit| is_near(one, debit)).map(|debit| debit.id).collect();
                if !near.is_empty() {
                    findings.unsure.push((one.line, near));
                }
            }
        }
    }
    findings
}

fn is_near(sent: &Sent, debit: &Debit) -> bool {
    debit.left == sent.amount && debit.date.signed_duration_since(sent.on).num_days().unsigned_abs() <= NEAR_DAYS
}

/// The one line with the strongest reason; none where two have it.
fn best(sent: &Sent, debits: &[Debit], keys: &[(LineKeys, String)]) -> Option<(usize, Vec<FoundBy>)> {
    let near = debits.iter().zip(keys).enumerate().filter(|(_, (debit, _))| is_near(sent, debit));
    let mut known: Vec<(usize, Vec<FoundBy>)> = near
        .map(|(at, (_, (keys, text)))| (at, reasons(sent, keys, text)))
        .filter(|(_, by)| !by.is_empty())
        .collect();
    known.sort_by_key(|(at, by)| (by.first().copied(), *at));
    match known.as_slice() {
        [(_, first), (_, second), ..] if first.first() == second.first() => None,
        [first, ..] => Some(first.clone()),
        [] => None,
    }
}

fn reasons(sent: &Sent, keys: &LineKeys, text: &str) -> Vec<FoundBy> {
    let own = sent.reference.as_deref().map(|reference| LineKeys::of(reference, "", None, None));
    let same = own
        .as_ref()
        .and_then(LineKeys::reference_suffix)
        .is_some_and(|suffix| keys.reference_suffix() == Some(suffix));
    let payer = sent
        .id_doc
        .as_deref()
        .and_then(|document| Payer::parse(document).ok())
        .map(Payer::key);
    let phone = sent.phone.as_deref().and_then(|phone| Phone::parse(phone).ok());
    let national = phone.and_then(|phone| phone.e164().trim_start_matches("+58").parse().ok());
    let account = sent.account.as_deref().filter(|account| account.len() == 20);
    [
        (same, FoundBy::Reference),
        (payer.is_some_and(|payer| keys.names_payer(payer)), FoundBy::Document),
        (account.is_some_and(|account| text.contains(&account[10..])), FoundBy::Account),
        (
            national.is_some_and(|national: u64| keys.phones.contains(&national)),
            FoundBy::Phone,
        ),
        (sent.name.as_deref().is_some_and(|name| names(name, text)), FoundBy::Name),
    ]
    .into_iter()
    .filter_map(|(fits, by)| fits.then_some(by))
    .collect()
}

/// All words of the name that say anything stand in the text.
fn names(name: &str, text: &str) -> bool {
    let name = fold_compatible(name);
    let parted = |c: char| !c.is_alphanumeric();
    let words: Vec<&str> = name.split(parted).filter(|word| word.chars().count() >= WORD).collect();
    let there: Vec<&str> = text.split(parted).collect();
    !words.is_empty() && words.iter().all(|word| there.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;
    use uuid::Uuid;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).expect("a day")
    }

    fn sent(n: u128, minor: i64) -> Sent {
        Sent {
            line: RunLineId::from_uuid(Uuid::from_u128(n)),
            amount: Money::of_minor(minor, Currency::Ves),
            on: day(20),
            reference: None,
            name: Some("Bordados Ávila C.A.".into()),
            id_doc: Some("J070133805".into()),
            account: Some("01020123450004324821".into()),
            phone: Some("+584145551234".into()),
        }
    }

    fn debit(n: u128, minor: i64, reference: &str, description: &str) -> Debit {
        Debit {
            id: CreditId::from_uuid(Uuid::from_u128(n)),
            date: day(23),
            left: Money::of_minor(minor, Currency::Ves),
            reference: reference.into(),
            description: description.into(),
            payer_phone: None,
            payer_document: None,
        }
    }

    fn by(one: &Sent, other: &Debit) -> Option<FoundBy> {
        find(std::slice::from_ref(one), std::slice::from_ref(other))
            .found
            .first()
            .map(|found| found.by[0])
    }

    #[test]
    fn each_way_to_know_a_line() {
        let typed = Sent {
            reference: Some("00482913".into()),
            ..sent(1, 100)
        };
        assert_eq!(by(&typed, &debit(2, 100, "000000482913", "TRANSF")), Some(FoundBy::Reference));
        for (text, known) in [
            ("TRANSF A J-07013380-5", Some(FoundBy::Document)),
            ("PAGO A CTA 01020123450004324821", Some(FoundBy::Account)),
            ("PAGO MOVIL 04145551234", Some(FoundBy::Phone)),
            ("TRF BORDADOS AVILA CA", Some(FoundBy::Name)),
            ("TRF BORDADOS LARA", None),
            ("PAGO A PROVEEDORES", None),
        ] {
            assert_eq!(by(&sent(1, 100), &debit(2, 100, "991", text)), known, "{text}");
        }
        assert_eq!(by(&typed, &debit(2, 101, "000000482913", "TRANSF")), None, "to the cent");
        let late = Debit {
            date: day(24),
            ..debit(2, 100, "000000482913", "TRANSF")
        };
        assert_eq!(by(&typed, &late), None, "three days");
    }

    #[test]
    fn what_two_could_be_is_left_to_a_person() {
        let twice = [debit(2, 100, "1", "BORDADOS AVILA"), debit(3, 100, "2", "BORDADOS AVILA")];
        let findings = find(&[sent(1, 100)], &twice);
        assert_eq!((findings.found.len(), findings.unsure[0].1.len()), (0, 2));
        let findings = find(&[sent(1, 100), sent(4, 100)], &twice[..1]);
        assert_eq!(
            (findings.found.len(), findings.unsure.len()),
            (0, 2),
            "one line is not two transfers"
        );
        let stronger = [
            debit(2, 100, "1", "BORDADOS AVILA"),
            debit(3, 100, "2", "BORDADOS AVILA J070133805"),
        ];
        assert_eq!(find(&[sent(1, 100)], &stronger).found[0].debit, stronger[1].id);
        let only = find(&[sent(1, 100)], &[debit(2, 100, "1", "PAGO")]);
        assert_eq!((only.found.len(), only.unsure.len()), (0, 1), "the amount alone is a hint");
    }
}
