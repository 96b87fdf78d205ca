//! What a transfer pays and how it left the bank: only what is due, the day, the currency and the rate; and finding it again.

use crate::debts::{Debts, settled, undo, usd};
use crate::fresh::{Fresh, on_both_engines};
use chrono::{Days, NaiveDate};
use krafta::domain::amount_range::AmountRange;
use krafta::domain::money::{Currency, Money};
use krafta::domain::payables::line::{PayableKind, Readiness};
use krafta::service::Command;
use krafta::service::core::receipt::Outcome;
use krafta::service::payables::StatementPeriod;
use krafta::service::payables::commands::{Sent, Settle, Undone};
use krafta::service::payables::view::SettlementFilter;

on_both_engines!(
    only_what_is_due_is_paid_unless_more_is_asked_for,
    how_it_left_is_checked,
    what_leaves_in_bolivares_keeps_its_rate_and_its_day,
    a_transfer_is_found_by_the_end_of_its_reference,
    what_leaves_is_what_its_method_carries,
    a_rate_far_from_the_days_is_confirmed,
);

const fn ves(minor: i64) -> Money {
    Money::of_minor(minor, Currency::Ves)
}

/// So many bolívares for a dollar.
fn at(rate: &str) -> Sent {
    Sent {
        currency: Some(Currency::Ves),
        rate: rate.parse().ok(),
        ..Sent::default()
    }
}

fn on(day: Option<NaiveDate>) -> Sent {
    Sent {
        on: day,
        ..Sent::default()
    }
}

/// Two lines of 10,00 and 5,00.
async fn two_lines(debts: &Debts) -> Settle {
    let order = debts.order("100001").await;
    let one = debts.owe(debts.taller, &order, PayableKind::Full, usd(1_000), "2026-11-24").await;
    let two = debts.owe(debts.taller, &order, PayableKind::Balance, usd(500), "2026-11-25").await;
    debts.paying(debts.taller, &[(one, None), (two, None)], usd(1_500), "5001").await
}

/// M15.
async fn only_what_is_due_is_paid_unless_more_is_asked_for(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    let counter = &debts.counter;
    let payables = counter.shop.payables();
    let order = debts.order("100001").await;
    let today = counter.shop.today().to_string();
    let due = debts.owe(debts.taller, &order, PayableKind::Full, usd(420), &today).await;
    let later = debts
        .owe(debts.taller, &order, PayableKind::Balance, usd(5_000), "2027-01-24")
        .await;
    let cut = debts
        .line(
            debts.taller,
            &order,
            PayableKind::Deposit,
            usd(1_740),
            "2027-01-27",
            Some("2027-01-24"),
        )
        .await;
    let held = debts.owe(debts.taller, &order, PayableKind::Adjustment, usd(300), &today).await;
    let on = debts.on(held, "falta la factura").await;
    counter.done(&counter.ana, Command::HoldPayable(on)).await;
    debts.owe(debts.taller, &order, PayableKind::Clawback, usd(-120), &today).await;
    let one = payables.aging(&counter.ana).await.expect("sums").remove(0);
    let aging = &one.aging;
    assert_eq!((aging.now, one.transfer, aging.to_net), (usd(420), usd(300), usd(120)));
    assert_eq!((aging.later, aging.not_cut, aging.held), (usd(5_000), usd(1_740), usd(300)));
    let total = payables.payable_totals(&counter.ana).await.expect("totals").remove(0);
    assert_eq!(
        (total.now, total.transfer, total.later, total.not_cut),
        (usd(420), usd(300), usd(5_000), usd(1_740))
    );
    assert_eq!(
        [
            debts.row(due).await,
            debts.row(later).await,
            debts.row(cut).await,
            debts.row(held).await
        ]
        .map(|row| row.readiness),
        [Readiness::Now, Readiness::NotDue, Readiness::NotCut, Readiness::Held]
    );
    // One of them is not due: refused, and paid when it is asked for.
    let parts = [(due, None), (later, None), (cut, None)];
    let mut all = debts.paying(debts.taller, &parts, usd(7_040), "5001").await;
    all.early = false;
    assert_eq!(counter.refused(&counter.ana, Command::Settle(all.clone())).await, "payable-not-due");
    let mut only = debts.paying(debts.taller, &parts[..1], usd(300), "5001").await;
    only.early = false;
    let would = counter.shop.rehearse(&counter.ana, Command::Settle(only)).await.expect("it is due");
    assert_eq!(settled(&would.receipt).1, usd(300));
    let preview = payables.settlement_preview(&counter.ana, &parts, None).await.expect("a preview");
    assert!(preview.early && preview.open.transfer == usd(300), "{preview:?}");
    all.early = true;
    assert_eq!(settled(&counter.done(&counter.ana, Command::Settle(all)).await).1, usd(7_040));
}

/// M16.
async fn how_it_left_is_checked(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    let counter = &debts.counter;
    let today = counter.shop.today();
    let usual = two_lines(&debts).await;
    let unneeded = Sent {
        rate: "93".parse().ok(),
        ..Sent::default()
    };
    let other_dollars = Sent {
        currency: Some(Currency::Usdt),
        ..Sent::default()
    };
    let too_much = Sent {
        amount: Some(ves(140_000)),
        ..at("93.0371")
    };
    for (sent, code) in [
        (on(today.succ_opt()), "date-future"),
        (on(today.checked_sub_days(Days::new(8))), "sent-before-line"),
        (unneeded, "refund-rate"),
        (other_dollars, "proof-currency"),
        (at("0"), "rate-invalid"),
        (too_much, "settlement-total"),
    ] {
        let command = Command::Settle(Settle { sent, ..usual.clone() });
        assert_eq!(counter.refused(&counter.ana, command).await, code);
    }
}

/// M16.
async fn what_leaves_in_bolivares_keeps_its_rate_and_its_day(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    let counter = &debts.counter;
    let today = counter.shop.today();
    let usual = two_lines(&debts).await;
    let settle = |sent: Sent| Command::Settle(Settle { sent, ..usual.clone() });
    // By the rate of the day, unless another one is said.
    let days = Sent {
        currency: Some(Currency::Ves),
        ..Sent::default()
    };
    let would = counter.shop.rehearse(&counter.ana, settle(days)).await.expect("the day's rate");
    assert!(
        matches!(
            would.receipt.outcome,
            Outcome::Settled {
                sent: Some(_),
                rate: Some(_),
                ..
            }
        ),
        "{would:?}"
    );
    let yesterday = today.pred_opt();
    let sent = Sent {
        on: yesterday,
        ..at("93.0371")
    };
    let receipt = counter.done(&counter.ana, settle(sent)).await;
    let payables = counter.shop.payables();
    let shown = payables.settlement(&counter.ana, settled(&receipt).0).await.expect("a settlement");
    let row = &shown.row;
    assert_eq!((row.sent_on, row.sent, row.amount), (yesterday, Some(ves(139_556)), usd(1_500)));
    assert_eq!(row.rate.map(|rate| rate.to_string()).as_deref(), Some("93,0371"));
    let shares = shown.payments.iter().filter_map(|line| line.sent);
    assert_eq!(Money::sum(Currency::Ves, shares), Ok(ves(139_556)));
    // It is found by what left as by its total, and by each in its own currency alone.
    for (amount, currency, found) in [
        ("1395.56", None, 1),
        ("1395.56", Some(Currency::Ves), 1),
        ("1395.56", Some(Currency::Usd), 0),
        ("15", None, 1),
        ("15", Some(Currency::Ves), 0),
        ("1395.57", None, 0),
    ] {
        let amount = amount.parse().expect("a number");
        let filter = SettlementFilter {
            amount: Some(AmountRange::exactly(amount, currency)),
            ..SettlementFilter::default()
        };
        let page = payables.settlements(&counter.ana, filter, None, 10).await.expect("a page");
        assert_eq!(page.rows.len(), found, "{amount} {currency:?}");
    }
    // Undone by rows of the same currency and rate.
    counter.done(&counter.ana, undo(Undone::Settlement(row.id), "rebotó")).await;
    let account = payables
        .statement(
            &counter.ana,
            StatementPeriod {
                workshop: debts.taller,
                from: today,
                until: today,
            },
        )
        .await
        .expect("a statement");
    let moved = account.accounts[0].entries.iter().filter(|entry| entry.about.settlement.is_some());
    let moved: Vec<_> = moved
        .map(|entry| (entry.about.sent, entry.about.rate, entry.about.sent_on))
        .collect();
    assert_eq!(moved.len(), 4);
    assert!(moved.iter().all(|(_, rate, on)| *rate == row.rate && *on == yesterday), "{moved:?}");
    let all = moved.iter().filter_map(|(sent, ..)| *sent);
    assert_eq!(Money::sum(Currency::Ves, all), Ok(ves(0)), "{moved:?}");
}

async fn a_transfer_is_found_by_the_end_of_its_reference(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    let counter = &debts.counter;
    let order = debts.order("100001").await;
    let line = debts.owe(debts.taller, &order, PayableKind::Full, usd(1_000), "2026-11-24").await;
    let mut zelle = debts.paying(debts.taller, &[(line, Some(usd(100)))], usd(100), "zl00ab12").await;
    zelle.method = krafta::domain::method::PaymentMethod::Zelle;
    counter.done(&counter.ana, Command::Settle(zelle)).await;
    debts.settle(&[(line, Some(usd(100)))], usd(100), "00482913").await;
    for (typed, found) in [
        ("ab12", 1),
        ("AB-12", 1),
        ("2913", 1),
        ("00482913", 1),
        ("%", 0),
        ("____", 0),
        ("000", 0),
        ("2", 1),
    ] {
        let filter = SettlementFilter {
            reference: Some(typed.into()),
            ..SettlementFilter::default()
        };
        let page = counter
            .shop
            .payables()
            .settlements(&counter.ana, filter, None, 10)
            .await
            .expect("a page");
        assert_eq!(page.rows.len(), found, "{typed}");
    }
}

/// M10, of what is paid to a workshop.
async fn what_leaves_is_what_its_method_carries(fresh: Fresh) {
    use krafta::domain::method::PaymentMethod;
    let debts = Debts::open(&fresh).await;
    let counter = &debts.counter;
    let usual = two_lines(&debts).await;
    for (method, sent, code) in [
        (PaymentMethod::PagoMovil, Sent::default(), Some("proof-currency")),
        (PaymentMethod::PagoMovil, at("93.0371"), None),
        (PaymentMethod::Zelle, at("93.0371"), Some("proof-currency")),
        (PaymentMethod::Zelle, Sent::default(), None),
        (PaymentMethod::BankTransfer, Sent::default(), None),
        (PaymentMethod::BinancePay, Sent::default(), Some("proof-currency")),
    ] {
        let settle = Command::Settle(Settle {
            method,
            sent: sent.clone(),
            ..usual.clone()
        });
        let refused = match counter.shop.rehearse(&counter.ana, settle).await {
            Err(krafta::service::Error::Refused(refusal)) => Some(refusal.code.as_str()),
            would => would.map(|_| None).expect("paid or refused"),
        };
        assert_eq!(refused, code, "{method} {sent:?}");
    }
}

/// The rate of the day is 93,0371.
async fn a_rate_far_from_the_days_is_confirmed(fresh: Fresh) {
    let debts = Debts::open(&fresh).await;
    let counter = &debts.counter;
    let usual = two_lines(&debts).await;
    let settle = |sent: Sent| Command::Settle(Settle { sent, ..usual.clone() });
    assert_eq!(counter.refused(&counter.ana, settle(at("9303.71"))).await, "rate-unusual");
    let sure = Sent {
        rate_confirmed: true,
        ..at("9303.71")
    };
    let would = counter.shop.rehearse(&counter.ana, settle(sure)).await.expect("it was confirmed");
    assert!(
        matches!(would.receipt.outcome, Outcome::Settled { sent: Some(sent), .. } if sent == ves(13_955_565)),
        "{would:?}"
    );
}
