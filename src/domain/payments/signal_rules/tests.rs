use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::money::Currency;
use crate::domain::orders::rate::Rate;
use crate::domain::payments::signal::Severity;

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
}

fn at(text: &str) -> Time {
    text.parse().unwrap()
}

fn ours() -> OurAccount {
    OurAccount {
        id: AccountId::from_uuid(Uuid::from_u128(7)),
        method: PaymentMethod::PagoMovil,
        currency: Currency::Ves,
        active: true,
    }
}

fn quote() -> Quote {
    let quoted = at("2026-11-22T14:05:12Z");
    let rate = Rate::machine("93.0371").unwrap();
    Quote::new(Money::of_minor(4_850, Currency::Usd), rate, quoted, quoted + TimeDelta::hours(13)).unwrap()
}

fn draft() -> ProofDraft {
    ProofDraft {
        account: Some(ours().id),
        origin_bank: Some("0102".into()),
        reference: Some("00482913".into()),
        payer_id: Some("V12345678".into()),
        receipt: Some(Sha256Hex::of(b"picture")),
        ..ProofDraft::new(PaymentMethod::PagoMovil, Money::of_minor(451_230, Currency::Ves), day(22))
    }
}

fn other(state: ProofState, reference: &str) -> OtherProof {
    OtherProof {
        order: OrderNumber::parse("KRFT-P8H3TD").unwrap(),
        same_order: false,
        state,
        account: Some(ours().id),
        reference: Some(Reference::stored(reference)),
        receipt: None,
    }
}

/// The clean case with `change` made to its facts.
fn found(proof: &ProofDraft, others: &[OtherProof], change: impl FnOnce(&mut Facts<'_>)) -> Vec<SignalFound> {
    let quote = quote();
    let mut facts = Facts {
        proof,
        reported_at: at("2026-11-22T15:02:40Z"),
        zone: Zone::default(),
        ordered_on: day(22),
        quote: &quote,
        outstanding: quote.due,
        tolerance: Money::of_minor(2_256, Currency::Ves),
        account: Some(ours()),
        customer: Payer::parse("V-12.345.678").ok(),
        banked_on: None,
        others,
    };
    change(&mut facts);
    find(&facts)
}

fn signals(found: &[SignalFound]) -> Vec<Signal> {
    found.iter().map(|found| found.signal).collect()
}

#[test]
fn a_clean_proof_has_none() {
    assert_eq!(found(&draft(), &[], |_| ()), []);
    assert_eq!(found(&draft(), &[other(ProofState::Verified, "777777")], |_| ()), []);
}

#[test]
fn references_of_other_orders() {
    use ProofState::{Open, Rejected, Verified};
    for (state, reference, signal, severity) in [
        (Verified, "482913", Signal::RefReused, Severity::Wrong),
        (Open, "482913", Signal::RefSimilar, Severity::Wrong),
        (Rejected, "482913", Signal::RefSimilar, Severity::Wrong),
        (Verified, "010200482913", Signal::RefSimilar, Severity::Wrong),
        (Verified, "2913", Signal::RefSimilar, Severity::Warn),
    ] {
        let found = found(&draft(), &[other(state, reference)], |_| ());
        assert_eq!(signals(&found), [signal], "{reference}");
        assert_eq!(found[0].severity(), severity, "{reference}");
        assert_eq!(found[0].args["order"], "KRFT-P8H3TD");
        assert_eq!(blocking_duplicate(&found).is_some(), signal == Signal::RefReused);
    }
    let elsewhere = OtherProof {
        account: None,
        ..other(Verified, "482913")
    };
    assert_eq!(found(&draft(), &[elsewhere], |_| ()), []);
}

#[test]
fn the_strongest_reference_is_told() {
    let others = [
        other(ProofState::Verified, "2913"),
        other(ProofState::Verified, "482913"),
        other(ProofState::Open, "00482913"),
    ];
    assert_eq!(signals(&found(&draft(), &others, |_| ())), [Signal::RefReused]);
}

#[test]
fn a_new_attempt_repeats_its_own_proof() {
    let own = |state| OtherProof {
        same_order: true,
        receipt: draft().receipt,
        ..other(state, "482913")
    };
    assert_eq!(found(&draft(), &[own(ProofState::Rejected)], |_| ()), []);
    let split = found(&draft(), &[own(ProofState::Open)], |_| ());
    assert_eq!(signals(&split), [Signal::RefSimilar, Signal::ImageReused]);
}

#[test]
fn amounts_beyond_the_tolerance() {
    let with = |minor, currency| {
        found(
            &ProofDraft {
                amount: Money::of_minor(minor, currency),
                ..draft()
            },
            &[],
            |_| (),
        )
    };
    assert_eq!(signals(&with(451_230 - 2_256, Currency::Ves)), []);
    let short = with(451_230 - 54_000, Currency::Ves);
    assert_eq!(
        (signals(&short), short[0].args["missing"].as_str()),
        (vec![Signal::AmountShort], "Bs 540,00")
    );
    let over = with(451_230 + 2_257, Currency::Ves);
    assert_eq!(
        (signals(&over), over[0].args["surplus"].as_str()),
        (vec![Signal::AmountOver], "Bs 22,57")
    );
    assert_eq!(signals(&with(4_850, Currency::Usd)), [Signal::CurrencyMismatch]);
}

#[test]
fn late_is_after_the_quote() {
    let late = |reported, paid_on| {
        let proof = ProofDraft { paid_on, ..draft() };
        signals(&found(&proof, &[], |facts| {
            facts.reported_at = at(reported);
            facts.ordered_on = day(20);
        }))
    };
    assert_eq!(late("2026-11-23T03:05:12Z", day(22)), []);
    assert_eq!(late("2026-11-23T03:05:13Z", day(22)), [Signal::Late]);
    assert_eq!(late("2026-11-24T12:00:00Z", day(24)), [Signal::Late]);
    assert_eq!(late("2026-11-24T12:00:00Z", day(21)), []);
}

#[test]
fn dates_accounts_and_payers() {
    assert_eq!(
        signals(&found(
            &ProofDraft {
                paid_on: day(21),
                ..draft()
            },
            &[],
            |_| ()
        )),
        [Signal::DateMismatch]
    );
    assert_eq!(
        signals(&found(
            &ProofDraft {
                paid_on: day(23),
                ..draft()
            },
            &[],
            |_| ()
        )),
        [Signal::DateMismatch]
    );
    let banked = found(&draft(), &[], |facts| facts.banked_on = Some(day(20)));
    assert_eq!(
        (signals(&banked), banked[0].args["expected"].as_str()),
        (vec![Signal::DateMismatch], "20/11/2026")
    );
    for account in [
        None,
        Some(OurAccount { active: false, ..ours() }),
        Some(OurAccount {
            method: PaymentMethod::Zelle,
            ..ours()
        }),
    ] {
        assert_eq!(
            signals(&found(&draft(), &[], |facts| facts.account = account)),
            [Signal::WrongAccount]
        );
    }
    let third = ProofDraft {
        payer_id: Some("E81234567".into()),
        ..draft()
    };
    assert_eq!(signals(&found(&third, &[], |_| ())), [Signal::ThirdPartyPayer]);
    assert_eq!(found(&third, &[], |facts| facts.customer = None), []);
}

proptest! {
    #[test]
    fn order_is_stable_and_each_comes_once(minor in 1i64..1_000_000, reference in "[0-9]{4,10}", states in proptest::collection::vec(0usize..4, 0..5), paid in 20u32..25) {
        let others: Vec<_> = states.iter().map(|&state| OtherProof { receipt: draft().receipt, ..other(ProofState::ALL[state], &reference) }).collect();
        let proof = ProofDraft { amount: Money::of_minor(minor, Currency::Ves), paid_on: day(paid), ..draft() };
        let found = found(&proof, &others, |_| ());
        prop_assert!(signals(&found).is_sorted_by(|a, b| a < b));
    }
}
