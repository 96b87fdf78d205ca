use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
}

fn account() -> OurAccount {
    OurAccount {
        id: AccountId::from_uuid(Uuid::from_u128(7)),
        method: PaymentMethod::PagoMovil,
        currency: Currency::Ves,
        active: true,
    }
}

fn reporting() -> Reporting {
    Reporting {
        today: day(22),
        ordered_on: day(21),
        account: Some(account()),
    }
}

fn pago_movil() -> ProofDraft {
    ProofDraft {
        account: Some(account().id),
        origin_bank: Some("0102".into()),
        reference: Some(" 00482913 ".into()),
        payer_id: Some("v-12.345.678".into()),
        payer_phone: Some("0414-555.12.34".into()),
        ..ProofDraft::new(PaymentMethod::PagoMovil, Money::of_minor(451_230, Currency::Ves), day(22))
    }
}

#[test]
fn a_complete_report_takes_its_stored_form() {
    let proof = pago_movil().validate(&reporting()).unwrap();
    let stored = proof.to_draft();
    assert_eq!(stored.reference.as_deref(), Some("00482913"));
    assert_eq!(stored.payer_id.as_deref(), Some("V12345678"));
    assert_eq!(stored.payer_phone.as_deref(), Some("+584145551234"));
    assert_eq!(stored.validate(&reporting()).unwrap(), proof);
}

#[test]
fn each_method_asks_for_its_own() {
    for &method in PaymentMethod::ALL {
        let money = Money::of_minor(100, method.currencies()[0]);
        let empty = ProofDraft {
            payer_name: Some("  ".into()),
            ..ProofDraft::new(method, money, day(22))
        };
        assert_eq!(empty.missing(), method.required());
        assert_eq!(empty.validate(&reporting()).unwrap_err().code, Code::ProofFieldMissing);
    }
    let zelle = ProofDraft {
        account: Some(account().id),
        reference: Some("bac1x977q".into()),
        payer_name: Some("Ana P. Guédez".into()),
        email: Some("Ana@Example.com".into()),
        ..ProofDraft::new(PaymentMethod::Zelle, Money::of_minor(4_850, Currency::Usd), day(22))
    };
    assert_eq!(zelle.validate(&reporting()).unwrap().email.as_deref(), Some("ana@example.com"));
    let cash = ProofDraft {
        payer_name: Some("Ana".into()),
        ..ProofDraft::new(PaymentMethod::Cash, Money::of_minor(1, Currency::Usd), day(22))
    };
    assert!(
        cash.validate(&Reporting {
            account: None,
            ..reporting()
        })
        .is_ok()
    );
}

#[test]
fn faults_have_their_codes() {
    let with = |change: fn(&mut ProofDraft)| {
        let mut draft = pago_movil();
        change(&mut draft);
        draft.validate(&reporting()).unwrap_err().code
    };
    assert_eq!(with(|d| d.amount = Money::zero(Currency::Ves)), Code::AmountZero);
    assert_eq!(with(|d| d.amount = Money::of_minor(-1, Currency::Ves)), Code::AmountNegative);
    assert_eq!(with(|d| d.amount = Money::of_minor(100, Currency::Usd)), Code::ProofCurrency);
    assert_eq!(with(|d| d.paid_on = day(23)), Code::DateFuture);
    assert_eq!(with(|d| d.paid_on = day(20)), Code::DateBeforeOrder);
    assert_eq!(with(|d| d.reference = Some("4.82913E+11".into())), Code::ReferenceScientific);
    assert_eq!(with(|d| d.reference = Some("123".into())), Code::ReferenceShort);
    assert_eq!(with(|d| d.origin_bank = Some("9999".into())), Code::BankUnknown);
    assert_eq!(with(|d| d.payer_id = Some("J-07013380-4".into())), Code::RifCheckDigit);
    assert_eq!(with(|d| d.payer_phone = Some("123".into())), Code::PhoneMalformed);
    assert_eq!(with(|d| d.email = Some("ana@".into())), Code::EmailMalformed);
    assert_eq!(with(|d| d.payer_name = Some("a".repeat(161))), Code::TextTooLong);
    assert_eq!(with(|d| d.account = Some(AccountId::from_uuid(Uuid::nil()))), Code::AccountUnknown);
}

#[test]
fn json_takes_a_line_of_a_feed() {
    let line = r#"{"method":"CASH","amount":{"amount":"12.50","currency":"USD"},"paid_on":"2026-11-22","payer_name":"Ana"}"#;
    let draft: ProofDraft = serde_json::from_str(line).unwrap();
    assert!(draft.validate(&reporting()).is_ok());
    assert!(serde_json::from_str::<ProofDraft>(&line.replace("payer_name", "payer")).is_err());
}

#[test]
fn the_digest_moves_with_any_field() {
    let changes: [fn(&mut ProofDraft); 11] = [
        |d| d.method = PaymentMethod::BankTransfer,
        |d| d.amount = Money::of_minor(451_231, Currency::Ves),
        |d| d.paid_on = day(21),
        |d| d.account = None,
        |d| d.origin_bank = Some("0105".into()),
        |d| d.reference = Some("482913".into()),
        |d| d.payer_name = Some(String::new()),
        |d| d.payer_id = None,
        |d| d.payer_phone = None,
        |d| d.email = Some("a@b.ve".into()),
        |d| d.receipt = Some(Sha256Hex::of(b"x")),
    ];
    let mut digests = vec![pago_movil().digest()];
    for change in changes {
        let mut draft = pago_movil();
        change(&mut draft);
        digests.push(draft.digest());
    }
    let count = digests.len();
    digests.sort();
    digests.dedup();
    assert_eq!(digests.len(), count);
}

proptest! {
    #[test]
    fn the_set_digest_knows_no_order(ids in proptest::collection::btree_set(any::<u128>(), 1..5)) {
        let proofs: Vec<_> = ids.iter().map(|&id| (SubmissionId::from_uuid(Uuid::from_u128(id)), Sha256Hex::of(&id.to_be_bytes()))).collect();
        let forward = set_digest(proofs.clone());
        prop_assert_eq!(set_digest(proofs.iter().rev().copied()), forward);
        prop_assert_ne!(set_digest(proofs[1..].iter().copied()), forward);
    }

    #[test]
    fn fields_never_run_together(a in "[0-9:;]{0,6}", b in "[0-9:;]{0,6}", c in "[0-9:;]{0,6}", d in "[0-9:;]{0,6}") {
        let draft = |name: &str, id: &str| ProofDraft { payer_name: Some(name.into()), payer_id: Some(id.into()), ..pago_movil() };
        prop_assert_eq!(draft(&a, &b).digest() == draft(&c, &d).digest(), (a, b) == (c, d));
    }
}

#[test]
fn money_leaves_in_what_its_method_carries() {
    use Currency::{Usd, Usdt, Ves};
    for (method, found) in [
        (PaymentMethod::PagoMovil, Usd),
        (PaymentMethod::Zelle, Ves),
        (PaymentMethod::BinancePay, Usd),
        (PaymentMethod::BankTransfer, Usdt),
    ] {
        assert_eq!(
            method.require_currency(found).unwrap_err().code,
            Code::ProofCurrency,
            "{method} {found}"
        );
    }
    for (method, owed, leaves) in [
        (PaymentMethod::PagoMovil, Usd, Ves),
        (PaymentMethod::Zelle, Ves, Usd),
        (PaymentMethod::BankTransfer, Usd, Usd),
        (PaymentMethod::Cash, Ves, Ves),
        (PaymentMethod::BinancePay, Ves, Usdt),
    ] {
        assert_eq!(method.leaves_in(owed), leaves, "{method} {owed}");
        assert!(method.require_currency(leaves).is_ok());
    }
}
