//! Properties over any lines and proofs, drawn from few values so that they meet often.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use unicode_normalization::UnicodeNormalization;

use super::super::line_keys::LineKeys;
use super::*;

const REFERENCES: &[&str] = &[
    "482913",
    "00482913",
    "0102482913",
    "82913",
    "2913",
    "0042",
    "12340042",
    "000042",
    "777777",
    "0",
    "",
];
const DESCRIPTIONS: &[&str] = &[
    "PAGO MÓVIL",
    "krft 7q2m4x",
    "TRANSF V-12.345.678 PEÑA",
    "PM 04125551234",
    "PM 0412***1234",
    "E87654321",
    "COBRO KRFT-P8H3TD",
];
const PHONES: &[&str] = &["+584125551234", "0414***1234", "04149998877"];
const DOCUMENTS: &[&str] = &["V12345678", "V-87.654.321", "J070133805"];

/// Amounts at the edges of a tolerance of 5,00.
fn amount() -> impl Strategy<Value = i64> {
    prop_oneof![
        4 => Just(100_000_i64),
        4 => select(vec![99_499, 99_500, 99_999, 100_001, 100_002, 100_500, 100_501, 60_000, 40_000, 1]),
    ]
}

fn texts(of: &'static [&'static str]) -> impl Strategy<Value = String> {
    select(of).prop_map(str::to_owned)
}

fn credit() -> impl Strategy<Value = Credit> {
    let says = (
        texts(REFERENCES),
        texts(DESCRIPTIONS),
        option::of(texts(PHONES)),
        option::of(texts(DOCUMENTS)),
    );
    let shown = (amount(), prop_oneof![4 => Just(0_i64), 1 => 1_i64..100_000], -4_i64..5);
    (says, shown, 0_u32..12, 1_u128..3).prop_map(|(says, (minor, used, days), kind, place)| {
        line(0, |it| {
            (it.reference, it.description, it.payer_phone, it.payer_document) = says;
            (it.amount, it.left, it.date) = (bs(minor), bs(minor - used), nth(days));
            (it.account, it.proposable) = (account(place), kind != 0);
        })
    })
}

fn credits(most: usize) -> impl Strategy<Value = Vec<Credit>> {
    vec(credit(), 0..most).prop_map(|mut credits| {
        for (n, credit) in credits.iter_mut().enumerate() {
            credit.id = CreditId::from_uuid(id(n as u128 + 1));
        }
        credits
    })
}

fn proofs(most: usize) -> impl Strategy<Value = Vec<OpenProof>> {
    let number = select(vec!["KRFT-7Q2M4X", "KRFT-P8H3TD", "KRFT-AAAAAA"]);
    let who = (option::of(select(PHONES)), option::of(select(DOCUMENTS)));
    let one = (
        number,
        option::of(texts(REFERENCES)),
        who,
        amount(),
        -1_i64..2,
        option::weighted(0.9, 1_u128..3),
        any::<bool>(),
    );
    vec(one, 0..most).prop_map(|drawn| {
        let numbered = drawn.into_iter().enumerate();
        numbered
            .map(|(n, (number, reference, (phone, document), minor, days, place, signals))| {
                proof(n as u128 + 1_000, |it| {
                    number.clone_into(&mut it.order_number);
                    (it.reference, it.amount, it.paid_on) = (reference, bs(minor), nth(days));
                    (it.payer_phone, it.payer_document) = (phone.map(str::to_owned), document.map(str::to_owned));
                    (it.account, it.signals) = (place.map(account), signals);
                })
            })
            .collect()
    })
}

/// The same text as other programs may write it.
fn disguised(text: &str, how: u8) -> String {
    match how {
        0 => text.nfd().collect(),
        1 => text.to_lowercase(),
        2 => text.to_uppercase(),
        3 => text.chars().map(wide).collect(),
        _ => text.replace('Ó', "O").replace('Ñ', "N"),
    }
}

fn wide(c: char) -> char {
    match c {
        '!'..='~' => char::from_u32(c as u32 + 0xfee0).unwrap(),
        ' ' => '\u{3000}',
        other => other,
    }
}

proptest! {
    #[test]
    fn the_input_order_does_not_matter(
        (lines, shuffled) in credits(14).prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        (asked, mixed) in proofs(8).prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        prop_assert_eq!(propose(&lines, &asked), propose(&shuffled, &mixed));
        prop_assert_eq!(super::super::groups(&lines, &asked), super::super::groups(&shuffled, &mixed));
    }

    #[test]
    fn another_line_never_removes_what_a_pair_says_itself(lines in credits(14), asked in proofs(8), mut more in credit()) {
        more.id = CreditId::from_uuid(id(500));
        let all: Vec<Credit> = lines.iter().cloned().chain([more.clone()]).collect();
        let (before, after) = (propose(&lines, &asked), propose(&all, &asked));
        for pair in before.pairs().filter(|pair| pair.level != Level::Amount) {
            prop_assert!(after.of(pair.proof).contains(pair));
        }
        // One that is no candidate of anybody changes nothing at all, but who had only an amount to go by.
        let unrelated = asked.iter().all(|one| !why_not(&more, one).is_empty());
        for one in asked.iter().filter(|_| unrelated) {
            if before.of(one.id).first().is_some_and(|best| best.level < Level::Amount) {
                prop_assert_eq!(before.preselected(one.id), after.preselected(one.id));
                prop_assert_eq!(before.one_key(one.id), after.one_key(one.id));
            }
        }
    }

    #[test]
    fn a_credit_is_never_offered_beyond_what_is_left(lines in credits(10), asked in proofs(10)) {
        let found = propose(&lines, &asked);
        let mut given: BTreeMap<CreditId, Vec<&OpenProof>> = BTreeMap::new();
        for one in &asked {
            if let Some(pair) = found.preselected(one.id) {
                prop_assert_eq!(found.of(one.id).iter().filter(|other| other.level == pair.level).count(), 1);
                prop_assert!(pair.level != Level::Conflict);
                given.entry(pair.credit).or_default().push(one);
            }
            if let Some(pair) = found.one_key(one.id) {
                prop_assert_eq!(Some(pair), found.preselected(one.id));
                prop_assert!(pair.level == Level::Exact && !one.signals && one.account.is_some());
                let rivals = found.pairs().filter(|other| other.credit == pair.credit && other.level == Level::Exact);
                let sum: i64 = rivals.map(|other| asked.iter().find(|one| one.id == other.proof).unwrap().amount.minor()).sum();
                let left = lines.iter().find(|line| line.id == pair.credit).unwrap().left.minor();
                prop_assert!(sum <= left + 1);
            }
        }
        for (credit, takers) in given {
            let left = lines.iter().find(|line| line.id == credit).unwrap().left.minor();
            let sum: i64 = takers.iter().map(|one| one.amount.minor()).sum();
            let tolerance = if takers.len() == 1 { takers[0].tolerance.minor() } else { 0 };
            prop_assert!(sum <= left + tolerance, "{} of {}", sum, left);
        }
    }

    #[test]
    fn what_is_not_proposed_is_explained(lines in credits(10), asked in proofs(6)) {
        let found = propose(&lines, &asked);
        for one in &asked {
            for line in &lines {
                let pair = found.of(one.id).iter().find(|pair| pair.credit == line.id);
                let refused = why_not(line, one);
                prop_assert!(pair.is_some() || !refused.is_empty());
                match pair.map(|pair| pair.level) {
                    Some(Level::Amount) => prop_assert!(refused.contains(&Refused::AmountAlone)),
                    Some(_) => prop_assert_eq!(refused, []),
                    None => {}
                }
                if let Some(pair) = pair {
                    prop_assert!(one.account.is_none_or(|account| account == line.account) && line.proposable);
                    prop_assert!(pair.level != Level::Conflict || pair.reasons.iter().any(|reason| !reason.fits()));
                }
            }
        }
    }

    #[test]
    fn forms_of_writing_do_not_matter(lines in credits(8), asked in proofs(6), how in 0_u8..5, zeros in 0_usize..4) {
        let mut other = lines.clone();
        for line in &mut other {
            line.description = disguised(&line.description, how);
            line.payer_phone = line.payer_phone.as_deref().map(|text| disguised(text, how));
            line.payer_document = line.payer_document.as_deref().map(|text| disguised(text, how));
            line.reference = disguised(&format!("{}{}", "0".repeat(zeros), line.reference), how);
        }
        let padded: Vec<OpenProof> = asked.iter().cloned().map(|mut one| {
            one.reference = one.reference.map(|text| disguised(&format!("{}{text}", "0".repeat(zeros)), how));
            one
        }).collect();
        prop_assert_eq!(propose(&lines, &asked), propose(&other, &padded));
        prop_assert_eq!(super::super::groups(&lines, &asked), super::super::groups(&other, &padded));
    }

    #[test]
    fn the_keys_of_a_proof_find_all_its_lines(lines in credits(20), asked in proofs(2)) {
        for one in &asked {
            let keys = search_keys(one);
            let fetched: Vec<Credit> = lines.iter().filter(|line| {
                let texts = LineKeys::of(&line.reference, &line.description, line.payer_phone.as_deref(), line.payer_document.as_deref());
                keys.finds(line, &texts)
            }).cloned().collect();
            let alone = std::slice::from_ref(one);
            prop_assert_eq!(propose(&fetched, alone), propose(&lines, alone));
        }
    }

    #[test]
    fn a_proof_depends_on_its_rivals_alone(lines in credits(14), asked in proofs(8)) {
        let all = propose(&lines, &asked);
        for proof in &asked {
            let of = |proofs: &[&OpenProof]| -> Vec<Credit> {
                let finds = |line: &&Credit| {
                    let keys = LineKeys::of(&line.reference, &line.description, line.payer_phone.as_deref(), line.payer_document.as_deref());
                    proofs.iter().any(|proof| search_keys(proof).finds(line, &keys))
                };
                lines.iter().filter(finds).cloned().collect()
            };
            let rivals = rivals(&of(&[proof]), &asked);
            let few: Vec<&OpenProof> = asked.iter().filter(|other| other.id == proof.id || rivals.contains(&other.id)).collect();
            let (near, few) = (of(&few), few.into_iter().cloned().collect::<Vec<_>>());
            let alone = propose(&near, &few);
            prop_assert_eq!(alone.of(proof.id), all.of(proof.id));
            prop_assert_eq!(alone.preselected(proof.id), all.preselected(proof.id));
            prop_assert_eq!(alone.one_key(proof.id), all.one_key(proof.id));
        }
    }

    #[test]
    fn a_group_adds_up(lines in credits(8), asked in proofs(8)) {
        for group in super::super::groups(&lines, &asked) {
            let of: Vec<&Credit> = lines.iter().filter(|line| group.credits.contains(&line.id)).collect();
            let paid: Vec<&OpenProof> = asked.iter().filter(|one| group.proofs.contains(&one.id)).collect();
            prop_assert_eq!((of.len(), paid.len()), (group.credits.len(), group.proofs.len()));
            prop_assert!(of.len() == 1 && paid.len() > 1 || of.len() > 1 && paid.len() == 1);
            let left: i64 = of.iter().map(|line| line.left.minor()).sum();
            let asks: i64 = paid.iter().map(|one| one.amount.minor()).sum();
            prop_assert!((left - asks).abs() <= 500);
            prop_assert!(of.iter().all(|line| line.proposable && paid.iter().all(|one| one.account == Some(line.account))));
        }
    }

    #[test]
    fn reading_never_panics(reference in any::<String>(), description in any::<String>(), phone in any::<String>()) {
        let keys = LineKeys::of(&reference, &description, Some(&phone), Some(&description));
        prop_assert!(keys.reference_suffix().is_none_or(|suffix| suffix.len() == 6));
    }
}
