//! The table of levels at its edges, who stands out, and what keeps a pair apart.

use super::*;
use crate::domain::money::Currency;

mod groups;
mod properties;
mod texts;

fn bs(minor: i64) -> Money {
    Money::of_minor(minor, Currency::Ves)
}

fn id(n: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(n)
}

fn account(n: u128) -> AccountId {
    AccountId::from_uuid(id(n))
}

fn nth(days: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap() + chrono::TimeDelta::days(days)
}

/// A line of 1.000,00 that says nothing else.
fn line(n: u128, change: impl FnOnce(&mut Credit)) -> Credit {
    let mut credit = Credit {
        id: CreditId::from_uuid(id(n)),
        account: account(1),
        date: nth(0),
        amount: bs(100_000),
        left: bs(100_000),
        reference: String::new(),
        description: "PAGO RECIBIDO".to_owned(),
        payer_phone: None,
        payer_document: None,
        proposable: true,
    };
    change(&mut credit);
    credit
}

/// A proof of 1.000,00, tolerance 5,00, reference 00482913.
fn proof(n: u128, change: impl FnOnce(&mut OpenProof)) -> OpenProof {
    let mut proof = OpenProof {
        id: SubmissionId::from_uuid(id(n)),
        order: OrderId::from_uuid(id(n)),
        order_number: "KRFT-7Q2M4X".to_owned(),
        account: Some(account(1)),
        amount: bs(100_000),
        tolerance: bs(500),
        paid_on: nth(0),
        reference: Some("00482913".to_owned()),
        payer_phone: Some("+584125551234".to_owned()),
        payer_document: Some("V12345678".to_owned()),
        signals: false,
    };
    change(&mut proof);
    proof
}

fn shows(reference: &str, minor: i64, days: i64) -> impl FnOnce(&mut Credit) {
    move |it| {
        reference.clone_into(&mut it.reference);
        (it.amount, it.left, it.date) = (bs(minor), bs(minor), nth(days));
    }
}

fn level(credit: &Credit, proof: &OpenProof) -> Option<Level> {
    let found = propose(std::slice::from_ref(credit), std::slice::from_ref(proof));
    let level = found.of(proof.id).first().map(|pair| pair.level);
    let refused = why_not(credit, proof);
    assert_eq!(refused.is_empty(), level.is_some_and(|level| level != Level::Amount), "{refused:?}");
    level
}

#[test]
fn the_table_of_levels() {
    use Level::{Amount, Conflict, Exact, Strong, Weak};
    for (reference, minor, days, expected) in [
        // Six digits, the amount to the cent, a day.
        ("482913", 100_000, 0, Some(Exact)),
        ("0102482913", 100_000, 1, Some(Exact)),
        ("000482913", 100_001, -1, Some(Exact)),
        ("482913", 99_999, 0, Some(Exact)),
        ("482913", 100_002, 0, Some(Strong)),
        ("482913", 100_000, 2, Some(Strong)),
        ("482913", 100_500, 3, Some(Strong)),
        ("482913", 99_500, -3, Some(Strong)),
        ("482913", 100_501, 0, Some(Conflict)),
        ("482913", 99_499, 3, Some(Conflict)),
        ("482913", 1, 0, Some(Conflict)),
        ("482913", 100_000, 4, None),
        ("482913", 100_501, 4, None),
        // Five and four, only with the very amount, a day.
        ("82913", 100_000, 0, Some(Weak)),
        ("2913", 100_000, -1, Some(Weak)),
        ("2913", 100_001, 0, None),
        ("82913", 100_000, 2, None),
        // Fewer, or others, are no reference.
        ("913", 100_000, 1, Some(Amount)),
        ("77777777", 100_000, 0, Some(Amount)),
        ("", 100_000, 1, Some(Amount)),
        ("", 100_000, 2, None),
        ("", 100_001, 0, None),
    ] {
        let credit = line(1, shows(reference, minor, days));
        assert_eq!(level(&credit, &proof(2, |_| {})), expected, "{reference} {minor} {days}");
    }
}

#[test]
fn who_paid_counts_within_the_tolerance_and_a_day() {
    type Change = fn(&mut Credit);
    let says: [Change; 6] = [
        |it| it.payer_phone = Some("04125551234".to_owned()),
        |it| it.payer_phone = Some("0412***1234".to_owned()),
        |it| it.payer_document = Some("V-12.345.678".to_owned()),
        |it| it.description = "TRANSF V012345678 MARIA".to_owned(),
        |it| it.description = "PM 0412-555.12.34".to_owned(),
        |it| it.description = "PM 0412***1234 MARIA".to_owned(),
    ];
    for say in says {
        for (minor, days, expected) in [
            (100_000, 0, Some(Level::Identity)),
            (100_500, 1, Some(Level::Identity)),
            (99_500, -1, Some(Level::Identity)),
            (100_501, 0, None),
            (100_000, 2, None),
        ] {
            let mut credit = line(1, shows("777777", minor, days));
            say(&mut credit);
            assert_eq!(level(&credit, &proof(2, |_| {})), expected, "{credit:?}");
        }
    }
}

#[test]
fn another_document_is_a_conflict() {
    let other = |reference: &'static str| {
        move |it: &mut Credit| {
            shows(reference, 100_000, 0)(it);
            it.payer_document = Some("V87654321".to_owned());
        }
    };
    for (reference, expected) in [("482913", Some(Level::Conflict)), ("2913", Some(Level::Conflict)), ("777777", None)] {
        let credit = line(1, other(reference));
        assert_eq!(level(&credit, &proof(2, |_| {})), expected, "{reference}");
        let silent = proof(2, |it| it.payer_document = None);
        assert_ne!(level(&credit, &silent), Some(Level::Conflict), "the proof names nobody");
    }
    let found = propose(&[line(1, other("482913"))], &[proof(2, |_| {})]);
    let pair = &found.of(SubmissionId::from_uuid(id(2)))[0];
    let differs: Vec<_> = pair.reasons.iter().filter(|reason| !reason.fits()).collect();
    assert_eq!(differs, [&Reason::OtherDocument]);
    assert_eq!(found.preselected(pair.proof), None, "a conflict is looked at, not offered");
}

#[test]
fn an_order_number_is_a_reference() {
    let names = |text: &'static str| move |it: &mut Credit| text.clone_into(&mut it.description);
    for text in ["PAGO KRFT-7Q2M4X", "krft 7q2m 4x gracias", "ＫＲＦＴ７Ｑ２Ｍ４Ｘ"] {
        assert_eq!(level(&line(1, names(text)), &proof(2, |_| {})), Some(Level::Exact), "{text}");
    }
    let confused = proof(2, |it| it.order_number = "KRFT-0ILAAA".to_owned());
    assert_eq!(level(&line(1, names("KRFT OI1AAA")), &confused), Some(Level::Exact));
    assert_eq!(level(&line(1, names("KRFT-7Q2M4Y")), &proof(2, |_| {})), Some(Level::Amount));
}

#[test]
fn what_bars_a_pair_is_told() {
    let fits = || shows("482913", 100_000, 0);
    let barred = |change: fn(&mut Credit)| {
        let mut credit = line(1, fits());
        change(&mut credit);
        assert_eq!(level(&credit, &proof(2, |_| {})), None);
        why_not(&credit, &proof(2, |_| {}))
    };
    assert_eq!(barred(|it| it.account = account(2)), [Refused::OtherAccount]);
    assert_eq!(barred(|it| it.proposable = false), [Refused::NotProposable]);
    assert_eq!(barred(|it| it.left = bs(0)), [Refused::NothingLeft]);
    let dollars = barred(|it| {
        it.left = Money::of_minor(100_000, Currency::Usd);
        it.amount = it.left;
    });
    assert_eq!(dollars, [Refused::OtherCurrency]);
    for (reference, minor, days, expected) in [
        ("482913", 100_000, 4, vec![Refused::DaysApart(4)]),
        ("2913", 100_040, 0, vec![Refused::ShortReference(4), Refused::AmountOff(bs(40))]),
        (
            "7777",
            99_000,
            -2,
            vec![Refused::NothingInCommon, Refused::AmountOff(bs(-1_000)), Refused::DaysApart(-2)],
        ),
        ("7777", 100_000, 0, vec![Refused::NothingInCommon, Refused::AmountAlone]),
    ] {
        let refused = why_not(&line(1, shows(reference, minor, days)), &proof(2, |_| {}));
        assert_eq!(refused, expected, "{reference} {minor} {days}");
    }
}

#[test]
fn without_an_account_nothing_is_better_than_identity() {
    let nowhere = proof(2, |it| it.account = None);
    let exact = line(1, shows("482913", 100_000, 0));
    assert_eq!(level(&exact, &nowhere), Some(Level::Identity));
    let found = propose(&[exact], std::slice::from_ref(&nowhere));
    assert!(found.of(nowhere.id)[0].reasons.contains(&Reason::NoAccount));
    assert_eq!(level(&line(1, shows("2913", 100_000, 0)), &nowhere), Some(Level::Weak));
    let alone = line(1, |_| {});
    assert_eq!(level(&alone, &nowhere), None, "an amount alone says nothing");
    assert_eq!(why_not(&alone, &nowhere), [Refused::NothingInCommon, Refused::NoAccount]);
}

#[test]
fn the_reasons_have_their_values() {
    let credit = line(1, |it| {
        shows("0102482913", 100_040, 1)(it);
        it.payer_phone = Some("0412***1234".to_owned());
    });
    let found = propose(&[credit], &[proof(2, |_| {})]);
    let pair = &found.of(SubmissionId::from_uuid(id(2)))[0];
    let off = Reason::AmountOff(bs(40));
    let expected = [Reason::ReferenceDigits(6), off, Reason::DaysApart(1), Reason::PhoneEnding];
    assert_eq!((pair.level, pair.reasons.as_slice()), (Level::Strong, expected.as_slice()));
    let json = serde_json::to_string(pair).unwrap();
    assert_eq!(&serde_json::from_str::<Pair>(&json).unwrap(), pair);
    let used = line(1, |it| {
        shows("482913", 100_000, 0)(it);
        it.left = bs(20_000);
    });
    let found = propose(&[used], &[proof(2, |_| {})]);
    let pair = &found.of(SubmissionId::from_uuid(id(2)))[0];
    assert_eq!(pair.level, Level::Conflict);
    assert!(pair.reasons.contains(&Reason::NotEnoughLeft(bs(20_000))));
}

#[test]
fn within_a_level_day_then_amount_then_payer_then_id() {
    let lines = [
        line(1, shows("482913", 100_100, 0)),
        line(2, shows("482913", 100_040, 1)),
        line(3, shows("482913", 100_040, 0)),
        line(4, |it| {
            shows("482913", 100_040, 0)(it);
            it.payer_document = Some("V12345678".to_owned());
        }),
        line(5, shows("482913", 100_040, 0)),
        line(6, shows("482913", 100_000, 1)),
    ];
    let asked = proof(9, |_| {});
    let found = propose(&lines, std::slice::from_ref(&asked));
    let order: Vec<u128> = found.of(asked.id).iter().map(|pair| pair.credit.uuid().as_u128()).collect();
    assert_eq!(order, [6, 4, 3, 5, 1, 2]);
}

#[test]
fn several_candidates_leave_none_selected() {
    let exact = |n| line(n, shows("482913", 100_000, 0));
    let asked = proof(9, |_| {});
    let one = propose(&[exact(1), line(2, shows("482913", 100_000, 2))], std::slice::from_ref(&asked));
    assert_eq!(one.one_key(asked.id).map(|pair| pair.credit), Some(CreditId::from_uuid(id(1))));
    let twins = propose(&[exact(1), exact(2)], std::slice::from_ref(&asked));
    assert_eq!(twins.of(asked.id).len(), 2);
    assert_eq!((twins.preselected(asked.id), twins.one_key(asked.id)), (None, None));
}

#[test]
fn one_key_is_for_exact_without_signals() {
    let strong = propose(&[line(1, shows("482913", 100_000, 2))], &[proof(9, |_| {})]);
    let asked = SubmissionId::from_uuid(id(9));
    assert!(strong.preselected(asked).is_some() && strong.one_key(asked).is_none());
    let exact = [line(1, shows("482913", 100_000, 0))];
    let alerted = propose(&exact, &[proof(9, |it| it.signals = true)]);
    assert!(alerted.preselected(asked).is_some() && alerted.one_key(asked).is_none());
}

#[test]
fn one_credit_is_not_offered_twice() {
    let exact = [line(1, shows("482913", 100_000, 0))];
    let both = [proof(8, |_| {}), proof(9, |_| {})];
    let found = propose(&exact, &both);
    for one in &both {
        assert_eq!(found.of(one.id)[0].level, Level::Exact);
        assert_eq!((found.preselected(one.id), found.one_key(one.id)), (None, None));
    }
    // A better claim is not disturbed by a worse one.
    let worse = proof(8, |it| it.reference = Some("99992913".to_owned()));
    let named = line(1, |it| {
        shows("00482913", 100_000, 0)(it);
        it.payer_phone = Some("04125551234".to_owned());
    });
    let found = propose(&[named], &[worse.clone(), proof(9, |_| {})]);
    assert_eq!(found.of(worse.id)[0].level, Level::Identity);
    assert_eq!(found.preselected(worse.id), None);
    assert!(found.one_key(SubmissionId::from_uuid(id(9))).is_some());
}

#[test]
fn an_amount_alone_has_to_be_alone() {
    let plain = |n| line(n, |_| {});
    let asked = proof(8, |_| {});
    let levels = |lines: &[Credit], proofs: &[OpenProof]| propose(lines, proofs).of(asked.id).first().map(|pair| pair.level);
    assert_eq!(levels(&[plain(1)], std::slice::from_ref(&asked)), Some(Level::Amount));
    assert_eq!(levels(&[plain(1), plain(2)], std::slice::from_ref(&asked)), None);
    let same = proof(9, |it| it.reference = None);
    assert_eq!(levels(&[plain(1)], &[asked.clone(), same]), None, "two proofs of that amount");
    // What is another proof's by its reference is no candidate by its amount.
    let taken = line(2, shows("777777", 100_000, 0));
    let owner = proof(9, |it| it.reference = Some("777777".to_owned()));
    assert_eq!(
        levels(&[plain(1), taken.clone()], &[asked.clone(), owner.clone()]),
        Some(Level::Amount)
    );
    assert_eq!(levels(&[taken], &[asked.clone(), owner]), None);
}
