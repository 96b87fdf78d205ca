//! What people and sites type wrong, given to the commands themselves: each is refused with its own code and nothing is
//! written. Texts that are only ugly are kept as they came and shown harmless.

use crate::books::Books;
use crate::counter::{Counter, Placed, checkout, on, report};
use crate::fresh::{Fresh, on_both_engines};
use crate::shop::{Number, Text};
use krafta::db::Query;
use krafta::domain::text::Safe;
use krafta::service::core::receipt::Outcome;
use krafta::service::orders::commands::{Checkout, Note};
use krafta::service::payments::commands::Report;
use krafta::service::{Command, Error};

on_both_engines!(
    a_wrong_report_is_refused,
    a_wrong_checkout_is_refused,
    ugly_texts_are_kept_and_shown_harmless,
    a_text_without_end_is_refused,
    money_is_known_again_by_what_the_bank_showed,
    production_is_stopped_by_override_alone,
);

async fn a_wrong_report_is_refused(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.place().await;
    let before = Books::read(&fresh.db, order.id).await;
    let digits = |count: usize| "7".repeat(count);
    let with = |change: &dyn Fn(&mut Report)| {
        let mut wrong = report(&order, order.due, "482913");
        change(&mut wrong);
        wrong
    };
    let reference = |text: &str| with(&|report| report.reference = Some(text.into()));
    let amount = |text: &str| with(&|report| report.amount = text.into());
    let paid_on = |text: &str| with(&|report| report.paid_on = text.into());
    let number = |text: &str| with(&|report| report.order = text.into());
    for (wrong, code) in [
        (reference("48A913"), "reference-letters"),
        (reference("913"), "reference-short"),
        (reference(&digits(40)), "reference-long"),
        (reference("4.82913E+11"), "reference-scientific"),
        (reference("48\u{301}2913"), "reference-letters"),
        (reference("٤٨٢٩١٣"), "reference-letters"),
        (reference(" - - "), "reference-missing"),
        (reference("   "), "proof-field-missing"),
        (amount("12.345"), "amount-ambiguous"),
        (amount("-3.861,04"), "amount-negative"),
        (amount("0,00"), "amount-zero"),
        (amount(&digits(20)), "amount-too-large"),
        (amount("3.8E3"), "amount-scientific"),
        (amount("USD 12,50"), "amount-currency"),
        (amount("mucho"), "amount-malformed"),
        (amount(""), "amount-missing"),
        (amount("1,005"), "amount-ambiguous"),
        (amount("10,0005"), "amount-decimals"),
        (paid_on("23/11/2026"), "date-future"),
        (paid_on("21/11/2026"), "date-before-order"),
        (paid_on("31/02/2026"), "date-impossible"),
        (paid_on("pronto"), "date-malformed"),
        (paid_on("22/11/26/1"), "date-malformed"),
        (number("KRFT-7Q2M"), "order-number-malformed"),
        (number("KRFT-ZZZZZZ"), "order-unknown"),
        (number("'; DROP TABLE orders; --"), "order-number-malformed"),
        (
            with(&|report| report.currency = krafta::domain::money::Currency::Usd),
            "proof-currency",
        ),
        (with(&|report| report.account = Some("otra".into())), "account-unknown"),
        (with(&|report| report.account = None), "proof-field-missing"),
        (with(&|report| report.origin_bank = Some("9999".into())), "bank-unknown"),
        (with(&|report| report.payer_phone = Some("555".into())), "phone-malformed"),
        (with(&|report| report.payer_id_doc = Some("J-07013380-4".into())), "rif-check-digit"),
        (with(&|report| report.payer_email = Some("nadie".into())), "email-malformed"),
        (with(&|report| report.payer_name = Some("M\u{0301}".repeat(100))), "text-too-long"),
        (with(&|report| report.payer_name = Some("nu\0lo".into())), "text-unstorable"),
        (with(&|report| report.receipt = Some("../../etc/passwd".into())), "receipt-missing"),
        (with(&|report| report.receipt = Some(digits(64))), "receipt-missing"),
    ] {
        assert_eq!(
            counter.refused(&counter.customer, Command::Report(wrong.clone())).await,
            code,
            "{wrong:?}"
        );
    }
    assert_eq!(Books::read(&fresh.db, order.id).await, before);
    // Leading zeros count on display, and so do the two ways of writing an amount.
    for (text, typed) in [("000482913", "3.861,04"), ("0004-8291-4", "3,861.04")] {
        let mut right = reference(text);
        right.amount = typed.into();
        counter.done(&counter.customer, Command::Report(right)).await;
    }
    let kept = Query::new("SELECT reference AS t FROM payment_submissions ORDER BY seq");
    let kept: Vec<Text> = fresh.db.all(kept).await.expect("references");
    assert_eq!(
        kept.iter().map(|text| text.0.as_str()).collect::<Vec<_>>(),
        ["000482913", "000482914"]
    );
}

async fn a_wrong_checkout_is_refused(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let with = |change: &dyn Fn(&mut Checkout)| {
        let mut wrong = checkout();
        change(&mut wrong);
        wrong
    };
    for (wrong, code) in [
        (with(&|checkout| checkout.items.clear()), "empty-order"),
        (with(&|checkout| checkout.items[0].quantity = 0), "quantity-out-of-range"),
        (with(&|checkout| checkout.items[0].quantity = u32::MAX), "quantity-out-of-range"),
        (with(&|checkout| checkout.items[0].sku = "TAZA'".into()), "product-unknown"),
        (
            with(&|checkout| checkout.items = vec![checkout.items[0].clone(); 40_000]),
            "too-many-lines",
        ),
        (with(&|checkout| checkout.customer.name = " \t".into()), "name-required"),
        (
            with(&|checkout| checkout.customer.name = "e\u{0301}".repeat(5_000)),
            "text-too-long",
        ),
        (with(&|checkout| checkout.customer.name = "nu\0lo".into()), "text-unstorable"),
        (
            with(&|checkout| checkout.customer.phone = "0212-555.12.34".into()),
            "phone-malformed",
        ),
        (with(&|checkout| checkout.customer.id_doc = Some("X-1".into())), "payer-malformed"),
        (
            with(&|checkout| checkout.customer.email = Some("nadie en casa".into())),
            "email-malformed",
        ),
        (
            with(&|checkout| checkout.delivery.address = Some("a".repeat(1 << 20))),
            "text-too-long",
        ),
        (with(&|checkout| checkout.delivery.address = None), "address-required"),
        (with(&|checkout| checkout.delivery.city = Some("Atlántida".into())), "city-unknown"),
        (with(&|checkout| checkout.delivery.city = None), "city-required"),
        (
            with(&|checkout| checkout.delivery.city = Some("Maracaibo".into())),
            "shipping-rate-missing",
        ),
    ] {
        assert_eq!(counter.refused(&counter.customer, Command::Checkout(wrong)).await, code);
    }
    let written = Query::new("SELECT (SELECT count(*) FROM orders) + (SELECT count(*) FROM operations) AS n");
    assert_eq!(fresh.db.one::<Number>(written).await.expect("a count").0, 0);
}

async fn ugly_texts_are_kept_and_shown_harmless(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    for ugly in [
        "Ana\u{1b}[31mroja\u{1b}[0m",
        "\u{1b}]52;c;cm0gLXJmIC8=\u{7}Luis",
        "María\u{202e}zerep\u{202c}",
        "J\u{200b}osé\u{feff}",
        "1\r000",
        "z\u{0300}\u{0301}\u{0302}\u{0303}\u{0304}\u{0305}\u{0306}\u{0307}algo",
        "Robert'); DROP TABLE orders; --",
    ] {
        let mut order = checkout();
        order.customer.name = ugly.into();
        let receipt = counter.done(&counter.customer, Command::Checkout(order)).await;
        let kept = Query::new("SELECT customer_name AS t FROM orders WHERE id = ").bind(on(&receipt).order_id);
        let kept = fresh.db.one::<Text>(kept).await.expect("a name").0;
        assert_eq!(kept, ugly);
        let shown = Safe::new(&kept);
        let harmless = |c: char| !c.is_control() && !"\u{202e}\u{202c}\u{200b}\u{feff}".contains(c);
        assert!(shown.chars().all(harmless), "{shown:?}");
        Books::read(&fresh.db, on(&receipt).order_id).await.check();
    }
}

async fn a_text_without_end_is_refused(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.place().await;
    let endless = "z\u{0301}".repeat(1 << 19);
    let note = Command::Note(Note {
        order: order.id,
        text: endless.clone(),
        internal: true,
    });
    assert_eq!(counter.refused(&counter.ana, note).await, "text-too-long");
    let because = counter.because(&order, &endless).await;
    assert_eq!(counter.refused(&counter.customer, Command::Cancel(because)).await, "text-too-long");
    let mut wrong = report(&order, order.due, "482913");
    wrong.note = Some(endless.clone());
    assert_eq!(counter.refused(&counter.ana, Command::Report(wrong)).await, "text-too-long");
    let (order, submission) = counter.reported_and_claimed("482914").await;
    let mut verify = counter.verify(&order, &[(submission, order.due, "482914")]).await;
    verify.override_reason = Some(endless);
    assert_eq!(counter.refused(&counter.ana, Command::Confirm(verify)).await, "text-too-long");
    Books::read(&fresh.db, order.id).await.check();
}

/// The bank's line is what was paid, whatever customers declared: it pays once, in one order or in two.
async fn money_is_known_again_by_what_the_bank_showed(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let half = |order: &Placed| krafta::domain::money::Money::of_minor(order.due.minor() / 2 + 1, order.due.currency());
    // Twice in one verdict.
    let order = counter.place().await;
    let first = counter.report_amount(&order, half(&order), "2913").await;
    let second = counter.report_amount(&order, half(&order), "482913").await;
    counter.claim(&order).await;
    let twice = [(first, half(&order), "00482913"), (second, half(&order), "482913")];
    let mut verify = counter.verify(&order, &twice).await;
    assert_eq!(
        counter.refused(&counter.ana, Command::Confirm(verify.clone())).await,
        "duplicate-reference"
    );
    // One credit of one day, of which as much was taken as it is said to be.
    verify.override_reason = Some("son dos pagos de la misma agencia".into());
    assert_eq!(
        counter.refused(&counter.ana, Command::Confirm(verify.clone())).await,
        "credit-exceeded"
    );
    verify.override_reason = None;
    verify.evidence[1].whole = Some(half(&order).checked_add(half(&order)).expect("both"));
    counter.done(&counter.ana, Command::Confirm(verify)).await;
    // Twice in one order, one verdict after the other.
    let order = counter.place().await;
    let first = counter.report_amount(&order, half(&order), "5551").await;
    counter.claim(&order).await;
    let verify = counter.verify(&order, &[(first, half(&order), "0077005551")]).await;
    let receipt = counter.done(&counter.ana, Command::Part(verify)).await;
    assert!(matches!(receipt.outcome, Outcome::PartlyPaid { .. }));
    let again = counter.report_amount(&order, half(&order), "77005551").await;
    counter.claim(&order).await;
    let verify = counter.verify(&order, &[(again, half(&order), "77005551")]).await;
    assert_eq!(counter.refused(&counter.ana, Command::Confirm(verify)).await, "duplicate-reference");
    // In another order, declared with other digits and on another account.
    let (order, proof) = counter.reported_and_claimed("1111").await;
    let verify = counter.verify(&order, &[(proof, order.due, "77005551")]).await;
    match counter.run(&counter.ana, Command::Confirm(verify)).await {
        Err(Error::Refused(refusal)) => assert_eq!(refusal.code.as_str(), "duplicate-reference"),
        other => panic!("{other:?}"),
    }
    // Zeros name no payment.
    for _ in 0..2 {
        let (order, proof) = counter.reported_and_claimed("0000").await;
        let verify = counter.verify(&order, &[(proof, order.due, "0000")]).await;
        counter.done(&counter.ana, Command::Confirm(verify)).await;
    }
}

/// A doubted payment may end an order that a workshop already makes, but only with an override (A12).
async fn production_is_stopped_by_override_alone(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let order = counter.confirmed("482915").await;
    crate::invariants::produce(&fresh.db, order.id, 3).await;
    let mut because = counter.because(&order, "el banco la devolvió").await;
    because.overridden = true;
    counter.done(&counter.ana, Command::Reverse(because)).await;
    let mut because = counter.because(&order, "no llegó").await;
    assert_eq!(
        counter.refused(&counter.ana, Command::Cancel(because.clone())).await,
        "override-required"
    );
    because.overridden = true;
    let receipt = counter.done(&counter.ana, Command::Cancel(because)).await;
    assert_eq!(on(&receipt).production, None);
    Books::read(&fresh.db, order.id).await.check();
}
