//! Our accounts: one account at the bank is one account here, and the customer is shown where to pay, as it was offered
//! (domain.md §2, §10).

use crate::counter::{Counter, Placed, checkout, on};
use crate::fresh::{self, Fresh, on_both_engines};
use crate::shop::{Number, token, write};
use krafta::db::engine::migrate::MIGRATIONS;
use krafta::db::{Db, Dialect, Query};
use krafta::domain::bank::our_account::OfferedAccount;
use krafta::domain::method::PaymentMethod;
use krafta::domain::money::Currency;
use krafta::domain::orders::shipping::DeliveryMethod;
use krafta::domain::refusal::Arg;
use krafta::locale::{Catalogue, Locale};
use krafta::service::commands::{AccountDetails, AddAccount, ChangeAccount, Offering};
use krafta::service::core::command::WithReason;
use krafta::service::core::receipt::Outcome;
use krafta::service::orders::commands::{Checkout, Delivery};
use krafta::service::{Command, Error};

on_both_engines!(
    one_account_has_one_name,
    two_programs_add_the_same_account,
    the_customer_is_shown_where_to_pay,
    what_was_offered_stays_but_for_what_was_closed,
);

fn mobile(alias: &str, details: AccountDetails) -> Command {
    Command::AddAccount(AddAccount {
        alias: alias.into(),
        method: PaymentMethod::PagoMovil,
        currency: Currency::Ves,
        holder: "Krafta C.A.".into(),
        details,
        offering: Offering::default(),
    })
}

fn bdv() -> AccountDetails {
    AccountDetails {
        bank: Some("0102".into()),
        phone: Some("0414-555.00.01".into()),
        holder_id: Some("J-07013380-5".into()),
        ..AccountDetails::default()
    }
}

/// The first name, which the refusal says.
fn known(outcome: Result<krafta::service::Receipt, Error>) -> String {
    let Err(Error::Refused(refusal)) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(refusal.code.as_str(), "account-known");
    match &refusal.args[..] {
        [("alias", Arg::Text(alias)), ..] => alias.clone(),
        other => panic!("{other:?}"),
    }
}

async fn one_account_has_one_name(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let run = |command| counter.run(&counter.ana, command);
    run(mobile("bdv", bdv())).await.expect("added");
    assert_eq!(
        known(
            run(mobile(
                "bdv2",
                AccountDetails {
                    phone: Some("+58 414 5550001".into()),
                    ..bdv()
                }
            ))
            .await
        ),
        "bdv"
    );
    // Closed or not: what was paid to it is there.
    let change = |alias: &str, details, active| {
        Command::ChangeAccount(ChangeAccount {
            alias: alias.into(),
            details,
            active,
            ..ChangeAccount::default()
        })
    };
    run(change("bdv", AccountDetails::default(), Some(false))).await.expect("closed");
    assert_eq!(known(run(mobile("bdv2", bdv())).await), "bdv");
    let other = AccountDetails {
        bank: Some("0134".into()),
        ..bdv()
    };
    run(mobile("banesco-pm", other)).await.expect("another bank is another account");
    let becomes = AccountDetails {
        bank: Some("0102".into()),
        ..AccountDetails::default()
    };
    assert_eq!(known(run(change("banesco-pm", becomes, None)).await), "bdv");
    assert_eq!(counter.refused(&counter.ana, mobile("banesco-pm", bdv())).await, "account-known");
    // The database says it too, whoever writes.
    let insert = "INSERT INTO bank_accounts (alias, method, bank_code, phone, holder_id, holder_name, currency) \
        VALUES ('bdv3', 'PAGO_MOVIL', '0102', '+584145550001', 'J070133805', 'Krafta', 'VES')";
    assert_eq!(token(write(&fresh.db, Query::new(insert)).await), "account-known");
    let update = "UPDATE bank_accounts SET bank_code = '0102' WHERE alias = 'banesco-pm'";
    assert_eq!(token(write(&fresh.db, Query::new(update)).await), "account-known");
}

async fn two_programs_add_the_same_account(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let there = crate::races::other(&fresh, &counter, krafta::config::Settings::default()).await;
    for round in 0..15 {
        let details = || AccountDetails {
            phone: Some(format!("0414-555.10.{round:02}")),
            ..bdv()
        };
        let (one, two) = tokio::join!(
            counter.run(&counter.ana, mobile(&format!("a{round}"), details())),
            there.execute(&counter.luis, crate::counter::operation(), mobile(&format!("b{round}"), details())),
        );
        let refused = match (one, two) {
            (Ok(_), Err(error)) | (Err(error), Ok(_)) => error,
            both => panic!("{both:?}"),
        };
        assert_eq!(refused.code(), "account-known");
    }
    there.db().close().await;
}

/// Doubled before they were refused: the migration takes them, and they can be closed.
#[test]
fn accounts_that_were_doubled_stay() {
    fresh::run(Dialect::Sqlite, |Fresh { folder, .. }| async move {
        let url = format!("sqlite:{}", folder.join("old.db").display());
        let db = Db::create(&url).await.expect("a new file");
        for migration in MIGRATIONS
            .iter()
            .take_while(|migration| !migration.name.ends_with("rates_accounts"))
        {
            db.apply(migration).await.expect("applied");
        }
        for text in [
            "INSERT INTO bank_accounts (alias, method, bank_code, phone, holder_id, holder_name, currency) \
              VALUES ('bdv', 'PAGO_MOVIL', '0102', '+584145550001', 'J070133805', 'Krafta', 'VES'), \
              ('bdv2', 'PAGO_MOVIL', '0102', '+584145550001', 'J070133805', 'Krafta', 'VES')",
            "INSERT INTO exchange_rates (value_date, rate, source) VALUES ('2026-11-23', '93.0371', 'BCV')",
        ] {
            write(&db, Query::new(text)).await.expect("written");
        }
        db.migrate().await.expect("migrated");
        db.require_current().await.expect("the newest schema");
        let close = "UPDATE bank_accounts SET active = 0, offered_order = 3 WHERE alias = 'bdv2'";
        write(&db, Query::new(close)).await.expect("closed");
        let kept = "SELECT count(*) AS n FROM exchange_rates WHERE rate = '93.0371' AND ended IS NULL";
        assert_eq!(db.one::<Number>(Query::new(kept)).await.expect("a count").0, 1);
        db.close().await;
    });
}

fn aliases(accounts: &[OfferedAccount]) -> Vec<&str> {
    accounts.iter().map(|account| &*account.alias).collect()
}

fn by(method: DeliveryMethod) -> Checkout {
    let delivery = match method {
        DeliveryMethod::Pickup => Delivery {
            method,
            city: None,
            state: None,
            address: None,
        },
        _ => Delivery {
            method,
            ..checkout().delivery
        },
    };
    Checkout { delivery, ..checkout() }
}

async fn place(counter: &Counter, method: DeliveryMethod) -> (Placed, Vec<OfferedAccount>) {
    let receipt = counter.done(&counter.customer, Command::Checkout(by(method))).await;
    let state = on(&receipt);
    let (id, number) = (state.order_id, state.number.clone());
    match receipt.outcome {
        Outcome::Placed { due, accounts, .. } => (Placed { id, number, due }, accounts),
        other => panic!("{other:?}"),
    }
}

async fn change(counter: &Counter, alias: &str, offering: Offering) {
    let change = ChangeAccount {
        alias: alias.into(),
        offering,
        ..ChangeAccount::default()
    };
    counter.done(&counter.ana, Command::ChangeAccount(change)).await;
}

async fn tracked(counter: &Counter, order: &Placed) -> Vec<OfferedAccount> {
    let tracking = counter
        .shop
        .orders()
        .track(&counter.customer, &order.number, None)
        .await
        .expect("their order");
    tracking.accounts
}

/// With one account for those who fetch their order, and one that comes first.
async fn offering(fresh: &Fresh) -> Counter {
    let counter = Counter::open(fresh).await;
    counter.done(&counter.ana, mobile("bdv", bdv())).await;
    let pickup = Offering {
        deliveries: Some(vec![DeliveryMethod::Pickup]),
        position: Some(1),
    };
    change(&counter, "zelle", pickup).await;
    let nobody = Offering {
        deliveries: Some(Vec::new()),
        position: None,
    };
    change(&counter, "pm-venezuela", nobody).await;
    let last = Offering {
        deliveries: None,
        position: Some(9),
    };
    change(&counter, "banesco", last).await;
    counter
}

async fn the_customer_is_shown_where_to_pay(fresh: Fresh) {
    let counter = offering(&fresh).await;
    let (fetched, offered) = place(&counter, DeliveryMethod::Pickup).await;
    assert_eq!(aliases(&offered), ["bdv", "zelle", "banesco"], "in their order");
    let (sent, offered) = place(&counter, DeliveryMethod::NationalShipping).await;
    assert_eq!(aliases(&offered), ["bdv", "banesco"]);
    assert_eq!(offered[0].phone.as_deref(), Some("+584145550001"));
    assert_eq!(tracked(&counter, &fetched).await.len(), 3);
    assert_eq!(tracked(&counter, &sent).await, offered);
    // Its first message says so.
    let timeline = counter.shop.orders().timeline(&counter.ana, sent.id).await.expect("a timeline");
    let message = timeline.messages.iter().find(|message| message.kind == "P1").expect("a message");
    let told = Catalogue::of(Locale::Es).message(&message.template, &message.data);
    let where_to = "Puedes pagar por: pago móvil · 0102 Venezuela · 0414-555.00.01 · J-07013380-5 · Krafta C.A.; transferencia";
    assert!(told.contains(where_to) && !told.contains("{$"), "{told}");
    // Reported, more can be paid; confirmed, nothing is owed.
    let submission = counter.report(&sent, "482913").await;
    assert_eq!(tracked(&counter, &sent).await, offered);
    counter.claim(&sent).await;
    let verify = counter.verify(&sent, &[(submission, sent.due, "482913")]).await;
    counter.done(&counter.ana, Command::Confirm(verify)).await;
    assert!(tracked(&counter, &sent).await.is_empty());
    let cancel = WithReason {
        order: fetched.id,
        seen: None,
        reason: Some("ya no".into()),
        overridden: false,
    };
    counter.done(&counter.customer, Command::Cancel(cancel)).await;
    assert!(tracked(&counter, &fetched).await.is_empty());
}

async fn what_was_offered_stays_but_for_what_was_closed(fresh: Fresh) {
    let counter = offering(&fresh).await;
    let (order, _) = place(&counter, DeliveryMethod::NationalShipping).await;
    let moved = ChangeAccount {
        alias: "bdv".into(),
        details: AccountDetails {
            phone: Some("0412-555.00.02".into()),
            ..AccountDetails::default()
        },
        ..ChangeAccount::default()
    };
    counter.done(&counter.ana, Command::ChangeAccount(moved)).await;
    let closed = ChangeAccount {
        alias: "banesco".into(),
        active: Some(false),
        ..ChangeAccount::default()
    };
    counter.done(&counter.ana, Command::ChangeAccount(closed)).await;
    let told = tracked(&counter, &order).await;
    assert_eq!(aliases(&told), ["bdv"], "what is closed takes nothing");
    assert_eq!(told[0].phone.as_deref(), Some("+584145550001"), "as it was offered");
    let (_, offered) = place(&counter, DeliveryMethod::NationalShipping).await;
    assert_eq!(aliases(&offered), ["bdv"]);
    assert_eq!(offered[0].phone.as_deref(), Some("+584125550002"));
}
