//! The work sheet: who reads whose, and what is on it in each state of the work.

use rust_decimal::Decimal;

use crate::counter::{Placed, checkout, insert};
use crate::fresh::{Fresh, on_both_engines};
use crate::shop::write;
use crate::yard::{Yard, complete, dollars, forward, hand_over, notify, notify_other, refuse};
use krafta::db::{Amount, Param, Query};
use krafta::domain::actor::Actor;
use krafta::domain::fulfilment::work_sheet::WorkSheet;
use krafta::domain::fulfilment::workshop_refusal::WorkshopRefusal;
use krafta::domain::money::Currency;
use krafta::domain::orders::shipping::DeliveryMethod;
use krafta::domain::orders::status::AssignmentStatus;
use krafta::domain::payables::policy::PaymentPolicy;
use krafta::service::fulfilment::work_list::WorksFilter;
use krafta::service::orders::commands::{Checkout, Customer, Delivery, Line, Note};
use krafta::service::workshops::board::BoardFilter;
use krafta::service::{Command, Error};

on_both_engines!(
    who_reads_whose_sheet_in_each_state,
    a_refused_or_withdrawn_workshop_reads_it_no_more,
    all_that_is_needed_is_on_it_and_nothing_hostile,
    a_workshop_does_not_read_for_whom_before_it_accepts,
);

async fn sheet(yard: &Yard, actor: &Actor, order: &Placed) -> Result<WorkSheet, Error> {
    yard.counter.shop.fulfilment().work_sheet(actor, order.id).await
}

async fn refused(yard: &Yard, actor: &Actor, order: &Placed) -> &'static str {
    match sheet(yard, actor, order).await {
        Ok(sheet) => panic!("{sheet:?}"),
        Err(error) => error.code(),
    }
}

/// Everybody asks for the sheet of an order that the first workshop was notified of: staff, that workshop, another one, one without
/// a workshop, the customer.
async fn asked(yard: &Yard, order: &Placed, status: AssignmentStatus) {
    let waits = status == AssignmentStatus::Notified;
    let known = !waits;
    let counter = &yard.counter;
    let own = &yard.makers[0].hands;
    for reader in [&counter.ana, &yard.coordinator, &counter.support, own] {
        let read = sheet(yard, reader, order).await.expect("a sheet");
        assert_eq!((read.status, &read.number), (status, &order.number), "{}", reader.role);
        assert_eq!(read.city.as_deref(), Some("Valencia"), "{status}");
        assert_eq!(read.delivery, DeliveryMethod::NationalShipping);
        assert_eq!(read.respond_by.is_some(), waits, "{status}");
        assert_eq!(read.cost, Some(dollars(1_500)), "{status}");
        assert_eq!(read.recipient.is_some(), known, "{status}");
        // Nowhere in the answer, whatever a face makes of it.
        let json = serde_json::to_string(&read).expect("JSON");
        for private in ["María", "0414", "Bolívar"] {
            assert_eq!(json.contains(private), known, "{private}: {json}");
        }
        // Its customer's document, and what the customer pays.
        for hidden in ["12345678", "12.50", "37.50"] {
            assert!(!json.contains(hidden), "{hidden}: {json}");
        }
    }
    for other in [
        &yard.makers[1].hands,
        &Actor {
            workshop: None,
            ..own.clone()
        },
    ] {
        assert_eq!(refused(yard, other, order).await, "not-your-assignment", "{status}");
    }
    assert_eq!(refused(yard, &counter.customer, order).await, "forbidden", "{status}");
}

async fn who_reads_whose_sheet_in_each_state(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let unpaid = yard.counter.place().await;
    assert_eq!(refused(&yard, &yard.counter.ana, &unpaid).await, "no-assignment");
    assert_eq!(refused(&yard, &yard.makers[0].hands, &unpaid).await, "not-your-assignment");
    let order = yard.counter.confirmed("482913").await;
    let hands = yard.makers[0].hands.clone();
    let chosen = sheet(&yard, &yard.coordinator, &order).await.expect("a sheet");
    assert_eq!((chosen.status, &chosen.recipient), (AssignmentStatus::PendingAssignment, &None));
    assert_eq!(refused(&yard, &hands, &order).await, "not-your-assignment");
    yard.done(&yard.coordinator, notify(&order)).await;
    asked(&yard, &order, AssignmentStatus::Notified).await;
    for (command, left) in [
        (Command::Accept(forward(&order)), AssignmentStatus::Accepted),
        (Command::Start(forward(&order)), AssignmentStatus::InProduction),
        (Command::Ready(forward(&order)), AssignmentStatus::Ready),
        (hand_over(&order, Some("MRW"), Some("0012345")), AssignmentStatus::HandedToDelivery),
    ] {
        yard.done(&hands, command).await;
        asked(&yard, &order, left).await;
    }
    yard.done(&yard.coordinator, Command::Complete(complete(&order))).await;
    asked(&yard, &order, AssignmentStatus::Completed).await;
}

async fn a_refused_or_withdrawn_workshop_reads_it_no_more(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let (first, second) = (&yard.makers[0], &yard.makers[1]);
    let weekly = Query::new("UPDATE workshops SET policy = ").bind(PaymentPolicy::WeeklyCut);
    let weekly = weekly.push(" WHERE id = ").bind(second.id);
    write(&fresh.db, weekly).await.expect("paid by the week");
    let order = yard.notified("482913").await;
    yard.done(&first.hands, refuse(&order, WorkshopRefusal::NoMaterial)).await;
    assert_eq!(refused(&yard, &first.hands, &order).await, "not-your-assignment");
    // Chosen and not told yet.
    assert_eq!(refused(&yard, &second.hands, &order).await, "not-your-assignment");
    yard.done(&yard.coordinator, notify(&order)).await;
    assert_eq!(refused(&yard, &first.hands, &order).await, "not-your-assignment");
    let read = sheet(&yard, &second.hands, &order).await.expect("a sheet");
    assert_eq!((read.status, read.cost), (AssignmentStatus::Notified, Some(dollars(1_800))));
    // Nothing in advance, whatever share the workshop has.
    assert_eq!((read.policy, read.deposit_basis_points), (Some(PaymentPolicy::WeeklyCut), None));
}

const HOSTILE: &str = "\u{1b}[2J\u{202e}a\u{200b}<script>";

async fn all_that_is_needed_is_on_it_and_nothing_hostile(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    for n in 0..29 {
        let row: [Param; 4] = [
            format!("COSA-{n:02}").as_str().into(),
            format!("Cosa {n} {HOSTILE}").as_str().into(),
            Amount(Decimal::ONE).into(),
            Currency::Usd.into(),
        ];
        insert(
            &fresh.db,
            "INSERT INTO products (sku, name, unit_price_amount, unit_price_currency)",
            row,
        )
        .await;
    }
    let things = (0..29).map(|n| Line {
        sku: format!("COSA-{n:02}"),
        quantity: n + 1,
    });
    let whole = checkout();
    let order = yard
        .counter
        .place_as(Checkout {
            customer: Customer {
                name: format!("María {HOSTILE}"),
                ..whole.customer
            },
            delivery: Delivery {
                address: Some(format!("Calle {HOSTILE}")),
                ..whole.delivery
            },
            items: whole.items.into_iter().chain(things).collect(),
        })
        .await;
    for (text, internal) in [("talla de cada una en la caja", true), (HOSTILE, false)] {
        let note = Note {
            order: order.id,
            text: text.into(),
            internal,
        };
        yard.done(&yard.coordinator, Command::Note(note)).await;
    }
    let maker = yard.makers[0].id;
    let offers = Query::new("INSERT INTO workshop_offers (workshop_id, product_id, unit_cost_amount, currency) SELECT ")
        .bind(maker)
        .push(", id, 1, 'USD' FROM products WHERE sku LIKE 'COSA%'");
    let room = Query::new("UPDATE capacity_weekly SET units = 900 WHERE workshop_id = ").bind(maker);
    for made in [offers, room] {
        write(&fresh.db, made).await.expect("it makes them all");
    }
    let order = yard.counter.confirm(order, "482913").await;
    yard.done(&yard.coordinator, notify_other(&order, &yard.makers[0], None, None))
        .await;
    yard.done(&yard.makers[0].hands, Command::Accept(forward(&order))).await;

    let read = sheet(&yard, &yard.makers[0].hands, &order).await.expect("a sheet");
    assert_eq!((read.items.len(), read.pieces()), (30, 3 + 29 * 30 / 2));
    assert_eq!(read.workshop.as_deref(), Some("Taller Orinoco"));
    assert_eq!(
        (read.policy, read.deposit_basis_points),
        (Some(PaymentPolicy::DepositBalance), Some(5_000))
    );
    assert!(read.promised.is_some() && !read.on_hold);
    let [note] = &read.notes[..] else { panic!("{:?}", read.notes) };
    let recipient = read.recipient.as_ref().expect("a recipient");
    let address = recipient.address.as_ref().expect("an address");
    assert_eq!(recipient.phone.as_str(), "0414-555.12.34");
    let texts = [
        note.text.as_str(),
        recipient.name.as_str(),
        address.as_str(),
        read.items[29].name.as_str(),
    ];
    for text in texts {
        assert!(text.contains("␛[2J") && text.contains("<script>"), "{text:?}");
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{200b}']), "{text:?}");
    }
}

async fn a_workshop_does_not_read_for_whom_before_it_accepts(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let order = yard.notified("482913").await;
    let (fulfilment, workshops) = (yard.counter.shop.fulfilment(), yard.counter.shop.workshops());
    let hands = &yard.makers[0].hands;
    let day = yard.held(&yard.makers[0]).await[0].0;
    let customers = async |actor: &Actor| {
        let works = fulfilment.works(actor, &Default::default(), None, 10).await.expect("work").rows;
        let cells = workshops.cell(actor, yard.makers[0].id, day).await.expect("a day");
        [works[0].customer.to_string(), cells[0].customer.to_string()]
    };
    assert_eq!(customers(hands).await, ["", ""]);
    // Nor does it learn so by asking for the name.
    let found = async |actor: &Actor, status| {
        let filter = WorksFilter {
            text: Some("María".into()),
            status,
            ..WorksFilter::default()
        };
        let rows = fulfilment.works(actor, &filter, None, 10).await.expect("work").rows.len();
        let counts = fulfilment.work_counts(actor, &filter).await.expect("counts").due;
        (rows, counts.iter().map(|due| due.count).sum::<i64>())
    };
    assert_eq!(found(hands, None).await, (0, 0));
    assert_eq!(found(hands, Some(AssignmentStatus::Notified)).await, (0, 0));
    assert_eq!(found(&yard.coordinator, None).await, (1, 1));
    assert_eq!(customers(&yard.coordinator).await, ["María Fernández", "María Fernández"]);
    yard.done(hands, Command::Accept(forward(&order))).await;
    assert_eq!(customers(hands).await, ["María Fernández", "María Fernández"]);
    assert_eq!(found(hands, None).await, (1, 1));
    // Of the board it reads its own row.
    let board = workshops.board(hands, &BoardFilter::default(), None, 10).await.expect("a board");
    assert_eq!(board.rows.len(), 1);
}
